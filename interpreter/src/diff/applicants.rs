//! One applicant under two versions: who gains, who loses, who crosses the standard, and which rule did it.

use super::{Change, Diff, Difference, Field, Kind, Side, Status};
use crate::assess::assess;
use crate::model::Version;
use crate::report::{IndicatorReport, Report};
use crate::value::Facts;
use jifen_grammar::error::pick;
use jifen_grammar::keywords::Language;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

mod amount;
mod bound;
mod common;

/// So many changes of one thing are said; the rest is counted.
const MOST_SAID: usize = 3;

pub use amount::Amount;
pub use common::Common;

/// An applicant's two assessments.
#[derive(Debug, Clone, Serialize)]
pub struct Applicant {
    /// Where the facts came from.
    pub source: String,
    /// Under the older version.
    pub a: Assessed,
    /// Under the newer version.
    pub b: Assessed,
    /// What the first total grows by.
    pub change: Amount,
    /// Whether the applicant gains or loses points.
    pub effect: Effect,
    /// Whether another outcome is reached: yes, no, or not known.
    pub crosses: Crosses,
    /// Which indicators count otherwise, and why.
    pub because: Vec<Cause>,
    /// Changes of the outcomes in question, where the outcome is another one or not known.
    pub outcome_changes: Vec<String>,
    /// What is missing under either version, in words, where the answer depends on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// What one version makes of an applicant.
#[derive(Debug, Clone, Serialize)]
pub struct Assessed {
    /// The version.
    pub version: String,
    /// The outcome's key; `undetermined` where several are possible.
    pub outcome: Option<String>,
    /// Its name.
    #[serde(skip)]
    pub outcome_name: String,
    /// The names of the outcomes that are possible.
    #[serde(skip)]
    pub possible_names: Vec<String>,
    /// The outcomes that are possible.
    pub possible: Vec<Option<String>>,
    /// The first total.
    pub total: Amount,
    /// All totals and results.
    pub results: Value,
    /// Rules that could not be evaluated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Value>,
}

/// What happens to the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// More points.
    Gains,
    /// Fewer points.
    Loses,
    /// As many.
    Same,
    /// It depends on what is missing.
    Open,
}

/// Whether another outcome is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Crosses {
    /// Another one.
    Yes,
    /// The same.
    No,
    /// It depends on what is missing.
    Open,
}

/// An indicator that counts otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct Cause {
    /// Its key in the newer version.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its source.
    pub cite: Vec<String>,
    /// What counted; none where the version does not have it.
    pub a: Option<Amount>,
    /// What counts.
    pub b: Option<Amount>,
    /// What was changed in it, or in what it reads, in words; empty where another member of its group counts instead.
    pub changes: Vec<String>,
}

