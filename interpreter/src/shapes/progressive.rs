//! `按 X 分段 { … }`: each part of a quantity at its own rate, then summed.

use super::per_unit::{UnitRounding, unit_type};
use crate::diagnostic::{Code, Diagnostic};
use crate::eval::covered::Side;
use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Band, Expr, Text, Type, Unit};
use crate::number::Fraction;
use crate::trace::{Award, Detail, Slice};
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node};
use serde::Serialize;

/// Progressive bands.
#[derive(Debug, Clone, Serialize)]
pub struct Progressive {
    /// The quantity that is cut into bands.
    pub quantity: Expr,
    /// As written.
    pub text: Text,
    /// The bands.
    pub bands: Vec<BandRate>,
}

/// A band and its rate.
#[derive(Debug, Clone, Serialize)]
pub struct BandRate {
    /// Its label, where it has one.
    pub label: Option<String>,
    /// From where to where; whether a bound itself is in makes no difference to its length.
    pub band: Band,
    /// Its rate.
    pub rate: Rate,
    /// Whether what it gives is taken off.
    pub deduct: bool,
    /// As written.
    pub text: Text,
}

/// The rate of a band.
#[derive(Debug, Clone, Serialize)]
pub enum Rate {
    /// `每满 100元 积 1分`: unit, rounding, what one gives.
    Each(Expr, UnitRounding, Expr),
    /// `乘 3%`.
    Times(Expr),
}

impl Progressive {
    /// Reads a `progressive` node.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (Progressive, Type) {
        let key = node.get(Kind::table_key);
        let inner = key.and_then(|k| k.children.iter().find(|c| matches!(c.kind, Kind::sum | Kind::period)));
        let quantity = match inner {
            Some(inner) => l.expr(inner, None),
            None => l.broken(node.span),
        };
        if matches!(quantity.ty, Type::Period | Type::Duration) {
            let words = l.type_words(&quantity.ty);
            l.report(Diagnostic::new(Code::NotMeasurable, quantity.span, [words]));
        }
        let of = unit_type(l, &quantity);
        let mut ty = want.cloned();
        let mut bands = Vec::new();
        for part in node.get(Kind::progressive_block).into_iter().flat_map(|b| b.all(Kind::slice_rate)) {
            let Some(band) = part.get(Kind::band) else { continue };
            let band = l.band(band, &of);
            let rate = match (part.get(Kind::each), part.get(Kind::give), part.get(Kind::sum)) {
                (Some(each), Some(give), _) => {
                    let unit = each.get(Kind::sum).map(|s| l.typed(s, &of));
                    let value = give.get(Kind::sum).map(|s| match &ty {
                        Some(ty) => l.typed(s, ty),
                        None => l.expr(s, None),
                    });
                    let (unit, value) =
                        (unit.unwrap_or_else(|| l.broken(part.span)), value.unwrap_or_else(|| l.broken(part.span)));
                    ty.get_or_insert(value.ty.clone());
                    Rate::Each(unit, UnitRounding::of(each), value)
                }
                (_, _, Some(sum)) => {
                    ty.get_or_insert(of.clone());
                    let wants = match (&of, &ty) {
                        (of, Some(ty)) if l.same_kind(of, ty) => Type::DECIMAL,
                        (Type::Number { unit: Unit::One, .. }, Some(ty)) => ty.clone(),
                        _ => Type::DECIMAL,
                    };
                    Rate::Times(l.typed(sum, &wants))
                }
                _ => continue,
            };
            let (label, text) = (l.label(part), l.text(part));
            let deduct = part.get(Kind::give).is_some_and(|g| g.has(Kind::kw_deduct));
            bands.push(BandRate { label, band, rate, deduct, text });
        }
        let ty = match ty.unwrap_or(Type::Error) {
            Type::Number { unit, .. } => Type::Number { unit, whole: false },
            other => other,
        };
        let text = key.map(|k| l.text(k)).unwrap_or_default();
        (Progressive { quantity, text, bands }, ty)
    }

    /// The parts of the quantity inside each band, each at its rate.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        let quantity = ev.expr(&self.quantity);
        let zero = Val::Number(Fraction::ZERO);
        let mut total = ops::multiply(&quantity, &zero);
        let mut parts = Vec::new();
        for band in &self.bands {
            let low = band.band.low.as_ref().map_or(zero.clone(), |(e, _)| ev.expr(e));
            let high = band.band.high.as_ref().map(|(e, _)| ev.expr(e));
            let top = high.as_ref().map_or(quantity.clone(), |high| ops::min(&quantity, high));
            let part = ops::max(&ops::subtract(&top, &low), &zero);
            if matches!(&part, Val::Number(n) if *n != Fraction::ZERO) {
                ev.came_by(band.band.span, Side::Taken);
            }
            let mut value = match &band.rate {
                Rate::Each(unit, rounding, each) => {
                    let unit = ev.expr(unit);
                    let units = ev.units(&part, &unit, *rounding);
                    let each = ev.expr(each);
                    ops::multiply(&units, &each)
                }
                Rate::Times(rate) => {
                    let rate = ev.expr(rate);
                    ops::multiply(&part, &rate)
                }
            };
            if band.deduct {
                value = ops::negate(&value);
            }
            total = ops::add(&total, &value);
            parts.push(Slice { low, high, part, value });
        }
        Award::of(total, Detail::Bands(quantity, parts))
    }
}
