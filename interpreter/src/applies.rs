//! Which version of a policy applies to an applicant, and the assessment under it: by the filing date, then by the
//! transition clauses of the version that it picks.

use crate::assess::{assess, filing_day, violated};
use crate::diagnostic::{Arg, Code};
use crate::facts::{Document, FactError, Json};
use crate::model::{Transition, Version};
use crate::policy::Loaded;
use crate::registry::{Pick, PickError};
use crate::report::{Applied, Report};
use crate::timeline;
use crate::transition::{Decision, decide, earlier_is_better, total_of_either};
use crate::value::Facts;
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What picks the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The applicant's filing date.
    Filing,
    /// A day in its place. Transition clauses count.
    Day(NaiveDate),
    /// The version of this id, whatever transition clauses say.
    Version(String),
}

/// The assessment of an applicant under the version that applies; `version` says which one, and `transition` by which
/// clause. Where what decides is unknown, `version` is `None` and the report says what is certain.
/// Errors: what is wrong with the facts, or that no version is in force.
pub fn assess_applicant(
    policy: &Loaded,
    document: &Document<'_>,
    by: &By,
    language: Language,
) -> Result<Report, Vec<FactError>> {
    let json = document.json.as_ref().map_err(Clone::clone)?;
    let mut missing = BTreeSet::new();
    let pick = match by {
        By::Version(id) => Pick::Version(id.clone()),
        By::Day(day) => Pick::On(*day),
        By::Filing => match filing_date(policy, document, json) {
            Ok(Ok(day)) => Pick::Filing(Some(day)),
            Ok(Err(keys)) => {
                missing = keys;
                Pick::Filing(None)
            }
            // The last version says what is wrong with it, with the place.
            Err(NotADay) => match policy.policy.versions.last() {
                Some(last) => Pick::Version(last.id.clone()),
                None => Pick::Filing(None),
            },
        },
    };
    let version = match policy.policy.pick(&pick) {
        Ok(version) => version,
        Err(PickError::Undetermined) => return Ok(undetermined(policy, &missing)),
        Err(PickError::NoSuchVersion(id)) => return Err(vec![no_version(Code::NoSuchVersion, id, policy)]),
        Err(PickError::NotInForce(day)) => return Err(vec![no_version(Code::NotInForce, day.to_string(), policy)]),
    };
    match by {
        By::Version(_) => facts(document, version, policy).map(|f| assess(version, &f, language)),
        By::Filing | By::Day(_) => under(document, version, policy, language),
    }
}

/// The facts of an applicant as a version reads them; else what is wrong with them.
pub fn facts(document: &Document<'_>, version: &Version, policy: &Loaded) -> Result<Facts, Vec<FactError>> {
    let facts = document.read(version, &policy.keys_elsewhere(version))?;
    let mut problems = violated(version, &facts);
    if problems.is_empty() {
        return Ok(facts);
    }
    document.locate(&mut problems);
    Err(problems)
}

/// The filing date of an applicant, where the facts give one.
pub fn filed_on(policy: &Loaded, document: &Document<'_>) -> Option<NaiveDate> {
    let json = document.json.as_ref().ok()?;
    filing_date(policy, document, json).ok()?.ok()
}

/// The filing date is given, and is no day.
struct NotADay;

/// The filing date, read before the version is known; else the keys of the facts that are missing for it.
fn filing_date(
    policy: &Loaded,
    document: &Document<'_>,
    json: &Json,
) -> Result<Result<NaiveDate, BTreeSet<String>>, NotADay> {
    let Json::Object(given) = json else { return Ok(Err(BTreeSet::new())) };
    let mut missing = BTreeSet::new();
    for version in &policy.policy.versions {
        let fact = version.filing_fact().and_then(|id| version.facts.get(id.index()));
        let Some(fact) = fact else {
            // Facts give it together: they are read as this version reads them.
            let Ok(facts) = document.read(version, &policy.keys_elsewhere(version)) else {
                return Err(NotADay);
            };
            match filing_day(version, &facts) {
                Ok(day) => return Ok(Ok(day)),
                Err(keys) => missing.extend(keys),
            }
            continue;
        };
        match given.iter().find(|(key, _)| *key == fact.named.key) {
            Some((_, Json::String(text))) => return text.parse().map(Ok).map_err(|_| NotADay),
            Some(_) => return Err(NotADay),
            None => drop(missing.insert(fact.named.key.clone())),
        }
    }
    Ok(Err(missing))
}

