//! Writing what came out into the cases, on purpose.

use crate::Streams;
use crate::commands::fmt::write_laid_out;
use crate::commands::pick;
use crate::load::Folder;
use crate::render::cases::written;
use jifen_grammar::keywords::Language;
use jifen_grammar::parse;
use jifen_grammar::tree::Span;
use jifen_verify::Run;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What is to be written instead of what was expected, by place; empty where that can't be written.
#[derive(Default)]
pub(super) struct Changes(BTreeMap<Span, BTreeSet<String>>);

impl Changes {
    /// Adds what a case came to under each of its versions. What one of them gives as expected is not written over.
    pub fn add(&mut self, runs: &[Run<'_, '_>]) {
        for failure in runs.iter().flat_map(|run| &run.failures) {
            let place = failure.expected.value;
            let instead = |run: &Run<'_, '_>| {
                let same = run.failures.iter().find(|f| f.expected.value == place);
                same.and_then(|f| f.instead.clone()).unwrap_or_default()
            };
            self.0.entry(place).or_default().extend(runs.iter().map(instead));
        }
    }

    /// The places of all.
    pub fn places(&self) -> BTreeSet<Span> {
        self.0.keys().copied().collect()
    }

    /// Writes them into a file of cases, which is laid out anew. What can't be written is told and left; returns
    /// where those stand.
    pub fn write(
        &self,
        folder: &Folder,
        file: usize,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> io::Result<BTreeSet<Span>> {
        let mut left = self.places();
        let Some(source) = folder.sources.get(file) else { return Ok(left) };
        let wanted =
            |values: &BTreeSet<String>| values.first().filter(|new| values.len() == 1 && !new.is_empty()).cloned();
        let mut text = source.text.clone();
        for (span, new) in self.0.iter().rev().filter_map(|(span, values)| Some((span, wanted(values)?))) {
            text.replace_range(span.range(), &new);
        }
        // Mostly all can be written at once; else each is tried by itself
        let together = parse(0, &text).errors.is_empty();
        if !together {
            text.clone_from(&source.text);
        }
        for (span, values) in self.0.iter().rev() {
            let (line, _) = source.line(span.start as usize);
            let old = written(source, *span);
            let new = wanted(values).filter(|new| together || replaced(&mut text, *span, new));
            let Some(new) = new else {
                cannot(source.path.display(), line, old, language, streams)?;
                continue;
            };
            left.remove(span);
            writeln!(streams.out, "{}:{line}: {old} → {new}", source.path.display())?;
        }
        if left.len() < self.0.len() {
            write_laid_out(&source.path, &text)?;
        }
        Ok(left)
    }
}

/// Replaces a part of a text, unless what comes of it can't be read.
fn replaced(text: &mut String, span: Span, new: &str) -> bool {
    let mut changed = text.clone();
    changed.replace_range(span.range(), new);
    let reads = parse(0, &changed).errors.is_empty();
    if reads {
        *text = changed;
    }
    reads
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
