//! One fact followed while all else stays: where its points jump, and where they turn.

use super::search::Applicant;
use super::tree::{self, Path, Tree, unknown};
use super::{Check, Place, bounds};
use chrono::NaiveDate;
use jifen_interpreter::assess;
use jifen_interpreter::eval::{Evaluator, ops};
use jifen_interpreter::model::{Combine, Type, Unit};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::trace::Truth;
use jifen_interpreter::value::{Range, Val};

/// Regions that are looked at along one fact.
const BUDGET: usize = 700;

/// A fact, or a field inside one, that is followed while all else stays.
pub(super) struct Along<'a> {
    pub trees: &'a [Tree],
    pub path: Path,
    pub ty: Type,
    pub low: i128,
    pub high: i128,
}

/// Values along a fact, each with the points there.
pub(super) type Levels = Vec<(Val, Fraction)>;

/// What a cliff is worth, and where.
pub(super) struct Cliff {
    pub size: Fraction,
    pub from: Val,
    pub to: Val,
    pub before: Fraction,
    pub after: Fraction,
    pub example: Applicant,
}

/// A decimal number without a unit has no smallest step.
pub(super) fn is_ratio(ty: &Type) -> bool {
    matches!(ty.item(), Type::Number { whole: false, unit: Unit::One })
}

impl Along<'_> {
    fn at(&self, step: i128) -> Option<Val> {
        Some(match &self.ty {
            Type::Date => Val::Date(NaiveDate::from_num_days_from_ce_opt(i32::try_from(step).ok()?)?),
            Type::Month => Val::Month(i32::try_from(step).ok()?),
            Type::Choice(_) => Val::Choice(u32::try_from(step).ok()?),
            ty if is_ratio(ty) => Val::Number(Fraction::new(step, 100)?),
            _ => Val::Number(Fraction::whole(step)),
        })
    }

    /// The trees with the quantity between two steps; with `alone`, of one entry only.
    fn between(&self, low: i128, high: i128, alone: bool) -> Option<Vec<Tree>> {
        let value = match (self.at(low)?, self.at(high)?) {
            (a, b) if a == b => a,
            (Val::Date(a), Val::Date(b)) => unknown(Range::Date(a, b), false),
            (Val::Month(a), Val::Month(b)) => unknown(Range::Month(a, b), false),
            (Val::Choice(a), Val::Choice(b)) => unknown(Range::Choice((a..=b).collect()), false),
            (Val::Number(a), Val::Number(b)) => unknown(Range::Number(Some(a), Some(b)), false),
            _ => return None,
        };
        let mut trees = self.trees.to_vec();
        let (fact, rest) = self.path.split_first()?;
        let tree = trees.get_mut(*fact)?;
        if alone {
            split_off(tree, rest);
        }
        put(tree, rest, value)?;
        Some(trees)
    }

    /// The least and the most of a value over some steps; `None` where no applicant can be there.
    fn range(
        &self,
        check: &Check<'_, '_>,
        of: &dyn for<'a> Fn(&mut Evaluator<'a>) -> Val,
        low: i128,
        high: i128,
        alone: bool,
    ) -> Option<(Option<Fraction>, Option<Fraction>)> {
        let trees = self.between(low, high, alone)?;
        let (facts, _) = tree::facts(&trees);
        if !assess::violated(check.version, &facts).is_empty() {
            return None;
        }
        let mut ev = Evaluator::new(check.version, &facts);
        let value = of(&mut ev);
        match value {
            Val::Error(_) | Val::None => None,
            value => ops::bounds(&value),
        }
    }

    /// The largest change of a value by one step that exceeds a limit.
    pub fn cliff(
        &self,
        check: &Check<'_, '_>,
        of: &dyn for<'a> Fn(&mut Evaluator<'a>) -> Val,
        limit: Fraction,
        context: &Applicant,
    ) -> Option<Cliff> {
        let width = |(low, high): (Option<Fraction>, Option<Fraction>)| low.zip(high).and_then(|(a, b)| b.subtract(a));
        let mut best: Option<(Fraction, i128)> = None;
        let (mut open, mut looked) = (vec![(self.low, self.high)], 0);
        while let Some((low, high)) = open.pop() {
            looked += 1;
            if BUDGET < looked || high <= low {
                break;
            }
            let Some(range) = self.range(check, of, low, high, true) else { continue };
            if width(range).is_some_and(|w| w <= limit.max(best.map_or(limit, |(size, _)| size))) {
                continue;
            }
            if high - low == 1 {
                let one = |at| self.range(check, of, at, at, true).and_then(|(a, b)| a.filter(|_| a == b));
                let size = one(low).zip(one(high)).and_then(|(a, b)| {
                    let size = b.subtract(a)?;
                    Some(if size < Fraction::ZERO { size.negate()? } else { size })
                });
                if let Some(size) = size.filter(|size| limit < *size) {
                    best = Some((size, low));
                }
                continue;
            }
            let half = low + (high - low) / 2;
            open.push((half, high));
            open.push((low, half));
        }
        let (size, at) = best?;
        // Whether there is one, or none, is no step
        let whole = matches!(self.ty, Type::Number { whole: true, .. });
        if whole && at == self.low {
            return None;
        }
        let one = |at| self.range(check, of, at, at, true).and_then(|(a, _)| a);
        let trees = self.between(at, at, true)?;
        let (facts, _) = tree::facts(&trees);
        let values: Option<Vec<Val>> = facts.values.into_iter().collect();
        let example = Applicant { trees, values: values?, matters: context.matters.clone() };
        check.search.with(&example, |_| ())?;
        Some(Cliff { size, from: self.at(at)?, to: self.at(at + 1)?, before: one(at)?, after: one(at + 1)?, example })
    }

    /// The points along it, where they rise and fall: a place on each level. What gives nothing is left out, and what
    /// other lines give anyway.
    pub fn turn(&self, check: &Check<'_, '_>, place: Place) -> Option<Levels> {
        let of = |ev: &mut Evaluator<'_>| ops::or_zero(place.traced(ev).0);
        let mut levels: Vec<(i128, Fraction)> = Vec::new();
        let (mut open, mut looked) = (vec![(self.low, self.high)], 0);
        while let Some((low, high)) = open.pop() {
            looked += 1;
            if BUDGET < looked {
                return None;
            }
            let Some(range) = self.range(check, &of, low, high, false) else { continue };
            match range {
                (Some(a), Some(b)) if a == b => levels.push((low, a)),
                _ if low == high => return None,
                _ => {
                    let half = low + (high - low) / 2;
                    open.push((half + 1, high));
                    open.push((low, half));
                }
            }
        }
        levels.dedup_by_key(|(_, n)| *n);
        turning(&levels)?;
        let anyway = self.anyway(check, place, &levels);
        levels.retain(|(_, n)| *n != Fraction::ZERO && Some(*n) != anyway);
        levels.dedup_by_key(|(_, n)| *n);
        turning(&levels)?.into_iter().map(|(at, n)| Some((self.at(at)?, n))).collect()
    }

    /// What lines give that are the same on all levels.
    fn anyway(&self, check: &Check<'_, '_>, place: Place, levels: &[(i128, Fraction)]) -> Option<Fraction> {
        let lines = |at: i128| {
            let (facts, _) = tree::facts(&self.between(at, at, false)?);
            let mut ev = Evaluator::new(check.version, &facts);
            let own = place.traced(&mut ev).1.lines.into_iter();
            Some(own.map(|l| (l.holds == Truth::Yes).then(|| bounds(&l.value).0).flatten()).collect::<Vec<_>>())
        };
        let all: Vec<Vec<Option<Fraction>>> = levels.iter().filter_map(|(at, _)| lines(*at)).collect();
        let first = all.first()?;
        let same = |i: &usize| all.iter().all(|l| l.get(*i) == first.get(*i));
        let fixed = (0..first.len()).filter(same).filter_map(|i| first.get(i).copied().flatten());
        match place.body(check.version)?.combine {
            Combine::Sum => fixed.reduce(|a, b| a.add(b).unwrap_or(a)),
            Combine::Least => fixed.min(),
            _ => fixed.max(),
        }
    }
}

