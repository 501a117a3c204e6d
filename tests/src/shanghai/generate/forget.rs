//! Leaving facts out, and filling them in again in another way.

use serde_json::Value;

use crate::generate::Random;

/// The same facts without some of the keys, or some fields of the records, the
/// same for the same seed. At least one is left out.
pub fn forget(facts: &Value, seed: u64) -> Value {
    let random = &mut Random::new(seed ^ 0x5eed);
    let mut facts = facts.clone();
    let times = *random.pick(&[1, 1, 1, 2, 3, 6, 12]);
    for _ in 0..times {
        let removed = random.chance(45) && remove_field(&mut facts, random);
        if !removed {
            remove_key(&mut facts, random);
        }
    }
    facts
}

/// `partial`, what was left out of `original`, completed with what another
/// applicant has there. The result may be invalid (two records for a month).
pub fn fill(partial: &Value, original: &Value, other: &Value) -> Value {
    match (partial, original) {
        (Value::Object(fields), Value::Object(all)) => {
            let complete = all.iter().map(|(key, value)| {
                let own = fields.get(key).map(|own| fill(own, value, &other[key]));
                let filled = own.or_else(|| other.get(key).cloned());
                (key.clone(), filled.unwrap_or_else(|| value.clone()))
            });
            complete.collect()
        }
        (Value::Array(records), Value::Array(all)) => {
            let others = other.as_array().map(Vec::as_slice).unwrap_or_default();
            let other = |at: usize| others.get(at % others.len().max(1)).unwrap_or(&Value::Null);
            let pairs = records.iter().zip(all).enumerate();
            pairs.map(|(at, (record, whole))| fill(record, whole, other(at))).collect()
        }
        _ => partial.clone(),
    }
}

/// Takes one key out of an object.
fn remove_key(object: &mut Value, random: &mut Random) -> bool {
    let Some(map) = object.as_object_mut() else { return false };
    let at = random.below(map.len());
    let key = map.keys().nth(at).cloned();
    key.is_some_and(|key| map.shift_remove(&key).is_some())
}

/// Takes fields out of the records under one key: of one record, or now and
/// then of most of them.
fn remove_field(facts: &mut Value, random: &mut Random) -> bool {
    let Some(map) = facts.as_object_mut() else { return false };
    let holders = map.iter_mut().filter(|(_, value)| has_records(value));
    let mut holders: Vec<&mut Value> = holders.map(|(_, value)| value).collect();
    let at = random.below(holders.len());
    match holders.get_mut(at) {
        Some(Value::Array(records)) => {
            let one = random.below(records.len());
            let most = random.chance(20);
            let mut removed = false;
            for (place, record) in records.iter_mut().enumerate() {
                if place == one || most && random.chance(70) {
                    removed |= remove_key(record, random);
                }
            }
            removed
        }
        Some(record) => remove_key(record, random),
        None => false,
    }
}

fn has_records(value: &Value) -> bool {
    value.is_object() || value.as_array().is_some_and(|list| list.iter().any(Value::is_object))
}
