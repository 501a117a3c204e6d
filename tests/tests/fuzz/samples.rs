//! What is damaged: the repository's policies and the examples of the language's pages.

use jifen_tests::command::root;
use jifen_tests::fuzz_bodies::SHANGHAI;
use jifen_tests::spec::{PRELUDE, PRELUDE_EN, blocks};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// A policy's head, for fragments.
pub const HEAD: &str = PRELUDE;

/// Every policy and example, each a whole file.
pub fn policies() -> &'static [String] {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = vec![SHANGHAI[0].to_owned(), SHANGHAI[1].to_owned()];
        let english = fs::read_to_string(root().join("examples/allotment/2024.rules"));
        all.push(english.expect("an example"));
        pages(&root().join("docs/language"), &mut all);
        pages(&root().join("docs/errors"), &mut all);
        assert!(100 < all.len(), "the pages have examples");
        all
    })
}

fn pages(folder: &Path, all: &mut Vec<String>) {
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
        let page = fs::read_to_string(path).expect("a page");
        let rules = blocks(&page).into_iter().filter(|b| b.info.first().is_some_and(|w| w == "rules"));
        all.extend(rules.map(|b| whole(&b.text)));
    }
}

/// A fragment behind a head.
fn whole(text: &str) -> String {
    let head = text.lines().any(|l| l.starts_with("政策") || l.starts_with("policy "));
    let english = text.lines().find(|l| !l.is_empty()).is_some_and(str::is_ascii);
    format!(
        "{}{text}",
        if head {
            ""
        } else if english {
            PRELUDE_EN
        } else {
            PRELUDE
        }
    )
}
