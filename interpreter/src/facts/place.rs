//! From a value's path to its place in the text: a second look, taken only where something is wrong.

use super::error::{FactError, Place};
use crate::diagnostic::Code;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Appends a step into an object.
pub fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

/// Appends a step into an array.
pub fn push_index(path: &mut String, index: usize) {
    let _ = write!(path, "[{index}]");
}

/// Adds places to the errors of well-formed JSON and orders the errors by them. The JSON that the paths lead into
/// begins the text, which begins at `start`.
pub fn fill(errors: &mut [FactError], text: &str, start: Place) {
    let wanted = errors.iter().map(|e| (e.path.clone(), None)).collect();
    let mut scan = Scan { text, at: 0, path: String::new(), depth: 0, found: wanted };
    let _ = scan.value(0);
    let mut offsets: Vec<(usize, usize)> = Vec::new();
    for (i, error) in errors.iter().enumerate() {
        if let Some(Some((key, value))) = scan.found.get(&error.path) {
            let at_key =
                matches!(error.code, Code::UnknownFact | Code::UnknownFactField | Code::JsonTwice | Code::NoSuchColumn);
            offsets.push((if at_key { *key } else { *value }, i));
        }
    }
    offsets.sort_unstable();
    let (mut place, mut from) = (start, 0);
    for (offset, i) in offsets {
        place = text.get(from..offset).unwrap_or_default().chars().fold(place, Place::behind);
        from = offset;
        if let Some(error) = errors.get_mut(i) {
            error.place = Some(place);
        }
    }
    errors.sort_by_key(|e| e.place);
}

/// Where the entries of an array begin, as bytes and as places. The text is well-formed JSON.
pub fn entries(text: &str) -> Vec<(usize, Place)> {
    let mut all = Vec::new();
    let (mut place, mut depth) = (Place::line(1), 0usize);
    let (mut in_string, mut escaped, mut awaited) = (false, false, false);
    for (at, c) in text.char_indices() {
        if awaited && !c.is_whitespace() && c != ']' {
            all.push((at, place));
            awaited = false;
        }
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '[' | '{' => {
                depth += 1;
                awaited = depth == 1;
            }
            ']' | '}' => depth = depth.saturating_sub(1),
            ',' => awaited = depth == 1,
            _ => {}
        }
        place = place.behind(c);
    }
    all
}

/// Walks over well-formed JSON; stops early where it isn't.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    path: String,
    depth: usize,
    /// By path: where its key (or itself) and its value begin; of a repeated key the last.
    found: BTreeMap<String, Option<(usize, usize)>>,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// A value; `key` is where its key begins.
    fn value(&mut self, key: usize) -> Option<()> {
        let opening = self.peek()?;
        if let Some(found) = self.found.get_mut(&self.path) {
            *found = Some((key, self.at));
        }
        if 200 < self.depth {
            return None;
        }
        self.depth += 1;
        match opening {
            b'{' => self.fields()?,
            b'[' => self.items()?,
            b'"' => drop(self.string()?),
            _ => {
                let rest = self.text.as_bytes().get(self.at..)?;
                self.at += rest.iter().take_while(|b| !b",]}".contains(b) && !b.is_ascii_whitespace()).count();
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn fields(&mut self) -> Option<()> {
        self.at += 1;
        while self.peek()? != b'}' {
            let key_at = self.at;
            let key = self.string()?;
            (self.peek()? == b':').then_some(())?;
            self.at += 1;
            let length = self.path.len();
            push_key(&mut self.path, &key);
            self.value(key_at)?;
            self.path.truncate(length);
            self.comma_or(b'}')?;
        }
        self.at += 1;
        Some(())
    }

    fn items(&mut self) -> Option<()> {
        self.at += 1;
        let mut index = 0;
        while self.peek()? != b']' {
            let length = self.path.len();
            push_index(&mut self.path, index);
            self.value(self.at)?;
            self.path.truncate(length);
            self.comma_or(b']')?;
            index += 1;
        }
        self.at += 1;
        Some(())
    }

    fn comma_or(&mut self, closing: u8) -> Option<()> {
        match self.peek()? {
            b',' => self.at += 1,
            other => (other == closing).then_some(())?,
        }
        Some(())
    }

    /// A string, unescaped.
    fn string(&mut self) -> Option<String> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let mut inside = rest.iter().enumerate().skip(1);
        (rest.first() == Some(&b'"')).then_some(())?;
        let end = loop {
            match inside.next()? {
                (i, b'"') => break i + 1,
                (_, b'\\') => drop(inside.next()),
                _ => {}
            }
        };
        let text = self.text.get(self.at..self.at + end)?;
        self.at += end;
        serde_json::from_str(text).ok()
    }
}
