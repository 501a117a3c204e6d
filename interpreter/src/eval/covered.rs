//! What an evaluation came by: which conditions held and which did not, which rows and cells were taken, which caps bound.

use super::Evaluator;
use crate::number::Fraction;
use crate::trace::Truth;
use crate::value::Val;
use chrono::Datelike;
use jifen_grammar::tree::Span;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What happened at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// A condition or row held, a cap or floor bound, a gate was reached.
    Yes,
    /// It did not.
    No,
    /// A case, band or outcome was the one.
    Taken,
    /// A cell of a matrix's row was the one, by its column; a member of a group, by its place.
    Cell(u32),
}

/// The places of a text that evaluations came by.
pub type Covered = BTreeSet<(Span, Side)>;

/// How near values came to what they were compared with, by its place and the side they were on: a number, days or
/// months; nought is the edge.
pub type Near = BTreeMap<(Span, Ordering), Fraction>;

impl Evaluator<'_> {
    /// From now on, notes what it comes by.
    pub fn cover(&mut self) {
        self.covered = Some(Box::default());
    }

    /// What it came by since.
    pub fn covered(&mut self) -> Covered {
        self.covered.take().map(|all| *all).unwrap_or_default()
    }

    /// From now on, notes how near values come to what they are compared with.
    pub fn measure(&mut self) {
        self.near = Some(Box::default());
    }

    /// How near they came since.
    pub fn near(&mut self) -> Near {
        self.near.take().map(|all| *all).unwrap_or_default()
    }

    /// Notes a value beside what it is compared with at a place.
    #[inline(never)]
    pub(crate) fn beside(&mut self, span: Span, value: &Val, other: &Val) {
        let Some(near) = &mut self.near else { return };
        let days = |day: &chrono::NaiveDate| Fraction::whole(i128::from(day.num_days_from_ce()));
        let apart = match (value, other) {
            (Val::Number(a), Val::Number(b)) => a.subtract(*b),
            (Val::Date(a), Val::Date(b)) => days(a).subtract(days(b)),
            (Val::Month(a), Val::Month(b)) => Some(Fraction::whole(i128::from(*a) - i128::from(*b))),
            (Val::Duration(a), Val::Duration(b)) => {
                let size = |d: &crate::model::Duration| i128::from(d.months) * 30 + i128::from(d.days);
                Some(Fraction::whole(size(a) - size(b)))
            }
            _ => None,
        };
        let Some(apart) = apart else { return };
        let side = apart.cmp(&Fraction::ZERO);
        let Some(size) = (if side == Ordering::Less { apart.negate() } else { Some(apart) }) else { return };
        near.entry((span, side)).and_modify(|known| *known = size.min(*known)).or_insert(size);
    }

    /// Notes what happened at a place.
    pub(crate) fn came_by(&mut self, span: Span, side: Side) {
        if let Some(covered) = &mut self.covered {
            covered.insert((span, side));
        }
    }

    /// Notes whether something held, where it is known.
    pub(crate) fn came_to(&mut self, span: Span, truth: &Truth) {
        match truth {
            Truth::Yes => self.came_by(span, Side::Yes),
            Truth::No => self.came_by(span, Side::No),
            Truth::Maybe(_) | Truth::Error(_) => {}
        }
    }

    /// Notes the answer of a condition.
    #[inline(never)]
    pub(super) fn answered(&mut self, span: Span, value: &Val) {
        match value {
            Val::YesNo(true) => self.came_by(span, Side::Yes),
            Val::YesNo(false) | Val::None => self.came_by(span, Side::No),
            _ => {}
        }
    }
}
