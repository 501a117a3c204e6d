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
    let hint =
        near.map_or(Arg::from(""), |near| Arg::pair(format!("是不是 `{near}`?"), format!("did you mean `{near}`?")));
    Diagnostic::new(Code::UnknownName, node.span, [Arg::from(&node.text), kind, hint])
}

/// That no version has a fact of a name; what is computed can't be given.
pub(crate) fn no_fact(node: &Node, versions: &[Version]) -> Diagnostic {
    let computed = |v: &Version| {
        let named = v.definitions.iter().map(|d| &d.named).chain(v.indicators.iter().map(|i| &i.named));
        named.chain(v.groups.iter().map(|g| &g.named)).any(|n| n.name == *node.text || n.key == *node.text)
    };
    let kind = Arg::pair("事实", "fact");
    if versions.iter().any(computed) {
        let hint = Arg::pair(
            format!("`{}` 由事实算出;给出它所依据的事实", node.text),
            format!("`{}` is computed from facts: give the facts that it reads", node.text),
        );
        return Diagnostic::new(Code::UnknownName, node.span, [Arg::from(&node.text), kind, hint]);
    }
    unknown(node, kind, versions.iter().flat_map(|v| v.facts.iter().map(|f| &f.named)))
}

/// That a policy has no version of an id.
pub(crate) fn no_version(id: &str, span: Span, versions: &[Version]) -> Diagnostic {
    let all: Vec<&str> = versions.iter().map(|v| v.id.as_str()).collect();
    let hint = Arg::pair(format!("有 {}", all.join("、")), format!("there are {}", all.join(", ")));
    Diagnostic::new(Code::CaseVersion, span, [Arg::from(id), hint])
}
