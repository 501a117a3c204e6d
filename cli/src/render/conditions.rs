//! The parts of a condition on the terminal: whether each holds, and what it compared.

use super::explanation::Printer;
use jifen_interpreter::report::{Asked, ConditionReport, Reason};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Cells up to which the parts of a condition share a line, and up to which what was compared is repeated whole.
const LINE: usize = 90;
const LONG: usize = 32;

impl Printer<'_> {
    /// The values that a condition compared, on one line where they fit; parts are marked where there are several.
    /// Below them what the definitions in it ask, each once in an indicator.
    pub(super) fn conditions(&mut self, reason: &Reason, indent: usize) -> io::Result<()> {
        let own: Vec<&ConditionReport> = reason.conditions.iter().filter(|c| c.depth == 0).collect();
        let said: Vec<String> = match own.as_slice() {
            [only] => self.values(only).into_iter().collect(),
            several => {
                let mut all = Vec::new();
                for c in several {
                    all.push(format!("{} {}", self.mark(c.holds), self.with_values(c)));
                }
                all
            }
        };
        let joint = self.pick(";", "; ");
        let width: usize = said.iter().map(|s| s.width() + joint.width()).sum();
        match width <= LINE {
            true if said.is_empty() => {}
            true => writeln!(self.out, "{:indent$}{}", "", said.join(joint))?,
            false => said.iter().try_for_each(|s| writeln!(self.out, "{:indent$}{s}", ""))?,
        }
        let inside: Vec<&ConditionReport> =
            reason.conditions.iter().filter(|c| 0 < c.depth && !self.told.contains(&c.of)).collect();
        for one in &inside {
            let indent = indent + 2 * one.depth - 2;
            let (colon, mark) = (self.pick(":", ": "), self.mark(one.holds));
            let said = self.with_values(one);
            writeln!(self.out, "{:indent$}{}{colon}{mark} {said}", "", one.of)?;
        }
        self.told.extend(inside.iter().map(|c| c.of.clone()));
        self.inline.extend(inside.iter().filter(|c| c.depth == 1).map(|c| c.of.clone()));
        Ok(())
    }

    fn with_values(&mut self, condition: &ConditionReport) -> String {
        match self.values(condition) {
            None => condition.text.clone(),
            Some(values) if self.zh => format!("{}({values})", condition.text),
            Some(values) => format!("{} ({values})", condition.text),
        }
    }

    /// What a condition compared. Of a plain yes or no the mark says it all, except that there is none.
    fn values(&mut self, condition: &ConditionReport) -> Option<String> {
        let none = self.pick("无", "none");
        let shown = condition.values.iter().filter(|v| !condition.plain || v.value == none);
        let mut shown: Vec<String> = shown.map(|v| format!("{} = {}", self.short(v), v.value)).collect();
        if let Some(said) = &mut self.said {
            shown.retain(|v| said.insert(v.clone()));
        }
        (!shown.is_empty()).then(|| shown.join(self.pick(",", ", ")))
    }

    /// What was compared; a long call, which stands right above, without its arguments.
    fn short(&self, asked: &Asked) -> String {
        match asked.text.split_once('(') {
            Some((name, rest)) if LONG < asked.text.width() && closes_at_end(rest) => format!("{name}(…)"),
            _ => asked.text.clone(),
        }
    }
}

/// Whether the parenthesis opened in front of a text is closed by its last character.
fn closes_at_end(rest: &str) -> bool {
    let mut open = 1;
    let close = rest.char_indices().find(|(_, c)| {
        open += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        open == 0
    });
    close.is_some_and(|(at, _)| at + 1 == rest.len())
}

#[cfg(test)]
mod tests {
    use super::closes_at_end;

    #[test]
    fn whole_calls() {
        assert!(closes_at_end("缴费 其中 (甲))"));
        assert!(!closes_at_end("甲) + 计数(乙)"));
        assert!(!closes_at_end("甲"));
    }
}
