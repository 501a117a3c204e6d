//! The grammar's errors as diagnostics.

use jifen_grammar::error::{SyntaxError, SyntaxErrorKind};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;

use crate::diagnostic::Diagnostic;

#[test]
fn every_error_reads_well() {
    let words = |all: &[&str]| all.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let kinds = [
        (
            SyntaxErrorKind::Expected {
                zh: words(&["名称", "`仅限`", "`组`"]),
                en: words(&["a name", "`only for`", "`group`"]),
                found: "…".to_owned(),
                example: ("", ""),
            },
            "此处应为名称、`仅限`或`组`,写的是 `…`",
            "expected a name, `only for` or `group`, found `…`",
        ),
        (
            SyntaxErrorKind::DashRange { instead: "56..60".to_owned() },
            "范围用两个点表示",
            "a range is written with two dots",
        ),
        (
            SyntaxErrorKind::NoSuchDate { written: "2018-02-30".to_owned() },
            "没有 `2018-02-30` 这样的日期或月份",
            "there is no such day or month as `2018-02-30`",
        ),
    ];
    for (kind, zh, en) in kinds {
        let diagnostic = Diagnostic::from(&SyntaxError { span: Span::default(), kind });
        assert_eq!(diagnostic.message(Language::Zh), zh);
        assert_eq!(diagnostic.message(Language::En), en);
    }
}
