//! Stored facts under another version's keys: the text is kept byte for byte, only keys and values of choices that have
//! another key are replaced.

use super::Side;
use super::matching::{Matching, matching};
use super::renames::Renames;
use crate::model::{Field, Type, Version};
use std::collections::BTreeMap;

/// How keys of one version read in another.
#[derive(Debug)]
pub struct Mapping<'a> {
    from: &'a Version,
    /// Facts: index in `from`, the key in the other version.
    facts: BTreeMap<usize, String>,
    /// Fields by record, values by choice: the key in the other version; `None`: it has no such one.
    fields: BTreeMap<usize, Vec<Option<String>>>,
    values: BTreeMap<usize, Vec<Option<String>>>,
    /// Keys of facts that the other version reads.
    read: Vec<String>,
    /// By record, the keys of fields that the other version reads there.
    kept: BTreeMap<usize, Vec<String>>,
    /// Whether a key that both versions read is left as the other one means it.
    back: bool,
}

/// What can't be said under the other version's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The key as stored, with the way to it.
    pub path: String,
    /// The key that it would have, which is there already.
    pub key: String,
}

/// A fact that the other version has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The key as stored, with the way to it.
    pub path: String,
    /// Its value, as stored.
    pub value: String,
}

/// A text under other keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// How many keys and values were replaced.
    pub replaced: usize,
    /// What was left, since its new key is taken.
    pub clashes: Vec<Clash>,
    /// What was left, since the other version has no place for it.
    pub left: Vec<Left>,
}

impl<'a> Mapping<'a> {
    /// From version `a` to version `b`.
    pub fn new(a: &Side<'a>, b: &Side<'a>, renames: &Renames) -> Mapping<'a> {
        let (m, _, _) = matching(a, b, renames);
        Mapping::of(a.version, b.version, &m, false)
    }

    /// From version `b` to version `a`.
    pub fn back(a: &Side<'a>, b: &Side<'a>, renames: &Renames) -> Mapping<'a> {
        let (m, _, _) = matching(a, b, renames);
        Mapping::of(b.version, a.version, &m, true)
    }

    fn of(from: &'a Version, to: &Version, m: &Matching, back: bool) -> Mapping<'a> {
        let turn = |pairs: &[(usize, usize)]| -> BTreeMap<usize, usize> {
            pairs.iter().map(|(a, b)| if back { (*b, *a) } else { (*a, *b) }).collect()
        };
        let facts = turn(&m.facts);
        let facts = facts.iter().filter_map(|(i, j)| Some((*i, to.facts.get(*j)?.named.key.clone())));
        let (mut fields, mut values, mut kept) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (pair, inner) in m.records.iter().zip(&m.fields) {
            let (i, j) = if back { (pair.1, pair.0) } else { *pair };
            let (Some(x), Some(y)) = (from.records.get(i), to.records.get(j)) else { continue };
            let inner = turn(inner);
            let key = |at| inner.get(&at).and_then(|j: &usize| y.fields.get(*j)).map(|f| f.named.key.clone());
            fields.insert(i, (0..x.fields.len()).map(key).collect());
            kept.insert(i, y.fields.iter().map(|f| f.named.key.clone()).collect());
        }
        for (pair, inner) in m.choices.iter().zip(&m.values) {
            let (i, j) = if back { (pair.1, pair.0) } else { *pair };
            let (Some(x), Some(y)) = (from.choices.get(i), to.choices.get(j)) else { continue };
            let inner = turn(inner);
            let key = |at| inner.get(&at).and_then(|j: &usize| y.values.get(*j)).map(|v| v.key.clone());
            values.insert(i, (0..x.values.len()).map(key).collect());
        }
        let read = to.facts.iter().map(|f| f.named.key.clone()).collect();
        Mapping { from, facts: facts.collect(), fields, values, read, kept, back }
    }

    /// Rewrites the text of one object, or of an array of objects. What is no JSON stays as it is.
    ///
    /// `strip`: fields of records that the other version doesn't read are left out, so that it can read the rest.
    pub fn rewrite(&self, text: &str, strip: bool) -> Rewritten {
        if self.is_plain(strip) {
            return Rewritten { text: text.to_owned(), replaced: 0, clashes: Vec::new(), left: Vec::new() };
        }
        let mut writer = Writer {
            mapping: self,
            text,
            at: 0,
            path: String::new(),
            replaced: 0,
            clashes: Vec::new(),
            left: Vec::new(),
            strip,
            depth: 0,
        };
        match writer.document() {
            Some(out) if writer.at <= text.len() => {
                let rest = text.get(writer.at..).unwrap_or("");
                Rewritten { text: out + rest, replaced: writer.replaced, clashes: writer.clashes, left: writer.left }
            }
            _ => Rewritten { text: text.to_owned(), replaced: 0, clashes: Vec::new(), left: Vec::new() },
        }
    }
}

