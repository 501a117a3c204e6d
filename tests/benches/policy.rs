//! Reading a policy of a megabyte: parsing, parsing and checking; beside them what any reader has to do at least, a pass
//! over the bytes and a pass over the characters (are they in NFC?).

mod large;
mod summary;

use criterion::{Criterion, Throughput};
use jifen_grammar::parse::parse;
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::policy::load_policies;
use std::hint::black_box;
use unicode_normalization::{IsNormalized, is_nfc_quick};

const GROUP: &str = "a policy of a megabyte";
const MEGABYTE: usize = 1 << 20;

/// Parses and checks; how many findings there are.
fn checked(policy: &str, parameters: &str) -> (usize, usize) {
    let files = [parse(0, policy), parse(1, parameters)];
    let (_, diagnostics) = load_policies(&files.iter().collect::<Vec<_>>());
    let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
    (errors, diagnostics.len())
}

fn reading(criterion: &mut Criterion) {
    let text = large::policy(MEGABYTE);
    let parameters = large::shanghai("parameters.rules");
    assert_eq!(checked(&text, &parameters).0, 0, "the large policy has no errors");
    let mut group = criterion.benchmark_group(GROUP);
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("bytes", |b| {
        b.iter(|| black_box(&text).bytes().filter(|byte| *byte == b'\n').count());
    });
    group.bench_function("characters", |b| {
        b.iter(|| is_nfc_quick(black_box(&text).chars()) == IsNormalized::Yes);
    });
    group.bench_function("parse", |b| b.iter(|| parse(0, black_box(&text))));
    group.bench_function("parse and check", |b| b.iter(|| checked(black_box(&text), &parameters)));
    group.finish();
}

fn main() {
    let mut criterion = summary::criterion();
    reading(&mut criterion);
    criterion.final_summary();
    let pairs = [
        ("characters", "bytes"),
        ("parse", "characters"),
        ("parse and check", "characters"),
        ("parse and check", "parse"),
    ];
    summary::print(GROUP, &pairs);
}
