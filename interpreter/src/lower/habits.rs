//! Words that drafters write out of habit where a name, value or unit stands, and what to write instead.

use crate::diagnostic::Arg;

/// As written, what to write in Chinese and in English.
type Habit = (&'static str, &'static str, &'static str);

const UNITS: &[Habit] = &[
    ("分数|积分|pts|pt|score|scores|marks|mark", "分", "points"),
    ("周年|年度|yrs|yr|y|annum", "年", "years"),
    ("月|月份|mos|mo|mths|mth", "个月", "months"),
    ("圆|块|块钱|元整|元人民币|人民币|RMB|rmb|CNY|cny|Yuan|RMB元", "元", "yuan"),
    ("万|萬|万元人民币|万块|w|W|wan", "万元", "wan yuan"),
    ("亿|億|yi", "亿元", "yi yuan"),
    ("percent|pct|per|个百分点", "%", "%"),
];

const TYPES: &[Habit] = &[
    ("数|数字|数值|浮点|浮点数|实数|number|float|double|numeric|real", "小数", "decimal"),
    ("int|integers|whole|count|整型|整数型", "整数", "integer"),
    ("bool|boolean|flag|布尔|真假|是非|yesno|yes_or_no|yes", "是否", "yes_no"),
    ("text|string|str|文本|文字|字符串|字符", "代码", "code"),
    ("钱|货币|金钱|amount|currency", "金额", "money"),
    ("datetime|day|时间|日|年月日", "日期", "date"),
    ("年月|月份", "月", "month"),
    ("期限|年限|时间长度|period|length|timespan", "时长", "duration"),
    ("分|分数|分值|point|score", "积分", "points"),
];

const VALUES: &[Habit] = &[
    ("true|True|TRUE|Yes|YES|真|对|是的", "是", "yes"),
    ("false|False|FALSE|No|NO|假|错", "否", "no"),
    ("year|年", "1年", "1 year"),
    ("month|月|个月", "1个月", "1 month"),
    ("day|日|天", "1日", "1 day"),
];

fn habit(all: &[Habit], text: &str) -> Option<(&'static str, &'static str)> {
    all.iter().find(|(words, ..)| words.split('|').any(|w| w == text)).map(|(_, zh, en)| (*zh, *en))
}

fn write(zh: &str, en: &str) -> Arg {
    Arg::pair(format!("写成 `{zh}`"), format!("write `{en}`"))
}

/// For a unit that no type names.
pub(super) fn unit(text: &str) -> Option<Arg> {
    if matches!(text, "岁" | "周岁" | "歲" | "岁数") {
        return Some(Arg::pair(
            format!("年龄是没有单位的数,去掉 `{text}`"),
            format!("ages are numbers without a unit: leave out `{text}`"),
        ));
    }
    if matches!(text, "时" | "者" | "的时候" | "的话" | "人员" | "then") {
        return Some(write("的", ","));
    }
    habit(UNITS, text).map(|(zh, en)| write(zh, en))
}

/// For a type that is none.
pub(super) fn type_name(text: &str) -> Option<Arg> {
    habit(TYPES, text).map(|(zh, en)| write(zh, en))
}

/// For a name that nothing has.
pub(super) fn name(text: &str) -> Option<Arg> {
    if matches!(text, "today" | "now" | "今天" | "今日" | "当前日期" | "当日") {
        return Some(Arg::pair("用 `申请日` 指明的那个事实", "name the fact that is the `filing date`"));
    }
    if let Some((zh, en)) = habit(VALUES, text) {
        return Some(write(zh, en));
    }
    let (number, rest) = numeral(text)?;
    let unit = match rest {
        "" => return Some(write(&number, &number)),
        "月" => ("个月", "months"),
        "分" => ("分", "points"),
        "元" => ("元", "yuan"),
        "万元" => ("万元", "wan yuan"),
        "年" => ("年", "years"),
        "个月" => ("个月", "months"),
        "日" | "天" => ("日", "days"),
        "倍" => ("倍", "times"),
        "岁" | "周岁" => return Some(write(&number, &number)),
        _ => return None,
    };
    Some(write(&format!("{number}{}", unit.0), &format!("{number} {}", unit.1)))
}

/// For a word that is no value of a choice: `其他` in a table.
pub(super) fn case(text: &str) -> Option<Arg> {
    let all = ["其他", "其它", "否则", "其余的", "else", "other", "others", "default", "any", "rest"];
    all.contains(&text).then(|| write("其余", "otherwise"))
}

/// A number in Chinese words below ten thousand at the start of a text, and what follows: `二十五分`.
fn numeral(text: &str) -> Option<(String, &str)> {
    let (mut sum, mut digit, mut read) = (0u32, None, 0);
    for (at, c) in text.char_indices() {
        if let Some(n) = "零一二三四五六七八九".chars().position(|d| d == c) {
            digit = Some(n as u32);
        } else if c == '两' {
            digit = Some(2);
        } else if let Some(power) = "十百千".chars().position(|d| d == c) {
            sum += digit.take().unwrap_or(1) * 10u32.pow(power as u32 + 1);
        } else {
            break;
        }
        read = at + c.len_utf8();
    }
    (read > 0).then(|| ((sum + digit.unwrap_or(0)).to_string(), text.get(read..).unwrap_or("")))
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn chinese_numbers() {
        for (text, number, rest) in [
            ("五分", "5", "分"),
            ("十年", "10", "年"),
            ("二十五元", "25", "元"),
            ("一百二十分", "120", "分"),
            ("一百零五", "105", ""),
            ("两年", "2", "年"),
        ] {
            assert_eq!(numeral(text), Some((number.to_owned(), rest)));
        }
        assert_eq!(numeral("分"), None);
    }
}
