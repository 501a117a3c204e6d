//! What a change bears upon: the rules that read a definition, parameter, fact, through others too.

use super::Kind;
use super::naming::definition_key;
use crate::model::*;
use serde::Serialize;
use std::collections::BTreeSet;

/// A rule, result or list of outcomes that is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// What it is.
    pub kind: Kind,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// Something that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Read {
    Choice(usize),
    Record(usize),
    Fact(usize),
    Parameter(usize),
    Catalogue(usize),
    Definition(usize),
    Group(usize),
}

/// What each rule of a version reads.
pub(super) struct Readers(Vec<(Reached, Option<usize>, BTreeSet<Read>)>);

impl Readers {
    /// Of a version.
    pub fn of(version: &Version) -> Readers {
        let mut closed: Vec<Option<BTreeSet<Read>>> = vec![None; version.definitions.len()];
        for i in 0..version.definitions.len() {
            close(version, i, &mut closed);
        }
        let with = |direct: BTreeSet<Read>| {
            let inner = direct.iter().filter_map(|r| match r {
                Read::Definition(d) => closed.get(*d).and_then(Option::as_ref),
                _ => None,
            });
            let inner: Vec<Read> = inner.flatten().copied().collect();
            direct.into_iter().chain(inner).collect::<BTreeSet<Read>>()
        };
        let mut all = Vec::new();
        let reached = |kind, named: &Named, key: &str| Reached { kind, key: key.to_owned(), name: named.name.clone() };
        for indicator in &version.indicators {
            let mut direct = BTreeSet::new();
            indicator.body.expressions(&mut |e| note(e, version, &mut direct));
            all.push((reached(Kind::Indicator, &indicator.named, &indicator.named.key), None, with(direct)));
        }
        for group in &version.groups {
            let mut direct = BTreeSet::new();
            let exprs = group.guard.iter().map(|g| &g.expr).chain(group.modifiers.iter().map(|m| &m.value));
            exprs.for_each(|e| deep(e, version, &mut direct));
            if let Some(alternative) = group.under.and_then(|a| version.alternatives.get(a.index())) {
                direct.insert(Read::Choice(alternative.choice.index()));
            }
            all.push((reached(Kind::Group, &group.named, &group.named.key), None, with(direct)));
        }
        for (i, result) in version.definitions.iter().enumerate().filter(|(_, d)| d.reported) {
            let set = closed.get(i).cloned().flatten().unwrap_or_default();
            all.push((reached(Kind::Result, &result.named, &definition_key(result, version)), Some(i), set));
        }
        for list in &version.outcomes {
            for outcome in &list.outcomes {
                let mut direct = BTreeSet::new();
                outcome.condition.iter().for_each(|c| deep(&c.expr, version, &mut direct));
                all.push((reached(Kind::Outcomes, &outcome.named, &outcome.named.key), None, with(direct)));
            }
        }
        Readers(all)
    }

    /// The totals and groups whose values a rule reads.
    pub fn groups_read(&self, kind: Kind, key: &str) -> BTreeSet<usize> {
        let rules = self.0.iter().filter(|(rule, ..)| rule.kind == kind && rule.key == key);
        let groups = rules.flat_map(|(_, _, reads)| reads.iter());
        groups.filter_map(|read| if let Read::Group(group) = read { Some(*group) } else { None }).collect()
    }

    /// Who reads a thing.
    pub fn reached(&self, kind: Kind, index: usize) -> Vec<Reached> {
        let read = match kind {
            Kind::Choice | Kind::Alternative => Read::Choice(index),
            Kind::Record => Read::Record(index),
            Kind::Fact => Read::Fact(index),
            Kind::Parameter => Read::Parameter(index),
            Kind::Catalogue => Read::Catalogue(index),
            Kind::Definition | Kind::Result => Read::Definition(index),
            Kind::Head | Kind::Constraint | Kind::Indicator | Kind::Group | Kind::Outcomes => return Vec::new(),
        };
        let readers = self
            .0
            .iter()
            .filter(|(_, own, reads)| reads.contains(&read) && (kind, *own) != (Kind::Result, Some(index)));
        readers.map(|(reached, _, _)| reached.clone()).collect()
    }
}

/// Everything that a definition reads, through others too; cycles were refused when the policy was read.
fn close(version: &Version, index: usize, closed: &mut Vec<Option<BTreeSet<Read>>>) {
    if closed.get(index).is_none_or(Option::is_some) {
        return;
    }
    let mut reads = BTreeSet::new();
    if let Some(slot) = closed.get_mut(index) {
        *slot = Some(BTreeSet::new());
    }
    match version.definitions.get(index).map(|d| &d.content) {
        Some(Content::Expr(e)) => deep(e, version, &mut reads),
        Some(Content::Body(b)) => b.expressions(&mut |e| note(e, version, &mut reads)),
        None => {}
    }
    let inner: Vec<usize> =
        reads.iter().filter_map(|r| if let Read::Definition(d) = r { Some(*d) } else { None }).collect();
    for d in inner {
        close(version, d, closed);
        reads.extend(closed.get(d).cloned().flatten().unwrap_or_default());
    }
    if let Some(slot) = closed.get_mut(index) {
        *slot = Some(reads);
    }
}

fn deep(expr: &Expr, version: &Version, found: &mut BTreeSet<Read>) {
    note(expr, version, found);
    expr.children().into_iter().for_each(|e| deep(e, version, found));
}

fn note(expr: &Expr, version: &Version, found: &mut BTreeSet<Read>) {
    let read = match &expr.kind {
        ExprKind::Fact(id) => Some(Read::Fact(id.index())),
        ExprKind::Parameter(id, ..) => Some(Read::Parameter(id.index())),
        ExprKind::Group(id) => Some(Read::Group(id.index())),
        ExprKind::Call(id, _) | ExprKind::FieldDefinition(_, id) | ExprKind::EntryDefinition(_, id) => {
            Some(Read::Definition(id.index()))
        }
        ExprKind::In(_, membership) => match membership.as_ref() {
            Membership::Catalogue(id, _) => Some(Read::Catalogue(id.index())),
            _ => None,
        },
        _ => None,
    };
    found.extend(read);
    typed(&expr.ty, version, found);
}

/// The choices and records of a type.
fn typed(ty: &Type, version: &Version, found: &mut BTreeSet<Read>) {
    match ty {
        Type::Choice(id) => drop(found.insert(Read::Choice(id.index()))),
        Type::Record(id) if found.insert(Read::Record(id.index())) => {
            let fields = version.records.get(id.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
            fields.iter().for_each(|f| typed(&f.ty, version, found));
        }
        Type::List(of) => typed(of, version, found),
        _ => {}
    }
}
