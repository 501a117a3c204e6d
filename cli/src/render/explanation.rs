//! The explanation of an assessment on the terminal.

use super::changes::written_by;
use super::paint::Paint;
use crate::Streams;
use jifen_grammar::keywords::Language;
use jifen_interpreter::model::Provenance;
use jifen_interpreter::report::{GroupReport, IndicatorReport, Inside, Reason, Report, TotalShown, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Where a name's points begin, at least and at most, and how many cells they take.
const NAME: usize = 34;
const WIDEST_NAME: usize = 64;
const POINTS: usize = 12;

/// Prints a report; `brief` leaves the reasons out.
pub fn print(report: &Report, language: Language, brief: bool, streams: &mut Streams<'_>) -> io::Result<()> {
    Printer::new(report, language, brief, streams).all()
}

/// Prints the reasons of one indicator or group by its key, or, with no key, those of the outcome.
pub fn print_rule(report: &Report, key: &str, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    let mut printer = Printer::new(report, language, false, streams);
    if key.is_empty() {
        return printer.steps(&report.shown.verdict);
    }
    if let Some(indicator) = printer.indicators.get(key).copied() {
        return printer.indicator(indicator, INSIDE);
    }
    if let Some(group) = report.groups.iter().find(|g| g.key == key) {
        return printer.group(group, INSIDE);
    }
    if let Some(total) = report.shown.totals.iter().find(|t| t.key == key) {
        return writeln!(printer.out, "{:INSIDE$}{} = {}", "", total.name, total.sum);
    }
    Ok(())
}

/// How far a rule that is shown by itself is set in.
const INSIDE: usize = 4;

pub(super) struct Printer<'a> {
    pub(super) report: &'a Report,
    /// By key.
    indicators: BTreeMap<&'a str, &'a IndicatorReport>,
    pub(super) zh: bool,
    pub(super) brief: bool,
    pub(super) paint: Paint,
    pub(super) out: &'a mut dyn Write,
    /// Where the points begin.
    column: usize,
    /// The definitions that were explained in the indicator at hand.
    pub(super) told: BTreeSet<String>,
    /// The definitions that were explained below a condition.
    pub(super) inline: BTreeSet<String>,
    /// While the steps to an outcome are printed: the values that were named.
    pub(super) said: Option<BTreeSet<String>>,
}

impl<'a> Printer<'a> {
    fn new(report: &'a Report, language: Language, brief: bool, streams: &'a mut Streams<'_>) -> Printer<'a> {
        let mut printer = Printer {
            report,
            indicators: report.indicators.iter().map(|i| (i.key.as_str(), i)).collect(),
            zh: language == Language::Zh,
            brief,
            paint: Paint(streams.surroundings.terminal),
            out: streams.out,
            column: NAME,
            told: BTreeSet::new(),
            inline: BTreeSet::new(),
            said: None,
        };
        printer.column = printer.widest().clamp(NAME, WIDEST_NAME);
        printer
    }

    pub(super) fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.zh { zh } else { en }
    }

    fn all(&mut self) -> io::Result<()> {
        let report = self.report;
        self.heading()?;
        self.standing()?;
        let shown = &report.shown;
        let open = !shown.unknown.is_empty() || !shown.presumed.is_empty();
        if open || !shown.verdict.key.is_empty() || !report.errors.is_empty() || !report.warnings.is_empty() {
            writeln!(self.out)?;
        }
        if !report.shown.verdict.key.is_empty() {
            self.verdict(&report.shown.verdict, true)?;
        }
        for verdict in &report.outcomes {
            self.verdict(verdict, false)?;
        }
        for error in &report.errors {
            let rule = self.name(&text(error, "name"), &text(error, "rule"));
            let words = format!("{rule}{}{}", self.pick(":", ": "), text(error, "message"));
            let mark = self.paint.red(self.pick("错误", "error"));
            writeln!(self.out, "  {mark} {words}")?;
        }
        for warning in &report.warnings {
            let mark = self.paint.yellow(self.pick("注意", "warning"));
            writeln!(self.out, "  {mark} {warning}")?;
        }
        self.open_items()?;
        self.results()?;
        for total in &report.shown.totals {
            writeln!(self.out)?;
            self.total(total)?;
        }
        self.definitions()
    }

