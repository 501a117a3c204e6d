//! Text to tree.

use pest::Parser;

use crate::attach::{attach, trivia};
use crate::convert::{node, place, shift, shifted};
use crate::diagnose::Diagnosis;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::fold::{Edit, fold};
use crate::folded::Folded;
use crate::hints::space_missing;
use crate::keywords::{Language, language_of};
use crate::limits::{MAX_ERRORS, MAX_FILE, MAX_REPAIRED, MAX_REPAIRS};
use crate::repair::repair;
use crate::rules::Rules;
use crate::slices::{Head, behind_stray, cut, head_at};
use crate::tree::{File, Kind, Node, Span, Trivia};

/// Reads one file's text. Never fails: what can't be read is a broken node and an error.
///
/// `file` is the number that the spans carry.
pub fn parse(file: u32, text: &str) -> File {
    parse_with(file, text, &mut parse_slice)
}

/// [`parse`], with a reader of slices that may remember what it has read: an editor's text changes
/// in one slice at a time.
pub fn parse_with(file: u32, text: &str, read: &mut dyn FnMut(&str) -> Piece) -> File {
    let mut out = File { declarations: Vec::new(), ending: Vec::new(), errors: Vec::new(), language: Language::Zh };
    if text.len() > MAX_FILE {
        out.errors.push(too_large(file, text.len()));
        return out;
    }
    let bom = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let text = text.get(bom..).unwrap_or("");
    let cuts = cut(text);
    let mut language = None;
    for slice in cuts.slices {
        let by = (bom + slice.start) as u32;
        let mut piece = read(text.get(slice).unwrap_or(""));
        language = language.or(piece.language);
        shift(&mut piece.declaration, file, by);
        out.declarations.push(piece.declaration);
        collect(&mut out.errors, piece.errors, file, by);
    }
    let by = (bom + cuts.ending.start) as u32;
    let ending = fold(text.get(cuts.ending).unwrap_or(""), &[]);
    let errors = ending.errors.iter().map(|(range, kind)| error_at(range.clone(), kind.clone()));
    collect(&mut out.errors, errors.collect(), file, by);
    out.ending = ending.remarks.into_iter().map(trivia).collect();
    while out.ending.last() == Some(&Trivia::Blank) {
        out.ending.pop();
    }
    out.language = language.unwrap_or(out.language);
    out
}

fn collect(all: &mut Vec<SyntaxError>, errors: Vec<SyntaxError>, file: u32, by: u32) {
    let room = MAX_ERRORS.saturating_sub(all.len());
    all.extend(errors.into_iter().take(room).map(|e| SyntaxError { span: shifted(e.span, file, by), ..e }));
}

/// Reads one file's bytes; also gives the text. Where that is not UTF-8, it is right up to the error's place.
pub fn parse_bytes(file: u32, bytes: &[u8]) -> (String, File) {
    let fail =
        |error| File { declarations: Vec::new(), ending: Vec::new(), errors: vec![error], language: Language::Zh };
    if bytes.len() > MAX_FILE {
        return (String::new(), fail(too_large(file, bytes.len())));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), parse(file, text)),
        Err(e) => {
            let at = e.valid_up_to() as u32;
            let span = Span { file, start: at, end: at };
            let error = SyntaxError { span, kind: SyntaxErrorKind::NotUtf8 { likely: encoding(bytes) } };
            (String::from_utf8_lossy(bytes).into_owned(), fail(error))
        }
    }
}

fn too_large(file: u32, size: usize) -> SyntaxError {
    SyntaxError { span: Span { file, start: 0, end: 0 }, kind: SyntaxErrorKind::TooLarge { size } }
}

/// What bytes that are not UTF-8 probably are.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    if matches!(sample, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return Some("UTF-16");
    }
    if sample.iter().filter(|b| **b == 0).count() * 8 > sample.len() {
        return Some("UTF-16");
    }
    let mut rest = sample;
    loop {
        match rest {
            [] | [0x81..=0xFE] => return Some("GBK"),
            [0..=0x7F, after @ ..] | [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, after @ ..] => {
                rest = after;
            }
            _ => return None,
        }
    }
}

