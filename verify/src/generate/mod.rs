//! Cases written by the tool: a few applicants on both sides of every boundary of a policy, and one for each small
//! change of it that the others do not notice. What is expected is what the policy says now; a person confirms it.

mod choose;
mod climb;
mod hunt;
mod interest;
mod limits;
mod observe;
mod related;
mod search;
mod slots;
mod text;

pub use text::{file, ready};

use crate::expected::Subject;
use crate::mutants::Mutant;
use choose::Choice;
use hunt::Told;
use jifen_interpreter::eval::covered::Side;
use jifen_interpreter::facts::Document;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::Loaded;
use observe::{Seen, given, in_force, observe};
use search::{Search, points};
use slots::Slots;
use std::cmp::Ordering;

/// So many applicants are assessed in the search for one version.
const MOST_TRIES: usize = 100_000;

/// Looks for the applicants of one version that are worth a case.
pub struct Generator<'v> {
    at: usize,
    /// The places of those of whom there are cases, in their order.
    known: Vec<usize>,
    search: Search<'v>,
    choice: Choice,
}

/// What became of a change.
#[derive(Debug, Clone)]
pub struct Noticed {
    told: Told,
}

impl<'v> Generator<'v> {
    /// Searches among the applicants of a version, by its place. `known` are the facts of those of whom there are cases
    /// already; what they come by needs no more. Where there are none, an applicant is made up.
    pub fn new(policy: &'v Loaded, at: usize, known: &[&Document<'_>]) -> Option<Generator<'v>> {
        let versions = &policy.policy.versions;
        let slots = Slots::of(versions.get(at)?, in_force(versions, at));
        let plain = slots.plain();
        let mut search = Search::new(policy, slots, MOST_TRIES);
        let known: Vec<usize> = known.iter().map(|d| search.begin(given(d).unwrap_or_default())).collect();
        let ready = |at: &&usize| search.pool.get(**at).is_some_and(|c| !c.seen.refused());
        let first = known.iter().find(ready).copied();
        let first = first.unwrap_or_else(|| search.begin(plain));
        let mut generator = Generator { at, known, search, choice: Choice::default() };
        generator.run(first);
        Some(generator)
    }

    fn run(&mut self, first: usize) {
        let search = &mut self.search;
        let version = search.slots.version;
        search.explore(first, true);
        search.widen(MOST_TRIES / 2);
        let total = version.totals.first().map(|id| Subject::Group(id.index()));
        let rules = version.indicators.iter().enumerate().map(|(i, _)| Subject::Indicator(i));
        let results =
            version.definitions.iter().enumerate().filter(|(_, d)| d.reported).map(|(i, _)| Subject::Definition(i));
        let rules: Vec<Subject> = rules.chain(results).collect();
        // Who gets most of everything
        let all = search.together(first, rules.iter().copied());
        // Most points, then most conditions that hold
        let measure = |seen: &Seen| {
            let holds = seen.covered.iter().filter(|(_, side)| *side == Side::Yes).count();
            (total.and_then(|total| points(&seen.values, total)), holds)
        };
        let best = total.and_then(|total| search.best(|seen| points(&seen.values, total))).unwrap_or(all);
        let rich = search.climb(best, measure);
        // And who gets least
        let poor = search.climb(first, |seen| total.and_then(|total| points(&seen.values, total)?.negate()));
        for at in [rich, all, poor] {
            search.explore(at, true);
        }
        search.tops.extend([rich, all, poor]);
        // Where each rule gives most, its own boundaries
        for of in rules {
            if let Some(at) = search.best(|seen| points(&seen.values, of)) {
                search.explore(at, true);
                search.tops.push(at);
            }
        }
        for (i, read) in search.reads.indicators.clone().iter().enumerate() {
            if !search.gave(Subject::Indicator(i)) {
                let slots = search.slots_of(read);
                search.two_at_once(first, &slots);
            }
        }
        search.widen(MOST_TRIES / 4);
        search.through_time(rich);
        for point in crate::coverage::points(version) {
            for side in point.sides {
                if !search.has(point.span, side) {
                    search.towards(point.span, side);
                }
            }
        }
        for span in search.compared() {
            [Ordering::Equal, Ordering::Less, Ordering::Greater].into_iter().for_each(|o| search.towards_edge(span, o));
        }
        search.rank(|seen| total.and_then(|total| points(&seen.values, total)));
        let ends = search.ends(&[first, rich, all], &self.known);
        self.choice = Choice::of(&self.search, &[first, rich], &self.known);
        // A value of a choice that no case has is one that nobody looked at
        let search = &mut self.search;
        for (slot, all) in search.every_value(&[first, rich]) {
            for one in all.into_iter().filter_map(|at| search.pool.get(at)) {
                let value = search.at(&one.facts, slot);
                let known = self.known.iter().filter_map(|at| search.pool.get(*at)).map(|c| &c.facts);
                let chosen = self.choice.cases.iter().map(|c| &c.facts);
                if !known.chain(chosen).any(|facts| search.at(facts, slot) == value) {
                    self.choice.take(&one.facts, &one.seen);
                }
            }
        }
        for at in ends.iter().flatten() {
            if let Some(one) = self.search.pool.get(*at) {
                self.choice.take(&one.facts, &one.seen);
            }
        }
    }

    /// An applicant for whom a changed policy comes to something else, unless a chosen case notices it already.
    pub fn hunt(&self, changed: &Loaded, mutant: &Mutant) -> Hunt {
        let Some(version) = changed.policy.versions.get(self.at) else { return Hunt::Noticed };
        if self.notices(changed, version) {
            return Hunt::Noticed;
        }
        match self.search.hunt(changed, self.at, mutant) {
            Some(told) => Hunt::Found(Noticed { told }),
            None => Hunt::Nobody,
        }
    }

    /// An applicant for whom a changed policy comes to something else, whatever cases were chosen.
    pub fn find(&self, changed: &Loaded, mutant: &Mutant) -> Option<Noticed> {
        self.search.hunt(changed, self.at, mutant).map(|told| Noticed { told })
    }

    /// Whether a chosen case notices a change; what is refused has none of the values that a case speaks of.
    fn notices(&self, changed: &Loaded, version: &Version) -> bool {
        self.choice.cases.iter().any(|case| {
            let now = observe(changed, version, &case.facts, false);
            case.about.iter().any(|of| case.seen.values.get(of) != now.values.get(of))
        })
    }

    /// Adds a case for a change, unless one that was added since notices it.
    pub fn add(&mut self, changed: &Loaded, found: &Noticed) {
        let Some(version) = changed.policy.versions.get(self.at) else { return };
        if !self.notices(changed, version) {
            self.choice.speak_of(&found.told.facts, &found.told.seen, found.told.of);
        }
    }

    /// The place of its version.
    pub fn version(&self) -> usize {
        self.at
    }
}

/// What looking for a change's applicant came to.
#[derive(Debug, Clone)]
pub enum Hunt {
    /// A case that is chosen notices it.
    Noticed,
    /// An applicant was found.
    Found(Noticed),
    /// None was.
    Nobody,
}
