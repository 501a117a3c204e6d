//! Evaluation: the model and an applicant's facts to values. Known values are exact; unknown ones run through
//! as sound bounds; errors absorb. Nothing here loops without end, reads a clock, or panics.

mod aggregates;
mod arithmetic;
mod assumed;
mod calls;
mod choose;
mod collect;
mod compare;
mod cover;
pub mod covered;
mod dates;
mod entries;
mod explain;
mod expr;
mod facts;
mod functions;
mod lists;
mod logic;
mod member;
mod months;
mod numbers;
pub mod ops;
mod parameters;
mod pick;
mod possible;
mod reasons;
mod spells;
mod units;
mod unknown;
mod windows;
mod years;

#[cfg(test)]
mod tests;

pub use calls::{Seen, SeenWhat};
pub use explain::{Explained, How};
pub use parameters::Stale;

use crate::model::{AlternativeId, Comparison, GroupId, Version};
use crate::shapes::per_unit::UnitRounding;
use crate::value::{Facts, List, Missing, MissingId, RuleError, Val};
use calls::Calls;
use entries::Slot;
use parameters::StaleReads;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How many expressions an evaluation may look at.
const BUDGET: u64 = 20_000_000;

/// Evaluates one version for one applicant. What it has computed it keeps.
pub struct Evaluator<'m> {
    version: &'m Version,
    facts: &'m Facts,
    /// Totals and groups that were evaluated, for those who read them.
    pub groups: Vec<Option<Val>>,
    /// Where it is a list, the definitions and parameters that were asked outside definitions and lists are added.
    pub watch: Option<Vec<Seen>>,
    alternatives: Vec<Option<u32>>,
    missing: Vec<Missing>,
    missing_ids: BTreeMap<Missing, MissingId>,
    absent: Vec<facts::Absent>,
    counting_date: Option<Val>,
    /// The last month of windows, once it is known.
    window_end: Option<i32>,
    stale: StaleReads,
    /// How many steps of a parameter had begun when one was last read.
    steps_begun: usize,
    /// The entries at hand, the innermost last.
    entries: Vec<Slot>,
    /// The entries of the group at hand of a sum per group.
    group_entries: Vec<Rc<List>>,
    calls: Calls,
    /// What is assumed at present.
    assumed: Vec<assumed::Assumed<'m>>,
    /// Steps left.
    fuel: u64,
    /// Expressions within expressions, at present.
    depth: u32,
    /// Lists being gone through, at present.
    walks: u32,
    /// Where it is there, what the evaluation comes by is noted.
    covered: Option<Box<covered::Noting>>,
    /// Where it is there, how near values come to what they are compared with.
    near: Option<Box<covered::Near>>,
    halted: Rc<RuleError>,
}

impl<'m> Evaluator<'m> {
    /// Begins an evaluation.
    pub fn new(version: &'m Version, facts: &'m Facts) -> Evaluator<'m> {
        Evaluator {
            version,
            facts,
            groups: vec![None; version.groups.len()],
            watch: None,
            alternatives: vec![None; version.alternatives.len()],
            missing: facts.missing.clone(),
            missing_ids: BTreeMap::new(),
            absent: Vec::new(),
            counting_date: None,
            window_end: None,
            stale: StaleReads::default(),
            steps_begun: 0,
            entries: Vec::new(),
            group_entries: Vec::new(),
            calls: Calls::new(version.definitions.len()),
            assumed: Vec::new(),
            fuel: BUDGET,
            depth: 0,
            walks: 0,
            covered: None,
            near: None,
            halted: Rc::new(RuleError::TooMuchWork),
        }
    }

    /// The version.
    pub fn version(&self) -> &'m Version {
        self.version
    }

    /// The facts.
    pub fn facts(&self) -> &'m Facts {
        self.facts
    }

    /// The items that are missing: the facts' own fields first, then absent facts and parameters as they were met.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// Whether what is asked is being written down: only outside definitions.
    pub fn tracing(&self) -> bool {
        self.watch.is_some() && !self.calls.inside()
    }

    /// Whether what a formula is made of is wanted: only where what is asked is written down, and for no entry of a list.
    pub(crate) fn explaining(&self) -> bool {
        self.tracing() && self.walks == 0 && self.entries.is_empty()
    }

    /// The day on which ages and windows are counted.
    pub fn counting_date(&mut self) -> Val {
        if let Some(known) = &self.counting_date {
            return known.clone();
        }
        let version = self.version;
        let value = match version.counting_date.as_ref().or(version.filing_date.as_ref()) {
            Some(expr) => self.outside_entries(|ev| ev.expr(expr)),
            None => Val::error(RuleError::Broken),
        };
        if !self.stopped() {
            self.counting_date = Some(value.clone());
        }
        value
    }

    /// The day that picks the version.
    pub fn filing_date(&mut self) -> Val {
        let version = self.version;
        match &version.filing_date {
            Some(expr) => self.outside_entries(|ev| ev.expr(expr)),
            None => Val::None,
        }
    }

    /// From now on, what is asked outside definitions and lists is written down.
    pub fn trace(&mut self) {
        self.watch = Some(Vec::new());
    }

    /// The value of a total or group for a decision that reads it.
    pub fn group_value(&mut self, id: GroupId) -> Val {
        if let Some(Some(known)) = self.groups.get(id.index()) {
            return known.clone();
        }
        self.apart(|ev| crate::shapes::group_value(ev, id))
    }

    /// Which value of an alternative is being tried, if one is.
    pub fn alternative(&self, id: AlternativeId) -> Option<u32> {
        self.alternatives.get(id.index()).copied().flatten()
    }

    /// Tries a value of an alternative, or none; returns what was tried before.
    pub fn take_alternative(&mut self, id: AlternativeId, value: Option<u32>) -> Option<u32> {
        let slot = self.alternatives.get_mut(id.index())?;
        let before = std::mem::replace(slot, value);
        if before != value {
            self.calls.forget_trials();
        }
        before
    }

    /// How many units a quantity holds, by the version's conventions.
    pub fn units(&self, quantity: &Val, unit: &Val, rounding: UnitRounding) -> Val {
        ops::units(quantity, unit, rounding, &self.version.conventions)
    }

    /// Whether a quantity reaches a size, by the version's conventions.
    pub fn reaches(&self, quantity: &Val, size: &Val) -> Val {
        ops::compare_size(Comparison::GreaterOrEqual, quantity, size, &self.version.conventions)
    }

    /// What of a quantity exceeds a bound, by the version's conventions.
    pub fn beyond(&self, quantity: &Val, over: &Val) -> Val {
        ops::beyond(quantity, over, &self.version.conventions)
    }

    /// The id of a missing item.
    pub(crate) fn miss(&mut self, item: Missing) -> MissingId {
        if let Some(id) = self.missing_ids.get(&item) {
            return *id;
        }
        let id = self.missing.len() as MissingId;
        self.missing.push(item.clone());
        self.missing_ids.insert(item, id);
        id
    }
}
