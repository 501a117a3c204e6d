//! Small parts that many nodes have: names, citations, notes, and the text itself.

use jifen_grammar::format::format_node;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Kind, Node};

use super::Lowering;
use crate::diagnostic::Arg;
use crate::model::{Answer, Named, Provenance, Text, Type};
use crate::names::type_words;

impl Lowering<'_> {
    /// A node as written, on one line, with the keywords of either language.
    pub fn text(&self, node: &Node) -> Text {
        Text {
            zh: format_node(node, Language::Zh).trim().to_owned(),
            en: format_node(node, Language::En).trim().to_owned(),
        }
    }

    /// Several nodes as written, with commas between them.
    pub fn text_of(&self, nodes: &[&Node]) -> Text {
        let all: Vec<Text> = nodes.iter().map(|n| self.text(n)).collect();
        let join = |pick: fn(&Text) -> &str| all.iter().map(pick).collect::<Vec<&str>>().join(", ");
        Text { zh: join(|t| &t.zh), en: join(|t| &t.en) }
    }

    /// A line of a body on one line: without its label, citations, notes, and the inside of its table.
    pub fn line_text(&self, node: &Node) -> Text {
        self.text(&outline(node))
    }

    /// The label of a line or row, without its parentheses.
    pub fn label(&self, node: &Node) -> Option<String> {
        let word = node.get(Kind::label)?.children.iter().find(|c| !c.text.is_empty())?;
        Some(word.text.to_string())
    }

    /// How a type reads in a message.
    pub fn type_words(&self, ty: &Type) -> Arg {
        type_words(ty, &self.version)
    }

    /// The citations of a node, those of a line's tail included.
    pub fn cites(&self, node: &Node) -> Vec<String> {
        let tails = node.all(Kind::tail).flat_map(|t| t.all(Kind::cite));
        let strings = node.all(Kind::cite).chain(tails).flat_map(|c| c.all(Kind::string));
        strings.map(string_text).collect()
    }

    /// The notes of a node or block, those of a line's tail included.
    pub fn notes(&self, node: &Node) -> Vec<String> {
        let tails = node.all(Kind::tail).flat_map(|t| t.all(Kind::note));
        let notes = node.all(Kind::note).chain(tails);
        notes.flat_map(|n| n.all(Kind::string)).map(string_text).collect()
    }

    /// The findings that the drafter answered in a block.
    pub fn reviewed(&self, node: &Node) -> Vec<Answer> {
        let answered = node.all(Kind::reviewed).filter_map(|r| {
            let code = r.get(Kind::code)?.text.to_string();
            let mut strings = r.all(Kind::string).map(string_text);
            let (first, second) = (strings.next()?, strings.next());
            let (of, reason) = match second {
                Some(reason) => (Some(first), reason),
                None => (None, first),
            };
            Some(Answer { code, of, reason, span: r.span })
        });
        answered.collect()
    }

    /// The name, key and title of a declaration.
    pub fn named(&self, node: &Node) -> Named {
        let name = node.name();
        Named {
            name: name.map_or(String::new(), |n| n.text.to_string()),
            key: node.key().map_or(String::new(), |k| k.text.to_string()),
            title: node.string(Kind::title).map(str::to_owned),
            span: name.map_or(node.span, |n| n.span),
            provenance: self.provenance(node),
        }
    }

    /// The amendments that wrote a declaration or clause.
    pub fn provenance(&self, node: &Node) -> Provenance {
        self.wrote.get(&node.span).cloned().unwrap_or_default()
    }

    /// A part of a flat expression as written.
    pub(super) fn slice_text(&self, nodes: &[Node]) -> Text {
        match nodes {
            [one] => self.text(one),
            [first, .., last] => {
                let mut whole = Node::new(Kind::expr, first.span.to(last.span));
                whole.children = nodes.to_vec();
                self.text(&whole)
            }
            [] => Text::default(),
        }
    }
}

/// A node without label, citations, notes and blocks.
fn outline(node: &Node) -> Node {
    let left_out = |n: &Node| {
        matches!(n.kind, Kind::label | Kind::cite | Kind::note | Kind::table_block | Kind::progressive_block)
            || n.kind == Kind::tail && !n.has(Kind::modifier)
    };
    let mut out = Node::new(node.kind, node.span);
    out.text = node.text.clone();
    out.children = node.children.iter().filter(|c| !left_out(c)).map(outline).collect();
    out
}

/// The text inside a `string` node.
pub(super) fn string_text(node: &Node) -> String {
    node.get(Kind::text).map_or(String::new(), |t| t.text.to_string())
}

/// A text as a message's value.
pub(super) fn shown(text: &Text) -> Arg {
    Arg::pair(text.zh.clone(), text.en.clone())
}
