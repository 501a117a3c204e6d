//! Random expressions, facts and completions over one model, from a stream of choices.

use super::build::*;
use crate::model::*;
use crate::number::Fraction;
use crate::value::{Entry, Facts, Item, List, Range, Val, Why};
use chrono::{Days, NaiveDate};
use std::rc::Rc;

/// A stream of small choices; when it is used up, the first of each.
pub struct Stream<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Stream<'a> {
    pub fn new(bytes: &'a [u8]) -> Stream<'a> {
        Stream { bytes, at: 0 }
    }

    pub fn pick(&mut self, of: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % of.max(1)
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        let wide = self.pick(256) as i64 * 256 + self.pick(256) as i64;
        low + wide % (high - low + 1)
    }

    fn chance(&mut self, of: usize) -> bool {
        self.pick(of) == 1
    }

    fn day(&mut self, low: NaiveDate, high: NaiveDate) -> NaiveDate {
        // Leap days and ends of months are worth meeting often.
        let odd = ["2016-02-29", "2017-02-28", "2017-03-01", "2016-12-31", "2018-01-31"];
        if self.chance(3) {
            let day = day(odd[self.pick(odd.len())]);
            if low <= day && day <= high {
                return day;
            }
        }
        low + Days::new(self.between(0, (high - low).num_days()) as u64)
    }
}

/// What an expression is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    YesNo,
    Date,
    Month,
    Choice,
    Duration,
}

pub const KINDS: [Kind; 6] = [Kind::YesNo, Kind::Number, Kind::Date, Kind::Month, Kind::Choice, Kind::Duration];

const CONTRIBUTION: u32 = 0;
const SPELL: u32 = 1;
const SPOUSE: u32 = 2;

fn ty(kind: Kind) -> Type {
    match kind {
        Kind::Number => Type::DECIMAL,
        Kind::YesNo => Type::YesNo,
        Kind::Date => Type::Date,
        Kind::Month => Type::Month,
        Kind::Choice => Type::Choice(ChoiceId(0)),
        Kind::Duration => Type::Duration,
    }
}

fn many(id: u32) -> Type {
    Type::List(Box::new(Type::Record(RecordId(id))))
}

/// The model: facts of every kind, a parameter by month, one by class, a catalogue.
pub fn model(s: &mut Stream) -> Version {
    let m = |y: i32, i: i32| given(month(y, i));
    let mut v = version(vec![
        within(field("application_date", Type::Date), d("2015-01-01"), d("2021-12-31")),
        within(field("birth_date", Type::Date), d("1950-01-01"), fact(0)),
        within(field("count", Type::INTEGER), n("0"), n("10")),
        within(field("x", Type::DECIMAL), n("-5"), n("5")),
        or_none(within(field("y", Type::DECIMAL), n("0"), n("1000"))),
        field("flag", Type::YesNo),
        or_none(field("perhaps", Type::YesNo)),
        field("education", Type::Choice(ChoiceId(0))),
        at_most(field("contributions", many(CONTRIBUTION)), 4),
        or_none(field("spouse", Type::Record(RecordId(SPOUSE)))),
        at_most(field("spells", many(SPELL)), 3),
        at_most(within(field("numbers", Type::List(Box::new(Type::INTEGER))), n("-2"), n("9")), 3),
        within(field("length", Type::Duration), p(months(0)), p(months(36))),
        or_none(within(field("since", Type::Date), d("2010-01-01"), d("2022-01-01"))),
        or_none(field("code", Type::Code)),
        within(field("from", Type::Month), m(2014, 1), m(2021, 12)),
        or_none(at_most(field("others", many(CONTRIBUTION)), 2)),
    ]);
    v.choices.push(choice("education", &["a", "b", "c", "d"]));
    v.records.push(record(
        "contribution",
        vec![
            within(field("month", Type::Month), m(2014, 1), m(2021, 12)),
            within(field("base", Type::DECIMAL), n("0"), n("9000")),
            or_none(field("make_up", Type::YesNo)),
        ],
    ));
    v.records.push(record(
        "spell",
        vec![
            within(field("start", Type::Date), d("2014-01-01"), d("2021-12-31")),
            or_none(within(field("end", Type::Date), own(0), d("2022-12-31"))),
            field("kind", Type::Choice(ChoiceId(0))),
        ],
    ));
    v.records.push(record(
        "spouse",
        vec![
            field("local", Type::YesNo),
            or_none(within(field("married", Type::Date), d("2000-01-01"), d("2021-12-31"))),
        ],
    ));
    v.parameters.push(parameter("wage", &[("2015-04-01", 3000), ("2016-04-01", 4500), ("2018-07-01", 6000)]));
    let mut scale = parameter("scale", &[]);
    scale.columns[0].by = vec![ChoiceId(0)];
    scale.columns[0].series = (0..4)
        .map(|i| parameter("", &[("2014-01-01", i), ("2019-01-01", 2 * i)]).columns[0].series[0].clone())
        .collect();
    v.parameters.push(scale);
    v.catalogues.push(Catalogue {
        named: named("inner"),
        cites: Vec::new(),
        listings: vec![(day("2014-01-01"), vec!["a".into(), "b".into()]), (day("2019-01-01"), vec!["b".into()])],
    });
    v.conventions = Conventions {
        leap_day_is_march: Some(s.chance(2)),
        months_end_previous: Some(s.chance(2)),
        days_end_previous: Some(s.chance(2)),
        currency: None,
    };
    // Definitions: with a number and a duration as arguments; without; and two of a contribution.
    for i in 0..3u32 {
        let arguments = if i % 2 == 0 { 2 } else { 0 };
        let kind = if i == 1 { Kind::YesNo } else { Kind::Number };
        let mut writer = Writer { s, calls: i, arguments, entries: Vec::new() };
        let body = writer.write(kind, 4);
        v.definitions.push(definition("", arguments, body));
    }
    for i in 3..5u32 {
        let mut writer = Writer { s, calls: i, arguments: 0, entries: vec![CONTRIBUTION] };
        let body = writer.write(Kind::Number, 3);
        v.definitions.push(definition("", 0, body));
    }
    v
}

