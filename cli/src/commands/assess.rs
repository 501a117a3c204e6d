//! `jifen assess`: outcome, points, and why.

use super::{language, pick, transition};
use crate::args::Assess;
use crate::fact_files::{Piece, Problem, pieces};
use crate::load::{Folder, load};
use crate::render::explanation;
use crate::{Streams, exit, render};
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use jifen_interpreter::assess::{assess, filing_day};
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::facts::{self, Document, FactError, Json};
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::registry::{Pick, PickError};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Runs it.
pub(crate) fn run(args: &Assess, streams: &mut Streams<'_>) -> io::Result<u8> {
    let user = language(args.lang, None, streams);
    let folders = match load(&args.policy) {
        Ok(folders) => folders,
        Err(problem) => {
            writeln!(streams.err, "{}", problem.message(user))?;
            return Ok(exit::USAGE);
        }
    };
    let Some((folder, policy)) = only_policy(&folders, user, streams)? else { return Ok(exit::USAGE) };
    let language = language(args.lang, folder.language(), streams);
    if policy.broken {
        return refuse_policy(folder, language, streams);
    }
    let mut run = Run { args, policy, language, code: exit::DONE, first: true };
    for path in &args.facts {
        run.file(path, streams)?;
    }
    Ok(run.code)
}

/// The one policy that a command is about; several or none are an error.
pub(crate) fn only_policy<'f>(
    folders: &'f [Folder],
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<Option<(&'f Folder, &'f Loaded)>> {
    let all: Vec<_> = folders.iter().flat_map(|f| f.policies.iter().map(move |p| (f, p))).collect();
    match all.as_slice() {
        [one] => Ok(Some(*one)),
        [] => {
            for folder in folders {
                render::diagnostics::print_to_err(folder, &folder.diagnostics, language, streams)?;
            }
            writeln!(streams.err, "{}", pick(language, "没有可用的政策", "there is no policy here"))?;
            Ok(None)
        }
        several => {
            let keys: Vec<&str> = several.iter().map(|(_, p)| p.key.as_str()).collect();
            let words = pick(
                language,
                "这里有几个政策,请指明其中一个的文件或文件夹:",
                "there are several policies here; name the file or folder of one: ",
            );
            writeln!(streams.err, "{words}{}", keys.join(", "))?;
            Ok(None)
        }
    }
}

/// A policy in error gives no answers: its errors, and the exit code.
pub(crate) fn refuse_policy(folder: &Folder, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let errors = folder.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    render::diagnostics::print_to_err(folder, &errors.cloned().collect::<Vec<_>>(), language, streams)?;
    writeln!(streams.err, "{}", pick(language, "政策有错误,不能使用", "the policy has errors and can't be used"))?;
    Ok(exit::PROBLEMS)
}

struct Run<'a> {
    args: &'a Assess,
    policy: &'a Loaded,
    language: Language,
    code: u8,
    first: bool,
}

