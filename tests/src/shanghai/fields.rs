//! Reading JSON objects field by field, with errors that name the place.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value};

use super::calendar::Month;
use super::decimal::Decimal;

/// Why an applicant can't be assessed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactError {
    /// A key is absent: `{}` lacks `birth_date`.
    Missing(String),
    /// A value is not what the key asks for: `"share": 2`.
    Invalid(String, &'static str),
    /// A contribution that counts needs the reference wage of a month before
    /// its first published value: `2011-03`.
    NeedsParameter(String),
}

impl fmt::Display for FactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactError::Missing(place) => write!(f, "`{place}` is missing"),
            FactError::Invalid(place, wanted) => write!(f, "`{place}` is not {wanted}"),
            FactError::NeedsParameter(month) => {
                write!(f, "no reference wage is known for `{month}`")
            }
        }
    }
}

impl std::error::Error for FactError {}

/// What reading gives.
pub(super) type Read<T> = Result<T, FactError>;

/// A JSON value and where it stands.
#[derive(Clone)]
pub(super) struct Place<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> Place<'a> {
    /// The whole document.
    pub fn root(value: &'a Value) -> Place<'a> {
        Place { value, path: "applicant".to_owned() }
    }

    /// The error that this value is not what is `wanted`.
    pub fn invalid(&self, wanted: &'static str) -> FactError {
        FactError::Invalid(self.path.clone(), wanted)
    }

    /// This value, an object with no other keys than `known`.
    pub fn object(&self, known: &[&str]) -> Read<Fields<'a>> {
        let map = self.value.as_object().ok_or_else(|| self.invalid("an object"))?;
        for key in map.keys() {
            if !known.contains(&key.as_str()) {
                let path = format!("{}.{key}", self.path);
                return Err(FactError::Invalid(path, "a known key"));
            }
        }
        Ok(Fields { map, path: self.path.clone() })
    }

    /// Each element of this list.
    pub fn list<T>(&self, read: impl Fn(&Place<'a>) -> Read<T>) -> Read<Vec<T>> {
        let list = self.value.as_array().ok_or_else(|| self.invalid("a list"))?;
        let places =
            list.iter().enumerate().map(|(index, value)| Place { value, path: format!("{}[{index}]", self.path) });
        places.map(|place| read(&place)).collect()
    }

    /// Nothing for `null`, else what `read` makes of the value.
    pub fn or_null<T>(&self, read: impl Fn(&Place<'a>) -> Read<T>) -> Read<Option<T>> {
        if self.value.is_null() { Ok(None) } else { read(self).map(Some) }
    }

    /// A yes or no.
    pub fn yes_no(&self) -> Read<bool> {
        self.value.as_bool().ok_or_else(|| self.invalid("true or false"))
    }

    /// One of a list of words.
    pub fn choice<T: Copy>(&self, words: &[(&str, T)]) -> Read<T> {
        let text = self.value.as_str().unwrap_or_default();
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| *value).ok_or_else(|| self.invalid("one of the choices"))
    }

    /// A date `YYYY-MM-DD`.
    pub fn date(&self) -> Read<NaiveDate> {
        let text = self.value.as_str().unwrap_or_default();
        date(text).ok_or_else(|| self.invalid("a date"))
    }

    /// A month `YYYY-MM`.
    pub fn month(&self) -> Read<Month> {
        let text = self.value.as_str().unwrap_or_default();
        let first = date(&format!("{text}-01")).ok_or_else(|| self.invalid("a month"))?;
        Ok(first.year() * 12 + first.month0() as Month)
    }

    /// An amount of money in fen, not negative.
    pub fn fen(&self) -> Read<i64> {
        let amount = self.decimal().and_then(|amount| amount.parts(2));
        amount.filter(|fen| 0 <= *fen).ok_or_else(|| self.invalid("an amount of money"))
    }

    /// A whole number, not negative.
    pub fn count(&self) -> Read<i64> {
        let number = self.value.as_number().and_then(|number| Decimal::parse(number.as_str()));
        let count = number.and_then(|number| number.parts(0));
        count.filter(|count| 0 <= *count).ok_or_else(|| self.invalid("a count"))
    }

    /// An exact decimal, written as a number or as a string.
    pub fn decimal(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Decimal::parse(number.as_str()),
            Value::String(text) => Decimal::parse(text),
            _ => None,
        }
    }
}

/// The fields of one object.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> Fields<'a> {
    /// The value under a key.
    pub fn get(&self, key: &str) -> Read<Place<'a>> {
        let path = format!("{}.{key}", self.path);
        match self.map.get(key) {
            Some(value) => Ok(Place { value, path }),
            None => Err(FactError::Missing(path)),
        }
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    if plain { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}
