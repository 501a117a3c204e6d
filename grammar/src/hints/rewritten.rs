//! Parts of a sentence that stand in another order or between other signs.

use super::{At, Hint, Place, is_word, write};
use crate::error::SyntaxErrorKind::{DashRange, WriteInstead};
use crate::keywords::{Class, KEYWORDS, Language};
use crate::tree::Kind;

/// Each of them in turn.
pub(super) fn rewritten(at: At<'_>) -> Option<Hint> {
    label(at)
        .or_else(|| comment(at))
        .or_else(|| from_to(at))
        .or_else(|| day_band(at))
        .or_else(|| band(at))
        .or_else(|| quoted_value(at))
        .or_else(|| set(at))
        .or_else(|| between(at))
        .or_else(|| values(at))
        .or_else(|| arrow(at))
        .or_else(|| condition_behind(at))
        .or_else(|| award_first(at))
        .or_else(|| in_parentheses(at))
        .or_else(|| comma_in_case(at))
        .or_else(|| call(at))
}

/// `1. 凡 …`, `一、凡 …`, `① 凡 …`: a line's label stands in parentheses.
fn label(at: At<'_>) -> Option<Hint> {
    if !at.is(Place::Start) && !at.is(Place::Outcome) {
        return None;
    }
    let rest = at.rest();
    let end = rest.find(|c: char| !is_label(c)).filter(|end| *end > 0)?;
    let behind = rest.get(end..)?;
    let mark = behind.chars().next().filter(|c| matches!(c, '.' | ',' | ')' | '】' | ':' | ' ' | '\u{FE0E}'));
    let circled = rest.starts_with(|c| ('①'..='⑳').contains(&c));
    let behind = behind.get(mark.map_or(0, char::len_utf8)..)?.trim_start();
    let opens = ["凡", "积", "扣减", "按", "其余", "when ", "award ", "deduct ", "by ", "otherwise"];
    if mark.is_none() && !circled || !opens.iter().any(|w| behind.starts_with(w)) {
        return None;
    }
    let number: String = match rest.chars().next() {
        Some(c @ '①'..='⑳') => (u32::from(c) - u32::from('①') + 1).to_string(),
        _ => rest.get(..end)?.to_owned(),
    };
    let found = rest.get(..rest.len() - behind.len())?.trim_end();
    Some((at.at..at.at + found.len(), write(found, format!("({number})"))))
}

fn is_label(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || ('①'..='⑳').contains(&c)
}

/// `from 10 points to 15 points`, `由 10分 至 15分`: read as a period, where the new value stands behind `into`.
fn from_to(at: At<'_>) -> Option<Hint> {
    if !at.expected.contains(&Kind::kw_into) {
        return None;
    }
    let found = [(" from ", "to", "into"), (" 由 ", "至", "修改为"), (" 由 ", "到", "修改为")];
    let (start, word, instead) = found.into_iter().find_map(|(opens, word, instead)| {
        let value = at.before().rfind(opens)? + opens.len();
        let joined = at.text.get(value..at.at)?.rfind(&format!(" {word} "))?;
        Some((value + joined + 1, word, instead))
    })?;
    Some((start..start + word.len(), write(word, instead.to_owned())))
}

/// `// 备注`: a comment begins with `#`.
fn comment(at: At<'_>) -> Option<Hint> {
    let places = at.at.checked_sub(1).into_iter().chain([at.at]);
    let start = places.into_iter().find(|i| at.text.get(*i..).is_some_and(|t| t.starts_with("//")))?;
    let end = at.text.get(start..)?.find('\n').map_or(at.text.len(), |i| start + i);
    let found = at.text.get(start..end)?.trim_end();
    let text = found.trim_start_matches('/').trim_start();
    (!at.is(Place::Operator)).then(|| (start..start + found.len(), write(found, format!("# {text}"))))
}

/// `在 2017-01-01 以前`, `2017-01-01 之后`: a day compared.
fn day_band(at: At<'_>) -> Option<Hint> {
    let (range, word) = at.token();
    let (zh, en) = match word {
        "以前" | "之前" | "前" => ("早于", "before"),
        "以后" | "之后" | "后" => ("晚于", "after"),
        "起" | "以来" => ("不早于", "no earlier than"),
        "止" => ("不晚于", "no later than"),
        _ => return None,
    };
    let before = at.before().trim_end();
    let day = before.rsplit(' ').next().filter(|d| !d.is_empty() && at.is(Place::Operator))?;
    let front = before.strip_suffix(day)?.trim_end();
    let start = match front.strip_suffix('在').or(front.strip_suffix(" in")) {
        Some(front) => front.trim_end().len(),
        None => before.len() - day.len(),
    };
    let found = at.text.get(start..range.end)?;
    let shift = found.len() - found.trim_start().len();
    let kind = WriteInstead { found: found.trim().to_owned(), zh: format!("{zh} {day}"), en: format!("{en} {day}") };
    Some((start + shift..range.end, kind))
}

