//! Reading policy files from disk.

use crate::render;
use jifen_grammar::error::SyntaxErrorKind;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Node};
use jifen_grammar::{limits, parse_bytes};
use jifen_interpreter::amend::head_of;
use jifen_interpreter::diagnostic::{Code, Diagnostic, Severity};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::{Loaded, load_policies};
use jifen_verify::is_cases;
use std::collections::BTreeSet;
use std::fmt;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A policy file that was read.
#[derive(Debug)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Its text; not UTF-8: what could be read of it.
    pub text: String,
    /// Its tree.
    pub tree: File,
    /// Where its lines begin.
    lines: Vec<usize>,
}

impl Source {
    /// A file that was read.
    pub fn new(path: PathBuf, text: String, tree: File) -> Source {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Source { path, text, tree, lines }
    }

    /// The number of the line, from 1, that holds a byte, and its bytes without the line end.
    pub fn line(&self, at: usize) -> (usize, Range<usize>) {
        let number = self.lines.partition_point(|start| *start <= at);
        let start = number.checked_sub(1).and_then(|i| self.lines.get(i)).copied().unwrap_or(0);
        (number, start..self.lines.get(number).map_or(self.text.len(), |next| next - 1))
    }
}

/// A folder's files and the policies in them.
#[derive(Debug)]
pub struct Folder {
    /// The files, by name; a span's `file` is an index into them.
    pub sources: Vec<Source>,
    /// The policies, each with its versions.
    pub policies: Vec<Loaded>,
    /// What is wrong with the files, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
    /// The file that was asked for, where it was one.
    pub asked: Option<usize>,
    /// The files that hold cases.
    pub cases: Vec<usize>,
}

/// Why policies could not be read at all.
#[derive(Debug)]
pub enum LoadError {
    /// Nothing is there, or it can't be read.
    Unreadable(PathBuf, std::io::Error),
    /// A folder without a `.rules` file in it or right below it.
    NoRules(PathBuf),
}

impl LoadError {
    /// In words.
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (LoadError::Unreadable(path, e), Language::Zh) if e.kind() == std::io::ErrorKind::NotFound => {
                format!("没有 {} 这个文件或文件夹", path.display())
            }
            (LoadError::Unreadable(path, e), Language::En) if e.kind() == std::io::ErrorKind::NotFound => {
                format!("there is no file or folder {}", path.display())
            }
            (LoadError::Unreadable(path, e), Language::Zh) => {
                format!("读不到 {}:{}", path.display(), render::io_words(e, language))
            }
            (LoadError::Unreadable(path, e), Language::En) => {
                format!("can't read {}: {}", path.display(), render::io_words(e, language))
            }
            (LoadError::NoRules(path), Language::Zh) => {
                format!("{} 中没有 .rules 文件", path.display())
            }
            (LoadError::NoRules(path), Language::En) => format!("no .rules file in {}", path.display()),
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl Folder {
    /// The language of the first file with a policy in it.
    pub fn language(&self) -> Option<Language> {
        let policy = self.sources.iter().find(|s| is_version(&s.tree));
        let asked = self.asked.and_then(|i| self.sources.get(i));
        asked.or(policy).or(self.sources.first()).filter(|s| !s.tree.declarations.is_empty()).map(|s| s.tree.language)
    }
}

/// Reads the policies at a path: a file brings its folder's parameters and versions along; a folder without rules of its
/// own stands for the folders in it.
pub fn load(path: &Path) -> Result<Vec<Folder>, LoadError> {
    load_all(path, false)
}

/// The same, with the cases beside the policies. A file of cases, or a folder `cases`, brings its policy along.
pub fn load_with_cases(path: &Path) -> Result<Vec<Folder>, LoadError> {
    load_all(path, true)
}

/// The files of a policy's folder, and those in its folder of cases.
fn beside(folder: &Path, cases: bool) -> std::io::Result<Vec<PathBuf>> {
    let mut files = rules_in(folder)?;
    if cases && !files.is_empty() {
        files.extend(rules_in(&folder.join(CASES)).unwrap_or_default());
    }
    Ok(files)
}

/// The folder of cases in a policy's folder.
const CASES: &str = "cases";

/// The folder of the policy whose cases a folder holds.
fn above(folder: &Path) -> Option<PathBuf> {
    let whole = std::fs::canonicalize(folder).ok()?;
    let is_cases = whole.file_name().is_some_and(|name| name == CASES);
    let named = folder.file_name().is_some_and(|name| name == CASES);
    let parent = folder.parent().filter(|_| named).map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p });
    let up = parent.map_or_else(|| folder.join(".."), Path::to_owned);
    (is_cases && rules_in(&up).is_ok_and(|files| !files.is_empty())).then_some(up)
}

