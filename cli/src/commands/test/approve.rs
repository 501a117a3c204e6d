//! Taking the mark `未核` off the cases that pass, on purpose.

use crate::Streams;
use crate::commands::fmt::write_laid_out;
use crate::commands::pick;
use crate::load::Folder;
use crate::render::{cases::written, flat};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Kind, Span};
use jifen_verify::Run;
use std::io;

/// The cases of a file whose mark is to be taken off, in the order of the text.
#[derive(Default)]
pub(super) struct Approved(Vec<Case>);

struct Case {
    whole: Span,
    marks: Vec<Span>,
    /// How often it ran.
    runs: usize,
}

impl Approved {
    /// Adds a case, if it is marked and passed under each version that it ran under.
    pub fn add(&mut self, runs: &[Run<'_, '_>]) {
        let Some(case) = runs.first().map(|run| run.case) else { return };
        if !case.reviewed && runs.iter().all(Run::passed) {
            let marks = case.node.all(Kind::kw_unreviewed).map(|mark| mark.span).collect();
            self.0.push(Case { whole: case.node.span, marks, runs: runs.len() });
        }
    }

    /// Takes the marks off a file, which is laid out anew, and prints each case. Returns how often those ran.
    pub fn write(
        &self,
        folder: &Folder,
        file: usize,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> io::Result<usize> {
        let Some(source) = folder.sources.get(file).filter(|_| !self.0.is_empty()) else { return Ok(0) };
        let mut text = source.text.clone();
        let marks = self.0.iter().flat_map(|case| &case.marks);
        marks.rev().for_each(|mark| text.replace_range(mark.range(), ""));
        write_laid_out(&source.path, &text)?;
        for case in &self.0 {
            let (line, _) = source.line(case.whole.start as usize);
            let words = pick(language, "去掉 `未核`", "no longer `unreviewed`");
            writeln!(streams.out, "{}:{line}: {words}: {}", source.path.display(), flat(written(source, case.whole)))?;
        }
        Ok(self.0.iter().map(|case| case.runs).sum())
    }
}
