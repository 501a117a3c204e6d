//! The whole command on one applicant, from start to end, beside a start that only prints the version.

mod summary;

use criterion::Criterion;
use jifen_tests::command::{jifen, root};

const GROUP: &str = "the whole command";

fn running(criterion: &mut Criterion) {
    let root = root();
    let applicant = "examples/shanghai/everything.json";
    let runs: [(&str, &[&str]); 4] = [
        ("version", &["--version"]),
        ("check", &["check", "policies/shanghai"]),
        ("assess", &["assess", "policies/shanghai", applicant]),
        ("assess all", &["assess", "--json", "policies/shanghai", "examples/shanghai/all.ndjson"]),
    ];
    let mut group = criterion.benchmark_group(GROUP);
    group.sample_size(20);
    for (name, args) in runs {
        assert_eq!(jifen(&root, args, "").code, 0, "{args:?}");
        group.bench_function(name, |b| b.iter(|| jifen(&root, args, "")));
    }
    group.finish();
}

fn main() {
    let mut criterion = summary::criterion();
    running(&mut criterion);
    criterion.final_summary();
    summary::print(GROUP, &[("check", "version"), ("assess", "version"), ("assess all", "assess")]);
}