fn load_all(path: &Path, cases: bool) -> Result<Vec<Folder>, LoadError> {
    let unreadable = |e| LoadError::Unreadable(path.to_owned(), e);
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if !meta.is_dir() {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let up = above(folder).filter(|_| cases);
        let files = match &up {
            Some(up) => rules_in(up),
            None => beside(folder, cases),
        };
        let mut folder = read_folder(&files.unwrap_or_default(), Some(path))?;
        folder.keep_for(path);
        return Ok(vec![folder]);
    }
    let own = beside(path, cases).map_err(unreadable)?;
    if let Some(up) = above(path).filter(|_| cases) {
        let mut files = rules_in(&up).map_err(unreadable)?;
        files.extend(own);
        return Ok(vec![read_folder(&files, None)?]);
    }
    if !own.is_empty() {
        return Ok(vec![read_folder(&own, None)?]);
    }
    let mut below: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(unreadable)?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|p| p.is_dir())
        .collect();
    below.sort();
    let mut folders = Vec::new();
    for folder in below {
        let files = beside(&folder, cases).unwrap_or_default();
        if !files.is_empty() {
            folders.push(read_folder(&files, None)?);
        }
    }
    if folders.is_empty() { Err(LoadError::NoRules(path.to_owned())) } else { Ok(folders) }
}

/// The files that a version stands on: its base's, and that one's.
fn bases(versions: &[Version], file: u32) -> Vec<u32> {
    let mut all = Vec::new();
    let mut at = versions.iter().find(|v| v.policy.span.file == file);
    while let Some(version) = at {
        all.push(version.policy.span.file);
        let base = version.base.as_ref();
        at = versions.iter().find(|v| Some(&v.id) == base && !all.contains(&v.policy.span.file));
    }
    all
}

/// Whether a file is one version: in full, or an amendment with a version of its own.
fn is_version(tree: &File) -> bool {
    let amends = |d: &Node| head_of(d).is_some_and(|h| h.has(Kind::kw_based_on));
    tree.declarations.iter().any(|d| d.kind == Kind::policy || amends(d))
}

/// The `.rules` files right inside a folder, by name.
pub fn rules_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "rules") && p.is_file())
        .collect();
    files.sort();
    Ok(files)
}

