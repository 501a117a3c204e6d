//! Words that drafters write, and what they are called here.

use super::Place::{
    self, Case, Day, Each, Give, Head, Modifier, Operand, Operator, Outcome, Policy, Range, Start, Tail, Then, Verdict,
};
use super::{At, Hint, is_word};
use crate::error::SyntaxErrorKind::WriteInstead;
use crate::near::nearest;

/// Where they are written, the words, and what to write in Chinese and in English.
type Phrases = (&'static [Place], &'static str, &'static str, &'static str);

/// The longest that fits counts. A phrase in English may begin with words that the grammar took for names.
const PHRASES: &[Phrases] = &[
    (
        &[Operator, Operand],
        "大于等于|大于或等于|大于或者等于|大于、等于|不小于|高于等于|不少於|达到|达到或超过|等于或大于|=>|is at least|\
         is no less than|is not less than|not less than|isn't less than|no fewer than|not below|is not below|is minimum|\
         greater than or equal to|is greater than or equal to|more than or equal to|is more than or equal to|reaches|\
         has reached|is >=|at minimum",
        "不少于",
        "no less than",
    ),
    (
        &[Operator, Operand],
        "小于等于|小于或等于|小于或者等于|不大于|低于等于|等于或小于|=<|is at most|is no more than|not more than|\
         is not more than|not over|is not over|less than or equal to|is less than or equal to|up to|is up to|does not exceed|\
         doesn't exceed|not exceeding|not above|is not above|no greater than|not greater than|is <=",
        "不超过",
        "no more than",
    ),
    (
        &[Operator, Operand],
        "大于|超出|超过了|大過|is over|is more than|is greater than|is above|greater than|greater|exceeds|exceed|exceeding|\
         bigger than|higher than|is higher than|larger than|older than|is older than|longer than|is >|beyond",
        "超过",
        "over",
    ),
    (
        &[Operator, Operand],
        "小于|不足|未满|不到|未达到|未达|is less than|is under|under|fewer than|is fewer than|fewer|smaller than|lower than|\
         is lower than|is below|younger than|is younger than|shorter than|is <|less then",
        "不满",
        "less than",
    ),
    (&[Operator, Operand], "==|===", "=", "="),
    (&[Operator, Operand], "<>|=!", "!=", "!="),
    (&[Operator, Operand], "等于|即为|是|is equal to|equal to|equals|equal|are|was|is =", "为", "is"),
    (&[Operator, Operand], "不等于|不是|is not equal to|not equal to|isn't|are not|aren't|is !=", "不为", "is not"),
    (
        &[Operator, Operand],
        "属于|介于|位于|is in|is within|within|is one of|one of|in the|is any of|any of",
        "在",
        "in",
    ),
    (&[Operator, Operand], "不属于|is not in|isn't in|is none of|none of", "不在", "not in"),
    (
        &[Operator, Operand],
        "不迟于|早于或等于|早于等于|on or before|is on or before|before or on|not after|is not after|not later than|\
         is not later than|is no later than|by no later than",
        "不晚于",
        "no later than",
    ),
    (
        &[Operator, Operand],
        "晚于或等于|晚于等于|on or after|is on or after|after or on|not before|is not before|since|not earlier than|\
         is not earlier than|is no earlier than",
        "不早于",
        "no earlier than",
    ),
    (&[Operator, Operand], "迟于|later than|is later than|is after|later", "晚于", "after"),
    (&[Operator, Operand], "先于|earlier than|is earlier than|is before|prior to|earlier", "早于", "before"),
    (&[Operator], "并且|而且|并|同时|和|及|与|以及|&&|&|as well as|but", "且", "and"),
    (&[Operator], "或者|亦或|or else", "或", "or"),
    (&[Operator], "到|->|until|till|through", "至", "to"),
    (&[Operand], "非|不是|!", "不", "not"),
    (&[Operator, Operand], "满|已满", "不少于", "no less than"),
    (
        &[Operator],
        "在 近|在 过去|近|过去|in past|in the past|in the last|within the last|within the past|within last|in previous",
        "在 最近",
        "in last",
    ),
    (&[Operator, Operand], "the", "", ""),
    (
        &[Start, Outcome, Case],
        "如果|如|若|当|假如|假使|只要|凡是|对于|对|if|where|in case|provided that|provided",
        "凡",
        "when",
    ),
    (&[Start, Outcome, Case], "除非|unless", "凡 不", "when not"),
    (
        &[Start, Outcome, Case],
        "否则|其他|其它|其余的|其他情况|其它情况|其他人员|else|others|other|default|in all other cases|all others|or else",
        "其余",
        "otherwise",
    ),
    (
        &[Start, Modifier],
        "上限|上限为|封顶|最多|至多|最大|最高不超过|总分不超过|maximum|maximum of|max|max.|cap|cap at|capped at|limit|limit to|\
         limited to|no more than|up to|not more than|at the most|at maximum",
        "最高",
        "at most",
    ),
    (
        &[Tail],
        "上限|封顶|最多|至多|不超过|最高|最高不超过|maximum|maximum of|max|max.|capped at|limited to|no more than|up to|at most",
        ",最高",
        ", at most",
    ),
    (&[Tail], "下限|最少|不低于|最低|minimum|min|no less than|at least", ",最低", ", at least"),
    (
        &[Start, Modifier],
        "下限|下限为|保底|最少|minimum|minimum of|min|min.|floor|no less than|at the least",
        "最低",
        "at least",
    ),
    (&[Start, Modifier], "乘以|×|x|multiplied by|multiply by", "乘", "times"),
    (
        &[Start, Give],
        "得|加|计|给|给予|可得|可积|可加|加分|得分|计分|记|计为|奖励|奖|积分|获得|score|scores|give|gives|grant|grants|add|\
         adds|gets|get|receive|receives|bonus|earn|earns|awards|awarded|is awarded|→|+|award of",
        "积",
        "award",
    ),
    (&[Give], ":|=|->|=>", "积", "award"),
    (
        &[Start, Give],
        "扣|扣除|减|减去|扣分|减分|扣掉|subtract|subtracts|minus|lose|loses|penalty|deducts|deduct of|take off",
        "扣减",
        "deduct",
    ),
    (&[Give], "-", "扣减", "deduct"),
    (&[Tail, Then, Head], "根据|按照|参照|under|according to|see|pursuant to|cf.|as per", "依据", "per"),
    (&[Start], "根据|按照|依照|according to|depending on|based on", "按", "by"),
    (&[Each], ":", "{", "{"),
    (&[Then], "则|那么|就|时|者|的话|的时候|:|then", "的,", ","),
    (&[Start, Tail], "备注|说明|注释|注明|remark|comment|remarks", "注", "note"),
    (
        &[Start],
        "取最大|取最大值|取最高分|取高|从高|就高|择优|择高|highest|the best|take the best|the highest|maximum of all",
        "取最高",
        "best",
    ),
    (&[Start], "取最小|取最小值|从低|就低|lowest|the lowest|the least", "取最低", "least"),
    (&[Start], "累计|相加|求和|加总|add up|total of all", "合计", "sum"),
    (&[Tail], "。|.|!", "", ""),
    (
        &[Policy],
        "施行日期|施行时间|生效日期|生效|实施日期|实施|起施行|effective|effective from|effective date|in force from|in force since|valid from|starts",
        "施行",
        "in force",
    ),
    (&[Policy], "公布日期|发布日期|发布|印发日期|印发|published|publication|issued|announced on", "公布", "announced"),
    (
        &[Policy],
        "有效期|有效期到|失效日期|失效|截止日期|expires on|valid until|valid to|until|ends",
        "有效期至",
        "expires",
    ),
    (&[Policy], "文件号|编号|字号|document|reference", "文号", "number"),
    (&[Policy], "替代|代替|取代|replaces|supersedes", "废止", "repeals"),
    (&[Day], "from|on|since|as of|自|从|于|为|:|=", "", ""),
    (
        &[Each],
        "每年|每一年|每满一年|每满年|满一年|each year|every year|per year|for every year|a year",
        "每满 1年",
        "for each full 1 year",
    ),
    (
        &[Each],
        "每月|每个月|每一个月|每满一个月|每满一月|满一个月|each month|every month|per month|for every month",
        "每满 1个月",
        "for each full 1 month",
    ),
    (&[Each], "每满足|每达到|每满了|for every full|each full|every full|per full", "每满", "for each full"),
    (&[Each], "for every|every|each|per", "每", "for each"),
    (
        &[Each],
        "每次|每件|每项|每一条|for each record|for each item|each entry|every entry|per entry",
        "每条",
        "for each entry",
    ),
    (&[Range], "近|过去|前|the last|past|the past|previous", "最近", "last"),
];

