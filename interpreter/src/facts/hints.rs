//! What a value of the wrong type was probably meant to be.

use super::json::Json;
use super::{calendar, decimal};
use crate::diagnostic::Arg;
use crate::model::Type;

/// A hint for a value that is not of a type; empty where there is nothing to guess.
pub fn hint(json: &Json<'_>, ty: &Type) -> Arg {
    match (ty, json) {
        (_, Json::String(text)) if text.trim().is_empty() => leave_out(),
        (Type::YesNo, Json::String(text) | Json::Number(text)) => yes_no(text),
        (Type::Number { .. }, Json::String(text)) => number(text),
        (Type::Date, Json::String(text) | Json::Number(text)) => date(text),
        (Type::Month, Json::String(text) | Json::Number(text)) => month(text),
        (Type::Duration, Json::Number(_)) => Arg::pair("写明单位,如 `\"P3Y\"`", "name the unit, as in `\"P3Y\"`"),
        (Type::Code, Json::Number(text)) => write(&format!("\"{text}\"")),
        (Type::List(_), Json::Array(_)) => Arg::from(""),
        (Type::List(_), _) => Arg::pair("只有一条也写成列表 `[…]`", "write a single entry as a list `[…]` too"),
        _ => Arg::from(""),
    }
}

/// For what is not known.
pub fn leave_out() -> Arg {
    Arg::pair("不知道就不写这个键", "leave the key out where it is not known")
}

fn write(json: &str) -> Arg {
    Arg::pair(format!("应写 `{json}`"), format!("write `{json}`"))
}

fn yes_no(text: &str) -> Arg {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "是" | "t" | "有" => write("true"),
        "false" | "no" | "n" | "0" | "否" | "f" | "没有" => write("false"),
        _ => Arg::from(""),
    }
}

fn number(text: &str) -> Arg {
    let is_number = |text: &str| decimal::parse(text) != Err(decimal::DecimalError::NotANumber);
    let trimmed = text.trim();
    if is_number(trimmed) {
        return Arg::pair("数的前后不留空格", "no blanks around a number");
    }
    let separators = |c: char| matches!(c, ',' | '\u{FF0C}' | '_' | ' ' | '\'' | '\u{A0}' | '\u{202F}');
    let joined = trimmed.replace(separators, "");
    if joined != trimmed && is_number(&joined) {
        return Arg::pair(format!("不写分隔符:`{joined}`"), format!("write it without separators: `{joined}`"));
    }
    let bare = joined.trim_matches(|c: char| !c.is_ascii_digit() && c != '-' && c != '.');
    let percent = joined.ends_with(['%', '\u{FF05}']);
    if percent && is_number(bare) {
        return Arg::pair("百分数写成小数,如 `0.8`", "write a percentage as a decimal such as `0.8`");
    }
    if bare != joined && is_number(bare) {
        return Arg::pair("只写数,不写单位", "write the number only, without a unit");
    }
    Arg::from("")
}

/// The groups of digits in a text; eight or six digits at a stretch are taken apart.
fn groups(text: &str) -> Vec<u32> {
    let compact = text.bytes().all(|b| b.is_ascii_digit());
    let cut = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let parts: Vec<&str> = match (compact, text.len()) {
        (true, 8) => vec![cut(0, 4), cut(4, 6), cut(6, 8)],
        (true, 6) => vec![cut(0, 4), cut(4, 6)],
        _ => text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect(),
    };
    parts.into_iter().map_while(|p| p.parse().ok()).collect()
}

fn date(text: &str) -> Arg {
    match groups(text).as_slice() {
        [year, month, day, ..] => {
            let written = format!("{year:04}-{month:02}-{day:02}");
            if calendar::day(&written).is_ok() { write(&format!("\"{written}\"")) } else { Arg::from("") }
        }
        [year, month] if calendar::month(&format!("{year:04}-{month:02}")).is_ok() => {
            Arg::pair("缺少日", "the day is missing")
        }
        _ => Arg::from(""),
    }
}

fn month(text: &str) -> Arg {
    match groups(text).as_slice() {
        [year, month, ..] => {
            let written = format!("{year:04}-{month:02}");
            if calendar::month(&written).is_ok() { write(&format!("\"{written}\"")) } else { Arg::from("") }
        }
        _ => Arg::from(""),
    }
}
