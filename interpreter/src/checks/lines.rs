//! Lines that never hold, gaps and overlaps within one list or table, and caps that are never reached:
//! judged by the facts' domains and by how the lines combine.

use super::answered;
use super::cover::Cover;
use super::regions::{Interval, of_band, of_condition, possible, same, value_at};
use crate::bodies;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::Evaluator;
use crate::facts;
use crate::model::{Body, Combine, Content, Expr, ModifierKind, Type, Version};
use crate::shapes::Shape;
use crate::shapes::table::{Case, Table};
use crate::trace::{BodyTrace, Truth};
use crate::value::{Facts, Range, Val};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use std::collections::BTreeSet;

/// Overlaps that are reported of one list.
const MOST_OVERLAPS: usize = 1_000;
/// Gaps that one message names.
const MOST_NAMED: usize = 20;

pub(super) fn check(version: &Version, found: &mut Vec<Diagnostic>) {
    let facts = Facts { values: vec![None; version.facts.len()], ..Facts::default() };
    let mut bodies: Vec<(&Body, Span)> = version.indicators.iter().map(|i| (&i.body, i.named.span)).collect();
    for definition in &version.definitions {
        if let (Content::Body(body), None) = (&definition.content, definition.element) {
            bodies.push((body, definition.named.span));
        }
    }
    outcomes(version, found);
    for (body, name) in bodies {
        let mut checker = Checker { ev: Evaluator::new(version, &facts), version, body, found: Vec::new() };
        checker.list(name);
        checker.tables();
        checker.caps();
        found.extend(checker.found.into_iter().filter(|d| !answered(&body.reviewed, d.code)));
    }
}

/// Outcomes behind one that always holds.
fn outcomes(version: &Version, found: &mut Vec<Diagnostic>) {
    for list in &version.outcomes {
        let certain = list.outcomes.iter().position(|o| o.condition.is_none()).unwrap_or(list.outcomes.len());
        let behind = list.outcomes.iter().skip(certain + 1).filter(|_| !answered(&list.reviewed, Code::NeverHolds));
        found.extend(behind.map(|o| Diagnostic::new(Code::NeverHolds, o.named.span, [])));
    }
}

struct Checker<'m> {
    ev: Evaluator<'m>,
    version: &'m Version,
    body: &'m Body,
    found: Vec<Diagnostic>,
}

