//! Drafters' slips in a whole policy: each is told once, in words that say what to write.

use crate::desk::Desk;

const DATA: &str = "选项 学历 (education) {\n  大专 (college)\n  硕士 (master)\n}\n\
    记录 处罚 (penalty) {\n  日期 (day) : 日期\n  金额 (amount) : 金额 0元..100万元\n}\n\
    事实 {\n  周岁 (age) : 整数 0..120\n  学历 (education) : 学历\n  参保 (insured_on) : 日期\n  处罚 (penalties) : 处罚 列表\n  持证 (permit) : 是否\n}\n";

/// Codes of errors in a fragment behind the data, in the order of the text.
fn errors(name: &str, rules: &str) -> Vec<String> {
    Desk::fragment(name, &format!("{DATA}{rules}")).codes("E")
}

/// A line of an indicator; the one code that is told of it; words of the answer in Chinese and in English.
const LINES: &[(&str, &str, &str, &str)] = &[
    ("凡 周岁 不满 45岁 的,积 5分", "E0210", "去掉 `岁`", "leave out `岁`"),
    ("凡 参保 早于 2017-1-1 的,积 5分", "E0103", "写成 `2017-01-01`", "write `2017-01-01`"),
    ("凡 参保 早于 2017/1/1 的,积 5分", "E0103", "写成 `2017-01-01`", "write `2017-01-01`"),
    ("凡 周岁 在 5至9 的,积 5分", "E0104", "写成 `5..9`", "write `5..9`"),
    ("凡 周岁 在 5到9 的,积 5分", "E0104", "写成 `5..9`", "write `5..9`"),
    ("凡 周岁 在 45岁以下 的,积 5分", "E0102", "写成 `岁 以下`", "write `岁 以下`"),
    ("凡 学历 为 \"硕士\" 的,积 5分", "E0302", "不加引号", "without quotes"),
    ("凡 学历 为 硕士 或 大专 的,积 5分", "E0301", "在 (甲, 乙)", "in (a, b)"),
    ("凡 持证 为 true 的,积 5分", "E0201", "写成 `是`", "write `yes`"),
    ("凡 持证 的,积 五分", "E0201", "写成 `5分`", "write `5 points`"),
    ("凡 持证 的,积 5 pts", "E0210", "写成 `分`", "write `points`"),
    ("凡 持证 者,积 5分", "E0103", "写成 `的,`", "write `,`"),
    ("按 学历 { 大专 积 5分; 其他 积 1分 }", "E0201", "写成 `其余`", "write `otherwise`"),
    ("by 参保 to 申请日期, for each full year award 2 points", "E0201", "写成 `1年`", "write `1 year`"),
    ("最高30分; 上限 20分; 积 5分", "E0103", "写成 `最高`", "write `at most`"),
    ("(1) 凡 持证 的,积 5分; (2) 凡 周岁 18 以上 的,积 5分", "E0117", "写成 `在 18`", "write `in 18`"),
];

#[test]
fn each_line_is_told_once_and_answered() {
    for (i, (line, code, zh, en)) in LINES.iter().enumerate() {
        let rules = format!("{DATA}指标 甲 依据 \"一\" {{\n  {line}\n}}\n总分 总 (total) 合计 依据 \"二\" {{ 甲 }}\n");
        let desk = Desk::fragment(&format!("line-{i}"), &rules);
        assert_eq!(desk.codes("E"), [*code], "{line}");
        for (lang, answer) in [("zh", zh), ("en", en)] {
            let ran = desk.run(&["check", "--lang", lang, "policy"]);
            assert!(ran.code == 1 && ran.out.contains(answer), "{line}: {}", ran.out);
        }
    }
}

#[test]
fn one_mistake_is_one_error() {
    let cases: &[(&str, &[&str])] = &[
        // An indicator that gives no number, beside one that gives points
        (
            "指标 甲 依据 \"一\" { 凡 持证 的,为 是 }\n指标 乙 依据 \"一\" { 积 5分 }\n总分 总 合计 { 乙; 甲 }\n",
            &["E0431"],
        ),
        // A group whose only member nobody declared
        ("总分 总 合计 { 组 丙 合计 { 甲 } }\n", &["E0201"]),
        ("总分 总 合计 { }\n", &["E0433"]),
        ("结论 { 凡 持证 的,甲 (a) }\n结论 { 凡 持证 的,乙 (b) }\n", &["E0417"]),
        ("结论 { 凡 持证 的,甲 (a); 其余,乙 (a) }\n", &["E0203"]),
        ("结论 { 凡 持证 的,甲 (a); 凡 周岁 超过 18 的,甲 (a); 其余,乙 (b) }\n", &[]),
    ];
    for (i, (rules, expected)) in cases.iter().enumerate() {
        assert_eq!(errors(&format!("once-{i}"), rules), *expected, "{rules}");
    }
    let sum = format!("结果 甲 : 整数 = 1{}\n", " + 1".repeat(100_000));
    assert_eq!(errors("once-sum", &sum), ["E0112"]);
}

#[test]
fn what_nobody_reads_is_found() {
    let read = "结果 甲 (a) : 整数 = 计数(处罚 其中 日期 晚于 2018-01-01)\n结果 乙 (b) : 整数 = 周岁\n\
        结果 丙 (c) : 是否 = 持证 且 参保 早于 2018-01-01\n结果 丁 (d) : 是否 = 学历 为 硕士\n";
    let found = Desk::fragment("unread", &format!("{DATA}{read}")).check();
    let found: Vec<(&str, &str)> = found.iter().map(|(code, _, text)| (code.as_str(), text.as_str())).collect();
    assert_eq!(found, [("W0602", "金额")]);
    let all = read.replace("晚于 2018-01-01", "晚于 日期 且 金额 超过 1元");
    let found = Desk::fragment("itself", &format!("{DATA}{all}")).check();
    let found: Vec<(&str, &str)> = found.iter().map(|(code, _, text)| (code.as_str(), text.as_str())).collect();
    assert_eq!(found, [("W0608", "日期 晚于 日期")]);
}
