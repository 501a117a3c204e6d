//! A guided search for applicants: from a few, one change after another, keeping those that come by something new or
//! nearer to the edge of a comparison. Deterministic: the same policy gives the same applicants.

use super::interest::between;
use super::observe::{Seen, Values, observe};
use super::related::{Reads, related};
use super::slots::{Facts, Slot, Slots, Step, get, overlay, put};
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

/// So many steps are taken towards one place.
const DEEPEST: usize = 6;

/// So many places beside a change are asked what moves them.
const NEXT: usize = 4;

/// So many pairs of changes are tried for one rule.
const MOST_PAIRS: usize = 4_000;

/// A search among the applicants of one version.
pub(super) struct Search<'v> {
    pub policy: &'v Loaded,
    pub slots: Slots<'v>,
    pub pool: Vec<Candidate>,
    pub edges: Vec<Edge>,
    /// How many more applicants may be assessed.
    pub left: usize,
    known: BTreeSet<(Span, Side)>,
    nearest: BTreeMap<(Span, Ordering), (Fraction, usize)>,
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
    moves: BTreeMap<Span, BTreeSet<usize>>,
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

    fn look(&mut self, facts: &Facts) -> Seen {
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
    fn changed(&mut self, from: &Facts, slot: usize, value: &Value) -> Option<(Facts, Seen)> {
        let mut facts = from.clone();
        let place = self.slots.all.get(slot)?;
        if !put(&mut facts, &self.slots, place, value) || facts == *from {
            return None;
        }
        let seen = self.look(&facts);
        Some((facts, seen))
    }

    /// Whether it came by something that none did, or nearer to an edge than any.
    fn is_new(&self, seen: &Seen) -> bool {
        seen.covered.iter().any(|one| !self.known.contains(one))
            || !seen.refused() && self.gives_first(seen)
            || seen.near.iter().any(|(span, size)| self.nearest.get(span).is_none_or(|(best, _)| size < best))
    }

    /// Whether it gets something of a rule of which nobody did.
    fn gives_first(&self, seen: &Seen) -> bool {
        given(&seen.values).any(|of| !self.given.contains(&of))
    }

    /// Notes which places a change of a slot moved.
    fn moved(&mut self, slot: usize, before: &Seen, after: &Seen) {
        let sides = before.covered.symmetric_difference(&after.covered).map(|(span, _)| *span);
        let near = after.near.iter().filter(|(at, size)| before.near.get(at) != Some(size)).map(|((span, _), _)| *span);
        let all: BTreeSet<Span> = sides.chain(near).collect();
        all.into_iter().for_each(|span| {
            self.moves.entry(span).or_default().insert(slot);
        });
    }

    /// Changes every slot of an applicant, one at a time; with `edges`, finds where along a fact the answers change.
    pub fn explore(&mut self, at: usize, edges: bool) {
        self.explore_slots(at, edges, |_| true);
    }

    fn explore_slots(&mut self, at: usize, edges: bool, wanted: impl Fn(&Slot<'_>) -> bool) {
        let Some(Candidate { facts, seen, last }) = self.pool.get(at).cloned() else { return };
        for slot in 0..self.slots.all.len() {
            if self.left == 0 {
                return;
            }
            let Some(place) = self.slots.all.get(slot) else { return };
            if !wanted(place) {
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

    /// Goes towards the edge of a comparison from one side: nearer than a step, from where the next one is the edge.
    pub fn towards_edge(&mut self, span: Span, order: Ordering) {
        let one = Fraction::whole(1);
        for _ in 0..DEEPEST {
            let nearest =
                self.nearest.get(&(span, order)).or_else(|| self.nearest.get(&(span, order.reverse()))).copied();
            let Some((_, at)) = nearest else { return };
            let close = self.nearest.get(&(span, order)).is_some_and(|(size, _)| *size <= one);
            if close || self.left == 0 || !self.step(at, span) {
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

    /// Of rules of which nobody got anything: two changes at once of what they read.
    pub fn two_at_once(&mut self, at: usize, facts_read: &BTreeSet<usize>) {
        let Some(Candidate { facts, .. }) = self.pool.get(at).cloned() else { return };
        let slots: Vec<usize> = (0..self.slots.all.len())
            .filter(|s| self.slots.all.get(*s).is_some_and(|s| facts_read.contains(&s.fact)))
            .collect();
        let mut left = MOST_PAIRS;
        for first in &slots {
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
        let time = self.slots.all.iter().position(|s| s.steps.last() == Some(&Step::Time));
        let Some((slot, place)) = time.and_then(|t| Some((t, self.slots.all.get(t)?))) else { return };
        for value in self.slots.options(place, None) {
            let Some((changed, after)) = self.changed(&facts, slot, &value) else { continue };
            if after.refused() {
                continue;
            }
            let at = self.keep(changed, after, Some(slot));
            self.explore_slots(at, true, |s| matches!(s.field.ty.item(), Type::Number { .. }));
        }
    }

    /// Whether somebody got something of a rule.
    pub fn gave(&self, of: Subject) -> bool {
        self.given.contains(&of)
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
        let filing = self.slots.all.iter().find(|s| s.steps.last() == Some(&Step::Time));
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

/// How far apart two places of a file are, in bytes.
fn apart(a: Span, b: Span) -> u32 {
    if meet(a, b) { 0 } else { a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end)) }
}

fn meet(a: Span, b: Span) -> bool {
    a.file == b.file && a.start <= b.end && b.start <= a.end
}

/// Whether two applicants come by the same and to the same.
fn alike(a: &Seen, b: &Seen) -> bool {
    a.covered == b.covered && a.values == b.values
}

/// The first total of an applicant as a number.
pub(super) fn points(values: &Values, total: Subject) -> Option<Fraction> {
    Fraction::parse(values.get(&total)?)
}
