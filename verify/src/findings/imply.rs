//! Whether one condition holds wherever another does, read off what they are made of: definitions are looked through,
//! parts compared, and a list with stricter conditions has no more entries.

use jifen_interpreter::model::{
    Aggregate, Band, Comparison, Constant, Content, Expr, ExprKind, Membership, Operator, Type, Version,
};
use jifen_interpreter::number::Fraction;

/// How deep definitions in definitions are followed.
const DEEPEST: usize = 12;

/// Whether `b` holds wherever `a` does. No means only that it could not be shown.
pub(super) fn implies(version: &Version, a: &Expr, b: &Expr) -> bool {
    condition(&written_out(version, a, &[], 0), &written_out(version, b, &[], 0), 0)
}

/// An expression with its definitions written out; those that can't be stay as they are.
pub(super) fn written_out(version: &Version, expr: &Expr, arguments: &[Expr], depth: usize) -> Expr {
    let out = |e: &Expr| written_out(version, e, arguments, depth);
    let boxed = |e: &Expr| Box::new(written_out(version, e, arguments, depth));
    let all = |many: &[Expr]| many.iter().map(out).collect::<Vec<_>>();
    let kind = match &expr.kind {
        ExprKind::Argument(i) => return arguments.get(*i).cloned().unwrap_or_else(|| expr.clone()),
        ExprKind::Call(id, given) => {
            let given = all(given);
            let definition = version.definitions.get(id.index());
            match definition.map(|d| (&d.content, d.element)) {
                Some((Content::Expr(inner), None)) if depth < DEEPEST && given.iter().all(closed) => {
                    return written_out(version, inner, &given, depth + 1);
                }
                _ => ExprKind::Call(*id, given),
            }
        }
        ExprKind::Parameter(id, column, class, at) => {
            ExprKind::Parameter(*id, *column, all(class), at.as_deref().map(boxed))
        }
        ExprKind::Field(of, i) => ExprKind::Field(boxed(of), *i),
        ExprKind::FieldDefinition(of, i) => ExprKind::FieldDefinition(boxed(of), *i),
        ExprKind::Not(of) => ExprKind::Not(boxed(of)),
        ExprKind::Has(of) => ExprKind::Has(boxed(of)),
        ExprKind::Negate(of) => ExprKind::Negate(boxed(of)),
        ExprKind::And(parts) => ExprKind::And(flat(all(parts), true)),
        ExprKind::Or(parts) => ExprKind::Or(flat(all(parts), false)),
        ExprKind::Compare(how, a, b) => ExprKind::Compare(*how, boxed(a), boxed(b)),
        ExprKind::Arithmetic(how, a, b) => ExprKind::Arithmetic(*how, boxed(a), boxed(b)),
        ExprKind::Where(a, b) => ExprKind::Where(boxed(a), boxed(b)),
        ExprKind::Period(a, b) => ExprKind::Period(boxed(a), boxed(b)),
        ExprKind::Function(f, given) => ExprKind::Function(*f, all(given)),
        ExprKind::Aggregate(f, list, more) => ExprKind::Aggregate(*f, boxed(list), all(more)),
        ExprKind::In(value, membership) => {
            let band = |b: &Band| {
                let end = |e: &Option<(Expr, bool)>| e.as_ref().map(|(e, inside)| (out(e), *inside));
                Band { low: end(&b.low), high: end(&b.high), ..b.clone() }
            };
            let membership = match membership.as_ref() {
                Membership::Last(length) => Membership::Last(out(length)),
                Membership::Band(one) => Membership::Band(band(one)),
                Membership::Set(bands) => Membership::Set(bands.iter().map(band).collect()),
                Membership::Catalogue(id, at) => Membership::Catalogue(*id, at.as_ref().map(out)),
            };
            ExprKind::In(boxed(value), Box::new(membership))
        }
        other => other.clone(),
    };
    Expr { kind, ty: expr.ty.clone(), span: expr.span }
}

