//! What rows leave out though one may expect it covered, where the best row counts, and inside of lists: a hole between
//! the values of two rows, and what lies beyond the row that gives the most.

use super::imply::{multiple, written_out};
use super::search::Search;
use super::{Check, Place, bounds};
use jifen_grammar::keywords::Language;
use jifen_interpreter::checks::regions::{Cut, Interval, gaps, possible};
use jifen_interpreter::checks::words;
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic, Example};
use jifen_interpreter::eval::{Evaluator, ops};
use jifen_interpreter::model::{
    Aggregate, Band, Combine, Comparison, Content, Definition, DefinitionId, Expr, ExprKind, Membership, Named,
    Provenance, Type, Version,
};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::report::say_of_entry;
use jifen_interpreter::shapes::Shape;
use jifen_interpreter::trace::Truth;
use jifen_interpreter::value::Val;

/// What a row asks of a quantity.
struct Asked {
    /// The quantity: of an entry, where it stands in a list.
    quantity: Expr,
    /// What the interval counts in, such as a parameter's value.
    of: Option<Expr>,
    interval: Interval,
    /// Of a list: the entries that the other parts leave, and how many of them are wanted.
    list: Option<(Expr, Expr)>,
}

pub(super) fn check(check: &mut Check<'_, '_>) {
    for place in check.places() {
        let Some(body) = place.body(check.version) else { continue };
        let rows: Option<Vec<Vec<Asked>>> = body
            .lines
            .iter()
            .map(|l| match &l.shape {
                Shape::Row(row) => Some(asked(check.version, &row.condition.expr)),
                _ => None,
            })
            .collect();
        let best = body.combine == Combine::Best;
        let (Some(rows), true) = (rows, matches!(body.combine, Combine::Best | Combine::One | Combine::First)) else {
            continue;
        };
        if rows.len() < 2 || check.told(body.span, &body.reviewed, &[Code::Gap]) {
            continue;
        }
        for first in rows.first().into_iter().flatten() {
            if first.list.is_none() && !best {
                continue;
            }
            let same = |a: &&Asked| {
                a.quantity == first.quantity && a.of == first.of && a.list.is_some() == first.list.is_some()
            };
            let all: Vec<Vec<&Asked>> = rows.iter().map(|r| r.iter().filter(same).collect()).collect();
            if all.iter().any(Vec::is_empty) {
                continue;
            }
            let own: Vec<Vec<Interval>> = all.iter().map(|r| joined(r)).collect();
            // What every row asks alike tells no row from another
            if own.windows(2).all(|w| w.first() == w.get(1)) {
                continue;
            }
            gap(check, place, first, &own);
        }
    }
}

/// What all parts about a quantity leave of it.
fn joined(asked: &[&Asked]) -> Vec<Interval> {
    let start = Some(Interval::ALL);
    asked.iter().fold(start, |so_far, a| so_far.and_then(|i| i.and(&a.interval))).into_iter().collect()
}

