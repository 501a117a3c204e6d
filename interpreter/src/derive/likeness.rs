//! Whether two nodes say the same, or nearly.

use jifen_grammar::tree::{Kind, Node};

/// Whether two nodes are printed the same: comments and empty lines count.
pub(super) fn same(a: &Node, b: &Node) -> bool {
    a.kind == b.kind
        && a.text == b.text
        && same_comments(a, b)
        && a.inside == b.inside
        && a.children.len() == b.children.len()
        && a.children.iter().zip(&b.children).all(|(a, b)| same(a, b))
}

/// Whether the comments around two nodes are the same.
pub(super) fn same_comments(a: &Node, b: &Node) -> bool {
    a.before == b.before && a.behind == b.behind
}

/// A node without comments around it and without parts of some kinds, as a string that is equal for equal nodes.
pub(super) fn essence(node: &Node, without: &[Kind]) -> String {
    let mut out = format!("{:?}", node.kind);
    for child in node.children.iter().filter(|c| !without.contains(&c.kind)) {
        spell(child, &mut out);
    }
    out
}

/// The whole of a node, comments included.
pub(super) fn whole(node: &Node) -> String {
    let mut out = String::new();
    spell(node, &mut out);
    out
}

fn spell(node: &Node, out: &mut String) {
    use std::fmt::Write as _;
    let _ = write!(out, "({:?} {:?}", node.kind, node.text);
    if !node.before.is_empty() || node.behind.is_some() || !node.inside.is_empty() {
        let _ = write!(out, "{:?}{:?}{:?}", node.before, node.behind, node.inside);
    }
    for child in &node.children {
        spell(child, out);
    }
    out.push(')');
}

/// The tokens of a node apart from its name, key and label, in order of the alphabet; of text, the characters.
pub(super) fn tokens(node: &Node) -> Vec<(Kind, &str)> {
    let mut all = Vec::new();
    let holder = node.get(Kind::verdict);
    for child in &node.children {
        let own = |c: &Node| matches!(c.kind, Kind::name | Kind::key | Kind::label);
        if !own(child) && holder.is_none_or(|h| !std::ptr::eq(h, child)) {
            child.walk(&mut |n| {
                let sign = matches!(n.kind, Kind::lb | Kind::rb | Kind::comma | Kind::lp | Kind::rp | Kind::colon);
                if n.kind == Kind::text {
                    all.extend(n.text.split_inclusive(|_| true).map(|character| (n.kind, character)));
                } else if n.children.is_empty() && !sign {
                    all.push((n.kind, &*n.text));
                }
            });
        }
    }
    all.sort();
    all
}

/// How much of two sorted lists is the same, in hundredths: nothing of nothing is 0.
pub(super) fn likeness(a: &[(Kind, &str)], b: &[(Kind, &str)]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    (200 * common).checked_div(a.len() + b.len()).unwrap_or(0)
}
