//! The steps to an outcome, and the language of everything that is said.

use super::{Desk, says};
use jifen_tests::command::{Ran, jifen};
use std::fs;

#[test]
fn a_value_is_named_once_on_the_way_to_an_outcome() {
    let rules = r#"
事实 {
  天数 (days) : 整数 0..366
}

结论 {
  凡 天数 不少于 183 的,居民 (resident)
  凡 天数 不超过 30 的,非居民 (not_resident)
  其余,待定 (open)
}
"#;
    let zh = Desk::new("once", rules, r#"{"days": 90}"#).text("zh");
    says(&zh, &["✗ 天数 不少于 183 → 居民", "天数 = 90", "✗ 天数 不超过 30 → 非居民", "✓ 其余 → 待定"]);
    assert_eq!(zh.iter().filter(|l| *l == "天数 = 90").count(), 1);
}

const RULES: &str = "事实 {\n  天数 (days) : 整数 0..366\n}\n\n结果 日数 (counted) : 整数 = 天数\n";

fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Words in Latin letters that are no path, option, key, code or format.
fn latin_words(line: &str) -> Vec<String> {
    let line = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let words = line.split(|c: char| c.is_whitespace() || is_chinese(c) || ":,、。<>[]()“”".contains(c));
    let known = [
        "jifen", "JSON", "NDJSON", "assess", "check", "fmt", "schema", "explain", "Schema", "zh", "en", "diff",
        "migrate", "versions", "show", "derive", "test", "cases", "CSV", "JUnit", "XML",
    ];
    let plain = |w: &&str| 1 < w.len() && w.chars().all(|c| c.is_ascii_alphabetic()) && !known.contains(w);
    words.filter(plain).map(str::to_owned).collect()
}

/// What goes wrong before an applicant is assessed is said in either language, and in no other.
#[test]
fn refusals_in_either_language() {
    let desk = Desk::new("refusals", RULES, r#"{"days": 90}"#);
    let folder = desk.0.path();
    fs::create_dir_all(folder.join("several/a")).expect("a folder");
    fs::create_dir_all(folder.join("several/b")).expect("a folder");
    fs::create_dir_all(folder.join("empty")).expect("a folder");
    let policy = fs::read_to_string(folder.join("policy/1.rules")).expect("a policy");
    fs::write(folder.join("several/a/1.rules"), &policy).expect("written");
    fs::write(folder.join("several/b/1.rules"), policy.replace("(example)", "(other)")).expect("written");
    fs::write(folder.join("early.json"), r#"{"application_date": "1999-06-15"}"#).expect("written");
    let refused: &[&[&str]] = &[
        &["assess", "several", "facts.json"],
        &["assess", "nowhere", "facts.json"],
        &["assess", "empty", "facts.json"],
        &["assess", "policy", "nowhere.json"],
        &["assess", "policy", "empty"],
        &["assess", "policy", "early.json"],
        &["assess", "policy", "facts.json", "--version", "7"],
        &["assess", "policy", "facts.json", "--on", "1999-01-01"],
        &["assess", "policy", "facts.json", "--on", "yesterday"],
        &["assess", "policy", "facts.json", "--on", "2018-01-01", "--version", "1"],
        &["assess", "policy"],
        &["assess", "policy", "facts.json", "--bogus"],
        &["schema", "several"],
        &["versions", "several"],
        &["show", "several"],
        &["show", "policy", "--version", "7"],
        &["diff", "several", "1", "2"],
        &["diff", "policy", "1", "7"],
        &["migrate", "several", "facts.json", "--from", "1", "--to", "2"],
        &["migrate", "policy", "facts.json", "--from", "1", "--to", "7"],
        &["schema", "policy", "--version", "7"],
        &["check", "nowhere"],
        &["explain", "E9999"],
        &["nonsense"],
    ];
    for args in refused {
        let run = |lang: &str| -> Ran { jifen(folder, &[*args, &["--lang", lang]].concat(), "") };
        let (zh, en) = (run("zh"), run("en"));
        assert_eq!((zh.code, en.code), (2, 2), "{args:?}: {zh:?} {en:?}");
        assert!(zh.err.contains(is_chinese), "{args:?}: {}", zh.err);
        assert!(!en.err.contains(is_chinese), "{args:?}: {}", en.err);
        let left: Vec<String> = zh.err.lines().flat_map(latin_words).collect();
        let left: Vec<&String> = left.iter().filter(|w| !args.iter().any(|a| a.contains(w.as_str()))).collect();
        let keys = ["example", "other"];
        assert!(left.iter().all(|w| keys.contains(&w.as_str())), "{args:?}: {left:?} in {}", zh.err);
    }
}

/// Without `--lang`, what is said of Chinese files is Chinese.
#[test]
fn chinese_files_are_answered_in_chinese() {
    let desk = Desk::new("chinese", RULES, r#"{"days": 90}"#);
    let folder = desk.0.path();
    let policy = fs::read_to_string(folder.join("policy/1.rules")).expect("a policy");
    fs::write(folder.join("policy/1.rules"), policy.replace("整数 = 天数", "整数  =  天数")).expect("written");
    let ran = jifen(folder, &["fmt", "--check", "policy"], "");
    assert!(ran.code == 1 && ran.out.contains("格式待整理"), "{ran:?}");
    fs::write(folder.join("two.ndjson"), "{\"application_date\": \"2018-06-15\"}\n".repeat(2)).expect("written");
    let ran = jifen(folder, &["assess", "policy", "two.ndjson"], "");
    assert!(ran.out.contains("two.ndjson 第2行") && !ran.out.contains("line"), "{}", ran.out);
    let ran = jifen(folder, &["assess", "--json", "policy", "two.ndjson"], "");
    assert!(ran.out.contains("two.ndjson line 2"), "{}", ran.out);
}

#[test]
fn help_in_chinese() {
    let desk = Desk::new("help", RULES, "{}");
    let help = jifen(desk.0.path(), &["--help"], "").out;
    let commands: Vec<&str> = help.lines().filter_map(|l| l.strip_prefix("  ")?.split_whitespace().next()).collect();
    let commands: Vec<&str> = commands.into_iter().filter(|c| !c.starts_with('-') && *c != "help").collect();
    assert!(commands.contains(&"assess") && commands.contains(&"explain"), "{commands:?}");
    let mut all: Vec<Vec<&str>> = commands.iter().map(|c| vec![*c, "--help"]).collect();
    all.extend([vec!["--help"], vec!["help", "assess"]]);
    for args in all {
        let ran = jifen(desk.0.path(), &[args.as_slice(), &["--lang", "zh"]].concat(), "");
        assert!(ran.code == 0 && ran.out.contains("用法:"), "{args:?}: {ran:?}");
        let left: Vec<String> = ran.out.lines().flat_map(latin_words).collect();
        assert!(left.is_empty(), "{args:?}: {left:?} in {}", ran.out);
    }
}
