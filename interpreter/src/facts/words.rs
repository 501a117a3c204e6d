//! Words for messages: what stands in the file, and what was expected there.

use super::json::Json;
use crate::diagnostic::Arg;
use crate::model::{Field, Type, Unit, Version};

/// A text for a message: control characters made visible, a long one cut.
pub fn shorten(text: &str, most: usize) -> String {
    let mut out: String = text.chars().take(most).flat_map(visible).collect();
    if most < text.chars().count() {
        out.push('…');
    }
    out
}

fn visible(c: char) -> Vec<char> {
    let bidirectional = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || bidirectional { c.escape_unicode().collect() } else { vec![c] }
}

/// A string of the file with its quotes, in backticks.
pub fn quoted(text: &str) -> String {
    format!("`\"{}\"`", shorten(text, 40))
}

/// What a value of the file is.
pub fn found(json: &Json<'_>) -> Arg {
    match json {
        Json::Null => Arg::from("`null`"),
        Json::Bool(b) => Arg::from(format!("`{b}`")),
        Json::Number(text) => Arg::from(format!("`{}`", shorten(text, 40))),
        Json::String(text) => Arg::from(quoted(text)),
        Json::Array(_) => Arg::pair("一个列表 `[…]`", "a list `[…]`"),
        Json::Object(_) => Arg::pair("一个对象 `{…}`", "an object `{…}`"),
    }
}

/// What a fact or field of a type is written as.
pub fn expected(ty: &Type, version: &Version) -> Arg {
    match ty {
        Type::YesNo => Arg::pair("`true`(是)或 `false`(否)", "`true` or `false`"),
        Type::Number { unit, whole } => number(unit, *whole),
        Type::Date => Arg::pair("日期,如 `\"2018-06-30\"`", "a date such as `\"2018-06-30\"`"),
        Type::Month => Arg::pair("月份,如 `\"2018-06\"`", "a month such as `\"2018-06\"`"),
        Type::Duration => {
            Arg::pair("时长,如 `\"P3Y2M\"` 或 `\"P15D\"`", "a length of time such as `\"P3Y2M\"` or `\"P15D\"`")
        }
        Type::Code => Arg::pair("代码,如 `\"A01\"`", "a code such as `\"A01\"`"),
        Type::Choice(id) => {
            let keys = version.choices.get(id.index()).map(|c| keys(c.values.iter().map(|v| v.key.as_str())));
            let keys = keys.unwrap_or(Arg::from(""));
            Arg::pair(format!("其中之一:{}", keys.zh), format!("one of {}", keys.en))
        }
        Type::Record(id) => {
            let example = version.records.get(id.index()).and_then(|r| r.fields.first());
            let example = example.map_or(String::new(), |f| format!("\"{}\": ", f.named.key));
            Arg::pair(format!("对象,如 `{{{example}…}}`"), format!("an object such as `{{{example}…}}`"))
        }
        Type::List(item) => {
            let item = expected(item, version);
            Arg::pair(format!("列表 `[…]`,每条是{}", item.zh), format!("a list `[…]`, each entry {}", item.en))
        }
        Type::Period | Type::Error => Arg::pair("此处不能填写的值", "nothing that can be written here"),
    }
}

fn number(unit: &Unit, whole: bool) -> Arg {
    match (unit, whole) {
        (Unit::Money(_), _) => {
            Arg::pair("金额,如 `6504` 或 `\"6504.50\"`", "an amount of money such as `6504` or `\"6504.50\"`")
        }
        (Unit::Points, false) => Arg::pair("分数,如 `30`", "a number of points such as `30`"),
        (_, true) => Arg::pair("整数,如 `12`", "a whole number such as `12`"),
        (_, false) => Arg::pair("数,如 `0.8` 或 `\"0.8\"`", "a number such as `0.8` or `\"0.8\"`"),
    }
}

/// The same, with `null` where the field may be none.
pub fn expected_of(field: &Field, version: &Version) -> Arg {
    let words = expected(&field.ty, version);
    if !field.or_none {
        return words;
    }
    Arg::pair(format!("{},或 `null`(无)", words.zh), format!("{}, or `null` for none", words.en))
}

/// Keys in backticks; of many the first dozen.
pub fn keys<'a>(all: impl Iterator<Item = &'a str>) -> Arg {
    let mut some: Vec<String> = all.take(13).map(|k| format!("`{}`", shorten(k, 60))).collect();
    if 12 < some.len() {
        some.truncate(12);
        some.push("…".to_owned());
    }
    Arg::pair(some.join("、"), some.join(", "))
}

/// 'Did you mean', where a near word is there.
pub fn did_you_mean(near: Option<&str>) -> Arg {
    match near {
        Some(near) => Arg::pair(format!("是不是 `{near}`?"), format!("did you mean `{near}`?")),
        None => Arg::from(""),
    }
}
