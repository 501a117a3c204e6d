//! One applicant under two versions: who gains, who loses, who crosses the standard, and which rule did it.

use super::{Diff, Difference, Field, Kind, Side, Status};
use crate::assess::assess;
use crate::model::{Text, Version};
use crate::report::{IndicatorReport, Report};
use crate::value::Facts;
use jifen_grammar::keywords::Language;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

mod amount;

pub use amount::Amount;

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

/// Compares an applicant's assessments.
pub fn compare(diff: &Diff, a: (&Side<'_>, &Facts), b: (&Side<'_>, &Facts), language: Language) -> Applicant {
    let (old, new) = (assess(a.0.version, a.1, language), assess(b.0.version, b.1, language));
    let because = causes(diff, &old, &new, language);
    let (before, after) = (Amount::of(&old.total), Amount::of(&new.total));
    // Where nothing that counts differs, the points are the same, whatever they are.
    let untouched = because.is_empty() && before == after && diff.things.iter().all(|d| !touches_points(d));
    let change = if untouched { Amount::ZERO } else { after.minus(&before) };
    let crosses = crosses(&old, &new, diff);
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
    Applicant { source, missing, a: assessed(old, a.0.version), b: assessed(new, b.0.version), change, effect, crosses, because, outcome_changes }
}

fn assessed(report: Report, version: &Version) -> Assessed {
    Assessed {
        version: version.id.clone(),
        outcome: report.outcome,
        outcome_name: report.shown.verdict.name,
        possible: report.possible,
        total: Amount::of(&report.total),
        results: json!(report.results),
        errors: report.errors,
    }
}

/// Whether a change may bear upon points at all: outcomes and constraints alone do not.
fn touches_points(difference: &Difference) -> bool {
    !matches!(difference.kind, Kind::Outcomes | Kind::Constraint)
        && (difference.kind != Kind::Head || difference.changes.iter().any(|c| in_force(c.field)))
        && (difference.kind != Kind::Fact || !difference.reaches.is_empty())
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
        (a, b) if a != open && b != open => if same_outcome(diff, a, b) { Crosses::No } else { Crosses::Yes },
        _ => {
            let shared = old.possible.iter().any(|a| new.possible.iter().any(|b| same_outcome(diff, a.as_deref(), b.as_deref())));
            if shared { Crosses::Open } else { Crosses::Yes }
        }
    }
}

/// A renamed outcome is the same one.
fn same_outcome(diff: &Diff, a: Option<&str>, b: Option<&str>) -> bool {
    let renamed = |c: &super::Change| {
        c.field == Field::Key && c.old.as_ref().map(|t| t.zh.as_str()) == a && c.new.as_ref().map(|t| t.zh.as_str()) == b
    };
    a == b || diff.things.iter().filter(|d| d.kind == Kind::Outcomes).any(|d| d.changes.iter().any(renamed))
}

fn causes(diff: &Diff, old: &Report, new: &Report, language: Language) -> Vec<Cause> {
    let renamed: BTreeMap<&str, &str> = diff
        .things
        .iter()
        .filter(|d| d.kind == Kind::Indicator)
        .filter_map(|d| Some((d.key.as_str(), d.old_key.as_deref()?)))
        .collect();
    let mut causes = Vec::new();
    for one in &new.indicators {
        let key = renamed.get(one.key.as_str()).copied().unwrap_or(&one.key);
        let twin = old.indicators.iter().find(|i| i.key == key);
        causes.extend(cause(diff, twin, Some(one), language));
    }
    for one in &old.indicators {
        let kept = new.indicators.iter().any(|i| renamed.get(i.key.as_str()).copied().unwrap_or(&i.key) == one.key);
        if !kept {
            causes.extend(cause(diff, Some(one), None, language));
        }
    }
    causes
}

fn cause(diff: &Diff, old: Option<&IndicatorReport>, new: Option<&IndicatorReport>, language: Language) -> Option<Cause> {
    let of = |one: Option<&IndicatorReport>| one.map(|i| Amount::of(&i.counted));
    let (a, b) = (of(old), of(new));
    let either = new.or(old)?;
    let difference = diff.find(Kind::Indicator, &either.key);
    let nothing = Amount::ZERO;
    let (before, after) = (a.clone().unwrap_or(nothing.clone()), b.clone().unwrap_or(nothing));
    let open = before.is_open() && reached(diff, &either.key, difference);
    if before == after && !open {
        return None;
    }
    let changes = said(diff, &either.key, difference, language);
    Some(Cause { key: either.key.clone(), name: either.name.clone(), cite: either.cite.clone(), a, b, changes })
}

fn reached(diff: &Diff, key: &str, difference: Option<&Difference>) -> bool {
    difference.is_some_and(|d| d.changes.iter().any(|c| c.field.counts())) || through(diff, key).next().is_some()
}

/// What an indicator reads that changed.
fn through<'d>(diff: &'d Diff, key: &str) -> impl Iterator<Item = &'d Difference> {
    let reads = move |d: &&Difference| d.reaches.iter().any(|r| r.kind == Kind::Indicator && r.key == key);
    diff.things.iter().filter(reads).filter(|d| d.status != Status::Changed || d.changes.iter().any(|c| c.field.counts()))
}

fn said(diff: &Diff, key: &str, difference: Option<&Difference>, language: Language) -> Vec<String> {
    let mut said = Vec::new();
    match difference {
        Some(d) if d.status == Status::New => said.push(pick(language, "新增", "new").to_owned()),
        Some(d) if d.status == Status::Gone => said.push(pick(language, "取消", "gone").to_owned()),
        Some(d) => said.extend(d.changes.iter().filter(|c| c.field.counts()).map(|c| c.words(language))),
        None => {}
    }
    for d in through(diff, key) {
        let mut inner: Vec<String> = d.changes.iter().filter(|c| c.field.counts()).map(|c| c.words(language)).collect();
        if d.status != Status::Changed {
            inner = vec![pick(language, if d.status == Status::New { "新增" } else { "取消" }, if d.status == Status::New { "new" } else { "gone" }).to_owned()];
        }
        let more = inner.len().saturating_sub(3);
        inner.truncate(3);
        if 0 < more {
            inner.push(format!("…(+{more})"));
        }
        said.push(format!("{}: {}", d.name, inner.join(pick(language, ";", "; "))));
    }
    said
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
    let counts = |c: &&super::Change| c.field.counts();
    let said = |c: &super::Change| c.words(language);
    let lists = diff.things.iter().filter(|d| d.kind == Kind::Outcomes);
    let about = |c: &&super::Change| match c.at.first() {
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

fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    jifen_grammar::error::pick(language, zh, en)
}

impl super::Change {
    /// The change on one line: `最高: 100分 → 120分`, `(4) award: 15 points → 20 points`.
    pub fn words(&self, language: Language) -> String {
        let text = |t: &Text| match language {
            Language::Zh => t.zh.clone(),
            Language::En => t.en.clone(),
        };
        let at: Vec<String> = self.at.iter().map(text).collect();
        let field = self.field.words(language);
        let lead = if at.is_empty() { field.to_owned() } else { format!("{} {field}", at.join(" ")) };
        let side = |t: &Option<Text>| t.as_ref().map_or("–".to_owned(), text);
        match &self.part {
            Some((a, b)) => format!("{lead}: {} → {}", text(a), text(b)),
            None => format!("{lead}: {} → {}", side(&self.old), side(&self.new)),
        }
    }
}
