//! What a model's rules mention: where they change their answers.

use crate::reference::facts::{day, decimal};
use crate::reference::value::Number;
use chrono::NaiveDate;
use jifen_interpreter::model::Version;
use serde_json::Value as Json;

/// The constants of a model by their kind.
#[derive(Debug, Clone, Default)]
pub struct Constants {
    /// Numbers of all units, those of the parameters too.
    pub numbers: Vec<Number>,
    /// Values of parameters.
    pub published: Vec<Number>,
    /// Days, first days of parameters' steps and listings too.
    pub dates: Vec<NaiveDate>,
    /// Months.
    pub months: Vec<i64>,
    /// Lengths of time: months and days.
    pub durations: Vec<(i64, i64)>,
    /// Codes.
    pub codes: Vec<String>,
}

impl Constants {
    /// The constants of a version, found in what it is written out as.
    pub fn of(version: &Version) -> Constants {
        let mut found = Constants::default();
        found.walk(&serde_json::to_value(version).unwrap_or_default());
        let parameters = serde_json::to_value(&version.parameters).unwrap_or_default();
        let mut published = Constants::default();
        published.walk(&parameters);
        found.published = published.numbers;
        found.dates.extend(published_days(&parameters));
        for catalogue in &version.catalogues {
            found.dates.extend(catalogue.listings.iter().map(|(from, _)| *from));
            found.codes.extend(catalogue.listings.iter().flat_map(|(_, codes)| codes.clone()));
        }
        found
    }

    fn walk(&mut self, json: &Json) {
        match json {
            Json::Array(all) => all.iter().for_each(|json| self.walk(json)),
            Json::Object(all) => {
                for (key, json) in all {
                    self.note(key, json);
                    self.walk(json);
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, key: &str, json: &Json) {
        match (key, json) {
            ("Number", Json::Number(n)) => self.numbers.push(decimal(&n.to_string())),
            ("Number", Json::String(text)) => self.numbers.push(decimal(text)),
            ("Date", Json::String(text)) => self.dates.extend(day(text)),
            ("Month", Json::Number(n)) => self.months.extend(n.as_i64()),
            ("Code", Json::String(text)) => self.codes.push(text.clone()),
            ("Duration", Json::Object(parts)) => {
                let part = |key: &str| parts.get(key).and_then(Json::as_i64).unwrap_or(0);
                self.durations.push((part("months"), part("days")));
            }
            _ => {}
        }
    }
}

fn published_days(json: &Json) -> Vec<NaiveDate> {
    match json {
        Json::Array(all) => all.iter().flat_map(published_days).collect(),
        Json::Object(all) => {
            let own = all.get("from").and_then(Json::as_str).and_then(day);
            own.into_iter().chain(all.values().flat_map(published_days)).collect()
        }
        _ => Vec::new(),
    }
}
