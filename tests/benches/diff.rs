//! Comparing two versions of a policy of 100 and of 1,000 indicators, of which every hundredth number differs. The yardstick
//! is reading one of them: parsing and checking.

mod large;
mod summary;

use jifen_grammar::parse::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::diff::renames::Renames;
use jifen_interpreter::diff::{Side, diff};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::load_policies;
use jifen_tests::command::root;
use std::hint::black_box;

const GROUP: &str = "two versions";

/// Parses and checks a policy; its trees and its version.
fn read(policy: &str, parameters: &str) -> (Vec<File>, Version) {
    let files = vec![parse(0, policy), parse(1, parameters)];
    let (loaded, _) = load_policies(&files.iter().collect::<Vec<_>>());
    let version = loaded.into_iter().flat_map(|l| l.policy.versions).next().expect("a version");
    (files, version)
}

/// A policy of at least so many indicators.
fn sized(original: &str, indicators: usize) -> String {
    let mut bytes = original.len();
    loop {
        let text = large::policy(original, bytes);
        if indicators <= text.matches("\n指标 ").count() {
            return text;
        }
        bytes += original.len() / 2;
    }
}

/// The same with every hundredth award another one.
fn changed(text: &str) -> String {
    let parts: Vec<&str> = text.split("积 ").collect();
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        if 0 < i {
            out.push_str("积 ");
            let number = part.starts_with(|c: char| c.is_ascii_digit());
            if number && i % 100 == 0 {
                out.push('1');
            }
        }
        out.push_str(part);
    }
    out
}

fn main() {
    let mut criterion = summary::criterion();
    let file =
        |name: &str| std::fs::read_to_string(root().join("policies/shanghai").join(name)).expect("a policy's file");
    let (original, parameters) = (file("2018.rules"), file("parameters.rules"));
    let mut group = criterion.benchmark_group(GROUP);
    group.sample_size(10);
    for count in [100, 1000] {
        let text = sized(&original, count);
        let other = changed(&text);
        let (old, a) = read(&text, &parameters);
        let (new, b) = read(&other, &parameters);
        let (old, new): (Vec<&File>, Vec<&File>) = (old.iter().collect(), new.iter().collect());
        let compare = || {
            diff(
                &Side { version: &a, files: &old, day: None },
                &Side { version: &b, files: &new, day: None },
                &Renames::default(),
            )
        };
        assert!(!compare().is_empty(), "some awards differ");
        group.bench_function(format!("read {count}"), |bench| bench.iter(|| read(black_box(&text), &parameters)));
        group.bench_function(format!("diff {count}"), |bench| bench.iter(compare));
    }
    group.finish();
    criterion.final_summary();
    let pairs =
        [("diff 100", "read 100"), ("diff 1000", "read 1000"), ("diff 1000", "diff 100"), ("read 1000", "read 100")];
    summary::print(GROUP, &pairs);
}
