//! A folded text and the way back to the original bytes.

use std::ops::Range;

use crate::error::SyntaxErrorKind;

/// A stretch of folded text and the original bytes it stands for.
#[derive(Debug, Clone, Copy)]
struct Segment {
    folded: usize,
    start: usize,
    end: usize,
}

/// A comment or an empty line that was taken out.
#[derive(Debug, Clone)]
pub(crate) struct Remark {
    /// Where it stood, in the folded text.
    pub at: usize,
    /// Its original bytes.
    pub span: Range<usize>,
    /// A comment's text; `None` for empty lines.
    pub comment: Option<String>,
    /// Whether it has its line to itself.
    pub alone: bool,
}

/// What the pre-scan makes of a slice.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folded {
    /// ASCII punctuation, no comments, a line end only where a clause ends.
    pub text: String,
    segments: Vec<Segment>,
    /// What was taken out, in order.
    pub remarks: Vec<Remark>,
    /// What the scan itself found, in original bytes.
    pub errors: Vec<(Range<usize>, SyntaxErrorKind)>,
    /// The scan gave up here (original bytes): the slice is not to be parsed.
    pub stopped: Option<usize>,
}

impl Folded {
    /// Appends text that stands for the original bytes `start..end`.
    pub(crate) fn push(&mut self, text: &str, start: usize, end: usize) {
        let folded = self.text.len();
        self.text.push_str(text);
        let exact = text.len() == end - start;
        if let Some(last) = self.segments.last_mut() {
            let last_exact = folded - last.folded == last.end - last.start;
            if exact && last_exact && last.end == start {
                last.end = end;
                return;
            }
        }
        self.segments.push(Segment { folded, start, end });
    }

    /// The original byte at which the folded byte `at` begins.
    pub(crate) fn start(&self, at: usize) -> usize {
        let next = self.segments.partition_point(|s| s.folded <= at);
        let Some(s) = next.checked_sub(1).and_then(|i| self.segments.get(i)) else {
            return self.segments.first().map_or(0, |s| s.start);
        };
        let length = self.length(next) - s.folded;
        match at - s.folded {
            0 => s.start,
            inside if length == s.end - s.start => s.start + inside.min(length),
            inside if inside >= length => s.end,
            _ => s.start,
        }
    }

    /// The original byte behind the folded bytes before `at`.
    pub(crate) fn end(&self, at: usize) -> usize {
        let next = self.segments.partition_point(|s| s.folded < at);
        let Some(s) = next.checked_sub(1).and_then(|i| self.segments.get(i)) else {
            return self.segments.first().map_or(0, |s| s.start);
        };
        let length = self.length(next) - s.folded;
        if length == s.end - s.start { s.start + (at - s.folded).min(length) } else { s.end }
    }

    /// A folded range in original bytes.
    pub(crate) fn original(&self, range: Range<usize>) -> Range<usize> {
        let end = self.end(range.end);
        let start = if range.is_empty() { end } else { self.start(range.start) };
        start..end.max(start)
    }

    fn length(&self, next: usize) -> usize {
        self.segments.get(next).map_or(self.text.len(), |s| s.folded)
    }
}