    /// The cells up to which names go, indentation included.
    fn widest(&self) -> usize {
        let report = self.report;
        let results = report.result_details.iter().map(|r| self.name(&r.name, &r.key).width());
        let totals = report.shown.totals.iter().map(|t| self.name(&t.name, &t.key).width());
        let inside = report.shown.totals.iter().map(|t| self.widest_inside(&t.members, 1));
        results.chain(totals).chain(inside).max().unwrap_or(0) + 2
    }

    fn widest_inside(&self, members: &[Inside], depth: usize) -> usize {
        let of = |member: &Inside| match member {
            Inside::Indicator(key) => {
                let found = self.report.indicators.iter().find(|i| i.key == *key);
                found.map_or(0, |i| 2 * depth + self.name(&i.name, &i.key).width())
            }
            Inside::Group(key) => self.report.groups.iter().find(|g| g.key == *key).map_or(0, |g| {
                let own = 2 * depth + self.name(&g.name, &g.key).width();
                own.max(self.widest_inside(&g.members, depth + 1))
            }),
        };
        members.iter().map(of).max().unwrap_or(0)
    }

    fn heading(&mut self) -> io::Result<()> {
        let shown = &self.report.shown;
        let mut parts = shown.heading.iter().filter(|s| !s.is_empty());
        let name = parts.next().cloned().unwrap_or_default();
        let version = parts.next().cloned().unwrap_or_default();
        let rest: Vec<&str> = parts.map(String::as_str).collect();
        let heading = format!("{} {version}  {}", self.paint.bold(&name), self.paint.dim(&rest.join("  ")));
        writeln!(self.out, "{}", heading.trim_end())?;
        write!(self.out, "{}", self.paint.dim(&self.report.source))?;
        if let Some((name, day)) = &shown.filing {
            write!(self.out, "  {name} {day}")?;
        }
        if let Some(day) = &self.report.counting_date {
            write!(self.out, "  {} {day}", self.pick("计算日", "counting date"))?;
        }
        writeln!(self.out)
    }

    fn verdict(&mut self, verdict: &Verdict, main: bool) -> io::Result<()> {
        let heading = if main { self.pick("结论", "outcome").to_owned() } else { verdict.key.clone() };
        let open = verdict.outcome.as_deref() == Some("undetermined");
        let shown = self.name(&verdict.name, verdict.outcome.as_deref().unwrap_or_default());
        let name = if open { self.paint.yellow(&shown) } else { self.paint.bold(&shown) };
        writeln!(self.out, "{heading}  {name}{}", self.cite(&verdict.cite))?;
        if open {
            let or = self.pick(" 或 ", " or ");
            writeln!(self.out, "  {}{}", self.pick("可能是:", "possible: "), verdict.names.join(or))?;
        }
        if self.brief {
            return Ok(());
        }
        self.steps(verdict)
    }

    /// Why this outcome, and none before it.
    fn steps(&mut self, verdict: &Verdict) -> io::Result<()> {
        self.told.clear();
        self.said = Some(BTreeSet::new());
        for reason in &verdict.because {
            let arrow = format!("{} → {}", reason.text, reason.shown);
            writeln!(
                self.out,
                "  {} {arrow}{}",
                self.mark(reason.holds),
                self.cite(&self.amended(&reason.cite, &reason.provenance))
            )?;
            self.conditions(reason, 4)?;
        }
        self.said = None;
        Ok(())
    }

