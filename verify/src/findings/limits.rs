//! Caps and floors that change nothing or everything, wherever they stand, and floors that hide deductions.

use super::groups::{name, traced};
use super::search::{Answer, Applicant};
use super::{Check, Place, at_least, bounds, more};
use jifen_grammar::tree::Span;
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::eval::ops;
use jifen_interpreter::model::{Answer as Reviewed, Combine, GroupId, Member, Modifier, ModifierKind, Type, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::trace::{Detail, Step, Truth};
use jifen_interpreter::value::Val;

/// How far a quantity without a bound is followed.
const FAR: i128 = 100_000;

/// Where a modifier stands.
#[derive(Debug, Clone, Copy)]
enum At {
    /// Behind a body's lines.
    Body(Place, usize),
    /// Behind one line.
    Line(Place, usize, usize),
    /// Behind the units of a line.
    Units(Place, usize, usize),
    /// Behind a group's members.
    Group(GroupId, usize),
}

impl At {
    /// What it did.
    fn step(self, ev: &mut Evaluator<'_>) -> Option<Step> {
        match self {
            At::Body(place, i) => place.traced(ev).1.steps.into_iter().nth(i),
            At::Line(place, line, i) => place.traced(ev).1.lines.into_iter().nth(line)?.steps.into_iter().nth(i),
            At::Units(place, line, i) => units(place.traced(ev).1.lines.into_iter().nth(line)?.detail, i),
            At::Group(id, i) => traced(ev, id)?.steps.into_iter().nth(i),
        }
    }
}

fn units(detail: Detail, i: usize) -> Option<Step> {
    match detail {
        Detail::Units(units) => units.steps.into_iter().nth(i),
        Detail::Condition(_, Some(inner)) => units(*inner, i),
        _ => None,
    }
}

pub(super) fn check(check: &mut Check<'_, '_>) {
    let hiding = hidden(check);
    for (at, modifier, answers, ty) in all(check) {
        if !hiding.contains(&modifier.span) {
            limit(check, at, modifier, answers, ty);
        }
    }
}

type Limit<'v> = (At, &'v Modifier, &'v [Reviewed], &'v Type);

fn all<'v>(check: &Check<'v, '_>) -> Vec<Limit<'v>> {
    use jifen_interpreter::checks::cases::award;
    use jifen_interpreter::shapes::Shape;
    let version = check.version;
    let mut all: Vec<Limit<'v>> = Vec::new();
    for place in check.places() {
        let (Some(body), Some(ty)) = (place.body(version), place.ty(version)) else { continue };
        let answers = &body.reviewed[..];
        all.extend(body.modifiers.iter().enumerate().map(|(i, m)| (At::Body(place, i), m, answers, ty)));
        for (n, line) in body.lines.iter().enumerate().filter(|(_, l)| !l.shape.deducts()) {
            all.extend(line.modifiers.iter().enumerate().map(|(i, m)| (At::Line(place, n, i), m, answers, ty)));
            if let Shape::PerUnit(shape) = award(line) {
                let own = shape.modifiers.iter().enumerate();
                all.extend(own.map(|(i, m)| (At::Units(place, n, i), m, answers, ty)));
            }
        }
    }
    for (i, group) in version.groups.iter().enumerate() {
        let Some(ty) = version.group_types.get(i) else { continue };
        let id = GroupId(i as u32);
        all.extend(group.modifiers.iter().enumerate().map(|(n, m)| (At::Group(id, n), m, &group.reviewed[..], ty)));
    }
    all
}

