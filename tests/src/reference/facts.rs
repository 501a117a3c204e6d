//! From JSON to values. The facts are complete and valid; what is not there is none.

use super::calendar::month_number;
use super::value::{Number, Value};
use super::{Reference, Scope};
use chrono::NaiveDate;
use jifen_interpreter::model::{Field, Type, Version};
use num_bigint::BigInt;
use num_rational::Ratio;
use serde_json::Value as Json;

/// A fact's value: what is given, else what is presumed, else none.
pub(super) fn fact(reference: &Reference, field: &Field, given: Option<&Json>) -> Value {
    match (given, &field.presumed) {
        (Some(json), _) => read(reference.version, &field.ty, json),
        (None, Some(presumed)) => reference.expression(&presumed.value, &Scope::default()).unwrap_or(Value::None),
        (None, None) => Value::None,
    }
}

/// A value of a type.
pub fn read(version: &Version, ty: &Type, json: &Json) -> Value {
    match (ty, json) {
        (Type::YesNo, Json::Bool(yes)) => Value::YesNo(*yes),
        (Type::Number { .. }, Json::Number(n)) => Value::Number(decimal(&n.to_string())),
        (Type::Number { .. }, Json::String(text)) => Value::Number(decimal(text)),
        (Type::Date, Json::String(text)) => day(text).map_or(Value::None, Value::Date),
        (Type::Month, Json::String(text)) => month(text).map_or(Value::None, Value::Month),
        (Type::Duration, Json::String(text)) => duration(text),
        (Type::Code, Json::String(text)) => Value::Code(text.clone()),
        (Type::Choice(id), Json::String(text)) => {
            let values = &version.choices[id.index()].values;
            let found = values.iter().position(|v| v.key == *text);
            let found = found.or_else(|| values.iter().position(|v| v.name == *text));
            found.map_or(Value::None, |i| Value::Choice(i as u32))
        }
        (Type::Record(id), Json::Object(given)) => {
            let fields = &version.records[id.index()].fields;
            let alone = Reference { version, facts: Vec::new(), presumed: None };
            let value = |f: &Field| fact(&alone, f, given.get(&f.named.key));
            Value::Record(fields.iter().map(value).collect())
        }
        (Type::List(item), Json::Array(given)) => {
            Value::List(given.iter().map(|json| read(version, item, json)).collect())
        }
        _ => Value::None,
    }
}

/// A decimal with sign, fraction and exponent, exactly; `n/d` too, as reports print what has no decimal.
pub fn decimal(text: &str) -> Number {
    if let Some((n, d)) = text.split_once('/') {
        return decimal(n) / decimal(d);
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all: BigInt = format!("{whole}{part}").parse().expect("digits");
    let exponent: i32 = exponent.parse().expect("an exponent");
    let shift = exponent - part.len() as i32;
    let scale = BigInt::from(10).pow(shift.unsigned_abs());
    if shift < 0 { Ratio::new(all, scale) } else { Ratio::from_integer(all * scale) }
}

/// `2020-02-29`.
pub fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-').map(|p| p.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    NaiveDate::from_ymd_opt(year as i32, month, day)
}

/// `2020-02`.
pub fn month(text: &str) -> Option<i64> {
    day(&format!("{text}-01")).map(month_number)
}

/// `P3Y2M15D`.
fn duration(text: &str) -> Value {
    let (mut months, mut days, mut digits) = (0, 0, String::new());
    for c in text.chars().skip(1) {
        let n = digits.parse::<i64>().unwrap_or(0);
        match c {
            'Y' => months += n * 12,
            'M' => months += n,
            'D' => days += n,
            digit => {
                digits.push(digit);
                continue;
            }
        }
        digits.clear();
    }
    Value::Duration(months, days)
}
