//! The grammar's errors as diagnostics.

use jifen_grammar::error::{SyntaxError, SyntaxErrorKind};
use jifen_grammar::keywords::{Class, KEYWORDS, Keyword, Language};

use crate::diagnostic::{Arg, Code, Diagnostic};

impl From<&SyntaxError> for Diagnostic {
    fn from(error: &SyntaxError) -> Diagnostic {
        let (code, args) = parts(&error.kind);
        Diagnostic::new(code, error.span, args)
    }
}

fn parts(kind: &SyntaxErrorKind) -> (Code, Vec<Arg>) {
    match kind {
        SyntaxErrorKind::Expected { zh, en, found, example } => {
            let word = found.clone();
            let found = match found.as_str() {
                "" => Arg::from(""),
                text => Arg::pair(format!(",写的是 `{text}`"), format!(", found `{text}`")),
            };
            let wanted = Arg::pair(list(zh, "、", "或"), list(en, ", ", " or "));
            let named = en.iter().any(|word| word.contains("name"));
            let hint = match example {
                ("", _) if named && is_reserved(&word) => Arg::pair(
                    format!("`{word}` 是关键字,不能作名称;换一个"),
                    format!("`{word}` is a keyword, so nothing can be called so; take another name"),
                ),
                ("", _) => Arg::from(""),
                (zh, en) => Arg::pair(format!("照此写: `{zh}`"), format!("write it like `{en}`")),
            };
            (Code::ExpectedOther, vec![wanted, found, hint])
        }
        SyntaxErrorKind::GluedKeyword { keyword, apart, front, behind } => {
            let side = match (front, behind) {
                (true, true) => Arg::pair("两边", "on either side of"),
                (true, false) => Arg::pair("前面", "in front of"),
                _ => Arg::pair("后面", "behind"),
            };
            (Code::GluedKeyword, vec![keyword.into(), side, apart.into()])
        }
        SyntaxErrorKind::Missing { zh, en, before } => {
            let what = Arg::pair(zh.clone(), en.clone());
            let zh_gap = if zh.ends_with(',') { "" } else { " " };
            let whole = Arg::pair(format!("{zh}{zh_gap}{before}"), format!("{en} {before}"));
            (Code::MissingBefore, vec![what, before.into(), whole])
        }
        SyntaxErrorKind::WriteInstead { found, zh, en } => {
            let hint = match (zh.as_str(), en.as_str()) {
                ("", "") => Arg::pair("删去它", "leave it out"),
                (zh, en) => Arg::pair(format!("写成 `{zh}`"), format!("write `{en}`")),
            };
            (Code::WriteInstead, vec![found.into(), hint])
        }
        SyntaxErrorKind::DashRange { instead } => (Code::DashRange, vec![instead.into()]),
        SyntaxErrorKind::UnterminatedString => (Code::UnterminatedString, Vec::new()),
        SyntaxErrorKind::UnclosedBlock => (Code::UnclosedBlock, Vec::new()),
        SyntaxErrorKind::TextBehindDeclaration => (Code::TextBehindDeclaration, Vec::new()),
        SyntaxErrorKind::NotADeclaration { near } => {
            let hint = match near {
                Some(near) => Arg::pair(format!("是不是 `{near}`?"), format!("did you mean `{near}`?")),
                None => Arg::pair("如 `指标`、`定义`、`事实`", "such as `indicator`, `define`, `facts`"),
            };
            (Code::NotADeclaration, vec![hint])
        }
        SyntaxErrorKind::BidirectionalControl { code } => {
            (Code::BidirectionalControl, vec![format!("{code:04X}").into()])
        }
        SyntaxErrorKind::StrayCharacter { found } => {
            (Code::StrayCharacter, vec![format!("U+{:04X}", u32::from(*found)).into()])
        }
        SyntaxErrorKind::TooDeep => (Code::TooDeep, Vec::new()),
        SyntaxErrorKind::TooLongExpression => (Code::TooLongExpression, Vec::new()),
        SyntaxErrorKind::TooLarge { size } => (Code::TooLarge, vec![size.into()]),
        SyntaxErrorKind::TooLongToken => (Code::TooLongToken, Vec::new()),
        SyntaxErrorKind::NotUtf8 { likely } => {
            let hint = match likely {
                Some(name) => Arg::pair(
                    format!("可能是 {name} 编码,请转存为 UTF-8"),
                    format!("it may be {name}: save it as UTF-8"),
                ),
                None => Arg::pair("请转存为 UTF-8", "save it as UTF-8"),
            };
            (Code::NotUtf8, vec![hint])
        }
        SyntaxErrorKind::NoSuchDate { written } => (Code::NoSuchDate, vec![written.into()]),
    }
}

/// Words joined for reading: `甲、乙或丙`.
fn list(words: &[String], comma: &str, last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{}{last}{end}", most.join(comma)),
    }
}

/// Whether a word is a keyword wherever it stands.
fn is_reserved(word: &str) -> bool {
    let spelled = |k: &Keyword| [Language::Zh, Language::En].into_iter().any(|l| k.spellings(l).any(|s| s == word));
    KEYWORDS.iter().any(|k| k.class == Class::Connective && spelled(k))
}

/// The same of a line in an amendment, where other words open one.
pub(crate) fn in_amendment(found: Diagnostic) -> Diagnostic {
    let plain = found.code == Code::NotADeclaration && found.args.iter().all(|hint| !hint.en.starts_with("did you"));
    let words = Arg::pair(
        "修正中写 `将 … 由 … 修改为 …`、`删去 …`、`增加 …`、`在 … 之后 增加 …`、`将 … 移至 … 之后`、`将 … 改称 …`",
        "in an amendment write `change … from … into …`, `delete …`, `add …`, `after … add …`, `move … after …`, `rename … as …`",
    );
    if plain { Diagnostic { args: vec![words], ..found } } else { found }
}
