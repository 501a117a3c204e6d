//! What is assumed of unknown values: where a row is looked at that holds only if the age is below 56, the age is
//! below 56 in what the row gives.

use super::Evaluator;
use super::dates;
use super::possible::bounds;
use super::unknown::{make, spread};
use crate::model::{Band, Comparison, Expr, ExprKind, Membership, Type};
use crate::number::Fraction;
use crate::value::{Range, Val};

/// A bound of an expression's value.
pub(crate) struct Assumed<'m> {
    expr: &'m Expr,
    /// How many entries were at hand: inside another list, the same words mean something else.
    entries: usize,
    range: Range,
}

impl<'m> Evaluator<'m> {
    /// Evaluates something that matters only where a condition holds.
    pub fn assuming<R>(&mut self, condition: &'m Expr, f: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.assumed.len();
        self.assume(condition, true);
        let result = f(self);
        self.assumed.truncate(before);
        result
    }

    /// The same where a value lies in a range.
    pub fn assuming_in<R>(&mut self, value: &'m Expr, band: &'m Band, f: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.assumed.len();
        self.assume_in(value, band);
        let result = f(self);
        self.assumed.truncate(before);
        result
    }

    /// Evaluates something that is kept, so without anything assumed.
    pub(crate) fn without_assumptions<R>(&mut self, f: impl FnOnce(&mut Self) -> R) -> R {
        let assumed = std::mem::take(&mut self.assumed);
        let result = f(self);
        self.assumed = assumed;
        result
    }

    /// A value within what is assumed of its expression.
    pub(crate) fn narrowed(&self, e: &Expr, value: Val) -> Val {
        let mut value = value;
        for assumed in &self.assumed {
            if assumed.entries == self.entries.len() && assumed.expr == e {
                value = within(value, &assumed.range);
            }
        }
        value
    }

    fn assume(&mut self, e: &'m Expr, holds: bool) {
        match &e.kind {
            ExprKind::And(all) if holds => all.iter().for_each(|e| self.assume(e, true)),
            ExprKind::Or(all) if !holds => all.iter().for_each(|e| self.assume(e, false)),
            ExprKind::Not(inner) => self.assume(inner, !holds),
            ExprKind::Compare(how, a, b) => {
                let how = if holds { *how } else { opposite(*how) };
                self.assume_compared(a, how, b);
                self.assume_compared(b, mirrored(how), a);
            }
            ExprKind::In(value, membership) => match membership.as_ref() {
                Membership::Band(band) if holds => self.assume_in(value, band),
                _ => {}
            },
            _ => {}
        }
    }

    fn assume_in(&mut self, value: &'m Expr, band: &'m Band) {
        if let Some((low, included)) = &band.low {
            let how = if *included { Comparison::GreaterOrEqual } else { Comparison::Greater };
            self.assume_compared(value, how, low);
        }
        if let Some((high, included)) = &band.high {
            let how = if *included { Comparison::LessOrEqual } else { Comparison::Less };
            self.assume_compared(value, how, high);
        }
    }

    fn assume_compared(&mut self, e: &'m Expr, how: Comparison, other: &'m Expr) {
        if matches!(e.kind, ExprKind::Constant(_)) || !matches!(self.expr(e), Val::Unknown(_)) {
            return;
        }
        let other = self.expr(other);
        let whole = matches!(e.ty, Type::Number { whole: true, .. });
        if let Some(range) = admitted(how, &other, whole) {
            self.assumed.push(Assumed { expr: e, entries: self.entries.len(), range });
        }
    }
}

/// The values that compare so with another: a range that holds them all.
fn admitted(how: Comparison, other: &Val, whole: bool) -> Option<Range> {
    let (below, above) = match how {
        Comparison::Less | Comparison::LessOrEqual => (true, false),
        Comparison::Greater | Comparison::GreaterOrEqual => (false, true),
        Comparison::Equal => (true, true),
        Comparison::Unequal => return None,
    };
    let strict = matches!(how, Comparison::Less | Comparison::Greater);
    if let Some((low, high)) = bounds(other) {
        let high = high.filter(|_| below).map(|n| if whole { n.floor() } else { n });
        let low = low.filter(|_| above).map(|n| if whole { n.ceiling() } else { n });
        // Whole numbers below a whole number are at most the one before it.
        let step = |n: Fraction, by: Fraction, bound: Option<Fraction>| {
            if whole && strict && bound == Some(n) { n.add(by) } else { Some(n) }
        };
        let (least, most) = bounds(other)?;
        let high = high.and_then(|n| step(n, Fraction::whole(-1), most));
        let low = low.and_then(|n| step(n, Fraction::ONE, least));
        return Some(Range::Number(low, high));
    }
    Some(match spread(other).ok()?.range? {
        Range::Date(low, high) => {
            let high = if strict { high.pred_opt()? } else { high };
            let low = if strict { low.succ_opt()? } else { low };
            Range::Date(if above { low } else { dates::FIRST }, if below { high } else { dates::LAST })
        }
        Range::Month(low, high) => {
            let step = i32::from(strict);
            let (low, high) = (low.checked_add(step)?, high.checked_sub(step)?);
            Range::Month(if above { low } else { dates::FIRST_MONTH }, if below { high } else { dates::LAST_MONTH })
        }
        _ => return None,
    })
}

/// What of a value lies in a range; all of it where nothing does, or where it is of another kind.
fn within(value: Val, range: &Range) -> Val {
    let Val::Unknown(unknown) = &value else { return value };
    let narrowed = match (&unknown.range, range) {
        (Some(Range::Number(a, b)), Range::Number(c, d)) => {
            let low = (*a).max(*c);
            let high = match (b, d) {
                (Some(b), Some(d)) => Some(*b.min(d)),
                (one, None) | (None, one) => *one,
            };
            if low.zip(high).is_some_and(|(low, high)| high < low) {
                return value;
            }
            Range::Number(low, high)
        }
        (Some(Range::Date(a, b)), Range::Date(c, d)) if a.max(c) <= b.min(d) => Range::Date(*a.max(c), *b.min(d)),
        (Some(Range::Month(a, b)), Range::Month(c, d)) if a.max(c) <= b.min(d) => Range::Month(*a.max(c), *b.min(d)),
        _ => return value,
    };
    make(Some(narrowed), false, unknown.why.clone())
}

fn opposite(how: Comparison) -> Comparison {
    match how {
        Comparison::Equal => Comparison::Unequal,
        Comparison::Unequal => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

fn mirrored(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
