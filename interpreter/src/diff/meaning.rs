//! What an expression means, as text: equal texts say the same, whatever they were written like. Units are those of the
//! model (a year is twelve months), keys stand for names, and where order means nothing the parts are sorted.

use super::naming::{Naming, at};
use crate::facts::show_month;
use crate::model::*;

/// Says what expressions mean: under a naming, with the entries that stand around them.
#[derive(Clone)]
pub(super) struct Meaner<'a> {
    pub naming: &'a Naming,
    /// The records whose entries are at hand, the outermost first.
    pub entries: Vec<Option<RecordId>>,
}

impl<'a> Meaner<'a> {
    /// Outside of every list.
    pub fn new(naming: &'a Naming) -> Meaner<'a> {
        Meaner { naming, entries: Vec::new() }
    }

    /// With an entry of a list at hand.
    pub fn inside(&self, list: &Type) -> Meaner<'a> {
        self.within(list.entries())
    }

    /// With a record's entry at hand.
    pub fn within(&self, record: Option<RecordId>) -> Meaner<'a> {
        let mut entries = self.entries.clone();
        entries.push(record);
        Meaner { naming: self.naming, entries }
    }

    /// The meaning of an expression.
    pub fn of(&self, expr: &Expr) -> String {
        let of = |e: &Expr| self.of(e);
        let all = |list: &[Expr]| list.iter().map(of).collect::<Vec<_>>();
        let naming = self.naming;
        match &expr.kind {
            ExprKind::Constant(c) => constant(c, &expr.ty, naming),
            ExprKind::Fact(id) => format!("fact:{}", at(&naming.facts, id.index())),
            ExprKind::CountingDate => "counting_date".to_owned(),
            ExprKind::Field(inner, i) => format!("{}.{}", of(inner), field(&inner.ty, *i, naming)),
            ExprKind::FieldDefinition(inner, d) => format!("{}.{}", of(inner), definition(*d, naming)),
            ExprKind::EntryField(depth, i) => format!("entry{depth}.{}", self.entry_field(*depth, *i)),
            ExprKind::EntryDefinition(depth, d) => format!("entry{depth}.{}", definition(*d, naming)),
            ExprKind::Entry(depth) => format!("entry{depth}"),
            ExprKind::Argument(i) => format!("argument{i}"),
            ExprKind::Call(d, args) => call(&definition(*d, naming), &all(args)),
            ExprKind::Parameter(p, column, class, day) => {
                let columns = naming.columns.get(p.index()).map(Vec::as_slice).unwrap_or_default();
                let name = format!("parameter:{}.{}", at(&naming.parameters, p.index()), at(columns, *column));
                let mut args = all(class);
                args.push(day.as_deref().map_or("-".to_owned(), of));
                call(&name, &args)
            }
            ExprKind::Group(g) => format!("group:{}", at(&naming.groups, g.index())),
            ExprKind::Alternative(a) => format!("alternative:{}", at(&naming.alternatives, a.index())),
            ExprKind::Not(inner) => call("not", &[of(inner)]),
            ExprKind::And(parts) => call("and", &sorted(all(parts))),
            ExprKind::Or(parts) => call("or", &sorted(all(parts))),
            ExprKind::Has(inner) => call("has", &[of(inner)]),
            ExprKind::Negate(inner) => call("negate", &[of(inner)]),
            ExprKind::Compare(how, a, b) => comparison(*how, of(a), of(b)),
            ExprKind::Arithmetic(how, a, b) => {
                let parts = vec![of(a), of(b)];
                match how {
                    Operator::Add => call("+", &sorted(parts)),
                    Operator::Multiply => call("*", &sorted(parts)),
                    Operator::Subtract => call("-", &parts),
                    Operator::Divide => call("/", &parts),
                }
            }
            ExprKind::In(value, membership) => call("in", &[of(value), self.member(membership)]),
            ExprKind::Where(list, condition) => call("where", &[of(list), self.inside(&list.ty).of(condition)]),
            ExprKind::Period(a, b) => call("period", &[of(a), of(b)]),
            ExprKind::Function(f @ (Function::Max | Function::Min), args) => {
                call(&format!("{f:?}"), &sorted(all(args)))
            }
            ExprKind::Function(f, args) => call(&format!("{f:?}"), &all(args)),
            ExprKind::Aggregate(f, list, args) => {
                let inside = self.inside(&list.ty);
                let mut parts = vec![of(list)];
                parts.extend(args.iter().map(|a| inside.of(a)));
                call(&format!("{f:?}"), &parts)
            }
            ExprKind::Broken => "broken".to_owned(),
        }
    }

    fn entry_field(&self, depth: usize, index: usize) -> String {
        let around = self.entries.len().checked_sub(depth + 1).and_then(|i| self.entries.get(i));
        match around {
            Some(Some(record)) => field(&Type::Record(*record), index, self.naming),
            _ => format!("#{index}"),
        }
    }

    fn member(&self, membership: &Membership) -> String {
        match membership {
            Membership::Last(length) => call("last", &[self.of(length)]),
            Membership::Band(one) => self.band(one),
            Membership::Set(all) => self.bands(all),
            Membership::Catalogue(id, day) => {
                let name = format!("catalogue:{}", at(&self.naming.catalogues, id.index()));
                call(&name, &[day.as_ref().map_or("-".to_owned(), |d| self.of(d))])
            }
        }
    }

    /// A range.
    pub fn band(&self, band: &Band) -> String {
        let bound = |b: &Option<(Expr, bool)>| match b {
            Some((e, true)) => self.of(e),
            Some((e, false)) => format!("!{}", self.of(e)),
            None => String::new(),
        };
        if band.single { bound(&band.low) } else { format!("{}..{}", bound(&band.low), bound(&band.high)) }
    }

    /// Several ranges, in any order.
    pub fn bands(&self, all: &[Band]) -> String {
        sorted(all.iter().map(|b| self.band(b)).collect()).join("|")
    }
}

