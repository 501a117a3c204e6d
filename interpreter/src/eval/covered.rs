//! What an evaluation came by: which conditions held and which did not, which rows and cells were taken, which caps bound.
//! And what any evaluation can come by: the same, with all that is not known taken as either.

use super::{Evaluator, ops};
use crate::model::{Modifier, ModifierKind, Type};
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

/// What evaluations can come by, whatever is not known.
#[derive(Debug, Clone, Default)]
pub struct Possible {
    /// The places that were asked, with what may happen there. A place that was not asked says nothing.
    pub asked: BTreeMap<Span, BTreeSet<Side>>,
    /// What caps and floors were asked to limit, and its type.
    pub sizes: BTreeMap<Span, (Val, Type)>,
}

/// What is being noted.
pub(super) enum Noting {
    Happened(Covered),
    Possible(Possible),
}

impl Evaluator<'_> {
    /// From now on, notes what it comes by.
    pub fn cover(&mut self) {
        self.covered = Some(Box::new(Noting::Happened(Covered::default())));
    }

    /// What it came by since.
    pub fn covered(&mut self) -> Covered {
        match self.covered.take().map(|all| *all) {
            Some(Noting::Happened(all)) => all,
            _ => Covered::default(),
        }
    }

    /// From now on, notes what any completion of the facts may come by.
    pub fn cover_possible(&mut self) {
        self.covered = Some(Box::new(Noting::Possible(Possible::default())));
    }

    /// What may be come by since; nothing is said where the work was too much to finish.
    pub fn possible(&mut self) -> Possible {
        match self.covered.take().map(|all| *all) {
            Some(Noting::Possible(all)) if !self.stopped() => all,
            _ => Possible::default(),
        }
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
        match self.covered.as_deref_mut() {
            None => {}
            Some(Noting::Happened(all)) => drop(all.insert((span, side))),
            Some(Noting::Possible(all)) => drop(all.asked.entry(span).or_default().insert(side)),
        }
    }

    /// Notes whether something held, where it is known.
    pub(crate) fn came_to(&mut self, span: Span, truth: &Truth) {
        match truth {
            Truth::Yes => self.came_by(span, Side::Yes),
            Truth::No => self.came_by(span, Side::No),
            Truth::Maybe(_) | Truth::Error(_) => self.may(span, &[Side::Yes, Side::No]),
        }
    }

    /// Notes the answer of a condition.
    #[inline(never)]
    pub(super) fn answered(&mut self, span: Span, value: &Val) {
        match value {
            Val::YesNo(true) => self.came_by(span, Side::Yes),
            Val::YesNo(false) | Val::None => self.came_by(span, Side::No),
            value if ops::may_be_yes(value) && !ops::may_be_no(value) && !ops::may_be_none(value) => {
                self.may(span, &[Side::Yes]);
            }
            Val::Unknown(_) if !ops::may_be_yes(value) => self.may(span, &[Side::No]),
            _ => self.may(span, &[Side::Yes, Side::No]),
        }
    }

    /// Notes what may happen at a place, for those who ask for that; with no sides, that it was asked.
    pub(crate) fn may(&mut self, span: Span, sides: &[Side]) {
        if let Some(Noting::Possible(all)) = self.covered.as_deref_mut() {
            all.asked.entry(span).or_default().extend(sides);
        }
    }

    /// Notes whether a cap or floor changed a size.
    pub(crate) fn limited(&mut self, m: &Modifier, size: &Val, by: &Val, after: &Val) {
        match self.covered.as_deref_mut() {
            None => {}
            Some(Noting::Happened(all)) => {
                let known = matches!(size, Val::Number(_)) && matches!(after, Val::Number(_));
                all.extend(known.then_some((m.span, if size == after { Side::No } else { Side::Yes })));
            }
            Some(Noting::Possible(all)) => {
                let sides = all.asked.entry(m.span).or_default();
                let (yes, no) = may_bind(m.kind, size, by);
                sides.extend(yes.then_some(Side::Yes));
                sides.extend(no.then_some(Side::No));
                let seen = all.sizes.get(&m.span).map_or_else(|| size.clone(), |(known, _)| ops::hull(known, size));
                all.sizes.insert(m.span, (seen, m.value.ty.clone()));
            }
        }
    }
}

/// Whether a cap or floor may bind, and whether it may not.
fn may_bind(kind: ModifierKind, size: &Val, by: &Val) -> (bool, bool) {
    let (Some((least, most)), Some((low, high))) = (ops::bounds(size), ops::bounds(by)) else { return (true, true) };
    // No bound reaches beyond any
    let above = |a: Option<Fraction>, b: Option<Fraction>| a.zip(b).is_none_or(|(a, b)| b < a);
    let apart = |a: Option<Fraction>, b: Option<Fraction>| a.zip(b).is_none_or(|(a, b)| a <= b);
    match kind {
        ModifierKind::Cap => (above(most, low), apart(least, high) || ops::may_be_none(by)),
        ModifierKind::Floor => (above(high, least), apart(low, most) || ops::may_be_none(by)),
        _ => (true, true),
    }
}
