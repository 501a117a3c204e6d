//! `jifen fmt`: canonical layout, in either language.

use super::{language, pick};
use crate::args::Fmt;
use crate::load::{Folder, LoadError, read_bounded, rules_in};
use crate::{Source, Streams, exit, render};
use jifen_grammar::keywords::Language;
use jifen_grammar::{FormatError, format_checked, limits, parse_bytes};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Runs it.
pub(crate) fn run(args: &Fmt, streams: &mut Streams<'_>) -> io::Result<u8> {
    let user = language(None, None, streams);
    let mut code = exit::DONE;
    for path in &args.paths {
        if path.as_os_str() == "-" {
            code = code.max(standard_input(args, streams)?);
            continue;
        }
        match files_below(path) {
            Ok(files) if files.is_empty() => {
                writeln!(streams.err, "{}", LoadError::NoRules(path.clone()).message(user))?;
                code = exit::USAGE;
            }
            Ok(files) => {
                for file in files {
                    code = code.max(one(&file, args, streams)?);
                }
            }
            Err(e) => {
                writeln!(streams.err, "{}", LoadError::Unreadable(path.clone(), e).message(user))?;
                code = exit::USAGE;
            }
        }
    }
    Ok(code)
}

/// A file itself, or every `.rules` file below a folder.
fn files_below(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !std::fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = rules_in(path)?;
    let mut below: Vec<PathBuf> = std::fs::read_dir(path)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    below.sort();
    for folder in below.iter().filter(|p| p.is_dir() && !p.is_symlink()) {
        files.extend(files_below(folder)?);
    }
    Ok(files)
}

fn standard_input(args: &Fmt, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut bytes = Vec::new();
    (&mut streams.input).take(limits::MAX_FILE as u64 + 1).read_to_end(&mut bytes)?;
    match laid_out(Path::new("-"), &bytes, args, streams)? {
        Some(laid) if args.check => Ok(if laid.text == laid.new { exit::DONE } else { exit::PROBLEMS }),
        Some(laid) => {
            write!(streams.out, "{}", laid.new)?;
            Ok(exit::DONE)
        }
        None => Ok(exit::PROBLEMS),
    }
}

fn one(path: &Path, args: &Fmt, streams: &mut Streams<'_>) -> io::Result<u8> {
    let user = language(None, None, streams);
    let bytes = match read_bounded(path) {
        Ok(bytes) => bytes,
        Err(problem) => {
            writeln!(streams.err, "{}", problem.message(user))?;
            return Ok(exit::USAGE);
        }
    };
    let Some(LaidOut { text, new, spoken }) = laid_out(path, &bytes, args, streams)? else {
        return Ok(exit::PROBLEMS);
    };
    if text == new {
        return Ok(exit::DONE);
    }
    if args.check {
        writeln!(streams.out, "{}: {}", path.display(), pick(spoken, "格式待整理", "not laid out canonically"))?;
        return Ok(exit::PROBLEMS);
    }
    if std::fs::metadata(path)?.permissions().readonly() {
        writeln!(
            streams.err,
            "{}: {}",
            path.display(),
            pick(spoken, "文件为只读,未改动", "the file is read-only and was left alone")
        )?;
        return Ok(exit::USAGE);
    }
    write_whole(path, &new)?;
    writeln!(streams.out, "{}", path.display())?;
    Ok(exit::DONE)
}

/// A text and its canonical form.
struct LaidOut {
    text: String,
    new: String,
    /// The language in which to speak of it.
    spoken: Language,
}

/// `None`, with the reasons printed, where it can't be laid out.
fn laid_out(path: &Path, bytes: &[u8], args: &Fmt, streams: &mut Streams<'_>) -> io::Result<Option<LaidOut>> {
    let (text, tree) = parse_bytes(0, bytes);
    let spoken = language(None, Some(tree.language), streams);
    if !tree.errors.is_empty() {
        let diagnostics = tree.errors.iter().map(|e| e.into()).collect();
        let source = Source::new(path.to_owned(), text, tree);
        let folder =
            Folder { sources: vec![source], policies: Vec::new(), diagnostics, asked: None, cases: Vec::new() };
        render::diagnostics::print(&folder, spoken, streams)?;
        return Ok(None);
    }
    match format_checked(&tree, &text, args.keywords.map(Language::from)) {
        Ok(new) => Ok(Some(LaidOut { text, new, spoken })),
        Err(problem) => {
            writeln!(streams.err, "{}: {}", path.display(), refusal(&problem, spoken))?;
            Ok(None)
        }
    }
}

/// Writes a text, laid out where that can be done safely.
pub(crate) fn write_laid_out(path: &Path, text: &str) -> io::Result<()> {
    match format_checked(&jifen_grammar::parse(0, text), text, None) {
        Ok(laid_out) => write_whole(path, &laid_out),
        Err(_) => write_whole(path, text),
    }
}

/// Writes beside the file and moves into place, so that a crash or a full disk loses nothing.
pub(crate) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let target = std::fs::canonicalize(path)?;
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = target.with_file_name(name);
    let written = std::fs::write(&beside, text)
        .and_then(|()| std::fs::set_permissions(&beside, std::fs::metadata(&target)?.permissions()))
        .and_then(|()| std::fs::rename(&beside, &target));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn refusal(problem: &FormatError, language: Language) -> &'static str {
    match problem {
        FormatError::Syntax(_) => {
            pick(language, "文件有语法错误,未整理", "the file has syntax errors and was left alone")
        }
        _ => pick(
            language,
            "整理后的文件与原文不完全等同,未写入(这是程序的缺陷,请报告)",
            "the laid-out text would not say the same, so nothing was written (a defect of jifen: please report it)",
        ),
    }
}
