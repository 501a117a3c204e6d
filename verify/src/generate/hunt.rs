//! Looking for an applicant for whom a changed policy comes to something else.

use super::observe::{Seen, Values, observe};
use super::search::{Candidate, Search};
use super::slots::{Facts, Slot, get, put};
use crate::expected::Subject;
use crate::mutants::{Change, Mutant};
use jifen_grammar::tree::Span;
use jifen_interpreter::model::Type;
use jifen_interpreter::number::Fraction;
use jifen_interpreter::policy::Loaded;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// So many applicants are assessed for one change, beside those already found.
const MOST_TRIES: usize = 1_500;

/// So many applicants are begun with.
const MOST_SEEDS: usize = 40;

/// So many places beside a change are asked what moves them.
const NEXT: usize = 4;

/// An applicant who tells a changed policy from the one that stands.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub facts: Facts,
    pub seen: Seen,
    pub of: Subject,
}

/// What differs first between two assessments.
pub(super) fn differs(a: &Values, b: &Values) -> Option<Subject> {
    let other = |of: &&Subject| a.get(of) != b.get(of);
    a.keys().find(other).or_else(|| b.keys().find(other)).copied()
}

/// All that differs.
pub(super) fn all_different(a: &Values, b: &Values) -> BTreeSet<Subject> {
    a.keys().chain(b.keys()).filter(|of| a.get(of) != b.get(of)).copied().collect()
}

