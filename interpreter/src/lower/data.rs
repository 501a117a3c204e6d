//! Choices, records and facts.

use std::collections::BTreeSet;

use jifen_grammar::tree::{Kind, Node};

use super::Lowering;
use super::names::Inside;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::*;

/// A field of which only the name is known.
pub(super) fn placeholder(named: Named) -> Field {
    Field { named, ty: Type::Error, or_none: false, domain: None, most: None, presumed: None }
}

impl<'a> Lowering<'a> {
    /// Everything that is asked or published: types first, then the constants that are typed by them.
    pub(super) fn data(&mut self) {
        self.units();
        for node in self.declared.choices.clone() {
            let block = node.get(Kind::choice_block);
            if block.is_some_and(|b| !b.has(Kind::value) && !b.has(Kind::broken)) {
                self.empty(node, Arg::pair("写出它的值", "write its values"));
            }
        }
        let records = self.declared.records.clone();
        for (i, record) in records.iter().enumerate() {
            let nodes: Vec<&'a Node> = fields(record).collect();
            for (at, node) in nodes.iter().enumerate() {
                let field = self.field(node);
                if let Some(place) = self.version.records.get_mut(i).and_then(|r| r.fields.get_mut(at)) {
                    *place = field;
                }
            }
            self.record_head(i, record, nodes.is_empty());
        }
        let facts = self.declared.facts.clone();
        for (i, node) in facts.iter().enumerate() {
            let field = self.field(node);
            if let Some(place) = self.version.facts.get_mut(i) {
                *place = field;
            }
        }
        self.records_in_themselves();
        self.parameters();
        self.catalogues();
        self.presumptions();
        self.data_keys();
    }

