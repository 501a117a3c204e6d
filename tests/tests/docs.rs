//! Every example in the README, the docs and the examples' pages is executed.

use jifen_tests::command::root;
use jifen_tests::spec;
use std::fs;
use std::path::{Path, PathBuf};

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
}

#[test]
fn every_example_runs() {
    let mut found = vec![root().join("README.md")];
    for folder in ["docs", "examples", "policies"] {
        pages(&root().join(folder), &mut found);
    }
    let only = std::env::var("JIFEN_PAGE").ok();
    let (mut failures, mut blocks) = (Vec::new(), 0);
    for (i, path) in found.iter().enumerate() {
        let name = path.strip_prefix(root()).unwrap_or(path).display().to_string();
        if only.as_ref().is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let page = fs::read_to_string(path).expect("a page");
        blocks += spec::blocks(&page).len();
        let failed = spec::run(&format!("page{i}"), &page).expect("a scratch folder");
        failures.extend(failed.into_iter().map(|f| format!("{name}: {f}")));
    }
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
    assert!(only.is_some() || 40 < blocks, "the pages have examples");
}
