//! `在 …`: windows, ranges, sets, catalogues.

use jifen_grammar::tree::{Kind, Node, Span};

use super::flat;
use super::precedence::Tree;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::lower::names::Entity;
use crate::model::*;

impl<'a> Lowering<'a> {
    pub(super) fn member_of(&mut self, left: &Tree<'a>, member: &'a Node, span: Span) -> Expr {
        let value = self.tree(left, None);
        let membership = member.children.iter().find_map(|part| match part.kind {
            Kind::window => Some(self.window(&value, left, part)),
            Kind::set => Some(Some(Membership::Set(self.set(part, &value.ty)))),
            Kind::band => Some(self.band_or_catalogue(&value, left, part)),
            _ => None,
        });
        let Some(Some(membership)) = membership else { return self.broken(span) };
        if value.ty == Type::Error {
            return self.broken(span);
        }
        let inside = Expr { kind: ExprKind::In(Box::new(value), Box::new(membership)), ty: Type::YesNo, span };
        if member.has(Kind::kw_not_in) {
            return Expr { kind: ExprKind::Not(Box::new(inside)), ty: Type::YesNo, span };
        }
        inside
    }

    /// `最近 48个月 内`.
    fn window(&mut self, value: &Expr, left: &Tree, node: &'a Node) -> Option<Membership> {
        let length = self.typed(node.get(Kind::sum)?, &Type::Duration);
        self.need_counting_date();
        match &value.ty {
            Type::Month => {
                self.need_months_end(node.span);
                let days = matches!(&length.kind, ExprKind::Constant(Constant::Duration(d)) if d.days != 0);
                if days {
                    let hint = Arg::pair("窗口写成月或年", "state the window in months or years");
                    let args = [self.type_words(&Type::Month), Arg::pair("日数", "days"), hint];
                    self.report(Diagnostic::new(Code::Incomparable, length.span, args));
                }
            }
            Type::Date => {
                self.need_days_end(node.span);
                if counts_years(&length) {
                    self.need_leap_day(node.span);
                }
            }
            Type::Error => {}
            _ => {
                let hint = self.instead(value, &Type::Date, left.nodes);
                let args = [Arg::pair("日期或月", "a date or month"), self.type_words(&value.ty), hint];
                self.report(Diagnostic::new(Code::TypeMismatch, value.span, args));
                return None;
            }
        }
        Some(Membership::Last(length))
    }

    fn band_or_catalogue(&mut self, value: &Expr, left: &Tree, node: &'a Node) -> Option<Membership> {
        if let [only] = node.children.as_slice()
            && let [operand] = flat(only)
            && let Some(catalogue) = self.catalogue_read(operand)
        {
            if value.ty != Type::Code && value.ty != Type::Error {
                let hint = self.instead(value, &Type::Code, left.nodes);
                let args = [self.type_words(&Type::Code), self.type_words(&value.ty), hint];
                self.report(Diagnostic::new(Code::TypeMismatch, value.span, args));
                return None;
            }
            return Some(catalogue);
        }
        if let [only] = node.children.as_slice() {
            let of = size_of(&value.ty);
            let expr = self.expr(only, Some(of));
            if matches!(expr.ty, Type::List(_)) && value.ty == Type::Error {
                return None;
            }
            if matches!(expr.ty, Type::List(_)) {
                let text = self.slice_text(flat(only));
                self.report(Diagnostic::new(Code::NotInList, expr.span, [crate::lower::text::shown(&text)]));
                return None;
            }
            let expr = self.comparable_with(expr, of, flat(only));
            self.length_of_period(&value.ty, &expr);
            return Some(Membership::Band(single(expr, node.span)));
        }
        Some(Membership::Band(self.band(node, &value.ty)))
    }

