//! The better of two versions for an applicant.

use crate::assess::Outcome;
use crate::eval::ops;
use crate::model::{Outcome as Row, Ranked, Transition, Version};
use crate::value::Val;

/// Which of two versions stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Earlier,
    Later,
    /// What is unknown would decide it, or one of them can't be computed.
    Either,
}

/// The first total, 0 for none; `None` where the version has no total.
pub(super) fn total(found: &Outcome) -> Option<Val> {
    found.totals.first().cloned().map(ops::or_zero)
}

/// Where the outcome that a version may come to stands in a ranking, 0 for the best; behind all others where no outcome
/// holds or a condition can't be evaluated.
fn ranks(clause: &Transition, version: &Version, found: &Outcome) -> Vec<usize> {
    let (Some(list), Some(decision)) = (version.outcomes.first(), found.decisions.first()) else {
        return vec![clause.ranking.len()];
    };
    let rank = |at: &Option<usize>| at.and_then(|i| list.outcomes.get(i)).and_then(|row| rank(&clause.ranking, row));
    let mut all: Vec<usize> = decision.possible.iter().map(|at| rank(at).unwrap_or(clause.ranking.len())).collect();
    if decision.error {
        all.push(clause.ranking.len());
    }
    all
}

/// The place of an outcome in a ranking.
pub(crate) fn rank(ranking: &[Ranked], row: &Row) -> Option<usize> {
    ranking.iter().position(|one| one.name == row.named.key || one.name == row.named.name)
}

/// Which version gives the applicant more: by the ranking of outcomes where the clause has one, then by the first total;
/// of equals the later version stands.
pub(super) fn better(clause: &Transition, earlier: (&Version, &Outcome), later: (&Version, &Outcome)) -> Stands {
    if !clause.ranking.is_empty() {
        let (a, b) = (ranks(clause, earlier.0, earlier.1), ranks(clause, later.0, later.1));
        let (best, worst) = (|all: &[usize]| all.iter().min().copied(), |all: &[usize]| all.iter().max().copied());
        if worst(&a) < best(&b) {
            return Stands::Earlier;
        }
        if worst(&b) < best(&a) {
            return Stands::Later;
        }
        if best(&a) != worst(&a) || best(&b) != worst(&b) {
            return Stands::Either;
        }
        if earlier.1.totals.is_empty() || later.1.totals.is_empty() {
            return Stands::Later;
        }
    }
    let bounds = |found| total(found).as_ref().and_then(ops::bounds);
    match (bounds(earlier.1), bounds(later.1)) {
        (Some((Some(low), _)), Some((_, Some(high)))) if high < low => Stands::Earlier,
        (Some((_, Some(high))), Some((Some(low), _))) if high <= low => Stands::Later,
        _ => Stands::Either,
    }
}

/// Whether an outcome of one version is surely worse than what the other one comes to, so that it can't be the answer.
pub(super) fn is_worse(clause: &Transition, row: Option<&Row>, other: (&Version, &Outcome)) -> bool {
    let own = row.and_then(|row| rank(&clause.ranking, row)).unwrap_or(clause.ranking.len());
    !clause.ranking.is_empty() && ranks(clause, other.0, other.1).iter().all(|rank| *rank < own)
}
