//! Which policy a command is about.

use super::{language, pick};
use crate::args::Lang;
use crate::load::{Folder, load};
use crate::{Streams, exit, render};
use jifen_grammar::keywords::Language;
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::facts::Json;
use jifen_interpreter::model::Named;
use jifen_interpreter::policy::Loaded;
use std::io;
use std::path::Path;

/// A policy and the folder that it was read from.
pub(crate) type Found<'f> = (&'f Folder, &'f Loaded);

/// The folders of a path; `None` where it can't be read, which is said.
pub(crate) fn loaded(path: &Path, asked: Option<Lang>, streams: &mut Streams<'_>) -> io::Result<Option<Vec<Folder>>> {
    match load(path) {
        Ok(folders) => Ok(Some(folders)),
        Err(problem) => {
            writeln!(streams.err, "{}", problem.message(language(asked, None, streams)))?;
            Ok(None)
        }
    }
}

/// All policies of some folders.
pub(crate) fn all(folders: &[Folder]) -> Vec<Found<'_>> {
    folders.iter().flat_map(|f| f.policies.iter().map(move |p| (f, p))).collect()
}

/// The one policy that a command is about; several or none are an error.
pub(crate) fn only_policy<'f>(
    folders: &'f [Folder],
    asked: Option<Lang>,
    streams: &mut Streams<'_>,
) -> io::Result<Option<Found<'f>>> {
    let language = language(asked, folders.first().and_then(Folder::language), streams);
    match all(folders).as_slice() {
        [one] => Ok(Some(*one)),
        [] => no_policy(folders, language, streams).map(|()| None),
        several => {
            let words =
                pick(language, "这里有几个政策,请指明其中一个:", "there are several policies here; name one of them: ");
            writeln!(streams.err, "{words}{}", paths(several, language))?;
            Ok(None)
        }
    }
}

/// Says that nothing here is a policy, and why.
pub(crate) fn no_policy(folders: &[Folder], language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    for folder in folders {
        render::diagnostics::print_to_err(folder, &folder.diagnostics, language, streams)?;
    }
    writeln!(streams.err, "{}", pick(language, "没有可用的政策", "there is no policy here"))
}

/// A policy in error gives no answers: its errors, and the exit code.
pub(crate) fn refuse_policy(folder: &Folder, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let errors = folder.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    render::diagnostics::print_to_err(folder, &errors.cloned().collect::<Vec<_>>(), language, streams)?;
    writeln!(streams.err, "{}", pick(language, "政策有错误,不能使用", "the policy has errors and can't be used"))?;
    Ok(exit::PROBLEMS)
}

/// Where some policies stand, as one may name them on the command line.
pub(crate) fn paths(policies: &[Found<'_>], language: Language) -> String {
    let path = |(folder, policy): &Found<'_>| {
        let files = policy.files.first().and_then(|f| folder.sources.get(*f as usize));
        files.map_or_else(|| policy.key.clone(), |s| format!("{} ({})", s.path.display(), policy.key))
    };
    policies.iter().map(path).collect::<Vec<_>>().join(pick(language, "、", ", "))
}

/// Of several policies the one that reads more of an applicant's facts than any other; `None` where none does.
pub(crate) fn reader_of<'f>(policies: &[Found<'f>], json: &Json) -> Option<Found<'f>> {
    let Json::Object(given) = json else { return policies.first().copied().filter(|_| policies.len() == 1) };
    let keys: Vec<&str> = given.iter().map(|(key, _)| key.as_ref()).collect();
    foremost(policies, |(_, policy)| reads(policy, &keys, false))
}

/// How many of some words are keys of a policy's facts; with `names`, keys or names.
pub(crate) fn reads(policy: &Loaded, words: &[&str], names: bool) -> usize {
    let facts = policy.policy.versions.iter().flat_map(|v| &v.facts).map(|f| &f.named);
    let spelled = |named: &Named, word: &str| named.key == word || names && named.name == word;
    words.iter().filter(|word| facts.clone().any(|named| spelled(named, word))).count()
}

/// The only one, else the one that counts more than any other.
pub(crate) fn foremost<T: Copy>(all: &[T], count: impl Fn(&T) -> usize) -> Option<T> {
    if let [one] = all {
        return Some(*one);
    }
    let mut counts: Vec<(usize, T)> = all.iter().map(|one| (count(one), *one)).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(best, found), (next, _), ..] if next < best => Some(*found),
        _ => None,
    }
}
