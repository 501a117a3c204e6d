//! Absent facts, parameters by date and class, catalogues, and what is reported as missing or stale.

use super::build::*;
use super::show;
use crate::eval::{Evaluator, Stale};
use crate::model::*;
use crate::value::{Facts, Missing, Val};

fn everything() -> Version {
    let list_of = |ty| Type::List(Box::new(ty));
    let mut v = version(vec![
        within(field("filed", Type::Date), d("2018-01-01"), d("2022-12-31")),
        within(field("born", Type::Date), d("1950-01-01"), fact(0)),
        field("since", Type::Date),
        or_none(field("month", Type::Month)),
        within(field("people", Type::INTEGER), n("0.5"), n("10")),
        field("any", Type::DECIMAL),
        or_none(field("company", Type::Record(RecordId(0)))),
        at_most(field("companies", list_of(Type::Record(RecordId(0)))), 30),
        field("length", Type::Duration),
        field("code", Type::Code),
        field("kind", Type::Choice(ChoiceId(0))),
        field("marks", list_of(Type::Choice(ChoiceId(0)))),
    ]);
    v.facts[4].domain.as_mut().unwrap().open = true;
    v.choices.push(choice("kind", &["a", "b"]));
    v.records.push(record(
        "company",
        vec![
            within(field("share", Type::DECIMAL), n("0"), n("1")),
            within(field("from", Type::Date), d("2000-01-01"), fact(0)),
            or_none(within(field("to", Type::Date), own(1), d("2030-01-01"))),
        ],
    ));
    v
}

fn show_fact(i: u32, filed: Option<&str>) -> String {
    let v = everything();
    let mut values = vec![None; v.facts.len()];
    values[0] = filed.map(date);
    let f = Facts { values, ..Facts::default() };
    let mut ev = Evaluator::new(&v, &f);
    let value = ev.fact(FactId(i));
    assert_eq!(ev.fact(FactId(i)), value);
    show::value(&value)
}

#[test]
fn absent_facts_are_within_their_domains() {
    for (fact, filed, expected) in [
        (0, None, "?2018-01-01..2022-12-31"),
        (1, Some("2018-06-15"), "?1950-01-01..2018-06-15"),
        (1, None, "?1950-01-01..2022-12-31"),
        (2, None, "?1900-01-01..2199-12-31"),
        (3, None, "?1900-01..2199-12 or none"),
        (4, None, "?1..9"),
        (5, None, "?inf..inf"),
        (6, Some("2018-06-15"), "?{?0..1, ?2000-01-01..2018-06-15, ?2000-01-01..2030-01-01 or none} or none"),
        (7, Some("2018-06-15"), "[ more Some(20) {?0..1, ?2000-01-01..2018-06-15, ?2000-01-01..2030-01-01 or none}]"),
        (9, None, "?Some(Code)"),
        (10, None, "?Some(Choice([0, 1]))"),
        (11, None, "[ more None ?Some(Choice([0, 1]))]"),
    ] {
        assert_eq!(show_fact(fact, filed), expected, "{fact}");
    }
}

#[test]
fn a_presumption_stands_for_an_absent_fact() {
    let mut v = everything();
    v.facts[4].presumed = Some(Presumption { value: n("3"), cites: Vec::new() });
    let f = facts(vec![None; 12]);
    let mut ev = Evaluator::new(&v, &f);
    assert_eq!(ev.fact(FactId(4)), number("3"));
    assert!(ev.missing().is_empty());
}

#[test]
fn missing_items_in_the_order_met() {
    let v = everything();
    let mut f = facts(vec![None; 12]);
    f.values[6] = Some(entry("company", vec![number("1")]));
    missing_field(&mut f, "company.from");
    let both = calc(Operator::Add, fact(5), calc(Operator::Multiply, fact(4), fact(5)));
    let mut ev = Evaluator::new(&v, &f);
    ev.expr(&both);
    let keys = ["any", "people"].map(|key| Missing::Fact(key.into()));
    assert_eq!(ev.missing(), [&[Missing::Field("company.from".into())], &keys[..]].concat());
}

fn read(v: &Version, filed: &str, e: Expr) -> (String, Vec<Missing>, Vec<Stale>) {
    let mut f = facts(vec![None; v.facts.len()]);
    f.values[0] = Some(date(filed));
    let mut ev = Evaluator::new(v, &f);
    let value = show::value(&ev.expr(&e));
    let missing = ev.missing().to_vec();
    (value, missing, ev.stale())
}

