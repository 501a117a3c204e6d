//! What one line awards.

use super::words::{KINDS, LEVELS, unit};
use super::{Author, Ty};

impl Author<'_> {
    /// A cap, a floor, a factor or a rounding for values of a type.
    pub fn modifier(&mut self, ty: Ty) -> String {
        let value = if self.random.chance(80) { unit(self.random, ty) } else { self.expr(ty, 1) };
        match self.random.below(7) {
            0..3 => format!("最高 {value}"),
            3 => format!("最低 {value}"),
            4 => format!("乘 {}", self.leaf(Ty::Dec)),
            5 => format!("舍去到 {}", unit(self.random, ty)),
            _ => {
                let word = self.random.word(&["进位到", "四舍五入到"]).to_owned();
                format!("{word} {}", unit(self.random, ty))
            }
        }
    }

    /// `积 V`, `扣减 V` or `为 V`.
    pub fn give(&mut self, ty: Ty, word: &str, depth: usize) -> String {
        if word == "为" && self.random.chance(4) {
            return "为 空缺".to_owned();
        }
        let value = if ty == Ty::YesNo { self.operand(depth) } else { self.expr(ty, depth) };
        format!("{word} {value}")
    }

    /// What stands behind `凡 C 的,` or alone.
    pub fn scored(&mut self, ty: Ty, depth: usize) -> String {
        let numeric = matches!(ty, Ty::Points | Ty::Money | Ty::Int);
        let word = self.giving(ty);
        if !numeric {
            return if self.random.chance(70) { self.give(ty, &word, depth) } else { self.table(ty, &word, depth) };
        }
        match self.random.below(10) {
            0 | 1 => self.table(ty, &word, depth),
            2 => self.matrix(ty, depth),
            3 | 4 => self.per_unit(ty, &word, depth),
            5 => self.progressive(ty, &word, depth),
            6 => self.per_record(ty, &word, depth),
            _ => self.give(ty, &word, depth),
        }
    }

    /// The word that gives; one that takes, now and then.
    pub fn giving(&mut self, ty: Ty) -> String {
        match ty {
            Ty::Points => self.random.word(&["积", "积", "扣减"]),
            Ty::Money => self.random.word(&["积", "为"]),
            _ => "为",
        }
        .to_owned()
    }

    fn table(&mut self, ty: Ty, word: &str, depth: usize) -> String {
        let first = *self.random.pick(&[Ty::Kind, Ty::Level, Ty::Int, Ty::Money, Ty::YesNo, Ty::Length]);
        let more: &[Ty] = match self.random.below(20) {
            0..5 => &[Ty::Level],
            5 => &[Ty::Kind],
            6 => &[Ty::YesNo, Ty::Level],
            7 => &[Ty::Int, Ty::Level],
            _ => &[],
        };
        let mut keys = self.key(first, depth);
        for key in more {
            keys += &format!(", {}", self.key(*key, 0));
        }
        let mut lines = Vec::new();
        for _ in 0..self.random.between(1, 3) {
            let mut cases = self.case(first, depth);
            for key in more {
                let case = if self.random.chance(15) { "其余".to_owned() } else { self.case(*key, 0) };
                cases += &format!(", {case}");
            }
            let given = self.given(ty, word, depth);
            let apart = if more.is_empty() && cases.starts_with("凡") { "," } else { " " };
            lines.push(format!("    {cases}{apart}{given}"));
        }
        if self.random.chance(60) {
            let given = self.given(ty, word, 0);
            lines.push(format!("    其余 {given}"));
        }
        if lines.iter().all(|line| line.ends_with(" -")) {
            lines.push(format!("    其余 {word} {}", unit(self.random, ty)));
        }
        format!("按 {keys} {{\n{}\n  }}", lines.join("\n"))
    }

    fn given(&mut self, ty: Ty, word: &str, depth: usize) -> String {
        match self.random.below(10) {
            0 => "-".to_owned(),
            1 if matches!(ty, Ty::Points | Ty::Money | Ty::Int) => {
                let give = self.give(ty, word, depth.min(1));
                format!("{give},{}", self.modifier(ty))
            }
            _ => self.give(ty, word, depth.min(1)),
        }
    }

    /// A table's key; of yes or no, the key is `条件`.
    fn key(&mut self, ty: Ty, depth: usize) -> String {
        match ty {
            Ty::YesNo => "条件".to_owned(),
            Ty::Kind => self.name(ty).unwrap_or_else(|| "类别".to_owned()),
            Ty::Length if self.random.chance(70) => self.period(depth),
            ty => self.expr(ty, depth.min(1)),
        }
    }

    fn case(&mut self, ty: Ty, depth: usize) -> String {
        let set = |author: &mut Self, values: &[&str]| {
            let (a, b) = (author.random.word(values), author.random.word(values));
            if a == b { a.to_owned() } else { format!("({a}, {b})") }
        };
        match ty {
            Ty::Kind => set(self, &KINDS),
            Ty::Level if self.random.chance(30) => format!("{} 以上", self.random.word(&LEVELS)),
            Ty::Level => set(self, &LEVELS),
            Ty::YesNo => format!("凡 {} 的", self.expr(Ty::YesNo, depth.min(2))),
            ty => self.band(ty),
        }
    }

    /// Two rows and two columns.
    fn matrix(&mut self, ty: Ty, depth: usize) -> String {
        let row = *self.random.pick(&[Ty::Kind, Ty::Int, Ty::YesNo]);
        let column = *self.random.pick(&[Ty::Level, Ty::Level, Ty::Int, Ty::Money]);
        let heads = match column {
            Ty::Level => [self.random.word(&LEVELS).to_owned(), self.random.word(&["高级 以上", "其余"]).to_owned()],
            column => [self.band(column), self.random.word(&["其余", "5"]).to_owned()],
        };
        let heads = if column == Ty::Money { [heads[0].clone(), "其余".to_owned()] } else { heads };
        let mut lines = vec![format!("    | {} | {}", heads[0], heads[1])];
        for last in [false, true] {
            let case = if last && self.random.chance(50) { "其余".to_owned() } else { self.case(row, depth) };
            let cell = |author: &mut Self| {
                if author.random.chance(20) { "-".to_owned() } else { unit(author.random, ty) }
            };
            lines.push(format!("    {case} | {} | {}", unit(self.random, ty), cell(self)));
        }
        format!("按 {}, {} {{\n{}\n  }}", self.key(row, depth), self.key(column, 1), lines.join("\n"))
    }

    fn per_record(&mut self, ty: Ty, word: &str, depth: usize) -> String {
        let (text, list) = self.list(depth);
        let each = self.at_hand(list.fields, |author| {
            if author.random.chance(35) { author.table(ty, word, 1) } else { author.give(ty, word, 1) }
        });
        format!("按 {text},每条 {each}")
    }
}
