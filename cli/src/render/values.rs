//! Results, and the definitions and parameters that were asked, on the terminal.

use super::explanation::Printer;
use jifen_interpreter::report::{AppliedStep, DefinitionReport, FactReport, Lost, Reason, ResultReport};
use std::io;

/// How many steps stand on one line.
const SHORT: usize = 3;

impl Printer<'_> {
    /// The results, one below the other.
    pub(super) fn results(&mut self) -> io::Result<()> {
        let report = self.report;
        if !report.result_details.is_empty() {
            writeln!(self.out)?;
        }
        report.result_details.iter().try_for_each(|result| self.result(result))
    }

    fn result(&mut self, result: &ResultReport) -> io::Result<()> {
        self.line(0, &self.name(&result.name, &result.key), &result.shown, "", &result.cite)?;
        if self.brief {
            return Ok(());
        }
        self.facts(&result.facts, 2)?;
        self.made(&result.because, 2)?;
        self.applied(&result.applied, &result.lost, 2)?;
        self.lost(&result.lost, 2)?;
        self.notes(&result.notes, 2)
    }

    /// What was asked on the way, each once.
    pub(super) fn definitions(&mut self) -> io::Result<()> {
        let report = self.report;
        if self.brief || report.definitions.is_empty() {
            return Ok(());
        }
        let heading = self.pick("用到的定义和参数", "definitions and parameters that were used");
        writeln!(self.out, "\n{}", self.paint.bold(heading))?;
        report.definitions.iter().try_for_each(|one| self.definition(one))
    }

    fn definition(&mut self, one: &DefinitionReport) -> io::Result<()> {
        writeln!(self.out, "  {} = {}{}", one.text, one.value, self.cite(&one.cite))?;
        // What stands below a condition above is not said again.
        if self.inline.contains(&one.text) {
            return Ok(());
        }
        self.made(&one.because, 6)?;
        self.applied(&one.applied, &[], 6)?;
        self.notes(&one.notes, 6)
    }

    /// How a value came about: a formula with what it is made of below, or line by line.
    fn made(&mut self, because: &[Reason], indent: usize) -> io::Result<()> {
        for reason in because {
            if !reason.text.starts_with("= ") {
                self.reason(reason, indent, false)?;
                continue;
            }
            if reason.conditions.len() < 2 {
                writeln!(self.out, "{:indent$}{}", "", reason.text)?;
            }
            let below = if reason.conditions.len() < 2 { indent + 4 } else { indent };
            self.conditions(reason, below)?;
            self.how(reason, below)?;
        }
        Ok(())
    }

    /// How a line's value came about; what goes through a list, one below the other.
    pub(super) fn how(&mut self, reason: &Reason, indent: usize) -> io::Result<()> {
        let (steps, rest): (Vec<&String>, Vec<&String>) =
            reason.how.iter().partition(|h| SHORT < reason.how.len() && h.contains(" → "));
        let rest: Vec<&str> = rest.into_iter().map(String::as_str).collect();
        if !rest.is_empty() {
            writeln!(self.out, "{:indent$}{}", "", rest.join(self.pick(";", "; ")))?;
        }
        for step in steps {
            writeln!(self.out, "{:indent$}{step}", "")?;
        }
        Ok(())
    }

    /// The facts that a rule read, on one line.
    pub(super) fn facts(&mut self, facts: &[FactReport], indent: usize) -> io::Result<()> {
        if facts.is_empty() {
            return Ok(());
        }
        let facts: Vec<String> = facts.iter().map(|f| format!("{} {}", self.name(&f.name, &f.key), f.value)).collect();
        let facts = format!("{}{}", self.pick("依据事实:", "facts: "), facts.join(self.pick("、", ", ")));
        writeln!(self.out, "{:indent$}{}", "", self.paint.dim(&facts))
    }

    /// Modifiers on the whole that changed something, in the order in which they were applied. Where there are caps only,
    /// what was lost says it all.
    pub(super) fn applied(&mut self, applied: &[AppliedStep], lost: &[Lost], indent: usize) -> io::Result<()> {
        let steps: Vec<&AppliedStep> = applied.iter().filter(|a| a.before != a.after).collect();
        let told = lost.iter().any(|l| matches!(l.why, "cap" | "group_cap"));
        if steps.is_empty() || told && steps.iter().all(|a| a.kind == "cap") {
            return Ok(());
        }
        let steps: Vec<&str> = steps.into_iter().map(|a| a.text.as_str()).collect();
        let steps = steps.join(self.pick(";", "; "));
        writeln!(self.out, "{:indent$}{}{steps}", "", self.pick("整项:", "on the whole: "))
    }
}
