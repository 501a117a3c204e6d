//! Comparing versions: what means the same is no change, one change is one change, and both directions agree.

#[path = "diff/amended.rs"]
mod amended;
#[path = "diff/applicants.rs"]
mod applicants;
#[path = "diff/bounds.rs"]
mod bounds;
#[path = "diff/command.rs"]
mod command;
#[path = "diff/constructs.rs"]
mod constructs;
#[path = "diff/migrate.rs"]
mod migrate;
#[path = "diff/mutations.rs"]
mod mutations;
#[path = "diff/same.rs"]
mod same;

use jifen_grammar::parse::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::diff::renames::Renames;
use jifen_interpreter::diff::{Diff, Side, diff};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::load_policies;
use jifen_tests::command::root;

/// A version read from texts, with its trees.
struct Read {
    trees: Vec<File>,
    version: Version,
}

impl Read {
    /// Of a policy's text and those beside it; `None` where they have an error.
    fn of(texts: &[&str]) -> Option<Read> {
        let trees: Vec<File> = (0..).zip(texts).map(|(i, t)| parse(i, t)).collect();
        let (loaded, diagnostics) = load_policies(&trees.iter().collect::<Vec<_>>());
        if diagnostics.iter().any(|d| d.severity() == Severity::Error) {
            return None;
        }
        let version = loaded.into_iter().flat_map(|l| l.policy.versions).next()?;
        Some(Read { trees, version })
    }
}

/// What the second changes in the first.
fn compared(a: &Read, b: &Read) -> Diff {
    let (old, new): (Vec<&File>, Vec<&File>) = (a.trees.iter().collect(), b.trees.iter().collect());
    diff(
        &Side { version: &a.version, files: &old, day: None },
        &Side { version: &b.version, files: &new, day: None },
        &Renames::default(),
    )
}

/// The changes, one a line: thing, field, way, old, new.
fn lines(diff: &Diff) -> Vec<String> {
    let mut lines = Vec::new();
    for thing in &diff.things {
        for change in &thing.changes {
            let side =
                |t: &Option<jifen_interpreter::model::Text>| t.as_ref().map_or("–".to_owned(), |t| t.zh.clone());
            let way: Vec<&str> = change.at.iter().map(|t| t.zh.as_str()).collect();
            let (old, new) = (side(&change.old), side(&change.new));
            lines.push(format!("{} {:?} {:?} {}: {old} → {new}", thing.key, thing.status, change.field, way.join(" ")));
        }
    }
    lines
}

/// A small policy around declarations.
fn small(declarations: &str) -> String {
    format!(
        "政策 示例 (example) 版本 1 {{\n  施行 2018-01-01\n  申请日 申请日期\n}}\n\n约定 {{\n  闰日 平年 作 3月1日\n  最近 月 止于 上月\n  最近 日 止于 当日\n}}\n\n{declarations}"
    )
}

/// The changes from one small policy to another.
fn changes(a: &str, b: &str) -> Vec<String> {
    let read = |text: &str| {
        let text = small(text);
        Read::of(&[&text]).unwrap_or_else(|| panic!("it has errors:\n{text}"))
    };
    lines(&compared(&read(a), &read(b)))
}

/// The repository's policies: their texts, parameters last.
fn shipped() -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for (folder, versions) in [
        ("policies/shanghai", &["2018.rules"][..]),
        ("policies/beijing", &["2017.rules"]),
        ("examples/reform", &["2024.rules", "2026.rules"]),
    ] {
        let read = |name: &str| std::fs::read_to_string(root().join(folder).join(name)).ok();
        for version in versions {
            let mut texts = vec![read(version).expect("a policy's file")];
            texts.extend(read("parameters.rules"));
            texts.extend(read("catalogues.rules"));
            all.push(texts);
        }
    }
    all
}

fn read(texts: &[String]) -> Read {
    let all: Vec<&str> = texts.iter().map(String::as_str).collect();
    Read::of(&all).unwrap_or_else(|| panic!("it has errors:\n{}", texts[0]))
}