/// Writes an expression; definitions below `calls` may be called.
pub struct Writer<'s, 'b> {
    pub s: &'s mut Stream<'b>,
    pub calls: u32,
    pub arguments: usize,
    pub entries: Vec<u32>,
}

impl Writer<'_, '_> {
    pub fn write(&mut self, kind: Kind, depth: usize) -> Expr {
        if depth == 0 {
            return self.leaf(kind);
        }
        let mut e = match kind {
            Kind::Number => self.number(depth - 1),
            Kind::YesNo => self.yes_no(depth - 1),
            Kind::Date => self.date(depth - 1),
            Kind::Month => self.month(depth - 1),
            Kind::Choice => self.choice(depth - 1),
            Kind::Duration => self.duration(depth - 1),
        };
        e.ty = ty(kind);
        e
    }

    fn entry(&mut self, record: u32) -> Option<usize> {
        self.entries.iter().rev().position(|r| *r == record)
    }

    fn leaf(&mut self, kind: Kind) -> Expr {
        let contribution = self.entry(CONTRIBUTION);
        let spell = self.entry(SPELL);
        let read = |depth: usize, field: usize| expr(ExprKind::EntryField(depth, field), Type::Error);
        let choice = self.s.pick(4);
        match (kind, choice, contribution, spell) {
            (Kind::Number, 0 | 1, Some(depth), _) => read(depth, 1),
            (Kind::Month, 0..3, Some(depth), _) => read(depth, 0),
            (Kind::YesNo, 0..3, Some(depth), _) => read(depth, 2),
            (Kind::Date, 0 | 1, _, Some(depth)) => read(depth, 0),
            (Kind::Date, 2, _, Some(depth)) => read(depth, 1),
            (Kind::Choice, 0 | 1, _, Some(depth)) => read(depth, 2),
            (Kind::Number, 0, _, _) if 0 < self.arguments => argument(0),
            (Kind::Duration, 0 | 1, _, _) if 0 < self.arguments => argument(1),
            (Kind::Number, 0, _, _) => fact(2 + self.s.pick(3) as u32),
            (Kind::Number, _, _, _) => n(["0", "1", "-3", "2.5", "1/3", "5", "12", "4500"][self.s.pick(8)]),
            (Kind::YesNo, 0, _, _) => given(Val::YesNo(self.s.chance(2))),
            (Kind::YesNo, _, _, _) => fact(5 + self.s.pick(2) as u32),
            (Kind::Date, 0, _, _) => fact(0),
            (Kind::Date, 1, _, _) => fact(1),
            (Kind::Date, 2, _, _) => fact(13),
            (Kind::Date, _, _, _) => given(Val::Date(self.s.day(day("2012-01-01"), day("2023-01-01")))),
            (Kind::Month, 0..2, _, _) => fact(15),
            (Kind::Month, _, _, _) => given(month(2014 + self.s.pick(7) as i32, 1 + self.s.pick(12) as i32)),
            (Kind::Choice, 0..2, _, _) => fact(7),
            (Kind::Choice, _, _, _) => given(Val::Choice(self.s.pick(4) as u32)),
            (Kind::Duration, 0, _, _) => fact(12),
            (Kind::Duration, _, _, _) => p(months(self.s.pick(50) as i32)),
        }
    }

