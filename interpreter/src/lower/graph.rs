//! Graphs of who reads whom, walked without recursion.

use std::collections::BTreeSet;

/// A walk through a graph, depth first, without recursion: what is left behind for good, in order, and the cycles.
pub(super) fn walk(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> (Vec<usize>, Vec<Vec<usize>>) {
    let (mut order, mut found) = (Vec::new(), Vec::new());
    let mut places = vec![Place::New; count];
    for start in 0..count {
        let mut path: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(node) = next.take()
                && let Some(place) = places.get_mut(node)
            {
                match *place {
                    Place::New => {
                        *place = Place::At(path.len());
                        path.push((node, edges(node).into_iter()));
                    }
                    Place::At(at) => found.extend(path.get(at..).map(|p| p.iter().map(|(n, _)| *n).collect())),
                    Place::Left => {}
                }
            }
            let Some((node, rest)) = path.last_mut() else { break };
            next = rest.next();
            if next.is_none() {
                order.push(*node);
                if let Some(place) = places.get_mut(*node) {
                    *place = Place::Left;
                }
                path.pop();
            }
        }
    }
    (order, found)
}

/// Where a node is while a graph is walked.
#[derive(Clone, Copy)]
enum Place {
    New,
    /// On the path, so far from its beginning.
    At(usize),
    Left,
}

/// The cycles of a graph, each beginning with its smallest node; one that only goes through nodes of others is left out.
pub(super) fn cycles(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut told = BTreeSet::new();
    let mut kept = Vec::new();
    for mut cycle in walk(count, edges).1 {
        let fresh = cycle.iter().filter(|n| told.insert(**n)).count();
        if fresh != 0 {
            let first = cycle.iter().enumerate().min_by_key(|(_, n)| **n).map_or(0, |(at, _)| at);
            cycle.rotate_left(first);
            kept.push(cycle);
        }
    }
    kept
}
