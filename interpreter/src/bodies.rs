//! Bodies: the lines of an indicator or of a definition by cases, and how they combine.

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::covered::Side;
use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Body, Combine, Condition, Constant, Expr, ExprKind, Line, Text, Type};
use crate::modifiers;
use crate::number::Fraction;
use crate::shapes::Shape;
use crate::shapes::give::Give;
use crate::trace::{Award, BodyTrace, LineTrace, Truth};
use crate::value::{RuleError, Val};
use jifen_grammar::tree::{Kind, Node};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Reads a `body_block`. Returns the type of its value: that of its first award unless `want` says.
pub fn lower<'a>(l: &mut Lowering<'a>, block: &'a Node, want: Option<&Type>) -> (Body, Type) {
    let combine = lower_combine(l, block, Combine::One);
    let counting = matches!(combine, Combine::Count);
    let mut ty = if counting { Some(Type::YesNo) } else { want.cloned() };
    let mut lines = Vec::new();
    for node in block.all(Kind::line) {
        let Some(shape) = node.children.iter().find(|c| Shape::is(c.kind)) else { continue };
        let bare = shape.kind == Kind::row && !shape.children.iter().any(|c| Shape::is(c.kind));
        let (shape, found) = Shape::lower(l, shape, if bare { None } else { ty.as_ref() });
        if bare && !matches!(combine, Combine::Count | Combine::All) {
            l.report(Diagnostic::new(Code::RowWithoutAward, node.span, []));
        }
        let counts = matches!(combine, Combine::Count | Combine::All);
        let of = match (bare, counts) {
            (true, false) => Type::Error,
            (true, true) => ty.get_or_insert(Type::YesNo).clone(),
            (false, _) => ty.get_or_insert(found).clone(),
        };
        lines.push(Line {
            label: l.label(node),
            cites: l.cites(node),
            notes: l.notes(node),
            modifiers: modifiers::lower(l, node, &of),
            text: l.line_text(node),
            provenance: l.provenance(node),
            span: node.span,
            shape,
        });
    }
    lines.extend(block.get(Kind::repealed).map(|clause| repealed(l, clause, &mut ty)));
    check_labels(l, &lines);
    let ty = if counting { Type::INTEGER } else { ty.unwrap_or(Type::Error) };
    let body = Body {
        notes: l.notes(block),
        guard: guard(l, block),
        combine,
        modifiers: modifiers::lower(l, block, &ty),
        reviewed: l.reviewed(block),
        repealed: block.has(Kind::repealed),
        span: block.span,
        lines,
    };
    let rounded = body.modifiers.iter().any(|m| !matches!(m.kind, crate::model::ModifierKind::RoundDown));
    let ty = match ty {
        Type::Number { unit, whole } => Type::Number { unit, whole: whole && !rounded },
        other => other,
    };
    (body, ty)
}

/// `已废止 依据 "…"`: what was repealed gives nothing, and says by what.
fn repealed(l: &Lowering<'_>, clause: &Node, ty: &mut Option<Type>) -> Line {
    let ty = ty.get_or_insert(Type::POINTS).clone();
    let kind = ExprKind::Constant(Constant::Number(Fraction::ZERO));
    let value = Expr { kind, ty, span: clause.span };
    let word = l.text(&Node {
        children: clause.children.iter().take(1).cloned().collect(),
        ..Node::new(clause.kind, clause.span)
    });
    Line {
        label: None,
        cites: l.cites(clause),
        notes: Vec::new(),
        shape: Shape::Give(Give { value, deduct: false }),
        modifiers: Vec::new(),
        text: word,
        provenance: l.provenance(clause),
        span: clause.span,
    }
}

/// A body without a line gives nothing to anybody.
pub fn need_lines(l: &mut Lowering<'_>, node: &Node, block: &Node) {
    if !block.has(Kind::line) && !block.has(Kind::repealed) && !block.has(Kind::broken) {
        let hint = Arg::pair("写上各行,如 `凡 … 的,积 …分`", "add its rows, such as `when …, award … points`");
        l.empty(node, hint);
    }
}

