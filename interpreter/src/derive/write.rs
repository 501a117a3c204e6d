//! The amendment in words.

use super::inside::brought;
use super::likeness::{same, whole};
use super::names::{Renamed, renamed, with_names};
use super::operations::{Anchor, Context, Doing, Operation, Side, Was};
use super::pairs::pairs;
use super::sequence::{List, changes};
use super::{Blame, Coarse};
use crate::amend::called::Addresses;
use crate::amend::repealed::is_repealed;
use jifen_grammar::format::format;
use jifen_grammar::tree::{File, Kind, Node, Trivia};
use std::collections::{BTreeMap, BTreeSet};

/// An amendment as first written, with what its operations are about.
pub(super) struct Written {
    /// The text.
    pub text: String,
    /// For each operation, in order, what is said more coarsely if it fails.
    pub blames: Vec<Blame>,
    /// For each declaration of the new text but the head, the old one that it was.
    pub was: Vec<Option<usize>>,
}

/// Writes it.
pub(super) fn amendment(old: &File, new: &File, coarse: &Coarse) -> Written {
    let language = new.language;
    let names = renamed(&old.declarations, &new.declarations, coarse);
    let now = with_names(&old.declarations, &names);
    let olds: Vec<Was<'_>> =
        old.declarations.iter().zip(&now).enumerate().map(|(i, (old, now))| Was { path: vec![i], old, now }).collect();
    let olds: Vec<Was<'_>> = olds.into_iter().filter(|w| w.old.kind != Kind::policy).collect();
    let news: Vec<&Node> = new.declarations.iter().filter(|d| d.kind != Kind::policy).collect();
    let bare: Vec<&Node> = olds.iter().map(|w| w.now).collect();
    let places = pairs(&bare, &news);
    let kept: BTreeSet<usize> = places.iter().flatten().copied().collect();
    // What is repealed goes from its group by name.
    let goes = |w: &Was<'_>| w.old.kind == Kind::indicator && !is_repealed(&old.declarations, w.old);
    let gone = olds.iter().enumerate().filter(|(i, w)| goes(w) && !kept.contains(i));
    let cx = Context {
        old: &old.declarations,
        addresses: Addresses::new(&old.declarations, language),
        language,
        coarse,
        keyed: names.iter().filter(|r| r.key.is_some()).map(|r| r.path.clone()).collect(),
        gone: gone.filter_map(|(_, w)| w.old.name().map(|n| &*n.text)).collect(),
    };
    let list = List { block: None, blame: Blame::New, order: None };
    let was: Vec<Option<usize>> = places.iter().map(|p| olds.get((*p)?)?.path.first().copied()).collect();
    let mut all: Vec<Operation<'_>> = names.iter().filter_map(|r| rename(&cx, r, &was)).collect();
    all.extend(changes(&cx, &list, &olds, &news).unwrap_or_default());
    all.sort_by_key(|o| o.order);
    moves(&mut all);
    if !coarse.apart {
        together(&cx, &mut all);
    }
    let mut text = format(&head(&now, new), Some(language));
    let mut blames = Vec::new();
    let mut rest = all.as_slice();
    while let [first, ..] = rest {
        let alike = rest.iter().take_while(|o| follows(first, o)).count().max(1);
        let (run, behind) = rest.split_at(alike.min(rest.len()));
        text.push('\n');
        text.push_str(&words(&cx, run));
        text.push('\n');
        blames.push(first.blame.clone());
        rest = behind;
    }
    ending(old, new, &mut text);
    Written { text, blames, was }
}

/// Whether an operation can be said together with one in front of it: what comes behind the same neighbour.
fn follows(first: &Operation<'_>, next: &Operation<'_>) -> bool {
    match (&first.doing, &next.doing) {
        (Doing::Insert(a, _), Doing::Insert(b, _)) => {
            a.side == b.side && a.address == b.address && a.side != Side::Somewhere
        }
        _ => false,
    }
}

