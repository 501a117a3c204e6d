//! Assessing under the version that a transition clause says.

use super::pick;
use jifen_grammar::keywords::Language;
use jifen_interpreter::assess::{assess, violated};
use jifen_interpreter::facts::{Document, FactError};
use jifen_interpreter::model::{Transition, Version};
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::report::{Applied, Report};
use jifen_interpreter::transition::{Decision, decide, earlier_is_better, total_of_either};
use jifen_interpreter::value::Facts;
use serde_json::{Value, json};

/// The facts of an applicant as a version reads them; else what is wrong with them.
pub(crate) fn facts(document: &Document<'_>, version: &Version, policy: &Loaded) -> Result<Facts, Vec<FactError>> {
    let facts = document.read(version, &policy.keys_elsewhere(version))?;
    let mut problems = violated(version, &facts);
    if problems.is_empty() {
        return Ok(facts);
    }
    document.locate(&mut problems);
    Err(problems)
}

/// The report under a version, or under the one that its transition clauses put the applicant under.
pub(crate) fn report(
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
        shown.verdict.name = pick(language, "不能确定", "undetermined").to_owned();
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