    fn number(&mut self, depth: usize) -> Expr {
        use Kind::*;
        match self.s.pick(18) {
            0 => self.leaf(Number),
            1..4 => {
                let how = [Operator::Add, Operator::Subtract, Operator::Multiply, Operator::Divide][self.s.pick(4)];
                calc(how, self.write(Number, depth), self.write(Number, depth))
            }
            4 => expr(ExprKind::Negate(Box::new(self.write(Number, depth))), Type::DECIMAL),
            5 => {
                let how = [Function::FullYears, Function::FullMonths, Function::Days][self.s.pick(3)];
                function(how, vec![period(self.write(Date, depth), self.write(Date, depth))])
            }
            6 => function(Function::FullMonths, vec![period(self.write(Month, depth), self.write(Month, depth))]),
            7 => {
                let how = [Function::Max, Function::Min][self.s.pick(2)];
                function(how, vec![self.write(Number, depth), self.write(Number, depth)])
            }
            8 => {
                let how = [Function::RoundDown, Function::RoundUp, Function::Round][self.s.pick(3)];
                function(how, vec![self.write(Number, depth), self.write(Number, depth)])
            }
            9 => function(Function::Year, vec![self.write(Date, depth)]),
            10 => wage(0, self.month_or_date(depth)),
            11 => {
                let class = self.write(Choice, depth);
                let at = self.s.chance(2).then(|| Box::new(self.write(Date, depth)));
                expr(ExprKind::Parameter(ParameterId(1), 0, vec![class], at), Type::DECIMAL)
            }
            12 if 0 < self.calls => self.call(depth),
            13 => {
                let list = self.numbers(depth);
                let how = [Aggregate::Sum, Aggregate::Average, Aggregate::Largest, Aggregate::Distinct][self.s.pick(4)];
                aggregate(how, list, Vec::new())
            }
            _ => self.of_list(depth),
        }
    }

    fn call(&mut self, depth: usize) -> Expr {
        let id = self.s.pick(self.calls as usize) as u32;
        match (id, self.entry(CONTRIBUTION)) {
            (3.., Some(at)) => expr(ExprKind::EntryDefinition(at, DefinitionId(id)), Type::DECIMAL),
            (0 | 2, _) => {
                let arguments = vec![self.write(Kind::Number, depth), self.write(Kind::Duration, depth)];
                call(id, arguments)
            }
            _ => n("7"),
        }
    }

    fn numbers(&mut self, depth: usize) -> Expr {
        if depth == 0 || self.s.chance(2) {
            return fact(11);
        }
        let item = expr(ExprKind::Entry(0), Type::INTEGER);
        self.entries.push(u32::MAX);
        let than = self.write(Kind::Number, depth - 1);
        self.entries.pop();
        where_(fact(11), compare(Comparison::Less, item, than))
    }

    fn list(&mut self, record: u32, depth: usize) -> Expr {
        let base = match record {
            CONTRIBUTION if self.s.pick(4) == 3 => fact(16),
            CONTRIBUTION => fact(8),
            _ => fact(10),
        };
        let mut list = base;
        for _ in 0..self.s.pick(3) {
            if 0 < depth {
                self.entries.push(record);
                list = where_(list, self.write(Kind::YesNo, depth - 1));
                self.entries.pop();
            }
        }
        list
    }

    fn inside(&mut self, record: u32, kind: Kind, depth: usize) -> Expr {
        self.entries.push(record);
        let e = self.write(kind, depth);
        self.entries.pop();
        e
    }

