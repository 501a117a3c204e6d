//! Arithmetic, comparison, conditions and membership, known and unknown.

use super::build::*;
use crate::eval::{Evaluator, ops};
use crate::model::*;
use crate::number::Fraction;
use crate::value::{Facts, Range, RuleError, Val, Why};

/// Facts: filing date, a number in 57..59, a condition, a condition or none, an education of three, none at all.
fn eval(e: Expr) -> Val {
    let mut v = version(vec![
        field("filed", Type::Date),
        within(field("age", Type::INTEGER), n("57"), n("59")),
        field("flag", Type::YesNo),
        or_none(field("perhaps", Type::YesNo)),
        field("education", Type::Choice(ChoiceId(0))),
        or_none(field("nothing", Type::DECIMAL)),
        field("code", Type::Code),
    ]);
    v.choices.push(choice("education", &["low", "middle", "high"]));
    let mut f = Facts { values: vec![None; 7], ..Facts::default() };
    f.values[0] = Some(date("2018-06-15"));
    f.values[5] = Some(Val::None);
    Evaluator::new(&v, &f).expr(&e)
}

fn yes() -> Expr {
    given(Val::YesNo(true))
}

fn no() -> Expr {
    given(Val::YesNo(false))
}

fn none() -> Expr {
    expr(ExprKind::Fact(FactId(5)), Type::YesNo)
}

fn failing() -> Expr {
    compare(Comparison::Less, calc(Operator::Divide, n("1"), n("0")), n("0"))
}

/// The answers that a condition may have: y, n, - (none), in this order; an error is `!`.
fn answers(e: Expr) -> String {
    let value = eval(e);
    match &value {
        Val::YesNo(true) => "y".into(),
        Val::YesNo(false) => "n".into(),
        Val::None => "-".into(),
        Val::Unknown(u) => {
            let mut all = String::new();
            if ops::may_be_yes(&value) {
                all.push('y');
            }
            if ops::may_be_no(&value) {
                all.push('n');
            }
            if u.none {
                all.push('-');
            }
            assert!(!u.why.items().is_empty());
            all
        }
        Val::Error(_) => "!".into(),
        other => panic!("{other:?}"),
    }
}

