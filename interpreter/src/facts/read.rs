//! JSON to the facts of one applicant against one version; every problem is reported at once.

use super::domain::{Limits, limits};
use super::error::FactError;
use super::hints;
use super::json::Json;
use super::nearest::nearest;
use super::place::{push_index, push_key};
use super::scalar::{Wrong, scalar};
use super::show::{show, value_of};
use super::unknown::{most, unknown};
use super::words::{did_you_mean, expected, expected_of, found};
use crate::diagnostic::{Arg, Code};
use crate::model::{ExprKind, Field, Named, Record, RecordId, Type, Version};
use crate::value::{Entry, Facts, Item, List, Missing, MissingId, Val, Why};
use jifen_grammar::keywords::Language;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// With so many errors, no more near keys are looked for.
const MOST_GUESSES: usize = 100;

/// Reads an applicant's facts. `elsewhere` holds the keys that other versions of the policy read: accepted, not used.
pub fn read(json: &Json<'_>, version: &Version, elsewhere: &BTreeSet<String>) -> Result<Facts, Vec<FactError>> {
    let Json::Object(given) = json else {
        return Err(vec![FactError::new(Code::FactsNotAnObject, "", [found(json)])]);
    };
    let mut reader = Reader {
        version,
        limits: BTreeMap::new(),
        errors: Vec::new(),
        missing: Vec::new(),
        presumed: Vec::new(),
        path: String::new(),
    };
    let by_key: BTreeMap<&str, &Json<'_>> = given.iter().map(|(key, value)| (key.as_ref(), value)).collect();
    let values = version.facts.iter().map(|fact| {
        let value = by_key.get(fact.named.key.as_str())?;
        Some(reader.under(&fact.named.key, |reader| reader.field(value, fact, &limits(fact))))
    });
    let values = values.collect();
    let known: BTreeSet<&str> = version.facts.iter().map(|fact| fact.named.key.as_str()).collect();
    for (key, _) in given.iter().filter(|(key, _)| !known.contains(key.as_ref()) && !elsewhere.contains(key.as_ref())) {
        let guess = || near(key, &version.facts).or_else(|| nearest(key, elsewhere.iter().map(String::as_str)));
        let near = if reader.errors.len() < MOST_GUESSES { guess() } else { None };
        reader.errors.push(FactError::new(Code::UnknownFact, key.as_ref(), [did_you_mean(near)]));
    }
    if reader.errors.is_empty() {
        Ok(Facts { values, missing: reader.missing, presumed: reader.presumed })
    } else {
        Err(reader.errors)
    }
}

/// The key of the field whose key or name is near.
fn near<'a>(key: &str, fields: &'a [Field]) -> Option<&'a str> {
    let of = |pick: fn(&Named) -> &str| nearest(key, fields.iter().map(|f| pick(&f.named)));
    of(|n| &n.key).or_else(|| {
        let name = of(|n| &n.name)?;
        fields.iter().find(|f| f.named.name == name).map(|f| f.named.key.as_str())
    })
}

struct Reader<'a> {
    version: &'a Version,
    /// What the fields of each record may be, once one was met.
    limits: BTreeMap<RecordId, Rc<[Limits]>>,
    errors: Vec<FactError>,
    missing: Vec<Missing>,
    presumed: Vec<(String, Field)>,
    path: String,
}

impl<'a> Reader<'a> {
    /// Reads one step further down.
    fn under<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        push_key(&mut self.path, key);
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// Notes an error; the value in its place is never used.
    fn wrong(&mut self, (code, args): Wrong) -> Val {
        self.errors.push(FactError::new(code, self.path.clone(), args));
        Val::None
    }

    fn field(&mut self, json: &Json<'_>, field: &Field, limits: &Limits) -> Val {
        match (json, &field.ty) {
            (Json::Null, _) if field.or_none => Val::None,
            (Json::Null, ty) => self.null(ty),
            (Json::Array(items), Type::List(item)) => self.list(items, item, field, limits),
            (Json::Object(given), Type::Record(id)) => self.record(given, *id),
            _ => self.plain(json, &field.ty, limits, || expected_of(field, self.version)),
        }
    }

    fn null(&mut self, ty: &Type) -> Val {
        let hint = match ty {
            Type::List(_) => Arg::pair(
                "一条也没有时写 `[]`,不知道就不写这个键",
                "write `[]` where there are no entries, leave the key out where it is not known",
            ),
            _ => hints::leave_out(),
        };
        self.wrong((Code::FactNull, vec![expected(ty, self.version), hint]))
    }

    /// A value without parts; `expected` is what to say of another type.
    fn plain(&mut self, json: &Json<'_>, ty: &Type, limits: &Limits, expected: impl FnOnce() -> Arg) -> Val {
        match scalar(json, ty, self.version) {
            Ok(value) => {
                self.errors.extend(limits.check(&self.path, &value, ty, self.version));
                value
            }
            Err((Code::FactType, mut args)) => {
                if let Some(slot) = args.get_mut(1) {
                    *slot = expected();
                }
                self.wrong((Code::FactType, args))
            }
            Err(wrong) => self.wrong(wrong),
        }
    }

