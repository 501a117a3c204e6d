//! Random applicants that favour the edges of the rules, as JSON.
//!
//! - [`applicant`]: complete and valid facts, the same for the same seed
//! - [`forget`]: the same with some of them left out; [`fill`]: completed in another way
//! - `days`: dates on anniversaries and one day off them
//! - `lists`: qualifications, the company, awards, penalties
//! - `months`: contributions around the bounds of tiers, windows and gates
//! - `money`: amounts as JSON numbers and as strings

mod days;
mod forget;
mod lists;
mod money;
mod months;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::generate::Random;

pub use forget::{fill, forget};

/// Complete facts of one applicant, the same for the same seed.
pub fn applicant(seed: u64) -> Value {
    let random = &mut Random::new(seed);
    let today = days::application(random);
    let calm = random.chance(60);
    let rare = |random: &mut Random| random.chance(if calm { 3 } else { 20 });
    let mut facts = json!({
        "application_date": text(today),
        "birth_date": text(days::birth(random, today)),
        "permit_valid": !rare(random),
        "education": random.word(&lists::EDUCATION),
        "qualifications": lists::qualifications(random),
        "contributions": months::contributions(random, today),
        "entrepreneur": rare(random),
        "innovation_intermediary": rare(random),
        "shortage_major": random.chance(20),
        "fresh_graduate": random.chance(20),
        "company": if random.chance(40) { Value::Null } else { lists::company(random) },
        "public_service_since": since(random, today),
        "suburban_since": since(random, today),
        "lingang_since": since(random, today),
        "awards": lists::awards(random),
        "spouse": lists::spouse(random, today),
        "penalties": if calm && random.chance(80) { json!([]) } else { lists::penalties(random, today) },
        "family_planning_violation": rare(random),
        "serious_crime": rare(random),
    });
    if random.chance(10) {
        shuffle_keys(&mut facts, random);
    }
    facts
}

/// A day as JSON has it.
fn text(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// The start of something that counts once five years (or three) are full, or none.
fn since(random: &mut Random, today: NaiveDate) -> Value {
    if random.chance(40) {
        return Value::Null;
    }
    let years = *random.pick(&[0, 1, 2, 3, 3, 4, 5, 5, 5, 6, 9, 10, 11, 25]);
    json!(text(days::around(random, today, years)))
}

/// The same object with its keys in another order.
fn shuffle_keys(facts: &mut Value, random: &mut Random) {
    if let Value::Object(object) = facts {
        let mut entries: Vec<_> = std::mem::take(object).into_iter().collect();
        shuffle(&mut entries, random);
        object.extend(entries);
    }
}

/// Puts things into another order.
fn shuffle<T>(things: &mut [T], random: &mut Random) {
    for last in (1..things.len()).rev() {
        things.swap(last, random.below(last + 1));
    }
}
