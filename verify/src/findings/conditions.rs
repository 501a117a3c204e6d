//! Conditions that say nothing: a part written twice, parts that contain or exclude each other.

use super::Check;
use super::imply::written_out;
use jifen_interpreter::checks::regions::{Interval, gaps, of_condition, possible, same};
use jifen_interpreter::checks::words;
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::eval::{Evaluator, ops};
use jifen_interpreter::model::{Answer, Combine, Content, Expr, ExprKind, Type, Version};
use jifen_interpreter::shapes::Shape;
use jifen_interpreter::value::Facts;

pub(super) fn check(check: &mut Check<'_, '_>) {
    let version = check.version;
    let facts = Facts::unknown(version);
    for (answers, expr, entry) in roots(version) {
        let mut found = Vec::new();
        of(version, &facts, expr, entry, &mut found);
        for finding in found {
            let example = check.search.anybody();
            check.report(answers, finding.by(example));
        }
    }
    rows_twice(check);
}

/// What stands by itself in rules, with the answers beside it and whether it reads an entry or an argument at hand.
/// What has no block of its own is answered in the head.
fn roots(version: &Version) -> Vec<(&[Answer], &Expr, bool)> {
    let mut all: Vec<(&[Answer], &Expr, bool)> = Vec::new();
    for definition in &version.definitions {
        let entry = definition.element.is_some() || !definition.params.is_empty();
        match &definition.content {
            Content::Expr(e) => all.push((&version.reviewed, e, entry)),
            Content::Body(b) => b.roots(&mut |e| all.push((&b.reviewed, e, entry))),
        }
    }
    for body in version.indicators.iter().map(|i| &i.body) {
        body.roots(&mut |e| all.push((&body.reviewed, e, false)));
    }
    for group in &version.groups {
        all.extend(group.guard.iter().map(|g| (&group.reviewed[..], &g.expr, false)));
    }
    for list in &version.outcomes {
        let conditions = list.outcomes.iter().filter_map(|o| o.condition.as_ref());
        all.extend(conditions.map(|c| (&list.reviewed[..], &c.expr, false)));
    }
    all
}

/// Two rows of one list with the same condition, where both would count.
fn rows_twice(check: &mut Check<'_, '_>) {
    for place in check.places() {
        let Some(body) = place.body(check.version) else { continue };
        if !matches!(body.combine, Combine::Sum | Combine::Count | Combine::All | Combine::First) {
            continue;
        }
        let rows = || {
            body.lines.iter().filter_map(|l| match &l.shape {
                Shape::Row(row) => Some((l, &row.condition)),
                _ => None,
            })
        };
        for (i, (line, condition)) in rows().enumerate() {
            if body.combine == Combine::First && check.told(line.span, &body.reviewed, &[Code::NeverHolds]) {
                continue;
            }
            if let Some((first, _)) = rows().take(i).find(|(_, c)| c.expr == condition.expr) {
                let (zh, en) = (&condition.text.zh, &condition.text.en);
                let how = Arg::pair("与另一行的相同", "is that of another row too");
                let args = [Arg::pair(zh.replace('"', "'"), en.replace('"', "'")), how];
                let first = (first.span, Arg::pair("另一行", "the other row"));
                let finding = Diagnostic::new(Code::SaysNothing, condition.expr.span, args);
                let example = check.search.anybody();
                check.report(&body.reviewed, finding.with(first.0, first.1).by(example));
            }
        }
    }
}

/// The parts of a condition that say nothing, inside too.
fn of<'m>(version: &'m Version, facts: &'m Facts, expr: &'m Expr, entry: bool, found: &mut Vec<Diagnostic>) {
    match &expr.kind {
        ExprKind::And(parts) => joined(version, facts, (expr, parts), true, entry, found),
        ExprKind::Or(parts) => joined(version, facts, (expr, parts), false, entry, found),
        _ => {}
    }
    let inside = entry || matches!(expr.kind, ExprKind::Where(..) | ExprKind::Aggregate(..));
    expr.children().into_iter().for_each(|e| of(version, facts, e, inside, found));
}

