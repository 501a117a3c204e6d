//! `jifen check`: what is wrong with policies.

use super::{language, pick};
use crate::args::Check;
use crate::load::{Folder, load_with_cases};
use crate::{Streams, cases, exit, render};
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use jifen_interpreter::checks::answers::said;
use jifen_interpreter::diagnostic::{Arg, Diagnostic, Severity};
use jifen_verify::Options;
use serde_json::{Value, json};
use std::io;

/// Runs it.
pub(crate) fn run(args: &Check, streams: &mut Streams<'_>) -> io::Result<u8> {
    let (mut code, mut all, mut counts) = (exit::DONE, Vec::new(), Counts::default());
    let mut last = language(args.lang, None, streams);
    for path in &args.paths {
        let mut folders = match load_with_cases(path) {
            Ok(folders) => folders,
            Err(problem) => {
                writeln!(streams.err, "{}", problem.message(last))?;
                code = exit::USAGE;
                continue;
            }
        };
        for folder in &mut folders {
            let found = cases::diagnostics(folder);
            folder.diagnostics.extend(found);
            if args.strict {
                let found = strict(folder, args, streams.surroundings.today);
                folder.diagnostics.extend(found);
                folder.diagnostics.sort_by_key(|d| (d.span, d.code));
            }
            last = language(args.lang, folder.language(), streams);
            counts.add(folder);
            if args.json {
                all.extend(render::diagnostics::json(folder, last));
            } else {
                render::diagnostics::print(folder, last, streams)?;
            }
        }
    }
    let problems = counts.errors + if args.strict { counts.warnings } else { 0 };
    if args.json {
        let report: Value =
            json!({"files": counts.files, "errors": counts.errors, "warnings": counts.warnings, "diagnostics": all});
        writeln!(streams.out, "{report}")?;
    } else if 0 < counts.files {
        writeln!(streams.out, "{}", counts.words(last))?;
    }
    Ok(if code == exit::DONE && 0 < problems { exit::PROBLEMS } else { code })
}

/// What a policy's points show, version by version; what several versions share is told once.
fn strict(folder: &mut Folder, args: &Check, today: Option<NaiveDate>) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut known = std::mem::take(&mut folder.diagnostics);
    for loaded in folder.policies.iter().filter(|p| !p.broken) {
        for (i, version) in loaded.policy.versions.iter().enumerate() {
            let own = version.policy.span.file as usize;
            if folder.asked.is_some_and(|asked| asked != own) {
                continue;
            }
            let last = loaded.policy.last_day(i);
            // A finding of an amended version may stand in its base
            let (mut own_found, others) =
                known.drain(..).partition::<Vec<_>, _>(|d| is_finding(d) && d.example.is_none());
            jifen_verify::examples(version, &mut own_found, last);
            known = own_found.into_iter().chain(others).collect();
            let options = Options { on: args.on.or(today), cliff: args.cliff, last };
            for finding in jifen_verify::findings(version, &known, &options) {
                let same = |d: &&Diagnostic| (d.code, d.span, said(d)) == (finding.code, finding.span, said(&finding));
                if all.iter().find(same).is_none() {
                    let here = finding.span.file as usize == own;
                    let id = &version.id;
                    let under = Arg::pair(format!("在版本 {id} 中"), format!("in version {id}"));
                    all.push(if here { finding } else { finding.with(version.policy.span, under) });
                }
            }
        }
    }
    folder.diagnostics = known;
    all
}

/// Whether it is about what rules say, and may be shown by an applicant.
fn is_finding(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.id().starts_with("W06")
}

#[derive(Default)]
struct Counts {
    files: usize,
    policies: usize,
    versions: usize,
    errors: usize,
    warnings: usize,
}

impl Counts {
    fn add(&mut self, folder: &Folder) {
        let errors = folder.diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
        // Beside a file that was asked for, its folder's other files are context.
        self.files += if folder.asked.is_some() { 1 } else { folder.sources.len() };
        self.policies += folder.policies.len();
        let versions = folder.policies.iter().map(|p| p.policy.versions.len()).sum::<usize>();
        self.versions += if folder.asked.is_some() { versions.min(1) } else { versions };
        self.errors += errors;
        self.warnings += folder.diagnostics.len() - errors;
    }

    fn words(&self, language: Language) -> String {
        let found = match (language, self.errors, self.warnings) {
            (Language::Zh, 0, 0) => "没有问题".to_owned(),
            (Language::Zh, e, w) => format!("{e} 个错误,{w} 个提示"),
            (Language::En, 0, 0) => "no problems".to_owned(),
            (Language::En, e, w) => format!("{}, {}", plural(e, "error"), plural(w, "warning")),
        };
        let of = match language {
            Language::Zh => format!("{} 个文件,{} 个政策,{} 个版本", self.files, self.policies, self.versions),
            Language::En => format!(
                "{}, {}, {}",
                plural(self.files, "file"),
                plural(self.policies, "policy"),
                plural(self.versions, "version")
            ),
        };
        format!("{of}{}{found}", pick(language, ":", ": "))
    }
}

fn plural(n: usize, word: &str) -> String {
    match (n, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {word}s"),
    }
}
