//! What is missing, the most important first: what decides an outcome directly, then by the width of what it touches.

use super::{Report, Writer};
use crate::eval::ops::{or_zero, why};
use crate::number::Fraction;
use crate::trace::{Scores, Truth};
use crate::value::{Missing, MissingId, Range, Val};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How much a missing item matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Width {
    /// The span of the points that it touches.
    Points(Fraction),
    /// No bound.
    Unbounded,
}

/// What is known of the weight of missing items.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    direct: Vec<MissingId>,
    widths: BTreeMap<MissingId, Width>,
}

impl Weights {
    /// Items that a condition of an outcome depends on without a total in between.
    pub fn decides(&mut self, truth: &Truth) {
        if let Truth::Maybe(why) = truth {
            self.direct.extend(why.items());
            why.items().iter().for_each(|i| self.add(*i, Width::Points(Fraction::ZERO)));
        }
    }

    /// Items that a condition depends on, perhaps through a total.
    pub fn mentions(&mut self, truth: &Truth) {
        if let Truth::Maybe(why) = truth {
            why.items().iter().for_each(|i| self.add(*i, Width::Points(Fraction::ZERO)));
        }
    }

    /// Items that a value depends on, by its width.
    pub fn touches(&mut self, value: &Val) {
        let Val::Unknown(unknown) = value else { return };
        let width = width(value);
        unknown.why.items().iter().for_each(|i| self.add(*i, width));
    }

    /// Items that indicators depend on, by the width of each, and those that only a group's own cap or factor reads. Where
    /// the total is known all the same, none of them can change it.
    pub fn scores(&mut self, scores: &Scores) {
        if scores.groups.last().is_some_and(|total| matches!(total.value, Val::Number(_))) {
            return;
        }
        scores.indicators.iter().for_each(|i| self.touches(&or_zero(i.value.clone())));
        for group in &scores.groups {
            let members = why(&group.combined);
            let own = why(&group.value);
            let width = width(&group.value);
            own.items().iter().filter(|i| !members.items().contains(i)).for_each(|i| self.add(*i, width));
        }
        scores.groups.iter().filter_map(|g| g.guard.as_ref()).for_each(|(truth, _)| {
            if let Truth::Maybe(why) = truth {
                why.items().iter().for_each(|i| self.add(*i, Width::Points(Fraction::ZERO)));
            }
        });
    }

    fn add(&mut self, id: MissingId, width: Width) {
        let sum = match (self.widths.get(&id), width) {
            (Some(Width::Points(a)), Width::Points(b)) => a.add(b).map_or(Width::Unbounded, Width::Points),
            (None, width) => width,
            _ => Width::Unbounded,
        };
        self.widths.insert(id, sum);
    }

    fn ranked(&self) -> Vec<MissingId> {
        let mut all: Vec<(bool, std::cmp::Reverse<Width>, MissingId)> =
            self.widths.iter().map(|(id, width)| (!self.direct.contains(id), std::cmp::Reverse(*width), *id)).collect();
        all.sort();
        all.into_iter().map(|(_, _, id)| id).collect()
    }
}

/// How far a value may move.
fn width(value: &Val) -> Width {
    let Val::Unknown(unknown) = value else { return Width::Points(Fraction::ZERO) };
    match &unknown.range {
        Some(Range::Number(Some(low), Some(high))) => high.subtract(*low).map_or(Width::Unbounded, Width::Points),
        Some(Range::Number(..)) => Width::Unbounded,
        _ => Width::Points(Fraction::ZERO),
    }
}

impl Writer<'_> {
    /// Lists what is missing in a report.
    pub fn unknown(&self, weights: &Weights, missing: &[Missing], report: &mut Report) {
        for id in weights.ranked() {
            let Some(item) = missing.get(id as usize) else { continue };
            let (value, words) = self.missing(item);
            report.unknown.push(value);
            report.shown.unknown.push(words);
        }
    }

    /// A missing item, for tools and in words.
    pub fn missing(&self, item: &Missing) -> (Value, String) {
        match item {
            Missing::Fact(key) => {
                let fact = self.version.facts.iter().find(|f| f.named.key == *key);
                let name = fact.map_or(key.clone(), |f| f.named.name.clone());
                let words = if name == *key { name } else { format!("{name} ({key})") };
                (json!({"kind": "fact", "key": key}), words)
            }
            Missing::Field(path) => (json!({"kind": "field", "key": path}), self.path(path)),
            Missing::Parameter { key, at } => {
                let own = key.split('.').next().unwrap_or(key);
                let parameter = self.version.parameters.iter().find(|p| p.named.key == own);
                let catalogue = self.version.catalogues.iter().find(|c| c.named.key == own);
                let words = match (parameter, catalogue) {
                    (None, Some(catalogue)) => {
                        let name = &catalogue.named.name;
                        self.pick(&format!("目录 {name} 在 {at} 的列表"), &format!("catalogue {name} at {at}"))
                    }
                    (parameter, _) => {
                        let name = parameter.map_or(key, |p| &p.named.name);
                        self.pick(&format!("参数 {name} 在 {at} 的值"), &format!("parameter {name} at {at}"))
                    }
                };
                (json!({"kind": "parameter", "key": key, "at": at}), words)
            }
        }
    }
}
