//! Which lines continue the clause above them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::characters::folded_char;
use crate::keywords::{Language, keyword};
use crate::tree::Kind;

/// The words that open no clause, hence continue the one above.
const WORDS: [Kind; 14] = [
    Kind::kw_and,
    Kind::kw_or,
    Kind::kw_to,
    Kind::kw_where,
    Kind::kw_is,
    Kind::kw_is_not,
    Kind::kw_no_later,
    Kind::kw_no_earlier,
    Kind::kw_earlier,
    Kind::kw_later,
    Kind::kw_or_more,
    Kind::kw_or_less,
    Kind::kw_per,
    Kind::kw_by_outcome,
];

/// The words that also open a table's case.
const BANDS: [Kind; 5] = [Kind::kw_no_less, Kind::kw_no_more, Kind::kw_less, Kind::kw_below, Kind::kw_over];

/// The modifiers: clauses of their own, or what goes on with one behind a comma.
const MODIFIERS: [Kind; 6] =
    [Kind::kw_cap, Kind::kw_floor, Kind::kw_times, Kind::kw_round_down, Kind::kw_round_up, Kind::kw_round];

/// The clauses, beside the modifiers, that no `为` goes on: behind them it opens a line of its own.
const WHOLE: [Kind; 12] = [
    Kind::kw_only_for,
    Kind::kw_best,
    Kind::kw_least,
    Kind::kw_sum,
    Kind::kw_choose_one,
    Kind::kw_first,
    Kind::kw_agree,
    Kind::kw_count,
    Kind::kw_all,
    Kind::kw_note,
    Kind::kw_reviewed,
    Kind::kw_award,
];

/// The words, beside the modifiers, that go on with a clause whose line ends in a comma.
const BEHIND_COMMA: [Kind; 8] = [
    Kind::kw_award,
    Kind::kw_deduct,
    Kind::kw_by,
    Kind::kw_for_each_full,
    Kind::kw_for_each,
    Kind::kw_for_each_entry,
    Kind::kw_once,
    Kind::kw_over_only,
];

struct Word {
    spelling: &'static str,
    language: Language,
    band: bool,
}

/// All spellings by their first character.
static SPELLINGS: LazyLock<BTreeMap<char, Vec<Word>>> = LazyLock::new(|| {
    let mut all: BTreeMap<char, Vec<Word>> = BTreeMap::new();
    for (kinds, band) in [(&WORDS[..], false), (&BANDS[..], true)] {
        for k in kinds.iter().filter_map(|&kind| keyword(kind)) {
            for language in [Language::Zh, Language::En] {
                // `at most` and `at least` also cap and floor a whole indicator
                for spelling in k.spellings(language).filter(|s| !s.starts_with("at ")) {
                    if let Some(first) = spelling.chars().next() {
                        all.entry(first).or_default().push(Word { spelling, language, band });
                    }
                }
            }
        }
    }
    all
});

/// Whether a line that begins so continues the clause above. `cases`: the clauses are a table's,
/// where a band word opens a case.
pub(crate) fn continues(line: &str, clause: &str, cases: bool) -> bool {
    let line = line.trim_start_matches(|c| c == ' ' || c == '\t' || folded_char(c) == Some(' '));
    let Some(first) = line.chars().next() else {
        return false;
    };
    let first = folded_char(first).unwrap_or(first);
    let signs = ['+', '*', '/', '<', '>', '=', '!', ',', '{', '≥', '≤', '≠', '≧', '≦'];
    let whole = || opens(clause.trim_start(), &WHOLE) || opens(clause.trim_start(), &MODIFIERS);
    if opens(line, &[Kind::kw_is, Kind::kw_is_not]) && whole() {
        return false;
    }
    // A `-` alone: what a table's line does not offer.
    let dash = || line.lines().next().is_some_and(|line| line.trim_end() == "-");
    if clause.trim_end().ends_with(',') && (dash() || opens(line, &BEHIND_COMMA) || opens(line, &MODIFIERS)) {
        return true;
    }
    signs.contains(&first)
        || SPELLINGS.get(&first).is_some_and(|words| words.iter().any(|w| !(w.band && cases) && w.opens(line)))
}

/// Whether a clause of a slice of cases goes on behind its line: it ends in a comma or the arrow.
pub(crate) fn goes_on(slice: &str, clause: &str) -> bool {
    let clause = clause.trim_end();
    (clause.ends_with(',') || clause.ends_with("=>")) && opens(slice.trim_start(), &[Kind::kw_cases])
}

/// Whether a text begins with one of some keywords.
fn opens(text: &str, kinds: &[Kind]) -> bool {
    let all = kinds.iter().filter_map(|&kind| keyword(kind));
    let mut words = all.flat_map(|k| {
        let of = |language| k.spellings(language).map(move |spelling| Word { spelling, language, band: false });
        of(Language::Zh).chain(of(Language::En))
    });
    words.any(|w| w.opens(text))
}

impl Word {
    fn opens(&self, line: &str) -> bool {
        let mut rest = line;
        for (i, word) in self.spelling.split(' ').enumerate() {
            let trimmed = rest.trim_start_matches([' ', '\t']);
            if i > 0 && trimmed.len() == rest.len() {
                return false;
            }
            match trimmed.strip_prefix(word) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        match rest.chars().next() {
            Some(c) if self.language == Language::Zh && c.is_ascii_digit() => true,
            Some(c) => !pest::unicode::XID_CONTINUE(c),
            None => true,
        }
    }
}
