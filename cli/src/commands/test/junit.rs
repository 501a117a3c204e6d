//! The results in JUnit's XML, for build servers.

use crate::load::Folder;
use crate::render;
use jifen_grammar::keywords::Language;
use jifen_verify::{Run, Suite};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The results, by file and block.
#[derive(Default)]
pub(super) struct Results(BTreeMap<String, TestSuite>);

impl Results {
    /// Adds what a case came to.
    pub fn add(&mut self, folder: &Folder, suite: &Suite<'_>, run: &Run<'_, '_>, language: Language) {
        let Some(source) = folder.sources.get(run.case.node.span.file as usize) else { return };
        let name = format!("{} {}", source.path.display(), suite.name);
        let version = run.version.as_ref().map_or(String::new(), |v| format!(" [{v}]"));
        let status = match (run.failures.first(), run.problems.first()) {
            (None, None) => TestCaseStatus::success(),
            (failure, problem) => {
                let kind = if problem.is_some() { NonSuccessKind::Error } else { NonSuccessKind::Failure };
                let mut status = TestCaseStatus::non_success(kind);
                let all = run
                    .failures
                    .iter()
                    .map(|f| format!("{} → {}", render::cases::written(source, f.expected.span), f.shown));
                let all: Vec<String> = all.chain(run.problems.iter().map(|d| d.message(language))).collect();
                if failure.is_some() || problem.is_some() {
                    status.set_message(all.join("; "));
                }
                status
            }
        };
        let mut case = TestCase::new(format!("{}{version}", render::cases::title(suite, run.case, source)), status);
        case.set_classname(suite.key);
        self.0.entry(name.clone()).or_insert_with(|| TestSuite::new(name)).add_test_case(case);
    }

    /// Writes the file.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut report = Report::new("jifen");
        report.add_test_suites(self.0.values().cloned());
        let text = report.to_string().map_err(io::Error::other)?;
        std::fs::write(path, text)
    }
}
