//! Choices, records, facts, domains.

use super::{version, zh};
use crate::model::*;

#[test]
fn facts() {
    let version = version("事实 { 甲 (a) : 整数 人 0..<50 列表 最多 3条 \"多少\"; 乙 : 是否 或 无 推定 否 依据 \"第一条\" }");
    let [.., a, b] = version.facts.as_slice() else { panic!("two facts") };
    assert_eq!((&*a.named.key, a.most, a.or_none), ("a", Some(3), false));
    assert_eq!(a.named.title.as_deref(), Some("多少"));
    let domain = a.domain.as_ref().map(|d| (d.low.is_some(), d.high.is_some(), d.open));
    assert_eq!(domain, Some((true, true, true)));
    assert_eq!(a.ty, Type::List(Box::new(Type::Number { unit: Unit::Named("人".to_owned()), whole: true })));
    let presumed = b.presumed.as_ref().map(|p| (format!("{:?}", p.value.kind), p.cites.clone()));
    assert_eq!(presumed, Some(("Constant(YesNo(false))".to_owned(), vec!["第一条".to_owned()])));
}

#[test]
fn types_of_facts() {
    zh("事实 { 甲 : 学历 或 无 }", &[("E0405", "或 无")]);
    zh("事实 { 甲 : 颜色 0..5 }", &[("E0406", "0..5")]);
    zh("事实 { 甲 : 整数 推定 是 }", &[("E0301", "是")]);
    zh("事实 { 甲 : 整数 推定 周岁 }", &[("E0313", "周岁")]);
    zh("事实 { 甲 : 学历 推定 大专; 乙 : 学历 推定 红 }", &[("E0201", "红")]);
    zh("选项 甲 { }", &[("E0412", "选项 甲")]);
    zh("记录 甲 { }", &[("E0412", "记录 甲")]);
}

#[test]
fn domains() {
    zh("事实 { 甲 : 金额 0元..5 }", &[("E0302", "5")]);
    zh("事实 { 甲 : 整数 5..0 }", &[("E0318", "5..0")]);
    zh("事实 { 甲 : 日期 出生日期 + 18年..申请日期 }", &[]);
    zh("事实 { 甲 : 整数 0..周岁 }", &[("E0411", "周岁")]);
    zh("事实 { 甲 : 金额 0元..社平工资 }", &[("E0411", "社平工资")]);
    zh("事实 { 甲 : 日期 ..乙; 乙 : 日期 甲.. }", &[("E0402", "甲")]);
    zh("记录 丁 { 起 : 日期; 止 : 日期 起..申请日期 }", &[]);
    zh("记录 丁 { 起 : 日期 ..止; 止 : 日期 起.. }", &[("E0402", "起")]);
    zh("事实 { 甲 : 日期 1900-01-01..申请日; 乙 : 整数 0..5分 }", &[("E0201", "申请日"), ("E0302", "5分")]);
}

#[test]
fn records() {
    let version = version("记录 丁 (d) 每 甲 一条 最多 5条 { 甲 : 月; 乙 : 整数\n  定义 丙 = 乙 + 周岁\n}");
    let record = version.records.last().unwrap_or_else(|| panic!("a record"));
    assert_eq!((record.unique, record.most, record.fields.len()), (Some(0), Some(5), 2));
    let inner = &version.definitions[record.definitions[0].index()];
    assert_eq!(inner.element, Some(RecordId(3)));
    assert_eq!(inner.ty, Type::INTEGER);
    zh("记录 丁 每 丙 一条 { 甲 : 月 }", &[("E0309", "丙")]);
    zh("记录 丁 每 甲 一条 { 甲 : 月 列表 }", &[("E0410", "甲")]);
    zh("记录 丁 { 甲 : 丁 }", &[("E0416", "丁")]);
    zh("记录 丁 { 甲 : 戊 列表 }\n记录 戊 { 乙 : 丁 或 无 }", &[("E0416", "丁")]);
    zh("记录 丁 { 甲 : 整数\n  定义 乙(丙 : 整数) = 甲 + 丙\n}", &[("E0413", "(丙 : 整数)")]);
    zh("记录 丁 { 甲 : 整数 }\n事实 { 戊 : 丁 列表 }\n定义 测 = 计数(戊 其中 甲 超过 3)", &[]);
}

#[test]
fn constraints() {
    let version = version("必须 出生日期 不晚于 申请日期 \"先生后申\" 依据 \"第一条\"\n假定 周岁 不满 120");
    assert_eq!(version.constraints.len(), 2);
    assert_eq!(version.constraints[0].message.as_deref(), Some("先生后申"));
    assert!(version.constraints[0].required && !version.constraints[1].required);
    zh("必须 周岁", &[("E0301", "周岁")]);
}
