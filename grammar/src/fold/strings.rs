//! Strings: four kinds of quotes become one, what is inside stays.

use super::Scan;
use crate::error::SyntaxErrorKind::{TooLongToken, UnterminatedString};
use crate::limits::MAX_STRING;

/// Where a string's text ends, and what closes it.
struct Close {
    at: usize,
    quote: usize,
}

impl Scan<'_> {
    pub(super) fn string(&mut self, opener: char) {
        let start = self.at;
        let inside = start + opener.len_utf8();
        let curly = matches!(opener, '“' | '”');
        let closers: &[char] = if curly { &['”'] } else { &['"', '＂'] };
        // A line that was searched in vain is not searched again
        let known = if curly { self.barren.0 } else { self.barren.1 };
        let found = if inside < known { Err(known) } else { self.closing(inside, closers) };
        let torn = found.is_err();
        let close = match found {
            Ok(close) => close,
            Err(line) => {
                *(if curly { &mut self.barren.0 } else { &mut self.barren.1 }) = line;
                self.torn(inside, line)
            }
        };
        let behind = close.at + close.quote;
        if torn {
            self.error(start, behind, UnterminatedString);
        }
        let source = self.source;
        let text = source.get(inside..close.at).unwrap_or("");
        if text.len() > MAX_STRING && text.chars().count() > MAX_STRING {
            self.error(start, behind, TooLongToken);
            self.out.stopped = Some(start);
            return;
        }
        self.out.push("\"", start, inside);
        self.string_text(text, inside);
        self.out.push("\"", close.at, behind);
        self.at = behind;
    }

    /// The first of some closing quotes, backslashes heeded; else where the line ends.
    fn closing(&self, from: usize, closers: &[char]) -> Result<Close, usize> {
        let rest = self.source.get(from..).unwrap_or("");
        let mut escaped = false;
        for (i, c) in rest.char_indices() {
            if c == '\n' {
                let line = rest.get(..i).unwrap_or("");
                return Err(from + line.strip_suffix('\r').unwrap_or(line).len());
            }
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if closers.contains(&c) {
                return Ok(Close { at: from + i, quote: c.len_utf8() });
            }
        }
        Err(self.source.len())
    }

    /// Where a string ends that has no end: at a quote of another kind, in front of a last brace, or with its line.
    fn torn(&self, from: usize, line: usize) -> Close {
        if let Ok(close) = self.closing(from, &['"', '＂', '”']) {
            return close;
        }
        let text = self.source.get(from..line).unwrap_or("").trim_end();
        let text = text.strip_suffix(['{', '｛']).map_or(text, str::trim_end);
        Close { at: from + text.len(), quote: 0 }
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
}
