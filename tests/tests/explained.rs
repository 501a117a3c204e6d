//! What an assessment says of itself: true, complete, and the same in text and JSON.

use jifen_tests::command::jifen;
use jifen_tests::spec::{PRELUDE, Scratch};
use serde_json::Value;
use std::fs;

#[path = "explained/groups.rs"]
mod groups;
#[path = "explained/open.rs"]
mod open;
#[path = "explained/results.rs"]
mod results;
#[path = "explained/words.rs"]
mod words;

/// A policy and an applicant on a desk of their own.
struct Desk(Scratch);

impl Desk {
    /// A policy behind a short head, and the applicant's facts, without the filing date.
    fn new(name: &str, rules: &str, facts: &str) -> Desk {
        let scratch = Scratch::new(&format!("explained-{name}")).expect("a folder");
        fs::create_dir_all(scratch.path().join("policy")).expect("a folder");
        fs::write(scratch.path().join("policy/1.rules"), format!("{PRELUDE}{rules}")).expect("written");
        let facts = facts.replacen('{', "{\"application_date\": \"2018-06-15\",", 1).replacen(",}", "}", 1);
        fs::write(scratch.path().join("facts.json"), facts).expect("written");
        Desk(scratch)
    }

    /// The explanation in a language, its lines without the blanks around them.
    fn text(&self, lang: &str) -> Vec<String> {
        self.raw(lang).lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    fn raw(&self, lang: &str) -> String {
        let ran = jifen(self.0.path(), &["assess", "--lang", lang, "policy", "facts.json"], "");
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    }

    fn json(&self) -> Value {
        let ran = jifen(self.0.path(), &["assess", "--json", "policy", "facts.json"], "");
        serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err))
    }
}

/// Every line occurs, in this order.
fn says(text: &[String], lines: &[&str]) {
    let mut rest = text.iter();
    for line in lines {
        assert!(rest.any(|l| l == line), "`{line}` is not said in its place:\n{}", text.join("\n"));
    }
}

/// None of these occurs in any line.
fn never(text: &[String], words: &[&str]) {
    for word in words {
        assert!(!text.iter().any(|l| l.contains(word)), "`{word}` is said:\n{}", text.join("\n"));
    }
}