impl Mapping<'_> {
    /// Whether every key that both versions have is the same, and none is left.
    fn is_plain(&self, strip: bool) -> bool {
        let same = |new: Option<&String>, old: &str| new.is_none_or(|new| new == old);
        let kept = |i: usize, f: &Field| self.facts.get(&i).map_or(strip, |new| *new == f.named.key);
        let facts = self.from.facts.iter().enumerate().all(|(i, f)| kept(i, f));
        let records = self.from.records.iter().enumerate().all(|(i, r)| {
            let Some(fields) = self.fields.get(&i) else { return true };
            let plain = |(f, new): (&Field, &Option<String>)| match new {
                Some(new) => *new == f.named.key,
                None => !strip,
            };
            r.fields.iter().zip(fields).all(plain)
        });
        let choices = self.from.choices.iter().enumerate().all(|(i, c)| {
            let Some(values) = self.values.get(&i) else { return true };
            c.values.iter().zip(values).all(|(v, new)| same(new.as_ref(), &v.key))
        });
        facts && records && choices
    }
}

/// What an object's keys are.
#[derive(Clone, Copy)]
enum Keys {
    Facts,
    Record(usize),
    Other,
}

struct Writer<'a> {
    mapping: &'a Mapping<'a>,
    text: &'a str,
    at: usize,
    path: String,
    replaced: usize,
    clashes: Vec<Clash>,
    left: Vec<Left>,
    strip: bool,
    depth: usize,
}

