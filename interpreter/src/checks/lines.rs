//! Rows that never hold, and what rows of which one at most may hold leave out or share.

use super::cover::Cover;
use super::regions::{Interval, gaps, of_condition, possible, same};
use super::{Checker, words};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Combine, Expr, Text, Type};
use crate::shapes::Shape;
use crate::trace::Truth;
use jifen_grammar::tree::Span;
use std::collections::BTreeSet;

/// Overlaps that are reported of one list.
const MOST_OVERLAPS: usize = 1_000;

/// A row's place in the body, and what its condition says of one quantity.
type About<'m> = (usize, &'m Expr, Vec<Interval>);

/// A row, outcome or line behind others that never applies; `text` says which it is.
pub(super) fn never(at: Span, text: &Text) -> Diagnostic {
    Diagnostic::new(Code::NeverHolds, at, [Arg::pair(&text.zh, &text.en)])
}

impl<'m> Checker<'_, 'm> {
    /// Rows that never hold; where one row at most may hold, gaps and overlaps of conditions on one quantity.
    pub(super) fn list(&mut self, name: Span) {
        let mut about: Vec<About<'m>> = Vec::new();
        let (mut rows, mut otherwise) = (0, false);
        let body = self.body;
        for (i, line) in body.lines.iter().enumerate() {
            if let Shape::Row(row) = &line.shape {
                rows += 1;
                let fails = Truth::of(&self.ev.expr(&row.condition.expr)) == Truth::No;
                let region = of_condition(&mut self.ev, &row.condition.expr);
                let nowhere = region.as_ref().is_some_and(|(_, intervals)| intervals.is_empty());
                if fails || nowhere {
                    self.report(never(row.condition.expr.span, &row.condition.text));
                }
                about.extend(region.map(|(subject, intervals)| (i, subject, intervals)));
            }
            if otherwise && matches!(body.combine, Combine::First) {
                self.report(never(line.span, &line.text));
            }
            otherwise |= matches!(line.shape, Shape::Otherwise(_));
        }
        if body.combine == Combine::One {
            self.independent();
        }
        let one = matches!(body.combine, Combine::One | Combine::First);
        let Some((_, subject, _)) = about.first().cloned() else { return };
        if !one || rows < 2 || about.len() != rows || !about.iter().all(|(_, s, _)| same(&self.ev, s, subject)) {
            return;
        }
        if body.combine == Combine::One {
            self.overlaps(subject, &about);
        } else {
            self.shadowed(&about);
        }
        let covered: Vec<Interval> = about.iter().flat_map(|(_, _, intervals)| intervals.clone()).collect();
        if !otherwise && rows == body.lines.len() {
            self.gap(subject, &covered, name);
        }
    }

    fn overlaps(&mut self, subject: &'m Expr, about: &[About<'m>]) {
        let whole = self.whole(subject);
        for (earlier, later) in overlapping(about.iter().map(|(_, _, intervals)| intervals.as_slice()), &whole) {
            let (Some((i, _, first)), Some((j, _, second))) = (about.get(earlier), about.get(later)) else { continue };
            let common = second.iter().flat_map(|a| first.iter().filter_map(|b| a.and(b)));
            let common = common.filter_map(|both| both.and(&whole)).next();
            if let (Some(common), Some(a), Some(b)) = (common, self.body.lines.get(*i), self.body.lines.get(*j)) {
                let words = words::interval(self.version, &common, &whole, &subject.ty);
                let first = Arg::pair("另一行", "the other row");
                self.report(Diagnostic::new(Code::Overlapping, b.span, [words]).with(a.span, first));
            }
        }
    }

    /// In a list of which the first row counts, a row whose values earlier rows have all taken.
    fn shadowed(&mut self, about: &[About<'m>]) {
        let mut earlier = Cover::default();
        for (i, _, intervals) in about {
            let taken = intervals.iter().all(|one| earlier.holds(one));
            if let (true, Some(line)) = (taken && !intervals.is_empty(), self.body.lines.get(*i)) {
                self.report(never(line.span, &line.text));
            }
            intervals.iter().for_each(|one| earlier.add(one));
        }
    }

    /// What no range of a quantity holds.
    pub(super) fn gap(&mut self, subject: &'m Expr, covered: &[Interval], at: Span) {
        let whole = self.whole(subject);
        let open = gaps(&whole, covered);
        let told: Vec<Arg> = open.iter().map(|o| words::interval(self.version, o, &whole, &subject.ty)).collect();
        if !told.is_empty() {
            let subject = words::expression(self.version, subject);
            self.report(Diagnostic::new(Code::Gap, at, [subject, words::list(&told, "、", ", ")]));
        }
    }

    /// What a quantity may be.
    pub(super) fn whole(&mut self, subject: &'m Expr) -> Interval {
        let value = self.ev.expr(subject);
        let choices = match subject.ty {
            Type::Choice(id) => self.version.choices.get(id.index()).map_or(0, |c| c.values.len()),
            _ => 0,
        };
        possible(&value, &subject.ty, choices)
    }
}

/// The pairs of rows that have values in common, as places in the list, the earlier row first; in the order of the
/// later row. No more than can be reported.
fn overlapping<'a>(rows: impl Iterator<Item = &'a [Interval]>, whole: &Interval) -> Vec<(usize, usize)> {
    let inside = |one: &Interval| one.and(whole);
    let all = rows.enumerate().flat_map(|(row, intervals)| intervals.iter().filter_map(inside).map(move |i| (i, row)));
    let mut all: Vec<(Interval, usize)> = all.collect();
    all.sort_by_key(|(interval, row)| (interval.low, *row));
    let mut pairs = BTreeSet::new();
    let mut open: Vec<&(Interval, usize)> = Vec::new();
    for next in &all {
        open.retain(|(before, _)| before.and(&next.0).is_some());
        pairs
            .extend(open.iter().filter(|(_, row)| *row != next.1).map(|(_, row)| (next.1.max(*row), next.1.min(*row))));
        open.push(next);
        if MOST_OVERLAPS < pairs.len() {
            break;
        }
    }
    pairs.into_iter().take(MOST_OVERLAPS).map(|(later, earlier)| (earlier, later)).collect()
}
