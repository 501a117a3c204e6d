//! What one step of a fact is worth: a day, a month, one yuan that changes too many points, and points of an indicator
//! that rise and fall along one fact.

use super::along::{Along, Cliff, Levels, is_ratio};
use super::search::Applicant;
use super::tree::{self, Path, Tree};
use super::{Check, Place, bounds};
use chrono::Datelike;
use jifen_grammar::keywords::Language;
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::eval::{Evaluator, ops};
use jifen_interpreter::facts;
use jifen_interpreter::groups;
use jifen_interpreter::model::{Constant, Expr, ExprKind, GroupId, IndicatorId, Member, Type, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::trace::Truth;
use jifen_interpreter::value::{Range, Val};
use std::collections::BTreeMap;

/// Applicants from whom one indicator is looked at.
const CONTEXTS: usize = 8;
/// With fewer indicators, each is much of the total.
const SEVERAL: usize = 3;

pub(super) fn check(check: &mut Check<'_, '_>, cliff: Option<Fraction>) {
    let version = check.version;
    for (i, indicator) in version.indicators.iter().enumerate() {
        let place = Place::Indicator(i);
        if indicator.body.repealed {
            continue;
        }
        let total = version.totals.iter().find(|t| within(version, **t, IndicatorId(i as u32))).copied();
        let limit = total.and_then(|t| cliff.or_else(|| default(check, t)));
        let mut cliffs: BTreeMap<String, (Path, Cliff)> = BTreeMap::new();
        let mut turns: BTreeMap<String, (Path, Levels, Applicant)> = BTreeMap::new();
        for context in contexts(check, place) {
            if let (Some(total), Some(limit)) = (total, limit) {
                for (path, found) in fewer(check, &|ev| groups::value(ev, total), limit, &context) {
                    let called = called(version, &path);
                    if cliffs.get(&called).is_none_or(|(_, known)| known.size < found.size) {
                        cliffs.insert(called, (path, found));
                    }
                }
            }
            for (along, one) in variables(check, &context) {
                let called = called(version, &along.path);
                if let (Some(total), Some(limit), true) = (total, limit, one) {
                    let of = |ev: &mut Evaluator<'_>| groups::value(ev, total);
                    if let Some(found) = along.cliff(check, &of, limit, &context)
                        && cliffs.get(&called).is_none_or(|(_, known)| known.size < found.size)
                    {
                        cliffs.insert(called.clone(), (along.path.clone(), found));
                    }
                }
                if !turns.contains_key(&called)
                    && let Some(turn) = along.turn(check, place)
                {
                    turns.insert(called, (along.path.clone(), turn, context.clone()));
                }
            }
        }
        let Some(ty) = place.ty(version) else { continue };
        for (called, (path, cliff)) in &cliffs {
            let Some(of) = tree::type_at(version, path) else { continue };
            // A field of entries and their number are two sides of one cliff
            let field = |other: &String| other.strip_prefix(called.as_str()).is_some_and(|rest| rest.starts_with('.'));
            if cliffs.keys().any(field) {
                continue;
            }
            let show = |v: &Val| {
                Arg::pair(facts::show(v, of, version, Language::Zh), facts::show(v, of, version, Language::En))
            };
            let (from, to, size) = (show(&cliff.from), show(&cliff.to), check.show(cliff.size, ty));
            let (before, after) = (check.show(cliff.before, ty), check.show(cliff.after, ty));
            let answer = Arg::pair(format!("{called} {}", size.zh), format!("{called} {}", size.en));
            let args = [Arg::from(&called), from, to, before, after, answer];
            let finding = Diagnostic::new(Code::Cliff, indicator.named.span, args);
            let example = Some(check.search.shown(&cliff.example));
            check.report(&indicator.body.reviewed, finding.by(example));
        }
        if check.told(indicator.body.span, &indicator.body.reviewed, &[Code::GapBeside]) {
            continue;
        }
        for (called, (path, levels, context)) in turns {
            let Some(of) = tree::type_at(version, &path) else { continue };
            let said = |language| {
                let level = |(at, points): &(Val, Fraction)| {
                    let points = facts::show(&Val::Number(*points), ty, version, language);
                    format!("{} {points}", facts::show(at, of, version, language))
                };
                levels.iter().map(level).collect::<Vec<_>>()
            };
            let told = Arg::pair(said(Language::Zh).join("、"), said(Language::En).join(", "));
            let answer = |language: Language| {
                let points = levels.iter().map(|(_, n)| facts::show(&Val::Number(*n), ty, version, language));
                format!("{called} {}", points.collect::<Vec<_>>().join(" "))
            };
            let args = [Arg::from(&called), told, Arg::pair(answer(Language::Zh), answer(Language::En))];
            let finding = Diagnostic::new(Code::UpAndDown, indicator.named.span, args);
            let example = Some(check.search.shown(&context));
            check.report(&indicator.body.reviewed, finding.by(example));
        }
    }
}

/// Applicants for whom the indicator gives something, one for each of its lines.
fn contexts(check: &Check<'_, '_>, place: Place) -> Vec<Applicant> {
    let Some(body) = place.body(check.version) else { return Vec::new() };
    let reads: Vec<usize> = match place {
        Place::Indicator(i) => {
            check.version.indicators.get(i).map(|i| i.reads.iter().map(|r| r.fact.index()).collect())
        }
        Place::Definition(_) => None,
    }
    .unwrap_or_default();
    let mut all: Vec<Applicant> = Vec::new();
    for line in 0..body.lines.len().min(CONTEXTS) {
        let counts = |ev: &mut Evaluator<'_>| {
            let (value, trace) = place.traced(ev);
            let Some(own) = trace.lines.get(line) else { return Truth::No };
            let guard = trace.guard.map_or(Truth::Yes, |(truth, _)| truth);
            let zero = Val::Number(Fraction::ZERO);
            let some = super::at_least(&value, &zero).and(super::at_least(&zero, &value)).negated();
            guard.and(own.holds.clone()).and(some)
        };
        if let Some(mut found) = check.search.example(&counts) {
            // Also what gives something to everybody, so that nothing had to be asked
            found.matters.extend(reads.iter().copied());
            all.push(found);
        }
    }
    all
}

