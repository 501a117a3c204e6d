//! `按 X,每满 1年 积 2分,满 5年 后计入`: an award for each unit of a quantity or period.

use crate::diagnostic::{Code, Diagnostic};
use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Expr, Modifier, Text, Type};
use crate::modifiers;
use crate::trace::{Award, Detail, Truth, Units};
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node};
use serde::Serialize;

/// An award per unit.
#[derive(Debug, Clone, Serialize)]
pub struct PerUnit {
    /// What is measured: a number, a duration or a period.
    pub quantity: Expr,
    /// As written.
    pub text: Text,
    /// One unit.
    pub unit: Expr,
    /// What happens to the part of a unit.
    pub rounding: UnitRounding,
    /// What one unit gives; of a deduction, what it takes.
    pub each: Expr,
    /// Whether it is a deduction.
    pub deduct: bool,
    /// `满 P 后计入`: below it nothing, from it on all.
    pub once: Option<Expr>,
    /// `超过 P 的部分`: only what exceeds it is counted.
    pub over: Option<Expr>,
    /// Applied to the units' award, in the order written.
    pub modifiers: Vec<Modifier>,
}

/// What happens to the part of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum UnitRounding {
    /// `每满`: it does not count.
    Full,
    /// `不足也计`: it counts as one.
    OrPart,
    /// `按比例`: it counts by its share. Of periods, whole months (or days) over the unit's.
    ProRata,
}

impl UnitRounding {
    /// Reads an `each` node.
    pub fn of(node: &Node) -> UnitRounding {
        if node.has(Kind::kw_or_part) {
            UnitRounding::OrPart
        } else if node.has(Kind::kw_pro_rata) {
            UnitRounding::ProRata
        } else {
            UnitRounding::Full
        }
    }
}

/// The type of a unit of a quantity: durations measure periods. Reports what can't be measured.
pub(crate) fn unit_type(l: &mut Lowering<'_>, quantity: &Expr) -> Type {
    match &quantity.ty {
        Type::Number { unit, .. } => Type::Number { unit: unit.clone(), whole: false },
        Type::Period | Type::Duration => Type::Duration,
        Type::Error => Type::Error,
        other => {
            let words = l.type_words(other);
            l.report(Diagnostic::new(Code::NotMeasurable, quantity.span, [words]));
            Type::Error
        }
    }
}

impl PerUnit {
    /// Reads a `per_unit` node.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (PerUnit, Type) {
        let key = node.get(Kind::table_key);
        let inner = key.and_then(|k| k.children.iter().find(|c| matches!(c.kind, Kind::sum | Kind::period)));
        let quantity = match inner {
            Some(inner) => l.expr(inner, None),
            None => l.broken(node.span),
        };
        let of = unit_type(l, &quantity);
        let mut measure = |holder: Option<&'a Node>| {
            let sum = holder.and_then(|h| h.get(Kind::sum))?;
            Some(l.typed(sum, &of))
        };
        let each_node = node.get(Kind::each);
        let unit = measure(each_node);
        let once = measure(node.get(Kind::once));
        let over = measure(node.get(Kind::over_only));
        let give = node.get(Kind::give);
        let each = match (give.and_then(|g| g.get(Kind::sum)), want) {
            (Some(sum), Some(want)) => l.typed(sum, want),
            (Some(sum), None) => l.expr(sum, None),
            (None, _) => l.broken(node.span),
        };
        let ty = match &each.ty {
            Type::Number { unit, .. } => Type::Number { unit: unit.clone(), whole: false },
            other => other.clone(),
        };
        let shape = PerUnit {
            text: key.map(|k| l.text(k)).unwrap_or_default(),
            unit: unit.unwrap_or_else(|| l.broken(node.span)),
            rounding: each_node.map_or(UnitRounding::Full, UnitRounding::of),
            each,
            deduct: give.is_some_and(|g| g.has(Kind::kw_deduct)),
            once,
            over,
            modifiers: modifiers::lower(l, node, &ty),
            quantity,
        };
        (shape, ty)
    }

    /// Units times what one gives, where the gate is reached. It does not hold where what is measured is none.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        let quantity = ev.expr(&self.quantity);
        if !ops::may_be_none(&quantity) {
            return self.measured(ev, quantity);
        }
        let there = Truth::of(&ops::has(&quantity));
        match ops::without_none(quantity) {
            Val::None => Award::nothing(),
            quantity => self.measured(ev, quantity).when(there),
        }
    }

    fn measured<'m>(&'m self, ev: &mut Evaluator<'m>, quantity: Val) -> Award {
        let gate = self.once.as_ref().map(|once| {
            let size = ev.expr(once);
            let reached = Truth::of(&ev.reaches(&quantity, &size));
            ev.came_to(once.span, &reached);
            ev.beside(once.span, &quantity, &size);
            (size, reached)
        });
        let unit = ev.expr(&self.unit);
        let counted = match &self.over {
            Some(over) => {
                let over = ev.expr(over);
                ev.beyond(&quantity, &over)
            }
            None => quantity.clone(),
        };
        let units = ev.units(&counted, &unit, self.rounding);
        let each = ev.expr(&self.each);
        let mut value = ops::multiply(&units, &each);
        if self.deduct {
            value = ops::negate(&value);
        }
        let mut steps = Vec::new();
        let value = modifiers::apply(ev, &self.modifiers, value, self.deduct, &mut steps);
        let reached = gate.as_ref().map_or(Truth::Yes, |(_, reached)| reached.clone());
        let detail = Detail::Units(Box::new(Units { quantity, units, gate, each, steps }));
        Award::of(value, detail).when(reached)
    }
}
