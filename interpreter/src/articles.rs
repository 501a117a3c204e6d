//! The articles of a source: those between two, and which one a citation belongs to.

/// More articles than this are in no source.
const MOST: u32 = 2_000;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A number inside a text: what stands before it, the number, what stands behind, and whether its digits are Chinese.
fn numbered(text: &str) -> Option<(&str, u32, &str, bool)> {
    let chinese = |c: char| DIGITS.contains(&c) || matches!(c, '〇' | '十' | '百' | '千');
    let is = |c: char| c.is_ascii_digit() || chinese(c);
    let start = text.find(is)?;
    let (before, rest) = text.split_at(start);
    let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    match number.parse::<u32>() {
        Ok(n) => Some((before, n, behind, false)),
        Err(_) => Some((before, of_chinese(number)?, behind, true)),
    }
}

/// `二十三`; nothing where that is no number as articles have it.
fn of_chinese(text: &str) -> Option<u32> {
    let (mut sum, mut last) = (0, None);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '〇' => {
                last = None;
                continue;
            }
            digit => {
                last = Some(u32::try_from(DIGITS.iter().position(|d| *d == digit)?).ok()?);
                continue;
            }
        };
        sum += unit * last.take().unwrap_or(1);
    }
    Some(sum + last.unwrap_or(0)).filter(|n| in_chinese(*n) == text)
}

/// 23 as `二十三`.
fn in_chinese(n: u32) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (unit, word) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        if !(digit == 1 && unit == 10 && out.is_empty()) {
            out.extend(DIGITS.get(digit as usize));
        }
        out.push_str(word);
    }
    out
}

/// The articles from one to another, both included; `None` where they can't be counted.
pub fn between(from: &str, to: &str) -> Option<Vec<String>> {
    let ((before, low, behind, chinese), (other, high, end, also)) = (numbered(from)?, numbered(to)?);
    if before != other || behind != end || chinese != also || high < low || MOST < high - low {
        return None;
    }
    let name = |n| if chinese { in_chinese(n) } else { n.to_string() };
    Some((low..=high).map(|n| format!("{before}{}{behind}", name(n))).collect())
}

/// Without spaces, and with ASCII brackets.
fn plain(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{FF08}' => '(',
        '\u{FF09}' => ')',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

/// Whether a citation is of an article or of a part of it: `第七条(五)` of `第七条`, `Article 7(5)` of `Article 7`,
/// and `Article 71` not.
pub fn belongs(cite: &str, article: &str) -> bool {
    let (cite, article) = (plain(cite), plain(article));
    let Some(rest) = cite.strip_prefix(&article) else { return false };
    let number = article.ends_with(|c: char| c.is_ascii_alphanumeric());
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit() && number || c == '之');
    !goes_on
}

/// Whether a citation is written like an article, whatever its number.
pub fn like(cite: &str, article: &str) -> bool {
    let (cite, article) = (plain(cite), plain(article));
    match (numbered(&cite), numbered(&article)) {
        (Some((a, _, behind, _)), Some((b, _, end, _))) => a == b && behind.starts_with(end) && !a.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_articles_have_them() {
        for n in 1..3_000 {
            assert_eq!(of_chinese(&in_chinese(n)), Some(n), "{}", in_chinese(n));
        }
        for (n, text) in
            [(10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1010, "一千零一十")]
        {
            assert_eq!(in_chinese(n), text);
        }
    }

    #[test]
    fn what_lies_between() {
        let all = between("第九条", "第十二条").expect("they can be counted");
        assert_eq!(all, ["第九条", "第十条", "第十一条", "第十二条"]);
        assert_eq!(between("Article 9", "Article 10").expect("counted"), ["Article 9", "Article 10"]);
        assert_eq!(between("第十二条", "第九条"), None);
        assert_eq!(between("第一条", "附件"), None);
        assert_eq!(between("第一条", "第2条"), None);
    }

    #[test]
    fn parts_belong_to_their_article() {
        for (cite, article) in [
            ("第七条(五)", "第七条"),
            ("第七条 (五)", "第七条"),
            ("Article 7(5)", "Article 7"),
            ("附件一第三款", "附件一"),
        ] {
            assert!(belongs(cite, article), "{cite}");
        }
        for (cite, article) in [("第十七条", "第七条"), ("Article 71", "Article 7"), ("第七条之一", "第七条")]
        {
            assert!(!belongs(cite, article), "{cite}");
        }
        assert!(like("第三十条(一)", "第一条") && !like("年度公告", "第一条"));
    }
}
