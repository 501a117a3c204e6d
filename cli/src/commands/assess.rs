//! `jifen assess`: outcome, points, and why.

use super::policies::{Found, all, no_policy, paths, reader_of, refuse_policy};
use super::{language, pick};
use crate::args::Assess;
use crate::load::load;
use crate::render::explanation;
use crate::render::progress::Progress;
use crate::{Streams, exit};
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use jifen_interpreter::assess::{assess, violated};
use jifen_interpreter::facts::{self, Document, FactError, Json, Layout};
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::registry::{Pick, PickError};
use serde_json::{Value, json};
use std::io::{self, BufRead};
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
    let folders = match load(&args.policy) {
        Ok(folders) => folders,
        Err(problem) => {
            writeln!(streams.err, "{}", problem.message(user))?;
            return Ok(exit::USAGE);
        }
    };
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
        if path.as_os_str() == "-" {
            let input = std::mem::replace(&mut streams.input, Box::new(io::empty()));
            return self.read(&name, io::BufReader::new(input), streams);
        }
        let opened = std::fs::File::open(path).and_then(|file| match file.metadata()?.is_dir() {
            true => Err(io::Error::from(io::ErrorKind::IsADirectory)),
            false => Ok(file),
        });
        let size = opened.as_ref().ok().and_then(|f| f.metadata().ok()).map_or(0, |m| m.len());
        self.progress = Progress::new(size, streams.surroundings.watched, self.language == Language::Zh);
        let read = opened.and_then(|file| self.read(&name, io::BufReader::new(file), streams));
        match read {
            Ok(()) => Ok(()),
            Err(problem) if problem.kind() == io::ErrorKind::BrokenPipe => Err(problem),
            Err(problem) => self.unreadable(&name, &problem, streams),
        }
    }

    /// A file of one object a line is read line by line, so that memory does not grow with it.
    fn read(&mut self, name: &str, mut file: impl BufRead, streams: &mut Streams<'_>) -> io::Result<()> {
        let (mut bytes, mut number) = (Vec::new(), 0);
        loop {
            let start = bytes.len();
            let more = file.read_until(b'\n', &mut bytes)?;
            number += 1;
            if more == 0 || !bytes[start..].trim_ascii().is_empty() {
                break;
            }
        }
        if facts::layout(&bytes) == Layout::Whole {
            file.read_to_end(&mut bytes)?;
            return self.whole(name, &bytes, streams);
        }
        let start = bytes.trim_ascii_end().iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        bytes.drain(..start);
        let rest = file.fill_buf()?;
        if rest.is_empty() {
            return self.whole(name, &bytes, streams);
        }
        while !bytes.is_empty() {
            if let Some(document) = facts::line(number, &bytes) {
                self.document(name, &document, streams)?;
                // Whoever sends applicants one by one reads the answers one by one
                streams.out.flush()?;
            }
            self.progress.next(bytes.len());
            bytes.clear();
            file.read_until(b'\n', &mut bytes)?;
            number += 1;
        }
        Ok(())
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

    fn unreadable(&mut self, name: &str, problem: &io::Error, streams: &mut Streams<'_>) -> io::Result<()> {
        let words = match problem.kind() {
            io::ErrorKind::NotFound => pick(self.language, "没有这个文件", "no such file").to_owned(),
            io::ErrorKind::IsADirectory => {
                let en = "this is a folder; a JSON file of facts is expected";
                pick(self.language, "这是文件夹,需要的是事实的 JSON 文件", en).to_owned()
            }
            _ => problem.to_string(),
        };
        self.refuse(name, vec![Problem::plain("unreadable", words)], streams)
    }

    fn applicant(&mut self, source: &str, document: &Document<'_>, streams: &mut Streams<'_>) -> io::Result<()> {
        let json = match &document.json {
            Ok(json) => json,
            Err(problems) => return self.input_errors(source, problems, streams),
        };
        if 1 < self.policies.len() && !self.choose(source, json, streams)? {
            return Ok(());
        }
        let picked = match (&self.args.version, self.args.on, self.filing_date(json)) {
            (Some(id), _, _) => Pick::Version(id.clone()),
            (None, Some(day), _) => Pick::On(day),
            (None, None, Ok(filing)) => Pick::Filing(filing),
            // Not a day: the last version says so, with the place.
            (None, None, Err(NotADay)) => match self.policy.policy.versions.last() {
                Some(last) => Pick::Version(last.id.clone()),
                None => Pick::Filing(None),
            },
        };
        let version = match self.policy.policy.pick(&picked) {
            Ok(version) => version,
            Err(problem) => return self.no_version(source, problem, streams),
        };
        let facts = match document.read(version, &self.policy.keys_elsewhere(version)) {
            Ok(facts) => facts,
            Err(problems) => return self.input_errors(source, &problems, streams),
        };
        let mut problems = violated(version, &facts);
        if !problems.is_empty() {
            document.locate(&mut problems);
            return self.input_errors(source, &problems, streams);
        }
        let mut report = assess(version, &facts, self.language);
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
            let words = pick(
                self.user,
                "看不出适用哪个政策,请指明其中一个:",
                "these facts don't tell which policy is meant; name one of them: ",
            );
            let words = format!("{words}{}", paths(self.policies, self.user));
            self.refuse(source, vec![Problem::plain("no_policy", words)], streams)?;
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
            let words =
                pick(self.language, "政策有错误,不能使用", "the policy has errors and can't be used").to_owned();
            self.refuse(source, vec![Problem::plain("policy_in_error", words)], streams)?;
            self.code = code;
            return Ok(false);
        }
        Ok(true)
    }

    /// The filing date, read before the version is known.
    fn filing_date(&self, json: &Json) -> Result<Option<NaiveDate>, NotADay> {
        let Json::Object(given) = json else { return Ok(None) };
        let versions = &self.policy.policy.versions;
        let keys = versions.iter().filter_map(|v| v.facts.get(v.filing_date?.index()).map(|f| &f.named.key));
        let found = keys.into_iter().find_map(|key| given.iter().find(|(k, _)| k == key));
        match found {
            None => Ok(None),
            Some((_, Json::String(text))) => text.parse().map(Some).map_err(|_| NotADay),
            Some(_) => Err(NotADay),
        }
    }

    fn no_version(&mut self, source: &str, problem: PickError, streams: &mut Streams<'_>) -> io::Result<()> {
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
            PickError::Undetermined => return self.undetermined(source, &versions, streams),
        };
        self.refuse(source, vec![Problem::plain("no_version", format!("{words}{versions}"))], streams)
    }

    /// The filing date that picks among several versions is unknown: everything is open.
    fn undetermined(&mut self, source: &str, versions: &str, streams: &mut Streams<'_>) -> io::Result<()> {
        let versions_read = &self.policy.policy.versions;
        let key = versions_read.iter().find_map(|v| v.facts.get(v.filing_date?.index()).map(|f| f.named.key.clone()));
        if self.args.json {
            let possible: std::collections::BTreeSet<&str> = versions_read
                .iter()
                .flat_map(|v| v.outcomes.first())
                .flat_map(|l| l.outcomes.iter().map(|o| o.named.key.as_str()))
                .collect();
            let line = json!({
                "policy": self.policy.key, "version": null, "source": source, "outcome": "undetermined", "possible": possible,
                "total": {"min": null, "max": null}, "results": {}, "groups": [], "indicators": [], "presumed": [],
                "unknown": [{"kind": "fact", "key": key}], "warnings": [], "errors": [],
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
        writeln!(streams.out, "  {words}{}", key.unwrap_or_default())
    }

    fn input_errors(&mut self, source: &str, problems: &[FactError], streams: &mut Streams<'_>) -> io::Result<()> {
        let all = problems.iter().map(|p| Problem {
            path: p.path.clone(),
            code: p.code.id().to_owned(),
            message: p.message(self.language),
            hint: p.hint(self.language),
            place: p.place.map(|p| (p.line, p.column)),
        });
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
                "results": {}, "groups": [], "indicators": [], "presumed": [], "unknown": [], "warnings": [], "errors": errors,
            });
            writeln!(streams.out, "{line}")?;
        }
        let language = self.language;
        self.progress.aside(|| problems.iter().try_for_each(|p| p.print(source, language, streams)))
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

/// Why an applicant can't be assessed.
struct Problem {
    path: String,
    code: String,
    message: String,
    hint: String,
    place: Option<(usize, usize)>,
}

impl Problem {
    fn plain(code: &str, message: String) -> Problem {
        Problem { path: String::new(), code: code.to_owned(), message, hint: String::new(), place: None }
    }

    fn json(&self) -> Value {
        let mut error = json!({"code": self.code, "path": self.path, "message": self.message, "hint": self.hint});
        if let Some((line, column)) = self.place {
            error["line"] = json!(line);
            error["column"] = json!(column);
        }
        error
    }

    fn print(&self, source: &str, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
        let place = self.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        writeln!(streams.err, "{source}{place}: {} [{}]", self.message, self.code)?;
        if !self.hint.is_empty() {
            writeln!(streams.err, "    {}{}", pick(language, "怎么办:", "help: "), self.hint)?;
        }
        Ok(())
    }
}
