//! Records and lists: a few entries of all sorts, or a long run of entries that are alike.

use super::scalar::{Bounds, Drawer, default_bounds};
use crate::reference::Reference;
use jifen_interpreter::model::{Field, RecordId, Type};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// How many entries of a long run there are at most.
const LONGEST_RUN: i64 = 60;

impl Drawer<'_> {
    /// A value of a fact or field, none where it may be none now and then.
    pub fn field(&mut self, field: &Field, known: &Reference) -> Json {
        if field.or_none && self.random.chance(25) {
            return Json::Null;
        }
        let bounds = self.bounds(field, known);
        match &field.ty {
            Type::Record(id) => self.record(*id, known),
            Type::List(item) => self.list(field, item, &bounds, known),
            ty => self.scalar(ty, &bounds),
        }
    }

    /// The bounds as far as the facts drawn so far give them.
    pub fn bounds(&self, field: &Field, known: &Reference) -> Bounds {
        let default = default_bounds(field);
        let Some(domain) = &field.domain else { return default };
        let value = |bound: &Option<_>| {
            let value = bound.as_ref().and_then(|b| known.value(b).ok());
            value.filter(|v| *v != crate::reference::Value::None)
        };
        let high = value(&domain.high);
        let open = domain.open && high.is_some();
        Bounds { low: value(&domain.low).or(default.low), high: high.or(default.high), open }
    }

    /// All fields; what has a presumption is left out now and then.
    fn record(&mut self, id: RecordId, known: &Reference) -> Json {
        let mut drawn = Map::new();
        for field in &self.version.records[id.index()].fields {
            if field.presumed.is_none() || self.random.chance(70) {
                drawn.insert(field.named.key.clone(), self.field(field, known));
            }
        }
        Json::Object(drawn)
    }

    fn list(&mut self, field: &Field, item: &Type, bounds: &Bounds, known: &Reference) -> Json {
        let Type::Record(id) = item else {
            let size = self.size(field.most, 6);
            return Json::Array((0..size).map(|_| self.scalar(item, bounds)).collect());
        };
        let record = &self.version.records[id.index()];
        let most = field.most.into_iter().chain(record.most).min();
        let unique = record.unique.map(|i| &record.fields[i]);
        let mut entries = match unique {
            Some(by) if by.ty == Type::Month && self.random.chance(60) => self.run(*id, by, known),
            _ => (0..self.size(most, 6)).map(|_| self.record(*id, known)).collect(),
        };
        if let Some(by) = unique {
            let mut seen = BTreeSet::new();
            entries.retain(|entry| seen.insert(entry[&by.named.key].to_string()));
        }
        entries.truncate(most.map_or(usize::MAX, |most| most as usize));
        Json::Array(entries)
    }

    fn size(&mut self, most: Option<u32>, usual: i64) -> i64 {
        let most = most.map_or(usual, |most| i64::from(most).min(usual));
        if self.random.chance(40) { most } else { self.random.between(0, most) }
    }

    /// Month after month back from the counting date, nearly all alike.
    fn run(&mut self, id: RecordId, by: &Field, known: &Reference) -> Vec<Json> {
        let template = self.record(id, known);
        let bounds = self.bounds(by, known);
        let month = |text: &Json| text.as_str().and_then(crate::reference::facts::month);
        let around = month(&Json::String(self.around.format("%Y-%m").to_string()));
        let mut next = around.unwrap_or(0) - self.random.between(-1, 2);
        let mut entries = Vec::new();
        for _ in 0..self.random.between(0, LONGEST_RUN) {
            let value = crate::reference::Value::Month(next);
            let mut entry = if self.random.chance(4) { self.record(id, known) } else { template.clone() };
            let text = format!("{:04}-{:02}", next.div_euclid(12), next.rem_euclid(12) + 1);
            entry[&by.named.key] = Json::String(text);
            if bounds.hold(&value) {
                entries.push(entry);
            }
            next -= if self.random.chance(5) { self.random.between(1, 4) } else { 1 };
        }
        entries
    }
}
