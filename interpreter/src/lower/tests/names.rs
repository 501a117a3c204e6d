//! Names: unknown, twice, of the wrong kind; keys.

use super::{en, hints, last_expr, zh};
use crate::model::*;

#[test]
fn unknown_names() {
    zh("定义 测 = 年纪", &[("E0201", "年纪")]);
    zh("定义 测 = 年纪(3)", &[("E0201", "年纪")]);
    zh("定义 测 = 企业.地址", &[("E0309", "地址")]);
    zh("定义 测 = 缴费.基数", &[("E0309", "基数")]);
    zh("定义 测 = 周岁.基数", &[("E0309", "基数")]);
    zh("定义 测(甲 : 地址) = 1", &[("E0201", "地址")]);
    zh("定义 测 = 本项 为 红", &[("E0201", "本项")]);
    zh("定义 测 = 求和(本组, 基数)", &[("E0201", "本组")]);
    zh("总分 总 合计 { 没有 }", &[("E0201", "没有"), ("E0433", "总分 总 合计 { 没有 }")]);
    en("define x = degre is master", &[("E0201", "degre")]);
    assert_eq!(hints("定义 测 = 企业.份颜"), ["是不是 `份额`?"]);
    assert_eq!(hints("定义 测(甲 : 整树) = 1"), ["是不是 `整数`?"]);
}

#[test]
fn names_declared_twice() {
    zh("定义 周岁 = 1", &[("E0202", "周岁")]);
    zh("定义 学历 = 1", &[("E0202", "学历")]);
    zh("选项 学历 { 甲 }", &[("E0202", "学历")]);
    zh("选项 丁 { 甲; 乙; 甲 }", &[("E0202", "甲")]);
    zh("记录 丁 { 甲 : 月; 甲 : 日期 }", &[("E0202", "甲")]);
    zh("记录 丁 { 甲 : 月\n  定义 甲 = 1\n}", &[("E0202", "甲")]);
    zh("定义 丁(甲 : 月, 甲 : 日期) = 1", &[("E0202", "甲")]);
    zh("指标 丁 { 积 1分 }\n指标 丁 { 积 1分 }", &[("E0202", "丁")]);
    zh("指标 周岁 { 积 1分 }", &[]);
    zh("总分 社平工资 合计 { 丁 }\n指标 丁 { 积 1分 }", &[("E0202", "社平工资")]);
}

#[test]
fn keys() {
    zh("事实 { 甲 (k) : 月; 乙 (k) : 月 }", &[("E0203", "乙")]);
    zh("事实 { application_date : 月 }", &[("E0203", "application_date")]);
    zh("选项 丁 { 甲 (k); 乙 (k) }", &[("E0203", "乙")]);
    zh("记录 丁 { 甲 (k) : 月; 乙 (k) : 月 }", &[("E0203", "乙")]);
    zh("结果 甲 (k) : 整数 = 1\n总分 乙 (k) 合计 { 丙 }\n指标 丙 { 积 1分 }", &[("E0203", "乙")]);
    zh("指标 甲 (k) { 积 1分 }\n指标 乙 (k) { 积 1分 }", &[("E0203", "乙")]);
}

#[test]
fn built_in_names() {
    zh("选项 日期 { 甲 }", &[("E0204", "日期")]);
    zh("记录 money { 甲 : 月 }", &[("E0204", "money")]);
    zh("定义 计数(甲 : 整数) = 甲", &[("E0205", "计数")]);
    zh("定义 计数乙 = 1", &[]);
    zh("定义 年份 = 1", &[]);
}

#[test]
fn names_of_another_kind() {
    zh("指标 丁 { 积 1分 }\n定义 测 = 丁 超过 3分", &[("E0206", "丁")]);
    zh("定义 测 = 城六区", &[("E0207", "城六区")]);
    zh("定义 测 = 月缴费", &[("E0207", "月缴费")]);
    zh("定义 测 = 硕士", &[("E0208", "硕士")]);
    zh("定义 测 : 学历 = 硕士", &[]);
    zh("定义 硕士 : 学历 = 学历\n定义 测 = 学历 为 硕士", &[("E0209", "硕士")]);
    zh("定义 红 = 1\n定义 测 = 喜好 为 红", &[]);
    zh("定义 测 = 周岁(3)", &[("E0307", "周岁")]);
    zh("定义 测 = 出生日期(3)", &[("E0308", "出生日期")]);
    zh("定义 甲(乙 : 整数) = 乙\n定义 测 = 甲 + 甲(1, 2) + 甲(3)", &[("E0307", "甲"), ("E0307", "甲")]);
    zh("定义 甲(乙 : 整数) = 乙\n定义 测 = 甲(1.5) + 甲(3分)", &[("E0301", "1.5"), ("E0301", "3分")]);
}

#[test]
fn inner_names_come_first() {
    let inner = last_expr("定义 基数 = 存款\n定义 测 = 求和(缴费, 基数)");
    assert!(format!("{:?}", inner.kind).contains("EntryField(0, 1)"), "{inner:?}");
    let outer = last_expr("定义 测(基数 : 金额) = 计数(缴费 其中 任一(居所, 起 早于 首日(月份)) 且 基数 超过 1元)");
    let text = format!("{:?}", outer.kind);
    assert!(text.contains("EntryField(1, 0)") && text.contains("EntryField(0, 1)"), "{text}");
    let argument = last_expr("定义 测(存款 : 整数) = 存款");
    assert!(matches!(argument.kind, ExprKind::Argument(0)));
    let entry = last_expr("定义 测 = 计数(税额 其中 本项 超过 1元)");
    assert!(format!("{:?}", entry.kind).contains("Entry(0)"));
    let group = last_expr("定义 测 = 逐组求和(缴费, 单位, 计数(本组 其中 补缴))");
    assert!(format!("{:?}", group.kind).contains("GroupEntries"));
}

#[test]
fn a_name_that_could_not_be_read_is_silent() {
    let text = format!("{}事实 {{\n  坏 坏坏 : 月\n  好 : 月\n}}\n定义 坏定 周岁\n", super::CHINESE);
    let source = format!("{text}定义 测 = 坏 超过 3 且 坏定 为 3 且 好 早于 年纪\n");
    assert_eq!(super::found(&[&source]), [("E0201".to_owned(), "年纪".to_owned())]);
}
