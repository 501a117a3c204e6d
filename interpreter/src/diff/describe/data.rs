//! Choices, records, facts.

use super::{Describer, Thing, cites_of, names};
use crate::diff::Kind;
use crate::diff::field::Field;
use crate::diff::meaning::{Meaner, of_type};
use crate::diff::naming::at;
use crate::diff::part::{Part, both, same};
use crate::model::*;
use crate::names::type_words;

impl<'m> Describer<'_, 'm> {
    pub(super) fn data(&self) -> Vec<Thing<'m>> {
        let mut all = Vec::new();
        for (i, choice) in self.version.choices.iter().enumerate() {
            let alternative = self.version.alternatives.iter().find(|a| a.choice.index() == i);
            let kind = if alternative.is_some() { Kind::Alternative } else { Kind::Choice };
            let mut parts = vec![self.values(i, choice, alternative.is_some())];
            if choice.ordered {
                parts.push(Part::leaf(Field::LowToHigh, "yes", both("是", "yes")));
            }
            all.push(self.thing(kind, i, &choice.named, &[], parts));
        }
        for (i, record) in self.version.records.iter().enumerate() {
            all.push(self.thing(Kind::Record, i, &record.named, &[], self.record(i, record)));
        }
        for (i, fact) in self.version.facts.iter().enumerate() {
            let parts = self.field(fact, &self.meaner());
            all.push(self.thing(Kind::Fact, i, &fact.named, &[], parts));
        }
        all
    }

    /// The order of a choice's values means something where they are ordered, and among alternatives, whose first best one stands.
    fn values(&self, index: usize, choice: &'m Choice, alternative: bool) -> Part<'m> {
        let keys = self.naming.values.get(index).map(Vec::as_slice).unwrap_or_default();
        let values = choice.values.iter().enumerate().map(|(i, value)| {
            let title = value.title.as_ref().map_or(String::new(), |title| format!(" \"{title}\""));
            let shown = same(&format!("{}{title}", called(value)));
            let part = Part::whole(Field::Value, shown, names(value), false);
            part.called(at(keys, i), same(&value.name))
        });
        Part::several(Field::Cases, values.collect(), choice.ordered || alternative)
    }

    fn record(&self, index: usize, record: &'m Record) -> Vec<Part<'m>> {
        let keys = self.naming.fields.get(index).map(Vec::as_slice).unwrap_or_default();
        let mut parts = Vec::new();
        if let Some((unique, field)) = record.unique.and_then(|u| Some((u, record.fields.get(u)?))) {
            parts.push(Part::leaf(Field::OneForEach, at(keys, unique), same(&field.named.name)));
        }
        parts.extend(record.most.map(|most| Part::text(Field::Most, &most.to_string())));
        let meaner = self.meaner().within(Some(RecordId(index as u32)));
        for (i, field) in record.fields.iter().enumerate() {
            let mut inner = names(&field.named);
            inner.extend(self.field(field, &meaner));
            let shown = self.field_text(field);
            let part = Part::whole(Field::RecordField, shown, inner, false);
            parts.push(part.called(at(keys, i), same(&field.named.name)));
        }
        parts
    }

    /// What is asked, apart from how it is called.
    fn field(&self, field: &'m Field_, meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        let words = type_words(&field.ty, self.version);
        let ty = of_type(&field.ty, self.naming, true);
        let mut parts = vec![Part::leaf(Field::Type, ty, both(&words.zh, &words.en))];
        if field.or_none {
            parts.push(Part::leaf(Field::OrNone, "yes", both("是", "yes")));
        }
        if let Some(domain) = &field.domain {
            let bound = |e: &Option<Expr>| e.as_ref().map_or(String::new(), |e| meaner.of(e));
            let dots = if domain.open { "..<" } else { ".." };
            let meaning = format!("{}{dots}{}", bound(&domain.low), bound(&domain.high));
            parts.push(Part::leaf(Field::Domain, meaning, self.domain_text(domain)));
        }
        parts.extend(field.most.map(|most| Part::text(Field::Most, &most.to_string())));
        if let Some(presumed) = &field.presumed {
            parts.push(self.expr(Field::Presumed, &presumed.value, meaner));
            parts.extend(cites_of(&presumed.cites).map(|p| Part { field: Field::PresumedCite, ..p }));
        }
        parts
    }

    fn domain_text(&self, domain: &Domain) -> Text {
        let dots = if domain.open { "..<" } else { ".." };
        let bound = |e: &Option<Expr>| e.as_ref().map(|e| self.written.expr(e)).unwrap_or_default();
        let (low, high) = (bound(&domain.low), bound(&domain.high));
        both(&format!("{}{dots}{}", low.zh, high.zh), &format!("{}{dots}{}", low.en, high.en))
    }

    fn field_text(&self, field: &Field_) -> Text {
        let words = type_words(&field.ty, self.version);
        let title = field.named.title.as_ref().map_or(String::new(), |t| format!(" \"{t}\""));
        let domain = field.domain.as_ref().map(|d| self.domain_text(d)).unwrap_or_default();
        let say = |ty: &str, domain: &str, none: &str| {
            let mut text = format!("{} : {ty}", called(&field.named));
            if !domain.is_empty() {
                text.push_str(&format!(" {domain}"));
            }
            if field.or_none {
                text.push_str(none);
            }
            text + &title
        };
        both(&say(&words.zh, &domain.zh, " 或 无"), &say(&words.en, &domain.en, " or none"))
    }
}

/// A name, with the key where that is another.
fn called(named: &Named) -> String {
    if named.name == named.key { named.name.clone() } else { format!("{} ({})", named.name, named.key) }
}

/// A fact or a record's field; the other `Field` is a part's kind.
use crate::model::Field as Field_;
