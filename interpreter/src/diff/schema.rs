//! What a new version asks of stored facts.

use super::Side;
use super::matching::{Matching, Pairs};
use super::meaning::{Meaner, of_type};
use super::naming::Naming;
use super::part::both;
use crate::facts::{limits, value_of};
use crate::model::{Constant, ExprKind, Field, RecordId, Text, Type, Version};
use crate::names::type_words;
use serde::Serialize;
use std::cmp::Ordering;

/// What became of a fact, a record's field or a choice's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SchemaKind {
    /// Stored facts lack it: unknown until asked.
    New,
    /// No longer read; stored facts keep it. (A field or value of a choice can't be read any more.)
    Dropped,
    /// Another key; stored facts can be rewritten.
    Renamed,
    /// Fewer values are allowed.
    Narrowed,
    /// More values are allowed.
    Widened,
    /// Another range, neither inside the other as far as can be told.
    OtherDomain,
    /// It may be none now.
    NoneGained,
    /// It can't be none any more.
    NoneLost,
    /// Another type.
    OtherType,
}

/// A change of what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaChange {
    /// What happened.
    pub kind: SchemaKind,
    /// `fact`, `field` or `value`.
    pub of: &'static str,
    /// Its key in the newer version (in the older, where it is dropped), a field behind its record, a value behind its choice.
    pub key: String,
    /// What it was, where there is something to say: the old key, domain, type.
    pub old: Option<Text>,
    /// What it is.
    pub new: Option<Text>,
    /// Whether `migrate` can do all that is needed.
    pub mechanical: bool,
}

/// The changes of what is stored, facts first.
pub(super) fn schema(a: &Side<'_>, b: &Side<'_>, m: &Matching, names: (&Naming, &Naming)) -> Vec<SchemaChange> {
    let (old, new) = (a.version, b.version);
    let mut out = Collector { old, new, names, changes: Vec::new() };
    out.fields("fact", "", (&old.facts, &new.facts), &m.facts, (None, None));
    for (at, (i, j)) in m.records.iter().enumerate() {
        let (Some(x), Some(y), Some(pairs)) = (old.records.get(*i), new.records.get(*j), m.fields.get(at)) else {
            continue;
        };
        let prefix = format!("{}.", y.named.key);
        let within = (Some(RecordId(*i as u32)), Some(RecordId(*j as u32)));
        out.fields("field", &prefix, (&x.fields, &y.fields), pairs, within);
    }
    for (at, (i, j)) in m.choices.iter().enumerate() {
        let (Some(x), Some(y), Some(pairs)) = (old.choices.get(*i), new.choices.get(*j), m.values.get(at)) else {
            continue;
        };
        let prefix = format!("{}.", y.named.key);
        for (j, value) in y.values.iter().enumerate() {
            match pairs.iter().find(|p| p.1 == j).and_then(|p| x.values.get(p.0)) {
                None => out.push(SchemaKind::New, "value", format!("{prefix}{}", value.key), (None, None), true),
                Some(twin) if twin.key != value.key => {
                    out.renamed("value", format!("{prefix}{}", value.key), &twin.key, &value.key);
                }
                Some(_) => {}
            }
        }
        for (_, value) in x.values.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|p| p.0 == *i)) {
            out.push(SchemaKind::Dropped, "value", format!("{prefix}{}", value.key), (None, None), false);
        }
    }
    out.changes
}

struct Collector<'a> {
    old: &'a Version,
    new: &'a Version,
    names: (&'a Naming, &'a Naming),
    changes: Vec<SchemaChange>,
}

