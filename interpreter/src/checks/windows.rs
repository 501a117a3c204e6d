//! What a window of months can't hold: more entries than it has months, and values published too late for it.

use super::answers::Findings;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::Evaluator;
use crate::model::{
    Aggregate, Comparison, Constant, Content, Duration, Expr, ExprKind, Membership, ParameterId, Type, Version,
};
use crate::number::Fraction;
use crate::value::{Facts, Val};
use chrono::{Datelike, Months};
use std::collections::BTreeMap;

/// A definition's arguments, as far as they are lengths of time.
type Lengths = Vec<Option<Duration>>;

/// How deep definitions in definitions are followed.
const DEEPEST: usize = 16;

pub(super) fn check<'m>(version: &'m Version, found: &mut Findings<'m>) {
    let facts = Facts::unknown(version);
    let mut ev = Evaluator::new(version, &facts);
    let mut look = |expr: &'m Expr, add: &mut dyn FnMut(Diagnostic)| {
        let ExprKind::Compare(how, count, wanted) = &expr.kind else { return };
        let Some(most) = most_of(version, count, &Vec::new(), 0) else { return };
        let Val::Number(wanted) = ev.expr(wanted) else { return };
        let never = match how {
            Comparison::Greater => most <= wanted,
            Comparison::GreaterOrEqual | Comparison::Equal => most < wanted,
            _ => false,
        };
        if never {
            add(Diagnostic::new(Code::BeyondWindow, expr.span, [most.into(), wanted.into()]));
        }
    };
    for definition in &version.definitions {
        match &definition.content {
            Content::Expr(e) => all(e, &mut |e| look(e, &mut |d| found.add(d))),
            Content::Body(b) => b.expressions(&mut |e| look(e, &mut |d| found.add_in(&b.reviewed, d))),
        }
    }
    for indicator in &version.indicators {
        let body = &indicator.body;
        body.expressions(&mut |e| look(e, &mut |d| found.add_in(&body.reviewed, d)));
    }
    for list in &version.outcomes {
        for condition in list.outcomes.iter().filter_map(|o| o.condition.as_ref()) {
            all(&condition.expr, &mut |e| look(e, &mut |d| found.add_in(&list.reviewed, d)));
        }
    }
    late_parameters(version, found);
}

fn all<'m>(expr: &'m Expr, see: &mut dyn FnMut(&'m Expr)) {
    see(expr);
    expr.children().into_iter().for_each(|e| all(e, see));
}

/// The most that a count can come to: one entry a month, and so many months.
fn most_of(version: &Version, expr: &Expr, lengths: &Lengths, depth: usize) -> Option<Fraction> {
    match &expr.kind {
        ExprKind::Aggregate(
            Aggregate::Count | Aggregate::UnbrokenMonths | Aggregate::LongestMonths | Aggregate::Distinct,
            list,
            _,
        ) => months_of(version, list, lengths, depth).map(|n| Fraction::whole(i128::from(n))),
        ExprKind::Call(id, arguments) if depth < DEEPEST => match &version.definitions.get(id.index())?.content {
            Content::Expr(inner) => most_of(version, inner, &given(arguments, lengths), depth + 1),
            Content::Body(_) => None,
        },
        _ => None,
    }
}

/// The months of a list that holds one entry for each month of a window.
fn months_of(version: &Version, list: &Expr, lengths: &Lengths, depth: usize) -> Option<i32> {
    match &list.kind {
        ExprKind::Where(inner, condition) => {
            let unique = version.records.get(list.ty.entries()?.index())?.unique?;
            let own = window(condition, unique, lengths);
            let within = months_of(version, inner, lengths, depth);
            own.into_iter().chain(within).min()
        }
        ExprKind::Call(id, arguments) if depth < DEEPEST => match &version.definitions.get(id.index())?.content {
            Content::Expr(inner) => months_of(version, inner, &given(arguments, lengths), depth + 1),
            Content::Body(_) => None,
        },
        _ => None,
    }
}

/// The months of the window in which a condition wants a field of the entry at hand, a month, to lie.
fn window(condition: &Expr, field: usize, lengths: &Lengths) -> Option<i32> {
    match &condition.kind {
        ExprKind::And(parts) => parts.iter().filter_map(|p| window(p, field, lengths)).min(),
        ExprKind::In(value, membership) => match (&value.kind, membership.as_ref()) {
            (ExprKind::EntryField(0, at), Membership::Last(length)) if *at == field && value.ty == Type::Month => {
                length_of(length, lengths).filter(|d| d.days == 0).map(|d| d.months)
            }
            _ => None,
        },
        _ => None,
    }
}

fn length_of(expr: &Expr, lengths: &Lengths) -> Option<Duration> {
    match &expr.kind {
        ExprKind::Constant(Constant::Duration(d)) => Some(*d),
        ExprKind::Argument(i) => lengths.get(*i).copied().flatten(),
        _ => None,
    }
}

fn given(arguments: &[Expr], lengths: &Lengths) -> Lengths {
    arguments.iter().map(|a| length_of(a, lengths)).collect()
}

/// Parameters read for the entries of a window that begins, for the first applicants, before their first value.
fn late_parameters<'m>(version: &'m Version, found: &mut Findings<'m>) {
    let mut longest: BTreeMap<(ParameterId, usize), i32> = BTreeMap::new();
    version.expressions(&mut |expr| reach(version, expr, &Vec::new(), 0, &mut longest));
    for ((id, column), months) in longest {
        let Some(parameter) = version.parameters.get(id.index()) else { continue };
        let Some(column) = parameter.columns.get(column) else { continue };
        let end = u32::from(version.conventions.months_end_previous == Some(true));
        let back = u32::try_from(months).unwrap_or(0).saturating_sub(1).saturating_add(end);
        let Some(begins) = version.in_force.checked_sub_months(Months::new(back)).and_then(|d| d.with_day(1)) else {
            continue;
        };
        let late = column.series.iter().filter_map(|s| s.first()).find(|step| begins < step.from);
        if let Some(step) = late {
            let month = |day: chrono::NaiveDate| Arg::from(day.format("%Y-%m"));
            let args = [month(begins), (&parameter.named.name).into(), month(step.from)];
            found.add_in(&parameter.reviewed, Diagnostic::new(Code::ParameterBeginsLate, step.span, args));
        }
    }
}

/// Where a filter has a window of months, the parameters that the filter reads for the entry's month.
fn reach(
    version: &Version,
    expr: &Expr,
    lengths: &Lengths,
    depth: usize,
    longest: &mut BTreeMap<(ParameterId, usize), i32>,
) {
    match &expr.kind {
        ExprKind::Where(_, condition) => {
            let mut read = Vec::new();
            all(condition, &mut |e| {
                if let ExprKind::Parameter(id, column, _, Some(at)) = &e.kind
                    && let ExprKind::EntryField(0, field) = &at.kind
                {
                    read.push((*id, *column, *field));
                }
            });
            for (id, column, field) in read {
                if let Some(months) = window(condition, field, lengths) {
                    let most = longest.entry((id, column)).or_insert(months);
                    *most = (*most).max(months);
                }
            }
        }
        ExprKind::Call(id, arguments) if !arguments.is_empty() && depth < DEEPEST => {
            let definition = version.definitions.get(id.index());
            if let Some(Content::Expr(inner)) = definition.map(|d| &d.content) {
                let lengths = given(arguments, lengths);
                all(inner, &mut |e| reach(version, e, &lengths, depth + 1, longest));
            }
        }
        _ => {}
    }
}