#[test]
fn parameters_by_date() {
    let mut v = everything();
    v.parameters.push(parameter("wage", &[("2018-04-01", 10), ("2019-04-01", 20), ("2019-05-01", 30)]));
    let at = |e: Expr| read(&v, "2019-05-15", wage(0, e));
    for (e, expected) in [
        (given(month(2018, 4)), "10"),
        (d("2019-03-31"), "10"),
        (given(month(2019, 4)), "20"),
        (d("2019-04-30"), "20"),
        (d("2020-05-01"), "30"),
    ] {
        assert_eq!(at(e), (expected.into(), vec![], vec![]));
    }
    let now = expr(ExprKind::Parameter(ParameterId(0), 0, vec![], None), Type::DECIMAL);
    assert_eq!(read(&v, "2019-04-15", now).0, "20");
    // A year past the last value.
    let stale = Stale { key: "wage".into(), last: day("2019-05-01"), at: day("2020-05-02") };
    assert_eq!(at(d("2020-05-02")), ("30".into(), vec![], vec![stale]));
    // Before the first.
    let missing = |at: &str| vec![Missing::Parameter { key: "wage".into(), at: at.into() }];
    assert_eq!(at(given(month(2018, 3))), ("?inf..inf".into(), missing("2018-03"), vec![]));
    assert_eq!(at(d("2018-03-31")), ("?inf..inf".into(), missing("2018-03-31"), vec![]));
    // A day that is not known, with values on all of its days or not.
    let born = || Missing::Fact("born".into());
    assert_eq!(at(fact(1)), ("?inf..inf".into(), vec![born()], vec![]));
    let later = calc(Operator::Add, function(Function::Max, vec![fact(1), d("2019-04-15")]), p(months(0)));
    assert_eq!(at(later), ("?20..30".into(), vec![born()], vec![]));
    v.parameters[0].open_ended = true;
    assert_eq!(read(&v, "2019-05-15", wage(0, d("2030-01-01"))), ("30".into(), vec![], vec![]));
}

#[test]
fn parameters_by_class() {
    let mut v = everything();
    let mut scale = parameter("scale", &[]);
    let column = &mut scale.columns[0];
    column.named = Some(named("rate"));
    column.by = vec![ChoiceId(0), ChoiceId(0)];
    column.series = (0..4).map(|i| parameter("", &[("2018-01-01", i)]).columns[0].series[0].clone()).collect();
    v.parameters.push(scale);
    let of = |a: Expr, b: Expr| {
        let kind = ExprKind::Parameter(ParameterId(0), 0, vec![a, b], None);
        read(&v, "2018-06-15", expr(kind, Type::DECIMAL)).0
    };
    let class = |i| given(Val::Choice(i));
    assert_eq!(of(class(0), class(1)), "1");
    assert_eq!(of(class(1), class(0)), "2");
    assert_eq!(of(fact(10), class(1)), "?1..3");
    assert_eq!(of(class(1), fact(10)), "?2..3");
    assert_eq!(of(class(1), given(Val::None)), "None");
}

#[test]
fn catalogues() {
    let mut v = everything();
    v.catalogues.push(Catalogue {
        named: named("inner"),
        cites: vec![],
        listings: vec![
            (day("2018-01-01"), vec!["x".into(), "y".into()]),
            (day("2019-01-01"), vec!["y".into()]),
            (day("2020-01-01"), vec![]),
        ],
    });
    let listed = |value: Expr, at: Option<Expr>| {
        let membership = Membership::Catalogue(CatalogueId(0), at);
        read(&v, "2018-06-15", expr(ExprKind::In(Box::new(value), Box::new(membership)), Type::YesNo))
    };
    let open = "?Some(YesNo { yes: true, no: true })";
    let (x, y) = (|| given(code("x")), || given(code("y")));
    assert_eq!(listed(x(), None).0, "YesNo(true)");
    assert_eq!(listed(x(), Some(d("2019-01-01"))).0, "YesNo(false)");
    assert_eq!(listed(given(code("z")), None).0, "YesNo(false)");
    assert_eq!(listed(fact(9), None).0, open);
    assert_eq!(listed(fact(9), Some(d("2020-06-01"))).0, "YesNo(false)");
    let before = listed(x(), Some(d("2017-01-01")));
    let missing = Missing::Parameter { key: "inner".into(), at: "2017-01-01".into() };
    assert_eq!(before, (open.into(), vec![missing], vec![]));
    let some_day =
        || function(Function::Min, vec![function(Function::Max, vec![fact(2), d("2018-02-01")]), d("2019-06-01")]);
    assert_eq!(listed(y(), Some(some_day())).0, "YesNo(true)");
    assert_eq!(listed(x(), Some(some_day())).0, open);
    assert_eq!(listed(given(Val::None), None).0, "None");
}

#[test]
fn the_counting_date_is_the_versions_own() {
    let mut v = everything();
    v.counting_date = Some(function(Function::StartOfYear, vec![fact(0)]));
    let age = |from| function(Function::FullYears, vec![period(d(from), expr(ExprKind::CountingDate, Type::Date))]);
    assert_eq!(read(&v, "2018-06-15", age("1980-01-02")).0, "37");
    assert_eq!(read(&v, "2018-06-15", age("1980-01-01")).0, "38");
    let f = facts(vec![None; 12]);
    let mut ev = Evaluator::new(&v, &f);
    assert_eq!(show::value(&ev.counting_date()), "?2018-01-01..2022-01-01");
    assert_eq!(show::value(&ev.filing_date()), "?2018-01-01..2022-12-31");
}
