//! Graphs of who reads whom, walked without recursion.

use std::collections::BTreeSet;

/// A walk through a graph, depth first, without recursion: what is left behind for good, in order, and the cycles.
pub(super) fn walk(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> (Vec<usize>, Vec<Vec<usize>>) {
    let (mut order, mut found) = (Vec::new(), Vec::new());
    let mut seen = vec![false; count];
    let mut place: Vec<Option<usize>> = vec![None; count];
    for start in 0..count {
        let mut path: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(node) = next.take().filter(|n| *n < count) {
                match place.get(node) {
                    Some(Some(at)) => {
                        found.extend(path.get(*at..).map(|p| p.iter().map(|(n, _)| *n).collect::<Vec<usize>>()))
                    }
                    _ if seen.get(node) == Some(&true) => {}
                    _ => {
                        (seen[node], place[node]) = (true, Some(path.len()));
                        path.push((node, edges(node).into_iter()));
                    }
                }
            }
            let Some((node, rest)) = path.last_mut() else { break };
            next = rest.next();
            if next.is_none() {
                place[*node] = None;
                order.push(*node);
                path.pop();
            }
        }
    }
    (order, found)
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
