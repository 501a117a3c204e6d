//! What grows old: parameters whose last value is about a year back, and a printed end that is near.

use super::Check;
use chrono::{Months, NaiveDate};
use jifen_interpreter::diagnostic::{Code, Diagnostic};
use jifen_interpreter::model::ExprKind;
use std::collections::BTreeSet;

/// After so many months, a parameter's value is stale.
const STALE: u32 = 12;
/// Months ahead of which it is told that something grows stale or ends.
const AHEAD: u32 = 1;
const AHEAD_OF_END: u32 = 3;
/// An end longer ago than this is history.
const HISTORY: u32 = 12;

/// `last`: the last day in force.
pub(super) fn check(check: &mut Check<'_, '_>, on: NaiveDate, last: Option<NaiveDate>) {
    let version = check.version;
    if version.draft || on < version.in_force {
        return;
    }
    let later = |day: NaiveDate, months| day.checked_add_months(Months::new(months)).unwrap_or(day);
    // A successor that is known ends it earlier
    if let Some(end) = version.expires.filter(|end| last == Some(*end))
        && end <= later(on, AHEAD_OF_END)
        && on <= later(end, HISTORY)
    {
        let args = [(&version.id).into(), end.into()];
        check.report(&version.reviewed, Diagnostic::new(Code::EndsSoon, version.policy.span, args));
    }
    if last.is_some_and(|last| last < on) {
        return;
    }
    let mut read = BTreeSet::new();
    version.expressions(&mut |e| {
        if let ExprKind::Parameter(id, column, ..) = &e.kind {
            read.insert((*id, *column));
        }
    });
    for (id, column) in read {
        let Some(parameter) = version.parameters.get(id.index()).filter(|p| !p.open_ended) else { continue };
        let steps = parameter.columns.get(column).into_iter().flat_map(|c| &c.series).filter_map(|s| s.last());
        let Some(step) = steps.min_by_key(|s| s.from) else { continue };
        let until = later(step.from, STALE);
        if until <= later(on, AHEAD) {
            let month = |day: NaiveDate| day.format(if step.by_month { "%Y-%m" } else { "%Y-%m-%d" }).to_string();
            let args = [(&parameter.named.name).into(), month(step.from).into(), month(until).into()];
            check.report(&parameter.reviewed, Diagnostic::new(Code::GrowsStale, step.span, args));
        }
    }
}
