//! Graphs of who reads whom, walked without recursion.

use std::collections::BTreeSet;

/// What a walk through a graph, depth first, leaves behind for good, in order: whoever is read before its reader.
/// `cycle` is told the path of every cycle met.
pub(super) fn walk(count: usize, edges: impl Fn(usize) -> Vec<usize>, mut cycle: impl FnMut(&[Step])) -> Vec<usize> {
    let mut order = Vec::new();
    let mut places = vec![Place::New; count];
    for start in 0..count {
        let mut path: Vec<Step> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(node) = next.take()
                && let Some(place) = places.get_mut(node)
            {
                match *place {
                    Place::New => {
                        *place = Place::At(path.len());
                        path.push(Step { node, next: edges(node).into_iter() });
                    }
                    Place::At(at) => cycle(path.get(at..).unwrap_or(&[])),
                    Place::Left => {}
                }
            }
            let Some(step) = path.last_mut() else { break };
            next = step.next.next();
            if next.is_none() {
                order.push(step.node);
                if let Some(place) = places.get_mut(step.node) {
                    *place = Place::Left;
                }
                path.pop();
            }
        }
    }
    order
}

/// Where a node is while a graph is walked.
#[derive(Clone, Copy)]
enum Place {
    New,
    /// On the path, so far from its beginning.
    At(usize),
    Left,
}

/// A node on the path, and where to go from it.
pub(super) struct Step {
    pub node: usize,
    next: std::vec::IntoIter<usize>,
}

/// The cycles of a graph, each beginning with its smallest node; one that only goes through nodes of others is left out.
pub(super) fn cycles(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut told = BTreeSet::new();
    let mut kept = Vec::new();
    walk(count, edges, |path| {
        if path.iter().filter(|step| told.insert(step.node)).count() != 0 {
            let mut cycle: Vec<usize> = path.iter().map(|step| step.node).collect();
            let first = cycle.iter().enumerate().min_by_key(|(_, n)| **n).map_or(0, |(at, _)| at);
            cycle.rotate_left(first);
            kept.push(cycle);
        }
    });
    kept
}
