//! How many times longer one benchmark took than another, from what criterion wrote down in this run.

use criterion::Criterion;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// Where criterion's results go: beside the folder of the profile.
fn results() -> PathBuf {
    let executable = std::env::current_exe().expect("a benchmark has a path");
    let target = executable.ancestors().nth(3).map_or_else(|| PathBuf::from("target"), PathBuf::from);
    target.join("criterion")
}

/// Criterion with the arguments of the command line and short runs.
pub fn criterion() -> Criterion {
    let criterion = Criterion::default().output_directory(&results());
    let criterion = criterion.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(4));
    criterion.configure_from_args()
}

/// Prints, for pairs of benchmarks in a group, the ratio of their median times. Without `--bench` nothing is measured,
/// and nothing printed.
pub fn print(group: &str, pairs: &[(&str, &str)]) {
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    println!("\n{group}");
    for (slow, fast) in pairs {
        match (median(group, slow), median(group, fast)) {
            (Some(slow_time), Some(fast_time)) => println!("  {slow} / {fast}: {:.1}", slow_time / fast_time),
            _ => println!("  {slow} / {fast}: not measured"),
        }
    }
}

fn median(group: &str, name: &str) -> Option<f64> {
    let path = results().join(group).join(name).join("new/estimates.json");
    let estimates: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}
