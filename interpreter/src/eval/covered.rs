//! What an evaluation came by: which conditions held and which did not, which rows and cells were taken, which caps bound.

use super::Evaluator;
use crate::trace::Truth;
use crate::value::Val;
use jifen_grammar::tree::Span;
use serde::Serialize;
use std::collections::BTreeSet;

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

impl Evaluator<'_> {
    /// From now on, notes what it comes by.
    pub fn cover(&mut self) {
        self.covered = Some(Box::default());
    }

    /// What it came by since.
    pub fn covered(&mut self) -> Covered {
        self.covered.take().map(|all| *all).unwrap_or_default()
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
