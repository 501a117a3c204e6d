//! Functions of lists, on known entries, on entries with open fields, and on lists of which nothing is known.

use super::build::*;
use super::show;
use crate::eval::Evaluator;
use crate::model::*;
use crate::value::{Facts, Range, RuleError, Val, Why};
use Aggregate::*;

/// Facts: filing date, jobs of employer, amount, start, end and month, numbers; all as given, or absent.
fn version_of_jobs() -> Version {
    let mut v = version(vec![
        field("filed", Type::Date),
        at_most(field("jobs", Type::List(Box::new(Type::Record(RecordId(0))))), 4),
        at_most(within(field("numbers", Type::List(Box::new(Type::INTEGER))), n("1"), n("9")), 3),
        or_none(at_most(field("others", Type::List(Box::new(Type::Record(RecordId(0))))), 4)),
    ]);
    v.choices.push(choice("employer", &["a", "b", "c"]));
    v.records.push(record(
        "job",
        vec![
            field("employer", Type::Choice(ChoiceId(0))),
            within(field("amount", Type::DECIMAL), n("-10"), n("100")),
            within(field("start", Type::Date), d("2000-01-01"), d("2020-12-31")),
            or_none(within(field("end", Type::Date), d("2000-01-01"), d("2020-12-31"))),
            within(field("month", Type::Month), given(month(2010, 1)), given(month(2020, 12))),
        ],
    ));
    v
}

fn job(employer: u32, amount: &str, start: &str, end: &str) -> Val {
    let start = date(start);
    let Val::Date(day) = start else { panic!() };
    let at = Val::Month(super::super::dates::month_of(day));
    let end = if end.is_empty() { Val::None } else { date(end) };
    entry("job", vec![Val::Choice(employer), number(amount), start, end, at])
}

fn jobs() -> Vec<Val> {
    vec![
        job(0, "10", "2018-01-01", "2018-01-31"),
        job(1, "20", "2018-02-01", "2018-03-31"),
        job(0, "5.5", "2018-03-15", "2018-04-30"),
        job(0, "20", "2018-06-01", "2018-06-10"),
    ]
}

fn eval_with(values: Vec<Option<Val>>, e: Expr) -> String {
    let v = version_of_jobs();
    let f = Facts { values, ..Facts::default() };
    show::value(&Evaluator::new(&v, &f).expr(&e))
}

fn eval(items: Vec<Val>, e: Expr) -> String {
    let numbers = list(vec![number("3"), number("1"), number("3")]);
    eval_with(vec![Some(date("2018-07-15")), Some(list(items)), Some(numbers), Some(Val::None)], e)
}

/// The jobs of an employer.
fn of(employer: u32) -> Expr {
    where_(fact(1), compare(Comparison::Equal, own(0), given(Val::Choice(employer))))
}

fn employment() -> Expr {
    period(own(2), own(3))
}

fn failing() -> Expr {
    calc(Operator::Divide, n("1"), n("0"))
}

#[test]
fn known_entries() {
    let cases = [
        (aggregate(Count, fact(1), vec![]), "4"),
        (aggregate(Count, of(0), vec![]), "3"),
        (aggregate(Count, of(2), vec![]), "0"),
        (aggregate(Sum, fact(1), vec![own(1)]), "55.5"),
        (aggregate(Sum, of(2), vec![own(1)]), "0"),
        (aggregate(Sum, fact(2), vec![]), "7"),
        (aggregate(Average, fact(2), vec![]), "7/3"),
        (aggregate(Average, of(2), vec![own(1)]), "None"),
        (aggregate(Largest, fact(1), vec![own(1)]), "20"),
        (aggregate(Largest, fact(1), vec![own(2)]), "2018-06-01"),
        (aggregate(Smallest, of(0), vec![own(1)]), "5.5"),
        (aggregate(Smallest, of(2), vec![own(1)]), "None"),
        (aggregate(Distinct, fact(1), vec![own(0)]), "2"),
        (aggregate(Distinct, fact(2), vec![]), "2"),
        (aggregate(Any, fact(1), vec![]), "YesNo(true)"),
        (aggregate(Any, of(2), vec![]), "YesNo(false)"),
        (aggregate(Any, fact(1), vec![compare(Comparison::Less, own(1), n("6"))]), "YesNo(true)"),
        (aggregate(Every, fact(1), vec![compare(Comparison::Less, own(1), n("6"))]), "YesNo(false)"),
        (aggregate(Every, of(2), vec![failing()]), "YesNo(true)"),
    ];
    for (e, expected) in cases {
        assert_eq!(eval(jobs(), e.clone()), expected, "{}", show::expr(&e));
    }
}

