//! The better of two versions for an applicant.

use crate::assess::Outcome;
use crate::eval::ops;
use crate::model::{Outcome as Row, Ranked, Transition, Version};
use crate::policy::Loaded;
use crate::value::Val;
use jifen_grammar::tree::Kind;

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
fn ranks(clause: &Transition, policy: &Loaded, version: &Version, found: &Outcome) -> Vec<usize> {
    let (Some(list), Some(decision)) = (version.outcomes.first(), found.decisions.first()) else {
        return vec![clause.ranking.len()];
    };
    let row = |at: &Option<usize>| at.and_then(|i| list.outcomes.get(i));
    let mut all: Vec<usize> = decision.possible.iter().map(|at| place(clause, policy, version, row(at))).collect();
    if decision.error {
        all.push(clause.ranking.len());
    }
    all
}

/// Where an outcome of a version stands in a ranking, under either name where an amendment renamed it; behind all
/// others where it is none.
fn place(clause: &Transition, policy: &Loaded, version: &Version, row: Option<&Row>) -> usize {
    let last = clause.ranking.len();
    let Some(row) = row else { return last };
    let list = version.outcomes.first().and_then(|l| l.named.as_ref()).map_or("", |n| n.key.as_str());
    let versions = &policy.policy.versions;
    let twins = versions.iter().filter_map(|other| {
        let outcomes = &other.outcomes.first()?.outcomes;
        if policy.renamed.is_empty() || outcomes.iter().any(|o| o.named.key == row.named.key) {
            return None;
        }
        let renamed = policy.renamed.between(versions, &version.id, &other.id);
        let key = renamed.key(Kind::outcome, list, &row.named.key);
        outcomes.iter().find(|twin| twin.named.key == key)
    });
    let places = std::iter::once(row).chain(twins).filter_map(|row| rank(&clause.ranking, row));
    places.min().unwrap_or(last)
}

/// The place of an outcome in a ranking.
pub(crate) fn rank(ranking: &[Ranked], row: &Row) -> Option<usize> {
    ranking.iter().position(|one| one.name == row.named.key || one.name == row.named.name)
}

/// Which version gives the applicant more: by the ranking of outcomes where the clause has one, then by the first total;
/// of equals the later version stands.
pub(super) fn better(
    clause: &Transition,
    policy: &Loaded,
    earlier: (&Version, &Outcome),
    later: (&Version, &Outcome),
) -> Stands {
    if !clause.ranking.is_empty() {
        let (a, b) = (ranks(clause, policy, earlier.0, earlier.1), ranks(clause, policy, later.0, later.1));
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
pub(super) fn is_worse(
    clause: &Transition,
    policy: &Loaded,
    (version, row): (&Version, Option<&Row>),
    other: (&Version, &Outcome),
) -> bool {
    let own = place(clause, policy, version, row);
    !clause.ranking.is_empty() && ranks(clause, policy, other.0, other.1).iter().all(|rank| *rank < own)
}
