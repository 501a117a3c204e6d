//! Assessing one applicant with ten years of contributions: with all reasons, only totals and outcome, and the same
//! measure written by hand in Rust.

mod large;
mod summary;

use criterion::Criterion;
use jifen_grammar::keywords::Language;
use jifen_grammar::parse::parse;
use jifen_interpreter::assess::{assess, outcome};
use jifen_interpreter::facts::documents;
use jifen_interpreter::policy::load_policies;
use jifen_tests::command::root;
use jifen_tests::shanghai;
use std::collections::BTreeSet;
use std::hint::black_box;

const GROUP: &str = "one applicant";

fn assessing(criterion: &mut Criterion) {
    let texts = [large::shanghai("2018.rules"), large::shanghai("parameters.rules")];
    let files: Vec<_> = (0..).zip(&texts).map(|(i, text)| parse(i, text)).collect();
    let (loaded, _) = load_policies(&files.iter().collect::<Vec<_>>());
    let version = &loaded[0].policy.versions[0];
    let text = std::fs::read_to_string(root().join("examples/shanghai/everything.json")).expect("an example");
    let read = || documents(text.as_bytes())[0].read(version, &BTreeSet::new()).expect("complete facts");
    let facts = read();
    let applicant = shanghai::from_json(&serde_json::from_str(&text).expect("JSON")).expect("complete facts");
    assert_eq!(applicant.contributions.len(), 120);
    let answer = shanghai::assess(&applicant);
    assert_eq!(assess(version, &facts, Language::Zh).total.to_string(), answer.total.to_string());

    let mut group = criterion.benchmark_group(GROUP);
    group.bench_function("by hand", |b| b.iter(|| shanghai::assess(black_box(&applicant))));
    group.bench_function("outcome", |b| b.iter(|| outcome(version, black_box(&facts))));
    group.bench_function("report", |b| b.iter(|| assess(version, black_box(&facts), Language::Zh)));
    group.bench_function("report as JSON", |b| {
        b.iter(|| serde_json::to_string(&assess(version, black_box(&facts), Language::Zh)));
    });
    group.bench_function("reading the facts", |b| b.iter(read));
    group.finish();
}

fn main() {
    let mut criterion = summary::criterion();
    assessing(&mut criterion);
    criterion.final_summary();
    let pairs = [
        ("outcome", "by hand"),
        ("report", "by hand"),
        ("report", "outcome"),
        ("report as JSON", "report"),
        ("reading the facts", "outcome"),
    ];
    summary::print(GROUP, &pairs);
}
