//! The Shanghai policy's cases: running all of them and ten times as many, judging a hundred small changes by them, beside
//! reading the policy.

mod summary;

use criterion::Criterion;
use jifen_grammar::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::policy::load_policies;
use jifen_tests::command::root;
use jifen_verify::{Files, Judge, Mutant, Runner, Suite, mutants, read};
use std::hint::black_box;
use std::path::Path;

const GROUP: &str = "cases";

/// The `.rules` files of a folder in the order of their names.
fn texts(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let mut paths: Vec<_> = files.filter(|p| p.extension().is_some_and(|e| e == "rules")).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a text")).collect()
}

/// How many cases pass.
fn passed(policy: &jifen_interpreter::policy::Loaded, suites: &[Suite<'_>], times: usize) -> usize {
    let files = Files::new();
    let mut runner = Runner::new(policy, &files, jifen_grammar::keywords::Language::Zh);
    let all = (0..times).flat_map(|_| suites.iter().flat_map(|s| &s.cases));
    all.filter(|case| runner.run(case).iter().all(|run| run.passed())).count()
}

fn testing(criterion: &mut Criterion) {
    let folder = root().join("policies/shanghai");
    let written = texts(&folder);
    let files: Vec<File> = (0..).zip(&written).map(|(i, text)| parse(i, text)).collect();
    let trees: Vec<&File> = files.iter().collect();
    let number = files.len() as u32;
    let cases: Vec<File> = (number..).zip(texts(&folder.join("cases"))).map(|(i, text)| parse(i, &text)).collect();
    let suites: Vec<Suite<'_>> = cases.iter().flat_map(|file| read(file).0).collect();
    let count: usize = suites.iter().map(|s| s.cases.len()).sum();
    let policy = load_policies(&trees).0.remove(0);
    assert_eq!(passed(&policy, &suites, 1), count, "all cases pass");

    let mut group = criterion.benchmark_group(GROUP);
    group.sample_size(10);
    group.bench_function("read the policy", |b| {
        b.iter(|| {
            let files: Vec<File> = (0..).zip(black_box(&written)).map(|(i, text)| parse(i, text)).collect();
            load_policies(&files.iter().collect::<Vec<_>>()).0.len()
        });
    });
    group.bench_function("all cases", |b| b.iter(|| passed(&policy, black_box(&suites), 1)));
    group.bench_function("all cases ten times", |b| b.iter(|| passed(&policy, black_box(&suites), 10)));
    let all: Vec<Mutant> = files.iter().zip(&written).flat_map(|(file, text)| mutants(file, text, &trees)).collect();
    let hundred: Vec<&Mutant> = all.iter().step_by(all.len() / 100).take(100).collect();
    let none = Files::new();
    let texts = written.iter().map(String::as_str).collect();
    let judge =
        Judge { trees: trees.clone(), texts, key: &policy.key, original: &policy, suites: &suites, files: &none };
    group.bench_function("a hundred changes", |b| {
        b.iter(|| hundred.iter().map(|mutant| judge.judge(black_box(mutant))).collect::<Vec<_>>());
    });
    group.finish();
    println!("{count} cases, {} changes", all.len());
}

fn main() {
    let mut criterion = summary::criterion();
    testing(&mut criterion);
    criterion.final_summary();
    let pairs = [
        ("all cases", "read the policy"),
        ("all cases ten times", "all cases"),
        ("a hundred changes", "read the policy"),
        ("a hundred changes", "all cases"),
    ];
    summary::print(GROUP, &pairs);
}
