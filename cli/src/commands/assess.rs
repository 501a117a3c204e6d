//! `jifen assess`: outcome, points, and why.

use super::policies::{Found, all, loaded, no_policy, paths, reader_of, refuse_policy};
use super::{language, pick};
use crate::args::Assess;
use crate::fact_files::{Piece, Problem, pieces};
use crate::render::explanation;
use crate::render::progress::Progress;
use crate::{Streams, exit};
use jifen_grammar::keywords::Language;
use jifen_interpreter::applies::{By, assess_applicant};
use jifen_interpreter::diagnostic::{Arg, Code};
use jifen_interpreter::facts::{self, Document, FactError, Json, Source};
use jifen_interpreter::policy::Loaded;
use serde_json::{Value, json};
use std::io;
use std::path::Path;

/// Runs it.
pub(crate) fn run(args: &Assess, streams: &mut Streams<'_>) -> io::Result<u8> {
    let user = language(args.lang, None, streams);
    if args.policy.extension().is_some_and(|e| e == "json" || e == "ndjson" || e == "jsonl") && args.policy.is_file() {
        let words = pick(
            user,
            "不是政策文件(.rules);先写政策,再写事实的文件",
            "is no policy (.rules); the policy comes first, then the files of facts",
        );
        writeln!(streams.err, "{} {words}", args.policy.display())?;
        return Ok(exit::USAGE);
    }
    let Some(folders) = loaded(&args.policy, args.lang, streams)? else { return Ok(exit::USAGE) };
    let policies = all(&folders);
    if let [(folder, policy)] = policies.as_slice()
        && policy.broken
    {
        return refuse_policy(folder, language(args.lang, folder.language(), streams), streams);
    }
    let Some((folder, policy)) = policies.first().copied() else {
        no_policy(&folders, user, streams)?;
        return Ok(exit::USAGE);
    };
    let language = match policies.len() {
        1 => language(args.lang, folder.language(), streams),
        _ => user,
    };
    let mut run = Run {
        args,
        policies: &policies,
        policy,
        known: policies.len() == 1,
        language,
        user,
        code: exit::DONE,
        first: true,
        told: Vec::new(),
        progress: Progress::new(0, false, false),
    };
    for path in &args.facts {
        run.file(path, streams)?;
    }
    Ok(run.code)
}

struct Run<'a> {
    args: &'a Assess,
    policies: &'a [Found<'a>],
    /// The policy of the applicant at hand, where one is known.
    policy: &'a Loaded,
    known: bool,
    language: Language,
    /// The language where no policy is known.
    user: Language,
    code: u8,
    first: bool,
    /// Keys of policies whose errors are printed.
    told: Vec<&'a str>,
    progress: Progress,
}

impl Run<'_> {
    fn file(&mut self, path: &Path, streams: &mut Streams<'_>) -> io::Result<()> {
        let name = path.display().to_string();
        let size = std::fs::metadata(path).map_or(0, |m| m.len());
        self.progress = Progress::new(size, streams.surroundings.watched, self.language == Language::Zh);
        let read = pieces(path, streams, &mut |piece, streams| match piece {
            Piece::Line(number, bytes) => {
                if let Some(document) = facts::line(number, bytes) {
                    self.document(&name, &document, streams)?;
                    // Whoever sends applicants one by one reads the answers one by one
                    streams.out.flush()?;
                }
                self.progress.next(bytes.len());
                Ok(())
            }
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
        let place = match document.source {
            Source::Line(n) if self.language == Language::Zh && !self.args.json => format!("第{n}行"),
            other => other.to_string(),
        };
        self.applicant(&format!("{name} {place}"), document, streams)
    }

    fn applicant(&mut self, source: &str, document: &Document<'_>, streams: &mut Streams<'_>) -> io::Result<()> {
        if let (Ok(json), true) = (&document.json, 1 < self.policies.len())
            && !self.choose(source, json, streams)?
        {
            return Ok(());
        }
        let by = match (&self.args.version, self.args.on) {
            (Some(id), _) => By::Version(id.clone()),
            (None, Some(day)) => By::Day(day),
            (None, None) => By::Filing,
        };
        let mut report = match assess_applicant(self.policy, document, &by, self.language) {
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

    /// Takes the policy that reads the applicant's facts; false, with the reason told, where that is none or in error.
    fn choose(&mut self, source: &str, json: &Json, streams: &mut Streams<'_>) -> io::Result<bool> {
        let found = reader_of(self.policies, json);
        self.known = found.is_some();
        let Some((folder, policy)) = found else {
            let policies = Arg::from(paths(self.policies, self.user));
            let problem = FactError::new(Code::WhichPolicy, "", [policies]);
            self.refuse(source, vec![Problem::of(&problem, self.user)], streams)?;
            return Ok(false);
        };
        self.policy = policy;
        self.language = language(self.args.lang, folder.language(), streams);
        if policy.broken {
            if !self.told.contains(&policy.key.as_str()) {
                self.told.push(&policy.key);
                refuse_policy(folder, self.language, streams)?;
            }
            let code = self.code.max(exit::PROBLEMS);
            let problem = FactError::new(Code::PolicyInError, "", []);
            self.refuse(source, vec![Problem::of(&problem, self.language)], streams)?;
            self.code = code;
            return Ok(false);
        }
        Ok(true)
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
            let key = self.known.then_some(&self.policy.key);
            let line = json!({
                "policy": key, "version": null, "source": source, "outcome": null, "possible": [], "total": null,
                "results": {}, "groups": [], "indicators": [], "result_details": [], "definitions": [],
                "presumed": [], "unknown": [], "warnings": [], "errors": errors,
            });
            writeln!(streams.out, "{line}")?;
        }
        let language = self.language;
        self.progress.aside(|| problems.iter().try_for_each(|p| p.print(source, language, streams.err)))
    }

    fn between(&mut self, streams: &mut Streams<'_>) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            writeln!(streams.out, "\n{}\n", "─".repeat(72))?;
        }
        Ok(())
    }
}
