//! What an applicant comes to under a version: every value that a case can speak of, and what was come by.

use super::slots::Facts as Given;
use crate::expected::Subject;
use chrono::NaiveDate;
use jifen_interpreter::applies::facts;
use jifen_interpreter::assess::traced;
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::eval::covered::{Covered, Near};
use jifen_interpreter::facts::{Document, Json, to_json};
use jifen_interpreter::model::{DefinitionId, Type, Version};
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::value::Val;
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything that an applicant comes to.
pub(super) type Values = BTreeMap<Subject, String>;

/// What an applicant came to, and by.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub values: Values,
    pub covered: Covered,
    pub near: Near,
}

impl Seen {
    /// Whether the facts were refused.
    pub fn refused(&self) -> bool {
        self.values.contains_key(&Subject::Whole)
    }
}

/// A document of facts.
pub(super) fn document(given: &Given) -> Document<'static> {
    Document::of(Json::from(&Value::Object(given.clone())))
}

/// The facts of a document; nothing where they can't be read.
pub(super) fn given(document: &Document<'_>) -> Option<Given> {
    match Value::from(document.json.as_ref().ok()?) {
        Value::Object(facts) => Some(facts),
        _ => None,
    }
}

/// Assesses under one version; `close`: also notes what is come by, and how near.
pub(super) fn observe(policy: &Loaded, version: &Version, given: &Given, close: bool) -> Seen {
    let mut seen = Seen::default();
    let read = match facts(&document(given), version, policy) {
        Ok(read) => read,
        Err(errors) => {
            let mut codes: Vec<&str> = errors.iter().map(|e| e.code.id()).collect();
            codes.sort_unstable();
            codes.dedup();
            seen.values.insert(Subject::Whole, codes.join(","));
            return seen;
        }
    };
    let mut ev = Evaluator::new(version, &read);
    if close {
        ev.cover();
        ev.measure();
    }
    let (scores, decisions) = traced(&mut ev);
    let text = |value: &Val, ty: &Type| to_json(value, ty, version).to_string();
    // No row holds, or nought is awarded: a case can't tell the two apart
    let points = |value: &Val, ty: &Type| match value {
        Val::None if matches!(ty, Type::Number { .. }) => "0".to_owned(),
        value => text(value, ty),
    };
    for scores in &scores {
        for trace in &scores.indicators {
            let ty = version.indicator_types.get(trace.id.index()).unwrap_or(&Type::Error);
            seen.values.insert(Subject::Indicator(trace.id.index()), points(&trace.value, ty));
        }
        for trace in &scores.groups {
            let ty = version.group_types.get(trace.id.index()).unwrap_or(&Type::Error);
            seen.values.insert(Subject::Group(trace.id.index()), points(&trace.value, ty));
        }
    }
    for (i, definition) in version.definitions.iter().enumerate().filter(|(_, d)| d.reported) {
        let value = ev.definition(DefinitionId(i as u32));
        seen.values.insert(Subject::Definition(i), text(&value, &definition.ty));
    }
    for (i, (list, decision)) in version.outcomes.iter().zip(&decisions).enumerate() {
        let of = |at: &Option<usize>| at.and_then(|at| list.outcomes.get(at)).map_or("", |o| &o.named.key);
        let keys: Vec<&str> = decision.possible.iter().map(of).collect();
        seen.values.insert(Subject::Outcome(i), keys.join("|"));
    }
    seen.near = ev.near();
    seen.covered = ev.covered();
    seen
}

/// The first day from which a version is in force, and the last as far as others leave it.
pub(super) fn in_force(versions: &[Version], at: usize) -> (NaiveDate, NaiveDate) {
    let Some(version) = versions.get(at) else { return (NaiveDate::MIN, NaiveDate::MAX) };
    let next = versions.iter().filter(|v| !v.draft && version.in_force < v.in_force).map(|v| v.in_force).min();
    let end = next.and_then(|day| day.pred_opt()).into_iter().chain(version.expires).min();
    (version.in_force, end.unwrap_or_else(|| version.in_force + chrono::Days::new(3 * 365)))
}
