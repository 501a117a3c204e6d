//! A file of facts to applicants: one object, an array of objects, or NDJSON.

use super::encoding::{is_utf16, text, unmarked};
use super::error::{FactError, Place};
use super::json::{Json, parse};
use super::read::read;
use super::words::found;
use super::{place, syntax};
use crate::diagnostic::Code;
use crate::model::Version;
use crate::value::Facts;
use std::collections::BTreeSet;
use std::fmt;

/// Which applicant of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The object that begins on this line (from 1).
    Line(usize),
    /// The entry of the file's array (from 0).
    Entry(usize),
}

/// `line 3`, `[2]`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Line(line) => write!(f, "line {line}"),
            Source::Entry(index) => write!(f, "[{index}]"),
        }
    }
}

/// One applicant of a file: an object, or what is wrong with the text.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Which one.
    pub source: Source,
    /// Its JSON, an object.
    pub json: Result<Json<'a>, Vec<FactError>>,
    /// The text that begins with it, to name places in.
    text: &'a str,
    /// Where that text begins in the file.
    start: Place,
}

impl<'a> Document<'a> {
    fn new(source: Source, json: Result<Json<'a>, Vec<FactError>>, text: &'a str, start: Place) -> Document<'a> {
        let mut document = Document { source, json, text, start };
        if let Some(error) = document.json.as_ref().ok().and_then(not_an_object) {
            let mut errors = vec![error];
            document.locate(&mut errors);
            document.json = Err(errors);
        }
        document
    }

    /// An applicant whose facts stand in no file of their own.
    pub fn of(json: Json<'a>) -> Document<'a> {
        Document::new(Source::Entry(0), Ok(json), "", Place::line(1))
    }

    /// Reads the facts against a version: see [`read`]. Errors carry their places, in the order of the text.
    pub fn read(&self, version: &Version, elsewhere: &BTreeSet<String>) -> Result<Facts, Vec<FactError>> {
        let json = self.json.as_ref().map_err(Clone::clone)?;
        read(json, version, elsewhere).map_err(|mut errors| {
            self.locate(&mut errors);
            errors
        })
    }

    /// Adds to errors their places in the file, by their paths.
    pub fn locate(&self, errors: &mut [FactError]) {
        place::fill(errors, self.text, self.start);
    }
}

fn not_an_object(json: &Json<'_>) -> Option<FactError> {
    let is_object = matches!(json, Json::Object(_));
    (!is_object).then(|| FactError::new(Code::FactsNotAnObject, "", [found(json)]))
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One object a line: [`line()`] reads each by itself.
    Lines,
    /// As a whole, with [`documents`].
    Whole,
}

/// How to read a file, from its beginning, which holds at least the first line that is not blank.
/// A file of one line is `Lines` too. `Whole` is always right, but needs the file in memory.
pub fn layout(beginning: &[u8]) -> Layout {
    let first = unmarked(beginning).split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty());
    let is_line = first.is_some_and(|line| !is_utf16(beginning) && is_closed_object(line));
    if is_line { Layout::Lines } else { Layout::Whole }
}

/// Whether the line opens with a brace that its last character closes, whatever stands between.
fn is_closed_object(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for b in line {
        match b {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    is_braced(line) && depth == 0 && !in_string
}

fn is_braced(line: &[u8]) -> bool {
    line.starts_with(b"{") && line.ends_with(b"}")
}

/// The applicant on a line (from 1) of an NDJSON file; `None` for a blank line.
pub fn line(number: usize, bytes: &[u8]) -> Option<Document<'_>> {
    let bytes = if number == 1 { unmarked(bytes) } else { bytes };
    if bytes.trim_ascii().is_empty() {
        return None;
    }
    let source = Source::Line(number);
    Some(match text(bytes, number) {
        Ok(text) => Document::new(source, parse(text, number), text, Place::line(number)),
        Err(error) => Document::new(source, Err(vec![error]), "", Place::line(number)),
    })
}

/// The applicants of an NDJSON file, one after the other.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = Document<'_>> {
    let numbered = bytes.split(|b| *b == b'\n').zip(1..);
    numbered.filter_map(|(bytes, number)| line(number, bytes))
}

/// The applicants of a file, however it is laid out. There is always one, be it an error, except in an empty array.
pub fn documents<'a>(bytes: &'a [u8]) -> Vec<Document<'a>> {
    let bytes = unmarked(bytes);
    if layout(bytes) == Layout::Lines {
        return lines(bytes).collect();
    }
    let whole = match text(bytes, 1) {
        Ok(text) => text,
        Err(_) if !is_utf16(bytes) && are_lines(bytes) => return lines(bytes).collect(),
        Err(error) => return vec![Document::new(Source::Line(1), Err(vec![error]), "", Place::line(1))],
    };
    let blank = whole.len() - whole.trim_start().len();
    let start = Source::Line(1 + whole.bytes().take(blank).filter(|b| *b == b'\n').count());
    if whole.trim().is_empty() {
        let error = FactError::new(Code::FactsEmpty, "", []);
        return vec![Document::new(Source::Line(1), Err(vec![error]), whole, Place::line(1))];
    }
    match parse(whole, 1) {
        Ok(Json::Array(all)) => {
            let starts = place::entries(whole);
            let entry = |((i, json), (at, start)): ((usize, Json<'a>), (usize, Place))| {
                Document::new(Source::Entry(i), Ok(json), whole.get(at..).unwrap_or_default(), start)
            };
            all.into_iter().enumerate().zip(starts).map(entry).collect()
        }
        Err(errors) if syntax::is_syntax(&errors) && are_lines(bytes) => {
            drop(errors);
            lines(bytes).collect()
        }
        json => vec![Document::new(start, json, whole, Place::line(1))],
    }
}

/// Whether a file that can't be read as a whole is NDJSON whose first line is broken: the other lines are objects,
/// and the first is not how a longer object or array begins.
fn are_lines(bytes: &[u8]) -> bool {
    let mut all = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let Some(first) = all.next() else { return false };
    let (mut braced, mut others) = (0, 0);
    for line in all {
        others += 1;
        braced += usize::from(is_braced(line));
    }
    let opens = first.ends_with(b"{") || first.ends_with(b"[") || first.ends_with(b",") || first.ends_with(b":");
    if opens { 1 < others && braced == others } else { 0 < braced && others <= 2 * braced }
}
