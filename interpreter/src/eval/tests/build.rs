//! Small models, expressions and facts.

use crate::model::*;
use crate::number::Fraction;
use crate::value::{Entry, Facts, Item, List, Missing, Range, Unknown, Val, Why};
use chrono::NaiveDate;
use jifen_grammar::tree::Span;
use std::rc::Rc;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn date(text: &str) -> Val {
    Val::Date(day(text))
}

pub fn month(year: i32, month: i32) -> Val {
    Val::Month(year * 12 + month - 1)
}

pub fn number(text: &str) -> Val {
    Val::Number(fraction(text))
}

pub fn fraction(text: &str) -> Fraction {
    match text.split_once('/') {
        Some((n, d)) => Fraction::new(n.parse().unwrap(), d.parse().unwrap()).unwrap(),
        None => Fraction::parse(text).unwrap(),
    }
}

pub fn code(text: &str) -> Val {
    Val::Code(Rc::from(text))
}

pub fn months(months: i32) -> Duration {
    Duration { months, days: 0 }
}

pub fn days(days: i32) -> Duration {
    Duration { months: 0, days }
}

pub fn named(name: &str) -> Named {
    Named { name: name.into(), key: name.into(), title: None, span: Span::default(), provenance: Provenance::default() }
}

pub fn field(name: &str, ty: Type) -> Field {
    Field { named: named(name), ty, or_none: false, domain: None, most: None, presumed: None }
}

pub fn or_none(mut field: Field) -> Field {
    field.or_none = true;
    field
}

pub fn within(mut field: Field, low: Expr, high: Expr) -> Field {
    field.domain = Some(Domain { low: Some(low), high: Some(high), open: false, span: Span::default() });
    field
}

pub fn at_most(mut field: Field, most: u32) -> Field {
    field.most = Some(most);
    field
}

/// A version with the facts, the first of them the filing date.
pub fn version(facts: Vec<Field>) -> Version {
    Version {
        policy: named("policy"),
        id: "1".into(),
        base: None,
        draft: false,
        reviewed: Vec::new(),
        articles: Vec::new(),
        not_computed: Vec::new(),
        transitions: Vec::new(),
        number: None,
        announced: None,
        in_force: day("2018-01-01"),
        expires: None,
        repeals: Vec::new(),
        filing_date: Some(Expr { kind: ExprKind::Fact(FactId(0)), ty: Type::Date, span: Span::default() }),
        counting_date: None,
        conventions: Conventions {
            leap_day_is_march: Some(true),
            months_end_previous: Some(true),
            days_end_previous: Some(false),
            currency: None,
        },
        notes: Vec::new(),
        choices: Vec::new(),
        records: Vec::new(),
        facts,
        parameters: Vec::new(),
        catalogues: Vec::new(),
        alternatives: Vec::new(),
        definitions: Vec::new(),
        indicators: Vec::new(),
        indicator_types: Vec::new(),
        groups: Vec::new(),
        group_types: Vec::new(),
        totals: Vec::new(),
        outcomes: Vec::new(),
        constraints: Vec::new(),
        written: Vec::new(),
    }
}

pub fn choice(name: &str, values: &[&str]) -> Choice {
    Choice { named: named(name), ordered: true, values: values.iter().map(|v| named(v)).collect() }
}

pub fn record(name: &str, fields: Vec<Field>) -> Record {
    Record { named: named(name), unique: None, most: Some(20), fields, definitions: Vec::new() }
}

pub fn definition(name: &str, params: usize, body: Expr) -> Definition {
    Definition {
        reads: Vec::new(),
        named: named(name),
        params: (0..params).map(|i| (format!("p{i}"), Type::DECIMAL)).collect(),
        element: None,
        ty: body.ty.clone(),
        cites: Vec::new(),
        reported: false,
        content: Content::Expr(body),
    }
}

/// A monthly parameter of money.
pub fn parameter(name: &str, steps: &[(&str, i64)]) -> Parameter {
    let step = |(from, value): &(&str, i64)| Step {
        from: day(from),
        by_month: true,
        value: Constant::Number(Fraction::whole(i128::from(*value))),
        span: Span::default(),
    };
    let ty = Type::DECIMAL;
    let series = vec![steps.iter().map(step).collect()];
    Parameter {
        named: named(name),
        cites: Vec::new(),
        notes: Vec::new(),
        reviewed: Vec::new(),
        open_ended: false,
        columns: vec![Column { named: None, ty, by: Vec::new(), series }],
    }
}

pub fn facts(values: Vec<Option<Val>>) -> Facts {
    Facts { values, ..Facts::default() }
}

pub fn entry(place: &str, fields: Vec<Val>) -> Val {
    Val::Record(Rc::new(Entry { fields, place: Rc::from(place) }))
}

