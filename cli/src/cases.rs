//! Cases beside policies: the files that they take applicants from, and the policy that they are about.

use crate::commands::policies::{foremost, reads};
use crate::load::Folder;
use crate::{fact_files, render};
use jifen_grammar::keywords::Language;
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::policy::Loaded;
use jifen_verify::Files;
use std::collections::BTreeMap;
use std::path::Path;

/// The files of cases that are asked for: of a folder all, else the one.
pub(crate) fn asked(folder: &Folder) -> impl Iterator<Item = usize> {
    folder.cases.iter().copied().filter(|i| folder.asked.is_none_or(|asked| asked == *i))
}

/// The files that the cases of a folder take applicants from.
pub(crate) fn applicants(folder: &Folder) -> Files {
    let mut all = BTreeMap::new();
    for (number, source) in folder.cases.iter().filter_map(|i| Some((*i, folder.sources.get(*i)?))) {
        let beside = source.path.parent().unwrap_or(Path::new(""));
        for (name, _) in jifen_verify::files(&source.tree) {
            all.entry((number as u32, name.to_owned())).or_insert_with(|| {
                let words = |e: std::io::Error| {
                    Arg::pair(render::io_words(&e, Language::Zh), render::io_words(&e, Language::En))
                };
                fact_files::file(&beside.join(name)).map_err(words)
            });
        }
    }
    all
}

/// The policy that cases are about: of several, the one that knows most of what they give.
pub(crate) fn policy_of(folder: &Folder, file: usize) -> Option<&Loaded> {
    let names = folder.sources.get(file).map(|s| jifen_verify::given_names(&s.tree)).unwrap_or_default();
    let all: Vec<&Loaded> = folder.policies.iter().collect();
    foremost(&all, |policy| reads(policy, &names, true))
}

/// What is wrong with the cases that are asked for.
pub(crate) fn diagnostics(folder: &Folder) -> Vec<Diagnostic> {
    let files = applicants(folder);
    let mut all = Vec::new();
    for (number, source) in asked(folder).filter_map(|i| Some((i, folder.sources.get(i)?))) {
        match policy_of(folder, number) {
            Some(policy) if policy.broken => all.extend(jifen_verify::read(&source.tree).1),
            Some(policy) => all.extend(jifen_verify::check(policy, &source.tree, &files)),
            None => {
                all.extend(jifen_verify::read(&source.tree).1);
                all.push(no_policy(folder, number));
            }
        }
    }
    all
}

/// That no policy is there for the cases of a file.
pub(crate) fn no_policy(folder: &Folder, file: usize) -> Diagnostic {
    let first = folder.sources.get(file).and_then(|s| s.tree.declarations.first());
    let span = first.map(|d| d.children.first().map_or(d.span, |c| c.span)).unwrap_or_default();
    let hint = match folder.policies.len() {
        0 => Arg::pair(
            "案例写在政策文件夹里的 `cases/` 中",
            "cases stand in the folder `cases/` of their policy's folder",
        ),
        _ => Arg::pair("文件夹里有几个政策;把它们分开", "there are several policies in the folder; give each its own"),
    };
    Diagnostic::new(Code::NoPolicyForCases, span, [hint])
}