/// Compares an applicant's assessments. `common` is of the same two versions.
pub fn compare(
    (diff, common): (&Diff, &Common),
    a: (&Side<'_>, &Facts),
    b: (&Side<'_>, &Facts),
    language: Language,
) -> Applicant {
    let (old, new) = (assess(a.0.version, a.1, language), assess(b.0.version, b.1, language));
    let filing = new.shown.filing.as_ref().or(old.shown.filing.as_ref()).map(|(_, day)| day.as_str());
    let because = causes(&Teller { diff, filing, language }, &old, &new);
    let (before, after) = (Amount::of(&old.total), Amount::of(&new.total));
    let mut change = after.minus(&before);
    if change.is_open()
        && let Some(bounds) = bound::change(common, a, b)
    {
        change = change.within(&bounds);
    }
    let crosses = match crosses(&old, &new, diff) {
        Crosses::Open if common.decides_alike(b.0.version, &change) => Crosses::No,
        other => other,
    };
    let outcome_changes = match crosses {
        Crosses::No => Vec::new(),
        _ => outcome_changes(diff, [(a.0.version, &old), (b.0.version, &new)], language),
    };
    let effect = change.effect();
    let mut missing = Vec::new();
    if effect == Effect::Open || crosses == Crosses::Open {
        missing = old.shown.unknown.clone();
        missing.extend(new.shown.unknown.iter().filter(|m| !old.shown.unknown.contains(m)).cloned());
    }
    let source = String::new();
    Applicant {
        source,
        missing,
        a: assessed(old, a.0.version),
        b: assessed(new, b.0.version),
        change,
        effect,
        crosses,
        because,
        outcome_changes,
    }
}

fn assessed(report: Report, version: &Version) -> Assessed {
    let named = |key: &Option<String>| {
        let all = version.outcomes.first().map(|list| list.outcomes.as_slice()).unwrap_or_default();
        let found = all.iter().find(|o| Some(&o.named.key) == key.as_ref());
        found.map_or("–".to_owned(), |o| o.named.name.clone())
    };
    Assessed {
        version: version.id.clone(),
        possible_names: report.possible.iter().map(named).collect(),
        outcome: report.outcome,
        outcome_name: report.shown.verdict.name,
        possible: report.possible,
        total: Amount::of(&report.total),
        results: json!(report.results),
        errors: report.errors,
    }
}

/// Fields of the head that evaluation reads.
fn in_force(field: Field) -> bool {
    matches!(
        field,
        Field::CountingDate | Field::FilingDate | Field::LeapDay | Field::MonthsEnd | Field::DaysEnd | Field::Totals
    )
}

fn crosses(old: &Report, new: &Report, diff: &Diff) -> Crosses {
    let open = Some("undetermined");
    match (old.outcome.as_deref(), new.outcome.as_deref()) {
        (a, b) if a != open && b != open => {
            if same_outcome(diff, a, b) {
                Crosses::No
            } else {
                Crosses::Yes
            }
        }
        _ => {
            let shared = old
                .possible
                .iter()
                .any(|a| new.possible.iter().any(|b| same_outcome(diff, a.as_deref(), b.as_deref())));
            if shared { Crosses::Open } else { Crosses::Yes }
        }
    }
}

/// A renamed outcome is the same one.
fn same_outcome(diff: &Diff, a: Option<&str>, b: Option<&str>) -> bool {
    let renamed = |c: &Change| {
        c.field == Field::Key
            && c.old.as_ref().map(|t| t.zh.as_str()) == a
            && c.new.as_ref().map(|t| t.zh.as_str()) == b
    };
    a == b || diff.things.iter().filter(|d| d.kind == Kind::Outcomes).any(|d| d.changes.iter().any(renamed))
}

/// Says what changed, for one applicant.
struct Teller<'a> {
    diff: &'a Diff,
    /// The filing date: what is published for later days did nothing.
    filing: Option<&'a str>,
    language: Language,
}

fn causes(teller: &Teller<'_>, old: &Report, new: &Report) -> Vec<Cause> {
    let indicators = teller.diff.things.iter().filter(|d| d.kind == Kind::Indicator);
    let renamed: BTreeMap<&str, &str> =
        indicators.filter_map(|d| Some((d.key.as_str(), d.old_key.as_deref()?))).collect();
    let before = |i: &IndicatorReport| renamed.get(i.key.as_str()).map_or(i.key.clone(), |key| (*key).to_owned());
    let mut causes = Vec::new();
    for one in &new.indicators {
        let key = before(one);
        causes.extend(teller.cause(old.indicators.iter().find(|i| i.key == key), Some(one)));
    }
    let gone = old.indicators.iter().filter(|one| !new.indicators.iter().any(|i| before(i) == one.key));
    causes.extend(gone.filter_map(|one| teller.cause(Some(one), None)));
    causes
}

impl Teller<'_> {
    fn cause(&self, old: Option<&IndicatorReport>, new: Option<&IndicatorReport>) -> Option<Cause> {
        let of = |one: Option<&IndicatorReport>| one.map(|i| Amount::of(&i.counted));
        let (a, b) = (of(old), of(new));
        let either = new.or(old)?;
        let difference = self.diff.find(Kind::Indicator, &either.key);
        let (before, after) = (a.clone().unwrap_or(Amount::ZERO), b.clone().unwrap_or(Amount::ZERO));
        let may_differ = before.is_open() && self.reached(&either.key, difference);
        if before == after && !may_differ {
            return None;
        }
        let changes = self.said(&either.key, difference);
        Some(Cause { key: either.key.clone(), name: either.name.clone(), cite: either.cite.clone(), a, b, changes })
    }

    fn counts(&self, change: &Change) -> bool {
        let later = matches!(change.field, Field::Step | Field::Listing)
            && change
                .at
                .iter()
                .any(|t| self.filing.is_some_and(|day| t.zh.rsplit(' ').next().is_some_and(|from| day < from)));
        change.field.counts() && !later
    }

    fn reached(&self, key: &str, difference: Option<&Difference>) -> bool {
        difference.is_some_and(|d| d.changes.iter().any(|c| self.counts(c))) || self.through(key).next().is_some()
    }

    /// What an indicator reads that changed.
    fn through<'d>(&'d self, key: &'d str) -> impl Iterator<Item = &'d Difference> {
        let reads = move |d: &&Difference| d.reaches.iter().any(|r| r.kind == Kind::Indicator && r.key == key);
        let counts = |d: &&Difference| d.status != Status::Changed || d.changes.iter().any(|c| self.counts(c));
        self.diff.things.iter().filter(reads).filter(counts)
    }

    fn said(&self, key: &str, difference: Option<&Difference>) -> Vec<String> {
        let mut said: Vec<String> = difference.map(|d| self.changes(d)).unwrap_or_default();
        said.extend(self.through(key).map(|d| self.inside(d)));
        if said.is_empty() {
            // Only what an unknown fact may be is another.
            let reads = |d: &&Difference| d.reaches.iter().any(|r| r.kind == Kind::Indicator && r.key == key);
            let bounds = |d: &Difference| d.changes.iter().any(|c| c.field.bounds());
            said.extend(self.diff.things.iter().filter(reads).filter(|d| bounds(d)).map(|d| {
                let all = d.changes.iter().filter(|c| c.field.bounds()).map(|c| c.words(self.language));
                format!("{}: {}", d.name, all.collect::<Vec<_>>().join("; "))
            }));
        }
        said
    }

    fn changes(&self, d: &Difference) -> Vec<String> {
        match d.status {
            Status::New => vec![pick(self.language, "新增", "new").to_owned()],
            Status::Gone => vec![pick(self.language, "取消", "gone").to_owned()],
            Status::Repealed => vec![pick(self.language, "已废止", "repealed").to_owned()],
            Status::Changed => d.changes.iter().filter(|c| self.counts(c)).map(|c| c.words(self.language)).collect(),
        }
    }

    fn inside(&self, d: &Difference) -> String {
        let mut inner = self.changes(d);
        let more = inner.len().saturating_sub(MOST_SAID);
        inner.truncate(MOST_SAID);
        if 0 < more {
            inner.push(format!("…(+{more})"));
        }
        format!("{}: {}", d.name, inner.join(pick(self.language, ";", "; ")))
    }
}

