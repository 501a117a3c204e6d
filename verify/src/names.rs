//! What the names of cases mean in a version.

use jifen_grammar::tree::{Node, Span};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::facts::nearest;
use jifen_interpreter::model::{Field, Named, Version};

/// What is named, by its name or else by its key.
pub(crate) fn find<'a, T>(all: &'a [T], named: impl Fn(&T) -> &Named, word: &str) -> Option<(usize, &'a T)> {
    let by = |pick: fn(&Named) -> &str| all.iter().enumerate().find(|(_, one)| pick(named(one)) == word);
    by(|n| &n.name).or_else(|| by(|n| &n.key))
}

/// A fact or field, by its name or else by its key.
pub(crate) fn field<'a>(fields: &'a [Field], word: &str) -> Option<&'a Field> {
    find(fields, |f| &f.named, word).map(|(_, field)| field)
}

/// That nothing has a name: `there is no fact named …`, with the nearest of those that there are.
pub(crate) fn unknown<'a>(node: &Node, kind: Arg, names: impl IntoIterator<Item = &'a Named>) -> Diagnostic {
    let all: Vec<&Named> = names.into_iter().collect();
    let near = nearest(&node.text, all.iter().map(|n| n.name.as_str()))
        .or_else(|| nearest(&node.text, all.iter().map(|n| n.key.as_str())));
    let hint = near.map_or(Arg::from(""), |near| {
        Arg::pair(format!("是不是 `{near}`?"), format!("did you mean `{near}`?"))
    });
    Diagnostic::new(Code::UnknownName, node.span, [Arg::from(&node.text), kind, hint])
}

/// That a policy has no version of an id.
pub(crate) fn no_version(id: &str, span: Span, versions: &[Version]) -> Diagnostic {
    let all: Vec<&str> = versions.iter().map(|v| v.id.as_str()).collect();
    let hint = Arg::pair(format!("有 {}", all.join("、")), format!("there are {}", all.join(", ")));
    Diagnostic::new(Code::CaseVersion, span, [Arg::from(id), hint])
}
