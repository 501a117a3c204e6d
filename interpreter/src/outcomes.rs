//! Outcomes: the first of a list whose condition holds.

use crate::eval::Evaluator;
use crate::eval::covered::Side;
use crate::lower::Lowering;
use crate::model::{Outcome, OutcomeList};
use crate::trace::{Part, Truth};
use jifen_grammar::tree::{Kind, Node};

/// Reads an `outcomes` node.
pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node) -> OutcomeList {
    let block = node.get(Kind::outcomes_block);
    let mut outcomes = Vec::new();
    for row in block.into_iter().flat_map(|b| b.all(Kind::outcome)) {
        let Some(verdict) = row.get(Kind::verdict) else { continue };
        let condition = row.has(Kind::kw_when).then(|| l.condition_of(row));
        let (cites, notes) = (l.cites(row), l.notes(row));
        outcomes.push(Outcome { named: l.named(verdict), condition, cites, notes });
    }
    OutcomeList {
        named: node.has(Kind::name).then(|| l.named(node)),
        cites: l.cites(node),
        notes: block.map(|b| l.notes(b)).unwrap_or_default(),
        reviewed: block.map(|b| l.reviewed(b)).unwrap_or_default(),
        outcomes,
    }
}

/// What a list of outcomes came to.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// Indices of the outcomes that may be the one, in order; `None` among them: that none holds.
    pub possible: Vec<Option<usize>>,
    /// For each outcome looked at, in order: whether it holds, and the parts of its condition.
    pub looked: Vec<(Truth, Vec<Part>)>,
    /// Whether a condition could not be evaluated on the way.
    pub error: bool,
}

impl Decision {
    /// The outcome, where it is certain.
    pub fn certain(&self) -> Option<usize> {
        match self.possible.as_slice() {
            [Some(one)] if !self.error => Some(*one),
            _ => None,
        }
    }
}

/// Decides a list.
pub fn evaluate<'m>(ev: &mut Evaluator<'m>, list: &'m OutcomeList) -> Decision {
    let mut decision = Decision::default();
    list.outcomes.iter().for_each(|outcome| ev.may(outcome.named.span, &[]));
    for (i, outcome) in list.outcomes.iter().enumerate() {
        let (truth, parts) = match &outcome.condition {
            Some(condition) => ev.condition(condition),
            None => (Truth::Yes, Vec::new()),
        };
        decision.looked.push((truth.clone(), parts));
        if truth != Truth::No {
            ev.may(outcome.named.span, &[Side::Taken]);
        }
        match truth {
            Truth::Yes => {
                if decision.possible.is_empty() {
                    ev.came_by(outcome.named.span, Side::Taken);
                }
                decision.possible.push(Some(i));
                return decision;
            }
            Truth::No => {}
            Truth::Maybe(_) => decision.possible.push(Some(i)),
            Truth::Error(_) => {
                decision.possible.push(Some(i));
                decision.error = true;
            }
        }
    }
    decision.possible.push(None);
    decision
}