/// What changed in the outcomes that either version may reach, and in what they read.
fn outcome_changes(diff: &Diff, sides: [(&Version, &Report); 2], language: Language) -> Vec<String> {
    let mut names = Vec::new();
    let mut keys = Vec::new();
    for (version, report) in sides {
        for outcome in version.outcomes.iter().flat_map(|l| &l.outcomes) {
            if report.possible.iter().any(|p| p.as_deref() == Some(outcome.named.key.as_str())) {
                names.push(&outcome.named.name);
                keys.push(&outcome.named.key);
            }
        }
    }
    let counts = |c: &&Change| c.field.counts();
    let said = |c: &Change| c.words(language);
    let lists = diff.things.iter().filter(|d| d.kind == Kind::Outcomes);
    let about = |c: &&Change| match c.at.first() {
        Some(name) => names.contains(&&name.zh),
        None => c.field == Field::Order,
    };
    let direct = lists.flat_map(|d| d.changes.iter().filter(counts).filter(about).map(said));
    let reads = |d: &&Difference| d.reaches.iter().any(|r| r.kind == Kind::Outcomes && keys.contains(&&r.key));
    let through = diff.things.iter().filter(reads).filter(|d| d.status == Status::Changed).map(|d| {
        let inner: Vec<String> = d.changes.iter().filter(counts).map(said).collect();
        format!("{}: {}", d.name, inner.join(pick(language, ";", "; ")))
    });
    direct.chain(through.filter(|t| !t.ends_with(": "))).collect()
}
