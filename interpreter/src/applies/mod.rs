//! Which version of a policy applies to an applicant, and the assessment under it: by the filing date, then by the
//! transition clauses of the version that it picks.

pub(crate) mod better;
mod certain;
mod names;
mod open;
mod ways;

use crate::assess::{assess, filing_day, violated};
use crate::diagnostic::{Arg, Code};
use crate::facts::{self, Document, FactError, Json};
use crate::model::Version;
use crate::policy::Loaded;
use crate::registry::{Pick, PickError};
use crate::report::Report;
use crate::timeline;
use crate::value::Facts;
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
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

/// The assessment of an applicant under the version that applies; `version` says which one, `transition` by which clause.
/// Where what decides is unknown, `version` is `None`, `versions` says which may apply, and the rest is what is certain.
/// Errors: what is wrong with the facts, or that no version is in force.
pub fn assess_applicant(
    policy: &Loaded,
    document: &Document<'_>,
    by: &By,
    language: Language,
) -> Result<Report, Vec<FactError>> {
    let json = document.json.as_ref().map_err(Clone::clone)?;
    let case = Case { policy, document, language };
    let mut missing = BTreeSet::new();
    let pick = match by {
        By::Version(id) => Pick::Version(id.clone()),
        By::Day(day) => Pick::On(*day),
        By::Filing => match case.filing_date(json) {
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
        Err(PickError::Undetermined) => return case.undated(&missing),
        Err(PickError::NoSuchVersion(id)) => return Err(vec![case.no_version(Code::NoSuchVersion, id)]),
        Err(PickError::NotInForce(day)) => return Err(vec![case.no_version(Code::NotInForce, day.to_string())]),
    };
    match by {
        By::Version(_) => Ok(assess(version, &case.facts(version)?, language)),
        By::Filing | By::Day(_) => case.under(version),
    }
}

/// The facts of an applicant as a version reads them; else what is wrong with them.
pub fn facts(document: &Document<'_>, version: &Version, policy: &Loaded) -> Result<Facts, Vec<FactError>> {
    let json = document.json.as_ref().map_err(Clone::clone)?;
    let named = names::in_words_of(version, policy, json);
    let read = facts::read(named.as_ref().map_or(json, |n| &n.json), version, &policy.keys_elsewhere(version));
    let mut problems = match read {
        Ok(facts) => match violated(version, &facts) {
            problems if problems.is_empty() => return Ok(facts),
            problems => problems,
        },
        Err(problems) => problems,
    };
    if let Some(named) = &named {
        named.as_given(&mut problems);
    }
    document.locate(&mut problems);
    Err(problems)
}

/// The filing date of an applicant, where the facts give one.
pub fn filed_on(policy: &Loaded, document: &Document<'_>) -> Option<NaiveDate> {
    let json = document.json.as_ref().ok()?;
    Case { policy, document, language: Language::En }.filing_date(json).ok()?.ok()
}

/// An applicant before a policy.
struct Case<'a> {
    policy: &'a Loaded,
    document: &'a Document<'a>,
    language: Language,
}

/// The filing date is given, and is no day.
struct NotADay;

impl<'a> Case<'a> {
    fn facts(&self, version: &Version) -> Result<Facts, Vec<FactError>> {
        facts(self.document, version, self.policy)
    }

    /// The filing date, read before the version is known; else the keys of the facts that are missing for it.
    fn filing_date(&self, json: &Json) -> Result<Result<NaiveDate, BTreeSet<String>>, NotADay> {
        let Json::Object(given) = json else { return Ok(Err(BTreeSet::new())) };
        let mut missing = BTreeSet::new();
        for version in &self.policy.policy.versions {
            let fact = version.filing_fact().and_then(|id| version.facts.get(id.index()));
            let Some(fact) = fact else {
                // Facts give it together: they are read as this version reads them.
                let Ok(facts) = self.document.read(version, &self.policy.keys_elsewhere(version)) else {
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

    fn no_version(&self, code: Code, asked: String) -> FactError {
        FactError::new(code, "", [Arg::from(asked), timeline::in_words(&self.policy.policy)])
    }

    /// The report under a version, or under the one that its transition clauses put the applicant under.
    fn under(&self, version: &'a Version) -> Result<Report, Vec<FactError>> {
        let own = self.facts(version)?;
        if version.transitions.is_empty() {
            return Ok(assess(version, &own, self.language));
        }
        let ways = self.ways(version, own, None)?;
        Ok(self.report(&ways, true))
    }

    /// The report where the filing date that picks among several versions is unknown: each that may apply is looked at with
    /// the filing date anywhere in its time in force. One that can't read the facts is left out, with a warning.
    fn undated(&self, missing: &BTreeSet<String>) -> Result<Report, Vec<FactError>> {
        let (mut ways, mut refused) = (Vec::new(), Vec::new());
        for (index, version) in self.policy.policy.versions.iter().enumerate().filter(|(_, v)| !v.draft) {
            let Some(days) = timeline::days(&self.policy.policy, index) else { continue };
            match self.facts(version).and_then(|own| self.ways(version, own, Some(days))) {
                Ok(more) => ways.extend(more),
                Err(problems) => refused.push((version, problems)),
            }
        }
        if ways.is_empty()
            && let Some((_, problems)) = refused.pop()
        {
            return Err(problems);
        }
        let mut report = self.report(&ways, false);
        report.policy.clone_from(&self.policy.key);
        self.asks_first(missing, &mut report);
        for (version, problems) in &refused {
            let why = problems.first().map_or(String::new(), |p| p.message(self.language));
            report.warnings.push(self.pick(
                format!("事实不合版本 {} 的要求,所以不考虑该版本: {why}", version.id),
                format!("the facts are refused by version {}, which is therefore left out: {why}", version.id),
            ));
        }
        Ok(report)
    }

    fn pick(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        match self.language {
            Language::Zh => zh.into(),
            Language::En => en.into(),
        }
    }
}
