//! The whole: definitions, indicators, groups, results, outcomes.

use super::declarations::{DECLARATIONS, FACT_LINES};
use super::vocabulary::Named;
use super::{Author, BASIS, Call, METHOD, Ty};

/// How deep expressions are at most.
const DEPTH: usize = 3;

impl Author<'_> {
    /// The text.
    pub fn policy(mut self) -> String {
        let mut text = self.head();
        text += DECLARATIONS;
        text += "\n";
        text += FACT_LINES;
        text += "\n备选 计法 (method) {\n  单人 (alone)\n  双人 (together)\n}\n";
        text += "\n备选 口径 (basis) {\n  年内 (yearly)\n  累计 (ever)\n}\n";
        if self.random.chance(30) {
            text += "\n必须 来沪日期 不早于 出生日期 \"先出生\"\n";
        }
        if self.random.chance(20) {
            text += "\n必须 每条均(任职, 没有 止 或 止 不早于 起) \"先起后止\"\n";
        }
        for i in 0..self.random.below(3) {
            let (list, fact) = self.list(2);
            text += &format!("\n定义 列{i}项 = {list}\n");
            self.lists.push((format!("列{i}项"), fact));
        }
        for i in 0..self.random.between(1, 4) {
            text += &self.definition(i);
        }
        let (indicators, scored) = self.indicators();
        text += &indicators;
        text += &scored;
        self.names.push(Named { name: "总积分".to_owned(), ty: Ty::Points });
        if self.random.chance(30) {
            text += &self.second_total();
        }
        for i in 0..self.random.between(1, 3) {
            text += &self.result(i);
        }
        text + &self.outcomes()
    }

    fn head(&mut self) -> String {
        let counting = self
            .random
            .word(&["", "", "", "  计算日 年初(申请日期)\n", "  计算日 末日(申请日期 - 1个月)\n"])
            .to_owned();
        let filing =
            self.random.word(&["申请日期", "申请日期", "申请日期", "首日(申请日期)", "申请日期 + 2周"]).to_owned();
        format!(
            "政策 样例 (sample) 版本 1 \"样例办法\" {{\n  施行 2018-01-01\n  有效期至 2022-12-31\n  条文 \"第一条\" 至 \"第九十九条\"\n  不计算 \"第二条\" \"只讲目的\"\n  申请日 {filing}\n{counting}}}\n\n\
             约定 {{\n  闰日 平年 作 {}\n  最近 月 止于 {}\n  最近 日 止于 {}\n}}\n\n",
            self.random.word(&["3月1日", "2月28日"]),
            self.random.word(&["上月", "当月"]),
            self.random.word(&["当日", "前日"]),
        )
    }

    fn definition(&mut self, i: i64) -> String {
        let ty = *self.random.pick(&[
            Ty::YesNo,
            Ty::Int,
            Ty::Money,
            Ty::Points,
            Ty::Date,
            Ty::Dec,
            Ty::Level,
            Ty::Month,
            Ty::Kind,
            Ty::Length,
            Ty::Code,
        ]);
        let name = format!("定{i}项");
        let under = self.random.chance(20).then_some(METHOD);
        self.alternatives.extend(under);
        let mut parameters = Vec::new();
        let outer = self.names.len();
        for (j, ty) in [Ty::Int, Ty::Length, Ty::Money, Ty::Level].into_iter().enumerate() {
            if self.random.chance(15) {
                let parameter = format!("参{j}量");
                parameters.push((parameter.clone(), ty));
                self.names.push(Named { name: parameter, ty });
            }
        }
        let words: Vec<_> = parameters.iter().map(|(n, t)| format!("{n} : {}", t.word())).collect();
        let list = if words.is_empty() { String::new() } else { format!("({})", words.join(", ")) };
        let content = match (ty, self.random.below(10)) {
            (Ty::Int, 0..3) => format!(" {{\n{}}}", self.conditions("计数", 2)),
            (Ty::YesNo, 0..3) => format!(" {{\n{}}}", self.conditions("全部", 2)),
            (_, 0..6) => format!(" : {} {{\n{}}}", ty.word(), self.body(ty, 2)),
            _ => format!(" : {} = {}", ty.word(), self.expr(ty, DEPTH)),
        };
        self.names.truncate(outer);
        self.alternatives.clear();
        let parameters = parameters.into_iter().map(|p| p.1).collect();
        self.calls.push(Call { name: name.clone(), parameters, gives: ty, under });
        format!("\n定义 {name}{list}{content}\n")
    }

    /// Indicators in three groups of the total, one of them perhaps under alternatives.
    fn indicators(&mut self) -> (String, String) {
        let (mut indicators, mut total) = (String::new(), String::new());
        let mut next = 0;
        let groups = self.random.between(1, 3);
        for group in 0..groups {
            self.alternatives.extend(self.random.chance(30).then_some(METHOD));
            let under = if self.alternatives.is_empty() { "" } else { " 择优于 计法" };
            let mut members = String::new();
            let count = self.random.between(1, 3);
            let nested = 1 < count && self.random.chance(40);
            for i in 0..count {
                let name = format!("指{next}项");
                next += 1;
                let inner = nested && i == count - 1;
                let basis = if inner && self.random.chance(30) { " 择优于 口径" } else { "" };
                self.alternatives.extend((!basis.is_empty()).then_some(BASIS));
                let body = if self.random.chance(2) {
                    "  已废止 依据 \"第九号\"\n".to_owned()
                } else {
                    self.body(Ty::Points, DEPTH)
                };
                self.alternatives.retain(|alternative| *alternative != BASIS);
                indicators += &format!("\n指标 {name} (i{next}) 依据 \"第{next}条\" {{\n{body}}}\n");
                if inner {
                    let word = self.combining();
                    members += &format!("    组 内{group}组 (inner{group}) {word}{basis} {{ {name} }}\n");
                } else {
                    members += &format!("    {name}\n");
                }
            }
            members += &self.group_clauses();
            let word = self.combining();
            total += &format!("  组 第{group}组 (group{group}) {word}{under} {{\n{members}  }}\n");
            self.alternatives.clear();
        }
        let clauses = self.group_clauses();
        let word = self.combining();
        let read = (0..groups).map(|group| Named { name: format!("第{group}组"), ty: Ty::Points });
        self.names.extend(read);
        (indicators, format!("\n总分 总积分 (total) {word} {{\n{total}{clauses}}}\n"))
    }

    /// A total of money that may read the first one and its groups.
    fn second_total(&mut self) -> String {
        let body = self.body(Ty::Money, 2);
        let word = self.combining();
        let cap = if self.random.chance(50) { "  最高 2000元\n" } else { "" };
        self.names.push(Named { name: "总补贴".to_owned(), ty: Ty::Money });
        format!("\n指标 补贴项 (grant_item) {{\n{body}}}\n\n总分 总补贴 (grant) {word} {{\n  补贴项\n{cap}}}\n")
    }

    fn combining(&mut self) -> String {
        self.random.word(&["合计", "合计", "合计", "择一", "取最高", "取最低"]).to_owned()
    }

    fn group_clauses(&mut self) -> String {
        let mut text = String::new();
        if self.random.chance(20) {
            text += &format!("    仅限 {}\n", self.expr(Ty::YesNo, 2));
        }
        for _ in 0..self.random.below(3) {
            if self.random.chance(50) {
                text += &format!("    {}\n", self.modifier(Ty::Points));
            }
        }
        text
    }

    fn result(&mut self, i: i64) -> String {
        let ty =
            *self.random.pick(&[Ty::YesNo, Ty::Int, Ty::Money, Ty::Points, Ty::Date, Ty::Month, Ty::Dec, Ty::Level]);
        let content = if ty != Ty::Month && self.random.chance(40) {
            format!(" {{\n{}}}", self.body(ty, 2))
        } else {
            format!(" = {}", self.expr(ty, DEPTH))
        };
        let name = format!("果{i}项");
        let text = format!("\n结果 {name} (r{i}) : {}{content}\n", ty.word());
        self.names.push(Named { name, ty });
        text
    }

    fn outcomes(&mut self) -> String {
        let mut text = format!("\n结论 {{\n  凡 {} 的,否决 (veto)\n", self.expr(Ty::YesNo, 2));
        let limit = self.random.word(&["5分", "10分", "0分", "20分"]).to_owned();
        text += &format!("  凡 总积分 不少于 {limit} 的,通过 (pass)\n");
        if self.random.chance(50) {
            text += &format!("  凡 {} 的,待定 (wait)\n", self.expr(Ty::YesNo, 2));
        }
        if self.random.chance(70) {
            text += "  其余,不通过 (fail)\n";
        }
        text += "}\n";
        if self.random.chance(30) {
            let condition = self.expr(Ty::YesNo, 2);
            text += &format!(
                "\n结论 子女入学 (school) {{\n  凡 {condition} 的,可入学 (yes_school)\n  其余,不可入学 (no_school)\n}}\n"
            );
        }
        text
    }
}
