//! Rows that never count: they can't hold, or another always gives as much; and rows that meet where one may hold.

use super::imply::implies;
use super::search::Answer;
use super::{Check, Place, at_least, bounds};
use jifen_interpreter::checks::cases::award;
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::model::{Combine, Expr, Line, Text};
use jifen_interpreter::shapes::Shape;
use jifen_interpreter::trace::Truth;
use jifen_interpreter::value::{RuleError, Val};

/// With more rows than this, they are not compared.
const MOST: usize = 60;

pub(super) fn check(check: &mut Check<'_, '_>) {
    for place in check.places() {
        let Some(body) = place.body(check.version) else { continue };
        if MOST < body.lines.len() || body.repealed {
            continue;
        }
        let dead = never(check, place);
        match body.combine {
            Combine::Best | Combine::Least | Combine::ChooseOne => beaten(check, place, &dead),
            Combine::One => overlap(check, place),
            Combine::Sum | Combine::Count | Combine::All | Combine::Agree | Combine::First => {}
        }
    }
}

/// Rows that can't hold, or that rows before them always take.
fn never(check: &mut Check<'_, '_>, place: Place) -> Vec<usize> {
    let mut dead = Vec::new();
    let Some(body) = place.body(check.version) else { return dead };
    for (i, line) in body.lines.iter().enumerate() {
        let alone = !matches!(line.shape, Shape::Row(_) | Shape::Otherwise(_));
        if alone || check.told(line.span, &body.reviewed, &[Code::NeverHolds]) {
            continue;
        }
        let reached = |ev: &mut Evaluator<'_>| {
            let (_, trace) = place.traced(ev);
            let guard = trace.guard.map_or(Truth::Yes, |(truth, _)| truth);
            let first = place.body(ev.version()).is_some_and(|b| b.combine == Combine::First);
            let mut before = trace.lines.iter().take(if first { i } else { 0 });
            let own = trace.lines.get(i).map_or(Truth::No, |l| l.holds.clone());
            let taken = before.try_fold(Truth::No, |any, l| match any.or(l.holds.clone()) {
                Truth::Yes => Err(()),
                other => Ok(other),
            });
            taken.map_or(Truth::No, |taken| guard.and(own).and(taken.negated()))
        };
        if check.search.never(&reached) {
            dead.push(i);
            let words = words(line);
            let anybody = check.search.example(&|ev| {
                let any = place.traced(ev).0;
                if any == Val::None { Truth::No } else { Truth::Yes }
            });
            let finding = Diagnostic::new(Code::RowCantHold, line.span, [words]);
            let example = anybody.map(|a| check.search.shown(&a));
            check.report(&body.reviewed, finding.by(example));
        }
    }
    dead
}

/// Rows that never decide, since another always gives as much.
fn beaten(check: &mut Check<'_, '_>, place: Place, dead: &[usize]) {
    let Some(body) = place.body(check.version) else { return };
    let most = body.combine != Combine::Least;
    let root = check.of_anybody(|ev| place.traced(ev).1);
    let mut out: Vec<usize> = dead.to_vec();
    for (i, line) in body.lines.iter().enumerate().rev() {
        let holds = root.lines.get(i).map(|l| l.holds.clone());
        if out.contains(&i) || matches!(holds, None | Some(Truth::No)) || matches!(line.shape, Shape::Otherwise(_)) {
            continue;
        }
        let others: Vec<usize> = (0..body.lines.len()).filter(|j| *j != i && !out.contains(j)).collect();
        let decides = |ev: &mut Evaluator<'_>| {
            let (_, trace) = place.traced(ev);
            let guard = trace.guard.map_or(Truth::Yes, |(truth, _)| truth);
            let Some(own) = trace.lines.get(i) else { return Truth::No };
            others.iter().filter_map(|j| trace.lines.get(*j)).fold(guard.and(own.holds.clone()), |so_far, other| {
                let as_much =
                    if most { at_least(&other.value, &own.value) } else { at_least(&own.value, &other.value) };
                so_far.and(other.holds.clone().and(as_much).negated())
            })
        };
        let by = match check.search.find(&decides) {
            Answer::Yes(_) => continue,
            Answer::Never => others.iter().copied().find(|j| as_much(&root.lines, *j, i, most)),
            Answer::Unsure => {
                let by =
                    others.iter().copied().find(|j| as_much(&root.lines, *j, i, most) && implied(check, body, i, *j));
                if by.is_none() {
                    continue;
                }
                by
            }
        };
        out.push(i);
        let told = by.and_then(|j| body.lines.get(j)).map_or(Arg::pair("其他各行", "the others"), label);
        let what = words(line);
        let sign = if most { "≤" } else { "≥" };
        let answer = Arg::pair(format!("{} {sign} {}", what.zh, told.zh), format!("{} {sign} {}", what.en, told.en));
        let example = check.search.example(&|ev| place.holds(ev, i)).map(|a| check.search.shown(&a));
        let mut finding = Diagnostic::new(Code::RowBeaten, line.span, [told, answer]).by(example);
        if let Some(other) = by.and_then(|j| body.lines.get(j)) {
            finding = finding.with(other.span, Arg::pair("总不差于它的一行", "the row that is never worse"));
        }
        check.report(&body.reviewed, finding);
    }
}

