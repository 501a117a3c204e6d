//! A guided search for applicants: from a few, one change after another, keeping those that come by something new or
//! nearer to the edge of a comparison. Deterministic: the same policy gives the same applicants.

use super::interest::between;
use super::observe::{Seen, Values, observe};
use super::related::{Reads, related};
use super::slots::{Facts, Slot, Slots, get, put};
use crate::expected::Subject;
use jifen_grammar::tree::Span;
use jifen_interpreter::eval::covered::Side;
use jifen_interpreter::facts::{Json, scalar, to_json};
use jifen_interpreter::model::Type;
use jifen_interpreter::number::Fraction;
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::value::Val;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// An applicant that was found.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub facts: Facts,
    pub seen: Seen,
    /// The fact that was changed last; `None` of one to begin with.
    last: Option<usize>,
}

/// Two applicants that differ in one fact by the smallest step, and in what they come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub low: usize,
    pub high: usize,
}

/// A value along a fact, the applicant who has it, and what becomes of them.
type Point = (Val, Facts, Seen);

/// So many edges are looked for along one fact.
const MOST_EDGES: usize = 24;

/// A search among the applicants of one version.
pub(super) struct Search<'v> {
    pub policy: &'v Loaded,
    pub slots: Slots<'v>,
    pub pool: Vec<Candidate>,
    pub edges: Vec<Edge>,
    /// How many more applicants may be assessed.
    pub left: usize,
    known: BTreeSet<(Span, Side)>,
    pub(super) nearest: BTreeMap<(Span, Ordering), (Fraction, usize)>,
    /// The rules of which somebody got something.
    given: BTreeSet<Subject>,
    /// Those who get most, in all or of one rule.
    pub tops: Vec<usize>,
    places: BTreeMap<String, usize>,
    /// Those that came by something new and were not yet explored, and those that only came nearer.
    fresh: VecDeque<usize>,
    nearer: VecDeque<usize>,
    pub reads: Reads,
    /// Which slots change what happens at a place.
    pub(super) moves: BTreeMap<Span, BTreeSet<usize>>,
}

