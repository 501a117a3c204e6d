//! Literals: a number and its unit, dates, months, codes.

use chrono::Datelike;
use jifen_grammar::tree::{Kind, Node};

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::policy::{date_of, first_of_month};
use crate::lower::types::per_time;
use crate::lower::{Lowering, habits};
use crate::model::{Constant, Duration, Expr, ExprKind, PerTime, Type, Unit};
use crate::number::Fraction;

impl Lowering<'_> {
    /// A `literal` node.
    pub(super) fn literal(&mut self, node: &Node) -> Expr {
        match self.literal_value(node) {
            Some((constant, ty)) => {
                if is_scaled(node, &constant) {
                    let written = self.text(node);
                    self.version.written.push((node.span, written));
                }
                Expr { kind: ExprKind::Constant(constant), ty, span: node.span }
            }
            None => self.broken(node.span),
        }
    }

    fn literal_value(&mut self, node: &Node) -> Option<(Constant, Type)> {
        if let Some(date) = node.get(Kind::date) {
            return Some((Constant::Date(date_of(date)?), Type::Date));
        }
        if let Some(month) = node.get(Kind::month) {
            let first = first_of_month(month)?;
            return Some((Constant::Month(first.year() * 12 + first.month0() as i32), Type::Month));
        }
        let number = node.get(Kind::number)?;
        let Some(value) = Fraction::parse(&number.text) else {
            self.report(Diagnostic::new(Code::NumberTooLong, number.span, []));
            return None;
        };
        if node.has(Kind::percent) {
            let share = Fraction::new(1, 100).and_then(|p| value.multiply(p))?;
            return Some((Constant::Number(share), Type::DECIMAL));
        }
        let Some(unit) = node.get(Kind::unit) else {
            let ty = Type::Number { unit: Unit::One, whole: value.is_whole() };
            return Some((Constant::Number(value), ty));
        };
        let word = unit.children.first()?;
        let per = node.get(Kind::per_time);
        let money = matches!(word.kind, Kind::u_yuan | Kind::u_wan_yuan | Kind::u_yi_yuan)
            || self.version.conventions.currency.as_deref() == Some(&*word.text);
        if let (Some(per), false) = (per, money) {
            let words = per_time(per).map_or(Arg::from(""), crate::names::per_time_words);
            self.report(Diagnostic::new(Code::PerTimeWithoutMoney, per.span, [words]));
            return None;
        }
        let amount = |times: i128| {
            let ty = Type::Number { unit: Unit::Money(per.and_then(per_time)), whole: false };
            Some((Constant::Number(value.multiply(Fraction::whole(times))?), ty))
        };
        match word.kind {
            Kind::u_yuan | Kind::u_wan_yuan | Kind::u_yi_yuan if self.version.conventions.currency.is_some() => {
                let currency = self.version.conventions.currency.clone().unwrap_or_default();
                let written = self.text(unit);
                let args = [currency.into(), crate::lower::text::shown(&written)];
                self.report(Diagnostic::new(Code::OtherCurrency, unit.span, args));
                None
            }
            Kind::u_yuan => amount(1),
            Kind::u_wan_yuan => amount(10_000),
            Kind::u_yi_yuan => amount(100_000_000),
            Kind::u_points => Some((Constant::Number(value), Type::POINTS)),
            Kind::u_multiple => Some((Constant::Number(value), Type::DECIMAL)),
            Kind::u_years => self.duration(node, value.multiply(Fraction::whole(12))?, true),
            Kind::u_months => self.duration(node, value, true),
            Kind::u_weeks => self.duration(node, value.multiply(Fraction::whole(7))?, false),
            Kind::u_days => self.duration(node, value, false),
            _ if money => amount(1),
            _ if self.names.units.contains(&*word.text) => {
                let unit = Unit::Named(word.text.to_string());
                Some((Constant::Number(value), Type::Number { unit, whole: value.is_whole() }))
            }
            _ => {
                self.unknown_unit(word);
                None
            }
        }
    }

    /// Months and days are whole: `0.5年` is six months, `0.1年` is nothing.
    fn duration(&mut self, node: &Node, count: Fraction, months: bool) -> Option<(Constant, Type)> {
        let whole = count.is_whole().then_some(count.parts().0).and_then(|n| i32::try_from(n).ok());
        let Some(count) = whole.filter(|n| *n <= 120_000 || !months && *n <= 3_650_000) else {
            let args = [
                Arg::pair("整数个月或日", "a whole number of months or days"),
                Arg::pair("别的", "something else"),
                Arg::from(""),
            ];
            self.report(Diagnostic::new(Code::TypeMismatch, node.span, args));
            return None;
        };
        let duration = if months { Duration { months: count, days: 0 } } else { Duration { months: 0, days: count } };
        Some((Constant::Duration(duration), Type::Duration))
    }

    fn unknown_unit(&mut self, word: &Node) {
        let text = &*word.text;
        let built_in = ["万元", "亿元", "元", "分", "年", "个月", "周", "日", "天", "倍"];
        let mut known: Vec<&str> = self.names.units.iter().copied().chain(built_in).collect();
        known.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
        let glued = known.iter().find_map(|unit| {
            let rest = text.strip_prefix(unit).filter(|rest| !rest.is_empty())?;
            Some((*unit, rest.to_owned()))
        });
        let hint = match (habits::unit(text), glued) {
            (Some(habit), _) => habit,
            (None, Some((unit, rest))) => Arg::pair(
                format!("单位后面留空格: `{unit} {rest}`"),
                format!("leave a space behind the unit: `{unit} {rest}`"),
            ),
            (None, None) => {
                let english = [
                    "yuan", "points", "point", "years", "year", "months", "month", "weeks", "week", "days", "day",
                    "times",
                ];
                let all: Vec<&str> = known.iter().copied().chain(english).collect();
                let near = self.near(text, &all);
                if near.zh.is_empty() {
                    Arg::pair(
                        format!("在某个类型中写明,如 `: 小数 {text}`;货币写在约定中: `货币 {text}`"),
                        format!(
                            "declare it in a type, such as `: decimal {text}`; a currency in the conventions: `currency {text}`"
                        ),
                    )
                } else {
                    near
                }
            }
        };
        self.report(Diagnostic::new(Code::UnknownUnit, word.span, [text.into(), hint]));
    }
}

/// Whether a value is shown in another unit than it was written in: `80%`, `2倍`, `48个月`, `10万元`.
fn is_scaled(node: &Node, value: &Constant) -> bool {
    let Some(unit) = node.get(Kind::unit) else { return node.has(Kind::percent) };
    let large = [Kind::u_multiple, Kind::u_wan_yuan, Kind::u_yi_yuan].into_iter().any(|k| unit.has(k));
    let years = |months: i32| months % 12 == 0;
    large || matches!(value, Constant::Duration(d) if years(d.months) != unit.has(Kind::u_years))
}

/// The unit of money for another length of time.
pub(super) fn money(per: PerTime) -> Type {
    Type::Number { unit: Unit::Money(Some(per)), whole: false }
}