impl Run<'_> {
    fn file(&mut self, path: &Path, streams: &mut Streams<'_>) -> io::Result<()> {
        let name = path.display().to_string();
        let read = pieces(path, streams, &mut |piece, streams| match piece {
            Piece::Line(number, bytes) => match facts::line(number, bytes) {
                Some(document) => self.document(&name, &document, streams),
                None => Ok(()),
            },
            Piece::Whole(bytes) => self.whole(&name, bytes, streams),
        });
        match read {
            Ok(()) => Ok(()),
            Err(problem) if problem.kind() == io::ErrorKind::BrokenPipe => Err(problem),
            Err(problem) => self.refuse(&name, vec![Problem::unreadable(&problem, self.language)], streams),
        }
    }

    fn whole(&mut self, name: &str, bytes: &[u8], streams: &mut Streams<'_>) -> io::Result<()> {
        let documents = facts::documents(bytes);
        match documents.as_slice() {
            [only] => self.applicant(name, only, streams),
            several => several.iter().try_for_each(|document| self.document(name, document, streams)),
        }
    }

    fn document(&mut self, name: &str, document: &Document<'_>, streams: &mut Streams<'_>) -> io::Result<()> {
        self.applicant(&format!("{name} {}", document.source), document, streams)
    }

    fn applicant(&mut self, source: &str, document: &Document<'_>, streams: &mut Streams<'_>) -> io::Result<()> {
        let json = match &document.json {
            Ok(json) => json,
            Err(problems) => return self.input_errors(source, problems, streams),
        };
        let filing = self.filing_date(document, json);
        let missing = match &filing {
            Ok(Err(missing)) => missing.iter().cloned().collect(),
            _ => Vec::new(),
        };
        let picked = match (&self.args.version, self.args.on, filing) {
            (Some(id), _, _) => Pick::Version(id.clone()),
            (None, Some(day), _) => Pick::On(day),
            (None, None, Ok(filing)) => Pick::Filing(filing.ok()),
            // Not a day: the last version says so, with the place.
            (None, None, Err(NotADay)) => match self.policy.policy.versions.last() {
                Some(last) => Pick::Version(last.id.clone()),
                None => Pick::Filing(None),
            },
        };
        let version = match self.policy.policy.pick(&picked) {
            Ok(version) => version,
            Err(problem) => return self.no_version(source, problem, &missing, streams),
        };
        // A version that was asked for by its id is taken as it is.
        let found = match self.args.version {
            Some(_) => transition::facts(document, version, self.policy).map(|f| assess(version, &f, self.language)),
            None => transition::report(document, version, self.policy, self.language),
        };
        let mut report = match found {
            Ok(report) => report,
            Err(problems) => return self.input_errors(source, &problems, streams),
        };
        report.source = source.to_owned();
        if self.args.json {
            let line = serde_json::to_string(&report).map_err(io::Error::other)?;
            return writeln!(streams.out, "{line}");
        }
        self.between(streams)?;
        explanation::print(&report, self.language, self.args.brief, streams)
    }

    /// The filing date, read before the version is known; else the keys of the facts that are missing for it.
    fn filing_date(
        &self,
        document: &Document<'_>,
        json: &Json,
    ) -> Result<Result<NaiveDate, BTreeSet<String>>, NotADay> {
        let Json::Object(given) = json else { return Ok(Err(BTreeSet::new())) };
        let mut missing = BTreeSet::new();
        for version in &self.policy.policy.versions {
            let fact = version.filing_fact().and_then(|id| version.facts.get(id.index()));
            let Some(fact) = fact else {
                // Facts give it together: they are read as this version reads them.
                let Ok(facts) = document.read(version, &self.policy.keys_elsewhere(version)) else {
                    return Err(NotADay);
                };
                match filing_day(version, &facts) {
                    Ok(day) => return Ok(Ok(day)),
                    Err(keys) => missing.extend(keys),
                }
                continue;
            };
            match given.iter().find(|(key, _)| *key == fact.named.key) {
                Some((_, Json::String(text))) => return text.parse().map(Ok).map_err(|_| NotADay),
                Some(_) => return Err(NotADay),
                None => drop(missing.insert(fact.named.key.clone())),
            }
        }
        Ok(Err(missing))
    }

    fn no_version(
        &mut self,
        source: &str,
        problem: PickError,
        missing: &[String],
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let versions = explanation::versions(&self.policy.policy, self.language);
        let words = match &problem {
            PickError::NoSuchVersion(id) => {
                pick(self.language, "没有版本 {};现有版本:", "there is no version {}; the versions are: ")
                    .replace("{}", id)
            }
            PickError::NotInForce(day) => pick(
                self.language,
                "{} 没有施行中的版本;各版本施行期间:",
                "no version is in force on {}; the versions are: ",
            )
            .replace("{}", &day.to_string()),
            PickError::Undetermined => return self.undetermined(source, &versions, missing, streams),
        };
        self.refuse(source, vec![Problem::plain("no_version", format!("{words}{versions}"))], streams)
    }

    /// The filing date that picks among several versions is unknown: everything is open.
    fn undetermined(
        &mut self,
        source: &str,
        versions: &str,
        missing: &[String],
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let versions_read = &self.policy.policy.versions;
        if self.args.json {
            let unknown: Vec<Value> = missing.iter().map(|key| json!({"kind": "fact", "key": key})).collect();
            let possible: BTreeSet<&str> = versions_read
                .iter()
                .flat_map(|v| v.outcomes.first())
                .flat_map(|l| l.outcomes.iter().map(|o| o.named.key.as_str()))
                .collect();
            let line = json!({
                "policy": self.policy.key, "version": null, "source": source, "outcome": "undetermined", "possible": possible,
                "total": {"min": null, "max": null}, "results": {}, "groups": [], "indicators": [], "presumed": [],
                "unknown": unknown, "warnings": [], "errors": [],
            });
            return writeln!(streams.out, "{line}");
        }
        self.between(streams)?;
        let words = pick(
            self.language,
            "申请日未知,不能确定适用哪个版本:",
            "the filing date is unknown, so the version can't be told: ",
        );
        writeln!(streams.out, "{source}\n  {words}{versions}")?;
        let words = pick(self.language, "尚缺:", "missing: ");
        writeln!(streams.out, "  {words}{}", missing.join(pick(self.language, "、", ", ")))
    }

    fn input_errors(&mut self, source: &str, problems: &[FactError], streams: &mut Streams<'_>) -> io::Result<()> {
        let all = problems.iter().map(|p| Problem::of(p, self.language));
        self.refuse(source, all.collect(), streams)
    }

    /// Says why an applicant (or a file) can't be assessed; the others go on.
    fn refuse(&mut self, source: &str, problems: Vec<Problem>, streams: &mut Streams<'_>) -> io::Result<()> {
        self.code = exit::USAGE;
        if self.args.json {
            let errors: Vec<Value> = problems.iter().map(Problem::json).collect();
            let line = json!({
                "policy": self.policy.key, "version": null, "source": source, "outcome": null, "possible": [], "total": null,
                "results": {}, "groups": [], "indicators": [], "presumed": [], "unknown": [], "warnings": [], "errors": errors,
            });
            writeln!(streams.out, "{line}")?;
        }
        problems.iter().try_for_each(|problem| problem.print(source, self.language, streams.err))
    }

    fn between(&mut self, streams: &mut Streams<'_>) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            writeln!(streams.out, "\n{}\n", "─".repeat(72))?;
        }
        Ok(())
    }
}

/// The filing date is given, and is no day.
struct NotADay;
