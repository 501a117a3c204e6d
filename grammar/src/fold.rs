//! One linear scan in front of the grammar: full-width signs become ASCII, comments are taken out,
//! and a line end stays only where it ends a clause.

use std::ops::Range;

use crate::continued::continues;
use crate::error::SyntaxErrorKind::{
    self, BidirectionalControl, StrayCharacter, TooDeep, TooLongToken, UnterminatedString,
};
use crate::folded::{Folded, Remark};
use crate::limits::{MAX_ERRORS, MAX_NESTING, MAX_STRING, MAX_WORD};

/// A bracket that is open.
enum Open {
    /// `(` and where it stands in the folded text.
    Paren(usize),
    /// `{`; whether a clause with 按 opened it, so that a band word begins a case.
    Brace { cases: bool },
}

struct Scan<'a> {
    source: &'a str,
    at: usize,
    out: Folded,
    open: Vec<Open>,
    /// Line ends in the folded text.
    lines: Vec<usize>,
    /// Balanced parentheses in the folded text, outermost, in order.
    soft: Vec<(usize, usize)>,
    /// Where the present word begins, in the folded text, and its length in characters.
    word: Option<(usize, usize)>,
    cases: bool,
}

/// A change to the original, so as to read on behind a mistake.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    /// The original bytes that are left out; mostly none.
    pub range: Range<usize>,
    /// What stands there instead.
    pub text: &'static str,
}

/// Folds a slice, with changes in the order of the text.
pub(crate) fn fold(source: &str, edits: &[Edit]) -> Folded {
    let mut scan = Scan {
        source,
        at: 0,
        out: Folded::default(),
        open: Vec::new(),
        lines: Vec::new(),
        soft: Vec::new(),
        word: None,
        cases: false,
    };
    scan.idle_lines();
    let mut edits = edits.iter().peekable();
    loop {
        let c = scan.rest().chars().next();
        if let Some(edit) = edits.next_if(|e| c.is_none() || e.range.start <= scan.at) {
            scan.end_word();
            scan.sign(edit.text, scan.at, edit.range.end.max(scan.at));
        } else if let Some(c) = c {
            scan.char(c);
        } else {
            break;
        }
        if scan.out.stopped.is_some() {
            break;
        }
    }
    scan.end_word();
    scan.soften()
}

/// What a character is folded to outside strings; `None` where it stays.
pub(crate) fn folded_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '、' => Some(','),
        '×' => Some('*'),
        '÷' => Some('/'),
        '\u{2212}' => Some('-'),
        _ if !c.is_ascii() && c.is_whitespace() && !c.is_control() && !is_line_separator(c) => Some(' '),
        _ => None,
    }
}

fn folded_sign(c: char) -> Option<&'static str> {
    match c {
        '≥' | '≧' => Some(">="),
        '≤' | '≦' => Some("<="),
        '≠' => Some("!="),
        _ => None,
    }
}

fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

fn is_stray(c: char) -> bool {
    (c.is_control() && c != '\t' && c != '\n') || is_line_separator(c) || c == '\u{FEFF}'
}

