//! Rows of which one at most may hold, though their conditions have nothing to do with each other.

use super::Checker;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Aggregate, Comparison, Content, DefinitionId, Expr, ExprKind, FactId, Line, Type, Version};
use crate::shapes::Shape;
use crate::shapes::row::Row;
use crate::trace::Truth;
use std::collections::BTreeSet;

impl Checker<'_, '_> {
    /// Rows that can hold together since they ask for different facts, or for different entries of a list.
    /// Where they share a fact, or a constraint ties their facts, nothing is said.
    pub(super) fn independent(&mut self) {
        let body = self.body;
        let rows: Vec<(&Line, &Row)> = body.lines.iter().filter_map(|l| Some((l, row(&l.shape)?))).collect();
        let may: Vec<&(&Line, &Row)> = rows
            .iter()
            .filter(|(_, row)| matches!(Truth::of(&self.ev.expr(&row.condition.expr)), Truth::Yes | Truth::Maybe(_)))
            .collect();
        let meet = |a: &Row, b: &Row| independent(self.version, &a.condition.expr, &b.condition.expr);
        let mut together = vec![false; may.len()];
        let mut first = None;
        for j in 0..may.len() {
            for i in 0..j {
                if meet(may[i].1, may[j].1) {
                    (together[i], together[j]) = (true, true);
                    first.get_or_insert((may[i].0, may[j].0));
                }
            }
        }
        let Some((earlier, later)) = first else { return };
        let labels = may.iter().zip(&together).filter(|(_, t)| **t).filter_map(|((line, _), _)| line.label.as_ref());
        let labels: Vec<String> = labels.map(|l| format!("({l})")).collect();
        let told = Arg::pair(labels.join("、"), labels.join(", "));
        let other = Arg::pair("另一行", "the other row");
        self.report(Diagnostic::new(Code::RowsMeet, later.span, [told]).with(earlier.span, other));
    }
}

fn row(shape: &Shape) -> Option<&Row> {
    match shape {
        Shape::Row(row) => Some(row),
        _ => None,
    }
}

fn independent(version: &Version, a: &Expr, b: &Expr) -> bool {
    let (mut of_a, mut of_b) = (BTreeSet::new(), BTreeSet::new());
    let parted = parts(version, a).iter().all(|a| parts(version, b).iter().all(|b| apart(version, a, b)));
    if !parted || !reads(version, a, &mut of_a) || !reads(version, b, &mut of_b) {
        return false;
    }
    !version.constraints.iter().any(|c| {
        let mut tied = BTreeSet::new();
        let known = reads(version, &c.condition, &mut tied);
        !known || !tied.is_disjoint(&of_a) && !tied.is_disjoint(&of_b)
    })
}

/// The parts of a condition joined by `且`, looking through definitions.
fn parts<'m>(version: &'m Version, expr: &'m Expr) -> Vec<&'m Expr> {
    match &expr.kind {
        ExprKind::And(parts_of) => parts_of.iter().flat_map(|p| parts(version, p)).collect(),
        ExprKind::Call(id, arguments) if arguments.is_empty() => match content(version, *id) {
            Some(inner) => parts(version, inner),
            None => vec![expr],
        },
        _ => vec![expr],
    }
}

fn content(version: &Version, id: DefinitionId) -> Option<&Expr> {
    match version.definitions.get(id.index()).map(|d| &d.content) {
        Some(Content::Expr(e)) => Some(e),
        _ => None,
    }
}

fn apart(version: &Version, a: &Expr, b: &Expr) -> bool {
    let (mut of_a, mut of_b) = (BTreeSet::new(), BTreeSet::new());
    if !reads(version, a, &mut of_a) || !reads(version, b, &mut of_b) {
        return false;
    }
    of_a.is_disjoint(&of_b) || asks_for_one(version, a) && asks_for_one(version, b)
}

/// Whether it asks that a list with room for several holds an entry of a kind.
fn asks_for_one(version: &Version, expr: &Expr) -> bool {
    let list = match &expr.kind {
        ExprKind::Aggregate(Aggregate::Any, list, _) => list,
        ExprKind::Compare(Comparison::Greater | Comparison::GreaterOrEqual, count, _) => match &count.kind {
            ExprKind::Aggregate(Aggregate::Count, list, _) => list,
            _ => return false,
        },
        _ => return false,
    };
    has_room(version, list)
}

fn has_room(version: &Version, list: &Expr) -> bool {
    let of_record = match &list.ty {
        Type::List(of) => match of.as_ref() {
            Type::Record(id) => version.records.get(id.index()).and_then(|r| r.most),
            _ => None,
        },
        _ => None,
    };
    let own = match &list.kind {
        ExprKind::Where(inner, _) => return has_room(version, inner),
        ExprKind::Call(id, _) => return content(version, *id).is_some_and(|inner| has_room(version, inner)),
        ExprKind::Fact(id) => version.facts.get(id.index()).and_then(|f| f.most),
        _ => return false,
    };
    of_record.into_iter().chain(own).all(|most| 1 < most)
}

/// The facts that an expression reads, the filing date left out where it reads others too; `false` where it reads
/// more than facts.
fn reads(version: &Version, expr: &Expr, facts: &mut BTreeSet<FactId>) -> bool {
    let known = all_reads(version, expr, facts, &mut BTreeSet::new());
    if 1 < facts.len()
        && let Some(filing) = version.filing_date
    {
        facts.remove(&filing);
    }
    known && !facts.is_empty()
}

fn all_reads(version: &Version, expr: &Expr, facts: &mut BTreeSet<FactId>, seen: &mut BTreeSet<DefinitionId>) -> bool {
    match &expr.kind {
        ExprKind::Fact(id) => drop(facts.insert(*id)),
        ExprKind::Group(_) | ExprKind::Alternative(_) | ExprKind::Argument(_) | ExprKind::Broken => return false,
        ExprKind::Call(id, _) | ExprKind::FieldDefinition(_, id) | ExprKind::EntryDefinition(_, id)
            if seen.insert(*id) =>
        {
            let Some(definition) = version.definitions.get(id.index()) else { return false };
            if !definition.params.is_empty() {
                return false;
            }
            let mut known = true;
            match &definition.content {
                Content::Expr(e) => known = all_reads(version, e, facts, seen),
                Content::Body(b) => {
                    let mut inside = Vec::new();
                    b.expressions(&mut |e| inside.push(e));
                    inside.into_iter().for_each(|e| known &= one_read(version, e, facts, seen));
                }
            }
            if !known {
                return false;
            }
        }
        _ => {}
    }
    expr.children().into_iter().all(|e| all_reads(version, e, facts, seen))
}

/// As a body lists its expressions one by one, the inner ones come by themselves.
fn one_read(version: &Version, expr: &Expr, facts: &mut BTreeSet<FactId>, seen: &mut BTreeSet<DefinitionId>) -> bool {
    match &expr.kind {
        ExprKind::Fact(_)
        | ExprKind::Call(..)
        | ExprKind::FieldDefinition(..)
        | ExprKind::EntryDefinition(..)
        | ExprKind::Group(_)
        | ExprKind::Alternative(_)
        | ExprKind::Broken => all_reads(version, expr, facts, seen),
        _ => true,
    }
}
