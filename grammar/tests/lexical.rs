//! The lexical laws: folding, strings, line ends, slices, limits of tokens.

mod common;

use common::{errors, good, laid_out, of_kind};
use jifen_grammar::error::SyntaxErrorKind as E;
use jifen_grammar::keywords::Language;
use jifen_grammar::slices::cut;
use jifen_grammar::tree::Kind;
use jifen_grammar::{parse, parse_bytes};

#[test]
fn full_width_signs_fold_outside_strings_only() {
    let text = "指标　年龄　（ａｇｅ）　依据　“第六条（一）”　｛\r\n　最高　３０分；\r\n　积　５分　＃　好\r\n｝\r\n";
    let file = good(text);
    let folded = "指标 年龄 (age) 依据 \"第六条（一）\" {\n  最高 30分\n  积 5分 # 好\n}\n";
    assert_eq!(laid_out(text, None), folded);
    assert_eq!(file.declarations, good(folded).declarations);
    let key = of_kind(&file, Kind::code);
    assert_eq!(&text[key[0].span.range()], "ａｇｅ");
    let cite = of_kind(&file, Kind::string);
    assert_eq!(&text[cite[0].span.range()], "“第六条（一）”");
}

#[test]
fn every_span_is_the_token_s_original() {
    let text = "定义 甲 ＝ 乙 ≥ ３ × 丙（丁、戊） # 尾\n";
    let file = good(text);
    let spelled = |kind| {
        let all = of_kind(&file, kind).into_iter();
        all.map(|n| &text[n.span.range()]).collect::<Vec<_>>()
    };
    assert_eq!(spelled(Kind::ge), ["≥"]);
    assert_eq!(spelled(Kind::star), ["×"]);
    assert_eq!(spelled(Kind::between), ["、"]);
    assert_eq!(spelled(Kind::call), ["丙（丁、戊）"]);
    assert_eq!(spelled(Kind::define), ["定义 甲 ＝ 乙 ≥ ３ × 丙（丁、戊）"]);
}

