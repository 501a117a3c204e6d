//! The texts of two versions side by side, declaration by declaration, in the one canonical layout.

use crate::Streams;
use crate::commands::pick;
use crate::render::paint::Paint;
use jifen_grammar::format::format;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Node};
use jifen_interpreter::diff::lines::{Line, Row, side_by_side};
use jifen_interpreter::diff::{Diff, Side};
use std::io;
use unicode_width::UnicodeWidthChar;

/// Unchanged lines that are shown around changed ones.
const AROUND: usize = 2;

/// The width of one column of the terminal.
const COLUMN: usize = 56;

/// A declaration on both sides.
pub struct Section {
    /// Its first line, as a heading.
    pub heading: String,
    /// Its lines.
    pub rows: Vec<Row>,
}

/// The declarations that read otherwise, in the newer text's order; gone ones where they stood.
pub fn sections(a: &Side<'_>, b: &Side<'_>, diff: &Diff, language: Language) -> Vec<Section> {
    let (old, new) = (declarations(a), declarations(b));
    let twin = |node: &Node| {
        let key = identity(node, diff, true);
        old.iter().position(|o| o.kind_is(node) && identity(o.0, diff, false) == key)
    };
    let twins: Vec<Option<usize>> = new.iter().map(|n| twin(n.0)).collect();
    let mut sections = Vec::new();
    let mut shown = 0;
    let text = |node: &Node| {
        format(
            &File { declarations: vec![node.clone()], ending: Vec::new(), errors: Vec::new(), language },
            Some(language),
        )
    };
    let mut add = |before: String, after: String| {
        let rows = side_by_side(before.trim_end(), after.trim_end());
        if rows.iter().any(|r| !r.same) {
            let lines = if after.is_empty() { &before } else { &after };
            let heading = lines.lines().find(|l| !l.starts_with('#') && !l.is_empty()).unwrap_or("");
            sections.push(Section { heading: heading.trim_end_matches([' ', '{']).to_owned(), rows });
        }
    };
    for (node, twin) in new.iter().zip(&twins) {
        if let Some(at) = twin {
            // What is gone stands in front of what followed it.
            for (i, gone) in old.iter().enumerate().take(*at).skip(shown) {
                if !twins.contains(&Some(i)) {
                    add(text(gone.0), String::new());
                }
            }
            shown = shown.max(at + 1);
        }
        add(twin.and_then(|at| old.get(at)).map_or(String::new(), |o| text(o.0)), text(node.0));
    }
    for (i, gone) in old.iter().enumerate().skip(shown) {
        if !twins.contains(&Some(i)) {
            add(text(gone.0), String::new());
        }
    }
    sections
}

/// A declaration of a version's own file.
struct Declared<'a>(&'a Node);

impl Declared<'_> {
    fn kind_is(&self, node: &Node) -> bool {
        self.0.kind == node.kind
    }
}

fn declarations<'a>(side: &Side<'a>) -> Vec<Declared<'a>> {
    let file = side.files.get(side.version.policy.span.file as usize);
    file.into_iter().flat_map(|f| f.declarations.iter().map(Declared)).collect()
}

/// What a declaration is known by on both sides: the older version's key.
fn identity(node: &Node, diff: &Diff, newer: bool) -> String {
    let unnamed = matches!(node.kind, Kind::policy | Kind::conventions | Kind::facts);
    let key = match node.key() {
        Some(key) if !unnamed => key.text.to_string(),
        _ => return String::new(),
    };
    let renamed = |d: &&jifen_interpreter::diff::Difference| newer && d.key == key && d.old_key.is_some();
    let found = diff.things.iter().find(renamed);
    found.and_then(|d| d.old_key.clone()).unwrap_or(key)
}

/// Rows with few unchanged ones around the changed: `None` stands for what is left out.
pub fn shortened(rows: &[Row]) -> Vec<Option<&Row>> {
    let near = |i: usize| rows.iter().skip(i.saturating_sub(AROUND)).take(2 * AROUND + 1).any(|r| !r.same);
    let mut out: Vec<Option<&Row>> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        if near(i) {
            out.push(Some(row));
        } else if !matches!(out.last(), Some(None)) {
            out.push(None);
        }
    }
    out
}

/// Prints them in two columns.
pub fn print(sections: &[Section], language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    let paint = Paint(streams.surroundings.terminal);
    writeln!(streams.out, "\n{}", paint.bold(pick(language, "条文对照", "the texts side by side")))?;
    for section in sections {
        writeln!(streams.out, "\n{}", paint.bold(&section.heading))?;
        for row in shortened(&section.rows) {
            let Some(row) = row else {
                writeln!(streams.out, "  {}", paint.dim("⋯"))?;
                continue;
            };
            let (left, right) = (folded(row.old.as_ref(), paint, true), folded(row.new.as_ref(), paint, false));
            for i in 0..left.len().max(right.len()) {
                let blank = (String::new(), 0);
                let (old, width) = left.get(i).unwrap_or(&blank);
                let (new, _) = right.get(i).unwrap_or(&blank);
                let sign = match (row.same, i) {
                    (true, _) => " ",
                    (false, 0) => "│",
                    (false, _) => "┆",
                };
                let line = format!("{old}{:pad$} {sign} {new}", "", pad = COLUMN.saturating_sub(*width));
                writeln!(streams.out, "{}", line.trim_end())?;
            }
        }
    }
    Ok(())
}

/// A line folded to the column's width; on a plain terminal, what changed stands in brackets.
fn folded(line: Option<&Line>, paint: Paint, old: bool) -> Vec<(String, usize)> {
    let Some(line) = line else { return Vec::new() };
    let mut out = Vec::new();
    let (mut text, mut width) = (String::new(), 0);
    let whole = line.pieces.iter().all(|p| p.changed);
    for piece in &line.pieces {
        let mut run = String::new();
        let mark = |run: &str| match piece.changed {
            false => run.to_owned(),
            true if old => paint.red(run),
            true => paint.green(run),
        };
        let brackets = piece.changed && !whole && !paint.0;
        let marked = if brackets { format!("[{}]", piece.text) } else { piece.text.clone() };
        for c in marked.chars() {
            let wide = c.width().unwrap_or(0);
            if COLUMN < width + wide {
                text.push_str(&mark(&std::mem::take(&mut run)));
                out.push((std::mem::take(&mut text), width));
                width = 0;
            }
            run.push(c);
            width += wide;
        }
        text.push_str(&mark(&run));
    }
    out.push((text, width));
    out
}
