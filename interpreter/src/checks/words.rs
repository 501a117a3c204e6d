//! Ranges of values in the drafter's words.

use super::regions::{Interval, value_at};
use super::space::Space;
use crate::diagnostic::Arg;
use crate::facts;
use crate::model::{Expr, Type, Version};
use crate::number::Fraction;
use jifen_grammar::keywords::Language;

/// How many ranges a finding names.
const MOST: usize = 12;

/// An expression as it would be written.
pub fn expression(version: &Version, expr: &Expr) -> Arg {
    let say = |language| crate::report::say(expr, version, language);
    Arg::pair(say(Language::Zh), say(Language::En))
}

/// Values with commas between them, the last ones counted where there are many.
pub fn list(all: &[Arg], zh: &str, en: &str) -> Arg {
    let shown = &all[..all.len().min(MOST)];
    let join = |pick: fn(&Arg) -> &str, by: &str| shown.iter().map(pick).collect::<Vec<_>>().join(by);
    let joined = Arg::pair(join(|a| &a.zh, zh), join(|a| &a.en, en));
    match all.len() - shown.len() {
        0 => joined,
        more => Arg::pair(format!("{}{zh}另有 {more} 处", joined.zh), format!("{}{en}and {more} more", joined.en)),
    }
}

/// A part of what several quantities may be; a quantity that may be anything is left out.
pub(super) fn space(version: &Version, space: &Space, whole: &Space, types: &[&Type]) -> Arg {
    let keys = space.iter().zip(whole).zip(types);
    let told = keys.filter(|((range, whole), _)| types.len() == 1 || range != whole);
    let words: Vec<Arg> = told.map(|((range, whole), ty)| interval(version, range, whole, ty)).collect();
    match words.as_slice() {
        [] => Arg::pair("任何值", "any value"),
        all => list(all, " 且 ", " and "),
    }
}

/// A range in words; where it reaches the end of what is possible, only its other end.
pub fn interval(version: &Version, interval: &Interval, whole: &Interval, ty: &Type) -> Arg {
    let stepped = !matches!(ty, Type::Number { whole: false, .. });
    let less = |at| Fraction::subtract(at, Fraction::ONE);
    let low = interval.low.filter(|_| interval.low != whole.low);
    let high = interval.high.filter(|_| interval.high != whole.high);
    let show = |at, language| value_at(at, ty).map_or(String::new(), |v| facts::show(&v, ty, version, language));
    if let (Type::Choice(_) | Type::YesNo, Some((from, _)), Some((to, _))) = (ty, interval.low, interval.high) {
        let mut names = Vec::new();
        let mut at = from;
        while at < to {
            names.push(Arg::pair(show(at, Language::Zh), show(at, Language::En)));
            at = at.add(Fraction::ONE).unwrap_or(to);
        }
        return list(&names, "、", ", ");
    }
    let say = |language: Language| {
        let zh = language == Language::Zh;
        match (low, high) {
            (Some((a, _)), Some((b, _))) if stepped && less(b) == Some(a) => show(a, language),
            (Some((a, _)), Some((b, _))) if stepped => {
                format!("{}..{}", show(a, language), show(less(b).unwrap_or(b), language))
            }
            (Some((a, false)), Some((b, true))) if a == b => show(a, language),
            (Some((a, false)), Some((b, false))) => format!("{}..<{}", show(a, language), show(b, language)),
            (Some((a, false)), Some((b, true))) => format!("{}..{}", show(a, language), show(b, language)),
            (Some((a, true)), Some((b, _))) if zh => format!("超过 {} 至 {}", show(a, language), show(b, language)),
            (Some((a, true)), Some((b, _))) => format!("over {} to {}", show(a, language), show(b, language)),
            (Some((a, false)), None) if zh => format!("{} 以上", show(a, language)),
            (Some((a, false)), None) => format!("{} or more", show(a, language)),
            (Some((a, true)), None) if zh => format!("超过 {}", show(a, language)),
            (Some((a, true)), None) => format!("over {}", show(a, language)),
            (None, Some((b, false))) if zh => format!("不满 {}", show(b, language)),
            (None, Some((b, false))) => format!("less than {}", show(b, language)),
            (None, Some((b, true))) if zh => format!("{} 以下", show(b, language)),
            (None, Some((b, true))) => format!("{} or less", show(b, language)),
            (None, None) if zh => "任何值".to_owned(),
            (None, None) => "any value".to_owned(),
        }
    };
    Arg::pair(say(Language::Zh), say(Language::En))
}