fn call(name: &str, args: &[String]) -> String {
    format!("{name}({})", args.join(","))
}

fn sorted(mut parts: Vec<String>) -> Vec<String> {
    parts.sort();
    parts
}

fn comparison(how: Comparison, a: String, b: String) -> String {
    match how {
        Comparison::Equal => call("=", &sorted(vec![a, b])),
        Comparison::Unequal => call("!=", &sorted(vec![a, b])),
        Comparison::Less => call("<", &[a, b]),
        Comparison::LessOrEqual => call("<=", &[a, b]),
        Comparison::Greater => call("<", &[b, a]),
        Comparison::GreaterOrEqual => call("<=", &[b, a]),
    }
}

fn definition(id: DefinitionId, naming: &Naming) -> String {
    format!("definition:{}", at(&naming.definitions, id.index()))
}

fn field(ty: &Type, index: usize, naming: &Naming) -> String {
    let Type::Record(id) = ty else { return format!("#{index}") };
    let fields = naming.fields.get(id.index()).map(Vec::as_slice).unwrap_or_default();
    at(fields, index).to_owned()
}

/// A constant with its unit.
pub(super) fn constant(value: &Constant, ty: &Type, naming: &Naming) -> String {
    match value {
        Constant::Number(n) => format!("{} {}", n, unit(ty)),
        Constant::YesNo(yes) => yes.to_string(),
        Constant::Date(day) => day.to_string(),
        Constant::Month(month) => show_month(*month),
        Constant::Duration(d) => format!("{}m{}d", d.months, d.days),
        Constant::Choice(i) => match ty {
            Type::Choice(id) => {
                let values = naming.values.get(id.index()).map(Vec::as_slice).unwrap_or_default();
                format!("{}.{}", at(&naming.choices, id.index()), at(values, *i as usize))
            }
            _ => format!("#{i}"),
        },
        Constant::Code(code) => format!("{code:?}"),
        Constant::Nothing => "nothing".to_owned(),
    }
}

fn unit(ty: &Type) -> String {
    match ty {
        Type::Number { unit: Unit::One, .. } => String::new(),
        Type::Number { unit: Unit::Points, .. } => "points".to_owned(),
        Type::Number { unit: Unit::Money(None), .. } => "money".to_owned(),
        Type::Number { unit: Unit::Money(Some(per)), .. } => format!("money/{per:?}"),
        Type::Number { unit: Unit::Named(name), .. } => name.clone(),
        _ => String::new(),
    }
}

/// A type; `whole`: whether whole numbers are told from others.
pub(super) fn of_type(ty: &Type, naming: &Naming, whole: bool) -> String {
    match ty {
        Type::Number { whole: true, .. } if whole => format!("integer {}", unit(ty)),
        Type::Number { .. } => format!("number {}", unit(ty)),
        Type::Choice(id) => format!("choice:{}", at(&naming.choices, id.index())),
        Type::Record(id) => format!("record:{}", at(&naming.records, id.index())),
        Type::List(of) => format!("list of {}", of_type(of, naming, whole)),
        other => format!("{other:?}"),
    }
}
