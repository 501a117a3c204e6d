//! Drafters' mistakes and what they are told.

mod common;

use common::{errors, of_kind};
use jifen_grammar::error::SyntaxErrorKind as E;
use jifen_grammar::parse;
use jifen_grammar::tree::Kind;

/// A message in short, English for the words.
fn told(kind: &E) -> String {
    match kind {
        E::Expected { en, found, .. } => format!("expected {}, found `{found}`", en.join(", ")),
        E::WriteInstead { found, zh, en } => format!("`{found}`: write `{zh}`, `{en}`"),
        E::GluedKeyword { keyword, .. } => format!("space beside `{keyword}`"),
        E::Missing { en, before, .. } => format!("`{en}` in front of `{before}`"),
        E::DashRange { instead } => format!("write `{instead}`"),
        E::NotADeclaration { near } => format!("no declaration, near {near:?}"),
        E::NoSuchDate { written } => format!("no date `{written}`"),
        other => format!("{other:?}"),
    }
}

fn all_told(text: &str) -> Vec<(String, String)> {
    errors(text).into_iter().map(|(at, kind)| (at, told(&kind))).collect()
}

/// A clause of an indicator, the place shown, and the message.
const CLAUSES: &[(&str, &str, &str)] = &[
    ("凡 周岁 在 的,积 5分", "的", "expected a value or range, `last`, found `的`"),
    ("凡 周岁 在 56..60 的 积 5分", "积", "`,` in front of `积`"),
    ("凡 周岁 在 56-60 的,积 5分", "56-60", "write `56..60`"),
    ("凡 周岁 在 56~60 的,积 5分", "56~60", "write `56..60`"),
    ("凡 周岁 在 56 至 60 的,积 5分", "56 至 60", "write `56..60`"),
    ("凡 周岁 大于 60 的,积 5分", "大于", "`大于`: write `超过`, `over`"),
    ("凡 周岁 == 60 的,积 5分", "==", "`==`: write `=`, `=`"),
    ("凡 学历 是 硕士 的,积 5分", "是", "`是`: write `为`, `is`"),
    ("若 学历 为 硕士 的,积 5分", "若", "`若`: write `凡`, `when`"),
    ("if 学历 is 硕士, award 5 points", "if", "`if`: write `凡`, `when`"),
    ("积 5分。", "。", "`。`: write ``, ``"),
    ("凡 学历 为 硕士的,积 5分", "硕士的", "space beside `的`"),
    ("凡 甲 在 最近 5年内 的,积 5分", "年内", "space beside `内`"),
    ("按 年限,每满 1年积 2分", "年积", "space beside `积`"),
    ("凡周岁 不满 60 的,积 5分", "凡周岁", "space beside `凡`"),
    ("凡 周岁不满 60 的,积 5分", "周岁不满", "space beside `不满`"),
    ("最高", "", "expected an expression, found ``"),
    ("最高 30分 积 5", "积", "expected plus, minus, times or divided by, the end of the line, found `积`"),
    ("凡 且 的,积 5分", "且", "expected an expression, found `且`"),
    ("注 没有引号", "没有引号", "`没有引号`: write `\"没有引号\"`, `\"没有引号\"`"),
    ("注 \"没有引号", "\"没有引号", "UnterminatedString"),
    (
        "凡 计数(缴费 其中 补缴 的,积 5分",
        "的",
        "expected `)`, `,`, a word that compares or joins (such as `no less than` or `and`), found `的`",
    ),
    ("按 学历", "", "expected `,`, `{`, `in bands`, plus, minus, times or divided by, found ``"),
    ("凡 不 不 不 不 不 不 不 不 不 甲 的,积 5分", "", "TooLongExpression"),
    ("积 - - - - - - - - - 甲", "", "TooLongExpression"),
    ("凡 甲 早于 2018-02-30 的,积 5分", "2018-02-30", "no date `2018-02-30`"),
];

#[test]
fn one_broken_clause_leaves_its_neighbours() {
    for (clause, at, message) in CLAUSES {
        let text = format!("指标 甲 {{\n  最高 1分\n  {clause}\n  乘 2\n}}\n定义 乙 = 1\n");
        let file = parse(0, &text);
        let found = all_told(&text);
        let [(place, said)] = found.as_slice() else { panic!("{clause}: {found:?}") };
        assert_eq!(said, message, "{clause}");
        assert!(at.is_empty() || place == at, "{clause}: {place}");
        assert!(of_kind(&file, Kind::modifier).len() >= 2, "{clause}");
        assert_eq!(file.declarations.len(), 2);
        assert_eq!(file.declarations[0].kind, Kind::indicator);
    }
}

