//! Few of many: the applicants that are worth a case.

use super::hunt::all_different;
use super::observe::Seen;
use super::search::Search;
use super::slots::Facts;
use crate::expected::Subject;
use jifen_grammar::tree::Span;
use jifen_interpreter::eval::covered::Side;
use jifen_interpreter::number::Fraction;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// An applicant worth a case.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub facts: Facts,
    pub seen: Seen,
    /// What the case speaks of.
    pub about: BTreeSet<Subject>,
    /// Of which base it is a variation.
    pub base: usize,
    /// Whether it is that base.
    pub itself: bool,
}

/// The cases of one version.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// The totals among the groups.
    totals: Vec<usize>,
    /// The applicants that others are variations of.
    pub bases: Vec<(Facts, Seen)>,
    pub cases: Vec<Chosen>,
    sides: BTreeSet<(Span, Side)>,
    met: BTreeSet<(Span, Ordering)>,
    changed: BTreeSet<Subject>,
}

impl Choice {
    /// Chooses among what a search found. What `known` applicants come by, of whom there are cases, needs no more.
    pub fn of(search: &Search<'_>, bases: &[usize], known: &[usize]) -> Choice {
        let totals = search.slots.version.totals.iter().map(|id| id.index()).collect();
        let mut choice = Choice { totals, ..Choice::default() };
        for one in known.iter().filter_map(|at| search.pool.get(*at)) {
            choice.note(&one.seen);
            choice.changed.extend(one.seen.values.keys());
        }
        for base in bases.iter().filter_map(|at| search.pool.get(*at)) {
            choice.bases.push((base.facts.clone(), base.seen.clone()));
            if known.is_empty() {
                choice.take(&base.facts, &base.seen);
            }
        }
        for edge in &search.edges {
            let (Some(low), Some(high)) = (search.pool.get(edge.low), search.pool.get(edge.high)) else { continue };
            let flips: BTreeSet<(Span, Side)> =
                low.seen.covered.symmetric_difference(&high.seen.covered).copied().collect();
            let values = all_different(&low.seen.values, &high.seen.values);
            let new = flips.iter().any(|side| !choice.sides.contains(side))
                || flips.is_empty() && values.iter().any(|of| !choice.changed.contains(of));
            if new {
                choice.changed.extend(&values);
                choice.take(&low.facts, &low.seen);
                choice.take(&high.facts, &high.seen);
            }
        }
        let mut order: Vec<(usize, usize)> =
            search.pool.iter().enumerate().map(|(i, c)| (choice.nearest(&c.facts).1, i)).collect();
        order.sort_unstable();
        for (_, i) in order {
            let Some(one) = search.pool.get(i) else { continue };
            let side = one.seen.covered.iter().any(|side| !choice.sides.contains(side));
            let met = close(&one.seen).any(|at| !choice.met.contains(&at));
            if !one.seen.refused() && (side || met) {
                choice.take(&one.facts, &one.seen);
            }
        }
        choice
    }

    fn note(&mut self, seen: &Seen) {
        self.sides.extend(seen.covered.iter().copied());
        self.met.extend(close(seen));
    }

    /// Takes an applicant, once.
    pub fn take(&mut self, facts: &Facts, seen: &Seen) {
        self.note(seen);
        if self.cases.iter().any(|c| c.facts == *facts) {
            return;
        }
        let (base, _) = self.nearest(facts);
        let other = self.bases.get(base).filter(|(f, _)| f != facts);
        let mut about: BTreeSet<Subject> = match other {
            Some((_, was)) => all_different(&was.values, &seen.values),
            None => seen.values.keys().copied().collect(),
        };
        about.retain(|s| !matches!(s, Subject::Group(i) if !self.totals.contains(i)));
        let totals = self.totals.iter().map(|i| Subject::Group(*i)).filter(|s| seen.values.contains_key(s));
        about.extend(totals);
        about.extend(seen.values.keys().filter(|s| matches!(s, Subject::Outcome(_) | Subject::Whole)));
        self.cases.push(Chosen { facts: facts.clone(), seen: seen.clone(), about, base, itself: other.is_none() });
    }

    /// Makes the case of an applicant speak of something, adding it where there is none.
    pub fn speak_of(&mut self, facts: &Facts, seen: &Seen, of: Subject) {
        self.take(facts, seen);
        if let Some(case) = self.cases.iter_mut().find(|c| c.facts == *facts) {
            case.about.insert(of);
        }
    }

    /// The base from which an applicant differs least, and in how many facts.
    pub fn nearest(&self, facts: &Facts) -> (usize, usize) {
        let all = self.bases.iter().enumerate().map(|(i, (base, _))| (i, apart(base, facts)));
        all.min_by_key(|(_, apart)| *apart).unwrap_or((0, 0))
    }
}

/// The comparisons whose edge an applicant meets, or misses by no more than one.
fn close(seen: &Seen) -> impl Iterator<Item = (Span, Ordering)> {
    seen.near.iter().filter(|(_, size)| **size <= Fraction::whole(1)).map(|(at, _)| *at)
}

/// In how many facts, or fields of records, two applicants differ.
pub(super) fn apart(a: &Facts, b: &Facts) -> usize {
    let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let one = |key: &&String| match (a.get(*key), b.get(*key)) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => apart(a, b),
        (a, b) => usize::from(a != b),
    };
    keys.iter().map(one).sum()
}
