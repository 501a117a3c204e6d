//! Who an applicant may be: for each fact what is known of it, narrowed step by step until an applicant stands there.

use chrono::{Datelike, Days, Months, NaiveDate};
use jifen_interpreter::model::{Duration, FactId, Type, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::{Entry, Facts, Item, List, Missing, More, Range, Unknown, Val, Why};
use std::rc::Rc;

/// A place inside the facts: the fact, then fields, and of lists the run of entries.
pub(super) type Path = Vec<usize>;

/// What is known of a fact or of a part of it.
#[derive(Debug, Clone)]
pub(super) enum Tree {
    /// Nothing was looked at: whatever the domain allows.
    Whole,
    /// A value, perhaps one of several.
    Leaf(Val),
    /// An entry by its fields.
    Record(Vec<Tree>),
    /// The entries of a list: so many alike in each run. The unique field goes one step back from entry to entry.
    Runs(Vec<(u32, Tree)>, Option<usize>),
}

/// How what is left open is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// As of somebody ordinary: nothing special, ten years ago.
    Plain,
    Low,
    High,
    Middle,
}

impl Fill {
    pub const ALL: [Fill; 4] = [Fill::Plain, Fill::High, Fill::Low, Fill::Middle];
}

/// A value as a tree: what an evaluation gives of an unknown list or entry is open inside.
pub(super) fn leaf(value: Val) -> Tree {
    match value {
        Val::List(list) if list.more.is_some() => Tree::Leaf(unknown(Range::List(list), false)),
        Val::Record(entry) if entry.fields.iter().any(|f| !f.is_known()) => {
            Tree::Record(entry.fields.iter().cloned().map(leaf).collect())
        }
        other => Tree::Leaf(other),
    }
}

/// The facts that trees stand for, and the place of each missing item.
pub(super) fn facts(trees: &[Tree]) -> (Facts, Vec<Path>) {
    let mut places = Vec::new();
    let values = trees.iter().enumerate().map(|(i, tree)| built(tree, vec![i], &mut places)).collect();
    let missing = places.iter().map(|p: &Path| Missing::Field(format!("{p:?}"))).collect();
    (Facts { values, missing, ..Facts::default() }, places)
}

fn built(tree: &Tree, path: Path, places: &mut Vec<Path>) -> Option<Val> {
    let inside = |i: usize| path.iter().copied().chain([i]).collect::<Path>();
    Some(match tree {
        Tree::Whole => return None,
        Tree::Leaf(value @ Val::Unknown(_)) => {
            let why = Why::one(places.len() as u32);
            places.push(path);
            because(value, &why)
        }
        Tree::Leaf(value) => value.clone(),
        Tree::Record(fields) => {
            let fields = fields.iter().enumerate().map(|(i, f)| built(f, inside(i), places).unwrap_or(Val::None));
            Val::Record(Rc::new(Entry { fields: fields.collect(), place: Rc::from("") }))
        }
        Tree::Runs(runs, unique) => {
            let (mut items, mut back) = (Vec::new(), 0);
            let first = runs.first().and_then(|(_, tree)| Some(unique_of(tree, (*unique)?)?.clone()));
            for (i, (count, tree)) in runs.iter().enumerate() {
                let Some(entry) = built(tree, inside(i), places) else { continue };
                for _ in 0..*count {
                    items.push(Item { value: stepped(&entry, *unique, first.as_ref(), back), maybe: None });
                    back += 1;
                }
            }
            Val::List(Rc::new(List { items, more: None }))
        }
    })
}

