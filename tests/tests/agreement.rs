//! The interpreter agrees with the naive reference: exactly on complete facts, and on incomplete ones it never
//! excludes what the complete facts give. `PROPTEST_CASES` asks for more cases, `AGREEMENT_FROM` for other ones.

use jifen_interpreter::model::Version;
use jifen_tests::agreement::{Pair, shown, versions};
use jifen_tests::command::root;
use std::fs;
use std::path::{Path, PathBuf};

/// How many cases; `usual` where the surroundings don't say.
fn cases(usual: u64) -> std::ops::Range<u64> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let from = asked("AGREEMENT_FROM").unwrap_or(0);
    from..from + asked("PROPTEST_CASES").unwrap_or(usual)
}

/// The versions of each of the repository's policies.
fn written() -> Vec<Version> {
    let mut all = Vec::new();
    for folder in listed(&root().join("policies")).into_iter().filter(|path| path.is_dir()) {
        let files = listed(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rules"));
        let texts: Vec<String> = files.map(|path| fs::read_to_string(path).expect("a policy's file")).collect();
        all.extend(versions(&texts).unwrap_or_else(|found| panic!("{}: {found}", folder.display())));
    }
    all
}

/// What a folder holds, in order.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    all.sort();
    all
}

#[test]
fn written_policies_agree() {
    for version in written() {
        let key = version.policy.key.clone();
        let pair = Pair::of(version);
        for seed in cases(30) {
            pair.compare(seed).unwrap_or_else(|case| panic!("{key}, applicant {seed}: {}", shown(&pair, &case)));
        }
    }
}

/// Policies that are generated, and four applicants each.
#[test]
fn generated_policies_agree() {
    for seed in cases(40) {
        let pair = Pair::generated(seed).unwrap_or_else(|found| panic!("{found}"));
        for applicant in 0..4 {
            let compared = pair.compare(seed * 1000 + applicant);
            compared.unwrap_or_else(|case| panic!("policy {seed}, applicant {applicant}: {}", shown(&pair, &case)));
        }
    }
}