/// The quantities with an order that matter to an applicant's points; and whether one step of each is one step.
fn variables<'a>(check: &Check<'_, '_>, context: &'a Applicant) -> Vec<(Along<'a>, bool)> {
    let version = check.version;
    let filing = version.filing_fact().map(|f| f.index());
    let mut all = Vec::new();
    for fact in context.matters.iter().filter(|f| Some(**f) != filing) {
        let Some(tree) = context.trees.get(*fact) else { continue };
        leaves(tree, vec![*fact], false, &mut |path, value, entry| {
            let Some(ty) = tree::type_at(version, &path) else { return };
            let Some((low, high)) = ends(check, context, &path, ty, value) else { return };
            let dated = matches!(ty.item(), Type::Date | Type::Month);
            let ordinary = !matches!(ty.item(), Type::Choice(_)) && !is_ratio(ty);
            if !(entry && dated) {
                let ty = ty.item().clone();
                all.push((Along { trees: &context.trees, path, ty, low, high }, ordinary));
            }
        });
    }
    all
}

type See<'s> = dyn FnMut(Path, &Val, bool) + 's;

fn leaves(tree: &Tree, path: Path, entry: bool, see: &mut See<'_>) {
    let inside = |i: usize| path.iter().copied().chain([i]).collect::<Path>();
    match tree {
        Tree::Whole => {}
        Tree::Leaf(Val::Record(record)) => {
            let fields = record.fields.iter().enumerate();
            fields.for_each(|(i, f)| leaves(&Tree::Leaf(f.clone()), inside(i), entry, see));
        }
        Tree::Leaf(value) => see(path.clone(), value, entry),
        Tree::Record(fields) => {
            fields.iter().enumerate().for_each(|(i, f)| leaves(f, inside(i), entry, see));
        }
        Tree::Runs(runs, unique) => {
            for (i, (_, run)) in runs.iter().enumerate() {
                match (run, unique) {
                    // What tells entries apart does not move by itself
                    (Tree::Record(fields), Some(unique)) => {
                        let others = fields.iter().enumerate().filter(|(f, _)| f != unique);
                        others.for_each(|(f, field)| {
                            let path = inside(i).into_iter().chain([f]).collect();
                            leaves(field, path, true, see);
                        });
                    }
                    _ => leaves(run, inside(i), true, see),
                }
            }
        }
    }
}

/// The first and the last step of what a value may be, others as they are.
fn ends(check: &Check<'_, '_>, context: &Applicant, path: &[usize], ty: &Type, value: &Val) -> Option<(i128, i128)> {
    let version = check.version;
    if let Type::Choice(id) = ty.item() {
        let choice = version.choices.get(id.index())?;
        return (choice.ordered && matches!(value, Val::Choice(_))).then(|| (0, choice.values.len() as i128 - 1));
    }
    if !matches!(value, Val::Number(_) | Val::Date(_) | Val::Month(_)) {
        return None;
    }
    let (fact, rest) = path.split_first()?;
    let range = if rest.is_empty() {
        let mut trees = context.trees.clone();
        *trees.get_mut(*fact)? = Tree::Whole;
        match tree::opened(version, &trees, *fact)? {
            Val::Unknown(u) => u.range.clone()?,
            _ => return None,
        }
    } else {
        super::narrow::domain(version, path)?
    };
    let far = |n: Option<Fraction>, other: i128| n.map_or(other, |n| n.floor().parts().0);
    match range {
        Range::Number(low, high) if is_ratio(ty) => {
            let hundred = |n: Option<Fraction>| n.and_then(|n| n.multiply(Fraction::whole(100)));
            Some((far(hundred(low), 0), far(hundred(high), 10_000)))
        }
        Range::Number(low, high) => Some((far(low, 0), far(high, 1_000_000_000))),
        Range::Date(low, high) => Some((i128::from(low.num_days_from_ce()), i128::from(high.num_days_from_ce()))),
        Range::Month(low, high) => Some((i128::from(low), i128::from(high))),
        _ => None,
    }
}

