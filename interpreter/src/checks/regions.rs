//! Which values of one quantity a condition admits, as ranges over ordinals; their gaps and overlaps.

use super::cover::Cover;
use crate::eval::Evaluator;
use crate::model::{Band, Comparison, Expr, ExprKind, Membership, Type};
use crate::number::Fraction;
use crate::value::{Range, Val};
use chrono::{Datelike, NaiveDate};

/// A place between values: before (`false`) or behind (`true`) the value.
pub type Cut = (Fraction, bool);

/// From one cut to another; `None` is no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// Where it begins.
    pub low: Option<Cut>,
    /// Where it ends.
    pub high: Option<Cut>,
}

impl Interval {
    /// Everything.
    pub const ALL: Interval = Interval { low: None, high: None };

    /// Whether nothing is inside.
    pub fn is_empty(&self) -> bool {
        matches!((&self.low, &self.high), (Some(low), Some(high)) if high <= low)
    }

    /// What both hold.
    pub fn and(&self, other: &Interval) -> Option<Interval> {
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let both = Interval { low, high };
        (!both.is_empty()).then_some(both)
    }
}

/// What of `whole` none of the intervals holds, in order.
pub fn gaps(whole: &Interval, covered: &[Interval]) -> Vec<Interval> {
    let mut cover = Cover::default();
    covered.iter().for_each(|interval| cover.add(interval));
    cover.gaps(whole)
}

/// Whether every value of the type has a next one, so that cuts stand between them.
fn is_stepped(ty: &Type) -> bool {
    !matches!(ty, Type::Number { whole: false, .. })
}

/// A known value as a number that keeps the order of its type.
pub fn ordinal(value: &Val) -> Option<Fraction> {
    Some(match value {
        Val::Number(n) => *n,
        Val::YesNo(yes) => Fraction::whole(i128::from(*yes)),
        Val::Date(day) => Fraction::whole(i128::from(day.num_days_from_ce())),
        Val::Month(month) => Fraction::whole(i128::from(*month)),
        Val::Choice(i) => Fraction::whole(i128::from(*i)),
        Val::Duration(d) if d.days == 0 => Fraction::whole(i128::from(d.months)),
        _ => return None,
    })
}

/// The value that an ordinal of a type stands for.
pub fn value_at(at: Fraction, ty: &Type) -> Option<Val> {
    let whole = || at.is_whole().then(|| at.parts().0);
    Some(match ty {
        Type::Number { .. } => Val::Number(at),
        Type::YesNo => Val::YesNo(Fraction::ZERO < at),
        Type::Date => Val::Date(NaiveDate::from_num_days_from_ce_opt(i32::try_from(whole()?).ok()?)?),
        Type::Month => Val::Month(i32::try_from(whole()?).ok()?),
        Type::Choice(_) => Val::Choice(u32::try_from(whole()?).ok()?),
        Type::Duration => Val::Duration(crate::model::Duration { months: i32::try_from(whole()?).ok()?, days: 0 }),
        _ => return None,
    })
}

fn cut(at: Fraction, behind: bool, ty: &Type) -> Cut {
    if !is_stepped(ty) {
        return (at, behind);
    }
    let next = if behind || !at.is_whole() { at.floor().add(Fraction::ONE) } else { Some(at) };
    (next.unwrap_or(at), false)
}

/// The values that a quantity can have, by its domain.
pub fn possible(value: &Val, ty: &Type, choices: usize) -> Interval {
    let between = |low: Option<Fraction>, high: Option<Fraction>| Interval {
        low: low.map(|l| cut(l, false, ty)),
        high: high.map(|h| cut(h, true, ty)),
    };
    let days = |d: &NaiveDate| Some(Fraction::whole(i128::from(d.num_days_from_ce())));
    match (value, ty) {
        (_, Type::YesNo) => between(Some(Fraction::ZERO), Some(Fraction::ONE)),
        (_, Type::Choice(_)) => between(Some(Fraction::ZERO), Some(Fraction::whole(choices as i128 - 1))),
        (Val::Unknown(u), _) => match &u.range {
            Some(Range::Number(low, high)) => between(*low, *high),
            Some(Range::Date(low, high)) => between(days(low), days(high)),
            Some(Range::Month(low, high)) => {
                between(Some(Fraction::whole(i128::from(*low))), Some(Fraction::whole(i128::from(*high))))
            }
            _ => Interval::ALL,
        },
        (known, _) => between(ordinal(known), ordinal(known)),
    }
}

