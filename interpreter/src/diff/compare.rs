//! Parts against parts: what changed, field by field.

use super::Change;
use super::field::Field;
use super::narrow::{View, narrow};
use super::pairing::pair;
use super::part::Part;
use crate::model::Text;
use std::collections::BTreeSet;

/// Compares the parts of a thing on both sides.
pub(super) struct Comparer<'a> {
    pub old: View<'a>,
    pub new: View<'a>,
    pub changes: Vec<Change>,
}

impl Comparer<'_> {
    /// Adds the changes from one list of parts to another. `at` is the way to them, `cites` the nearest source on either side.
    pub fn parts(&mut self, old: &[Part<'_>], new: &[Part<'_>], ordered: bool, at: &[Text]) {
        let pairs = pair(old, new);
        for (i, j) in &pairs {
            if let (Some(a), Some(b)) = (old.get(*i), new.get(*j)) {
                self.pair(a, b, at);
            }
        }
        let (kept, found): (BTreeSet<usize>, BTreeSet<usize>) = pairs.iter().copied().unzip();
        let gone = old.iter().enumerate().filter(|(i, _)| !kept.contains(i));
        gone.for_each(|(_, part)| self.alone(part, at, false));
        let fresh = new.iter().enumerate().filter(|(j, _)| !found.contains(j));
        fresh.for_each(|(_, part)| self.alone(part, at, true));
        if ordered {
            self.order(old, new, &pairs, at);
        }
    }

    fn pair(&mut self, old: &Part<'_>, new: &Part<'_>, at: &[Text]) {
        if old.labelled.is_some_and(|field| field != Field::Key) && old.label != new.label {
            let field = old.labelled.unwrap_or(Field::Label);
            let name = |part: &Part<'_>| Some(part.name.clone()).filter(|name| *name != Text::default());
            let change = Change { old: name(old), new: name(new), ..Change::at(field, &way(at, old)) };
            self.push(change, old, new);
        }
        if old.meaning == new.meaning {
            return;
        }
        if rewritten(old, new) {
            let (a, b) = (Some(old.shown.clone()), Some(new.shown.clone()));
            return self.push(Change { old: a, new: b, ..Change::at(old.field, &way(at, old)) }, old, new);
        }
        if old.parts.is_empty() && new.parts.is_empty() {
            let mut change = Change {
                old: Some(old.shown.clone()),
                new: Some(new.shown.clone()),
                ..Change::at(old.field, &way(at, old))
            };
            if let (Some(a), Some(b)) = (old.expr, new.expr)
                && let Some(inner) = narrow(a, b, self.old, self.new)
            {
                change.part = Some((inner.old, inner.new));
                if inner.window
                    && matches!(old.field, Field::Condition | Field::Expression | Field::Guard | Field::List)
                {
                    change.field = Field::Window;
                }
            }
            return self.push(change, old, new);
        }
        let way = way(at, old);
        if old.field == Field::Matrix {
            return self.matrix(old, new, &way);
        }
        self.parts(&old.parts, &new.parts, old.ordered || new.ordered, &way);
    }

    /// A column that was redrawn keeps its cells: they are compared under the older label.
    fn matrix(&mut self, old: &Part<'_>, new: &Part<'_>, at: &[Text]) {
        let (a, b) = (columns(old), columns(new));
        let pairs = pair(&a, &b);
        let renamed = |label: &str| {
            let found = pairs.iter().find(|(_, j)| b.get(*j).is_some_and(|c| c.label == label));
            found.and_then(|(i, _)| a.get(*i)).map_or(label.to_owned(), |c| c.label.clone())
        };
        let gone: Vec<&str> = one_sided(&a, &pairs.iter().map(|p| p.0).collect::<Vec<_>>());
        let fresh: Vec<&str> = one_sided(&b, &pairs.iter().map(|p| p.1).collect::<Vec<_>>());
        let (old_rows, mut new_rows) = (rows(old, &gone), rows(new, &fresh));
        for row in new_rows.iter_mut().filter(|p| p.field == Field::MatrixRow) {
            row.parts.iter_mut().for_each(|cell| cell.label = renamed(&cell.label));
        }
        self.parts(&old_rows, &new_rows, old.ordered || new.ordered, at);
    }

    fn alone(&mut self, part: &Part<'_>, at: &[Text], new: bool) {
        // What only holds others together is not there by itself.
        if part.shown == Text::default() && !part.parts.is_empty() {
            let way = way(at, part);
            return part.parts.iter().for_each(|inner| self.alone(inner, &way, new));
        }
        // Members say themselves where they stand; that at most one row holds needs no word.
        let implied = part.field == Field::Members || part.field == Field::Combine && part.meaning == "One";
        if part.shown == Text::default() || implied {
            return;
        }
        let mut change = Change::at(part.field, &way(at, part));
        let slot = if new { &mut change.new } else { &mut change.old };
        *slot = Some(part.shown.clone());
        let cites = if new { &mut change.new_cites } else { &mut change.old_cites };
        cites.clone_from(&part.cites);
        self.changes.push(change);
    }

    fn order(&mut self, old: &[Part<'_>], new: &[Part<'_>], pairs: &[(usize, usize)], at: &[Text]) {
        let mut sorted = pairs.to_vec();
        sorted.sort();
        if sorted.is_sorted_by_key(|p| p.1) {
            return;
        }
        let names = |all: &[Part<'_>], indices: Vec<usize>| {
            let of = |pick: fn(&Text) -> &str, mark: &str| {
                let named = |p: &Part<'_>| match pick(&p.name) {
                    "" => pick(&p.shown).to_owned(),
                    name => name.to_owned(),
                };
                indices.iter().filter_map(|i| all.get(*i)).map(named).collect::<Vec<_>>().join(mark)
            };
            Text { zh: of(|t| &t.zh, "、"), en: of(|t| &t.en, ", ") }
        };
        let before = names(old, sorted.iter().map(|p| p.0).collect());
        let mut after: Vec<usize> = sorted.iter().map(|p| p.1).collect();
        after.sort_unstable();
        let after = names(new, after);
        self.changes.push(Change { old: Some(before), new: Some(after), ..Change::at(Field::Order, at) });
    }

    fn push(&mut self, mut change: Change, old: &Part<'_>, new: &Part<'_>) {
        change.old_cites.clone_from(&old.cites);
        change.new_cites.clone_from(&new.cites);
        self.changes.push(change);
    }
}

