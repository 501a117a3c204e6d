//! Completions of incomplete facts: everything that is given stays.

use super::facts::{filing_date, valid};
use super::scalar::Drawer;
use super::{Constants, Random};
use crate::reference::Reference;
use crate::reference::facts::day;
use jifen_interpreter::model::{Field, Type, Version};
use serde_json::{Map, Value as Json};

/// How often missing facts are drawn before giving up on what must hold between them.
const TRIES: usize = 20;

/// The same facts with all that is missing drawn near the edges of the rules; `None` where nothing valid was found.
/// What is presumed stays as it is.
pub fn filled(version: &Version, constants: &Constants, partial: &Json, random: &mut Random) -> Option<Json> {
    (0..TRIES).find_map(|_| {
        let facts = drawn(version, constants, partial, random);
        valid(version, &facts).then_some(facts)
    })
}

fn drawn(version: &Version, constants: &Constants, partial: &Json, random: &mut Random) -> Json {
    let filing = version.filing_fact().map(|id| &version.facts[id.index()]);
    let given = filing.and_then(|field| partial[&field.named.key].as_str()).and_then(day);
    let around = given.unwrap_or_else(|| filing_date(version, constants, random));
    let yes = *random.pick(&[15, 50, 85]);
    let mut drawer = Drawer { version, constants, random, around, yes };
    let mut facts = Map::new();
    if let Some(field) = filing {
        facts.insert(field.named.key.clone(), Json::String(around.to_string()));
    }
    for field in &version.facts {
        let known = Reference::new(version, &Json::Object(facts.clone()));
        if !facts.contains_key(&field.named.key)
            && let Some(value) = drawer.completed(field, partial.get(&field.named.key), &known)
        {
            facts.insert(field.named.key.clone(), value);
        }
    }
    Json::Object(facts)
}

impl Drawer<'_> {
    /// A fact or field: what is given of it, the rest drawn; `None` for what is left to its presumption.
    fn completed(&mut self, field: &Field, given: Option<&Json>, known: &Reference) -> Option<Json> {
        match given {
            Some(given) => Some(self.inside_of(&field.ty, given, known)),
            None => field.presumed.is_none().then(|| self.field(field, known)),
        }
    }

    fn inside_of(&mut self, ty: &Type, given: &Json, known: &Reference) -> Json {
        match (ty, given) {
            (Type::Record(id), Json::Object(part)) => {
                let mut whole = Map::new();
                for field in &self.version.records[id.index()].fields {
                    let value = self.completed(field, part.get(&field.named.key), known);
                    whole.extend(value.map(|value| (field.named.key.clone(), value)));
                }
                Json::Object(whole)
            }
            (Type::List(item), Json::Array(all)) => {
                Json::Array(all.iter().map(|entry| self.inside_of(item, entry, known)).collect())
            }
            _ => given.clone(),
        }
    }
}
