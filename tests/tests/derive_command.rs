//! `jifen derive` as a command: what it prints, and what it says of input that is no two versions of one policy.

use jifen_tests::command::{Ran, jifen};
use jifen_tests::spec::Scratch;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

const OLD: &str = "\
政策 示例 (example) 版本 1 \"示例办法\" {
  施行 2000-01-01
  申请日 申请日期
}

事实 {
  申请日期 (application_date) : 日期
  学历 : 等级
}

选项 等级 {
  本科
  硕士
}

指标 教育 (education) 依据 \"第一条\" {
  最高 100分
  按 学历 {
    本科 积 50分
    硕士 积 80分
  }
}

指标 年龄 {
  (1) 凡 学历 为 本科 的,积 5分
  (2) 凡 学历 为 硕士 的,积 6分
}

总分 总积分 合计 { 教育; 年龄 }
";

/// Derives between two texts, each in a folder of its own.
fn derived(old: &str, new: &str) -> Ran {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let name = format!("derive-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let scratch = Scratch::new(&name).expect("a folder");
    write(scratch.path(), &[("a/1.rules", old), ("b/2.rules", new)]);
    jifen(scratch.path(), &["derive", "a/1.rules", "b/2.rules"], "")
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

/// The operations, one line each, between the old text and one with changes.
fn operations(changes: &[(&str, &str)]) -> Vec<String> {
    let mut new = OLD.replace("版本 1", "版本 2");
    for (from, to) in changes {
        assert!(new.contains(from), "{from}");
        new = new.replace(from, to);
    }
    let ran = derived(OLD, &new);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let (_, said) = ran.out.split_once("\n}\n").expect("a head");
    said.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_finest_operation() {
    assert_eq!(operations(&[]), [""; 0]);
    assert_eq!(operations(&[("最高 100分", "最高 120分")]), ["将 指标 教育 最高 由 100分 修改为 120分"]);
    assert_eq!(operations(&[("硕士 积 80分", "硕士 积 90分")]), ["将 指标 教育(硕士) 由 80分 修改为 90分"]);
    assert_eq!(operations(&[("积 6分", "积 7分")]), ["将 指标 年龄(2) 由 6分 修改为 7分"]);
    assert_eq!(operations(&[("(2)", "(3)")]), ["将 指标 年龄(2) 改称 (3)"]);
    assert_eq!(operations(&[("年龄", "岁数")]), ["将 指标 年龄 改称 岁数"]);
    assert_eq!(operations(&[("(education)", "(degree)")]), ["将 指标 教育 改称 教育 (degree)"]);
    assert_eq!(operations(&[("第一条", "第二条")]), ["将 指标 教育 依据 由 \"第一条\" 修改为 \"第二条\""]);
    assert_eq!(operations(&[("教育; 年龄", "年龄; 教育")]), ["将 总分 总积分.年龄 移至 总分 总积分.教育 之前"]);
    let row = ("    硕士 积 80分\n", "    硕士 积 80分\n    其余 积 0分\n");
    assert_eq!(operations(&[row]), ["在 指标 教育(硕士) 之后 增加 其余 积 0分"]);
    let gone = "  (1) 凡 学历 为 本科 的,积 5分\n";
    assert_eq!(operations(&[(gone, "")]), ["删去 指标 年龄(1)"]);
    assert_eq!(
        operations(&[(gone, &format!("  # 说明\n{gone}"))]),
        ["将 指标 年龄(1) 修改为 {", "  # 说明", "  (1) 凡 学历 为 本科 的,积 5分", "}"]
    );
}

#[test]
fn a_new_indicator_comes_with_its_place() {
    let new = [
        ("指标 年龄 {", "指标 工龄 {\n  凡 学历 为 硕士 的,积 1分\n}\n\n指标 年龄 {"),
        ("教育; 年龄", "教育; 工龄; 年龄"),
    ];
    assert_eq!(operations(&new), ["在 总分 总积分.教育 之后 增加 指标 工龄 {", "  凡 学历 为 硕士 的,积 1分", "}"]);
    let back = OLD.replace("版本 1", "版本 3");
    let with = new.iter().fold(OLD.to_owned(), |text, (from, to)| text.replace(from, to));
    let ran = derived(&with, &back);
    assert!(ran.out.ends_with("}\n\n删去 指标 工龄\n"), "{}", ran.out);
}

#[test]
fn the_newer_versions_keywords() {
    let scratch = Scratch::new("derive-en").expect("a folder");
    write(
        scratch.path(),
        &[("a/1.rules", OLD), ("b/2.rules", &OLD.replace("版本 1", "版本 2").replace("积 6分", "积 7分"))],
    );
    jifen(scratch.path(), &["fmt", "--keywords", "en", "b/2.rules"], "");
    let ran = jifen(scratch.path(), &["derive", "a/1.rules", "b/2.rules"], "");
    assert!(ran.out.starts_with("amendment 示例 version 2 based on 1"), "{}", ran.out);
    assert!(ran.out.ends_with("\nchange indicator 年龄(2) from 6 points into 7 points\n"), "{}", ran.out);
    // Put beside its base, it gives the newer version's bytes.
    fs::write(scratch.path().join("a/2.rules"), &ran.out).expect("written");
    let shown = jifen(scratch.path(), &["show", "a", "--version", "2"], "");
    assert_eq!(shown.out, fs::read_to_string(scratch.path().join("b/2.rules")).expect("text"), "{}", shown.err);
}

#[test]
fn amendments_stand_for_what_they_make() {
    let scratch = Scratch::new("derive-amendments").expect("a folder");
    let second = "修正 示例 版本 2 基于 1 {\n  施行 2001-01-01\n}\n\n将 指标 教育 最高 由 100分 修改为 120分\n";
    let third = "修正 示例 版本 3 基于 2 {\n  施行 2002-01-01\n}\n\n删去 指标 教育 最高\n";
    write(scratch.path(), &[("1.rules", OLD), ("2.rules", second), ("3.rules", third)]);
    let ran = jifen(scratch.path(), &["derive", "1.rules", "3.rules"], "");
    assert!(ran.out.ends_with("\n删去 指标 教育 最高\n"), "{}{}", ran.out, ran.err);
    let ran = jifen(scratch.path(), &["derive", "3.rules", "2.rules"], "");
    assert!(ran.out.ends_with("\n在 指标 教育 中 增加 最高 120分\n"), "{}", ran.out);
}

#[test]
fn what_is_no_pair_of_versions() {
    let says = |old: &str, new: &str, code: i32, words: &str| {
        let ran = derived(old, new);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{}", ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
    };
    says(OLD, "", 1, "E0407");
    says(OLD, &OLD.replace("示例 (example)", "别的 (other)"), 2, "这是两个政策");
    says(OLD, &OLD.replace("最高 100分", "最高 100 100"), 1, "E0101");
    says(&OLD.replace("}\n", ""), OLD, 1, "E01");
    says(OLD, "修正 示例 版本 2 基于 9 {\n  施行 2001-01-01\n}\n\n删去 指标 教育\n", 1, "9");
    says(OLD, &OLD.replace(" \"示例办法\"", ""), 1, "“标题”");
    let twice = OLD.replace("总分 总积分", "指标 年龄 {\n  凡 学历 为 本科 的,积 5分\n}\n\n总分 总积分");
    says(&twice, &twice.replace("积 5分", "积 9分"), 1, "`指标 年龄` 出现两次");
    let scratch = Scratch::new("derive-folder").expect("a folder");
    write(scratch.path(), &[("a/1.rules", OLD)]);
    let ran = jifen(scratch.path(), &["derive", "a", "a/1.rules"], "");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("folder"), "{}", ran.err);
    assert_eq!(jifen(scratch.path(), &["derive", "a/1.rules", "a/9.rules"], "").code, 2);
    write(scratch.path(), &[("a/parameters.rules", "参数 甲 : 金额 {\n  自 2000-01 1元\n}\n")]);
    let ran = jifen(scratch.path(), &["derive", "a/1.rules", "a/parameters.rules"], "");
    assert!(ran.code == 2 && ran.err.contains("不是一个版本"), "{}", ran.err);
}

/// A head that isn't the first declaration is in order; that it moves, an amendment can't say.
#[test]
fn a_head_that_moves() {
    let (head, rest) = OLD.split_once("\n\n").expect("a head");
    let moved = |text: &str| text.replace("版本 1", "版本 2").replace("5分", "7分");
    let last = format!("{rest}\n{head}\n");
    let ran = derived(OLD, &moved(&last));
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.err.contains("第二个版本的开头") && !ran.err.contains("内部错误"), "{}", ran.err);
    let ran = derived(&last, &moved(OLD));
    assert!(ran.err.contains("第一个版本的开头") && !ran.err.contains("内部错误"), "{}", ran.err);
}

/// Several new indicators in one insertion stand apart, as in a file.
#[test]
fn new_indicators_in_braces_stand_apart() {
    let new = "指标 年龄 {\n  (1) 凡 学历 为 本科 的,积 5分\n  (2) 凡 学历 为 硕士 的,积 6分\n}\n\n指标 甲项 依据 \"二\" {\n  凡 学历 为 本科 的,积 1分\n}\n\n指标 乙项 依据 \"三\" {\n  凡 学历 为 本科 的,积 2分\n}\n";
    let old = "指标 年龄 {\n  (1) 凡 学历 为 本科 的,积 5分\n  (2) 凡 学历 为 硕士 的,积 6分\n}\n";
    let text = OLD
        .replace("版本 1", "版本 2")
        .replace(old, new)
        .replace("{ 教育; 年龄 }", "{ 教育; 年龄; 组 新 累加 { 甲项; 乙项 } }");
    let ran = derived(OLD, &text);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("  }\n\n  指标 乙项"), "{}", ran.out);
}

/// What is repealed and still listed is said as an instrument says it.
#[test]
fn a_repealed_rule_is_deleted_and_still_reported() {
    let rows = "  (1) 凡 学历 为 本科 的,积 5分\n  (2) 凡 学历 为 硕士 的,积 6分\n";
    let said = operations(&[(rows, "  已废止 依据 \"修正第二条\"\n")]);
    assert_eq!(said, ["删去 指标 年龄,仍列示 依据 \"修正第二条\""]);
}
