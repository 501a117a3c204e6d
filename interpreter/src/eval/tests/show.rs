//! Expressions and facts in short, for messages of failing tests.

use crate::model::*;
use crate::value::{Facts, Range, Val};

pub fn expr(e: &Expr) -> String {
    let all = |list: &[Expr]| list.iter().map(expr).collect::<Vec<_>>().join(", ");
    match &e.kind {
        ExprKind::Constant(c) => value(&super::super::expr::constant(c)),
        ExprKind::Fact(id) => format!("fact{}", id.0),
        ExprKind::Field(r, i) => format!("{}.{i}", expr(r)),
        ExprKind::EntryField(depth, i) => format!("own{depth}.{i}"),
        ExprKind::EntryDefinition(depth, id) => format!("own{depth}.d{}", id.0),
        ExprKind::Entry(depth) => format!("entry{depth}"),
        ExprKind::Argument(i) => format!("arg{i}"),
        ExprKind::Call(id, list) => format!("d{}({})", id.0, all(list)),
        ExprKind::Parameter(id, _, by, at) => {
            format!("p{}[{}]@{}", id.0, all(by), at.as_ref().map_or("now".into(), |e| expr(e)))
        }
        ExprKind::Not(e) => format!("not {}", expr(e)),
        ExprKind::And(list) => format!("and({})", all(list)),
        ExprKind::Or(list) => format!("or({})", all(list)),
        ExprKind::Has(e) => format!("has {}", expr(e)),
        ExprKind::Negate(e) => format!("-({})", expr(e)),
        ExprKind::Compare(c, a, b) => format!("({} {c:?} {})", expr(a), expr(b)),
        ExprKind::Arithmetic(o, a, b) => format!("({} {o:?} {})", expr(a), expr(b)),
        ExprKind::In(v, m) => match m.as_ref() {
            Membership::Last(p) => format!("({} in last {})", expr(v), expr(p)),
            Membership::Band(b) => format!("({} in {})", expr(v), band(b)),
            Membership::Set(all) => {
                format!("({} in {})", expr(v), all.iter().map(band).collect::<Vec<_>>().join("|"))
            }
            Membership::Catalogue(_, at) => {
                format!("({} in catalogue {})", expr(v), at.as_ref().map_or("now".into(), expr))
            }
        },
        ExprKind::Where(l, c) => format!("({} where {})", expr(l), expr(c)),
        ExprKind::Period(a, b) => format!("{}..{}", expr(a), expr(b)),
        ExprKind::Function(f, list) => format!("{f:?}({})", all(list)),
        ExprKind::Aggregate(f, l, list) => format!("{f:?}({}; {})", expr(l), all(list)),
        other => format!("{other:?}"),
    }
}

fn band(b: &Band) -> String {
    let bound = |b: &Option<(Expr, bool)>| {
        b.as_ref().map_or(String::new(), |(e, i)| format!("{}{}", expr(e), if *i { "" } else { "!" }))
    };
    format!("{}..{}", bound(&b.low), bound(&b.high))
}

pub fn value(v: &Val) -> String {
    match v {
        Val::Number(n) => n.to_string(),
        Val::Date(d) => d.to_string(),
        Val::Month(m) => format!("{}-{:02}", m / 12, m % 12 + 1),
        Val::Record(e) => format!("{{{}}}", e.fields.iter().map(value).collect::<Vec<_>>().join(", ")),
        Val::List(l) => {
            let items =
                l.items.iter().map(|i| format!("{}{}", value(&i.value), if i.maybe.is_some() { "?" } else { "" }));
            let more = l.more.as_ref().map(|m| format!(" more {:?} {}", m.most, value(&m.any)));
            format!("[{}{}]", items.collect::<Vec<_>>().join(", "), more.unwrap_or_default())
        }
        Val::Period(p) => format!("{}..{}", value(&p.0), value(&p.1)),
        Val::Unknown(u) => {
            let range = match &u.range {
                Some(Range::Number(a, b)) => {
                    let end = |n: &Option<crate::number::Fraction>| n.map_or("inf".into(), |n| n.to_string());
                    format!("{}..{}", end(a), end(b))
                }
                Some(Range::Date(a, b)) => format!("{a}..{b}"),
                Some(Range::Month(a, b)) => {
                    format!("{}..{}", value(&Val::Month(*a)), value(&Val::Month(*b)))
                }
                Some(Range::Record(e)) => value(&Val::Record(e.clone())),
                Some(Range::List(l)) => value(&Val::List(l.clone())),
                other => format!("{other:?}"),
            };
            format!("?{range}{}", if u.none { " or none" } else { "" })
        }
        other => format!("{other:?}"),
    }
}

pub fn facts(f: &Facts) -> String {
    let all = f.values.iter().enumerate();
    let all = all.map(|(i, v)| format!("{i}: {}", v.as_ref().map_or("absent".into(), value)));
    all.collect::<Vec<_>>().join("; ")
}

pub fn definitions(v: &Version) -> String {
    let all = v.definitions.iter().map(|d| match &d.content {
        Content::Expr(e) => expr(e),
        Content::Body(_) => String::new(),
    });
    all.collect::<Vec<_>>().join("\n")
}