    fn of_list(&mut self, depth: usize) -> Expr {
        use Kind::*;
        let record = self.s.pick(2) as u32;
        let list = self.list(record, depth);
        match self.s.pick(10) {
            0 | 1 => aggregate(Aggregate::Count, list, Vec::new()),
            2 => aggregate(Aggregate::Sum, list, vec![self.inside(record, Number, depth)]),
            3 => {
                let how = [Aggregate::Average, Aggregate::Largest, Aggregate::Smallest][self.s.pick(3)];
                aggregate(how, list, vec![self.inside(record, Number, depth)])
            }
            4 => {
                let kind = KINDS[self.s.pick(KINDS.len())];
                aggregate(Aggregate::Distinct, list, vec![self.inside(record, kind, depth)])
            }
            5 => {
                let kind = [Choice, Month, YesNo][self.s.pick(3)];
                let by = self.inside(record, kind, depth);
                let group =
                    expr(ExprKind::Aggregate(Aggregate::GroupEntries, Box::new(n("0")), Vec::new()), many(record));
                self.entries.push(record);
                let how = [Aggregate::Count, Aggregate::Sum][self.s.pick(2)];
                let x = if how == Aggregate::Count { Vec::new() } else { vec![self.inside(record, Number, depth)] };
                let value = aggregate(how, group, x);
                self.entries.pop();
                aggregate(Aggregate::SumPerGroup, list, vec![by, value])
            }
            6 | 7 => {
                let how = [Aggregate::UnbrokenMonths, Aggregate::LongestMonths][self.s.pick(2)];
                let mut arguments = vec![self.inside(record, Month, depth)];
                if self.s.chance(2) {
                    arguments.push(n(["0", "1", "3"][self.s.pick(3)]));
                }
                aggregate(how, list, arguments)
            }
            _ => {
                let spell = period(self.inside(record, Date, depth), self.inside(record, Date, depth));
                if self.s.chance(3) {
                    return aggregate(Aggregate::LongestDays, list, vec![spell]);
                }
                let mut arguments = vec![spell];
                if self.s.chance(2) {
                    arguments.push(period(self.write(Date, depth), self.write(Date, depth)));
                }
                aggregate(Aggregate::DaysCovered, list, arguments)
            }
        }
    }

    fn yes_no(&mut self, depth: usize) -> Expr {
        use Kind::*;
        match self.s.pick(14) {
            0 => self.leaf(YesNo),
            1 => not(self.write(YesNo, depth)),
            2 => and((0..2 + self.s.pick(2)).map(|_| self.write(YesNo, depth)).collect()),
            3 => or((0..2 + self.s.pick(2)).map(|_| self.write(YesNo, depth)).collect()),
            4 => {
                let kind = KINDS[self.s.pick(KINDS.len())];
                has(self.write(kind, depth))
            }
            5 | 6 => {
                let kind = [Number, Date, Month, Choice, Duration][self.s.pick(5)];
                let how = [
                    Comparison::Equal,
                    Comparison::Unequal,
                    Comparison::Less,
                    Comparison::LessOrEqual,
                    Comparison::Greater,
                    Comparison::GreaterOrEqual,
                ][self.s.pick(6)];
                compare(how, self.write(kind, depth), self.write(kind, depth))
            }
            7 => in_last(self.month_or_date(depth), self.write(Duration, depth)),
            8 => {
                let value = self.write(Choice, depth);
                let set = (0..1 + self.s.pick(3)).map(|_| single(self.leaf(Choice))).collect();
                expr(ExprKind::In(Box::new(value), Box::new(Membership::Set(set))), Type::YesNo)
            }
            9 => {
                let value = self.write(Number, depth);
                let mut bound = || {
                    let included = self.s.chance(2);
                    self.s.chance(3).then(|| (self.write(Number, depth), included))
                };
                let (low, high) = (bound(), bound());
                let band = Band { low, high, single: false, span: Default::default() };
                expr(ExprKind::In(Box::new(value), Box::new(Membership::Band(band))), Type::YesNo)
            }
            10 => {
                let at = self.s.chance(2).then(|| self.write(Date, depth));
                let membership = Membership::Catalogue(CatalogueId(0), at);
                expr(ExprKind::In(Box::new(fact(14)), Box::new(membership)), Type::YesNo)
            }
            11 => {
                let married = expr(ExprKind::Field(Box::new(fact(9)), self.s.pick(2)), Type::Error);
                match married.kind {
                    ExprKind::Field(_, 0) => married,
                    _ => compare(Comparison::Less, married, self.write(Date, depth)),
                }
            }
            12 => {
                let record = self.s.pick(2) as u32;
                let list = self.list(record, depth);
                let how = [Aggregate::Any, Aggregate::Every][self.s.pick(2)];
                aggregate(how, list, vec![self.inside(record, YesNo, depth)])
            }
            _ => {
                let record = self.s.pick(2) as u32;
                let list = self.list(record, depth);
                let kind = [Date, Month][self.s.pick(2)];
                let years = ["1", "2", "3"][self.s.pick(3)];
                aggregate(Aggregate::EachYear, list, vec![self.inside(record, kind, depth), n(years)])
            }
        }
    }

