//! What is told where an address means nothing in the base: where it was looked for, and what is there instead.

use super::address::{Base, Place, is_part, may_be, shown};
use super::called::Addresses;
use super::members::is_named;
use super::place::{block, clauses, is_block, walk, words};
use crate::diagnostic::Arg;
use crate::facts::nearest::nearest;
use jifen_grammar::format::format_node;
use jifen_grammar::keywords::{Language, keyword};
use jifen_grammar::tree::{Kind, Node, Span};

/// As many others are named.
const MOST: usize = 6;

/// A way out, and a place in the base; nothing where nobody is told.
#[derive(Default)]
pub(super) struct Near {
    pub hint: Arg,
    pub place: Option<(Span, Arg)>,
}

impl<'n> Base<'n> {
    /// Where a declaration's name that was not found stands, or the nearest one.
    pub(super) fn elsewhere(&self, kind: Kind, name: &str) -> Near {
        if self.quiet {
            return Near::default();
        }
        let here = |node: &Node| Some((heading(node), Arg::pair("它在这里", "it is here")));
        if let Some(there) = self.apart.iter().find(|d| is_named(d, name) && may_be(kind, d)) {
            let hint = Arg::pair(
                "它单独公布,适用于各版本;修改它的,另写一个没有 `版本` 的 `修正`",
                "it is published apart, for all versions; amend it with an `amendment` that has no `version`",
            );
            return Near { hint, place: here(there) };
        }
        let fits = |path: &[usize], node| may_be(kind, node) && (kind != Kind::kw_facts || !self.is_field(path));
        let other = self.roots.iter().find(|(path, d)| is_named(d, name) && !fits(path, d));
        if let Some((path, node)) = other
            && let Some((zh, en)) = self.called(path)
        {
            return Near { hint: Arg::pair(format!("有 `{zh}`"), format!("there is `{en}`")), place: here(node) };
        }
        let alike = || self.roots.iter().filter(|(p, n)| fits(p, n)).filter_map(|(_, n)| Some((n.name()?, *n)));
        let near = nearest(name, alike().map(|(n, _)| &*n.text));
        if let Some((near, node)) = near.and_then(|near| alike().find(|(n, _)| *n.text == *near)) {
            let hint = Arg::pair(format!("是不是 `{}`?", near.text), format!("did you mean `{}`?", near.text));
            return Near { hint, place: Some((heading(node), Arg::pair("相近的在这里", "the nearest is here"))) };
        }
        let word = |language| keyword(kind).map_or("", |k| k.canonical(language));
        let mut such = self.roots.iter().filter(|(path, node)| fits(path, node)).peekable();
        let this = |node: &Node| (heading(node), Arg::pair("原文有这一处", "there is this one"));
        // Of what has no names, such as constraints, the first is shown.
        let first = such.peek().filter(|(_, node)| node.name().is_none()).map(|(_, node)| *node);
        let all = such.take(MOST + 1).filter_map(|(path, _)| self.called(path));
        let all: Vec<(String, String)> = all.map(|(zh, en)| (format!("`{zh}`"), format!("`{en}`"))).collect();
        let none = || {
            let (zh, en) = (word(Language::Zh), word(Language::En));
            Arg::pair(format!("原文没有任何 `{zh}`"), format!("there is no `{en}` at all"))
        };
        Near { hint: if all.is_empty() { none() } else { listed(all) }, place: first.map(this) }
    }

    /// What stands where a label, a case or a name was not found.
    pub(super) fn others(&self, place: &Place<'n>, step: &Node) -> Near {
        if self.quiet {
            return Near::default();
        }
        let mut all: Vec<(usize, (String, String))> = Vec::new();
        let mut blocks = vec![place.node];
        while let Some(node) = blocks.pop() {
            for inner in node.children.iter().filter(|c| is_block(c)) {
                let columns: Vec<&Node> = inner.get(Kind::header).map_or(Vec::new(), |h| h.all(Kind::case).collect());
                for (_, clause) in clauses(inner) {
                    for told in names(clause, &columns, step) {
                        if !all.contains(&told) {
                            all.push(told);
                        }
                    }
                    blocks.extend(clause.children.iter().filter(|c| block(c).is_some()));
                }
            }
        }
        all.sort_by_key(|(apart, _)| *apart);
        let hint = match (all.is_empty(), self.called(&place.path)) {
            (false, _) => listed(all.into_iter().map(|(_, words)| words).collect()),
            (true, Some((zh, en))) => Arg::pair(
                format!("其中没有可用编号、情形或名称指明的;写 `{zh}`"),
                format!("nothing in it goes by a label, a case or a name; write `{en}`"),
            ),
            (true, None) => "".into(),
        };
        Near { hint, place: Some((heading(place.node), Arg::pair("在这里查找", "looked for in this"))) }
    }