type Operand = (&'static str, fn() -> Expr);

#[test]
fn truth_tables() {
    let operands: [Operand; 6] =
        [("y", yes), ("n", no), ("-", none), ("yn", || fact(2)), ("yn-", || fact(3)), ("!", failing)];
    let table = [
        // and, or with y, n, -, yn, yn-, ! on the right
        ("y", ["y", "n", "-", "yn", "yn-", "!"], ["y", "y", "y", "y", "y", "y"]),
        ("n", ["n", "n", "n", "n", "n", "n"], ["y", "n", "-", "yn", "yn-", "!"]),
        ("-", ["-", "n", "-", "n-", "n-", "!"], ["y", "-", "-", "y-", "y-", "!"]),
        ("yn", ["yn", "n", "n-", "yn", "yn-", "yn"], ["y", "yn", "y-", "yn", "yn-", "yn"]),
        ("yn-", ["yn-", "n", "n-", "yn-", "yn-", "yn-"], ["y", "yn-", "y-", "yn-", "yn-", "yn-"]),
        ("!", ["!", "n", "!", "yn", "yn-", "!"], ["y", "!", "!", "yn", "yn-", "!"]),
    ];
    for ((name, left), (row, ands, ors)) in operands.iter().zip(table) {
        assert_eq!(*name, row);
        for (((right_name, right), both), one) in operands.iter().zip(ands).zip(ors) {
            assert_eq!(answers(and(vec![left(), right()])), both, "{name} and {right_name}");
            assert_eq!(answers(or(vec![left(), right()])), one, "{name} or {right_name}");
        }
    }
    let opposites: Vec<String> = operands.iter().map(|(_, e)| answers(not(e()))).collect();
    assert_eq!(opposites, ["n", "y", "-", "yn", "yn-", "!"]);
    let present: Vec<String> = operands.iter().map(|(_, e)| answers(has(e()))).collect();
    assert_eq!(present, ["y", "y", "n", "y", "yn", "!"]);
}

#[test]
fn several_conditions() {
    assert_eq!(answers(and(vec![yes(), none(), no(), failing()])), "n");
    assert_eq!(answers(and(vec![none(), failing(), no()])), "n");
    assert_eq!(answers(and(vec![fact(2), failing(), no()])), "n");
    assert_eq!(answers(and(vec![failing(), fact(2), yes()])), "yn");
    assert_eq!(answers(or(vec![no(), none(), fact(2), yes()])), "y");
    assert_eq!(answers(and(vec![])), "y");
}

#[test]
fn none_runs_through() {
    for e in [
        calc(Operator::Add, none(), n("1")),
        calc(Operator::Divide, none(), n("0")),
        expr(ExprKind::Negate(Box::new(none())), Type::DECIMAL),
        compare(Comparison::Equal, none(), none()),
        function(Function::Max, vec![n("1"), none()]),
        function(Function::RoundDown, vec![none()]),
        function(Function::FullYears, vec![period(none(), d("2018-01-01"))]),
        function(Function::Anniversary, vec![d("2018-01-01"), none()]),
        in_last(none(), p(months(12))),
        aggregate(Aggregate::Count, none(), vec![]),
        expr(ExprKind::Field(Box::new(none()), 0), Type::DECIMAL),
    ] {
        assert_eq!(eval(e), Val::None);
    }
    let zero = calc(Operator::Divide, n("1"), n("0"));
    assert_eq!(eval(calc(Operator::Add, none(), zero)), Val::error(RuleError::DivisionByZero));
}

#[test]
fn exact_arithmetic() {
    let third = calc(Operator::Divide, n("1400000"), n("3"));
    let share = calc(Operator::Multiply, third, n("0.8"));
    assert_eq!(eval(calc(Operator::Multiply, share, n("3"))), number("1120000"));
    let huge = || given(Val::Number(Fraction::whole(i128::MAX)));
    assert_eq!(eval(calc(Operator::Add, huge(), n("1"))), Val::error(RuleError::Overflow));
    assert_eq!(eval(calc(Operator::Multiply, huge(), n("0.5"))), Val::Number(Fraction::new(i128::MAX, 2).unwrap()));
    assert_eq!(eval(calc(Operator::Subtract, huge(), huge())), number("0"));
}

fn range(value: Val) -> (Option<Fraction>, Option<Fraction>) {
    ops::bounds(&value).unwrap()
}

#[test]
fn unknown_arithmetic() {
    let at = |n: i128| Some(Fraction::whole(n));
    assert_eq!(range(eval(calc(Operator::Subtract, n("60"), fact(1)))), (at(1), at(3)));
    assert_eq!(range(eval(calc(Operator::Multiply, n("-2"), fact(1)))), (at(-118), at(-114)));
    assert_eq!(eval(calc(Operator::Multiply, n("0"), fact(1))), number("0"));
    let zero = calc(Operator::Subtract, fact(1), n("58"));
    assert_eq!(range(eval(calc(Operator::Divide, n("1"), zero))), (None, None));
    let by_zero = calc(Operator::Divide, fact(1), n("0"));
    assert_eq!(eval(by_zero), Val::error(RuleError::DivisionByZero));
    let huge = given(Val::Number(Fraction::whole(i128::MAX - 58)));
    assert_eq!(range(eval(calc(Operator::Add, fact(1), huge))), (at(i128::MAX - 1), None));
    assert_eq!(range(eval(function(Function::Max, vec![fact(1), n("58")]))), (at(58), at(59)));
    assert_eq!(eval(function(Function::Max, vec![fact(1), n("60")])), number("60"));
    assert_eq!(eval(function(Function::Min, vec![fact(1), n("30")])), number("30"));
    assert_eq!(eval(function(Function::RoundDown, vec![fact(1), n("10")])), number("50"));
    assert_eq!(range(eval(function(Function::RoundUp, vec![fact(1), n("2")]))), (at(58), at(60)));
}

fn in_band(value: Expr, band: Band) -> Expr {
    expr(ExprKind::In(Box::new(value), Box::new(Membership::Band(band))), Type::YesNo)
}

#[test]
fn bands() {
    let cases = [
        (Some(("56", true)), Some(("60", true)), "y"),
        (Some(("57", true)), Some(("59", true)), "y"),
        (Some(("57", false)), Some(("59", true)), "yn"),
        (Some(("57", true)), Some(("59", false)), "yn"),
        (Some(("60", true)), None, "n"),
        (None, Some(("57", false)), "n"),
        (None, Some(("57", true)), "yn"),
        (None, None, "y"),
    ];
    for (low, high, expected) in cases {
        assert_eq!(answers(in_band(fact(1), band(low, high))), expected, "{low:?} {high:?}");
    }
    assert_eq!(answers(in_band(n("56.5"), band(Some(("56", true)), Some(("57", false))))), "y");
    assert_eq!(answers(in_band(n("57"), band(Some(("56", true)), Some(("57", false))))), "n");
    assert_eq!(answers(in_band(none(), band(Some(("56", true)), None))), "-");
    assert_eq!(answers(in_band(fact(1), single(n("58")))), "yn");
    assert_eq!(answers(in_band(given(code("a")), single(given(code("a"))))), "y");
    assert_eq!(answers(in_band(fact(6), single(given(code("a"))))), "yn");
}

#[test]
fn choices() {
    let value = |i: u32| given(Val::Choice(i));
    let set = |all: &[u32]| {
        let bands = all.iter().map(|i| single(value(*i))).collect();
        expr(ExprKind::In(Box::new(fact(4)), Box::new(Membership::Set(bands))), Type::YesNo)
    };
    assert_eq!(answers(set(&[0, 2])), "yn");
    // Every value it may have is in.
    assert_eq!(answers(set(&[2, 0, 1])), "y");
    assert_eq!(answers(compare(Comparison::GreaterOrEqual, fact(4), value(0))), "y");
    assert_eq!(answers(compare(Comparison::Greater, fact(4), value(2))), "n");
    assert_eq!(answers(compare(Comparison::Equal, fact(4), value(1))), "yn");
    assert_eq!(eval(function(Function::Max, vec![fact(4), value(2)])), Val::Choice(2));
    let Val::Unknown(u) = eval(function(Function::Max, vec![fact(4), value(1)])) else { panic!() };
    assert_eq!(u.range, Some(Range::Choice(vec![1, 2])));
}

#[test]
fn lengths_of_time() {
    let less = |a: Duration, b: Duration| answers(compare(Comparison::Less, p(a), p(b)));
    assert_eq!(less(months(11), months(12)), "y");
    assert_eq!(less(days(40), days(30)), "n");
    assert_eq!(less(months(1), days(40)), "y");
    assert_eq!(less(days(27), months(1)), "y");
    // Thirty days may be more or less than a month.
    assert_eq!(less(days(30), months(1)), "!");
    let both = Duration { months: 1, days: 3 };
    assert_eq!(less(both, Duration { months: 1, days: 5 }), "y");
    // A month and three days are 31 days at least.
    assert_eq!(less(both, days(31)), "n");
    assert_eq!(answers(compare(Comparison::Equal, p(both), p(days(31)))), "!");
    assert_eq!(answers(compare(Comparison::Equal, p(both), p(both))), "y");
    let sum = calc(Operator::Add, p(months(12)), p(days(3)));
    assert_eq!(eval(sum), Val::Duration(Duration { months: 12, days: 3 }));
    let double = calc(Operator::Multiply, n("2"), p(months(6)));
    assert_eq!(eval(double), Val::Duration(months(12)));
    assert_eq!(eval(calc(Operator::Multiply, n("0.25"), p(months(6)))), Val::error(RuleError::Length));
}

#[test]
fn what_can_not_be_compared() {
    assert_eq!(answers(compare(Comparison::Less, yes(), no())), "!");
    assert_eq!(answers(compare(Comparison::Equal, yes(), no())), "n");
    assert_eq!(answers(compare(Comparison::Equal, n("1"), d("2018-01-01"))), "!");
    assert_eq!(answers(compare(Comparison::Less, given(code("a")), given(code("b")))), "!");
    assert_eq!(answers(compare(Comparison::Unequal, given(code("a")), given(code("b")))), "y");
}

#[test]
fn covering_values() {
    let why = Why::one(0);
    let five = number("5");
    assert_eq!(ops::hull(&five, &five), five);
    let some = ops::because(ops::hull(&five, &Val::None), &why);
    assert!(ops::may_be_none(&some));
    assert_eq!(ops::without_none(some.clone()), five);
    assert_eq!(ops::why(&some), why);
    assert_eq!(ops::bounds(&ops::or_zero(some)), Some((Some(Fraction::ZERO), Some(fraction("5")))));
    let failed = Val::error(RuleError::Overflow);
    assert_eq!(ops::hull(&failed, &failed), failed);
    assert_eq!(ops::bounds(&ops::hull(&failed, &five)), Some((None, None)));
    let spent = Val::error(RuleError::TooMuchWork);
    assert_eq!(ops::hull(&five, &spent), spent);
    assert_eq!(ops::because(five.clone(), &why), five);
    let repeated = ops::repeated(&number("-5"), Some(3));
    assert_eq!(ops::bounds(&repeated), Some((Some(fraction("-15")), Some(Fraction::ZERO))));
    assert_eq!(ops::bounds(&ops::repeated(&five, None)), Some((Some(Fraction::ZERO), None)));
    assert_eq!(ops::repeated(&five, Some(0)), number("0"));
    let (a, b) = (list(vec![number("1"), number("2")]), list(vec![number("2"), number("3")]));
    let both = ops::as_list(&ops::hull(&a, &b)).unwrap();
    let sure: Vec<bool> = both.items.iter().map(|i| i.maybe.is_none()).collect();
    assert_eq!((both.items.len(), sure), (3, vec![false, true, false]));
}
