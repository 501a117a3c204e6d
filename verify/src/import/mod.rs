//! From files of applicants to cases: JSON, NDJSON, tables. What is expected is theirs, else what comes out now.

mod arrange;
mod cell;
mod expected;
mod table;

use crate::expected::Subject;
use crate::write::{Block, Line, Writer};
use arrange::Arranged;
use expected::Expected;
use jifen_grammar::format::FormatError;
use jifen_grammar::keywords::Language;
use jifen_interpreter::applies::{By, assess_applicant};
use jifen_interpreter::diagnostic::{Arg, Code};
use jifen_interpreter::facts::{Document, FactError, Json, documents};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::report::Report;
use std::borrow::Cow;

/// An applicant of a file.
#[derive(Debug, Clone)]
pub(super) struct Applicant<'a> {
    name: Option<String>,
    note: Option<String>,
    facts: Cow<'a, Json<'a>>,
    expected: Vec<Expected>,
    origin: Origin,
}

/// Where an applicant stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The object of facts is the whole document.
    Document,
    /// It stands under `facts`.
    Wrapped,
    /// In the row of a table that begins at this byte.
    Row(usize),
}

impl Default for Applicant<'_> {
    fn default() -> Self {
        let facts = Cow::Owned(Json::Object(Vec::new()));
        Applicant { name: None, note: None, facts, expected: Vec::new(), origin: Origin::Document }
    }
}

/// Makes cases of applicants.
pub struct Import<'a> {
    policy: &'a Loaded,
    under: Option<&'a Version>,
    language: Language,
    blocks: Vec<Arranged>,
}

impl<'a> Import<'a> {
    /// For a policy; under a version (by its id) in place of the one that the filing date picks. The cases are written
    /// in the language. Errors: that there is no such version.
    pub fn new(policy: &'a Loaded, under: Option<&str>, language: Language) -> Result<Import<'a>, FactError> {
        let versions = &policy.policy.versions;
        let version = under.map(|id| versions.iter().find(|v| v.id == id).ok_or(id)).transpose();
        let under = version.map_err(|id| {
            let all: Vec<&str> = versions.iter().map(|v| v.id.as_str()).collect();
            let all = Arg::pair(all.join("、"), all.join(", "));
            FactError::new(Code::NoSuchVersion, "", [Arg::from(id), all])
        })?;
        Ok(Import { policy, under, language, blocks: Vec::new() })
    }

    /// Adds the applicants of a file of JSON, an object a line too, as a block of a name. What is wrong is said of each
    /// applicant that is left out.
    pub fn json(&mut self, block: &str, bytes: &[u8]) -> Vec<FactError> {
        let mut errors = Vec::new();
        let mut arranged = self.block(block);
        let all = documents(bytes);
        if all.is_empty() {
            errors.push(FactError::new(Code::FactsEmpty, "", []));
        }
        for document in all {
            let found = match &document.json {
                Ok(json) => self.unwrapped(json).and_then(|applicant| self.add(&mut arranged, &applicant)),
                Err(errors) => Err(errors.clone()),
            };
            if let Err(mut found) = found {
                if document.json.is_ok() {
                    document.locate(&mut found);
                }
                errors.append(&mut found);
            }
        }
        self.blocks.push(arranged);
        errors
    }

    /// Adds the applicants of a table, one a row, likewise.
    pub fn table(&mut self, block: &str, bytes: &[u8]) -> Vec<FactError> {
        let versions = &self.policy.policy.versions;
        let first = self.standing();
        let mut order: Vec<&Version> = first.into_iter().collect();
        order.extend(versions.iter().rev().filter(|v| first.is_none_or(|f| f.id != v.id)));
        let (table, applicants) = match table::read(bytes, &order, versions) {
            Ok(found) => found,
            Err(errors) => return errors,
        };
        let mut errors = Vec::new();
        let mut arranged = self.block(block);
        for applicant in applicants {
            let found = applicant.and_then(|applicant| {
                let Origin::Row(row) = applicant.origin else { return Ok(()) };
                self.add(&mut arranged, &applicant).map_err(|mut errors| {
                    table.locate(row, &mut errors);
                    errors
                })
            });
            errors.extend(found.err().into_iter().flatten());
        }
        self.blocks.push(arranged);
        errors
    }

    /// The file of cases, laid out as `fmt` leaves it; empty where there are none.
    pub fn file(self) -> Result<String, FormatError> {
        let Some(version) = self.standing() else { return Ok(String::new()) };
        let writer = Writer::new(self.policy, version, self.language);
        let blocks: Vec<Block> = self.blocks.into_iter().filter_map(Arranged::block).collect();
        writer.file(&blocks)
    }

    /// The version in whose words a file is read at first: the one asked for, else the last that is no draft.
    fn standing(&self) -> Option<&'a Version> {
        let versions = &self.policy.policy.versions;
        self.under.or_else(|| versions.iter().rfind(|v| !v.draft)).or(versions.last())
    }

    fn block(&self, name: &str) -> Arranged {
        let taken = self.blocks.iter().flat_map(Arranged::names).map(str::to_owned).collect();
        Arranged::new(name, self.language, taken)
    }

