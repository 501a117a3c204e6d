//! Qualifications, the company, awards, the spouse, penalties.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::{days, money, text};
use crate::generate::Random;

/// The choices of `education`.
pub(super) const EDUCATION: [&str; 6] = ["none", "college", "bachelor", "bachelor_with_degree", "master", "doctor"];

const LEVELS: [&str; 7] = ["skill_5", "skill_4", "skill_3", "skill_2", "skill_1", "intermediate", "senior"];
const AWARDS: [&str; 3] = ["city_special", "city_general", "provincial"];
const PENALTIES: [&str; 3] = ["false_material", "detention", "ordinary_crime"];

/// Shares as text, with what stands above and below the line.
const SHARES: [(&str, i64, i64); 12] = [
    ("0", 0, 1),
    ("0.01", 1, 100),
    ("0.1", 1, 10),
    ("0.3", 3, 10),
    ("0.3333", 3333, 10_000),
    ("0.33333333", 33_333_333, 100_000_000),
    ("0.5", 1, 2),
    ("0.6667", 6667, 10_000),
    ("0.80", 4, 5),
    ("0.99", 99, 100),
    ("1", 1, 1),
    ("1.0", 1, 1),
];

/// Up to five titles and skill grades, some for another post.
pub(super) fn qualifications(random: &mut Random) -> Value {
    let length = *random.pick(&[0, 0, 1, 1, 2, 3, 5]);
    let one = |random: &mut Random| json!({"level": random.word(&LEVELS), "matches_post": random.chance(70)});
    (0..length).map(|_| one(random)).collect()
}

/// Up to four awards.
pub(super) fn awards(random: &mut Random) -> Value {
    let length = *random.pick(&[0, 0, 0, 0, 1, 2, 4]);
    (0..length).map(|_| json!(random.word(&AWARDS))).collect()
}

/// A husband or wife, or none; the wedding may come after the application.
pub(super) fn spouse(random: &mut Random, today: NaiveDate) -> Value {
    if random.chance(40) {
        return Value::Null;
    }
    let years = *random.pick(&[0, 1, 2, 3, 5, 9, 10, 11, 30]);
    let wedding = match random.chance(5) {
        true => today + Days::new(random.between(1, 400) as u64),
        false => days::around(random, today, years),
    };
    json!({"local_hukou": random.chance(70), "married_on": text(wedding)})
}

/// Up to three records, around the day on which they lapse.
pub(super) fn penalties(random: &mut Random, today: NaiveDate) -> Value {
    let length = *random.pick(&[0, 1, 1, 2, 3]);
    let one = |random: &mut Random| {
        let years = *random.pick(&[0, 2, 3, 3, 4, 5, 5, 6]);
        let date = match random.chance(12) {
            true => today + Days::new(*random.pick(&[1, 2, 30, 400])),
            false => days::around(random, today, years),
        };
        json!({"kind": random.word(&PENALTIES), "date": text(date)})
    };
    (0..length).map(|_| one(random)).collect()
}

/// A company whose averages lie on a step of the scale, or one unit below it.
pub(super) fn company(random: &mut Random) -> Value {
    let (share, above, below) = *random.pick(&SHARES);
    let taxes = three_years(random, above, below, 100_000 * 100);
    let hires = three_years(random, above, below, 10);
    let tax_paid: Vec<Value> = taxes.iter().map(|fen| money::amount(*fen, random)).collect();
    let share = match random.chance(30) {
        true => json!(share),
        false => money::number(share),
    };
    json!({"share": share, "tax_paid": tax_paid, "local_hires": hires})
}

/// Three amounts whose average by share is about a whole number of units; now
/// and then fewer than three.
fn three_years(random: &mut Random, above: i64, below: i64, unit: i64) -> Vec<i64> {
    let steps = random.between(0, 14);
    let on_step = 3 * steps * unit * below;
    let least = on_step.checked_div(above).unwrap_or(0) + i64::from(above != 0 && on_step % above != 0);
    let sum = (least + random.between(-1, 1)).max(0);
    let first = random.between(0, sum / 3);
    let second = random.between(0, sum / 3);
    let mut years = vec![first, second, sum - first - second];
    if random.chance(12) {
        years.truncate(random.below(3));
    }
    years
}