    fn date(&mut self, depth: usize) -> Expr {
        use Kind::*;
        match self.s.pick(9) {
            0 | 1 => self.leaf(Date),
            2 => {
                let how = [Operator::Add, Operator::Subtract][self.s.pick(2)];
                calc(how, self.write(Date, depth), self.write(Duration, depth))
            }
            3 => function(Function::Anniversary, vec![self.write(Date, depth), self.whole(depth)]),
            4 => function(Function::StartOfYear, vec![self.month_or_date(depth)]),
            5 => function(Function::FirstDay, vec![self.month_or_date(depth)]),
            6 => function(Function::LastDay, vec![self.month_or_date(depth)]),
            7 => {
                let how = [Function::Max, Function::Min][self.s.pick(2)];
                function(how, vec![self.write(Date, depth), self.write(Date, depth)])
            }
            _ => {
                let list = self.list(SPELL, depth);
                let how = [Aggregate::Latest, Aggregate::Earliest][self.s.pick(2)];
                let kind = [Date, Choice, Number][self.s.pick(3)];
                let entry = aggregate(how, list, vec![self.inside(SPELL, kind, depth)]);
                expr(ExprKind::Field(Box::new(entry), self.s.pick(2)), Type::Date)
            }
        }
    }

    fn month_or_date(&mut self, depth: usize) -> Expr {
        let kind = [Kind::Date, Kind::Month][self.s.pick(2)];
        self.write(kind, depth)
    }

    fn whole(&mut self, depth: usize) -> Expr {
        function(Function::RoundDown, vec![self.write(Kind::Number, depth)])
    }

    fn month(&mut self, depth: usize) -> Expr {
        use Kind::*;
        match self.s.pick(5) {
            0 | 1 => self.leaf(Month),
            2 => {
                let how = [Operator::Add, Operator::Subtract][self.s.pick(2)];
                calc(how, self.write(Month, depth), self.write(Duration, depth))
            }
            3 => function(Function::MonthOf, vec![self.write(Date, depth)]),
            _ => {
                let list = self.list(CONTRIBUTION, depth);
                let entry = aggregate(Aggregate::Latest, list, vec![self.inside(CONTRIBUTION, Number, depth)]);
                expr(ExprKind::Field(Box::new(entry), 0), Type::Month)
            }
        }
    }

    fn choice(&mut self, depth: usize) -> Expr {
        match self.s.pick(3) {
            0 | 1 => self.leaf(Kind::Choice),
            _ => {
                let how = [Function::Max, Function::Min][self.s.pick(2)];
                function(how, vec![self.write(Kind::Choice, depth), self.write(Kind::Choice, depth)])
            }
        }
    }

    fn duration(&mut self, depth: usize) -> Expr {
        match self.s.pick(4) {
            0..3 => self.leaf(Kind::Duration),
            _ => calc(Operator::Add, self.write(Kind::Duration, depth), self.write(Kind::Duration, depth)),
        }
    }
}

/// Facts of which some are absent, and fields of given entries missing.
pub fn incomplete(v: &Version, s: &mut Stream) -> Facts {
    let mut f = Facts::default();
    let mut known: Vec<Val> = Vec::new();
    for field in &v.facts {
        let value = value_of(v, s, field, &known, &[]);
        known.push(value);
    }
    for value in known {
        let value = match s.pick(4) {
            0 | 1 => None,
            2 => Some(value),
            _ => Some(with_holes(v, s, value, &mut f)),
        };
        f.values.push(value);
    }
    f
}

