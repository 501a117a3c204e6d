//! Random facts of which some are missing, and their completions.

use super::build::*;
use super::stream::Stream;
use crate::model::*;
use crate::number::Fraction;
use crate::value::{Entry, Facts, Item, List, Range, Val};
use std::rc::Rc;

/// Facts of which some are absent, and fields of given entries missing.
pub fn incomplete(v: &Version, s: &mut Stream) -> Facts {
    let mut f = Facts::default();
    let mut known: Vec<Val> = Vec::new();
    for field in &v.facts {
        let value = value_of(v, s, field, &known, &[]);
        known.push(value);
    }
    for value in known {
        let value = match s.pick(4) {
            0 | 1 => None,
            2 => Some(value),
            _ => Some(with_holes(v, s, value, &mut f)),
        };
        f.values.push(value);
    }
    f
}

/// Leaves fields of entries open.
fn with_holes(v: &Version, s: &mut Stream, value: Val, f: &mut Facts) -> Val {
    match value {
        Val::List(list) => {
            let mut holes = |item: &Item| {
                let value = with_holes(v, s, item.value.clone(), f);
                Item { value, maybe: None }
            };
            let items = list.items.iter().map(&mut holes).collect();
            Val::List(Rc::new(List { items, more: None }))
        }
        Val::Record(entry) => {
            let record = v.records.iter().find(|r| entry.place.starts_with(r.named.name.as_str()));
            let record = record.unwrap();
            let fields = entry.fields.iter().zip(&record.fields).map(|(value, field)| {
                if !s.chance(3) {
                    return value.clone();
                }
                let why = missing_field(f, &format!("{}.{}", entry.place, field.named.name));
                let bound = |e: &Option<Expr>| match e.as_ref().map(|e| &e.kind) {
                    Some(ExprKind::Constant(c)) => Some(super::super::expr::constant(c)),
                    _ => None,
                };
                let domain = field.domain.as_ref();
                let (low, high) = (domain.and_then(|d| bound(&d.low)), domain.and_then(|d| bound(&d.high)));
                let range = match (&field.ty, low, high) {
                    (Type::Month, Some(Val::Month(a)), Some(Val::Month(b))) => Range::Month(a, b),
                    (Type::Date, Some(Val::Date(a)), Some(Val::Date(b))) => Range::Date(a, b),
                    (Type::Date, _, _) => Range::Date(day("1900-01-01"), day("2199-12-31")),
                    (Type::Number { .. }, Some(Val::Number(a)), Some(Val::Number(b))) => {
                        Range::Number(Some(a), Some(b))
                    }
                    (Type::Choice(_), _, _) => Range::Choice(vec![0, 1, 2, 3]),
                    _ => Range::YesNo { yes: true, no: true },
                };
                unknown(range, field.or_none, why)
            });
            let fields = fields.collect();
            Val::Record(Rc::new(Entry { fields, place: entry.place.clone() }))
        }
        other => other,
    }
}

/// A completion; where `all` is not set, something may be left open.
pub fn complete(v: &Version, s: &mut Stream, f: &Facts, all: bool) -> Facts {
    let mut done = Facts { missing: f.missing.clone(), ..Facts::default() };
    let mut known: Vec<Val> = Vec::new();
    for (i, field) in v.facts.iter().enumerate() {
        match &f.values[i] {
            Some(value) => {
                let value = filled(v, s, value, &field.ty, all);
                known.push(value.clone());
                done.values.push(Some(value));
            }
            None => {
                let value = value_of(v, s, field, &known, &[]);
                known.push(value.clone());
                done.values.push((all || s.chance(2)).then_some(value));
            }
        }
    }
    // The domain of the birth date: not after the application.
    if let (Some(Some(Val::Date(filed))), Some(Some(Val::Date(born)))) = (done.values.first(), done.values.get(1))
        && filed < born
        && f.values[1].is_none()
    {
        done.values[1] = Some(Val::Date(*filed));
    }
    done
}

