//! The formatter: one canonical text, there and back between the languages.

mod common;

use common::{EVERY_WORD, SHANGHAI_EN, SHANGHAI_ZH, good, laid_out};
use jifen_grammar::keywords::Language;
use jifen_grammar::{FormatError, format_checked, parse};

#[test]
fn the_samples_are_canonical() {
    for sample in [SHANGHAI_ZH, SHANGHAI_EN, EVERY_WORD] {
        assert_eq!(laid_out(sample, None), sample);
    }
}

#[test]
fn there_and_back_gives_the_same_bytes() {
    for (sample, own, other) in [
        (SHANGHAI_ZH, Language::Zh, Language::En),
        (SHANGHAI_EN, Language::En, Language::Zh),
        (EVERY_WORD, Language::Zh, Language::En),
    ] {
        let there = laid_out(sample, Some(other));
        assert_ne!(there, sample);
        assert_eq!(good(&there).declarations, good(sample).declarations);
        assert_eq!(good(&there).language, other);
        assert_eq!(laid_out(&there, Some(own)), sample);
    }
}

#[test]
fn a_file_s_first_keyword_sets_its_language() {
    let mixed = "indicator 甲 {\n  最高 30分\n}\n";
    assert_eq!(laid_out(mixed, None), "indicator 甲 {\n  at most 30 points\n}\n");
}

#[test]
fn a_file_with_errors_is_refused() {
    let text = "指标 甲 {\n  最高\n}\n";
    let refused = format_checked(&parse(0, text), text, None);
    assert!(matches!(refused, Err(FormatError::Syntax(e)) if e.len() == 1));
}

/// What is written, and what the formatter makes of it.
const LAYOUTS: &[(&str, &str)] = &[
    ("指标 甲{最高30分;积1分}", "指标 甲 {\n  最高 30分\n  积 1分\n}\n"),
    ("指标　甲 (a)\n{ 积 − 1 分 }", "指标 甲 (a) {\n  积 -1分\n}\n"),
    ("指标 甲 {\n\n\n  积 1分\n\n\n  最高 2分\n\n}", "指标 甲 {\n  积 1分\n\n  最高 2分\n}\n"),
    ("事实 {}", "事实 {}\n"),
    ("事实 {\n甲:整数  0 .. 100\n}", "事实 {\n  甲 : 整数 0..100\n}\n"),
    ("定义 甲=1+2\n定义 乙=3", "定义 甲 = 1 + 2\n\n定义 乙 = 3\n"),
    ("定义 甲 = （乙 + 丙（１， ２）） . 丁", "定义 甲 = (乙 + 丙(1, 2)).丁\n"),
    ("指标 甲 {\n 凡 乙≥ 3×2 的，积 5%\n}", "指标 甲 {\n  凡 乙 >= 3 * 2 的,积 5%\n}\n"),
    ("指标 甲 {\n 凡 乙 在（丙、丁），积 5 分\n}", "指标 甲 {\n  凡 乙 在 (丙, 丁) 的,积 5分\n}\n"),
    ("总分 甲 合计 {\n 组 乙 择一 {\n 丙\n 丁\n}\n}", "总分 甲 合计 {\n  组 乙 择一 { 丙; 丁 }\n}\n"),
    ("总分 甲 合计 {\n 组 乙 择一 {\n 丙\n\n 丁\n}\n}", "总分 甲 合计 {\n  组 乙 择一 {\n    丙\n\n    丁\n  }\n}\n"),
    ("指标 甲 {\n 注 “他说\"好\"” \n}", "指标 甲 {\n  注 \"他说\\\"好\\\"\"\n}\n"),
    ("政策 甲 版本 1 {\n 废止 2,3\n}", "政策 甲 版本 1 {\n  废止 2, 3\n}\n"),
    (
        "指标 甲 {\n 按 乙,丙 {\n|低|很高|\n 丁|1分|-|\n 其余|10分|2分\n}\n}",
        "指标 甲 {\n  按 乙, 丙 {\n         | 低   | 很高\n    丁   | 1分  | -\n    其余 | 10分 | 2分\n  }\n}\n",
    ),
    ("定义 甲 = -乙 - -丙", "定义 甲 = -乙 - -丙\n"),
    ("参数 甲 : 金额/月 {\n 自 2016-04 3 元/月\n}", "参数 甲 : 金额/月 {\n  自 2016-04 3元/月\n}\n"),
];

#[test]
fn layouts() {
    for (written, canonical) in LAYOUTS {
        assert_eq!(laid_out(written, None), *canonical, "{written}");
    }
}

#[test]
fn a_long_line_is_folded_at_its_own_joints_before_those_inside_parentheses() {
    let text = "指标 甲 {\n  凡 达标月数(80%, 48个月) 不少于 36 且 学历 在 (硕士, 博士, 本科学士, 本科, 大专, 中专, 高中, 初中, 小学, 其他学历, 海外学历) 的,积 25分,最高 30分\n}\n";
    let folded = "指标 甲 {\n  凡 达标月数(80%, 48个月) 不少于 36\n      且 学历 在 (硕士, 博士, 本科学士, 本科, 大专, 中专, 高中, 初中, 小学, 其他学历, 海外学历) 的,\n      积 25分,最高 30分\n}\n";
    assert_eq!(laid_out(text, None), folded);
    assert_eq!(laid_out(folded, None), folded);
}
