//! The ends of what facts may be: an applicant at the last value that is accepted, and one a step beyond.

use super::interest::beyond;
use super::search::Search;
use super::slots::{Facts, Slot, Step, get, put};
use crate::generate::observe::observe;
use jifen_interpreter::facts::{limits, to_json, value_of};
use jifen_interpreter::model::Type;
use jifen_interpreter::value::Val;
use serde_json::Value;

/// Of a choice with more values, the rest is left to the rules.
const MOST_VALUES: usize = 20;

impl Search<'_> {
    /// For each end of each fact's limits, as they are written, those on both sides of it who differ in nothing else from
    /// one of some applicants. Ends that a known applicant is refused for are left out.
    pub fn ends(&mut self, from: &[usize], known: &[usize]) -> Vec<[usize; 2]> {
        let mut found = Vec::new();
        for slot in 0..self.slots.all.len() {
            let Some(place) = self.slots.all.get(slot).cloned() else { break };
            let plain = !matches!(place.field.ty, Type::List(_)) || 1 < place.steps.len();
            if place.field.domain.is_none() || !plain || place.is_time() || place.steps.contains(&Step::Last) {
                continue;
            }
            for (inside, outside) in self.around_ends(&place) {
                let refused = known.iter().filter_map(|at| self.pool.get(*at)).filter(|c| c.seen.refused());
                if refused.into_iter().any(|c| get(&c.facts, &place) == Some(&outside)) {
                    continue;
                }
                let pair = from.iter().find_map(|at| {
                    let base = &self.pool.get(*at)?.facts;
                    let (inside, outside) = (self.with(base, &place, &inside)?, self.with(base, &place, &outside)?);
                    (!inside.1.refused() && outside.1.refused()).then_some([inside, outside])
                });
                if let Some([(facts, seen), (beyond, refused)]) = pair {
                    found.push([self.keep(facts, seen, Some(slot)), self.keep(beyond, refused, Some(slot))]);
                }
            }
        }
        found
    }

    /// Of every value of every choice somebody, from the first of some applicants who can have it.
    pub fn every_value(&mut self, from: &[usize]) -> Vec<(usize, Vec<usize>)> {
        let mut found = Vec::new();
        for slot in 0..self.slots.all.len() {
            let Some(place) = self.slots.all.get(slot).cloned() else { break };
            let listed = matches!(place.field.ty, Type::List(_)) && place.steps.len() == 1;
            if !matches!(place.field.ty.item(), Type::Choice(_)) || listed || place.steps.contains(&Step::Last) {
                continue;
            }
            let ty = place.field.ty.item();
            let values: Vec<Value> =
                self.slots.values(place.field).iter().map(|v| to_json(v, ty, self.slots.version)).collect();
            let mut all = Vec::new();
            for value in values.iter().take(MOST_VALUES) {
                let made = from.iter().find_map(|at| self.with(&self.pool.get(*at)?.facts, &place, value));
                all.extend(
                    made.filter(|(_, seen)| !seen.refused()).map(|(facts, seen)| self.keep(facts, seen, Some(slot))),
                );
            }
            found.push((slot, all));
        }
        found
    }

    /// What somebody has at a slot.
    pub fn at(&self, facts: &Facts, slot: usize) -> Option<Value> {
        self.slots.all.get(slot).and_then(|place| get(facts, place)).cloned()
    }

    fn with(&self, base: &Facts, slot: &Slot<'_>, value: &Value) -> Option<(Facts, super::observe::Seen)> {
        let mut facts = base.clone();
        put(&mut facts, &self.slots, slot, value).then(|| {
            let seen = observe(self.policy, self.slots.version, &facts, true);
            (facts, seen)
        })
    }

    /// The last value inside and the first outside of each end of a field's limits; of days also those of the day on
    /// which things are counted.
    fn around_ends(&self, slot: &Slot<'_>) -> Vec<(Value, Value)> {
        let (field, ty) = (slot.field, slot.field.ty.item());
        let limits = limits(field);
        let written = field.domain.as_ref();
        let low = limits.low.filter(|_| written.is_some_and(|d| d.low.is_some())).map(|c| value_of(&c));
        let high = limits.high.filter(|_| written.is_some_and(|d| d.high.is_some())).map(|c| value_of(&c));
        let today = matches!(ty, Type::Date).then(|| Val::Date(self.slots.around));
        let mut ends: Vec<(Val, Val)> = Vec::new();
        ends.extend(low.and_then(|low| Some((low.clone(), beyond(&low, ty, false)?))));
        for high in high.into_iter().chain(today) {
            ends.extend(match limits.open {
                true => beyond(&high, ty, false).map(|last| (last, high)),
                false => beyond(&high, ty, true).map(|next| (high, next)),
            });
        }
        ends.iter().map(|(a, b)| (to_json(a, ty, self.slots.version), to_json(b, ty, self.slots.version))).collect()
    }
}
