//! What holds for any text and any facts. Each function panics where it does not: proptest (`tests/fuzz.rs`) and
//! cargo-fuzz (`fuzz/`) run the same bodies.

use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Node, Span, Trivia};
use jifen_grammar::{format as layout, parse as read, parse_bytes};
use jifen_interpreter::assess::{assess, outcome, violated};
use jifen_interpreter::diagnostic::{Arg, Diagnostic};
use jifen_interpreter::facts::{self, FactError};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::{Loaded, load_policies};
use jifen_verify::Import;
use std::collections::BTreeSet;

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

/// The Shanghai policy and its parameters.
pub const SHANGHAI: [&str; 2] =
    [include_str!("../../policies/shanghai/2018.rules"), include_str!("../../policies/shanghai/parameters.rules")];

thread_local! {
    static VERSION: &'static Version = {
        let files: Vec<File> = (0..).zip(SHANGHAI).map(|(i, text)| read(i, text)).collect();
        let (loaded, _) = load_policies(&files.iter().collect::<Vec<_>>());
        let version = loaded.into_iter().flat_map(|l| l.policy.versions).next();
        Box::leak(Box::new(version.expect("a version")))
    };
}

thread_local! {
    static CASES: &'static Loaded = {
        let files: Vec<File> = (0..).zip(SHANGHAI).map(|(i, text)| read(i, text)).collect();
        let (loaded, _) = load_policies(&files.iter().collect::<Vec<_>>());
        Box::leak(Box::new(loaded.into_iter().next().expect("a policy")))
    };
}

/// The cases beside the Shanghai policy.
pub const SHANGHAI_CASES: [&str; 2] = [
    include_str!("../../policies/shanghai/cases/articles.rules"),
    include_str!("../../policies/shanghai/cases/versions.rules"),
];

/// The Shanghai policy's version, resolved.
pub fn shanghai() -> &'static Version {
    VERSION.with(|version| *version)
}

/// Any bytes are read without a panic, and nothing of the text is lost.
pub fn parse(bytes: &[u8]) {
    let (text, file) = parse_bytes(0, bytes);
    for declaration in &file.declarations {
        nested(declaration, &text);
    }
    for error in &file.errors {
        let end = error.span.end as usize;
        // Bytes that are no text have a place, but no text to point at.
        assert!(text.is_empty() && end <= bytes.len() || text.get(error.span.range()).is_some(), "{error:?}");
    }
    // Of what is no text nothing is read; its readable parts are for messages only
    if std::str::from_utf8(bytes).is_ok() && !text.is_empty() {
        kept(&text, &file);
    }
}

/// Any text is read as cases of the Shanghai policy, and run. What it names lies in it.
pub fn cases(text: &str) {
    let file = read(9, text);
    let problems = CASES.with(|policy| jifen_verify::check(policy, &file, &jifen_verify::Files::new()));
    for problem in problems {
        let inside = problem.span.file != 9 || text.get(problem.span.range()).is_some();
        assert!(inside, "{problem:?}");
        for language in LANGUAGES {
            assert!(!problem.message(language).is_empty());
        }
    }
}

/// Any bytes are read as a table, or as JSON, of applicants of the Shanghai policy. What is wrong lies in the text; of what
/// is written, the cases that expect what came out pass.
pub fn applicants(bytes: &[u8], table: bool) {
    let policy = CASES.with(|policy| *policy);
    let mut import = Import::new(policy, None, Language::Zh).expect("no version is asked for");
    let problems = if table { import.table("甲", bytes) } else { import.json("甲", bytes) };
    problems.iter().for_each(|problem| refused(problem, bytes));
    let text = import.file().unwrap_or_else(|e| panic!("{e:?}"));
    let file = read(9, &text);
    let (suites, found) = jifen_verify::read(&file);
    assert_eq!(found, [], "{text}");
    let files = jifen_verify::Files::new();
    let mut runner = jifen_verify::Runner::new(policy, &files, Language::Zh);
    for case in suites.iter().flat_map(|s| &s.cases).filter(|case| !case.reviewed) {
        for run in runner.run(case) {
            let failed: Vec<_> = run.failures.iter().map(|f| (&f.expected.name, &f.shown)).collect();
            assert!(run.passed(), "{failed:?} {:?}\n{text}", run.problems);
        }
    }
}

/// Spans lie in the text on characters, and children inside their parents.
fn nested(node: &Node, text: &str) {
    let outer = node.span.range();
    assert!(text.get(outer.clone()).is_some(), "{:?} {outer:?}", node.kind);
    for child in &node.children {
        let inner = child.span.range();
        assert!(outer.start <= inner.start && inner.end <= outer.end, "{:?} in {:?}", child.kind, node.kind);
        nested(child, text);
    }
}