/// Whether a line gives at least as much as another, by bounds.
fn as_much(lines: &[jifen_interpreter::trace::LineTrace], other: usize, own: usize, most: bool) -> bool {
    let of = |i: usize| lines.get(i).map(|l| bounds(&l.value));
    match (of(other), of(own)) {
        (Some((least, top)), Some((own_least, own_top))) if most => {
            let _ = (top, own_least);
            least.zip(own_top).is_some_and(|(a, b)| b <= a)
        }
        (Some((_, top)), Some((own_least, _))) => top.zip(own_least).is_some_and(|(a, b)| a <= b),
        _ => false,
    }
}

fn implied(check: &Check<'_, '_>, body: &jifen_interpreter::model::Body, own: usize, other: usize) -> bool {
    let condition = |i: usize| body.lines.get(i).and_then(condition);
    match (condition(own), condition(other)) {
        (Some(a), Some(b)) => implies(check.version, a, b),
        _ => false,
    }
}

fn condition(line: &Line) -> Option<&Expr> {
    match &line.shape {
        Shape::Row(row) => Some(&row.condition.expr),
        _ => None,
    }
}

/// Two rows that hold together where one may: found by an applicant.
fn overlap(check: &mut Check<'_, '_>, place: Place) {
    let (Some(body), Some(named)) = (place.body(check.version), place.named(check.version)) else { return };
    if body.lines.len() < 2 || check.told(body.span, &body.reviewed, &[Code::Overlapping, Code::RowsMeet]) {
        return;
    }
    let both = |ev: &mut Evaluator<'_>| match place.traced(ev).0 {
        Val::Error(e) if matches!(*e, RuleError::Overlap(..)) => Truth::Yes,
        Val::Error(_) => Truth::No,
        _ => {
            // Two that may hold
            let (_, trace) = place.traced(ev);
            let rows = trace.lines.iter().enumerate().filter(|(i, _)| {
                let line = place.body(ev.version()).and_then(|b| b.lines.get(*i));
                line.is_some_and(|l| !matches!(l.shape, Shape::Otherwise(_)))
            });
            let (mut one, mut two) = (Truth::No, Truth::No);
            for (_, line) in rows {
                two = two.or(one.clone().and(line.holds.clone()));
                one = one.or(line.holds.clone());
            }
            match two {
                Truth::Yes => Truth::No,
                other => other,
            }
        }
    };
    let Some(applicant) = check.search.example(&both) else { return };
    let labels = check.search.with(&applicant, |ev| match place.traced(ev).0 {
        Val::Error(e) => match &*e {
            RuleError::Overlap(a, b) => Some((a.clone(), b.clone())),
            _ => None,
        },
        _ => None,
    });
    let Some(Some((a, b))) = labels else { return };
    let at = |label: &str| {
        let same = |l: &&Line| l.label.as_deref() == Some(label);
        body.lines.iter().find(same).map_or(named.span, |l| l.span)
    };
    let told = Arg::pair(format!("({a})、({b})"), format!("({a}), ({b})"));
    let other = Arg::pair("另一行", "the other row");
    let finding = Diagnostic::new(Code::RowsHoldTogether, at(&b), [told]).with(at(&a), other);
    let example = Some(check.search.shown(&applicant));
    check.report(&body.reviewed, finding.by(example));
}

/// A line as it is called in a finding and its answer.
pub(super) fn words(line: &Line) -> Arg {
    let Text { zh, en } = &line.text;
    // A row's text holds its whole table; its first line says which
    let first = |text: &str| text.split(" {").next().unwrap_or(text).replace('"', "'");
    let _ = award(line);
    Arg::pair(first(zh), first(en))
}

fn label(line: &Line) -> Arg {
    match &line.label {
        Some(label) => Arg::from(format!("({label})")),
        None => words(line),
    }
}
