//! What changed inside of one declaration or clause: values, parts that went, blocks; or else the whole.

use super::likeness::{same, same_comments};
use super::operations::{Anchor, Context, Doing, Operation, Side, Was, is_plain};
use super::windows::{self, Value};
use super::{Blame, sequence};
use crate::amend::called::part;
use crate::amend::place::{at, below, clauses, is_block};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Kind, Node, Trivia};

/// What changed inside of a clause.
#[derive(Debug)]
pub(super) enum Edit<'n> {
    Value(Value),
    /// Operations on the clauses of a block, or on a part.
    Said(Vec<Operation<'n>>),
}

/// How a clause stands in its list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// It changes its place: then it can't be written anew.
    pub moved: bool,
    /// It comes first in its block, where no empty lines stand above it.
    pub first: bool,
    /// The place of its declaration in the new text.
    pub order: usize,
}

/// The operations that make one declaration or clause of another; `None` where what holds it has to be written anew.
pub(super) fn changed<'n>(
    cx: &Context<'n>,
    was: &Was<'n>,
    new: &'n Node,
    standing: Standing,
) -> Option<Vec<Operation<'n>>> {
    let level = cx.coarse.level(&was.path);
    if same_standing(was.now, new, standing) && level == 0 {
        return Some(Vec::new());
    }
    // What is the same and still came out otherwise is written anew.
    let around = comments_stay(was.now, new, standing) && !same_standing(was.now, new, standing);
    let finer = (level..2).filter(|_| around).find_map(|level| parts(cx, was, new, standing, level));
    let whole = || (level <= 2 && !standing.moved).then(|| whole(cx, was, new, standing)).flatten();
    let Some(finer) = finer else { return whole().map(|one| vec![one]) };
    if finer.len() < 2 {
        return Some(finer);
    }
    // What would be longer in parts is said in full.
    let block = parts(cx, was, new, standing, 1);
    let shorter = block.into_iter().chain(whole().map(|one| vec![one])).min_by_key(|all| length(all));
    match shorter {
        Some(full) if 5 * length(&full) < 4 * length(&finer) => Some(full),
        _ => Some(finer),
    }
}

/// Whether a clause and what stands around it are the same; above a block's first clause no empty lines count.
fn same_standing(now: &Node, new: &Node, standing: Standing) -> bool {
    same(now, new)
        || standing.first && comments_stay(now, new, standing) && {
            let bare = |n: &Node| Node { before: Vec::new(), ..n.clone() };
            same(&bare(now), &bare(new))
        }
}

fn comments_stay(now: &Node, new: &Node, standing: Standing) -> bool {
    let blanks = now.before.iter().take_while(|t| standing.first && **t == Trivia::Blank).count();
    now.behind == new.behind && now.before.get(blanks..) == Some(&new.before)
}

/// Characters of operations.
fn length(all: &[Operation<'_>]) -> usize {
    let each = all.iter().map(|o| match &o.doing {
        Doing::Said(text) => text.chars().count(),
        Doing::Delete(address, _) => address.chars().count() + 3,
        Doing::Insert(anchor, node) => {
            let mut length = anchor.address.chars().count() + 8;
            node.walk(&mut |n| length += n.text.chars().count() + 1);
            length
        }
        Doing::Move(from, anchor) => from.chars().count() + anchor.address.chars().count() + 6,
    });
    each.sum()
}

/// The operations on what is inside; on level 1 its first block is written anew.
fn parts<'n>(
    cx: &Context<'n>,
    was: &Was<'n>,
    new: &'n Node,
    standing: Standing,
    level: u8,
) -> Option<Vec<Operation<'n>>> {
    let blame = Blame::Clause(was.path.clone());
    let said = |text: String| Operation { doing: Doing::Said(text), blame: blame.clone(), order: standing.order };
    let mut all = Vec::new();
    if let Some(label) = new.get(Kind::label).filter(|l| was.now.get(Kind::label) != Some(l)) {
        let address = cx.addresses.of(&was.path)?;
        let word = |kind| cx.addresses.word(kind);
        all.push(said(cx.say(&[word(Kind::kw_rename), &address, word(Kind::kw_renamed), &cx.text(label)])));
    } else if was.now.has(Kind::label) && !new.has(Kind::label) {
        return None;
    }
    let mut edits = Vec::new();
    children(cx, was, new, &mut Inside { root: was, standing, level, top: true }, &mut edits)?;
    let values: Vec<&Value> =
        edits.iter().filter_map(|e| if let Edit::Value(v) = e { Some(v) } else { None }).collect();
    let clash = values.iter().enumerate().any(|(i, a)| values.iter().skip(i + 1).any(|b| a.overlaps(b)));
    if clash {
        return None;
    }
    for edit in edits {
        match edit {
            Edit::Value(value) => all.push(said(windows::said(cx, &was.path, &value)?)),
            Edit::Said(operations) => all.extend(operations),
        }
    }
    Some(all)
}

