//! Operations before they are put into words.

use super::{Blame, Coarse};
use crate::amend::called::Addresses;
use crate::amend::place::Path;
use jifen_grammar::format::format_node;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Kind, Node, Span, Trivia};
use std::collections::BTreeSet;

/// What everything is derived from.
pub(super) struct Context<'n> {
    /// The old declarations, without the head.
    pub old: &'n [Node],
    /// The addresses in them.
    pub addresses: Addresses<'n>,
    /// The language of the keywords.
    pub language: Language,
    /// What has to be said more coarsely.
    pub coarse: &'n Coarse,
    /// Where a renaming gives a key to what had none.
    pub keyed: BTreeSet<Path>,
    /// The indicators that are deleted: their places in groups go with them.
    pub gone: BTreeSet<&'n str>,
}

/// A node of the old text: as it was, and with the new names in it.
#[derive(Debug, Clone)]
pub(super) struct Was<'n> {
    pub path: Path,
    pub old: &'n Node,
    pub now: &'n Node,
}

/// An operation.
#[derive(Debug, Clone)]
pub(super) struct Operation<'n> {
    pub doing: Doing<'n>,
    /// What is said more coarsely if it fails.
    pub blame: Blame,
    /// The place of its declaration in the new text.
    pub order: usize,
}

/// What it does.
#[derive(Debug, Clone)]
pub(super) enum Doing<'n> {
    /// In words already.
    Said(String),
    /// What is at an address goes; the node with the new names in it.
    Delete(String, &'n Node),
    /// A node comes beside another.
    Insert(Anchor<'n>, &'n Node),
    /// What is at an address goes beside another.
    Move(String, Anchor<'n>),
}

/// What something is put beside.
#[derive(Debug, Clone)]
pub(super) struct Anchor<'n> {
    pub side: Side,
    pub address: String,
    /// The neighbour in the old text.
    pub node: Option<(Path, &'n Node)>,
}

/// On which side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    After,
    Before,
    /// In a block, where its like stand.
    Within,
    /// In the text, where its like stand.
    Somewhere,
}

impl<'n> Context<'n> {
    /// An operation in words: its keyword and what follows.
    pub fn say(&self, words: &[&str]) -> String {
        words.iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }

    /// `将 A 修改为 …`.
    pub fn into(&self, address: &str, new: &str) -> String {
        let word = |kind| self.addresses.word(kind);
        self.say(&[word(Kind::kw_change), address, word(Kind::kw_into), new])
    }

    /// A node as it stands in the first column.
    pub fn text(&self, node: &Node) -> String {
        format_node(node, self.language)
    }

    /// Nodes in braces, with the comments around them.
    pub fn braces(&self, nodes: &[&Node]) -> String {
        let edge = |kind| Node::new(kind, Span::default());
        let inner = nodes.iter().enumerate().map(|(i, node)| {
            let mut node = (*node).clone();
            // As between declarations of a file
            let apart =
                matches!(node.kind, Kind::indicator | Kind::define | Kind::result | Kind::choice | Kind::record);
            if 0 < i && apart && node.before.first() != Some(&Trivia::Blank) {
                node.before.insert(0, Trivia::Blank);
            }
            node
        });
        let children = [edge(Kind::lb)].into_iter().chain(inner).chain([edge(Kind::rb)]).collect();
        self.text(&Node { children, ..edge(Kind::rule_block) })
    }
}

/// Whether nothing stands around a node that has to be in braces to be carried.
pub(super) fn is_plain(node: &Node) -> bool {
    node.before.is_empty() && node.behind.is_none()
}
