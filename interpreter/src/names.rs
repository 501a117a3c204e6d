//! Types and kinds of things in the drafter's words, for messages.

use crate::diagnostic::Arg;
use crate::model::{PerTime, Type, Unit, Version};

/// A type in both languages: `金额`, `选项 学历`, `a list of numbers`.
pub fn type_words(ty: &Type, version: &Version) -> Arg {
    match ty {
        Type::YesNo => Arg::pair("是否", "yes or no"),
        Type::Number { unit, whole } => number_words(unit, *whole),
        Type::Date => Arg::pair("日期", "a date"),
        Type::Month => Arg::pair("月", "a month"),
        Type::Duration => Arg::pair("时长", "a length of time"),
        Type::Code => Arg::pair("代码", "a code"),
        Type::Choice(id) => {
            let name = version.choices.get(id.index()).map_or("", |c| &c.named.name);
            Arg::pair(format!("选项 `{name}` 的值"), format!("a value of choice `{name}`"))
        }
        Type::Record(id) => {
            let name = version.records.get(id.index()).map_or("", |r| &r.named.name);
            Arg::pair(format!("记录 `{name}`"), format!("a record `{name}`"))
        }
        Type::List(of) => {
            let of = type_words(of, version);
            Arg::pair(format!("{}的列表", of.zh), format!("a list, each entry {}", of.en))
        }
        Type::Period => Arg::pair("起止期间", "a period"),
        Type::Error => Arg::pair("未知类型", "something unknown"),
    }
}

fn number_words(unit: &Unit, whole: bool) -> Arg {
    match (unit, whole) {
        (Unit::One, true) => Arg::pair("整数", "a whole number"),
        (Unit::One, false) => Arg::pair("数", "a number"),
        (Unit::Points, _) => Arg::pair("积分", "points"),
        (Unit::Money(None), _) => Arg::pair("金额", "money"),
        (Unit::Money(Some(per)), _) => {
            let per = per_time_words(*per);
            Arg::pair(format!("按{}计的金额", per.zh), format!("money per {}", per.en))
        }
        (Unit::Named(name), true) => Arg::pair(format!("以 `{name}` 计的整数"), format!("a whole number of `{name}`")),
        (Unit::Named(name), false) => Arg::pair(format!("以 `{name}` 计的数"), format!("a number of `{name}`")),
    }
}

/// The time that an amount is for: `月`, `month`.
pub fn per_time_words(per: PerTime) -> Arg {
    match per {
        PerTime::Year => Arg::pair("年", "year"),
        PerTime::Month => Arg::pair("月", "month"),
        PerTime::Week => Arg::pair("周", "week"),
        PerTime::Day => Arg::pair("日", "day"),
        PerTime::Hour => Arg::pair("小时", "hour"),
    }
}
