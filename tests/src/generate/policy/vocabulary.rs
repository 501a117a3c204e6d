//! What can be read: facts, and the fields of lists.

use super::Ty;
use crate::generate::Random;

/// Something that can be read by its name.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
}

/// A list of records and the fields of its entries.
pub struct ListFact {
    /// The fact's name.
    pub name: &'static str,
    /// A field that is a date or a month.
    pub when: &'static str,
    /// The fields.
    pub fields: &'static [(&'static str, Ty)],
}

/// Entries one a month, penalties of all sorts, spells with an end that may be none, and companies with lists of
/// their own.
pub const LISTS: [ListFact; 4] = [
    ListFact {
        name: "缴费",
        when: "月份",
        fields: &[
            ("月份", Ty::Month),
            ("基数", Ty::Money),
            ("补缴", Ty::YesNo),
            ("缴费类别", Ty::Kind),
            ("高基数", Ty::YesNo),
        ],
    },
    ListFact {
        name: "处罚",
        when: "处罚日",
        fields: &[
            ("处罚日", Ty::Date),
            ("情节", Ty::Level),
            ("罚款", Ty::Money),
            ("次数", Ty::Int),
            ("撤销日", Ty::Date),
        ],
    },
    ListFact {
        name: "任职",
        when: "起",
        fields: &[("起", Ty::Date), ("止", Ty::Date), ("单位", Ty::Code), ("职级", Ty::Level), ("全职", Ty::YesNo)],
    },
    ListFact {
        name: "历任企业",
        when: "成立日",
        fields: &[("成立日", Ty::Date), ("股份", Ty::Dec), ("本地员数", Ty::Int)],
    },
];

/// The facts of one policy: a fixed few, and some of the rest.
pub fn facts(random: &mut Random) -> Vec<Named> {
    let named = |(name, ty): (&str, Ty)| Named { name: name.to_owned(), ty };
    let always = ["申请日期", "出生日期", "持证", "月薪", "人数", "学历"];
    let kept = FACTS.iter().filter(|(name, _)| always.contains(name) || random.chance(60));
    kept.copied().map(named).collect()
}

/// Everything that is declared as a plain fact, and what is read of the spouse.
const FACTS: [(&str, Ty); 26] = [
    ("申请日期", Ty::Date),
    ("出生日期", Ty::Date),
    ("来沪日期", Ty::Date),
    ("首缴月份", Ty::Month),
    ("持证", Ty::YesNo),
    ("在职", Ty::YesNo),
    ("人数", Ty::Int),
    ("分差", Ty::Int),
    ("份额", Ty::Dec),
    ("月薪", Ty::Money),
    ("纳税", Ty::Money),
    ("自评", Ty::Points),
    ("类别", Ty::Kind),
    ("学历", Ty::Level),
    ("职业", Ty::Code),
    ("合同期", Ty::Length),
    ("有记录", Ty::YesNo),
    ("配偶.本地", Ty::YesNo),
    ("配偶.结婚日", Ty::Date),
    ("配偶.学历", Ty::Level),
    ("配偶.婚龄", Ty::Int),
    ("企业.股份", Ty::Dec),
    ("企业.本地员数", Ty::Int),
    ("期限", Ty::Length),
    ("年度", Ty::Int),
    ("企业.成立日", Ty::Date),
];