/// The values inside a band of constants; `None` where a bound is no constant.
pub fn of_band<'m>(ev: &mut Evaluator<'m>, band: &'m Band, ty: &Type) -> Option<Interval> {
    let mut bound = |bound: &'m Option<(Expr, bool)>| match bound {
        None => Some(None),
        Some((e, inside)) => Some(Some((ordinal(&ev.expr(e))?, *inside))),
    };
    let (low, high) = (bound(&band.low)?, bound(&band.high)?);
    let high = if band.single { low.map(|(at, _)| (at, true)) } else { high };
    let low = low.map(|(at, inside)| cut(at, !inside && !band.single, ty));
    Some(Interval { low, high: high.map(|(at, inside)| cut(at, inside, ty)) })
}

/// A condition about one quantity: which, and the values that it admits.
pub fn of_condition<'m>(ev: &mut Evaluator<'m>, condition: &'m Expr) -> Option<(&'m Expr, Vec<Interval>)> {
    match &condition.kind {
        ExprKind::Compare(how, subject, constant) => {
            let at = ordinal(&ev.expr(constant))?;
            let ty = &subject.ty;
            let (before, behind) = (Some(cut(at, false, ty)), Some(cut(at, true, ty)));
            let one = |low, high| Interval { low, high };
            let intervals = match how {
                Comparison::Equal => vec![one(before, behind)],
                Comparison::Unequal => vec![one(None, before), one(behind, None)],
                Comparison::Less => vec![one(None, before)],
                Comparison::LessOrEqual => vec![one(None, behind)],
                Comparison::Greater => vec![one(behind, None)],
                Comparison::GreaterOrEqual => vec![one(before, None)],
            };
            Some((subject, intervals))
        }
        ExprKind::In(subject, membership) => {
            let bands = match membership.as_ref() {
                Membership::Band(band) => std::slice::from_ref(band),
                Membership::Set(bands) => bands.as_slice(),
                _ => return None,
            };
            let intervals: Option<Vec<Interval>> = bands.iter().map(|b| of_band(ev, b, &subject.ty)).collect();
            Some((subject, intervals?))
        }
        ExprKind::And(parts) => {
            let mut parts = parts.iter();
            let (subject, mut intervals) = of_condition(ev, parts.next()?)?;
            for part in parts {
                let (other, more) = of_condition(ev, part)?;
                if !same(ev, subject, other) {
                    return None;
                }
                intervals = intervals.iter().flat_map(|a| more.iter().filter_map(|b| a.and(b))).collect();
            }
            Some((subject, intervals))
        }
        ExprKind::Or(parts) => {
            let mut all = Vec::new();
            let mut about = None;
            for part in parts {
                let (subject, intervals) = of_condition(ev, part)?;
                if !same(ev, about.get_or_insert(subject), subject) {
                    return None;
                }
                all.extend(intervals);
            }
            Some((about?, all))
        }
        ExprKind::Not(inner) => {
            let (subject, intervals) = of_condition(ev, inner)?;
            Some((subject, gaps(&Interval::ALL, &intervals)))
        }
        ExprKind::Fact(_) | ExprKind::Field(..) | ExprKind::Call(..) | ExprKind::Has(_) | ExprKind::Aggregate(..) => {
            let yes = Interval { low: Some(cut(Fraction::ONE, false, &Type::YesNo)), high: None };
            Some((condition, vec![yes]))
        }
        _ => None,
    }
}

/// Whether two expressions are written alike.
pub fn same(ev: &Evaluator<'_>, a: &Expr, b: &Expr) -> bool {
    let say = |e| crate::report::say(e, ev.version(), jifen_grammar::keywords::Language::Zh);
    say(a) == say(b)
}