fn filled(v: &Version, s: &mut Stream, value: &Val, ty: &Type, all: bool) -> Val {
    match (value, ty) {
        (Val::List(list), Type::List(of)) => {
            let mut fill = |i: &Item| Item { value: filled(v, s, &i.value, of, all), maybe: None };
            Val::List(Rc::new(List { items: list.items.iter().map(&mut fill).collect(), more: None }))
        }
        (Val::Record(entry), Type::Record(id)) => {
            let mut fields: Vec<Val> = Vec::new();
            for (value, field) in entry.fields.iter().zip(&v.records[id.index()].fields) {
                let value = match value {
                    Val::Unknown(_) if all || s.chance(2) => value_of(v, s, field, &[], &fields),
                    other => other.clone(),
                };
                fields.push(value);
            }
            Val::Record(Rc::new(Entry { fields, place: entry.place.clone() }))
        }
        (other, _) => other.clone(),
    }
}

/// A value within a field's domain, given the facts or fields before it.
fn value_of(v: &Version, s: &mut Stream, field: &Field, before: &[Val], fields: &[Val]) -> Val {
    if field.or_none && s.chance(3) {
        return Val::None;
    }
    let bound = |e: &Option<Expr>| match e.as_ref().map(|e| &e.kind) {
        Some(ExprKind::Constant(c)) => super::super::expr::constant(c),
        Some(ExprKind::Fact(id)) => before.get(id.index()).cloned().unwrap_or(Val::None),
        Some(ExprKind::EntryField(0, i)) => fields.get(*i).cloned().unwrap_or(Val::None),
        _ => Val::None,
    };
    let domain = field.domain.as_ref();
    let low = domain.map_or(Val::None, |d| bound(&d.low));
    let high = domain.map_or(Val::None, |d| bound(&d.high));
    plain(v, s, &field.ty, field.most, low, high)
}

fn plain(v: &Version, s: &mut Stream, ty: &Type, most: Option<u32>, low: Val, high: Val) -> Val {
    match (ty, low, high) {
        (Type::YesNo, _, _) => Val::YesNo(s.chance(2)),
        (Type::Number { whole, .. }, Val::Number(a), Val::Number(b)) => {
            let parts = if *whole { 1 } else { [1, 2, 3][s.pick(3)] };
            let (a, b) = (a.ceiling().to_i64().unwrap(), b.floor().to_i64().unwrap());
            let n = s.between(a * parts, b * parts);
            Val::Number(Fraction::new(i128::from(n), i128::from(parts)).unwrap())
        }
        (Type::Number { .. }, _, _) => Val::whole(s.between(-100, 100)),
        (Type::Date, Val::Date(a), Val::Date(b)) => Val::Date(s.day(a, b)),
        (Type::Date, _, Val::Date(b)) => Val::Date(s.day(day("2014-01-01"), b)),
        (Type::Month, Val::Month(a), Val::Month(b)) => Val::Month(s.between(a.into(), b.into()) as i32),
        (Type::Choice(id), _, _) => Val::Choice(s.pick(v.choices[id.index()].values.len()) as u32),
        (Type::Duration, _, _) => Val::Duration(months(s.pick(37) as i32)),
        (Type::Code, _, _) => code(["a", "b", "z"][s.pick(3)]),
        (Type::Record(id), _, _) => {
            let record = &v.records[id.index()];
            let mut fields: Vec<Val> = Vec::new();
            for field in &record.fields {
                fields.push(value_of(v, s, field, &[], &fields));
            }
            entry(&record.named.name, fields)
        }
        (Type::List(of), low, high) => {
            let count = s.pick(most.unwrap_or(3) as usize + 1);
            list((0..count).map(|_| plain(v, s, of, None, low.clone(), high.clone())).collect())
        }
        _ => Val::None,
    }
}
