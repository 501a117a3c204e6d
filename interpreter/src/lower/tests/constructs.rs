//! Definitions, indicators, tables, totals and outcomes as a whole.

use super::{en, last_definition, version, zh};
use crate::model::*;

#[test]
fn definitions() {
    assert_eq!(last_definition("定义 测 = 周岁 / 2").ty, Type::DECIMAL);
    assert_eq!(last_definition("定义 测 : 小数 = 周岁").ty, Type::DECIMAL);
    assert_eq!(last_definition("定义 测 = 2分 * 周岁").ty, Type::POINTS);
    assert_eq!(last_definition("定义 测 = 舍去(周岁 / 2)").ty, Type::INTEGER);
    assert_eq!(last_definition("定义 测 = 最新(缴费, 月份)").ty, Type::Record(RecordId(0)));
    assert_eq!(
        last_definition("定义 测(甲 : 小数, 乙 : 时长 或 无) (k) : 整数 \"题\" 依据 \"一\" \"二\" = 1").cites,
        ["一", "二"]
    );
    zh("定义 测 : 整数 = 周岁 / 2", &[("E0301", "周岁 / 2")]);
    zh("定义 测 : 积分 = 5", &[("E0301", "5")]);
    zh("定义 测 = 空缺", &[("E0319", "空缺")]);
    zh("定义 测 : 金额 = 空缺", &[]);
    zh("定义 测 { (1) 凡 已婚 的,为 空缺; 其余 为 5元 }", &[("E0319", "定义 测")]);
    zh("定义 测 : 金额 { (1) 凡 已婚 的,为 空缺; 其余 为 5元 }", &[]);
    zh("定义 测 : 整数 0..5 = 3", &[("E0406", "0..5")]);
    zh("结果 测 : 月缴费 列表 = 缴费", &[("E0415", "月缴费 列表")]);
    zh("结果 测 : 学历 = 本科", &[]);
    zh("定义 测 : 学历 { (1) 凡 已婚 的,为 本科; (2) 凡 周岁 超过 3 的,为 红; 其余 为 无 }", &[("E0201", "红")]);
    zh("定义 测 { 凡 已婚 的,为 年纪 }\n定义 另 = 测 + 5分", &[("E0201", "年纪")]);
}

#[test]
fn indicators() {
    zh(
        "指标 甲 依据 \"一\" { 最高 5分\n (1) 凡 周岁 在 5..6 的,积 5分\n (2) 凡 年纪 超过 3 的,积 5\n}",
        &[("E0201", "年纪"), ("E0301", "5")],
    );
    zh("指标 甲 { 按 学历 { 大专 积 5分; 红 积 3分; 其余 积 0分 } }", &[("E0201", "红")]);
    zh("指标 甲 { 按 周岁 { 5..6 积 5分; 3分 积 3分 } }", &[("E0302", "3分")]);
    zh("指标 甲 { 按 起始 至 申请日期,每满 1年 积 2分,满 5年 后计入 }", &[]);
    zh("指标 甲 { 按 缴费 其中 补缴,每条 扣减 5分 }", &[]);
    zh("指标 甲 { 按 周岁,每条 扣减 5分 }", &[("E0311", "周岁")]);
    en("indicator a { by degree { college award 5 points; red award 3 points } }", &[("E0201", "red")]);
}

#[test]
fn conditions_have_parts() {
    let version = version(
        "结论 { 凡 已婚 且 周岁 不满 3 或 有 企业 的,甲; 凡 (已婚 且 周岁 不满 3) 的,乙; 凡 已婚 的,丙; 其余,丁 }",
    );
    let of = |at: usize| {
        let condition = version.outcomes[0].outcomes[at].condition.as_ref();
        condition.map_or(Vec::new(), |c| c.parts.iter().map(|(_, t)| format!("{}|{}", t.zh, t.en)).collect())
    };
    assert_eq!(of(0), ["已婚 且 周岁 不满 3|已婚 and 周岁 less than 3", "有 企业|has 企业"]);
    assert_eq!(of(1), ["已婚|已婚", "周岁 不满 3|周岁 less than 3"]);
    assert_eq!(of(2), Vec::<String>::new());
    assert!(version.outcomes[0].outcomes[3].condition.is_none());
}

#[test]
fn lines_have_texts() {
    let version = version(
        "指标 甲 { 取最高\n (1) 凡 已婚 的,积 5分 依据 \"一\"\n (2) 按 学历 { 大专, 积 5分 }\n}"
            .replace("大专, 积", "大专 积")
            .as_str(),
    );
    let texts: Vec<&str> = version.indicators[0].body.lines.iter().map(|l| &*l.text.zh).collect();
    assert_eq!(texts, ["凡 已婚 的,积 5分", "按 学历"]);
}

#[test]
fn totals_are_values() {
    zh("指标 甲 { 积 5分 }\n总分 总 合计 { 甲 }\n结论 { 凡 总 不少于 3 的,好; 其余,坏 }", &[("E0302", "总 不少于 3")]);
    zh(
        "指标 甲 { 积 5分 }\n总分 总 合计 { 甲 }\n结果 一半 : 积分 = 总 / 2\n结论 { 凡 一半 不少于 3分 的,好; 其余,坏 }",
        &[],
    );
    zh("备选 计法 { 按学历; 按年限 }\n指标 甲 { 凡 计法 为 按学历 的,积 5分 }\n总分 总 合计 择优于 计法 { 甲 }", &[]);
    zh("指标 甲 { 积 5分 }\n总分 总 合计 择优于 周岁 { 甲 }", &[("E0201", "周岁")]);
}

#[test]
fn a_body_needs_a_line() {
    zh("结果 例 : 整数 { 仅限 已婚; 取最高 }", &[("E0412", "结果 例")]);
    zh("指标 例 { }", &[("E0412", "指标 例")]);
}

#[test]
fn a_unit_of_the_language_is_no_unit_of_a_type() {
    zh("事实 { 天数 : 整数 日 0..366 }\n结果 例 : 是否 = 天数 不少于 183 且 天数 不满 200", &[("E0322", "日")]);
    zh("事实 { 时数 : 整数 小时 0小时..9小时 }\n结果 例 : 是否 = 时数 不少于 5小时", &[]);
}

#[test]
fn a_result_may_have_a_definitions_key() {
    zh("定义 税额数 (tax) = 1\n结果 应税 (tax) : 整数 = 税额数", &[]);
    zh("结果 甲 (tax) : 整数 = 1\n结果 乙 (tax) : 整数 = 1", &[("E0203", "乙")]);
}

#[test]
fn a_range_may_begin_behind_a_value() {
    zh("结果 例 : 是否 = 孩子 在 超过 3 至 5", &[]);
    zh("结果 例 : 是否 = 孩子 在 超过 5 至 5", &[("E0318", "超过 5 至 5")]);
}
