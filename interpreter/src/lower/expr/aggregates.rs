//! Functions of lists. What stands behind the list is computed for each of its entries.

use jifen_grammar::tree::{Kind, Node, Span};

use super::flat;
use super::functions::Pattern;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::lower::scope::Scope;
use crate::model::{Aggregate, Expr, ExprKind, Type};

/// The function of lists that a keyword means, with its pattern.
pub(super) fn aggregate(kind: Kind) -> Option<(Aggregate, Pattern)> {
    let (how, least, most, zh, en) = match kind {
        Kind::fn_count => (Aggregate::Count, 1, 1, "计数(列表 其中 条件)", "count(list where condition)"),
        Kind::fn_sum => (Aggregate::Sum, 1, 2, "求和(列表, 数)", "sum(list, number)"),
        Kind::fn_average => (Aggregate::Average, 1, 2, "平均(列表, 数)", "average(list, number)"),
        Kind::fn_largest => (Aggregate::Largest, 1, 2, "最大(列表, 值)", "largest(list, value)"),
        Kind::fn_smallest => (Aggregate::Smallest, 1, 2, "最小(列表, 值)", "smallest(list, value)"),
        Kind::fn_latest => (Aggregate::Latest, 2, 2, "最新(列表, 日期)", "latest(list, date)"),
        Kind::fn_earliest => (Aggregate::Earliest, 2, 2, "最早(列表, 日期)", "earliest(list, date)"),
        Kind::fn_any => (Aggregate::Any, 1, 2, "任一(列表, 条件)", "any(list, condition)"),
        Kind::fn_every => (Aggregate::Every, 2, 2, "每条均(列表, 条件)", "every(list, condition)"),
        Kind::fn_distinct => (Aggregate::Distinct, 1, 2, "种数(列表, 值)", "distinct(list, value)"),
        Kind::fn_per_group => {
            (Aggregate::SumPerGroup, 3, 3, "逐组求和(列表, 分组, 数)", "sum_per(list, group, number)")
        }
        Kind::fn_unbroken => {
            (Aggregate::UnbrokenMonths, 1, 3, "连续月数(列表, 月份, 间断)", "unbroken_months(list, month, gap)")
        }
        Kind::fn_longest => {
            (Aggregate::LongestMonths, 1, 3, "最长连续月数(列表, 月份, 间断)", "longest_months(list, month, gap)")
        }
        Kind::fn_days_covered => (
            Aggregate::DaysCovered,
            2,
            3,
            "覆盖天数(列表, 起 至 止, 甲 至 乙)",
            "days_covered(list, start to end, a to b)",
        ),
        Kind::fn_longest_days => {
            (Aggregate::LongestDays, 2, 2, "最长连续天数(列表, 起 至 止)", "longest_days(list, start to end)")
        }
        Kind::fn_unbroken_since => {
            (Aggregate::UnbrokenSince, 2, 2, "连续起始(列表, 起 至 止)", "unbroken_since(list, start to end)")
        }
        Kind::fn_each_year => {
            (Aggregate::EachYear, 3, 3, "逐年均有(列表, 日期, 年数)", "in_each_year(list, date, years)")
        }
        _ => return None,
    };
    Some((how, Pattern { least, most, zh, en }))
}

