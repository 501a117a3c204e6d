//! Definitions: evaluated once for their arguments, in chains of any length, within a budget.

use super::build::*;
use crate::eval::Evaluator;
use crate::model::*;
use crate::number::Fraction;
use crate::value::{Facts, Range, RuleError, Val};

fn add(a: Expr, b: Expr) -> Expr {
    calc(Operator::Add, a, b)
}

fn known(v: &Version, e: Expr) -> Val {
    let facts = Facts { values: vec![Some(date("2018-06-15")), None], ..Facts::default() };
    Evaluator::new(v, &facts).expr(&e)
}

fn known_of(v: &Version, facts: &Facts, e: Expr) -> Val {
    Evaluator::new(v, facts).expr(&e)
}

fn one_fact() -> Version {
    version(vec![field("filed", Type::Date), within(field("x", Type::DECIMAL), n("0"), n("2"))])
}

#[test]
fn two_calls_of_the_last_forty_times() {
    let mut v = one_fact();
    v.definitions.push(definition("f0", 1, argument(0)));
    for i in 1..=40 {
        let last = || call(i - 1, vec![argument(0)]);
        v.definitions.push(definition("f", 1, add(last(), last())));
    }
    assert_eq!(known(&v, call(40, vec![n("1")])), Val::Number(Fraction::whole(1 << 40)));
    let Val::Unknown(u) = known(&v, call(40, vec![fact(1)])) else { panic!() };
    assert_eq!(u.range, Some(Range::Number(Some(Fraction::ZERO), Some(Fraction::whole(1 << 41)))));
    assert_eq!(
        known(&v, call(40, vec![calc(Operator::Divide, n("1"), n("0"))])),
        Val::error(RuleError::DivisionByZero)
    );
}

#[test]
fn two_reads_of_the_last_forty_times_inside_a_record() {
    let mut v = one_fact();
    v.records.push(record("r", vec![field("base", Type::DECIMAL)]));
    v.definitions.push(definition("d0", 0, own(0)));
    for i in 1..=40 {
        let last = || expr(ExprKind::EntryDefinition(0, DefinitionId(i - 1)), Type::DECIMAL);
        v.definitions.push(definition("d", 0, add(last(), last())));
    }
    let facts = facts(vec![None, None]);
    let top = expr(ExprKind::EntryDefinition(0, DefinitionId(40)), Type::DECIMAL);
    let mut ev = Evaluator::new(&v, &facts);
    let value = ev.with_entry(entry("r[0]", vec![n_val(3)]), |ev| ev.expr(&top));
    assert_eq!(value, Val::Number(Fraction::whole(3 << 40)));
    let failing = entry("r[1]", vec![Val::error(RuleError::Overflow)]);
    assert_eq!(ev.with_entry(failing, |ev| ev.expr(&top)), Val::error(RuleError::Overflow));
}

fn n_val(n: i64) -> Val {
    Val::whole(n)
}

const LONG: u32 = 10_000;

#[test]
fn long_chains() {
    let mut v = one_fact();
    v.definitions.push(definition("d", 0, fact(1)));
    for i in 1..LONG {
        v.definitions.push(definition("d", 0, add(call(i - 1, vec![]), n("1"))));
    }
    let Val::Unknown(u) = known(&v, call(LONG - 1, vec![])) else { panic!() };
    let whole = |n: u32| Some(Fraction::whole(i128::from(n)));
    assert_eq!(u.range, Some(Range::Number(whole(LONG - 1), whole(LONG + 1))));
}

#[test]
fn long_chains_with_arguments() {
    let mut v = one_fact();
    v.definitions.push(definition("f", 1, argument(0)));
    for i in 1..LONG {
        let last = call(i - 1, vec![add(argument(0), n("1"))]);
        v.definitions.push(definition("f", 1, add(last, call(i - 1, vec![n("0")]))));
    }
    // The second call of each doubles what the first one knows.
    assert_eq!(known(&v, call(100, vec![n("0")])), {
        let mut at = vec![0i128];
        for i in 1..=100usize {
            // f_i(0) = f_(i-1)(1) + f_(i-1)(0) = f_0(i) + the sum of all f_j(0) below i.
            at.push(i as i128 + at.iter().sum::<i128>());
        }
        Val::Number(Fraction::whole(at[100]))
    });
    let mut v = one_fact();
    v.definitions.push(definition("f", 1, argument(0)));
    for i in 1..LONG {
        v.definitions.push(definition("f", 1, call(i - 1, vec![add(argument(0), n("1"))])));
    }
    assert_eq!(known(&v, call(LONG - 1, vec![n("0")])), n_val(i64::from(LONG) - 1));
}