impl<'a> Writer<'a> {
    fn document(&mut self) -> Option<String> {
        let blank = self.blank();
        let body = match self.peek()? {
            b'[' => self.items(None)?,
            _ => self.object(Keys::Facts)?,
        };
        Some(format!("{blank}{body}"))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) -> &'a str {
        let from = self.at;
        let rest = self.text.get(from..).unwrap_or("");
        self.at += rest.len() - rest.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
        self.text.get(from..self.at).unwrap_or("")
    }

    /// A value of a type; without one, anything.
    fn value(&mut self, ty: Option<&'a Type>) -> Option<String> {
        self.depth += 1;
        if 200 < self.depth {
            return None;
        }
        let out = match (self.peek()?, ty) {
            (b'{', Some(Type::Record(id))) => self.object(Keys::Record(id.index())),
            (b'{', _) => self.object(Keys::Other),
            (b'[', Some(Type::List(of))) => self.items(Some(of)),
            (b'[', _) => self.items(Some(&Type::Error)),
            (b'"', Some(Type::Choice(id))) => self.choice(id.index()),
            (b'"', _) => self.string().map(|(raw, _)| raw.to_owned()),
            _ => {
                let rest = self.text.get(self.at..)?;
                let length = rest.find([',', ']', '}', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
                self.at += length;
                rest.get(..length).map(str::to_owned)
            }
        };
        self.depth -= 1;
        out
    }

    /// An array; `None`: of applicants.
    fn items(&mut self, of: Option<&'a Type>) -> Option<String> {
        self.at += 1;
        let mut out = "[".to_owned();
        let mut index = 0;
        loop {
            out.push_str(self.blank());
            match self.peek()? {
                b']' => break,
                b',' => {
                    out.push(',');
                    self.at += 1;
                }
                _ => {
                    let length = self.path.len();
                    self.path.push_str(&format!("[{index}]"));
                    index += 1;
                    out.push_str(&match of {
                        Some(ty) => self.value(Some(ty))?,
                        None if self.peek() == Some(b'{') => self.object(Keys::Facts)?,
                        None => self.value(None)?,
                    });
                    self.path.truncate(length);
                }
            }
        }
        self.at += 1;
        out.push(']');
        Some(out)
    }

    fn object(&mut self, keys: Keys) -> Option<String> {
        if self.peek()? != b'{' {
            return None;
        }
        let present = self.keys_here()?;
        self.at += 1;
        let mut members: Vec<String> = Vec::new();
        let tail = loop {
            let lead = self.blank().to_owned();
            match self.peek()? {
                b'}' => break lead,
                b',' => {
                    // What stands between a value and its comma stays with the value.
                    if let Some(last) = members.last_mut() {
                        last.push_str(&lead);
                    }
                    self.at += 1;
                }
                _ => {
                    let (raw, key) = self.string()?;
                    let length = self.path.len();
                    self.path.push_str(&format!("{}{key}", if length == 0 { "" } else { "." }));
                    let (new, ty, keep) = self.key(keys, &key, &present);
                    let colon = self.blank().to_owned();
                    if self.peek()? != b':' {
                        return None;
                    }
                    self.at += 1;
                    let gap = self.blank().to_owned();
                    let value = self.value(ty)?;
                    if matches!(keys, Keys::Facts) && self.is_left(&key) {
                        self.left.push(Left { path: self.path.clone(), value: value.trim().to_owned() });
                    }
                    self.path.truncate(length);
                    if keep {
                        let key = new.as_deref().map_or(raw.to_owned(), quoted);
                        members.push(format!("{lead}{key}{colon}:{gap}{value}"));
                    }
                }
            }
        };
        self.at += 1;
        Some(format!("{{{}{tail}}}", members.join(",")))
    }

    /// What a key becomes, the type of its value, and whether it stays.
    fn key(&mut self, keys: Keys, key: &str, present: &[String]) -> (Option<String>, Option<&'a Type>, bool) {
        let mapping = self.mapping;
        let found = |fields: &'a [Field]| fields.iter().position(|f| f.named.key == key).map(|i| (i, &fields[i].ty));
        match keys {
            Keys::Facts => {
                let Some((i, ty)) = found(&mapping.from.facts) else { return (None, None, true) };
                let new = mapping.facts.get(&i).filter(|new| *new != key);
                let new = new.filter(|_| !mapping.back || !mapping.read.iter().any(|k| k == key));
                let moves = |key: &str| {
                    let at = mapping.from.facts.iter().position(|f| f.named.key == key);
                    at.and_then(|at| mapping.facts.get(&at)).is_some_and(|new| new != key)
                };
                (self.free(new.cloned(), present, moves), Some(ty), true)
            }
            Keys::Record(id) => {
                let Some(record) = mapping.from.records.get(id) else { return (None, None, true) };
                let read = mapping.kept.get(&id).is_none_or(|kept| kept.iter().any(|k| k == key));
                let Some((i, ty)) = found(&record.fields) else { return (None, None, read || !self.strip) };
                let new = mapping.fields.get(&id).and_then(|f| f.get(i).cloned().flatten());
                let other = new.is_some();
                let new = new.filter(|new| new != key && (!mapping.back || !read));
                let moves = |key: &str| {
                    let at = record.fields.iter().position(|f| f.named.key == key);
                    at.and_then(|at| mapping.fields.get(&id)?.get(at)?.as_deref()).is_some_and(|new| new != key)
                };
                (self.free(new, present, moves), Some(ty), other || read || !self.strip)
            }
            Keys::Other => (None, None, true),
        }
    }

    /// Whether the other version has no such fact.
    fn is_left(&self, key: &str) -> bool {
        let at = self.mapping.from.facts.iter().position(|f| f.named.key == key);
        at.is_some_and(|at| !self.mapping.facts.contains_key(&at))
    }

    /// A new key, unless it is there already, and does not move on itself.
    fn free(&mut self, new: Option<String>, present: &[String], moves: impl Fn(&str) -> bool) -> Option<String> {
        let new = new?;
        if present.contains(&new) && (self.mapping.back || !moves(&new)) {
            self.clashes.push(Clash { path: self.path.clone(), key: new });
            return None;
        }
        self.replaced += 1;
        Some(new)
    }

    fn choice(&mut self, id: usize) -> Option<String> {
        let (raw, text) = self.string()?;
        let values = self.mapping.from.choices.get(id).map(|c| c.values.as_slice()).unwrap_or_default();
        let by_key = values.iter().position(|v| v.key == text);
        let at = by_key.or_else(|| values.iter().position(|v| v.name == text));
        let new = at.and_then(|at| self.mapping.values.get(&id)?.get(at)?.clone());
        let old = at.and_then(|at| values.get(at)).map(|v| &v.key);
        match new {
            Some(new) if Some(&new) != old => {
                self.replaced += 1;
                Some(quoted(&new))
            }
            _ => Some(raw.to_owned()),
        }
    }

    /// The keys of the object that begins here.
    fn keys_here(&self) -> Option<Vec<String>> {
        let value: serde_json::Value = {
            let rest = self.text.get(self.at..)?;
            let mut stream = serde_json::Deserializer::from_str(rest).into_iter();
            stream.next()?.ok()?
        };
        value.as_object().map(|o| o.keys().cloned().collect())
    }

    /// A string: as it stands, and what it says.
    fn string(&mut self) -> Option<(&'a str, String)> {
        let from = self.at;
        let rest = self.text.get(from..)?;
        let mut bytes = rest.bytes().enumerate().skip(1);
        (rest.as_bytes().first() == Some(&b'"')).then_some(())?;
        let end = loop {
            match bytes.next()? {
                (i, b'"') => break i + 1,
                (_, b'\\') => drop(bytes.next()),
                _ => {}
            }
        };
        self.at += end;
        let raw = rest.get(..end)?;
        Some((raw, serde_json::from_str(raw).ok()?))
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
