//! Fifty amendments of a policy of 100 and of 1,000 indicators, each of which changes a fiftieth of them: consolidating the
//! chain, deriving one amendment between its ends, and comparing the ends, each change with the amendment that made it; beside
//! them reading the policy. The greater should take ten times as long as the smaller.

mod summary;

use criterion::Criterion;
use jifen_grammar::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::amend::folder::{Texts, texts};
use jifen_interpreter::derive::derive;
use jifen_interpreter::diff::instruments::{Instrument, attribute};
use jifen_interpreter::diff::renames::Renames;
use jifen_interpreter::diff::{Diff, Side, diff};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::{in_full, load_policies};
use std::fmt::Write;
use std::hint::black_box;

const GROUP: &str = "fifty amendments";
const AMENDMENTS: usize = 50;

/// A head's block: each version is in force a year after the one before.
fn head(version: usize) -> String {
    format!("  施行 {}-01-01\n  申请日 申请日期\n", 2000 + version)
}

/// A version in full.
fn policy(indicators: usize) -> String {
    let mut out =
        format!("政策 大表 (large) 版本 0 {{\n{}}}\n\n事实 {{\n  申请日期 (application_date) : 日期\n", head(0));
    for i in 0..indicators {
        let _ = writeln!(out, "  数{i}号 (count_{i}) : 整数 0..100");
    }
    out.push_str("}\n");
    for i in 0..indicators {
        let _ = writeln!(
            out,
            "\n指标 项{i}号 (item_{i}) 依据 \"第{i}条\" {{\n  最高 30分\n  取最高\n  (1) 凡 数{i}号 不少于 3 的,积 5分\n  \
             (2) 凡 数{i}号 不少于 6 的,积 9分\n}}"
        );
    }
    out.push_str("\n总分 总积分 (total) 合计 {\n");
    for i in 0..indicators {
        let _ = writeln!(out, "  项{i}号");
    }
    out + "}\n"
}

/// The amendment that makes a version of the one before it.
fn amendment(version: usize, indicators: usize) -> String {
    let base = version - 1;
    let mut out = format!("修正 大表 版本 {version} 基于 {base} {{\n{}}}\n\n", head(version));
    for i in (base..indicators).step_by(AMENDMENTS) {
        match i % 4 {
            0 => _ = writeln!(out, "将 指标 项{i}号 最高 由 30分 修改为 40分"),
            1 => _ = writeln!(out, "将 指标 项{i}号 改称 新项{i}号"),
            2 => _ = writeln!(out, "在 指标 项{i}号(1) 之后 增加 (3) 凡 数{i}号 为 5 的,积 7分"),
            _ => _ = writeln!(out, "将 事实 数{i}号 改称 量{i}号"),
        }
    }
    out
}

/// The base and its amendments.
fn chain(indicators: usize) -> Vec<File> {
    let written = (1..=AMENDMENTS).map(|version| amendment(version, indicators));
    let files: Vec<File> =
        (0..).zip(std::iter::once(policy(indicators)).chain(written)).map(|(i, t)| parse(i, &t)).collect();
    assert!(files.iter().all(|f| f.errors.is_empty()), "the texts can be read");
    files
}

fn all_texts(files: &[File]) -> Texts {
    let mut found = Vec::new();
    let all = texts(&files.iter().collect::<Vec<_>>(), &mut found);
    assert!(found.is_empty(), "{found:?}");
    all
}

/// The last version in full.
fn consolidated(files: &[File]) -> File {
    all_texts(files).versions.into_iter().last().expect("a version").text.tree
}

/// The first and the last version compared, each change with the amendment that made it.
fn compared(files: &[File], texts: &Texts, versions: &[Version]) -> Diff {
    let mut trees: Vec<&File> = files.iter().collect();
    let (Some(first), Some(last)) = (versions.first(), versions.last()) else { panic!("versions") };
    let (tree, full) = in_full(texts, last.policy.span.file).expect("a text");
    trees[last.policy.span.file as usize] = &tree;
    let side = |version| Side { version, files: &trees, day: None };
    let renames = Renames::between(versions, texts, &first.id, &last.id);
    let mut found = diff(&side(first), &side(&full), &renames);
    let steps: Vec<Instrument<'_>> = versions
        .windows(2)
        .map(|pair| {
            let file = pair[1].policy.span.file;
            let text = texts.versions.iter().find(|t| t.file == file).expect("a text");
            let renames = Renames::of(versions, texts, &pair[1].id);
            let (amendment, touched) = (&files[file as usize], text.text.touched.as_slice());
            Instrument { before: &pair[0], after: &pair[1], amendment, touched, renames }
        })
        .collect();
    attribute(&mut found, &steps, &files.iter().collect::<Vec<_>>(), true);
    found
}

/// The versions of a chain in the order of time.
fn versions(files: &[File]) -> Vec<Version> {
    let (mut loaded, _) = load_policies(&files.iter().collect::<Vec<_>>());
    loaded.remove(0).policy.versions
}

fn amending(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(GROUP);
    group.sample_size(10);
    for indicators in [100, 1000] {
        let files = chain(indicators);
        let (text, last) = (policy(indicators), consolidated(&files));
        assert!(derive(&files[0], &last).is_ok(), "an amendment leads there");
        group.bench_function(format!("parse {indicators}"), |b| b.iter(|| parse(0, black_box(&text))));
        group.bench_function(format!("consolidate {indicators}"), |b| b.iter(|| consolidated(black_box(&files))));
        let (made, versions) = (all_texts(&files), versions(&files));
        assert_eq!(versions.len(), 1 + AMENDMENTS);
        let changes = compared(&files, &made, &versions);
        assert!(changes.things.len() >= indicators, "{}", changes.things.len());
        group
            .bench_function(format!("diff {indicators}"), |b| b.iter(|| compared(&files, black_box(&made), &versions)));
        group.bench_function(format!("derive {indicators}"), |b| b.iter(|| derive(black_box(&files[0]), &last)));
    }
    group.finish();
}

fn main() {
    let mut criterion = summary::criterion();
    amending(&mut criterion);
    criterion.final_summary();
    let pairs = [
        ("parse 1000", "parse 100"),
        ("consolidate 1000", "consolidate 100"),
        ("derive 1000", "derive 100"),
        ("diff 1000", "diff 100"),
        ("consolidate 1000", "parse 1000"),
        ("derive 1000", "parse 1000"),
        ("diff 1000", "parse 1000"),
    ];
    summary::print(GROUP, &pairs);
}
