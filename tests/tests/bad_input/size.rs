//! Texts made to cost time, memory or stack: [`Desk::run`] holds each to megabytes, and each is so large that work
//! growing with its square would not end.

use crate::desk::{APPLICANT, Desk, POLICY};
use jifen_tests::spec::PRELUDE;

/// The codes of the errors in a text.
fn errors(name: &str, text: impl AsRef<[u8]>) -> Vec<String> {
    let desk = Desk::empty(name).with("policy/1.rules", text);
    let found = desk.codes("E");
    desk.run(&["check", "policy"]);
    desk.run(&["fmt", "--check", "policy"]);
    found
}

#[test]
fn nesting() {
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(errors("parentheses", format!("{PRELUDE}定义 甲 = {open}1{close}\n")), ["E0111"]);
    assert_eq!(errors("braces", format!("{PRELUDE}指标 甲 {}\n", "{".repeat(100_000))), ["E0111"]);
    let groups = "组 甲 合计 {\n".repeat(100_000);
    assert_eq!(errors("groups", format!("{PRELUDE}总分 总 合计 {{\n{groups}")), ["E0111"]);
}

#[test]
fn piled_up_signs() {
    for (name, sign) in [("minus", "-"), ("not", "不 "), ("has", "有 ")] {
        assert_eq!(errors(name, format!("{PRELUDE}定义 甲 = {}1\n", sign.repeat(100_000)))[0], "E0112", "{name}");
    }
    assert_eq!(errors("sum", format!("{PRELUDE}定义 甲 = 1{}\n", " + 1".repeat(100_000)))[0], "E0112");
    assert_eq!(errors("few", format!("{PRELUDE}定义 甲 = 1{}\n", " + 1".repeat(2_000))), ["E0403"]);
}

#[test]
fn chains_without_parentheses() {
    for (name, first, link) in
        [("fields", "乙", ".乙"), ("where", "乙", " 其中 乙"), ("not", "乙", " = 不 乙"), ("signs", "乙", " + 不 乙")]
    {
        for links in [1_000, 7_900] {
            let found = errors(name, format!("{PRELUDE}定义 甲 = {first}{}\n", link.repeat(links)));
            assert!(matches!(found[0].as_str(), "E0403" | "E0112"), "{name} {links}: {found:?}");
        }
    }
}

#[test]
fn chains_inside_parentheses() {
    for (name, link) in [("not", " = 不 乙"), ("signs", " + 不 乙"), ("where", " 其中 乙")] {
        let level = format!("(乙{}", link.repeat(240));
        let last = link.trim_end_matches('乙');
        let text = format!("{}乙{}", format!("{}{last}", level.trim_end()).repeat(60), ")".repeat(60));
        let found = errors(name, format!("{PRELUDE}定义 甲 = {text}\n"));
        assert!(found.iter().any(|code| matches!(code.as_str(), "E0403" | "E0112")), "{name}: {found:?}");
    }
}

#[test]
fn large_files() {
    let desk = Desk::empty("large").with("policy/1.rules", format!("{PRELUDE}# {}\n", "x".repeat(50_000_000)));
    assert_eq!(desk.codes("E"), ["E0113"]);
    let size = std::fs::metadata(desk.path("policy/1.rules")).expect("a file").len();
    let shown = desk.run(&["check", "policy"]).out;
    assert!(shown.contains(&size.to_string()), "the file's own size: {shown}");
    assert_eq!(desk.run(&["fmt", "policy"]).code, 1);
    let lines = "# x\n".repeat(2_000_000);
    assert_eq!(errors("lines", format!("{PRELUDE}{lines}")), [String::new(); 0]);
    assert_eq!(errors("zeros", vec![0; 1_000_000]).first().map(String::as_str), Some("E0110"));
}

#[test]
fn long_words() {
    for (name, text) in [
        ("name", format!("定义 {} = 1\n", "名".repeat(350_000))),
        ("key", format!("定义 甲 (a{}) = 1\n", "-b".repeat(500_000))),
        ("title", format!("定义 甲 \"{}\" = 1\n", "题".repeat(350_000))),
        ("number", format!("定义 甲 = {}\n", "9".repeat(1_000_000))),
    ] {
        assert_eq!(errors(name, format!("{PRELUDE}{text}")), ["E0114"], "{name}");
    }
    let desk = Desk::empty("long-line").with("policy/1.rules", format!("{PRELUDE}# {}\n", "长".repeat(1_000_000)));
    assert_eq!(desk.codes("E"), [String::new(); 0]);
    let shown = Desk::empty("shown").with("policy/1.rules", format!("{PRELUDE}定义 {} = 1\n", "名".repeat(350_000)));
    let ran = shown.run(&["check", "policy"]);
    assert!(ran.out.len() < 5_000, "a message shows an excerpt only");
}