/// A file's bytes; of one that is too large, only as many as show that it is.
pub fn read_bounded(path: &Path) -> Result<Vec<u8>, LoadError> {
    let unreadable = |e| LoadError::Unreadable(path.to_owned(), e);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(limits::MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn read_folder(files: &[PathBuf], asked: Option<&Path>) -> Result<Folder, LoadError> {
    let mut paths = files.to_vec();
    if let Some(asked) = asked {
        let same = |p: &PathBuf| p.file_name() == asked.file_name();
        match paths.iter().position(same) {
            Some(i) => asked.clone_into(&mut paths[i]),
            None => paths.push(asked.to_owned()),
        }
    }
    let mut sources = Vec::new();
    for (i, path) in paths.iter().enumerate() {
        let (text, mut tree) = parse_bytes(i as u32, &read_bounded(path)?);
        for error in &mut tree.errors {
            if let (SyntaxErrorKind::TooLarge { size }, Ok(meta)) = (&mut error.kind, std::fs::metadata(path)) {
                *size = usize::try_from(meta.len()).unwrap_or(usize::MAX);
            }
        }
        sources.push(Source::new(path.clone(), text, tree));
    }
    let cases: Vec<usize> = (0..).zip(&sources).filter(|(_, s)| holds_cases(s)).map(|(i, _)| i).collect();
    // Cases are no part of a policy: what is wrong with them is theirs.
    let apart = without_cases(&sources);
    let trees: Vec<&File> = apart.iter().zip(&sources).map(|(apart, s)| apart.as_ref().unwrap_or(&s.tree)).collect();
    let only_cases = cases.len() == sources.len() && trees.iter().all(|t| t.declarations.is_empty());
    let (policies, diagnostics) = if only_cases { Default::default() } else { load_policies(&trees) };
    Ok(Folder { sources, policies, diagnostics, asked: None, cases })
}

/// Whether a file holds cases, be they broken; one that can't be read does where it lies among them.
fn holds_cases(source: &Source) -> bool {
    let among = source.path.parent().and_then(Path::file_name).is_some_and(|name| name == CASES);
    let readable = |d: &Node| !matches!(d.kind, Kind::broken | Kind::broken_declaration);
    let all = &source.tree.declarations;
    all.iter().any(is_cases) || among && !source.tree.errors.is_empty() && !all.iter().any(readable)
}

impl Folder {
    /// What a policy reads of the files that hold cases; `None` for the other files.
    pub fn without_cases(&self) -> Vec<Option<File>> {
        without_cases(&self.sources)
    }
}

/// What a policy reads of the files that hold cases.
fn without_cases(sources: &[Source]) -> Vec<Option<File>> {
    let rest = |source: &Source| {
        let mut tree = source.tree.clone();
        tree.declarations.retain(|d| !is_cases(d) && !matches!(d.kind, Kind::broken | Kind::broken_declaration));
        if tree.declarations.is_empty() {
            tree.errors.clear();
        }
        tree
    };
    sources.iter().map(|s| holds_cases(s).then(|| rest(s))).collect()
}

impl Folder {
    /// Where one file was asked for: the policy that it belongs to, and what is wrong with the file and with those that
    /// every version of the folder shares. Other versions count where they are sound and of another id.
    fn keep_for(&mut self, path: &Path) {
        let Some(at) = self.sources.iter().position(|s| s.path == path) else { return };
        self.asked = Some(at);
        if self.cases.contains(&at) {
            // The policy is context; that it can't be used is told
            self.diagnostics.retain(|d| d.severity() == Severity::Error);
            return;
        }
        let (file, sources) = (at as u32, &self.sources);
        let is_version = |i: u32| {
            let source = sources.get(i as usize);
            source.is_some_and(|s| is_version(&s.tree))
        };
        if !is_version(file) {
            return;
        }
        let faulty: BTreeSet<u32> = self
            .diagnostics
            .iter()
            .filter(|d| d.severity() == Severity::Error && d.code != Code::DuplicateVersion)
            .map(|d| d.span.file)
            .collect();
        let own = |p: &Loaded| p.policy.versions.iter().any(|v| v.policy.span.file == file);
        self.policies.retain(own);
        let mut needed = BTreeSet::from([file]);
        for policy in &mut self.policies {
            let versions = &mut policy.policy.versions;
            needed.extend(bases(versions, file));
            let id = versions.iter().find(|v| v.policy.span.file == file).map(|v| v.id.clone());
            versions.retain(|v| {
                let other = v.policy.span.file;
                other == file || Some(&v.id) != id.as_ref() && !faulty.contains(&other)
            });
            policy.broken = faulty.iter().any(|f| needed.contains(f) || !is_version(*f));
        }
        self.diagnostics.retain(|d| {
            d.code != Code::DuplicateVersion && (needed.contains(&d.span.file) || !is_version(d.span.file))
        });
    }
}