#[test]
fn the_latest_and_the_earliest() {
    let field = |how, by, i| expr(ExprKind::Field(Box::new(aggregate(how, fact(1), vec![own(by)])), i), Type::Error);
    // Of equal ones the first.
    assert_eq!(eval(jobs(), field(Latest, 1, 2)), "2018-02-01");
    assert_eq!(eval(jobs(), field(Earliest, 1, 2)), "2018-03-15");
    assert_eq!(eval(vec![], field(Latest, 1, 2)), "None");
    let mut open = jobs();
    open[3] =
        entry("job", vec![Val::Choice(0), between(15, 30, Why::one(0)), date("2018-06-01"), Val::None, month(2018, 6)]);
    // The second or the fourth.
    assert_eq!(eval(open.clone(), field(Latest, 1, 2)), "?2018-02-01..2018-06-01");
    assert_eq!(eval(open.clone(), field(Latest, 1, 1)), "?15..30");
    assert_eq!(eval(open.clone(), field(Latest, 1, 3)), "?2018-03-31..2018-03-31 or none");
    assert_eq!(eval(open, field(Earliest, 1, 2)), "2018-03-15");
}

#[test]
fn none_and_errors_among_entries() {
    let mut open = jobs();
    open.push(job(1, "1", "2018-07-01", ""));
    let ends = |how| aggregate(how, fact(1), vec![own(3)]);
    assert_eq!(eval(open.clone(), ends(Largest)), "None");
    assert_eq!(eval(open.clone(), ends(Distinct)), "None");
    assert_eq!(eval(open.clone(), ends(Latest)), "None");
    assert_eq!(eval(open.clone(), aggregate(DaysCovered, fact(1), vec![employment()])), "None");
    let given_end = where_(fact(1), has(own(3)));
    assert_eq!(eval(open.clone(), aggregate(Largest, given_end, vec![own(3)])), "2018-06-10");
    // A none condition keeps nothing; in `or` and `and` it is as always.
    let ended = || compare(Comparison::Less, own(3), d("2018-02-01"));
    assert_eq!(eval(open.clone(), aggregate(Count, where_(fact(1), not(ended())), vec![])), "3");
    assert_eq!(eval(open.clone(), aggregate(Any, fact(1), vec![ended()])), "YesNo(true)");
    assert_eq!(eval(open.clone(), aggregate(Every, fact(1), vec![not(ended())])), "YesNo(false)");
    let never = || compare(Comparison::Less, own(3), d("2000-01-01"));
    assert_eq!(eval(open.clone(), aggregate(Any, fact(1), vec![never()])), "None");
    // An error in a filter is one of the aggregate, even where the answer is settled before.
    let late =
        compare(Comparison::Less, calc(Operator::Divide, n("1"), calc(Operator::Subtract, own(1), n("1"))), n("5"));
    let any = aggregate(Any, where_(fact(1), late), vec![]);
    assert_eq!(eval(jobs(), any.clone()), "YesNo(true)");
    assert_eq!(eval(open.clone(), any), "Error(DivisionByZero)");
    let sum = aggregate(Sum, fact(1), vec![failing()]);
    assert_eq!(eval(open, sum.clone()), "Error(DivisionByZero)");
    assert_eq!(eval(vec![], sum), "0");
    assert_eq!(eval(vec![], aggregate(Count, fact(3), vec![])), "None");
    assert_eq!(eval(vec![], aggregate(Sum, where_(fact(3), has(own(3))), vec![own(1)])), "None");
    assert_eq!(eval(vec![], aggregate(Count, n("1"), vec![])), "Error(Broken)");
}

