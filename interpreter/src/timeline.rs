//! A policy's versions in the order of time: which ends when and by what, gaps and overlaps, and clauses about the
//! transition from one to the next.

use crate::checks::transitions;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Constant, Domain, Expr, ExprKind, Type, Version};
use crate::registry::Policy;
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
    let (early, standing): (Vec<_>, Vec<_>) = policy.versions.iter().filter(|v| !v.draft).partition(|v| {
        let base = policy.versions.iter().find(|b| Some(&b.id) == v.base.as_ref());
        base.is_some_and(|base| v.in_force < base.in_force)
    });
    found.extend(early.into_iter().filter_map(|amendment| too_early(amendment, policy)));
    for pair in standing.windows(2) {
        if let [before, after] = pair {
            found.extend(seam(before, after));
        }
    }
    for (i, version) in policy.versions.iter().enumerate() {
        for transition in &version.transitions {
            let mut standing = policy.versions.iter().filter(|v| !v.draft && v.in_force < version.in_force);
            let ids: Vec<&str> = standing.clone().map(|v| v.id.as_str()).collect();
            match standing.find(|v| v.id == transition.version) {
                Some(earlier) => found.extend(transitions::comparable(transition, earlier, version)),
                None => {
                    let hint = match ids.is_empty() {
                        true => "".into(),
                        false => Arg::pair(format!("有 {}", ids.join("、")), format!("there is {}", ids.join(", "))),
                    };
                    let args = [(&transition.version).into(), (&version.id).into(), hint];
                    found.push(Diagnostic::new(Code::NoEarlierVersion, transition.span, args));
                }
            }
        }
        let days = days(policy, i).unwrap_or((version.in_force, version.expires));
        found.extend(transitions::check(version, days));
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

/// An amendment that is in force before its base.
fn too_early(amendment: &Version, policy: &Policy) -> Option<Diagnostic> {
    let base = policy.versions.iter().find(|v| Some(&v.id) == amendment.base.as_ref())?;
    let hint = Arg::pair(
        format!("修正 {} 的施行日期应晚于它所修正的 {}", amendment.id, base.id),
        format!("the first day of amendment {} must be later than that of {}, its base", amendment.id, base.id),
    );
    let args = [(&base.id).into(), (&amendment.id).into(), base.in_force.into(), hint];
    let place = Arg::pair("被修正的版本", "the version that it amends");
    Some(Diagnostic::new(Code::VersionsOverlap, amendment.policy.span, args).with(base.policy.span, place))
}

/// What to do about a version that is in force while the next one begins.
fn overlap_help(before: &Version, after: &Version) -> Arg {
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

/// The first and the last day on which someone may file.
pub type InForce = (NaiveDate, Option<NaiveDate>);

/// The days on which a version is in force, by its place; `None` for a draft.
pub fn days(policy: &Policy, index: usize) -> Option<InForce> {
    let version = policy.versions.get(index).filter(|v| !v.draft)?;
    Some((version.in_force, end(policy, index).day()))
}

/// The version for those alone who file on some days: the filing date's limits are these days, where it is a fact.
/// `None` where its own limits leave none of them.
pub fn within(version: &Version, days: InForce) -> Option<Version> {
    let mut narrowed = version.clone();
    let Some(field) = version.filing_fact().and_then(|id| narrowed.facts.get_mut(id.index())) else {
        return Some(narrowed);
    };
    let limit = |bound: Option<&Option<Expr>>| match bound.and_then(|b| b.as_ref()).map(|e| &e.kind) {
        Some(ExprKind::Constant(Constant::Date(day))) => Some(*day),
        _ => None,
    };
    let low = limit(field.domain.as_ref().map(|d| &d.low)).map_or(days.0, |own| own.max(days.0));
    let last = limit(field.domain.as_ref().map(|d| &d.high));
    let high = [last, days.1].into_iter().flatten().min();
    if high.is_some_and(|high| high < low) {
        return None;
    }
    let span = version.policy.span;
    let day = |day| Expr { kind: ExprKind::Constant(Constant::Date(day)), ty: Type::Date, span };
    field.domain = Some(Domain { low: Some(day(low)), high: high.map(day), open: false, span });
    Some(narrowed)
}
