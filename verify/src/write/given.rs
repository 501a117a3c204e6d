//! Facts as cases give them: the inverse of reading what is given.

use super::value::Words;
use crate::names;
use jifen_grammar::tree::Kind;
use jifen_interpreter::diagnostic::Code;
use jifen_interpreter::facts::{FactError, Json, push_index, push_key, scalar};
use jifen_interpreter::model::{Field, Named, RecordId, Type};
use jifen_interpreter::value::Val;
use std::borrow::Cow;

/// The keys and values of a JSON object.
pub(super) type Object<'j> = [(Cow<'j, str>, Json<'j>)];

/// The value under a key.
pub(super) fn under<'j, 'k>(object: &'k Object<'j>, key: &str) -> Option<&'k Json<'j>> {
    object.iter().find(|(k, _)| k == key).map(|(_, value)| value)
}

/// The word by which cases name something, its name or else its key; `None` where both mean others.
pub(super) fn word<T>(all: &[T], named: fn(&T) -> &Named, at: usize) -> Option<&str> {
    let Named { name, key, .. } = named(all.get(at)?);
    let means = |word: &&str| names::find(all, named, word).is_some_and(|(found, _)| found == at);
    [name.as_str(), key.as_str()].into_iter().find(|word| !word.contains('-') && means(word))
}

impl Words<'_> {
    /// What a field holds, all on one line. Errors: what no words of a case stand for, by its path.
    pub fn value(self, json: &Json<'_>, field: &Field, path: &mut String) -> Result<String, FactError> {
        match (json, &field.ty) {
            (Json::Null, _) if field.or_none => Ok(self.word(Kind::kw_none).to_owned()),
            (Json::Object(fields), Type::Record(id)) => Ok(braced(&self.fields(fields, *id, path)?)),
            (Json::Array(items), Type::List(_)) if items.is_empty() => {
                Ok(if field.or_none { "{ }" } else { self.word(Kind::kw_none) }.to_owned())
            }
            (Json::Array(items), Type::List(of)) => match of.as_ref() {
                Type::Record(id) => Ok(braced(&self.entries(items, *id, path)?)),
                ty => {
                    let one = |(i, json): (usize, &Json<'_>)| {
                        let length = path.len();
                        push_index(path, i);
                        let text = self.single(json, ty, path);
                        path.truncate(length);
                        text
                    };
                    let all = items.iter().enumerate().map(one).collect::<Result<Vec<_>, _>>()?;
                    Ok(format!("({})", all.join(", ")))
                }
            },
            (json, ty) => {
                let text = self.single(json, ty, path)?;
                // `未知` by itself would take the fact away
                let taken = matches!(ty, Type::Choice(_)) && spelled(Kind::kw_unknown, &text);
                Ok(if taken { format!("({text})") } else { text })
            }
        }
    }

    fn single(self, json: &Json<'_>, ty: &Type, path: &str) -> Result<String, FactError> {
        let value = scalar(json, ty, self.version).unwrap_or(Val::None);
        self.plain(&value, ty).ok_or_else(|| unwritable(path))
    }

    /// The fields that are given, in the record's order: `人数 20`.
    fn fields(self, given: &Object<'_>, record: RecordId, path: &mut String) -> Result<Vec<String>, FactError> {
        let fields = self.version.records.get(record.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
        if let Some((key, _)) = given.iter().find(|(key, _)| fields.iter().all(|f| f.named.key != *key)) {
            push_key(path, key);
            return Err(unwritable(path));
        }
        let mut all = Vec::new();
        for (i, field) in fields.iter().enumerate() {
            let Some(json) = under(given, &field.named.key) else { continue };
            let length = path.len();
            push_key(path, &field.named.key);
            let word = word(fields, |f| &f.named, i).ok_or_else(|| unwritable(path))?;
            all.push(format!("{word} {}", self.value(json, field, path)?));
            path.truncate(length);
        }
        Ok(all)
    }

    /// The entries of a list, a line each; consecutive months of entries alike in all else make one line.
    fn entries(self, items: &[Json<'_>], record: RecordId, path: &mut String) -> Result<Vec<String>, FactError> {
        let fields = self.version.records.get(record.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
        let months: Vec<(usize, &Field)> = fields.iter().enumerate().filter(|(_, f)| f.ty == Type::Month).collect();
        let mut lines = Vec::new();
        let mut at = 0;
        while let Some(Json::Object(entry)) = items.get(at) {
            let length = path.len();
            push_index(path, at);
            let mut parts = self.fields(entry, record, path)?;
            if parts.is_empty() {
                // An entry of which nothing is known
                let word = word(fields, |f| &f.named, 0).ok_or_else(|| unwritable(path))?;
                parts.push(format!("{word} {}", self.word(Kind::kw_unknown)));
            }
            let runs = months.iter().map(|(i, month)| (self.run(items, at, month), *i, *month));
            match runs.max_by_key(|(run, i, _)| (*run, std::cmp::Reverse(*i))) {
                Some((run, i, month)) if 1 < run => {
                    let word = word(fields, |f| &f.named, i).ok_or_else(|| unwritable(path))?;
                    let end = |at: usize| items.get(at).and_then(|json| self.month(json, month));
                    let (Some(first), Some(last)) = (end(at), end(at + run - 1)) else { return Err(unwritable(path)) };
                    let range = |m: i32| jifen_interpreter::facts::show_month(m);
                    let old = format!("{word} {}", range(first));
                    let new = format!("{word} {}..{}", range(first), range(last));
                    let line = parts.iter().map(|part| if *part == old { &new } else { part });
                    lines.push(line.map(String::as_str).collect::<Vec<_>>().join(self.comma()));
                    at += run;
                }
                _ => {
                    lines.push(parts.join(self.comma()));
                    at += 1;
                }
            }
            path.truncate(length);
        }
        match items.get(at) {
            None => Ok(lines),
            Some(_) => {
                push_index(path, at);
                Err(unwritable(path))
            }
        }
    }

    /// How many entries from one on differ in a month alone, each a month after the one before.
    fn run(self, items: &[Json<'_>], from: usize, month: &Field) -> usize {
        let mut all = items.iter().skip(from);
        let Some(first) = all.next() else { return 0 };
        let Some(start) = self.month(first, month) else { return 1 };
        let follows = |(i, json): &(i32, &Json<'_>)| {
            self.month(json, month) == Some(start + i) && alike(first, json, &month.named.key)
        };
        1 + (1..).zip(all).take_while(follows).count()
    }

    fn month(self, entry: &Json<'_>, month: &Field) -> Option<i32> {
        let Json::Object(fields) = entry else { return None };
        match scalar(under(fields, &month.named.key)?, &Type::Month, self.version) {
            Ok(Val::Month(month)) => Some(month),
            _ => None,
        }
    }
}

/// Whether two entries hold the same, one field apart.
fn alike(a: &Json<'_>, b: &Json<'_>, but: &str) -> bool {
    let (Json::Object(a), Json::Object(b)) = (a, b) else { return false };
    a.len() == b.len() && a.iter().all(|(key, value)| key == but || under(b, key) == Some(value))
}

fn braced(lines: &[String]) -> String {
    if lines.is_empty() { "{ }".to_owned() } else { format!("{{ {} }}", lines.join("; ")) }
}

/// Whether a text is a keyword's, in either language.
pub(super) fn spelled(kind: Kind, text: &str) -> bool {
    jifen_grammar::keywords::language_of(kind, text).is_some()
}

/// `contributions[3].code`: that no words of a case stand for it.
pub(crate) fn unwritable(path: &str) -> FactError {
    FactError::new(Code::FactInNoCase, path, [])
}
