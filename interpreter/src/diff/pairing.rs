//! Which part of the older version is which of the newer one.

use super::field::Field;
use super::part::{Part, likeness};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// From so much in common on, in hundredths, two parts under other labels are the same one.
const ALIKE: usize = 50;

/// Beside more parts than so many, none is looked for by likeness.
const MOST_ALIKE: usize = 300;

/// Pairs of indices, ascending: equal parts first; then those that only have another label, where there is no choice; then
/// those under the same label; at last what has most in common.
pub(super) fn pair(old: &[Part<'_>], new: &[Part<'_>]) -> Vec<(usize, usize)> {
    let mut pairing = Pairing { old, new, pairs: Vec::new(), left: BTreeSet::new(), right: BTreeSet::new() };
    pairing.by(false, &|p| Some((p.field, &p.label, &p.meaning)));
    pairing.by(true, &|p| {
        let same = p.labelled.is_some() && !p.parts.is_empty();
        same.then_some((p.field, &p.meaning, &p.meaning))
    });
    pairing.by(false, &|p| Some((p.field, &p.label, &p.label)));
    pairing.alike();
    pairing.pairs.sort_unstable();
    pairing.pairs
}

/// What two parts must have in common.
type Sign<'p> = (Field, &'p String, &'p String);

struct Pairing<'a, 'm> {
    old: &'a [Part<'m>],
    new: &'a [Part<'m>],
    pairs: Vec<(usize, usize)>,
    left: BTreeSet<usize>,
    right: BTreeSet<usize>,
}

impl<'a, 'm> Pairing<'a, 'm> {
    fn add(&mut self, i: usize, j: usize) {
        self.pairs.push((i, j));
        self.left.insert(i);
        self.right.insert(j);
    }

    /// Pairs parts of one sign in order; `only`: where there is one on each side.
    fn by(&mut self, only: bool, sign: &dyn Fn(&'a Part<'m>) -> Option<Sign<'a>>) {
        let mut found: BTreeMap<Sign<'a>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (i, part) in self.old.iter().enumerate().filter(|(i, _)| !self.left.contains(i)) {
            if let Some(sign) = sign(part) {
                found.entry(sign).or_default().0.push(i);
            }
        }
        for (j, part) in self.new.iter().enumerate().filter(|(j, _)| !self.right.contains(j)) {
            if let Some(both) = sign(part).and_then(|sign| found.get_mut(&sign)) {
                both.1.push(j);
            }
        }
        for (old, new) in found.into_values() {
            if !only || old.len() == 1 && new.len() == 1 {
                old.into_iter().zip(new).for_each(|(i, j)| self.add(i, j));
            }
        }
    }

    /// Pairs what has most in common, where that is at least half.
    fn alike(&mut self) {
        let fits = |p: &Part<'m>| p.labelled.is_some() && !p.parts.is_empty();
        let rest = |all: &'a [Part<'m>], paired: &BTreeSet<usize>| -> Vec<(usize, Field, Vec<String>)> {
            let free = all.iter().enumerate().filter(|(i, p)| !paired.contains(i) && fits(p));
            free.map(|(i, p)| (i, p.field, p.parts.iter().flat_map(Part::leaves).collect())).collect()
        };
        let (old, new) = (rest(self.old, &self.left), rest(self.new, &self.right));
        if MOST_ALIKE < old.len().max(new.len()) {
            return;
        }
        let mut scored = Vec::new();
        for (i, field, ours) in &old {
            for (j, _, theirs) in new.iter().filter(|other| other.1 == *field) {
                let score = likeness(ours, theirs);
                if ALIKE <= score {
                    scored.push((Reverse(score), *i, *j));
                }
            }
        }
        scored.sort_unstable();
        for (_, i, j) in scored {
            if !self.left.contains(&i) && !self.right.contains(&j) {
                self.add(i, j);
            }
        }
    }
}
