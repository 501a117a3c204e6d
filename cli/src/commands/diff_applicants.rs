//! `jifen diff --facts`: each applicant under both versions, and the totals.

use super::pick;
use crate::args::Diff;
use crate::fact_files::{Piece, Problem, pieces};
use crate::render::applicants;
use crate::{Streams, exit};
use jifen_grammar::keywords::Language;
use jifen_interpreter::assess::violated;
use jifen_interpreter::diff::applicants::{Applicant, Common, Crosses, Effect, compare};
use jifen_interpreter::diff::renames::Renames;
use jifen_interpreter::diff::rewrite::Mapping;
use jifen_interpreter::diff::{Diff as Found, Side};
use jifen_interpreter::facts::{self, Document, FactError};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::value::Facts;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// A run over applicants.
pub(super) struct Applicants<'a> {
    json: bool,
    language: Language,
    a: &'a Side<'a>,
    b: &'a Side<'a>,
    found: &'a Found,
    common: Common,
    /// The facts as the older and as the newer version reads them.
    views: (Mapping<'a>, Mapping<'a>),
    elsewhere: (BTreeSet<String>, BTreeSet<String>),
    pub totals: Totals,
    code: u8,
}

/// What the run came to.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// Applicants that were compared.
    pub applicants: usize,
    pub gain: usize,
    pub lose: usize,
    pub same: usize,
    pub open: usize,
    /// Applicants (or files) in error.
    pub errors: usize,
    /// From which outcome to which, and how many.
    pub crossed: BTreeMap<(String, String), usize>,
}

impl Totals {
    fn json(&self) -> serde_json::Value {
        let crossed = self.crossed.iter().map(|((from, to), count)| json!({"from": from, "to": to, "count": count}));
        json!({
            "applicants": self.applicants, "gain": self.gain, "lose": self.lose, "same": self.same, "open": self.open,
            "errors": self.errors, "crossed": crossed.collect::<Vec<_>>(),
        })
    }
}

impl<'a> Applicants<'a> {
    pub fn new(
        args: &Diff,
        policy: &Loaded,
        sides: (&'a Side<'a>, &'a Side<'a>),
        renames: &Renames,
        found: &'a Found,
        language: Language,
    ) -> Self {
        let (a, b) = sides;
        let keys = |version: &Version| version.facts.iter().map(|f| f.named.key.clone()).collect::<BTreeSet<_>>();
        let all: BTreeSet<String> = policy.policy.versions.iter().flat_map(keys).collect();
        let without = |version: &Version| all.difference(&keys(version)).cloned().collect();
        Applicants {
            json: args.json,
            language,
            a,
            b,
            found,
            common: Common::new(found, a, b),
            views: (Mapping::back(a, b, renames), Mapping::new(a, b, renames)),
            elsewhere: (without(a.version), without(b.version)),
            totals: Totals::default(),
            code: exit::DONE,
        }
    }

    pub fn file(&mut self, path: &Path, streams: &mut Streams<'_>) -> io::Result<()> {
        let name = path.display().to_string();
        let read = pieces(path, streams, &mut |piece, streams| self.piece(&name, piece, streams));
        match read {
            Ok(()) => Ok(()),
            Err(problem) if problem.kind() == io::ErrorKind::BrokenPipe => Err(problem),
            Err(problem) => self.refuse(&name, &[Problem::unreadable(&problem, self.language)], streams),
        }
    }

    /// The applicants of a piece, as each version reads them.
    fn piece(&mut self, name: &str, piece: Piece<'_>, streams: &mut Streams<'_>) -> io::Result<()> {
        let (number, bytes) = match piece {
            Piece::Line(number, bytes) => (Some(number), bytes),
            Piece::Whole(bytes) => (None, bytes),
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            let problems = documents(number, bytes);
            return problems.iter().try_for_each(|d| self.applicant(name, d, d, false, streams));
        };
        let (old, new) = (self.views.0.rewrite(text, true).text, self.views.1.rewrite(text, true).text);
        let (old, new) = (documents(number, old.as_bytes()), documents(number, new.as_bytes()));
        let alone = number.is_none() && old.len() == 1;
        old.iter().zip(&new).try_for_each(|(a, b)| self.applicant(name, a, b, alone, streams))
    }