/// Leaves fields of entries open.
fn with_holes(v: &Version, s: &mut Stream, value: Val, f: &mut Facts) -> Val {
    match value {
        Val::List(list) => {
            let mut holes = |item: &Item| {
                let value = with_holes(v, s, item.value.clone(), f);
                Item { value, maybe: None }
            };
            let items = list.items.iter().map(&mut holes).collect();
            Val::List(Rc::new(List { items, more: None }))
        }
        Val::Record(entry) => {
            let record = v.records.iter().find(|r| entry.place.starts_with(r.named.name.as_str()));
            let record = record.unwrap();
            let fields = entry.fields.iter().zip(&record.fields).map(|(value, field)| {
                if !s.chance(3) {
                    return value.clone();
                }
                let why = missing_field(f, &format!("{}.{}", entry.place, field.named.name));
                let bound = |e: &Option<Expr>| match e.as_ref().map(|e| &e.kind) {
                    Some(ExprKind::Constant(c)) => Some(super::super::expr::constant(c)),
                    _ => None,
                };
                let domain = field.domain.as_ref();
                let (low, high) = (domain.and_then(|d| bound(&d.low)), domain.and_then(|d| bound(&d.high)));
                let range = match (&field.ty, low, high) {
                    (Type::Month, Some(Val::Month(a)), Some(Val::Month(b))) => Range::Month(a, b),
                    (Type::Date, Some(Val::Date(a)), Some(Val::Date(b))) => Range::Date(a, b),
                    (Type::Date, _, _) => Range::Date(day("1900-01-01"), day("2199-12-31")),
                    (Type::Number { .. }, Some(Val::Number(a)), Some(Val::Number(b))) => {
                        Range::Number(Some(a), Some(b))
                    }
                    (Type::Choice(_), _, _) => Range::Choice(vec![0, 1, 2, 3]),
                    _ => Range::YesNo { yes: true, no: true },
                };
                unknown(range, field.or_none, why)
            });
            let fields = fields.collect();
            Val::Record(Rc::new(Entry { fields, place: entry.place.clone() }))
        }
        other => other,
    }
}

/// A completion; where `all` is not set, something may be left open.
pub fn complete(v: &Version, s: &mut Stream, f: &Facts, all: bool) -> Facts {
    let mut done = Facts { values: Vec::new(), missing: f.missing.clone() };
    let mut known: Vec<Val> = Vec::new();
    for (i, field) in v.facts.iter().enumerate() {
        match &f.values[i] {
            Some(value) => {
                let value = filled(v, s, value, &field.ty, all);
                known.push(value.clone());
                done.values.push(Some(value));
            }
            None => {
                let value = value_of(v, s, field, &known, &[]);
                known.push(value.clone());
                done.values.push((all || s.chance(2)).then_some(value));
            }
        }
    }
    // The domain of the birth date: not after the application.
    if let (Some(Some(Val::Date(filed))), Some(Some(Val::Date(born)))) = (done.values.first(), done.values.get(1))
        && filed < born
        && f.values[1].is_none()
    {
        done.values[1] = Some(Val::Date(*filed));
    }
    done
}

fn filled(v: &Version, s: &mut Stream, value: &Val, ty: &Type, all: bool) -> Val {
    match (value, ty) {
        (Val::List(list), Type::List(of)) => {
            let mut fill = |i: &Item| Item { value: filled(v, s, &i.value, of, all), maybe: None };
            Val::List(Rc::new(List { items: list.items.iter().map(&mut fill).collect(), more: None }))
        }
        (Val::Record(entry), Type::Record(id)) => {
            let mut fields: Vec<Val> = Vec::new();
            for (value, field) in entry.fields.iter().zip(&v.records[id.index()].fields) {
                let value = match value {
                    Val::Unknown(_) if all || s.chance(2) => value_of(v, s, field, &[], &fields),
                    other => other.clone(),
                };
                fields.push(value);
            }
            Val::Record(Rc::new(Entry { fields, place: entry.place.clone() }))
        }
        (other, _) => other.clone(),
    }
}

/// A value within a field's domain, given the facts or fields before it.
fn value_of(v: &Version, s: &mut Stream, field: &Field, before: &[Val], fields: &[Val]) -> Val {
    if field.or_none && s.chance(3) {
        return Val::None;
    }
    let bound = |e: &Option<Expr>| match e.as_ref().map(|e| &e.kind) {
        Some(ExprKind::Constant(c)) => super::super::expr::constant(c),
        Some(ExprKind::Fact(id)) => before.get(id.index()).cloned().unwrap_or(Val::None),
        Some(ExprKind::EntryField(0, i)) => fields.get(*i).cloned().unwrap_or(Val::None),
        _ => Val::None,
    };
    let domain = field.domain.as_ref();
    let low = domain.map_or(Val::None, |d| bound(&d.low));
    let high = domain.map_or(Val::None, |d| bound(&d.high));
    plain(v, s, &field.ty, field.most, low, high)
}