#[test]
fn strings() {
    let title = |s: &str| {
        let text = format!("事实 {{\n  甲 : 整数 {s}\n}}\n");
        let file = good(&text);
        file.declarations[0].children[1].get(Kind::fact).and_then(|f| f.string(Kind::title)).map(str::to_owned)
    };
    for (written, meant) in [
        (r#""一""#, "一"),
        ("＂一＂", "一"),
        ("“一”", "一"),
        (r#"“他说"好"”"#, r#"他说"好""#),
        (r#""他说\"好\"""#, r#"他说"好""#),
        (r#""“一”""#, "“一”"),
        (r#"“\”一”"#, "”一"),
        (r#""C:\甲\\""#, r"C:\甲\"),
        ("\"# {（，\"", "# {（，"),
    ] {
        assert_eq!(title(written).as_deref(), Some(meant), "{written}");
    }
}

/// A clause over several lines, and the same on one.
const CONTINUED: &[(&str, &str)] = &[
    ("凡 甲\n    且 乙\n    或 丙 的,积 1分", "凡 甲 且 乙 或 丙 的,积 1分"),
    ("凡 计数(甲\n 其中 乙\n\n # 注\n 且 丙) 的\n ,积 1分", "# 注\n  凡 计数(甲 其中 乙 且 丙) 的,积 1分"),
    ("积 1分\n + 2分\n * 3", "积 1分 + 2分 * 3"),
    ("凡 甲\n 不少于 3 的,积 1分", "凡 甲 不少于 3 的,积 1分"),
    ("凡 甲\n no less than 3 的,积 1分", "凡 甲 不少于 3 的,积 1分"),
    ("积 1分\n  依据 \"一\"", "积 1分 依据 \"一\""),
    // What stands inside the parentheses opens no clause.
    ("凡 较大(甲,\n 计数(乙)) 超过 1 的,\n 为 2", "凡 较大(甲, 计数(乙)) 超过 1 的,为 2"),
    ("按 条件 {\n 凡 甲 的,\n -\n  }", "按 条件 {\n    凡 甲 的,-\n  }"),
    ("凡 2倍 为 (甲) 的,积 1分", "凡 2倍 为 (甲) 的,积 1分"),
];

#[test]
fn a_clause_continues() {
    for (written, canonical) in CONTINUED {
        let text = format!("指标 甲 {{\n  {written}\n}}\n");
        assert_eq!(laid_out(&text, None), format!("指标 甲 {{\n  {canonical}\n}}\n"));
    }
}

#[test]
fn a_band_opens_a_case_in_a_table_and_a_cap_opens_a_clause() {
    let table = "指标 甲 {\n  按 乙 {\n    18..<30 积 1分\n    不满 18 积 2分\n    超过 30 积 3分\n  }\n}\n";
    assert_eq!(laid_out(table, None), table);
    let caps = "indicator a {\n  award 1 point\n  at most 3 points\n  at least 1 point\n}\n";
    assert_eq!(laid_out(caps, None), caps);
}

#[test]
fn an_open_parenthesis_swallows_no_neighbours() {
    let text = "指标 甲 {\n  凡 计数(乙 的,积 1分\n  (1) 凡 丙(丁) 的,积 2分\n}\n";
    let file = parse(0, text);
    assert_eq!(file.errors.len(), 1);
    assert_eq!(of_kind(&file, Kind::line).len(), 1);
    assert_eq!(of_kind(&file, Kind::broken).len(), 1);
}

#[test]
fn slices_begin_at_heads_in_column_one() {
    let text = "# 一\n指标 甲 {\n  积 1分\n\n# 二\n事实{\n事实上 : 整数\n}\npolicy x\npolicyholder\n# 三\n";
    let cuts = cut(text);
    let slices: Vec<&str> = cuts.slices.iter().map(|r| &text[r.clone()]).collect();
    assert_eq!(
        slices,
        ["# 一\n指标 甲 {\n  积 1分\n", "\n# 二\n事实{\n", "事实上 : 整数\n}\n", "policy x\npolicyholder\n"]
    );
    assert_eq!(&text[cuts.ending], "# 三\n");
}

#[test]
fn forbidden_characters() {
    for (text, code) in [
        ("# \u{202E}注释\n事实 {\n}\n", 0x202E),
        ("事实 {\n  甲 : 整数 \"\u{2066}\"\n}\n", 0x2066),
        ("事实 {\n  甲\u{200F} : 整数\n}\n", 0x200F),
        ("事实 {\n}\n# \u{61C}\n", 0x61C),
    ] {
        let file = parse(0, text);
        let [error] = file.errors.as_slice() else { panic!("{text}: {:?}", file.errors) };
        assert_eq!(error.kind, E::BidirectionalControl { code });
        assert_eq!(text[error.span.range()].chars().map(u32::from).collect::<Vec<_>>(), [code]);
    }
    for (text, found) in [
        ("事实 {\n  甲\u{0} : 整数\n}\n", '\u{0}'),
        ("事实 {\n  甲 \u{FEFF}: 整数\n}\n", '\u{FEFF}'),
        ("事实 {\n  甲 : 整数 \"\u{1B}[31m\"\n}\n", '\u{1B}'),
        ("事实 {\n  甲\u{200B} : 整数\n}\n", '\u{200B}'),
        ("# \u{7}\n事实 {\n}\n", '\u{7}'),
    ] {
        let file = parse(0, text);
        let kinds: Vec<&E> = file.errors.iter().map(|e| &e.kind).collect();
        assert_eq!(kinds, [&E::StrayCharacter { found }]);
    }
}

#[test]
fn encodings() {
    let bom = "\u{FEFF}定义 甲 = 1\n";
    let file = good(bom);
    assert_eq!(&bom[file.declarations[0].span.range()], "定义 甲 = 1");
    let likely = |bytes: &[u8]| match parse_bytes(0, bytes).1.errors.as_slice() {
        [e] => match e.kind {
            E::NotUtf8 { likely } => likely,
            _ => panic!("{e:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(likely(b"\xD5\xFE\xB2\xDF \xC9\xCF\xBA\xA3 {\n}\n"), Some("GBK"));
    assert_eq!(likely(b"\xFF\xFE\x3F\x65\x56\x7B"), Some("UTF-16"));
    assert_eq!(likely(b"\xFF\xFF\xFF"), None);
}

#[test]
fn names_are_composed() {
    let file = good("定义 cafe\u{301} = 1\n");
    assert_eq!(file.declarations[0].name().map(|n| &*n.text), Some("caf\u{e9}"));
}

#[test]
fn a_keyword_ends_before_a_digit() {
    assert_eq!(laid_out("指标 甲 {\n最高30分\n积1分\n}\n", None), "指标 甲 {\n  最高 30分\n  积 1分\n}\n");
    assert!(!errors("定义 最高30 = 1\n").is_empty());
    good("定义 最高 = 1\n");
}

#[test]
fn contextual_words_are_names_elsewhere() {
    good(
        "选项 月 {\n  日期\n  none\n  month\n  无\n}\n定义 注 = 月\n定义 条 = 组 + 列 + 年\n事实 {\n  count : 整数\n  指标 : 是否\n}\n",
    );
}

#[test]
fn a_value_behind_a_guard_is_a_line_of_its_own() {
    for guard in ["仅限 乙", "only for 乙", "最高 5分", "注 \"丙\"", "取最高", "at least 5 points"] {
        let file = parse(0, &format!("定义 甲 {{\n  {guard}\n  为 3\n}}\n"));
        assert_eq!(file.errors, [], "{guard}");
        assert_eq!(of_kind(&file, Kind::give).len(), 1, "{guard}");
    }
    let file = parse(0, "指标 甲 {\n  凡 学历\n    为 硕士 的,积 5分\n}\n");
    assert_eq!((file.errors.len(), of_kind(&file, Kind::row).len()), (0, 1));
}

#[test]
fn a_factor_is_no_unit() {
    for (zh, en) in [
        ("0..3 乘 3%", "0..3 times 3%"),
        ("0..3倍 乘 2倍", "0..3 times times 2 times"),
        ("0..3 乘 乙", "0..3 times 乙"),
        ("0..3 乘 计数(乙)", "0..3 times count(乙)"),
        ("0..3 乘 (乙)", "0..3 times (乙)"),
    ] {
        let text = format!("指标 甲 {{\n  按 丁 分段 {{\n    {zh}\n  }}\n}}\n");
        let file = parse(0, &text);
        let english = jifen_grammar::format_checked(&file, &text, Some(Language::En)).expect(zh);
        assert!(english.contains(en), "{english}");
        let again = parse(0, &english);
        assert_eq!(jifen_grammar::format_checked(&again, &english, Some(Language::Zh)).as_ref(), Ok(&text));
    }
}

#[test]
fn a_character_that_stands_nowhere_hides_no_head() {
    for stray in ["\u{FEFF}", "\u{C}", "\u{200B}", "\u{202E}"] {
        let file = parse(0, &format!("定义 乙 = 1\n{stray}指标 甲 {{\n  积 5分\n}}\n"));
        assert_eq!((file.errors.len(), file.declarations.len()), (1, 2), "{stray:?}: {:?}", file.errors);
        assert_eq!(file.declarations[1].kind, Kind::indicator);
    }
}
