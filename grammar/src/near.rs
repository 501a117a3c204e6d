//! The keyword that a drafter may have meant.

use crate::keywords::{Class, KEYWORDS, Language};

/// The head nearest to a line's first word, if one is near.
pub(crate) fn near_head(line: &str) -> Option<String> {
    let end = line.find(|c| !pest::unicode::XID_CONTINUE(c)).unwrap_or(line.len());
    let word: Vec<char> = line.get(..end)?.chars().take(40).collect();
    let mut best: Option<(usize, &'static str)> = None;
    for k in KEYWORDS.iter().filter(|k| k.class == Class::Head) {
        for language in [Language::Zh, Language::En] {
            for spelling in k.spellings(language) {
                let head: Vec<char> = spelling.chars().collect();
                // Any letter is near a head of one letter
                if head.len() < 2 {
                    continue;
                }
                // A Chinese head may be glued to the name behind it
                let part = match language {
                    Language::Zh => word.get(..head.len()).unwrap_or(&word),
                    Language::En => &word,
                };
                let distance = distance(part, &head);
                let most = (head.len() / 3).max(1);
                if distance <= most && best.is_none_or(|(d, _)| distance < d) {
                    best = Some((distance, spelling));
                }
            }
        }
    }
    best.map(|(_, spelling)| spelling.to_owned())
}

/// The word nearest to one that is written, if one is near: a third of its letters may differ, of Chinese words one.
pub(crate) fn nearest<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let letters: Vec<char> = written.to_lowercase().chars().take(40).collect();
    let mut best: Option<(usize, &'w str)> = None;
    for word in words {
        let other: Vec<char> = word.chars().collect();
        let ascii = other.first().is_some_and(char::is_ascii);
        // Of two characters, one is another word: `以前` is not `以上`
        if other.len() < 3 || ascii && other.len() < 4 || letters.first().is_some_and(char::is_ascii) != ascii {
            continue;
        }
        let distance = distance(&letters, &other);
        if (1..=(other.len() / 3).max(1)).contains(&distance)
            && distance < other.len()
            && best.is_none_or(|(d, _)| distance < d)
        {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Edit distance, a swap of neighbours counted once.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1);
            cost = cost.min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}
