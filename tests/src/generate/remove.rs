//! Facts left out, whole or in part.

use super::Random;
use serde_json::Value as Json;

/// The same facts with some left out: each fact, and each field of a record, with so many chances of a hundred.
pub fn removed(facts: &Json, percent: usize, random: &mut Random) -> Json {
    let Json::Object(all) = facts else { return facts.clone() };
    let mut rest = serde_json::Map::new();
    for (key, value) in all {
        if !random.chance(percent) {
            rest.insert(key.clone(), inside(value, percent, random));
        }
    }
    Json::Object(rest)
}

/// Entries of a list stay, their fields may go.
fn inside(json: &Json, percent: usize, random: &mut Random) -> Json {
    match json {
        Json::Array(all) => Json::Array(all.iter().map(|j| inside(j, percent / 4, random)).collect()),
        Json::Object(_) => removed(json, percent / 2, random),
        _ => json.clone(),
    }
}
