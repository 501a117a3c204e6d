//! What is declared and never used.

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Content, Expr, ExprKind, Membership, Named, RecordId, Type, Version};
use std::collections::BTreeSet;

/// What findings call a fact and a definition, in both languages.
pub(crate) const FACT: (&str, &str) = ("事实", "fact");
pub(crate) const DEFINITION: (&str, &str) = ("定义", "definition");

/// What a version uses, by index.
#[derive(Default)]
struct Used {
    facts: BTreeSet<usize>,
    parameters: BTreeSet<usize>,
    catalogues: BTreeSet<usize>,
    definitions: BTreeSet<usize>,
    alternatives: BTreeSet<usize>,
    choices: BTreeSet<usize>,
    records: BTreeSet<usize>,
    /// Records and the places of their fields.
    fields: BTreeSet<(usize, usize)>,
}

pub(super) fn check(version: &Version, own: &BTreeSet<u32>, found: &mut Vec<Diagnostic>) {
    let mut used = Used::default();
    version.expressions_within(&mut |expr, entries| used.see(expr, entries));
    used.alternatives.extend(version.groups.iter().filter_map(|g| g.under).map(|a| a.index()));
    let fields = version.facts.iter().chain(version.records.iter().flat_map(|r| &r.fields));
    let columns = version.parameters.iter().flat_map(|p| &p.columns);
    let types = fields.map(|f| &f.ty).chain(version.definitions.iter().flat_map(|d| d.params.iter().map(|(_, t)| t)));
    types.chain(columns.clone().map(|c| &c.ty)).for_each(|ty| used.see_type(ty));
    used.choices.extend(columns.flat_map(|c| &c.by).map(|c| c.index()));
    used.choices.extend(version.alternatives.iter().map(|a| a.choice.index()));
    let reported = version.definitions.iter().enumerate().filter(|(_, d)| d.reported).map(|(i, _)| i);
    used.definitions.extend(reported.collect::<Vec<_>>());

    let mut report = |named: &Named, i: usize, used: &BTreeSet<usize>, zh: &str, en: &str| {
        if !used.contains(&i) && own.contains(&named.span.file) {
            let args = [Arg::pair(zh, en), (&named.name).into()];
            found.push(Diagnostic::new(Code::Unused, named.span, args));
        }
    };
    version.facts.iter().enumerate().for_each(|(i, f)| report(&f.named, i, &used.facts, FACT.0, FACT.1));
    version.parameters.iter().enumerate().for_each(|(i, p)| report(&p.named, i, &used.parameters, "参数", "parameter"));
    version.catalogues.iter().enumerate().for_each(|(i, c)| report(&c.named, i, &used.catalogues, "目录", "catalogue"));
    version.choices.iter().enumerate().for_each(|(i, c)| report(&c.named, i, &used.choices, "选项", "choice"));
    version.records.iter().enumerate().for_each(|(i, r)| report(&r.named, i, &used.records, "记录", "record"));
    for (r, record) in version.records.iter().enumerate().filter(|(r, _)| used.records.contains(r)) {
        let read: BTreeSet<usize> = used.fields.iter().filter(|f| f.0 == r).map(|f| f.1).chain(record.unique).collect();
        record.fields.iter().enumerate().for_each(|(i, f)| report(&f.named, i, &read, "字段", "field"));
    }
    let definitions = version.definitions.iter().enumerate();
    definitions.for_each(|(i, d)| report(&d.named, i, &used.definitions, DEFINITION.0, DEFINITION.1));
    let alternatives = version.alternatives.iter().enumerate();
    alternatives.for_each(|(i, a)| report(&a.named, i, &used.alternatives, "备选", "alternative"));
}

/// What transition clauses read, through definitions too: the words for each kind of thing, and its key.
pub(crate) fn read_by_transitions(version: &Version) -> BTreeSet<(&'static str, String)> {
    let mut used = Used::default();
    let conditions = version.transitions.iter().filter_map(|t| t.condition.as_ref());
    conditions.for_each(|c| c.expr.expressions(&mut |expr| used.see(expr, &[])));
    let mut open: Vec<usize> = used.definitions.iter().copied().collect();
    while let Some(definition) = open.pop().and_then(|i| version.definitions.get(i)) {
        let before = used.definitions.clone();
        let mut see = |expr| used.see(expr, &[]);
        match &definition.content {
            Content::Expr(expr) => expr.expressions(&mut see),
            Content::Body(body) => body.expressions(&mut see),
        }
        open.extend(used.definitions.difference(&before));
    }
    let keys = |of: &BTreeSet<usize>, all: Vec<&Named>, kind| -> Vec<(&'static str, String)> {
        of.iter().filter_map(|i| Some((kind, all.get(*i)?.key.clone()))).collect()
    };
    let facts = keys(&used.facts, version.facts.iter().map(|f| &f.named).collect(), FACT.1);
    let definitions = keys(&used.definitions, version.definitions.iter().map(|d| &d.named).collect(), DEFINITION.1);
    facts.into_iter().chain(definitions).collect()
}

impl Used {
    fn see(&mut self, expr: &Expr, entries: &[Option<RecordId>]) {
        match &expr.kind {
            ExprKind::Field(of, i) => {
                if let Type::Record(id) = of.ty {
                    self.fields.insert((id.index(), *i));
                }
            }
            // An argument of a function may stand outside the entry: then the field is of the next
            ExprKind::EntryField(depth, i) => {
                let of = entries.iter().rev().skip(*depth).take(2).flatten();
                self.fields.extend(of.map(|id| (id.index(), *i)));
            }
            ExprKind::Fact(id) => drop(self.facts.insert(id.index())),
            ExprKind::Parameter(id, ..) => drop(self.parameters.insert(id.index())),
            ExprKind::Call(id, _) | ExprKind::FieldDefinition(_, id) | ExprKind::EntryDefinition(_, id) => {
                self.definitions.insert(id.index());
            }
            ExprKind::Alternative(id) => drop(self.alternatives.insert(id.index())),
            ExprKind::In(_, membership) => {
                if let Membership::Catalogue(id, _) = membership.as_ref() {
                    self.catalogues.insert(id.index());
                }
            }
            _ => {}
        }
    }

    fn see_type(&mut self, ty: &Type) {
        match ty {
            Type::Choice(id) => drop(self.choices.insert(id.index())),
            Type::Record(id) => drop(self.records.insert(id.index())),
            Type::List(of) => self.see_type(of),
            _ => {}
        }
    }
}