fn unique_of(tree: &Tree, field: usize) -> Option<&Val> {
    match tree {
        Tree::Record(fields) => match fields.get(field)? {
            Tree::Leaf(value) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// An entry whose unique field lies some steps before the first one's.
fn stepped(entry: &Val, unique: Option<usize>, first: Option<&Val>, back: i32) -> Val {
    let (Val::Record(record), Some(field), Some(first)) = (entry, unique, first) else { return entry.clone() };
    let mut fields = record.fields.clone();
    if let (Some(slot), Some(value)) = (fields.get_mut(field), before(first, back)) {
        let why = match slot {
            Val::Unknown(u) => u.why.clone(),
            _ => Why::default(),
        };
        *slot = because(&value, &why);
    }
    Val::Record(Rc::new(Entry { fields, place: record.place.clone() }))
}

/// A value some steps before: months, days, whole numbers, a choice's values in turn.
pub(super) fn before(value: &Val, back: i32) -> Option<Val> {
    let less = |n: &Fraction| n.subtract(Fraction::whole(i128::from(back)));
    let day = |d: &NaiveDate| d.checked_sub_days(Days::new(u64::try_from(back).ok()?));
    Some(match value {
        Val::Month(m) => Val::Month(m - back),
        Val::Date(d) => Val::Date(day(d)?),
        Val::Number(n) => Val::Number(less(n)?),
        Val::Choice(c) => Val::Choice(c.checked_sub(u32::try_from(back).ok()?)?),
        Val::Unknown(u) => {
            let range = match u.range.as_ref()? {
                Range::Month(a, b) => Range::Month(a - back, b - back),
                Range::Date(a, b) => Range::Date(day(a)?, day(b)?),
                Range::Number(a, b) => Range::Number(a.as_ref().and_then(less), b.as_ref().and_then(less)),
                _ => return None,
            };
            unknown(range, u.none)
        }
        _ => return None,
    })
}

pub(super) fn unknown(range: Range, none: bool) -> Val {
    Val::Unknown(Rc::new(Unknown { range: Some(range), none, why: Why::default() }))
}

/// The same value, unknown for these reasons, inside too.
fn because(value: &Val, why: &Why) -> Val {
    let Val::Unknown(u) = value else { return value.clone() };
    let range = u.range.as_ref().map(|range| match range {
        Range::Record(entry) => {
            let fields = entry.fields.iter().map(|f| because(f, why)).collect();
            Range::Record(Rc::new(Entry { fields, place: entry.place.clone() }))
        }
        Range::List(list) => {
            let more = list.more.as_ref();
            let more = more.map(|m| More { most: m.most, any: because(&m.any, why), why: why.clone() });
            Range::List(Rc::new(List { items: list.items.clone(), more }))
        }
        other => other.clone(),
    });
    Val::Unknown(Rc::new(Unknown { range, none: u.none, why: why.clone() }))
}

/// The part of a tree at a place behind its fact.
pub(super) fn at<'t>(tree: &'t mut Tree, path: &[usize]) -> Option<&'t mut Tree> {
    let Some((first, rest)) = path.split_first() else { return Some(tree) };
    match tree {
        Tree::Record(fields) => at(fields.get_mut(*first)?, rest),
        Tree::Runs(runs, _) => at(&mut runs.get_mut(*first)?.1, rest),
        Tree::Whole | Tree::Leaf(_) => None,
    }
}

/// The type of what stands at a place.
pub(super) fn type_at<'v>(version: &'v Version, path: &[usize]) -> Option<&'v Type> {
    let (fact, rest) = path.split_first()?;
    let mut ty = &version.facts.get(*fact)?.ty;
    for step in rest {
        ty = match ty {
            Type::Record(id) => &version.records.get(id.index())?.fields.get(*step)?.ty,
            Type::List(of) => of,
            _ => return None,
        };
    }
    Some(ty)
}

/// The fact's field as a tree's first step: what it may be where nothing is known of it.
pub(super) fn opened(version: &Version, trees: &[Tree], fact: usize) -> Option<Val> {
    let (facts, _) = facts(trees);
    let mut ev = jifen_interpreter::eval::Evaluator::new(version, &facts);
    match ev.fact(FactId(u32::try_from(fact).ok()?)) {
        Val::Error(_) => None,
        // A presumption is one value of several
        known if version.facts.get(fact)?.presumed.is_some() => {
            let _ = known;
            let field = version.facts.get(fact)?;
            Some(jifen_interpreter::facts::unknown(field, version, &Why::default(), ""))
        }
        value => Some(value),
    }
}

