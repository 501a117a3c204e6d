//! Cases written as text read as what they were written from, and come out as they say: for the repository's policies
//! and generated ones, in both languages. `PROPTEST_CASES` asks for more applicants, `AGREEMENT_FROM` for other ones.

use jifen_grammar::keywords::Language;
use jifen_grammar::{format_checked, parse};
use jifen_interpreter::applies::{By, assess_applicant, facts};
use jifen_interpreter::facts::{Document, Json, documents};
use jifen_interpreter::model::Version;
use jifen_interpreter::number::Fraction;
use jifen_interpreter::policy::{Loaded, load_policies};
use jifen_interpreter::report::Report;
use jifen_tests::command::root;
use jifen_tests::generate::policy::policy;
use jifen_tests::generate::{Constants, Random, complete, removed};
use jifen_verify::{Block, Files, Line, Runner, Subject, Writer, read};
use std::fs;
use std::path::{Path, PathBuf};

fn seeds(usual: u64) -> std::ops::Range<u64> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let from = asked("AGREEMENT_FROM").unwrap_or(0);
    from..from + asked("PROPTEST_CASES").unwrap_or(usual)
}

fn loaded(texts: &[String]) -> Vec<Loaded> {
    let files: Vec<_> = (0..).zip(texts).map(|(i, t)| parse(i, t)).collect();
    load_policies(&files.iter().collect::<Vec<_>>()).0.into_iter().filter(|p| !p.broken).collect()
}

fn folder(path: &Path) -> Vec<Loaded> {
    let rules = listed(path).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rules"));
    loaded(&rules.map(|p| fs::read_to_string(p).expect("a policy's file")).collect::<Vec<_>>())
}

fn listed(path: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = fs::read_dir(path).expect("a folder").flatten().map(|e| e.path()).collect();
    all.sort();
    all
}

/// Everything of which something can be expected.
fn subjects(version: &Version) -> Vec<Subject> {
    let plain = |i: &usize| {
        let definition = &version.definitions[*i];
        definition.params.is_empty() && definition.element.is_none()
    };
    let indicators = (0..version.indicators.len()).map(Subject::Indicator);
    let groups = (0..version.groups.len()).map(Subject::Group);
    let definitions = (0..version.definitions.len()).filter(plain).map(Subject::Definition);
    indicators.chain(groups).chain(definitions).chain((0..version.outcomes.len()).map(Subject::Outcome)).collect()
}

fn json<'d, 'j>(document: &'d Document<'j>) -> &'d Json<'j> {
    document.json.as_ref().expect("facts")
}

