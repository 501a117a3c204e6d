//! Values, faults, and yes and no with a third value.

use chrono::NaiveDate;
use jifen_interpreter::model::Constant;
use jifen_interpreter::number::Fraction;
use num_bigint::BigInt;
use num_rational::Ratio;

/// An exact number of any size.
pub type Number = Ratio<BigInt>;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// There is none.
    None,
    /// A number in its type's unit.
    Number(Number),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(NaiveDate),
    /// A month: year × 12 + month − 1.
    Month(i64),
    /// Months and days.
    Duration(i64, i64),
    /// A choice's value, by its index.
    Choice(u32),
    /// A code.
    Code(String),
    /// An entry's fields.
    Record(Vec<Value>),
    /// A list.
    List(Vec<Value>),
    /// From one day (or month) to another.
    Period(Box<Value>, Box<Value>),
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A division by zero, or a rounding to multiples of zero.
    DivisionByZero,
    /// A date left the calendar.
    DateOutOfRange,
    /// Two lines hold where at most one may.
    Overlap,
    /// Lines that hold disagree.
    Disagree,
    /// A parameter or catalogue has no value for the date.
    NoParameter,
    /// Which alternative counts can't be said, since a rule under it can't be evaluated.
    NoChoice,
    /// The rule could not be read, or its parts don't fit.
    Broken,
}

/// A value or why there is none.
pub type Answer = Result<Value, Fault>;

/// A fraction of the model.
pub fn number(fraction: Fraction) -> Number {
    let (n, d) = fraction.parts();
    Ratio::new(BigInt::from(n), BigInt::from(d))
}

/// A whole number.
pub fn whole(n: i64) -> Number {
    Ratio::from_integer(BigInt::from(n))
}

/// A whole number as a value.
pub fn count(n: usize) -> Value {
    Value::Number(Ratio::from_integer(BigInt::from(n)))
}

impl From<&Constant> for Value {
    fn from(constant: &Constant) -> Value {
        match constant {
            Constant::Number(n) => Value::Number(number(*n)),
            Constant::YesNo(yes) => Value::YesNo(*yes),
            Constant::Date(day) => Value::Date(*day),
            Constant::Month(month) => Value::Month(i64::from(*month)),
            Constant::Duration(d) => Value::Duration(i64::from(d.months), i64::from(d.days)),
            Constant::Choice(i) => Value::Choice(*i),
            Constant::Code(code) => Value::Code(code.clone()),
            Constant::Nothing => Value::None,
        }
    }
}

impl Value {
    /// The number; none and other kinds are a fault of the caller's expectation.
    pub fn as_number(&self) -> Result<&Number, Fault> {
        match self {
            Value::Number(n) => Ok(n),
            _ => Err(Fault::Broken),
        }
    }
}

/// All must hold: no as soon as one is no, else a fault where one is a fault, else none where one is none.
pub fn and(answers: impl IntoIterator<Item = Answer>) -> Answer {
    fold(answers, false)
}

/// One must hold: yes as soon as one is yes, else a fault where one is a fault, else none where one is none.
pub fn or(answers: impl IntoIterator<Item = Answer>) -> Answer {
    fold(answers, true)
}

/// Reading: what decides alone decides, wherever it stands; a fault beside it is not asked for.
fn fold(answers: impl IntoIterator<Item = Answer>, decisive: bool) -> Answer {
    let answers: Vec<Answer> = answers.into_iter().collect();
    if answers.contains(&Ok(Value::YesNo(decisive))) {
        return Ok(Value::YesNo(decisive));
    }
    if let Some(fault) = answers.iter().find_map(|a| a.as_ref().err()) {
        return Err(*fault);
    }
    if answers.contains(&Ok(Value::None)) {
        return Ok(Value::None);
    }
    Ok(Value::YesNo(!decisive))
}

/// The opposite; none stays none.
pub fn not(answer: Answer) -> Answer {
    match answer? {
        Value::YesNo(yes) => Ok(Value::YesNo(!yes)),
        Value::None => Ok(Value::None),
        _ => Err(Fault::Broken),
    }
}

/// Whether a condition holds: only a plain yes does.
pub fn holds(answer: Answer) -> Result<bool, Fault> {
    match answer? {
        Value::YesNo(yes) => Ok(yes),
        Value::None => Ok(false),
        _ => Err(Fault::Broken),
    }
}

/// The sum of numbers.
pub fn sum(values: &[Value]) -> Answer {
    let mut sum = whole(0);
    for value in values {
        sum += value.as_number()?;
    }
    Ok(Value::Number(sum))
}
