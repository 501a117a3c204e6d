//! Values in words for people, as explanations show them.

use super::calendar::show_month;
use crate::model::{Constant, Duration, PerTime, Type, Unit, Version};
use crate::number::Fraction;
use crate::value::{Entry, List, Range, RuleError, Unknown, Val};
use jifen_grammar::keywords::Language::{self, En, Zh};

/// The most characters of a fraction that is shown as one.
const LONGEST_FRACTION: usize = 7;

/// The value of a constant.
pub fn value_of(constant: &Constant) -> Val {
    match constant {
        Constant::Number(n) => Val::Number(*n),
        Constant::YesNo(b) => Val::YesNo(*b),
        Constant::Date(d) => Val::Date(*d),
        Constant::Month(m) => Val::Month(*m),
        Constant::Duration(d) => Val::Duration(*d),
        Constant::Choice(i) => Val::Choice(*i),
        Constant::Code(c) => Val::Code(c.as_str().into()),
        Constant::Nothing => Val::None,
    }
}

/// A value in words, an endless decimal as a fraction where this is short and no money: `5/6分`.
pub fn show_exactly(value: &Val, ty: &Type, version: &Version, language: Language) -> String {
    match value {
        Val::Number(n) => {
            let exact = n.to_string();
            let money = matches!(ty, Type::Number { unit: Unit::Money(_), .. });
            match !money && exact.contains('/') && exact.len() <= LONGEST_FRACTION {
                true => counted(&exact, false, ty, version, language),
                false => show(value, ty, version, language),
            }
        }
        value => show(value, ty, version, language),
    }
}

/// A value in words: `6504元`, `30 points`, `2016-04`, `硕士`, `76 条`, `3..5`, `无`.
pub fn show(value: &Val, ty: &Type, version: &Version, language: Language) -> String {
    match value {
        Val::Number(n) => counted(&number(*n, ty), *n == Fraction::ONE, ty, version, language),
        Val::YesNo(yes) => pick(language, if *yes { ("是", "yes") } else { ("否", "no") }),
        Val::Date(day) => day.to_string(),
        Val::Month(month) => show_month(*month),
        Val::Duration(d) => duration(*d, language),
        Val::Choice(i) => choice(*i, ty, version),
        Val::Code(code) => code.to_string(),
        Val::Record(entry) => record(entry, ty, version, language),
        Val::List(list) => entries(list, language),
        Val::Period(ends) => {
            let end = |v: &Val| show(v, &Type::Date, version, language);
            format!("{}{}{}", end(&ends.0), pick(language, (" 至 ", " to ")), end(&ends.1))
        }
        Val::None => pick(language, ("无", "none")),
        Val::Unknown(unknown) => possible(unknown, ty, version, language),
        Val::Error(error) => rule_error(error, language),
    }
}

fn pick(language: Language, (zh, en): (&str, &str)) -> String {
    jifen_grammar::error::pick(language, zh, en).to_owned()
}

/// A number; of money, no decimals or two at least.
fn number(n: Fraction, ty: &Type) -> String {
    let text = n.shown();
    let money = matches!(ty, Type::Number { unit: Unit::Money(_), .. });
    if !money {
        return text;
    }
    let endless = text.strip_suffix('…').map(str::to_owned);
    let mut digits = endless.clone().unwrap_or_else(|| text.clone());
    match digits.split_once('.').map(|(_, part)| part.len()) {
        Some(1) => digits.push('0'),
        None if endless.is_some() => digits.push_str(".00"),
        _ => {}
    }
    if endless.is_some() { format!("{digits}…") } else { digits }
}

/// A number, or a range of numbers, with its unit.
fn counted(number: &str, one: bool, ty: &Type, version: &Version, language: Language) -> String {
    let unit = unit(ty, version, language);
    match (language, unit.as_str()) {
        (_, "") => number.to_owned(),
        (Zh, unit) => format!("{number}{unit}"),
        (En, "points") if one => format!("{number} point"),
        (En, unit) => format!("{number} {unit}"),
    }
}

/// A type's unit: `元/月`, `points`; empty where it has none.
pub fn unit(ty: &Type, version: &Version, language: Language) -> String {
    let Type::Number { unit, .. } = ty else { return String::new() };
    match unit {
        Unit::One => String::new(),
        Unit::Points => pick(language, ("分", "points")),
        Unit::Named(name) => name.clone(),
        Unit::Money(per) => {
            let currency = version.conventions.currency.clone();
            let currency = currency.unwrap_or_else(|| pick(language, ("元", "yuan")));
            match per {
                None => currency,
                Some(per) => format!("{currency}/{}", pick(language, time(*per))),
            }
        }
    }
}

fn time(per: PerTime) -> (&'static str, &'static str) {
    match per {
        PerTime::Year => ("年", "year"),
        PerTime::Month => ("月", "month"),
        PerTime::Week => ("周", "week"),
        PerTime::Day => ("日", "day"),
        PerTime::Hour => ("小时", "hour"),
    }
}