/// Writes applicants of a version as a base and what differs from it, reads the text, and runs it.
fn there_and_back(policy: &Loaded, version: &Version, applicants: &[Document<'_>], language: Language) -> String {
    let writer = Writer::new(policy, version, language);
    let by = By::Version(version.id.clone());
    let subjects = subjects(version);
    let mut block = Block { name: "甲".to_owned(), key: Some("a".to_owned()), ..Block::default() };
    block.bases.push(writer.base("乙", Some("a \"b\" \\"), json(&applicants[0])).expect("a base"));
    for document in applicants {
        let (given, expected) = match assess_applicant(policy, document, &by, language) {
            Ok(report) => (true, expected(&writer, &subjects, &report, document)),
            Err(errors) => (false, writer.refused(&errors).into_iter().collect()),
        };
        assert!(!given || subjects.is_empty() || !expected.is_empty());
        block.lines.push(Line {
            base: Some("乙".to_owned()),
            given: writer.variation(json(&applicants[0]), json(document)).expect("what differs"),
            expected,
            under: vec![version.id.clone()],
            unreviewed: given,
            ..Line::default()
        });
    }
    block.lines.retain(|line| !line.expected.is_empty());
    let text = writer.file(&[block]).unwrap_or_else(|e| panic!("{e:?}"));
    let file = parse(90, &text);
    assert_eq!(format_checked(&file, &text, None).as_ref(), Ok(&text));
    let (suites, found) = read(&file);
    assert_eq!(found, [], "{text}");
    let files = Files::new();
    let mut runner = Runner::new(policy, &files, language);
    for (case, document) in suites[0].cases.iter().zip(applicants) {
        let read = runner.applicant(case).unwrap_or_else(|e| panic!("{e:?}\n{text}"));
        let meant = |document: &Document<'_>| facts(document, version, policy).map_err(|_| "refused");
        assert_eq!(format!("{:?}", meant(&read.document)), format!("{:?}", meant(document)), "{text}");
        for run in runner.run(case) {
            let failed: Vec<_> = run.failures.iter().map(|f| (&f.expected.name, &f.got, &f.instead)).collect();
            assert!(run.passed(), "{:?} {failed:?}\n{text}", run.problems);
        }
    }
    text
}

fn expected(writer: &Writer<'_>, subjects: &[Subject], report: &Report, document: &Document<'_>) -> Vec<String> {
    subjects.iter().filter_map(|subject| writer.expected(subject, report, document)).collect()
}

/// Some applicants of a version, complete ones and ones of whom facts are missing.
fn drawn(version: &Version, seed: u64) -> Vec<String> {
    let constants = Constants::of(version);
    let mut random = Random::new(seed);
    let mut all = Vec::new();
    for percent in [0, 0, 20] {
        let Some(facts) = complete(version, &constants, &mut random) else { continue };
        all.push(if percent == 0 { facts } else { removed(version, &facts, percent, &mut random) }.to_string());
    }
    all
}

fn check(policy: &Loaded, seed: u64) {
    for version in &policy.policy.versions {
        let texts = drawn(version, seed);
        let applicants: Vec<_> = texts.iter().flat_map(|text| documents(text.as_bytes())).collect();
        if !applicants.is_empty() {
            let language = if seed.is_multiple_of(2) { Language::Zh } else { Language::En };
            there_and_back(policy, version, &applicants, language);
        }
    }
}

#[test]
fn applicants_of_the_policies_are_written_and_read_again() {
    let of_policies = listed(&root().join("policies")).into_iter().filter(|p| p.is_dir());
    let of_examples = ["allotment", "reform", "irish-residence"].map(|name| root().join("examples").join(name));
    for path in of_policies.chain(of_examples) {
        let all = folder(&path);
        assert!(!all.is_empty(), "{}", path.display());
        all.iter().for_each(|policy| seeds(6).for_each(|seed| check(policy, seed)));
    }
}

#[test]
fn applicants_of_generated_policies_are_written_and_read_again() {
    for seed in seeds(80) {
        loaded(&[policy(&mut Random::new(seed))]).iter().for_each(|policy| check(policy, seed));
    }
}

#[test]
fn the_examples_are_written_to_the_same_json() {
    let policy = &folder(&root().join("policies/shanghai"))[0];
    let version = policy.policy.versions.iter().find(|v| v.id == "2018").expect("the version of 2018");
    let mut count = 0;
    for path in listed(&root().join("examples/shanghai")).iter().filter(|p| p.extension().is_some_and(|e| e == "json"))
    {
        let bytes = fs::read(path).expect("an applicant");
        let applicants = documents(&bytes);
        for language in [Language::Zh, Language::En] {
            let text = there_and_back(policy, version, &applicants, language);
            let file = parse(0, &text);
            let (suites, _) = read(&file);
            let files = Files::new();
            let applicant = Runner::new(policy, &files, language).applicant(&suites[0].cases[0]).expect("an applicant");
            let sorted = |document: &Document<'_>| plain(json(document));
            assert_eq!(sorted(&applicant.document), sorted(&applicants[0]), "{text}");
        }
        count += 1;
    }
    assert!(10 < count);
}

/// JSON whose objects are in order.
fn plain(json: &Json<'_>) -> String {
    match json {
        Json::Object(fields) => {
            let mut all: Vec<_> = fields.iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect();
            all.sort();
            format!("{{{}}}", all.join(", "))
        }
        Json::Array(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", ")),
        // `"7154.40"` and 7154.4 are one number
        Json::Number(text) | Json::String(text) => Fraction::parse(text).map_or(text.to_string(), |n| n.to_string()),
        other => format!("{other:?}"),
    }
}
