//! From the files of a folder to policies with their versions.

use crate::checks;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower;
use crate::model::Version;
use crate::registry::Policy;
use jifen_grammar::tree::{File, Kind, Span};
use std::collections::BTreeSet;

/// A policy of a folder.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Its key.
    pub key: String,
    /// The files that it is made of, parameters included.
    pub files: Vec<u32>,
    /// Its versions, as far as they could be read.
    pub policy: Policy,
    /// Whether one of its files has an error.
    pub broken: bool,
}

impl Loaded {
    /// The keys of facts that other versions than this one read.
    pub fn keys_elsewhere(&self, version: &Version) -> BTreeSet<String> {
        let others = self.policy.versions.iter().filter(|v| v.id != version.id);
        let keys = others.flat_map(|v| v.facts.iter().map(|f| f.named.key.clone()));
        keys.filter(|k| !version.facts.iter().any(|f| f.named.key == *k)).collect()
    }
}

/// Resolves and checks all policies of a folder. A file is numbered by its place in the list.
/// Files without a policy's head (parameters, catalogues) belong to every policy of the folder.
pub fn load_policies(files: &[&File]) -> (Vec<Loaded>, Vec<Diagnostic>) {
    let head = |file: &File| file.declarations.iter().position(|d| d.kind == Kind::policy);
    let shared: Vec<&File> = files.iter().copied().filter(|f| head(f).is_none()).collect();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for file in files {
        diagnostics.extend(file.errors.iter().map(Diagnostic::from));
    }
    let mut loaded: Vec<Loaded> = Vec::new();
    for (i, file) in files.iter().enumerate().filter(|(_, f)| head(f).is_some()) {
        let mut together = vec![*file];
        together.extend(&shared);
        let (version, mut found) = lower::lower(&together);
        let Some(version) = version else {
            diagnostics.append(&mut found);
            continue;
        };
        found.retain(|d| !told_by_grammar(d, files));
        let sound = file.errors.is_empty() && found.is_empty();
        if sound {
            found.extend(checks::check(&version, file));
        }
        let at = match loaded.iter().position(|l| l.key == version.policy.key) {
            Some(at) => at,
            None => {
                let key = version.policy.key.clone();
                loaded.push(Loaded { key, ..Loaded::default() });
                loaded.len() - 1
            }
        };
        let policy = &mut loaded[at];
        policy.files.push(i as u32);
        policy.broken |= found.iter().any(|d| d.severity() == crate::diagnostic::Severity::Error)
            || together.iter().any(|f| !f.errors.is_empty());
        if let Some(twin) = policy.policy.versions.iter().find(|v| v.id == version.id) {
            let first = Arg::pair("先在此处", "first here");
            let twice = Diagnostic::new(Code::DuplicateVersion, version.policy.span, [(&version.id).into()]);
            diagnostics.push(twice.with(twin.policy.span, first));
            policy.broken = true;
        }
        policy.policy.versions.push(version);
        diagnostics.append(&mut found);
    }
    if loaded.is_empty() && diagnostics.is_empty() {
        diagnostics.extend(files.iter().enumerate().take(1).map(|(i, file)| no_policy(i as u32, file)));
    }
    for policy in &mut loaded {
        policy.policy = Policy::new(std::mem::take(&mut policy.policy.versions));
        policy.files.extend((0..files.len()).filter(|i| head(files[*i]).is_none()).map(|i| i as u32));
    }
    diagnostics.sort_by_key(|d| (d.span, d.code));
    diagnostics.dedup();
    (loaded, diagnostics)
}

/// Whether the grammar has said what is wrong at a place: `2017-1-1` is also no date, but once is enough.
fn told_by_grammar(diagnostic: &Diagnostic, files: &[&File]) -> bool {
    let file = files.get(diagnostic.span.file as usize);
    let at = diagnostic.span;
    let about_an_expression = diagnostic.code.id() < "E0404" && diagnostic.code.id() > "E0209";
    about_an_expression
        && file.is_some_and(|f| {
            let errors = f.errors.iter().filter(|e| e.span.start < e.span.end);
            errors.map(|e| e.span).any(|e| e.start < at.end && at.start < e.end)
        })
}

fn no_policy(number: u32, file: &File) -> Diagnostic {
    let start = Span { file: number, start: 0, end: 0 };
    let first = file.declarations.first().map_or(start, |d| d.span);
    Diagnostic::new(Code::MissingPolicy, first, [])
}
