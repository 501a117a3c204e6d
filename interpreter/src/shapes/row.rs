//! `凡 C 的,积 V`: something awarded where a condition holds. Without an award, only the condition.

use super::Shape;
use crate::eval::Evaluator;
use crate::lower::Lowering;
use crate::model::{Condition, Type};
use crate::trace::{Award, Detail, Truth};
use crate::value::Val;
use jifen_grammar::tree::Node;
use serde::Serialize;

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// When it holds.
    pub condition: Condition,
    /// What it awards; `None` only in bodies that count or require all.
    pub award: Option<Box<Shape>>,
}

impl Row {
    /// Reads a `row` node. Without an award, the type is yes/no.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (Row, Type) {
        let condition = l.condition_of(node);
        match node.children.iter().find(|c| Shape::is(c.kind)) {
            Some(award) => {
                let (award, ty) = Shape::lower(l, award, want);
                (Row { condition, award: Some(Box::new(award)) }, ty)
            }
            None => (Row { condition, award: None }, Type::YesNo),
        }
    }

    /// The award where the condition holds. Where it surely does not, the award is not evaluated; where that is not
    /// known, it is evaluated as if it did.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        let (truth, seen) = ev.condition(&self.condition);
        if matches!(truth, Truth::No | Truth::Error(_)) {
            return Award { holds: Truth::Yes, value: Val::None, detail: Detail::Condition(seen, None) }.when(truth);
        }
        let Some(award) = &self.award else {
            return Award { holds: truth, value: Val::YesNo(true), detail: Detail::Condition(seen, None) };
        };
        let inner = match truth {
            Truth::Maybe(_) => ev.assuming(&self.condition.expr, |ev| award.evaluate(ev)),
            _ => award.evaluate(ev),
        };
        let detail = match inner.detail {
            Detail::Plain => Detail::Condition(seen, None),
            other => Detail::Condition(seen, Some(Box::new(other))),
        };
        Award { holds: inner.holds, value: inner.value, detail }.when(truth)
    }
}
