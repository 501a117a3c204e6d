//! Narrowing: what may be so is cut into parts.

use super::tree::{Tree, middle, middle_day, middle_duration, unknown};
use jifen_interpreter::facts;
use jifen_interpreter::model::{Constant, ExprKind, Field, Type, Unit, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::{List, Range, Val, Why};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The most entries of a list that is tried.
const LONGEST: u32 = 400;

/// Numbers that the policy speaks of, where something may change.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    numbers: Vec<(Unit, Fraction)>,
    counts: BTreeSet<u32>,
    codes: BTreeSet<String>,
}

impl Cuts {
    pub fn of(version: &Version) -> Cuts {
        let mut cuts = Cuts { counts: [0, 1, 2].into(), ..Cuts::default() };
        let mut all: BTreeSet<(String, Fraction)> = BTreeSet::new();
        version.expressions(&mut |e| match (&e.kind, &e.ty) {
            (ExprKind::Constant(Constant::Number(n)), Type::Number { unit, .. }) => {
                if all.insert((format!("{unit:?}"), *n)) {
                    cuts.numbers.push((unit.clone(), *n));
                }
                let whole = n.is_whole().then(|| u32::try_from(n.parts().0).ok()).flatten();
                if let Some(n) = whole.filter(|n| *unit == Unit::One && (1..=LONGEST).contains(n)) {
                    cuts.counts.extend([n - 1, n, n + 1]);
                }
            }
            (ExprKind::Constant(Constant::Code(code)), _) => drop(cuts.codes.insert(code.clone())),
            _ => {}
        });
        let listed = version.catalogues.iter().flat_map(|c| &c.listings).flat_map(|(_, codes)| codes.iter().take(2));
        cuts.codes.extend(listed.cloned());
        let steps =
            version.parameters.iter().flat_map(|p| &p.columns).flat_map(|c| c.series.iter().map(move |s| (c, s)));
        for (column, step) in steps.flat_map(|(c, s)| s.iter().map(move |step| (c, step))) {
            if let (Type::Number { unit, .. }, Constant::Number(n)) = (&column.ty, &step.value) {
                cuts.numbers.push((unit.clone(), *n));
            }
        }
        cuts.numbers.sort_by_key(|(_, n)| *n);
        cuts
    }

    /// The middle one of the numbers of a unit strictly inside.
    fn inside(&self, unit: &Unit, low: Option<Fraction>, high: Option<Fraction>) -> Option<Fraction> {
        let inside = |n: &Fraction| low.is_none_or(|l| l < *n) && high.is_none_or(|h| *n < h);
        let all: Vec<Fraction> = self.numbers.iter().filter(|(u, _)| u == unit).map(|(_, n)| *n).collect();
        let all: Vec<Fraction> = all.into_iter().filter(inside).collect();
        all.get(all.len() / 2).copied()
    }

    /// Numbers of entries worth trying.
    pub fn counts(&self, most: Option<u32>) -> Vec<u32> {
        let most = most.unwrap_or(LONGEST);
        let mut all: Vec<u32> = self.counts.iter().copied().filter(|n| *n <= most).collect();
        if most <= 12 && !all.contains(&most) {
            all.push(most);
        }
        all
    }
}

/// The parts of a value, and whether they are all of it.
pub(super) fn parts(value: &Val, ty: &Type, version: &Version, cuts: &Cuts) -> Option<(Vec<Tree>, bool)> {
    let Val::Unknown(u) = value else { return None };
    let range = u.range.as_ref()?;
    if u.none {
        return Some((vec![Tree::Leaf(Val::None), Tree::Leaf(unknown(range.clone(), false))], true));
    }
    let leaf = |range| Tree::Leaf(unknown(range, false));
    let all = match range {
        Range::YesNo { .. } => vec![Tree::Leaf(Val::YesNo(false)), Tree::Leaf(Val::YesNo(true))],
        Range::Choice(all) => {
            let (a, b) = all.split_at(all.len() / 2);
            let one = |part: &[u32]| match part {
                [one] => Tree::Leaf(Val::Choice(*one)),
                more => leaf(Range::Choice(more.to_vec())),
            };
            if a.is_empty() { vec![one(b)] } else { vec![one(a), one(b)] }
        }
        Range::Number(low, high) => return numbers(*low, *high, ty, cuts),
        Range::Date(low, high) if low == high => vec![Tree::Leaf(Val::Date(*low))],
        Range::Date(low, high) => {
            let half = middle_day(*low, *high);
            vec![leaf(Range::Date(*low, half)), leaf(Range::Date(half.succ_opt()?, *high))]
        }
        Range::Month(low, high) if low == high => vec![Tree::Leaf(Val::Month(*low))],
        Range::Month(low, high) => {
            let half = (low + high).div_euclid(2);
            vec![leaf(Range::Month(*low, half)), leaf(Range::Month(half + 1, *high))]
        }
        Range::Duration(low, high) if low == high => vec![Tree::Leaf(Val::Duration(*low))],
        Range::Duration(low, high) => {
            let half = middle_duration(*low, *high);
            if half == *low {
                return Some((vec![Tree::Leaf(Val::Duration(*low)), Tree::Leaf(Val::Duration(*high))], false));
            }
            return Some((vec![leaf(Range::Duration(*low, half)), leaf(Range::Duration(half, *high))], false));
        }
        Range::Record(entry) => vec![Tree::Record(entry.fields.iter().cloned().map(super::tree::leaf).collect())],
        Range::List(list) => return lists(list, ty, version, cuts),
        Range::Code => {
            let other = Val::Code(Rc::from("0"));
            let codes = cuts.codes.iter().map(|c| Val::Code(Rc::from(c.as_str())));
            return Some((std::iter::once(other).chain(codes).map(Tree::Leaf).collect(), false));
        }
        Range::Period(_) | Range::Anything => return None,
    };
    Some((all, true))
}