impl<'v> Search<'v> {
    pub fn new(policy: &'v Loaded, slots: Slots<'v>, left: usize) -> Search<'v> {
        Search {
            policy,
            reads: related(slots.version),
            slots,
            pool: Vec::new(),
            edges: Vec::new(),
            left,
            known: BTreeSet::new(),
            nearest: BTreeMap::new(),
            given: BTreeSet::new(),
            tops: Vec::new(),
            places: BTreeMap::new(),
            fresh: VecDeque::new(),
            nearer: VecDeque::new(),
            moves: BTreeMap::new(),
        }
    }

    pub(super) fn look(&mut self, facts: &Facts) -> Seen {
        self.left = self.left.saturating_sub(1);
        observe(self.policy, self.slots.version, facts, true)
    }

    /// Puts an applicant among those found; its place.
    pub fn keep(&mut self, facts: Facts, seen: Seen, slot: Option<usize>) -> usize {
        let last = slot.and_then(|s| self.slots.all.get(s)).map(|s| s.fact);
        let text = Value::Object(facts.clone()).to_string();
        if let Some(place) = self.places.get(&text) {
            return *place;
        }
        let place = self.pool.len();
        if !seen.refused() {
            let fresh = seen.covered.iter().any(|one| !self.known.contains(one)) || self.gives_first(&seen);
            self.given.extend(given(&seen.values));
            if fresh { &mut self.fresh } else { &mut self.nearer }.push_back(place);
        }
        self.known.extend(seen.covered.iter().copied());
        for (span, size) in &seen.near {
            let best = self.nearest.entry(*span).or_insert((*size, place));
            if *size < best.0 {
                *best = (*size, place);
            }
        }
        self.places.insert(text, place);
        self.pool.push(Candidate { facts, seen, last });
        place
    }

    /// Assesses an applicant to begin with.
    pub fn begin(&mut self, facts: Facts) -> usize {
        let seen = self.look(&facts);
        self.keep(facts, seen, None)
    }

    /// The applicant with one thing changed, where that can be, and what becomes of it.
    pub(super) fn changed(&mut self, from: &Facts, slot: usize, value: &Value) -> Option<(Facts, Seen)> {
        let mut facts = from.clone();
        let place = self.slots.all.get(slot)?;
        if !put(&mut facts, &self.slots, place, value) || facts == *from {
            return None;
        }
        let seen = self.look(&facts);
        Some((facts, seen))
    }

    /// Whether it came by something that none did, or nearer to an edge than any.
    pub(super) fn is_new(&self, seen: &Seen) -> bool {
        seen.covered.iter().any(|one| !self.known.contains(one))
            || !seen.refused() && self.gives_first(seen)
            || seen.near.iter().any(|(span, size)| self.nearest.get(span).is_none_or(|(best, _)| size < best))
    }

    /// Whether it gets something of a rule of which nobody did.
    fn gives_first(&self, seen: &Seen) -> bool {
        given(&seen.values).any(|of| !self.given.contains(&of))
    }

    /// Notes which places a change of a slot moved.
    pub(super) fn moved(&mut self, slot: usize, before: &Seen, after: &Seen) {
        let sides = before.covered.symmetric_difference(&after.covered).map(|(span, _)| *span);
        let near = after.near.iter().filter(|(at, size)| before.near.get(at) != Some(size)).map(|((span, _), _)| *span);
        let all: BTreeSet<Span> = sides.chain(near).collect();
        all.into_iter().for_each(|span| {
            self.moves.entry(span).or_default().insert(slot);
        });
    }

    /// Changes every slot of an applicant, one at a time; with `edges`, finds where along a fact the answers change.
    pub fn explore(&mut self, at: usize, edges: bool) {
        self.explore_slots(at, edges, |_, _| true);
    }

    pub(super) fn explore_slots(&mut self, at: usize, edges: bool, wanted: impl Fn(usize, &Slot<'_>) -> bool) {
        let Some(Candidate { facts, seen, last }) = self.pool.get(at).cloned() else { return };
        for slot in 0..self.slots.all.len() {
            if self.left == 0 {
                return;
            }
            let Some(place) = self.slots.all.get(slot) else { return };
            if !wanted(slot, place) {
                continue;
            }
            // What has nothing to do with the last change was tried before it
            if last.and_then(|last| self.reads.together.get(last)).is_some_and(|related| !related.contains(&place.fact))
            {
                continue;
            }
            let options = self.slots.options(place, get(&facts, place));
            let mut row: Vec<(Value, Facts, Seen)> = Vec::new();
            if let Some(now) = get(&facts, place) {
                row.push((now.clone(), facts.clone(), seen.clone()));
            }
            for value in options {
                let Some((changed, after)) = self.changed(&facts, slot, &value) else { continue };
                self.moved(slot, &seen, &after);
                if self.is_new(&after) {
                    self.keep(changed.clone(), after.clone(), Some(slot));
                }
                row.push((value, changed, after));
            }
            if edges {
                self.along(&facts, slot, row);
            }
        }
    }

    /// Explores what came by something new, one after another, until so many tries are left.
    pub fn widen(&mut self, until: usize) {
        while until < self.left {
            let Some(at) = self.fresh.pop_front().or_else(|| self.nearer.pop_front()) else { return };
            self.explore(at, false);
        }
    }

    /// The applicant for whom a measure is largest.
    pub fn best(&self, measure: impl Fn(&Seen) -> Option<Fraction>) -> Option<usize> {
        let all = self.pool.iter().enumerate().filter(|(_, c)| !c.seen.refused());
        all.filter_map(|(i, c)| Some((measure(&c.seen)?, std::cmp::Reverse(i)))).max().map(|(_, i)| i.0)
    }

    /// Where the answers change along one fact, others as they are.
    fn along(&mut self, from: &Facts, slot: usize, row: Vec<(Value, Facts, Seen)>) {
        let Some(place) = self.slots.all.get(slot) else { return };
        let ty = place.field.ty.item().clone();
        let is_list = matches!(place.field.ty, Type::List(_)) && place.steps.len() == 1;
        if is_list || !matches!(ty, Type::Number { .. } | Type::Date | Type::Month | Type::Duration) {
            return;
        }
        let mut ordered: Vec<Point> =
            row.into_iter().filter_map(|(v, f, s)| Some((self.read(&v, &ty)?, f, s))).collect();
        ordered.sort_by(|a, b| a.0.cmp(&b.0));
        ordered.dedup_by(|a, b| a.0 == b.0);
        let mut found = 0;
        let mut pieces: Vec<[Point; 2]> =
            ordered.windows(2).rev().filter_map(|w| Some([w.first()?.clone(), w.get(1)?.clone()])).collect();
        while let Some([low, high]) = pieces.pop() {
            if MOST_EDGES <= found || self.left == 0 || low.2.refused() || high.2.refused() || alike(&low.2, &high.2) {
                continue;
            }
            let middle = between(&low.0, &high.0, &ty);
            let middle = middle.and_then(|v| {
                let json = to_json(&v, &ty, self.slots.version);
                let (facts, seen) = self.changed(from, slot, &json)?;
                Some((v, facts, seen))
            });
            match middle {
                Some(middle) if !middle.2.refused() => {
                    pieces.push([middle.clone(), high]);
                    pieces.push([low, middle]);
                }
                Some(_) => {}
                None => {
                    found += 1;
                    let low = self.keep(low.1, low.2, Some(slot));
                    let high = self.keep(high.1, high.2, Some(slot));
                    self.edges.push(Edge { low, high });
                }
            }
        }
    }

    fn read(&self, value: &Value, ty: &Type) -> Option<Val> {
        let json = Json::from(value);
        if json == Json::Null { None } else { scalar(&json, ty, self.slots.version).ok() }
    }

    /// Whether somebody got something of a rule.
    pub fn gave(&self, of: Subject) -> bool {
        self.given.contains(&of)
    }

    /// The places of comparisons that somebody came to.
    pub fn compared(&self) -> BTreeSet<Span> {
        self.nearest.keys().map(|(span, _)| *span).collect()
    }

    /// Whether a side was come by.
    pub fn has(&self, span: Span, side: Side) -> bool {
        self.known.contains(&(span, side))
    }
}

/// The indicators and results of which an applicant gets something.
fn given(values: &Values) -> impl Iterator<Item = Subject> {
    let something = |(of, text): (&Subject, &String)| {
        let rule = matches!(of, Subject::Indicator(_) | Subject::Definition(_));
        (rule && !matches!(text.as_str(), "0" | "null" | "false")).then_some(*of)
    };
    values.iter().filter_map(something)
}

/// Whether two applicants come by the same and to the same.
fn alike(a: &Seen, b: &Seen) -> bool {
    a.covered == b.covered && a.values == b.values
}

/// The first total of an applicant as a number.
pub(super) fn points(values: &Values, total: Subject) -> Option<Fraction> {
    Fraction::parse(values.get(&total)?)
}
