//! Conditions, with the parts that an explanation shows one by one.

use jifen_grammar::tree::{Kind, Node};

use super::flat;
use super::precedence::{Tree, TreeKind, tree};
use crate::lower::Lowering;
use crate::model::{Condition, ExprKind, Type};

impl<'a> Lowering<'a> {
    /// Lowers a condition: an `expr` node, or one that holds it.
    pub fn condition(&mut self, node: &'a Node) -> Condition {
        let written = match node.kind {
            Kind::expr | Kind::sum | Kind::parens => node,
            _ => node.get(Kind::expr).unwrap_or(node),
        };
        let expr = self.typed(written, &Type::YesNo);
        let whole: Tree<'a> = tree(flat(written));
        let texts = match &whole.kind {
            TreeKind::And(parts) | TreeKind::Or(parts) => {
                parts.iter().map(|part| self.slice_text(part.nodes)).collect()
            }
            _ => Vec::new(),
        };
        let parts = match &expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) if parts.len() == texts.len() => {
                parts.iter().cloned().zip(texts).collect()
            }
            _ => Vec::new(),
        };
        Condition { expr, text: self.text(written), parts }
    }

    /// Lowers the condition that a row, case, guard or outcome holds.
    pub fn condition_of(&mut self, node: &'a Node) -> Condition {
        self.condition(node)
    }
}
