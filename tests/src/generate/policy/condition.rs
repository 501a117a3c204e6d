//! Conditions.

use super::words::{KINDS, LEVELS, comparison, literal, range};
use super::{Author, Ty};

impl Author<'_> {
    /// Something that is yes, no or none.
    pub fn condition(&mut self, depth: usize) -> String {
        match self.random.below(16) {
            0 | 1 => {
                let word = self.random.word(&["且", "或"]).to_owned();
                let count = self.random.between(2, 3);
                let parts: Vec<_> = (0..count).map(|_| self.operand(depth)).collect();
                parts.join(&format!(" {word} "))
            }
            2 => format!("不 {}", self.operand(depth)),
            3 => self.choice_condition(),
            4 | 5 => self.band_condition(depth),
            6 => self.window_condition(depth),
            7 => self.presence(),
            8 => self.list_condition(depth),
            9 if !self.alternatives.is_empty() => {
                let (name, values) = *self.random.pick(&self.alternatives);
                format!("{name} 为 {}", self.random.word(&values))
            }
            10 => self.catalogue_condition(depth),
            11 => self.measured(),
            12 if self.random.chance(50) => {
                let word = comparison(self.random, Ty::Length);
                let length = if self.random.chance(20) { "26周".to_owned() } else { self.leaf(Ty::Length) };
                format!("({}) {word} {length}", self.period(depth))
            }
            12 => {
                let (period, band) = (self.period(depth), self.band(Ty::Length));
                format!("({period}) 在 {band}")
            }
            _ => self.compared(depth),
        }
    }

    /// Something of a unit of its own.
    fn measured(&mut self) -> String {
        let word = comparison(self.random, Ty::Int);
        let texts = [
            format!("按年计(月租) {word} 3万元/年"),
            format!("月租 {word} 按月计(12000元/年)"),
            format!("(月租 * 2) {word} 3000元/月"),
            format!("工时 {word} 50小时"),
            format!("舍去(工时, 10小时) {word} 100小时"),
            format!("(工时 / 3小时) {word} 12.5"),
            format!("合同期 {word} 1年"),
            format!("(合同期 + 6个月) {word} 18个月"),
        ];
        self.random.pick(&texts).clone()
    }

    /// A number, and a condition that bounds it.
    pub fn bounded(&mut self, depth: usize) -> (String, String) {
        let number = self.expr(Ty::Int, depth);
        let limit = self.expr(Ty::Int, depth.min(1));
        let condition = match self.random.below(6) {
            0 => format!("{number} 在 {}", self.band(Ty::Int)),
            1 => format!("不 ({number} {} {limit})", comparison(self.random, Ty::Int)),
            2 => format!("{limit} {} {number} 且 {}", comparison(self.random, Ty::Int), self.operand(1)),
            _ => format!("{number} {} {limit}", comparison(self.random, Ty::Int)),
        };
        (number, condition)
    }

    /// A condition that can stand beside `且`, `或` and behind `不`.
    pub fn operand(&mut self, depth: usize) -> String {
        let inner = self.expr(Ty::YesNo, depth);
        if inner.contains(' ') { format!("({inner})") } else { inner }
    }

    fn compared(&mut self, depth: usize) -> String {
        let ty =
            *self.random.pick(&[Ty::Int, Ty::Int, Ty::Money, Ty::Dec, Ty::Date, Ty::Month, Ty::Points, Ty::Length]);
        let (a, b) = (self.expr(ty, depth), self.expr(ty, depth.min(1)));
        format!("{a} {} {b}", comparison(self.random, ty))
    }

    fn choice_condition(&mut self) -> String {
        let ty = if self.random.chance(50) { Ty::Kind } else { Ty::Level };
        let Some(name) = self.name(ty) else { return self.compared(0) };
        let values: &[&str] = if ty == Ty::Kind { &KINDS } else { &LEVELS };
        let (a, b) = (self.random.word(values), self.random.word(values));
        match self.random.below(4) {
            0 => format!("{name} {} {a}", comparison(self.random, ty)),
            1 if a != b => format!("{name} 在 ({a}, {b})"),
            2 if a != b => format!("{name} 不在 ({a}、{b})"),
            _ if ty == Ty::Level => format!("{name} 不低于 {a}"),
            _ => format!("{name} 为 {a}"),
        }
    }

    fn band_condition(&mut self, depth: usize) -> String {
        let ty = *self.random.pick(&[Ty::Int, Ty::Int, Ty::Money, Ty::Date, Ty::Month, Ty::Length]);
        let word = self.random.word(&["在", "在", "不在"]).to_owned();
        let value = self.expr(ty, depth);
        let band = self.band(ty);
        if self.random.chance(20) {
            let other = self.band(ty);
            return format!("{value} {word} ({band}, {other})");
        }
        format!("{value} {word} {band}")
    }

    /// A range of constants; now and then an empty one.
    pub fn band(&mut self, ty: Ty) -> String {
        let (a, b) = range(self.random, ty);
        match self.random.below(8) {
            0 | 1 => format!("{a}..{b}"),
            2 => format!("{a}..<{b}"),
            3 => format!("{a}.."),
            4 => format!("{a} 以上"),
            5 => format!("不满 {a}"),
            6 => format!("{} {a}", self.random.word(&["超过", "不超过", "不少于"])),
            7 if self.random.chance(40) => format!("{a} 以下"),
            7 if self.random.chance(50) && ty != Ty::Length => format!("超过 {a} 至 {b}"),
            _ => format!("..{b}"),
        }
    }

    fn window_condition(&mut self, depth: usize) -> String {
        let ty = if self.random.chance(50) { Ty::Date } else { Ty::Month };
        let value = self.expr(ty, depth.min(1));
        let days = ty == Ty::Date && self.random.chance(20);
        let length =
            if days { self.random.word(&["30天", "2周", "52周"]).to_owned() } else { self.leaf(Ty::Length) };
        format!("{value} {} 最近 {length} 内", self.random.word(&["在", "在", "不在"]))
    }

    fn presence(&mut self) -> String {
        let mut names: Vec<String> =
            ["来沪日期", "首缴月份", "在职", "纳税", "类别", "配偶", "配偶.学历", "期限", "企业"]
                .map(str::to_owned)
                .to_vec();
        let optional = ["缴费类别", "罚款", "撤销日", "止", "成立日"];
        let of_entry = |name: &str| optional.contains(&name.trim_start_matches("外项."));
        names.extend(self.fields.iter().map(|f| f.name.clone()).filter(|n| of_entry(n)));
        let name = self.random.pick(&names).clone();
        format!("{} {name}", self.random.word(&["有", "没有"]))
    }

    fn catalogue_condition(&mut self, depth: usize) -> String {
        let code = self.name(Ty::Code).unwrap_or_else(|| "职业".to_owned());
        match self.random.below(3) {
            0 => format!("{code} 在 紧缺"),
            1 => format!("{code} 在 紧缺({})", self.expr(Ty::Date, depth.min(1))),
            _ => format!("{code} 为 {}", literal(self.random, Ty::Code)),
        }
    }
}
