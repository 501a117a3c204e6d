//! Policies that are wrong: the place is named in the drafter's words, and the rest of the file is still checked.

use crate::desk::{Desk, POLICY};
use serde_json::Value;

#[test]
fn one_clause_in_error_leaves_the_rest_checked() {
    let text = POLICY.replace("按 子女,每满 1 积 3分", "按 子女,每满 积 3分").replace("大专 积 50分", "专科 积 50分");
    let desk = Desk::empty("clause").with("policy/2018.rules", text);
    let found = desk.check();
    let seen: Vec<_> = found.iter().map(|(code, _, text)| (code.as_str(), text.as_str())).collect();
    assert_eq!(seen, [("E0201", "专科"), ("E0101", "积")]);
    let ran = desk.run(&["check", "policy"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("一个表达式") && ran.out.contains("policy/2018.rules:"), "{}", ran.out);
    let ran = desk.run(&["check", "--lang", "en", "policy"]);
    assert!(ran.out.contains("an expression") && ran.out.contains("did you mean"), "{}", ran.out);
}

#[test]
fn every_clause_in_error_is_named_once() {
    let rules = "事实 {\n  甲 (a) : 整数 0..\n  乙 : : 是否\n  丙 (c) : 是否\n}\n指标 率 依据 \"一\" {\n  凡 的,积 1分\n  凡 丙 的\n  凡 丁 的,积 1分\n}\n";
    let found = Desk::fragment("clauses", rules).check();
    let lines: Vec<u64> = found.iter().filter(|d| d.0.starts_with('E')).map(|d| d.1).collect();
    assert!([6, 10, 12].iter().all(|line| lines.contains(line)), "{found:?}");
}

#[test]
fn a_missing_brace_costs_one_declaration() {
    let text = POLICY.replacen("  按 子女,每满 1 积 3分\n}", "  按 子女,每满 1 积 3分", 1);
    let found = Desk::empty("brace").with("policy/2018.rules", text).check();
    let codes: Vec<&str> = found.iter().map(|d| d.0.as_str()).collect();
    assert_eq!(codes, ["E0106"], "{found:?}");
}

#[test]
fn a_policy_in_error_assesses_nobody() {
    let desk = Desk::empty("nobody").with("policy/2018.rules", POLICY.replace("硕士 积 100分", "硕士 积 100"));
    let ran = desk.with("facts.json", "{}").run(&["assess", "--json", "policy", "facts.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("E0301"), "{}", ran.err);
}

#[test]
fn a_policy_in_error_has_no_schema() {
    let desk = Desk::empty("no-schema")
        .with("policy/2018.rules", POLICY.replace("最高学历 (education) : 学历", "最高学历 (education) : 学力"));
    let ran = desk.run(&["schema", "policy"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
}

#[test]
fn no_version_is_in_force() {
    let later = POLICY
        .replace("版本 2018", "版本 2024")
        .replace("2018-01-01", "2024-01-01")
        .replace("2022-12-31", "2026-12-31\n  已核 E0722 \"停办一年\"");
    let desk = Desk::new("force").with("policy/2024.rules", later);
    for day in ["2017-12-31", "2023-06-15", "2027-01-01"] {
        let (exit, lines, err) = desk.assess(format!("{{\"application_date\": \"{day}\"}}"));
        assert_eq!((exit, &lines[0]["outcome"]), (2, &Value::Null));
        for word in [day, "2018", "2022-12-31", "2024", "2024-01-01", "2026-12-31"] {
            assert!(err.contains(word), "{word}: {err}");
        }
    }
    let ran = desk.run(&["assess", "--lang", "en", "--on", "2023-01-01", "policy", "facts.json"]);
    assert!(ran.code == 2 && ran.err.contains("2023-01-01") && ran.err.contains("2024-01-01"), "{}", ran.err);
    let (exit, lines, _) = desk.assess("{}");
    assert_eq!((exit, &lines[0]["version"], &lines[0]["outcome"]), (0, &Value::Null, &"undetermined".into()));
}

#[test]
fn cycles_of_every_kind() {
    let total = "总分 总 (total) 合计 { 率 }\n";
    let person = |inside: &str| format!("记录 人 (person) {{\n{inside}\n}}\n事实 {{\n  本人 (self) : 人\n}}\n");
    let cases: [(&str, String, &str, &[&str]); 11] = [
        ("itself", "定义 甲 = 甲 + 1\n".into(), "E0402", &["甲"]),
        ("two", "定义 甲 = 乙 + 1\n定义 乙 = 甲 + 1\n".into(), "E0402", &["甲", "乙"]),
        ("call", "定义 甲(子 : 整数) = 甲(子 - 1) + 1\n".into(), "E0402", &["甲"]),
        ("total", format!("指标 率 {{\n  凡 总 不少于 5分 的,积 1分\n}}\n{total}"), "E0402", &["率", "总"]),
        ("cap", "指标 率 {\n  积 1分\n}\n总分 总 (total) 合计 {\n  率\n  最高 总\n}\n".into(), "E0402", &["总"]),
        (
            "result",
            format!("结果 末 : 是否 = 总 不少于 3分\n指标 率 {{\n  凡 末 的,积 1分\n}}\n{total}"),
            "E0402",
            &["末", "总", "率"],
        ),
        ("domain", "事实 {\n  甲 : 整数 0..乙\n  乙 : 整数 0..甲\n}\n".into(), "E0402", &["甲", "乙"]),
        ("field", person("  岁 : 整数 0..9\n  定义 甲 = 乙\n  定义 乙 = 甲 + 岁"), "E0402", &["甲", "乙"]),
        ("record", person("  父 : 人 或 无"), "E0416", &["人"]),
        ("records", format!("记录 物 {{\n  主 : 人 列表\n}}\n{}", person("  物品 : 物")), "E0416", &["人", "物"]),
        (
            "guard",
            "指标 率 {\n  仅限 总 超过 1分\n  积 1分\n}\n总分 总 (total) 合计 { 率 }\n".into(),
            "E0402",
            &["率", "总"],
        ),
    ];
    for (name, rules, code, path) in cases {
        let desk = Desk::fragment(&format!("cycle-{name}"), &rules);
        assert_eq!(desk.codes("E"), [code], "{name}");
        let shown = desk.run(&["check", "policy"]).out;
        assert!(path.iter().all(|step| shown.contains(&format!("`{step}`"))) && shown.contains('→'), "{name}: {shown}");
    }
}

#[test]
fn forty_definitions_that_each_call_the_last_twice() {
    let chain = |first: &str, next: &dyn Fn(usize) -> String, last: &str| {
        let all: String = (1..40).map(next).collect();
        format!("事实 {{\n  甲 (a) : 整数 0..100\n}}\n{first}{all}结果 末 (last) : 整数 = {last}\n")
    };
    let plain = chain("定义 丁_0 = 甲\n", &|i| format!("定义 丁_{i} = 丁_{0} + 丁_{0}\n", i - 1), "丁_39");
    let (exit, lines, _) = Desk::fragment("twice", &plain).assess("{\"a\": 3}");
    assert_eq!((exit, &lines[0]["results"]["last"]), (0, &(3u64 << 39).into()));
    let called = chain(
        "定义 丁_0(子 : 整数) = 子\n",
        &|i| format!("定义 丁_{i}(子 : 整数) = 丁_{0}(子) + 丁_{0}(子 + 1)\n", i - 1),
        "丁_39(甲)",
    );
    let (exit, lines, _) = Desk::fragment("twice-called", &called).assess("{\"a\": 0}");
    assert_eq!((exit, &lines[0]["results"]["last"]), (0, &(39u64 << 38).into()));
    let (exit, lines, _) = Desk::fragment("twice-unknown", &called).assess("{}");
    assert_eq!((exit, lines.len()), (0, 1));
}

#[test]
fn a_policy_without_rules() {
    let desk = Desk::fragment("no-rules", "");
    assert_eq!(desk.codes("E"), [String::new(); 0]);
    let (exit, lines, _) = desk.assess("{\"application_date\": \"2018-06-15\"}");
    assert_eq!((exit, &lines[0]["outcome"], &lines[0]["total"]), (0, &Value::Null, &Value::Null));
    assert!(lines[0]["errors"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn rules_in_a_file_of_parameters() {
    let stray = "参数 门槛 (threshold) : 金额 {\n  自 2018-01 5000元\n}\n\n指标 别的 依据 \"第九条\" {\n  积 1分\n}\n";
    let desk = Desk::new("stray").with("policy/parameters.rules", stray);
    let found = desk.check();
    let errors: Vec<_> =
        found.iter().filter(|d| d.0.starts_with('E')).map(|d| (d.0.as_str(), d.1, d.2.as_str())).collect();
    assert_eq!(errors, [("E0409", 5, "指标 别的")]);
}

#[test]
fn limits_that_allow_nothing() {
    let with = |ty: &str| {
        Desk::fragment(
            "no-value",
            &format!(
                "事实 {{\n  甲 (a) : {ty}\n}}\n指标 乙 (b) 依据 \"一\" {{\n  按 甲,每满 1 积 1分\n}}\n\
                 总分 总 (total) 合计 {{ 乙 }}\n"
            ),
        )
    };
    for ty in ["整数 0.2..0.7", "整数 -0.7..-0.2", "整数 0.2..<1", "整数 5..3", "整数 1..<1", "整数 0.2..0.7 列表"]
    {
        assert_eq!(with(ty).codes("E")[..1], ["E0318"], "{ty}");
    }
    for ty in ["整数 0.2..1", "整数 -0.2..0.7", "整数 0.2..<1.1", "整数 1..<2", "小数 0.2..0.7"] {
        assert_eq!(with(ty).codes("E"), [String::new(); 0], "{ty}");
    }
}

#[test]
fn names_with_characters_that_nobody_sees() {
    for c in ['\u{200C}', '\u{200D}', '\u{FE0F}', '\u{3164}', '\u{FFA0}', '\u{E0100}'] {
        for name in [format!("甲{c}乙"), format!("甲{c}"), format!("甲 {c}")] {
            let desk = Desk::fragment("unseen", &format!("定义 {name} = 1\n"));
            let ran = desk.run(&["check", "policy"]);
            assert!(desk.codes("E").contains(&"E0110".to_owned()), "{}", ran.out);
            assert!(ran.out.contains(&format!("U+{:04X}", u32::from(c))), "{}", ran.out);
        }
        let text = format!("定义 甲 \"题{c}目\" = 1 # 说{c}明\n");
        assert_eq!(Desk::fragment("unseen-text", &text).codes("E"), [String::new(); 0], "{c:?}");
    }
}
