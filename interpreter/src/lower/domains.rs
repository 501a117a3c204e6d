//! The values that facts may take.

use jifen_grammar::tree::{Kind, Node, Span};

use super::Lowering;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::*;

impl<'a> Lowering<'a> {
    pub(super) fn domains(&mut self) {
        for (i, node) in self.declared.facts.clone().into_iter().enumerate() {
            let ty = self.version.facts.get(i).map_or(Type::Error, |f| f.ty.clone());
            let domain = self.domain(node, &ty);
            if let Some(field) = self.version.facts.get_mut(i) {
                field.domain = domain;
            }
        }
        let edges: Vec<Vec<usize>> = self.version.facts.iter().map(|f| read_by(f, false)).collect();
        let named: Vec<Named> = self.version.facts.iter().map(|f| f.named.clone()).collect();
        self.domain_cycles(&edges, &named);
        for (i, record) in self.declared.records.clone().into_iter().enumerate() {
            let entry = Type::List(Box::new(Type::Record(RecordId(i as u32))));
            for (at, node) in super::data::fields(record).enumerate() {
                let field = self.version.records.get(i).and_then(|r| r.fields.get(at));
                let ty = field.map_or(Type::Error, |f| f.ty.clone());
                let domain = self.with_entry(&entry, |l| l.domain(node, &ty));
                let record = self.version.records.get_mut(i);
                if let Some(field) = record.and_then(|r| r.fields.get_mut(at)) {
                    field.domain = domain;
                }
            }
            let Some(record) = self.version.records.get(i) else { continue };
            let edges: Vec<Vec<usize>> = record.fields.iter().map(|f| read_by(f, true)).collect();
            let named: Vec<Named> = record.fields.iter().map(|f| f.named.clone()).collect();
            self.domain_cycles(&edges, &named);
        }
    }

    /// The domain of a `fact` node: of a list, that of its values.
    fn domain(&mut self, node: &'a Node, ty: &Type) -> Option<Domain> {
        let written = node.get(Kind::r#type)?.get(Kind::domain)?;
        let ty = ty.item();
        let ranged = matches!(ty, Type::Number { .. } | Type::Date | Type::Month | Type::Duration | Type::Error);
        if !ranged {
            let words = Arg::pair("取值范围", "a domain");
            self.report(Diagnostic::new(Code::MisplacedTypePart, written.span, [words]));
            return None;
        }
        let upto = written.children.iter().position(|c| c.kind == Kind::upto)?;
        let (before, behind) = written.children.split_at_checked(upto)?;
        let mut bound = |nodes: &'a [Node]| {
            let node = nodes.iter().find(|n| n.kind == Kind::sum)?;
            let expr = self.comparable(node, ty);
            self.only_facts(&expr).then_some(expr)
        };
        let (low, high) = (bound(before), bound(behind));
        let open = behind.first().is_some_and(|u| &*u.text == "..<");
        let whole = matches!(ty, Type::Number { whole: true, .. });
        self.right_way_round((low.as_ref(), high.as_ref()), open, whole, written.span);
        Some(Domain { low, high, open, span: written.span })
    }

    /// A bound is computed from facts and constants alone: it is checked before anything is evaluated.
    fn only_facts(&mut self, expr: &Expr) -> bool {
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            match &expr.kind {
                ExprKind::Constant(_)
                | ExprKind::Fact(_)
                | ExprKind::Field(..)
                | ExprKind::EntryField(0, _)
                | ExprKind::Negate(_)
                | ExprKind::Arithmetic(..)
                | ExprKind::Function(..)
                | ExprKind::Period(..)
                | ExprKind::Broken => open.extend(expr.children()),
                _ => {
                    self.report(Diagnostic::new(Code::DomainReadsOther, expr.span, []));
                    return false;
                }
            }
        }
        true
    }

    fn domain_cycles(&mut self, edges: &[Vec<usize>], named: &[Named]) {
        for cycle in super::graph::cycles(edges.len(), |i| edges.get(i).cloned().unwrap_or_default()) {
            let named = cycle.iter().filter_map(|i| named.get(*i));
            let named: Vec<(Arg, Span)> = named.map(|n| ((&n.name).into(), n.span)).collect();
            self.report_cycle(&named);
        }
    }
}

/// The facts (or, inside a record, the fields) that a field's domain reads.
fn read_by(field: &Field, inside: bool) -> Vec<usize> {
    let Some(domain) = &field.domain else { return Vec::new() };
    let mut open: Vec<&Expr> = domain.low.iter().chain(&domain.high).collect();
    let mut found = Vec::new();
    while let Some(expr) = open.pop() {
        match &expr.kind {
            ExprKind::Fact(id) if !inside => found.push(id.index()),
            ExprKind::EntryField(_, at) if inside => found.push(*at),
            _ => open.extend(expr.children()),
        }
    }
    found
}
