//! Runs cases: each under the version that its filing date picks, or under those that it names.

use crate::applicant::{Applicant, Applicants, Files};
use crate::came::{Assessed, Came};
use crate::compare;
use crate::coverage::Coverage;
use crate::expected::{Expectation, Reader, Subject, Wanted};
use crate::names;
use crate::suite::{Case, Given};
use crate::write::Words;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::applies::{By, assess_applicant, facts};
use jifen_interpreter::diagnostic::{Code, Diagnostic};
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::facts::FactError;
use jifen_interpreter::model::{DefinitionId, Version};
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::report::Report;
use jifen_interpreter::{groups, outcomes};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a case came to under one version.
#[derive(Debug)]
pub struct Run<'c, 't> {
    /// The case.
    pub case: &'c Case<'t>,
    /// The version; `None` where the facts leave it open, or can't be read.
    pub version: Option<String>,
    /// What is wrong with the case itself, or with its facts: it could not be run.
    pub problems: Vec<Diagnostic>,
    /// What did not come out as expected.
    pub failures: Vec<Failure>,
    /// Of a case that failed: the assessment, with its reasons.
    pub report: Option<Report>,
    /// Of a case that failed: what differs from its base, as name, value of the base, value here.
    pub differs: Vec<(String, String, String)>,
}

impl<'c, 't> Run<'c, 't> {
    fn of(case: &'c Case<'t>) -> Run<'c, 't> {
        Run { case, version: None, problems: Vec::new(), failures: Vec::new(), report: None, differs: Vec::new() }
    }

    /// Whether all came out as expected.
    pub fn passed(&self) -> bool {
        self.problems.is_empty() && self.failures.is_empty()
    }
}

/// Something that did not come out as expected.
#[derive(Debug)]
pub struct Failure {
    /// What was expected.
    pub expected: Expectation,
    /// What came out, as JSON.
    pub got: Value,
    /// The same in words.
    pub shown: String,
    /// The same as a case would expect it; `None` where it can't be written.
    pub instead: Option<String>,
    /// The rule to look at.
    pub rule: Option<Span>,
    /// Its key.
    pub key: String,
}

/// Runs the cases of one policy.
pub struct Runner<'a> {
    policy: &'a Loaded,
    language: Language,
    applicants: Applicants<'a>,
    expected: Vec<Reader<'a>>,
    /// What the cases come by, where it is wanted.
    coverage: Option<Coverage>,
}

/// The facts of a case, or what was told by assessing them.
enum Told {
    Report(Box<Report>, Applicant),
    /// The facts are in error.
    Refused(Vec<FactError>, Applicant),
    /// The case can't be read.
    Wrong(Vec<Diagnostic>),
}

