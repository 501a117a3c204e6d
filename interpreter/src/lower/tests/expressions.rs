//! Operators: precedence, types, units.

use super::{CHINESE, en, gives, hints, last_expr, zh};
use crate::model::*;

/// Checks an expression.
#[track_caller]
fn expr(source: &str, expected: &[(&str, &str)]) {
    zh(&format!("定义 测 = {source}"), expected);
}

#[test]
fn what_is_fine() {
    for source in [
        "5分 + 2分 * (56 - 周岁)",
        "存款 * 80% + 10万元 / 2 - 1亿元",
        "存款 / 10万元 + 1",
        "工资 不少于 5000元/月",
        "按年计(工资) 超过 年薪",
        "按月计(年薪) 不超过 工资",
        "课时 不少于 50课时",
        "人数 + 3人",
        "申请日期 - 5年 早于 出生日期 + 3天",
        "起月 + 1个月",
        "起月 在 最近 48个月 内",
        "起始 在 最近 5年 内",
        "起始 不在 最近 30日 内",
        "周岁 在 56..60",
        "周岁 在 (3, 5..7, 60 以上)",
        "周岁 在 不满 30",
        "学历 为 硕士 或 本科 为 学历",
        "学历 超过 大专",
        "学历 在 (大专, 硕士)",
        "学历 在 本科..硕士",
        "喜好 不为 红",
        "有 喜好 且 没有 企业 且 不 有 起始",
        "不 已婚 且 已婚",
        "编号 在 城六区 或 编号 在 城六区(2017-03-01)",
        "编号 为 \"A 01\"",
        "企业.份额 * 企业.总税",
        "计数(缴费 其中 不 补缴 且 基数 不少于 80% * 社平工资(月份))",
        "缴费 其中 月份 在 最近 12个月 内 其中 补缴",
        "任一(奖项 其中 本项 为 红)",
        "求和(税额) / 计数(税额)",
        "求和(缴费, 基数)",
        "最新(缴费, 月份).基数",
        "较大(周岁, 孩子, 3)",
        "较小(学历, 本科) 为 大专",
        "逐组求和(缴费, 单位, 较小(计数(本组), 12))",
        "连续月数(缴费, 月份) + 最长连续月数(缴费, 月份, 3个月)",
        "覆盖天数(居所, 起 至 止, 2018-01-01 至 申请日期) + 最长连续天数(居所, 起 至 止)",
        "逐年均有(缴费, 月份, 3) 且 逐年均有(居所, 起, 3)",
        "周年日(出生日期, 18) 不晚于 年初(申请日期)",
        "年初(2018) 不晚于 首日(起月) 且 末日(所在月(申请日期)) 晚于 2018-01-01",
        "舍去(存款, 1元) + 进位(存款, 0.01元) + 四舍五入(存款)",
        "整月(起月 至 所在月(申请日期)) + 天数(出生日期 至 申请日期) + 年份(起月)",
        "服务 不少于 5年",
        "-3 + -(周岁)",
        "1年 * 孩子",
        "社平工资 * 3倍",
        "(周岁)",
        "是 且 否",
    ] {
        expr(source, &[]);
    }
}

#[test]
fn what_is_fine_in_english() {
    for source in [
        "age in 56..60 or age over 70",
        "degree is master and not married",
        "count(contributions where not late and base no less than 80% * reference_wage(paid_in)) at least 36",
        "any(contributions, paid_in in last 48 months) and degree in (college, bachelor)",
        "has favourite and favourite is not red",
        "wage over 5000 yuan/month",
        "max(age, children) * 2 points",
    ] {
        en(&format!("define x = {source}"), &[]);
    }
}

#[test]
fn precedence() {
    let kind = |source: &str| format!("{:?}", last_expr(&format!("定义 测 = {source}")).kind);
    assert!(kind("已婚 或 已婚 且 不 周岁 不满 3").starts_with("Or([Expr { kind: Fact"));
    assert!(kind("不 周岁 不满 3 且 已婚").starts_with("And([Expr { kind: Not(Expr { kind: Compare(Less"));
    assert!(kind("1 + 2 * 3").starts_with("Arithmetic(Add, Expr { kind: Constant"));
    assert!(kind("1 - 2 - 3").starts_with("Arithmetic(Subtract, Expr { kind: Arithmetic(Subtract"));
    assert!(kind("-1 * 2").starts_with("Arithmetic(Multiply, Expr { kind: Negate"));
    assert!(kind("缴费 其中 补缴 或 补缴").starts_with("Where(Expr { kind: Fact"));
    assert!(kind("已婚 且 已婚 且 (已婚 且 已婚)").matches("And").count() == 2);
    assert!(kind("周岁 不在 3..5").starts_with("Not(Expr { kind: In"));
}

