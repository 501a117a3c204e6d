use super::{ChoiceId, RecordId};
use crate::number::Fraction;
use chrono::NaiveDate;
use serde::Serialize;

/// The type of a value. 'Or none' is not part of it: none runs through expressions by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Type {
    /// `是否`.
    YesNo,
    /// A number with its unit; whole numbers are `整数` and counts.
    Number {
        /// What it counts.
        unit: Unit,
        /// Whether only whole numbers occur.
        whole: bool,
    },
    /// `日期`.
    Date,
    /// `月`.
    Month,
    /// `时长`: months and days.
    Duration,
    /// `代码`: a short text compared as a whole.
    Code,
    /// One of a closed list.
    Choice(ChoiceId),
    /// An entry with fields.
    Record(RecordId),
    /// A list of entries or values.
    List(Box<Type>),
    /// `A 至 B`: only inside functions and per-unit awards.
    Period,
    /// What an expression in error has: fits everywhere, so that one error makes no second.
    Error,
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// A bare number, a ratio, a percentage.
    One,
    /// Points.
    Points,
    /// Money, perhaps for a length of time.
    Money(Option<PerTime>),
    /// A unit that the policy names: `50小时`.
    Named(String),
}

/// The time that an amount of money is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum PerTime {
    /// `元/年`.
    Year,
    /// `元/月`.
    Month,
    /// `元/周`.
    Week,
    /// `元/日`.
    Day,
    /// `元/小时`.
    Hour,
}

/// A length of time as measures write it: years and months, or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Duration {
    /// Months; a year is twelve.
    pub months: i32,
    /// Days.
    pub days: i32,
}

/// A value known when the policy is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Constant {
    /// A number in its type's unit (money in yuan, percent as a fraction).
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
    Code(String),
    /// No value.
    Nothing,
}

impl Type {
    /// A bare whole number.
    pub const INTEGER: Type = Type::Number { unit: Unit::One, whole: true };
    /// A bare number.
    pub const DECIMAL: Type = Type::Number { unit: Unit::One, whole: false };
    /// Points.
    pub const POINTS: Type = Type::Number { unit: Unit::Points, whole: false };

    /// Whether it is a number of any unit.
    pub fn is_number(&self) -> bool {
        matches!(self, Type::Number { .. } | Type::Error)
    }

    /// Of a list, the type of its entries; else itself.
    pub fn item(&self) -> &Type {
        match self {
            Type::List(of) => of,
            ty => ty,
        }
    }

    /// The record whose entries a list holds.
    pub fn entries(&self) -> Option<RecordId> {
        match self {
            Type::List(of) => match of.as_ref() {
                Type::Record(id) => Some(*id),
                _ => None,
            },
            _ => None,
        }
    }
}
