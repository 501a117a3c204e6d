//! Applicants for the findings that bounds alone have made.

use super::search::Search;
use super::{Check, Place};
use chrono::NaiveDate;
use jifen_interpreter::checks::answers::Findings;
use jifen_interpreter::checks::cases::award;
use jifen_interpreter::checks::regions::of_condition;
use jifen_interpreter::diagnostic::{Code, Diagnostic, Example};
use jifen_interpreter::eval::{Evaluator, ops};
use jifen_interpreter::model::{ModifierKind, Version};
use jifen_interpreter::outcomes;
use jifen_interpreter::shapes::Shape;
use jifen_interpreter::trace::Truth;
use jifen_interpreter::value::{RuleError, Val};

/// Adds to findings about a version an applicant whom each is about, where one is found.
pub fn examples(version: &Version, found: &mut [Diagnostic], last: Option<NaiveDate>) {
    let search = Search::new(version, last);
    let check = Check { version, search, last, known: &[], found: Findings::default() };
    for finding in found.iter_mut().filter(|d| d.example.is_none()) {
        finding.example = of(&check, finding).map(Box::new);
    }
}

fn of(check: &Check<'_, '_>, finding: &Diagnostic) -> Option<Example> {
    let version = check.version;
    if finding.code == Code::NoOutcome {
        let list = version.outcomes.iter().position(|l| {
            let named = l.named.as_ref().or(l.outcomes.last().map(|o| &o.named));
            named.is_some_and(|n| n.span == finding.span)
        })?;
        return shown(check, &|ev| {
            let Some(list) = ev.version().outcomes.get(list) else { return Truth::No };
            let looked = outcomes::evaluate(ev, list).looked;
            looked.into_iter().fold(Truth::Yes, |none, (truth, _)| none.and(truth.negated()))
        });
    }
    let place = check.places().into_iter().find(|p| {
        let inside = |b: &jifen_interpreter::model::Body| {
            b.span.file == finding.span.file && b.span.start <= finding.span.start && finding.span.end <= b.span.end
        };
        p.body(version).is_some_and(inside) || p.named(version).is_some_and(|n| n.span == finding.span)
    })?;
    match finding.code {
        Code::Gap => gap(check, place, finding),
        Code::Overlapping | Code::RowsMeet => shown(check, &|ev| match place.traced(ev).0 {
            Val::Error(e) if matches!(*e, RuleError::Overlap(..)) => Truth::Yes,
            Val::Error(_) => Truth::No,
            value => match value {
                Val::Unknown(u) => Truth::Maybe(u.why.clone()),
                _ => Truth::No,
            },
        }),
        Code::CapAlwaysReached => shown(check, &|ev| {
            let (_, trace) = place.traced(ev);
            let steps = trace.steps.iter().chain(trace.lines.iter().flat_map(|l| &l.steps));
            let cut = steps.filter(|s| s.kind == ModifierKind::Cap).map(|s| super::more(&s.before, &s.by));
            cut.fold(Truth::No, Truth::or)
        }),
        Code::NeverHolds | Code::CapNeverReached => {
            let bounds = check.of_anybody(|ev| super::bounds(&place.traced(ev).0));
            let most = super::limits::furthest(check, true, bounds, &|ev| Some(place.traced(ev).0)).1;
            most.map(|a| check.search.shown(&a))
        }
        _ => None,
    }
}

fn shown(check: &Check<'_, '_>, goal: &super::search::Goal<'_>) -> Option<Example> {
    check.search.example(goal).map(|a| check.search.shown(&a))
}

/// Somebody for whom nothing is said, though what is asked of is there.
fn gap(check: &Check<'_, '_>, place: Place, finding: &Diagnostic) -> Option<Example> {
    let body = place.body(check.version)?;
    let inside =
        |l: &jifen_interpreter::model::Line| l.span.start <= finding.span.start && finding.span.end <= l.span.end;
    let line = body.lines.iter().position(inside);
    shown(check, &|ev: &mut Evaluator<'_>| {
        let version = ev.version();
        let Some(body) = place.body(version) else { return Truth::No };
        let about = match line.and_then(|i| body.lines.get(i)).map(award) {
            Some(Shape::Table(table)) => table.keys.first().and_then(Option::as_ref),
            Some(Shape::Matrix(matrix)) => matrix.keys.first().and_then(Option::as_ref),
            Some(Shape::Progressive(bands)) => Some(&bands.quantity),
            _ => body.lines.iter().find_map(|l| match &l.shape {
                Shape::Row(row) => of_condition(ev, &row.condition.expr).map(|(subject, _)| subject),
                _ => None,
            }),
        };
        let there = match about.map(|e| ev.expr(e)) {
            Some(value) => Truth::of(&ops::has(&value)),
            None => Truth::Yes,
        };
        let (_, trace) = place.traced(ev);
        let lines = trace.lines.iter().enumerate().filter(|(i, _)| line.is_none_or(|only| only == *i));
        lines.fold(there, |none, (_, l)| none.and(l.holds.clone().negated()))
    })
}