#[test]
fn a_table_of_ten_thousand_rows() {
    let total = "总分 总 (total) 合计 { 表 }\n";
    let table = |key: &str, row: &dyn Fn(usize) -> String| {
        let rows: String = (0..10_000).map(row).collect();
        format!(
            "事实 {{\n  {key}\n}}\n指标 表 (t) 依据 \"一\" {{\n  按 甲 {{\n{rows}    其余 积 0分\n  }}\n}}\n{total}"
        )
    };
    let codes = table("甲 (a) : 代码", &|i| format!("    \"X{i}\" 积 {i}分\n"));
    let desk = Desk::fragment("codes", &codes);
    assert_eq!(desk.codes(""), [String::new(); 0]);
    assert_eq!(desk.assess("{\"a\": \"X7777\"}").1[0]["total"], 7777);
    let ranges = table("甲 (a) : 整数 0..1_000_000", &|i| format!("    {}..{} 积 {i}分\n", i * 10, i * 10 + 9));
    let desk = Desk::fragment("ranges", &ranges);
    assert_eq!(desk.codes(""), [String::new(); 0]);
    assert_eq!(desk.assess("{\"a\": 77775}").1[0]["total"], 7777);
    let rows: String =
        (0..10_000).map(|i| format!("  ({i}) 凡 甲 在 {}..{} 的,积 {i}分\n", i * 10, i * 10 + 9)).collect();
    let rows = format!("事实 {{\n  甲 (a) : 整数 0..99_999\n}}\n指标 表 (t) 依据 \"一\" {{\n{rows}}}\n{total}");
    let desk = Desk::fragment("rows", &rows);
    assert_eq!(desk.codes(""), [String::new(); 0]);
    assert_eq!(desk.assess("{\"a\": 77775}").1[0]["total"], 7777);
}

#[test]
fn many_gaps_and_many_overlaps() {
    let facts = "事实 {\n  甲 (a) : 整数 0..1_000_000\n}\n";
    let cases: String = (0..50_000).rev().map(|i| format!("    {}..{} 积 1分\n", i * 10, i * 10 + 5)).collect();
    let table = format!("{facts}指标 表 (t) 依据 \"一\" {{\n  按 甲 {{\n{cases}  }}\n}}\n");
    let desk = Desk::fragment("gaps", &format!("{table}总分 总 (total) 合计 {{ 表 }}\n"));
    assert_eq!(desk.codes(""), ["W0604"]);
    assert!(desk.run(&["check", "policy"]).out.len() < 2_000, "the first gaps only");
    let rows: String = (0..10_000).map(|i| format!("  ({i}) 凡 甲 不少于 {i} 的,积 1分\n")).collect();
    let rows = format!("{facts}指标 表 (t) 依据 \"一\" {{\n{rows}}}\n总分 总 (total) 合计 {{ 表 }}\n");
    assert_eq!(Desk::fragment("overlaps", &rows).codes(""), vec!["W0606"; 1_000]);
}

#[test]
fn a_choice_of_ten_thousand_values() {
    let values: String = (0..10_000).map(|i| format!("  值{i}号 (v{i})\n")).collect();
    let rows: String = (0..10_000).map(|i| format!("    值{i}号 积 {i}分\n")).collect();
    let rules = format!(
        "选项 大 (big) {{\n{values}}}\n事实 {{\n  甲 (a) : 大\n}}\n\
         指标 表 (t) 依据 \"一\" {{\n  按 甲 {{\n{rows}  }}\n}}\n总分 总 (total) 合计 {{ 表 }}\n"
    );
    let desk = Desk::fragment("choice", &rules);
    assert_eq!(desk.codes(""), [String::new(); 0]);
    assert_eq!(desk.assess("{\"a\": \"v7777\"}").1[0]["total"], 7777);
    assert_eq!(desk.run(&["schema", "policy"]).code, 0);
}