impl<'a> Lowering<'a> {
    /// A call of a function of lists.
    pub(super) fn list_call(&mut self, how: Aggregate, arguments: &[&'a Node], pattern: &Pattern, span: Span) -> Expr {
        let Some((list, behind)) = arguments.split_first() else { return self.broken(span) };
        let list = self.expr(list, None);
        let list = self.must_be_list(list);
        let of = list.ty.clone();
        let entry = match &of {
            Type::List(entry) => Type::clone(entry),
            _ => Type::Error,
        };
        if behind.is_empty() && matches!(entry, Type::Record(_)) && !matches!(how, Aggregate::Count | Aggregate::Any) {
            let name = |text: &str| text.split('(').next().unwrap_or(text).to_owned();
            let write = Arg::pair(pattern.zh, pattern.en);
            let args =
                [Arg::pair(name(pattern.zh), name(pattern.en)), Arg::pair(" 2 ", "2 arguments"), 1.into(), write];
            self.report(Diagnostic::new(Code::ArgumentCount, span, args));
            return self.broken(span);
        }
        let (arguments, ty) = match how {
            Aggregate::Count => (Vec::new(), Type::INTEGER),
            Aggregate::Sum => {
                let x = self.of_entry(behind, &of, |l, e, n| l.must_add_up(e, n));
                let ty = x.first().map_or(entry, |x| x.ty.clone());
                let ty = if x.is_empty() { self.plain_number(ty, list.span) } else { ty };
                (x, ty)
            }
            Aggregate::Average => {
                let x = self.of_entry(behind, &of, |l, e, n| l.must_be_number(e, n));
                let ty = x.first().map_or(entry, |x| x.ty.clone());
                let ty = if x.is_empty() { self.plain_number(ty, list.span) } else { ty };
                let ty = match ty {
                    Type::Number { unit, .. } => Type::Number { unit, whole: false },
                    ty => ty,
                };
                (x, ty)
            }
            Aggregate::Largest | Aggregate::Smallest => {
                let x = self.of_entry(behind, &of, |l, e, _| l.must_order(e));
                let ty = x.first().map_or(entry, |x| x.ty.clone());
                let ordered = !x.is_empty() || self.must_be_ordered(&ty, list.span);
                (x, if ordered { ty } else { Type::Error })
            }
            Aggregate::Latest | Aggregate::Earliest => (self.of_entry(behind, &of, |l, e, _| l.must_order(e)), entry),
            Aggregate::Any | Aggregate::Every => {
                (self.of_entry(behind, &of, |l, e, n| l.fit(e, &Type::YesNo, n)), Type::YesNo)
            }
            Aggregate::Distinct => (self.of_entry(behind, &of, |_, e, _| e), Type::INTEGER),
            Aggregate::SumPerGroup => {
                let mut all = self.of_entry(behind.get(..1).unwrap_or(&[]), &of, |_, e, _| e);
                let value = behind.get(1..).unwrap_or(&[]);
                all.extend(
                    self.within(Scope::Group(of.clone()), |l| l.of_entry(value, &of, |l, e, n| l.must_add_up(e, n))),
                );
                let ty = all.last().map_or(Type::Error, |x| x.ty.clone());
                (all, ty)
            }
            Aggregate::UnbrokenMonths | Aggregate::LongestMonths => {
                if how == Aggregate::UnbrokenMonths {
                    self.need_months_end(span);
                    self.need_counting_date();
                }
                let month = behind.get(..1).unwrap_or(&[]);
                let mut all = self.of_entry(month, &of, |l, e, n| l.fit(e, &Type::Month, n));
                if all.is_empty() && !matches!(entry, Type::Month | Type::Error) {
                    let args = [self.type_words(&Type::Month), self.type_words(&entry), Arg::from("")];
                    self.report(Diagnostic::new(Code::TypeMismatch, list.span, args));
                }
                all.extend(behind.get(1).map(|gap| self.gap(gap)));
                (all, Type::INTEGER)
            }
            Aggregate::DaysCovered | Aggregate::LongestDays => {
                let (covers, window) = behind.split_at_checked(1).unwrap_or((behind, &[]));
                let mut all = self.of_entry(covers, &of, |l, e, n| l.fit(e, &Type::Period, n));
                all.extend(window.first().map(|window| self.period_of(window, None)));
                (all, Type::INTEGER)
            }
            Aggregate::UnbrokenSince => {
                self.need_counting_date();
                self.need_days_end(span);
                (self.of_entry(behind, &of, |l, e, n| l.fit(e, &Type::Period, n)), Type::Date)
            }
            Aggregate::EachYear => {
                self.need_counting_date();
                let day = behind.get(..1).unwrap_or(&[]);
                let mut all = self.of_entry(day, &of, |l, e, n| match e.ty {
                    Type::Month => e,
                    _ => l.fit(e, &Type::Date, n),
                });
                match all.first().map(|d| &d.ty) {
                    Some(Type::Month) => self.need_months_end(span),
                    Some(Type::Date) => {
                        self.need_leap_day(span);
                        self.need_days_end(span);
                    }
                    _ => {}
                }
                all.extend(behind.get(1).map(|years| self.typed(years, &Type::INTEGER)));
                (all, Type::YesNo)
            }
            Aggregate::GroupEntries => return self.broken(span),
        };
        if of == Type::Error || arguments.iter().any(|e| e.ty == Type::Error) {
            let known = matches!(ty, Type::YesNo | Type::INTEGER);
            return Expr { ty: if known { ty } else { Type::Error }, ..self.broken(span) };
        }
        Expr { kind: ExprKind::Aggregate(how, Box::new(list), arguments), ty, span }
    }

    /// What is computed for each entry, if it is written.
    fn of_entry(
        &mut self,
        nodes: &[&'a Node],
        list: &Type,
        check: impl FnOnce(&mut Self, Expr, &[Node]) -> Expr,
    ) -> Vec<Expr> {
        let Some(node) = nodes.first() else { return Vec::new() };
        let expr = self.with_entry(list, |l| {
            let expr = l.expr(node, None);
            check(l, expr, flat(node))
        });
        vec![expr]
    }

    fn must_be_number(&mut self, expr: Expr, nodes: &[Node]) -> Expr {
        if expr.ty.is_number() { expr } else { self.fit(expr, &Type::DECIMAL, nodes) }
    }

    fn must_add_up(&mut self, expr: Expr, nodes: &[Node]) -> Expr {
        if expr.ty == Type::Duration { expr } else { self.must_be_number(expr, nodes) }
    }

    fn must_order(&mut self, expr: Expr) -> Expr {
        if self.must_be_ordered(&expr.ty, expr.span) { expr } else { self.broken(expr.span) }
    }

    /// The type of a list's plain values, where they must be numbers.
    fn plain_number(&mut self, ty: Type, span: Span) -> Type {
        if ty.is_number() || ty == Type::Duration {
            return ty;
        }
        let args = [self.type_words(&Type::DECIMAL), self.type_words(&ty), Arg::from("")];
        self.report(Diagnostic::new(Code::TypeMismatch, span, args));
        Type::Error
    }

    /// The gap that a run of months may have: a number of months, or a length of time.
    fn gap(&mut self, node: &'a Node) -> Expr {
        let expr = self.expr(node, None);
        match expr.ty {
            Type::Duration => expr,
            _ => self.fit(expr, &Type::INTEGER, flat(node)),
        }
    }
}
