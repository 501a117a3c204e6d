//! Contributions around the bounds of tiers, windows and gates.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::days::month_before;
use super::{money, shuffle};
use crate::generate::Random;
use crate::shanghai::calendar::month_of;
use crate::shanghai::wage::reference_wage;

/// A plan: within the last `window` months, about `needed` at `percent` of the
/// wage, the others below `below` percent.
struct Plan {
    window: i32,
    needed: i64,
    percent: i64,
    below: i64,
}

const PLANS: [Plan; 7] = [
    Plan { window: 12, needed: 6, percent: 100, below: 100 },
    Plan { window: 48, needed: 36, percent: 80, below: 80 },
    Plan { window: 48, needed: 36, percent: 100, below: 100 },
    Plan { window: 48, needed: 36, percent: 200, below: 200 },
    Plan { window: 36, needed: 24, percent: 300, below: 300 },
    Plan { window: 48, needed: 36, percent: 200, below: 80 },
    Plan { window: 36, needed: 24, percent: 300, below: 200 },
];

/// Records of the months up to the application month and a little beyond.
pub(super) fn contributions(random: &mut Random, today: NaiveDate) -> Value {
    let mut records = match random.below(10) {
        0 => few(random, today),
        1 | 2 => years(random, today),
        3 => anything(random, today),
        _ => planned(random, today),
    };
    match random.below(10) {
        0 => shuffle(&mut records, random),
        1 | 2 => records.reverse(),
        _ => {}
    }
    records.into()
}

/// None, or about as many as the gate of article 2 asks for.
fn few(random: &mut Random, today: NaiveDate) -> Vec<Value> {
    let months = *random.pick(&[0, 1, 5, 6, 7]);
    (0..=months).map(|ago| anyhow(random, today, ago)).filter(|_| months != 0).collect()
}

/// About a whole number of years, with or without gaps.
fn years(random: &mut Random, today: NaiveDate) -> Vec<Value> {
    let months = 12 * random.between(1, 20) + random.between(-1, 1);
    let gap = random.chance(50);
    let (mut records, mut ago) = (Vec::new(), 1);
    while (records.len() as i64) < months {
        ago += i32::from(gap && random.chance(20));
        let percent = *random.pick(&[60, 80, 100]);
        records.push(record(random, today, ago, percent, 0));
        ago += 1;
    }
    records
}

/// Months of every kind.
fn anything(random: &mut Random, today: NaiveDate) -> Vec<Value> {
    let oldest = random.between(0, 130) as i32;
    let kept: Vec<i32> = (-2..=oldest).filter(|_| random.chance(85)).collect();
    kept.into_iter().map(|ago| anyhow(random, today, ago)).collect()
}

/// Just enough months in the window, one too few, or one more; and months
/// right outside it that would help if they counted.
fn planned(random: &mut Random, today: NaiveDate) -> Vec<Value> {
    let plan = random.pick(&PLANS);
    let enough = plan.needed + *random.pick(&[-1, 0, 0, 1]);
    let mut inside: Vec<i32> = (1..=plan.window).collect();
    shuffle(&mut inside, random);
    let mut records = Vec::new();
    for (place, ago) in (0..).zip(inside) {
        if place < enough {
            let more = if random.chance(10) { 1 } else { 0 };
            records.push((ago, record(random, today, ago, plan.percent, more)));
        } else if random.chance(50) {
            records.push((ago, record(random, today, ago, plan.below, -1)));
        } else if random.chance(50) {
            records.push((ago, spoiled(random, today, ago, plan.percent)));
        }
    }
    let traps = [0, -1, plan.window + 1, plan.window + 2];
    let chosen = traps.into_iter().filter(|_| random.chance(60)).collect::<Vec<_>>();
    records.extend(chosen.into_iter().map(|ago| (ago, record(random, today, ago, plan.percent, 0))));
    let older = random.between(0, 90) as i32;
    for ago in plan.window + 3..=plan.window + older {
        records.push((ago, anyhow(random, today, ago)));
    }
    records.sort_by_key(|(ago, _)| -ago);
    records.into_iter().map(|(_, record)| record).collect()
}

/// A valid month, its base so many percent of the month's wage and so many
/// fen more.
fn record(random: &mut Random, today: NaiveDate, ago: i32, percent: i64, fen: i64) -> Value {
    write(random, today, ago, base(today, ago, percent) + fen, [false, true, true])
}

/// A month high enough that does not count for some other reason.
fn spoiled(random: &mut Random, today: NaiveDate, ago: i32, percent: i64) -> Value {
    let fields = *random.pick(&[[true, true, true], [false, false, true], [false, true, false]]);
    write(random, today, ago, base(today, ago, percent), fields)
}

/// A month of any kind.
fn anyhow(random: &mut Random, today: NaiveDate, ago: i32) -> Value {
    let percent = *random.pick(&[0, 60, 80, 80, 100, 100, 200, 300, 301]);
    let fen = (base(today, ago, percent) + random.between(-1, 1)).max(0);
    let fields = [random.chance(10), random.chance(85), random.chance(85)];
    write(random, today, ago, fen, fields)
}

/// So many percent of the wage of a month, in fen.
fn base(today: NaiveDate, ago: i32, percent: i64) -> i64 {
    reference_wage(month_of(month_before(today, ago))).unwrap_or(3000) * percent
}

fn write(random: &mut Random, today: NaiveDate, ago: i32, fen: i64, fields: [bool; 3]) -> Value {
    let month = month_before(today, ago);
    let [make_up, payer_matches, tax_matches] = fields;
    json!({
        "month": format!("{:04}-{:02}", month.year(), month.month()),
        "base": money::amount(fen, random),
        "make_up": make_up,
        "payer_matches": payer_matches,
        "tax_matches": tax_matches,
    })
}
