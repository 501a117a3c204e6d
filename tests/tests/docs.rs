//! Every example in the README, the docs and the examples' pages is executed.

use jifen_tests::command::root;
use jifen_tests::spec;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

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
    found.retain(|path| only.as_ref().is_none_or(|only| path.to_string_lossy().contains(only.as_str())));
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut failures, mut blocks) = (Vec::new(), 0);
        while let Some(path) = found.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = path.strip_prefix(root()).unwrap_or(path).display().to_string();
            let page = fs::read_to_string(path).expect("a page");
            blocks += spec::blocks(&page).len();
            let failed = spec::run(&name.replace(['/', '.'], "-"), &page).expect("a scratch folder");
            failures.extend(failed.into_iter().map(|f| format!("{name}: {f}")));
        }
        (failures, blocks)
    };
    let (mut failures, mut blocks) = (Vec::new(), 0);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            let (failed, ran) = thread.join().expect("examples run");
            failures.extend(failed);
            blocks += ran;
        }
    });
    failures.sort();
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
    assert!(only.is_some() || 40 < blocks, "the pages have examples");
}
