//! Caps that change nothing or everything, and deductions that add.

use super::Checker;
use super::cases::award;
use crate::bodies;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::ops;
use crate::facts;
use crate::model::{Expr, ExprKind, Modifier, ModifierKind, Type, Unit};
use crate::modifiers;
use crate::number::Fraction;
use crate::shapes::Shape;
use crate::shapes::give::Give;
use crate::shapes::progressive::Rate;
use crate::trace::{BodyTrace, Detail, Step};
use crate::value::Val;
use jifen_grammar::keywords::Language;

impl<'m> Checker<'_, 'm> {
    /// Caps above everything that can come together, and below.
    pub(super) fn caps(&mut self) {
        let body = self.body;
        let mut trace = BodyTrace::default();
        bodies::evaluate(&mut self.ev, body, Some(&mut trace));
        self.steps(&body.modifiers, &trace.steps);
        for (line, traced) in body.lines.iter().zip(&trace.lines) {
            // A deduction's cap limits its size.
            if line.shape.deducts() {
                continue;
            }
            self.steps(&line.modifiers, &traced.steps);
            match (award(line), units(&traced.detail)) {
                (Shape::PerUnit(shape), Some(steps)) => self.steps(&shape.modifiers, steps),
                (Shape::Table(table), _) => {
                    for row in table.rows.iter().filter(|r| !r.modifiers.is_empty()) {
                        let Some(give) = row.award.as_ref().filter(|g| alone(&g.value) && !g.deduct) else { continue };
                        let value = give.value(&mut self.ev);
                        let mut steps = Vec::new();
                        modifiers::apply(&mut self.ev, &row.modifiers, value, give.deduct, &mut steps);
                        self.steps(&row.modifiers, &steps);
                    }
                }
                _ => {}
            }
        }
    }

    fn steps(&mut self, modifiers: &'m [Modifier], steps: &[Step]) {
        for (step, modifier) in steps.iter().zip(modifiers) {
            let (ModifierKind::Cap, Val::Number(cap)) = (step.kind, &step.by) else { continue };
            let Some((least, most)) = ops::bounds(&step.before) else { continue };
            let told = |n| self.show(n, &modifier.value.ty);
            if let Some(most) = most.filter(|most| most < cap) {
                let told = told(most);
                self.report(Diagnostic::new(Code::CapNeverReached, modifier.span, [told]));
            } else if let Some(least) = least.filter(|least| cap < least) {
                let told = told(least);
                self.report(Diagnostic::new(Code::CapAlwaysReached, modifier.span, [told]));
            }
        }
    }

    /// Deductions of negative amounts, and negative awards of points.
    pub(super) fn signs(&mut self) {
        for line in &self.body.lines {
            self.sign(award(line));
        }
    }

    fn sign(&mut self, shape: &'m Shape) {
        let give = |this: &mut Self, give: &'m Give| this.negative(&give.value, give.deduct);
        match shape {
            Shape::Give(one) => give(self, one),
            Shape::Table(table) => table.rows.iter().filter_map(|r| r.award.as_ref()).for_each(|g| give(self, g)),
            Shape::PerUnit(shape) => self.negative(&shape.each, shape.deduct),
            Shape::PerRecord(shape) => self.sign(&shape.each),
            Shape::Progressive(shape) => {
                for band in &shape.bands {
                    if let Rate::Each(_, _, each) = &band.rate {
                        self.negative(each, band.deduct);
                    }
                }
            }
            Shape::Row(_) | Shape::Otherwise(_) | Shape::Matrix(_) => {}
        }
    }

    fn negative(&mut self, value: &'m Expr, deduct: bool) {
        let points = matches!(&value.ty, Type::Number { unit: Unit::Points, .. });
        if !(deduct || self.scored && points) || !alone(value) {
            return;
        }
        let Some((_, Some(most))) = ops::bounds(&self.ev.expr(value)) else { return };
        if most < Fraction::ZERO {
            let so = match deduct {
                true => Arg::pair("扣减负数,结果反而增加", "deducting it adds"),
                false => Arg::pair("积负分,就是扣减", "awarding it takes off"),
            };
            let amount = most.negate().unwrap_or(most);
            let args = [self.show(most, &value.ty), so, self.show(amount, &value.ty)];
            self.report(Diagnostic::new(Code::NegativeAward, value.span, args));
        }
    }

    fn show(&self, n: Fraction, ty: &Type) -> Arg {
        let show = |language| facts::show(&Val::Number(n), ty, self.version, language);
        Arg::pair(show(Language::Zh), show(Language::En))
    }
}

/// The steps behind an award per unit.
fn units(detail: &Detail) -> Option<&[Step]> {
    match detail {
        Detail::Units(units) => Some(&units.steps),
        Detail::Condition(_, Some(inner)) => units(inner),
        _ => None,
    }
}

/// Whether it reads no entry of a list and no parameter of a definition.
fn alone(expr: &Expr) -> bool {
    let reads = matches!(
        expr.kind,
        ExprKind::EntryField(..) | ExprKind::EntryDefinition(..) | ExprKind::Entry(_) | ExprKind::Argument(_)
    );
    !reads && expr.children().into_iter().all(alone)
}