/// What stands for a body that could not be read.
pub fn empty(span: jifen_grammar::tree::Span) -> Body {
    Body {
        notes: Vec::new(),
        guard: None,
        combine: Combine::One,
        lines: Vec::new(),
        modifiers: Vec::new(),
        reviewed: Vec::new(),
        repealed: false,
        span,
    }
}

/// The guard of a body or group; of several, all must hold.
pub fn guard<'a>(l: &mut Lowering<'a>, block: &'a Node) -> Option<Condition> {
    let mut guards: Vec<Condition> = block.all(Kind::guard).map(|g| l.condition_of(g)).collect();
    let Some((first, rest)) = guards.split_first().filter(|(_, rest)| !rest.is_empty()) else { return guards.pop() };
    let span = rest.last().map_or(first.expr.span, |last| first.expr.span.to(last.expr.span));
    let broken = guards.iter().any(|g| g.expr.ty == Type::Error);
    let ty = if broken { Type::Error } else { Type::YesNo };
    let join = |pick: fn(&Text) -> &str, and: &str| guards.iter().map(|g| pick(&g.text)).collect::<Vec<_>>().join(and);
    let text = Text { zh: join(|t| &t.zh, ";"), en: join(|t| &t.en, "; ") };
    let mut all: Vec<(Expr, Text)> = Vec::new();
    for guard in guards {
        match guard.expr.kind {
            ExprKind::And(_) => all.extend(guard.parts),
            _ => all.push((guard.expr, guard.text)),
        }
    }
    let kind = ExprKind::And(all.iter().map(|(e, _)| e.clone()).collect());
    Some(Condition { expr: Expr { kind, ty, span }, text, parts: all })
}

/// The word for how things combine in a block or head; two are reported.
pub fn lower_combine<'a>(l: &mut Lowering<'a>, block: &'a Node, default: Combine) -> Combine {
    let words: Vec<&'a Node> = block.all(Kind::combine).collect();
    if let [_, second, ..] = words.as_slice() {
        l.report(Diagnostic::new(Code::SaidTwice, second.span, []));
    }
    words.first().and_then(|w| w.children.first()).map_or(default, |w| combine_of(w.kind))
}

/// The meaning of a combining word.
pub fn combine_of(kind: Kind) -> Combine {
    match kind {
        Kind::kw_best => Combine::Best,
        Kind::kw_least => Combine::Least,
        Kind::kw_sum => Combine::Sum,
        Kind::kw_choose_one => Combine::ChooseOne,
        Kind::kw_first => Combine::First,
        Kind::kw_agree => Combine::Agree,
        Kind::kw_count => Combine::Count,
        Kind::kw_all => Combine::All,
        _ => Combine::One,
    }
}

fn check_labels(l: &mut Lowering<'_>, lines: &[Line]) {
    let mut seen: BTreeMap<&str, &Line> = BTreeMap::new();
    for line in lines {
        let Some(label) = &line.label else { continue };
        let same = *seen.entry(label).or_insert(line);
        if !std::ptr::eq(same, line) {
            let first = crate::diagnostic::Arg::pair("已用于此处", "used here before");
            let twice = Diagnostic::new(Code::DuplicateLabel, line.span, [label.into()]);
            l.report(twice.with(same.span, first));
        }
    }
    let rows = || lines.iter().filter(|line| !matches!(line.shape, Shape::Otherwise(_)));
    let several = 1 < rows().count();
    for line in rows().filter(|line| several && line.label.is_none()) {
        l.report(Diagnostic::new(Code::RowWithoutLabel, line.span, []));
    }
}

