//! Transition clauses: those that never apply, those that leave nobody to the version itself, and rankings of outcomes.

use super::cover::Cover;
use super::regions::{Interval, of_condition, possible, same};
use crate::applies::better::rank;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::{Evaluator, ops};
use crate::model::{Expr, ExprKind, Outcome, Transition, Type, Version};
use crate::timeline::{InForce, within};
use crate::trace::Truth;
use crate::value::Facts;
use jifen_grammar::tree::Span;

/// The findings about a version's clauses, for those who file on some days.
pub(crate) fn check(version: &Version, days: InForce) -> Vec<Diagnostic> {
    let Some(narrowed) = within(version, days) else { return Vec::new() };
    let facts = Facts::unknown(&narrowed);
    let mut taken =
        Taken { ev: Evaluator::new(&narrowed, &facts), everybody: None, whole: Vec::new(), about: Vec::new() };
    let mut found = Vec::new();
    let mut plain = true;
    for transition in &narrowed.transitions {
        let before = taken.everybody;
        match taken.never(transition) {
            Some(Some(by)) => {
                let first = Arg::pair("已先由这一条款适用", "this clause takes them first");
                found.push(Diagnostic::new(Code::TransitionNeverApplies, transition.span, []).with(by, first));
                continue;
            }
            Some(None) => {
                found.push(Diagnostic::new(Code::TransitionNeverApplies, transition.span, []));
                continue;
            }
            None => taken.add(transition),
        }
        plain &= !transition.better;
        let answered = version.reviewed.iter().any(|a| a.code == Code::VersionNeverApplies.id());
        if let (None, Some(span), true, false) = (before, taken.everybody, plain, answered) {
            found.push(Diagnostic::new(Code::VersionNeverApplies, span, [(&version.id).into()]));
        }
    }
    found
}