fn numbers(low: Option<Fraction>, high: Option<Fraction>, ty: &Type, cuts: &Cuts) -> Option<(Vec<Tree>, bool)> {
    let Type::Number { unit, whole } = ty.item() else { return None };
    let leaf = |low, high| Tree::Leaf(unknown(Range::Number(low, high), false));
    if let (Some(a), Some(b)) = (low, high)
        && a == b
    {
        return Some((vec![Tree::Leaf(Val::Number(a))], true));
    }
    let fine = Fraction::new(1, 1000)?;
    let step = |n: Fraction| n.subtract(Fraction::ONE);
    if let Some(cut) = cuts.inside(unit, low, high) {
        // The number itself stands alone, so that both its sides are looked at
        return Some(match whole {
            true => (vec![leaf(low, step(cut)), leaf(Some(cut), high)], true),
            false => (vec![leaf(low, Some(cut)), leaf(Some(cut), high), Tree::Leaf(Val::Number(cut))], true),
        });
    }
    let half = match (low, high) {
        (Some(a), Some(b)) => middle(a, b, *whole),
        (Some(a), None) => a.add(Fraction::whole(1_000_000))?,
        (None, Some(b)) => b.subtract(Fraction::whole(1_000_000))?,
        (None, None) => Fraction::ZERO,
    };
    if *whole {
        return Some((vec![leaf(low, Some(half)), leaf(half.add(Fraction::ONE), high)], true));
    }
    let narrow = low.zip(high).and_then(|(a, b)| b.subtract(a)).is_some_and(|width| width <= fine);
    if narrow || low == Some(half) || high == Some(half) {
        return Some((low.into_iter().chain(high).map(|n| Tree::Leaf(Val::Number(n))).collect(), false));
    }
    Some((vec![leaf(low, Some(half)), leaf(Some(half), high)], true))
}

/// A list with so many entries alike, for each number worth trying, and with two that differ.
fn lists(list: &List, ty: &Type, version: &Version, cuts: &Cuts) -> Option<(Vec<Tree>, bool)> {
    let more = list.more.as_ref()?;
    let unique = match ty.item() {
        Type::Record(id) => version.records.get(id.index())?.unique,
        _ => None,
    };
    let entry = || match &more.any {
        Val::Unknown(u) => match &u.range {
            Some(Range::Record(entry)) => Tree::Record(entry.fields.iter().cloned().map(super::tree::leaf).collect()),
            _ => super::tree::leaf(more.any.clone()),
        },
        _ => super::tree::leaf(more.any.clone()),
    };
    let mut all: Vec<Tree> = Vec::new();
    for count in cuts.counts(more.most).into_iter().rev() {
        let runs = if count == 0 { Vec::new() } else { vec![(count, entry())] };
        all.push(Tree::Runs(runs, unique));
        if count == 2 {
            all.push(Tree::Runs(vec![(1, entry()), (1, entry())], unique));
        }
    }
    Some((all, false))
}

/// All that a field may be by its constant domain; of a list of plain values, what each of them may be.
pub(super) fn domain(version: &Version, path: &[usize]) -> Option<Range> {
    let (fact, rest) = path.split_first()?;
    let mut field = version.facts.get(*fact)?;
    let mut ty = &field.ty;
    for step in rest {
        match ty {
            Type::Record(id) => {
                field = version.records.get(id.index())?.fields.get(*step)?;
                ty = &field.ty;
            }
            Type::List(of) => ty = of,
            _ => return None,
        }
    }
    let one = Field { ty: ty.clone(), ..field.clone() };
    match facts::unknown(&one, version, &Why::default(), "") {
        Val::Unknown(u) => u.range.clone(),
        _ => None,
    }
}