/// A fact, or a field with the names around it.
fn called(version: &Version, path: &[usize]) -> String {
    let Some((fact, rest)) = path.split_first() else { return String::new() };
    let Some(field) = version.facts.get(*fact) else { return String::new() };
    let (mut name, mut ty) = (field.named.name.clone(), &field.ty);
    for step in rest {
        match ty {
            Type::Record(id) => {
                let Some(field) = version.records.get(id.index()).and_then(|r| r.fields.get(*step)) else { break };
                name = format!("{name}.{}", field.named.name);
                ty = &field.ty;
            }
            Type::List(of) => ty = of,
            _ => break,
        }
    }
    name
}

/// What one entry less of a list of months or the like changes, where that exceeds a limit.
fn fewer(
    check: &Check<'_, '_>,
    of: &dyn for<'a> Fn(&mut Evaluator<'a>) -> Val,
    limit: Fraction,
    context: &Applicant,
) -> Vec<(Path, Cliff)> {
    let mut all = Vec::new();
    for (fact, tree) in context.trees.iter().enumerate() {
        let Tree::Runs(runs, Some(_)) = tree else { continue };
        let (Some((count, _)), 1) = (runs.first(), runs.len()) else { continue };
        if *count < 2 {
            continue;
        }
        let mut less = context.clone();
        if let Some(Tree::Runs(runs, _)) = less.trees.get_mut(fact)
            && let Some((count, _)) = runs.first_mut()
        {
            *count -= 1;
        }
        let values: Option<Vec<Val>> = tree::facts(&less.trees).0.values.into_iter().collect();
        let Some(values) = values else { continue };
        less.values = values;
        let points = |a: &Applicant| check.search.with(a, |ev| of(ev)).and_then(|v| bounds(&v).0);
        let (Some(before), Some(after)) = (points(&less), points(context)) else { continue };
        let size = after.subtract(before).map(|d| if d < Fraction::ZERO { d.negate().unwrap_or(d) } else { d });
        let lists = less.values.get(fact).cloned().zip(context.values.get(fact).cloned());
        if let (Some(size), Some((from, to))) = (size.filter(|s| limit < *s), lists) {
            all.push((vec![fact], Cliff { size, from, to, before, after, example: less }));
        }
    }
    all
}

fn within(version: &Version, group: GroupId, indicator: IndicatorId) -> bool {
    version.groups.get(group.index()).is_some_and(|g| {
        g.members.iter().any(|m| match m {
            Member::Indicator(i) => *i == indicator,
            Member::Group(inner) => within(version, *inner, indicator),
        })
    })
}

/// Half of the least standard that outcomes ask of a total; without one, half of the most that can come together, where
/// there are several things to earn points by.
fn default(check: &Check<'_, '_>, total: GroupId) -> Option<Fraction> {
    let mut standards: Vec<Fraction> = Vec::new();
    let mut see = |e: &Expr| {
        if let ExprKind::Compare(_, a, b) = &e.kind {
            let number = |e: &Expr| match &e.kind {
                ExprKind::Constant(Constant::Number(n)) if Fraction::ZERO < *n => Some(*n),
                _ => None,
            };
            let of = |e: &Expr| matches!(e.kind, ExprKind::Group(id) if id == total);
            standards.extend(number(b).filter(|_| of(a)).or_else(|| number(a).filter(|_| of(b))));
        }
    };
    let conditions = check.version.outcomes.iter().flat_map(|l| &l.outcomes).filter_map(|o| o.condition.as_ref());
    conditions.for_each(|c| c.expr.expressions(&mut |e| see(e)));
    if let Some(least) = standards.into_iter().min() {
        return least.multiply(Fraction::new(1, 2)?);
    }
    let earns = |i: &usize| {
        let most = check.of_anybody(|ev| bounds(&ops::or_zero(Place::Indicator(*i).traced(ev).0)).1);
        within(check.version, total, IndicatorId(*i as u32)) && most.is_none_or(|most| Fraction::ZERO < most)
    };
    if (0..check.version.indicators.len()).filter(earns).count() < SEVERAL {
        return None;
    }
    let (_, most) = check.of_anybody(|ev| bounds(&groups::value(ev, total)));
    most?.multiply(Fraction::new(1, 2)?)
}
