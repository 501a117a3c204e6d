//! Which indicators totals count: each at least in one, and once in each.

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{GroupId, IndicatorId, Member, Version};
use std::collections::BTreeSet;

pub(super) fn check(version: &Version, found: &mut Vec<Diagnostic>) {
    let mut counted = vec![false; version.indicators.len()];
    for total in &version.totals {
        let mut inside = Vec::new();
        collect(version, *total, &mut inside);
        let mut before = BTreeSet::new();
        for id in &inside {
            let Some(indicator) = version.indicators.get(id.index()) else { continue };
            if let Some(slot) = counted.get_mut(id.index()) {
                *slot = true;
            }
            if !before.insert(*id) {
                let (name, total) = (&indicator.named, &version.groups[total.index()].named);
                let here = Arg::pair("这个总分", "this total");
                found.push(
                    Diagnostic::new(Code::IndicatorTwice, name.span, [(&name.name).into()]).with(total.span, here),
                );
            }
        }
    }
    for (indicator, counted) in version.indicators.iter().zip(counted) {
        if !counted {
            found.push(crate::groups::in_no_group(indicator));
        }
    }
}

fn collect(version: &Version, id: GroupId, inside: &mut Vec<IndicatorId>) {
    for member in version.groups.get(id.index()).into_iter().flat_map(|g| &g.members) {
        match member {
            Member::Indicator(i) => inside.push(*i),
            Member::Group(g) => collect(version, *g, inside),
        }
    }
}
