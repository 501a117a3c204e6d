//! Values in words and as JSON.

use super::model::{MONEY, version};
use jifen_grammar::keywords::Language::{En, Zh};
use jifen_interpreter::facts::{show, to_json};
use jifen_interpreter::model::{ChoiceId, PerTime, RecordId, Type, Unit};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::*;
use serde_json::{Value, json};
use std::rc::Rc;

fn n(n: i128) -> Fraction {
    Fraction::whole(n)
}

fn number(numerator: i128, denominator: i128) -> Val {
    Val::Number(Fraction::new(numerator, denominator).expect("a fraction"))
}

fn unknown(range: Option<Range>, none: bool) -> Val {
    Val::Unknown(Rc::new(Unknown { range, none, why: Why::default() }))
}

fn list(sure: usize, maybe: usize, most: Option<Option<u32>>) -> Val {
    let item = |maybe| Item { value: Val::Choice(0), maybe };
    let mut items = vec![item(None); sure];
    items.extend(vec![item(Some(Why::one(0))); maybe]);
    let more = most.map(|most| More { most, any: unknown(Some(Range::Code), false), why: Why::one(0) });
    Val::List(Rc::new(List { items, more }))
}

fn check(value: &Val, ty: &Type, zh: &str, en: &str, json: &Value) {
    let version = version();
    let words = (show(value, ty, &version, Zh), show(value, ty, &version, En));
    assert_eq!((words.0.as_str(), words.1.as_str()), (zh, en));
    assert_eq!(to_json(value, ty, &version), *json, "{zh}");
}

#[test]
fn known_values() {
    let spouse = Entry { fields: vec![Val::YesNo(true), Val::None, unknown(None, true)], place: "spouse".into() };
    let hours = Type::Number { unit: Unit::Named("小时".into()), whole: true };
    let wage = Type::Number { unit: Unit::Money(Some(PerTime::Month)), whole: false };
    let period = Val::Period(Rc::new((Val::Date(super::model::day("2018-01-31")), Val::None)));
    let duration = |months, days| Val::Duration(jifen_interpreter::model::Duration { months, days });
    for (value, ty, zh, en, json) in [
        (number(6504, 1), MONEY, "6504元", "6504 yuan", json!(6504)),
        (number(13009, 2), MONEY, "6504.50元", "6504.50 yuan", serde_json::from_str("6504.5").expect("a number")),
        (number(1, 3), Type::DECIMAL, "0.33…", "0.33…", json!("1/3")),
        (number(5000, 1), wage, "5000元/月", "5000 yuan/month", json!(5000)),
        (number(30, 1), Type::POINTS, "30分", "30 points", json!(30)),
        (number(1, 1), Type::POINTS, "1分", "1 point", json!(1)),
        (number(-50, 1), Type::POINTS, "-50分", "-50 points", json!(-50)),
        (number(4, 5), Type::DECIMAL, "0.8", "0.8", serde_json::from_str("0.8").expect("a number")),
        (number(50, 1), hours, "50小时", "50 小时", json!(50)),
        (Val::YesNo(true), Type::YesNo, "是", "yes", json!(true)),
        (Val::Month(24195), Type::Month, "2016-04", "2016-04", json!("2016-04")),
        (duration(38, 0), Type::Duration, "3年2个月", "3 years 2 months", json!("P3Y2M")),
        (duration(0, 1), Type::Duration, "1天", "1 day", json!("P1D")),
        (duration(0, 0), Type::Duration, "0天", "0 days", json!("P0D")),
        (Val::Choice(2), Type::Choice(ChoiceId(0)), "硕士", "硕士", json!("master")),
        (Val::Choice(9), Type::Choice(ChoiceId(0)), "#9", "#9", Value::Null),
        (Val::Code("A01".into()), Type::Code, "A01", "A01", json!("A01")),
        (Val::None, MONEY, "无", "none", Value::Null),
        (period, Type::Period, "2018-01-31 至 无", "2018-01-31 to none", json!({"from": "2018-01-31", "to": null})),
        (
            Val::Record(Rc::new(spouse)),
            Type::Record(RecordId(2)),
            "本市户籍 是、登记日期 无、企业 无",
            "本市户籍 yes, 登记日期 none, 企业 none",
            json!({"local": true, "married_on": null, "company": null}),
        ),
        (
            Val::Error(Rc::new(RuleError::DivisionByZero)),
            MONEY,
            "除以零",
            "a division by zero",
            json!({"error": "division_by_zero"}),
        ),
        (
            Val::Error(Rc::new(RuleError::Overlap("(1)".into(), "(2)".into()))),
            MONEY,
            "`(1)` 和 `(2)` 同时成立",
            "`(1)` and `(2)` hold at once",
            json!({"error": "overlap"}),
        ),
    ] {
        check(&value, &ty, zh, en, &json);
    }
}