/// Whom the clauses so far have taken.
struct Taken<'m> {
    ev: Evaluator<'m>,
    /// The clause that takes whoever was left.
    everybody: Option<Span>,
    /// Whole conditions.
    whole: Vec<(&'m Expr, Span)>,
    /// By quantities: which values of each.
    about: Vec<(&'m Expr, Cover, Span)>,
}

impl<'m> Taken<'m> {
    /// Whether a clause applies to nobody, and the clause that takes whom it means, where there is one.
    fn never(&mut self, transition: &'m Transition) -> Option<Option<Span>> {
        if let Some(by) = self.everybody {
            return Some(Some(by));
        }
        let condition = &transition.condition.as_ref()?.expr;
        if Truth::of(&self.ev.expr(condition)) == Truth::No {
            return Some(None);
        }
        let (subject, intervals) = of_condition(&mut self.ev, condition).unwrap_or((condition, vec![Interval::ALL]));
        let whole = self.whole(subject);
        if intervals.iter().all(|one| one.and(&whole).is_none()) {
            return Some(None);
        }
        self.covered(condition).map(Some)
    }

    /// The clause that takes everybody whom a condition means.
    fn covered(&mut self, condition: &'m Expr) -> Option<Span> {
        if let Some((_, by)) = self.whole.iter().find(|(other, _)| same(&self.ev, other, condition)) {
            return Some(*by);
        }
        if let Some((subject, intervals)) = of_condition(&mut self.ev, condition) {
            let whole = self.whole(subject);
            let inside: Vec<Interval> = intervals.iter().filter_map(|one| one.and(&whole)).collect();
            let at = self.about.iter().find(|(other, ..)| same(&self.ev, other, subject));
            if let Some((_, cover, by)) = at
                && inside.iter().all(|one| cover.holds(one))
            {
                return Some(*by);
            }
        }
        match &condition.kind {
            ExprKind::And(parts) => parts.iter().find_map(|part| self.covered(part)),
            ExprKind::Or(parts) => {
                let all: Option<Vec<Span>> = parts.iter().map(|part| self.covered(part)).collect();
                all?.last().copied()
            }
            _ => None,
        }
    }

    fn add(&mut self, transition: &'m Transition) {
        let span = transition.span;
        let Some(condition) = transition.condition.as_ref().map(|c| &c.expr) else {
            self.everybody = Some(span);
            return;
        };
        if Truth::of(&self.ev.expr(condition)) == Truth::Yes {
            self.everybody = Some(span);
        }
        self.holds(condition, span);
    }

    /// Notes whom a condition takes: of alternatives, each.
    fn holds(&mut self, condition: &'m Expr, span: Span) {
        self.whole.push((condition, span));
        if let Some((subject, intervals)) = of_condition(&mut self.ev, condition) {
            let at = self.about.iter().position(|(other, ..)| same(&self.ev, other, subject));
            let at = at.unwrap_or_else(|| {
                self.about.push((subject, Cover::default(), span));
                self.about.len() - 1
            });
            let whole = self.whole(subject);
            let may_lack = ops::may_be_none(&self.ev.expr(subject));
            if let Some((_, cover, by)) = self.about.get_mut(at) {
                intervals.iter().for_each(|one| cover.add(one));
                *by = span;
                if !may_lack && cover.holds(&whole) && self.everybody.is_none() {
                    self.everybody = Some(span);
                }
            }
        } else if let ExprKind::Or(parts) = &condition.kind {
            parts.iter().for_each(|part| self.holds(part, span));
        }
    }

    /// What a quantity may be.
    fn whole(&mut self, subject: &'m Expr) -> Interval {
        let value = self.ev.expr(subject);
        let choices = match subject.ty {
            Type::Choice(id) => self.ev.version().choices.get(id.index()).map_or(0, |c| c.values.len()),
            _ => 0,
        };
        possible(&value, &subject.ty, choices)
    }
}

/// Whether two versions can be compared as a clause says, and its ranking holds the outcomes of both and no other.
pub(crate) fn comparable(clause: &Transition, earlier: &Version, later: &Version) -> Vec<Diagnostic> {
    let both = [earlier, later];
    if !clause.better {
        return Vec::new();
    }
    let ranked = !clause.ranking.is_empty();
    let lacks = |v: &&&Version| if ranked { v.outcomes.is_empty() } else { v.totals.is_empty() };
    if let Some(lacking) = both.iter().find(lacks) {
        let what = if ranked { Arg::pair("结论", "outcomes") } else { Arg::pair("总分", "total") };
        return vec![Diagnostic::new(Code::NothingToCompare, clause.span, [(&lacking.id).into(), what])];
    }
    let mut found = Vec::new();
    let rows = |version: &'_ Version| version.outcomes.first().map(|l| l.outcomes.clone()).unwrap_or_default();
    for version in both.iter().filter(|_| ranked) {
        let mut told: Vec<String> = Vec::new();
        for row in rows(version).iter().filter(|row| rank(&clause.ranking, row).is_none()) {
            if !told.contains(&row.named.key) {
                told.push(row.named.key.clone());
                let args = [(&version.id).into(), (&row.named.name).into()];
                let declared = Arg::pair("这一结论", "this outcome");
                found.push(Diagnostic::new(Code::OutcomeNotRanked, clause.span, args).with(row.named.span, declared));
            }
        }
    }
    let all: Vec<Outcome> = both.iter().flat_map(|v| rows(v)).collect();
    for (i, one) in clause.ranking.iter().enumerate() {
        let means = |name: &str, row: &Outcome| name == row.named.key || name == row.named.name;
        let Some(row) = all.iter().find(|row| means(&one.name, row)) else {
            let mut names: Vec<&str> = all.iter().map(|row| row.named.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            let there = Arg::pair(names.join("、"), names.join(", "));
            found.push(Diagnostic::new(Code::NoSuchOutcome, one.span, [(&one.name).into(), there]));
            continue;
        };
        if clause.ranking.iter().take(i).any(|earlier| means(&earlier.name, row)) {
            found.push(Diagnostic::new(Code::DuplicateEntry, one.span, [(&one.name).into()]));
        }
    }
    found
}
