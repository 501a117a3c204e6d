//! A derived amendment, applied to the older text, gives the newer one's canonical text byte for byte: between random
//! edits of policies, in both directions, and between the repository's own versions. `PROPTEST_CASES` asks for more cases.

use jifen_grammar::format::{format, format_checked, is_operation};
use jifen_grammar::keywords::Language;
use jifen_grammar::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::amend::folder::texts;
use jifen_interpreter::amend::{Consolidated, amend};
use jifen_interpreter::derive::{DeriveError, derive};
use jifen_tests::command::root;
use jifen_tests::edits::edited;
use jifen_tests::generate::Random;
use jifen_tests::generate::policy::policy;
use std::fs;

/// How many cases; `usual` where the surroundings don't say.
fn cases(usual: u64) -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Full versions with every kind of declaration: the repository's, and the sample that uses every word.
fn written() -> Vec<String> {
    let files = [
        "policies/shanghai/2013.rules",
        "policies/shanghai/2018.rules",
        "policies/beijing/2017.rules",
        "examples/allotment/2024.rules",
        "examples/irish-residence/2009.rules",
    ];
    let mut all: Vec<String> = files.iter().map(|f| fs::read_to_string(root().join(f)).expect("a version")).collect();
    let sample = fs::read_to_string(root().join("grammar/tests/samples/every_word.zh.rules")).expect("the sample");
    all.push(sample.split("\n修正").next().unwrap_or("").to_owned());
    all
}

fn read(text: &str) -> File {
    let file = parse(0, text);
    assert!(file.errors.is_empty(), "{:?}\n{text}", file.errors);
    file
}

/// How many operations the amendment between two texts has, whose application is checked; else what is wrong.
fn operations(old: &str, new: &str) -> Result<usize, String> {
    let (old, new) = (&read(old), &read(new));
    let texts = || format!("--- old\n{}\n--- new\n{}", format(old, None), format(new, None));
    let text = match derive(old, new) {
        Ok(text) => text,
        // What no amendment can say, by its own rules.
        Err(DeriveError::Inherited(_) | DeriveError::Ambiguous(..)) => return Ok(0),
        Err(problem) => return Err(format!("{problem:?}\n{}", texts())),
    };
    let amendment = parse(1, &text);
    let (done, problems) = amend(&Consolidated::original(old), &amendment, "", &[]);
    let right = amendment.errors.is_empty() && problems.is_empty() && format(&amendment, None) == text;
    if !right || format(&done.tree, None) != format(new, None) {
        return Err(format!("{problems:?}\n{text}\n{}", texts()));
    }
    Ok(amendment.declarations.iter().filter(|d| is_operation(d.kind)).count())
}

#[test]
fn edited_policies_in_both_directions() {
    let originals = written();
    let mut random = Random::new(4);
    let mut failed: Vec<String> = Vec::new();
    for case in 0..cases(120) {
        let original = match case % 3 {
            0 => format(&read(&policy(&mut random)), None),
            _ => format(&read(random.pick::<String>(&originals)), None),
        };
        let mut text = original.clone();
        let wanted = 1 + random.below(12);
        let mut names = Vec::new();
        for _ in 0..wanted {
            if let Some((next, name)) = edited(&text, &mut random) {
                text = next;
                names.push(name);
            }
        }
        if case % 10 == 0 {
            let language = if random.chance(50) { Language::En } else { Language::Zh };
            // What the formatter refuses to convert stays.
            text = format_checked(&read(&text), &text, Some(language)).unwrap_or(text);
        }
        for (old, new) in [(&original, &text), (&text, &original)] {
            if let Err(problem) = operations(old, new) {
                failed.push(format!("{names:?} {problem}"));
            }
        }
    }
    assert!(failed.is_empty(), "{} pairs, the first: {}", failed.len(), failed[0]);
}

