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
            found.push(conflicting(splice, other));
        }
    }
    let mut place = 0;
    splices.retain(|_| {
        place += 1;
        !refused.contains(&(place - 1))
    });
}

/// Two operations in each other's way, told at the later.
fn conflicting(one: &Splice, other: &Splice) -> Diagnostic {
    let (first, second) = if one.operation < other.operation { (one, other) } else { (other, one) };
    let verb = match first {
        splice if splice.leaves => Arg::pair("这里移走", "moved here"),
        splice if splice.deletes() => Arg::pair("这里删去", "deleted here"),
        splice if splice.removes() => Arg::pair("这里修改", "changed here"),
        _ => Arg::pair("这里增加", "added here"),
    };
    let hint = match (first.deletes(), second.deletes()) {
        (true, true) => Arg::pair("删去一次即可", "to delete it once is enough"),
        (false, false) => Arg::pair("两处合成一条", "make one operation of them"),
        _ if !first.removes() || !second.removes() => {
            Arg::pair("增加的内容,以没有删去的条文指明位置", "put what is added beside something that stays")
        }
        _ => Arg::pair("删去的不再修改,两处只留其一", "what is deleted is not changed as well: keep one of the two"),
    };
    Diagnostic::new(Code::ConflictingOperations, second.operation, [hint]).with(first.operation, verb)
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
