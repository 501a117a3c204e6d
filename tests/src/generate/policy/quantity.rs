//! Numbers, money and points.

use super::words::{literal, unit};
use super::{Author, Ty};

impl Author<'_> {
    /// A number of a type.
    pub fn quantity(&mut self, ty: Ty, depth: usize) -> String {
        match (ty, self.random.below(10)) {
            (_, 0) => {
                let sign = self.random.word(&["+", "-"]).to_owned();
                format!("({} {sign} {})", self.expr(ty, depth), self.expr(ty, depth.min(1)))
            }
            (_, 1) => {
                let function = self.random.word(&["较大", "较小"]).to_owned();
                format!("{function}({}, {})", self.expr(ty, depth), self.expr(ty, depth.min(1)))
            }
            (Ty::Int, 2) => format!("({} * {})", self.expr(Ty::Int, depth), self.leaf(Ty::Int)),
            (_, 2) => self.product(ty, depth),
            (Ty::Int, 3 | 4) => self.between_dates(depth),
            (Ty::Int, 5) => format!("年份({})", self.expr(Ty::Date, depth.min(1))),
            (Ty::Int, _) => self.list_count(depth),
            (Ty::Dec, 3..6) => {
                let of = *self.random.pick(&[Ty::Int, Ty::Money, Ty::Points]);
                let by = if self.random.chance(80) { unit(self.random, of) } else { self.leaf(of) };
                format!("({} / {by})", self.expr(of, depth))
            }
            (Ty::Dec, 6) => "标准.费率".to_owned(),
            (Ty::Dec, _) => self.expr(Ty::Int, depth),
            (Ty::Money, 3) => self.parameter(depth),
            (Ty::Money, 4) if self.random.chance(50) => self.for_a_time(depth),
            (Ty::Points, 3 | 4) => self.allowance(depth),
            (Ty::Money, 4..8) => self.list_amount(depth),
            (_, 8) => {
                let function = self.random.word(&["舍去", "进位", "四舍五入"]).to_owned();
                format!("{function}({}, {})", self.expr(ty, depth), unit(self.random, ty))
            }
            (_, 9) => format!("-{}", self.leaf(ty)),
            _ => self.product(ty, depth),
        }
    }

    /// A number with a unit times or divided by a bare one.
    fn product(&mut self, ty: Ty, depth: usize) -> String {
        let bare = if self.random.chance(50) { Ty::Int } else { Ty::Dec };
        match self.random.below(4) {
            0 => format!("({} / {})", self.expr(ty, depth), unit(self.random, bare)),
            1 => format!("({} * {})", self.expr(bare, depth), literal(self.random, ty)),
            _ => format!("({} * {})", literal(self.random, ty), self.expr(bare, depth)),
        }
    }

    /// Money for a length of time.
    fn for_a_time(&mut self, depth: usize) -> String {
        match self.random.below(7) {
            0 => format!("(月租 * {})", self.random.word(&["12个月", "3年", "1年"])),
            1 => "(月租 * 合同期)".to_owned(),
            2 => format!("(月租 * {} * 1个月)", self.expr(Ty::Int, depth.min(1))),
            3 => format!("(周租 * {})", self.random.word(&["2周", "52周", "10日"])),
            4 => "(年金 * 18个月)".to_owned(),
            5 => "(合同期 * 年金)".to_owned(),
            _ => format!("(周租 * {} * 1周)", self.leaf(Ty::Int)),
        }
    }

    /// A parameter by two classes.
    fn allowance(&mut self, depth: usize) -> String {
        let Some(kind) = self.name(Ty::Kind) else { return self.leaf(Ty::Points) };
        let level = self.name(Ty::Level).unwrap_or_else(|| "学历".to_owned());
        if self.random.chance(50) {
            return format!("津贴({kind}, {level})");
        }
        let at = if self.random.chance(50) { Ty::Date } else { Ty::Month };
        format!("津贴({kind}, {level}, {})", self.expr(at, depth.min(1)))
    }

    fn parameter(&mut self, depth: usize) -> String {
        let kind = self.name(Ty::Kind);
        match (self.random.below(6), kind) {
            (0, _) => "社平工资".to_owned(),
            (1, _) => format!("社平工资({})", self.expr(Ty::Month, depth.min(1))),
            (2, Some(kind)) => format!("低保({kind})"),
            (3, Some(kind)) => format!("低保({kind}, {})", self.expr(Ty::Date, depth.min(1))),
            (4, _) => "标准.上限".to_owned(),
            _ => format!("标准({}).上限", self.expr(Ty::Date, depth.min(1))),
        }
    }
}
