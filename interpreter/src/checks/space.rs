//! Ranges over several quantities at once: what a table's rows leave open, and where they meet.

use super::cover::Cover;
use super::regions::{Interval, gaps};

/// One range a key.
pub(super) type Space = Vec<Interval>;

/// With more parts than this, nothing is said.
const MOST: usize = 4_000;

/// What rows have left open of all that the keys may be.
pub(super) enum Open {
    /// Of one key: what is taken. There may be any number of parts.
    One(Cover),
    /// Of several keys, the parts that are open.
    Several(Vec<Space>),
}

impl Open {
    pub fn new(whole: &Space) -> Open {
        if whole.len() == 1 { Open::One(Cover::default()) } else { Open::Several(vec![whole.clone()]) }
    }

    /// Whether something of these spaces is open. The spaces lie inside the whole.
    pub fn meets(&self, spaces: &[Space]) -> bool {
        match self {
            Open::One(taken) => !spaces.iter().flatten().all(|range| taken.holds(range)),
            Open::Several(open) => spaces.iter().any(|s| open.iter().any(|o| meet(s, o).is_some())),
        }
    }

    /// Whether all of these spaces is open.
    pub fn holds(&self, spaces: &[Space]) -> bool {
        match self {
            Open::One(taken) => spaces.iter().flatten().all(|range| taken.gaps(range) == [range.clone()]),
            Open::Several(open) => within(spaces, open),
        }
    }

    /// Takes a space away; no where what is left is too much to say.
    pub fn take(&mut self, space: &Space) -> bool {
        match self {
            Open::One(taken) => space.iter().for_each(|range| taken.add(range)),
            Open::Several(open) => match without(open, space) {
                Some(less) => *open = less,
                None => return false,
            },
        }
        true
    }

    /// What is left, in parts.
    pub fn spaces(self, whole: &Space) -> Vec<Space> {
        match self {
            Open::One(taken) => whole.iter().flat_map(|all| taken.gaps(all)).map(|gap| vec![gap]).collect(),
            Open::Several(open) => open,
        }
    }
}

/// What both hold.
pub(super) fn meet(a: &[Interval], b: &[Interval]) -> Option<Space> {
    a.iter().zip(b).map(|(a, b)| a.and(b)).collect()
}

/// What of `from` is outside of `taken`; `None` where that is too much to say.
fn without(from: &[Space], taken: &Space) -> Option<Vec<Space>> {
    let mut left = Vec::new();
    for space in from {
        let Some(common) = meet(space, taken) else {
            left.push(space.clone());
            continue;
        };
        // Key by key: what lies beside the common part there, and within it at the keys before.
        let mut inside = space.clone();
        for (key, range) in common.into_iter().enumerate() {
            for beside in inside.get(key).map(|whole| gaps(whole, std::slice::from_ref(&range))).unwrap_or_default() {
                let mut part = inside.clone();
                part[key] = beside;
                left.push(part);
            }
            inside[key] = range;
        }
        if MOST < left.len() {
            return None;
        }
    }
    Some(left)
}

/// Whether all of `inner` lies in `outer`.
pub(super) fn within(inner: &[Space], outer: &[Space]) -> bool {
    let mut left = inner.to_vec();
    for space in outer {
        match without(&left, space) {
            Some(less) => left = less,
            None => return false,
        }
    }
    left.is_empty()
}

/// Every combination of one range a key; `None` where these are too many.
pub(super) fn product(keys: &[Vec<Interval>]) -> Option<Vec<Space>> {
    let mut all: Vec<Space> = vec![Vec::new()];
    for ranges in keys {
        all = all
            .into_iter()
            .flat_map(|space| {
                ranges.iter().map(move |r| {
                    let mut longer = space.clone();
                    longer.push(r.clone());
                    longer
                })
            })
            .collect();
        if MOST < all.len() {
            return None;
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Fraction;

    fn range(from: i128, to: i128) -> Interval {
        Interval { low: Some((Fraction::whole(from), false)), high: Some((Fraction::whole(to), false)) }
    }

    #[test]
    fn what_a_part_leaves_open() {
        let whole = vec![range(0, 10), range(0, 10)];
        let left = without(std::slice::from_ref(&whole), &vec![range(2, 4), range(5, 10)]).expect("few parts");
        let size = |one: &Space| {
            let side = |r: &Interval| match (r.low, r.high) {
                (Some((low, _)), Some((high, _))) => high.subtract(low).map_or(0, |d| d.parts().0),
                _ => 0,
            };
            one.iter().map(side).product::<i128>()
        };
        assert_eq!(left.iter().map(size).sum::<i128>(), 100 - 2 * 5);
        assert!(left.iter().all(|part| meet(part, &[range(2, 4), range(5, 10)]).is_none()));
        assert!(!within(std::slice::from_ref(&whole), &left));
        let mut all = left;
        all.push(vec![range(2, 4), range(5, 10)]);
        assert!(within(&[whole], &all));
    }
}
