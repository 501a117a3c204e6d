//! Types that fit, types that don't, and what to write instead.

use jifen_grammar::tree::{Kind, Node};

use super::flat;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::model::{Expr, PerTime, Type, Unit};

/// Whether two types can be compared: the same, whole numbers or not. What is in error is like everything.
pub(in crate::lower) fn same_kind(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Error, _) | (_, Type::Error) => true,
        (Type::Number { unit: a, .. }, Type::Number { unit: b, .. }) => a == b,
        (Type::List(a), Type::List(b)) => same_kind(a, b),
        (a, b) => a == b,
    }
}

/// Whether a value of one type may stand where another is wanted.
pub(super) fn fits(found: &Type, want: &Type) -> bool {
    match (found, want) {
        (Type::Number { whole: false, .. }, Type::Number { whole: true, .. }) => false,
        _ => same_kind(found, want),
    }
}

impl<'a> Lowering<'a> {
    /// Whether two types can be compared and added: the same, whole numbers or not.
    pub fn same_kind(&self, a: &Type, b: &Type) -> bool {
        same_kind(a, b)
    }

    /// The expression, if it has the type; else a report. `nodes` is what it was made of.
    pub(super) fn fit(&mut self, expr: Expr, want: &Type, nodes: &[Node]) -> Expr {
        if fits(&expr.ty, want) {
            return expr;
        }
        let hint = self.instead(&expr, want, nodes);
        let args = [self.type_words(want), self.type_words(&expr.ty), hint];
        self.report(Diagnostic::new(Code::TypeMismatch, expr.span, args));
        self.broken(expr.span)
    }

    /// Lowers an expression that is compared with a value of a type.
    pub(in crate::lower) fn comparable(&mut self, node: &'a Node, with: &Type) -> Expr {
        let expr = self.expr(node, Some(with));
        self.comparable_with(expr, with, flat(node))
    }

    pub(super) fn comparable_with(&mut self, expr: Expr, with: &Type, nodes: &[Node]) -> Expr {
        if same_kind(&expr.ty, with) {
            return expr;
        }
        let hint = self.instead(&expr, with, nodes);
        let args = [self.type_words(with), self.type_words(&expr.ty), hint];
        self.report(Diagnostic::new(Code::Incomparable, expr.span, args));
        self.broken(expr.span)
    }

    /// What to write where another type is wanted; empty where there is no advice.
    pub(super) fn instead(&self, found: &Expr, want: &Type, nodes: &[Node]) -> Arg {
        let text = self.slice_text(nodes);
        let write = |zh: String, en: String| Arg::pair(format!("写成 `{zh}`"), format!("write `{en}`"));
        let call = |zh: &str, en: &str| write(format!("{zh}({})", text.zh), format!("{en}({})", text.en));
        let number = literal_number(nodes);
        match (&found.ty, want) {
            (Type::Number { unit: Unit::One, .. }, Type::Number { unit, .. }) if *unit != Unit::One => {
                match (number, self.unit_text(unit)) {
                    (Some(n), Some((zh, en))) => write(format!("{n}{zh}"), format!("{n} {en}")),
                    _ => Arg::from(""),
                }
            }
            (Type::Number { unit: Unit::One, .. }, Type::Duration) => match number {
                Some(n) => Arg::pair(format!("写明单位,如 `{n}个月`"), format!("state the unit, such as `{n} months`")),
                None => Arg::from(""),
            },
            (Type::Duration, Type::Number { unit: Unit::One, .. }) => match number {
                Some(n) => Arg::pair(
                    format!("计数和整年得到的是数,写成 `{n}`"),
                    format!("counts and full years are plain numbers: write `{n}`"),
                ),
                None => Arg::from(""),
            },
            (Type::Number { unit, .. }, Type::Number { unit: Unit::One, .. })
                if *unit != Unit::One && number.is_some() =>
            {
                let n = number.unwrap_or_default();
                write(n.clone(), n)
            }
            (Type::Number { unit: Unit::Money(found), .. }, Type::Number { unit: Unit::Money(want), .. }) => {
                match (found, want, number) {
                    (Some(PerTime::Month), Some(PerTime::Year), _) => call("按年计", "yearly"),
                    (Some(PerTime::Year), Some(PerTime::Month), _) => call("按月计", "monthly"),
                    (Some(PerTime::Week), Some(PerTime::Year | PerTime::Month), _) => Arg::pair(
                        format!("一年按几周计由条文定,写成金额,如 `{} * 52周`", text.zh),
                        format!(
                            "how many weeks a year has is for the text to say: write it as money, such as `{} * 52 weeks`",
                            text.en
                        ),
                    ),
                    (Some(per), None, _) if *per != PerTime::Hour => {
                        let one = match per {
                            PerTime::Year => ("1年", "1 year"),
                            PerTime::Month => ("1个月", "1 month"),
                            PerTime::Week => ("1周", "1 week"),
                            PerTime::Day | PerTime::Hour => ("1日", "1 day"),
                        };
                        Arg::pair(
                            format!("乘以时长就是金额,如 `{} * {}`", text.zh, one.0),
                            format!("times a length of time it is money, such as `{} * {}`", text.en, one.1),
                        )
                    }
                    (None, Some(per), Some(_)) => {
                        let per = crate::names::per_time_words(*per);
                        write(format!("{}/{}", text.zh, per.zh), format!("{}/{}", text.en, per.en))
                    }
                    _ => Arg::from(""),
                }
            }
            (Type::Number { whole: false, .. }, Type::Number { whole: true, .. }) => call("舍去", "round_down"),
            (Type::Month, Type::Date) => call("首日", "first_day"),
            (Type::Date, Type::Month) => call("所在月", "month_of"),
            (Type::List(_), Type::YesNo) => call("任一", "any"),
            (Type::List(_), Type::Number { .. }) => call("计数", "count"),
            (Type::Record(_), Type::YesNo) => write(format!("有 {}", text.zh), format!("has {}", text.en)),
            (_, Type::YesNo) => {
                Arg::pair("写一个条件,如比较或 `有 …`", "write a condition, such as a comparison or `has …`")
            }
            (Type::Date | Type::Month, Type::Period) => {
                Arg::pair("写起止两端,如 `甲 至 乙`", "write both ends, such as `a to b`")
            }
            (Type::Code, Type::Choice(_)) => {
                Arg::pair("写选项的值,不加引号", "write the choice's value without quotes")
            }
            _ => Arg::from(""),
        }
    }

    /// How a unit is written behind a number.
    fn unit_text(&self, unit: &Unit) -> Option<(String, String)> {
        match unit {
            Unit::One => None,
            Unit::Points => Some(("分".to_owned(), "points".to_owned())),
            Unit::Named(name) => Some((name.clone(), name.clone())),
            Unit::Money(per) => {
                let (mut zh, mut en) = match &self.version.conventions.currency {
                    Some(name) => (format!(" {name}"), name.clone()),
                    None => ("元".to_owned(), "yuan".to_owned()),
                };
                if let Some(per) = per {
                    let per = crate::names::per_time_words(*per);
                    zh.push_str(&format!("/{}", per.zh));
                    en.push_str(&format!("/{}", per.en));
                }
                Some((zh, en))
            }
        }
    }
}

/// The number of a single literal, as written.
fn literal_number(nodes: &[Node]) -> Option<String> {
    match nodes {
        [one] if one.kind == Kind::literal => Some(one.get(Kind::number)?.text.to_string()),
        [one] if matches!(one.kind, Kind::parens | Kind::expr | Kind::sum) => literal_number(flat(one)),
        _ => None,
    }
}