#[test]
fn chains_of_ten_thousand_definitions() {
    let facts = "事实 {\n  甲 (a) : 整数 0..100\n}\n";
    let mut links: Vec<String> = (1..10_000).map(|i| format!("定义 丁_{i} = 丁_{} + 1\n", i - 1)).collect();
    let ends = "定义 丁_0 = 甲\n结果 末 (last) : 整数 = 丁_9999\n";
    let desk = Desk::fragment("chain", &format!("{facts}{}{ends}", links.concat()));
    assert_eq!(desk.codes(""), [String::new(); 0]);
    assert_eq!(desk.assess("{\"a\": 1}").1[0]["results"]["last"], 10_000);
    links.reverse();
    let desk = Desk::fragment("chain-back", &format!("{facts}{ends}{}", links.concat()));
    assert_eq!(desk.assess("{\"a\": 1}").1[0]["results"]["last"], 10_000);
    let ring: String = (0..10_000).map(|i| format!("定义 丁_{i} = 丁_{} + 1\n", (i + 1) % 10_000)).collect();
    let desk = Desk::fragment("ring", &format!("{facts}{ring}"));
    assert_eq!(desk.codes("E"), ["E0402"]);
    assert!(desk.run(&["check", "policy"]).out.len() < 5_000);
}

#[test]
fn twenty_thousand_errors() {
    let rules: String = (0..20_000).map(|i| format!("  凡 无{i}名 的,积 1\n")).collect();
    let found = errors("errors", format!("{PRELUDE}指标 甲 {{\n{rules}}}\n"));
    assert!(!found.is_empty());
    let near: String = (0..5_000).map(|i| format!("定义 第{i}个 = 第{i}个的另一个\n")).collect();
    assert!(!errors("near", format!("{PRELUDE}{near}")).is_empty());
}

#[test]
fn large_facts() {
    let desk = Desk::new("large-facts");
    let entry = |i: usize| format!("{{\"month\": \"{}-{:02}\", \"base\": 6504}}", 1900 + i / 12, i % 12 + 1);
    let months = |n: usize| (0..n).map(entry).collect::<Vec<_>>().join(", ");
    let with =
        |n: usize| APPLICANT.replacen("\"contributions\": [", &format!("\"contributions\": [{}, ", months(n)), 1);
    let (exit, lines, _) = desk.assess(with(700));
    assert_eq!((exit, &lines[0]["total"]), (0, &812.into()));
    let (exit, _, err) = desk.assess(with(10_000));
    assert!(exit == 2 && err.contains("[F0123]") && err.contains("10002") && err.contains("720"), "{err}");
    assert!(desk.assess(format!("{{\"education\": \"{}\"}}", "m".repeat(20_000_000))).2.contains("[F0122]"));
    assert!(desk.assess(format!("{{\"children\": {}}}", "9".repeat(5_000_000))).2.contains("[F0117]"));
    assert!(desk.assess("[".repeat(20_000_000)).2.contains("[F0110]"));
    let (_, lines, _) =
        desk.assess(format!("{{{}}}", (0..20_000).map(|i| format!("\"k{i}\":1")).collect::<Vec<_>>().join(",")));
    assert_eq!(lines.len(), 1);
}

#[test]
fn ten_thousand_applicants() {
    let desk = Desk::new("many");
    let all = format!("{APPLICANT}\n").repeat(10_000);
    let (exit, lines, _) = desk.assess(&all);
    assert_eq!((exit, lines.len()), (0, 10_000));
}

#[test]
fn two_thousand_applicants_in_error() {
    let desk = Desk::new("many-errors");
    let wrong = APPLICANT.replace("\"master\"", "\"mastr\"");
    for facts in [format!("{wrong}\n").repeat(2_000), format!("[{}]", vec![wrong.as_str(); 2_000].join(",\n"))] {
        let (exit, lines, err) = desk.assess(&facts);
        assert_eq!((exit, lines.len(), err.matches("[F0122]").count()), (2, 2_000, 2_000));
    }
}

#[test]
fn a_large_policy_is_usable() {
    let indicator = |i: usize| format!("指标 项{i}号 (i{i}) 依据 \"第{i}条\" {{\n  凡 甲 超过 {i} 的,积 1分\n}}\n");
    let indicators: String = (0..3_000).map(indicator).collect();
    let members: String = (0..3_000).map(|i| format!("  项{i}号\n")).collect();
    let rules = format!("事实 {{\n  甲 (a) : 整数 0..10_000\n}}\n{indicators}总分 总 (total) 合计 {{\n{members}}}\n");
    let desk = Desk::fragment("wide", &rules);
    assert_eq!(desk.codes(""), [String::new(); 0]);
    assert_eq!(desk.assess("{\"a\": 1500}").1[0]["total"], 1500);
    assert_eq!(desk.assess("{}").1[0]["total"], serde_json::json!({"min": 0, "max": 3000}));
    assert_eq!(Desk::empty("normal").with("policy/1.rules", POLICY).codes(""), [String::new(); 0]);
}