/// A value filled in. `day` is around when the applicant files.
pub(super) fn filled(value: &Val, ty: &Type, fill: Fill, day: NaiveDate, version: &Version) -> Val {
    let u = match value {
        Val::Unknown(u) => u,
        Val::List(list) if list.more.is_some() => {
            return Val::List(Rc::new(List { items: list.items.clone(), more: None }));
        }
        Val::Record(entry) => return entry_filled(entry, ty, fill, day, version),
        known => return known.clone(),
    };
    let Some(range) = &u.range else { return Val::None };
    if u.none && matches!(fill, Fill::Plain | Fill::Low) {
        return Val::None;
    }
    let whole = matches!(ty.item(), Type::Number { whole: true, .. });
    match range {
        Range::Number(low, high) => Val::Number(number(*low, *high, whole, fill)),
        Range::YesNo { yes, no } => Val::YesNo(if fill == Fill::High { *yes } else { !*no }),
        Range::Choice(all) => {
            let at = match fill {
                Fill::Plain | Fill::Low => 0,
                Fill::High => all.len().saturating_sub(1),
                Fill::Middle => all.len() / 2,
            };
            all.get(at).map_or(Val::None, |c| Val::Choice(*c))
        }
        Range::Date(low, high) => Val::Date(match fill {
            Fill::Low => *low,
            Fill::High => *high,
            Fill::Plain => day.checked_sub_months(Months::new(120)).unwrap_or(day).clamp(*low, *high),
            Fill::Middle => middle_day(*low, *high),
        }),
        Range::Month(low, high) => Val::Month(match fill {
            Fill::Low => *low,
            Fill::High => *high,
            Fill::Plain => (month_of(day) - 1).clamp(*low, *high),
            Fill::Middle => low + (high - low) / 2,
        }),
        Range::Duration(low, high) => Val::Duration(if fill == Fill::High { *high } else { *low }),
        Range::Record(entry) => entry_filled(entry, ty, fill, day, version),
        Range::List(_) => Val::List(Rc::new(List { items: Vec::new(), more: None })),
        Range::Code => Val::Code(Rc::from("0")),
        Range::Period(_) | Range::Anything => Val::None,
    }
}

fn entry_filled(entry: &Entry, ty: &Type, fill: Fill, day: NaiveDate, version: &Version) -> Val {
    let record = match ty.item() {
        Type::Record(id) => version.records.get(id.index()),
        _ => None,
    };
    let types = record.map(|r| r.fields.as_slice()).unwrap_or_default();
    let fields = entry.fields.iter().enumerate();
    let fields = fields.map(|(i, f)| filled(f, types.get(i).map_or(&Type::Error, |f| &f.ty), fill, day, version));
    Val::Record(Rc::new(Entry { fields: fields.collect(), place: Rc::from("") }))
}

fn number(low: Option<Fraction>, high: Option<Fraction>, whole: bool, fill: Fill) -> Fraction {
    let bottom = low.or(high.map(|h| h.min(Fraction::ZERO))).unwrap_or(Fraction::ZERO);
    let far = Fraction::whole(1_000_000);
    let top = high.unwrap_or_else(|| bottom.add(far).unwrap_or(bottom));
    match fill {
        Fill::Plain => Fraction::ZERO.clamp(bottom, top.max(bottom)),
        Fill::Low => bottom,
        Fill::High => top,
        Fill::Middle => middle(bottom, top, whole),
    }
}

/// Halfway, whole where that lies between.
pub(super) fn middle(low: Fraction, high: Fraction, whole: bool) -> Fraction {
    let half = Fraction::new(1, 2).and_then(|half| low.add(high)?.multiply(half)).unwrap_or(low);
    if whole || low < half.floor() { half.floor().max(low) } else { half }
}

pub(super) fn middle_day(low: NaiveDate, high: NaiveDate) -> NaiveDate {
    let half = (low.num_days_from_ce() + high.num_days_from_ce()).div_euclid(2);
    NaiveDate::from_num_days_from_ce_opt(half).unwrap_or(low)
}

pub(super) use jifen_interpreter::facts::month_of;

/// The middle of two lengths of time of one kind.
pub(super) fn middle_duration(low: Duration, high: Duration) -> Duration {
    Duration { months: low.months + (high.months - low.months) / 2, days: low.days + (high.days - low.days) / 2 }
}
