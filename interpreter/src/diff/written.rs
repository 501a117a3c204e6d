//! Expressions as they were written: found again in the syntax trees by their places.

use crate::model::{Expr, Text, Version};
use crate::report::say;
use jifen_grammar::format::format_node;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Node, Span};

/// The text of a version's expressions.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub version: &'a Version,
    /// The trees, by the number of the file.
    pub files: &'a [&'a File],
}

impl Written<'_> {
    /// As written, else in the model's own words.
    pub fn expr(&self, expr: &Expr) -> Text {
        self.at(expr.span).unwrap_or_else(|| Text {
            zh: say(expr, self.version, Language::Zh),
            en: say(expr, self.version, Language::En),
        })
    }

    /// What stands at a place, where it is a node or a run of nodes.
    pub fn at(&self, span: Span) -> Option<Text> {
        let file = self.files.get(span.file as usize)?;
        let behind = file.declarations.partition_point(|d| d.span.end < span.end);
        let mut node = file.declarations.get(behind)?;
        loop {
            let first = node.children.iter().position(|c| c.span.start == span.start && c.span.start < c.span.end);
            let last = node.children.iter().rposition(|c| c.span.end == span.end && c.span.start < c.span.end);
            if let (Some(first), Some(last)) = (first, last)
                && first <= last
            {
                let run = node.children.get(first..=last)?;
                return Some(match run {
                    [one] => text(one),
                    several => {
                        let mut whole = Node::new(Kind::expr, span);
                        whole.children = several.to_vec();
                        text(&whole)
                    }
                });
            }
            node = node.children.iter().find(|c| c.span.start <= span.start && span.end <= c.span.end)?;
        }
    }
}

fn text(node: &Node) -> Text {
    Text {
        zh: format_node(node, Language::Zh).trim().to_owned(),
        en: format_node(node, Language::En).trim().to_owned(),
    }
}
