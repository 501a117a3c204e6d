//! What of each indicator and group reaches its total, and what took the rest: from the total down.

use crate::eval::ops;
use crate::model::{Combine, GroupId, Member, ModifierKind, Version};
use crate::number::Fraction;
use crate::trace::{GroupTrace, Scores, Truth};
use crate::value::Val;
use std::collections::BTreeMap;

/// The counted values of one total.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted {
    /// By member, the total itself included.
    pub values: BTreeMap<Member, Val>,
    /// What was taken off members, in the order in which it happened.
    pub taken: BTreeMap<Member, Vec<Taken>>,
}

/// Points of a member that do not reach its total.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// In which group around it.
    pub group: GroupId,
    /// Why.
    pub cause: Cause,
    /// How many.
    pub points: Fraction,
}

/// What takes points off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The group does not apply.
    Guard,
    /// Another member is taken.
    Choice,
    /// A cap, a multiplier or a rounding, and its value.
    Step(ModifierKind, Val),
}

/// Something that a group, or one around it, takes off its members.
#[derive(Debug, Clone)]
struct Take {
    group: GroupId,
    cause: Cause,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    All,
    Times(Val),
    /// So much, from the members last in order first.
    Less(Fraction),
    /// It is not known how much.
    Perhaps,
}

/// Shares a total's value among its members. What a floor or rounding up adds belongs to no member.
pub(crate) fn counted(version: &Version, scores: &Scores, total: GroupId) -> Counted {
    let mut out = Counted::default();
    if let Some(trace) = scores.groups.iter().find(|g| g.id == total) {
        out.values.insert(Member::Group(total), trace.value.clone());
        share(version, scores, trace, Vec::new(), &mut out);
    }
    out
}

fn share(version: &Version, scores: &Scores, trace: &GroupTrace, around: Vec<Take>, out: &mut Counted) {
    let count = trace.members.len();
    let mut shares: Vec<Val> = trace.members.iter().map(|(_, v)| v.clone()).collect();
    let mut inside: Vec<Vec<Take>> = vec![Vec::new(); count];
    let mut taking = |i: usize, share: &mut Val, take: Take, after: Val| {
        if let (Val::Number(before), Val::Number(now)) = (&*share, &after)
            && now < before
            && let (Some((member, _)), Some(points)) = (trace.members.get(i), before.subtract(*now))
        {
            let taken = Taken { group: take.group, cause: take.cause.clone(), points };
            out.taken.entry(*member).or_default().push(taken);
        }
        *share = after;
        if let Some(takes) = inside.get_mut(i) {
            takes.push(take);
        }
    };
    let zero = Val::Number(Fraction::ZERO);
    let combine = version.groups.get(trace.id.index()).map_or(Combine::Sum, |g| g.combine);
    if matches!(combine, Combine::Best | Combine::ChooseOne | Combine::Least) {
        let known = shares.iter().all(|v| matches!(v, Val::Number(_)));
        let winner = shares.iter().position(|v| *v == trace.combined);
        for (i, share) in shares.iter_mut().enumerate().filter(|(i, _)| !known || winner != Some(*i)) {
            let (what, after) =
                if known { (What::All, zero.clone()) } else { (What::Perhaps, ops::hull(share, &zero)) };
            taking(i, share, Take { group: trace.id, cause: Cause::Choice, what }, after);
        }
    }
    for take in own(trace).into_iter().chain(around) {
        let known = shares.iter().all(|v| matches!(v, Val::Number(_)));
        let mut rest = match &take.what {
            What::Less(points) => *points,
            _ => Fraction::ZERO,
        };
        for (i, share) in shares.iter_mut().enumerate().rev() {
            let (what, after) = match &take.what {
                What::All => (What::All, zero.clone()),
                What::Times(by) => (take.what.clone(), ops::multiply(share, by)),
                What::Less(_) if known => {
                    let Val::Number(n) = share else { continue };
                    let less = rest.min(*n);
                    if less <= Fraction::ZERO {
                        continue;
                    }
                    rest = rest.subtract(less).unwrap_or(Fraction::ZERO);
                    (What::Less(less), n.subtract(less).map_or(zero.clone(), Val::Number))
                }
                _ => (What::Perhaps, ops::hull(share, &zero)),
            };
            taking(i, share, Take { what, ..take.clone() }, after);
        }
    }
    for (((member, _), share), takes) in trace.members.iter().zip(shares).zip(inside) {
        out.values.entry(*member).or_insert(share);
        if let Member::Group(id) = member
            && let Some(inner) = scores.groups.iter().find(|t| t.id == *id)
        {
            self::share(version, scores, inner, takes, out);
        }
    }
}

/// What a group takes off by its own modifiers and guard.
fn own(trace: &GroupTrace) -> Vec<Take> {
    let mut takes = Vec::new();
    for step in trace.steps.iter().filter(|s| s.before != s.after && s.kind != ModifierKind::Floor) {
        let what = match (step.kind, &step.before, &step.after) {
            (ModifierKind::Times, ..) => What::Times(step.by.clone()),
            (_, Val::Number(before), Val::Number(after)) if after < before => match before.subtract(*after) {
                Some(less) => What::Less(less),
                None => What::Perhaps,
            },
            (_, Val::Number(_), Val::Number(_)) => continue,
            _ => What::Perhaps,
        };
        takes.push(Take { group: trace.id, cause: Cause::Step(step.kind, step.by.clone()), what });
    }
    let what = match trace.guard.as_ref().map(|(truth, _)| truth) {
        None | Some(Truth::Yes) => return takes,
        Some(Truth::No) => What::All,
        Some(_) => What::Perhaps,
    };
    takes.push(Take { group: trace.id, cause: Cause::Guard, what });
    takes
}