    /// The units that types count in.
    fn units(&mut self) {
        let mut units = BTreeSet::new();
        let mut look = |node: &'a Node| {
            node.walk(&mut |n| {
                if n.kind == Kind::r#type {
                    units.extend(n.get(Kind::unit_name).map(|u| &*u.text));
                }
            });
        };
        let declared = &self.declared;
        let data = declared.records.iter().chain(&declared.facts).chain(&declared.parameters);
        data.copied().for_each(&mut look);
        self.tasks.list.iter().map(|t| t.job.node()).for_each(&mut look);
        units.retain(|unit| !super::declare::is_built_in_unit(unit));
        self.names.units = units;
    }

    /// A fact's or field's type and what belongs to it, without domain and presumption.
    fn field(&mut self, node: &'a Node) -> Field {
        let mut field = placeholder(self.named(node));
        let Some(written) = node.get(Kind::r#type) else { return field };
        let parts = self.type_parts(written);
        field.or_none = parts.or_none.is_some();
        field.most = parts.size.and_then(|size| self.most(size));
        if let (Type::Choice(id), Some(or_none)) = (&parts.ty, parts.or_none) {
            let choice = self.version.choices.get(id.index());
            if let Some(choice) = choice.filter(|c| c.values.iter().any(|v| v.key == "none")) {
                let name = Arg::from(&choice.named.name);
                self.report(Diagnostic::new(Code::NoneTwice, or_none.span, [name]));
            }
        }
        field.ty = parts.ty;
        field
    }

    /// `最多 720条`.
    fn most(&mut self, size: &Node) -> Option<u32> {
        let number = size.get(Kind::number)?;
        let most = number.text.replace('_', "").parse().ok();
        if most.is_none() {
            let wanted = crate::names::type_words(&Type::INTEGER, &self.version);
            let args = [wanted, Arg::from(format!("`{}`", number.text)), Arg::from("")];
            self.report(Diagnostic::new(Code::TypeMismatch, number.span, args));
        }
        most
    }

    fn record_head(&mut self, index: usize, node: &'a Node, no_fields: bool) {
        let most = node.get(Kind::size).and_then(|size| self.most(size));
        let unique = node.get(Kind::one_for_each).and_then(|u| u.get(Kind::reference)?.name());
        let unique = unique.and_then(|name| self.unique_field(index, name));
        if let Some(record) = self.version.records.get_mut(index) {
            record.most = most;
            record.unique = unique;
        }
        let block = node.get(Kind::record_block);
        if no_fields && block.is_some_and(|b| !b.has(Kind::broken)) {
            self.empty(node, Arg::pair("写出它的字段", "write its fields"));
        }
    }

    /// The field of `每 月份 一条`.
    fn unique_field(&mut self, index: usize, name: &Node) -> Option<usize> {
        let record = RecordId(index as u32);
        match self.member(record, &name.text) {
            Some(Inside::Field(at)) => {
                let ty = &self.version.records.get(index)?.fields.get(at)?.ty;
                if matches!(ty, Type::List(_) | Type::Record(_) | Type::YesNo) {
                    let args = [Arg::from(&name.text)];
                    self.report(Diagnostic::new(Code::NotAKeyField, name.span, args));
                }
                Some(at)
            }
            Some(Inside::Definition(_)) => {
                self.report(Diagnostic::new(Code::NotAKeyField, name.span, [(&name.text).into()]));
                None
            }
            Some(Inside::Broken) => None,
            None => {
                self.no_field(&Type::Record(record), name);
                None
            }
        }
    }

    /// A record whose fields lead back to itself has no end.
    fn records_in_themselves(&mut self) {
        let count = self.version.records.len();
        let edges: Vec<Vec<usize>> = self.version.records.iter().map(inner_records).collect();
        for cycle in super::graph::cycles(count, |i| edges.get(i).cloned().unwrap_or_default()) {
            let names = cycle.iter().chain(cycle.first()).filter_map(|i| self.version.records.get(*i));
            let names: Vec<&str> = names.map(|r| &*r.named.name).collect();
            let path = Arg::from(format!("`{}`", names.join("` → `")));
            let first = cycle.first().and_then(|i| self.version.records.get(*i));
            let span = first.map_or_else(Default::default, |r| r.named.span);
            self.report(Diagnostic::new(Code::RecordInItself, span, [path]));
            // Cut it, so that nobody walks in circles.
            let ids: BTreeSet<usize> = cycle.into_iter().collect();
            for i in &ids {
                let Some(record) = self.version.records.get_mut(*i) else { continue };
                for field in &mut record.fields {
                    if record_of(&field.ty).is_some_and(|r| ids.contains(&r)) {
                        field.ty = Type::Error;
                    }
                }
            }
        }
    }

    /// `推定 否 依据 "…"`.
    fn presumptions(&mut self) {
        for (i, node) in self.declared.facts.clone().into_iter().enumerate() {
            let ty = self.version.facts.get(i).map_or(Type::Error, |f| f.ty.clone());
            let presumed = self.presumption(node, &ty);
            if let Some(field) = self.version.facts.get_mut(i) {
                field.presumed = presumed;
            }
        }
        for (i, record) in self.declared.records.clone().into_iter().enumerate() {
            for (at, node) in fields(record).enumerate() {
                let fields = |v: &Version| v.records.get(i).and_then(|r| r.fields.get(at).cloned());
                let ty = fields(&self.version).map_or(Type::Error, |f| f.ty);
                let presumed = self.presumption(node, &ty);
                let record = self.version.records.get_mut(i);
                if let Some(field) = record.and_then(|r| r.fields.get_mut(at)) {
                    field.presumed = presumed;
                }
            }
        }
    }

    fn presumption(&mut self, node: &'a Node, ty: &Type) -> Option<Presumption> {
        let presume = node.get(Kind::presume)?;
        let value = presume.get(Kind::sum)?;
        let constant = self.constant(value, ty)?;
        let kind = ExprKind::Constant(constant);
        let value = Expr { kind, ty: ty.clone(), span: value.span };
        Some(Presumption { value, cites: self.cites(presume) })
    }

    /// A declaration whose block holds nothing.
    pub(crate) fn empty(&mut self, node: &Node, hint: Arg) {
        let name = node.name().map_or(Arg::from(""), |n| (&n.text).into());
        self.report(Diagnostic::new(Code::EmptyDeclaration, super::collect::head_span(node), [name, hint]));
    }
}

/// The fields of a `record` node.
pub(super) fn fields(node: &Node) -> impl Iterator<Item = &Node> {
    node.get(Kind::record_block).into_iter().flat_map(|b| b.all(Kind::fact))
}

fn inner_records(record: &Record) -> Vec<usize> {
    record.fields.iter().filter_map(|f| record_of(&f.ty)).collect()
}

fn record_of(ty: &Type) -> Option<usize> {
    match ty {
        Type::Record(id) => Some(id.index()),
        Type::List(of) => record_of(of),
        _ => None,
    }
}