#[test]
fn arithmetic_by_type() {
    expr("5分 + 3", &[("E0304", "5分 + 3")]);
    expr("存款 + 5分", &[("E0304", "存款 + 5分")]);
    expr("存款 * 5分", &[("E0304", "存款 * 5分")]);
    expr("3 / 存款", &[("E0304", "3 / 存款")]);
    expr("申请日期 - 出生日期", &[("E0304", "申请日期 - 出生日期")]);
    expr("申请日期 + 3", &[("E0304", "申请日期 + 3")]);
    expr("5年 + 申请日期", &[("E0304", "5年 + 申请日期")]);
    expr("起月 + 3天", &[("E0304", "起月 + 3天")]);
    expr("工资 + 年薪", &[("E0304", "工资 + 年薪")]);
    expr("已婚 + 1", &[("E0304", "已婚 + 1")]);
    expr("-申请日期", &[("E0301", "申请日期")]);
    expr("课时 + 人数", &[("E0304", "课时 + 人数")]);
    expr("1年 * 1.5", &[("E0304", "1年 * 1.5")]);
    en("define x = 5 points + 3", &[("E0304", "5 points + 3")]);
}

#[test]
fn comparison_by_type() {
    expr("周岁 不少于 5分", &[("E0302", "周岁 不少于 5分")]);
    expr("起月 不早于 申请日期", &[("E0302", "起月 不早于 申请日期")]);
    expr("工资 不少于 年薪", &[("E0302", "工资 不少于 年薪")]);
    expr("存款 超过 5", &[("E0302", "存款 超过 5")]);
    expr("喜好 超过 红", &[("E0303", "喜好 超过 红")]);
    expr("已婚 超过 否", &[("E0303", "已婚 超过 否")]);
    expr("缴费 为 缴费", &[("E0302", "缴费 为 缴费")]);
    expr("计数(缴费) 不少于 36个月", &[("E0302", "计数(缴费) 不少于 36个月")]);
    expr("1 < 周岁 < 5", &[("E0312", "1 < 周岁 < 5")]);
    expr("学历 为 红", &[("E0201", "红")]);
    expr("周岁 为 硕士", &[("E0301", "硕士")]);
    expr("喜好 为 无", &[("E0310", "喜好 为 无")]);
    expr("起始 不为 空缺", &[("E0310", "起始 不为 空缺")]);
    expr("学历 为 无", &[]);
    expr("有 缴费", &[("E0314", "有 缴费")]);
    en("define x = favourite is none", &[("E0310", "favourite is none")]);
    en("define x = count(contributions) at least 36 months", &[("E0302", "count(contributions) at least 36 months")]);
}

#[test]
fn members() {
    expr("周岁 在 60..56", &[("E0318", "60..56")]);
    expr("周岁 在 5..<5", &[("E0318", "5..<5")]);
    expr("周岁 在 56分..60分", &[("E0302", "56分"), ("E0302", "60分")]);
    expr("喜好 在 红..绿", &[("E0303", "红..绿")]);
    expr("喜好 在 (红, 蓝)", &[("E0201", "蓝")]);
    expr("红 在 奖项", &[("E0208", "红")]);
    expr("喜好 在 奖项", &[("E0320", "奖项")]);
    expr("周岁 在 最近 5年 内", &[("E0301", "周岁")]);
    expr("起始 在 最近 5 内", &[("E0301", "5")]);
    expr("起月 在 最近 30天 内", &[("E0302", "30天")]);
    expr("喜好 在 城六区", &[("E0301", "喜好")]);
    expr("编号 在 城六区(3)", &[("E0301", "3")]);
}

#[test]
fn conditions_must_be_conditions() {
    expr("周岁 且 已婚", &[("E0301", "周岁")]);
    expr("不 企业", &[("E0301", "企业")]);
    expr("已婚 或 缴费", &[("E0301", "缴费")]);
    expr("周岁 其中 已婚", &[("E0311", "周岁")]);
    expr("缴费 其中 基数", &[("E0301", "基数")]);
}

#[test]
fn periods() {
    expr("出生日期 至 申请日期", &[("E0315", "出生日期 至 申请日期")]);
    expr("整年(申请日期)", &[("E0301", "申请日期")]);
    expr("整年(起月 至 起月)", &[("E0301", "起月 至 起月")]);
    expr("整年(起月 至 申请日期)", &[("E0302", "申请日期")]);
    expr("天数(3 至 申请日期)", &[("E0301", "3")]);
}

