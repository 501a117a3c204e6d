//! Caps, floors, multipliers and roundings: applied to a value in the order written.

use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Modifier, ModifierKind, Type};
use crate::trace::Step;
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node};

/// Reads the `modifier` children of a node whose value has the type.
pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, ty: &Type) -> Vec<Modifier> {
    node.all(Kind::modifier).filter_map(|m| lower_one(l, m, ty)).collect()
}

/// Reads one `modifier` node.
pub fn lower_one<'a>(l: &mut Lowering<'a>, node: &'a Node, ty: &Type) -> Option<Modifier> {
    let kind = node.children.iter().find_map(|c| match c.kind {
        Kind::kw_cap => Some(ModifierKind::Cap),
        Kind::kw_floor => Some(ModifierKind::Floor),
        Kind::kw_times => Some(ModifierKind::Times),
        Kind::kw_round_down => Some(ModifierKind::RoundDown),
        Kind::kw_round_up => Some(ModifierKind::RoundUp),
        Kind::kw_round => Some(ModifierKind::Round),
        _ => None,
    })?;
    let of = match ty {
        Type::Number { unit, .. } => Type::Number { unit: unit.clone(), whole: false },
        other => other.clone(),
    };
    let sum = node.get(Kind::sum)?;
    let value = if kind == ModifierKind::Times { l.typed(sum, &Type::DECIMAL) } else { l.typed(sum, &of) };
    Some(Modifier { kind, value, span: node.span })
}

/// Applies them; none stays none, and a cap or floor that is none does not bind. With `deducts` the value is a
/// deduction, and they change its size. What each did is added to `steps`.
pub fn apply<'m>(
    ev: &mut Evaluator<'m>,
    modifiers: &'m [Modifier],
    value: Val,
    deducts: bool,
    steps: &mut Vec<Step>,
) -> Val {
    if modifiers.is_empty() || value == Val::None {
        return value;
    }
    if ops::may_be_none(&value) {
        let why = ops::why(&value);
        let value = apply(ev, modifiers, ops::without_none(value), deducts, steps);
        return ops::because(ops::hull(&value, &Val::None), &why);
    }
    let mut value = value;
    for m in modifiers {
        let by = ev.expr(&m.value);
        let size = if deducts { ops::negate(&value) } else { value.clone() };
        if matches!(m.kind, ModifierKind::Cap | ModifierKind::Floor) {
            ev.beside(m.span, &size, &by);
        }
        let limited = one(m.kind, &size, &by);
        ev.limited(m, &size, &by, &limited);
        let after = if deducts { ops::negate(&limited) } else { limited };
        let before = std::mem::replace(&mut value, after.clone());
        steps.push(Step { kind: m.kind, by, before, after });
    }
    value
}

fn one(kind: ModifierKind, value: &Val, by: &Val) -> Val {
    let bind = match kind {
        ModifierKind::Cap => ops::min,
        ModifierKind::Floor => ops::max,
        ModifierKind::Times => return ops::multiply(value, by),
        ModifierKind::RoundDown => return ops::round_down(value, by),
        ModifierKind::RoundUp => return ops::round_up(value, by),
        ModifierKind::Round => return ops::round_nearest(value, by),
    };
    match by {
        Val::None => value.clone(),
        by if ops::may_be_none(by) => {
            let bound = bind(value, &ops::without_none(by.clone()));
            ops::because(ops::hull(&bound, value), &ops::why(by))
        }
        by => bind(value, by),
    }
}
