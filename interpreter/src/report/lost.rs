//! What was earned and did not count, and what was not reached.

use super::counted::{Cause, Taken};
use super::reasons::idle;
use super::{Lost, Writer, amount};
use crate::eval::ops;
use crate::model::{Body, Combine, Member, ModifierKind, Type, Version};
use crate::number::Fraction;
use crate::trace::{BodyTrace, Detail, LineTrace, Scores, Step, Truth};
use crate::value::Val;
use serde_json::Value;

impl<'m> Writer<'m> {
    /// What an indicator lost by itself: better lines, its cap, gates and guards.
    pub fn lost_inside(&self, body: &Body, trace: &BodyTrace, ty: &Type) -> Vec<Lost> {
        let mut lost = Vec::new();
        if let Some((Truth::No, _)) = &trace.guard {
            let text = self.pick("不属于适用对象,本项不计", "not among those it is for, so it does not apply");
            lost.push(Lost { why: "guard", points: Value::Null, text });
        }
        let held: Vec<(usize, &LineTrace)> =
            trace.lines.iter().enumerate().filter(|(_, l)| l.holds == Truth::Yes).collect();
        let chooses = matches!(body.combine, Combine::Best | Combine::Least | Combine::First);
        let winner = match body.combine {
            Combine::First => held.first().copied(),
            _ => held.iter().copied().find(|(_, l)| held.iter().all(|(_, o)| better(body.combine, &l.value, &o.value))),
        };
        if chooses && 1 < held.len() {
            for (i, line) in &held {
                // A line of which not one unit is full is told as one that does not hold.
                if winner.is_some_and(|(w, _)| w == *i) || idle(line) {
                    continue;
                }
                let (label, taken) = (label(body, *i), winner.map_or(String::new(), |(w, _)| label(body, w)));
                let text = self.pick(
                    &format!("{label}也成立({}),取{taken},不重复计分", self.show(&line.value, ty)),
                    &format!("{label} holds too ({}), {taken} is taken", self.show(&line.value, ty)),
                );
                lost.push(Lost { why: "better_line", points: amount(&line.value), text });
            }
        }
        // What a line loses is the whole's loss only where the line counts.
        let counts = |i: usize| !chooses || winner.is_some_and(|(w, _)| w == i) || held.is_empty();
        for (_, line) in trace.lines.iter().enumerate().filter(|(i, _)| counts(*i)) {
            self.lost_in_line(&line.detail, ty, &mut lost);
            line.steps.iter().for_each(|s| lost.extend(self.lost_to_cap(s, ty, "cap")));
        }
        trace.steps.iter().for_each(|s| lost.extend(self.lost_to_cap(s, ty, "cap")));
        lost
    }

    fn lost_in_line(&self, detail: &Detail, ty: &Type, lost: &mut Vec<Lost>) {
        match detail {
            Detail::Condition(_, Some(inner)) => self.lost_in_line(inner, ty, lost),
            Detail::Units(units) => {
                units.steps.iter().for_each(|s| lost.extend(self.lost_to_cap(s, ty, "cap")));
                if let Some((_, Truth::No)) = &units.gate {
                    let would = ops::multiply(&units.units, &units.each);
                    if matches!(would, Val::None) || would == Val::Number(Fraction::ZERO) {
                        return;
                    }
                    let text = self.pick(
                        &format!("未达到起计的门槛,{} 暂不计入", self.show(&would, ty)),
                        &format!("the gate is not reached, so {} don't count yet", self.show(&would, ty)),
                    );
                    lost.push(Lost { why: "gate", points: amount(&would), text });
                }
            }
            _ => {}
        }
    }

    /// What a cap took off.
    pub fn lost_to_cap(&self, step: &Step, ty: &Type, why: &'static str) -> Option<Lost> {
        let (Val::Number(before), Val::Number(after)) = (&step.before, &step.after) else { return None };
        if step.kind != ModifierKind::Cap || before <= after {
            return None;
        }
        let less = Val::Number(before.subtract(*after)?);
        let (cap, less_text) = (self.show(&step.by, ty), self.show(&less, ty));
        let text = self.pick(
            &format!("应得 {},最高 {cap},少计 {less_text}", self.show(&step.before, ty)),
            &format!("{} earned, at most {cap} count: {less_text} lost", self.show(&step.before, ty)),
        );
        Some(Lost { why, points: amount(&less), text })
    }

    /// What a member lost to the groups around it.
    pub fn lost_outside(&self, taken: &Taken, scores: &Scores, ty: &Type) -> Lost {
        let less_value = Val::Number(taken.points);
        let less = self.show(&less_value, ty);
        let name = self.version.groups.get(taken.group.index()).map_or("", |g| g.named.name.as_str());
        let (why, zh, en) = match &taken.cause {
            Cause::Guard => {
                ("guard", format!("“{name}”不适用,少计 {less}"), format!("`{name}` does not apply: {less} lost"))
            }
            Cause::Choice => {
                let trace = scores.groups.iter().find(|g| g.id == taken.group);
                let winner = trace.and_then(|t| t.members.iter().find(|(_, v)| *v == t.combined));
                let winner = winner.map_or(String::new(), |(m, _)| member_name(self.version, *m));
                (
                    "better_alternative",
                    format!("“{name}”择一,取“{winner}”,本项 {less} 不计入"),
                    format!("one of `{name}` counts, `{winner}` is taken: {less} not counted"),
                )
            }
            Cause::Step(ModifierKind::Cap, _) => (
                "group_cap",
                format!("“{name}”合计超出上限,少计 {less}"),
                format!("`{name}` is over its cap: {less} lost"),
            ),
            Cause::Step(kind, by) => {
                let why = if *kind == ModifierKind::Times { "times" } else { "rounding" };
                let how = self.modifier(*kind, by, ty);
                (why, format!("“{name}”{how},少计 {less}"), format!("`{name}`, {how}: {less} not counted"))
            }
        };
        Lost { why, points: amount(&less_value), text: self.pick(&zh, &en) }
    }
}

fn better(combine: Combine, a: &Val, b: &Val) -> bool {
    match (a, b) {
        (Val::Number(a), Val::Number(b)) if combine == Combine::Least => a <= b,
        (Val::Number(a), Val::Number(b)) => b <= a,
        _ => false,
    }
}

fn label(body: &Body, line: usize) -> String {
    let label = body.lines.get(line).and_then(|l| l.label.clone());
    format!("({})", label.unwrap_or_else(|| (line + 1).to_string()))
}

/// A member's name.
pub(crate) fn member_name(version: &Version, member: Member) -> String {
    match member {
        Member::Indicator(i) => version.indicators.get(i.index()).map(|i| i.named.name.clone()),
        Member::Group(g) => version.groups.get(g.index()).map(|g| g.named.name.clone()),
    }
    .unwrap_or_default()
}