fn gap(check: &mut Check<'_, '_>, place: Place, of: &Asked, rows: &[Vec<Interval>]) {
    let (Some(body), Some(named)) = (place.body(check.version), place.named(check.version)) else { return };
    let whole = whole(check, of);
    let awards = check.of_anybody(|ev| place.traced(ev).1.lines.iter().map(|l| bounds(&l.value).1).collect::<Vec<_>>());
    let most = awards.iter().flatten().max().copied();
    let top = |i: usize| most.is_some() && awards.get(i).copied().flatten() == most;
    let covered: Vec<Interval> = rows.iter().flatten().filter_map(|i| i.and(&whole)).collect();
    let open = gaps(&whole, &covered).into_iter().filter(|open| {
        let low_end = open.low == whole.low || open.low.is_none();
        let high_end = open.high == whole.high || open.high.is_none();
        // The row that gives the most ends where the open values begin, and others lie on its far side
        let ends = |r: &Interval, low: bool| match low {
            true => r.high.is_some() && r.high == open.low && rows.iter().flatten().any(|o| o.low < r.low),
            false => {
                let far = |o: &Interval| r.high.is_some_and(|end| o.high.is_none_or(|other| end < other));
                r.low.is_some() && r.low == open.high && rows.iter().flatten().any(far)
            }
        };
        let beside = |low: bool| rows.iter().enumerate().any(|(i, all)| top(i) && all.iter().any(|r| ends(r, low)));
        match (low_end, high_end) {
            (false, false) => true,
            (false, true) => beside(true),
            (true, false) => beside(false),
            (true, true) => false,
        }
    });
    let open: Vec<Interval> = open.collect();
    if open.is_empty() {
        return;
    }
    let ty = if of.of.is_some() { Type::DECIMAL } else { of.quantity.ty.clone() };
    let said = |e: &Expr| match &of.list {
        Some((list, _)) => {
            let say = |language| say_of_entry(e, list, check.version, language);
            Arg::pair(say(Language::Zh), say(Language::En))
        }
        None => words::expression(check.version, e),
    };
    let unit = of.of.as_ref().map(said);
    let told: Vec<Arg> = open
        .iter()
        .map(|o| {
            let range = words::interval(check.version, o, &whole, &ty);
            match &unit {
                Some(unit) => Arg::pair(format!("{} × {}", range.zh, unit.zh), format!("{} × {}", range.en, unit.en)),
                None => range,
            }
        })
        .collect();
    let quantity = said(&of.quantity);
    let args = [quantity, words::list(&told, "、", ", ")];
    let example = open.iter().find_map(|o| example(check, place, of, o));
    if example.is_some() {
        check.report(&body.reviewed, Diagnostic::new(Code::GapBeside, named.span, args).by(example));
    }
}

fn whole(check: &Check<'_, '_>, of: &Asked) -> Interval {
    let nothing = Interval { low: Some((Fraction::ZERO, false)), high: None };
    if of.of.is_some() {
        return nothing;
    }
    if of.list.is_some() {
        return Interval::ALL;
    }
    let probe = probe(check.version, &of.quantity);
    let facts = jifen_interpreter::value::Facts::unknown(&probe);
    let value = Evaluator::new(&probe, &facts).definition(DefinitionId(check.version.definitions.len() as u32));
    let choices = match of.quantity.ty {
        Type::Choice(id) => check.version.choices.get(id.index()).map_or(0, |c| c.values.len()),
        _ => 0,
    };
    possible(&value, &of.quantity.ty, choices)
}

/// The version with one more definition, which asks something.
fn probe(version: &Version, expr: &Expr) -> Version {
    let mut probe = version.clone();
    probe.definitions.push(Definition {
        named: Named {
            name: String::new(),
            key: String::new(),
            title: None,
            span: expr.span,
            provenance: Provenance::default(),
        },
        params: Vec::new(),
        element: None,
        ty: expr.ty.clone(),
        cites: Vec::new(),
        reported: false,
        reads: Vec::new(),
        content: Content::Expr(expr.clone()),
    });
    probe
}

/// Somebody whose quantity lies in the gap, and who gets nothing.
fn example(check: &Check<'_, '_>, place: Place, of: &Asked, open: &Interval) -> Option<Example> {
    let inside = between(&of.quantity, of.of.as_ref(), open);
    let make = |kind, ty| Expr { kind, ty, span: of.quantity.span };
    let asked = match &of.list {
        None => inside,
        Some((list, count)) => {
            let those = make(ExprKind::Where(Box::new(list.clone()), Box::new(inside)), list.ty.clone());
            let number = make(ExprKind::Aggregate(Aggregate::Count, Box::new(those), Vec::new()), Type::INTEGER);
            let enough = ExprKind::Compare(Comparison::GreaterOrEqual, Box::new(number), Box::new(count.clone()));
            make(enough, Type::YesNo)
        }
    };
    let probe = probe(check.version, &asked);
    let id = DefinitionId(check.version.definitions.len() as u32);
    let search = Search::new(&probe, check.last);
    let found = search.example(&|ev| {
        let inside = Truth::of(&ev.definition(id));
        let value = place.traced(ev).0;
        inside.and(match bounds(&value) {
            _ if value == Val::None => Truth::Yes,
            _ if ops::may_be_none(&value) => Truth::Maybe(ops::why(&value)),
            (Some(low), _) if Fraction::ZERO < low => Truth::No,
            (Some(low), Some(high)) if low == high && low == Fraction::ZERO => Truth::Yes,
            _ => Truth::Maybe(ops::why(&value)),
        })
    })?;
    Some(search.shown(&found))
}

