//! What is wrong with a file of cases, whatever they come to.

use crate::applicant::Files;
use crate::run::Runner;
use crate::suite::{Suite, suites};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Node};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::policy::Loaded;

/// The cases of a file, and what is wrong with its text: syntax, bases, declarations that belong elsewhere.
pub fn read(file: &File) -> (Vec<Suite<'_>>, Vec<Diagnostic>) {
    let mut found: Vec<Diagnostic> = file.errors.iter().map(Diagnostic::from).collect();
    let other = file.declarations.iter().find(|d| !is_cases(d) && d.kind != Kind::broken);
    let first = file.declarations.iter().find(|d| is_cases(d));
    if let (Some(other), Some(first)) = (other, first) {
        let head = |d: &Node| d.children.first().map_or(d.span, |c| c.span);
        let words = Arg::pair("别的声明", "other declarations");
        let here = Arg::pair("别的声明在这里", "they are here");
        found.push(Diagnostic::new(Code::MisplacedCases, head(first), [words]).with(head(other), here));
    }
    let all = suites(file, &mut found);
    (all, found)
}

/// Whether a declaration is a block of cases, be it broken.
pub fn is_cases(declaration: &Node) -> bool {
    let broken = declaration.kind == Kind::broken_declaration;
    declaration.kind == Kind::cases || broken && declaration.children.first().is_some_and(|c| c.kind == Kind::kw_cases)
}

/// What is wrong with cases in the types and with the limits of the versions that they run under; not whether
/// they come out as expected.
pub fn check(policy: &Loaded, file: &File, files: &Files) -> Vec<Diagnostic> {
    let (suites, mut found) = read(file);
    let mut runner = Runner::new(policy, files, Language::En);
    for run in suites.iter().flat_map(|s| &s.cases).flat_map(|case| runner.run(case)) {
        for problem in run.problems {
            if !found.contains(&problem) {
                found.push(problem);
            }
        }
    }
    found.sort_by_key(|d| d.span);
    found
}