/// A text, and each message with its place.
const TEXTS: &[(&str, &[(&str, &str)])] = &[
    ("指檫 零 {\n}\n", &[("指檫", "no declaration, near Some(\"指标\")")]),
    ("indicater a {\n}\n", &[("indicater", "no declaration, near Some(\"indicator\")")]),
    ("公布 2017-12-28\n", &[("公布", "no declaration, near None")]),
    ("指标年龄 (age) {\n  最高 5分\n}\n", &[("指标", "space beside `指标`")]),
    (
        "指标 甲 依据 第六条 {\n  最高\n}\n",
        &[("第六条", "`第六条`: write `\"第六条\"`, `\"第六条\"`"), ("", "expected an expression, found ``")],
    ),
    ("指标 甲 依据 \"第六条 {\n  最高 5分\n}\n", &[("\"第六条", "UnterminatedString")]),
    ("指标 甲 依据 “第六条\" {\n  最高 5分\n}\n", &[("“第六条\"", "UnterminatedString")]),
    (
        "指标 甲 (a)\n  最高 5分\n  最低\n}\n",
        &[("", "expected `{`, `per`, a text in quotes, found ``"), ("", "expected an expression, found ``")],
    ),
    ("指标 甲 {\n  按 乙 {\n    丙 积 1分\n  最高 5分\n}\n", &[("{", "UnclosedBlock")]),
    ("指标 甲 {\n  最高 5分\n定义 乙 = 1\n", &[("{", "UnclosedBlock")]),
    ("指标 甲 {\n  最高 5分\n}\n}\n", &[("}", "TextBehindDeclaration")]),
    ("指标 甲 {\n}\n指檫 乙 {\n}\n", &[("指檫", "no declaration, near Some(\"指标\")")]),
    ("定义 甲 整年(乙)\n", &[("整年", "expected `:`, `=`, `{`, `per`, a text in quotes, found `整年`")]),
    (
        "定义 甲 = 乙 丙\n",
        &[(
            "丙",
            "expected a word that compares or joins (such as `no less than` or `and`), the end of the line, found `丙`",
        )],
    ),
    (
        "总分 甲 {\n  乙\n  丙 丁\n}\n",
        &[
            ("{", "expected `best`, `sum`, `choose one`, a text in quotes, a key in parentheses, found `{`"),
            ("丁", "`;` in front of `丁`"),
        ],
    ),
    (
        "事实 {\n  年龄 整数\n  年限 : 整数 0-100\n}\n",
        &[("整数", "expected `:`, a key in parentheses, found `整数`"), ("0-100", "write `0..100`")],
    ),
    (
        "政策 甲 \"x\" {\n  公布 2017年12月28日\n}\n",
        &[
            ("\"x\"", "expected `version`, a key in parentheses, found `\"x\"`"),
            ("2017年12月28日", "`2017年12月28日`: write `2017-12-28`, `2017-12-28`"),
        ],
    ),
];

#[test]
fn messages() {
    for (text, expected) in TEXTS {
        let found = all_told(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(at, said)| (at.as_str(), said.as_str())).collect();
        assert_eq!(found.as_slice(), *expected, "{text}");
    }
}

#[test]
fn a_broken_head_keeps_its_name() {
    for text in ["指标 甲 (jia) 依据 第六条 {\n}\n", "总分 甲 (jia) {\n 乙\n}\n", "定义 甲 (jia) 为 5\n"]
    {
        let file = parse(0, text);
        assert_eq!(file.declarations[0].name().map(|n| &*n.text), Some("甲"), "{text}");
        assert_eq!(file.declarations[0].key().map(|n| &*n.text), Some("jia"), "{text}");
    }
}

#[test]
fn behind_a_missing_brace_everything_is_read() {
    let text = "指标 甲 {\n  按 乙 {\n    丙 积 1分\n  最高 5分\n}\n";
    let file = parse(0, text);
    assert_eq!(of_kind(&file, Kind::modifier).len(), 1);
    assert_eq!(of_kind(&file, Kind::case_row).len(), 1);
    assert!(of_kind(&file, Kind::broken).is_empty());
    let text = "指标 甲\n  最高 5分\n  积 1分\n";
    let file = parse(0, text);
    assert_eq!(file.declarations[0].kind, Kind::indicator);
    assert_eq!((file.errors.len(), of_kind(&file, Kind::line).len()), (1, 1));
}

#[test]
fn a_repair_keeps_strings_and_places() {
    for text in ["政策 \"{#\"® {\n}\n", "政策 À￼Σ𚿽 A{", "政策 甲 「x」 {\n  文号 \n}\n", "总分 甲  é {\n  乙\n}\n"]
    {
        let file = parse(0, text);
        for declaration in &file.declarations {
            declaration.walk(&mut |n| assert!(text.get(n.span.range()).is_some(), "{text}"));
        }
        assert!(!file.errors.is_empty());
    }
}

#[test]
fn a_character_that_stands_nowhere_parts_a_head_from_its_name() {
    for stray in ['\u{202E}', '\u{200B}', '\u{7}'] {
        let file = parse(0, &format!("total{stray}version甲 (a) sum {{\n  乙\n}}\n"));
        assert_eq!(file.errors.len(), 1, "{stray:?}: {:?}", file.errors);
        assert_eq!(file.declarations[0].kind, Kind::total);
        assert_eq!(of_kind(&file, Kind::indicator_ref).len(), 1);
    }
}

/// Lines among cases, and the message.
const CASES: &[(&str, &str)] = &[
    ("基准 甲 { 申请日期 }", "expected the fact's value, found ``"),
    ("甲,乙 => 总积分 5分", "expected the fact's value, found `=>`"),
    ("甲 =>", "expected the name of an indicator or total, or `outcome`, found ``"),
    ("甲 => 总积分", "expected the value that it should have, found ``"),
    ("甲 => 总积分 5,6", "expected the name of an indicator or total, or `outcome`, found `6`"),
    ("甲 => 总积分 5分 未核 6", "expected `per`, `unreviewed`, the end of the line, `note`, found `6`"),
];

#[test]
fn what_stands_among_cases_is_named() {
    for (line, message) in CASES {
        let found = all_told(&format!("案例 例 {{\n  {line}\n}}\n"));
        let [(_, told)] = found.as_slice() else { panic!("{line}: {found:?}") };
        assert_eq!(told, message, "{line}");
    }
}