#[test]
fn sums_per_group() {
    let group = || expr(ExprKind::Aggregate(GroupEntries, Box::new(n("0")), vec![]), Type::Error);
    let counted = |most: &str| {
        let count = aggregate(Count, group(), vec![]);
        function(Function::Min, vec![count, n(most)])
    };
    let capped = |by: Expr| aggregate(SumPerGroup, fact(1), vec![by, counted("2")]);
    // Three of a, one of b, two of each at most.
    assert_eq!(eval(jobs(), capped(own(0))), "3");
    assert_eq!(eval(vec![], capped(own(0))), "0");
    assert_eq!(eval(jobs(), capped(own(1))), "4");
    let sums = aggregate(SumPerGroup, fact(1), vec![own(0), aggregate(Largest, group(), vec![own(1)])]);
    assert_eq!(eval(jobs(), sums), "40");
    // The group's first entry is at hand.
    let first = aggregate(SumPerGroup, fact(1), vec![own(0), own(1)]);
    assert_eq!(eval(jobs(), first.clone()), "30");
    let mut open = jobs();
    open[3] = entry(
        "job",
        vec![
            unknown(Range::Choice(vec![0, 1, 2]), false, Why::one(0)),
            number("20"),
            date("2018-06-01"),
            Val::None,
            month(2018, 6),
        ],
    );
    assert_eq!(eval(open, first), "?inf..inf or none");
    let perhaps = where_(fact(1), compare(Comparison::Less, own(1), n("15")));
    let mut open = jobs();
    open[1] =
        entry("job", vec![Val::Choice(1), between(10, 20, Why::one(0)), date("2018-06-01"), Val::None, month(2018, 6)]);
    let sums = aggregate(SumPerGroup, perhaps, vec![own(0), counted("9")]);
    assert_eq!(eval(open, sums), "?2..3");
}

#[test]
fn runs_of_months() {
    let at = |months: &[(i32, i32)]| -> Vec<Val> {
        let job = |(y, m): &(i32, i32)| {
            entry("job", vec![Val::Choice(0), number("0"), date("2018-01-01"), Val::None, month(*y, *m)])
        };
        months.iter().map(job).collect()
    };
    let run = |how, gap: Option<&str>| {
        let mut arguments = vec![own(4)];
        arguments.extend(gap.map(n));
        aggregate(how, fact(1), arguments)
    };
    // Filed in July 2018: the window ends with June.
    let some = [(2018, 6), (2018, 5), (2018, 5), (2018, 3), (2018, 8), (2017, 12), (2017, 11), (2017, 10)];
    for (how, gap, expected) in [
        (UnbrokenMonths, None, "2"),
        (UnbrokenMonths, Some("1"), "3"),
        (UnbrokenMonths, Some("2"), "6"),
        (LongestMonths, None, "3"),
        (LongestMonths, Some("1"), "4"),
        (LongestMonths, Some("2"), "7"),
    ] {
        assert_eq!(eval(at(&some), run(how, gap)), expected, "{how:?} {gap:?}");
    }
    assert_eq!(eval(at(&[(2018, 5), (2018, 4)]), run(UnbrokenMonths, None)), "0");
    assert_eq!(eval(at(&[(2018, 5), (2018, 4)]), run(UnbrokenMonths, Some("1"))), "2");
    assert_eq!(eval(vec![], run(UnbrokenMonths, None)), "0");
    assert_eq!(eval(vec![], run(LongestMonths, None)), "0");
    // A month that is not known may fill a gap, or come before.
    let mut open = at(&[(2018, 6), (2018, 4)]);
    let Val::Month(from) = month(2018, 1) else { panic!() };
    open.push(entry(
        "job",
        vec![
            Val::Choice(0),
            number("0"),
            date("2018-01-01"),
            Val::None,
            unknown(Range::Month(from, from + 4), false, Why::one(0)),
        ],
    ));
    assert_eq!(eval(open.clone(), run(UnbrokenMonths, None)), "?1..3");
    assert_eq!(eval(open, run(LongestMonths, None)), "?1..3");
}

