//! One linear scan in front of the grammar: full-width signs become ASCII, comments are taken out,
//! and a line end stays only where it ends a clause.

mod strings;

use std::ops::Range;

use crate::characters::{folded_char, folded_sign, is_bidirectional, is_invisible, is_stray};
use crate::continued::{continues, goes_on};
use crate::error::SyntaxErrorKind::{
    self, BidirectionalControl, StrayCharacter, TooDeep, TooLongExpression, TooLongToken,
};
use crate::folded::{Folded, Remark};
use crate::limits::{MAX_CLAUSE, MAX_ERRORS, MAX_NESTING, MAX_WORD};
use crate::slices::head_at;

/// A bracket that is open.
enum Open {
    /// `(` and where it stands in the folded text.
    Paren(usize),
    /// `{`; whether a clause with 按 opened it, so that a band word begins a case.
    Brace { cases: bool },
}

struct Scan<'a> {
    source: &'a str,
    /// Up to where no curly, no straight quote closes a string.
    barren: (usize, usize),
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
    /// Where the present clause begins, in the folded text, and its words and signs.
    clause: usize,
    tokens: usize,
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
        barren: (0, 0),
        at: 0,
        out: Folded::default(),
        open: Vec::new(),
        lines: Vec::new(),
        soft: Vec::new(),
        word: None,
        cases: false,
        clause: 0,
        tokens: 0,
    };
    scan.idle_lines();
    let mut edits = edits.iter().peekable();
    loop {
        let c = scan.rest().chars().next();
        if let Some(edit) = edits.next_if(|e| c.is_none() || e.range.start <= scan.at) {
            scan.end_word();
            let (start, end) = (scan.at, edit.range.end.max(scan.at));
            if scan.bracket(edit.text.trim(), start, end) {
                scan.out.push_instead(edit.text, start, end);
                scan.at = end;
            }
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
        if pest::unicode::XID_CONTINUE(sign) && !is_invisible(c) {
            self.word_char(sign, start, end);
            return;
        }
        self.end_word();
        match c {
            '\n' => self.line_end(start, end),
            '\r' if self.rest().starts_with("\r\n") => self.line_end(start, end + 1),
            '#' | '＃' => self.comment(false),
            '"' | '＂' | '“' | '”' => self.string(c),
            _ if self.forbidden(start, c) => self.leave_out(start, end),
            _ if is_invisible(c) => {
                self.error(start, end, StrayCharacter { found: c });
                self.leave_out(start, end);
            }
            _ => {
                let mut utf8 = [0; 4];
                let text = folded_sign(c).unwrap_or_else(|| sign.encode_utf8(&mut utf8));
                self.sign(text, start, end);
            }
        }
    }

    /// A character that stands for nothing; behind a head, where the slice was cut, it still parts two words.
    fn leave_out(&mut self, start: usize, end: usize) {
        let line = self.out.text.trim_start_matches('\n');
        if head_at(line).is_some_and(|h| h.length == line.len()) {
            self.out.push_instead(" ", start, end);
        }
        self.at = end;
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
        let Some((from, _)) = self.word.take() else { return };
        self.tokens += 1;
        if let Some("按" | "by") = self.out.text.get(from..) {
            self.cases = true;
        }
    }

    fn sign(&mut self, text: &str, start: usize, end: usize) {
        self.tokens += usize::from(text != " ");
        if self.tokens > MAX_CLAUSE {
            let glued = |c: char| c == '-' || pest::unicode::XID_CONTINUE(c);
            let mut last = self.out.text.chars().rev().take(MAX_WORD);
            let word = last.clone().all(glued) && last.any(char::is_alphabetic);
            self.error(start, end, if word { TooLongToken } else { TooLongExpression });
            self.out.stopped = Some(start);
        } else if self.bracket(text, start, end) {
            self.out.push(text, start, end);
            self.at = end;
        }
    }

    /// Keeps count of brackets; false where they are too many.
    fn bracket(&mut self, text: &str, start: usize, end: usize) -> bool {
        let at = self.out.text.len();
        match text {
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
                (self.clause, self.tokens) = (at + 1, 0);
            }
            "}" => {
                self.drop_parens();
                self.open.pop();
                self.cases = false;
                (self.clause, self.tokens) = (at + 1, 0);
            }
            ";" => {
                self.drop_parens();
                self.cases = false;
                (self.clause, self.tokens) = (at + 1, 0);
            }
            _ => {}
        }
        if self.open.len() > MAX_NESTING {
            self.error(start, end, TooDeep);
            self.out.stopped = Some(start);
            return false;
        }
        true
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
        let clause = self.out.text.get(self.clause..at).unwrap_or("");
        if continues(self.rest(), clause, cases) || goes_on(&self.out.text, clause) {
            self.out.text.pop();
            self.out.text.push(' ');
        } else {
            self.lines.push(at);
            if !matches!(self.open.last(), Some(Open::Paren(_))) {
                self.clause = at + 1;
                self.cases = false;
                self.tokens = 0;
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
