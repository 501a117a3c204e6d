//! Functions of values: how they are written, what they take, what they give.

use jifen_grammar::tree::{Kind, Node, Span};

use super::flat;
use super::literal::money;
use super::mismatch::same_kind;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::model::{Expr, ExprKind, Function, PerTime, Type, Unit};

/// How a function is written: its least and most arguments, and a pattern in both languages.
pub(super) struct Pattern {
    pub least: usize,
    pub most: usize,
    pub zh: &'static str,
    pub en: &'static str,
}

/// The function that a keyword means, with its pattern.
pub(super) fn function(kind: Kind) -> Option<(Function, Pattern)> {
    let (function, least, most, zh, en) = match kind {
        Kind::fn_full_years => (Function::FullYears, 1, 1, "整年(甲 至 乙)", "full_years(a to b)"),
        Kind::fn_full_months => (Function::FullMonths, 1, 1, "整月(甲 至 乙)", "full_months(a to b)"),
        Kind::fn_days => (Function::Days, 1, 1, "天数(甲 至 乙)", "days_between(a to b)"),
        Kind::fn_anniversary => (Function::Anniversary, 2, 2, "周年日(日期, 年数)", "anniversary(date, years)"),
        Kind::fn_year => (Function::Year, 1, 1, "年份(日期)", "year_of(date)"),
        Kind::fn_date => (Function::DateOf, 3, 3, "日期(年, 月, 日)", "date(year, month, day)"),
        Kind::fn_month_of => (Function::MonthOf, 1, 1, "所在月(日期)", "month_of(date)"),
        Kind::fn_start_of_year => (Function::StartOfYear, 1, 1, "年初(日期)", "start_of_year(date)"),
        Kind::fn_first_day => (Function::FirstDay, 1, 1, "首日(月份)", "first_day(month)"),
        Kind::fn_last_day => (Function::LastDay, 1, 1, "末日(月份)", "last_day(month)"),
        Kind::fn_max => (Function::Max, 2, 1_000, "较大(甲, 乙)", "max(a, b)"),
        Kind::fn_min => (Function::Min, 2, 1_000, "较小(甲, 乙)", "min(a, b)"),
        Kind::fn_floor => (Function::RoundDown, 1, 2, "舍去(数, 单位)", "round_down(number, unit)"),
        Kind::fn_ceiling => (Function::RoundUp, 1, 2, "进位(数, 单位)", "round_up(number, unit)"),
        Kind::fn_round => (Function::Round, 1, 2, "四舍五入(数, 单位)", "round(number, unit)"),
        Kind::fn_yearly => (Function::Yearly, 1, 1, "按年计(金额)", "yearly(amount)"),
        Kind::fn_monthly => (Function::Monthly, 1, 1, "按月计(金额)", "monthly(amount)"),
        _ => return None,
    };
    Some((function, Pattern { least, most, zh, en }))
}

impl<'a> Lowering<'a> {
    /// Whether a call has as many arguments as the pattern says; reports where not.
    pub(super) fn counted(&mut self, word: &Node, pattern: &Pattern, given: usize) -> bool {
        if pattern.least <= given && given <= pattern.most {
            return true;
        }
        let wanted = match (pattern.least, pattern.most) {
            (a, b) if a == b => Arg::pair(format!(" {a} "), Arg::counted(a, "argument").en),
            (a, 1_000) => Arg::pair(format!("至少 {a} "), format!("at least {}", Arg::counted(a, "argument").en)),
            (a, b) => Arg::pair(format!(" {a} 至 {b} "), format!("{a} to {b} arguments")),
        };
        let name = |text: &str| text.split('(').next().unwrap_or(text).to_owned();
        let args =
            [Arg::pair(name(pattern.zh), name(pattern.en)), wanted, given.into(), Arg::pair(pattern.zh, pattern.en)];
        self.report(Diagnostic::new(Code::ArgumentCount, word.span, args));
        false
    }

