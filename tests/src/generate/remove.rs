//! Facts left out, whole or in part.

use super::Random;
use jifen_interpreter::model::{Field, Version};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The same facts with some left out: each fact, and more rarely each field of a record, with so many chances of a
/// hundred. What has a presumption stays, since leaving it out does not make it unknown.
pub fn removed(version: &Version, facts: &Json, percent: usize, random: &mut Random) -> Json {
    let presumed = |field: &Field| field.presumed.as_ref().map(|_| field.named.key.clone());
    let fields = version.facts.iter().chain(version.records.iter().flat_map(|r| &r.fields));
    thinned(facts, &fields.filter_map(presumed).collect(), percent, random)
}

fn thinned(facts: &Json, kept: &BTreeSet<String>, percent: usize, random: &mut Random) -> Json {
    let Json::Object(all) = facts else { return facts.clone() };
    let mut rest = serde_json::Map::new();
    for (key, value) in all {
        if kept.contains(key) || !random.chance(percent) {
            rest.insert(key.clone(), inside(value, kept, percent, random));
        }
    }
    Json::Object(rest)
}

/// Entries of a list stay, their fields may go.
fn inside(json: &Json, kept: &BTreeSet<String>, percent: usize, random: &mut Random) -> Json {
    match json {
        Json::Array(all) => Json::Array(all.iter().map(|j| inside(j, kept, percent / 4, random)).collect()),
        Json::Object(_) => thinned(json, kept, percent / 2, random),
        _ => json.clone(),
    }
}
