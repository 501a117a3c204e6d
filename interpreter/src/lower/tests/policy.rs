//! The policy's head and the conventions.

use super::{CHINESE, found, gives, lowered, version, zh};

fn head(clauses: &str) -> String {
    format!(
        "政策 甲 (a) 版本 2018 \"某办法\" {{\n{clauses}\n}}\n事实 {{ 日子 : 日期; 月子 : 月; 或日 : 日期 或 无 }}\n"
    )
}

#[test]
fn heads() {
    let text = head(
        "  文号 \"一号\"\n  公布 2017-12-28\n  施行 2018-01-01\n  有效期至 2022-12-31\n  废止 2015, 2013\n  申请日 日子\n  注 \"某注\"",
    );
    let (version, diagnostics) = lowered(&[&text]);
    assert_eq!(diagnostics, []);
    let version = version.unwrap_or_else(|| panic!("a version"));
    assert_eq!((&*version.id, &*version.policy.key, version.repeals.join(" ")), ("2018", "a", "2015 2013".to_owned()));
    assert_eq!((version.notes.join(" "), version.number.as_deref()), ("某注".to_owned(), Some("一号")));
    assert_eq!(version.filing_fact(), Some(crate::model::FactId(0)));
}

#[test]
fn mistakes_in_heads() {
    let check = |clauses: &str, expected: &[(&str, &str)]| gives(&head(clauses), "", expected);
    check("  申请日 日子", &[("E0501", "政策 甲")]);
    check("  施行 2018-01-01", &[("E0502", "政策 甲")]);
    check("  施行 2018-01-01\n  申请日 月子", &[("E0504", "月子")]);
    check("  施行 2018-01-01\n  申请日 或日", &[("E0504", "或日")]);
    check("  施行 2018-01-01\n  申请日 日子乙", &[("E0201", "日子乙")]);
    check("  施行 2018-01-01\n  有效期至 2017-01-01\n  申请日 日子", &[("E0503", "有效期至 2017-01-01")]);
    check("  公布 2018-07-15\n  施行 2018-01-01\n  申请日 日子", &[]);
    check("  施行 2018-01-01\n  废止 2018\n  申请日 日子", &[("E0505", "2018")]);
    check("  施行 2018-01-01\n  施行 2018-01-02\n  申请日 日子", &[("E0404", "施行 2018-01-02")]);
}

#[test]
fn policies_and_files() {
    let pair = |code: &str, text: &str| (code.to_owned(), text.to_owned());
    assert_eq!(found(&["定义 甲 = 年纪\n"]), [pair("E0407", "定义"), pair("E0201", "年纪")]);
    assert!(lowered(&["定义 甲 = 1\n"]).0.is_none());
    assert_eq!(found(&[&format!("{CHINESE}政策 乙 版本 2 {{ 施行 2018-01-01 }}\n")]), [pair("E0408", "政策 乙")]);
    assert_eq!(lowered(&[]).1.len(), 1);
}

#[test]
fn conventions() {
    let without = |line: &str| CHINESE.replace(line, "");
    let leap = without("闰日 平年 作 3月1日; ");
    gives(&leap.replace("定义 周岁 = 整年(出生日期 至 申请日期)\n", ""), "", &[]);
    gives(&leap, "定义 测 = 周年日(出生日期, 3)", &[("E0401", "整年(出生日期 至 申请日期)")]);
    let leap = leap.replace("定义 周岁 = 整年(出生日期 至 申请日期)\n", "");
    gives(&leap, "定义 测 = 申请日期 - 5年", &[("E0401", "申请日期 - 5年")]);
    gives(&leap, "定义 测 = 申请日期 - 5个月", &[]);
    gives(&leap, "定义 测 = 起始 在 最近 3年 内", &[("E0401", "最近 3年 内")]);
    gives(&leap, "定义 测 = 起始 在 最近 30天 内", &[]);
    let months = without("最近 月 止于 上月; ");
    gives(&months, "定义 测 = 起月 在 最近 3个月 内 且 起月 在 最近 5年 内", &[("E0401", "最近 3个月 内")]);
    let days = without("; 最近 日 止于 当日");
    gives(&days, "定义 测 = 起始 在 最近 3年 内", &[("E0401", "最近 3年 内")]);
    gives(&days, "定义 测 = 起月 在 最近 3个月 内", &[]);
    zh("约定 { 闰日 平年 作 2月28日 }", &[("E0404", "闰日 平年 作 2月28日")]);
    zh("约定 { 货币 分 }", &[("E0210", "分")]);
    assert_eq!(version("").conventions.leap_day_is_march, Some(true));
}
