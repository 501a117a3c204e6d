//! Strict JSON text to a value whose numbers are still text, with every duplicate key found.

use super::error::{FactError, Place};
use super::{place, syntax};
use crate::diagnostic::Code;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;

/// A JSON value; its texts are parts of the file's where nothing in them is escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number, as written; of its exponent, `e` for `E` and no plus sign.
    Number(Cow<'a, str>),
    /// A string.
    String(Cow<'a, str>),
    /// `[…]`.
    Array(Vec<Json<'a>>),
    /// `{…}` in the order written; no key occurs twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl Json<'_> {
    /// The same value, with texts of its own.
    pub fn owned(&self) -> Json<'static> {
        let own = |text: &Cow<'_, str>| Cow::Owned(text.to_string());
        match self {
            Json::Null => Json::Null,
            Json::Bool(yes) => Json::Bool(*yes),
            Json::Number(text) => Json::Number(own(text)),
            Json::String(text) => Json::String(own(text)),
            Json::Array(items) => Json::Array(items.iter().map(Json::owned).collect()),
            Json::Object(fields) => Json::Object(fields.iter().map(|(key, value)| (own(key), value.owned())).collect()),
        }
    }
}

/// The same as serde has it; a number that serde refuses stays a text.
impl From<&Json<'_>> for serde_json::Value {
    fn from(json: &Json<'_>) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Bool(yes) => serde_json::Value::Bool(*yes),
            Json::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| text.as_ref().into()),
            Json::String(text) => text.as_ref().into(),
            Json::Array(items) => items.iter().map(serde_json::Value::from).collect(),
            Json::Object(fields) => {
                fields.iter().map(|(key, value)| (key.to_string(), serde_json::Value::from(value))).collect()
            }
        }
    }
}

/// A value of serde's, whose objects have no key twice.
impl From<&serde_json::Value> for Json<'static> {
    fn from(value: &serde_json::Value) -> Json<'static> {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(yes) => Json::Bool(*yes),
            serde_json::Value::Number(n) => Json::Number(n.to_string().into()),
            serde_json::Value::String(text) => Json::String(text.clone().into()),
            serde_json::Value::Array(items) => Json::Array(items.iter().map(Json::from).collect()),
            serde_json::Value::Object(fields) => {
                Json::Object(fields.iter().map(|(key, value)| (key.clone().into(), Json::from(value))).collect())
            }
        }
    }
}

/// With fewer keys, each is compared with each.
const FEW: usize = 16;

/// The value of a text; `first` is the number of its first line.
/// A syntax error stands alone, duplicate keys are all reported.
pub fn parse(text: &str, first: usize) -> Result<Json<'_>, Vec<FactError>> {
    let any_twice = Cell::new(false);
    let mut source = serde_json::Deserializer::from_str(text);
    let json = Value(&any_twice)
        .deserialize(&mut source)
        .and_then(|json| source.end().map(|()| json))
        .map_err(|e| vec![syntax::explain(&e, text, first)])?;
    if !any_twice.get() {
        return Ok(json);
    }
    let mut twice = Vec::new();
    find_repeats(&json, &mut String::new(), &mut twice);
    twice.sort_unstable();
    twice.dedup();
    let mut errors: Vec<FactError> = twice.into_iter().map(|path| FactError::new(Code::JsonTwice, path, [])).collect();
    place::fill(&mut errors, text, Place::line(first));
    Err(errors)
}

/// The paths of the keys that an object has more than once; the reader bounds the depth.
fn find_repeats(json: &Json<'_>, path: &mut String, twice: &mut Vec<String>) {
    let length = path.len();
    match json {
        Json::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                place::push_index(path, i);
                find_repeats(item, path, twice);
                path.truncate(length);
            }
        }
        Json::Object(fields) => {
            let mut seen = BTreeSet::new();
            for (key, value) in fields {
                place::push_key(path, key);
                if !seen.insert(key) {
                    twice.push(path.clone());
                }
                find_repeats(value, path, twice);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

fn has_repeats(fields: &[(Cow<'_, str>, Json<'_>)]) -> bool {
    if fields.len() < FEW {
        return fields.iter().enumerate().any(|(i, (key, _))| fields.iter().take(i).any(|(other, _)| other == key));
    }
    let mut seen = BTreeSet::new();
    !fields.iter().all(|(key, _)| seen.insert(key))
}

/// Reads a value, and notes whether an object has a key twice.
#[derive(Clone, Copy)]
struct Value<'a>(&'a Cell<bool>);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Json<'de>, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::String(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(Json::String(value.to_owned().into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.to_string().into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.to_string().into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            all.push(item);
        }
        Ok(Json::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json<'de>, A::Error> {
        let mut all = Vec::new();
        while let Some(key) = fields.next_key_seed(Key)? {
            let value = if all.is_empty() && key == RAW_NUMBER {
                match fields.next_value_seed(NumberOrValue(self))? {
                    Ok(number) => return Ok(Json::Number(without_plus(number).into())),
                    Err(value) => value,
                }
            } else {
                fields.next_value_seed(self)?
            };
            all.push((key, value));
        }
        if has_repeats(&all) {
            self.0.set(true);
        }
        Ok(Json::Object(all))
    }
}

fn without_plus(number: String) -> String {
    if number.contains("e+") { number.replace("e+", "e") } else { number }
}

/// Reads a key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Cow<'de, str>, D::Error> {
        source.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(key.into())
    }

    fn visit_str<E>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(key.to_owned().into())
    }
}

/// The key under which serde_json hands out a number's text when it keeps numbers exact.
const RAW_NUMBER: &str = "$serde_json::private::Number";

/// Tells a number's text, which comes as an owned string, from a value that the file has under the same key.
struct NumberOrValue<'a>(Value<'a>);

impl<'de> DeserializeSeed<'de> for NumberOrValue<'_> {
    type Value = Result<String, Json<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Self::Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NumberOrValue<'_> {
    type Value = Result<String, Json<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(Ok(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
        self.0.visit_str(value).map(Err)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
        self.0.visit_u64(value).map(Err)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
        self.0.visit_i64(value).map(Err)
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