pub fn list(values: Vec<Val>) -> Val {
    let items = values.into_iter().map(|value| Item { value, maybe: None }).collect();
    Val::List(Rc::new(List { items, more: None }))
}

pub fn missing_field(facts: &mut Facts, path: &str) -> Why {
    facts.missing.push(Missing::Field(path.into()));
    Why::one(facts.missing.len() as u32 - 1)
}

pub fn unknown(range: Range, none: bool, why: Why) -> Val {
    Val::Unknown(Rc::new(Unknown { range: Some(range), none, why }))
}

pub fn between(low: i64, high: i64, why: Why) -> Val {
    let whole = |n: i64| Some(Fraction::whole(i128::from(n)));
    unknown(Range::Number(whole(low), whole(high)), false, why)
}

// Expressions.

pub fn expr(kind: ExprKind, ty: Type) -> Expr {
    Expr { kind, ty, span: Span::default() }
}

pub fn given(value: Val) -> Expr {
    let (constant, ty) = match value {
        Val::Number(n) => (Constant::Number(n), Type::DECIMAL),
        Val::YesNo(b) => (Constant::YesNo(b), Type::YesNo),
        Val::Date(d) => (Constant::Date(d), Type::Date),
        Val::Month(m) => (Constant::Month(m), Type::Month),
        Val::Duration(d) => (Constant::Duration(d), Type::Duration),
        Val::Choice(c) => (Constant::Choice(c), Type::Choice(ChoiceId(0))),
        Val::Code(c) => (Constant::Code(c.as_ref().to_owned()), Type::Code),
        _ => (Constant::Nothing, Type::Error),
    };
    expr(ExprKind::Constant(constant), ty)
}

pub fn n(text: &str) -> Expr {
    given(number(text))
}

pub fn d(text: &str) -> Expr {
    given(date(text))
}

pub fn p(duration: Duration) -> Expr {
    given(Val::Duration(duration))
}

pub fn fact(i: u32) -> Expr {
    expr(ExprKind::Fact(FactId(i)), Type::Error)
}

pub fn own(i: usize) -> Expr {
    expr(ExprKind::EntryField(0, i), Type::Error)
}

pub fn argument(i: usize) -> Expr {
    expr(ExprKind::Argument(i), Type::Error)
}

pub fn call(i: u32, arguments: Vec<Expr>) -> Expr {
    expr(ExprKind::Call(DefinitionId(i), arguments), Type::DECIMAL)
}

pub fn and(all: Vec<Expr>) -> Expr {
    expr(ExprKind::And(all), Type::YesNo)
}

pub fn or(all: Vec<Expr>) -> Expr {
    expr(ExprKind::Or(all), Type::YesNo)
}

pub fn not(e: Expr) -> Expr {
    expr(ExprKind::Not(Box::new(e)), Type::YesNo)
}

pub fn has(e: Expr) -> Expr {
    expr(ExprKind::Has(Box::new(e)), Type::YesNo)
}

pub fn compare(how: Comparison, a: Expr, b: Expr) -> Expr {
    expr(ExprKind::Compare(how, Box::new(a), Box::new(b)), Type::YesNo)
}

pub fn calc(how: Operator, a: Expr, b: Expr) -> Expr {
    expr(ExprKind::Arithmetic(how, Box::new(a), Box::new(b)), Type::DECIMAL)
}

pub fn where_(list: Expr, condition: Expr) -> Expr {
    expr(ExprKind::Where(Box::new(list), Box::new(condition)), Type::Error)
}

pub fn period(a: Expr, b: Expr) -> Expr {
    expr(ExprKind::Period(Box::new(a), Box::new(b)), Type::Period)
}

pub fn function(function: Function, arguments: Vec<Expr>) -> Expr {
    expr(ExprKind::Function(function, arguments), Type::DECIMAL)
}

pub fn aggregate(how: Aggregate, list: Expr, arguments: Vec<Expr>) -> Expr {
    expr(ExprKind::Aggregate(how, Box::new(list), arguments), Type::DECIMAL)
}

pub fn in_last(value: Expr, length: Expr) -> Expr {
    expr(ExprKind::In(Box::new(value), Box::new(Membership::Last(length))), Type::YesNo)
}

pub fn single(e: Expr) -> Band {
    Band { low: Some((e.clone(), true)), high: Some((e, true)), single: true, span: Span::default() }
}

pub fn band(low: Option<(&str, bool)>, high: Option<(&str, bool)>) -> Band {
    let bound = |b: Option<(&str, bool)>| b.map(|(text, included)| (n(text), included));
    Band { low: bound(low), high: bound(high), single: false, span: Span::default() }
}

pub fn wage(i: u32, at: Expr) -> Expr {
    expr(ExprKind::Parameter(ParameterId(i), 0, Vec::new(), Some(Box::new(at))), Type::DECIMAL)
}