impl<'a> Runner<'a> {
    /// A runner; words are in the language.
    pub fn new(policy: &'a Loaded, files: &'a Files, language: Language) -> Runner<'a> {
        let versions = &policy.policy.versions;
        let expected = versions.iter().map(Reader::new).collect();
        Runner { policy, language, applicants: Applicants::new(versions, files), expected, coverage: None }
    }

    /// From now on, notes what the cases come by.
    pub fn cover(&mut self) {
        self.coverage = Some(Coverage::default());
    }

    /// What they came by since.
    pub fn coverage(&mut self) -> Coverage {
        self.coverage.take().unwrap_or_default()
    }

    /// Notes what an applicant comes by under a version.
    fn come_by(&mut self, at: usize, applicant: &Applicant) {
        let versions: &'a [Version] = &self.policy.policy.versions;
        let (Some(version), Some(coverage)) = (versions.get(at), &mut self.coverage) else { return };
        if !coverage.versions.contains(&version.id) {
            coverage.add_version(version, self.language);
        }
        if let Ok(facts) = facts(&applicant.document, version, self.policy) {
            let mut ev = Evaluator::new(version, &facts);
            ev.cover();
            version.totals.iter().for_each(|id| drop(groups::value(&mut ev, *id)));
            version.outcomes.iter().for_each(|list| drop(outcomes::evaluate(&mut ev, list)));
            let reported = version.definitions.iter().enumerate().filter(|(_, d)| d.reported);
            reported.for_each(|(i, _)| drop(ev.definition(DefinitionId(i as u32))));
            coverage.covered.extend(ev.covered());
        }
    }

    /// Runs a case: once, or once for each version that it names.
    pub fn run<'c>(&mut self, case: &'c Case<'a>) -> Vec<Run<'c, 'a>> {
        if let Some(problem) = &case.problem {
            let problems = vec![problem.clone()];
            return vec![Run { problems, ..Run::of(case) }];
        }
        if case.under.is_empty() {
            return vec![self.once(case, None)];
        }
        case.under.iter().map(|(id, span)| self.once(case, Some((id, *span)))).collect()
    }

    /// The applicant of a case, in the words of the version that applies; else what is wrong with the case.
    pub fn applicant(&mut self, case: &Case<'a>) -> Result<Applicant, Vec<Diagnostic>> {
        if let Some(problem) = &case.problem {
            return Err(vec![problem.clone()]);
        }
        match self.assess(case, &case.given, case.under.first().map(|(id, _)| *id)) {
            Told::Report(_, applicant) | Told::Refused(_, applicant) => Ok(applicant),
            Told::Wrong(problems) => Err(problems),
        }
    }

    fn once<'c>(&mut self, case: &'c Case<'a>, under: Option<(&str, Span)>) -> Run<'c, 'a> {
        let mut run = Run::of(case);
        let versions = &self.policy.policy.versions;
        if let Some((id, span)) = under
            && !versions.iter().any(|v| v.id == id)
        {
            run.problems.push(names::no_version(id, span, versions));
            return run;
        }
        match self.assess(case, &case.given, under.map(|(id, _)| id)) {
            Told::Wrong(problems) => run.problems = problems,
            Told::Refused(errors, applicant) => self.refused(&mut run, &errors, &applicant),
            Told::Report(report, applicant) => {
                run.version.clone_from(&report.version);
                self.compare(&mut run, &report, &applicant);
                let between =
                    |f: &Failure| matches!(f.expected.wanted, Wanted::ChangedBy(..) | Wanted::UnchangedBy(..));
                if !run.failures.is_empty() && !run.failures.iter().all(between) {
                    run.differs = self.differs(case, &report, under.map(|(id, _)| id));
                }
                if !run.failures.is_empty() {
                    run.report = Some(*report);
                }
            }
        }
        run
    }

    /// Assesses what is given. Its names and values are read as the version means them that applies in the end.
    fn assess(&mut self, case: &Case<'a>, given: &[Given<'a>], under: Option<&str>) -> Told {
        let versions = &self.policy.policy.versions;
        let by = under.map_or(By::Filing, |id| By::Version(id.to_owned()));
        let place = |id: &str| versions.iter().position(|v| v.id == id);
        let standing = versions.iter().rposition(|v| !v.draft).or(versions.len().checked_sub(1));
        let mut at = under.and_then(place).or(standing).unwrap_or(0);
        for last in [false, true] {
            let applicant = match self.read(case, given, at) {
                Ok(applicant) => applicant,
                Err(problems) => return Told::Wrong(problems),
            };
            let told = assess_applicant(self.policy, &applicant.document, &by, self.language);
            let applied = told.as_ref().ok().and_then(|r| r.version.as_deref()).and_then(place);
            match told {
                // Once more, as the version means the facts that is to apply.
                _ if !last && applied.is_some_and(|i| i != at) => at = applied.unwrap_or(at),
                Ok(report) => return Told::Report(Box::new(report), applicant),
                Err(errors) if !last && under.is_none() && 1 < versions.len() => match self.filed(&applicant) {
                    Some(i) if i != at => at = i,
                    _ => return Told::Refused(errors, applicant),
                },
                Err(errors) => return Told::Refused(errors, applicant),
            }
        }
        Told::Wrong(Vec::new())
    }

    /// What is given, in a version's words; what it has no words for, in those of the latest version that has them all.
    fn read(&mut self, case: &Case<'a>, given: &[Given<'a>], at: usize) -> Result<Applicant, Vec<Diagnostic>> {
        let problems = match self.applicants.read(case, given, at) {
            Ok(applicant) => return Ok(applicant),
            Err(problems) => problems,
        };
        let others = (0..self.policy.policy.versions.len()).rev().filter(|i| *i != at);
        others.into_iter().find_map(|i| self.applicants.read(case, given, i).ok()).ok_or(problems)
    }

    /// The version in force on the filing date, whatever else the facts say.
    fn filed(&self, applicant: &Applicant) -> Option<usize> {
        let day = jifen_interpreter::applies::filed_on(self.policy, &applicant.document)?;
        let pick = jifen_interpreter::registry::Pick::On(day);
        let version = self.policy.policy.pick(&pick).ok()?;
        self.policy.policy.versions.iter().position(|v| v.id == version.id)
    }

    /// The facts are in error: expected, or not.
    fn refused(&mut self, run: &mut Run<'_, 'a>, errors: &[FactError], applicant: &Applicant) {
        let wanted = run.case.expected.iter().find_map(|node| {
            let expectation = self.expected.first_mut()?.read(node).ok()?;
            (expectation.subject == Subject::Whole).then_some(expectation)
        });
        let Some(expectation) = wanted else {
            run.problems = errors.iter().map(|e| applicant.placed(e)).collect();
            return;
        };
        if let Wanted::Error(Some(code)) = &expectation.wanted
            && !errors.iter().any(|e| e.code.id() == code)
        {
            let codes: Vec<&str> = errors.iter().map(|e| e.code.id()).collect();
            let words: Vec<String> =
                errors.iter().map(|e| format!("{} {}", e.code.id(), e.message(self.language))).collect();
            let version = self.policy.policy.versions.first();
            let written = |version| Words { version, language: self.language }.expected(&Subject::Whole, &json!(codes));
            let instead = version.and_then(written);
            let (got, shown) = (json!(codes), words.join("; "));
            run.failures.push(Failure { expected: expectation, got, shown, instead, rule: None, key: String::new() });
        }
    }

    fn compare(&mut self, run: &mut Run<'_, 'a>, report: &Report, applicant: &Applicant) {
        let versions = &self.policy.policy.versions;
        let standing = versions.iter().rposition(|v| !v.draft).unwrap_or(0);
        let at = report.version.as_ref().and_then(|id| versions.iter().position(|v| v.id == *id)).unwrap_or(standing);
        if report.version.is_some() {
            self.come_by(at, applicant);
        }
        let mut sides = Sides::new();
        for node in &run.case.expected {
            let Some(reader) = self.expected.get_mut(at) else { continue };
            match reader.read(node) {
                Err(problems) => run.problems.extend(problems),
                Ok(expectation) => match self.failure(run.case, expectation, report, at, applicant, &mut sides) {
                    Ok(failure) => run.failures.extend(failure),
                    Err(problem) => run.problems.extend(problem),
                },
            }
        }
    }

    fn failure(
        &mut self,
        case: &Case<'a>,
        expectation: Expectation,
        report: &Report,
        at: usize,
        applicant: &Applicant,
        sides: &mut Sides,
    ) -> Result<Option<Failure>, Vec<Diagnostic>> {
        let versions: &'a [Version] = &self.policy.policy.versions;
        let Some(version) = versions.get(at) else { return Ok(None) };
        let (policy, language) = (self.policy, self.language);
        let assessed = Assessed { policy, version, document: &applicant.document, report, language };
        let came = assessed.came(&expectation.subject);
        let words = Words { version, language };
        let (got, subject) = (&came.got, &expectation.subject);
        let holds = match &expectation.wanted {
            Wanted::UnchangedBy(id, span) | Wanted::ChangedBy(id, span, ..) => {
                let (before, after) = self.either_side(case, &expectation, (id, *span), sides)?;
                let holds = match &expectation.wanted {
                    Wanted::ChangedBy(_, _, from, to) => {
                        compare::same(from, &before.got) && compare::same(to, &after.got)
                    }
                    _ => before.got == after.got,
                };
                let instead = if holds { None } else { words.between(subject, id, &before.got, &after.got) };
                let got = json!({"from": before.got, "to": after.got});
                let shown = format!("{} → {}", before.shown, after.shown);
                return Ok((!holds).then_some(Failure {
                    got,
                    shown,
                    instead,
                    rule: came.rule,
                    key: came.key,
                    expected: expectation,
                }));
            }
            Wanted::Outcomes(keys) => {
                let possible: Vec<&str> = got.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                possible.len() == keys.len() && keys.iter().all(|k| possible.contains(&k.as_str()))
            }
            Wanted::Unknown if matches!(subject, Subject::Outcome(_)) => {
                got.as_array().is_some_and(|possible| 1 < possible.len())
            }
            Wanted::Nothing if matches!(subject, Subject::Outcome(_)) => *got == json!([null]),
            Wanted::Error(code) if *subject == Subject::Whole => {
                code.is_none() && got.as_array().is_some_and(|errors| !errors.is_empty())
            }
            wanted => compare::holds(wanted, got),
        };
        if holds {
            return Ok(None);
        }
        let instead = words.expected(subject, got);
        let Came { got, shown, rule, key } = came;
        Ok(Some(Failure { expected: expectation, got, shown, instead, rule, key }))
    }

    /// What came out under the version before one, and under it.
    fn either_side(
        &mut self,
        case: &Case<'a>,
        expectation: &Expectation,
        (id, span): (&str, Span),
        sides: &mut Sides,
    ) -> Result<(Came, Came), Vec<Diagnostic>> {
        let versions: &'a [Version] = &self.policy.policy.versions;
        let Some(after) = versions.iter().position(|v| v.id == id) else {
            return Err(vec![names::no_version(id, span, versions)]);
        };
        let Some(before) = before(versions, after) else {
            return Err(vec![Diagnostic::new(Code::NoVersionBefore, span, [id.into()])]);
        };
        Ok((self.side(case, expectation, before, sides)?, self.side(case, expectation, after, sides)?))
    }

    /// What came out under one of the versions that a case compares.
    fn side(
        &mut self,
        case: &Case<'a>,
        expectation: &Expectation,
        at: usize,
        sides: &mut Sides,
    ) -> Result<Came, Vec<Diagnostic>> {
        let versions: &'a [Version] = &self.policy.policy.versions;
        let Some(version) = versions.get(at) else { return Err(Vec::new()) };
        let told = sides.entry(at).or_insert_with(|| match self.assess(case, &case.given, Some(&version.id)) {
            Told::Report(report, applicant) => {
                self.come_by(at, &applicant);
                Ok((report, applicant))
            }
            Told::Wrong(problems) => Err(problems),
            Told::Refused(errors, applicant) => Err(errors.iter().map(|e| applicant.placed(e)).collect()),
        });
        let (report, applicant) = told.as_ref().map_err(Clone::clone)?;
        let Some(reader) = self.expected.get_mut(at) else { return Err(Vec::new()) };
        let node = case.expected.iter().find(|n| n.span == expectation.span);
        let subject = match node {
            Some(node) => reader.read(node)?.subject,
            None => expectation.subject,
        };
        let (policy, language) = (self.policy, self.language);
        Ok(Assessed { policy, version, document: &applicant.document, report, language }.came(&subject))
    }

    /// What differs from the base, as it stands, under the same version.
    fn differs(&mut self, case: &Case<'a>, report: &Report, under: Option<&str>) -> Vec<(String, String, String)> {
        if case.base.is_none() || case.own == case.given.len() {
            return Vec::new();
        }
        let under = under.or(report.version.as_deref());
        let base = case.given.get(..case.own).unwrap_or_default();
        let Told::Report(base, _) = self.assess(case, base, under) else { return Vec::new() };
        let mut all = Vec::new();
        for (was, is) in base.indicators.iter().zip(&report.indicators) {
            if was.key == is.key && was.points != is.points {
                all.push((is.name.clone(), was.shown.clone(), is.shown.clone()));
            }
        }
        for (was, is) in base.groups.iter().zip(&report.groups) {
            if was.key == is.key && was.points != is.points {
                all.push((is.name.clone(), was.shown.clone(), is.shown.clone()));
            }
        }
        for (was, is) in base.shown.totals.iter().zip(&report.shown.totals) {
            if was.key == is.key && was.value != is.value {
                all.push((is.name.clone(), was.value.clone(), is.value.clone()));
            }
        }
        all
    }
}

/// What an applicant came to under each of the versions that a case compares, by its index.
type Sides = BTreeMap<usize, Result<(Box<Report>, Applicant), Vec<Diagnostic>>>;

/// The version before one: its base, else the one in force before it.
fn before(versions: &[Version], after: usize) -> Option<usize> {
    let version = versions.get(after)?;
    let base = version.base.as_ref().and_then(|id| versions.iter().position(|v| v.id == *id));
    base.or_else(|| versions.iter().take(after).rposition(|v| !v.draft))
}
