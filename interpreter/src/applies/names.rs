//! Facts under the names of one version, read by another that calls them otherwise.

use crate::diff::renames::Renames;
use crate::facts::{FactError, Json, push_key};
use crate::model::{Field, Type, Version};
use crate::policy::Loaded;
use jifen_grammar::tree::Kind;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The members of an object.
type Object<'j> = Vec<(Cow<'j, str>, Json<'j>)>;

/// Facts in the words of a version, and the keys that were put for others.
pub(super) struct Named<'j> {
    pub json: Json<'j>,
    /// The keys put, each with the one that is given.
    put: Vec<(String, String)>,
}

impl Named<'_> {
    /// Puts the keys that are given into the places of problems.
    pub fn as_given(&self, problems: &mut [FactError]) {
        for problem in problems {
            for (put, given) in &self.put {
                let rest = problem.path.strip_prefix(put.as_str());
                if let Some(rest) = rest.filter(|r| r.is_empty() || r.starts_with(['.', '['])) {
                    problem.path = format!("{given}{rest}");
                    break;
                }
            }
        }
    }
}

/// Facts in the words of a version, where amendments say that other versions call them otherwise; `None` where all
/// stands as it is.
pub(super) fn in_words_of<'j>(version: &Version, policy: &Loaded, json: &Json<'j>) -> Option<Named<'j>> {
    let Json::Object(given) = json else { return None };
    if policy.renamed.is_empty() {
        return None;
    }
    let others = policy.policy.versions.iter().rev().filter(|v| v.id != version.id).collect();
    let mut reader = Reader { version, policy, others, renamed: BTreeMap::new(), changed: false };
    let mut object = given.clone();
    let put = reader.keys(&mut object, &version.facts, "");
    for (key, value) in &mut object {
        if let Some(field) = version.facts.iter().find(|f| f.named.key == *key) {
            reader.value(value, &field.ty);
        }
    }
    reader.changed.then_some(Named { json: Json::Object(object), put })
}

struct Reader<'a> {
    version: &'a Version,
    policy: &'a Loaded,
    others: Vec<&'a Version>,
    /// From other versions to this one, as far as they were asked.
    renamed: BTreeMap<&'a str, Renames>,
    changed: bool,
}

impl<'a> Reader<'a> {
    /// What the first of the other versions that knows a word calls it here: `known` says which do, `here` what it is here.
    fn here(
        &mut self,
        known: impl Fn(&Version) -> bool,
        here: impl Fn(&'a Version, &Renames) -> Option<String>,
    ) -> Option<String> {
        let (to, policy) = (self.version, self.policy);
        let renamed = &mut self.renamed;
        self.others.iter().filter(|other| known(other)).find_map(|other| {
            let between = || policy.renamed.between(&policy.policy.versions, &other.id, &to.id);
            here(other, renamed.entry(&other.id).or_insert_with(between))
        })
    }

    /// Puts the version's keys for those that only others have; a key that is there already stays.
    fn keys(&mut self, object: &mut Object<'_>, fields: &[Field], record: &str) -> Vec<(String, String)> {
        let mut put: Vec<(String, String)> = Vec::new();
        for i in 0..object.len() {
            let Some(old) = object.get(i).map(|(key, _)| key.to_string()) else { continue };
            if fields.iter().any(|f| f.named.key == old) {
                continue;
            }
            let has = |fields: &[Field]| fields.iter().any(|f| f.named.key == old);
            let known = |other: &Version| match record {
                "" => has(&other.facts),
                _ => other.records.iter().any(|r| has(&r.fields)),
            };
            let new = self.here(known, |other, renamed| {
                let around = other.records.iter().find(|r| renamed.key(Kind::record, "", &r.named.key) == record);
                let owner = if record.is_empty() { "" } else { &around?.named.key };
                let new = renamed.key(Kind::fact, owner, &old);
                fields.iter().any(|f| f.named.key == new).then(|| new.to_owned())
            });
            if let Some(new) = new.filter(|new| object.iter().all(|(key, _)| key != new))
                && let Some((key, _)) = object.get_mut(i)
            {
                *key = new.clone().into();
                self.changed = true;
                let mut path = String::new();
                push_key(&mut path, &new);
                put.push((path, old));
            }
        }
        put
    }

    /// Puts the version's keys into a value: those of records' fields, and of values of choices.
    fn value(&mut self, json: &mut Json<'_>, ty: &Type) {
        match (json, ty) {
            (Json::Array(items), Type::List(item)) => items.iter_mut().for_each(|one| self.value(one, item)),
            (Json::Object(object), Type::Record(id)) => {
                let version = self.version;
                let Some(record) = version.records.get(id.index()) else { return };
                self.keys(object, &record.fields, &record.named.key);
                for (key, value) in object {
                    if let Some(field) = record.fields.iter().find(|f| f.named.key == *key) {
                        self.value(value, &field.ty);
                    }
                }
            }
            (Json::String(text), Type::Choice(id)) => {
                let Some(choice) = self.version.choices.get(id.index()) else { return };
                if choice.values.iter().any(|v| v.key == *text || v.name == *text) {
                    return;
                }
                let is = |v: &crate::model::Named| v.key == *text || v.name == *text;
                let known = |other: &Version| other.choices.iter().any(|c| c.values.iter().any(is));
                let new = self.here(known, |other, renamed| {
                    let same =
                        |c: &&crate::model::Choice| renamed.key(Kind::choice, "", &c.named.key) == choice.named.key;
                    let before = other.choices.iter().find(same)?;
                    let value = before.values.iter().find(|v| is(v))?;
                    let new = renamed.key(Kind::value, &before.named.key, &value.key);
                    choice.values.iter().any(|v| v.key == new).then(|| new.to_owned())
                });
                if let Some(new) = new {
                    *text = new.into();
                    self.changed = true;
                }
            }
            _ => {}
        }
    }
}