/// That a quantity lies in an interval.
fn between(quantity: &Expr, of: Option<&Expr>, open: &Interval) -> Expr {
    use jifen_interpreter::checks::regions::value_at;
    use jifen_interpreter::model::{Constant, Operator};
    let make = |kind, ty| Expr { kind, ty, span: quantity.span };
    let bound = |at: Fraction| {
        let ty = if of.is_some() { Type::DECIMAL } else { quantity.ty.clone() };
        let constant = match value_at(at, &ty) {
            Some(Val::Date(d)) => Constant::Date(d),
            Some(Val::Month(m)) => Constant::Month(m),
            Some(Val::Choice(c)) => Constant::Choice(c),
            Some(Val::Duration(d)) => Constant::Duration(d),
            _ => Constant::Number(at),
        };
        let constant = make(ExprKind::Constant(constant), ty);
        match of {
            Some(of) => {
                let kind = ExprKind::Arithmetic(Operator::Multiply, Box::new(constant), Box::new(of.clone()));
                make(kind, quantity.ty.clone())
            }
            None => constant,
        }
    };
    let compare = |how, at| make(ExprKind::Compare(how, Box::new(quantity.clone()), Box::new(bound(at))), Type::YesNo);
    let mut parts = Vec::new();
    if let Some((at, behind)) = open.low {
        parts.push(compare(if behind { Comparison::Greater } else { Comparison::GreaterOrEqual }, at));
    }
    if let Some((at, behind)) = open.high {
        parts.push(compare(if behind { Comparison::LessOrEqual } else { Comparison::Less }, at));
    }
    make(ExprKind::And(parts), Type::YesNo)
}

/// What a row's condition asks of quantities, in lists too.
fn asked(version: &Version, condition: &Expr) -> Vec<Asked> {
    let out = written_out(version, condition, &[], 0);
    let mut all = Vec::new();
    for part in parts(&out) {
        if let Some(own) = interval(part) {
            all.push(Asked { quantity: own.0, of: own.1, interval: own.2, list: None });
        }
        let counted = match &part.kind {
            ExprKind::Compare(Comparison::GreaterOrEqual, count, wanted) => match &count.kind {
                ExprKind::Aggregate(Aggregate::Count, list, _) => Some((list.as_ref(), None, wanted.as_ref().clone())),
                _ => None,
            },
            ExprKind::Aggregate(Aggregate::Any, list, of) => {
                let one = ExprKind::Constant(jifen_interpreter::model::Constant::Number(Fraction::ONE));
                Some((list.as_ref(), of.first(), Expr { kind: one, ty: Type::INTEGER, span: part.span }))
            }
            _ => None,
        };
        let Some((list, of, wanted)) = counted else { continue };
        let (base, mut filters) = filters(list);
        filters.extend(of.into_iter().flat_map(parts));
        for (i, filter) in filters.iter().enumerate() {
            let Some((quantity, of, interval)) = interval(filter) else { continue };
            if !matches!(quantity.kind, ExprKind::EntryField(0, _) | ExprKind::Entry(0)) {
                continue;
            }
            // The entries that the parts about other things leave
            let others = filters
                .iter()
                .enumerate()
                .filter(|(j, f)| *j != i && self::interval(f).is_none_or(|o| o.0 != quantity));
            let others: Vec<Expr> = others.map(|(_, f)| (*f).clone()).collect();
            let rest = match others.is_empty() {
                true => base.clone(),
                false => {
                    let all = Expr { kind: ExprKind::And(others), ty: Type::YesNo, span: filter.span };
                    Expr {
                        kind: ExprKind::Where(Box::new(base.clone()), Box::new(all)),
                        ty: base.ty.clone(),
                        span: base.span,
                    }
                }
            };
            all.push(Asked { quantity, of, interval, list: Some((rest, wanted.clone())) });
        }
    }
    all
}

