//! Things against things: new, gone, changed.

use super::compare::Comparer;
use super::describe::Thing;
use super::field::Field;
use super::matching::{Matching, Pairs, constraints};
use super::narrow::View;
use super::reach::Readers;
use super::{Difference, Kind, Status};
use std::collections::{BTreeMap, BTreeSet};

/// The things of one side and how they are shown.
type Things<'a, 'm> = (&'a [Thing<'m>], View<'a>);

/// What changed, kind by kind; of each kind in the newer version's order, what is gone behind it.
pub(super) fn differences(old: Things<'_, '_>, new: Things<'_, '_>, m: &Matching) -> Vec<Difference> {
    let mut found = Vec::new();
    let head = vec![(0, 0)];
    let conditions = constraints(&of(old.0, &[Kind::Constraint]), &of(new.0, &[Kind::Constraint]));
    let kinds: [(&[Kind], &Pairs); 11] = [
        (&[Kind::Head], &head),
        (&[Kind::Choice, Kind::Alternative], &m.choices),
        (&[Kind::Record], &m.records),
        (&[Kind::Fact], &m.facts),
        (&[Kind::Parameter], &m.parameters),
        (&[Kind::Catalogue], &m.catalogues),
        (&[Kind::Definition, Kind::Result], &m.definitions),
        (&[Kind::Constraint], &conditions),
        (&[Kind::Indicator], &m.indicators),
        (&[Kind::Group], &m.groups),
        (&[Kind::Outcomes], &m.outcomes),
    ];
    for (kinds, pairs) in kinds {
        let (before, after) = (of(old.0, kinds), of(new.0, kinds));
        let from: BTreeMap<usize, usize> = pairs.iter().map(|(i, j)| (*j, *i)).collect();
        for (j, thing) in after.iter().enumerate() {
            match from.get(&j).and_then(|i| before.get(*i)) {
                Some(twin) => found.extend(both(twin, thing, old.1, new.1)),
                None => found.push(alone(thing, Status::New, old.1, new.1)),
            }
        }
        let kept: BTreeSet<usize> = pairs.iter().map(|p| p.0).collect();
        let gone = before.iter().enumerate().filter(|(i, _)| !kept.contains(i));
        found.extend(gone.map(|(_, thing)| alone(thing, Status::Gone, old.1, new.1)));
    }
    reaches(&mut found, old, new);
    found
}

fn of<'t, 'm>(things: &'t [Thing<'m>], kinds: &[Kind]) -> Vec<&'t Thing<'m>> {
    things.iter().filter(|t| kinds.contains(&t.kind)).collect()
}

fn both(old: &Thing<'_>, new: &Thing<'_>, before: View<'_>, after: View<'_>) -> Option<Difference> {
    let mut comparer = Comparer { old: before, new: after, changes: Vec::new() };
    comparer.parts(&old.parts, &new.parts, false, &[]);
    let changes = comparer.changes;
    // Constraints have no name of their own.
    let named = new.kind != Kind::Constraint;
    let repealed = |thing: &Thing<'_>| thing.parts.iter().any(|p| p.field == Field::Repealed);
    let status = if repealed(new) && !repealed(old) { Status::Repealed } else { Status::Changed };
    (!changes.is_empty()).then(|| Difference {
        kind: new.kind,
        status,
        key: new.named.key.clone(),
        name: new.named.name.clone(),
        old_key: (named && old.named.key != new.named.key).then(|| old.named.key.clone()),
        old_name: (named && old.named.name != new.named.name).then(|| old.named.name.clone()),
        moved: changes.iter().any(|c| c.field == Field::Within),
        old_cites: old.cites.clone(),
        new_cites: new.cites.clone(),
        by: None,
        operations: Vec::new(),
        changes,
        reaches: Vec::new(),
    })
}

fn alone(thing: &Thing<'_>, status: Status, before: View<'_>, after: View<'_>) -> Difference {
    let mut comparer = Comparer { old: before, new: after, changes: Vec::new() };
    let about: Vec<_> = thing.parts.iter().filter(|p| !matches!(p.field, Field::Name | Field::Key)).cloned().collect();
    match status {
        Status::Gone => comparer.parts(&about, &[], false, &[]),
        _ => comparer.parts(&[], &about, false, &[]),
    }
    let cites = |is: bool| if is { thing.cites.clone() } else { Vec::new() };
    Difference {
        kind: thing.kind,
        status,
        key: thing.named.key.clone(),
        name: thing.named.name.clone(),
        old_key: None,
        old_name: None,
        moved: false,
        old_cites: cites(status == Status::Gone),
        new_cites: cites(status != Status::Gone),
        by: None,
        operations: Vec::new(),
        changes: comparer.changes,
        reaches: Vec::new(),
    }
}

/// What is read by rules says which of them it reaches: in the newer version, of what is gone in the older.
fn reaches(found: &mut [Difference], old: Things<'_, '_>, new: Things<'_, '_>) {
    let mut readers: [Option<Readers>; 2] = [None, None];
    for one in found.iter_mut() {
        let (at, side) = if one.status == Status::Gone { (0, old) } else { (1, new) };
        let thing = side.0.iter().find(|t| t.kind == one.kind && t.named.key == one.key);
        let (Some(thing), Some(slot)) = (thing, readers.get_mut(at)) else { continue };
        let readers = slot.get_or_insert_with(|| Readers::of(side.1.written.version));
        one.reaches = readers.reached(one.kind, thing.index);
    }
}