/// Evaluates a body; none where nothing holds. With `trace`, what happened is added to it.
pub fn evaluate<'m>(ev: &mut Evaluator<'m>, body: &'m Body, trace: Option<&mut BodyTrace>) -> Val {
    let mut kept = trace;
    if let Some(guard) = &body.guard {
        let (truth, parts) = ev.condition(guard);
        if let Some(trace) = kept.as_deref_mut() {
            trace.guard = Some((truth.clone(), parts));
        }
        match truth {
            Truth::Yes => {}
            Truth::No => return Val::None,
            Truth::Error(e) => return Val::Error(e),
            Truth::Maybe(why) => {
                let value = ev.assuming(&guard.expr, |ev| inside(ev, body, kept));
                return ops::because(ops::hull(&value, &Val::None), &why);
            }
        }
    }
    inside(ev, body, kept)
}

fn inside<'m>(ev: &mut Evaluator<'m>, body: &'m Body, mut trace: Option<&mut BodyTrace>) -> Val {
    let mut awards: Vec<Award> = Vec::with_capacity(body.lines.len());
    let mut before = Truth::No;
    let first = matches!(body.combine, Combine::First | Combine::One);
    for line in &body.lines {
        let behind = body.combine == Combine::First || matches!(line.shape, Shape::Otherwise(_));
        if behind && before != Truth::No {
            // Where one before it holds, it is not asked; where that one is in error, it is
            ev.may(line.span, if before == Truth::Yes { &[Side::Yes, Side::No] } else { &[Side::No] });
        }
        let mut award = match &line.shape {
            Shape::Otherwise(_) if before == Truth::Yes => Award::nothing(),
            _ if trace.is_none() && body.combine == Combine::First && before == Truth::Yes => Award::nothing(),
            shape => shape.evaluate(ev),
        };
        let mut steps = Vec::new();
        if award.holds != Truth::No && !line.modifiers.is_empty() {
            let deducts = line.shape.deducts();
            let value = modifiers::apply(ev, &line.modifiers, award.value, deducts, &mut steps);
            award = Award::of(value, award.detail).when(award.holds);
        }
        let alone = award.holds.clone();
        let otherwise = matches!(line.shape, Shape::Otherwise(_));
        if otherwise {
            award = award.when(before.clone().negated());
        }
        before = if first || !matches!(award.holds, Truth::Error(_)) { before.or(award.holds.clone()) } else { before };
        ev.came_to(line.span, &award.holds);
        if let Some(trace) = trace.as_deref_mut() {
            let (holds, value) = (award.holds.clone(), award.value.clone());
            trace.lines.push(LineTrace { holds, value, detail: award.detail.clone(), steps });
        }
        // Behind lines that may hold, `其余` takes all the rest: in their order, it is as sure as its own award.
        if otherwise && first && matches!(award.holds, Truth::Maybe(_)) && alone == Truth::Yes {
            award.holds = alone;
        }
        awards.push(award);
    }
    let value = combine(body, &awards);
    let mut steps = Vec::new();
    let value = modifiers::apply(ev, &body.modifiers, value, false, &mut steps);
    if let Some(trace) = trace {
        trace.steps = steps;
    }
    value
}

fn combine(body: &Body, awards: &[Award]) -> Val {
    if let Combine::One = body.combine {
        let row = |i: &usize| body.lines.get(*i).is_some_and(|l| !matches!(l.shape, Shape::Otherwise(_)));
        let sure: Vec<usize> = (0..awards.len()).filter(|i| awards[*i].holds == Truth::Yes).filter(row).collect();
        if let [first, second, ..] = sure.as_slice() {
            return Val::Error(Rc::new(RuleError::Overlap(name(body, *first), name(body, *second))));
        }
    }
    if let Some(e) = awards.iter().find_map(|a| match &a.holds {
        Truth::Error(e) => Some(e.clone()),
        _ => None,
    }) && body.combine != Combine::First
    {
        return Val::Error(e);
    }
    match body.combine {
        Combine::One | Combine::First => in_order(awards),
        Combine::Best | Combine::ChooseOne => folded(awards, ops::max),
        Combine::Least => folded(awards, ops::min),
        Combine::Sum => folded(awards, ops::add),
        Combine::Agree => agreed(body, awards),
        Combine::Count => awards.iter().fold(Val::Number(Fraction::ZERO), |sum, a| ops::add(&sum, &counted(a))),
        Combine::All => all(body, awards),
    }
}

