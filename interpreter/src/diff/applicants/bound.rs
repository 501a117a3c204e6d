//! Between which bounds a total differs, where facts are missing that both versions read: what is missing is the same for both,
//! so that what both compute in the same way cancels out.

use super::Amount;
use super::common::{Common, group_of};
use crate::assess::traced;
use crate::diff::Side;
use crate::eval::Evaluator;
use crate::model::{Combine, GroupId, Member, ModifierKind, Version};
use crate::number::Fraction;
use crate::report::amount;
use crate::trace::{GroupTrace, Scores, Truth};
use crate::value::{Facts, Val};
use std::collections::BTreeMap;

/// What the first total of the newer version is more than the older one's, for the same applicant.
pub(super) fn change(common: &Common, a: (&Side<'_>, &Facts), b: (&Side<'_>, &Facts)) -> Option<Amount> {
    let (old, new) = (a.0.version, b.0.version);
    let (was, now) = (old.totals.first()?, new.totals.first()?);
    (common.twins.get(&Member::Group(*now)) == Some(&Member::Group(*was))).then_some(())?;
    let (before, after) = (scores(old, a.1)?, scores(new, b.1)?);
    let bounds = Bounds { common, old: (old, Values::of(&before)), new: (new, Values::of(&after)) };
    Some(bounds.member(Member::Group(*now)))
}

fn scores(version: &Version, facts: &Facts) -> Option<Scores> {
    traced(&mut Evaluator::new(version, facts)).0.into_iter().next()
}

/// What each member of a total comes to.
struct Values<'s> {
    groups: BTreeMap<GroupId, &'s GroupTrace>,
    members: BTreeMap<Member, &'s Val>,
}

impl<'s> Values<'s> {
    fn of(scores: &'s Scores) -> Values<'s> {
        let groups: BTreeMap<GroupId, &GroupTrace> = scores.groups.iter().map(|g| (g.id, g)).collect();
        let mut members: BTreeMap<Member, &Val> =
            groups.values().flat_map(|g| &g.members).map(|(m, v)| (*m, v)).collect();
        members.extend(groups.iter().map(|(id, group)| (Member::Group(*id), &group.value)));
        Values { groups, members }
    }

    fn amount(&self, member: Member) -> Amount {
        self.members.get(&member).map_or(Amount::ANY, |value| Amount::of(&amount(value)))
    }
}

struct Bounds<'a, 's> {
    common: &'a Common,
    old: (&'a Version, Values<'s>),
    new: (&'a Version, Values<'s>),
}

impl Bounds<'_, '_> {
    /// Of a member of the newer version and its twin.
    fn member(&self, member: Member) -> Amount {
        let Some(twin) = self.common.twins.get(&member) else { return Amount::ANY };
        let (before, after) = (self.old.1.amount(*twin), self.new.1.amount(member));
        let apart = after.minus(&before);
        // A known number needs no bound; unequal ranges may come of facts that are read otherwise.
        if self.common.same.contains(&member) && before == after {
            return if before == Amount::ANY { apart } else { Amount::ZERO };
        }
        match (member, twin) {
            (Member::Group(now), Member::Group(was)) => self.group(*was, now).unwrap_or(Amount::ANY).within(&apart),
            _ => apart,
        }
    }

    /// Of a group, by its members; none where they do not tell.
    fn group(&self, was: GroupId, now: GroupId) -> Option<Amount> {
        let (old, new) = (self.old.1.groups.get(&was)?, self.new.1.groups.get(&now)?);
        let (before, after) = (group_of(self.old.0, Member::Group(was))?, group_of(self.new.0, Member::Group(now))?);
        // Of alternatives, it is not said here which one stands.
        if before.under.is_some() || after.under.is_some() || sums(before.combine) != sums(after.combine) {
            return None;
        }
        let paired = |member: &Member| {
            let twin = self.common.twins.get(member).filter(|twin| before.members.contains(twin))?;
            Some((*member, *twin))
        };
        let pairs: Vec<(Member, Member)> = after.members.iter().filter_map(paired).collect();
        let gone: Vec<Member> =
            before.members.iter().filter(|m| !pairs.iter().any(|(_, twin)| twin == *m)).copied().collect();
        let fresh: Vec<Member> =
            after.members.iter().filter(|m| !pairs.iter().any(|(own, _)| own == *m)).copied().collect();
        let apart = pairs.iter().map(|(member, _)| self.member(*member));
        let together = match after.combine {
            Combine::Sum => {
                let fresh = fresh.iter().map(|m| self.new.1.amount(*m));
                let gone = gone.iter().map(|m| Amount::ZERO.minus(&self.old.1.amount(*m)));
                apart.chain(fresh).chain(gone).fold(Amount::ZERO, |sum, one| sum.plus(&one))
            }
            _ if before.combine != after.combine => return None,
            // The best (or least) moves no further than what moves furthest; what has no twin may have been the best.
            combine => {
                let all: Vec<Amount> = apart.collect();
                let low = all.iter().map(|d| d.low).reduce(|a, b| Some(a?.min(b?)))?;
                let high = all.iter().map(|d| d.high).reduce(|a, b| Some(a?.max(b?)))?;
                let (falls, rises) = match combine {
                    Combine::Least => (fresh.is_empty(), gone.is_empty()),
                    _ => (gone.is_empty(), fresh.is_empty()),
                };
                Amount { low: low.filter(|_| falls), high: high.filter(|_| rises) }
            }
        };
        if together == Amount::ZERO && self.common.alike.contains(&now) || plain(old) && plain(new) {
            return Some(together);
        }
        // The same bounds on both sides bring two numbers together, never apart.
        let bounded = after.modifiers.iter().all(|m| matches!(m.kind, ModifierKind::Cap | ModifierKind::Floor));
        (self.common.alike.contains(&now) && bounded).then(|| {
            let zero = Some(Fraction::ZERO);
            Amount { low: together.low.min(zero), high: together.high.and_then(|h| Some(h.max(zero?))) }
        })
    }
}

fn sums(combine: Combine) -> bool {
    matches!(combine, Combine::Sum)
}

/// Whether a group is what its members come to, whatever is missing: it applies, and no bound of it is met.
fn plain(group: &GroupTrace) -> bool {
    let applies = group.guard.as_ref().is_none_or(|(truth, _)| *truth == Truth::Yes);
    let idle = group.steps.iter().all(|s| {
        let bound = matches!(s.kind, ModifierKind::Cap | ModifierKind::Floor) && matches!(s.by, Val::Number(_));
        bound && Amount::of(&amount(&s.before)) == Amount::of(&amount(&s.after))
    });
    applies && idle && Amount::of(&amount(&group.combined)) != Amount::ANY
}
