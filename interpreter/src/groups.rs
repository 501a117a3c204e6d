//! Totals and groups: how indicators come together.

use crate::bodies;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::covered::Side;
use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Combine, Comparison, Group, GroupId, Indicator, IndicatorId, Member, Type};
use crate::modifiers;
use crate::number::Fraction;
use crate::trace::{BodyTrace, GroupTrace, IndicatorTrace, Scores, Truth};
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node};

/// Reads an `indicator` node; its type is that of its awards.
pub fn lower_indicator<'a>(l: &mut Lowering<'a>, node: &'a Node) -> (Indicator, Type) {
    let (body, ty) = match node.get(Kind::body_block) {
        Some(block) => {
            bodies::need_lines(l, node, block);
            bodies::lower(l, block, None)
        }
        None => (bodies::empty(node.span), Type::Error),
    };
    if !ty.is_number() {
        let words = l.type_words(&ty);
        l.report(Diagnostic::new(Code::IndicatorNotANumber, node.span, [words]));
    }
    // What is told here is told nowhere else
    let ty = if ty.is_number() { ty } else { Type::Error };
    (Indicator { named: l.named(node), cites: l.cites(node), body, reads: Vec::new() }, ty)
}

/// Reads a `total` or `group` node with the groups inside it, which come before it in the model.
pub fn lower_group<'a>(l: &mut Lowering<'a>, node: &'a Node) -> GroupId {
    let how = node.get(Kind::group_how);
    let combine = how.and_then(|h| h.children.first()).map_or(Combine::Sum, |w| bodies::combine_of(w.kind));
    let under = how.and_then(|h| h.get(Kind::under)).and_then(|u| l.alternative(u));
    let block = node.get(Kind::group_block);
    let mut members = Vec::new();
    let mut ty: Option<Type> = None;
    for child in block.into_iter().flat_map(|b| &b.children) {
        let member = match child.kind {
            Kind::indicator_ref => l.indicator(child).map(Member::Indicator),
            Kind::group => Some(Member::Group(l.inner_group(child))),
            _ => None,
        };
        let Some(member) = member else { continue };
        let found = l.member_type(member);
        if let Some(first) = &ty
            && !l.same_kind(first, &found)
        {
            let args = [l.type_words(first), l.type_words(&found)];
            l.report(Diagnostic::new(Code::MixedMembers, child.span, args));
        }
        ty.get_or_insert(found);
        members.push(member);
    }
    let named = |b: &Node| b.has(Kind::indicator_ref) || b.has(Kind::broken);
    if members.is_empty() && !block.is_some_and(named) {
        l.report(Diagnostic::new(Code::EmptyGroup, node.span, []));
    }
    let ty = ty.unwrap_or(Type::POINTS);
    let group = Group {
        named: l.named(node),
        cites: l.cites(node),
        combine,
        under,
        guard: block.and_then(|b| bodies::guard(l, b)),
        members,
        modifiers: block.map(|b| modifiers::lower(l, b, &ty)).unwrap_or_default(),
        notes: block.map(|b| l.notes(b)).unwrap_or_default(),
        reviewed: block.map(|b| l.reviewed(b)).unwrap_or_default(),
    };
    l.add_group(group, ty, node)
}

/// The value of a group for a decision that reads it. Inside a group with alternatives it is known only with that group.
pub fn value(ev: &mut Evaluator<'_>, id: GroupId) -> Val {
    if let Some(Some(known)) = ev.groups.get(id.index()) {
        return known.clone();
    }
    let root = root(ev, id);
    evaluate_total(ev, root);
    match ev.groups.get(id.index()) {
        Some(Some(known)) => known.clone(),
        _ => Val::Error(std::rc::Rc::new(crate::value::RuleError::Broken)),
    }
}

/// Evaluates a total, keeps its groups' values for whoever reads them, and returns how it came about.
pub fn evaluate_total(ev: &mut Evaluator<'_>, id: GroupId) -> Scores {
    let mut scores = Scores::default();
    evaluate(ev, id, &mut scores);
    for group in &scores.groups {
        if let Some(slot) = ev.groups.get_mut(group.id.index()) {
            *slot = Some(group.value.clone());
        }
    }
    scores
}

fn root(ev: &Evaluator<'_>, id: GroupId) -> GroupId {
    let version = ev.version();
    let (mut at, mut outermost) = (id, id);
    // A group is declared inside its parent, so each has one parent at most.
    while let Some(parent) = version.groups.iter().position(|g| g.members.contains(&Member::Group(at))) {
        at = GroupId(parent as u32);
        if version.groups[parent].under.is_some() {
            outermost = at;
        }
    }
    outermost
}

