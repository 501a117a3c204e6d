//! A policy's versions in the order of time: which ends when and by what, gaps and overlaps, and clauses about the
//! transition from one to the next.

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::Evaluator;
use crate::model::{Constant, Domain, Expr, ExprKind, Transition, Type, Version};
use crate::registry::Policy;
use crate::trace::Truth;
use crate::value::Facts;
use chrono::{Days, NaiveDate};

/// Why a version ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Nothing ends it.
    Open,
    /// Its printed end.
    Expires(NaiveDate),
    /// The day before a successor's first.
    Replaced(NaiveDate, String),
}

impl End {
    /// The last day in force.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            End::Open => None,
            End::Expires(day) | End::Replaced(day, _) => Some(*day),
        }
    }
}

/// When and why a version ends, by its place among the policy's versions.
pub fn end(policy: &Policy, index: usize) -> End {
    let Some(version) = policy.versions.get(index) else { return End::Open };
    let later = policy.versions.iter().skip(index + 1);
    let successor = later.filter(|v| !v.draft && version.in_force < v.in_force).map(|v| (v.in_force, &v.id)).next();
    let replaced = successor.and_then(|(day, id)| Some((day.checked_sub_days(Days::new(1))?, id.clone())));
    match (replaced, version.expires) {
        (Some((day, _)), Some(printed)) if printed < day => End::Expires(printed),
        (Some((day, id)), _) => End::Replaced(day, id),
        (None, Some(printed)) => End::Expires(printed),
        (None, None) => End::Open,
    }
}

/// Ids that versions repeal and the policy doesn't hold, each with the version that says so.
pub fn not_held(policy: &Policy) -> Vec<(&str, &str)> {
    let held = |id: &str| policy.versions.iter().any(|v| v.id == id);
    let all = policy.versions.iter().flat_map(|v| v.repeals.iter().map(move |id| (id.as_str(), v.id.as_str())));
    all.filter(|(id, _)| !held(id)).collect()
}

/// The versions and their time in force, on one line; a draft is in force at no time.
pub fn in_words(policy: &Policy) -> Arg {
    let last = |i| policy.last_day(i).map_or("…".to_owned(), |d| d.to_string());
    let spans = |to: &str, draft: &str| -> Vec<String> {
        let of = |(i, v): (usize, &Version)| match v.draft {
            true => format!("{} ({draft})", v.id),
            false => format!("{} ({} {to} {})", v.id, v.in_force, last(i)),
        };
        policy.versions.iter().enumerate().map(of).collect()
    };
    Arg::pair(spans("至", "草案").join("、"), spans("to", "draft").join(", "))
}

/// What is wrong with the versions beside each other.
pub fn check(policy: &Policy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let standing: Vec<&Version> = policy.versions.iter().filter(|v| !v.draft).collect();
    for pair in standing.windows(2) {
        if let [before, after] = pair {
            found.extend(seam(before, after));
        }
    }
    for (i, version) in policy.versions.iter().enumerate() {
        for transition in &version.transitions {
            let earlier = policy.versions.iter().filter(|v| !v.draft && v.in_force < version.in_force);
            let ids: Vec<&str> = earlier.map(|v| v.id.as_str()).collect();
            if !ids.contains(&transition.version.as_str()) {
                let hint = match ids.is_empty() {
                    true => "".into(),
                    false => Arg::pair(format!("有 {}", ids.join("、")), format!("there is {}", ids.join(", "))),
                };
                let args = [(&transition.version).into(), (&version.id).into(), hint];
                found.push(Diagnostic::new(Code::NoEarlierVersion, transition.span, args));
            } else if never(version, i, policy) == Some(transition.span) {
                found.push(Diagnostic::new(Code::TransitionNeverApplies, transition.span, []));
            }
        }
    }
    found
}

/// A gap or overlap between a version and the next.
fn seam(before: &Version, after: &Version) -> Option<Diagnostic> {
    let first = Arg::pair("前一版本", "the version before");
    let same_day = before.in_force == after.in_force;
    let ended = after.base.as_ref() == Some(&before.id) || after.repeals.contains(&before.id);
    let runs_on = before.expires.is_none_or(|end| after.in_force <= end);
    if same_day || runs_on && !ended {
        let hint = match same_day {
            true => Arg::pair("各版本自不同的日期起施行", "give each version a first day of its own"),
            false => overlap_help(before, after),
        };
        let args = [(&after.id).into(), (&before.id).into(), after.in_force.into(), hint];
        if before.base.as_ref() == Some(&after.id) {
            let base = Arg::pair("被修正的版本", "the version that it amends");
            return Some(
                Diagnostic::new(Code::VersionsOverlap, before.policy.span, args).with(after.policy.span, base),
            );
        }
        return Some(Diagnostic::new(Code::VersionsOverlap, after.policy.span, args).with(before.policy.span, first));
    }
    let end = before.expires?;
    let next = end.checked_add_days(Days::new(1))?;
    let answered = after.reviewed.iter().any(|a| a.code == Code::VersionsApart.id());
    (next < after.in_force && !answered).then(|| {
        let args = [(&after.id).into(), (&before.id).into(), end.into(), after.in_force.into()];
        Diagnostic::new(Code::VersionsApart, after.policy.span, args).with(before.policy.span, first)
    })
}

/// What to do about a version that is in force while the next one begins.
fn overlap_help(before: &Version, after: &Version) -> Arg {
    if before.base.as_ref() == Some(&after.id) {
        return Arg::pair(
            format!("修正 {} 的施行日期应晚于它所修正的 {}", before.id, after.id),
            format!("the first day of amendment {} must be later than that of {}, its base", before.id, after.id),
        );
    }
    if after.base.is_some() {
        return Arg::pair(
            format!("让版本 {0} 基于 {1};如果 {1} 的修改不再保留,在版本 {0} 的开头写 `废止 {1}`", after.id, before.id),
            format!(
                "base version {0} on {1}; if the changes of {1} shall go, write `repeals {1}` in the head of {0}",
                after.id, before.id
            ),
        );
    }
    Arg::pair(
        format!("在版本 {} 的开头写 `废止 {}`", after.id, before.id),
        format!("write `repeals {}` in the head of version {}", before.id, after.id),
    )
}

/// The first transition clause that holds for nobody who files while the version is in force, or that another one before
/// it, for everybody or on the same condition, leaves nobody to.
fn never(version: &Version, index: usize, policy: &Policy) -> Option<jifen_grammar::tree::Span> {
    let mut narrowed = version.clone();
    if let Some(field) = version.filing_fact().and_then(|id| narrowed.facts.get_mut(id.index())) {
        let day = |day: NaiveDate| Expr {
            kind: ExprKind::Constant(Constant::Date(day)),
            ty: Type::Date,
            span: version.policy.span,
        };
        let high = end(policy, index).day().map(day);
        field.domain = Some(Domain { low: Some(day(version.in_force)), high, open: false, span: version.policy.span });
    }
    let facts = Facts { values: vec![None; narrowed.facts.len()], ..Facts::default() };
    let mut ev = Evaluator::new(&narrowed, &facts);
    let mut everybody = false;
    for (at, transition) in narrowed.transitions.iter().enumerate() {
        let words = |t: &Transition| t.condition.as_ref().map(|c| c.text.zh.clone());
        let taken =
            words(transition).is_some() && narrowed.transitions.iter().take(at).any(|t| words(t) == words(transition));
        let truth = transition.condition.as_ref().map_or(Truth::Yes, |c| ev.condition(c).0);
        if everybody || taken || truth == Truth::No {
            return Some(transition.span);
        }
        everybody |= truth == Truth::Yes;
    }
    None
}
