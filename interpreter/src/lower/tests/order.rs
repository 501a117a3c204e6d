//! The order in which definitions, indicators and totals read each other; cycles.

use super::{lowered, version, zh};
use crate::model::*;

#[test]
fn every_definition_calls_smaller_ones() {
    let version = version("定义 甲 = 乙 + 丙\n定义 丙 = 乙 * 2\n定义 乙 = 周岁\n定义 丁 = 1");
    let names: Vec<&str> = version.definitions.iter().map(|d| &*d.named.name).collect();
    assert_eq!(names, ["总税", "周岁", "乙", "丙", "甲", "丁"]);
    for (at, definition) in version.definitions.iter().enumerate() {
        let Content::Expr(expr) = &definition.content else { continue };
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            if let ExprKind::Call(id, _) = expr.kind {
                assert!(id.index() < at);
            }
            open.extend(expr.children());
        }
    }
}

#[test]
fn cycles_are_reported_once() {
    zh("定义 甲 = 乙\n定义 乙 = 甲", &[("E0402", "甲")]);
    zh("定义 甲 = 甲 + 1", &[("E0402", "甲")]);
    zh("定义 甲 = 乙\n定义 乙 = 丙\n定义 丙 = 乙 + 年纪", &[("E0402", "乙"), ("E0201", "年纪")]);
    zh("定义 甲 = 乙\n定义 乙 = 甲\n定义 丙 = 丁\n定义 丁 = 丙 + 甲", &[("E0402", "甲"), ("E0402", "丙")]);
    zh("指标 丁 { 凡 总 超过 3分 的,积 1分 }\n总分 总 合计 { 丁 }", &[("E0402", "丁")]);
    zh("记录 戊 { 甲 : 整数\n  定义 乙 = 丙 + 1\n  定义 丙 = 乙 + 甲\n}", &[("E0402", "乙")]);
    let (_, diagnostics) = lowered(&[&format!("{}定义 甲 = 乙\n定义 乙 = 丙\n定义 丙 = 甲\n", super::CHINESE)]);
    let message = diagnostics[0].message(jifen_grammar::keywords::Language::Zh);
    assert_eq!(message, "循环引用: `甲` → `乙` → `丙` → `甲`");
    assert_eq!(diagnostics[0].related.len(), 2);
}

#[test]
fn a_field_of_the_same_name_is_no_cycle() {
    zh("定义 基数 = 求和(缴费, 基数)", &[]);
    zh("定义 基数 = 求和(缴费, 基数) + 月份\n定义 月份 = 计数(缴费 其中 月份 早于 起月) * 1元", &[]);
    zh("定义 基数 = 求和(缴费, 基数) + 月份\n定义 月份 = 求和(缴费 其中 补缴, 基数) + 基数", &[("E0402", "基数")]);
}

#[test]
fn the_counting_date_may_not_read_what_is_counted() {
    let with =
        |clause: &str| super::CHINESE.replace("  申请日 申请日期\n", &format!("  申请日 申请日期\n  {clause}\n"));
    super::gives(&with("计算日 年初(申请日期)"), "", &[]);
    super::gives(&with("计算日 起月"), "", &[("E0301", "起月")]);
    super::gives(&with("计算日 甲"), "定义 甲 = 最新(居所 其中 起 在 最近 5年 内, 起).起", &[("E0402", "甲")]);
}

#[test]
fn facts_are_read_through_definitions() {
    let version =
        version("指标 丁 { 凡 测 且 有 企业 的,积 1分 }\n定义 测 = 已婚 且 起月 在 最近 3个月 内\n总分 总 合计 { 丁 }");
    let facts: Vec<&str> =
        version.indicators[0].reads.iter().map(|r| &*version.facts[r.fact.index()].named.name).collect();
    assert_eq!(facts, ["申请日期", "企业", "已婚", "起月"]);
}

#[test]
fn groups_stand_behind_those_inside() {
    let version = version(
        "总分 总 合计 { 组 大组 合计 { 组 小组 择一 { 甲; 乙 } } }\n总分 另 合计 { 甲 }\n指标 甲 { 积 1分 }\n指标 乙 { 积 1分 }\n结果 和 : 积分 = 小组 + 另",
    );
    let names: Vec<&str> = version.groups.iter().map(|g| &*g.named.name).collect();
    assert_eq!(names, ["小组", "大组", "总", "另"]);
    assert_eq!(version.totals, [GroupId(2), GroupId(3)]);
    assert_eq!(version.groups[2].members, [Member::Group(GroupId(1))]);
    assert_eq!(version.group_types, vec![Type::POINTS; 4]);
    assert_eq!(version.indicator_types, vec![Type::POINTS; 2]);
}

#[test]
fn long_chains() {
    let chain: String = (0..10_000).map(|i| format!("定义 甲{i}x = 甲{}x + 1\n", i + 1)).collect();
    let version = version(&format!("{chain}定义 甲10000x = 周岁"));
    assert_eq!(version.definitions.len(), 10_003);
    let (_, diagnostics) = lowered(&[&format!("{}{chain}定义 甲10000x = 甲0x\n", super::CHINESE)]);
    assert_eq!(diagnostics.len(), 1);
}