/// The first that holds; where that is not known, everything it may be.
fn in_order(awards: &[Award]) -> Val {
    awards.iter().rev().fold(Val::None, |rest, award| match &award.holds {
        Truth::Yes => award.value.clone(),
        Truth::No => rest,
        Truth::Error(e) => Val::Error(e.clone()),
        Truth::Maybe(why) => ops::because(ops::hull(&award.value, &rest), why),
    })
}

/// Sure values joined; each uncertain one may or may not join.
fn folded(awards: &[Award], join: fn(&Val, &Val) -> Val) -> Val {
    let mut all = Val::None;
    let joined = |all: &Val, value: &Val| match all {
        Val::None => value.clone(),
        Val::Unknown(_) if ops::may_be_none(all) => {
            let joined = join(&ops::without_none(all.clone()), value);
            ops::because(ops::hull(value, &joined), &ops::why(all))
        }
        _ => join(all, value),
    };
    for award in awards {
        match &award.holds {
            Truth::Yes => all = joined(&all, &award.value),
            Truth::Maybe(why) => {
                let with = joined(&all, &award.value);
                all = ops::because(ops::hull(&all, &with), why);
            }
            Truth::No | Truth::Error(_) => {}
        }
    }
    all
}

fn agreed(body: &Body, awards: &[Award]) -> Val {
    let mut found: Option<(usize, Val)> = None;
    for (i, award) in awards.iter().enumerate().filter(|(_, a)| matches!(a.holds, Truth::Yes | Truth::Maybe(_))) {
        found = Some(match (&award.holds, found) {
            (Truth::Yes, None) => (i, award.value.clone()),
            (Truth::Maybe(why), None) => (i, ops::because(ops::hull(&award.value, &Val::None), why)),
            (Truth::Yes, Some((first, value))) => {
                if Truth::of(&ops::equal(&value, &award.value)) == Truth::No && !ops::may_be_none(&value) {
                    let labels = (name(body, first), name(body, i));
                    return Val::Error(Rc::new(RuleError::Disagree(labels.0, labels.1)));
                }
                (first, award.value.clone())
            }
            (Truth::Maybe(_), Some((first, value))) if !ops::may_be_none(&value) => (first, value),
            (Truth::Maybe(why), Some((first, value))) => (first, ops::because(ops::hull(&award.value, &value), why)),
            (_, found) => found.unwrap_or((i, Val::None)),
        });
    }
    found.map_or(Val::None, |(_, value)| value)
}

fn counted(award: &Award) -> Val {
    let (zero, one) = (Val::Number(Fraction::ZERO), Val::Number(Fraction::ONE));
    match &award.holds {
        Truth::Yes => one,
        Truth::No => zero,
        Truth::Maybe(why) => ops::because(ops::hull(&zero, &one), why),
        Truth::Error(e) => Val::Error(e.clone()),
    }
}

fn all(body: &Body, awards: &[Award]) -> Val {
    let plain = body.lines.iter().all(|l| matches!(&l.shape, Shape::Row(row) if row.award.is_none()));
    let holds = awards.iter().fold(Truth::Yes, |all, a| all.and(a.holds.clone()));
    let fails = if plain { Val::YesNo(false) } else { Val::None };
    let value = if plain { Val::YesNo(true) } else { folded(awards, ops::add) };
    match holds {
        Truth::Yes => value,
        Truth::No => fails,
        Truth::Error(e) => Val::Error(e),
        Truth::Maybe(why) => ops::because(ops::hull(&value, &fails), &why),
    }
}

fn name(body: &Body, line: usize) -> String {
    let label = body.lines.get(line).and_then(|l| l.label.clone());
    label.unwrap_or_else(|| (line + 1).to_string())
}
