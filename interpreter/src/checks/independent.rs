//! Rows of which one at most may hold, though their conditions have nothing to do with each other.

use super::Checker;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Aggregate, Comparison, Content, DefinitionId, Expr, ExprKind, FactId, Line, Version};
use crate::shapes::Shape;
use crate::shapes::row::Row;
use crate::trace::Truth;
use std::collections::BTreeSet;

/// With more rows than this, nothing is said.
const MOST: usize = 100;

/// What a part of a condition asks.
struct Part {
    /// The facts that it reads; `None` where it reads more than facts.
    reads: Option<BTreeSet<FactId>>,
    /// Whether it asks that a list with room for several holds an entry of a kind.
    one_of_several: bool,
}

impl Checker<'_, '_> {
    /// Rows that can hold together since they ask for different facts, or for different entries of a list.
    /// Where they share a fact, or a constraint ties their facts, nothing is said.
    pub(super) fn independent(&mut self) {
        let (version, body) = (self.version, self.body);
        let rows: Vec<(&Line, &Row)> = body.lines.iter().filter_map(|l| Some((l, row(&l.shape)?))).collect();
        if rows.len() < 2 || MOST < rows.len() {
            return;
        }
        let mut asked: Vec<(&Line, Vec<Part>)> = Vec::new();
        for (line, row) in rows {
            let condition = &row.condition.expr;
            if matches!(Truth::of(&self.ev.expr(condition)), Truth::Yes | Truth::Maybe(_)) {
                let part = |p| Part { reads: reads(version, p), one_of_several: asks_for_one(version, p) };
                asked.push((line, parts(version, condition).into_iter().map(part).collect()));
            }
        }
        let tied: Vec<Option<BTreeSet<FactId>>> =
            version.constraints.iter().map(|c| reads(version, &c.condition)).collect();
        let mut together = vec![false; asked.len()];
        let mut first = None;
        for (j, (later, b)) in asked.iter().enumerate() {
            for (i, (earlier, a)) in asked.iter().enumerate().take(j) {
                if independent(a, b, &tied) {
                    (together[i], together[j]) = (true, true);
                    first.get_or_insert((*earlier, *later));
                }
            }
        }
        let Some((earlier, later)) = first else { return };
        let labels = asked.iter().zip(&together).filter(|(_, t)| **t).filter_map(|((line, _), _)| line.label.as_ref());
        let labels: Vec<String> = labels.map(|l| format!("({l})")).collect();
        let told = Arg::pair(labels.join("、"), labels.join(", "));
        let other = Arg::pair("另一行", "the other row");
        self.report(Diagnostic::new(Code::RowsMeet, later.span, [told]).with(earlier.span, other));
    }
}

fn independent(a: &[Part], b: &[Part], tied: &[Option<BTreeSet<FactId>>]) -> bool {
    let apart = |a: &Part, b: &Part| match (&a.reads, &b.reads) {
        (Some(x), Some(y)) => x.is_disjoint(y) || a.one_of_several && b.one_of_several,
        _ => false,
    };
    let reads = |parts: &[Part], of: &BTreeSet<FactId>| parts.iter().flat_map(|p| &p.reads).any(|r| !r.is_disjoint(of));
    a.iter().all(|a| b.iter().all(|b| apart(a, b)))
        && tied.iter().all(|of| of.as_ref().is_some_and(|of| !(reads(a, of) && reads(b, of))))
}

fn row(shape: &Shape) -> Option<&Row> {
    match shape {
        Shape::Row(row) => Some(row),
        _ => None,
    }
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
    let of_record = list.ty.entries().and_then(|id| version.records.get(id.index())?.most);
    let own = match &list.kind {
        ExprKind::Where(inner, _) => return has_room(version, inner),
        ExprKind::Call(id, _) => return content(version, *id).is_some_and(|inner| has_room(version, inner)),
        ExprKind::Fact(id) => version.facts.get(id.index()).and_then(|f| f.most),
        _ => return false,
    };
    of_record.into_iter().chain(own).all(|most| 1 < most)
}

/// The facts that an expression reads, the filing date left out where it reads others too; `None` where it reads
/// more than facts.
fn reads(version: &Version, expr: &Expr) -> Option<BTreeSet<FactId>> {
    let mut facts = BTreeSet::new();
    let known = all_reads(version, expr, &mut facts, &mut BTreeSet::new());
    if 1 < facts.len()
        && let Some(filing) = version.filing_fact()
    {
        facts.remove(&filing);
    }
    (known && !facts.is_empty()).then_some(facts)
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
