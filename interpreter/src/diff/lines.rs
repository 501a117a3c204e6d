//! Texts side by side: which lines stand beside which, and what differs inside a line, Chinese by character.

use super::part::likeness;
use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// Up to so many lines on either side, replaced lines are put beside those that they are most like.
const MOST_ALIGNED: usize = 60;

/// From so much in common on, in hundredths, two lines are the same line, changed.
const ALIKE: usize = 40;

/// A row of two columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The older text's line; none where the line is new.
    pub old: Option<Line>,
    /// The newer text's line; none where the line is gone.
    pub new: Option<Line>,
    /// Whether both are the same.
    pub same: bool,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its text in pieces.
    pub pieces: Vec<Piece>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether the other side has it otherwise.
    pub changed: bool,
}

/// Two texts, line beside line.
pub fn side_by_side(old: &str, new: &str) -> Vec<Row> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        let (tag, left, right) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            let plain = |at: usize, all: &[&str]| Some(whole(at, all, false));
            rows.extend(left.zip(right).map(|(i, j)| Row { old: plain(i, &old), new: plain(j, &new), same: true }));
        } else {
            replaced(&old, &new, left, right, &mut rows);
        }
    }
    rows
}

fn whole(at: usize, lines: &[&str], changed: bool) -> Line {
    let text = lines.get(at).copied().unwrap_or_default().to_owned();
    Line { number: at + 1, pieces: vec![Piece { text, changed }] }
}

/// Lines that took the place of others: each beside the one that it is like, in order.
fn replaced(old: &[&str], new: &[&str], left: Range<usize>, right: Range<usize>, rows: &mut Vec<Row>) {
    let (mut i, mut j) = (left.start, right.start);
    for (x, y) in aligned(old, new, &left, &right) {
        one_sided(old, new, i..x, j..y, rows);
        let (a, b) = pieces(old.get(x).unwrap_or(&""), new.get(y).unwrap_or(&""));
        let (a, b) = (Line { number: x + 1, pieces: a }, Line { number: y + 1, pieces: b });
        rows.push(Row { old: Some(a), new: Some(b), same: false });
        (i, j) = (x + 1, y + 1);
    }
    one_sided(old, new, i..left.end, j..right.end, rows);
}

fn one_sided(old: &[&str], new: &[&str], left: Range<usize>, right: Range<usize>, rows: &mut Vec<Row>) {
    rows.extend(left.map(|i| Row { old: Some(whole(i, old, true)), new: None, same: false }));
    rows.extend(right.map(|j| Row { old: None, new: Some(whole(j, new, true)), same: false }));
}

/// Pairs of lines, ascending on both sides, that have most in common altogether.
fn aligned(old: &[&str], new: &[&str], left: &Range<usize>, right: &Range<usize>) -> Vec<(usize, usize)> {
    let (n, m) = (left.len(), right.len());
    if MOST_ALIGNED < n || MOST_ALIGNED < m {
        return left.clone().zip(right.clone()).collect();
    }
    let cut = |at: usize, all: &[&str]| -> Vec<String> {
        tokens(all.get(at).copied().unwrap_or_default().trim()).into_iter().map(str::to_owned).collect()
    };
    let (a, b): (Vec<_>, Vec<_>) =
        (left.clone().map(|i| cut(i, old)).collect(), right.clone().map(|j| cut(j, new)).collect());
    let score = |i: usize, j: usize| match (a.get(i), b.get(j)) {
        (Some(x), Some(y)) => Some(likeness(x, y)).filter(|s| ALIKE <= *s).unwrap_or(0),
        _ => 0,
    };
    // best[i][j]: the most that the lines from i and from j on can have in common.
    let mut best = vec![vec![0; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let both = score(i, j) + best[i + 1][j + 1];
            best[i][j] = both.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < n && j < m {
        if best[i][j] == best[i + 1][j] {
            i += 1;
        } else if best[i][j] == best[i][j + 1] {
            j += 1;
        } else {
            pairs.push((left.start + i, right.start + j));
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}

/// What differs inside a text. A blank between two changes belongs to them.
pub fn pieces(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (a, b) = (tokens(old), tokens(new));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    for (at, op) in ops.iter().enumerate() {
        let (tag, i, j) = op.as_tag_tuple();
        let (x, y) = (a.get(i).unwrap_or_default(), b.get(j).unwrap_or_default());
        let between = 0 < at && at + 1 < ops.len() && x.iter().all(|t| t.trim().is_empty());
        let changed = tag != DiffTag::Equal || between;
        push(&mut left, x, changed);
        push(&mut right, y, changed);
    }
    (left, right)
}

fn push(pieces: &mut Vec<Piece>, tokens: &[&str], changed: bool) {
    let text = tokens.concat();
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.changed == changed => last.text.push_str(&text),
        _ => pieces.push(Piece { text, changed }),
    }
}

/// Numbers, dates and words of Latin letters as a whole, everything else by character.
fn tokens(text: &str) -> Vec<&str> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // The sign inside a date or a decimal.
        let inside = matches!(c, '-' | '.') && digit(before) && digit(chars.peek().map(|p| p.1));
        let joined = word(c) && before.is_some_and(word) || inside;
        if at > start && !joined {
            tokens.extend(text.get(start..at));
            start = at;
        }
        // Behind such a sign the number goes on.
        before = if inside { before } else { Some(c) };
    }
    tokens.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> (String, String) {
        let show = |all: &[Piece]| {
            let one = |p: &Piece| if p.changed { format!("[{}]", p.text) } else { p.text.clone() };
            all.iter().map(one).collect::<String>()
        };
        let (a, b) = pieces(old, new);
        (show(&a), show(&b))
    }

    #[test]
    fn chinese_by_character_numbers_and_dates_as_a_whole() {
        let (a, b) = marked("最近三十六个月内,施行 2018-01-01", "最近四十八个月内,施行 2023-01-01");
        assert_eq!(a, "最近[三]十[六]个月内,施行 [2018-01-01]");
        assert_eq!(b, "最近[四]十[八]个月内,施行 [2023-01-01]");
        assert_eq!(marked("at most 100 points", "at most 120 points").1, "at most [120] points");
        assert_eq!(marked("as it was", "as they were").1, "as [they were]");
    }

    #[test]
    fn lines_stand_beside_those_that_they_are_like() {
        let rows = side_by_side("甲\n最高 30分\n取最高\n丙", "甲\n新的一行\n最高 40分\n取最高\n丙");
        let sides: Vec<(usize, usize)> = rows
            .iter()
            .map(|r| (r.old.as_ref().map_or(0, |l| l.number), r.new.as_ref().map_or(0, |l| l.number)))
            .collect();
        assert_eq!(sides, [(1, 1), (0, 2), (2, 3), (3, 4), (4, 5)]);
        assert!(side_by_side("", "").is_empty());
    }
}
