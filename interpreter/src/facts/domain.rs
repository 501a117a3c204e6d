//! The values that a fact or field may take: constant bounds and the defaults of dates.

use super::calendar::month_of;
use super::error::FactError;
use super::show::{show, unit, value_of};
use crate::diagnostic::{Arg, Code};
use crate::model::{Constant, Duration, Expr, ExprKind, Field, Type, Unit, Version};
use crate::number::Fraction;
use crate::value::{Range, Val, fits};
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;

/// The bounds of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The least value.
    pub low: Option<Constant>,
    /// The largest value.
    pub high: Option<Constant>,
    /// Whether the largest value itself is out.
    pub open: bool,
}

/// Three hundred years: the longest length of time, as the default range of dates is.
const LONGEST: Duration = Duration { months: 3600, days: 0 };
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2199;

/// The constant bounds of a field (of each entry, where it is a list of plain values). A bound that is not there,
/// or reads another fact, is the default of the type: 1900-01-01 and 2199-12-31 for dates, none for numbers.
pub fn limits(field: &Field) -> Limits {
    let item = match &field.ty {
        Type::List(item) => item,
        ty => ty,
    };
    let (low, high) = defaults(item);
    let written = |of: Option<&Expr>| of.and_then(constant).filter(|c| fits(&value_of(c), item));
    let domain = field.domain.as_ref();
    let written_low = written(domain.and_then(|d| d.low.as_ref()));
    let written_high = written(domain.and_then(|d| d.high.as_ref()));
    let open = written_high.is_some() && domain.is_some_and(|d| d.open);
    Limits { low: written_low.or(low), high: written_high.or(high), open }
}

fn constant(expr: &Expr) -> Option<Constant> {
    match &expr.kind {
        ExprKind::Constant(c) => Some(c.clone()),
        ExprKind::Negate(inner) => match constant(inner)? {
            Constant::Number(n) => n.negate().map(Constant::Number),
            _ => None,
        },
        _ => None,
    }
}

fn defaults(ty: &Type) -> (Option<Constant>, Option<Constant>) {
    let first = || NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1);
    let last = || NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31);
    match ty {
        Type::Date => (first().map(Constant::Date), last().map(Constant::Date)),
        Type::Month => (first().map(|d| Constant::Month(month_of(d))), last().map(|d| Constant::Month(month_of(d)))),
        Type::Duration => {
            (Some(Constant::Duration(Duration { months: 0, days: 0 })), Some(Constant::Duration(LONGEST)))
        }
        _ => (None, None),
    }
}

impl Limits {
    /// Whether a value is inside; what can't be compared is.
    pub fn hold(&self, value: &Val) -> bool {
        let above = self.low.as_ref().is_none_or(|low| order(&value_of(low), value).is_none_or(|o| o.is_le()));
        let below = self.high.as_ref().is_none_or(|high| {
            let order = order(value, &value_of(high));
            order.is_none_or(|o| if self.open { o.is_lt() } else { o.is_le() })
        });
        above && below
    }

    /// The error of a value that is outside.
    pub fn check(&self, path: &str, value: &Val, ty: &Type, version: &Version) -> Option<FactError> {
        if self.hold(value) {
            return None;
        }
        let shown = Arg::pair(show(value, ty, version, Language::Zh), show(value, ty, version, Language::En));
        Some(FactError::new(Code::FactOutOfRange, path, [shown, bound_text(self, ty, version)]))
    }

    /// The range of an unknown value inside; only for types that have bounds.
    pub fn range(&self, whole: bool) -> Option<Range> {
        let bounds = (self.low.as_ref(), self.high.as_ref());
        match bounds {
            (Some(Constant::Date(low)), Some(Constant::Date(high))) => {
                let high = if self.open { high.pred_opt().unwrap_or(*high) } else { *high };
                Some(Range::Date(*low, high.max(*low)))
            }
            (Some(Constant::Month(low)), Some(Constant::Month(high))) => {
                Some(Range::Month(*low, (high - i32::from(self.open)).max(*low)))
            }
            (Some(Constant::Duration(_)), Some(Constant::Duration(high))) => {
                let days = most_days(*high);
                let most = |days: i64| i32::try_from(days).unwrap_or(i32::MAX);
                let widest = Duration { months: most(days / 28), days: most(days) };
                Some(Range::Duration(Duration { months: 0, days: 0 }, widest))
            }
            (None | Some(Constant::Number(_)), None | Some(Constant::Number(_))) => {
                let number = |bound: Option<&Constant>| match bound {
                    Some(Constant::Number(n)) => Some(*n),
                    _ => None,
                };
                Some(self.numbers(number(self.low.as_ref()), number(self.high.as_ref()), whole))
            }
            _ => None,
        }
    }