fn flat(parts: Vec<Expr>, and: bool) -> Vec<Expr> {
    let inner = |e: Expr| match e.kind {
        ExprKind::And(inside) if and => inside,
        ExprKind::Or(inside) if !and => inside,
        _ => vec![e],
    };
    parts.into_iter().flat_map(inner).collect()
}

/// Whether it means the same wherever it stands: it reads no entry at hand.
fn closed(e: &Expr) -> bool {
    let reads = matches!(
        e.kind,
        ExprKind::EntryField(..) | ExprKind::EntryDefinition(..) | ExprKind::Entry(_) | ExprKind::Argument(_)
    );
    !reads && e.children().into_iter().all(closed)
}

fn condition(a: &Expr, b: &Expr, depth: usize) -> bool {
    if a == b {
        return true;
    }
    if DEEPEST < depth {
        return false;
    }
    match (&a.kind, &b.kind) {
        (_, ExprKind::And(parts)) => parts.iter().all(|b| condition(a, b, depth + 1)),
        (ExprKind::Or(parts), _) => parts.iter().all(|a| condition(a, b, depth + 1)),
        (ExprKind::And(parts), _) if parts.iter().any(|a| condition(a, b, depth + 1)) => true,
        (_, ExprKind::Or(parts)) => parts.iter().any(|b| condition(a, b, depth + 1)),
        (ExprKind::Not(a), ExprKind::Not(b)) => condition(b, a, depth + 1),
        (ExprKind::Aggregate(Aggregate::Any, one, own), ExprKind::Aggregate(Aggregate::Any, two, other)) => {
            within(one, two, depth + 1)
                && match (own.first(), other.first()) {
                    (_, None) => true,
                    (Some(own), Some(other)) => condition(own, other, depth + 1),
                    (None, Some(_)) => false,
                }
        }
        _ => compared(a, b, depth),
    }
}

/// Comparisons of a quantity with bounds.
fn compared(a: &Expr, b: &Expr, depth: usize) -> bool {
    let (Some(own), Some(other)) = (bound(a), bound(b)) else { return false };
    own.iter().any(|x| other.len() == 1 && other.iter().all(|y| stronger(x, y, depth)))
        || other.len() == 2 && other.iter().all(|y| own.iter().any(|x| stronger(x, y, depth)))
}

/// `quantity OP factor × unit`.
struct Bound<'e> {
    quantity: &'e Expr,
    how: Comparison,
    factor: Fraction,
    of: Option<&'e Expr>,
}

fn bound(e: &Expr) -> Option<Vec<Bound<'_>>> {
    match &e.kind {
        ExprKind::Compare(how, quantity, to) => {
            let (factor, of) = multiple(to)?;
            Some(vec![Bound { quantity, how: *how, factor, of }])
        }
        ExprKind::In(quantity, membership) => match membership.as_ref() {
            Membership::Band(band) => ends(quantity, band),
            Membership::Set(bands) => match bands.as_slice() {
                [one] => ends(quantity, one),
                _ => None,
            },
            Membership::Last(_) | Membership::Catalogue(..) => None,
        },
        _ => None,
    }
}

fn ends<'e>(quantity: &'e Expr, band: &'e Band) -> Option<Vec<Bound<'e>>> {
    if band.single {
        let (factor, of) = multiple(&band.low.as_ref()?.0)?;
        return Some(vec![Bound { quantity, how: Comparison::Equal, factor, of }]);
    }
    let mut all = Vec::new();
    if let Some((low, inside)) = &band.low {
        let how = if *inside { Comparison::GreaterOrEqual } else { Comparison::Greater };
        let (factor, of) = multiple(low)?;
        all.push(Bound { quantity, how, factor, of });
    }
    if let Some((high, inside)) = &band.high {
        let how = if *inside { Comparison::LessOrEqual } else { Comparison::Less };
        let (factor, of) = multiple(high)?;
        all.push(Bound { quantity, how, factor, of });
    }
    Some(all)
}