impl Collector<'_> {
    fn push(
        &mut self,
        kind: SchemaKind,
        of: &'static str,
        key: String,
        texts: (Option<Text>, Option<Text>),
        mechanical: bool,
    ) {
        self.changes.push(SchemaChange { kind, of, key, old: texts.0, new: texts.1, mechanical });
    }

    fn renamed(&mut self, of: &'static str, key: String, old: &str, new: &str) {
        self.push(SchemaKind::Renamed, of, key, (Some(both(old, old)), Some(both(new, new))), true);
    }

    fn fields(
        &mut self,
        of: &'static str,
        prefix: &str,
        (old, new): (&[Field], &[Field]),
        pairs: &Pairs,
        within: (Option<RecordId>, Option<RecordId>),
    ) {
        for (j, field) in new.iter().enumerate() {
            let key = format!("{prefix}{}", field.named.key);
            let Some(twin) = pairs.iter().find(|p| p.1 == j).and_then(|p| old.get(p.0)) else {
                let words = type_words(&field.ty, self.new);
                self.push(SchemaKind::New, of, key, (None, Some(both(&words.zh, &words.en))), true);
                continue;
            };
            if twin.named.key != field.named.key {
                self.renamed(of, key.clone(), &twin.named.key, &field.named.key);
            }
            self.types(of, &key, twin, field);
            self.domains(of, &key, (twin, field), within);
        }
        for (_, field) in old.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|p| p.0 == *i)) {
            let key = format!("{prefix}{}", field.named.key);
            // A key that another version reads is accepted; a record's field isn't.
            self.push(SchemaKind::Dropped, of, key, (None, None), of == "fact");
        }
    }

    fn types(&mut self, of: &'static str, key: &str, old: &Field, new: &Field) {
        let (x, y) = (of_type(&old.ty, self.names.0, true), of_type(&new.ty, self.names.1, true));
        if x != y {
            let (x, y) = (type_words(&old.ty, self.old), type_words(&new.ty, self.new));
            let texts = (Some(both(&x.zh, &x.en)), Some(both(&y.zh, &y.en)));
            // A whole number is a number.
            let same = of_type(&old.ty, self.names.0, false) == of_type(&new.ty, self.names.1, false);
            let wider = same && matches!(old.ty, Type::Number { whole: true, .. });
            let kind = match (same, wider) {
                (true, true) => SchemaKind::Widened,
                (true, false) => SchemaKind::Narrowed,
                _ => SchemaKind::OtherType,
            };
            self.push(kind, of, key.to_owned(), texts, wider);
        }
        match (old.or_none, new.or_none) {
            (false, true) => self.push(SchemaKind::NoneGained, of, key.to_owned(), (None, None), true),
            (true, false) => self.push(SchemaKind::NoneLost, of, key.to_owned(), (None, None), false),
            _ => {}
        }
        let most = |field: &Field, version: &Version| {
            if !matches!(field.ty, Type::List(_)) {
                return Some(u32::MAX);
            }
            let record = field.ty.entries().and_then(|id| version.records.get(id.index())?.most);
            Some(field.most.or(record).unwrap_or(u32::MAX))
        };
        let (x, y) = (most(old, self.old), most(new, self.new));
        if x != y {
            let words = |most: Option<u32>| match most {
                Some(u32::MAX) | None => both("不限条数", "any number of entries"),
                Some(n) => both(&format!("最多 {n}条"), &format!("up to {n} entries")),
            };
            let narrower = y < x;
            let kind = if narrower { SchemaKind::Narrowed } else { SchemaKind::Widened };
            self.push(kind, of, key.to_owned(), (Some(words(x)), Some(words(y))), !narrower);
        }
    }

    fn domains(
        &mut self,
        of: &'static str,
        key: &str,
        (old, new): (&Field, &Field),
        within: (Option<RecordId>, Option<RecordId>),
    ) {
        let text = |field: &Field, naming: &Naming, record: Option<RecordId>, version: &Version| {
            let domain = field.domain.as_ref()?;
            let meaner = Meaner::new(naming).within(record);
            let meaning = [&domain.low, &domain.high].map(|e| e.as_ref().map(|e| meaner.of(e)));
            let say = |language| {
                let bound = |e: &Option<crate::model::Expr>| {
                    e.as_ref().map_or(String::new(), |e| crate::report::say(e, version, language))
                };
                format!("{}{}{}", bound(&domain.low), if domain.open { "..<" } else { ".." }, bound(&domain.high))
            };
            use jifen_grammar::keywords::Language;
            Some((format!("{meaning:?}{}", domain.open), both(&say(Language::Zh), &say(Language::En))))
        };
        let x = text(old, self.names.0, within.0, self.old);
        let y = text(new, self.names.1, within.1, self.new);
        if x.as_ref().map(|t| &t.0) == y.as_ref().map(|t| &t.0) {
            return;
        }
        let kind = change(old, new);
        self.push(kind, of, key.to_owned(), (x.map(|t| t.1), y.map(|t| t.1)), kind == SchemaKind::Widened);
    }
}

/// Whether a domain grew or shrank, where both ends can be compared.
fn change(old: &Field, new: &Field) -> SchemaKind {
    let reads = |f: &Field| {
        let constant = |e: &crate::model::Expr| matches!(e.kind, ExprKind::Constant(_) | ExprKind::Negate(_));
        f.domain.iter().flat_map(|d| d.low.iter().chain(&d.high)).any(|e| !constant(e))
    };
    if reads(old) || reads(new) {
        return SchemaKind::OtherDomain;
    }
    let (x, y) = (limits(old), limits(new));
    let low = bound(&x.low, &y.low, Ordering::Less);
    let high = bound(&x.high, &y.high, Ordering::Greater).then(y.open.cmp(&x.open).reverse());
    match (low, high) {
        (Ordering::Equal, Ordering::Equal) => SchemaKind::OtherDomain,
        (Ordering::Less | Ordering::Equal, Ordering::Less | Ordering::Equal) => SchemaKind::Narrowed,
        (Ordering::Greater | Ordering::Equal, Ordering::Greater | Ordering::Equal) => SchemaKind::Widened,
        _ => SchemaKind::OtherDomain,
    }
}

/// Whether the new bound leaves more room (`Greater`); `outward` is the way in which it does.
fn bound(old: &Option<Constant>, new: &Option<Constant>, outward: Ordering) -> Ordering {
    match (old, new) {
        (None, None) => Ordering::Equal,
        (Some(_), None) => Ordering::Greater,
        (None, Some(_)) => Ordering::Less,
        (Some(a), Some(b)) => match value_of(b).cmp(&value_of(a)) {
            Ordering::Equal => Ordering::Equal,
            way if way == outward => Ordering::Greater,
            _ => Ordering::Less,
        },
    }
}
