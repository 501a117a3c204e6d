//! Diagnostics on the terminal, as a compiler shows them, and as JSON.

use crate::Streams;
use crate::load::{Folder, Source};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::diagnostic::{Diagnostic, Severity};
use serde_json::{Value, json};
use std::io;
use std::ops::Range;

/// How much of a very long line is shown on each side of the place.
const AROUND: usize = 200;

/// Prints a folder's diagnostics.
pub fn print(folder: &Folder, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    print_some(folder, &folder.diagnostics, language, streams)
}

/// Prints some diagnostics of a folder.
pub fn print_some(
    folder: &Folder,
    diagnostics: &[Diagnostic],
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let renderer = renderer(streams);
    for diagnostic in diagnostics {
        writeln!(streams.out, "{}\n", renderer.render(&[group(folder, diagnostic, language)]))?;
    }
    Ok(())
}

/// Prints some diagnostics of a folder where errors go.
pub fn print_to_err(
    folder: &Folder,
    diagnostics: &[Diagnostic],
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let renderer = renderer(streams);
    for diagnostic in diagnostics {
        writeln!(streams.err, "{}\n", renderer.render(&[group(folder, diagnostic, language)]))?;
    }
    Ok(())
}

fn renderer(streams: &Streams<'_>) -> Renderer {
    if streams.surroundings.terminal { Renderer::styled() } else { Renderer::plain() }
}

fn group<'a>(folder: &'a Folder, diagnostic: &Diagnostic, language: Language) -> Group<'a> {
    let zh = language == Language::Zh;
    let level = match (diagnostic.severity(), zh) {
        (Severity::Error, true) => Level::ERROR.with_name("错误"),
        (Severity::Error, false) => Level::ERROR,
        (Severity::Warning, true) => Level::WARNING.with_name("提示"),
        (Severity::Warning, false) => Level::WARNING,
    };
    let mut group = level.primary_title(diagnostic.message(language)).id(diagnostic.code.id()).elements(snippet(
        folder,
        diagnostic.span,
        None,
    ));
    for (span, words) in &diagnostic.related {
        let words = if zh { words.zh.clone() } else { words.en.clone() };
        group = group.elements(snippet(folder, *span, Some(words)));
    }
    if let Some(example) = &diagnostic.example {
        let note = if zh { Level::NOTE.with_name("例如") } else { Level::NOTE.with_name("for example") };
        group = group.element(note.message(example.words.say(language).to_owned()));
    }
    let hint = diagnostic.hint(language);
    if !hint.is_empty() {
        let help = if zh { Level::HELP.with_name("怎么办") } else { Level::HELP };
        group = group.element(help.message(hint));
    }
    group
}

fn snippet(
    folder: &Folder,
    span: Span,
    label: Option<String>,
) -> Option<Snippet<'_, annotate_snippets::Annotation<'_>>> {
    let source = folder.sources.get(span.file as usize)?;
    let (line, lines, inner) = excerpt(source, span);
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let mark = kind.span(inner).label(label);
    let path = source.path.display().to_string();
    Some(Snippet::source(lines).line_start(line).path(path).annotation(mark))
}

/// The lines of a place (of several lines the first), the number of the first, and the place inside them.
fn excerpt(source: &Source, span: Span) -> (usize, &str, Range<usize>) {
    let text = &source.text;
    let start = floor(text, span.start as usize);
    let end = floor(text, (span.end as usize).max(start));
    let (line, whole) = source.line(start);
    let end = end.min(whole.end);
    let shown_start = floor(text, whole.start.max(start.saturating_sub(AROUND)));
    let shown_end = floor(text, whole.end.min(end.min(start + AROUND) + AROUND));
    let shown = text.get(shown_start..shown_end).unwrap_or("").trim_end_matches('\r');
    let inner = (start - shown_start).min(shown.len())..(end.min(shown_end) - shown_start).min(shown.len());
    (line, shown, inner)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A folder's diagnostics as JSON objects; lines and columns count from 1, columns in characters.
pub fn json(folder: &Folder, language: Language) -> Vec<Value> {
    folder.diagnostics.iter().map(|d| one(folder, d, language)).collect()
}

/// A diagnostic as a JSON object.
pub fn one(folder: &Folder, diagnostic: &Diagnostic, language: Language) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|(span, words)| {
            let mut place = place(folder, *span);
            place["message"] = json!(if language == Language::Zh { &words.zh } else { &words.en });
            place
        })
        .collect();
    let mut value = json!({
        "code": diagnostic.code.id(),
        "severity": match diagnostic.severity() { Severity::Error => "error", Severity::Warning => "warning" },
        "message": diagnostic.message(language),
        "hint": diagnostic.hint(language),
        "page": format!("docs/errors/{}.md", diagnostic.code.id()),
    });
    if let (Some(value), Value::Object(place)) = (value.as_object_mut(), place(folder, diagnostic.span)) {
        value.extend(place);
        value.insert("related".to_owned(), json!(related));
        if let Some(example) = &diagnostic.example {
            let facts = serde_json::from_str(&example.facts).unwrap_or(Value::Null);
            value.insert("example".to_owned(), json!(example.words.say(language)));
            value.insert("witness".to_owned(), facts);
            value.insert("version".to_owned(), json!(example.version));
        }
    }
    value
}

/// Where a span is, for tools: file, lines, columns, bytes.
pub fn place(folder: &Folder, span: Span) -> Value {
    let Some(source) = folder.sources.get(span.file as usize) else { return json!({}) };
    let (line, column) = line_column(source, span.start as usize);
    let (end_line, end_column) = line_column(source, span.end as usize);
    json!({
        "file": source.path.display().to_string(), "line": line, "column": column,
        "end_line": end_line, "end_column": end_column, "start": span.start, "end": span.end,
    })
}

/// `2018.rules:131`: where a span begins, for people.
pub fn file_and_line(folder: &Folder, span: Span) -> String {
    let Some(source) = folder.sources.get(span.file as usize) else { return String::new() };
    format!("{}:{}", source.path.display(), line_column(source, span.start as usize).0)
}

/// Line and column in characters, both from 1.
fn line_column(source: &Source, at: usize) -> (usize, usize) {
    let at = floor(&source.text, at);
    let (line, whole) = source.line(at);
    (line, source.text[whole.start..at].chars().count() + 1)
}