fn joined<'m>(
    version: &'m Version,
    facts: &'m Facts,
    (whole, parts): (&'m Expr, &'m [Expr]),
    and: bool,
    entry: bool,
    found: &mut Vec<Diagnostic>,
) {
    let mut tell = |expr: &Expr, zh: String, en: String| {
        let what = words::expression(version, expr);
        let what = Arg::pair(what.zh.replace('"', "'"), what.en.replace('"', "'"));
        let told = Diagnostic::new(Code::SaysNothing, expr.span, [what, Arg::pair(zh, en)]);
        if !found.contains(&told) {
            found.push(told);
        }
    };
    let plain = |e: &Expr| written_out(version, e, &[], 0);
    let out: Vec<Expr> = parts.iter().map(plain).collect();
    for (i, part) in out.iter().enumerate() {
        let Some(written) = parts.get(i) else { continue };
        if out.iter().take(i).any(|other| other == part) {
            tell(written, "写了两次".to_owned(), "stands there twice".to_owned());
            continue;
        }
        let against = |other: &Expr| match (&part.kind, &other.kind) {
            (ExprKind::Not(inner), _) if **inner == *other => true,
            (_, ExprKind::Not(inner)) => **inner == *part,
            _ => false,
        };
        if out.iter().take(i).any(against) {
            match and {
                true => tell(whole, "不可能成立".to_owned(), "can't hold".to_owned()),
                false => tell(whole, "总是成立".to_owned(), "always holds".to_owned()),
            }
            return;
        }
    }
    if entry {
        return;
    }
    let mut ev = Evaluator::new(version, facts);
    let mut about: Vec<(usize, &Expr, Vec<Interval>)> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let Some((subject, own)) = of_condition(&mut ev, part) else { continue };
        if matches!(subject.ty, Type::YesNo) && subject == part {
            continue;
        }
        let value = ev.expr(subject);
        let choices = match subject.ty {
            Type::Choice(id) => version.choices.get(id.index()).map_or(0, |c| c.values.len()),
            _ => 0,
        };
        let all = possible(&value, &subject.ty, choices);
        let inside = |of: &[Interval]| of.iter().filter_map(|one| one.and(&all)).collect::<Vec<_>>();
        let own = inside(&own);
        let others: Vec<&(usize, &Expr, Vec<Interval>)> =
            about.iter().filter(|(_, s, _)| same(&ev, s, subject)).collect();
        let holds = |a: &[Interval], b: &[Interval]| b.iter().all(|one| gaps(one, a).is_empty());
        if let Some((other, _, theirs)) = others.first() {
            let by = |e: &Expr| words::expression(version, e);
            let pair = |wide: usize, narrow: usize| Some((parts.get(wide)?, by(parts.get(narrow)?)));
            // Of two about one quantity, the wider says nothing beside the narrower
            let wider = match (holds(&own, theirs), holds(theirs, &own)) {
                (true, _) if and => pair(i, *other),
                (_, true) if and => pair(*other, i),
                (true, _) => pair(*other, i),
                (_, true) => pair(i, *other),
                _ => None,
            };
            if let Some((part, other)) = &wider {
                let zh = format!("在 `{}` 旁边不起作用", other.zh);
                tell(part, zh, format!("says nothing beside `{}`", other.en));
            }
            let union: Vec<Interval> = own.iter().chain(theirs).cloned().collect();
            if !and && !ops::may_be_none(&value) && gaps(&all, &union).is_empty() && wider.is_none() {
                tell(whole, "总是成立".to_owned(), "always holds".to_owned());
            }
            let common = own.iter().any(|a| theirs.iter().any(|b| a.and(b).is_some()));
            if and && !common && wider.is_none() {
                tell(whole, "不可能成立".to_owned(), "can't hold".to_owned());
            }
        }
        about.push((i, subject, own));
    }
}
