//! Bodies: lines, how they combine, guards and modifiers.

use super::words::unit;
use super::{Author, Ty};

impl Author<'_> {
    /// The inside of an indicator or a definition, without braces.
    pub fn body(&mut self, ty: Ty, depth: usize) -> String {
        let numeric = matches!(ty, Ty::Points | Ty::Money | Ty::Int);
        let mut clauses = Vec::new();
        let guards = *self.random.pick(&[0, 0, 0, 0, 0, 1, 2]);
        let guards: Vec<_> = (0..guards).map(|_| format!("仅限 {}", self.expr(Ty::YesNo, depth))).collect();
        let count = *self.random.pick(&[1, 1, 2, 2, 3]);
        if 1 < count {
            let words: &[&str] = if numeric {
                &["", "取最高", "取最低", "合计", "取首个", "须一致", "全部", "择一"]
            } else {
                &["", "取首个", "须一致"]
            };
            let word = self.random.word(words);
            clauses.extend((!word.is_empty()).then(|| word.to_owned()));
        }
        for i in 1..=count {
            let label = if count == 1 { String::new() } else { format!("({i}) ") };
            let line = self.line(ty, i == count && 1 < count, depth);
            clauses.push(format!("{label}{line}"));
        }
        for _ in 0..self.random.below(3) {
            if numeric && self.random.chance(60) {
                clauses.push(self.modifier(ty));
            }
        }
        for guard in guards {
            // A line that begins with `为` would go on with the guard's sentence.
            let first = clauses.first().is_some_and(|clause| !clause.starts_with("为"));
            clauses.insert(if first { 0 } else { clauses.len() }, guard);
        }
        clauses.iter().map(|clause| format!("  {clause}\n")).collect()
    }

    fn line(&mut self, ty: Ty, last: bool, depth: usize) -> String {
        if matches!(ty, Ty::Points | Ty::Int) && self.random.chance(12) {
            return self.bounded_line(ty, depth);
        }
        let mut scored = self.scored(ty, depth);
        if matches!(ty, Ty::Points | Ty::Money | Ty::Int) && self.random.chance(12) {
            scored += &format!(",{}", self.modifier(ty));
        }
        match self.random.below(10) {
            0..3 if last => format!("其余,{scored}"),
            0..8 => format!("凡 {} 的,{scored}", self.expr(Ty::YesNo, depth)),
            _ => scored,
        }
    }

    /// A line whose value reads what its condition bounds.
    fn bounded_line(&mut self, ty: Ty, depth: usize) -> String {
        let word = self.giving(ty);
        let one = unit(self.random, ty);
        let (number, condition) = self.bounded(depth.min(2));
        if self.random.chance(25) {
            let band = self.band(Ty::Int);
            return format!(
                "按 {number} {{\n    {band} {word} {one} * {number}\n    其余 {word} {one} * (7 - {number})\n  }}"
            );
        }
        match self.random.below(3) {
            0 => format!("凡 {condition} 的,{word} {one} * {number}"),
            1 => format!("凡 {condition} 的,{word} {one} * (12 - {number})"),
            _ => format!("凡 {condition} 的,按 {number},每满 2 {word} {one}"),
        }
    }

    /// A body of conditions only: how many hold, or whether all do.
    pub fn conditions(&mut self, word: &str, depth: usize) -> String {
        let mut text = format!("  {word}\n");
        for i in 1..=self.random.between(2, 3) {
            text += &format!("  ({i}) 凡 {} 的\n", self.expr(Ty::YesNo, depth));
        }
        text
    }
}
