//! Whether cases notice a change.

use crate::applicant::Files;
use crate::mutants::Mutant;
use crate::run::Runner;
use crate::suite::Suite;
use jifen_grammar::keywords::Language;
use jifen_grammar::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::{Loaded, load_policies};

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A case noticed it: which, as block and number.
    Noticed(String, usize),
    /// No case did.
    Survived,
    /// The policy means the same with it.
    Same,
    /// It makes no policy.
    NoPolicy,
}

/// The files of a folder with the cases of one policy.
pub struct Judge<'a> {
    /// The policy's files, by their numbers.
    pub trees: Vec<&'a File>,
    /// Their texts.
    pub texts: Vec<&'a str>,
    /// The policy's key.
    pub key: &'a str,
    /// The policy as it stands.
    pub original: &'a Loaded,
    /// Its cases.
    pub suites: &'a [Suite<'a>],
    /// The files that they take applicants from.
    pub files: &'a Files,
}

impl Judge<'_> {
    /// What the cases say of a change.
    pub fn judge(&self, mutant: &Mutant) -> Verdict {
        let Some(changed) = self.with(mutant) else { return Verdict::NoPolicy };
        let (before, after) = (self.original.policy.versions.len(), changed.policy.versions.len());
        if before == after && self.touches(&changed).is_empty() {
            return Verdict::Same;
        }
        let mut runner = Runner::new(&changed, self.files, Language::En);
        for suite in self.suites {
            for case in &suite.cases {
                if runner.run(case).iter().any(|run| !run.passed()) {
                    return Verdict::Noticed(suite.key.to_owned(), case.number);
                }
            }
        }
        Verdict::Survived
    }

    /// The versions, by their places, that a change changes.
    pub fn touches(&self, changed: &Loaded) -> Vec<usize> {
        let both = self.original.policy.versions.iter().zip(&changed.policy.versions).enumerate();
        both.filter(|(_, (a, b))| meaning(a) != meaning(b)).map(|(i, _)| i).collect()
    }

    /// The policy with a change made; `None` where it has an error then.
    pub fn with(&self, mutant: &Mutant) -> Option<Loaded> {
        let number = mutant.span.file as usize;
        let mut text = (*self.texts.get(number)?).to_owned();
        text.get(mutant.span.range())?;
        text.replace_range(mutant.span.range(), &mutant.text);
        let changed = parse(mutant.span.file, &text);
        if !changed.errors.is_empty() {
            return None;
        }
        let mut trees = self.trees.clone();
        *trees.get_mut(number)? = &changed;
        let (policies, found) = load_policies(&trees);
        if found.iter().any(|d| d.severity() == Severity::Error) {
            return None;
        }
        policies.into_iter().find(|p| p.key == self.key).filter(|p| !p.broken)
    }
}

/// A version as data, without places and without how it is written.
fn meaning(version: &Version) -> String {
    let mut data = serde_json::to_value(version).unwrap_or_default();
    plain(&mut data);
    data.to_string()
}

fn plain(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields
                .retain(|key, _| !matches!(key.as_str(), "text" | "texts" | "notes" | "reviewed" | "parts" | "single"));
            fields.values_mut().for_each(plain);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}
