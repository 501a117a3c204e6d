//! What of each indicator and group reaches its total: choices and group caps taken off from the top down.

use crate::eval::ops;
use crate::model::{Combine, GroupId, IndicatorId, Member, ModifierKind, Version};
use crate::number::Fraction;
use crate::trace::{GroupTrace, Scores, Truth};
use crate::value::Val;
use std::collections::BTreeMap;

/// The counted values of one total.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted {
    /// By indicator.
    pub indicators: BTreeMap<IndicatorId, Val>,
    /// By group, the total itself included.
    pub groups: BTreeMap<GroupId, Val>,
}

/// Shares a total's value among its members. A group cap takes from the members last in order first;
/// a multiplier scales them; what a floor adds belongs to no member.
pub(crate) fn counted(version: &Version, scores: &Scores, total: GroupId) -> Counted {
    let mut out = Counted::default();
    if let Some(trace) = scores.groups.iter().find(|g| g.id == total) {
        share(version, scores, trace, trace.value.clone(), &mut out);
    }
    out
}

fn share(version: &Version, scores: &Scores, trace: &GroupTrace, amount: Val, out: &mut Counted) {
    out.groups.entry(trace.id).or_insert(amount.clone());
    let shares = shares(version, trace, &amount);
    for ((member, _), share) in trace.members.iter().zip(shares) {
        match member {
            Member::Indicator(i) => {
                out.indicators.entry(*i).or_insert(share);
            }
            Member::Group(g) => {
                if let Some(inner) = scores.groups.iter().find(|t| t.id == *g) {
                    self::share(version, scores, inner, share, out);
                }
            }
        }
    }
}

fn shares(version: &Version, trace: &GroupTrace, amount: &Val) -> Vec<Val> {
    let zero = Val::Number(Fraction::ZERO);
    let combine = version.groups.get(trace.id.index()).map_or(Combine::Sum, |g| g.combine);
    let guarded = trace.guard.as_ref().is_some_and(|(truth, _)| *truth == Truth::No);
    let mut shares: Vec<Val> = trace.members.iter().map(|(_, v)| v.clone()).collect();
    if guarded || *amount == zero && trace.value != zero {
        return vec![zero; shares.len()];
    }
    if matches!(combine, Combine::Best | Combine::ChooseOne | Combine::Least) {
        let known = shares.iter().all(|v| matches!(v, Val::Number(_)));
        let winner = shares.iter().position(|v| *v == trace.combined);
        for (i, share) in shares.iter_mut().enumerate() {
            if known && winner != Some(i) {
                *share = zero.clone();
            } else if !known {
                *share = ops::hull(share, &zero);
            }
        }
    }
    for step in trace.steps.iter().filter(|s| s.kind == ModifierKind::Times) {
        shares.iter_mut().for_each(|share| *share = ops::multiply(share, &step.by));
    }
    let sum = shares.iter().fold(zero.clone(), |sum, share| ops::add(&sum, share));
    let (Val::Number(sum), Val::Number(amount)) = (&sum, amount) else {
        let takes = |s: &&crate::trace::Step| !matches!(s.kind, ModifierKind::Floor | ModifierKind::Times);
        let uncapped = !trace.steps.iter().any(|s| takes(&s)) && *amount == trace.value;
        if !uncapped {
            shares.iter_mut().for_each(|share| *share = ops::hull(share, &zero));
        }
        return shares;
    };
    let mut lost = sum.subtract(*amount).unwrap_or(Fraction::ZERO);
    for share in shares.iter_mut().rev() {
        if let Val::Number(n) = share
            && Fraction::ZERO < lost
            && Fraction::ZERO < *n
        {
            let less = lost.min(*n);
            *n = n.subtract(less).unwrap_or(*n);
            lost = lost.subtract(less).unwrap_or(Fraction::ZERO);
        }
    }
    shares
}