/// `学历 本科以上`, `学历 为 本科 以上`: a band stands behind `在`.
fn band(at: At<'_>) -> Option<Hint> {
    if !at.is(Place::Operator) {
        return None;
    }
    let (range, word) = at.token();
    let joint = ["以上", "以下"].into_iter().find(|w| word.ends_with(w))?;
    let before = at.before().trim_end();
    let (start, value) = match word.strip_suffix(joint)? {
        "" => {
            let value = before.rsplit(' ').next()?;
            let front = before.strip_suffix(value)?.trim_end().strip_suffix('为')?;
            (front.len(), value)
        }
        value => (range.start, value),
    };
    let found = at.text.get(start..range.end)?;
    Some((start..range.end, write(found, format!("在 {value} {joint}"))))
}

/// `其余,积 0分` in a table: there no comma stands in front of the award.
fn comma_in_case(at: At<'_>) -> Option<Hint> {
    let (_, word) = at.token();
    let gives = matches!(word, "积" | "扣减" | "award" | "deduct");
    let before = at.before().trim_end();
    let comma = before.len().checked_sub(1)?;
    let case = at.expected.contains(&Kind::case) && !at.is(Place::Operator);
    (gives && case && before.ends_with(',')).then(|| (comma..before.len(), write(",", "")))
}

/// `any penalties`, `计数 处罚`: what a function is asked of stands in parentheses.
fn call(at: At<'_>) -> Option<Hint> {
    if !at.is(Place::Operator) {
        return None;
    }
    let (range, word) = at.token();
    let before = at.before().trim_end();
    let start = before.trim_end_matches(is_word).len();
    let name = before.get(start..)?;
    let functions = KEYWORDS.iter().filter(|k| k.class == Class::Function);
    let known = functions.flat_map(|k| k.spellings(Language::Zh).chain(k.spellings(Language::En))).any(|s| s == name);
    let operand = word.starts_with(|c: char| c.is_alphabetic());
    (known && operand)
        .then(|| (start..range.end, write(at.text.get(start..range.end).unwrap_or(""), format!("{name}({word})"))))
}

/// `依据 第六条`, `注 《办法》`: a text that wants its quotes.
pub(super) fn unquoted(at: At<'_>) -> Option<Hint> {
    let rest = at.rest();
    let opened = |c: char| matches!(c, '\'' | '「' | '『' | '‘' | '’' | '`');
    let all = at.expected.iter().all(|k| matches!(k, Kind::string));
    let title = at.expected.iter().any(|k| matches!(k, Kind::string | Kind::title)) && !at.is(Place::Operand);
    if !(all || title && rest.starts_with(|c| opened(c) || c == '《')) {
        return None;
    }
    let end = rest.find(['{', ';', '\n', '"']).unwrap_or(rest.len());
    let end = rest.get(..end)?.find(',').filter(|_| !rest.starts_with(opened)).unwrap_or(end);
    let found = rest.get(..end)?.trim_end();
    let bare = found.trim_matches(|c| opened(c) || matches!(c, '」' | '』'));
    (!bare.is_empty()).then(|| (at.at..at.at + found.len(), write(found, format!("\"{bare}\""))))
}

/// `'硕士'`, `「硕士」` where a value stands: values have no quotes.
fn quoted_value(at: At<'_>) -> Option<Hint> {
    if !at.is(Place::Operand) && !at.is(Place::Range) {
        return None;
    }
    let rest = at.rest();
    let opener = rest.chars().next()?;
    let closer = match opener {
        '\'' | '`' => opener,
        '‘' | '’' => '’',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '【' => '】',
        _ => return None,
    };
    let inside = rest.get(opener.len_utf8()..)?;
    let end = inside.find(closer)?;
    let value = inside.get(..end)?.trim();
    let length = opener.len_utf8() + end + closer.len_utf8();
    (!value.is_empty() && !value.contains('\n'))
        .then(|| (at.at..at.at + length, write(rest.get(..length).unwrap_or(""), value)))
}

