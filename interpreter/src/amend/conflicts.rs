//! Operations that get in each other's way.

use super::place::Path;
use super::splice::{Content, Splice};
use crate::diagnostic::{Arg, Code, Diagnostic};
use std::collections::{BTreeMap, BTreeSet};

/// Leaves out what yields to others, and reports operations whose targets are or contain each other; of two the later is
/// left out.
pub(super) fn settle(splices: &mut Vec<Splice>, found: &mut Vec<Diagnostic>) {
    let taken = Taken::new(splices.iter().enumerate().filter(|(_, s)| !s.soft));
    let yields: Vec<bool> = splices
        .iter()
        .map(|s| s.soft && taken.around(s).any(|j| splices.get(j).is_some_and(|h| touches(h, s))))
        .collect();
    let mut yields = yields.into_iter();
    splices.retain(|_| yields.next() != Some(true));
    let taken = Taken::new(splices.iter().enumerate());
    let mut refused: BTreeSet<usize> = BTreeSet::new();
    for (i, splice) in splices.iter().enumerate() {
        let against: BTreeSet<usize> = taken.around(splice).filter(|j| *j != i && !refused.contains(j)).collect();
        let stands = |j: &usize| splices.get(*j).filter(|other| other.operation != splice.operation);
        let other = against
            .iter()
            .filter_map(|j| Some((*j, stands(j)?)))
            .find(|(j, other)| conflict(other, splice) && !(splice.removes() && *j > i && conflict(splice, other)));
        if let Some((_, other)) = other {
            refused.insert(i);
            let words = Arg::pair("这一处修改", "this change");
            let problem = Diagnostic::new(Code::ConflictingOperations, splice.operation, []);
            found.push(problem.with(other.operation, words));
        }
    }
    let mut place = 0;
    splices.retain(|_| {
        place += 1;
        !refused.contains(&(place - 1))
    });
}

/// What splices take away, by place, so that each needs a look only at those around it.
pub(super) struct Taken(BTreeMap<Path, Vec<usize>>);

impl Taken {
    pub(super) fn new<'s>(splices: impl Iterator<Item = (usize, &'s Splice)>) -> Taken {
        let mut all: BTreeMap<Path, Vec<usize>> = BTreeMap::new();
        for (number, splice) in splices {
            for i in splice.range.clone() {
                all.entry(super::place::below(&splice.parent, i)).or_default().push(number);
            }
        }
        Taken(all)
    }

    /// Those that take away what a splice is in, takes away itself, or stands beside.
    pub(super) fn around(&self, splice: &Splice) -> impl Iterator<Item = usize> {
        let above = (1..=splice.parent.len()).filter_map(|n| splice.parent.get(..n)).map(<[usize]>::to_vec);
        let here = splice.range.clone().chain(splice.anchor).map(|i| super::place::below(&splice.parent, i));
        let places: Vec<Path> = above.chain(here).collect();
        places.into_iter().flat_map(|path| self.0.get(&path).into_iter().flatten().copied())
    }
}

/// Whether `other`, which takes something away, stands in the way of a splice.
pub(super) fn conflict(other: &Splice, splice: &Splice) -> bool {
    let gone = matches!(&other.content, Content::Nodes(nodes) if nodes.is_empty());
    match splice.anchor {
        Some(anchor) => holds(other, splice) || gone && other.parent == splice.parent && other.range.contains(&anchor),
        None => touches(other, splice),
    }
}

/// Whether what `other` takes away holds, or overlaps, what the splice changes.
fn touches(other: &Splice, splice: &Splice) -> bool {
    holds(other, splice)
        || other.parent == splice.parent && other.range.start < splice.range.end && splice.range.start < other.range.end
}

/// Whether the splice is inside of what `other` takes away for good.
fn holds(other: &Splice, splice: &Splice) -> bool {
    !other.leaves && other.covers(&splice.parent)
}
