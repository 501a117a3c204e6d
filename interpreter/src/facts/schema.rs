//! JSON Schema (2020-12) of the facts of a version.

use super::domain::{Limits, limits};
use super::show::{unit, value_of};
use super::unknown::{DEEPEST_RECORDS, most};
use super::words::expected;
use super::write::to_json;
use crate::model::{Choice, Constant, ExprKind, Field, Named, Presumption, RecordId, Type, Version};
use jifen_grammar::error::pick;
use jifen_grammar::keywords::Language;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// An exact decimal in a string.
const DECIMAL: &str = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$";

/// The schema. `elsewhere` holds the keys that other versions of the policy read: allowed, not described.
/// Everything may be absent, which means unknown.
pub fn schema(version: &Version, elsewhere: &BTreeSet<String>, language: Language) -> Value {
    let writer = Writer { version, language };
    let mut properties: Map<String, Value> =
        version.facts.iter().map(|fact| (fact.named.key.clone(), writer.field(fact, 0))).collect();
    for key in elsewhere {
        properties.entry(key.clone()).or_insert(Value::Bool(true));
    }
    let mut all = Map::new();
    put(&mut all, "$schema", "https://json-schema.org/draft/2020-12/schema");
    put(&mut all, "title", format!("{} {}", version.policy.name, version.id));
    if let Some(title) = &version.policy.title {
        put(&mut all, "description", title.as_str());
    }
    put(&mut all, "type", "object");
    put(&mut all, "properties", properties);
    put(&mut all, "required", Vec::<Value>::new());
    put(&mut all, "additionalProperties", false);
    Value::Object(all)
}

fn put(map: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    map.insert(key.to_owned(), value.into());
}

struct Writer<'a> {
    version: &'a Version,
    language: Language,
}

impl Writer<'_> {
    /// A fact or field: its names, then its type.
    fn field(&self, field: &Field, depth: usize) -> Value {
        let mut all = Map::new();
        self.names(&mut all, &field.named);
        if field.named.title.is_none() && !matches!(field.ty, Type::Choice(_) | Type::Record(_) | Type::List(_)) {
            let words = expected(&field.ty, self.version);
            put(&mut all, "description", pick(self.language, &words.zh, &words.en).replace('`', ""));
        }
        let ty = self.ty(&field.ty, field, depth);
        if field.or_none {
            put(&mut all, "anyOf", vec![Value::Object(ty), json!({"type": "null"})]);
        } else {
            all.extend(ty);
        }
        if let Some(presumption) = &field.presumed {
            put(&mut all, "x-presumed", self.presumed(presumption, &field.ty));
        }
        Value::Object(all)
    }

    fn names(&self, all: &mut Map<String, Value>, named: &Named) {
        put(all, "title", named.name.as_str());
        if let Some(title) = &named.title {
            put(all, "description", title.as_str());
        }
    }

    fn ty(&self, ty: &Type, field: &Field, depth: usize) -> Map<String, Value> {
        let mut all = Map::new();
        match ty {
            Type::YesNo => put(&mut all, "type", "boolean"),
            Type::Number { whole, .. } => all = self.number(ty, *whole, &limits(field)),
            Type::Date => {
                put(&mut all, "type", "string");
                put(&mut all, "format", "date");
                put(&mut all, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
                self.bounds(&mut all, ty, &limits(field));
            }
            Type::Month => {
                put(&mut all, "type", "string");
                put(&mut all, "pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$");
                self.bounds(&mut all, ty, &limits(field));
            }
            Type::Duration => {
                put(&mut all, "type", "string");
                put(&mut all, "pattern", "^P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+D)?$");
                self.bounds(&mut all, ty, &limits(field));
            }
            Type::Code => {
                put(&mut all, "type", "string");
                put(&mut all, "minLength", 1);
                put(&mut all, "maxLength", 1000);
            }
            Type::Choice(id) => {
                let choice = self.version.choices.get(id.index());
                put(&mut all, "oneOf", choice.map(|c| self.values(c)).unwrap_or_default());
            }
            Type::Record(id) => all = self.record(*id, depth),
            Type::List(item) => {
                put(&mut all, "type", "array");
                put(&mut all, "items", self.ty(item, field, depth));
                if let Some(most) = most(field, self.version) {
                    put(&mut all, "maxItems", most);
                }
                if let Some(unique) = self.unique(item) {
                    put(&mut all, "x-one-for-each", unique);
                }
            }
            Type::Period | Type::Error => {}
        }
        all
    }

    fn values(&self, choice: &Choice) -> Vec<Value> {
        let value = |named: &Named| {
            let mut all = Map::new();
            put(&mut all, "const", named.key.as_str());
            self.names(&mut all, named);
            Value::Object(all)
        };
        choice.values.iter().map(value).collect()
    }

    /// A JSON number, or a string that holds it exactly.
    fn number(&self, ty: &Type, whole: bool, limits: &Limits) -> Map<String, Value> {
        let mut number = Map::new();
        put(&mut number, "type", if whole { "integer" } else { "number" });
        let bound = |constant: &Option<Constant>| constant.as_ref().map(|c| to_json(&value_of(c), ty, self.version));
        if let Some(low) = bound(&limits.low) {
            put(&mut number, "minimum", low);
        }
        if let Some(high) = bound(&limits.high) {
            put(&mut number, if limits.open { "exclusiveMaximum" } else { "maximum" }, high);
        }
        let text = json!({"type": "string", "pattern": DECIMAL});
        let mut all = Map::new();
        put(&mut all, "anyOf", vec![Value::Object(number), text]);
        let unit = unit(ty, self.version, self.language);
        if !unit.is_empty() {
            put(&mut all, "x-unit", unit);
        }
        all
    }

    /// Bounds that JSON Schema has no word for.
    fn bounds(&self, all: &mut Map<String, Value>, ty: &Type, limits: &Limits) {
        let high = if limits.open { "x-exclusive-maximum" } else { "x-maximum" };
        for (key, bound) in [("x-minimum", &limits.low), (high, &limits.high)] {
            if let Some(bound) = bound {
                put(all, key, to_json(&value_of(bound), ty, self.version));
            }
        }
    }

    fn record(&self, id: RecordId, depth: usize) -> Map<String, Value> {
        let mut all = Map::new();
        put(&mut all, "type", "object");
        let Some(record) = self.version.records.get(id.index()).filter(|_| depth < DEEPEST_RECORDS) else {
            return all;
        };
        let field = |field: &Field| (field.named.key.clone(), self.field(field, depth + 1));
        put(&mut all, "properties", record.fields.iter().map(field).collect::<Map<String, Value>>());
        put(&mut all, "additionalProperties", false);
        all
    }

    fn unique(&self, item: &Type) -> Option<String> {
        let Type::Record(id) = item else { return None };
        let record = self.version.records.get(id.index())?;
        record.unique.and_then(|u| record.fields.get(u)).map(|f| f.named.key.clone())
    }

    fn presumed(&self, presumption: &Presumption, ty: &Type) -> Value {
        let mut all = Map::new();
        if let ExprKind::Constant(constant) = &presumption.value.kind {
            put(&mut all, "value", to_json(&value_of(constant), ty, self.version));
        }
        put(&mut all, "cites", presumption.cites.clone());
        Value::Object(all)
    }
}