/// The texts of a folder's versions in full, by their ids.
fn consolidated(folder: &str) -> Vec<(String, File)> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder").flatten().map(|e| e.path());
    let mut paths: Vec<_> = entries.filter(|p| p.is_file()).collect();
    paths.sort();
    let files: Vec<File> = (0..).zip(&paths).map(|(i, p)| parse(i, &fs::read_to_string(p).expect("text"))).collect();
    let all = texts(&files.iter().collect::<Vec<_>>(), &mut Vec::new());
    all.versions.into_iter().map(|v| (paths[v.file as usize].display().to_string(), v.text.tree)).collect()
}

#[test]
fn the_repositorys_versions_in_both_directions() {
    let versions = consolidated("policies/shanghai");
    assert!(3 < versions.len(), "Shanghai's four versions are found");
    for (from, old) in &versions {
        for (to, new) in &versions {
            let count =
                operations(&format(old, None), &format(new, None)).unwrap_or_else(|e| panic!("{from} {to}: {e}"));
            assert_eq!(count == 0, from == to, "{from} {to}: {count} operations");
        }
    }
}

/// What an amendment was written to do is what is derived from what it does.
#[test]
fn consolidated_and_derived_again() {
    let folder = root().join("policies/shanghai");
    let versions = consolidated("policies/shanghai");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("a version's file");
    let version = |name: &str| &versions.iter().find(|(path, _)| path.ends_with(name)).expect("a version").1;
    for (base, amended) in [("2013.rules", "2015.rules"), ("2018.rules", "2023.rules")] {
        let written = read(&text(amended));
        let derived = read(&derive(version(base), version(amended)).expect("an amendment"));
        let apply =
            |amendment: &File| format(&amend(&Consolidated::original(version(base)), amendment, "", &[]).0.tree, None);
        assert_eq!(apply(&derived), apply(&written), "{amended}");
        let count = |file: &File| file.declarations.iter().filter(|d| is_operation(d.kind)).count();
        assert!(count(&derived) <= count(&written) + 2, "{amended}: {} for {}", count(&derived), count(&written));
    }
}

/// A person would write about one operation for one edit, and about as much as what changed.
#[test]
fn about_one_operation_for_one_edit() {
    let originals: Vec<String> = written().iter().map(|text| format(&read(text), None)).collect();
    let mut random = Random::new(8);
    let (mut edits, mut all, mut small, mut words) = (0, 0, 0, 0);
    for _ in 0..cases(500) {
        let original = random.pick::<String>(&originals);
        let Some((text, name)) = edited(original, &mut random) else { continue };
        let count = operations(original, &text).unwrap_or_else(|e| panic!("{name}: {e}"));
        edits += 1;
        all += count;
        if ["number", "operator", "label", "key"].contains(&name) {
            assert_eq!(count, 1, "{name}: {}", said(original, &text));
            small += 1;
            words += said(original, &text).chars().count();
        }
    }
    assert!(100 < edits && 20 < small, "{edits} edits, {small} of a word");
    assert!(all * 4 <= edits * 5, "{all} operations for {edits} edits");
    assert!(words <= 70 * small, "{words} characters for {small} words");
}

/// The operations of the amendment between two texts, without its head.
fn said(old: &str, new: &str) -> String {
    let text = derive(&read(old), &read(new)).expect("an amendment");
    text.split_once("\n}\n").map_or(String::new(), |(_, operations)| operations.to_owned())
}

/// Edits one after the other are as many operations, or fewer where a rule is said in full.
#[test]
fn about_as_many_operations_as_edits() {
    let originals: Vec<String> = written().iter().map(|text| format(&read(text), None)).collect();
    let mut random = Random::new(9);
    let (mut edits, mut all) = (0, 0);
    for _ in 0..cases(60) {
        let original = random.pick::<String>(&originals);
        let mut text = original.clone();
        for _ in 0..10 {
            if let Some((next, _)) = edited(&text, &mut random) {
                text = next;
                edits += 1;
            }
        }
        all += operations(original, &text).unwrap_or_else(|e| panic!("{e}"));
    }
    assert!(all * 4 <= edits * 5, "{all} operations for {edits} edits");
}
