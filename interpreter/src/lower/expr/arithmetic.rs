//! Sums and products: units, dates, and chains that stay shallow however long they are.

use jifen_grammar::tree::{Kind, Node, Span};

use super::member::counts_years;
use super::precedence::Tree;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::model::{Constant, Duration, Expr, ExprKind, Function, Operator, PerTime, Type, Unit};

/// The terms that one sum may have.
const MOST_TERMS: usize = 1_000;
/// The terms of a sum of dates, and the factors of a product: these can't be grouped anew.
const MOST_FACTORS: usize = 32;
/// Sums of no more terms are grouped from the left, as they are read.
const SHORT: usize = 8;

impl<'a> Lowering<'a> {
    pub(super) fn sum(&mut self, first: &Tree<'a>, rest: &[(Kind, Tree<'a>)], want: Option<&Type>, span: Span) -> Expr {
        let start = self.tree(first, want.filter(|w| matches!(w, Type::Date | Type::Month)));
        let timely = matches!(start.ty, Type::Date | Type::Month | Type::Duration);
        if if timely { MOST_FACTORS } else { MOST_TERMS } < rest.len() + 1 {
            self.report(Diagnostic::new(Code::TooManyParts, span, []));
            return self.broken(span);
        }
        if timely {
            return self.dates(start, rest);
        }
        let mut terms = vec![(Operator::Add, start)];
        let mut nodes = vec![first.nodes];
        for (sign, tree) in rest {
            let operator = if *sign == Kind::minus { Operator::Subtract } else { Operator::Add };
            terms.push((operator, self.tree(tree, None)));
            nodes.push(tree.nodes);
        }
        let Some(ty) = self.one_unit(&terms, &nodes) else { return self.broken(span) };
        balanced(terms, &ty)
    }

    /// The unit that all terms have; reports the first that has another.
    fn one_unit(&mut self, terms: &[(Operator, Expr)], nodes: &[&[Node]]) -> Option<Type> {
        if terms.iter().any(|(_, e)| e.ty == Type::Error) {
            return None;
        }
        let (_, first) = terms.first()?;
        let mut all_whole = true;
        for (at, (_, term)) in terms.iter().enumerate() {
            let same = match (&first.ty, &term.ty) {
                (Type::Number { unit: a, .. }, Type::Number { unit: b, whole }) => {
                    all_whole &= *whole;
                    a == b
                }
                _ => false,
            };
            if !same {
                let (operator, other) = terms.get(at.max(1))?;
                let nodes = nodes.get(at.max(1)).copied().unwrap_or(&[]);
                self.does_not_go(first, other, *operator, nodes);
                return None;
            }
        }
        match &first.ty {
            Type::Number { unit, .. } => Some(Type::Number { unit: unit.clone(), whole: all_whole }),
            _ => None,
        }
    }

    /// Dates and months take lengths of time; lengths of time add up.
    fn dates(&mut self, start: Expr, rest: &[(Kind, Tree<'a>)]) -> Expr {
        let mut sum = start;
        for (sign, tree) in rest {
            let operator = if *sign == Kind::minus { Operator::Subtract } else { Operator::Add };
            let term = self.tree(tree, None);
            let span = sum.span.to(term.span);
            if term.ty == Type::Error {
                return self.broken(span);
            }
            if term.ty != Type::Duration {
                self.does_not_go(&sum, &term, operator, tree.nodes);
                return self.broken(span);
            }
            if sum.ty == Type::Date && counts_years(&term) {
                self.need_leap_day(span);
            }
            let days = matches!(&term.kind, ExprKind::Constant(Constant::Duration(d)) if d.days != 0);
            if sum.ty == Type::Month && days {
                let hint = Arg::pair("月只能加减月或年", "a month takes months or years");
                self.report_arithmetic(&sum, &term, operator, hint);
                return self.broken(span);
            }
            sum = join(operator, sum, term, None);
        }
        sum
    }

    pub(super) fn product(&mut self, first: &Tree<'a>, rest: &[(Kind, Tree<'a>)], span: Span) -> Expr {
        if MOST_FACTORS < rest.len() + 1 {
            self.report(Diagnostic::new(Code::TooManyParts, span, []));
            return self.broken(span);
        }
        let mut product = self.tree(first, None);
        for (sign, tree) in rest {
            let operator = if *sign == Kind::divide { Operator::Divide } else { Operator::Multiply };
            let factor = self.tree(tree, None);
            let span = product.span.to(factor.span);
            if product.ty == Type::Error || factor.ty == Type::Error {
                product = self.broken(span);
                continue;
            }
            if operator == Operator::Multiply
                && let Some(paid) = self.paid(&product, &factor)
            {
                product = paid;
                continue;
            }
            let Some(ty) = scaled(operator, &product.ty, &factor.ty) else {
                let same = matches!((&product.ty, &factor.ty), (Type::Number { .. }, Type::Number { .. }));
                let hint = match operator {
                    Operator::Multiply if same => {
                        Arg::pair("其中一个应是不带单位的数", "one of them must be a plain number")
                    }
                    Operator::Divide if same => {
                        Arg::pair("除数应是不带单位的数,或单位相同", "divide by a plain number, or by the same unit")
                    }
                    _ => Arg::from(""),
                };
                self.report_arithmetic(&product, &factor, operator, hint);
                product = self.broken(span);
                continue;
            };
            product = join(operator, product, factor, Some(ty));
        }
        product
    }

    /// Money for a time, times a length of time: the money for all of it. `None` where it is something else.
    fn paid(&mut self, a: &Expr, b: &Expr) -> Option<Expr> {
        let (money, length) = match (&a.ty, &b.ty) {
            (_, Type::Duration) => (a, b),
            (Type::Duration, _) => (b, a),
            _ => return None,
        };
        let Type::Number { unit: Unit::Money(Some(per)), .. } = &money.ty else { return None };
        let span = a.span.to(b.span);
        let (months, hint) = match per {
            PerTime::Year | PerTime::Month => {
                (true, Arg::pair("按年或月计的金额,乘以年或月", "money per year or month takes years or months"))
            }
            PerTime::Week | PerTime::Day => {
                (false, Arg::pair("按周或日计的金额,乘以周或日", "money per week or day takes weeks or days"))
            }
            PerTime::Hour => {
                let hint = Arg::pair("时长不以小时计;小时数是数", "no length of time counts hours: they are a number");
                self.report_arithmetic(a, b, Operator::Multiply, hint);
                return Some(self.broken(span));
            }
        };
        let other = |d: &Duration| if months { d.days } else { d.months };
        if matches!(&length.kind, ExprKind::Constant(Constant::Duration(d)) if other(d) != 0) {
            self.report_arithmetic(a, b, Operator::Multiply, hint);
            return Some(self.broken(span));
        }
        let count = ExprKind::Function(Function::LengthIn(*per), vec![length.clone()]);
        let count = Expr { kind: count, ty: Type::DECIMAL, span: length.span };
        let ty = Type::Number { unit: Unit::Money(None), whole: false };
        Some(join(Operator::Multiply, money.clone(), count, Some(ty)))
    }

    fn does_not_go(&mut self, a: &Expr, b: &Expr, operator: Operator, nodes: &[Node]) {
        let hint = match (&a.ty, &b.ty, operator) {
            (Type::Date, Type::Date, Operator::Subtract) => Arg::pair(
                "两个日期之间用 `天数(甲 至 乙)` 或 `整年(甲 至 乙)`",
                "between two dates write `days_between(a to b)` or `full_years(a to b)`",
            ),
            (Type::Month, Type::Month, Operator::Subtract) => {
                Arg::pair("两个月之间用 `整月(甲 至 乙)`", "between two months write `full_months(a to b)`")
            }
            (Type::Number { .. }, Type::Date | Type::Month, _) => {
                Arg::pair("先写日期,再加减时长", "put the date first, then the length of time")
            }
            (Type::Date | Type::Month, _, _) => self.instead(b, &Type::Duration, nodes),
            (Type::Duration, Type::Date | Type::Month, _) => {
                Arg::pair("先写日期,再加减时长", "put the date first, then the length of time")
            }
            _ => self.instead(b, &a.ty, nodes),
        };
        self.report_arithmetic(a, b, operator, hint);
    }

    fn report_arithmetic(&mut self, a: &Expr, b: &Expr, operator: Operator, hint: Arg) {
        let sign = match operator {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
        };
        let args = [self.type_words(&a.ty), self.type_words(&b.ty), sign.into(), hint];
        self.report(Diagnostic::new(Code::ArithmeticMismatch, a.span.to(b.span), args));
    }
}