fn no_version(code: Code, asked: String, policy: &Loaded) -> FactError {
    FactError::new(code, "", [Arg::from(asked), timeline::in_words(&policy.policy)])
}

/// The filing date that picks among several versions is unknown: everything is open.
fn undetermined(policy: &Loaded, missing: &BTreeSet<String>) -> Report {
    let lists = policy.policy.versions.iter().flat_map(|v| v.outcomes.first());
    let possible: BTreeSet<&String> = lists.flat_map(|l| l.outcomes.iter().map(|o| &o.named.key)).collect();
    let mut report = Report {
        policy: policy.key.clone(),
        outcome: Some("undetermined".to_owned()),
        possible: possible.into_iter().cloned().map(Some).collect(),
        total: json!({"min": null, "max": null}),
        unknown: missing.iter().map(|key| json!({"kind": "fact", "key": key})).collect(),
        ..Report::default()
    };
    report.shown.unknown = missing.iter().cloned().collect();
    report
}

/// The report under a version, or under the one that its transition clauses put the applicant under.
fn under(
    document: &Document<'_>,
    version: &Version,
    policy: &Loaded,
    language: Language,
) -> Result<Report, Vec<FactError>> {
    let own = facts(document, version, policy)?;
    let (clause, open) = match decide(version, &own) {
        Decision::Stay => return Ok(assess(version, &own, language)),
        Decision::Apply(clause) => (clause, false),
        Decision::Open(clause) => (clause, true),
    };
    let Some(earlier) = policy.policy.versions.iter().find(|v| v.id == clause.version) else {
        return Ok(assess(version, &own, language));
    };
    let theirs = facts(document, earlier, policy)?;
    let better = if clause.better { earlier_is_better((earlier, &theirs), (version, &own)) } else { Some(true) };
    match better.filter(|_| !open) {
        Some(earlier_wins) => {
            let (taken, read) = if earlier_wins { (earlier, &theirs) } else { (version, &own) };
            let mut report = assess(taken, read, language);
            report.transition = Some(applied(clause, version, language));
            Ok(report)
        }
        None => {
            let (later, before) = (assess(version, &own, language), assess(earlier, &theirs, language));
            let mut report = either(later, &before, clause, version, language);
            if report.total != before.total || report.total.is_null() {
                // A later clause may name a third version, whose total is not in the range.
                let only = version.transitions.iter().all(|t| t.version == clause.version);
                report.total = match only {
                    true => total_of_either((earlier, &theirs), (version, &own)),
                    false => json!({"min": null, "max": null}),
                };
            }
            Ok(report)
        }
    }
}

fn applied(clause: &Transition, version: &Version, language: Language) -> Applied {
    let text = if language == Language::Zh { &clause.text.zh } else { &clause.text.en };
    Applied { of: version.id.clone(), text: text.clone(), cite: clause.cites.clone() }
}

/// What is certain where either version may apply: the outcomes of both are possible.
fn either(later: Report, earlier: &Report, clause: &Transition, version: &Version, language: Language) -> Report {
    let mut report = later;
    for outcome in &earlier.possible {
        if !report.possible.contains(outcome) {
            report.possible.push(outcome.clone());
        }
    }
    if report.possible.len() != 1 {
        report.outcome = Some("undetermined".to_owned());
    }
    let same = |(key, value): (&String, &Value)| earlier.results.get(key) == Some(value);
    report.results = report.results.iter().filter(|(k, v)| same((k, v))).map(|(k, v)| (k.clone(), v.clone())).collect();
    let shown = &mut report.shown;
    for name in &earlier.shown.verdict.names {
        if !shown.verdict.names.contains(name) {
            shown.verdict.names.push(name.clone());
        }
    }
    if report.possible.len() != 1 {
        shown.verdict.outcome = report.outcome.clone();
        shown.verdict.name = if language == Language::Zh { "不能确定" } else { "undetermined" }.to_owned();
        shown.verdict.because.clear();
        shown.verdict.cite.clear();
    }
    shown.totals.clear();
    report.groups.clear();
    report.indicators.clear();
    report.version = None;
    let applied = applied(clause, version, language);
    report.unknown.insert(0, json!({"kind": "transition", "key": clause.version, "text": applied.text}));
    report.transition = Some(applied);
    report
}