/// What one slice gives. A pure function of the slice's text: it may be kept and used again.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The declaration; spans count from the slice's first byte.
    pub declaration: Node,
    /// What is wrong with it.
    pub errors: Vec<SyntaxError>,
    /// The language of its first keyword.
    pub language: Option<Language>,
}

/// Reads one slice, as [`cut`] gives it.
///
/// [`cut`]: crate::slices::cut
pub fn parse_slice(text: &str) -> Piece {
    let head = first_line(text).and_then(|at| {
        let line = behind_stray(text.get(at..)?);
        Some((text.len() - line.len(), head_at(line)?))
    });
    let language = head.and_then(|(at, h)| head_language(text.get(at..)?, h));
    let mut found = Diagnosis::new();
    let mut edits: Vec<Edit> = Vec::new();
    if let Some((at, h)) = head.filter(|(_, h)| h.glued) {
        let keyword = language.map_or("", |l| h.keyword.canonical(l)).to_owned();
        let word = text.get(at..).and_then(|t| t.split(|c| !pest::unicode::XID_CONTINUE(c)).next()).unwrap_or("");
        found.add(at..at + h.length, space_missing(word, &keyword, 0));
        edits.push(Edit { range: at + h.length..at + h.length, text: " " });
    }
    let mut folded = fold(text, &edits);
    let mut declaration = match head {
        None => found.headless(&folded),
        Some(_) => loop {
            let Some(read) = whole(&folded) else {
                break found.given_up(&folded);
            };
            let room = text.len() <= MAX_REPAIRED && edits.len() < MAX_REPAIRS;
            match if room { repair(&read, &folded, &mut found) } else { None } {
                Some(edit) => {
                    let place = edits.partition_point(|e| e.range.start <= edit.range.start);
                    edits.insert(place, edit);
                    folded = fold(text, &edits);
                }
                None => {
                    found.tree(&read, &folded);
                    break read;
                }
            }
        },
    };
    let remarks = std::mem::take(&mut folded.remarks);
    if folded.stopped.is_some() {
        declaration.before.extend(remarks.into_iter().map(trivia));
        place(&mut declaration, &folded);
        declaration.span.end = text.trim_end().len() as u32;
    } else {
        attach(&mut declaration, remarks, &folded.text);
        place(&mut declaration, &folded);
    }
    for edit in edits.into_iter().filter(|e| !e.range.is_empty()) {
        let span = Span { file: 0, start: edit.range.start as u32, end: edit.range.end as u32 };
        declaration.children.push(Node::new(Kind::broken, span));
    }
    Piece { declaration, errors: found.finish(&mut folded), language }
}

/// The texts of all comments of a file, in order of the alphabet.
pub(crate) fn comments(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let cuts = cut(text);
    let mut all: Vec<String> = Vec::new();
    for range in cuts.slices.into_iter().chain([cuts.ending]) {
        let folded = fold(text.get(range).unwrap_or(""), &[]);
        all.extend(folded.remarks.into_iter().filter_map(|r| r.comment));
    }
    all.sort();
    all
}

/// Where the first line that is neither empty nor a comment begins.
fn first_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !crate::slices::is_idle(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn head_language(line: &str, head: Head) -> Option<Language> {
    language_of(head.keyword.kind, line.get(..head.length)?).or(Some(Language::En))
}

/// The declaration with what stands behind it as its last child.
fn whole(folded: &Folded) -> Option<Node> {
    if folded.stopped.is_some() {
        return None;
    }
    let pairs = Rules::parse(Kind::declaration, &folded.text).ok()?;
    let mut nodes = pairs.filter_map(node);
    let mut declaration = nodes.next()?;
    if let Some(trailing) = nodes.next() {
        declaration.span.end = trailing.span.end;
        declaration.children.push(trailing);
    }
    Some(declaration)
}

fn error_at(range: std::ops::Range<usize>, kind: SyntaxErrorKind) -> SyntaxError {
    SyntaxError { span: Span { file: 0, start: range.start as u32, end: range.end as u32 }, kind }
}