    /// A call of a function of values.
    pub(super) fn value_call(
        &mut self,
        function: Function,
        arguments: &[&'a Node],
        want: Option<&Type>,
        span: Span,
    ) -> Expr {
        let (all, ty) = match function {
            Function::FullYears | Function::Days => {
                let [period] = self.each(arguments, |l, n| l.period_of(n, Some(&Type::Date)));
                if function == Function::FullYears {
                    self.need_leap_day(span);
                }
                (vec![period], Type::INTEGER)
            }
            Function::FullMonths => {
                let [period] = self.each(arguments, |l, n| l.period_of(n, None));
                if matches!(&period.kind, ExprKind::Period(from, _) if from.ty == Type::Date) {
                    self.need_leap_day(span);
                }
                (vec![period], Type::INTEGER)
            }
            Function::Anniversary => {
                self.need_leap_day(span);
                let (Some(day), Some(years)) = (arguments.first(), arguments.get(1)) else {
                    return self.broken(span);
                };
                (vec![self.typed(day, &Type::Date), self.typed(years, &Type::INTEGER)], Type::Date)
            }
            Function::Year => (self.day_or(arguments, false), Type::INTEGER),
            Function::DateOf => (arguments.iter().map(|n| self.typed(n, &Type::INTEGER)).collect(), Type::Date),
            Function::MonthOf => {
                let [day] = self.each(arguments, |l, n| l.typed(n, &Type::Date));
                (vec![day], Type::Month)
            }
            Function::StartOfYear => (self.day_or(arguments, true), Type::Date),
            Function::FirstDay | Function::LastDay => (self.day_or(arguments, false), Type::Date),
            Function::Max | Function::Min => return self.extreme(function, arguments, want, span),
            Function::RoundDown | Function::RoundUp | Function::Round => {
                return self.rounding(function, arguments, span);
            }
            Function::Yearly => {
                let [amount] = self.each(arguments, |l, n| l.typed(n, &money(PerTime::Month)));
                (vec![amount], money(PerTime::Year))
            }
            Function::Monthly => {
                let [amount] = self.each(arguments, |l, n| l.typed(n, &money(PerTime::Year)));
                (vec![amount], money(PerTime::Month))
            }
            Function::LengthIn(_) => return self.broken(span),
        };
        if all.iter().any(|e| e.ty == Type::Error) {
            return Expr { ty, ..self.broken(span) };
        }
        Expr { kind: ExprKind::Function(function, all), ty, span }
    }

    /// The one argument of a function.
    fn each(&mut self, arguments: &[&'a Node], f: impl FnOnce(&mut Self, &'a Node) -> Expr) -> [Expr; 1] {
        match arguments.first() {
            Some(node) => [f(self, node)],
            None => [self.broken(Span::default())],
        }
    }

    /// `A 至 B` as an argument, of days where that is wanted.
    pub(super) fn period_of(&mut self, node: &'a Node, of: Option<&Type>) -> Expr {
        let expr = self.expr(node, None);
        let expr = self.fit(expr, &Type::Period, flat(node));
        if let (ExprKind::Period(from, to), Some(of)) = (&expr.kind, of)
            && (from.ty != *of || to.ty != *of)
        {
            let hint = Arg::pair("月之间用 `整月(甲 至 乙)`", "between months write `full_months(a to b)`");
            let args = [self.type_words(of), self.type_words(&from.ty), hint];
            self.report(Diagnostic::new(Code::TypeMismatch, expr.span, args));
            return self.broken(expr.span);
        }
        expr
    }

    /// A date or month, or where `year` is set a year's number.
    fn day_or(&mut self, arguments: &[&'a Node], year: bool) -> Vec<Expr> {
        let Some(node) = arguments.first() else { return Vec::new() };
        let expr = self.expr(node, Some(&Type::Date));
        match expr.ty {
            Type::Month => vec![expr],
            Type::Number { unit: Unit::One, whole: true } if year => vec![expr],
            _ => vec![self.fit(expr, &Type::Date, flat(node))],
        }
    }

    /// `较大(a, b, …)`: all of one kind.
    fn extreme(&mut self, function: Function, arguments: &[&'a Node], want: Option<&Type>, span: Span) -> Expr {
        let mut all: Vec<Expr> = Vec::new();
        let mut of = want.cloned().filter(|w| *w != Type::Error);
        let mut found: Option<Type> = None;
        for node in arguments {
            let expr = self.expr(node, of.as_ref());
            if expr.ty == Type::Error {
                all.push(expr);
                continue;
            }
            match &mut found {
                None => {
                    if !self.must_be_ordered(&expr.ty, expr.span) {
                        return self.broken(span);
                    }
                    found = Some(expr.ty.clone());
                    of = Some(expr.ty.clone());
                }
                Some(Type::Number { unit, whole })
                    if same_kind(&expr.ty, &Type::Number { unit: unit.clone(), whole: false }) =>
                {
                    *whole &= matches!(expr.ty, Type::Number { whole: true, .. });
                }
                Some(ty) => {
                    let ty = ty.clone();
                    let expr = self.comparable_with(expr, &ty, flat(node));
                    all.push(expr);
                    continue;
                }
            }
            all.push(expr);
        }
        match found {
            Some(ty) if all.iter().all(|e| e.ty != Type::Error) => {
                Expr { kind: ExprKind::Function(function, all), ty, span }
            }
            _ => self.broken(span),
        }
    }

    /// `舍去(x, u)`: a number, and a unit of its kind.
    fn rounding(&mut self, function: Function, arguments: &[&'a Node], span: Span) -> Expr {
        let Some(node) = arguments.first() else { return self.broken(span) };
        let number = self.expr(node, None);
        let Type::Number { unit, .. } = &number.ty else {
            let number = self.fit(number, &Type::DECIMAL, flat(node));
            return Expr { span, ..number };
        };
        let unit = unit.clone();
        let of = Type::Number { unit: unit.clone(), whole: false };
        let mut all = vec![number];
        all.extend(arguments.get(1).map(|node| self.typed(node, &of)));
        if all.iter().any(|e| e.ty == Type::Error) {
            return self.broken(span);
        }
        let steps = all.get(1).is_none_or(|u| matches!(u.ty, Type::Number { whole: true, .. }));
        let whole = steps && matches!(unit, Unit::One | Unit::Named(_));
        Expr { kind: ExprKind::Function(function, all), ty: Type::Number { unit, whole }, span }
    }
}
