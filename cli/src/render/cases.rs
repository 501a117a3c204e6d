//! What cases came to, on the terminal and for tools.

use super::diagnostics;
use super::explanation;
use super::flat;
use super::paint::Paint;
use crate::Streams;
use crate::commands::pick;
use crate::load::{Folder, Source};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_verify::{Case, Failure, Run, Suite, Wanted};
use serde_json::{Value, json};
use std::io;

/// A case as one names it: `边界 (2) 张某,出生日期 1957-03-01`.
pub fn title(suite: &Suite<'_>, case: &Case<'_>, source: &Source) -> String {
    let name = match case.label {
        Some(label) => format!("({label})"),
        None => format!("#{}", case.number),
    };
    format!("{} {name} {}", suite.name, who(case, source))
}

/// Whom a case is about, as written on its line.
fn who(case: &Case<'_>, source: &Source) -> String {
    let text = written(source, case.node.span);
    let text = text.split_once("=>").map_or(text, |(who, _)| who).trim();
    let text = case.label.and_then(|_| text.split_once([')', ')'])).map_or(text, |(_, who)| who.trim());
    flat(text)
}

/// The text at a place.
pub fn written(source: &Source, span: Span) -> &str {
    source.text.get(span.range()).unwrap_or("")
}

/// Prints a case that did not pass.
pub fn print(
    folder: &Folder,
    suite: &Suite<'_>,
    run: &Run<'_, '_>,
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let Some(source) = folder.sources.get(run.case.node.span.file as usize) else { return Ok(()) };
    let paint = Paint(streams.surroundings.terminal);
    let version = run.version.as_ref().map_or(String::new(), |v| format!(" [{v}]"));
    let place = diagnostics::file_and_line(folder, run.case.node.span);
    let title = format!("{}{version}", title(suite, run.case, source));
    writeln!(streams.out, "{} {}  {}", paint.red("✗"), paint.bold(&title), paint.dim(&place))?;
    for failure in &run.failures {
        one(folder, source, failure, language, paint, streams)?;
        if let Some(report) = run.report.as_ref().filter(|_| !failure.shown.is_empty() && explains(failure)) {
            explanation::print_rule(report, &failure.key, language, streams)?;
        }
    }
    if !run.differs.is_empty() {
        let base = run.case.base.unwrap_or("");
        let all: Vec<String> = run.differs.iter().map(|(name, was, is)| format!("{name} {was} → {is}")).collect();
        let lead = match language {
            Language::Zh => format!("与 {base} 相比: "),
            Language::En => format!("against {base}: "),
        };
        writeln!(streams.out, "  {}{}", paint.dim(&lead), all.join(pick(language, ";", "; ")))?;
    }
    if !run.problems.is_empty() {
        return diagnostics::print_some(folder, &run.problems, language, streams);
    }
    writeln!(streams.out)
}

/// Whether the reasons of one assessment say why it failed: not where two versions are compared.
fn explains(failure: &Failure) -> bool {
    !matches!(failure.expected.wanted, Wanted::ChangedBy(..) | Wanted::UnchangedBy(..) | Wanted::Error(_))
}

fn one(
    folder: &Folder,
    source: &Source,
    failure: &Failure,
    language: Language,
    paint: Paint,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let expected = written(source, failure.expected.span);
    let expected = flat(expected);
    let got = if failure.shown.is_empty() { pick(language, "别的", "something else") } else { &failure.shown };
    let words = match language {
        Language::Zh => format!("应为 {expected},实为 {}", paint.red(got)),
        Language::En => format!("expected {expected}, got {}", paint.red(got)),
    };
    let rule = failure.rule.map_or(String::new(), |span| format!("  {}", diagnostics::file_and_line(folder, span)));
    writeln!(streams.out, "  {words}{}", paint.dim(&rule))
}

/// A case under one version, for tools.
pub fn json(folder: &Folder, suite: &Suite<'_>, run: &Run<'_, '_>, language: Language) -> Value {
    let source = folder.sources.get(run.case.node.span.file as usize);
    let text = |span: Span| source.map_or("", |s| written(s, span));
    let failures: Vec<Value> = run
        .failures
        .iter()
        .map(|f| {
            json!({
                "of": f.key, "name": f.expected.name, "expected": text(f.expected.value), "got": f.got,
                "shown": f.shown, "rule": f.rule.map(|span| diagnostics::place(folder, span)),
            })
        })
        .collect();
    let problems: Vec<Value> = run.problems.iter().map(|d| diagnostics::one(folder, d, language)).collect();
    let place = diagnostics::place(folder, run.case.node.span);
    let differs: Vec<Value> =
        run.differs.iter().map(|(name, was, is)| json!({"name": name, "base": was, "case": is})).collect();
    json!({
        "file": place["file"], "line": place["line"], "cases": suite.key, "label": run.case.label,
        "number": run.case.number, "case": source.map(|s| who(run.case, s)), "version": run.version,
        "passed": run.passed(), "reviewed": run.case.reviewed, "failures": failures, "problems": problems, "differs": differs,
    })
}
