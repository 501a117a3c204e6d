//! Progressive bands: parts of the quantity that two bands count, and parts that none does.

use super::cases::award;
use super::regions::{Interval, gaps, ordinal};
use super::{Checker, words};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Band, Expr};
use crate::number::Fraction;
use crate::shapes::Shape;
use crate::shapes::progressive::Progressive;

impl<'m> Checker<'_, 'm> {
    pub(super) fn bands(&mut self) {
        for line in &self.body.lines {
            if let Shape::Progressive(progressive) = award(line) {
                self.progressive(progressive);
            }
        }
    }

    fn progressive(&mut self, progressive: &'m Progressive) {
        let bands: Option<Vec<Interval>> = progressive.bands.iter().map(|b| self.part(&b.band)).collect();
        let Some(parts) = bands else { return };
        let ty = &progressive.quantity.ty;
        for (i, (part, band)) in parts.iter().zip(&progressive.bands).enumerate() {
            let twice = parts.iter().zip(&progressive.bands).take(i).find_map(|(p, b)| Some((p.and(part)?, b)));
            if let Some((both, earlier)) = twice {
                let told = words::interval(self.version, &both, &Interval::ALL, ty);
                let first = Arg::pair("另一段", "the other band");
                let twice = Diagnostic::new(Code::BandsMeet, band.band.span, [told]);
                self.report(twice.with(earlier.band.span, first));
            }
        }
        if parts.len() < 2 {
            return;
        }
        let nothing = Interval { low: Some((Fraction::ZERO, false)), high: None };
        let whole = self.whole(&progressive.quantity).and(&nothing).unwrap_or(nothing);
        // A band's ends have no length, so that what is left is measured without them.
        let whole = Interval { low: whole.low.map(|(at, _)| (at, false)), high: whole.high.map(|(at, _)| (at, false)) };
        let left: Vec<Arg> =
            gaps(&whole, &parts).iter().map(|o| words::interval(self.version, o, &whole, ty)).collect();
        if !left.is_empty() {
            let quantity = words::expression(self.version, &progressive.quantity);
            let args = [quantity, words::list(&left, "、", ", ")];
            self.report(Diagnostic::new(Code::Gap, progressive.quantity.span, args));
        }
    }

    fn part(&mut self, band: &'m Band) -> Option<Interval> {
        let mut end = |end: &'m Option<(Expr, bool)>| match end {
            None => Some(None),
            Some((e, _)) => Some(Some((ordinal(&self.ev.expr(e))?, false))),
        };
        let (low, high) = (end(&band.low)?, end(&band.high)?);
        Some(Interval { low: low.or(Some((Fraction::ZERO, false))), high })
    }
}