#[test]
fn lists() {
    let ty = Type::List(Box::new(Type::Choice(ChoiceId(1))));
    check(&list(0, 0, None), &ty, "0 条", "0 entries", &json!([]));
    check(&list(1, 0, None), &ty, "1 条", "1 entry", &json!(["city"]));
    check(&list(2, 3, None), &ty, "2..5 条", "2..5 entries", &json!({"entries": {"min": 2, "max": 5}}));
    check(&list(2, 0, Some(Some(4))), &ty, "2..6 条", "2..6 entries", &json!({"entries": {"min": 2, "max": 6}}));
    check(&list(2, 0, Some(None)), &ty, "2.. 条", "2.. entries", &json!({"entries": {"min": 2, "max": null}}));
}

#[test]
fn unknown_values() {
    let choice = || Type::Choice(ChoiceId(0));
    let month = Range::Month(24192, 24195);
    for (range, none, ty, zh, en, json) in [
        (
            Range::Number(Some(n(3)), Some(n(5))),
            false,
            Type::POINTS,
            "3..5分",
            "3..5 points",
            json!({"min": 3, "max": 5}),
        ),
        (
            Range::Number(Some(n(3)), None),
            true,
            MONEY,
            "3..元 或 无",
            "3.. yuan or none",
            json!({"min": 3, "max": null, "none": true}),
        ),
        (Range::Number(None, None), true, MONEY, "未知", "unknown", json!({"min": null, "max": null, "none": true})),
        (Range::Number(Some(n(1)), Some(n(1))), false, Type::POINTS, "1分", "1 point", json!({"min": 1, "max": 1})),
        (
            month,
            false,
            Type::Month,
            "2016-01..2016-04",
            "2016-01..2016-04",
            json!({"min": "2016-01", "max": "2016-04"}),
        ),
        (
            Range::YesNo { yes: true, no: true },
            false,
            Type::YesNo,
            "未知",
            "unknown",
            json!({"possible": [true, false]}),
        ),
        (
            Range::YesNo { yes: false, no: true },
            true,
            Type::YesNo,
            "否 或 无",
            "no or none",
            json!({"possible": [false, null]}),
        ),
        (
            Range::Choice(vec![0, 2]),
            false,
            choice(),
            "大专、硕士",
            "大专, 硕士",
            json!({"possible": ["college", "master"]}),
        ),
        (
            Range::Choice(vec![0, 1, 2]),
            false,
            choice(),
            "未知",
            "unknown",
            json!({"possible": ["college", "bachelor", "master"]}),
        ),
        (Range::Code, false, Type::Code, "未知", "unknown", json!({"unknown": true})),
    ] {
        check(&unknown(Some(range), none), &ty, zh, en, &json);
    }
    check(&unknown(None, true), &MONEY, "无", "none", &Value::Null);
}

#[test]
fn money_in_another_currency() {
    let mut version = version();
    version.conventions.currency = Some("欧元".into());
    assert_eq!(show(&number(5, 1), &MONEY, &version, En), "5 欧元");
}