    /// Where further inside a cap, a source, … stands that was not found right in a rule or clause.
    pub(super) fn deeper(&self, place: &Place<'n>, word: &Node) -> Near {
        if self.quiet {
            return Near::default();
        }
        let mut inside = Vec::new();
        walk(&place.node.children, &place.path, &mut |path, node| {
            if is_part(node, word.kind) {
                inside.push((path.to_vec(), node.span));
            }
        });
        let spans = inside.first().map(|(_, span)| *span);
        let all: Vec<(String, String)> = inside.iter().filter_map(|(path, _)| self.called(path)).collect();
        if let (Some(span), false) = (spans, all.is_empty()) {
            let all = all.into_iter().map(|(zh, en)| (format!("`{zh}`"), format!("`{en}`"))).collect();
            return Near { hint: listed(all), place: Some((span, Arg::pair("它在这里", "it is here"))) };
        }
        let part = |language| keyword(word.kind).map_or("", |k| k.canonical(language));
        let (zh, en) = self.called(&place.path).unwrap_or_else(|| {
            let words = shown(place.node);
            (words.zh, words.en)
        });
        let joins = block(place.node).is_some() && !matches!(word.kind, Kind::kw_per | Kind::kw_title);
        let hint = match joins {
            false => Arg::pair(
                format!("其中没有;要新加的,写 `将 {zh} 修改为`,后面写出全文"),
                format!("there is none; to put one in, write `change {en} into` and all of it anew"),
            ),
            true => Arg::pair(
                format!("其中没有;要新加的,写 `在 {zh} 中 增加 {} …`", part(Language::Zh)),
                format!("there is none; to put one in, write `within {en} add {} …`", part(Language::En)),
            ),
        };
        Near { hint, place: Some((heading(place.node), Arg::pair("在这里查找", "looked for in this"))) }
    }

    /// What a place is called in either language.
    pub(super) fn called(&self, path: &[usize]) -> Option<(String, String)> {
        let of = |language| Addresses::new(self.declarations, language).of(path);
        Some((of(Language::Zh)?, of(Language::En)?))
    }
}

/// Some things by what they are called, not too many.
fn listed(all: Vec<(String, String)>) -> Arg {
    let more = MOST < all.len();
    let (mut zh, mut en): (Vec<String>, Vec<String>) = all.into_iter().take(MOST).unzip();
    if more {
        zh.push("…".to_owned());
        en.push("…".to_owned());
    }
    Arg::pair(format!("有 {}", zh.join("、")), format!("there is {}", en.join(", ")))
}

/// What a clause goes by, a grid's row by its cells; each with how little it is like a step of an address.
fn names(clause: &Node, columns: &[&Node], step: &Node) -> Vec<(usize, (String, String))> {
    let asked: Vec<&Node> = step.all(Kind::case).collect();
    let cases: Vec<&Node> = clause.all(Kind::case).collect();
    let by = |cases: &[&Node]| {
        let words = |language| {
            let each: Vec<String> = cases.iter().map(|c| format_node(c, language)).collect();
            format!("({})", each.join(", "))
        };
        let apart = cases.iter().filter(|c| !asked.contains(c)).count();
        (if asked.len() == 1 { 0 } else { apart }, (words(Language::Zh), words(Language::En)))
    };
    if clause.kind == Kind::matrix_row && 1 < asked.len() {
        return columns.iter().map(|column| by(&cases.iter().copied().chain([*column]).collect::<Vec<_>>())).collect();
    }
    let both = |words: String| vec![(0, (words.clone(), words))];
    if let Some(label) = clause.get(Kind::label) {
        return both(format!("({})", words(label).trim_matches(['(', ')'])));
    }
    if clause.kind == Kind::header {
        return Vec::new();
    }
    if !cases.is_empty() {
        return vec![by(&cases)];
    }
    let name = clause.name().or_else(|| clause.get(Kind::verdict).and_then(|v| v.name()));
    let day = clause.children.iter().find(|c| matches!(c.kind, Kind::date | Kind::month));
    match (name, day) {
        (Some(name), _) if step.kind == Kind::within => both(format!(".{}", name.text)),
        (Some(word), _) | (None, Some(word)) => both(format!("({})", word.text)),
        _ => Vec::new(),
    }
}

/// What a declaration or clause opens with, up to its name.
fn heading(node: &Node) -> Span {
    let first = node.children.first().map_or(node.span, |c| c.span);
    node.name().map_or(if block(node).is_some() { first } else { node.span }, |name| first.to(name.span))
}
