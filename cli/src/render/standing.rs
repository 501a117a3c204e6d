//! Which version applies, by which clause, or which may.

use super::explanation::Printer;
use jifen_interpreter::report::{Applied, Candidate};
use std::io;

impl Printer<'_> {
    /// What is said of the version behind the heading; nothing where one applies without more ado.
    pub(super) fn standing(&mut self) -> io::Result<()> {
        let report = self.report;
        let open = report.version.is_none();
        if let (Some(clause), false) = (&report.transition, open) {
            let unknown = match clause.holds {
                "yes" => "",
                _ => self.pick(
                    "(能否适用尚不能确定,但结果都适用同一版本)",
                    " (whether it applies is open, but the version is the same either way)",
                ),
            };
            writeln!(self.out, "\n{}{unknown}", self.clause(clause))?;
        }
        if report.versions.is_empty() && !open {
            return Ok(());
        }
        let lead = match (&report.transition, open) {
            (_, false) => self.pick("比较的版本:", "the versions compared:"),
            (Some(_), true) => self.pick("尚不能确定适用哪个版本,可能是:", "which version applies is open; it may be:"),
            (None, true) => self.pick(
                "申请日未知,不能确定适用哪个版本,可能是:",
                "the filing date is unknown, so the version can't be told; it may be:",
            ),
        };
        if open {
            writeln!(self.out)?;
        }
        writeln!(self.out, "{}", if open { self.paint.yellow(lead) } else { lead.to_owned() })?;
        for candidate in &report.versions {
            self.candidate(candidate)?;
        }
        Ok(())
    }

    fn candidate(&mut self, candidate: &Candidate) -> io::Result<()> {
        let outcome = candidate.names.join(self.pick(" 或 ", " or "));
        let parts = [candidate.shown.as_str(), outcome.as_str()];
        let found = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let found = found.join(self.pick(",", ", "));
        writeln!(self.out, "  {} {}  {found}", self.mark(candidate.holds), self.paint.bold(&candidate.version))?;
        if self.report.version.is_none() {
            for clause in &candidate.by {
                writeln!(self.out, "      {}", self.clause(clause))?;
            }
        }
        Ok(())
    }

    fn clause(&self, clause: &Applied) -> String {
        format!("{} {}: {}{}", self.pick("版本", "version"), clause.of, clause.text, self.cite(&clause.cite))
    }
}
