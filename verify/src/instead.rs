//! What came out, as a case would expect it.

use crate::expected::{Subject, Wanted};
use crate::run::Failure;
use jifen_grammar::keywords::Language;

/// The words that stand for what came out, in place of what was expected; `None` where none do.
pub fn instead(failure: &Failure, language: Language) -> Option<String> {
    let zh = language == Language::Zh;
    let shown = failure.shown.as_str();
    match (&failure.expected.wanted, &failure.expected.subject) {
        (
            Wanted::UnchangedBy(id, _) | Wanted::ChangedBy(id, ..),
            Subject::Outcome(_) | Subject::Indicator(_) | Subject::Group(_) | Subject::Definition(_),
        ) => {
            let (from, to) = shown.split_once(" → ")?;
            Some(match (from == to, zh) {
                (true, true) => format!("未因 {id} 而变"),
                (true, false) => format!("unchanged by {id}"),
                (false, true) => format!("因 {id} 由 {from} 至 {to} 而变"),
                (false, false) => format!("changed by {id} from {from} to {to}"),
            })
        }
        (_, Subject::Whole) => {
            let code = failure.got.as_array().and_then(|all| all.first()?.as_str())?;
            Some(format!("{} {code}", if zh { "错误" } else { "error" }))
        }
        (_, Subject::Outcome(_)) => {
            let names: Vec<&str> = shown.split(if zh { " 或 " } else { " or " }).collect();
            match names.as_slice() {
                [one] => Some((*one).to_owned()),
                several => Some(format!("({})", several.join(", "))),
            }
        }
        _ if failure.got.get("error").is_some() => Some(if zh { "错误" } else { "error" }.to_owned()),
        _ if failure.got.is_null() => Some(if zh { "无" } else { "none" }.to_owned()),
        _ => (!shown.is_empty()).then(|| shown.to_owned()),
    }
}
