//! `jifen test`: runs the cases beside policies.

use super::{language, pick};
use crate::args::Test;
use crate::load::{Folder, load_with_cases};
use crate::{Streams, cases, exit, render};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::diagnostic::{Diagnostic, Severity};
use jifen_interpreter::policy::Loaded;
use jifen_verify::{Case, Coverage, Failure, Run, Runner, Suite};
use std::collections::BTreeSet;
use std::io;

mod accept;
mod approve;
mod generate;
mod junit;
mod mutate;
mod resume;

/// Runs it.
pub(crate) fn run(args: &Test, streams: &mut Streams<'_>) -> io::Result<u8> {
    if let Some(file) = &args.generate {
        return generate::run(args, file.as_deref(), streams);
    }
    let mut tests = Tests {
        args,
        code: exit::DONE,
        counts: Counts::default(),
        junit: junit::Results::default(),
        pages: Vec::new(),
        verdicts: None,
    };
    let mut last = language(args.lang, None, streams);
    if let Some(path) = &args.resume {
        tests.verdicts = resume::Verdicts::open(path, last, streams)?;
    }
    for path in &args.paths {
        match load_with_cases(path) {
            Ok(folders) => {
                for folder in &folders {
                    last = tests.folder(folder, streams)?;
                }
            }
            Err(problem) => {
                writeln!(streams.err, "{}", problem.message(last))?;
                tests.code = exit::USAGE;
            }
        }
    }
    if let Some(path) = &args.junit
        && let Err(problem) = tests.junit.write(path)
    {
        writeln!(streams.err, "{}: {}", path.display(), render::io_words(&problem, last))?;
        tests.code = exit::USAGE;
    }
    if let Some(path) = &args.html
        && let Err(problem) = std::fs::write(path, render::coverage::whole(&tests.pages, last))
    {
        writeln!(streams.err, "{}: {}", path.display(), render::io_words(&problem, last))?;
        tests.code = exit::USAGE;
    }
    if let (Some(path), Some(verdicts)) = (&args.resume, tests.verdicts.take())
        && let Err(problem) = verdicts.finish()
    {
        writeln!(streams.err, "{}: {}", path.display(), render::io_words(&problem, last))?;
        tests.code = exit::USAGE;
    }
    if tests.counts.files == 0 && tests.code == exit::DONE {
        let words = pick(
            last,
            "没有案例;案例写在政策文件夹里的 `cases/` 中",
            "no cases; they stand in the folder `cases/` of a policy's folder",
        );
        writeln!(streams.err, "{words}")?;
        return Ok(exit::USAGE);
    }
    if tests.counts.run == 0 && tests.counts.files != 0 && tests.code == exit::DONE {
        writeln!(streams.err, "{}", pick(last, "没有符合的案例", "no case matches"))?;
        return Ok(exit::USAGE);
    }
    if !args.json && tests.counts.run != 0 {
        writeln!(streams.out, "{}", tests.counts.words(last))?;
    }
    Ok(tests.code)
}

struct Tests<'a> {
    args: &'a Test,
    code: u8,
    counts: Counts,
    junit: junit::Results,
    /// The coloured texts of the policies so far.
    pages: Vec<String>,
    /// The verdicts on changes that are kept.
    verdicts: Option<resume::Verdicts>,
}

