//! Lists and functions of lists.

use super::vocabulary::{LISTS, ListFact, Named};
use super::{Author, Ty};

impl Author<'_> {
    /// One of the lists, perhaps narrowed, and its declaration.
    pub fn list(&mut self, depth: usize) -> (String, &'static ListFact) {
        if !self.lists.is_empty() && self.random.chance(20) {
            return self.random.pick(&self.lists).clone();
        }
        let list = self.random.pick(&LISTS);
        if self.random.chance(40) {
            return (list.name.to_owned(), list);
        }
        let condition = self.at_hand(list.fields, |author| author.expr(Ty::YesNo, depth.min(2)));
        (format!("({} 其中 {condition})", list.name), list)
    }

    /// Writes something with a list's entry at hand.
    pub fn at_hand(&mut self, fields: &[(&str, Ty)], write: impl FnOnce(&mut Self) -> String) -> String {
        let named = |(name, ty): &(&str, Ty)| Named { name: (*name).to_owned(), ty: *ty };
        let around = self.fields.iter().filter(|field| !field.name.starts_with("外项."));
        let around = around.map(|field| Named { name: format!("外项.{}", field.name), ty: field.ty });
        let fields = fields.iter().map(named).chain(around).collect();
        let outer = std::mem::replace(&mut self.fields, fields);
        self.inside += 1;
        let text = write(self);
        self.inside -= 1;
        self.fields = outer;
        text
    }

    /// A field of a type, if a list has one.
    fn field(&mut self, list: &ListFact, ty: Ty) -> Option<&'static str> {
        let all: Vec<&'static str> = LISTS
            .iter()
            .filter(|l| l.name == list.name)
            .flat_map(|l| l.fields.iter().filter(|f| f.1 == ty).map(|f| f.0))
            .collect();
        (!all.is_empty()).then(|| *self.random.pick(&all))
    }

    /// A whole number of a list; no list inside two others.
    pub fn list_count(&mut self, depth: usize) -> String {
        if 1 < self.inside {
            return self.leaf(Ty::Int);
        }
        if let Some(count) = self.compared_entries() {
            return count;
        }
        if let Some((list, inner)) = self.employees(Ty::Int) {
            return match self.random.below(3) {
                0 => format!("求和({list}, {inner})"),
                1 => format!("最大({list}, 工龄)"),
                _ => format!("计数({list})"),
            };
        }
        let (text, list) = self.list(depth);
        let by = self.random.pick(list.fields).0;
        match (self.random.below(8), list.name) {
            (0, _) => format!("种数({text}, {by})"),
            (1, "缴费") => format!("连续月数({text}, 月份)"),
            (2, "缴费") => format!("连续月数({text}, 月份, {})", self.random.between(0, 3)),
            (3, "缴费") => format!("最长连续月数({text}, 月份, {})", self.random.between(0, 2)),
            (4, "缴费") => format!("最长连续月数({text}, 月份)"),
            (1, "任职") => format!("覆盖天数({text}, 起 至 止)"),
            (2, "任职") => format!("覆盖天数(({text} 其中 有 止), 起 至 止, 申请日期 - 1年 至 申请日期)"),
            (3, "任职") => format!("最长连续天数({text}, 起 至 止)"),
            (4, "任职") => format!("覆盖天数({text}, 起 至 较大(起, 申请日期 - 2周))"),
            (5, "任职") => format!("逐组求和({text}, 单位, 覆盖天数(本组, 起 至 较小(起 + 26周, 申请日期)))"),
            (1, "历任企业") => format!("求和({text}, 本地员数)"),
            (2, "历任企业") => format!("求和({text}, 求和(雇员, 工龄))"),
            (3, "历任企业") => format!("整年(最大({text}, 成立日) 至 申请日期)"),
            (1, "处罚") => format!("求和({text}, 次数)"),
            (2, "处罚") => format!("最大({text}, 次数)"),
            (3, "处罚") => format!("逐组求和({text}, 情节, 最大(本组, 次数))"),
            (4 | 5, "处罚") => self.plain_list().to_owned(),
            (6, "处罚") => format!("最新({text}, 处罚日).次数"),
            _ => format!("计数({text})"),
        }
    }

    /// How many entries of the list at hand are like the entry at hand, now and then.
    fn compared_entries(&mut self) -> Option<String> {
        if self.inside != 1 || !self.random.chance(40) {
            return None;
        }
        let count = match self.fields.first().map_or("", |field| &field.name) {
            "月份" => "计数(缴费 其中 基数 不少于 外项.基数)",
            "处罚日" => "计数(处罚 其中 处罚日 早于 外项.处罚日 且 情节 为 外项.情节)",
            "成立日" => "计数(历任企业 其中 股份 不少于 外项.股份)",
            _ => "计数(任职 其中 单位 为 外项.单位)",
        };
        Some(count.to_owned())
    }

    /// The employees of the company at hand, perhaps narrowed, and something of each of them.
    fn employees(&mut self, of: Ty) -> Option<(String, String)> {
        const FIELDS: [(&str, Ty); 2] = [("本地员", Ty::YesNo), ("工龄", Ty::Int)];
        let at_hand = self.inside == 1 && self.fields.first().is_some_and(|field| field.name == "成立日");
        if !at_hand || self.random.chance(40) {
            return None;
        }
        let inner = self.at_hand(&FIELDS, |author| author.expr(of, 1));
        if self.random.chance(50) {
            return Some(("雇员".to_owned(), inner));
        }
        let condition = self.at_hand(&FIELDS, |author| author.expr(Ty::YesNo, 1));
        Some((format!("(雇员 其中 {condition})"), inner))
    }

    /// A number of a list of plain values, or of one inside a record.
    fn plain_list(&mut self) -> &'static str {
        self.random.word(&[
            "求和(子女年龄)",
            "最大(子女年龄)",
            "最小(子女年龄 其中 本项 不满 18)",
            "计数(子女年龄 其中 本项 不满 18)",
            "种数(子女年龄)",
            "计数(获奖日)",
            "计数(获奖日 其中 本项 在 最近 3年 内)",
            "计数(企业.雇员 其中 本地员)",
            "求和(企业.雇员, 工龄)",
            "计数(企业.雇员 其中 工龄 不少于 人数)",
        ])
    }

    /// A value of the ordered choice, perhaps of a list.
    pub fn level(&mut self, depth: usize) -> String {
        if 1 < self.inside {
            return self.leaf(Ty::Level);
        }
        match self.random.below(6) {
            0 => format!(
                "{}({}, {})",
                self.random.word(&["较大", "较小"]).to_owned(),
                self.leaf(Ty::Level),
                self.leaf(Ty::Level)
            ),
            1 => {
                let condition = self.at_hand(LISTS[1].fields, |author| author.expr(Ty::YesNo, depth.min(1)));
                format!("最大((处罚 其中 {condition}), 情节)")
            }
            2 => "最新(任职, 起).职级".to_owned(),
            3 => match self.name(Ty::Kind) {
                Some(kind) if self.random.chance(50) => format!("门槛({kind})"),
                Some(kind) => format!("门槛({kind}, {})", self.expr(Ty::Date, depth.min(1))),
                None => self.leaf(Ty::Level),
            },
            _ => self.leaf(Ty::Level),
        }
    }

    /// Money of a list.
    pub fn list_amount(&mut self, depth: usize) -> String {
        if 1 < self.inside {
            return self.leaf(Ty::Money);
        }
        let (text, list) = self.list(depth);
        let Some(amount) = self.field(list, Ty::Money) else { return self.leaf(Ty::Money) };
        let function = self.random.word(&["求和", "平均", "最大", "最小", "求和"]).to_owned();
        match self.random.below(5) {
            0 => format!("最新({text}, {}).{amount}", list.when),
            1 => format!("最早({text}, {}).{amount}", list.when),
            2 => {
                let by = self.random.pick(list.fields).0;
                format!("逐组求和({text}, {by}, {function}(本组, {amount}))")
            }
            _ => {
                let of = self.at_hand(list.fields, |author| author.expr(Ty::Money, depth.min(1)));
                format!("{function}({text}, {of})")
            }
        }
    }

    /// A day of a list.
    pub fn list_date(&mut self) -> String {
        if 1 < self.inside {
            return self.leaf(Ty::Date);
        }
        if self.random.chance(25) {
            let condition = self.at_hand(LISTS[2].fields, |author| author.expr(Ty::YesNo, 1));
            return match self.random.below(3) {
                0 => "连续起始(任职, 起 至 止)".to_owned(),
                1 => "连续起始((任职 其中 有 止), 起 至 止)".to_owned(),
                _ => format!("连续起始((任职 其中 有 止 且 ({condition})), 起 至 止)"),
            };
        }
        let (text, list) = self.list(0);
        match (self.field(list, Ty::Date), self.random.below(2)) {
            (Some(date), 0) => format!("{}({text}, {date})", self.random.word(&["最大", "最小"])),
            (Some(date), _) => format!("最早({text}, {}).{date}", list.when),
            (None, _) => self.random.word(&["最大(获奖日)", "最小(获奖日 其中 本项 早于 申请日期)"]).to_owned(),
        }
    }

    /// Yes or no of a list.
    pub fn list_condition(&mut self, depth: usize) -> String {
        if 1 < self.inside {
            return self.leaf(Ty::YesNo);
        }
        if let Some(count) = self.compared_entries() {
            return format!("{count} 不少于 2");
        }
        if let Some((list, inner)) = self.employees(Ty::YesNo) {
            return format!("{}({list}, {inner})", self.random.word(&["任一", "每条均"]));
        }
        let (text, list) = self.list(depth);
        match self.random.below(6) {
            5 => self
                .random
                .word(&[
                    "任一(获奖日)",
                    "逐年均有(获奖日, 本项, 2)",
                    "每条均(子女年龄, 本项 不满 18)",
                    "任一(子女年龄, 本项 为 人数)",
                    "任一(企业.雇员, 本地员 且 工龄 超过 5)",
                    "任一(企业.雇员 其中 本地员, 工龄 超过 5)",
                ])
                .to_owned(),
            0 => format!("任一({text})"),
            1 => format!("逐年均有({text}, {}, {})", list.when, self.random.between(1, 3)),
            kind => {
                let inner = self.at_hand(list.fields, |author| author.expr(Ty::YesNo, depth.min(1)));
                format!("{}({text}, {inner})", if kind == 2 { "每条均" } else { "任一" })
            }
        }
    }
}
