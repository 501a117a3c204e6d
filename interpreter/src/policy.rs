//! From the files of a folder to policies with their versions.

use crate::amend::blame::{Blame, Examined};
use crate::amend::folder::{self, Text, Texts};
use crate::amend::interference::{Pending, interference};
use crate::amend::{self, Consolidated};
use crate::checks::{self, unused};
use crate::diagnostic::{Arg, Code, Diagnostic, Severity};
use crate::diff::renames::Steps;
use crate::lower;
use crate::model::Version;
use crate::registry::Policy;
use crate::timeline;
use jifen_grammar::tree::{File, Kind, Node, Span};
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
    /// What its versions call otherwise.
    pub renamed: Steps,
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
/// Files without a head (parameters, catalogues) belong to every policy of the folder; amendments make versions of others.
pub fn load_policies(files: &[&File]) -> (Vec<Loaded>, Vec<Diagnostic>) {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for file in files {
        let told = file.errors.iter().map(Diagnostic::from);
        match amend::is_amendment(file) {
            true => diagnostics.extend(told.map(lower::in_amendment)),
            false => diagnostics.extend(told),
        }
    }
    let texts = folder::texts(files, &mut diagnostics);
    let mut loaded: Vec<Loaded> = Vec::new();
    let apart = &texts.shared.tree.declarations;
    // Before they are placed at an operation: a version has its base's problems too, which are told there.
    let mut told: Vec<Diagnostic> = Vec::new();
    for text in &texts.versions {
        let sound = text.sound && texts.shared_sound;
        let examine = |text: &Consolidated| examined(text, &texts, files, sound);
        // An amendment that could not be applied has no text to be checked.
        let (version, mut found, whole) = match &text.base {
            Some(_) if !text.sound => (head_only(text), Vec::new(), false),
            _ => examine(&text.text),
        };
        let Some(mut version) = version else {
            diagnostics.append(&mut found);
            continue;
        };
        version.base.clone_from(&text.base);
        if let Some((amendment, head)) = amendment(text, files)
            && let Some(base) = folder::base_of(&texts, head)
        {
            found.retain(|d| !told.contains(d));
            told.extend(found.iter().cloned());
            let span = version.policy.span;
            found = Blame::new(&base.text, (text.file, amendment), span, apart, &examine).placed(found, whole);
        } else {
            told.extend(found.iter().cloned());
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
        policy.files.push(text.file);
        policy.broken |= !text.sound || !texts.shared_sound || found.iter().any(|d| d.severity() == Severity::Error);
        if let Some(twin) = policy.policy.versions.iter().find(|v| v.id == version.id) {
            let first = Arg::pair("先在此处", "first here");
            let twice = Diagnostic::new(Code::DuplicateVersion, version.policy.span, [(&version.id).into()]);
            diagnostics.push(twice.with(twin.policy.span, first));
            policy.broken = true;
        }
        policy.policy.versions.push(version);
        diagnostics.append(&mut found);
    }
    diagnostics.extend(interfering(files, &texts));
    if loaded.is_empty() && diagnostics.is_empty() {
        diagnostics.extend(files.iter().enumerate().take(1).map(|(i, file)| no_policy(i as u32, file)));
    }
    let versions: Vec<u32> = texts.versions.iter().map(|t| t.file).collect();
    for policy in &mut loaded {
        policy.policy = Policy::new(std::mem::take(&mut policy.policy.versions));
        policy.renamed = Steps::of(&policy.policy.versions, &texts);
        // Of two files of one version it is told already.
        if !diagnostics.iter().any(|d| d.code == Code::DuplicateVersion) {
            let found = standing(timeline::check(&policy.policy), &policy.policy, &texts);
            policy.broken |= found.iter().any(|d| d.severity() == Severity::Error);
            diagnostics.extend(found);
        }
        let read = read_elsewhere(&policy.policy);
        diagnostics
            .retain(|d| d.code != Code::Unused || !read.contains(&d.args) || !policy.files.contains(&d.span.file));
        policy.files.extend((0..files.len() as u32).filter(|i| !versions.contains(i)));
    }
    diagnostics.sort_by_key(|d| (d.span, d.code));
    diagnostics.dedup();
    (loaded, diagnostics)
}

/// What is found about versions together, as far as both could be read: of a version whose amendment has an error, neither
/// its days nor its outcomes are sure.
fn standing(found: Vec<Diagnostic>, policy: &Policy, texts: &Texts) -> Vec<Diagnostic> {
    let broken: Vec<u32> = texts.versions.iter().filter(|t| !t.sound).map(|t| t.file).collect();
    let files = policy.versions.iter().map(|v| v.policy.span.file);
    let any = files.into_iter().any(|file| broken.contains(&file));
    let compares = |code| matches!(code, Code::NothingToCompare | Code::OutcomeNotRanked | Code::NoSuchOutcome);
    let unsure = |d: &Diagnostic| {
        let mut about = d.related.iter().map(|(span, _)| span.file).chain([d.span.file]);
        any && compares(d.code) || about.any(|file| broken.contains(&file))
    };
    found.into_iter().filter(|d| !unsure(d)).collect()
}

/// What some version's transition clauses read, as findings of unused things say it, by its names in all versions:
/// no version has to do without it.
fn read_elsewhere(policy: &Policy) -> BTreeSet<Vec<Arg>> {
    let keys: BTreeSet<_> = policy.versions.iter().flat_map(unused::read_by_transitions).collect();
    let named = |version: &Version| {
        let facts = version.facts.iter().map(|f| (unused::FACT, f.named.clone()));
        let definitions = version.definitions.iter().map(|d| (unused::DEFINITION, d.named.clone()));
        facts.chain(definitions).collect::<Vec<_>>()
    };
    let all = policy.versions.iter().flat_map(named).filter(|(kind, n)| keys.contains(&(kind.1, n.key.clone())));
    all.map(|(kind, named)| vec![Arg::pair(kind.0, kind.1), named.name.into()]).collect()
}

/// What amendments of one base do to each other, where at least one of two is still a draft.
fn interfering(files: &[&File], texts: &Texts) -> Vec<Diagnostic> {
    let amendments = texts.versions.iter().filter(|text| text.sound).filter_map(|text| {
        let (amendment, head) = amendment(text, files)?;
        let draft = head.get(Kind::policy_block).is_some_and(|block| block.has(Kind::status));
        let id = folder::id(head).unwrap_or("");
        let pending = Pending { id, amendment, head: folder::head_place(head), text: &text.text };
        Some((pending, draft, folder::base_of(texts, head)?, text))
    });
    let amendments: Vec<_> = amendments.collect();
    let mut found = Vec::new();
    for (i, (second, draft, base, text)) in amendments.iter().enumerate() {
        let beside =
            amendments.iter().take(i).filter(|(_, other, of, _)| std::ptr::eq(*of, *base) && (*other || *draft));
        for (first, ..) in beside {
            let (told, together) = interference(&base.text, first, second, &texts.shared.tree.declarations);
            found.extend(told);
            let Some(together) = together else { continue };
            let examine = |text: &Consolidated| examined(text, texts, files, false);
            let (_, mut problems, whole) = examine(&together);
            problems.retain(|d| d.severity() == Severity::Error);
            let made = (text.file, second.amendment);
            let apart = &texts.shared.tree.declarations;
            let placed = Blame::new(first.text, made, second.head, apart, &examine).placed(problems, whole);
            found.extend(placed.into_iter().map(|problem| {
                let args = vec![first.id.into(), second.id.into(), problem.words()];
                Diagnostic { code: Code::WrongTogether, args, ..problem }
            }));
        }
    }
    found
}

/// The file and head of a version that an amendment makes.
fn amendment<'a>(text: &Text, files: &[&'a File]) -> Option<(&'a File, &'a Node)> {
    text.base.as_ref()?;
    let file = *files.get(text.file as usize)?;
    Some((file, file.declarations.iter().find_map(amend::head_of)?))
}

