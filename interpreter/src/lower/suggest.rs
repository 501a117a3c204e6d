//! What an unknown name may have been meant to be.

use jifen_grammar::keywords::{Class, KEYWORDS, Language};

use super::Lowering;
use crate::diagnostic::Arg;

/// How many steps may be spent on near names in one version; behind them there are no suggestions.
pub(super) const EFFORT: usize = 20_000_000;

impl Lowering<'_> {
    /// `是不是 X?` for the nearest of some names; empty where none is near.
    pub(super) fn near(&mut self, written: &str, names: &[&str]) -> Arg {
        match self.nearest(written, names) {
            Some(name) => Arg::pair(format!("是不是 `{name}`?"), format!("did you mean `{name}`?")),
            None => Arg::from(""),
        }
    }

    fn nearest(&mut self, written: &str, names: &[&str]) -> Option<String> {
        let written: Vec<char> = written.to_lowercase().chars().take(60).collect();
        let most = (written.len() / 3).max(1);
        let mut best: Option<(usize, &str)> = None;
        for name in names {
            let letters: Vec<char> = name.to_lowercase().chars().take(61).collect();
            let near = written.len().abs_diff(letters.len()) <= most;
            self.effort = self.effort.saturating_sub(1 + if near { written.len() * letters.len() } else { 0 });
            if !near || self.effort == 0 {
                continue;
            }
            let distance = distance(&written, &letters);
            let fits = distance <= most && distance < written.len().max(letters.len());
            if fits && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, name));
            }
        }
        best.map(|(_, name)| name.to_owned())
    }

    /// A Chinese name glued to a keyword, taken apart: `周岁不满56` is `周岁 不满 56`.
    pub(super) fn unglued(&self, written: &str) -> Option<String> {
        let known = |name: &str| self.find(name).is_some();
        let number = |text: &str| !text.is_empty() && text.starts_with(|c: char| c.is_ascii_digit());
        let words = || KEYWORDS.iter().filter(|k| k.class == Class::Connective);
        let spelled = || words().flat_map(|k| k.spellings(Language::Zh)).filter(|s| !s.contains(' '));
        let mut best: Option<(usize, String)> = None;
        for (at, _) in written.char_indices() {
            let (before, behind) = written.split_at(at);
            if !before.is_empty() && !known(before) {
                continue;
            }
            for word in spelled() {
                let Some(rest) = behind.strip_prefix(word) else { continue };
                let fits = if before.is_empty() { known(rest) } else { rest.is_empty() || known(rest) || number(rest) };
                let glued = before.is_empty() && number(rest);
                if (fits || glued) && best.as_ref().is_none_or(|(least, _)| *least < word.len()) {
                    let parts = [before, word, rest];
                    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
                    best = Some((word.len(), parts.join(" ")));
                }
            }
        }
        best.map(|(_, text)| text)
    }
}

/// How many letters must be changed, put in, left out or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows: [Vec<usize>; 3] = [Vec::new(), Vec::new(), (0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        rows.rotate_left(1);
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let above = rows.get(1).map_or(&[][..], |r| r);
            let mut least = (at(above, j) + usize::from(x != y)).min(at(above, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i.checked_sub(1).and_then(|i| a.get(i)) == Some(y)
                && j.checked_sub(1).is_some_and(|j| b.get(j) == Some(x));
            if swapped && let Some(before) = rows.first() {
                least = least.min(at(before, j - 1) + 1);
            }
            row.push(least);
        }
        rows[2] = row;
    }
    rows[2].last().copied().unwrap_or(a.len())
}
