//! Places in a text's tree: which declaration, which child of it, and so on.

use jifen_grammar::tree::{Kind, Node};

/// From the text's declarations down: the index at each level. Empty: the list of declarations itself.
pub(crate) type Path = Vec<usize>;

/// The node at a path.
pub(crate) fn at<'n>(declarations: &'n [Node], path: &[usize]) -> Option<&'n Node> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(declarations.get(*first)?, |node, i| node.children.get(*i))
}

/// The children at a path; the declarations themselves at the empty one.
pub(crate) fn children<'n>(declarations: &'n [Node], path: &[usize]) -> &'n [Node] {
    if path.is_empty() { declarations } else { at(declarations, path).map_or(&[], |n| n.children.as_slice()) }
}

/// A path one level down.
pub(crate) fn below(path: &[usize], index: usize) -> Path {
    path.iter().copied().chain([index]).collect()
}

/// The path of a node's block: the child that opens with a brace.
pub(crate) fn block(node: &Node) -> Option<usize> {
    node.children.iter().position(is_block)
}

/// Whether a node is a block in braces.
pub(crate) fn is_block(node: &Node) -> bool {
    node.children.first().is_some_and(|c| c.kind == Kind::lb)
}

/// A block's clauses with their indices.
pub(crate) fn clauses(block: &Node) -> impl Iterator<Item = (usize, &Node)> {
    let clause = |n: &Node| !matches!(n.kind, Kind::lb | Kind::rb | Kind::unclosed);
    block.children.iter().enumerate().filter(move |(_, n)| clause(n))
}

/// Every node of a tree with its path, parents first.
pub(crate) fn walk<'n>(nodes: &'n [Node], path: &[usize], see: &mut dyn FnMut(&[usize], &'n Node)) {
    for (i, node) in nodes.iter().enumerate() {
        let here = below(path, i);
        see(&here, node);
        walk(&node.children, &here, see);
    }
}

/// The words of a node without blanks: of a label `2`, of a case `5以上`.
pub(crate) fn words(node: &Node) -> String {
    let mut out = String::new();
    node.walk(&mut |n| out.push_str(&n.text));
    out
}
