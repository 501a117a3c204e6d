//! Strict JSON text to a value whose numbers are still text, with every duplicate key found.

use super::error::FactError;
use super::{place, syntax};
use crate::diagnostic::Code;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::fmt;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number, as written; of its exponent, `e` for `E` and no plus sign.
    Number(String),
    /// A string.
    String(String),
    /// `[…]`.
    Array(Vec<Json>),
    /// `{…}` in the order written; no key occurs twice.
    Object(Vec<(String, Json)>),
}

/// The value of a text; `first` is the number of its first line.
/// A syntax error stands alone, duplicate keys are all reported.
pub fn parse(text: &str, first: usize) -> Result<Json, Vec<FactError>> {
    let walk = RefCell::new(Walk::default());
    let mut source = serde_json::Deserializer::from_str(text);
    let json = Value(&walk)
        .deserialize(&mut source)
        .and_then(|json| source.end().map(|()| json))
        .map_err(|e| vec![syntax::explain(&e, text, first)])?;
    let mut twice = walk.into_inner().twice;
    twice.sort_unstable();
    twice.dedup();
    if twice.is_empty() {
        return Ok(json);
    }
    let mut errors: Vec<FactError> = twice.into_iter().map(|path| FactError::new(Code::JsonTwice, path, [])).collect();
    place::fill(&mut errors, text, first, "");
    Err(errors)
}

/// Where the reader is, and which paths it met twice.
#[derive(Default)]
struct Walk {
    path: String,
    twice: Vec<String>,
}

#[derive(Clone, Copy)]
struct Value<'a>(&'a RefCell<Walk>);

impl Value<'_> {
    /// Goes one step down; the result leads back up.
    fn enter(self, step: impl FnOnce(&mut String)) -> usize {
        let mut walk = self.0.borrow_mut();
        let length = walk.path.len();
        step(&mut walk.path);
        length
    }

    fn leave(self, length: usize) {
        self.0.borrow_mut().path.truncate(length);
    }

    fn find_repeats(self, fields: &[(String, Json)]) {
        let mut keys: Vec<&str> = fields.iter().map(|(key, _)| key.as_str()).collect();
        keys.sort_unstable();
        let mut walk = self.0.borrow_mut();
        for (one, next) in keys.iter().zip(keys.iter().skip(1)) {
            if one == next {
                let mut path = walk.path.clone();
                place::push_key(&mut path, one);
                walk.twice.push(path);
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Json, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        loop {
            let up = self.enter(|path| place::push_index(path, all.len()));
            let item = items.next_element_seed(self)?;
            self.leave(up);
            match item {
                Some(item) => all.push(item),
                None => return Ok(Json::Array(all)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        while let Some(key) = fields.next_key::<String>()? {
            let up = self.enter(|path| place::push_key(path, &key));
            let value = if all.is_empty() && key == RAW_NUMBER {
                match fields.next_value_seed(NumberOrValue(self))? {
                    Ok(number) => return self.number(number, up),
                    Err(value) => value,
                }
            } else {
                fields.next_value_seed(self)?
            };
            self.leave(up);
            all.push((key, value));
        }
        self.find_repeats(&all);
        Ok(Json::Object(all))
    }
}

impl Value<'_> {
    fn number<E>(self, text: String, up: usize) -> Result<Json, E> {
        self.leave(up);
        Ok(Json::Number(text.replace("e+", "e")))
    }
}

/// The key under which serde_json hands out a number's text when it keeps numbers exact.
const RAW_NUMBER: &str = "$serde_json::private::Number";

/// Tells a number's text, which comes as an owned string, from a value that the file has under the same key.
struct NumberOrValue<'a>(Value<'a>);

impl<'de> DeserializeSeed<'de> for NumberOrValue<'_> {
    type Value = Result<String, Json>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Self::Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NumberOrValue<'_> {
    type Value = Result<String, Json>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(Ok(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Err(Json::String(value.to_owned())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Err(Json::Number(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Err(Json::Number(value.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Err(Json::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Err(Json::Bool(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        self.0.visit_seq(items).map(Err)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
        self.0.visit_map(fields).map(Err)
    }
}