/// The model of a text, what is wrong with it, and whether it was checked: where it is sound and every name resolved.
fn examined(text: &Consolidated, texts: &Texts, files: &[&File], sound: bool) -> Examined {
    let (version, mut found) = lowered(text, texts);
    found.retain(|d| !told_by_grammar(d, files));
    let whole = sound && found.is_empty();
    if let (Some(version), true) = (&version, whole) {
        found.extend(checks::check(version, &text.tree));
    }
    (version, found, whole)
}

/// A version that an amendment makes, as if it had been written in full: its text in the canonical layout, as a file of the
/// amendment's number, and its model, whose places are in that text. `None` where the text could not be made.
pub fn in_full(texts: &Texts, file: u32) -> Option<(File, Version)> {
    let text = texts.versions.iter().find(|t| t.file == file && t.sound)?;
    let full = Text { text: amend::restate(&text.text, file), file, base: text.base.clone(), sound: true };
    let version = lowered(&full.text, texts).0?;
    Some((full.text.tree, Version { base: full.base, ..version }))
}

/// The model of a text, with what is published apart.
fn lowered(text: &Consolidated, texts: &Texts) -> (Option<Version>, Vec<Diagnostic>) {
    let mut together = vec![&text.tree];
    if !texts.shared.tree.declarations.is_empty() {
        together.push(&texts.shared.tree);
    }
    lower::lower_amended(&together, &text.wrote)
}

/// What is known of a version whose text could not be made: its head.
fn head_only(text: &Text) -> Option<Version> {
    let mut tree = text.text.tree.clone();
    tree.declarations.retain(|d| matches!(d.kind, Kind::policy | Kind::facts | Kind::choice | Kind::record));
    lower::lower(&[&tree]).0
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