    fn open_items(&mut self) -> io::Result<()> {
        let presumed = self.report.shown.presumed.iter();
        let presumed: Vec<String> = presumed.map(|(words, cite)| format!("{words}{}", self.cite(cite))).collect();
        if !presumed.is_empty() {
            writeln!(self.out, "  {}", self.pick("未填报而按规定推定:", "absent, and presumed by the measure:"))?;
            for line in presumed {
                writeln!(self.out, "    {line}")?;
            }
        }
        let unknown = &self.report.shown.unknown;
        if !unknown.is_empty() {
            let lead = self.pick("尚缺(最要紧的在前):", "missing, the most important first: ");
            let joined = unknown.join(self.pick("、", "; "));
            writeln!(self.out, "  {}{joined}", self.paint.yellow(lead))?;
        }
        Ok(())
    }

    fn total(&mut self, total: &TotalShown) -> io::Result<()> {
        self.line(0, &self.name(&total.name, &total.key), &total.value, "", &total.cite)?;
        if !total.sum.is_empty() {
            writeln!(self.out, "  {}", total.sum)?;
        }
        for failure in &total.failures {
            writeln!(
                self.out,
                "  {} {}{failure}",
                self.paint.red("!"),
                self.pick("无法计算,因为", "can't be computed: ")
            )?;
        }
        self.inside(&total.members, 1)
    }

