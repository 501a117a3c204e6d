//! Groups of which one member counts: one member alone, and members that another always exceeds.

use super::search::Answer;
use super::{Check, at_least, more};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::groups;
use jifen_interpreter::model::{Combine, GroupId, Member, Named, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::trace::{GroupTrace, Truth};
use jifen_interpreter::value::Val;

pub(super) fn check(check: &mut Check<'_, '_>) {
    alone(check);
    for (i, group) in check.version.groups.iter().enumerate() {
        if !group.combine.picks() || group.members.len() < 2 {
            continue;
        }
        let id = GroupId(i as u32);
        let least = group.combine == Combine::Least;
        let mut out: Vec<usize> = Vec::new();
        for own in (0..group.members.len()).rev() {
            let others: Vec<usize> = (0..group.members.len()).filter(|j| *j != own && !out.contains(j)).collect();
            let decides = |ev: &mut Evaluator<'_>| {
                let Some(trace) = traced(ev, id) else { return Truth::No };
                let Some((_, value)) = trace.members.get(own) else { return Truth::No };
                let zero = Val::Number(Fraction::ZERO);
                let start = if least { Truth::Yes } else { more(value, &zero) };
                others.iter().filter_map(|j| trace.members.get(*j)).fold(start, |so_far, (_, other)| {
                    let as_much = if least { at_least(value, other) } else { at_least(other, value) };
                    so_far.and(as_much.negated())
                })
            };
            let Some(named) = group.members.get(own).and_then(|m| name(check.version, *m)) else { continue };
            let (Answer::Never, false) = (check.search.find(&decides), others.is_empty()) else { continue };
            out.push(own);
            let others = others.iter().filter_map(|j| name(check.version, *group.members.get(*j)?));
            let others: Vec<&str> = others.map(|n| n.name.as_str()).collect();
            let told = Arg::pair(others.join("、"), others.join(", "));
            let sign = if least { "≥" } else { "≤" };
            let answer =
                Arg::pair(format!("{} {sign} {}", named.name, told.zh), format!("{} {sign} {}", named.name, told.en));
            let args = [Arg::from(&named.name), Arg::from(&group.named.name), told, answer];
            let gives = |ev: &mut Evaluator<'_>| {
                let zero = Val::Number(Fraction::ZERO);
                let value = traced(ev, id).and_then(|t| t.members.get(own).map(|(_, v)| v.clone()));
                value.map_or(Truth::No, |v| more(&v, &zero))
            };
            let example = check.search.example(&gives).map(|a| check.search.shown(&a));
            let finding = Diagnostic::new(Code::MemberNeverCounts, group.named.span, args);
            let here = Arg::pair("这一项", "this one");
            check.report(&group.reviewed, finding.with(named.span, here).by(example));
        }
    }
}

/// Groups and rules that choose among one.
fn alone(check: &mut Check<'_, '_>) {
    for group in check.version.groups.iter().filter(|g| g.combine.picks() && g.members.len() == 1) {
        let one = group.members.first().and_then(|m| name(check.version, *m)).map_or("", |n| n.name.as_str());
        let args = [Arg::from(&group.named.name), Arg::from(one)];
        let example = check.search.anybody();
        check.report(&group.reviewed, Diagnostic::new(Code::OneToChoose, group.named.span, args).by(example));
    }
    for indicator in &check.version.indicators {
        let body = &indicator.body;
        if let ([line], true, false) = (body.lines.as_slice(), body.combine.picks(), body.repealed) {
            let what = super::bodies::words(line);
            let finding =
                Diagnostic::new(Code::OneToChoose, indicator.named.span, [(&indicator.named.name).into(), what]);
            let example = check.search.anybody();
            check.report(&body.reviewed, finding.by(example));
        }
    }
}

pub(super) fn name(version: &Version, member: Member) -> Option<&Named> {
    match member {
        Member::Indicator(i) => version.indicators.get(i.index()).map(|i| &i.named),
        Member::Group(g) => version.groups.get(g.index()).map(|g| &g.named),
    }
}

/// The total in which a group stands.
pub(super) fn total_of(version: &Version, id: GroupId) -> Option<GroupId> {
    let mut at = id;
    for _ in 0..version.groups.len() {
        if version.totals.contains(&at) {
            return Some(at);
        }
        at = GroupId(version.groups.iter().position(|g| g.members.contains(&Member::Group(at)))? as u32);
    }
    None
}

/// How a group comes about.
pub(super) fn traced(ev: &mut Evaluator<'_>, id: GroupId) -> Option<GroupTrace> {
    let total = total_of(ev.version(), id)?;
    let scores = groups::evaluate_total(ev, total);
    scores.groups.into_iter().find(|g| g.id == id)
}
