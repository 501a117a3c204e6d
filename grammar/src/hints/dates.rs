//! Dates in other words: `2017年1月1日`, `1 January 2017`, `2017/1/1`.

use std::ops::Range;

use super::{At, Hint, write};
use crate::error::SyntaxErrorKind;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Characters that a written date may take in front of the place where the grammar gave up.
const BACK: usize = 24;

/// A date around the place, written otherwise than `2017-01-01`.
pub(super) fn written(at: At<'_>) -> Option<Hint> {
    let before = at.before();
    let near: Vec<usize> = before.char_indices().rev().map(|(i, _)| i).take(BACK).collect();
    let starts = std::iter::once(at.at).chain(near).filter(|&i| {
        let joined = before.get(..i).unwrap_or(before).chars().next_back();
        joined.is_none_or(|c| !c.is_ascii_alphanumeric()) && at.text.get(i..).is_some_and(|s| s.starts_with(begins))
    });
    let found = starts.filter_map(|start| {
        let (length, instead) = date(at.text.get(start..)?)?;
        let range = start..start + length;
        (range.end > at.at || at.text.get(range.end..at.at).is_some_and(|s| s.trim().is_empty()))
            .then_some((range, instead))
    });
    let (range, instead) = found.max_by_key(|(range, _)| range.len())?;
    let text = at.text.get(range.clone())?;
    (text != instead).then(|| (range, write(text, instead)))
}

fn begins(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_alphabetic()
}

/// What `2017-1-1` or `2017/01/01` is instead, where the grammar read a sum.
pub(crate) fn in_a_sum(text: &str, range: Range<usize>) -> Option<(Range<usize>, SyntaxErrorKind)> {
    let (length, instead) = date(text.get(range.start..)?)?;
    let written = text.get(range.start..range.start + length)?;
    let day = written.contains(['-', '/']) && written.matches(['-', '/']).count() == 2;
    (day && length == range.len()).then(|| (range, write(written, instead)))
}

/// The date or month at the start of a text: its bytes, and how it is written here.
fn date(text: &str) -> Option<(usize, String)> {
    let mut parts = Parts { rest: text };
    let (year, month, day) = match parts.number() {
        Some(first) if (1000..=9999).contains(&first) => {
            let separator = parts.one(&["年", "-", "/", "."])?;
            parts.blank();
            let month = parts.number()?;
            let day = match separator {
                "年" => {
                    parts.blank();
                    parts.one(&["月份", "月"])?;
                    let mut further = Parts { rest: parts.rest };
                    further.blank();
                    let day = further.number().filter(|_| further.one(&["日", "号"]).is_some());
                    if day.is_some() {
                        parts = further;
                    }
                    day
                }
                sign => {
                    let mut further = Parts { rest: parts.rest };
                    let day = further.one(&[sign]).and_then(|_| further.number());
                    if day.is_some() {
                        parts = further;
                    }
                    day
                }
            };
            if separator == "." && day.is_none() {
                return None;
            }
            (first, month, day)
        }
        Some(day) => {
            parts.one(&["st", "nd", "rd", "th"]);
            parts.blank();
            let month = parts.month()?;
            parts.one(&[",", "."]);
            parts.blank();
            (parts.number()?, month, Some(day))
        }
        None => {
            let month = parts.month()?;
            parts.one(&["."]);
            parts.blank();
            let day = parts.number()?;
            if day > 31 {
                (day, month, None)
            } else {
                parts.one(&["st", "nd", "rd", "th"]);
                parts.one(&[","]);
                parts.blank();
                (parts.number()?, month, Some(day))
            }
        }
    };
    if !(1000..=9999).contains(&year) || !(1..=12).contains(&month) || day.is_some_and(|d| !(1..=31).contains(&d)) {
        return None;
    }
    let written = match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    };
    Some((text.len() - parts.rest.len(), written))
}

struct Parts<'a> {
    rest: &'a str,
}

impl<'a> Parts<'a> {
    fn number(&mut self) -> Option<u32> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let number = self.rest.get(..end)?.parse().ok().filter(|_| end <= 4)?;
        self.rest = self.rest.get(end..)?;
        Some(number)
    }

    fn one<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let word = words.iter().find(|w| self.rest.starts_with(**w))?;
        self.rest = self.rest.get(word.len()..)?;
        Some(word)
    }

    fn blank(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    fn month(&mut self) -> Option<u32> {
        let end = self.rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let word = self.rest.get(..end)?.to_ascii_lowercase();
        let month =
            MONTHS.iter().position(|m| *m == word || word.len() >= 3 && word.len() <= 4 && m.starts_with(&*word))?;
        self.rest = self.rest.get(end..)?;
        Some(month as u32 + 1)
    }
}
