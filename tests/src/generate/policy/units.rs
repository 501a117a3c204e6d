//! Awards for each unit, and by parts.

use super::words::unit;
use super::{Author, Ty};

impl Author<'_> {
    /// `按 X,每满 U 积 V, …`.
    pub fn per_unit(&mut self, gives: Ty, give: &str, depth: usize) -> String {
        let ty = *self.random.pick(&[Ty::Int, Ty::Money, Ty::Date, Ty::Date, Ty::Dec, Ty::Length]);
        let (quantity, unit_of) = match ty {
            Ty::Date => (self.period(depth), Ty::Length),
            ty => (self.expr(ty, depth), ty),
        };
        let mut text =
            format!("按 {quantity},{} {give} {}", self.each(unit_of, ty == Ty::Date), self.each_gives(gives));
        let over_days = ty == Ty::Date && self.random.chance(10);
        if self.random.chance(30) {
            text += &format!(",满 {} 后计入", unit(self.random, unit_of));
        }
        if self.random.chance(25) {
            let over = if over_days { "90天".to_owned() } else { unit(self.random, unit_of) };
            text += &format!(",超过 {over} 的部分");
        }
        if self.random.chance(35) {
            text += &format!(",{}", self.modifier(gives));
        }
        text
    }

    /// `每满 U`, `每 U 不足也计`, `每 U 按比例`; of periods also with days.
    fn each(&mut self, ty: Ty, days: bool) -> String {
        let unit = match ty {
            Ty::Length if days && self.random.chance(15) => self.random.word(&["30天", "2周"]).to_owned(),
            ty => unit(self.random, ty),
        };
        match self.random.below(4) {
            0 => format!("每 {unit} 不足也计"),
            1 => format!("每 {unit} 按比例"),
            _ => format!("每满 {unit}"),
        }
    }

    fn each_gives(&mut self, gives: Ty) -> String {
        if self.random.chance(80) { unit(self.random, gives) } else { self.expr(gives, 1) }
    }

    /// `按 X 分段 { … }`, two or three bands.
    pub fn progressive(&mut self, gives: Ty, give: &str, depth: usize) -> String {
        let ty = if gives == Ty::Money { Ty::Money } else { *self.random.pick(&[Ty::Int, Ty::Money]) };
        let bands: [&str; 3] = match ty {
            Ty::Money => ["0元..1000元", "1000元..<1万元", "1万元 以上"],
            _ => ["..3", "3..<8", "超过 8"],
        };
        let quantity = self.expr(ty, depth);
        let count = self.random.between(2, 3) as usize;
        let mut lines = Vec::new();
        for band in bands.into_iter().take(count) {
            let rate = if gives == ty && give != "扣减" && self.random.chance(50) {
                format!("乘 {}", self.random.word(&["3%", "0.5", "10%"]))
            } else {
                format!("{} {give} {}", self.each(ty, false), unit(self.random, gives))
            };
            lines.push(format!("    {band} {rate}"));
        }
        format!("按 {quantity} 分段 {{\n{}\n  }}", lines.join("\n"))
    }
}