#[test]
fn literals() {
    expr("50小时 + 1小时", &[("E0210", "小时"), ("E0210", "小时")]);
    expr("5CAD", &[("E0210", "CAD")]);
    expr("5分/年", &[("E0306", "/年")]);
    expr("0.3个月", &[("E0301", "0.3个月")]);
    expr("12345678901234567890123456789", &[("E0316", "12345678901234567890123456789")]);
    let glued = hints("定义 测 = 较大(1年积, 3)");
    assert_eq!(glued, ["单位后面留空格: `年 积`"]);
    let canadian = CHINESE.replace("约定 {", "约定 { 货币 CAD;").replace("元", "CAD").replace("万CAD", "CAD");
    gives(&canadian, "定义 测 = 5 CAD 不少于 存款", &[]);
    gives(&canadian, "定义 测 = 工资 不少于 5 CAD/月", &[]);
    gives(&canadian, "定义 测 = 5元 + 3万元", &[("E0305", "元"), ("E0305", "万元")]);
}

#[test]
fn hints_say_what_to_write() {
    for (source, hint) in [
        ("计数(缴费) 不少于 36个月", "计数和整年得到的是数,写成 `36`"),
        ("起月 早于 申请日期", "写成 `所在月(申请日期)`"),
        ("申请日期 晚于 起月", "写成 `首日(起月)`"),
        ("工资 不少于 年薪", "写成 `按月计(年薪)`"),
        ("年薪 不少于 工资", "写成 `按年计(工资)`"),
        ("工资 不少于 5000元", "写成 `5000元/月`"),
        ("存款 超过 5", "写成 `5元`"),
        ("喜好 为 无", "写成 `没有 喜好`"),
        ("喜好 不为 空缺", "写成 `有 喜好`"),
        ("没有 缴费", "写成 `不 任一(缴费)`"),
        ("已婚 且 企业", "写成 `有 企业`"),
        ("已婚 且 周岁不满56", "关键字两边留空格: `周岁 不满 56`"),
        ("已婚 且 不已婚", "关键字两边留空格: `不 已婚`"),
        ("学历 为 college", "是不是 `大专`?"),
        ("周年 + 1", "是不是 `周岁`?"),
        ("application_date 早于 2018-01-01", "是不是 `申请日期`?"),
        ("整年(申请日期)", "写起止两端,如 `甲 至 乙`"),
        ("整年(出生日期, 申请日期)", "写成 `整年(甲 至 乙)`"),
        ("喜好 在 奖项", "写成 `任一(奖项 其中 …)`"),
    ] {
        assert_eq!(hints(&format!("定义 测 = {source}")), [hint], "{source}");
    }
}

#[test]
fn one_mistake_makes_one_error() {
    expr("年纪 不满 56 且 (年龄乙 + 3分) * 2 不少于 存款", &[("E0201", "年纪"), ("E0201", "年龄乙")]);
    expr("求和(没有的 其中 某项 为 甲, 某数) + 5分", &[("E0201", "没有的")]);
    zh("定义 甲乙 = 年纪\n定义 丙 = 甲乙 + 5分 不满 3", &[("E0201", "年纪")]);
    zh("事实 { 住址 : 地址 }\n定义 丙 = 住址.街道 为 某街", &[("E0201", "地址")]);
}

#[test]
fn long_expressions() {
    let long = |term: &str, sign: &str, n: usize| vec![term; n].join(sign);
    expr(&long("周岁", " + ", 1_000), &[]);
    let many = long("周岁", " + ", 1_001);
    expr(&many, &[("E0403", &many)]);
    let many = long("周岁", " * ", 33);
    expr(&many, &[("E0403", &many)]);
    expr(&long("已婚", " 且 ", 4_000), &[]);
    let deep = last_expr(&format!("定义 测 = {}", long("周岁", " - ", 1_000)));
    assert!(!super::super::expr::deeper_than(&deep, 20));
    let nested = format!("{}周岁{}", "(1 + ".repeat(60), ")".repeat(60));
    expr(&nested, &[]);
    let nested = format!("{}周岁{}", "(".repeat(60), " - 1 - 1 - 1 - 1 - 1)".repeat(60));
    expr(&nested, &[("E0403", &nested)]);
}

#[test]
fn grouping_changes_no_sum() {
    // 1 - 2 + 3 - 4 … by folding the constant of a parameter.
    let terms: String = (1..=101).map(|n| format!(" {} {n}", if n % 2 == 0 { "-" } else { "+" })).collect();
    let version = super::version(&format!("参数 甲 : 整数 {{ 自 2018-01 0{terms} }}"));
    let value = &version.parameters[1].columns[0].series[0][0].value;
    assert_eq!(*value, Constant::Number(crate::number::Fraction::whole(51)));
}
