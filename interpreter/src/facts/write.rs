//! Values back to JSON, numbers exact.

use super::calendar::{iso_duration, show_month};
use crate::model::{Type, Version};
use crate::number::Fraction;
use crate::value::{Entry, List, Range, RuleError, Unknown, Val};
use serde_json::{Map, Value, json};

/// A value as JSON: as it would stand in a file of facts. An unknown number, day or month becomes
/// `{"min": …, "max": …}` (`null`: no bound), an unknown answer or choice `{"possible": […]}`, with `null` among the
/// possible values (or `"none": true`) where it may be none; anything else unknown `{"unknown": true}`.
pub fn to_json(value: &Val, ty: &Type, version: &Version) -> Value {
    match value {
        Val::Number(n) => number(*n),
        Val::YesNo(yes) => Value::Bool(*yes),
        Val::Date(day) => day.to_string().into(),
        Val::Month(month) => show_month(*month).into(),
        Val::Duration(d) => iso_duration(*d).into(),
        Val::Choice(i) => choice(*i, ty, version),
        Val::Code(code) => code.to_string().into(),
        Val::Record(entry) => record(entry, ty, version),
        Val::List(list) => entries(list, ty, version),
        Val::Period(ends) => {
            let end = |v: &Val| to_json(v, &Type::Date, version);
            json!({"from": end(&ends.0), "to": end(&ends.1)})
        }
        Val::None => Value::Null,
        Val::Unknown(unknown) => possible(unknown, ty, version),
        Val::Error(error) => json!({"error": rule_error(error)}),
    }
}

/// The exact decimal as a JSON number; a fraction without one as the string `n/d`.
fn number(n: Fraction) -> Value {
    let text = n.to_string();
    match serde_json::from_str::<serde_json::Number>(&text) {
        Ok(number) => Value::Number(number),
        Err(_) => Value::String(text),
    }
}

fn choice(value: u32, ty: &Type, version: &Version) -> Value {
    let Type::Choice(id) = ty else { return value.into() };
    let named = version.choices.get(id.index()).and_then(|c| c.values.get(value as usize));
    named.map_or(Value::Null, |named| named.key.as_str().into())
}

/// The fields that are given.
fn record(entry: &Entry, ty: &Type, version: &Version) -> Value {
    let Type::Record(id) = ty else { return entry.place.to_string().into() };
    let fields = version.records.get(id.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
    let given = fields.iter().zip(&entry.fields);
    let all = given.map(|(f, v)| (f.named.key.clone(), to_json(v, &f.ty, version)));
    Value::Object(all.collect())
}

fn entries(list: &List, ty: &Type, version: &Version) -> Value {
    let item = ty.item();
    let sure = list.items.iter().filter(|i| i.maybe.is_none()).count();
    if sure == list.items.len() && list.more.is_none() {
        return list.items.iter().map(|i| to_json(&i.value, item, version)).collect();
    }
    let most = match &list.more {
        None => Some(list.items.len()),
        Some(more) => more.most.map(|most| list.items.len() + most as usize),
    };
    json!({"entries": {"min": sure, "max": most}})
}

fn possible(unknown: &Unknown, ty: &Type, version: &Version) -> Value {
    let Some(range) = &unknown.range else { return Value::Null };
    let all = match range {
        Range::YesNo { yes, no } => {
            [(*yes, true), (*no, false)].into_iter().filter(|(may, _)| *may).map(|(_, v)| v.into()).collect()
        }
        Range::Choice(values) => values.iter().map(|v| choice(*v, ty, version)).collect(),
        _ => Vec::new(),
    };
    let (min, max) = match range {
        Range::YesNo { .. } | Range::Choice(_) => {
            let none = unknown.none.then_some(Value::Null);
            return json!({"possible": all.into_iter().chain(none).collect::<Vec<Value>>()});
        }
        Range::Number(low, high) => (low.map(number), high.map(number)),
        Range::Date(low, high) => (Some(low.to_string().into()), Some(high.to_string().into())),
        Range::Month(low, high) => (Some(show_month(*low).into()), Some(show_month(*high).into())),
        Range::Duration(low, high) => (Some(iso_duration(*low).into()), Some(iso_duration(*high).into())),
        Range::List(list) if !unknown.none => return entries(list, ty, version),
        Range::Anything if matches!(ty, Type::Number { .. }) => (None, None),
        Range::Code | Range::Anything | Range::Record(_) | Range::List(_) | Range::Period(_) => {
            return json!({"unknown": true});
        }
    };
    let mut out = Map::new();
    out.insert("min".to_owned(), min.unwrap_or(Value::Null));
    out.insert("max".to_owned(), max.unwrap_or(Value::Null));
    if unknown.none {
        out.insert("none".to_owned(), Value::Bool(true));
    }
    Value::Object(out)
}

fn rule_error(error: &RuleError) -> &'static str {
    match error {
        RuleError::Overflow => "overflow",
        RuleError::DivisionByZero => "division_by_zero",
        RuleError::DateOutOfRange => "date_out_of_range",
        RuleError::Length => "length_of_time",
        RuleError::Overlap(..) => "overlap",
        RuleError::Disagree(..) => "disagree",
        RuleError::TooMuchWork => "too_much_work",
        RuleError::Broken => "broken",
    }
}
