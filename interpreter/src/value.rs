//! Values as they run through an evaluation: known, none, unknown within bounds, or an error of a rule.

use crate::model::{Duration, Type, Version};
use crate::number::Fraction;
use chrono::NaiveDate;
use std::rc::Rc;

/// What is missing, by its index in the assessment's list of missing items.
pub type MissingId = u32;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Val {
    /// A number in its type's unit (money in yuan, a percentage as a fraction).
    Number(Fraction),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(NaiveDate),
    /// A month: year × 12 + month − 1.
    Month(i32),
    /// A length of time.
    Duration(Duration),
    /// A choice's value, by its index.
    Choice(u32),
    /// A code.
    Code(Rc<str>),
    /// An entry.
    Record(Rc<Entry>),
    /// A list.
    List(Rc<List>),
    /// From one day to another, both dates (or months), either perhaps unknown.
    Period(Rc<(Val, Val)>),
    /// There is none.
    None,
    /// Not known: every completion of the facts gives a value inside.
    Unknown(Rc<Unknown>),
    /// The rule can't be evaluated: overflow, division by zero, …
    Error(Rc<RuleError>),
}

impl Val {
    /// An error.
    pub fn error(error: RuleError) -> Val {
        Val::Error(Rc::new(error))
    }

    /// A whole number.
    pub fn whole(n: i64) -> Val {
        Val::Number(Fraction::whole(i128::from(n)))
    }

    /// Whether it is known through and through; an entry or list may hold unknown parts.
    pub fn is_known(&self) -> bool {
        match self {
            Val::Unknown(_) => false,
            Val::Record(entry) => entry.fields.iter().all(Val::is_known),
            Val::List(list) => {
                list.more.is_none() && list.items.iter().all(|i| i.maybe.is_none() && i.value.is_known())
            }
            Val::Period(ends) => ends.0.is_known() && ends.1.is_known(),
            _ => true,
        }
    }
}

/// The fields of an entry, in the record's order; a field that is absent is `Val::Unknown`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Their values.
    pub fields: Vec<Val>,
    /// The entry's place in its fact, such as `contributions[3]`.
    pub place: Rc<str>,
}

/// A list whose entries may be uncertain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct List {
    /// The entries that are given.
    pub items: Vec<Item>,
    /// Whether there may be entries nothing is known about; at most so many (`None`: no limit).
    pub more: Option<More>,
}

/// Entries nothing is known about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct More {
    /// The most there may be; `None`: no limit.
    pub most: Option<u32>,
    /// An entry with every field unknown within its domain (or such a plain value).
    pub any: Val,
    /// Why they are not known.
    pub why: Why,
}

/// An entry of a list, or of a filtered list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// The entry (or plain value).
    pub value: Val,
    /// `None`: it is in the list. Else it may or may not be, for these reasons.
    pub maybe: Option<Why>,
}

/// What an unknown value may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// The values it may have; `None` where it can only be none.
    pub range: Option<Range>,
    /// Whether it may be none.
    pub none: bool,
    /// What would have to be known.
    pub why: Why,
}

/// A set of possible values that holds them all, perhaps more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Range {
    /// Numbers between two bounds, both in; `None` is no bound.
    Number(Option<Fraction>, Option<Fraction>),
    /// Both answers (a single one is a `Val::YesNo`, with `none` beside it where it may be none).
    YesNo {
        /// It may be yes.
        yes: bool,
        /// It may be no.
        no: bool,
    },
    /// Days between two bounds, both in.
    Date(NaiveDate, NaiveDate),
    /// Months between two bounds, both in.
    Month(i32, i32),
    /// Lengths of time; bounds of months and of days apart.
    Duration(Duration, Duration),
    /// Some of a choice's values, ascending.
    Choice(Vec<u32>),
    /// Any code.
    Code,
    /// A record whose fields are unknown in turn, or one of several: every field as wide as needed.
    Record(Rc<Entry>),
    /// A list of which only bounds are known.
    List(Rc<List>),
    /// A period whose ends are unknown.
    Period(Rc<(Val, Val)>),
    /// Any value of the type: where a rule may be in error, and nothing says of which type its value would be.
    Anything,
}

/// Missing items, ascending, without repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Why(Vec<MissingId>);

impl Why {
    /// Because of one item.
    pub fn one(id: MissingId) -> Why {
        Why(vec![id])
    }

    /// Because of both.
    pub fn and(&self, other: &Why) -> Why {
        if other.0.is_empty() {
            return self.clone();
        }
        if self.0.is_empty() || self == other {
            return other.clone();
        }
        let mut all = [self.0.as_slice(), other.0.as_slice()].concat();
        all.sort_unstable();
        all.dedup();
        Why(all)
    }

    /// The items.
    pub fn items(&self) -> &[MissingId] {
        &self.0
    }
}

/// An item that an assessment would need: a fact, a field inside one, or a parameter's value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A fact, by its key.
    Fact(String),
    /// A field inside a fact: its path, `contributions[3].base`.
    Field(String),
    /// A parameter (key) that has no value on a day (as `YYYY-MM-DD` or `YYYY-MM`).
    Parameter {
        /// The parameter's key, with its column behind a dot.
        key: String,
        /// When.
        at: String,
    },
}

/// Why a rule could not be evaluated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleError {
    /// A number left what 128-bit fractions hold.
    Overflow,
    /// A division by zero.
    DivisionByZero,
    /// A date left the calendar.
    DateOutOfRange,
    /// A length of time that is neither months nor days alone where one of them is wanted.
    Length,
    /// Two lines hold where at most one may; their labels.
    Overlap(String, String),
    /// Lines that hold disagree; their labels.
    Disagree(String, String),
    /// The evaluation's budget of steps is spent.
    TooMuchWork,
    /// The rule itself could not be read.
    Broken,
}

/// The facts of one applicant against one version, read and checked.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// A value for each fact of the version, in its order; `None` where the fact is absent.
    /// Fields absent inside a record are `Val::Unknown` with an id of `missing`.
    pub values: Vec<Option<Val>>,
    /// The fields that are missing inside given facts, in the order of their ids.
    pub missing: Vec<Missing>,
    /// Fields that are missing inside given facts and presumed: the path, and the field that says what.
    pub presumed: Vec<(String, crate::model::Field)>,
}

impl Facts {
    /// Those of an applicant of whom nothing is known.
    pub fn unknown(version: &Version) -> Facts {
        Facts { values: vec![None; version.facts.len()], ..Facts::default() }
    }
}

/// Whether a constant's kind fits a type; used where untyped data meets the model.
pub fn fits(value: &Val, ty: &Type) -> bool {
    matches!(
        (value, ty),
        (Val::Number(_), Type::Number { .. })
            | (Val::YesNo(_), Type::YesNo)
            | (Val::Date(_), Type::Date)
            | (Val::Month(_), Type::Month)
            | (Val::Duration(_), Type::Duration)
            | (Val::Choice(_), Type::Choice(_))
            | (Val::Code(_), Type::Code)
            | (Val::Record(_), Type::Record(_))
            | (Val::List(_), Type::List(_))
            | (Val::None | Val::Unknown(_), _)
    )
}