    fn record(&mut self, given: &[(Cow<'_, str>, Json<'_>)], id: RecordId) -> Val {
        let version = self.version;
        let Some(record) = version.records.get(id.index()) else { return Val::None };
        let all = || record.fields.iter().map(limits).collect();
        let limits = self.limits.entry(id).or_insert_with(all).clone();
        let mut known = 0;
        let fields = record.fields.iter().zip(limits.iter()).enumerate().map(|(i, (field, limits))| {
            let is_it = |(key, _): &&(Cow<'_, str>, Json<'_>)| *key == field.named.key;
            // Mostly the fields stand in the record's order.
            let value = given.get(i).filter(is_it).or_else(|| given.iter().find(is_it));
            known += usize::from(value.is_some());
            self.under(&field.named.key, |reader| match value {
                Some((_, value)) => reader.field(value, field, limits),
                None => reader.missing(field),
            })
        });
        let entry = Entry { fields: fields.collect(), place: self.path.as_str().into() };
        if known < given.len() {
            self.unknown_fields(given, record);
        }
        Val::Record(Rc::new(entry))
    }

    fn missing(&mut self, field: &Field) -> Val {
        if let Some(ExprKind::Constant(value)) = field.presumed.as_ref().map(|p| &p.value.kind) {
            self.presumed.push((self.path.clone(), field.clone()));
            return value_of(value);
        }
        let id = MissingId::try_from(self.missing.len()).unwrap_or(MissingId::MAX);
        self.missing.push(Missing::Field(self.path.clone()));
        unknown(field, self.version, &Why::one(id), &self.path)
    }

    fn unknown_fields(&mut self, given: &[(Cow<'_, str>, Json<'_>)], record: &Record) {
        for (key, _) in given {
            if record.fields.iter().all(|f| f.named.key != *key) {
                let guess = self.errors.len() < MOST_GUESSES;
                let hint = did_you_mean(if guess { near(key, &record.fields) } else { None });
                let name = Arg::pair(format!("“{}”", record.named.name), format!("`{}`", record.named.name));
                self.under(key, |reader| reader.wrong((Code::UnknownFactField, vec![name, hint])));
            }
        }
    }

    fn list(&mut self, given: &[Json<'_>], item: &Type, field: &Field, limits: &Limits) -> Val {
        if let Some(most) = most(field, self.version).filter(|most| (*most as usize) < given.len()) {
            return self.wrong((Code::FactTooMany, vec![given.len().into(), most.into()]));
        }
        let mut items = Vec::with_capacity(given.len());
        for (i, json) in given.iter().enumerate() {
            let length = self.path.len();
            push_index(&mut self.path, i);
            let value = match (json, item) {
                (Json::Null, _) => self.null_entry(item),
                (Json::Object(given), Type::Record(id)) => self.record(given, *id),
                _ => self.plain(json, item, limits, || expected(item, self.version)),
            };
            self.path.truncate(length);
            items.push(Item { value, maybe: None });
        }
        if let Type::Record(id) = item {
            self.repeats(&items, *id);
        }
        Val::List(Rc::new(List { items, more: None }))
    }

    fn null_entry(&mut self, item: &Type) -> Val {
        let hint = Arg::pair("删去这一条", "delete the entry");
        self.wrong((Code::FactNull, vec![expected(item, self.version), hint]))
    }

    /// Reports entries with the same value of the record's unique field.
    fn repeats(&mut self, items: &[Item], id: RecordId) {
        let version = self.version;
        let Some(record) = version.records.get(id.index()) else { return };
        let Some((unique, field)) = record.unique.and_then(|u| Some((u, record.fields.get(u)?))) else {
            return;
        };
        let known = items.iter().enumerate().filter_map(|(i, item)| {
            let Val::Record(entry) = &item.value else { return None };
            let value = entry.fields.get(unique)?;
            (!matches!(value, Val::Unknown(_) | Val::None | Val::Error(_))).then_some((i, value))
        });
        if known.clone().map(|(_, value)| value).is_sorted_by(|a, b| a < b) {
            return;
        }
        let mut seen: BTreeMap<&Val, usize> = BTreeMap::new();
        for (i, value) in known {
            if let Some(earlier) = seen.get(value) {
                let shown = |language| show(value, &field.ty, version, language);
                let place = |i: usize| Arg::from(format!("{}[{i}]", self.path));
                let value = Arg::pair(shown(Language::Zh), shown(Language::En));
                let list = Arg::from(&self.path);
                let args = [list, value, place(*earlier), place(i), (&field.named.name).into()];
                let path = format!("{}[{i}].{}", self.path, field.named.key);
                self.errors.push(FactError::new(Code::FactEntryTwice, path, args));
            } else {
                seen.insert(value, i);
            }
        }
    }
}
