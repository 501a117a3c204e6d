//! What a table or a JSON object expects, as a case writes it.

use super::cell::{is, only_case, said, table_value, unreadable, yes_no};
use crate::expected::{self, Subject, verdict};
use crate::write::Words;
use jifen_grammar::parse;
use jifen_grammar::tree::{Kind, Node};
use jifen_interpreter::diagnostic::{Arg, Code};
use jifen_interpreter::facts::{FactError, Json, nearest, scalar};
use jifen_interpreter::model::Version;
use serde_json::{Value, json};

/// What is expected of a rule, as it stands in a file.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    /// The rule's name or key.
    pub of: String,
    /// What.
    pub value: Json<'static>,
    /// Its path, for messages: the column, `expected.total`.
    pub path: String,
}

/// The subject that a name stands for: a rule, a list of outcomes, the word for the outcome or for an error.
pub(super) fn subject(version: &Version, of: &str) -> Option<Subject> {
    let lists = || version.outcomes.iter().position(|l| l.named.as_ref().is_some_and(|n| n.name == of || n.key == of));
    Subject::of(version, of)
        .or_else(|| lists().map(Subject::Outcome))
        .or_else(|| (is(Kind::kw_outcome, of) && !version.outcomes.is_empty()).then_some(Subject::Outcome(0)))
        .or_else(|| is(Kind::kw_error, of).then_some(Subject::Whole))
}

/// That a name stands for nothing of which something can be expected.
pub(super) fn no_subject(version: &Version, of: &str, path: &str) -> FactError {
    let named = version.indicators.iter().map(|i| &i.named).chain(version.groups.iter().map(|g| &g.named));
    let plain = version.definitions.iter().filter(|d| d.params.is_empty() && d.element.is_none());
    let all: Vec<_> = named.chain(plain.map(|d| &d.named)).collect();
    let near = nearest(of, all.iter().map(|n| &*n.name)).or_else(|| nearest(of, all.iter().map(|n| &*n.key)));
    let kind = Arg::pair("指标、总分、组、结果或结论", "indicator, total, group, result or outcome");
    let totals = version.totals.iter().filter_map(|id| Subject::Group(id.index()).named(version)).map(|n| &*n.name);
    let hint = near.map_or_else(
        || {
            let some: Vec<&str> = totals.chain(version.indicators.iter().map(|i| &*i.named.name)).take(4).collect();
            Arg::pair(format!("有 {} 等", some.join("、")), format!("there are {} and more", some.join(", ")))
        },
        |n| Arg::pair(format!("是不是 `{n}`?"), format!("did you mean `{n}`?")),
    );
    FactError::new(Code::NoSuchColumn, path, [kind, hint])
}

/// `总积分 90分`.
pub(super) fn written(words: Words<'_>, expected: &Expected) -> Result<String, FactError> {
    let Expected { of, value, path } = expected;
    let Some(subject) = subject(words.version, of) else { return Err(no_subject(words.version, of, path)) };
    let shown = || match value {
        Json::String(text) | Json::Number(text) => text.to_string(),
        other => Value::from(other).to_string(),
    };
    let wrong = |why: Arg| unreadable(path, &shown(), why);
    let not_one = || wrong(Arg::pair("不是能期望的值", "it is no value to be expected"));
    if subject == Subject::Whole {
        return match value {
            Json::Bool(true) => Ok(words.word(Kind::kw_error).to_owned()),
            Json::String(code) if Code::ALL.iter().any(|c| c.id() == &**code) => Ok(words.error(code)),
            Json::String(text) if yes_no(text) == Some(true) => Ok(words.word(Kind::kw_error).to_owned()),
            _ => Err(wrong(Arg::pair("应为代码,如 F0120", "a code such as F0120 is expected"))),
        };
    }
    let name = words.subject(&subject).ok_or_else(not_one)?;
    let known = match value {
        Json::String(text) => of_text(words, &subject, text.trim()),
        Json::Array(all) if matches!(subject, Subject::Outcome(_)) => {
            let keys = all.iter().map(|one| outcome(words.version, one)).collect::<Option<Vec<_>>>();
            keys.and_then(|keys| words.expected(&subject, &json!(keys)))
        }
        other => words.expected(&subject, &Value::from(other)),
    };
    match (known, value) {
        (Some(text), _) => Ok(format!("{name} {text}")),
        (None, Json::String(text)) => as_in_a_case(words, &name, text.trim()).map_err(wrong),
        (None, _) => Err(not_one()),
    }
}

/// A text that is a plain value of the rule: `90`, `是`, an outcome's name.
fn of_text(words: Words<'_>, subject: &Subject, text: &str) -> Option<String> {
    if let Subject::Outcome(list) = subject {
        let (found, outcome) = verdict(words.version, text)?;
        return (found == *list).then(|| words.expected(subject, &json!([outcome.key])))?;
    }
    let ty = subject.ty(words.version)?;
    let value = table_value(text, ty);
    let value = scalar(&value, ty, words.version).ok()?;
    words.plain(&value, ty)
}

fn outcome<'a>(version: &'a Version, json: &Json<'_>) -> Option<&'a str> {
    let Json::String(text) = json else { return None };
    verdict(version, text).map(|(_, named)| named.key.as_str())
}

/// What is expected in the words of a case: `20..60分`, `不少于 40分`, `未知`.
fn as_in_a_case(words: Words<'_>, name: &str, cell: &str) -> Result<String, Arg> {
    let text = format!("案例 甲 {{\n  甲 => {name} {}\n}}\n", cell.replace(['\n', '\r'], " "));
    let file = parse(0, &text);
    let parts: Vec<&Node> = only_case(&file)?.children.iter().filter(|c| c.kind != Kind::arrow).collect();
    let [_, node] = parts.as_slice() else { return Err(Arg::pair("不是一个值", "it is not one value")) };
    expected::Reader::new(words.version).read(node).map_err(|found| said(&found))?;
    Ok(text.get(node.span.range()).unwrap_or_default().to_owned())
}

/// Whether a column's name may name a rule of a version at all.
pub(super) fn known(versions: &[Version], of: &str) -> bool {
    versions.iter().any(|version| subject(version, of).is_some())
}

/// A column's name without the mark of what is expected: `=> 总积分`, `expected: total`.
pub(super) fn column(header: &str) -> Option<&str> {
    let marked = header.strip_prefix("=>").or_else(|| header.strip_prefix("＝＞"));
    let colon = |word: &str| header.strip_prefix(word).and_then(|rest| rest.strip_prefix([':', '：']));
    marked.or_else(|| colon("expected")).or_else(|| colon("期望")).map(str::trim)
}
