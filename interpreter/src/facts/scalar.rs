//! One plain value of a file: a number, a day, a choice's value.

use super::calendar::{self, CalendarError};
use super::decimal::{self, DecimalError};
use super::hints::hint;
use super::json::Json;
use super::nearest::nearest;
use super::words::{did_you_mean, expected, found, keys, shorten};
use crate::diagnostic::{Arg, Code};
use crate::model::{Choice, ChoiceId, Type, Version};
use crate::value::Val;

/// What is wrong with a value, without its path.
pub type Wrong = (Code, Vec<Arg>);

/// The longest code, in characters.
const LONGEST_CODE: usize = 1000;

/// Reads a value of a plain type (no record, no list, not `null`).
pub fn scalar(json: &Json<'_>, ty: &Type, version: &Version) -> Result<Val, Wrong> {
    let mismatch = || (Code::FactType, vec![found(json), expected(ty, version), hint(json, ty)]);
    match (ty, json) {
        (Type::YesNo, Json::Bool(yes)) => Ok(Val::YesNo(*yes)),
        (Type::Number { whole, .. }, Json::Number(text) | Json::String(text)) => {
            number(text, *whole).map_err(|wrong| wrong.unwrap_or_else(mismatch))
        }
        (Type::Date, Json::String(text)) => {
            calendar::day(text).map(Val::Date).map_err(|e| no_such(e, text, ("日", "day")).unwrap_or_else(mismatch))
        }
        (Type::Month, Json::String(text)) => {
            let wrong = |e| no_such(e, text, ("月", "month")).unwrap_or_else(mismatch);
            calendar::month(text).map(Val::Month).map_err(wrong)
        }
        (Type::Duration, Json::String(text)) => calendar::duration(text).map(Val::Duration).ok_or_else(mismatch),
        (Type::Code, Json::String(text)) if !text.is_empty() => code(text),
        (Type::Choice(id), Json::String(text)) => {
            choice(text, *id, version).ok_or_else(|| no_value(json, *id, version))
        }
        _ => Err(mismatch()),
    }
}

/// A number; `None` is a text that is none.
fn number(text: &str, whole: bool) -> Result<Val, Option<Wrong>> {
    let shown = || Arg::from(shorten(text, 40));
    match decimal::parse(text) {
        Ok(n) if whole && !n.is_whole() => Err(Some((Code::FactNotWhole, vec![shown()]))),
        Ok(n) => Ok(Val::Number(n)),
        Err(DecimalError::NotANumber) => Err(None),
        Err(DecimalError::TooLarge) => Err(Some((Code::FactTooLarge, vec![shown()]))),
        Err(DecimalError::TooPrecise) => Err(Some((Code::FactTooPrecise, vec![shown()]))),
    }
}

fn no_such(error: CalendarError, text: &str, (zh, en): (&str, &str)) -> Option<Wrong> {
    let wrong = (Code::FactNoSuchDay, vec![text.into(), Arg::pair(zh, en)]);
    (error == CalendarError::NoSuchDay).then_some(wrong)
}

fn code(text: &str) -> Result<Val, Wrong> {
    let length = text.chars().count();
    if LONGEST_CODE < length {
        return Err((Code::FactTooLong, vec![length.into()]));
    }
    Ok(Val::Code(text.into()))
}

/// A choice's value by its key, else by its name as written.
fn choice(text: &str, id: ChoiceId, version: &Version) -> Option<Val> {
    let values = &version.choices.get(id.index())?.values;
    let by_key = values.iter().position(|v| v.key == text);
    let index = by_key.or_else(|| values.iter().position(|v| v.name == text))?;
    u32::try_from(index).ok().map(Val::Choice)
}

fn no_value(json: &Json<'_>, id: ChoiceId, version: &Version) -> Wrong {
    let choice = version.choices.get(id.index());
    let values = choice.map(|c| c.values.as_slice()).unwrap_or_default();
    let Json::String(text) = json else { return (Code::FactNoSuchValue, Vec::new()) };
    let near = if text.trim().is_empty() { super::hints::leave_out() } else { did_you_mean(near(text, choice)) };
    let name = choice.map_or("", |c| c.named.name.as_str());
    (Code::FactNoSuchValue, vec![found(json), name.into(), keys(values.iter().map(|v| v.key.as_str())), near])
}

/// The key whose key or name is near.
fn near<'a>(text: &str, choice: Option<&'a Choice>) -> Option<&'a str> {
    let values = &choice?.values;
    nearest(text, values.iter().map(|v| v.key.as_str())).or_else(|| {
        let name = nearest(text, values.iter().map(|v| v.name.as_str()))?;
        values.iter().find(|v| v.name == name).map(|v| v.key.as_str())
    })
}