fn duration(d: Duration, language: Language) -> String {
    let part = |n: i32, zh: &str, en: &str| match (n, language) {
        (0, _) => None,
        (n, Zh) => Some(format!("{n}{zh}")),
        (1, En) => Some(format!("1 {en}")),
        (n, En) => Some(format!("{n} {en}s")),
    };
    let parts = [part(d.months / 12, "年", "year"), part(d.months % 12, "个月", "month"), part(d.days, "天", "day")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return pick(language, ("0天", "0 days"));
    }
    parts.join(if language == Zh { "" } else { " " })
}

fn choice(value: u32, ty: &Type, version: &Version) -> String {
    let Type::Choice(id) = ty else { return format!("#{value}") };
    let named = version.choices.get(id.index()).and_then(|c| c.values.get(value as usize));
    named.map_or_else(|| format!("#{value}"), |named| named.name.clone())
}

/// The first fields of an entry.
fn record(entry: &Entry, ty: &Type, version: &Version, language: Language) -> String {
    let Type::Record(id) = ty else { return entry.place.to_string() };
    let fields = version.records.get(id.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
    let shown = fields.iter().zip(&entry.fields).take(4);
    let mut parts: Vec<String> =
        shown.map(|(f, v)| format!("{} {}", f.named.name, show(v, &f.ty, version, language))).collect();
    if 4 < fields.len() {
        parts.push("…".to_owned());
    }
    parts.join(&pick(language, ("、", ", ")))
}

fn entries(list: &List, language: Language) -> String {
    let sure = list.items.iter().filter(|i| i.maybe.is_none()).count();
    let most = match &list.more {
        None => Some(list.items.len()),
        Some(more) => more.most.map(|m| list.items.len() + m as usize),
    };
    let count = match most {
        Some(most) if most == sure => sure.to_string(),
        Some(most) => format!("{sure}..{most}"),
        None => format!("{sure}.."),
    };
    let word = if count == "1" { ("条", "entry") } else { ("条", "entries") };
    format!("{count} {}", pick(language, word))
}

fn possible(unknown: &Unknown, ty: &Type, version: &Version, language: Language) -> String {
    let known = unknown.range.as_ref().map(|range| in_range(range, ty, version, language));
    let none = pick(language, ("无", "none"));
    match (known, unknown.none) {
        (Some(known), false) => known.unwrap_or_else(|| pick(language, ("未知", "unknown"))),
        (Some(Some(known)), true) => format!("{known}{}{none}", pick(language, (" 或 ", " or "))),
        (Some(None), true) => pick(language, ("未知", "unknown")),
        (None, _) => none,
    }
}

/// A range in words; `None` where it says nothing.
fn in_range(range: &Range, ty: &Type, version: &Version, language: Language) -> Option<String> {
    let between = |low: String, high: String| Some(if low == high { low } else { format!("{low}..{high}") });
    match range {
        Range::Number(None, None)
        | Range::YesNo { yes: true, no: true }
        | Range::Code
        | Range::Anything
        | Range::Record(_) => None,
        Range::Number(low, high) => {
            let text = |n: &Option<Fraction>| n.map(|n| number(n, ty)).unwrap_or_default();
            let numbers = between(text(low), text(high))?;
            Some(counted(&numbers, numbers == "1", ty, version, language))
        }
        Range::YesNo { yes, .. } => Some(show(&Val::YesNo(*yes), ty, version, language)),
        Range::Date(low, high) => between(low.to_string(), high.to_string()),
        Range::Month(low, high) => between(show_month(*low), show_month(*high)),
        Range::Duration(low, high) => between(duration(*low, language), duration(*high, language)),
        Range::Choice(values) => {
            let Type::Choice(id) = ty else { return None };
            let all = version.choices.get(id.index()).map_or(0, |c| c.values.len());
            let names: Vec<String> = values.iter().map(|v| choice(*v, ty, version)).collect();
            (values.len() < all).then(|| names.join(&pick(language, ("、", ", "))))
        }
        Range::List(list) => Some(entries(list, language)),
        Range::Period(ends) => Some(show(&Val::Period(ends.clone()), ty, version, language)),
    }
}

/// Why a rule has no value, in words.
pub fn rule_error(error: &RuleError, language: Language) -> String {
    let (zh, en) = match error {
        RuleError::Overflow => ("数太大,无法精确计算", "a number too large to compute exactly"),
        RuleError::DivisionByZero => ("除以零", "a division by zero"),
        RuleError::Length => ("时长须是整月或整日", "a length of time that is neither whole months nor whole days"),
        RuleError::DateOutOfRange => ("日期超出历法", "a date outside the calendar"),
        RuleError::Overlap(..) => ("`A` 和 `B` 同时成立", "`A` and `B` hold at once"),
        RuleError::Disagree(..) => ("`A` 和 `B` 的结果不一致", "`A` and `B` disagree"),
        RuleError::TooMuchWork => ("计算量过大", "too much to compute"),
        RuleError::Broken => ("规则有错", "the rule is in error"),
    };
    let words = pick(language, (zh, en));
    match error {
        RuleError::Overlap(a, b) | RuleError::Disagree(a, b) => {
            words.replacen("`A`", &format!("`{a}`"), 1).replacen("`B`", &format!("`{b}`"), 1)
        }
        _ => words,
    }
}
