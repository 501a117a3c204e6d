//! Every value of a policy, changed by itself, is exactly one change of one field.

use super::{Read, compared, lines, read, shipped};
use jifen_grammar::tree::{Kind, Node};
use std::collections::BTreeMap;

/// The numbers of a declaration, by place; those of labels apart, which name rows.
fn numbers(node: &Node, found: &mut Vec<(usize, usize)>) {
    if node.kind == Kind::number {
        found.push((node.span.start as usize, node.span.end as usize));
    }
    node.children.iter().filter(|c| c.kind != Kind::label).for_each(|c| numbers(c, found));
}

/// The text with another number at a place.
fn with(text: &str, (start, end): (usize, usize)) -> String {
    let number = &text[start..end];
    let other = match number.replace('_', "").parse::<i64>() {
        Ok(n) => (n + 1).to_string(),
        Err(_) => format!("{number}1"),
    };
    format!("{}{other}{}", &text[..start], &text[end..])
}

#[test]
fn a_changed_number_is_one_change() {
    let mut tried = 0;
    for texts in shipped() {
        let original = read(&texts);
        for (file, text) in texts.iter().enumerate() {
            let mut places = Vec::new();
            original.trees[file].declarations.iter().for_each(|d| numbers(d, &mut places));
            for place in places {
                let mut other = texts.clone();
                other[file] = with(text, place);
                // Some numbers can't be changed alone: 3月1日 has no other, a row would overlap.
                let Some(changed) = Read::of(&other.iter().map(String::as_str).collect::<Vec<_>>()) else { continue };
                let found = lines(&compared(&original, &changed));
                assert_eq!(found.len(), 1, "{} at {place:?}: {found:#?}", &text[place.0..place.1]);
                tried += 1;
            }
        }
    }
    assert!(200 < tried, "only {tried} numbers were changed");
}

/// Words that change a rule's meaning, and what they become.
const WORDS: [(&str, &str); 14] = [
    ("不少于", "超过"),
    ("不满", "不超过"),
    ("早于", "晚于"),
    (" 或 ", " 且 "),
    ("取最高\n", "取最低\n"),
    ("择一", "合计"),
    ("满 5年 后计入", "满 5年 后计入,最高 7分"),
    ("当日", "前日"),
    ("3月1日", "2月28日"),
    ("依据 \"第七条", "依据 \"第七七条"),
    ("注 \"", "注 \"又"),
    ("积 0分", "-"),
    ("最高 ", "最低 "),
    ("扣减 ", "积 "),
];

#[test]
fn a_changed_word_is_one_change() {
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for texts in shipped() {
        let original = read(&texts);
        for (from, to) in WORDS {
            for (at, _) in texts[0].match_indices(from) {
                let mut other = texts.clone();
                other[0] = format!("{}{to}{}", &texts[0][..at], &texts[0][at + from.len()..]);
                let Some(changed) = Read::of(&other.iter().map(String::as_str).collect::<Vec<_>>()) else { continue };
                let found = lines(&compared(&original, &changed));
                let comment = texts[0][..at].rsplit('\n').next().is_some_and(|line| line.contains('#'));
                // A cap that becomes a floor is another modifier: one gone, one new.
                let expected = if comment {
                    0
                } else if from == "最高 " {
                    2
                } else {
                    1
                };
                assert_eq!(found.len(), expected, "`{from}` → `{to}` at {at}: {found:#?}");
                *tried.entry(from).or_default() += 1;
            }
        }
    }
    assert!(10 < tried.len(), "words that were never changed: {tried:?}");
}
