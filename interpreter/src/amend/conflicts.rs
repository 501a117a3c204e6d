//! Operations that get in each other's way.

use super::splice::{Content, Splice};
use crate::diagnostic::{Arg, Code, Diagnostic};
use std::collections::BTreeSet;

/// Leaves out what yields to others, and reports operations whose targets are or contain each other; of two the later is
/// left out.
pub(super) fn settle(splices: &mut Vec<Splice>, found: &mut Vec<Diagnostic>) {
    let hard: Vec<Splice> = splices.iter().filter(|s| !s.soft && s.removes()).cloned().collect();
    splices.retain(|s| !s.soft || !hard.iter().any(|h| touches(h, s)));
    // By place, so that only neighbours need a look.
    let mut order: Vec<usize> = (0..splices.len()).filter(|i| splices.get(*i).is_some_and(Splice::removes)).collect();
    order.sort_by(|a, b| key(splices, *a).cmp(&key(splices, *b)));
    let mut refused: BTreeSet<usize> = BTreeSet::new();
    for (i, splice) in splices.iter().enumerate() {
        let against = order.iter().filter_map(|j| Some((*j, splices.get(*j)?)));
        for (j, other) in against {
            let moves_away = matches!(splice.content, Content::Moved(_)) && other.operation == splice.operation;
            if i == j || moves_away || other.operation == splice.operation || refused.contains(&j) {
                continue;
            }
            if conflict(other, splice) && !(splice.removes() && j > i && conflict(splice, other)) {
                refused.insert(i);
                let words = Arg::pair("这一处修改", "this change");
                let problem = Diagnostic::new(Code::ConflictingOperations, splice.operation, []);
                found.push(problem.with(other.operation, words));
                break;
            }
        }
    }
    let mut place = 0;
    splices.retain(|_| {
        place += 1;
        !refused.contains(&(place - 1))
    });
}

fn key(splices: &[Splice], i: usize) -> (&[usize], usize) {
    splices.get(i).map_or((&[], 0), |s| (s.parent.as_slice(), s.range.start))
}

/// Whether `other`, which takes something away, stands in the way of a splice.
fn conflict(other: &Splice, splice: &Splice) -> bool {
    let gone = matches!(&other.content, Content::Nodes(nodes) if nodes.is_empty());
    match splice.anchor {
        Some(anchor) => {
            other.covers(&splice.parent) || gone && other.parent == splice.parent && other.range.contains(&anchor)
        }
        None => touches(other, splice),
    }
}

/// Whether what `other` takes away holds, or overlaps, what the splice changes.
fn touches(other: &Splice, splice: &Splice) -> bool {
    other.covers(&splice.parent)
        || other.parent == splice.parent && other.range.start < splice.range.end && splice.range.start < other.range.end
}
