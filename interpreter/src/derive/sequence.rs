//! A list of declarations or clauses: what came, went, moved, and changed where it stands.

use super::Blame;
use super::inside::{Standing, anchor, changed, with_neighbour};
use super::likeness::same;
use super::operations::{Anchor, Context, Doing, Operation, Side, Was};
use super::order::staying;
use super::pairs::pairs;
use crate::amend::repealed::is_repealed;
use jifen_grammar::tree::{Kind, Node, Trivia};

/// Which list.
pub(super) struct List<'l> {
    /// For a block's clauses, the declaration or clause that holds the block.
    pub block: Option<&'l [usize]>,
    /// What is said more coarsely if an operation fails.
    pub blame: Blame,
    /// The place of the declaration in the new text; `None`: these are the declarations.
    pub order: Option<usize>,
}

/// The operations that make one list of the other; `None` where a block has to be written anew.
pub(super) fn changes<'n>(
    cx: &Context<'n>,
    list: &List<'_>,
    olds: &[Was<'n>],
    news: &[&'n Node],
) -> Option<Vec<Operation<'n>>> {
    let bare: Vec<&Node> = olds.iter().map(|w| w.now).collect();
    let mut places = pairs(&bare, news);
    // Each in its place or moved; what can't be had so goes and comes anew.
    let mut inner: Vec<Vec<Operation<'n>>> = vec![Vec::new(); news.len()];
    let stays = loop {
        let stays = staying(&places);
        let mut again = false;
        for (j, new) in news.iter().enumerate() {
            let Some(was) = places.get(j).copied().flatten().and_then(|i| olds.get(i)) else { continue };
            let moved = stays.get(j) == Some(&false);
            let first = j == 0 && list.block.is_some();
            let standing = Standing { moved, first, order: list.order.unwrap_or(j) };
            match changed(cx, was, new, standing) {
                Some(operations) => inner[j] = operations,
                None if moved || list.block.is_none() => {
                    places[j] = None;
                    inner[j].clear();
                    again = true;
                }
                None => return None,
            }
        }
        if !again {
            break stays;
        }
    };
    let all = Changes { cx, list, olds, news, places, stays };
    all.operations(inner)
}

struct Changes<'c, 'n> {
    cx: &'c Context<'n>,
    list: &'c List<'c>,
    olds: &'c [Was<'n>],
    news: &'c [&'n Node],
    /// The old place of each new node.
    places: Vec<Option<usize>>,
    /// Whether it keeps its order.
    stays: Vec<bool>,
}

impl<'n> Changes<'_, 'n> {
    fn operations(&self, inner: Vec<Vec<Operation<'n>>>) -> Option<Vec<Operation<'n>>> {
        let mut all = self.deletions()?;
        let mut told = 0;
        for (j, operations) in inner.into_iter().enumerate() {
            let order = self.list.order.unwrap_or(j);
            all.extend(operations);
            if j < told || self.stays.get(j) == Some(&true) {
                continue;
            }
            let new = *self.news.get(j)?;
            let Some(was) = self.was(j) else {
                if self.list.block.is_some() && new.before.first() == Some(&Trivia::Blank) && self.opens_run(j) {
                    told = self.run_end(j);
                    all.push(self.below_a_gap(j, told, order)?);
                    continue;
                }
                let doing = Doing::Insert(self.anchor(j)?, new);
                all.push(Operation { doing, blame: self.blame(None), order });
                continue;
            };
            let doing = Doing::Move(self.cx.addresses.of(&was.path)?, self.anchor(j)?);
            all.push(Operation { doing, blame: self.blame(Some(was)), order });
        }
        Some(all)
    }

    fn blame(&self, was: Option<&Was<'n>>) -> Blame {
        match (was, self.list.block) {
            (Some(was), None) => Blame::Clause(was.path.clone()),
            _ => self.list.blame.clone(),
        }
    }

    fn was(&self, j: usize) -> Option<&Was<'n>> {
        self.olds.get(self.places.get(j).copied().flatten()?)
    }

    fn deletions(&self) -> Option<Vec<Operation<'n>>> {
        let mut all = Vec::new();
        let mut behind = 0;
        let mut new_places: Vec<Option<usize>> = vec![None; self.olds.len()];
        for (j, place) in self.places.iter().enumerate() {
            if let Some(slot) = place.and_then(|i| new_places.get_mut(i)) {
                *slot = Some(j);
            }
        }
        for (was, place) in self.olds.iter().zip(new_places) {
            if let Some(j) = place {
                behind = j;
                continue;
            }
            // The place in a group goes with its indicator.
            let name = was.old.name().map_or("", |n| &n.text);
            if was.old.kind == Kind::indicator_ref && self.cx.gone.contains(name) {
                continue;
            }
            let Some(address) = self.cx.addresses.of(&was.path) else {
                if self.list.block.is_none() {
                    continue;
                }
                return None;
            };
            let order = self.list.order.unwrap_or(behind);
            all.push(Operation { doing: Doing::Delete(address, was.now), blame: self.blame(Some(was)), order });
        }
        Some(all)
    }

    /// The nearest neighbour that stays: in front, or else behind.
    fn anchor(&self, j: usize) -> Option<Anchor<'n>> {
        let stays = |k: &usize| self.stays.get(*k) == Some(&true);
        let repealed = |k: &usize| self.was(*k).is_some_and(|was| is_repealed(self.cx.old, was.old));
        let behind_it = (j + 1..self.news.len()).find(stays);
        // Nothing is put beside what is repealed where another neighbour can be named.
        let before = (0..j).rev().find(stays).filter(|k| !repealed(k) || behind_it.as_ref().is_some_and(repealed));
        let before = before.and_then(|k| anchor(self.cx, self.was(k)?, Side::After));
        let behind = || behind_it.filter(|k| !repealed(k)).and_then(|k| anchor(self.cx, self.was(k)?, Side::Before));
        let last = || match self.list.block {
            Some(owner) => Some(Anchor { side: Side::Within, address: self.cx.addresses.of(owner)?, node: None }),
            None => Some(Anchor { side: Side::Somewhere, address: String::new(), node: None }),
        };
        before.or_else(behind).or_else(last)
    }

    fn opens_run(&self, j: usize) -> bool {
        j.checked_sub(1).is_some_and(|k| self.was(k).is_some())
    }

    fn run_end(&self, from: usize) -> usize {
        (from..self.news.len()).find(|k| self.was(*k).is_some()).unwrap_or(self.news.len())
    }

    /// What comes with an empty line above it: the clause in front of the gap is written with it.
    fn below_a_gap(&self, j: usize, end: usize, order: usize) -> Option<Operation<'n>> {
        let k = j.checked_sub(1).filter(|k| self.stays.get(*k) == Some(&true))?;
        let neighbour = self.was(k).filter(|was| same(was.now, self.news.get(k).copied().unwrap_or(was.old)))?;
        with_neighbour(self.cx, neighbour, self.news.get(j..end)?, self.list.blame.clone(), order)
    }
}