impl Search<'_> {
    /// An applicant among those found, else among their neighbours, for whom a changed policy differs in this version.
    pub fn hunt(&self, changed: &Loaded, at: usize, mutant: &Mutant) -> Option<Told> {
        let version = changed.policy.versions.get(at)?;
        let differs_for =
            |facts: &Facts, seen: &Seen| differs(&seen.values, &observe(changed, version, facts, false).values);
        for one in &self.pool {
            if let Some(of) = differs_for(&one.facts, &one.seen) {
                return Some(Told { facts: one.facts.clone(), seen: one.seen.clone(), of });
            }
        }
        let mut left = MOST_TRIES;
        let mut try_one = |facts: Facts| {
            left = usize::checked_sub(left, 1)?;
            let seen = observe(self.policy, self.slots.version, &facts, false);
            differs_for(&facts, &seen).map(|of| Told { facts, seen, of })
        };
        let places = self.places(mutant.span);
        let seeds = self.seeds(&places);
        if mutant.change == Change::Rounding {
            let found = seeds.iter().flat_map(|seed| self.leaps(&seed.facts)).find_map(&mut try_one);
            if found.is_some() {
                return found;
            }
        }
        let movers = self.movers(mutant.span, &places);
        let one = |slot: &usize, facts: &Facts| self.neighbours(facts, *slot);
        let found =
            movers.iter().flat_map(|slot| seeds.iter().flat_map(|s| one(slot, &s.facts))).find_map(&mut try_one);
        found.or_else(|| {
            let first = movers.iter().flat_map(|slot| {
                seeds.iter().take(4).flat_map(move |s| one(slot, &s.facts).into_iter().map(|f| (*slot, f)))
            });
            let second = first.flat_map(|(first, facts)| {
                let rest = movers.iter().filter(move |s| first < **s);
                rest.flat_map(move |slot| one(slot, &facts)).collect::<Vec<Facts>>()
            });
            second.into_iter().find_map(&mut try_one)
        })
    }

    /// Puts those that were found in the order of a measure, the largest first, for those who begin with them.
    pub fn rank(&mut self, measure: impl Fn(&Seen) -> Option<Fraction>) {
        let mut order: Vec<usize> = (0..self.pool.len()).collect();
        order.sort_by_cached_key(|i| std::cmp::Reverse(self.pool.get(*i).and_then(|c| measure(&c.seen))));
        let tops = std::mem::take(&mut self.tops);
        self.tops = tops.into_iter().chain(order).collect();
    }

    /// The places within a part of the text that something was come by at, else those next to it.
    pub fn places(&self, within: Span) -> BTreeSet<Span> {
        let mut all: Vec<(u32, Span)> =
            self.moves.keys().filter(|s| s.file == within.file).map(|s| (apart(*s, within), *s)).collect();
        all.sort();
        let near = all.iter().take_while(|(distance, _)| *distance == 0).count().max(NEXT);
        all.into_iter().take(near).map(|(_, span)| span).collect()
    }

    /// The slots that move what happens at some places. What is published moves with amounts.
    pub fn movers(&self, within: Span, places: &BTreeSet<Span>) -> Vec<usize> {
        let version = self.slots.version;
        let mut steps = version.parameters.iter().flat_map(|p| &p.columns).flat_map(|c| c.series.iter().flatten());
        if steps.any(|step| meet(step.span, within)) {
            let amount = |s: &Slot<'_>| matches!(s.field.ty.item(), Type::Number { .. });
            return (0..self.slots.all.len()).filter(|i| self.slots.all.get(*i).is_some_and(amount)).collect();
        }
        let found: BTreeSet<usize> = places.iter().filter_map(|p| self.moves.get(p)).flatten().copied().collect();
        let mut found: Vec<usize> = found.into_iter().collect();
        // What moves little else first
        let moves = |slot: usize| self.moves.values().filter(|slots| slots.contains(&slot)).count();
        found.sort_by_key(|slot| moves(*slot));
        found
    }

    /// For what a common year makes of a leap day: the applicant filing at the end of February, one day a leap day.
    pub fn leaps(&self, facts: &Facts) -> Vec<Facts> {
        let mut all = Vec::new();
        let filing = self.slots.all.iter().find(|s| s.is_time());
        let filing = filing.and_then(|f| self.slots.all.iter().find(|s| s.fact == f.fact));
        let dates = || self.slots.all.iter().filter(|s| *s.field.ty.item() == Type::Date);
        for (day, leap) in self.slots.interest.leaps(self.slots.around) {
            let mut filed = facts.clone();
            let day = Value::String(day.to_string());
            if filing.is_some_and(|f| !put(&mut filed, &self.slots, f, &day)) {
                continue;
            }
            for slot in dates().filter(|s| filing.is_none_or(|f| f.fact != s.fact)) {
                let mut one = filed.clone();
                if put(&mut one, &self.slots, slot, &Value::String(leap.to_string())) {
                    all.push(one);
                }
            }
        }
        all
    }

    /// The applicant with one slot changed, in every way.
    fn neighbours(&self, facts: &Facts, slot: usize) -> Vec<Facts> {
        let Some(slot) = self.slots.all.get(slot) else { return Vec::new() };
        let options = self.slots.options(slot, get(facts, slot));
        let changed = options.iter().filter_map(|value| {
            let mut one = facts.clone();
            put(&mut one, &self.slots, slot, value).then_some(one)
        });
        changed.collect()
    }

    /// The applicants to begin with: of those who come by different things at some places one each, then all that meet
    /// the edge of something.
    pub fn seeds(&self, places: &BTreeSet<Span>) -> Vec<&Candidate> {
        let mut here = BTreeSet::new();
        let mut met: BTreeSet<(Span, Ordering)> = BTreeSet::new();
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for one in self.tops.iter().filter_map(|i| self.pool.get(*i)).filter(|c| !c.seen.refused()) {
            let sides: Vec<_> = one.seen.covered.iter().filter(|(at, _)| places.contains(at)).collect();
            if here.insert(sides) {
                first.push(one);
            }
            let before = met.len();
            met.extend(one.seen.near.iter().filter(|(_, size)| **size <= Fraction::whole(1)).map(|(at, _)| *at));
            if before < met.len() {
                then.push(one);
            }
        }
        first.truncate(MOST_SEEDS);
        first.extend(then);
        first
    }
}

/// How far apart two places of a file are, in bytes.
fn apart(a: Span, b: Span) -> u32 {
    if meet(a, b) { 0 } else { a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end)) }
}

fn meet(a: Span, b: Span) -> bool {
    a.file == b.file && a.start <= b.end && b.start <= a.end
}