fn plain(v: &Version, s: &mut Stream, ty: &Type, most: Option<u32>, low: Val, high: Val) -> Val {
    match (ty, low, high) {
        (Type::YesNo, _, _) => Val::YesNo(s.chance(2)),
        (Type::Number { whole, .. }, Val::Number(a), Val::Number(b)) => {
            let parts = if *whole { 1 } else { [1, 2, 3][s.pick(3)] };
            let (a, b) = (a.ceiling().to_i64().unwrap(), b.floor().to_i64().unwrap());
            let n = s.between(a * parts, b * parts);
            Val::Number(Fraction::new(i128::from(n), i128::from(parts)).unwrap())
        }
        (Type::Number { .. }, _, _) => Val::whole(s.between(-100, 100)),
        (Type::Date, Val::Date(a), Val::Date(b)) => Val::Date(s.day(a, b)),
        (Type::Date, _, Val::Date(b)) => Val::Date(s.day(day("2014-01-01"), b)),
        (Type::Month, Val::Month(a), Val::Month(b)) => Val::Month(s.between(a.into(), b.into()) as i32),
        (Type::Choice(id), _, _) => Val::Choice(s.pick(v.choices[id.index()].values.len()) as u32),
        (Type::Duration, _, _) => Val::Duration(months(s.pick(37) as i32)),
        (Type::Code, _, _) => code(["a", "b", "z"][s.pick(3)]),
        (Type::Record(id), _, _) => {
            let record = &v.records[id.index()];
            let mut fields: Vec<Val> = Vec::new();
            for field in &record.fields {
                fields.push(value_of(v, s, field, &[], &fields));
            }
            entry(&record.named.name, fields)
        }
        (Type::List(of), low, high) => {
            let count = s.pick(most.unwrap_or(3) as usize + 1);
            list((0..count).map(|_| plain(v, s, of, None, low.clone(), high.clone())).collect())
        }
        _ => Val::None,
    }
}

/// Whether a value is among the possible ones of another, which may be known too.
pub fn covers(wide: &Val, value: &Val) -> bool {
    match (wide, value) {
        (_, Val::Error(_)) => true,
        (Val::Unknown(w), Val::Unknown(v)) => {
            (w.none || !v.none)
                && match (&w.range, &v.range) {
                    (_, None) => true,
                    (None, Some(_)) => false,
                    (Some(w), Some(v)) => range_covers(w, v),
                }
        }
        (Val::Unknown(w), Val::None) => w.none,
        (Val::Unknown(w), known) => {
            let range = super::super::unknown::spread(known).unwrap().range.unwrap();
            w.range.as_ref().is_some_and(|w| range_covers(w, &range))
        }
        (known, Val::Unknown(_)) => {
            // Only within known structures.
            matches!(known, Val::Record(_) | Val::List(_) | Val::Period(_))
        }
        (a, b) => a == b,
    }
}

fn range_covers(wide: &Range, range: &Range) -> bool {
    match (wide, range) {
        (Range::Number(a, b), Range::Number(c, d)) => {
            a.is_none_or(|a| c.is_some_and(|c| a <= c)) && b.is_none_or(|b| d.is_some_and(|d| d <= b))
        }
        (Range::YesNo { yes: a, no: b }, Range::YesNo { yes: c, no: d }) => (*a || !c) && (*b || !d),
        (Range::Date(a, b), Range::Date(c, d)) => a <= c && d <= b,
        (Range::Month(a, b), Range::Month(c, d)) => a <= c && d <= b,
        (Range::Duration(a, b), Range::Duration(c, d)) => {
            a.months <= c.months && a.days <= c.days && d.months <= b.months && d.days <= b.days
        }
        (Range::Choice(a), Range::Choice(b)) => b.iter().all(|c| a.contains(c)),
        (Range::Code, Range::Code) => true,
        _ => false,
    }
}

/// No reasons.
pub fn nothing() -> Why {
    Why::default()
}
