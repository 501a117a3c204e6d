//! Comparisons. A bare value of a choice gets its meaning from the other side.

use jifen_grammar::tree::{Kind, Node, Span};

use super::mismatch::same_kind;
use super::precedence::{Tree, TreeKind};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::model::{Comparison, Constant, Expr, ExprKind, Type, Unit};

/// The comparison that a word or sign means.
pub(super) fn comparison(kind: Kind) -> Option<Comparison> {
    Some(match kind {
        Kind::kw_is | Kind::equals => Comparison::Equal,
        Kind::kw_is_not | Kind::ne => Comparison::Unequal,
        Kind::kw_less | Kind::kw_below | Kind::kw_earlier | Kind::lt => Comparison::Less,
        Kind::kw_no_more | Kind::kw_no_later | Kind::le => Comparison::LessOrEqual,
        Kind::kw_over | Kind::kw_later | Kind::gt => Comparison::Greater,
        Kind::kw_no_less | Kind::kw_no_earlier | Kind::ge => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

impl<'a> Lowering<'a> {
    pub(super) fn compare(&mut self, left: &Tree<'a>, sign: &Node, right: &Tree<'a>, span: Span) -> Expr {
        let Some(comparison) = comparison(sign.kind) else { return self.broken(span) };
        let (a, b) = if self.means_nothing_alone(left) && !self.means_nothing_alone(right) {
            let b = self.tree(right, None);
            (self.tree(left, Some(&b.ty)), b)
        } else {
            let a = self.tree(left, None);
            if self.asks_presence(&a.ty, right) {
                self.presence(comparison, left, span);
                return self.broken(span);
            }
            let b = self.tree(right, Some(&a.ty));
            (a, b)
        };
        if !self.can_compare(&a, left, &b, right, comparison, span) {
            return self.broken(span);
        }
        Expr { kind: ExprKind::Compare(comparison, Box::new(a), Box::new(b)), ty: Type::YesNo, span }
    }

    /// Whether a part is a bare name that is not known here, so perhaps a value of a choice.
    pub(super) fn means_nothing_alone(&self, tree: &Tree) -> bool {
        match &tree.kind {
            TreeKind::Primary(node) if node.kind == Kind::reference => {
                node.name().is_some_and(|name| self.find(&name.text).is_none())
            }
            _ => false,
        }
    }

    /// `X 为 无`, where that is no value of the choice, or `X 为 空缺`.
    fn asks_presence(&self, of: &Type, right: &Tree) -> bool {
        let TreeKind::Primary(node) = &right.kind else { return false };
        if node.kind == Kind::kw_nothing {
            return true;
        }
        let Some(name) = node.name().filter(|_| node.kind == Kind::reference) else { return false };
        let nothing = matches!(&*name.text, "无" | "空" | "none" | "null");
        let value = match of {
            Type::Choice(choice) => self.names.value(*choice, &name.text).is_some(),
            _ => false,
        };
        nothing && !value && self.find(&name.text).is_none()
    }

    fn presence(&mut self, comparison: Comparison, left: &Tree, span: Span) {
        let text = self.slice_text(left.nodes);
        let (zh, en) = match comparison {
            Comparison::Unequal => ("有", "has"),
            _ => ("没有", "lacks"),
        };
        let write = Arg::pair(format!("{zh} {}", text.zh), format!("{en} {}", text.en));
        self.report(Diagnostic::new(Code::PresenceCompared, span, [write]));
    }

    fn can_compare(
        &mut self,
        a: &Expr,
        left: &Tree,
        b: &Expr,
        right: &Tree,
        comparison: Comparison,
        span: Span,
    ) -> bool {
        if a.ty == Type::Error || b.ty == Type::Error {
            return false;
        }
        if (&a.ty, &b.ty) == (&Type::Period, &Type::Duration) {
            self.length_of_period(&a.ty, b);
            return true;
        }
        let whole = |ty: &Type| matches!(ty, Type::Record(_) | Type::List(_) | Type::Period);
        if !same_kind(&a.ty, &b.ty) || whole(&a.ty) {
            let constant = |e: &Expr| matches!(e.kind, ExprKind::Constant(_));
            let mut hint = plain_total(a, b);
            if hint.zh.is_empty() && (constant(b) || !constant(a)) {
                hint = self.instead(b, &a.ty, right.nodes);
            }
            if hint.zh.is_empty() {
                hint = self.instead(a, &b.ty, left.nodes);
            }
            let args = [self.type_words(&a.ty), self.type_words(&b.ty), hint];
            self.report(Diagnostic::new(Code::Incomparable, span, args));
            return false;
        }
        let equality = matches!(comparison, Comparison::Equal | Comparison::Unequal);
        equality || self.must_be_ordered(&a.ty, span)
    }

    /// Whether values of a type have an order; reports where they have none.
    pub(super) fn must_be_ordered(&mut self, ty: &Type, span: Span) -> bool {
        let hint = match ty {
            Type::Number { .. } | Type::Date | Type::Month | Type::Duration | Type::Error => return true,
            Type::Choice(id) => {
                let choice = self.version.choices.get(id.index());
                if choice.is_none_or(|c| c.ordered) {
                    return true;
                }
                Arg::pair(
                    "若各值由低到高排列,在选项的名称后写 `由低到高`",
                    "if its values go from low to high, write `low to high` behind the choice's name",
                )
            }
            _ => Arg::from(""),
        };
        let args = [self.type_words(ty), hint];
        self.report(Diagnostic::new(Code::Unordered, span, args));
        false
    }

    /// Reports a range whose bounds hold nothing: the wrong way round, or, of whole numbers, `0.2..0.7`.
    pub(in crate::lower) fn right_way_round(
        &mut self,
        (low, high): (Option<&Expr>, Option<&Expr>),
        open: bool,
        whole: bool,
        span: Span,
    ) {
        let (Some(low), Some(high)) = (low, high) else { return };
        let (Ok(Some(low)), Ok(Some(high))) = (self.fold(low), self.fold(high)) else { return };
        let comparable = std::mem::discriminant(&low) == std::mem::discriminant(&high)
            && !matches!(low, Constant::Code(_) | Constant::Nothing | Constant::Duration(_));
        let first = match low {
            Constant::Number(low) if whole => Constant::Number(low.ceiling()),
            low => low,
        };
        if comparable && (high < first || open && high == first) {
            self.report(Diagnostic::new(Code::EmptyRange, span, []));
        }
    }
}

/// A total without a unit, compared with points: somewhere `积 5` was written for `积 5分`.
fn plain_total(a: &Expr, b: &Expr) -> Arg {
    let one = |e: &Expr| matches!(e.kind, ExprKind::Group(_)) && matches!(e.ty, Type::Number { unit: Unit::One, .. });
    let points = |e: &Expr| matches!(e.ty, Type::Number { unit: Unit::Points, .. });
    if one(a) && points(b) || one(b) && points(a) {
        return Arg::pair(
            "它的指标给的是没有单位的数;在指标中写 `积 …分`",
            "its indicators award numbers without a unit; write `award … points` in them",
        );
    }
    Arg::from("")
}