    /// `城六区`, `城六区(2018-01-01)`, where that is a catalogue.
    fn catalogue_read(&mut self, operand: &'a Node) -> Option<Membership> {
        let name = match operand.kind {
            Kind::reference => operand.name()?,
            Kind::call => operand.get(Kind::callee)?,
            _ => return None,
        };
        let found = self.find(&name.text);
        let Some(crate::lower::lookup::Found::Entity(Entity::Catalogue(id))) = found else { return None };
        let arguments: Vec<&'a Node> = operand.all(Kind::expr).collect();
        let at = match arguments.as_slice() {
            [] => {
                self.need_counting_date();
                None
            }
            [day] => Some(self.typed(day, &Type::Date)),
            all => {
                let write = Arg::pair(format!("{}(日期)", name.text), format!("{}(date)", name.text));
                self.wrong_count(name, 1, all.len(), write);
                None
            }
        };
        Some(Membership::Catalogue(id, at))
    }

    /// Lowers a `band` node, a range of values of a type or a single one.
    pub fn band(&mut self, node: &'a Node, of: &Type) -> Band {
        let sums: Vec<&'a Node> = node.all(Kind::sum).collect();
        let upto = node.children.iter().position(|c| c.kind == Kind::upto);
        let word = |kind: Kind| node.has(kind);
        let mut bound = |at: usize| {
            let bound = sums.get(at).map(|sum| self.comparable(sum, size_of(of)));
            bound.inspect(|bound| self.length_of_period(of, bound))
        };
        let mut band = Band { low: None, high: None, single: false, span: node.span };
        match upto {
            Some(at) => {
                let open = node.children.get(at).is_some_and(|u| &*u.text == "..<");
                let mut next = 0;
                if at != 0 {
                    band.low = bound(0).map(|low| (low, true));
                    next = 1;
                }
                band.high = bound(next).map(|high| (high, !open));
            }
            None if word(Kind::kw_no_less) || word(Kind::kw_or_more) => {
                band.low = bound(0).map(|low| (low, true));
            }
            None if word(Kind::kw_over) => {
                band.low = bound(0).map(|low| (low, false));
                band.high = bound(1).map(|high| (high, true));
            }
            None if word(Kind::kw_no_more) || word(Kind::kw_or_less) => {
                band.high = bound(0).map(|high| (high, true));
            }
            None if word(Kind::kw_less) || word(Kind::kw_below) => {
                band.high = bound(0).map(|high| (high, false));
            }
            None => return bound(0).map_or(band, |value| single(value, node.span)),
        }
        self.must_be_ordered(size_of(of), node.span);
        let (low, high) = (band.low.as_ref().map(|l| &l.0), band.high.as_ref().map(|h| &h.0));
        let open = [&band.low, &band.high].into_iter().flatten().any(|(_, inside)| !inside);
        self.right_way_round((low, high), open, false, node.span);
        band
    }

    /// A period as long as whole years may begin on 29 February.
    pub(super) fn length_of_period(&mut self, of: &Type, length: &Expr) {
        if *of == Type::Period && counts_years(length) {
            self.need_leap_day(length.span);
        }
    }

    /// Lowers a `set` node: several values or ranges.
    pub fn set(&mut self, node: &'a Node, of: &Type) -> Vec<Band> {
        if node.kind == Kind::band {
            return vec![self.band(node, of)];
        }
        node.all(Kind::band).map(|band| self.band(band, of)).collect()
    }
}

/// What a value of a type is compared with: of a period, lengths of time.
pub(super) fn size_of(ty: &Type) -> &Type {
    if let Type::Period = ty { &Type::Duration } else { ty }
}

fn single(value: Expr, span: Span) -> Band {
    Band { low: Some((value.clone(), true)), high: Some((value, true)), single: true, span }
}

/// Whether adding a length of time may meet 29 February: whole years do, and what is not known now may.
pub(super) fn counts_years(length: &Expr) -> bool {
    match &length.kind {
        ExprKind::Constant(Constant::Duration(d)) => d.months != 0 && d.months % 12 == 0,
        _ => length.ty == Type::Duration,
    }
}
