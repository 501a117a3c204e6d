//! Stored facts under another version's keys.

use jifen_tests::command::{jifen, root};
use jifen_tests::spec::Scratch;
use std::fs;

const OLD: &str = "政策 示例 (example) 版本 1 {\n  施行 2018-01-01\n  申请日 申请日期\n}\n\n选项 级别 (kind) {\n  高 (high)\n  低 (low)\n}\n\n记录 缴费 (payment) {\n  月份 (month) : 月\n  数额 (sum) : 金额\n}\n\n事实 {\n  申请日期 (day) : 日期\n  级 (level) : 级别\n  各次 (payments) : 缴费 列表\n  旧事 (old) : 整数\n}\n\n指标 指 (i) {\n  凡 级 为 高 且 旧事 不少于 1 且 计数(各次) 不少于 1 的,积 1分\n}\n\n总分 总 (total) 合计 { 指 }\n";

fn new() -> String {
    let renamed =
        OLD.replace("版本 1", "版本 2").replace("2018-01-01", "2020-01-01\n  废止 1").replace("(high)", "(top)");
    renamed
        .replace("(level)", "(grade)")
        .replace("(sum)", "(amount)")
        .replace("旧事 (old) : 整数", "新事 (young) : 整数")
        .replace("旧事", "新事")
}

fn migrated(facts: &str) -> (i32, String, String) {
    let scratch = Scratch::new(&format!("migrate-{}", facts.len())).expect("a folder");
    fs::create_dir(scratch.path().join("p")).expect("a folder");
    fs::write(scratch.path().join("p/1.rules"), OLD).expect("written");
    fs::write(scratch.path().join("p/2.rules"), new()).expect("written");
    fs::write(scratch.path().join("facts.json"), facts).expect("written");
    let ran = jifen(scratch.path(), &["migrate", "p", "facts.json", "--from", "1", "--to", "2", "--lang", "en"], "");
    (ran.code, ran.out, ran.err)
}

#[test]
fn keys_and_values_are_rewritten_and_nothing_else() {
    let facts = "{\n  \"payments\" : [ {\"sum\": 12993.0100000000000000001, \"month\":\"2016-04\"},{} ],\n\t\"level\": \"high\", \"old\": 1e2,\n  \"day\": \"2020-05-05\"  }\n\n";
    let (code, out, err) = migrated(facts);
    let expected = facts.replace("\"sum\"", "\"amount\"").replace("\"level\": \"high\"", "\"grade\": \"top\"");
    assert_eq!((code, out.as_str()), (1, expected.as_str()), "{err}");
    assert!(err.contains("facts.json: `old` has no place in version 2, and is left as it is: 1e2"), "{err}");
    assert!(err.contains("asked anew, and unknown until it is given: young"), "{err}");
    let lines = "{\"level\":\"low\"}\n\n{\"level\":\"高\",\"payments\":[]}\n";
    let (code, out, err) = migrated(lines);
    assert_eq!((code, out.as_str()), (0, "{\"grade\":\"low\"}\n\n{\"grade\":\"top\",\"payments\":[]}\n"), "{err}");
}

#[test]
fn what_is_not_mechanical_is_said_with_its_place() {
    let (code, out, err) = migrated("[{\"level\":\"none\"},\n {\"level\":\"low\",\"grade\":\"low\"}]");
    assert_eq!(code, 1);
    assert_eq!(out, "[{\"grade\":\"none\"},\n {\"level\":\"low\",\"grade\":\"low\"}]");
    assert!(err.contains("[0]:1:11") && err.contains("`grade`"), "{err}");
    assert!(err.contains("`[1].level` should become `grade`"), "{err}");
    let (code, out, err) = migrated("{\"level\":\"low\"}\n{\"level\":\n{\"level\":\"high\"}\n");
    assert_eq!(out, "{\"grade\":\"low\"}\n{\"level\":\n{\"grade\":\"top\"}\n");
    assert!(code == 2 && err.contains("line 2"), "{err}");
}

const GIFTS: &str = "policy blood (blood) version 1 {\n  in force 2010-01-01\n  filing date d\n}\n\nchoice grade {\n  one\n  two\n}\n\nrecord gift {\n  amount : integer 0..1000\n  level : grade\n}\n\nfacts {\n  d : date\n  times : integer 0..99\n  seen : integer 0..99\n  rank : grade\n  gifts : gift list\n}\n\ndefine often(n : integer) = n no less than 5\n\nindicator a per \"1\" {\n  (1) when often(times) and rank is one, award 5 points\n  (2) when not often(times) and seen over 3, award 4 points\n}\n\nindicator b per \"2\" {\n  by gifts where amount no less than 400 and level is one, for each entry award 1 point\n}\n\ntotal t sum per \"3\" {\n  group g sum { a; b }\n}\n\noutcomes {\n  when t no less than 5 points, good\n  otherwise, plain\n}\n";

