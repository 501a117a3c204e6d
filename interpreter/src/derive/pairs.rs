//! Which nodes of an older list are which of a newer one.

use super::likeness::{essence, likeness, tokens, whole};
use jifen_grammar::tree::{Kind, Node};
use std::collections::{BTreeMap, VecDeque};

/// How like two nodes of a kind must be to be the same one changed, in hundredths.
const ALIKE: usize = 55;

/// How like, where they have names that differ.
const ALIKE_BUT_FOR_NAMES: usize = 70;

/// More comparisons than this are not made to find what is alike.
const COMPARISONS: usize = 40_000;

/// What of a node's words identifies it; `None` where it has no such words.
type Identity = fn(&Node) -> Option<String>;

/// From what says most to what says least: the whole, the key, the name, the content, the label or case.
const IDENTITIES: [Identity; 6] = [|n| Some(whole(n)), key, name, unlabelled, handle, unnamed];

/// For each newer node the older one that it was; no older one twice.
pub(super) fn pairs(old: &[&Node], new: &[&Node]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; new.len()];
    let mut free = vec![true; old.len()];
    for identity in IDENTITIES {
        let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        let open = |free: &[bool], i: usize| free.get(i) == Some(&true);
        for (i, node) in old.iter().enumerate().filter(|(i, _)| open(&free, *i)) {
            if let Some(words) = identity(node) {
                waiting.entry(words).or_default().push_back(i);
            }
        }
        if waiting.is_empty() {
            continue;
        }
        for (slot, node) in found.iter_mut().zip(new).filter(|(slot, _)| slot.is_none()) {
            let place = identity(node).and_then(|words| waiting.get_mut(&words)?.pop_front());
            if let Some(free) = place.and_then(|i| free.get_mut(i)) {
                *free = false;
                *slot = place;
            }
        }
    }
    alike(old, new, &mut free, &mut found);
    found
}

/// A node that has no counterpart yet.
struct Lone<'n> {
    place: usize,
    kind: Kind,
    tokens: Vec<(Kind, &'n str)>,
}

/// The most alike first.
fn alike(old: &[&Node], new: &[&Node], free: &mut [bool], found: &mut [Option<usize>]) {
    fn lone<'n>(all: &[&'n Node], alone: impl Fn(usize) -> bool) -> Vec<Lone<'n>> {
        let each = all.iter().enumerate().filter(|(i, n)| alone(*i) && may_change(n.kind));
        each.map(|(place, n)| Lone { place, kind: n.kind, tokens: tokens(n) }).collect()
    }
    let olds = lone(old, |i| free.get(i) == Some(&true));
    let news = lone(new, |j| found.get(j) == Some(&None));
    if COMPARISONS < olds.len() * news.len() {
        return;
    }
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for theirs in &news {
        for mine in olds.iter().filter(|o| o.kind == theirs.kind) {
            let alike = likeness(&mine.tokens, &theirs.tokens);
            // One for one, what says nothing but its name is likely the same.
            let only = olds.len() == 1 && news.len() == 1 && mine.tokens.is_empty() && theirs.tokens.is_empty();
            let enough = if declares(mine.kind) { ALIKE_BUT_FOR_NAMES } else { ALIKE };
            if enough <= alike || only {
                all.push((100 - alike.min(100), theirs.place, mine.place));
            }
        }
    }
    all.sort();
    for (_, j, i) in all {
        if let (Some(slot @ None), Some(free @ true)) = (found.get_mut(j), free.get_mut(i)) {
            *slot = Some(i);
            *free = false;
        }
    }
}

/// Whether a node of this kind without a name in common can still be the same one: not what is nothing but its name.
fn may_change(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::indicator_ref | Kind::entry | Kind::step | Kind::listing | Kind::class_value | Kind::class_steps
    )
}

/// Whether a node of this kind declares a name that others mention.
pub(super) fn declares(kind: Kind) -> bool {
    use Kind::*;
    matches!(
        kind,
        choice
            | record
            | parameter
            | catalogue
            | alternative
            | define
            | result
            | indicator
            | total
            | group
            | fact
            | value
            | column
            | outcomes
            | outcome
    )
}

/// What holds a node's name: an outcome's verdict, else itself.
pub(super) fn holder(node: &Node) -> &Node {
    node.get(Kind::verdict).unwrap_or(node)
}

fn key(node: &Node) -> Option<String> {
    let code = holder(node).get(Kind::key)?.get(Kind::code)?;
    declares(node.kind).then(|| format!("{:?} {}", node.kind, code.text))
}

fn name(node: &Node) -> Option<String> {
    let named = declares(node.kind) || matches!(node.kind, Kind::indicator_ref | Kind::class_steps | Kind::class_value);
    let name = holder(node).name().filter(|_| named)?;
    Some(format!("{:?} {}", node.kind, name.text))
}

/// The content of what has no name, its label apart.
fn unlabelled(node: &Node) -> Option<String> {
    (!declares(node.kind)).then(|| essence(node, &[Kind::label]))
}

/// The words by which a clause without a name goes: its label, cases, day or code; of what is there once, its kind.
fn handle(node: &Node) -> Option<String> {
    let of = |kind: Kind| node.get(kind).map(whole);
    let words = match node.kind {
        Kind::case_row | Kind::matrix_row => {
            let cases: Vec<String> = node.all(Kind::case).map(whole).collect();
            of(Kind::label).unwrap_or_else(|| cases.concat())
        }
        Kind::line => of(Kind::label).or_else(|| node.has(Kind::otherwise).then(String::new))?,
        Kind::slice_rate => of(Kind::label).or_else(|| of(Kind::band))?,
        Kind::step | Kind::listing => {
            let day = node.children.iter().find(|c| matches!(c.kind, Kind::date | Kind::month))?;
            whole(day)
        }
        Kind::entry => whole(node.children.first()?),
        Kind::require | Kind::assume => of(Kind::title).or_else(|| of(Kind::expr))?,
        Kind::modifier => node.children.first().map(whole)?,
        Kind::outcomes if node.name().is_none() => String::new(),
        Kind::facts
        | Kind::conventions
        | Kind::combine
        | Kind::guard
        | Kind::repealed
        | Kind::header
        | Kind::leap_day
        | Kind::months_end
        | Kind::days_end
        | Kind::currency
        | Kind::kw_open_ended => String::new(),
        _ => return None,
    };
    Some(format!("{:?} {words}", node.kind))
}

/// The content of what has a name, name and key apart, where it says something.
fn unnamed(node: &Node) -> Option<String> {
    let telling = declares(node.kind) && !tokens(node).is_empty();
    telling.then(|| match node.kind {
        Kind::outcome => essence(node, &[Kind::verdict]),
        _ => essence(node, &[Kind::name, Kind::key]),
    })
}
