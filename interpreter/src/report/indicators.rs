//! Totals, groups and indicators, written out.

use super::counted::{Counted, counted};
use super::results::failure;
use super::{GroupReport, IndicatorReport, Inside, Lost, Report, TotalShown, Tried, Writer, amount};
use crate::eval::Evaluator;
use crate::model::{Combine, GroupId, Indicator, IndicatorId, Member, ModifierKind, Type};
use crate::trace::{GroupTrace, IndicatorTrace, Scores};
use crate::value::Val;
use std::collections::{BTreeMap, BTreeSet};

/// What is at hand while the members of a total are written out.
struct Parts<'s> {
    scores: &'s Scores,
    traces: BTreeMap<IndicatorId, &'s IndicatorTrace>,
    counted: Counted,
    /// The keys of the indicators that the report holds.
    written: BTreeSet<String>,
}

impl<'m> Writer<'m> {
    /// Adds a total with its groups and indicators to a report.
    pub fn total(&self, ev: &mut Evaluator<'m>, id: GroupId, scores: &Scores, report: &mut Report) {
        let Some(group) = self.version.groups.get(id.index()) else { return };
        let Some(trace) = scores.groups.iter().find(|g| g.id == id) else { return };
        let counted = counted(self.version, scores, id);
        let value = amount(&trace.value);
        if report.total.is_null() && report.shown.totals.is_empty() {
            report.total = value.clone();
        }
        report.results.insert(group.named.key.clone(), value);
        report.shown.totals.push(TotalShown {
            name: group.named.name.clone(),
            value: self.number(&trace.value, &self.group_type(id)),
            cite: group.cites.clone(),
            sum: self.sum(trace),
            key: group.named.key.clone(),
            members: self.inside(trace),
            failures: self.failures(trace, scores),
        });
        let traces = scores.indicators.iter().map(|t| (t.id, t)).collect();
        let written = report.indicators.iter().map(|i| i.key.clone()).collect();
        self.members(ev, trace, &mut Parts { scores, traces, counted, written }, report);
    }

    /// The type of a group's value: that of its members' awards.
    fn group_type(&self, id: GroupId) -> Type {
        self.version.group_types.get(id.index()).cloned().unwrap_or(Type::POINTS)
    }

    fn indicator_type(&self, member: Member) -> Type {
        match member {
            Member::Indicator(i) => self.version.indicator_types.get(i.index()).cloned().unwrap_or(Type::POINTS),
            Member::Group(g) => self.group_type(g),
        }
    }

    fn inside(&self, trace: &GroupTrace) -> Vec<Inside> {
        let key = |(member, _): &(Member, Val)| match member {
            Member::Indicator(i) => Some(Inside::Indicator(self.version.indicators.get(i.index())?.named.key.clone())),
            Member::Group(g) => Some(Inside::Group(self.version.groups.get(g.index())?.named.key.clone())),
        };
        trace.members.iter().filter_map(key).collect()
    }

    fn sum(&self, trace: &GroupTrace) -> String {
        let combine = self.version.groups.get(trace.id.index()).map_or(Combine::Sum, |g| g.combine);
        let parts: Vec<String> = trace
            .members
            .iter()
            .map(|(m, v)| {
                let value = self.value(v, &self.indicator_type(*m));
                format!("{} {value}", super::lost::member_name(self.version, *m))
            })
            .collect();
        let joined = match combine {
            Combine::Sum => parts.join(" + "),
            _ => parts.join(&self.pick("、", ", ")),
        };
        let ty = self.group_type(trace.id);
        let combined = self.value(&trace.combined, &ty);
        let mut out = format!("{joined} = {combined}");
        for step in trace.steps.iter().filter(|s| s.before != s.after) {
            out.push_str(&self.pick(&format!(",{}", self.step(step, &ty)), &format!(", {}", self.step(step, &ty))));
        }
        out
    }

    fn members(&self, ev: &mut Evaluator<'m>, trace: &GroupTrace, parts: &mut Parts<'_>, report: &mut Report) {
        let Some(around) = self.version.groups.get(trace.id.index()) else { return };
        for (member, value) in &trace.members {
            match member {
                Member::Indicator(i) => {
                    let (Some(indicator), Some(inner)) =
                        (self.version.indicators.get(i.index()), parts.traces.get(i).copied())
                    else {
                        continue;
                    };
                    let count = parts.counted.values.get(member).cloned();
                    let ty = self.indicator_type(*member);
                    let mut one = self.indicator(ev, indicator, inner, &ty);
                    let count = count.unwrap_or_else(|| value.clone());
                    one.counted = amount(&count);
                    one.shown_counted = self.number(&count, &ty);
                    one.within = Some(around.named.key.clone());
                    one.lost.extend(self.taken(*member, &parts.counted, parts.scores, &ty));
                    if parts.written.insert(one.key.clone()) {
                        report.indicators.push(one);
                    }
                }
                Member::Group(g) => {
                    let scores = parts.scores;
                    let Some(inner) = scores.groups.iter().find(|t| t.id == *g) else { continue };
                    let count = parts.counted.values.get(member).cloned();
                    if let Some(mut one) = self.group(inner) {
                        let count = count.unwrap_or_else(|| value.clone());
                        one.counted = amount(&count);
                        one.within = Some(around.named.key.clone());
                        let ty = self.group_type(*g);
                        one.lost.extend(self.taken(*member, &parts.counted, scores, &ty));
                        report.groups.push(one);
                    }
                    self.members(ev, inner, parts, report);
                }
            }
        }
    }