/// Renames what it can, twice; the fact's old key comes back for another one.
const CHAIN: [&str; 2] = [
    "修正 blood 版本 2 基于 1 {\n  施行 2012-01-01\n}\n\n将 事实 times 改称 次数 (count)\n将 事实 seen 改称 times (times)\n将 选项 grade.one 改称 甲 (first)\n将 选项 grade 改称 等级 (tier)\n将 记录 gift.amount 改称 量 (ml)\n将 记录 gift 改称 捐献 (present)\n将 定义 often 改称 经常\n将 指标 a 改称 次数分 (points)\n将 组 g 改称 基本 (basic)\n将 结论(plain) 改称 一般 (ordinary)\n",
    "amendment blood version 3 based on 2 {\n  in force 2014-01-01\n}\n\nrename facts 次数 as donations (donations)\nrename choice 等级.甲 as 上 (top)\nrename record 捐献.量 as volume (volume)\nchange indicator b into indicator big per \"2\" {\n  by gifts where volume no less than 300 and level is 上, for each entry award 9 points\n}\nchange group 基本 into { 次数分; big }\n",
];

fn gifts(name: &str, facts: &str) -> Scratch {
    let scratch = Scratch::new(name).expect("a folder");
    fs::create_dir(scratch.path().join("p")).expect("a folder");
    fs::write(scratch.path().join("p/1.rules"), GIFTS).expect("written");
    for (number, text) in (2..).zip(CHAIN) {
        fs::write(scratch.path().join(format!("p/{number}.rules")), text).expect("written");
    }
    fs::write(scratch.path().join("f.json"), facts).expect("written");
    scratch
}

#[test]
fn a_rename_that_an_amendment_states_is_believed_through_a_chain_and_back() {
    let first =
        r#"{"d": "2015-01-01", "times": 7, "seen": 2, "rank": "one", "gifts": [{"amount": 500, "level": "one"}]}"#;
    let third =
        r#"{"d": "2015-01-01", "donations": 7, "times": 2, "rank": "top", "gifts": [{"volume": 500, "level": "top"}]}"#;
    let scratch = gifts("migrate-chain", first);
    let run = |args: &[&str]| jifen(scratch.path(), args, "");
    let there = run(&["migrate", "p", "f.json", "--from", "1", "--to", "3"]);
    assert_eq!((there.code, there.out.as_str()), (0, third), "{}", there.err);
    fs::write(scratch.path().join("g.json"), third).expect("written");
    let back = run(&["migrate", "p", "g.json", "--from", "3", "--to", "1"]);
    assert_eq!((back.code, back.out.as_str()), (0, first), "{}", back.err);
    for (a, b) in [("1", "2"), ("1", "3"), ("3", "1"), ("2", "3"), ("3", "2")] {
        let found = run(&["diff", "p", a, b, "--json"]);
        let found: serde_json::Value = serde_json::from_str(&found.out).expect("JSON");
        let alone = |t: &&serde_json::Value| t["status"] != "changed";
        let things = found["things"].as_array().expect("things");
        assert_eq!(things.iter().filter(alone).count(), 0, "{a} → {b}: {found:#}");
        let asked = found["schema"].as_array().expect("schema");
        assert!(asked.iter().all(|c| c["kind"] == "renamed") && asked.len() >= 2, "{a} → {b}: {asked:#?}");
    }
}

#[test]
fn a_rename_that_no_amendment_states_is_not_guessed() {
    let facts = r#"{"d": "2015-01-01", "times": 7, "seen": 2, "rank": "one", "gifts": []}"#;
    let scratch = gifts("migrate-full", facts);
    let full = GIFTS.replace("version 1", "version 4").replace("2010-01-01", "2016-01-01\n  repeals 3");
    fs::write(scratch.path().join("p/4.rules"), full.replace("times", "visits")).expect("written");
    let run = |args: &[&str]| jifen(scratch.path(), args, "");
    let ran = run(&["migrate", "p", "f.json", "--from", "1", "--to", "4", "--lang", "zh"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, facts));
    assert!(ran.err.contains("f.json: `times` 在版本 4 中没有去处,未改写:7"), "{}", ran.err);
}

#[test]
fn there_and_back_is_the_same_text() {
    let file = root().join("examples/reform/applicants.ndjson");
    let facts = fs::read_to_string(&file).expect("applicants");
    let there = jifen(
        &root(),
        &["migrate", "examples/reform", "examples/reform/applicants.ndjson", "--from", "2024", "--to", "2026"],
        "",
    );
    assert_ne!(there.out, facts);
    let back = jifen(&root(), &["migrate", "examples/reform", "-", "--from", "2026", "--to", "2024"], &there.out);
    assert_eq!(back.out, facts);
}