#[test]
fn days_covered() {
    let covered = |window: Option<(&str, &str)>| {
        let mut arguments = vec![employment()];
        arguments.extend(window.map(|(from, to)| period(d(from), d(to))));
        aggregate(DaysCovered, fact(1), arguments)
    };
    // January to April without a gap is 120 days, then ten in June.
    assert_eq!(eval(jobs(), covered(None)), "130");
    assert_eq!(eval(jobs(), covered(Some(("2018-01-31", "2018-02-02")))), "3");
    assert_eq!(eval(jobs(), covered(Some(("2018-04-30", "2018-06-01")))), "2");
    assert_eq!(eval(jobs(), covered(Some(("2018-06-01", "2018-04-30")))), "0");
    assert_eq!(eval(vec![], covered(None)), "0");
    let longest = || aggregate(LongestDays, fact(1), vec![employment()]);
    assert_eq!(eval(jobs(), longest()), "120");
    assert_eq!(eval(vec![], longest()), "0");
    assert_eq!(eval(vec![job(0, "0", "2018-02-01", "2018-01-01")], covered(None)), "0");
    let months = aggregate(DaysCovered, fact(1), vec![period(own(4), own(4))]);
    assert_eq!(eval(jobs(), months), "120");
    // A start that is not known.
    let mut open = jobs();
    let start = unknown(Range::Date(day("2018-06-05"), day("2018-06-12")), false, Why::one(0));
    open[3] = entry("job", vec![Val::Choice(0), number("0"), start, date("2018-06-10"), month(2018, 6)]);
    assert_eq!(eval(open.clone(), covered(None)), "?120..126");
    assert_eq!(eval(open, longest()), "120");
}

#[test]
fn each_of_the_last_years() {
    let on = |days: &[&str]| -> Vec<Val> { days.iter().map(|day| job(0, "0", day, day)).collect() };
    let each = |by: usize, years: &str| aggregate(EachYear, fact(1), vec![own(by), n(years)]);
    // Filed on 15 July 2018: the years begin on 16 July.
    let three = ["2018-07-15", "2016-07-16", "2016-07-15"];
    assert_eq!(eval(on(&three), each(2, "3")), "YesNo(true)");
    assert_eq!(eval(on(&three[..2]), each(2, "3")), "YesNo(false)");
    assert_eq!(eval(on(&three[..2]), each(2, "2")), "YesNo(true)");
    assert_eq!(eval(on(&["2018-07-16"]), each(2, "1")), "YesNo(false)");
    assert_eq!(eval(vec![], each(2, "0")), "YesNo(true)");
    // Months: July 2017 to June 2018, and so on.
    assert_eq!(eval(on(&["2018-06-01", "2017-06-01"]), each(4, "2")), "YesNo(true)");
    assert_eq!(eval(on(&["2018-06-01", "2017-07-01"]), each(4, "2")), "YesNo(false)");
    assert_eq!(eval(on(&["2018-07-01", "2017-06-01"]), each(4, "1")), "YesNo(false)");
    let mut open = on(&["2018-01-01"]);
    open.push(job(0, "0", "2016-01-01", ""));
    // One date is none, so that a year without another is neither held nor not.
    assert_eq!(eval(open, each(3, "2")), "None");
}