fn limit<'v>(check: &mut Check<'v, '_>, at: At, modifier: &Modifier, answers: &'v [Reviewed], ty: &Type) {
    let cap = match modifier.kind {
        ModifierKind::Cap => true,
        ModifierKind::Floor => false,
        _ => return,
    };
    if check.told(modifier.span, answers, &[Code::CapNeverReached, Code::CapAlwaysReached]) {
        return;
    }
    let truth = |step: Option<Step>, f: &dyn Fn(&Step) -> Truth| step.map_or(Truth::No, |s| f(&s));
    let there = |v: &Val| if ops::may_be_none(v) { Truth::No } else { Truth::Yes };
    // A limit that is just reached does no harm, and is how measures are written
    let reached = |ev: &mut Evaluator<'_>| {
        truth(at.step(ev), &|s| if cap { at_least(&s.before, &s.by) } else { at_least(&s.by, &s.before) })
    };
    let word = if cap { Arg::pair("上限", "cap") } else { Arg::pair("下限", "floor") };
    match check.search.find(&reached) {
        Answer::Never => {
            let (most, example) = extreme(check, at, cap);
            let told = most.map_or(Arg::default(), |n| check.show(n, ty));
            let what = match cap {
                true => Arg::pair(format!("最多 {}", told.zh), format!("at most {}", told.en)),
                false => Arg::pair(format!("最少 {}", told.zh), format!("at least {}", told.en)),
            };
            let finding = Diagnostic::new(Code::LimitNever, modifier.span, [word, what]);
            let example = example.map(|a| check.search.shown(&a));
            check.report(answers, finding.by(example));
            return;
        }
        Answer::Unsure => return,
        Answer::Yes(_) => {}
    }
    // Whoever gets anything is cut or lifted
    let free = |ev: &mut Evaluator<'_>| {
        truth(at.step(ev), &|s| {
            let zero = Val::Number(Fraction::ZERO);
            let some = there(&s.before).and(at_least(&s.before, &zero).and(at_least(&zero, &s.before)).negated());
            some.and(if cap { at_least(&s.by, &s.before) } else { at_least(&s.before, &s.by) })
        })
    };
    let changed = |ev: &mut Evaluator<'_>| {
        truth(at.step(ev), &|s| {
            let zero = Val::Number(Fraction::ZERO);
            let some = at_least(&s.before, &zero).and(at_least(&zero, &s.before)).negated();
            some.and(if cap { more(&s.before, &s.by) } else { more(&s.by, &s.before) })
        })
    };
    if let (Some(applicant), true) = (check.search.example(&changed), check.search.never(&free)) {
        let by = check.search.with(&applicant, |ev| at.step(ev).map(|s| s.by)).flatten();
        let what = by.and_then(|by| bounds(&by).0).map_or(Arg::default(), |n| check.show(n, ty));
        let finding = Diagnostic::new(Code::LimitAlways, modifier.span, [word, what]);
        let example = Some(check.search.shown(&applicant));
        check.report(answers, finding.by(example));
    }
}

/// The most (or least) that comes to a limit, as found, and who gets there.
fn extreme(check: &Check<'_, '_>, at: At, most: bool) -> (Option<Fraction>, Option<Applicant>) {
    let root = check.of_anybody(|ev| at.step(ev));
    let (low, high) = root.map_or((None, None), |s| bounds(&s.before));
    furthest(check, most, (low, high), &|ev| at.step(ev).map(|s| s.before))
}

/// The largest (or smallest) value that somebody comes to, and who: found by halving what is left between the best one
/// and the bound. Where it can't be said whether more is possible, the bound that surely is none too low.
pub(super) fn furthest(
    check: &Check<'_, '_>,
    most: bool,
    (low, high): (Option<Fraction>, Option<Fraction>),
    of: &dyn for<'a> Fn(&mut Evaluator<'a>) -> Option<Val>,
) -> (Option<Fraction>, Option<Applicant>) {
    let away = |n: Fraction, by| n.add(Fraction::whole(by)).unwrap_or(n);
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low, away(low, FAR)),
        (None, Some(high)) => (away(high, -FAR), high),
        (None, None) => (Fraction::whole(-FAR), Fraction::whole(FAR)),
    };
    let beyond = |by: Fraction, strictly: bool| {
        let by = Val::Number(by);
        check.search.find(&|ev| match of(ev) {
            Some(Val::None) | None => Truth::No,
            Some(value) if most && strictly => more(&value, &by),
            Some(value) if most => at_least(&value, &by),
            Some(value) if strictly => more(&by, &value),
            Some(value) => at_least(&by, &value),
        })
    };
    let value = |a: &Applicant| check.search.with(a, |ev| of(ev)).flatten().and_then(|v| bounds(&v).0);
    let (mut near, mut far) = if most { (low, high) } else { (high, low) };
    let mut best: Option<Applicant> = None;
    for round in 0..24 {
        let half = super::tree::middle(near.min(far), near.max(far), false);
        let aim = if round == 0 { far } else { half };
        match beyond(aim, false) {
            Answer::Yes(found) => {
                near = value(&found).unwrap_or(aim);
                best = Some(found);
            }
            Answer::Never => far = aim,
            Answer::Unsure => break,
        }
        if best.is_some() && (near == far || matches!(beyond(near, true), Answer::Never)) {
            return (Some(near), best);
        }
    }
    (Some(far), best)
}