fn evaluate<'m>(ev: &mut Evaluator<'m>, id: GroupId, scores: &mut Scores) -> Val {
    let version: &'m crate::model::Version = ev.version();
    let Some(group) = version.groups.get(id.index()) else { return Val::None };
    let Some(alternative) = group.under else { return once(ev, id, group, scores) };
    let count = version
        .alternatives
        .get(alternative.index())
        .map_or(0, |a| version.choices.get(a.choice.index()).map_or(0, |c| c.values.len()));
    let mut tried: Vec<(Val, Scores)> = Vec::new();
    for i in 0..count {
        let before = ev.take_alternative(alternative, Some(i as u32));
        let mut scores = Scores::default();
        let value = once(ev, id, group, &mut scores);
        ev.take_alternative(alternative, before);
        tried.push((value, scores));
    }
    let values: Vec<Val> = tried.iter().map(|(v, _)| v.clone()).collect();
    let best = values.iter().cloned().reduce(|a, b| ops::max(&a, &b)).unwrap_or(Val::None);
    let mut reachable: Vec<usize> = (0..values.len()).filter(|i| may_win(*i, &values)).collect();
    if reachable.is_empty() {
        reachable = (0..values.len()).collect();
    }
    let mut chosen: Option<Scores> = None;
    for (_, scores) in tried.into_iter().enumerate().filter(|(i, _)| reachable.contains(i)).map(|(_, one)| one) {
        match &mut chosen {
            None => chosen = Some(scores),
            Some(covered) => covered.cover(scores),
        }
    }
    let mut chosen = chosen.unwrap_or_default();
    if let Some(own) = chosen.groups.last_mut() {
        own.alternative = match reachable.as_slice() {
            [only] => Some(*only as u32),
            _ => None,
        };
        own.explained_under = reachable.first().map(|first| *first as u32);
        own.value = best.clone();
        own.tried = values;
    }
    scores.extend(chosen);
    best
}

/// Whether an alternative may be the one that counts: the first of those with the most.
pub(crate) fn may_win(one: usize, values: &[Val]) -> bool {
    let Some(value) = values.get(one) else { return false };
    values.iter().enumerate().filter(|(i, _)| *i != one).all(|(i, other)| {
        let how = if i < one { Comparison::Greater } else { Comparison::GreaterOrEqual };
        !matches!(ops::compare(how, value, other), Val::YesNo(false))
    })
}

fn once<'m>(ev: &mut Evaluator<'m>, id: GroupId, group: &'m Group, scores: &mut Scores) -> Val {
    let guard = group.guard.as_ref().map(|g| ev.condition(g));
    let mut members = Vec::new();
    for member in &group.members {
        let value = match member {
            Member::Indicator(i) => indicator(ev, *i, scores),
            Member::Group(g) => evaluate(ev, *g, scores),
        };
        members.push((*member, ops::or_zero(value)));
    }
    let values = members.iter().map(|(_, v)| v.clone());
    let combined = match group.combine {
        Combine::Best | Combine::ChooseOne => values.reduce(|a, b| ops::max(&a, &b)),
        Combine::Least => values.reduce(|a, b| ops::min(&a, &b)),
        _ => values.reduce(|a, b| ops::add(&a, &b)),
    };
    let combined = combined.unwrap_or(Val::Number(Fraction::ZERO));
    if group.combine.picks() && combined != Val::Number(Fraction::ZERO) {
        let winner = members.iter().position(|(_, value)| *value == combined);
        winner.into_iter().for_each(|i| ev.came_by(group.named.span, Side::Cell(i as u32)));
    }
    let mut steps = Vec::new();
    let mut value = ops::or_zero(modifiers::apply(ev, &group.modifiers, combined.clone(), false, &mut steps));
    let zero = Val::Number(Fraction::ZERO);
    match guard.as_ref().map(|(truth, _)| truth) {
        None | Some(Truth::Yes) => {}
        Some(Truth::No) => value = zero,
        Some(Truth::Error(e)) => value = Val::Error(e.clone()),
        Some(Truth::Maybe(why)) => value = ops::because(ops::hull(&value, &zero), why),
    }
    let trace = GroupTrace {
        id,
        guard,
        members,
        combined,
        steps,
        value: value.clone(),
        alternative: None,
        explained_under: None,
        tried: Vec::new(),
    };
    scores.groups.push(trace);
    value
}

fn indicator<'m>(ev: &mut Evaluator<'m>, id: IndicatorId, scores: &mut Scores) -> Val {
    let version: &'m crate::model::Version = ev.version();
    let Some(indicator) = version.indicators.get(id.index()) else { return Val::None };
    let mut trace = BodyTrace::default();
    let traced = ev.tracing();
    let outer = if traced { ev.watch.replace(Vec::new()) } else { None };
    let value = bodies::evaluate(ev, &indicator.body, traced.then_some(&mut trace));
    let value = ev.of_type(value, &Type::POINTS);
    if traced {
        trace.seen = std::mem::replace(&mut ev.watch, outer).unwrap_or_default();
    }
    scores.indicators.push(IndicatorTrace { id, value: value.clone(), body: trace });
    value
}

/// Says once for all that an indicator stands in no group.
pub fn in_no_group(indicator: &Indicator) -> Diagnostic {
    let name = Arg::from(&indicator.named.name);
    Diagnostic::new(Code::IndicatorInNoGroup, indicator.named.span, [name])
}