fn words(cx: &Context<'_>, run: &[Operation<'_>]) -> String {
    let word = |kind| cx.addresses.word(kind);
    match run {
        [Operation { doing: Doing::Said(text), .. }, ..] => text.clone(),
        [Operation { doing: Doing::Delete(address, _), .. }, ..] => cx.say(&[word(Kind::kw_delete), address]),
        [Operation { doing: Doing::Move(from, anchor), .. }, ..] => {
            let (to, closing) = match anchor.side {
                Side::Before => (Kind::kw_moved_before, Kind::kw_moved_before_end),
                _ => (Kind::kw_moved_after, Kind::kw_moved_after_end),
            };
            cx.say(&[word(Kind::kw_move), from, word(to), &anchor.address, word(closing)])
        }
        [Operation { doing: Doing::Insert(anchor, _), .. }, ..] => {
            let nodes: Vec<&Node> = run
                .iter()
                .filter_map(|o| if let Doing::Insert(_, node) = o.doing { Some(node) } else { None })
                .collect();
            let new = brought(cx, &nodes);
            let (first, verb) = match anchor.side {
                Side::After => (Kind::kw_insert_after, Kind::kw_add_after),
                Side::Before => (Kind::kw_insert_before, Kind::kw_add_before),
                Side::Within => (Kind::kw_insert_within, Kind::kw_add_within),
                Side::Somewhere => return cx.say(&[word(Kind::kw_add), &new]),
            };
            cx.say(&[word(first), &anchor.address, word(verb), &new])
        }
        [] => String::new(),
    }
}

fn rename<'n>(cx: &Context<'n>, renamed: &Renamed, was: &[Option<usize>]) -> Option<Operation<'n>> {
    let address = cx.addresses.of(&renamed.path)?;
    let key = renamed.key.as_ref().map_or(String::new(), |k| cx.text(k));
    let word = |kind| cx.addresses.word(kind);
    let text = cx.say(&[word(Kind::kw_rename), &address, word(Kind::kw_renamed), &renamed.name.text, &key]);
    let order = was.iter().position(|w| *w == renamed.path.first().copied()).unwrap_or(0);
    Some(Operation { doing: Doing::Said(text), blame: Blame::Name(renamed.path.clone()), order })
}

/// What goes at one place and comes at another is moved.
fn moves(all: &mut Vec<Operation<'_>>) {
    let mut gone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, operation) in all.iter().enumerate() {
        if let Doing::Delete(_, node) = &operation.doing
            && !matches!(node.kind, Kind::note | Kind::title | Kind::cite | Kind::modifier | Kind::combine)
        {
            gone.entry(whole(node)).or_default().push(i);
        }
    }
    let mut told = BTreeSet::new();
    for i in 0..all.len() {
        let Some(Operation { doing: Doing::Insert(anchor, node), .. }) = all.get(i) else { continue };
        if anchor.side == Side::Within || anchor.side == Side::Somewhere {
            continue;
        }
        let Some(from) = gone.get_mut(&whole(node)).and_then(Vec::pop) else { continue };
        let Some(Operation { doing: Doing::Delete(address, was), .. }) = all.get(from) else { continue };
        if same(was, node) {
            let doing = Doing::Move(address.clone(), anchor.clone());
            told.insert(from);
            if let Some(operation) = all.get_mut(i) {
                operation.doing = doing;
            }
        }
    }
    let mut i = 0;
    all.retain(|_| {
        i += 1;
        !told.contains(&(i - 1))
    });
}

/// A new indicator beside another one, and its place in a group beside that one's: one operation.
fn together(cx: &Context<'_>, all: &mut Vec<Operation<'_>>) {
    let mut indicators: BTreeMap<String, usize> = BTreeMap::new();
    for (i, operation) in all.iter().enumerate() {
        if let Doing::Insert(_, node) = &operation.doing
            && node.kind == Kind::indicator
        {
            indicators.extend(node.name().map(|n| (n.text.to_string(), i)));
        }
    }
    let mut told = BTreeSet::new();
    for i in 0..all.len() {
        let Some(Operation { doing: Doing::Insert(place, mention), .. }) = all.get(i) else { continue };
        let plain = mention.kind == Kind::indicator_ref && super::operations::is_plain(mention);
        let Some(at) = mention.name().filter(|_| plain).and_then(|n| indicators.get(&*n.text)).copied() else {
            continue;
        };
        let Some(Operation { doing: Doing::Insert(beside, indicator), .. }) = all.get(at) else { continue };
        if !told.contains(&at) && neighbours(cx, beside, place) {
            let doing = Doing::Insert(place.clone(), indicator);
            told.insert(at);
            if let Some(operation) = all.get_mut(i) {
                *operation = Operation { doing, blame: Blame::Together, order: operation.order };
            }
        }
    }
    let mut i = 0;
    all.retain(|_| {
        i += 1;
        !told.contains(&(i - 1))
    });
}