    /// Members in the order of the measure; a total's groups stand apart.
    fn inside(&mut self, members: &[Inside], depth: usize) -> io::Result<()> {
        let report = self.report;
        for member in members {
            match member {
                Inside::Indicator(key) => {
                    if let Some(indicator) = self.indicators.get(key.as_str()).copied() {
                        self.indicator(indicator, 2 * depth)?;
                    }
                }
                Inside::Group(key) => {
                    let Some(group) = report.groups.iter().find(|g| g.key == *key) else { continue };
                    if depth == 1 {
                        writeln!(self.out)?;
                    }
                    self.group(group, 2 * depth)?;
                    self.inside(&group.members, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn group(&mut self, group: &GroupReport, indent: usize) -> io::Result<()> {
        self.line(
            indent,
            &self.name(&group.name, &group.key),
            &group.shown,
            "",
            &self.amended(&group.cite, &group.provenance),
        )?;
        if !group.alternatives.is_empty() {
            let tried: Vec<String> =
                group.alternatives.iter().map(|a| format!("{} {} {}", self.mark(a.holds), a.name, a.shown)).collect();
            let lead = self.pick("择优:", "the best way of counting: ");
            writeln!(self.out, "{:indent$}  {lead}{}", "", tried.join(self.pick(";", "; ")))?;
        }
        if let Some(under) = &group.explained_under {
            let name = group.alternatives.iter().find(|a| a.key == *under).map_or("", |a| a.name.as_str());
            let words =
                self.pick("尚不能定;各项的理由按“{}”列出", "still open; the reasons below are those under `{}`");
            writeln!(self.out, "{:indent$}  {}", "", words.replace("{}", name))?;
        }
        self.told.clear();
        for reason in &group.because {
            writeln!(self.out, "{:indent$}  {} {}", "", self.mark(reason.holds), reason.text)?;
            self.conditions(reason, indent + 4)?;
        }
        self.applied(&group.applied, &group.lost, indent + 2)?;
        self.lost(&group.lost, indent + 2)?;
        self.notes(&group.notes, indent + 2)
    }

    fn indicator(&mut self, indicator: &IndicatorReport, indent: usize) -> io::Result<()> {
        let counted = match indicator.points == indicator.counted {
            true => String::new(),
            false => format!("  {} {}", self.pick("计入", "counted:"), indicator.shown_counted),
        };
        let cap = match indicator.shown_cap.as_str() {
            "" => String::new(),
            cap => self.paint.dim(&format!("  {} {cap}", self.pick("最高", "at most"))),
        };
        self.line(
            indent,
            &self.name(&indicator.name, &indicator.key),
            &indicator.shown,
            &format!("{cap}{counted}"),
            &self.amended(&indicator.cite, &indicator.provenance),
        )?;
        if self.brief {
            return Ok(());
        }
        let indent = indent + 2;
        self.facts(&indicator.facts, indent)?;
        self.told.clear();
        let lines = || indicator.because.iter().filter(|r| r.line.is_some() || !r.provenance.is_original());
        let apart = lines().any(|r| r.provenance != indicator.provenance);
        for reason in &indicator.because {
            self.reason(reason, indent, apart)?;
        }
        self.applied(&indicator.applied, &indicator.lost, indent)?;
        self.lost(&indicator.lost, indent)?;
        self.notes(&indicator.notes, indent)
    }

    /// A line; `apart`: amendments wrote the lines of its rule at several times, so that it says which wrote this one.
    pub(super) fn reason(&mut self, reason: &Reason, indent: usize, apart: bool) -> io::Result<()> {
        let label = reason.line.as_ref().map(|l| format!("({l}) ")).unwrap_or_default();
        let points = if reason.shown.is_empty() { String::new() } else { format!(" → {}", reason.shown) };
        let cite = match apart {
            true => self.cite(&self.amended(&reason.cite, &reason.provenance)),
            false => self.cite(&reason.cite),
        };
        writeln!(self.out, "{:indent$}{} {label}{}{points}{cite}", "", self.mark(reason.holds), reason.text)?;
        self.conditions(reason, indent + 4)?;
        if !reason.how.is_empty() && reason.holds != "no" || reason.conditions.is_empty() && !reason.how.is_empty() {
            self.how(reason, indent + 4)?;
        }
        self.notes(&reason.notes, indent + 4)
    }

    pub(super) fn lost(&mut self, lost: &[jifen_interpreter::report::Lost], indent: usize) -> io::Result<()> {
        for one in lost {
            writeln!(self.out, "{:indent$}{} {}", "", self.paint.yellow("−"), one.text)?;
        }
        Ok(())
    }

    pub(super) fn notes(&mut self, notes: &[String], indent: usize) -> io::Result<()> {
        if self.brief {
            return Ok(());
        }
        for note in notes {
            let note = format!("{}{note}", self.pick("注:", "note: "));
            writeln!(self.out, "{:indent$}{}", "", self.paint.dim(&note))?;
        }
        Ok(())
    }

    /// A name, its points in their column, what counts of them, its source. The width is that of the name without colours.
    pub(super) fn line(
        &mut self,
        indent: usize,
        name: &str,
        points: &str,
        counted: &str,
        cite: &[String],
    ) -> io::Result<()> {
        let gap = self.column.saturating_sub(indent + name.width()).max(2);
        let pad = POINTS.saturating_sub(points.width());
        let name = if indent == 0 || points.is_empty() { self.paint.bold(name) } else { name.to_owned() };
        let cite = self.cite(cite);
        writeln!(self.out, "{:indent$}{name}{:gap$}{:pad$}{points}{counted}{cite}", "", "", "")
    }

    /// A Chinese name in an English explanation has its key beside it.
    pub(super) fn name(&self, name: &str, key: &str) -> String {
        let foreign = !self.zh && !name.is_ascii() && key.is_ascii() && !key.is_empty();
        if foreign { format!("{key} {name}") } else { name.to_owned() }
    }

    pub(super) fn cite(&self, cites: &[String]) -> String {
        if cites.is_empty() {
            return String::new();
        }
        let joined = cites.join(self.pick("、", ", "));
        format!("  {}", self.paint.dim(&if self.zh { format!("〔{joined}〕") } else { format!("[{joined}]") }))
    }

    /// A source, and the amendments that wrote what it is the source of.
    fn amended(&self, cites: &[String], by: &Provenance) -> Vec<String> {
        let language = if self.zh { Language::Zh } else { Language::En };
        cites.iter().cloned().chain(written_by(by, language)).collect()
    }

    pub(super) fn mark(&self, holds: &str) -> String {
        match holds {
            "yes" => self.paint.green("✓"),
            "no" => self.paint.dim("✗"),
            "unknown" => self.paint.yellow("?"),
            _ => self.paint.red("!"),
        }
    }
}

fn text(value: &serde_json::Value, key: &str) -> String {
    value.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}
