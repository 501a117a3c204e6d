//! What two versions compute in the same way, whatever an applicant's facts are.

use super::super::reach::Readers;
use super::{Amount, Difference, Field, Kind, Status, in_force};
use crate::diff::{Diff, Side};
use crate::model::{Expr, ExprKind, Group, GroupId, IndicatorId, Member, Named, Version};
use std::collections::{BTreeMap, BTreeSet};

/// Which rules of the newer version are which of the older one, and which of them are the same function of the facts.
#[derive(Debug, Default)]
pub struct Common {
    /// By member of the newer version, the older one's.
    pub(super) twins: BTreeMap<Member, Member>,
    /// Members of the newer version that are the same in all that they hold and read.
    pub(super) same: BTreeSet<Member>,
    /// Groups of the newer version that combine and limit in the same way, whatever is in them.
    pub(super) alike: BTreeSet<GroupId>,
    /// Whether the outcomes are decided in the same way by the same groups, and the groups of the newer version that they read.
    pub(super) outcomes: Option<BTreeSet<GroupId>>,
}

impl Common {
    /// Of two versions and what differs between them.
    pub fn new(diff: &Diff, a: &Side<'_>, b: &Side<'_>) -> Common {
        let (old, new) = (a.version, b.version);
        let mut common = Common::default();
        let indicators = pairs(
            diff,
            Kind::Indicator,
            old.indicators.iter().map(|i| &i.named),
            new.indicators.iter().map(|i| &i.named),
        );
        let member = |i: usize| Member::Indicator(IndicatorId(i as u32));
        common.twins.extend(indicators.iter().map(|(new, old)| (member(*new), member(*old))));
        let groups = pairs(diff, Kind::Group, old.groups.iter().map(|g| &g.named), new.groups.iter().map(|g| &g.named));
        let member = |i: usize| Member::Group(GroupId(i as u32));
        common.twins.extend(groups.iter().map(|(new, old)| (member(*new), member(*old))));
        if everything_differs(diff, old, new) {
            return common;
        }
        let (before, after) = (Readers::of(old), Readers::of(new));
        let rules = Rules { diff, readers: [&before, &after] };
        for (index, twin) in &indicators {
            if let (Some(now), Some(was)) = (new.indicators.get(*index), old.indicators.get(*twin))
                && rules.untouched(Kind::Indicator, &was.named.key, &now.named.key)
                && rules.reads_none(Kind::Indicator, &was.named.key, &now.named.key)
            {
                common.same.insert(Member::Indicator(IndicatorId(*index as u32)));
            }
        }
        for (index, twin) in &groups {
            if let (Some(now), Some(was)) = (new.groups.get(*index), old.groups.get(*twin))
                && rules.untouched(Kind::Group, &was.named.key, &now.named.key)
                && rules.reads_none(Kind::Group, &was.named.key, &now.named.key)
            {
                common.alike.insert(GroupId(*index as u32));
            }
        }
        // A group stands around those inside it: they are looked at as often as the groups are deep.
        while common.add_groups(old, new) {}
        common.outcomes = rules.outcomes(old, new);
        common
    }

    /// Whether the same outcome comes of whatever is missing, where the first total differs by so much.
    pub(super) fn decides_alike(&self, new: &Version, change: &Amount) -> bool {
        let total = |id: &GroupId| new.totals.first() == Some(id) && *change == Amount::ZERO;
        let same = |id: &GroupId| total(id) || self.same.contains(&Member::Group(*id));
        self.outcomes.as_ref().is_some_and(|groups| groups.iter().all(same))
    }

    /// Adds groups whose members are all the same; whether there were any.
    fn add_groups(&mut self, old: &Version, new: &Version) -> bool {
        let before = self.same.len();
        for id in self.alike.clone() {
            let member = Member::Group(id);
            let (Some(group), Some(twin)) = (new.groups.get(id.index()), self.twins.get(&member)) else { continue };
            let Some(twin) = group_of(old, *twin) else { continue };
            let there: BTreeSet<Member> = group.members.iter().filter_map(|m| self.twins.get(m)).copied().collect();
            let complete = there.len() == group.members.len() && twin.members.iter().all(|m| there.contains(m));
            if complete && twin.members.len() == there.len() && group.members.iter().all(|m| self.same.contains(m)) {
                self.same.insert(member);
            }
        }
        before < self.same.len()
    }
}

/// A group of a version.
pub(super) fn group_of(version: &Version, member: Member) -> Option<&Group> {
    match member {
        Member::Group(id) => version.groups.get(id.index()),
        Member::Indicator(_) => None,
    }
}

/// Whether a change of a thing bears upon values; a range only says which facts there may be.
fn counts(thing: &Difference) -> bool {
    thing.status != Status::Changed || thing.changes.iter().any(|c| c.field.counts())
}

