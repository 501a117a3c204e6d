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
    assert_eq!((code, out.as_str()), (0, expected.as_str()), "{err}");
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