/// Whether a line is of another shape, which has no field in common but what any line has: a rate that became a table.
fn rewritten(old: &Part<'_>, new: &Part<'_>) -> bool {
    const SHAPES: [Field; 6] = [Field::List, Field::Cases, Field::Matrix, Field::Bands, Field::Each, Field::Award];
    let shape = |part: &Part<'_>| SHAPES.iter().find(|shape| part.parts.iter().any(|p| p.field == **shape)).copied();
    matches!(old.field, Field::Line | Field::Otherwise) && shape(old) != shape(new)
}

fn columns<'m>(matrix: &Part<'m>) -> Vec<Part<'m>> {
    matrix.parts.iter().filter(|p| p.field == Field::MatrixColumn).cloned().collect()
}

/// A matrix's parts without the cells of some columns; the columns themselves without theirs, which the rows hold too.
fn rows<'m>(matrix: &Part<'m>, without: &[&str]) -> Vec<Part<'m>> {
    let mut parts = matrix.parts.clone();
    for row in parts.iter_mut().filter(|p| p.field == Field::MatrixRow) {
        row.parts.retain(|cell| !without.contains(&cell.label.as_str()));
    }
    for column in parts.iter_mut().filter(|p| p.field == Field::MatrixColumn) {
        column.meaning.clear();
    }
    parts
}

fn one_sided<'p>(all: &'p [Part<'_>], paired: &[usize]) -> Vec<&'p str> {
    let alone = all.iter().enumerate().filter(|(i, _)| !paired.contains(i));
    alone.map(|(_, p)| p.label.as_str()).collect()
}

fn way(at: &[Text], part: &Part<'_>) -> Vec<Text> {
    let mut way = at.to_vec();
    if part.name != Text::default() {
        way.push(part.name.clone());
    }
    way
}
