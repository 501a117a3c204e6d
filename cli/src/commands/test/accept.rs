//! Writing what came out into the cases, on purpose.

use crate::Streams;
use crate::commands::pick;
use crate::load::Folder;
use crate::render::cases::written;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_grammar::{format_checked, parse};
use jifen_verify::Run;
use std::collections::BTreeMap;
use std::io;

/// What is to be written instead of what was expected, by place.
#[derive(Default)]
pub(super) struct Changes(BTreeMap<Span, Vec<String>>);

impl Changes {
    /// Adds what a case came to; under several versions it may come to several things.
    pub fn add(&mut self, run: &Run<'_, '_>) {
        for failure in &run.failures {
            let values = self.0.entry(failure.expected.value).or_default();
            let text = failure.instead.clone().unwrap_or_default();
            if !values.contains(&text) {
                values.push(text);
            }
        }
    }

    /// Writes them into a file of cases, which is laid out anew. What can't be written is told and left; returns how
    /// many those are.
    pub fn write(
        &self,
        folder: &Folder,
        file: usize,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> io::Result<usize> {
        let Some(source) = folder.sources.get(file) else { return Ok(0) };
        let mut text = source.text.clone();
        let mut done = 0;
        for (span, values) in self.0.iter().rev() {
            let (line, _) = source.line(span.start as usize);
            let old = written(source, *span);
            match values.as_slice() {
                [new] if !new.is_empty() => {
                    let mut changed = text.clone();
                    changed.replace_range(span.range(), new);
                    if parse(0, &changed).errors.is_empty() {
                        text = changed;
                        done += 1;
                        writeln!(streams.out, "{}:{line}: {old} → {new}", source.path.display())?;
                        continue;
                    }
                    cannot(source.path.display(), line, old, language, streams)?;
                }
                _ => cannot(source.path.display(), line, old, language, streams)?,
            }
        }
        if 0 < done {
            let tree = parse(0, &text);
            let laid_out = format_checked(&tree, &text, None).unwrap_or(text);
            crate::commands::fmt::write_whole(&source.path, &laid_out)?;
        }
        Ok(self.0.len() - done)
    }
}

fn cannot(
    path: std::path::Display<'_>,
    line: usize,
    old: &str,
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let words = pick(
        language,
        "没有写入: 各版本结果不同,或无法写成期望",
        "left as it is: it differs between versions, or can't be written as an expectation",
    );
    writeln!(streams.err, "{path}:{line}: {old}: {words}")
}
