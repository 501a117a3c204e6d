//! Types, literals and comparisons.

use crate::generate::Random;

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ty {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Int,
    /// A bare number.
    Dec,
    /// Money.
    Money,
    /// Points.
    Points,
    /// A day.
    Date,
    /// A month.
    Month,
    /// A length of time, in months.
    Length,
    /// A code.
    Code,
    /// The choice without an order.
    Kind,
    /// The ordered choice.
    Level,
}

/// The values of the choice without an order.
pub const KINDS: [&str; 3] = ["甲类", "乙类", "丙类"];
/// The values of the ordered choice.
pub const LEVELS: [&str; 4] = ["初级", "中级", "高级", "特级"];
/// Codes that catalogues list, and one that none lists.
pub const CODES: [&str; 4] = ["A01", "A02", "B17", "C99"];

impl Ty {
    /// How it is written.
    pub fn word(self) -> &'static str {
        match self {
            Ty::YesNo => "是否",
            Ty::Int => "整数",
            Ty::Dec => "小数",
            Ty::Money => "金额",
            Ty::Points => "积分",
            Ty::Date => "日期",
            Ty::Month => "月",
            Ty::Length => "时长",
            Ty::Code => "代码",
            Ty::Kind => "类别",
            Ty::Level => "等级",
        }
    }

    /// Whether its values are more or less than others.
    pub fn is_ordered(self) -> bool {
        !matches!(self, Ty::YesNo | Ty::Code | Ty::Kind)
    }
}

/// A constant of a type.
pub fn literal(random: &mut Random, ty: Ty) -> String {
    match ty {
        Ty::YesNo => random.word(&["是", "否"]).to_owned(),
        Ty::Int => random.between(0, 12).to_string(),
        Ty::Dec => random.word(&["0.5", "80%", "2倍", "1.25", "3", "0"]).to_owned(),
        Ty::Money => random.word(&["1000元", "5000元", "0.5万元", "10万元", "99.99元", "0元"]).to_owned(),
        Ty::Points => format!("{}分", random.word(&["1", "2", "5", "10", "0.5", "30"])),
        Ty::Date => random.word(&["2016-02-29", "2018-01-01", "2019-12-31", "2020-07-15"]).to_owned(),
        Ty::Month => random.word(&["2016-02", "2018-12", "2020-01"]).to_owned(),
        Ty::Length => random.word(&["1年", "6个月", "12个月", "3年", "5年", "1个月", "18个月"]).to_owned(),
        Ty::Code => format!("\"{}\"", random.word(&CODES)),
        Ty::Kind => random.word(&KINDS).to_owned(),
        Ty::Level => random.word(&LEVELS).to_owned(),
    }
}

/// Two different constants of a type, the smaller first.
pub fn range(random: &mut Random, ty: Ty) -> (String, String) {
    let all: &[&str] = match ty {
        Ty::Money => &["0元", "99.99元", "1000元", "0.5万元", "20000元", "10万元"],
        Ty::Date => &["2016-02-29", "2018-01-01", "2018-03-01", "2019-12-31", "2020-07-15"],
        Ty::Month => &["2016-02", "2018-12", "2020-01"],
        Ty::Length => &["1个月", "6个月", "1年", "18个月", "3年", "5年"],
        _ => &["0", "1", "2", "5", "12", "18", "30"],
    };
    let low = random.below(all.len() - 1);
    let high = low + 1 + random.below(all.len() - low - 1);
    (all[low].to_owned(), all[high].to_owned())
}

/// A literal that is not zero.
pub fn unit(random: &mut Random, ty: Ty) -> String {
    match ty {
        Ty::Int => random.between(1, 6).to_string(),
        Ty::Dec => random.word(&["0.1", "2", "25%"]).to_owned(),
        Ty::Money => random.word(&["1000元", "1万元", "300元"]).to_owned(),
        Ty::Points => random.word(&["1分", "0.5分", "3分"]).to_owned(),
        _ => literal(random, ty),
    }
}

/// A word that compares two values of a type.
#[expect(clippy::explicit_auto_deref, reason = "without it the unsized text would be inferred")]
pub fn comparison(random: &mut Random, ty: Ty) -> &'static str {
    match ty {
        Ty::Date | Ty::Month => *random.pick(&["早于", "晚于", "不早于", "不晚于", "为", "不为", "<="]),
        _ if ty.is_ordered() => *random.pick(&["不少于", "超过", "不超过", "不满", "低于", "为", "不为", ">=", "<"]),
        _ => *random.pick(&["为", "不为"]),
    }
}