    fn applicant(
        &mut self,
        name: &str,
        old: &Document<'_>,
        new: &Document<'_>,
        alone: bool,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let source = if alone { name.to_owned() } else { format!("{name} {}", old.source) };
        let read = (read(old, self.a, &self.elsewhere.0), read(new, self.b, &self.elsewhere.1));
        let (x, y) = match read {
            (Ok(x), Ok(y)) => (x, y),
            (x, y) => {
                let mut problems = x.err().unwrap_or_default();
                for problem in y.err().unwrap_or_default() {
                    if !problems.iter().any(|p| p.code == problem.code && p.path == problem.path) {
                        problems.push(problem);
                    }
                }
                let problems: Vec<Problem> = problems.iter().map(|p| Problem::of(p, self.language)).collect();
                return self.refuse(&source, &problems, streams);
            }
        };
        let mut applicant = compare((self.found, &self.common), (self.a, &x), (self.b, &y), self.language);
        applicant.source = source;
        self.count(&applicant);
        if self.json {
            let line = serde_json::to_string(&applicant).map_err(io::Error::other)?;
            return writeln!(streams.out, "{line}");
        }
        applicants::print(&applicant, self.language, streams)
    }

    fn count(&mut self, applicant: &Applicant) {
        let totals = &mut self.totals;
        totals.applicants += 1;
        match applicant.effect {
            Effect::Gains => totals.gain += 1,
            Effect::Loses => totals.lose += 1,
            Effect::Same => totals.same += 1,
            Effect::Open => totals.open += 1,
        }
        if applicant.crosses == Crosses::Yes {
            let outcome = |o: &Option<String>| o.clone().unwrap_or_default();
            *totals.crossed.entry((outcome(&applicant.a.outcome), outcome(&applicant.b.outcome))).or_default() += 1;
        }
    }

    fn refuse(&mut self, source: &str, problems: &[Problem], streams: &mut Streams<'_>) -> io::Result<()> {
        self.code = exit::USAGE;
        self.totals.errors += 1;
        if self.json {
            let errors: Vec<_> = problems.iter().map(Problem::json).collect();
            writeln!(streams.out, "{}", json!({"source": source, "errors": errors}))?;
        }
        problems.iter().try_for_each(|p| p.print(source, self.language, streams.err))
    }

    /// The totals, and the exit code.
    pub fn end(self, streams: &mut Streams<'_>) -> io::Result<u8> {
        if self.json {
            writeln!(streams.out, "{}", json!({"totals": self.totals.json()}))?;
        } else {
            applicants::totals(&self.totals, self.language, streams)?;
        }
        if self.code != exit::DONE {
            let words = pick(self.language, "有申请人未能比较", "some applicants could not be compared");
            writeln!(streams.err, "{words}: {}", self.totals.errors)?;
        }
        Ok(self.code)
    }
}

fn documents(number: Option<usize>, bytes: &[u8]) -> Vec<Document<'_>> {
    match number {
        Some(number) => facts::line(number, bytes).into_iter().collect(),
        None => facts::documents(bytes),
    }
}

/// Reads facts against a version; its own demands between facts count too.
fn read(document: &Document<'_>, side: &Side<'_>, elsewhere: &BTreeSet<String>) -> Result<Facts, Vec<FactError>> {
    let facts = document.read(side.version, elsewhere)?;
    let mut problems = violated(side.version, &facts);
    if problems.is_empty() {
        return Ok(facts);
    }
    document.locate(&mut problems);
    Err(problems)
}
