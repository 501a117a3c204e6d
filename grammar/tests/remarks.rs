//! Comments and empty lines: each has its place, none is lost.

mod common;

use common::{good, laid_out};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Kind, Trivia};

fn comment(text: &str) -> Trivia {
    Trivia::Comment(text.to_owned())
}

#[test]
fn a_comment_belongs_to_what_follows_or_to_its_line() {
    let file = good(
        "# 1\n\n# 2\n指标 甲 {\n  # 3\n  最高 3分 # 4\n\n  # 5\n  积 1分\n  # 6\n}\n\n# 7\n定义 乙 = 1 # 8\n# 9\n",
    );
    let [first, second] = file.declarations.as_slice() else { panic!("two declarations") };
    assert_eq!(first.before, [comment("1"), Trivia::Blank, comment("2")]);
    let block = first.get(Kind::body_block).expect("a block");
    let cap = block.get(Kind::modifier).expect("a cap");
    assert_eq!(cap.before, [comment("3")]);
    assert_eq!(cap.behind.as_deref(), Some("4"));
    assert_eq!(block.get(Kind::line).expect("a line").before, [Trivia::Blank, comment("5")]);
    assert_eq!(block.inside, [comment("6")]);
    assert_eq!(second.before, [comment("7")]);
    assert_eq!(second.behind.as_deref(), Some("8"));
    assert_eq!(file.ending, [comment("9")]);
}

/// What is written, and where the formatter puts the comments.
const MOVED: &[(&str, &str)] = &[
    // Behind an opening brace: in front of the first clause
    ("指标 甲 { # a\n  积 1分\n}\n", "指标 甲 {\n  # a\n  积 1分\n}\n"),
    ("指标 甲 { # a\n}\n", "指标 甲 {\n  # a\n}\n"),
    // In front of a brace on the next line: to the declaration
    ("指标 甲 # a\n{\n  积 1分\n}\n", "# a\n指标 甲 {\n  积 1分\n}\n"),
    // Inside a clause: in front of it
    (
        "指标 甲 {\n  凡 乙 # a\n    # b\n    且 丙 的,积 1分 # c\n}\n",
        "指标 甲 {\n  # a\n  # b\n  凡 乙 且 丙 的,积 1分 # c\n}\n",
    ),
    ("定义 甲 = (乙 # a\n  + 丙)\n", "# a\n定义 甲 = (乙 + 丙)\n"),
    // Behind a closing brace
    ("指标 甲 {\n  积 1分\n} # a\n", "指标 甲 {\n  积 1分\n} # a\n"),
    (
        "指标 甲 {\n  按 乙 { # a\n    丙 积 1分\n  } # b\n}\n",
        "指标 甲 {\n  按 乙 {\n    # a\n    丙 积 1分\n  } # b\n}\n",
    ),
    // Several clauses on a line: to the last
    ("指标 甲 {\n  最高 1分; 积 1分 # a\n}\n", "指标 甲 {\n  最高 1分\n  积 1分 # a\n}\n"),
    // A group with a comment is not put on one line
    (
        "总分 甲 合计 {\n  组 乙 择一 {\n    丙 # a\n    丁\n  }\n}\n",
        "总分 甲 合计 {\n  组 乙 择一 {\n    丙 # a\n    丁\n  }\n}\n",
    ),
    ("#a\n#  b\n＃c\n#\n定义 甲 = 1\n", "# a\n#  b\n# c\n#\n定义 甲 = 1\n"),
    ("# 只有注释\n\n", "# 只有注释\n"),
    ("定义 甲 = 1\n\n\n# a\n\n\n# b\n\n", "定义 甲 = 1\n\n# a\n\n# b\n"),
    ("定义 甲 = \"# 不是注释\" # 是\n", "定义 甲 = \"# 不是注释\" # 是\n"),
];

#[test]
fn comments_are_put_in_their_places() {
    for (written, canonical) in MOVED {
        assert_eq!(laid_out(written, None), *canonical, "{written}");
        let there = laid_out(canonical, Some(Language::En));
        assert_eq!(laid_out(&there, Some(Language::Zh)), *canonical, "{there}");
    }
}
