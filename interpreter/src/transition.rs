//! Clauses that put an applicant under an earlier version.

use crate::assess::outcome;
use crate::eval::{Evaluator, ops};
use crate::model::{Transition, Version};
use crate::report::amount;
use crate::trace::Truth;
use crate::value::{Facts, Val};
use serde_json::{Value, json};

/// What the transition clauses of a version say of an applicant.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'v> {
    /// None applies: the version itself does.
    Stay,
    /// The first that applies.
    Apply(&'v Transition),
    /// The first that may apply: what would decide it is unknown, or could not be evaluated.
    Open(&'v Transition),
}

/// The first clause that holds, or may.
pub fn decide<'v>(version: &'v Version, facts: &Facts) -> Decision<'v> {
    let mut ev = Evaluator::new(version, facts);
    for transition in &version.transitions {
        let truth = transition.condition.as_ref().map_or(Truth::Yes, |c| ev.condition(c).0);
        match truth {
            Truth::Yes => return Decision::Apply(transition),
            Truth::No => {}
            Truth::Maybe(_) | Truth::Error(_) => return Decision::Open(transition),
        }
    }
    Decision::Stay
}

/// Whether an earlier version gives the applicant more than a later one: by the first total, of equals the later version
/// stands. `None` where what is unknown would decide it, or a version has no total.
pub fn earlier_is_better(earlier: (&Version, &Facts), later: (&Version, &Facts)) -> Option<bool> {
    let total = |(version, facts): (&Version, &Facts)| outcome(version, facts).totals.into_iter().next();
    match (total(earlier)?, total(later)?) {
        (Val::Number(a), Val::Number(b)) => Some(b < a),
        _ => None,
    }
}

/// What is certain of the first total where either version may apply: the least range that holds both. A bound is null
/// where one version has none, or its total can't be computed.
pub fn total_of_either(earlier: (&Version, &Facts), later: (&Version, &Facts)) -> Value {
    let total = |(version, facts)| outcome(version, facts).totals.into_iter().next().map(ops::or_zero);
    match (total(earlier), total(later)) {
        (Some(a), Some(b)) => amount(&ops::hull(&a, &b)),
        _ => json!({"min": null, "max": null}),
    }
}