    /// An object of facts, or one with `name`, `facts`, `expected` and `note`.
    fn unwrapped<'j>(&self, json: &'j Json<'j>) -> Result<Applicant<'j>, Vec<FactError>> {
        let plain = || Applicant { facts: Cow::Borrowed(json), ..Applicant::default() };
        let Json::Object(object) = json else { return Ok(plain()) };
        let is_fact =
            |key: &str| self.policy.policy.versions.iter().any(|v| v.facts.iter().any(|f| f.named.key == key));
        let Some((_, facts @ Json::Object(_))) = object.iter().find(|(key, _)| key == "facts" && !is_fact(key)) else {
            return Ok(plain());
        };
        let mut applicant = Applicant { facts: Cow::Borrowed(facts), origin: Origin::Wrapped, ..Applicant::default() };
        let mut errors = Vec::new();
        for (key, value) in object {
            match (&**key, value) {
                ("facts", _) => {}
                ("name", Json::String(text)) => applicant.name = Some(text.to_string()),
                ("note", Json::String(text)) => applicant.note = Some(text.to_string()),
                ("expected", Json::Object(all)) => {
                    for (of, value) in all {
                        let path = format!("expected.{of}");
                        match expected::known(&self.policy.policy.versions, of) {
                            true => {
                                applicant.expected.push(Expected { of: of.to_string(), value: value.owned(), path })
                            }
                            false => errors.extend(self.standing().map(|v| expected::no_subject(v, of, &path))),
                        }
                    }
                }
                ("name" | "note", _) => errors.push(odd(key, Arg::pair("应为文字", "a text is expected"))),
                ("expected", _) => errors.push(odd(key, Arg::pair("应为对象", "an object is expected"))),
                _ => errors.push(FactError::new(Code::UnknownFact, key.as_ref(), [Arg::from("")])),
            }
        }
        if errors.is_empty() { Ok(applicant) } else { Err(errors) }
    }

    /// Adds an applicant to a block; else what is wrong.
    fn add(&self, block: &mut Arranged, applicant: &Applicant<'_>) -> Result<(), Vec<FactError>> {
        let document = Document::of(applicant.facts.as_ref().clone());
        let by = self.under.map_or(By::Filing, |v| By::Version(v.id.clone()));
        let told = assess_applicant(self.policy, &document, &by, self.language);
        let id = told.as_ref().ok().and_then(|report| report.version.as_deref());
        let version = self.policy.policy.versions.iter().find(|v| Some(v.id.as_str()) == id).or(self.standing());
        let Some(version) = version else { return Ok(()) };
        let writer = Writer::new(self.policy, version, self.language);
        let within = |mut e: FactError| {
            if applicant.origin == Origin::Wrapped {
                e.path = if e.path.is_empty() { "facts".to_owned() } else { format!("facts.{}", e.path) };
            }
            e
        };
        let mut errors = Vec::new();
        let mut expected = Vec::new();
        for one in &applicant.expected {
            match expected::written(writer.words(), one) {
                Ok(text) => expected.push(text),
                Err(error) => errors.push(error),
            }
        }
        let unreviewed = expected.is_empty();
        match &told {
            Err(problems) => {
                let wanted = |e: &Expected| expected::subject(version, &e.of) == Some(Subject::Whole);
                if !applicant.expected.iter().any(wanted) {
                    errors.extend(problems.iter().cloned().map(within));
                }
            }
            Ok(report) if unreviewed => expected = came_out(&writer, version, report, &document),
            Ok(_) => {}
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let under = self.under.iter().map(|v| v.id.clone()).collect();
        let line = Line { expected, under, unreviewed, note: applicant.note.clone(), ..Line::default() };
        block.add(applicant, &writer, version, line).map_err(|e| vec![within(e)])
    }
}

fn odd(key: &str, why: Arg) -> FactError {
    FactError::new(Code::CellUnreadable, key, [Arg::from(key), why])
}

/// What comes out now: the indicators that come to something, totals, results, and the outcome.
fn came_out(writer: &Writer<'_>, version: &Version, report: &Report, document: &Document<'_>) -> Vec<String> {
    let nothing = |subject: &Subject| {
        let Subject::Indicator(i) = subject else { return false };
        let key = version.indicators.get(*i).map_or("", |i| &i.named.key);
        let points = report.indicators.iter().find(|r| r.key == key).map(|r| &r.points);
        points.is_none_or(|points| points.is_null() || crate::compare::number(points).is_some_and(|n| n.parts().0 == 0))
    };
    let indicators = (0..version.indicators.len()).map(Subject::Indicator);
    let totals = version.totals.iter().map(|id| Subject::Group(id.index()));
    let reported = version.definitions.iter().enumerate().filter(|(_, d)| d.reported);
    let all = indicators.chain(totals).chain(reported.map(|(i, _)| Subject::Definition(i)));
    let all = all.chain((0..version.outcomes.len()).map(Subject::Outcome));
    all.filter(|subject| !nothing(subject)).filter_map(|s| writer.expected(&s, report, document)).collect()
}
