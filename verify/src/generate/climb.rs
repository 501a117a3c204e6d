//! Further than one change at a time: towards who gets most, towards an edge, two changes at once, other times.

use super::observe::Seen;
use super::search::{Candidate, Search, points};
use super::slots::{get, overlay};
use crate::expected::Subject;
use jifen_grammar::tree::Span;
use jifen_interpreter::eval::covered::Side;
use jifen_interpreter::model::Type;
use jifen_interpreter::number::Fraction;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// So many steps are taken towards one place.
const DEEPEST: usize = 6;

/// From so many of the nearest one step is taken.
const NEAREST: usize = 24;

/// So many pairs of changes are tried for one rule.
const MOST_PAIRS: usize = 4_000;

impl Search<'_> {
    /// An applicant who has, of all those who get most of one rule, what sets them apart from the first.
    pub fn together(&mut self, first: usize, rules: impl Iterator<Item = Subject>) -> usize {
        let Some(base) = self.pool.get(first).map(|c| c.facts.clone()) else { return first };
        let (mut facts, mut seen) = (base.clone(), self.look(&base));
        for of in rules {
            let most = |seen: &Seen| points(&seen.values, of);
            let Some(best) = self.best(most).and_then(|at| self.pool.get(at)) else { continue };
            if most(&best.seen) <= most(&seen) {
                continue;
            }
            let mut more = facts.clone();
            overlay(&mut more, &base, &best.facts);
            let after = self.look(&more);
            if !after.refused() {
                (facts, seen) = (more, after);
            }
        }
        self.keep(facts, seen, None)
    }

    /// An applicant for whom a measure is as large as single changes make it, slot by slot.
    pub fn climb<T: PartialOrd>(&mut self, at: usize, measure: impl Fn(&Seen) -> T) -> usize {
        let Some(Candidate { mut facts, mut seen, .. }) = self.pool.get(at).cloned() else { return at };
        for _ in 0..2 {
            let before = facts.clone();
            for slot in 0..self.slots.all.len() {
                let Some(place) = self.slots.all.get(slot) else { break };
                for value in self.slots.options(place, get(&facts, place)) {
                    if self.left == 0 {
                        return self.keep(facts, seen, None);
                    }
                    let Some((changed, after)) = self.changed(&facts, slot, &value) else { continue };
                    if after.refused() {
                        continue;
                    }
                    if self.is_new(&after) {
                        self.keep(changed.clone(), after.clone(), Some(slot));
                    }
                    if measure(&seen) < measure(&after) {
                        (facts, seen) = (changed, after);
                    }
                }
            }
            if before == facts {
                break;
            }
        }
        self.keep(facts, seen, None)
    }

    /// Goes towards a side that was not come by, from the applicants nearest to an edge there.
    pub fn towards(&mut self, span: Span, side: Side) {
        for order in [Ordering::Less, Ordering::Greater] {
            for _ in 0..DEEPEST {
                let Some((_, at)) = self.nearest.get(&(span, order)).copied() else { break };
                if self.has(span, side) || self.left == 0 || !self.step(at, span) {
                    break;
                }
            }
        }
    }

    /// Goes towards the edge of a comparison: to it, or from one side nearer than a step. Where single changes go no
    /// further, two at once are tried.
    pub fn towards_edge(&mut self, span: Span, order: Ordering) {
        let near = |this: &Self, order| this.nearest.get(&(span, order)).copied();
        let close = |this: &Self| near(this, order).is_some_and(|(size, _)| size <= Fraction::whole(1));
        for _ in 0..DEEPEST {
            let from = [order, Ordering::Less, Ordering::Greater].into_iter().find_map(|order| near(self, order));
            let Some((_, at)) = from else { return };
            if close(self) || self.left == 0 {
                return;
            }
            if !self.step(at, span) {
                let slots: Vec<usize> = self.moves.get(&span).into_iter().flatten().copied().collect();
                for other in self.nearest_to(span) {
                    if close(self) {
                        return;
                    }
                    self.step(other, span);
                    if order == Ordering::Equal {
                        self.explore_slots(other, true, |i, _| slots.contains(&i));
                    }
                }
                if close(self) {
                    return;
                }
                self.two_at_once(at, &slots);
                return;
            }
        }
    }

    /// Changes the slots of an applicant that move a place; keeps what is new, and says whether there was any.
    fn step(&mut self, at: usize, span: Span) -> bool {
        let pool = self.pool.len();
        let Some(Candidate { facts, seen, .. }) = self.pool.get(at).cloned() else { return false };
        for slot in self.moves.get(&span).cloned().unwrap_or_default() {
            let Some(place) = self.slots.all.get(slot) else { continue };
            for value in self.slots.options(place, get(&facts, place)) {
                if self.left == 0 {
                    return false;
                }
                let Some((changed, after)) = self.changed(&facts, slot, &value) else { continue };
                self.moved(slot, &seen, &after);
                if self.is_new(&after) {
                    self.keep(changed, after, Some(slot));
                }
            }
        }
        pool < self.pool.len()
    }

    /// Those who came nearest to an edge, on either side; one at each distance.
    fn nearest_to(&self, span: Span) -> Vec<usize> {
        let near = |c: &Candidate| {
            let sides = [Ordering::Less, Ordering::Greater];
            sides.into_iter().filter_map(|order| c.seen.near.get(&(span, order)).copied()).min()
        };
        let mut all: Vec<(Fraction, usize)> =
            self.pool.iter().enumerate().filter_map(|(i, c)| Some((near(c)?, i))).collect();
        all.sort_unstable();
        all.dedup_by_key(|(size, _)| *size);
        all.into_iter().take(NEAREST).map(|(_, i)| i).collect()
    }

    /// The slots of some facts.
    pub fn slots_of(&self, facts: &BTreeSet<usize>) -> Vec<usize> {
        let within = |i: &usize| self.slots.all.get(*i).is_some_and(|s| facts.contains(&s.fact));
        (0..self.slots.all.len()).filter(within).collect()
    }

    /// Two changes at once, of some slots.
    pub fn two_at_once(&mut self, at: usize, slots: &[usize]) {
        let Some(Candidate { facts, .. }) = self.pool.get(at).cloned() else { return };
        let mut left = MOST_PAIRS;
        for first in slots {
            let Some(place) = self.slots.all.get(*first) else { continue };
            for value in self.slots.options(place, get(&facts, place)) {
                let Some((changed, _)) = self.changed(&facts, *first, &value) else { continue };
                for second in slots.iter().filter(|s| *s != first) {
                    let Some(place) = self.slots.all.get(*second) else { continue };
                    for value in self.slots.options(place, get(&changed, place)) {
                        left -= 1;
                        if left == 0 || self.left == 0 {
                            return;
                        }
                        let Some((both, after)) = self.changed(&changed, *second, &value) else { continue };
                        if self.is_new(&after) {
                            self.keep(both, after, Some(*second));
                        }
                    }
                }
            }
        }
    }

    /// The same applicant at other times, each with the edges of its amounts.
    pub fn through_time(&mut self, at: usize) {
        let Some(Candidate { facts, .. }) = self.pool.get(at).cloned() else { return };
        let time = self.slots.all.iter().position(|s| s.is_time());
        let Some((slot, place)) = time.and_then(|t| Some((t, self.slots.all.get(t)?))) else { return };
        for value in self.slots.options(place, None) {
            let Some((changed, after)) = self.changed(&facts, slot, &value) else { continue };
            if after.refused() {
                continue;
            }
            let at = self.keep(changed, after, Some(slot));
            self.explore_slots(at, true, |_, s| matches!(s.field.ty.item(), Type::Number { .. }));
        }
    }
}