/// Characters that nobody sees; harmless inside strings and comments.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{E0000}'..='\u{E007F}')
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn error(&mut self, start: usize, end: usize, kind: SyntaxErrorKind) {
        let character = matches!(kind, StrayCharacter { .. } | BidirectionalControl { .. });
        let full = self.out.errors.len() > MAX_ERRORS;
        match self.out.errors.last_mut() {
            Some((range, last)) if character && *last == kind && range.end == start => {
                range.end = end;
            }
            _ if full => {}
            _ => self.out.errors.push((start..end, kind)),
        }
    }

    /// Reports a character that may stand nowhere.
    fn forbidden(&mut self, at: usize, c: char) -> bool {
        let end = at + c.len_utf8();
        if is_bidirectional(c) {
            self.error(at, end, BidirectionalControl { code: u32::from(c) });
        } else if is_stray(c) {
            self.error(at, end, StrayCharacter { found: c });
        } else {
            return false;
        }
        true
    }

    fn char(&mut self, c: char) {
        let (start, end) = (self.at, self.at + c.len_utf8());
        let sign = folded_char(c).unwrap_or(c);
        if pest::unicode::XID_CONTINUE(sign) {
            self.word_char(sign, start, end);
            return;
        }
        self.end_word();
        match c {
            '\n' => self.line_end(start, end),
            '\r' if self.rest().starts_with("\r\n") => self.line_end(start, end + 1),
            '#' | '＃' => self.comment(false),
            '"' | '＂' | '“' | '”' => self.string(c),
            _ if self.forbidden(start, c) => self.at = end,
            _ if is_invisible(c) => {
                self.error(start, end, StrayCharacter { found: c });
                self.at = end;
            }
            _ => {
                let mut utf8 = [0; 4];
                let text = folded_sign(c).unwrap_or_else(|| sign.encode_utf8(&mut utf8));
                self.sign(text, start, end);
            }
        }
    }

    fn word_char(&mut self, c: char, start: usize, end: usize) {
        let (_, length) = self.word.get_or_insert((self.out.text.len(), 0));
        *length += 1;
        if *length > MAX_WORD {
            self.error(start, end, TooLongToken);
            self.out.stopped = Some(start);
            return;
        }
        let mut utf8 = [0; 4];
        self.out.push(c.encode_utf8(&mut utf8), start, end);
        self.at = end;
    }

    fn end_word(&mut self) {
        if let Some((from, _)) = self.word.take()
            && let Some("按" | "by") = self.out.text.get(from..)
        {
            self.cases = true;
        }
    }

    /// Emits punctuation and keeps count of brackets.
    fn sign(&mut self, text: &str, start: usize, end: usize) {
        let at = self.out.text.len();
        match text.trim() {
            "(" => self.open.push(Open::Paren(at)),
            ")" => {
                if let Some(Open::Paren(from)) = self.open.last() {
                    let from = *from;
                    self.open.pop();
                    while self.soft.last().is_some_and(|s| s.0 > from) {
                        self.soft.pop();
                    }
                    self.soft.push((from, at));
                }
            }
            "{" => {
                self.drop_parens();
                self.open.push(Open::Brace { cases: self.cases });
                self.cases = false;
            }
            "}" => {
                self.drop_parens();
                self.open.pop();
                self.cases = false;
            }
            ";" => {
                self.drop_parens();
                self.cases = false;
            }
            _ => {}
        }
        if self.open.len() > MAX_NESTING {
            self.error(start, end, TooDeep);
            self.out.stopped = Some(start);
            return;
        }
        self.out.push(text, start, end);
        self.at = end;
    }

    fn drop_parens(&mut self) {
        while let Some(Open::Paren(_)) = self.open.last() {
            self.open.pop();
        }
    }

    fn line_end(&mut self, start: usize, end: usize) {
        self.at = end;
        let at = self.out.text.len();
        self.out.push("\n", start, end);
        self.idle_lines();
        let cases = matches!(self.open.last(), Some(Open::Brace { cases: true }));
        if continues(self.rest(), cases) {
            self.out.text.pop();
            self.out.text.push(' ');
        } else {
            self.lines.push(at);
            if !matches!(self.open.last(), Some(Open::Paren(_))) {
                self.cases = false;
            }
        }
    }

    /// Takes out empty lines and comments that have their lines to themselves.
    fn idle_lines(&mut self) {
        loop {
            let line = self.rest();
            let text =
                line.trim_start_matches(|c: char| c != '\n' && (c == ' ' || c == '\t' || folded_char(c) == Some(' ')));
            let indent = line.len() - text.len();
            if text.starts_with(['#', '＃']) {
                self.at += indent;
                self.comment(true);
                self.at += if self.rest().starts_with("\r\n") { 2 } else { 1 };
                self.at = self.at.min(self.source.len());
            } else if text.starts_with('\n') || text.starts_with("\r\n") {
                let start = self.at;
                self.at += indent + if text.starts_with('\n') { 1 } else { 2 };
                let (at, end) = (self.out.text.len(), self.at);
                match self.out.remarks.last_mut() {
                    Some(last) if last.comment.is_none() && last.at == at => last.span.end = end,
                    _ => self.out.remarks.push(Remark { at, span: start..end, comment: None, alone: true }),
                }
            } else {
                return;
            }
        }
    }

    fn comment(&mut self, alone: bool) {
        let line = self.rest();
        let line = line.split('\n').next().unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line).to_owned();
        let start = self.at;
        for (i, c) in line.char_indices() {
            self.forbidden(start + i, c);
        }
        let text = line.strip_prefix(['#', '＃']).unwrap_or(&line);
        let text = text.strip_prefix([' ', '\u{3000}']).unwrap_or(text).trim_end();
        self.at = start + line.len();
        self.out.remarks.push(Remark {
            at: self.out.text.len(),
            span: start..self.at,
            comment: Some(text.to_owned()),
            alone,
        });
    }

    fn string(&mut self, opener: char) {
        let start = self.at;
        let inside = start + opener.len_utf8();
        let line = self.source.get(inside..).unwrap_or("");
        let line = line.split('\n').next().unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line).to_owned();
        let closers: &[char] = if matches!(opener, '"' | '＂') { &['"', '＂'] } else { &['”'] };
        let end = closing(&line, closers);
        let text = match end {
            Some(i) => line.get(..i),
            None => closing(&line, &['"', '＂', '”'])
                .and_then(|i| line.get(..i))
                .or_else(|| line.trim_end().strip_suffix(['{', '｛']).map(str::trim_end))
                .or(Some(line.trim_end())),
        }
        .unwrap_or("");
        let after = inside + text.len();
        let close = line.get(text.len()..).and_then(|s| s.chars().next());
        let close = close.filter(|c| matches!(c, '"' | '＂' | '”'));
        let behind = after + close.map_or(0, char::len_utf8);
        if end.is_none() {
            self.error(start, behind, UnterminatedString);
        }
        if text.chars().count() > MAX_STRING {
            self.error(start, behind, TooLongToken);
            self.out.stopped = Some(start);
            return;
        }
        self.out.push("\"", start, inside);
        self.string_text(text, inside);
        self.out.push("\"", after, behind);
        self.at = behind;
    }

    fn string_text(&mut self, text: &str, offset: usize) {
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let at = offset + i;
            let end = at + c.len_utf8();
            self.forbidden(at, c);
            let mut utf8 = [0; 4];
            match (c, chars.peek().map(|n| n.1)) {
                ('\\', Some(n @ ('"' | '\\'))) => {
                    chars.next();
                    self.out.push(if n == '"' { "\\\"" } else { "\\\\" }, at, end + 1);
                }
                ('\\', Some(n @ ('”' | '＂'))) => {
                    chars.next();
                    self.out.push(n.encode_utf8(&mut utf8), at, end + n.len_utf8());
                }
                ('\\', _) => self.out.push("\\\\", at, end),
                ('"', _) => self.out.push("\\\"", at, end),
                _ => self.out.push(c.encode_utf8(&mut utf8), at, end),
            }
        }
    }

    /// Turns the line ends that end no clause into spaces.
    fn soften(mut self) -> Folded {
        let mut bytes = std::mem::take(&mut self.out.text).into_bytes();
        let mut hard = self.lines.iter().copied().peekable();
        for &(from, to) in &self.soft {
            while hard.next_if(|&l| l < from).is_some() {}
            while let Some(l) = hard.next_if(|&l| l < to) {
                if let Some(b) = bytes.get_mut(l) {
                    *b = b' ';
                }
            }
        }
        self.out.text = String::from_utf8(bytes).unwrap_or_default();
        self.out
    }
}

/// Where the first of some closing quotes stands, backslashes heeded.
fn closing(line: &str, closers: &[char]) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in line.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if closers.contains(&c) {
            return Some(i);
        }
    }
    None
}
