//! Complete and valid facts of one applicant.

use super::scalar::{Bounds, Drawer};
use super::{Constants, Random};
use crate::reference::{Reference, Value, facts::read};
use chrono::{Datelike, Days, NaiveDate};
use jifen_interpreter::model::{Field, Type, Version};
use serde_json::{Map, Value as Json};

/// How often facts are drawn before giving up on what must hold between them.
const TRIES: usize = 60;

/// Complete facts that hold all that must hold; `None` where none were found.
pub fn complete(version: &Version, constants: &Constants, random: &mut Random) -> Option<Json> {
    (0..TRIES).find_map(|_| {
        let facts = drawn(version, constants, random);
        valid(version, &facts).then_some(facts)
    })
}

fn drawn(version: &Version, constants: &Constants, random: &mut Random) -> Json {
    let around = filing_date(version, constants, random);
    let filing = version.filing_fact().map(|id| id.index());
    let yes = *random.pick(&[15, 50, 85]);
    let mut drawer = Drawer { version, constants, random, around, yes };
    let mut facts = Map::new();
    if let Some(field) = filing.map(|i| &version.facts[i]) {
        facts.insert(field.named.key.clone(), Json::String(around.to_string()));
    }
    for (i, field) in version.facts.iter().enumerate() {
        let presumed = field.presumed.is_some() && drawer.random.chance(30);
        if Some(i) == filing || presumed {
            continue;
        }
        let known = Reference::new(version, &Json::Object(facts.clone()));
        facts.insert(field.named.key.clone(), drawer.field(field, &known));
    }
    Json::Object(facts)
}

/// A filing date while the version is in force, near its ends, the steps of parameters and leap days.
pub(super) fn filing_date(version: &Version, constants: &Constants, random: &mut Random) -> NaiveDate {
    let first = version.in_force;
    let last = version.expires.unwrap_or(first + Days::new(1500));
    let days = (last - first).num_days().max(1);
    let any = first + Days::new(random.between(0, days) as u64);
    let leap = (0..6).map(|n| end_of_february(first, n)).collect::<Vec<_>>();
    let near = match random.below(6) {
        0 => first,
        1 => last,
        2 => *random.pick(&leap),
        3 if !constants.dates.is_empty() => *random.pick(&constants.dates),
        _ => any,
    };
    let moved = near - Days::new(1) + Days::new(random.between(0, 2) as u64);
    if first <= moved && moved <= last { moved } else { any }
}

/// The last day of February so many years later.
fn end_of_february(day: NaiveDate, years: i32) -> NaiveDate {
    let march = NaiveDate::from_ymd_opt(day.year() + years, 3, 1);
    march.and_then(|d| d.pred_opt()).unwrap_or(day)
}

/// Whether all facts lie in their domains and hold what must hold.
pub fn valid(version: &Version, facts: &Json) -> bool {
    let reference = Reference::new(version, facts);
    let inside =
        |field: &Field| facts.get(&field.named.key).is_none_or(|json| within(&reference, version, field, json));
    version.facts.iter().all(inside) && reference.violated().is_empty()
}

fn within(reference: &Reference, version: &Version, field: &Field, json: &Json) -> bool {
    match (&field.ty, json) {
        (_, Json::Null) => true,
        (Type::Record(id), Json::Object(given)) => {
            let inside = |f: &Field| given.get(&f.named.key).is_none_or(|json| within(reference, version, f, json));
            version.records[id.index()].fields.iter().all(inside)
        }
        (Type::List(item), Json::Array(all)) => {
            let one = Field { ty: item.as_ref().clone(), ..field.clone() };
            all.iter().all(|json| within(reference, version, &one, json))
        }
        (ty, json) => {
            let Some(domain) = &field.domain else { return true };
            let bound =
                |bound: &Option<_>| bound.as_ref().and_then(|b| reference.value(b).ok()).filter(|v| *v != Value::None);
            let bounds = Bounds { low: bound(&domain.low), high: bound(&domain.high), open: domain.open };
            bounds.hold(&read(version, ty, json))
        }
    }
}
