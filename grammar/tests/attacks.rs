//! Texts made to cost time, memory or stack: each is answered on a small stack, and is so large that work growing with
//! the square of its length would not end.

mod common;

use common::SHANGHAI_ZH;
use jifen_grammar::error::SyntaxErrorKind as E;
use jifen_grammar::limits::MAX_ERRORS;
use jifen_grammar::tree::{File, Kind};
use jifen_grammar::{format_checked, parse, parse_bytes};

/// Parses on a stack of 2 MB.
fn answered(text: String) -> File {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || parse(0, &text)).expect("a thread");
    thread.join().expect("no panic")
}

fn kinds(file: &File) -> Vec<&E> {
    file.errors.iter().map(|e| &e.kind).collect()
}

#[test]
fn nesting() {
    for text in [
        format!("定义 甲 (jia) = {}1{}\n", "(".repeat(100_000), ")".repeat(100_000)),
        format!("指标 甲 (jia) {}\n", "{".repeat(100_000)),
        format!("指标 甲 (jia) {{\n  凡 {}\n}}\n", "{(".repeat(100_000)),
    ] {
        let file = answered(text);
        assert_eq!(kinds(&file), [&E::TooDeep]);
        assert_eq!(file.declarations[0].name().map(|n| &*n.text), Some("甲"));
        assert_eq!(file.declarations[0].key().map(|n| &*n.text), Some("jia"));
    }
}

#[test]
fn the_deepest_that_is_allowed_needs_little_stack() {
    let nested = |open: &str, inner: &str, close: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    let file = answered(format!("定义 甲 = {}\n", nested("(", "1", ")", 64)));
    assert!(file.errors.is_empty(), "{:?}", file.errors);
    let file = answered(format!("定义 甲 = {}\n", nested("丙 在 (-甲(", "1", "))", 32)));
    assert!(file.errors.is_empty(), "{:?}", file.errors);
    let groups = nested("组 甲 合计 {\n", "乙\n", "}\n", 63);
    let file = answered(format!("总分 甲 合计 {{\n{groups}}}\n"));
    assert!(file.errors.is_empty(), "{:?}", file.errors);
}

#[test]
fn what_could_be_read_twice_at_each_level() {
    let of = |open: &str, inner: &str, close: &str| {
        let times = 64 / open.matches(['(', '{']).count() - 2;
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    for inner in ["乙", "乙 !", ""] {
        for (open, close) in [
            ("甲 在 (", ")"),
            ("甲 在 ((", "))"),
            ("甲 在 (乙,", ")"),
            ("甲(", ")"),
            ("甲(乙,", ")"),
            ("不 (甲 在 ", ")"),
            ("计数(甲 其中 乙 在 (", "))"),
        ] {
            answered(format!("定义 甲 = {}\n", of(open, inner, close)));
            answered(format!("指标 甲 {{\n  按 {} {{\n  }}\n}}\n", of(open, inner, close)));
            answered(format!("指标 甲 {{\n  按 乙 {{\n {} 积 1分\n  }}\n}}\n", of(open, inner, close)));
        }
        answered(format!("指标 甲 {{\n{}}}\n", of("按 乙 {\n", inner, "} !\n")));
        answered(format!("总分 甲 合计 {{\n{}}}\n", of("组 乙 合计 {\n", inner, "} !\n")));
        answered(format!("参数 甲 {{\n{}}}\n", of("自 2016-01 {\n", inner, "} !\n")));
        answered(format!("指标 甲 {{\n!{}}}\n", of("{", inner, "}")));
    }
}

#[test]
fn piled_up_operators() {
    for text in [
        format!("定义 甲 = {}1\n", "-".repeat(100_000)),
        format!("定义 甲 = {}1\n", "不 ".repeat(100_000)),
        format!("指标 甲 {{\n  积 {}1\n  最高 5分\n}}\n", "-".repeat(100_000)),
        format!("定义 甲 = 1{}\n", " + 1".repeat(20_000)),
        format!("指标 甲 {{\n  积 1{}\n}}\n", " + 1".repeat(20_000)),
    ] {
        let file = answered(text);
        assert_eq!(kinds(&file), [&E::TooLongExpression]);
        assert_eq!(file.declarations[0].name().map(|n| &*n.text), Some("甲"));
    }
}

#[test]
fn long_tokens() {
    for text in [
        format!("指标 {} {{\n}}\n", "年".repeat(350_000)),
        format!("指标 {} {{\n}}\n", "a".repeat(1_000_000)),
        format!("指标 甲 (a{}) {{\n}}\n", "-b".repeat(500_000)),
        format!("指标 甲 \"{}\" {{\n}}\n", "年".repeat(350_000)),
        format!("指标 甲 {{\n  积 {}\n}}\n", "9".repeat(1_000_000)),
    ] {
        assert_eq!(kinds(&answered(text)), [&E::TooLongToken]);
    }
}

#[test]
fn large_files() {
    let text = "指标 甲 {\n".repeat(50_000_000 / 13);
    let size = text.len();
    let file = parse(0, &text);
    let (kept, same) = parse_bytes(0, text.as_bytes());
    assert!(kept.is_empty() && file.declarations.is_empty() && same.declarations.is_empty(), "nothing of it is read");
    assert_eq!(kinds(&file), [&E::TooLarge { size }]);
    assert_eq!(kinds(&same), [&E::TooLarge { size }]);
}

#[test]
fn monotony() {
    let full = |line: &str| line.repeat(1_000_000 / line.len());
    for line in
        ["!", ";", "\n", "#\n", " ", "(", ")", "}", "\"", "\u{202E}", "\0", "a", "\\", "“\\", "“a\"", "\"a”", "\r"]
    {
        answered(full(line));
        answered(format!("指标 甲 {{{}", full(line)));
    }
}

#[test]
fn errors_are_counted() {
    for clause in ["a\n", "“a\n", "积 1-\n", "(\n}\n指标 甲 {\n", "公布 2017-13-01\n"] {
        let file = answered(format!("指标 甲 {{\n{}", clause.repeat(2_000)));
        assert!(file.errors.len() <= MAX_ERRORS);
    }
}

#[test]
fn a_long_file_without_mistakes() {
    let many = SHANGHAI_ZH.repeat(20);
    let file = answered(many.clone());
    assert!(file.errors.is_empty());
    assert!(file.declarations.iter().filter(|d| d.kind == Kind::indicator).count() >= 100);
    assert!(format_checked(&file, &many, None).is_ok());
}

#[test]
fn a_clause_without_bound_is_not_read() {
    for clause in [
        format!("凡 甲 在 ({}) 的,积 5分", vec!["1"; 2_000_000].join(", ")),
        format!("积 1{}", " + 1".repeat(1_500_000)),
        format!("凡 甲{} 的,积 5分", "\n    且 甲".repeat(500_000)),
        format!("凡 甲 在 ({}) 的,积 5分", vec!["1"; 20_000].join(",\n")),
    ] {
        let file = parse(0, &format!("指标 甲 (jia) {{\n  {clause}\n}}\n定义 乙 = 1\n"));
        let kinds: Vec<&E> = file.errors.iter().map(|e| &e.kind).collect();
        assert_eq!(kinds, [&E::TooLongExpression]);
        assert_eq!(file.declarations[1].kind, Kind::define);
    }
}