/// A constant as itself; a constant times a parameter's value as the factor and the value.
pub(super) fn multiple(e: &Expr) -> Option<(Fraction, Option<&Expr>)> {
    match &e.kind {
        ExprKind::Constant(Constant::Number(n)) => Some((*n, None)),
        ExprKind::Constant(Constant::Month(m)) => Some((Fraction::whole(i128::from(*m)), None)),
        ExprKind::Constant(Constant::Date(d)) => {
            let days = d.signed_duration_since(chrono::NaiveDate::default()).num_days();
            Some((Fraction::whole(i128::from(days)), None))
        }
        ExprKind::Constant(Constant::Choice(c)) => Some((Fraction::whole(i128::from(*c)), None)),
        ExprKind::Parameter(..) => Some((Fraction::ONE, Some(e))),
        ExprKind::Arithmetic(Operator::Multiply, a, b) => match (multiple(a)?, multiple(b)?) {
            ((n, None), (m, of)) | ((n, of), (m, None)) => Some((n.multiply(m)?, of)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether one bound leaves nothing that the other does not. What bounds are multiples of is never negative.
fn stronger(x: &Bound<'_>, y: &Bound<'_>, depth: usize) -> bool {
    if x.of != y.of {
        return false;
    }
    use Comparison::*;
    let upward = matches!(x.how, GreaterOrEqual | Greater | Equal) && matches!(y.how, GreaterOrEqual | Greater);
    let downward = matches!(x.how, LessOrEqual | Less | Equal) && matches!(y.how, LessOrEqual | Less);
    let (a, b) = (x.factor, y.factor);
    let strict = |how| matches!(how, Greater | Less);
    let as_far = match (upward, downward) {
        (true, _) => b < a || a == b && (strict(x.how) || !strict(y.how)),
        (_, true) => a < b || a == b && (strict(x.how) || !strict(y.how)),
        _ => a == b && x.how == y.how,
    };
    as_far
        && (x.quantity == y.quantity
            || upward && no_more(x.quantity, y.quantity, depth)
            || downward && no_more(y.quantity, x.quantity, depth))
}

/// Whether a count or sum can't exceed another.
fn no_more(x: &Expr, y: &Expr, depth: usize) -> bool {
    match (&x.kind, &y.kind) {
        (ExprKind::Aggregate(f, one, own), ExprKind::Aggregate(g, two, other)) if f == g && own == other => {
            let grows = matches!(f, Aggregate::Count | Aggregate::Distinct)
                || *f == Aggregate::Sum && own.first().is_some_and(|of| matches!(of.ty, Type::Number { .. }));
            // A sum grows with its entries only where these are not negative, which a count is never
            grows && *f != Aggregate::Sum && within(one, two, depth + 1)
        }
        _ => false,
    }
}

/// Whether every entry of a list is in another.
fn within(x: &Expr, y: &Expr, depth: usize) -> bool {
    if x == y {
        return true;
    }
    if DEEPEST < depth {
        return false;
    }
    // All filters of the inner list together are at least as strict as each of the outer list's
    let (one, own) = filters(x);
    let (two, other) = filters(y);
    one == two && other.iter().all(|f| own.iter().any(|o| entry(o, f, depth + 1)))
}

fn filters(list: &Expr) -> (&Expr, Vec<&Expr>) {
    match &list.kind {
        ExprKind::Where(inner, filter) => {
            let (list, mut all) = filters(inner);
            match &filter.kind {
                ExprKind::And(parts) => all.extend(parts),
                _ => all.push(filter),
            }
            (list, all)
        }
        _ => (list, Vec::new()),
    }
}

/// A filter's part: what holds for each entry.
fn entry(a: &Expr, b: &Expr, depth: usize) -> bool {
    let length = |e: &Expr| match &e.kind {
        ExprKind::Constant(Constant::Duration(d)) => Some(*d),
        _ => None,
    };
    if let (ExprKind::In(x, m), ExprKind::In(y, n)) = (&a.kind, &b.kind)
        && let (Membership::Last(p), Membership::Last(q)) = (m.as_ref(), n.as_ref())
    {
        let shorter = length(p).zip(length(q)).is_some_and(|(p, q)| p.months <= q.months && p.days <= q.days);
        return x == y && (p == q || shorter);
    }
    condition(a, b, depth)
}