/// Numbers in words, for `five points`.
const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// How many words in front of the place a phrase may begin.
const BACK: usize = 4;

/// The phrase that stands at the place, ends right in front of it, or goes over it.
pub(super) fn instead(at: At<'_>) -> Option<Hint> {
    if at.rest().starts_with("||") {
        return Some((at.at..at.at + 2, told("||", "或", "or")));
    }
    let doubled = at.at.checked_sub(1).filter(|&i| at.text.get(i..).is_some_and(|t| t.starts_with("==")));
    let mut best: Option<(usize, usize, &Phrases)> = None;
    for (back, start) in starts(at).into_iter().chain(doubled).enumerate() {
        let text = at.text.get(start..)?;
        // `总积分 达到 30分` in an outcome: the word was taken for the outcome's name
        let verdict = back > 0 && at.is(Verdict);
        let here = |place: &Place| at.is(*place) || verdict && matches!(place, Operator | Then);
        for phrases in PHRASES.iter().filter(|p| p.0.iter().any(here)) {
            for phrase in phrases.1.split('|').map(str::trim).filter(|p| !p.is_empty()) {
                let Some(length) = fits(text, phrase) else { continue };
                let end = start + length;
                // What the grammar took for a name or unit counts only up to the place
                let taken = verdict || phrases.0.contains(&Each) || is_taken(phrase);
                let reaches = back == 0 || end > at.at || at.before().trim_end().len() == end && taken;
                if reaches && best.is_none_or(|(from, to, _)| end - start > to - from) {
                    best = Some((start, end, phrases));
                }
            }
        }
    }
    if let Some((start, end, (_, _, zh, en))) = best {
        return Some((start..end, told(at.text.get(start..end)?, zh, en)));
    }
    let (range, word) = word_before(at)?;
    let number = NUMBERS.iter().position(|n| *n == word.to_ascii_lowercase())?;
    Some((range, super::write(word, number.to_string())))
}

