//! The invariants of `docs/ARCHITECTURE.md` that can be checked by reading the repository.

use jifen_tests::command::root;
use std::fs;
use std::path::{Path, PathBuf};

/// The line of dependencies: a crate may use those before it, never those behind it.
const LINE: [&str; 5] = ["grammar", "interpreter", "verify", "cli", "tests"];

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && name != "target" && name != "corpus" {
            files(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn rust_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&root(), ".rs", &mut found);
    assert!(30 < found.len(), "the sources are found");
    found
}

#[test]
fn crates_depend_along_one_line() {
    let name = |folder: &str| match folder {
        "cli" => "jifen".to_owned(),
        other => format!("jifen-{other}"),
    };
    for (i, folder) in LINE.iter().enumerate() {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).expect("a manifest");
        for behind in &LINE[i + 1..] {
            let uses = manifest.lines().any(|l| l.split(['.', ' ', '=']).next() == Some(name(behind).as_str()));
            assert!(!uses, "{folder} must not depend on {behind}");
        }
    }
}

#[test]
fn files_stay_small() {
    let mut lengths = Vec::new();
    for path in rust_files() {
        let length = fs::read_to_string(&path).expect("text").lines().count();
        assert!(length <= 500, "{} has {length} lines: is there a second subject in it?", path.display());
        lengths.push(length);
    }
    lengths.sort();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 200, "the median file has {median} lines");
}

#[test]
fn the_interpreter_is_exact_and_reproducible() {
    let banned =
        ["f64", "f32", "HashMap", "HashSet", "Utc::now", "Local::now", "std::fs", "std::io::stdin", "Instant::now"];
    for path in rust_files() {
        let inside = ["grammar/src", "interpreter/src", "verify/src"].iter().any(|f| path.starts_with(root().join(f)));
        if !inside {
            continue;
        }
        for (i, line) in fs::read_to_string(&path).expect("text").lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for word in banned {
                let found = code.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').any(|w| w == word);
                assert!(!found, "{}:{}: `{word}` has no place here", path.display(), i + 1);
            }
        }
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks =
        [["to", "do!("].concat(), ["unimplemen", "ted!("].concat(), ["#[ig", "nore"].concat(), ["FIX", "ME"].concat()];
    for path in rust_files() {
        let text = fs::read_to_string(&path).expect("text");
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{}: {mark}", path.display());
        }
    }
}