    fn numbers(&self, low: Option<Fraction>, high: Option<Fraction>, whole: bool) -> Range {
        if !whole {
            return Range::Number(low, high);
        }
        let high = high.map(|high| match high.ceiling().subtract(Fraction::ONE) {
            Some(below) if self.open => below,
            _ => high.floor(),
        });
        Range::Number(low.map(Fraction::ceiling), high)
    }
}

/// How two values compare; lengths of time in months and in days only where there is no doubt.
fn order(a: &Val, b: &Val) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering::{Greater, Less};
    match (a, b) {
        (Val::Number(a), Val::Number(b)) => Some(a.cmp(b)),
        (Val::Date(a), Val::Date(b)) => Some(a.cmp(b)),
        (Val::Month(a), Val::Month(b)) => Some(a.cmp(b)),
        (Val::Duration(a), Val::Duration(b)) if a.days == b.days => Some(a.months.cmp(&b.months)),
        (Val::Duration(a), Val::Duration(b)) if a.months == b.months => Some(a.days.cmp(&b.days)),
        (Val::Duration(a), Val::Duration(b)) if most_days(*a) < least_days(*b) => Some(Less),
        (Val::Duration(a), Val::Duration(b)) if most_days(*b) < least_days(*a) => Some(Greater),
        _ => None,
    }
}

fn most_days(d: Duration) -> i64 {
    i64::from(d.months) * 31 + i64::from(d.days)
}

fn least_days(d: Duration) -> i64 {
    i64::from(d.months) * 28 + i64::from(d.days)
}

/// Bounds in words, `0元 至 1000万元`; empty without bounds.
pub fn bound_text(limits: &Limits, ty: &Type, version: &Version) -> Arg {
    let of = |c: &Constant| Arg::pair(bound(c, ty, version, Language::Zh), bound(c, ty, version, Language::En));
    let dates = matches!(ty, Type::Date | Type::Month);
    let words = |zh: [&str; 2], en: [&str; 2], x: &Arg| {
        let pick = usize::from(dates);
        let [zh, en] = [zh, en].map(|w| w.get(pick).copied().unwrap_or_default());
        Arg::pair(zh.replace('X', &x.zh), en.replace('X', &x.en))
    };
    match (limits.low.as_ref().map(of), limits.high.as_ref().map(of), limits.open) {
        (Some(a), Some(b), false) => Arg::pair(format!("{} 至 {}", a.zh, b.zh), format!("{} to {}", a.en, b.en)),
        (Some(a), Some(b), true) => Arg::pair(
            format!("{} 至 {}(不含 {})", a.zh, b.zh, b.zh),
            format!("{} up to but not including {}", a.en, b.en),
        ),
        (Some(a), None, _) => words(["X 以上", "X 以后(含)"], ["X or more", "X or later"], &a),
        (None, Some(b), false) => words(["X 以下", "X 以前(含)"], ["X or less", "X or earlier"], &b),
        (None, Some(b), true) => words(["低于 X", "早于 X"], ["less than X", "earlier than X"], &b),
        (None, None, _) => Arg::from(""),
    }
}

/// A bound; money in Chinese in units of ten thousand where that is shorter.
fn bound(c: &Constant, ty: &Type, version: &Version, language: Language) -> String {
    let ten_thousand = Fraction::whole(10_000);
    let shortened = match (c, ty, language) {
        (Constant::Number(n), Type::Number { unit: Unit::Money(_), .. }, Language::Zh) => n.divide(ten_thousand),
        _ => None,
    };
    match shortened.filter(|n| n.is_whole() && *n != Fraction::ZERO) {
        Some(n) => format!("{n}万{}", unit(ty, version, language)),
        None => show(&value_of(c), ty, version, language),
    }
}