/// The type of a product or quotient: at most one side has a unit, or a quotient's sides have the same.
/// A length of time is multiplied by a whole number.
fn scaled(operator: Operator, a: &Type, b: &Type) -> Option<Type> {
    match (operator, a, b) {
        (Operator::Multiply, Type::Duration, b) if *b == Type::INTEGER => return Some(Type::Duration),
        (Operator::Multiply, a, Type::Duration) if *a == Type::INTEGER => return Some(Type::Duration),
        _ => {}
    }
    let (Type::Number { unit: a, whole: x }, Type::Number { unit: b, whole: y }) = (a, b) else {
        return None;
    };
    let unit = match (operator, a, b) {
        (_, unit, Unit::One) => unit.clone(),
        (Operator::Multiply, Unit::One, unit) => unit.clone(),
        (Operator::Divide, a, b) if a == b => Unit::One,
        _ => return None,
    };
    Some(Type::Number { unit, whole: *x && *y && operator == Operator::Multiply })
}

fn join(operator: Operator, a: Expr, b: Expr, ty: Option<Type>) -> Expr {
    let (span, ty) = (a.span.to(b.span), ty.unwrap_or_else(|| a.ty.clone()));
    Expr { kind: ExprKind::Arithmetic(operator, Box::new(a), Box::new(b)), ty, span }
}

/// A sum of signed terms, of which the first counts as added. Long ones are halved, so that they stay shallow;
/// numbers are exact, so the grouping changes nothing.
fn balanced(terms: Vec<(Operator, Expr)>, ty: &Type) -> Expr {
    let mut terms = terms;
    let behind = if SHORT < terms.len() { terms.split_off(terms.len() / 2) } else { Vec::new() };
    let mut all = terms.into_iter();
    // A sum has a first term; the shape of an empty one never matters.
    let mut sum =
        all.next().map_or(Expr { kind: ExprKind::Broken, ty: Type::Error, span: Span::default() }, |(_, first)| first);
    if behind.is_empty() {
        for (operator, term) in all {
            sum = join(operator, sum, term, Some(ty.clone()));
        }
        return sum;
    }
    let head = std::iter::once((Operator::Add, sum)).chain(all).collect();
    let sum = balanced(head, ty);
    let operator = behind.first().map_or(Operator::Add, |(operator, _)| *operator);
    // Behind a minus, the signs inside turn.
    let turned = behind.into_iter().map(|(sign, term)| {
        let sign = match (operator, sign) {
            (Operator::Subtract, Operator::Add) => Operator::Subtract,
            (Operator::Subtract, Operator::Subtract) => Operator::Add,
            (_, sign) => sign,
        };
        (sign, term)
    });
    join(operator, sum, balanced(turned.collect(), ty), Some(ty.clone()))
}
