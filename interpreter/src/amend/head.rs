//! The head of a consolidated text: the base's name and filing date, the amendment's own dates and titles; and the comments
//! above it and at the end.

use super::head_of;
use jifen_grammar::tree::{File, Kind, Node, Trivia};

/// Puts the amendment's head in the place of the base's. What the amendment does not restate of name, key, title, filing
/// date and counting date stays.
pub(super) fn put(declarations: &mut [Node], amendment: &File) {
    let Some(head) = amendment.declarations.iter().find_map(head_of).filter(|h| h.kind == Kind::amendment) else {
        return;
    };
    let Some(own) = declarations.iter_mut().find(|d| d.kind == Kind::policy) else { return };
    let old = std::mem::replace(own, Node::new(Kind::policy, head.span));
    let word = |kind: Kind, like: &Node| Node::new(kind, like.span);
    let first = head.children.first().map_or(head, |c| c);
    let mut children = vec![word(Kind::kw_policy, first)];
    // Called by its key, the policy keeps its name; its place is here all the same.
    let called = head.get(Kind::code).or(head.name()).map_or(first.span, |word| word.span);
    let key = old.get(Kind::key).and_then(|k| k.get(Kind::code));
    let own_name = head.name().filter(|name| key.is_none_or(|key| key.text != name.text));
    children.push(own_name.cloned().unwrap_or_else(|| {
        let name = old.name().cloned().unwrap_or_else(|| Node::new(Kind::name, called));
        Node { span: called, ..name }
    }));
    children.extend(head.get(Kind::key).or(old.get(Kind::key)).cloned());
    children.extend(head.get(Kind::kw_version).cloned());
    children.extend(head.get(Kind::id).cloned());
    children.extend(head.get(Kind::title).or(old.get(Kind::title)).cloned());
    if let Some(block) = head.get(Kind::policy_block) {
        let mut block = block.clone();
        for kind in [Kind::filing_date, Kind::counting_date] {
            let inherited = old.get(Kind::policy_block).and_then(|b| b.get(kind));
            if let Some(clause) = inherited.filter(|_| !block.has(kind)) {
                let close = block.children.len().saturating_sub(1);
                block.children.insert(close, clause.clone());
            }
        }
        children.push(block);
    }
    own.children = children;
    own.before = comments(&head.before).map_or(old.before, <[Trivia]>::to_vec);
    own.behind = head.behind.clone();
}

/// The comments that take the place of the base's above the head: an empty one in front, which counts for nothing, says that
/// they do even if there are no others. `None`: the base's stay.
fn comments(own: &[Trivia]) -> Option<&[Trivia]> {
    match own {
        [] => None,
        [Trivia::Comment(first), rest @ ..] if first.is_empty() => Some(rest),
        all => Some(all),
    }
}

/// Puts the comments at the amendment's end in the place of those at the base's, where an empty one in front says so.
pub(super) fn put_ending(tree: &mut File, amendment: &File) {
    let blanks = amendment.ending.iter().take_while(|t| **t == Trivia::Blank).count();
    if let Some([Trivia::Comment(first), rest @ ..]) = amendment.ending.get(blanks..)
        && first.is_empty()
    {
        tree.ending = rest.to_vec();
    }
}