/// Where the search is.
struct Inside<'w, 'n> {
    root: &'w Was<'n>,
    standing: Standing,
    level: u8,
    /// At the clause itself.
    top: bool,
}

/// What changed inside of an expression's part.
pub(super) fn inside<'n>(cx: &Context<'n>, was: &Was<'n>, new: &'n Node, out: &mut Vec<Edit<'n>>) -> Option<()> {
    let standing = Standing { moved: false, first: false, order: 0 };
    node(cx, was, new, &mut Inside { root: was, standing, level: 0, top: false }, out)
}

fn node<'n>(
    cx: &Context<'n>,
    was: &Was<'n>,
    new: &'n Node,
    at: &mut Inside<'_, 'n>,
    out: &mut Vec<Edit<'n>>,
) -> Option<()> {
    if same(was.now, new) {
        return Some(());
    }
    if was.now.kind != new.kind || !same_comments(was.now, new) {
        return None;
    }
    if is_block(was.now) {
        return block(cx, was, new, at, out);
    }
    if was.now.children.is_empty() || new.children.is_empty() {
        return None;
    }
    match was.now.kind {
        Kind::expr | Kind::sum | Kind::band | Kind::domain => windows::expression(cx, was, new, out),
        Kind::title | Kind::note | Kind::cite => {
            let strings = |n: &Node| n.children.iter().position(|c| c.kind == Kind::string);
            let (from, new_from) = (strings(was.now)?, strings(new)?);
            let value = Value::new(&was.path, from..was.now.children.len(), new.children.get(new_from..)?);
            out.push(Edit::Value(value));
            Some(())
        }
        _ => children(cx, was, new, at, out),
    }
}

/// A block: its clauses one by one, or the block anew.
fn block<'n>(
    cx: &Context<'n>,
    was: &Was<'n>,
    new: &'n Node,
    at: &mut Inside<'_, 'n>,
    out: &mut Vec<Edit<'n>>,
) -> Option<()> {
    let root = &at.root.path;
    let blame = Blame::Clause(root.clone());
    if at.level == 0 && was.now.inside == new.inside {
        let olds: Vec<Was<'n>> = clauses(was.now)
            .filter_map(|(i, now)| Some(Was { path: below(&was.path, i), old: was.old.children.get(i)?, now }))
            .collect();
        let news: Vec<&Node> = clauses(new).map(|(_, n)| n).collect();
        let list = sequence::List { block: Some(root), blame: blame.clone(), order: Some(at.standing.order) };
        if let Some(operations) = sequence::changes(cx, &list, &olds, &news) {
            out.push(Edit::Said(operations));
            return Some(());
        }
    }
    if at.level == 0 || !is_first_block(at.root.now, root.len(), &was.path) {
        return None;
    }
    let address = cx.addresses.of(root)?;
    let text = repealed(cx, &address, at.root.now, new).unwrap_or_else(|| cx.into(&address, &cx.text(new)));
    out.push(Edit::Said(vec![Operation { doing: Doing::Said(text), blame, order: at.standing.order }]));
    Some(())
}

/// `删去 A,仍列示 依据 "…"`, where that is all that the new block of an indicator says.
fn repealed(cx: &Context<'_>, address: &str, root: &Node, new: &Node) -> Option<String> {
    let all: Vec<&Node> = clauses(new).map(|(_, clause)| clause).collect();
    let [only] = all.as_slice() else { return None };
    let bare = root.kind == Kind::indicator && only.kind == Kind::repealed && is_plain(only) && new.inside.is_empty();
    let cite = only.get(Kind::cite).filter(|_| bare)?;
    let word = |kind| cx.addresses.word(kind);
    let comma = if cx.language == Language::Zh { "," } else { ", " };
    let still = format!("{address}{comma}{}", word(Kind::kw_still_reported));
    Some(cx.say(&[word(Kind::kw_delete), &still, cx.text(cite).trim()]))
}

/// Whether a block is the one that `将 A 修改为 { … }` means.
fn is_first_block(root: &Node, depth: usize, path: &[usize]) -> bool {
    let direct = root.children.iter().position(is_block);
    let way: Vec<usize> = match direct {
        Some(i) => vec![i],
        None => {
            let mut found = None;
            crate::amend::place::walk(&root.children, &[], &mut |path, node| {
                if found.is_none() && is_block(node) {
                    found = Some(path.to_vec());
                }
            });
            found.unwrap_or_default()
        }
    };
    path.get(depth..) == Some(&way)
}

