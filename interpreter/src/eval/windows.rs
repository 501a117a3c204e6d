//! `在 最近 P 内`: windows that end at the counting date.

use super::Evaluator;
use super::dates::{leap_is_march, month_of, plus_months};
use super::possible::{or_none, settles};
use super::unknown::spread;
use super::{functions, ops};
use crate::model::{Comparison, Constant, Duration, Expr, ExprKind, Function, Operator};
use crate::value::{Range, RuleError, Val};
use chrono::Datelike;
use jifen_grammar::tree::Span;

impl<'m> Evaluator<'m> {
    /// The last month of windows of months.
    pub(crate) fn last_month(&mut self) -> Val {
        let day = self.counting_date();
        let back = if self.version.conventions.months_end_previous.unwrap_or(false) { 1 } else { 0 };
        if let Val::Date(day) = day {
            let last = month_of(day) - back;
            self.window_end = Some(last);
            return Val::Month(last);
        }
        let month = functions::apply(Function::MonthOf, &[day]);
        let back = Val::Duration(Duration { months: back, days: 0 });
        ops::subtract(&month, &back)
    }

    /// The last day of windows of days.
    pub(crate) fn last_day(&mut self) -> Val {
        let day = self.counting_date();
        if !self.version.conventions.days_end_previous.unwrap_or(false) {
            return day;
        }
        let back = Val::Duration(Duration { months: 0, days: 1 });
        ops::arithmetic(Operator::Subtract, &day, &back, &self.version.conventions)
    }

    /// The same for a known month where the window is at hand, without evaluating anything.
    #[inline]
    pub(crate) fn month_in_last(&self, month: i32, length: &Expr) -> Option<bool> {
        let last = self.window_end?;
        let length = match (&length.kind, self.peek(length)) {
            (ExprKind::Constant(Constant::Duration(length)), _) => length,
            (_, Some(Val::Duration(length))) => length,
            _ => return None,
        };
        let inside = month <= last && i64::from(last) - i64::from(length.months) < i64::from(month);
        (length.days == 0).then_some(inside)
    }

    /// Whether a month or date is in the last `P`. Months: the `P` months that end where the conventions say.
    /// Dates: up to the last day of windows (the counting date, or the day before it), with fewer than `P` full years,
    /// months or days between, so that the `P`-th anniversary lies behind that day.
    pub(crate) fn in_last(&mut self, value: &Val, length: &'m Expr) -> Val {
        let span = length.span;
        let length = self.expr(length);
        if self.near.is_some() {
            self.beside_window(span, value, &length);
        }
        match (value, &length) {
            (Val::Month(month), Val::Duration(Duration { months, days: 0 })) => {
                if let Val::Month(last) = self.last_month() {
                    return Val::YesNo(*month <= last && i64::from(last) - i64::from(*months) < i64::from(*month));
                }
            }
            (Val::Date(day), Val::Duration(Duration { months, days: 0 })) => {
                if let Val::Date(last) = self.last_day() {
                    if last < *day {
                        return Val::YesNo(false);
                    }
                    // Far apart or close together, the years alone decide.
                    let apart = i64::from(last.year()) - i64::from(day.year());
                    let years = i64::from(*months / 12);
                    if apart + 1 < years || years + 2 < apart {
                        return Val::YesNo(apart < years);
                    }
                    let march = leap_is_march(&self.version.conventions);
                    if let Some(end) = plus_months(*day, i64::from(*months), march) {
                        return Val::YesNo(last < end);
                    }
                }
            }
            _ => {}
        }
        self.in_last_unknown(value, &length)
    }

    /// How near a day or month lies to the window's first.
    #[inline(never)]
    fn beside_window(&mut self, span: Span, value: &Val, length: &Val) {
        let last = match value {
            Val::Month(_) => self.last_month(),
            Val::Date(_) => self.last_day(),
            _ => return,
        };
        let end = ops::arithmetic(Operator::Add, value, length, &self.version.conventions);
        self.beside(span, &end, &last);
    }

    #[inline(never)]
    fn in_last_unknown(&mut self, value: &Val, length: &Val) -> Val {
        if let Some(settled) = settles(&[value, length]) {
            return settled;
        }
        let inside = self.in_last_given(&ops::without_none(value.clone()), &ops::without_none(length.clone()));
        if ops::may_be_none(value) || ops::may_be_none(length) {
            return or_none(inside, &ops::why(value).and(&ops::why(length)));
        }
        inside
    }

    fn in_last_given(&mut self, value: &Val, length: &Val) -> Val {
        let last = match spread(value).map(|s| s.range) {
            Ok(Some(Range::Month(..))) => self.last_month(),
            Ok(Some(Range::Date(..))) => self.last_day(),
            Ok(_) => return Val::error(RuleError::Broken),
            Err(e) => return Val::Error(e),
        };
        let not_later = ops::compare(Comparison::LessOrEqual, value, &last);
        if matches!(not_later, Val::YesNo(false)) {
            return not_later;
        }
        match ops::arithmetic(Operator::Add, value, length, &self.version.conventions) {
            // Behind the calendar's end is behind the window's last day.
            Val::Error(e) if *e == RuleError::DateOutOfRange => not_later,
            end => ops::and(&not_later, &ops::compare(Comparison::Greater, &end, &last)),
        }
    }
}
