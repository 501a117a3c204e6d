//! The report where several versions may apply, or were compared: what is certain under all of them.

use super::Case;
use super::certain::certain;
use super::ways::{Under, Way};
use crate::eval::ops;
use crate::model::Type;
use crate::report::{Applied, Candidate, Report, TotalShown, Verdict, Writer, amount};
use crate::value::Val;
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Case<'_> {
    /// What the ways come to. `dated`: they are those of one version.
    pub(super) fn report(&self, ways: &[Way], dated: bool) -> Report {
        let standing: Vec<&Under> = ways.iter().flat_map(|way| way.versions.iter().take(way.stand)).collect();
        let reports: Vec<&Report> = standing.iter().map(|under| &under.report).collect();
        let ids: BTreeSet<&str> = standing.iter().map(|under| under.version.as_str()).collect();
        let mut report = certain(&reports);
        if 1 < ids.len() || report.shown.totals.is_empty() && 1 < reports.len() {
            self.open(ways, &standing, &mut report);
        }
        report.transition = ways.iter().find_map(|way| way.clause.clone()).filter(|_| dated);
        if 1 < ids.len() || ways.iter().any(|way| 1 < way.versions.len()) {
            report.versions = self.candidates(ways, &ids);
        }
        report
    }

    /// Facts to ask for before all others.
    pub(super) fn asks_first(&self, keys: &BTreeSet<String>, report: &mut Report) {
        let fact = |key: &String| {
            let facts = self.policy.policy.versions.iter().rev().flat_map(|v| &v.facts);
            let name = facts.into_iter().find(|f| f.named.key == *key).map_or(key.clone(), |f| f.named.name.clone());
            let words = if name == *key { name } else { format!("{name} ({key})") };
            (json!({"kind": "fact", "key": key}), words)
        };
        ask_first(keys.iter().map(fact), report);
    }

    /// Makes a report one of several versions.
    fn open(&self, ways: &[Way], standing: &[&Under], report: &mut Report) {
        let mut names: Vec<String> = Vec::new();
        report.possible.clear();
        for (key, name) in ways.iter().flat_map(|way| &way.possible) {
            if !report.possible.contains(key) {
                report.possible.push(key.clone());
                names.push(name.clone());
            }
        }
        let failed = standing.iter().any(|u| u.report.possible.len() == 1 && u.report.outcome != u.report.possible[0]);
        let (outcome, name) = match report.possible.as_slice() {
            [only] if !failed => (only.clone(), names.first().cloned().unwrap_or_default()),
            [] => (None, String::new()),
            _ => (Some("undetermined".to_owned()), self.pick("不能确定", "undetermined")),
        };
        let verdict = standing.iter().map(|u| &u.report.shown.verdict).find(|v| !v.key.is_empty());
        let key = verdict.map_or(String::new(), |v| v.key.clone());
        let cite = shared(standing.iter().map(|u| &u.report.shown.verdict.cite)).filter(|_| report.possible.len() == 1);
        let possible = report.possible.clone();
        report.shown.verdict = Verdict {
            key,
            outcome: outcome.clone(),
            name,
            possible,
            names,
            cite: cite.cloned().unwrap_or_default(),
            ..Verdict::default()
        };
        report.outcome = outcome;
        self.total(ways, standing, report);
        ask_first(ways.iter().flat_map(|way| way.asks.iter().cloned()), report);
    }

    /// The first total: the least range that holds that of every way.
    fn total(&self, ways: &[Way], standing: &[&Under], report: &mut Report) {
        let total = cover(ways.iter().map(|way| way.total.as_ref()));
        report.total = match standing.iter().all(|u| u.total.is_none()) {
            true => Value::Null,
            false => total.as_ref().map_or(json!({"min": null, "max": null}), amount),
        };
        let shown = standing.iter().rev().find_map(|u| u.report.shown.totals.first());
        let Some(shown) = shown else { return };
        if shared(standing.iter().map(|u| u.report.shown.totals.first().map(|t| &t.key))).is_some() {
            report.results.insert(shown.key.clone(), report.total.clone());
        }
        if let (Some(last), Some(total)) = (standing.last(), total) {
            let value = self.words(&last.version, &total);
            report.shown.totals =
                vec![TotalShown { name: shown.name.clone(), key: shown.key.clone(), value, ..TotalShown::default() }];
        }
    }

    /// A first total in words.
    fn words(&self, version: &str, total: &Val) -> String {
        let version = self.policy.policy.versions.iter().find(|v| v.id == version);
        let unit = version.and_then(|v| v.group_types.get(v.totals.first()?.index()));
        version.map_or(String::new(), |v| Writer::new(v, self.language).number(total, unit.unwrap_or(&Type::POINTS)))
    }

    /// The versions that may apply or were compared, each with what it comes to.
    fn candidates(&self, ways: &[Way], standing: &BTreeSet<&str>) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for under in ways.iter().flat_map(|way| &way.versions) {
            if found.iter().any(|one| one.version == under.version) {
                continue;
            }
            let all: Vec<&Under> =
                ways.iter().flat_map(|way| &way.versions).filter(|one| one.version == under.version).collect();
            let report = certain(&all.iter().map(|one| &one.report).collect::<Vec<_>>());
            let clauses =
                ways.iter().filter(|way| way.versions.iter().take(way.stand).any(|one| one.version == under.version));
            let mut by: Vec<Applied> = Vec::new();
            for clause in clauses.filter_map(|way| way.clause.clone()) {
                if !by.contains(&clause) {
                    by.push(clause);
                }
            }
            let total = cover(all.iter().map(|one| one.total.as_ref()));
            let stands = standing.contains(under.version.as_str());
            found.push(Candidate {
                version: under.version.clone(),
                holds: match (stands, standing.len()) {
                    (false, _) => "no",
                    (true, 1) => "yes",
                    (true, _) => "unknown",
                },
                outcome: report.outcome,
                possible: report.possible,
                total: total.as_ref().map_or(Value::Null, amount),
                by,
                names: report.shown.verdict.names,
                shown: total.map_or(String::new(), |total| self.words(&under.version, &total)),
            });
        }
        found
    }
}

/// Puts what is to be asked before all else, once.
fn ask_first(asks: impl Iterator<Item = (Value, String)>, report: &mut Report) {
    let mut unknown: Vec<(Value, String)> = Vec::new();
    let own = report.unknown.drain(..).zip(report.shown.unknown.drain(..)).collect::<Vec<_>>();
    for (item, words) in asks.chain(own) {
        if !unknown.iter().any(|(other, _)| *other == item) {
            unknown.push((item, words));
        }
    }
    (report.unknown, report.shown.unknown) = unknown.into_iter().unzip();
}

/// The least value that covers all; `None` where one is absent.
fn cover<'v>(values: impl Iterator<Item = Option<&'v Val>>) -> Option<Val> {
    let all: Option<Vec<&Val>> = values.collect();
    let (first, rest) = all?.split_first().map(|(first, rest)| ((*first).clone(), rest.to_vec()))?;
    Some(rest.into_iter().fold(first, |sum, value| ops::hull(&sum, value)))
}

/// What all of them are.
fn shared<T: PartialEq + Clone>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|one| one == first).then_some(first)
}
