//! A definition evaluated once more, and watched, so that it can be explained.

use super::{Evaluator, Seen};
use crate::model::{Content, DefinitionId, Type, Version};
use crate::trace::{BodyTrace, Operand, Part};
use crate::value::Val;

/// How a definition came to its value.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The value.
    pub value: Val,
    /// How.
    pub how: How,
    /// The definitions and parameters that it asked.
    pub seen: Vec<Seen>,
}

/// What stands behind a value.
#[derive(Debug, Clone)]
pub enum How {
    /// What a formula is made of: see [`crate::conditions::operands`].
    Formula(Vec<Operand>),
    /// The parts of a yes or no: see [`crate::conditions::parts`].
    Condition(Vec<Part>),
    /// Lines.
    Body(Box<BodyTrace>),
}

impl<'m> Evaluator<'m> {
    /// Evaluates a definition, of no entry, with its arguments. `None` where there is nothing to evaluate, or no work left.
    pub fn explain(&mut self, id: DefinitionId, arguments: &[Val]) -> Option<Explained> {
        let version: &'m Version = self.version();
        let definition = version.definitions.get(id.index()).filter(|d| d.element.is_none())?;
        if self.stopped() {
            return None;
        }
        let outer = self.watch.replace(Vec::new());
        let (value, how) = self.with_arguments(arguments, |ev| match &definition.content {
            Content::Expr(e) if e.ty == Type::YesNo => (ev.expr(e), How::Condition(ev.parts(e))),
            Content::Expr(e) => (ev.expr(e), How::Formula(ev.operands(e))),
            Content::Body(body) => {
                let mut trace = BodyTrace::default();
                let value = crate::bodies::evaluate(ev, body, Some(&mut trace));
                (value, How::Body(Box::new(trace)))
            }
        });
        let seen = std::mem::replace(&mut self.watch, outer).unwrap_or_default();
        (!self.stopped()).then_some(Explained { value, how, seen })
    }
}