/// Whether a declaration comes just where a new indicator beside that of a group's mention would.
fn neighbours(cx: &Context<'_>, declaration: &Anchor<'_>, mention: &Anchor<'_>) -> bool {
    let place = |at: usize, side: Side| at + usize::from(side == Side::After);
    let Some((beside, mention_node)) = declaration.node.as_ref().zip(mention.node.as_ref()) else { return false };
    let indicator = |d: &Node| d.kind == Kind::indicator && d.name() == mention_node.1.name();
    let own = cx.old.iter().position(indicator).filter(|_| mention_node.1.kind == Kind::indicator_ref);
    let there = beside.0.first().map(|at| place(*at, declaration.side));
    own.is_some() && own.map(|at| place(at, mention.side)) == there
}

/// The amendment's head: the new text's, based on the old one with the new names in it.
fn head(old: &[Node], new: &File) -> File {
    let policy = |declarations: &[Node]| declarations.iter().find(|d| d.kind == Kind::policy).cloned();
    let mut file = File { declarations: Vec::new(), ending: Vec::new(), errors: Vec::new(), language: new.language };
    let (Some(old), Some(new)) = (policy(old), policy(&new.declarations)) else { return file };
    let word = |kind| Node::new(kind, new.span);
    let mut head = Node { children: Vec::new(), kind: Kind::amendment, ..new.clone() };
    for child in &new.children {
        match child.kind {
            Kind::kw_policy => head.children.push(word(Kind::kw_amendment)),
            Kind::key if old.get(Kind::key) == Some(child) => {}
            Kind::policy_block => head.children.push(dates(child, old.get(Kind::policy_block))),
            _ => head.children.push(child.clone()),
        }
        if child.kind == Kind::id {
            head.children.push(word(Kind::kw_based_on));
            head.children.extend(old.get(Kind::id).cloned());
        }
    }
    // An empty comment stands in front of those that take the place of the base's.
    let empty = Trivia::Comment(String::new());
    if new.before.is_empty() && !old.before.is_empty() || new.before.first() == Some(&empty) {
        head.before.insert(0, empty);
    }
    file.declarations.push(head);
    file
}

/// The head's clauses, but for the filing and counting date at the end where the base's say the same.
fn dates(new: &Node, old: Option<&Node>) -> Node {
    let mut block = new.clone();
    for kind in [Kind::counting_date, Kind::filing_date] {
        let Some(last) = block.children.len().checked_sub(2) else { break };
        let known = old.and_then(|o| o.get(kind));
        let restates = |clause: &Node| clause.kind == kind && known.is_some_and(|k| same(k, clause));
        if block.children.get(last).is_some_and(restates) && 3 < block.children.len() {
            block.children.remove(last);
        }
    }
    block
}

/// The comments at the end, where they changed.
fn ending(old: &File, new: &File, text: &mut String) {
    fn bare(file: &File) -> &[Trivia] {
        let blanks = file.ending.iter().take_while(|t| **t == Trivia::Blank).count();
        file.ending.get(blanks..).unwrap_or(&[])
    }
    if bare(old) == bare(new) {
        return;
    }
    let ending = [Trivia::Comment(String::new())].into_iter().chain(bare(new).iter().cloned()).collect();
    let file = File { declarations: Vec::new(), ending, errors: Vec::new(), language: new.language };
    text.push('\n');
    text.push_str(&format(&file, None));
}
