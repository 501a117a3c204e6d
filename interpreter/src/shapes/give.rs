//! `积 5分`, `扣减 50分`, `为 甲`: a value without a condition of its own.

use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Expr, ExprKind, Type};
use crate::trace::{Award, Detail};
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node};
use serde::Serialize;

/// A value given.
#[derive(Debug, Clone, Serialize)]
pub struct Give {
    /// The value; of a deduction, what is taken off (so positive).
    pub value: Expr,
    /// Whether it is a deduction: its negative is the line's value.
    pub deduct: bool,
}

impl Give {
    /// Reads a `give` node.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (Give, Type) {
        let Some(sum) = node.get(Kind::sum) else { return (Give::broken(node), Type::Error) };
        let value = match want {
            Some(want) => l.typed(sum, want),
            None => l.expr(sum, None),
        };
        let ty = value.ty.clone();
        (Give { value, deduct: node.has(Kind::kw_deduct) }, ty)
    }

    /// What stands for a value that could not be read.
    pub fn broken(node: &Node) -> Give {
        let value = Expr { kind: ExprKind::Broken, ty: Type::Error, span: node.span };
        Give { value, deduct: false }
    }

    /// The line's value: negative for a deduction.
    pub fn value<'m>(&'m self, ev: &mut Evaluator<'m>) -> Val {
        let value = ev.expr(&self.value);
        if self.deduct { ops::negate(&value) } else { value }
    }

    /// The award.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        let value = self.value(ev);
        let made = ev.operands(&self.value);
        Award::of(value, if made.is_empty() { Detail::Plain } else { Detail::Formula(made) })
    }
}
