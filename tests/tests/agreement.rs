//! The interpreter agrees with the naive reference: exactly on complete facts, and on incomplete ones it never
//! excludes what the complete facts give. `PROPTEST_CASES` asks for more cases, `AGREEMENT_FROM` for other ones.

use jifen_grammar::parse::parse;
use jifen_grammar::tree::{Kind, Node};
use jifen_interpreter::model::Version;
use jifen_tests::agreement::{Pair, shown, versions};
use jifen_tests::command::root;
use jifen_tests::generate::Random;
use jifen_tests::generate::policy::policy;
use std::collections::BTreeSet;
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

/// What says nothing to an evaluation, and units that differ from others in nothing but their size.
const UNWRITTEN: [&str; 11] = [
    "kw_assume",
    "kw_number",
    "kw_announced",
    "kw_repeals",
    "kw_currency",
    "kw_note",
    "kw_reviewed",
    "u_yi_yuan",
    "u_per_week",
    "u_per_day",
    "u_per_hour",
];

/// Every word of the language stands in generated policies, and in more than one or two of them.
#[test]
fn generated_policies_use_every_word() {
    fn kinds(node: &Node, found: &mut BTreeSet<Kind>) {
        found.insert(node.kind);
        node.children.iter().for_each(|child| kinds(child, found));
    }
    let written = |seed| {
        let text = policy(&mut Random::new(seed));
        let mut found = BTreeSet::new();
        parse(0, &text).declarations.iter().for_each(|declaration| kinds(declaration, &mut found));
        found
    };
    let policies: Vec<BTreeSet<Kind>> = (0..200).map(written).collect();
    let words = Kind::all_rules().iter().map(|kind| (kind, format!("{kind:?}")));
    let words = words.filter(|(_, name)| ["kw_", "fn_", "ty_", "u_"].iter().any(|start| name.starts_with(start)));
    for (kind, name) in words.filter(|(_, name)| !UNWRITTEN.contains(&name.as_str())) {
        let often = policies.iter().filter(|found| found.contains(kind)).count();
        assert!(5 <= often, "{name} stands in {often} of {} generated policies", policies.len());
    }
}