/// The words among the phrases that read as a name or unit, so that the grammar goes on behind them.
fn is_taken(phrase: &str) -> bool {
    matches!(phrase, "the" | "在 近" | "在 过去" | "in past" | "in previous" | "then")
}

fn told(found: &str, zh: &str, en: &str) -> crate::error::SyntaxErrorKind {
    WriteInstead { found: found.to_owned(), zh: zh.to_owned(), en: en.to_owned() }
}

/// The place, and the starts of the words in front of it, the nearest first.
fn starts(at: At<'_>) -> Vec<usize> {
    let mut all = vec![at.at];
    let mut rest = at.before().trim_end_matches([' ', '\t']);
    while all.len() <= BACK && rest.ends_with(is_word) {
        let word = rest.trim_end_matches(is_word);
        all.push(word.len());
        rest = word.trim_end_matches([' ', '\t']);
    }
    all
}

fn word_before(at: At<'_>) -> Option<(std::ops::Range<usize>, &str)> {
    let start = *starts(at).get(1)?;
    let end = at.before().trim_end().len();
    Some((start..end, at.text.get(start..end)?))
}

/// The bytes of a text that a phrase takes at its start, blanks between the words as they are.
fn fits(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text;
    for (i, word) in phrase.split(' ').enumerate() {
        let trimmed = rest.trim_start_matches([' ', '\t']);
        if i > 0 && trimmed.len() == rest.len() {
            return None;
        }
        let found = trimmed.get(..word.len())?;
        if !found.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = trimmed.get(word.len()..)?;
    }
    let ascii = phrase.ends_with(|c: char| c.is_ascii_alphabetic());
    let next = rest.chars().next();
    let joined = phrase.ends_with(is_word)
        && next.is_some_and(|c| if ascii { is_word(c) } else { is_word(c) && !c.is_ascii_digit() });
    // Signs count only as a whole: `=` is not the first half of `==`
    let sign = !phrase.ends_with(is_word) && phrase.len() == 1 && next.is_some_and(|c| "=<>&|.".contains(c));
    (!joined && !sign).then_some(text.len() - rest.len())
}

/// Words that may stand at a place, for one that is nearly spelled so.
const WORDS: &[(&[Place], &str)] = &[
    (
        &[Start],
        "凡|按|积|扣减|其余|最高|最低|取最高|取最低|合计|择一|取首个|须一致|计数|全部|仅限|四舍五入到|舍去到|进位到|已核|when|by|award|\
         deduct|otherwise|at most|at least|best|least|sum|choose one|first|agree|count|all|only for|round to|round down to|\
         round up to|note|reviewed|times",
    ),
    (&[Outcome], "凡|其余|when|otherwise|note|reviewed"),
    (&[Give], "积|扣减|award|deduct"),
    (
        &[Operator],
        "不少于|不低于|至少|不超过|至多|不满|少于|低于|超过|高于|多于|不晚于|不早于|早于|晚于|以上|以下|其中|no less than|at least|\
         no more than|at most|less than|below|over|more than|above|no later than|no earlier than|before|after|or more|or less|\
         where|is not|not in",
    ),
    (&[Each], "每满|每条|for each|for each full|for each entry|in bands|分段"),
    (&[Tail], "依据|per|note"),
];

/// A word that is nearly spelled like one that may stand at the place.
pub(super) fn misspelled(at: At<'_>) -> Option<Hint> {
    let all = WORDS.iter().filter(|(places, _)| places.iter().any(|p| at.is(*p)));
    let all: Vec<&str> = all.flat_map(|(_, words)| words.split('|')).map(str::trim).collect();
    let (range, word) = at.token();
    if !word.starts_with(|c: char| c.is_alphabetic()) || word.chars().count() < 2 {
        return None;
    }
    let near = nearest(word, &all).filter(|_| !all.contains(&word))?;
    Some((range, super::write(word, near)))
}