impl Tests<'_> {
    /// Runs the cases of a folder; returns the language in which it spoke.
    fn folder(&mut self, folder: &Folder, streams: &mut Streams<'_>) -> io::Result<Language> {
        let mut spoken = language(self.args.lang, folder.language(), streams);
        let applicants = cases::applicants(folder);
        let covers = self.args.coverage || self.args.threshold.is_some() || self.args.html.is_some();
        let mut coverage: Vec<(&Loaded, Coverage)> = Vec::new();
        let mut passed: Vec<(&Loaded, Vec<Suite<'_>>)> = Vec::new();
        for number in cases::asked(folder) {
            let Some(source) = folder.sources.get(number) else { continue };
            spoken = language(self.args.lang, Some(source.tree.language), streams);
            self.counts.files += 1;
            let (mut suites, mut problems) = jifen_verify::read(&source.tree);
            for suite in &mut suites {
                let wanted: Vec<bool> =
                    suite.cases.iter().map(|case| self.wanted(folder, number, suite, case)).collect();
                let mut wanted = wanted.into_iter();
                suite.cases.retain(|_| wanted.next().unwrap_or(false));
            }
            let policy = cases::policy_of(folder, number);
            if policy.is_none() {
                problems.push(cases::no_policy(folder, number));
            }
            self.tell(folder, &problems, spoken, streams)?;
            let Some(policy) = policy else { continue };
            if policy.broken {
                let errors = folder.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
                self.tell(folder, &errors.cloned().collect::<Vec<_>>(), spoken, streams)?;
                let words = pick(spoken, "政策有错误,案例没有运行", "the policy has errors; its cases were not run");
                writeln!(streams.err, "{}: {words}", source.path.display())?;
                continue;
            }
            let mut runner = Runner::new(policy, &applicants, spoken);
            if covers {
                runner.cover();
            }
            let mut accepted = accept::Changes::default();
            let mut approved = approve::Approved::default();
            let failed = self.counts.failed;
            let mut left = BTreeSet::new();
            let mut kept = Vec::new();
            for suite in &suites {
                for case in &suite.cases {
                    let runs = runner.run(case);
                    approved.add(&runs);
                    if self.args.accept {
                        accepted.add(&runs);
                        kept.push((suite, runs));
                        continue;
                    }
                    for run in &runs {
                        self.case(folder, suite, run, &left, spoken, streams)?;
                    }
                }
            }
            if self.args.accept {
                left = accepted.places();
                if problems.is_empty() {
                    left = accepted.write(folder, number, spoken, streams)?;
                }
                for (suite, run) in kept.iter().flat_map(|(suite, runs)| runs.iter().map(move |run| (suite, run))) {
                    self.case(folder, suite, run, &left, spoken, streams)?;
                }
            }
            if failed < self.counts.failed && self.args.mutate {
                writeln!(streams.err, "{}: {}", source.path.display(), generate::failing(spoken))?;
            }
            if covers {
                let all = runner.coverage();
                match coverage.iter_mut().find(|(known, _)| std::ptr::eq(*known, policy)) {
                    Some((_, known)) => known.extend(all),
                    None => coverage.push((policy, all)),
                }
            }
            if self.args.approve && problems.is_empty() {
                self.counts.approved += approved.write(folder, number, spoken, streams)?;
            }
            if failed == self.counts.failed && self.args.mutate {
                match passed.iter_mut().find(|(known, _)| std::ptr::eq(*known, policy)) {
                    Some((_, known)) => known.extend(suites),
                    None => passed.push((policy, suites)),
                }
            }
        }
        // Where no case could be run, nothing was come by
        for (policy, coverage) in coverage.iter().filter(|(_, c)| !c.points.is_empty()) {
            self.covered(folder, policy, coverage, spoken, streams)?;
        }
        for (policy, suites) in &passed {
            self.mutate(folder, policy, suites, &applicants, spoken, streams)?;
        }
        Ok(spoken)
    }

    fn covered(
        &mut self,
        folder: &Folder,
        policy: &Loaded,
        coverage: &Coverage,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let (covered, all) = coverage.count(coverage.points.iter());
        if self.args.json {
            writeln!(streams.out, "{}", render::coverage::json(folder, policy, coverage))?;
        } else {
            render::coverage::print(folder, policy, coverage, language, streams)?;
        }
        if self.args.html.is_some() {
            self.pages.push(render::coverage::page(folder, policy, coverage, language));
        }
        let least = self.args.threshold.map_or(0, usize::from);
        if covered * 100 < least * all {
            self.code = self.code.max(exit::PROBLEMS);
            let words = match language {
                Language::Zh => format!("覆盖率低于 {least}%"),
                Language::En => format!("the coverage is less than {least}%"),
            };
            writeln!(streams.err, "{words}")?;
        }
        Ok(())
    }

    fn wanted(&self, folder: &Folder, file: usize, suite: &Suite<'_>, case: &Case<'_>) -> bool {
        let Some(filter) = &self.args.filter else { return true };
        let Some(source) = folder.sources.get(file) else { return false };
        let parts = [
            source.path.display().to_string(),
            render::cases::title(suite, case, source),
            suite.key.to_owned(),
            render::cases::written(source, case.node.span).to_owned(),
        ];
        parts.iter().any(|part| part.contains(filter.as_str()))
    }

    fn tell(
        &mut self,
        folder: &Folder,
        problems: &[Diagnostic],
        language: Language,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        if !problems.is_empty() {
            self.code = self.code.max(exit::PROBLEMS);
        }
        render::diagnostics::print_to_err(folder, problems, language, streams)
    }

    /// Counts a run and tells it where it failed; with `--accept`, `left` is what could not be written.
    fn case(
        &mut self,
        folder: &Folder,
        suite: &Suite<'_>,
        run: &Run<'_, '_>,
        left: &BTreeSet<Span>,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        self.counts.run += 1;
        self.counts.unreviewed += usize::from(!run.case.reviewed);
        self.junit.add(folder, suite, run, language);
        // What is accepted is no failure; a case that can't be run is
        let written = |f: &Failure| self.args.accept && !left.contains(&f.expected.value);
        let failed = !(run.problems.is_empty() && run.failures.iter().all(written));
        if failed {
            self.counts.failed += 1;
            self.code = self.code.max(exit::PROBLEMS);
        }
        if self.args.json {
            return writeln!(streams.out, "{}", render::cases::json(folder, suite, run, language));
        }
        match failed {
            true => render::cases::print(folder, suite, run, language, streams),
            false => Ok(()),
        }
    }
}

#[derive(Default)]
struct Counts {
    files: usize,
    run: usize,
    failed: usize,
    /// Of those that ran, those that nobody has confirmed.
    unreviewed: usize,
    /// Of these, those that are confirmed now.
    approved: usize,
}

impl Counts {
    fn words(&self, language: Language) -> String {
        let unreviewed = match (language, self.unreviewed - self.approved) {
            (_, 0) => String::new(),
            (Language::Zh, some) => format!(";其中 {some} 个未核"),
            (Language::En, some) => format!("; {some} unreviewed"),
        };
        self.results(language) + &unreviewed
    }

    fn results(&self, language: Language) -> String {
        let passed = self.run - self.failed;
        match (language, self.failed) {
            (Language::Zh, 0) => format!("{} 个案例,全部通过", self.run),
            (Language::Zh, failed) => format!("{} 个案例: {passed} 个通过,{failed} 个未通过", self.run),
            (Language::En, 0) if self.run == 1 => "1 case, passed".to_owned(),
            (Language::En, 0) => format!("{} cases, all passed", self.run),
            (Language::En, failed) => {
                let cases = if self.run == 1 { "case" } else { "cases" };
                format!("{} {cases}: {passed} passed, {failed} failed", self.run)
            }
        }
    }
}
