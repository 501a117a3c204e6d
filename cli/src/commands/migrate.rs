//! `jifen migrate`: stored facts under another version's keys.

use super::policies::{loaded, only_policy, refuse_policy};
use super::sides::Sides;
use super::{language, pick};
use crate::args::Migrate;
use crate::fact_files::{Piece, Problem, pieces};
use crate::{Streams, exit};
use jifen_grammar::keywords::Language;
use jifen_interpreter::diff::rewrite::{Mapping, Rewritten};
use jifen_interpreter::diff::{Diff, SchemaKind, Side, diff};
use jifen_interpreter::facts::{self, Document, FactError};
use std::collections::BTreeSet;
use std::io;

/// So many characters of a value are shown.
const MOST_SHOWN: usize = 60;

/// Runs it.
pub(crate) fn run(args: &Migrate, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(folders) = loaded(&args.policy, args.lang, streams)? else { return Ok(exit::USAGE) };
    let Some((folder, policy)) = only_policy(&folders, args.lang, streams)? else { return Ok(exit::USAGE) };
    let language = language(args.lang, folder.language(), streams);
    if policy.broken {
        return refuse_policy(folder, language, streams);
    }
    let sides = match Sides::new([&args.from, &args.to], folder, policy, language) {
        Ok(sides) => sides,
        Err(problem) => {
            writeln!(streams.err, "{problem}")?;
            return Ok(exit::USAGE);
        }
    };
    let trees = sides.trees();
    let (a, b) = sides.of(&trees);
    let elsewhere = policy.policy.versions.iter().flat_map(|v| v.facts.iter().map(|f| f.named.key.clone()));
    let elsewhere: BTreeSet<String> =
        elsewhere.filter(|k| !b.version.facts.iter().any(|f| f.named.key == *k)).collect();
    let mut run = Run {
        b,
        mapping: Mapping::new(&a, &b, &sides.renames()),
        elsewhere,
        language,
        code: exit::DONE,
        replaced: 0,
        applicants: 0,
    };
    for path in &args.facts {
        let name = path.display().to_string();
        match pieces(path, streams, &mut |piece, streams| run.piece(&name, piece, streams)) {
            Ok(()) => {}
            Err(problem) if problem.kind() == io::ErrorKind::BrokenPipe => return Err(problem),
            Err(problem) => {
                Problem::unreadable(&problem, language).print(&name, language, streams.err)?;
                run.code = exit::USAGE;
            }
        }
    }
    asked_anew(&diff(&a, &b, &sides.renames()), language, streams)?;
    let words = pick(language, "申请人 {},改写 {} 处", "applicants: {}; keys and values rewritten: {}");
    let words = words.replacen("{}", &run.applicants.to_string(), 1).replacen("{}", &run.replaced.to_string(), 1);
    writeln!(streams.err, "{words}")?;
    Ok(run.code)
}

/// What no stored facts can hold: said once.
fn asked_anew(found: &Diff, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    let all = found.schema.iter().filter(|c| c.kind == SchemaKind::New && c.of != "value");
    let keys: Vec<&str> = all.map(|c| c.key.as_str()).collect();
    if keys.is_empty() {
        return Ok(());
    }
    let words = pick(language, "新版本另要求,改写后仍未知:", "asked anew, and unknown until it is given: ");
    writeln!(streams.err, "{words}{}", keys.join(pick(language, "、", ", ")))
}

struct Run<'a> {
    b: Side<'a>,
    mapping: Mapping<'a>,
    elsewhere: BTreeSet<String>,
    language: Language,
    code: u8,
    replaced: usize,
    applicants: usize,
}

impl Run<'_> {
    /// Writes a piece out again, and says what of it the newer version can't read.
    fn piece(&mut self, name: &str, piece: Piece<'_>, streams: &mut Streams<'_>) -> io::Result<()> {
        let (number, bytes) = match piece {
            Piece::Line(number, bytes) => (Some(number), bytes),
            Piece::Whole(bytes) => (None, bytes),
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            streams.out.write_all(bytes)?;
            return self.documents(name, number, bytes, streams);
        };
        // Of a file with a broken line, the other lines are rewritten all the same.
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let by_line = number.is_none() && 1 < facts::documents(bytes).len() && !text.trim_start().starts_with('[');
        let rewritten: Vec<Rewritten> = match by_line {
            true => lines.iter().map(|line| self.mapping.rewrite(line, false)).collect(),
            false => vec![self.mapping.rewrite(text, false)],
        };
        let whole: String = rewritten.iter().map(|r| r.text.as_str()).collect();
        streams.out.write_all(whole.as_bytes())?;
        for (i, one) in rewritten.iter().enumerate() {
            self.replaced += one.replaced;
            let place = number.or(by_line.then_some(i + 1)).map(|n| format!(" line {n}")).unwrap_or_default();
            for clash in &one.clashes {
                self.code = self.code.max(exit::PROBLEMS);
                let words = pick(
                    self.language,
                    "`{}` 应改为 `{}`,但后者已有;未改",
                    "`{}` should become `{}`, which is there already; left as it is",
                );
                let words = words.replacen("{}", &clash.path, 1).replacen("{}", &clash.key, 1);
                writeln!(streams.err, "{name}{place}: {words}")?;
            }
            for left in &one.left {
                self.code = self.code.max(exit::PROBLEMS);
                let words = pick(
                    self.language,
                    "`{}` 在版本 {} 中没有去处,未改写:{}",
                    "`{}` has no place in version {}, and is left as it is: {}",
                );
                let words = words.replacen("{}", &left.path, 1).replacen("{}", &self.b.version.id, 1);
                let words = words.replacen("{}", &crate::render::short(&left.value, MOST_SHOWN), 1);
                writeln!(streams.err, "{name}{place}: {words}")?;
            }
        }
        self.documents(name, number, whole.as_bytes(), streams)
    }

    fn documents(
        &mut self,
        name: &str,
        number: Option<usize>,
        bytes: &[u8],
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let documents: Vec<Document<'_>> = match number {
            Some(number) => facts::line(number, bytes).into_iter().collect(),
            None => facts::documents(bytes),
        };
        let alone = number.is_none() && documents.len() == 1;
        for document in &documents {
            self.applicants += 1;
            let source = if alone { name.to_owned() } else { format!("{name} {}", document.source) };
            let (code, problems): (u8, Vec<FactError>) = match &document.json {
                Err(problems) => (exit::USAGE, problems.clone()),
                Ok(_) => match document.read(self.b.version, &self.elsewhere) {
                    Ok(_) => continue,
                    Err(problems) => (exit::PROBLEMS, problems),
                },
            };
            self.code = self.code.max(code);
            for problem in &problems {
                Problem::of(problem, self.language).print(&source, self.language, streams.err)?;
            }
        }
        Ok(())
    }
}