/// The levels where the points turn, if they rise and fall.
fn turning(levels: &[(i128, Fraction)]) -> Option<Vec<(i128, Fraction)>> {
    let steps = || levels.windows(2).filter_map(|w| Some((w.first()?.1, w.get(1)?.1)));
    if !(steps().any(|(a, b)| a < b) && steps().any(|(a, b)| b < a)) {
        return None;
    }
    let turns = |i: usize| {
        let at = |i: usize| levels.get(i).map(|(_, n)| *n);
        match (i.checked_sub(1).and_then(at), at(i), at(i + 1)) {
            (Some(a), Some(b), Some(c)) => (a < b) != (b < c),
            _ => true,
        }
    };
    Some(levels.iter().enumerate().filter(|(i, _)| turns(*i)).map(|(_, level)| *level).collect())
}

/// Puts a value at a place, inside a known entry too.
fn put(tree: &mut Tree, path: &[usize], value: Val) -> Option<()> {
    if let Tree::Leaf(Val::Record(record)) = tree {
        *tree = Tree::Record(record.fields.iter().cloned().map(Tree::Leaf).collect());
    }
    let Some((first, rest)) = path.split_first() else {
        *tree = Tree::Leaf(value);
        return Some(());
    };
    match tree {
        Tree::Record(fields) => put(fields.get_mut(*first)?, rest, value),
        Tree::Runs(runs, _) => put(&mut runs.get_mut(*first)?.1, rest, value),
        Tree::Whole | Tree::Leaf(_) => None,
    }
}

/// Of a run of entries, one apart from the others.
fn split_off(tree: &mut Tree, path: &[usize]) {
    let Some((first, rest)) = path.split_first() else { return };
    match tree {
        Tree::Record(fields) => {
            if let Some(field) = fields.get_mut(*first) {
                split_off(field, rest);
            }
        }
        Tree::Runs(runs, _) => {
            if let Some((count, run)) = runs.get_mut(*first).filter(|(count, _)| 1 < *count) {
                let others = (*count - 1, run.clone());
                *count = 1;
                runs.insert(*first + 1, others);
            }
        }
        Tree::Whole | Tree::Leaf(_) => {}
    }
}