/// What is in no token, string, broken part or error is a blank, a separator or a comment; each comment is in the tree.
fn kept(text: &str, file: &File) {
    let mut seen = vec![false; text.len()];
    let mut comments = 0;
    let mut count = |trivia: &[Trivia]| comments += trivia.iter().filter(|t| **t != Trivia::Blank).count();
    count(&file.ending);
    for declaration in &file.declarations {
        declaration.walk(&mut |node| {
            count(&node.before);
            count(&node.inside);
            count(&node.behind.iter().cloned().map(Trivia::Comment).collect::<Vec<_>>());
            let whole = matches!(node.kind, Kind::string | Kind::broken | Kind::broken_declaration);
            if whole || node.children.is_empty() {
                seen[node.span.range()].fill(true);
            }
        });
    }
    for error in &file.errors {
        seen[error.span.range()].fill(true);
    }
    let (mut at, mut found) = (0, 0);
    for line in text.split_inclusive('\n') {
        let loose = |(i, c): &(usize, char)| !seen[at + i] && !c.is_whitespace() && !";；|｜\u{FEFF}".contains(*c);
        if let Some((i, c)) = line.char_indices().find(loose) {
            assert!("#＃".contains(c), "lost: {:?}", &line[i..]);
            found += 1;
        }
        at += line.len();
    }
    // A declaration that could not be read at all keeps its comments as text.
    let unread = file.declarations.iter().any(|d| d.kind == Kind::broken_declaration);
    assert!(found <= comments || unread, "{found} comments, {comments} in the tree");
}

/// A text without errors is laid out to the same tree, once and for all, in both languages and back.
pub fn format(text: &str) {
    let file = read(0, text);
    if !file.errors.is_empty() {
        return;
    }
    let own = layout(&file, None);
    for language in [None, Some(Language::Zh), Some(Language::En)] {
        let out = layout(&file, language);
        let again = read(0, &out);
        assert!(again.errors.is_empty(), "{:?}\n{out}", again.errors);
        assert_eq!(again.declarations, file.declarations, "{out}");
        let remarks = |f: &File| f.ending.iter().filter(|t| **t != Trivia::Blank).cloned().collect::<Vec<_>>();
        assert_eq!(remarks(&again), remarks(&file), "{out}");
        assert_eq!(layout(&again, language), out);
        assert_eq!(layout(&again, Some(file.language)), own);
    }
}

/// Any bytes are read as facts of the Shanghai policy and, where they are in order, assessed.
pub fn facts(bytes: &[u8]) {
    assessed(shanghai(), &BTreeSet::new(), bytes);
}

/// The files of a folder are checked, and applicants assessed, without a panic; every diagnostic points into its file.
pub fn policy(texts: &[&str], applicants: &[u8]) {
    let files: Vec<File> = (0..).zip(texts).map(|(i, text)| read(i, text)).collect();
    let (loaded, diagnostics) = load_policies(&files.iter().collect::<Vec<_>>());
    for diagnostic in &diagnostics {
        told(diagnostic, texts);
    }
    for policy in &loaded {
        for version in &policy.policy.versions {
            let elsewhere = policy.keys_elsewhere(version);
            for language in LANGUAGES {
                facts::schema(version, &elsewhere, language);
            }
            if !policy.broken {
                assessed(version, &elsewhere, applicants);
            }
        }
    }
}

/// The message is there in both languages, and every place is one in its file.
fn told(diagnostic: &Diagnostic, texts: &[&str]) {
    let places = diagnostic.related.iter().map(|(span, _)| *span).chain([diagnostic.span]);
    let inside = |s: Span| texts.get(s.file as usize).is_some_and(|text| text.get(s.range()).is_some());
    for place in places {
        assert!(inside(place), "{diagnostic:?} points outside its file");
    }
    assert!(diagnostic.related.iter().all(|(_, Arg { zh, en })| !zh.is_empty() && !en.is_empty()), "{diagnostic:?}");
    for language in LANGUAGES {
        assert!(!diagnostic.message(language).is_empty());
        diagnostic.hint(language);
    }
}

/// Any bytes are read as facts of a version and, where they are in order, assessed.
pub fn assessed(version: &Version, elsewhere: &BTreeSet<String>, bytes: &[u8]) {
    for document in facts::documents(bytes) {
        let read = match document.read(version, elsewhere) {
            Ok(read) => read,
            Err(errors) => {
                assert!(!errors.is_empty());
                errors.iter().for_each(|e| refused(e, bytes));
                continue;
            }
        };
        violated(version, &read).iter().for_each(|e| refused(e, bytes));
        outcome(version, &read);
        for language in LANGUAGES {
            let report = assess(version, &read, language);
            serde_json::to_string(&report).expect("a report is JSON");
        }
    }
}

/// The error says something in both languages, and its place is in the text.
fn refused(error: &FactError, bytes: &[u8]) {
    for language in LANGUAGES {
        assert!(!error.message(language).is_empty());
        error.hint(language);
    }
    let Some(place) = error.place else { return };
    let text = String::from_utf8_lossy(bytes);
    let line = text.split('\n').nth(place.line - 1);
    let columns = line.map(|l| l.chars().count() + 1);
    assert!(columns.is_some_and(|most| (1..=most).contains(&place.column)), "{error:?} is outside the text");
}