fn parts(e: &Expr) -> Vec<&Expr> {
    match &e.kind {
        ExprKind::And(parts) => parts.iter().collect(),
        _ => vec![e],
    }
}

fn filters(list: &Expr) -> (&Expr, Vec<&Expr>) {
    match &list.kind {
        ExprKind::Where(inner, filter) => {
            let (base, mut all) = filters(inner);
            all.extend(parts(filter));
            (base, all)
        }
        _ => (list, Vec::new()),
    }
}

/// A quantity, what it is measured in, and the multiples of that which a comparison admits.
fn interval(e: &Expr) -> Option<(Expr, Option<Expr>, Interval)> {
    let stepped = |ty: &Type, of: bool| !of && !matches!(ty, Type::Number { whole: false, .. });
    let cut = |at: Fraction, behind: bool, stepped: bool| -> Cut {
        match stepped && behind {
            true => (at.floor().add(Fraction::ONE).unwrap_or(at), false),
            false => (at, behind),
        }
    };
    match &e.kind {
        ExprKind::Compare(how, quantity, to) => {
            if !plain(&quantity.ty) {
                return None;
            }
            let (at, of) = multiple(to)?;
            let steps = stepped(&quantity.ty, of.is_some());
            let (before, behind) = (Some(cut(at, false, steps)), Some(cut(at, true, steps)));
            let interval = match how {
                Comparison::Equal => Interval { low: before, high: behind },
                Comparison::Less => Interval { low: None, high: before },
                Comparison::LessOrEqual => Interval { low: None, high: behind },
                Comparison::Greater => Interval { low: behind, high: None },
                Comparison::GreaterOrEqual => Interval { low: before, high: None },
                Comparison::Unequal => return None,
            };
            Some((quantity.as_ref().clone(), of.cloned(), interval))
        }
        ExprKind::In(quantity, membership) => {
            let (Membership::Band(band), true) = (membership.as_ref(), plain(&quantity.ty)) else { return None };
            of_band(quantity, band, &|at, behind, of| cut(at, behind, stepped(&quantity.ty, of)))
        }
        _ => None,
    }
}

/// Numbers: other types have their own order, and their gaps are looked at where the rows are written.
fn plain(ty: &Type) -> bool {
    matches!(ty, Type::Number { .. })
}

type CutAt<'c> = dyn Fn(Fraction, bool, bool) -> Cut + 'c;

fn of_band(quantity: &Expr, band: &Band, cut: &CutAt<'_>) -> Option<(Expr, Option<Expr>, Interval)> {
    let low = match &band.low {
        Some((e, inside)) => Some((multiple(e)?, *inside)),
        None => None,
    };
    let high = match &band.high {
        Some((e, inside)) => Some((multiple(e)?, *inside)),
        None => None,
    };
    let of = low.or(high).and_then(|((_, of), _)| of);
    if low.zip(high).is_some_and(|(((_, a), _), ((_, b), _))| a != b) {
        return None;
    }
    let has = of.is_some();
    let interval = match (band.single, low, high) {
        (true, Some(((at, _), _)), _) => Interval { low: Some(cut(at, false, has)), high: Some(cut(at, true, has)) },
        (_, low, high) => Interval {
            low: low.map(|((at, _), inside)| cut(at, !inside, has)),
            high: high.map(|((at, _), inside)| cut(at, inside, has)),
        },
    };
    Some((quantity.clone(), of.cloned(), interval))
}
