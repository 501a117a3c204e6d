//! `jifen derive`: the amendment between two full versions.

use super::policies::loaded;
use super::{language, pick};
use crate::args::Derive;
use crate::load::Folder;
use crate::{Streams, exit, render};
use jifen_grammar::keywords::{Language, keyword};
use jifen_grammar::tree::{File, Kind};
use jifen_interpreter::amend::folder::texts;
use jifen_interpreter::derive::{DeriveError, derive};
use jifen_interpreter::diagnostic::Severity;
use std::io;
use std::path::Path;

/// Runs it.
pub(crate) fn run(args: &Derive, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut texts = Vec::new();
    for path in [&args.old, &args.new] {
        match version(path, args, streams)? {
            Ok(text) => texts.push(text),
            Err(code) => return Ok(code),
        }
    }
    let [old, new] = texts.as_slice() else { return Ok(exit::USAGE) };
    let language = language(args.lang, Some(new.language), streams);
    let (code, message) = match derive(old, new) {
        Ok(text) => {
            write!(streams.out, "{text}")?;
            return Ok(exit::DONE);
        }
        Err(DeriveError::NoVersion { first }) => {
            return no_version(if first { &args.old } else { &args.new }, language, streams);
        }
        Err(DeriveError::OtherPolicy(old, new)) => {
            let words = pick(
                language,
                "这是两个政策:{} 与 {};同一政策的两个版本之间才有修正",
                "these are two policies, {} and {}: an amendment leads from one version of a policy to another",
            );
            (exit::USAGE, words.replacen("{}", &old, 1).replacen("{}", &new, 1))
        }
        Err(DeriveError::Inherited(kind)) => {
            let part = inherited(kind, language);
            let words = pick(
                language,
                "第一个版本的“政策”中有{},第二个没有;修正未写明的,沿用原文的,所以不能以修正去掉",
                "the head of the first version has {}, that of the second has none: an amendment keeps what it does not restate, and can't take it away",
            );
            (exit::PROBLEMS, words.replacen("{}", &part, 1))
        }
        Err(DeriveError::Ambiguous(twice, name)) => {
            let words = pick(
                language,
                "第一个版本中 {} 出现两次,修正无法分别指明",
                "{} is declared twice in the first version: an amendment can't say which one it means",
            );
            let head = keyword(twice).map_or("", |k| k.canonical(language));
            (exit::PROBLEMS, words.replacen("{}", &format!("`{head} {name}`"), 1))
        }
        Err(DeriveError::HeadNotFirst { first }) => {
            let words = match first {
                true => pick(
                    language,
                    "第一个版本的开头 `政策 …` 之前还有别的条文;修正不能移动开头,请先把它移到文件最前面",
                    "in the first version something stands in front of the head, `policy …`, which an amendment can't move; put the head first",
                ),
                false => pick(
                    language,
                    "第二个版本的开头 `政策 …` 之前还有别的条文;修正不能移动开头,请先把它移到文件最前面",
                    "in the second version something stands in front of the head, `policy …`, which an amendment can't move; put the head first",
                ),
            };
            (exit::PROBLEMS, words.to_owned())
        }
        Err(DeriveError::Unproven) => {
            let words = pick(
                language,
                "内部错误:所求出的修正没有把第一个版本变成第二个,故不输出;请报告此事",
                "internal error: no amendment that was tried turns the first version into the second, so none is printed; please report it",
            );
            (exit::PROBLEMS, words.to_owned())
        }
    };
    writeln!(streams.err, "{message}")?;
    Ok(code)
}

/// A version's text in full; else what is wrong is said, and the exit code given.
fn version(path: &Path, args: &Derive, streams: &mut Streams<'_>) -> io::Result<Result<File, u8>> {
    let user = language(args.lang, None, streams);
    let Some(folders) = loaded(path, args.lang, streams)? else { return Ok(Err(exit::USAGE)) };
    let asked = folders.first().and_then(|folder| Some((folder, folder.asked?)));
    let Some((folder, file)) = asked else {
        let words = pick(user, "{} 是文件夹;请给出一个版本的文件", "{} is a folder: give the file of one version");
        writeln!(streams.err, "{}", words.replacen("{}", &path.display().to_string(), 1))?;
        return Ok(Err(exit::USAGE));
    };
    let language = language(args.lang, folder.language(), streams);
    let trees: Vec<&File> = folder.sources.iter().map(|s| &s.tree).collect();
    let mut all = texts(&trees, &mut Vec::new()).versions.into_iter();
    match all.find(|t| t.file as usize == file) {
        Some(text) if text.sound => Ok(Ok(text.text.tree)),
        Some(_) => refuse(folder, language, streams).map(Err),
        None if folder.diagnostics.iter().any(|d| d.span.file as usize == file && d.severity() == Severity::Error) => {
            refuse(folder, language, streams).map(Err)
        }
        None => no_version(path, language, streams).map(Err),
    }
}

fn refuse(folder: &Folder, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let errors = folder.diagnostics.iter().filter(|d| d.severity() == Severity::Error).cloned();
    render::diagnostics::print_to_err(folder, &errors.collect::<Vec<_>>(), language, streams)?;
    Ok(exit::PROBLEMS)
}

fn no_version(path: &Path, language: Language, streams: &mut Streams<'_>) -> io::Result<u8> {
    let words = pick(
        language,
        "{} 不是一个版本:没有“政策”,也没有写明版本的“修正”",
        "{} is no version: it has neither a `policy` nor an `amendment` with a version",
    );
    writeln!(streams.err, "{}", words.replacen("{}", &path.display().to_string(), 1))?;
    Ok(exit::USAGE)
}

/// What of a head can't be taken away.
fn inherited(kind: Kind, language: Language) -> String {
    let word = match kind {
        Kind::title => Kind::kw_title,
        Kind::filing_date => Kind::kw_filing_date,
        Kind::counting_date => Kind::kw_counting_date,
        _ => return pick(language, "代码", "a key").to_owned(),
    };
    let word = keyword(word).map_or("", |k| k.canonical(language));
    match language {
        Language::Zh => format!("“{word}”"),
        Language::En => format!("a {word}"),
    }
}