/// `in [a, b]`, `in {a, b}`: a set stands in parentheses.
fn set(at: At<'_>) -> Option<Hint> {
    let rest = at.rest();
    let closer = match rest.chars().next()? {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    if !at.is(Place::Range) && !at.is(Place::Operand) {
        return None;
    }
    let end = rest.find(closer)?;
    let inside = rest.get(1..end)?.trim();
    (!inside.contains('\n'))
        .then(|| (at.at..at.at + end + 1, write(rest.get(..=end).unwrap_or(""), format!("({inside})"))))
}

/// `56-60`, `56~60`, `56—60`; or `0-100` in front of the place, where `..` was expected.
pub(super) fn dash(at: At<'_>) -> Option<Hint> {
    let before = at.before().trim_end();
    let word = before.rsplit([' ', '\t', '(', ',']).next()?;
    if let Some((from, to)) = word.split_once('-')
        && from.starts_with(|c: char| c.is_ascii_digit())
        && to.starts_with(|c: char| c.is_ascii_digit())
        && !to.contains('-')
        && from.len() != 4
    {
        let range = before.len() - word.len()..before.len();
        return Some((range, DashRange { instead: format!("{from}..{to}") }));
    }
    let rest = at.rest();
    let sign = rest.chars().next().filter(|c| matches!(c, '~' | '—' | '–' | '-' | '〜' | '～' | '至' | '到'))?;
    let after = rest.trim_start_matches(sign).trim_start();
    let right_at = at.text.len() - after.len();
    let part = |c: char| is_word(c) || c == '.' || c == '%';
    let right = after.split(|c| !part(c)).next().filter(|r| r.starts_with(|c: char| c.is_ascii_digit()))?;
    let left = before.rsplit(|c| !part(c)).next()?;
    left.starts_with(|c: char| c.is_ascii_digit()).then(|| {
        let range = before.len() - left.len()..right_at + right.len();
        (range, DashRange { instead: format!("{left}..{right}") })
    })
}

/// `5到9`, which reads as a number with the unit `到9`: a range.
pub(crate) fn range_in_a_unit(text: &str, unit: std::ops::Range<usize>) -> Option<Hint> {
    let name = text.get(unit.clone())?;
    let joint = ["到", "至"].into_iter().find(|j| name.contains(j))?;
    let (of, to) = name.split_once(joint)?;
    if !to.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let before = text.get(..unit.start)?.trim_end();
    let from = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let instead = format!("{}{of}..{to}", before.get(from.len()..)?);
    Some((from.len()..unit.end, DashRange { instead }))
}

/// `between 50 and 60`, `from 50 to 60`, `介于 50 和 60 之间`: a range.
fn between(at: At<'_>) -> Option<Hint> {
    if !at.is(Place::Operator) && !at.is(Place::Range) {
        return None;
    }
    let text = at.text;
    let openers = ["is between ", "between ", "is from ", "from ", "介于 ", "介于", "处于 "];
    let start = openers.iter().find_map(|o| {
        let found = text.match_indices(o).find(|(i, _)| *i <= at.at && at.at <= i + o.len() + 1);
        found.map(|(i, _)| (i, o.len()))
    });
    let (start, length) = start?;
    let inner = text.get(start + length..)?;
    let end = inner.find([',', '\n', ';', '{', ')']).unwrap_or(inner.len());
    let inner = inner.get(..end)?;
    for joint in [" and ", " to ", "和", "与", "至", "到"] {
        let Some((low, high)) = inner.split_once(joint) else { continue };
        let high = high.trim().trim_end_matches('的').trim_end().trim_end_matches("之间").trim_end();
        let high = high.split(' ').next().filter(|h| h.starts_with(|c: char| c.is_ascii_digit()))?;
        let low = low.trim();
        let stop = text.get(start..)?.find(high).filter(|_| low != high)? + start;
        let stop = text.get(stop..)?.find(high)? + stop + high.len();
        let stop = if text.get(stop..)?.trim_start().starts_with("之间") {
            text.get(stop..)?.find("之间")? + stop + 6
        } else {
            stop
        };
        let kind = WriteInstead {
            found: text.get(start..stop)?.to_owned(),
            zh: format!("在 {low}..{high}"),
            en: format!("in {low}..{high}"),
        };
        return Some((start..stop, kind));
    }
    None
}

/// `学历 为 硕士、本科 的`: several values stand in parentheses.
fn values(at: At<'_>) -> Option<Hint> {
    if !at.is(Place::Give) || !at.rest().starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let before = at.before().trim_end().strip_suffix(',')?;
    let first = before.rsplit(|c: char| !is_word(c) && c != ' ').next()?.split_whitespace().next_back()?;
    let front = before.trim_end().strip_suffix(first)?.trim_end();
    let operator =
        ["不为", "不在", "为", "在", "is not", "not in", "is", "in", "="].into_iter().find(|w| front.ends_with(w))?;
    let start = front.len() - operator.len();
    let mut end = at.at;
    let mut all = vec![first];
    loop {
        let rest = at.text.get(end..)?;
        let word = rest.split(|c: char| !is_word(c)).next().filter(|w| !w.is_empty())?;
        all.push(word);
        end += word.len();
        let behind = at.text.get(end..)?;
        let next = behind.trim_start();
        let further = next.strip_prefix(',').map(str::trim_start).filter(|n| {
            let word = n.split(|c: char| !is_word(c)).next().unwrap_or("");
            !word.is_empty() && !matches!(word, "积" | "扣减" | "award" | "deduct" | "按" | "by" | "or" | "and")
        });
        match further {
            Some(further) => end = at.text.len() - further.len(),
            None => break,
        }
    }
    let not = operator.starts_with('不') || operator.contains("not");
    let set = all.join(", ");
    let kind = WriteInstead {
        found: at.text.get(start..end)?.to_owned(),
        zh: format!("{} ({set})", if not { "不在" } else { "在" }),
        en: format!("{} ({set})", if not { "not in" } else { "in" }),
    };
    Some((start..end, kind))
}

/// `college -> 50 points` in a table, where the grammar read a minus.
fn arrow(at: At<'_>) -> Option<Hint> {
    let double = at.rest().starts_with("=>");
    let start = if double { at.at } else { at.at.checked_sub(1)? };
    let arrow = at.text.get(start..)?.strip_prefix(if double { "=>" } else { "->" })?.trim_start();
    let gives = ["积", "扣减", "award", "deduct"].iter().any(|w| arrow.starts_with(w));
    let row = ["凡", "when ", "如果", "if "].iter().any(|w| parted(at.text).1.starts_with(w));
    let place = if double { gives && at.is(Place::Operator) } else { at.is(Place::Operand) && !at.is(Place::Operator) };
    let (zh, en) = match (row, gives) {
        (true, _) => ("的,", ","),
        (false, true) => ("", ""),
        (false, false) => ("积", "award"),
    };
    let found = at.text.get(start..start + 2)?.to_owned();
    place.then(|| (start..start + 2, WriteInstead { found, zh: zh.to_owned(), en: en.to_owned() }))
}

/// `award 5 points if permit`: the condition stands in front.
fn condition_behind(at: At<'_>) -> Option<Hint> {
    let word =
        ["when ", "if ", "where ", "凡 ", "如果 ", "若 ", "当 "].into_iter().find(|w| at.rest().starts_with(w))?;
    if !at.is(Place::Tail) || at.text.contains('\n') {
        return None;
    }
    let (label, front) = parted(at.before());
    let condition = at.rest().get(word.len()..)?.trim().trim_end_matches('的').trim_end();
    if !["积", "扣减", "award", "deduct"].iter().any(|w| front.starts_with(w)) || condition.is_empty() {
        return None;
    }
    let kind = WriteInstead {
        found: word.trim().to_owned(),
        zh: format!("凡 {condition} 的,{front}"),
        en: format!("when {condition}, {front}"),
    };
    Some((label..at.text.trim_end().len(), kind))
}

/// `by a to b, award 2 points for each full 1 year`: the unit stands in front of the award.
fn award_first(at: At<'_>) -> Option<Hint> {
    let rest = at.rest();
    let gives = ["积", "扣减", "award ", "deduct "].iter().any(|w| rest.starts_with(w));
    if !at.expected.contains(&Kind::each) || !gives {
        return None;
    }
    let unit = ["for each", "每满", "每"].into_iter().find_map(|w| rest.find(w))?;
    let (award, each) = (rest.get(..unit)?.trim(), rest.get(unit..)?.trim());
    (!each.contains([',', '\n', '{']))
        .then(|| (at.at..at.at + rest.trim_end().len(), write(rest.trim_end(), format!("{each} {award}"))))
}

/// `积 5分(最高 30分)`, `积 5分(含学士)`: a cap stands behind a comma, a remark in a note.
fn in_parentheses(at: At<'_>) -> Option<Hint> {
    let rest = at.rest();
    if !at.is(Place::Tail) || !rest.starts_with('(') {
        return None;
    }
    let end = rest.find(')')?;
    let inside = rest.get(1..end)?.trim();
    let found = rest.get(..=end)?;
    let caps = ["最高", "最多", "不超过", "上限", "封顶", "at most", "max", "up to", "no more than", "capped at"];
    let digits = inside.find(|c: char| c.is_ascii_digit());
    let (zh, en) = match (caps.iter().any(|w| inside.starts_with(w)), digits) {
        (true, Some(at)) => {
            let amount = inside.get(at..)?.trim();
            (format!(",最高 {amount}"), format!(", at most {amount}"))
        }
        _ if inside.contains('"') || inside.is_empty() => return None,
        _ => (format!("注 \"{inside}\""), format!("note \"{inside}\"")),
    };
    Some((at.at..at.at + found.len(), WriteInstead { found: found.to_owned(), zh, en }))
}

/// Where a line begins behind its label, and the line without it.
fn parted(line: &str) -> (usize, &str) {
    let trimmed = line.trim_start();
    let behind =
        trimmed.strip_prefix('(').and_then(|l| l.split_once(')')).map_or(trimmed, |(_, rest)| rest.trim_start());
    (line.len() - behind.len(), behind.trim_end())
}
