//! Commands written wrongly, and flags that don't fit.

use crate::desk::{APPLICANT, Desk, POLICY};

#[test]
fn wrong_usage() {
    let desk = Desk::new("usage").with("facts.json", APPLICANT);
    for args in [
        [].as_slice(),
        &["nonsense"],
        &["check"],
        &["check", ""],
        &["check", "policy", "--bogus"],
        &["check", "--lang", "fr", "policy"],
        &["fmt"],
        &["fmt", "--keywords", "de", "policy"],
        &["assess"],
        &["assess", "policy"],
        &["assess", "--on", "2018-02-30", "policy", "facts.json"],
        &["assess", "--on", "yesterday", "policy", "facts.json"],
        &["assess", "--on", "2018-06-15", "--version", "2018", "policy", "facts.json"],
        &["assess", "--version", "2019", "policy", "facts.json"],
        &["assess", "--version", "", "policy", "facts.json"],
        &["schema"],
        &["schema", "--version", "2019", "policy"],
        &["explain", "E9999"],
        &["explain", "nonsense"],
    ] {
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {ran:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
    }
    for args in [["--help"].as_slice(), &["--version"], &["help", "assess"], &["assess", "--help"]] {
        let ran = desk.run(args);
        assert!(ran.code == 0 && !ran.out.is_empty() && ran.err.is_empty(), "{args:?}");
    }
}

#[test]
fn an_unknown_version_lists_the_versions() {
    let desk = Desk::new("unknown-version").with("facts.json", APPLICANT);
    for args in
        [["assess", "--version", "2019", "policy", "facts.json"].as_slice(), &["schema", "--version", "2019", "policy"]]
    {
        let ran = desk.run(args);
        assert!(ran.code == 2 && ran.err.contains("2019") && ran.err.contains("2018"), "{ran:?}");
    }
}

#[test]
fn what_can_not_be_assessed_has_a_code() {
    let desk = Desk::new("codes-of-facts").with("facts.json", APPLICANT);
    for (args, code) in [
        (["assess", "policy", "facts.json", "--on=1999-01-01"], "F0127"),
        (["assess", "policy", "facts.json", "--version=2019"], "F0128"),
        (["assess", "policy", "nowhere.json", "--lang=zh"], "F0129"),
        (["assess", "policy", "policy", "--lang=en"], "F0129"),
    ] {
        let ran = desk.run(&args);
        assert!(ran.code == 2 && ran.err.contains(&format!("[{code}]")), "{args:?}: {ran:?}");
    }
}

#[test]
fn facts_from_standard_input() {
    let desk = Desk::new("stdin-facts");
    let ran = desk.run_with(&["assess", "--json", "policy", "-"], APPLICANT);
    assert!(ran.code == 0 && ran.out.contains("\"total\":112"), "{ran:?}");
    let ran = desk.run_with(&["assess", "--json", "policy", "-"], &format!("{APPLICANT}\n{APPLICANT}\n"));
    assert_eq!((ran.code, ran.out.lines().count()), (0, 2));
    let ran = desk.run_with(&["assess", "--json", "policy", "-"], "");
    assert!(ran.code == 2 && ran.err.contains("[F0102]"), "{ran:?}");
    let ran = desk.run_with(&["assess", "policy", "-"], "{\"education\": \"mastr\"}");
    assert!(ran.code == 2 && ran.err.contains("[F0122]"), "{ran:?}");
}

#[test]
fn files_of_another_kind() {
    let desk = Desk::new("kinds").with("facts.json", APPLICANT);
    let ran = desk.run(&["check", "facts.json"]);
    assert!(ran.code == 1 && ran.out.contains("E0108"), "{ran:?}");
    let ran = desk.run(&["assess", "facts.json", "policy/2018.rules"]);
    assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains("the policy comes first"), "{ran:?}");
    let ran = desk.run(&["assess", "policy", "policy/2018.rules"]);
    assert!(ran.code == 2 && ran.err.contains("policy/2018.rules"), "{ran:?}");
    let ran = desk.run(&["fmt", "facts.json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(desk.text("facts.json"), APPLICANT);
}

#[test]
fn keys_in_chinese() {
    let keyless: String = POLICY
        .lines()
        .map(|l| match (l.find(" ("), l.find(") :")) {
            (Some(open), Some(close)) if open < close => format!("{}{}\n", &l[..open], &l[close + 1..]),
            _ => format!("{l}\n"),
        })
        .collect();
    let desk = Desk::empty("chinese").with("policy/2018.rules", keyless);
    assert_eq!(desk.codes(""), [String::new(); 0]);
    let (exit, lines, err) = desk.assess(r#"{"申请日期": "2018-06-15", "出生日期": "1990-03-01", "最高学历": "硕士", "持证": true, "子女": 1, "缴费": [{"月份": "2018-03", "基数": 6504}], "结婚日期": null}"#);
    assert_eq!((exit, &lines[0]["total"]), (0, &112.into()), "{err}");
    let (exit, _, err) = desk.assess(r#"{"最高学力": "硕士", "缴费": [{"月份": "2018-03", "基数": "多"}]}"#);
    assert!(exit == 2 && err.contains("`最高学历`") && err.contains("`缴费[0].基数`"), "{err}");
}

#[test]
fn both_languages() {
    let desk = Desk::empty("languages").with("policy/2018.rules", POLICY.replace("硕士 积 100分", "硕士 积 100"));
    let zh = desk.run(&["check", "policy"]);
    let en = desk.run(&["check", "--lang", "en", "policy"]);
    assert!(zh.out.contains("错误[E0301]") && zh.out.contains("1 个错误"), "{}", zh.out);
    assert!(en.out.contains("error[E0301]") && en.out.contains("1 error"), "{}", en.out);
}

#[test]
fn a_folder_of_policies() {
    let other = POLICY.replace("居住积分 (residence)", "另一个 (other)").replace("(education)", "(schooling)");
    let desk = Desk::empty("several").with("all/a/2018.rules", POLICY).with("all/b/2018.rules", other);
    let desk = desk.with("facts.json", APPLICANT).with("unclear.json", "{\"children\": 1}");
    let ran = desk.run(&["assess", "--json", "all", "facts.json", "missing.json", "unclear.json"]);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!((ran.code, lines.len()), (2, 3), "{ran:?}");
    assert_eq!((&lines[0]["policy"], &lines[0]["total"]), (&"residence".into(), &112.into()));
    assert_eq!(lines[2]["errors"][0]["code"], "F0130");
    assert!(lines[2]["policy"].is_null() && ran.err.contains("all/a/2018.rules"), "{ran:?}");
    let ran = desk.run(&["schema", "all"]);
    assert!(ran.code == 2 && ran.err.contains("all/a/2018.rules") && ran.err.contains("all/b/2018.rules"), "{ran:?}");
    let desk = desk.with("all/a/2018.rules", POLICY.replace("硕士 积 100分", "硕士 积 100"));
    let ran = desk.run(&["assess", "--json", "all", "facts.json", "facts.json"]);
    assert_eq!((ran.code, ran.err.matches("E0301").count(), ran.out.lines().count()), (1, 1, 2), "{ran:?}");
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert!(lines.iter().all(|l| l["errors"][0]["code"] == "F0131"), "{ran:?}");
}

#[test]
fn what_stands_for_a_policy() {
    let desk = Desk::new("stands-for").with("policy/parameters.rules", "参数 线 (line) : 积分 { 自 2018-01 100分 }\n");
    let desk = desk.with("facts.json", APPLICANT).with("notes/readme.txt", "");
    for policy in ["policy", "policy/2018.rules", "policy/parameters.rules", "."] {
        let ran = desk.run(&["assess", "--json", policy, "facts.json"]);
        assert!(ran.code == 0 && ran.out.contains("\"total\":112"), "{policy}: {ran:?}");
    }
    for (policy, words) in [("nowhere", "there is no file or folder nowhere"), ("notes", "no .rules file in notes")] {
        let ran = desk.run(&["assess", policy, "facts.json"]);
        assert!(ran.code == 2 && ran.err.contains(words), "{policy}: {ran:?}");
    }
}

#[test]
fn help_and_usage_in_chinese() {
    let desk = Desk::new("chinese-usage").with("facts.json", APPLICANT);
    for (args, words) in [
        (["check", "--help", "--lang", "zh"].as_slice(), "用法: jifen check"),
        (&["assess", "--lang", "zh", "policy"], "缺少 <事实>"),
        (&["assess", "--lang=zh", "policy", "facts.json", "--on", "2018-02-30"], "日期写作 2018-06-30"),
        (&["schema", "--lang", "zh", "policy", "--bogus"], "没有 `--bogus` 这个参数"),
    ] {
        let ran = desk.run(args);
        assert!(format!("{}{}", ran.out, ran.err).contains(words), "{args:?}: {ran:?}");
        assert_eq!(ran.code, if args.contains(&"--help") { 0 } else { 2 });
    }
    let ran = desk.run(&["assess", "policy", "facts.json", "--on", "2018-02-30"]);
    assert!(ran.err.contains("a day is written like 2018-06-30"), "{ran:?}");
}
