//! The values that intervals hold together, however many and in whatever order they come.

use super::regions::{Cut, Interval};
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

/// A union of intervals.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// Parts that neither overlap nor touch: from where to where.
    parts: BTreeMap<Option<Cut>, Option<Cut>>,
}

impl Cover {
    pub fn add(&mut self, interval: &Interval) {
        if interval.is_empty() {
            return;
        }
        let (mut low, mut high) = (interval.low, interval.high);
        if let Some((from, to)) = self.parts.range(..=low).next_back()
            && reaches(*to, low)
        {
            low = *from;
        }
        while let Some((from, to)) = self.parts.range(low..).next().map(|(from, to)| (*from, *to))
            && reaches(high, from)
        {
            if reaches(to, high) && high.is_some() {
                high = to;
            }
            self.parts.remove(&from);
        }
        self.parts.insert(low, high);
    }

    /// What of `whole` it does not hold, in order.
    pub fn gaps(&self, whole: &Interval) -> Vec<Interval> {
        let mut open = Vec::new();
        let mut from = whole.low;
        let first = self.parts.range(..=whole.low).next_back();
        for (low, high) in first.into_iter().chain(self.parts.range((Excluded(whole.low), Unbounded))) {
            if low.is_some() && whole.high.is_some() && whole.high <= *low {
                break;
            }
            if from < *low {
                open.push(Interval { low: from, high: *low });
            }
            if high.is_none() {
                return open;
            }
            from = from.max(*high);
        }
        let rest = Interval { low: from, high: whole.high };
        if !rest.is_empty() {
            open.push(rest);
        }
        open
    }

    pub fn holds(&self, whole: &Interval) -> bool {
        self.gaps(whole).is_empty()
    }
}

/// Whether what ends here leaves nothing out before what begins there.
fn reaches(end: Option<Cut>, beginning: Option<Cut>) -> bool {
    match (end, beginning) {
        (Some(end), Some(beginning)) => beginning <= end,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Fraction;

    fn interval(low: Option<i128>, high: Option<i128>) -> Interval {
        let cut = |n: i128| (Fraction::whole(n), false);
        Interval { low: low.map(cut), high: high.map(cut) }
    }

    /// Every union of intervals over a few places, against asking each place.
    #[test]
    fn as_place_by_place() {
        let ends = [None, Some(0), Some(1), Some(2), Some(3)];
        let all: Vec<Interval> = ends.iter().flat_map(|a| ends.iter().map(|b| interval(*a, *b))).collect();
        let places = [-1, 0, 1, 2, 3];
        let inside = |i: &Interval, place: i128| {
            let at = Some((Fraction::whole(place), false));
            i.low <= at && i.high.is_none_or(|high| at < Some(high))
        };
        for a in &all {
            for b in &all {
                for c in &all {
                    let mut cover = Cover::default();
                    [a, b, c].into_iter().for_each(|i| cover.add(i));
                    for whole in &all {
                        let open = cover.gaps(whole);
                        for place in places {
                            let left = inside(whole, place) && ![a, b, c].iter().any(|i| inside(i, place));
                            assert_eq!(open.iter().any(|o| inside(o, place)), left, "{a:?} {b:?} {c:?} in {whole:?}");
                        }
                        assert!(open.is_sorted_by(|a, b| a.high.is_some() && a.high < b.low), "{open:?}");
                    }
                }
            }
        }
    }
}
