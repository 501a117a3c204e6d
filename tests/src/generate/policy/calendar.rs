//! Days, months, and what lies between them.

use super::words::literal;
use super::{Author, Ty};

impl Author<'_> {
    /// A day.
    pub fn date(&mut self, depth: usize) -> String {
        match self.random.below(9) {
            8 => self.numbered_day(depth),
            0 | 1 => {
                let sign = self.random.word(&["+", "-"]).to_owned();
                let length = if self.random.chance(25) {
                    self.random.word(&["1日", "30天", "400天", "1周", "26周"]).to_owned()
                } else {
                    literal(self.random, Ty::Length)
                };
                format!("({} {sign} {length})", self.expr(Ty::Date, depth))
            }
            2 => format!("周年日({}, {})", self.expr(Ty::Date, depth), self.random.between(0, 20)),
            3 if self.random.chance(40) => format!("截止日({})", self.expr(Ty::Date, depth)),
            3 => format!("年初({})", self.expr(Ty::Date, depth)),
            4 => {
                let function = self.random.word(&["首日", "末日"]).to_owned();
                format!("{function}({})", self.expr(Ty::Month, depth))
            }
            5 => {
                let function = self.random.word(&["较大", "较小"]).to_owned();
                if self.random.chance(30) {
                    return format!("{function}({}, {}, 2019-06-30)", self.expr(Ty::Date, depth), self.leaf(Ty::Date));
                }
                format!("{function}({}, {})", self.expr(Ty::Date, depth), self.leaf(Ty::Date))
            }
            _ => self.list_date(),
        }
    }

    /// A day from its numbers, seldom one that there may not be.
    fn numbered_day(&mut self, depth: usize) -> String {
        let year = match self.random.below(3) {
            0 => "年度".to_owned(),
            1 => format!("年份({})", self.expr(Ty::Date, depth.min(1))),
            _ => self.random.word(&["2016", "2019", "2020"]).to_owned(),
        };
        let year = if year == "年度" && !self.names.iter().any(|named| named.name == year) {
            "2018".to_owned()
        } else {
            year
        };
        match self.random.below(8) {
            0 => format!("日期({year}, 2, 29)"),
            1 => format!("日期({year}, {}, 15)", self.leaf(Ty::Int)),
            _ => format!("日期({year}, {}, {})", self.random.between(1, 12), self.random.between(1, 28)),
        }
    }

    /// A month.
    pub fn month(&mut self, depth: usize) -> String {
        match self.random.below(4) {
            3 => format!("较大({}, {})", self.expr(Ty::Month, depth), self.leaf(Ty::Month)),
            0 => format!("所在月({})", self.expr(Ty::Date, depth)),
            1 => format!("({} + {})", self.expr(Ty::Month, depth), literal(self.random, Ty::Length)),
            _ => format!("({} - {})", self.expr(Ty::Month, depth), literal(self.random, Ty::Length)),
        }
    }

    /// A length of time, of months and days too.
    pub fn length(&mut self, depth: usize) -> String {
        match self.random.below(8) {
            0 => format!("({} + {})", self.leaf(Ty::Length), literal(self.random, Ty::Length)),
            1 => format!(
                "({} + {})",
                literal(self.random, Ty::Length),
                self.random.word(&["1日", "20日", "40日", "2周"])
            ),
            2 => format!("({} * {})", self.leaf(Ty::Length), self.random.between(0, 3)),
            3 => format!("较小({}, {})", self.expr(Ty::Length, depth), literal(self.random, Ty::Length)),
            _ => self.leaf(Ty::Length),
        }
    }

    /// Full years, full months or days of a period.
    pub fn between_dates(&mut self, depth: usize) -> String {
        if self.random.chance(15) {
            let (from, to) = (self.expr(Ty::Month, depth.min(1)), self.expr(Ty::Month, depth.min(1)));
            return format!("整月({from} 至 {to})");
        }
        let function = self.random.word(&["整年", "整年", "整月", "天数"]).to_owned();
        format!("{function}({})", self.period(depth))
    }

    /// From one day to another; most often to the filing date.
    pub fn period(&mut self, depth: usize) -> String {
        let from = self.expr(Ty::Date, depth.min(1));
        let to = if self.random.chance(70) { "申请日期".to_owned() } else { self.expr(Ty::Date, depth.min(1)) };
        format!("{from} 至 {to}")
    }
}
