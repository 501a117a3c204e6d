//! A model with facts of every kind, and random definitions.

use super::build::*;
use super::stream::Stream;
use super::writer::Writer;
use crate::model::*;

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

pub const CONTRIBUTION: u32 = 0;
pub const SPELL: u32 = 1;
pub const SPOUSE: u32 = 2;

pub fn ty(kind: Kind) -> Type {
    match kind {
        Kind::Number => Type::DECIMAL,
        Kind::YesNo => Type::YesNo,
        Kind::Date => Type::Date,
        Kind::Month => Type::Month,
        Kind::Choice => Type::Choice(ChoiceId(0)),
        Kind::Duration => Type::Duration,
    }
}

pub fn many(id: u32) -> Type {
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