/// Deductions that a floor right behind them takes back for everybody.
fn hidden(check: &mut Check<'_, '_>) -> Vec<Span> {
    let mut found = Vec::new();
    for (i, group) in check.version.groups.iter().enumerate() {
        if group.combine != Combine::Sum {
            continue;
        }
        let id = GroupId(i as u32);
        let floor = group.modifiers.iter().position(|m| m.kind == ModifierKind::Floor);
        let Some(floor) = floor.filter(|n| *n == 0) else { continue };
        for member in members(check.version, id) {
            let takes = |ev: &mut Evaluator<'_>| {
                let (before, floor, own) = around(ev, id, floor, member)?;
                Some((before, floor, own, Truth::Yes))
            };
            found.extend(hides(
                check,
                group.modifiers.get(floor),
                &group.reviewed,
                name(check.version, member),
                &takes,
            ));
        }
    }
    for place in check.places() {
        let (Some(body), Some(named)) = (place.body(check.version), place.named(check.version)) else { continue };
        let floor = body.modifiers.first().filter(|m| m.kind == ModifierKind::Floor);
        if body.combine != Combine::Sum || floor.is_none() {
            continue;
        }
        for line in (0..body.lines.len()).filter(|n| body.lines.get(*n).is_some_and(|l| l.shape.deducts())) {
            let takes = |ev: &mut Evaluator<'_>| {
                let (_, trace) = place.traced(ev);
                let step = trace.steps.into_iter().next()?;
                let own = trace.lines.into_iter().nth(line)?;
                Some((step.before, step.by, own.value, own.holds))
            };
            found.extend(hides(check, floor, &body.reviewed, Some(named), &takes));
        }
    }
    found
}

/// The members of a group and of the sums in it.
fn members(version: &Version, id: GroupId) -> Vec<Member> {
    let Some(group) = version.groups.get(id.index()) else { return Vec::new() };
    let inside = |m: &Member| match m {
        Member::Group(g) => match version.groups.get(g.index()) {
            Some(inner) if inner.combine == Combine::Sum && inner.modifiers.is_empty() => members(version, *g),
            _ => vec![*m],
        },
        Member::Indicator(_) => vec![*m],
    };
    group.members.iter().flat_map(inside).collect()
}

/// What comes to a group's floor, the floor, and what one member gives.
fn around(ev: &mut Evaluator<'_>, id: GroupId, floor: usize, member: Member) -> Option<(Val, Val, Val)> {
    let total = super::groups::total_of(ev.version(), id)?;
    let scores = jifen_interpreter::groups::evaluate_total(ev, total);
    let step = scores.groups.iter().find(|g| g.id == id)?.steps.get(floor).cloned()?;
    let own = match member {
        Member::Indicator(i) => scores.indicators.iter().find(|t| t.id == i)?.value.clone(),
        Member::Group(g) => scores.groups.iter().find(|t| t.id == g)?.value.clone(),
    };
    Some((step.before, step.by, ops::or_zero(own)))
}

type Around<'g> = dyn for<'a> Fn(&mut Evaluator<'a>) -> Option<(Val, Val, Val, Truth)> + 'g;

fn hides<'v>(
    check: &mut Check<'v, '_>,
    floor: Option<&Modifier>,
    answers: &'v [Reviewed],
    named: Option<&jifen_interpreter::model::Named>,
    takes: &Around<'_>,
) -> Option<Span> {
    let (floor, named) = (floor?, named?);
    let zero = Val::Number(Fraction::ZERO);
    let deducts = |own: &Val| at_least(own, &zero).negated();
    let root = check.of_anybody(|ev| takes(ev));
    let may = root.is_some_and(|(_, _, own, _)| bounds(&own).0.is_none_or(|low| low < Fraction::ZERO));
    if !may {
        return None;
    }
    let somebody = |ev: &mut Evaluator<'_>| takes(ev).map_or(Truth::No, |(_, _, own, holds)| holds.and(deducts(&own)));
    let felt = |ev: &mut Evaluator<'_>| match takes(ev) {
        Some((before, by, own, holds)) => holds.and(deducts(&own)).and(more(&ops::subtract(&before, &own), &by)),
        None => Truth::No,
    };
    if let (Answer::Never, Some(one)) = (check.search.find(&felt), check.search.example(&somebody)) {
        let finding = Diagnostic::new(Code::FloorHides, floor.span, [(&named.name).into()]);
        let here = Arg::pair("这里的扣减", "what is deducted here");
        let example = Some(check.search.shown(&one));
        check.report(answers, finding.with(named.span, here).by(example));
        return Some(floor.span);
    }
    None
}