#[test]
fn long_chains_inside_a_record() {
    let mut v = one_fact();
    v.records.push(record("r", vec![field("base", Type::DECIMAL)]));
    v.definitions.push(definition("d", 0, own(0)));
    for i in 1..LONG {
        let last = expr(ExprKind::EntryDefinition(0, DefinitionId(i - 1)), Type::DECIMAL);
        v.definitions.push(definition("d", 0, add(last, n("1"))));
    }
    let top = expr(ExprKind::EntryDefinition(0, DefinitionId(LONG - 1)), Type::DECIMAL);
    let entries = list(vec![entry("r[0]", vec![n_val(1)]), entry("r[1]", vec![n_val(2)])]);
    v.facts.push(field("r", Type::List(Box::new(Type::Record(RecordId(0))))));
    let facts = facts(vec![None, None, Some(entries)]);
    let sum = aggregate(Aggregate::Sum, fact(2), vec![top]);
    assert_eq!(Evaluator::new(&v, &facts).expr(&sum), n_val(2 * i64::from(LONG) + 1));
}

#[test]
fn long_chains_through_conditions_and_lists() {
    // Each is reached only through the filter of a list and the right side of an `and`.
    let mut v = version(vec![field("filed", Type::Date), field("numbers", Type::List(Box::new(Type::INTEGER)))]);
    v.definitions.push(definition("d", 0, n("1")));
    for i in 1..2_000 {
        let positive = compare(Comparison::Greater, call(i - 1, vec![]), n("0"));
        let yes = given(Val::YesNo(true));
        let count = aggregate(Aggregate::Count, where_(fact(1), and(vec![yes, positive])), vec![]);
        v.definitions.push(definition("d", 0, count));
    }
    let facts = facts(vec![None, Some(list(vec![n_val(1), n_val(2)]))]);
    assert_eq!(known_of(&v, &facts, call(1_999, vec![])), n_val(2));
}

#[test]
fn facts_that_bound_each_other_in_a_long_chain() {
    let mut facts_of = vec![field("filed", Type::Date)];
    for i in 0..5_000 {
        facts_of.push(within(field(&format!("x{i}"), Type::Date), d("1950-01-01"), fact(i)));
    }
    let v = version(facts_of);
    let mut values = vec![None; 5_001];
    values[0] = Some(date("2018-06-15"));
    let f = Facts { values, ..Facts::default() };
    // Far away, a bound may be looser, but never wrong.
    let Val::Unknown(u) = known_of(&v, &f, fact(5_000)) else { panic!() };
    assert!(matches!(u.range, Some(Range::Date(low, high)) if low <= day("1950-01-01") && day("2018-06-15") <= high));
    let Val::Unknown(u) = known_of(&v, &f, fact(3)) else { panic!() };
    assert_eq!(u.range, Some(Range::Date(day("1950-01-01"), day("2018-06-15"))));
}

#[test]
fn a_budget_of_steps() {
    let mut v = version(vec![field("filed", Type::Date), field("numbers", Type::List(Box::new(Type::INTEGER)))]);
    let mut e = n("1");
    for _ in 0..12 {
        e = aggregate(Aggregate::Sum, fact(1), vec![e]);
    }
    v.definitions.push(definition("d", 0, e));
    let facts = facts(vec![None, Some(list((0..10).map(n_val).collect()))]);
    let (all, one) = (call(0, vec![]), n("1"));
    let mut ev = Evaluator::new(&v, &facts);
    ev.fuel = 100_000;
    assert_eq!(ev.expr(&all), Val::error(RuleError::TooMuchWork));
    assert_eq!(ev.expr(&one), Val::error(RuleError::TooMuchWork));
}

#[test]
fn alternatives_are_told_apart() {
    let mut v = one_fact();
    v.choices.push(choice("way", &["degree", "years"]));
    v.alternatives.push(Alternative { named: named("way"), choice: ChoiceId(0) });
    let way = || expr(ExprKind::Alternative(AlternativeId(0)), Type::Choice(ChoiceId(0)));
    let degree = compare(Comparison::Equal, way(), given(Val::Choice(0)));
    v.definitions.push(definition("degree", 0, degree));
    v.definitions.push(definition("not", 0, not(call(0, vec![]))));
    v.definitions.push(definition("same", 0, n("7")));
    let facts = facts(vec![None, None]);
    let id = AlternativeId(0);
    let (not_degree, same) = (call(1, vec![]), call(2, vec![]));
    let mut ev = Evaluator::new(&v, &facts);
    assert_eq!(ev.expr(&not_degree), Val::error(RuleError::Broken));
    assert_eq!(ev.take_alternative(id, Some(0)), None);
    assert_eq!(ev.expr(&not_degree), Val::YesNo(false));
    assert_eq!(ev.take_alternative(id, Some(1)), Some(0));
    assert_eq!(ev.expr(&not_degree), Val::YesNo(true));
    assert_eq!(ev.expr(&same), n_val(7));
    assert_eq!(ev.take_alternative(id, None), Some(1));
    assert_eq!(ev.expr(&not_degree), Val::error(RuleError::Broken));
}