/// The parts of a node, side by side. Of the old ones some can go; none can come.
fn children<'n>(
    cx: &Context<'n>,
    was: &Was<'n>,
    new: &'n Node,
    within: &mut Inside<'_, 'n>,
    out: &mut Vec<Edit<'n>>,
) -> Option<()> {
    let top = std::mem::replace(&mut within.top, false);
    let apart = |c: &Node| top && c.kind == Kind::label;
    let keyed = cx.keyed.contains(&was.path)
        || was.now.kind == Kind::verdict && was.path.split_last().is_some_and(|(_, p)| cx.keyed.contains(p));
    let told = |c: &Node| keyed && c.kind == Kind::key && !was.now.has(Kind::key);
    let mut theirs = new.children.iter().filter(|c| !apart(c) && !told(c)).peekable();
    let mut mine = was.now.children.iter().enumerate().filter(|(_, c)| !apart(c)).peekable();
    while let Some((i, now)) = mine.next() {
        let old = was.old.children.get(i)?;
        let child = Was { path: below(&was.path, i), old, now };
        if let Some(new_child) = theirs.next_if(|t| t.kind == now.kind) {
            let before = out.len();
            if node(cx, &child, new_child, within, out).is_none() {
                out.truncate(before);
                let word = matches!(was.now.kind, Kind::combine | Kind::group_how);
                if now.kind != Kind::set && !word {
                    return None;
                }
                out.push(Edit::Value(Value::new(&was.path, i..i + 1, std::slice::from_ref(new_child))));
            }
            continue;
        }
        if matches!(was.now.kind, Kind::combine | Kind::group_how) && now.kind != Kind::under {
            let new_child = theirs.next()?;
            out.push(Edit::Value(Value::new(&was.path, i..i + 1, std::slice::from_ref(new_child))));
            continue;
        }
        let (i, now) = match now.kind {
            Kind::comma => mine.next().filter(|(_, n)| n.kind == Kind::modifier)?,
            _ => (i, now),
        };
        out.push(Edit::Said(vec![gone(cx, &below(&was.path, i), now, within)?]));
    }
    theirs.next().is_none().then_some(())
}

/// A part that goes.
fn gone<'n>(cx: &Context<'n>, path: &[usize], now: &'n Node, within: &Inside<'_, 'n>) -> Option<Operation<'n>> {
    part(now).filter(|_| now.kind != Kind::guard)?;
    let address = cx.addresses.of(path)?;
    let blame = Blame::Clause(within.root.path.clone());
    Some(Operation { doing: Doing::Delete(address, now), blame, order: within.standing.order })
}

/// The whole of a declaration or clause written anew.
fn whole<'n>(cx: &Context<'n>, was: &Was<'n>, new: &'n Node, standing: Standing) -> Option<Operation<'n>> {
    let stay = comments_stay(was.now, new, Standing { first: false, ..standing });
    let label = was.now.has(Kind::label) && !new.has(Kind::label);
    let text = if stay && !label {
        cx.text(new)
    } else if new.before.first() == Some(&Trivia::Blank) {
        // Braces don't carry an empty line behind them.
        return None;
    } else {
        cx.braces(&[new])
    };
    let said = match cx.addresses.of(&was.path) {
        Some(address) => cx.into(&address, &text),
        None => cx.into(&only_of_its_kind(cx, was).filter(|_| stay && !label)?, &text),
    };
    Some(Operation { doing: Doing::Said(said), blame: Blame::Clause(was.path.clone()), order: standing.order })
}

/// The address of what holds a clause, where a new clause can only mean this one.
fn only_of_its_kind(cx: &Context<'_>, was: &Was<'_>) -> Option<String> {
    let (_, block) = was.path.split_last()?;
    let (_, owner) = block.split_last()?;
    let alike = clauses(at(cx.old, block)?).filter(|(_, c)| c.kind == was.old.kind).count();
    if alike == 1 { cx.addresses.of(owner) } else { None }
}

/// A node that comes beside another one that stays, for a clause that has an empty line above it: both are written anew.
pub(super) fn with_neighbour<'n>(
    cx: &Context<'n>,
    neighbour: &Was<'n>,
    new: &[&'n Node],
    blame: Blame,
    order: usize,
) -> Option<Operation<'n>> {
    let address = cx.addresses.of(&neighbour.path).filter(|_| neighbour.now.before.first() != Some(&Trivia::Blank))?;
    let all: Vec<&Node> = [neighbour.now].into_iter().chain(new.iter().copied()).collect();
    Some(Operation { doing: Doing::Said(cx.into(&address, &cx.braces(&all))), blame, order })
}

/// The words of what comes: with braces where comments have to be carried, or where it is several.
pub(super) fn brought(cx: &Context<'_>, nodes: &[&Node]) -> String {
    match nodes {
        [one] if is_plain(one) => cx.text(one),
        all => cx.braces(all),
    }
}

/// An anchor beside a node that stays.
pub(super) fn anchor<'n>(cx: &Context<'n>, was: &Was<'n>, side: Side) -> Option<Anchor<'n>> {
    Some(Anchor { side, address: cx.addresses.of(&was.path)?, node: Some((was.path.clone(), was.old)) })
}
