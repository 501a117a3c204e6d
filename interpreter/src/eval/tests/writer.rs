//! Random expressions of every kind.

use super::build::*;
use super::model::{CONTRIBUTION, KINDS, Kind, SPELL, many, ty};
use super::stream::Stream;
use crate::model::*;
use crate::value::Val;

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
