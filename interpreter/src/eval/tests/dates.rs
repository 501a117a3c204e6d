//! Functions of dates, windows, and units of periods.

use super::build::*;
use crate::eval::{Evaluator, ops};
use crate::model::*;
use crate::number::Fraction;
use crate::shapes::per_unit::UnitRounding;
use crate::value::{Facts, Range, RuleError, Val};
use std::rc::Rc;

fn with(filed: &str, conventions: [bool; 3], since: Option<&str>, e: Expr) -> Val {
    let mut v =
        version(vec![field("filed", Type::Date), within(field("since", Type::Date), d("2013-06-01"), d("2013-06-30"))]);
    v.conventions = Conventions {
        leap_day_is_march: Some(conventions[0]),
        months_end_previous: Some(conventions[1]),
        days_end_previous: Some(conventions[2]),
        currency: None,
    };
    let f = Facts { values: vec![Some(date(filed)), since.map(date)], ..Facts::default() };
    Evaluator::new(&v, &f).expr(&e)
}

fn eval(e: Expr) -> Val {
    with("2018-06-15", [true, true, false], None, e)
}

fn full(how: Function, from: &str, to: &str) -> i64 {
    match eval(function(how, vec![period(d(from), d(to))])) {
        Val::Number(n) => n.to_i64().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn full_years_months_and_days() {
    assert_eq!(full(Function::FullYears, "1980-06-15", "2018-06-14"), 37);
    assert_eq!(full(Function::FullYears, "1980-06-15", "2018-06-15"), 38);
    assert_eq!(full(Function::FullYears, "2016-02-29", "2018-02-28"), 1);
    assert_eq!(full(Function::FullYears, "2016-02-29", "2018-03-01"), 2);
    assert_eq!(full(Function::FullYears, "2018-06-15", "2010-01-01"), 0);
    assert_eq!(full(Function::FullMonths, "2018-01-31", "2018-02-27"), 0);
    assert_eq!(full(Function::FullMonths, "2018-01-31", "2018-02-28"), 1);
    assert_eq!(full(Function::FullMonths, "2018-01-31", "2018-03-30"), 1);
    assert_eq!(full(Function::Days, "2016-02-28", "2016-03-01"), 2);
    assert_eq!(full(Function::Days, "2018-06-15", "2018-06-14"), 0);
    let of_months = |how| {
        let ends = period(given(month(2016, 11)), given(month(2018, 10)));
        eval(function(how, vec![ends]))
    };
    assert_eq!(of_months(Function::FullMonths), Val::whole(23));
    assert_eq!(of_months(Function::FullYears), Val::whole(1));
    let february = period(d("2016-02-29"), d("2018-02-28"));
    let years = function(Function::FullYears, vec![february]);
    assert_eq!(with("2018-06-15", [false, true, false], None, years), Val::whole(2));
}

#[test]
fn unknown_periods() {
    let years = function(Function::FullYears, vec![period(fact(1), fact(0))]);
    let Val::Unknown(u) = eval(years) else { panic!() };
    let whole = |n| Some(Fraction::whole(n));
    assert_eq!(u.range, Some(Range::Number(whole(4), whole(5))));
    let years = function(Function::FullYears, vec![period(fact(1), d("2018-07-01"))]);
    assert_eq!(eval(years), Val::whole(5));
}

#[test]
fn days_from_days() {
    let f = |how, e| eval(function(how, vec![e]));
    assert_eq!(f(Function::Year, d("2018-06-15")), number("2018"));
    assert_eq!(f(Function::Year, given(month(2018, 12))), number("2018"));
    assert_eq!(f(Function::MonthOf, d("2018-12-31")), month(2018, 12));
    assert_eq!(f(Function::StartOfYear, d("2018-12-31")), date("2018-01-01"));
    assert_eq!(f(Function::StartOfYear, given(month(2018, 5))), date("2018-01-01"));
    assert_eq!(f(Function::StartOfYear, n("2017")), date("2017-01-01"));
    assert_eq!(f(Function::StartOfYear, n("20170")), Val::error(RuleError::DateOutOfRange));
    assert_eq!(f(Function::FirstDay, d("2018-12-31")), date("2018-12-01"));
    assert_eq!(f(Function::LastDay, given(month(2016, 2))), date("2016-02-29"));
    assert_eq!(f(Function::LastDay, d("2018-04-03")), date("2018-04-30"));
    assert_eq!(f(Function::Year, calc(Operator::Add, fact(1), p(months(6)))), number("2013"));
    assert_eq!(f(Function::MonthOf, fact(1)), month(2013, 6));
    let anniversary = |day, n: Expr| eval(function(Function::Anniversary, vec![d(day), n]));
    assert_eq!(anniversary("2016-02-29", n("1")), date("2017-03-01"));
    assert_eq!(anniversary("2016-02-29", n("4")), date("2020-02-29"));
    assert_eq!(anniversary("2016-02-29", n("0.5")), Val::error(RuleError::Broken));
    assert_eq!(anniversary("2016-02-29", n("9000")), Val::error(RuleError::DateOutOfRange));
}

#[test]
fn days_moved() {
    let add = |day, by| eval(calc(Operator::Add, d(day), p(by)));
    let subtract = |day, by| eval(calc(Operator::Subtract, d(day), p(by)));
    assert_eq!(add("2018-01-31", months(1)), date("2018-02-28"));
    assert_eq!(add("2018-01-31", Duration { months: 1, days: 1 }), date("2018-03-01"));
    assert_eq!(subtract("2020-02-29", months(12)), date("2019-03-01"));
    assert_eq!(subtract("2018-03-31", months(1)), date("2018-02-28"));
    assert_eq!(subtract("2018-03-01", days(1)), date("2018-02-28"));
    assert_eq!(add("9999-12-31", days(1)), Val::error(RuleError::DateOutOfRange));
    let earlier = calc(Operator::Subtract, given(month(2018, 1)), p(months(13)));
    assert_eq!(eval(earlier), month(2016, 12));
    let by_days = calc(Operator::Add, given(month(2018, 1)), p(days(3)));
    assert_eq!(eval(by_days), Val::error(RuleError::Length));
}

#[test]
fn windows_of_months() {
    let inside = |filed, previous, m: Val| with(filed, [true, previous, false], None, in_last(given(m), p(months(12))));
    // Filed in June: June 2017 to May 2018, or July 2017 to June 2018.
    for (m, previous, holding) in [
        (month(2017, 5), false, false),
        (month(2017, 6), true, false),
        (month(2017, 7), true, true),
        (month(2018, 5), true, true),
        (month(2018, 6), false, true),
        (month(2018, 7), false, false),
    ] {
        assert_eq!(inside("2018-06-15", true, m.clone()), Val::YesNo(previous), "{m:?}");
        assert_eq!(inside("2018-06-15", false, m.clone()), Val::YesNo(holding), "{m:?}");
    }
}

#[test]
fn windows_of_days() {
    let inside = |filed, conventions, day, by| with(filed, conventions, None, in_last(d(day), p(by)));
    let usual = [true, true, false];
    let years = months(60);
    for (day, expected) in [
        ("2013-06-15", false),
        ("2013-06-16", true),
        ("2018-06-15", true),
        ("2018-06-16", false),
        ("1950-01-01", false),
    ] {
        assert_eq!(inside("2018-06-15", usual, day, years), Val::YesNo(expected), "{day}");
    }
    // The day itself is not in where windows of days end with the day before.
    assert_eq!(inside("2018-06-15", [true, true, true], "2018-06-15", years), Val::YesNo(false));
    assert_eq!(inside("2018-06-15", [true, true, true], "2018-06-14", years), Val::YesNo(true));
    // From 29 February five years are full on 1 March, or on 28 February.
    assert_eq!(inside("2021-02-28", usual, "2016-02-29", years), Val::YesNo(true));
    assert_eq!(inside("2021-02-28", [false, true, false], "2016-02-29", years), Val::YesNo(false));
    assert_eq!(inside("2021-03-01", usual, "2016-02-29", years), Val::YesNo(false));
    assert_eq!(inside("2018-06-15", usual, "2018-06-13", days(3)), Val::YesNo(true));
    assert_eq!(inside("2018-06-15", usual, "2018-06-12", days(3)), Val::YesNo(false));
    // An unknown day, surely within, perhaps within, surely not.
    let unknown = |filed| with(filed, usual, None, in_last(fact(1), p(years)));
    assert_eq!(unknown("2018-05-31"), Val::YesNo(true));
    assert!(matches!(unknown("2018-06-15"), Val::Unknown(_)));
    assert_eq!(unknown("2018-06-30"), Val::YesNo(false));
    assert_eq!(unknown("2013-05-31"), Val::YesNo(false));
}

fn spell(from: &str, to: &str) -> Val {
    Val::Period(Rc::new((date(from), date(to))))
}

#[test]
fn units_of_quantities() {
    let conventions = Conventions { leap_day_is_march: Some(true), ..Conventions::default() };
    let all = |quantity: &Val, unit: &Val| {
        [UnitRounding::Full, UnitRounding::OrPart, UnitRounding::ProRata].map(|rounding| {
            match ops::units(quantity, unit, rounding, &conventions) {
                Val::Number(n) => n.to_string(),
                Val::Unknown(u) => format!("{:?}", u.range),
                other => format!("{other:?}"),
            }
        })
    };
    let year = Val::Duration(months(12));
    assert_eq!(all(&number("250000"), &number("100000")), ["2", "3", "2.5"]);
    assert_eq!(all(&number("-5"), &number("2")), ["0", "0", "0"]);
    assert_eq!(all(&spell("2013-06-15", "2018-06-14"), &year), ["4", "5", "59/12"]);
    assert_eq!(all(&spell("2013-06-15", "2018-06-15"), &year), ["5", "5", "5"]);
    assert_eq!(all(&spell("2013-06-15", "2018-06-16"), &year), ["5", "6", "5"]);
    assert_eq!(all(&spell("2018-06-15", "2013-06-16"), &year), ["0", "0", "0"]);
    assert_eq!(all(&spell("2018-06-01", "2018-06-16"), &Val::Duration(days(10))), ["1", "2", "1.5"]);
    assert_eq!(all(&Val::Duration(months(30)), &year), ["2", "3", "2.5"]);
    assert_eq!(all(&Val::Duration(Duration { months: 24, days: 3 }), &year), ["2", "3", "2"]);
    let ends = Val::Period(Rc::new((month(2016, 11), month(2018, 11))));
    assert_eq!(all(&ends, &year), ["2", "2", "2"]);
    assert_eq!(all(&Val::None, &year), ["None"; 3]);
    assert_eq!(all(&number("5"), &number("0")), ["Error(DivisionByZero)"; 3]);
    assert_eq!(all(&number("5"), &year), ["Error(Broken)"; 3]);
}

#[test]
fn what_exceeds() {
    let conventions = Conventions::default();
    let beyond = |a: &Val, b: &Val| ops::beyond(a, b, &conventions);
    assert_eq!(beyond(&number("7"), &number("5")), number("2"));
    assert_eq!(beyond(&number("3"), &number("5")), number("0"));
    assert_eq!(
        beyond(&spell("2013-06-15", "2018-06-15"), &Val::Duration(months(24))),
        spell("2015-06-15", "2018-06-15")
    );
    assert_eq!(beyond(&Val::Duration(months(30)), &Val::Duration(months(24))), Val::Duration(months(6)));
    assert_eq!(beyond(&Val::None, &number("1")), Val::None);
    let unknown = between(3, 8, Default::default());
    assert_eq!(ops::bounds(&beyond(&unknown, &number("5"))), Some((Some(Fraction::ZERO), Some(fraction("3")))));
}