impl<'m> Checker<'m> {
    /// Rows that never hold; where one row at most may hold, gaps and overlaps of conditions on one quantity.
    fn list(&mut self, name: Span) {
        let mut about: Vec<(usize, &'m Expr, Vec<Interval>)> = Vec::new();
        let (mut rows, mut otherwise) = (0, false);
        for (i, line) in self.body.lines.iter().enumerate() {
            if let Shape::Row(row) = &line.shape {
                rows += 1;
                let never = Truth::of(&self.ev.expr(&row.condition.expr)) == Truth::No;
                let region = of_condition(&mut self.ev, &row.condition.expr);
                let nowhere = region.as_ref().is_some_and(|(_, intervals)| intervals.is_empty());
                if never || nowhere {
                    self.found.push(Diagnostic::new(Code::NeverHolds, row.condition.expr.span, []));
                }
                about.extend(region.map(|(subject, intervals)| (i, subject, intervals)));
            }
            if otherwise && matches!(self.body.combine, Combine::First) {
                self.found.push(Diagnostic::new(Code::NeverHolds, line.span, []));
            }
            otherwise |= matches!(line.shape, Shape::Otherwise(_));
        }
        let one = matches!(self.body.combine, Combine::One | Combine::First);
        let Some((_, subject, _)) = about.first().cloned() else { return };
        if !one || rows < 2 || about.len() != rows || !about.iter().all(|(_, s, _)| same(&self.ev, s, subject)) {
            return;
        }
        if self.body.combine == Combine::One {
            self.overlaps(subject, &about);
        } else {
            self.shadowed(&about);
        }
        let mut covered = Cover::default();
        about.iter().flat_map(|(_, _, intervals)| intervals).for_each(|interval| covered.add(interval));
        if !otherwise && rows == self.body.lines.len() {
            self.gap(subject, &covered, name);
        }
    }

    fn overlaps(&mut self, subject: &'m Expr, about: &[(usize, &'m Expr, Vec<Interval>)]) {
        let whole = self.whole(subject);
        for (earlier, later) in overlapping(about.iter().map(|(_, _, intervals)| intervals.as_slice()), &whole) {
            let (Some((i, _, first)), Some((j, _, second))) = (about.get(earlier), about.get(later)) else { continue };
            let common = second.iter().flat_map(|a| first.iter().filter_map(|b| a.and(b)));
            let common = common.filter_map(|both| both.and(&whole)).next();
            if let (Some(common), Some(a), Some(b)) = (common, self.body.lines.get(*i), self.body.lines.get(*j)) {
                let words = self.words(&common, &whole, subject);
                let first = Arg::pair("另一行", "the other row");
                self.found.push(Diagnostic::new(Code::Overlapping, b.span, [words]).with(a.span, first));
            }
        }
    }

    /// In a list of which the first row counts, a row whose values earlier rows have all taken.
    fn shadowed(&mut self, about: &[(usize, &'m Expr, Vec<Interval>)]) {
        let mut earlier = Cover::default();
        for (i, _, intervals) in about {
            let taken = intervals.iter().all(|one| earlier.holds(one));
            if let (true, Some(line)) = (taken && !intervals.is_empty(), self.body.lines.get(*i)) {
                self.found.push(Diagnostic::new(Code::NeverHolds, line.span, []));
            }
            intervals.iter().for_each(|one| earlier.add(one));
        }
    }

    fn tables(&mut self) {
        for line in &self.body.lines {
            let mut shape = &line.shape;
            while let Shape::Otherwise(inner) = shape {
                shape = inner;
            }
            if let Shape::Row(row) = shape
                && let Some(award) = &row.award
            {
                shape = award;
            }
            if let Shape::Table(table) = shape {
                self.table(table);
            }
        }
    }

    /// A table by one key: rows that earlier ones shadow, and values without a row.
    fn table(&mut self, table: &'m Table) {
        let [Some(key)] = table.keys.as_slice() else { return };
        let mut covered = Cover::default();
        let whole = self.whole(key);
        let mut otherwise = false;
        for row in &table.rows {
            let [case] = row.cases.as_slice() else { return };
            let mine: Vec<Interval> = match case {
                Case::Otherwise => {
                    otherwise = true;
                    vec![Interval::ALL]
                }
                Case::When(_) => return,
                Case::Is(bands) => {
                    let all: Option<Vec<Interval>> = bands.iter().map(|b| of_band(&mut self.ev, b, &key.ty)).collect();
                    let Some(all) = all else { return };
                    all
                }
            };
            if mine.iter().filter_map(|m| m.and(&whole)).all(|m| covered.holds(&m)) {
                self.found.push(Diagnostic::new(Code::NeverHolds, row.span, []));
            }
            mine.iter().for_each(|m| covered.add(m));
        }
        if !otherwise {
            self.gap(key, &covered, key.span);
        }
    }

    fn gap(&mut self, subject: &'m Expr, covered: &Cover, at: Span) {
        let whole = self.whole(subject);
        let open = covered.gaps(&whole);
        if open.is_empty() {
            return;
        }
        let mut words: Vec<Arg> = open.iter().take(MOST_NAMED).map(|o| self.words(o, &whole, subject)).collect();
        if MOST_NAMED < open.len() {
            words.push(Arg::from("…"));
        }
        let join = |pick: fn(&Arg) -> &String, by: &str| words.iter().map(pick).cloned().collect::<Vec<_>>().join(by);
        let all = Arg::pair(join(|a| &a.zh, "、"), join(|a| &a.en, ", "));
        let say = |language| crate::report::say(subject, self.version, language);
        let subject = Arg::pair(say(Language::Zh), say(Language::En));
        self.found.push(Diagnostic::new(Code::Gap, at, [subject, all]));
    }

    fn whole(&mut self, subject: &'m Expr) -> Interval {
        let value = self.ev.expr(subject);
        let choices = match subject.ty {
            Type::Choice(id) => self.version.choices.get(id.index()).map_or(0, |c| c.values.len()),
            _ => 0,
        };
        possible(&value, &subject.ty, choices)
    }

    /// An interval in the drafter's words; where it reaches the end of what is possible, only its other end.
    fn words(&self, interval: &Interval, whole: &Interval, subject: &Expr) -> Arg {
        let ty = &subject.ty;
        let stepped = !matches!(ty, Type::Number { whole: false, .. });
        let less = |at| crate::number::Fraction::subtract(at, crate::number::Fraction::ONE);
        let low = interval.low.filter(|_| interval.low != whole.low);
        let high = interval.high.filter(|_| interval.high != whole.high);
        let show =
            |at, language| value_at(at, ty).map_or(String::new(), |v| facts::show(&v, ty, self.version, language));
        if let Type::Choice(_) = ty
            && let (Some((from, _)), Some((to, _))) = (interval.low, interval.high)
        {
            let mut names = (Vec::new(), Vec::new());
            let mut at = from;
            while at < to && names.0.len() < MOST_NAMED {
                names.0.push(show(at, Language::Zh));
                names.1.push(show(at, Language::En));
                at = at.add(crate::number::Fraction::ONE).unwrap_or(to);
            }
            if at < to {
                names.0.push("…".to_owned());
                names.1.push("…".to_owned());
            }
            return Arg::pair(names.0.join("、"), names.1.join(", "));
        }
        let say = |language: Language| {
            let zh = language == Language::Zh;
            match (low, high) {
                (Some((a, _)), Some((b, _))) if stepped && less(b) == Some(a) => show(a, language),
                (Some((a, _)), Some((b, _))) if stepped => {
                    format!("{}..{}", show(a, language), show(less(b).unwrap_or(b), language))
                }
                (Some((a, false)), Some((b, false))) => format!("{}..<{}", show(a, language), show(b, language)),
                (Some((a, false)), Some((b, true))) => format!("{}..{}", show(a, language), show(b, language)),
                (Some((a, true)), Some((b, _))) if zh => format!("超过 {} 至 {}", show(a, language), show(b, language)),
                (Some((a, true)), Some((b, _))) => format!("over {} to {}", show(a, language), show(b, language)),
                (Some((a, false)), None) if zh => format!("{} 以上", show(a, language)),
                (Some((a, false)), None) => format!("{} or more", show(a, language)),
                (Some((a, true)), None) if zh => format!("超过 {}", show(a, language)),
                (Some((a, true)), None) => format!("over {}", show(a, language)),
                (None, Some((b, false))) if zh => format!("不满 {}", show(b, language)),
                (None, Some((b, false))) => format!("less than {}", show(b, language)),
                (None, Some((b, true))) if zh => format!("{} 以下", show(b, language)),
                (None, Some((b, true))) => format!("{} or less", show(b, language)),
                (None, None) if zh => "任何值".to_owned(),
                (None, None) => "any value".to_owned(),
            }
        };
        Arg::pair(say(Language::Zh), say(Language::En))
    }

    /// Caps above everything that can come together.
    fn caps(&mut self) {
        let mut trace = BodyTrace::default();
        bodies::evaluate(&mut self.ev, self.body, Some(&mut trace));
        for (step, modifier) in trace.steps.iter().zip(&self.body.modifiers) {
            let most = match &step.before {
                Val::Number(n) => Some(*n),
                Val::Unknown(u) => match &u.range {
                    Some(Range::Number(_, Some(high))) => Some(*high),
                    _ => None,
                },
                _ => None,
            };
            if let (ModifierKind::Cap, Some(most), Val::Number(cap)) = (step.kind, most, &step.by)
                && most < *cap
            {
                let show = |language| facts::show(&Val::Number(most), &modifier.value.ty, self.version, language);
                let most = Arg::pair(show(Language::Zh), show(Language::En));
                self.found.push(Diagnostic::new(Code::CapNeverReached, modifier.span, [most]));
            }
        }
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
