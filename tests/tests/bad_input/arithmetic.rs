//! What a rule can't compute is that rule's error: the result names it, and the outcome is undetermined.

use crate::desk::Desk;
use serde_json::{Value, json};

/// Assesses `{"a": …}` with a rule that awards by the fact `甲`, and an outcome that needs the total.
fn assessed(name: &str, award: &str, a: &str) -> Value {
    let rules = format!(
        "事实 {{\n  甲 (a) : 小数\n  起始 (since) : 日期 或 无\n}}\n\
         指标 率 (rate) 依据 \"一\" {{\n  {award}\n}}\n\
         指标 别的 (other) 依据 \"二\" {{\n  积 7分\n}}\n\
         总分 总 (total) 合计 {{ 率; 别的 }}\n\
         结论 {{\n  凡 总 不少于 5分 的,通过 (pass) 依据 \"三\"\n  其余,不通过 (fail)\n}}\n"
    );
    let facts = format!("{{\"application_date\": \"2018-06-15\", \"since\": null, \"a\": {a}}}");
    let (exit, mut lines, err) = Desk::fragment(name, &rules).assess(facts);
    assert_eq!((exit, lines.len()), (0, 1), "{err}");
    lines.remove(0)
}

/// The one error is of the rule `rate`; nothing that depends on it is claimed, and the rest stands.
fn failed(report: &Value, code: &str) {
    let errors = report["errors"].as_array().cloned().unwrap_or_default();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!((&errors[0]["rule"], &errors[0]["code"]), (&json!("rate"), &json!(code)));
    assert!(!errors[0]["message"].as_str().unwrap_or("").is_empty());
    assert_eq!((&report["outcome"], &report["possible"]), (&json!("undetermined"), &json!(["pass", "fail"])));
    assert_eq!(report["total"], json!({"min": null, "max": null}));
    let other = report["indicators"].as_array().into_iter().flatten().find(|i| i["key"] == "other");
    assert_eq!(other.map(|i| &i["points"]), Some(&json!(7)));
}

#[test]
fn division_by_zero() {
    failed(&assessed("zero", "积 1分 * (1 / 甲)", "0"), "division_by_zero");
    failed(&assessed("zero-cancelled", "积 1分 * ((甲 - 甲) / (甲 - 甲))", "5"), "division_by_zero");
    let report = assessed("not-zero", "积 1分 * (1 / 甲)", "4");
    assert_eq!((&report["total"], &report["outcome"]), (&json!(7.25), &json!("pass")));
}

#[test]
fn overflow() {
    let many = format!("1分{}", " * 甲 * 甲 * 甲 * 甲 * 甲".repeat(4));
    failed(&assessed("overflow", &format!("积 {many}"), "9999999999999999999999999999"), "overflow");
    failed(&assessed("small", &format!("积 {many}"), "0.0000000000000000000000000001"), "overflow");
    let report = assessed("unit", &format!("积 {many}"), "1");
    assert_eq!(report["total"], json!(8));
}

#[test]
fn a_row_that_does_not_count_can_not_fail() {
    let report = assessed("guarded", "凡 甲 不为 0 且 1 / 甲 超过 0 的,积 1分", "0");
    assert_eq!((&report["errors"], &report["total"]), (&json!([]), &json!(7)));
}

#[test]
fn days_outside_the_calendar() {
    let report = assessed("calendar", "凡 申请日期 - 3000年 早于 申请日期 的,积 1分", "1");
    failed(&report, "date_out_of_range");
}

#[test]
fn the_reader_is_told_in_both_languages() {
    let rules = "事实 {\n  甲 (a) : 整数 0..9\n}\n指标 率 (rate) 依据 \"一\" {\n  积 1分 * (1 / 甲)\n}\n总分 总 (total) 合计 { 率 }\n";
    let desk = Desk::fragment("told", rules).with("f.json", "{\"a\": 0}");
    for (lang, word) in [("zh", "除以零"), ("en", "division by zero")] {
        let ran = desk.run(&["assess", "--lang", lang, "policy", "f.json"]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains(word), "{}", ran.out);
    }
}