#[test]
fn lists_of_which_nothing_is_known() {
    let filed = || vec![Some(date("2018-07-15")), None, None, None];
    let cases = [
        (aggregate(Count, fact(1), vec![]), "?0..4"),
        (aggregate(Count, fact(3), vec![]), "?0..4 or none"),
        (aggregate(Count, where_(fact(1), given(Val::YesNo(false))), vec![]), "0"),
        (aggregate(Sum, fact(1), vec![own(1)]), "?-40..400"),
        (aggregate(Sum, fact(2), vec![]), "?0..27"),
        (aggregate(Average, fact(2), vec![]), "?1..9 or none"),
        (aggregate(Largest, fact(2), vec![]), "?1..9 or none"),
        (aggregate(Any, fact(1), vec![]), "?Some(YesNo { yes: true, no: true })"),
        (aggregate(Any, fact(2), vec![failing_condition()]), "?Some(YesNo { yes: true, no: true })"),
        (aggregate(Every, fact(2), vec![less_than("10")]), "YesNo(true)"),
        (aggregate(Any, fact(2), vec![less_than("1")]), "YesNo(false)"),
        (aggregate(Distinct, fact(2), vec![]), "?0..3"),
        (aggregate(UnbrokenMonths, fact(1), vec![own(4)]), "?0..4"),
        (aggregate(LongestDays, fact(1), vec![employment()]), "?0..inf or none"),
        (
            aggregate(DaysCovered, fact(1), vec![period(own(2), own(2)), period(d("2018-01-01"), d("2018-01-31"))]),
            "?0..31",
        ),
        (aggregate(EachYear, fact(1), vec![own(2), n("1")]), "?Some(YesNo { yes: true, no: true })"),
        (
            expr(ExprKind::Field(Box::new(aggregate(Latest, fact(1), vec![own(2)])), 1), Type::DECIMAL),
            "?-10..100 or none",
        ),
    ];
    for (e, expected) in cases {
        assert_eq!(eval_with(filed(), e.clone()), expected, "{}", show::expr(&e));
    }
}

fn less_than(text: &str) -> Expr {
    compare(Comparison::Less, expr(ExprKind::Entry(0), Type::INTEGER), n(text))
}

fn failing_condition() -> Expr {
    compare(Comparison::Less, failing(), n("1"))
}

#[test]
fn entries_that_may_be_filtered_out() {
    let mut open = jobs();
    open[0] = entry(
        "job",
        vec![Val::Choice(0), between(0, 30, Why::one(0)), date("2018-01-01"), date("2018-01-31"), month(2018, 1)],
    );
    let small = || where_(fact(1), compare(Comparison::Less, own(1), n("20")));
    let cases = [
        (aggregate(Count, small(), vec![]), "?1..2"),
        (aggregate(Sum, small(), vec![own(1)]), "?5.5..35.5"),
        (aggregate(Average, small(), vec![own(1)]), "?0..30"),
        (aggregate(Largest, small(), vec![own(1)]), "?5.5..30"),
        (aggregate(Smallest, small(), vec![own(2)]), "?2018-01-01..2018-03-15"),
        (aggregate(Largest, small(), vec![own(2)]), "2018-03-15"),
        (aggregate(DaysCovered, small(), vec![employment()]), "?47..78"),
        (aggregate(LongestDays, small(), vec![employment()]), "47"),
        (aggregate(Any, small(), vec![compare(Comparison::Equal, own(2), d("2018-03-15"))]), "YesNo(true)"),
        (aggregate(Count, where_(small(), failing_condition()), vec![]), "Error(DivisionByZero)"),
    ];
    for (e, expected) in cases {
        assert_eq!(eval(open.clone(), e.clone()), expected, "{}", show::expr(&e));
    }
    // The error is not sure to be met.
    let alone = vec![open[0].clone()];
    let e = aggregate(Count, where_(small(), failing_condition()), vec![]);
    assert_eq!(eval(alone, e), "?0..1");
}

#[test]
fn errors_are_told() {
    assert_eq!(
        eval(vec![], aggregate(SumPerGroup, fact(1), vec![own(0)])),
        format!("{:?}", Val::error(RuleError::Broken))
    );
    assert_eq!(eval(vec![], expr(ExprKind::EntryField(0, 0), Type::Error)), "Error(Broken)");
    assert_eq!(eval(vec![], expr(ExprKind::Broken, Type::Error)), "Error(Broken)");
}
