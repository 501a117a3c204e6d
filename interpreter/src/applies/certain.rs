//! What several reports of one applicant agree on.

use crate::report::{Report, Shown, Verdict};
use serde::Serialize;
use serde_json::json;

/// What is certain where any of the reports may be the right one: what is the same in all. What may be the outcome, what is
/// missing, and what is to be known about the result is that of all together; a total that differs has no bounds.
pub(super) fn certain(reports: &[&Report]) -> Report {
    let Some((first, rest)) = reports.split_first() else { return Report::default() };
    if rest.iter().all(|other| same(*first, *other)) {
        return (*first).clone();
    }
    let mut found = Report {
        policy: first.policy.clone(),
        version: first.version.clone().filter(|id| rest.iter().all(|r| r.version.as_ref() == Some(id))),
        counting_date: first
            .counting_date
            .clone()
            .filter(|day| rest.iter().all(|r| r.counting_date.as_ref() == Some(day))),
        total: if rest.iter().all(|r| r.total == first.total) {
            first.total.clone()
        } else {
            json!({"min": null, "max": null})
        },
        results: first.results.clone(),
        outcomes: first.outcomes.iter().filter_map(|verdict| either(verdict, rest)).collect(),
        groups: common(&first.groups, rest.iter().map(|r| &r.groups)),
        indicators: common(&first.indicators, rest.iter().map(|r| &r.indicators)),
        result_details: common(&first.result_details, rest.iter().map(|r| &r.result_details)),
        definitions: common(&first.definitions, rest.iter().map(|r| &r.definitions)),
        presumed: common(&first.presumed, rest.iter().map(|r| &r.presumed)),
        shown: shown(first, rest),
        ..Report::default()
    };
    found.results.retain(|key, value| rest.iter().all(|r| r.results.get(key) == Some(value)));
    let mut names = Vec::new();
    for report in reports {
        for (outcome, name) in report.possible.iter().zip(&report.shown.verdict.names) {
            if !found.possible.contains(outcome) {
                found.possible.push(outcome.clone());
                names.push(name.clone());
            }
        }
        for (item, words) in report.unknown.iter().zip(&report.shown.unknown) {
            if !found.unknown.contains(item) {
                found.unknown.push(item.clone());
                found.shown.unknown.push(words.clone());
            }
        }
        join(&mut found.warnings, &report.warnings);
        join(&mut found.errors, &report.errors);
    }
    let agreed = rest.iter().all(|r| r.outcome == first.outcome);
    found.outcome = if agreed { first.outcome.clone() } else { Some("undetermined".to_owned()) };
    found.shown.verdict.names = names;
    found
}

fn same<T: Serialize>(a: &T, b: &T) -> bool {
    let json = |one: &T| serde_json::to_value(one).ok();
    json(a) == json(b)
}

/// The entries that all lists have.
fn common<'r, T: Serialize + Clone + 'r>(first: &[T], rest: impl Iterator<Item = &'r Vec<T>>) -> Vec<T> {
    let others: Vec<&Vec<T>> = rest.collect();
    let everywhere = |one: &&T| others.iter().all(|list| list.iter().any(|other| same(*one, other)));
    first.iter().filter(everywhere).cloned().collect()
}

fn join<T: PartialEq + Clone>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

/// A further list of outcomes that every report has.
fn either(verdict: &Verdict, rest: &[&Report]) -> Option<Verdict> {
    let mut found = verdict.clone();
    for report in rest {
        let other = report.outcomes.iter().find(|v| v.key == verdict.key)?;
        if same(&found, other) {
            continue;
        }
        for (outcome, name) in other.possible.iter().zip(&other.names) {
            if !found.possible.contains(outcome) {
                found.possible.push(outcome.clone());
                found.names.push(name.clone());
            }
        }
        if found.outcome != other.outcome {
            found.outcome = Some("undetermined".to_owned());
            found.name = String::new();
        }
        found.because.clear();
        if found.cite != other.cite {
            found.cite.clear();
        }
    }
    Some(found)
}

fn shown(first: &Report, rest: &[&Report]) -> Shown {
    let filing = first.shown.filing.clone().filter(|day| rest.iter().all(|r| r.shown.filing.as_ref() == Some(day)));
    let mut presumed = first.shown.presumed.clone();
    presumed.retain(|one| rest.iter().all(|r| r.shown.presumed.contains(one)));
    Shown { heading: first.shown.heading.iter().take(1).cloned().collect(), filing, presumed, ..Shown::default() }
}