/// What rules read that is not their own: the dates that everything counts from, and what is left to convention.
fn everything_differs(diff: &Diff, old: &Version, new: &Version) -> bool {
    let head = diff.things.iter().filter(|d| d.kind == Kind::Head).flat_map(|d| &d.changes);
    if head.into_iter().any(|c| in_force(c.field) && c.field != Field::Totals || c.field == Field::Currency) {
        return true;
    }
    let plain = |version: &Version, expr: &Option<Expr>| match expr.as_ref().map(|e| &e.kind) {
        None => true,
        Some(ExprKind::Fact(id)) => {
            let key = version.facts.get(id.index()).map(|f| &f.named.key);
            !diff
                .things
                .iter()
                .any(|d| d.kind == Kind::Fact && (Some(&d.key) == key || d.old_key.as_ref() == key) && counts(d))
        }
        Some(_) => false,
    };
    let dates = |v: &Version| plain(v, &v.filing_date) && plain(v, &v.counting_date);
    let read = |d: &&Difference| {
        !matches!(d.kind, Kind::Head | Kind::Constraint | Kind::Indicator | Kind::Group | Kind::Outcomes)
    };
    !(dates(old) && dates(new)) && diff.things.iter().filter(read).any(counts)
}

/// The newer version's index and the older one's, of what both have.
fn pairs<'m>(
    diff: &Diff,
    kind: Kind,
    old: impl Iterator<Item = &'m Named>,
    new: impl Iterator<Item = &'m Named>,
) -> Vec<(usize, usize)> {
    let old: BTreeMap<&str, usize> = old.enumerate().map(|(i, n)| (n.key.as_str(), i)).collect();
    let of_kind = || diff.things.iter().filter(|d| d.kind == kind);
    let twin = |named: &Named| {
        let found = of_kind().find(|d| d.key == named.key && d.status != Status::Gone);
        match found.map(|d| (d.status, &d.old_key)) {
            Some((Status::New, _)) => None,
            Some((_, Some(key))) => old.get(key.as_str()).copied(),
            _ => old.get(named.key.as_str()).copied(),
        }
    };
    new.enumerate().filter_map(|(i, named)| Some((i, twin(named)?))).collect()
}

/// What differs for each rule.
struct Rules<'a> {
    diff: &'a Diff,
    readers: [&'a Readers; 2],
}

impl Rules<'_> {
    /// Whether nothing differs in a rule, nor in what it reads.
    fn untouched(&self, kind: Kind, old: &str, new: &str) -> bool {
        let own = self.diff.things.iter().filter(|d| d.kind == kind && d.key == new && d.status != Status::Gone);
        // That it stands elsewhere, or its members do, is looked at there.
        let elsewhere = |field: Field| matches!(field, Field::Within | Field::Members);
        let own = own.into_iter().any(|d| {
            matches!(d.status, Status::New | Status::Repealed)
                || d.changes.iter().any(|c| c.field.counts() && !elsewhere(c.field))
        });
        let read = self.diff.things.iter().filter(|d| counts(d)).any(|d| {
            let key = if d.status == Status::Gone { old } else { new };
            d.reaches.iter().any(|r| r.kind == kind && r.key == key)
        });
        !own && !read
    }

    /// Whether a rule reads no group's value, in either version.
    fn reads_none(&self, kind: Kind, old: &str, new: &str) -> bool {
        let [before, after] = self.readers;
        before.groups_read(kind, old).is_empty() && after.groups_read(kind, new).is_empty()
    }

    /// The groups that the first list of outcomes reads, where it decides in the same way.
    fn outcomes(&self, old: &Version, new: &Version) -> Option<BTreeSet<GroupId>> {
        let (was, now) = (old.outcomes.first()?, new.outcomes.first()?);
        let lists = self.diff.things.iter().filter(|d| d.kind == Kind::Outcomes);
        let changed = |d: &Difference| d.changes.iter().any(|c| c.field.counts());
        let same_order = self.diff.things.iter().all(|d| !d.changes.iter().any(|c| c.field == Field::Decisions));
        if was.outcomes.len() != now.outcomes.len() || lists.into_iter().any(changed) || !same_order {
            return None;
        }
        let mut groups = BTreeSet::new();
        for (was, now) in was.outcomes.iter().zip(&now.outcomes) {
            if !self.untouched(Kind::Outcomes, &was.named.key, &now.named.key) {
                return None;
            }
            let read = self.readers[1].groups_read(Kind::Outcomes, &now.named.key);
            groups.extend(read.into_iter().map(|group| GroupId(group as u32)));
        }
        Some(groups)
    }
}