    fn taken(&self, member: Member, counted: &Counted, scores: &Scores, ty: &Type) -> Vec<Lost> {
        let own = counted.taken.get(&member).into_iter().flatten();
        own.map(|taken| self.lost_outside(taken, scores, ty)).collect()
    }

    /// The rules for which a total can't be computed; where none is to blame, what is wrong with the total itself.
    fn failures(&self, trace: &GroupTrace, scores: &Scores) -> Vec<String> {
        let Some(own) = failure(self, &trace.value) else { return Vec::new() };
        let indicators = scores.indicators.iter().filter_map(|t| {
            let indicator = self.version.indicators.get(t.id.index())?;
            let words = failure(self, &t.value)?;
            let name = &indicator.named.name;
            Some(self.pick(&format!("“{name}”:{words}"), &format!("`{name}`: {words}")))
        });
        let found: Vec<String> = indicators.collect();
        if found.is_empty() { vec![own] } else { found }
    }

    fn group(&self, trace: &GroupTrace) -> Option<GroupReport> {
        let group = self.version.groups.get(trace.id.index())?;
        let ty = self.group_type(trace.id);
        let mut report = GroupReport {
            key: group.named.key.clone(),
            name: group.named.name.clone(),
            points: amount(&trace.value),
            cite: group.cites.clone(),
            provenance: group.named.provenance.clone(),
            notes: group.notes.clone(),
            shown: self.number(&trace.value, &ty),
            members: self.inside(trace),
            ..GroupReport::default()
        };
        report.applied = self.applied(&trace.steps, &ty);
        for step in &trace.steps {
            report.lost.extend(self.lost_to_cap(step, &ty, "group_cap"));
        }
        if let (Some(guard), Some((truth, parts))) = (&group.guard, &trace.guard) {
            report.because.push(self.guard(guard, truth, parts));
        }
        let alternative = group.under.and_then(|a| self.version.alternatives.get(a.index()));
        let values = alternative.and_then(|a| self.version.choices.get(a.choice.index())).map(|c| &c.values);
        let name = |i: u32| values.and_then(|v| v.get(i as usize).map(|v| v.key.clone()));
        report.explained_under = trace.explained_under.filter(|_| trace.alternative.is_none()).and_then(name);
        report.alternative = values.zip(trace.alternative).and_then(|(v, i)| v.get(i as usize).map(|v| v.key.clone()));
        let stands = |i: usize| match trace.alternative {
            Some(taken) if taken as usize == i => "yes",
            Some(_) => "no",
            None if crate::groups::may_win(i, &trace.tried) => "unknown",
            None => "no",
        };
        let tried = values.into_iter().flatten().zip(&trace.tried).enumerate().map(|(i, (named, value))| Tried {
            key: named.key.clone(),
            name: named.name.clone(),
            points: amount(value),
            holds: stands(i),
            shown: self.number(value, &ty),
        });
        report.alternatives = tried.collect();
        Some(report)
    }

    fn indicator(
        &self,
        ev: &mut Evaluator<'m>,
        indicator: &'m Indicator,
        trace: &IndicatorTrace,
        ty: &Type,
    ) -> IndicatorReport {
        let cap = trace.body.steps.iter().find(|s| s.kind == ModifierKind::Cap);
        IndicatorReport {
            key: indicator.named.key.clone(),
            name: indicator.named.name.clone(),
            title: indicator.named.title.clone(),
            points: amount(&trace.value),
            cite: indicator.cites.clone(),
            provenance: indicator.named.provenance.clone(),
            cap: cap.map_or(serde_json::Value::Null, |s| amount(&s.by)),
            because: self.because(&indicator.body, &trace.body, ty),
            applied: self.applied(&trace.body.steps, ty),
            lost: self.lost_inside(&indicator.body, &trace.body, ty),
            facts: self.facts(ev, &indicator.reads),
            values: trace.body.seen.iter().filter_map(|s| self.asked(s)).collect(),
            notes: indicator.body.notes.clone(),
            shown: self.number(&trace.value, ty),
            shown_cap: cap.map_or(String::new(), |s| self.show(&s.by, ty)),
            ..IndicatorReport::default()
        }
    }
}
