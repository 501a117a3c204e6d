//! What cases came by, on the terminal, for tools, and as the policy's text in colours.

use super::diagnostics;
use super::page::escape;
use super::paint::Paint;
use crate::Streams;
use crate::commands::pick;
use crate::load::{Folder, Source};
use jifen_grammar::keywords::Language;
use jifen_interpreter::eval::covered::Side;
use jifen_interpreter::policy::Loaded;
use jifen_verify::{Coverage, Point, What};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io;

/// Prints how much was come by, kind by kind, and what was not.
pub fn print(
    folder: &Folder,
    policy: &Loaded,
    coverage: &Coverage,
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let paint = Paint(streams.surroundings.terminal);
    let (covered, all) = coverage.count(coverage.points.iter());
    let versions = coverage.versions.join(pick(language, "、", ", "));
    let head = match language {
        Language::Zh => format!("{} 版本 {versions}: 覆盖 {}", policy.key, percent(covered, all)),
        Language::En => format!("{}, versions {versions}: coverage {}", policy.key, percent(covered, all)),
    };
    writeln!(streams.out, "{}", paint.bold(&head))?;
    let mut kinds = Vec::new();
    for what in [What::Row, What::Cell, What::Condition, What::Limit, What::Gate, What::Member, What::Outcome] {
        let (covered, all) = coverage.count(coverage.points.iter().filter(|p| p.what == what));
        if 0 < all {
            kinds.push(format!("{} {covered}/{all}", kind(what, language)));
        }
    }
    writeln!(streams.out, "  {}", kinds.join(pick(language, ",", ", ")))?;
    for point in &coverage.points {
        let missing = coverage.missing(point);
        if missing.is_empty() {
            continue;
        }
        let words: Vec<&str> = missing.iter().map(|side| never(point.what, *side, language)).collect();
        let place = diagnostics::file_and_line(folder, point.span);
        let written = excerpt(folder, point);
        writeln!(
            streams.out,
            "  {} {} {}  {}  {}",
            paint.yellow("○"),
            address(point),
            words.join(pick(language, "、", ", ")),
            written,
            paint.dim(&place)
        )?;
    }
    let unreachable =
        coverage.points.iter().flat_map(|p| coverage.out_of_reach(p).into_iter().map(move |out| (p, out)));
    for (point, (side, why)) in unreachable {
        let what = cannot(point.what, side, language);
        let place = diagnostics::file_and_line(folder, point.span);
        let (address, written) = (address(point), excerpt(folder, point));
        writeln!(streams.out, "  − {address} {what}  {written}  {}  {why}", paint.dim(&place))?;
    }
    writeln!(streams.out)
}

/// `年龄(2)`.
fn address(point: &Point) -> String {
    match &point.label {
        Some(label) => format!("{}({label})", point.rule),
        None => point.rule.clone(),
    }
}

fn excerpt(folder: &Folder, point: &Point) -> String {
    let text = folder.sources.get(point.span.file as usize).and_then(|s| s.text.get(point.span.range()));
    super::short(text.unwrap_or(""), 48)
}

fn kind(what: What, language: Language) -> &'static str {
    let (zh, en) = match what {
        What::Row => ("行", "rows"),
        What::Cell => ("表格", "cells"),
        What::Condition => ("条件", "conditions"),
        What::Limit => ("上下限", "caps and floors"),
        What::Gate => ("起算年限", "gates"),
        What::Member => ("择一的成员", "members of which one counts"),
        What::Outcome => ("结论", "outcomes"),
    };
    pick(language, zh, en)
}

/// What never happened.
fn never(what: What, side: Side, language: Language) -> &'static str {
    let (zh, en) = match (what, side) {
        (What::Limit, Side::Yes) => ("从未起作用", "never binds"),
        (What::Limit, _) => ("每次都起作用", "always binds"),
        (What::Gate, Side::Yes) => ("从未达到", "is never reached"),
        (What::Gate, _) => ("从未不足", "is always reached"),
        (What::Row | What::Condition, Side::Yes) => ("从未成立", "never holds"),
        (What::Row | What::Condition, _) => ("从未不成立", "always holds"),
        _ => ("从未用到", "is never the one"),
    };
    pick(language, zh, en)
}

/// What can't happen.
fn cannot(what: What, side: Side, language: Language) -> &'static str {
    let (zh, en) = match (what, side) {
        (What::Limit, Side::Yes) => ("不可能起作用", "can't bind"),
        (What::Limit, _) => ("不可能不起作用", "can't but bind"),
        (What::Gate, Side::Yes) => ("不可能达到", "can't be reached"),
        (What::Gate, _) => ("不可能不足", "can't but be reached"),
        (_, Side::Yes) => ("不可能成立", "can't hold"),
        (_, Side::No) => ("不可能不成立", "can't but hold"),
        _ => ("不可能用到", "can't be the one"),
    };
    pick(language, zh, en)
}

/// A share as a percentage, cut to one decimal.
fn percent(covered: usize, all: usize) -> String {
    let tenths = (covered * 1000).checked_div(all).unwrap_or(1000);
    format!("{}.{}% ({covered}/{all})", tenths / 10, tenths % 10)
}

/// For tools.
pub fn json(folder: &Folder, policy: &Loaded, coverage: &Coverage) -> Value {
    let (covered, all) = coverage.count(coverage.points.iter());
    let mut articles: BTreeMap<&str, Vec<&Point>> = BTreeMap::new();
    for point in &coverage.points {
        for cite in &point.cites {
            articles.entry(cite).or_default().push(point);
        }
    }
    let articles: Vec<Value> = articles
        .iter()
        .map(|(article, points)| {
            let (covered, all) = coverage.count(points.iter().copied());
            json!({"article": article, "covered": covered, "sides": all})
        })
        .collect();
    let missing: Vec<Value> = coverage
        .points
        .iter()
        .filter_map(|point| {
            let missing = coverage.missing(point);
            (!missing.is_empty()).then(|| {
                json!({
                    "what": point.what.key(), "rule": point.key, "name": point.rule, "label": point.label,
                    "missing": missing, "cite": point.cites, "place": diagnostics::place(folder, point.span),
                })
            })
        })
        .collect();
    let unreachable: Vec<Value> = coverage
        .points
        .iter()
        .flat_map(|point| coverage.out_of_reach(point).into_iter().map(move |out| (point, out)))
        .map(|(point, (side, why))| {
            json!({
                "what": point.what.key(), "rule": point.key, "name": point.rule, "label": point.label,
                "side": side, "why": why, "cite": point.cites, "place": diagnostics::place(folder, point.span),
            })
        })
        .collect();
    json!({"coverage": {
        "policy": policy.key, "versions": coverage.versions, "covered": covered, "sides": all, "articles": articles,
        "missing": missing, "unreachable": unreachable,
    }})
}

/// The policy's texts, each line in the colour of what was come by in it.
pub fn page(folder: &Folder, policy: &Loaded, coverage: &Coverage, language: Language) -> String {
    let (covered, all) = coverage.count(coverage.points.iter());
    let mut out = format!("<h1>{} <small>{}</small></h1>\n", escape(&policy.key), percent(covered, all));
    let files: BTreeSet<u32> = coverage.points.iter().map(|p| p.span.file).collect();
    for file in files {
        let Some(source) = folder.sources.get(file as usize) else { continue };
        let own: Vec<&Point> = coverage.points.iter().filter(|p| p.span.file == file).collect();
        let (covered, all) = coverage.count(own.iter().copied());
        let name = source.path.display().to_string();
        let _ = writeln!(out, "<h2>{} <small>{}</small></h2>\n<pre>", escape(&name), percent(covered, all));
        lines(source, &own, coverage, language, &mut out);
        out.push_str("</pre>\n");
    }
    out
}

fn lines(source: &Source, points: &[&Point], coverage: &Coverage, language: Language, out: &mut String) {
    let mut by_line: BTreeMap<usize, Vec<&Point>> = BTreeMap::new();
    for point in points {
        by_line.entry(source.line(point.span.start as usize).0).or_default().push(point);
    }
    for (number, line) in (1..).zip(source.text.lines()) {
        let here = by_line.get(&number).map(Vec::as_slice).unwrap_or_default();
        let (covered, all) = coverage.count(here.iter().copied());
        let beyond = || here.iter().flat_map(|point| coverage.out_of_reach(point).into_iter().map(move |o| (point, o)));
        let class = match (covered, all) {
            (covered, all) if covered == all && beyond().next().is_some() => "off",
            (_, 0) => "none",
            (0, _) => "no",
            (covered, all) if covered < all => "part",
            _ => "yes",
        };
        let mut words = Vec::new();
        for point in here {
            for side in coverage.missing(point) {
                words.push(format!("{} {}", address(point), never(point.what, side, language)));
            }
        }
        words.extend(
            beyond().map(|(p, (side, why))| format!("{} {}:{why}", address(p), cannot(p.what, side, language))),
        );
        let title = if words.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(&words.join("\n"))) };
        // Each is a block: a line's end between them would be an empty line
        let _ = write!(out, "<span class=\"{class}\"{title}><i>{number}</i>{}</span>", escape(line));
    }
}

/// A page that stands by itself, of the texts of several policies.
pub fn whole(pages: &[String], language: Language) -> String {
    let (lang, title) = match language {
        Language::Zh => ("zh", "覆盖情况"),
        Language::En => ("en", "Coverage"),
    };
    let legend = match language {
        Language::Zh => {
            [("yes", "全部用到"), ("part", "只用到一侧或一部分"), ("no", "从未用到"), ("off", "其余不可能用到")]
        }
        Language::En => [
            ("yes", "all come by"),
            ("part", "one side, or a part"),
            ("no", "never come by"),
            ("off", "the rest can't be come by"),
        ],
    };
    let legend: Vec<String> = legend.iter().map(|(c, words)| format!("<span class=\"{c}\">{words}</span>")).collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         <p class=\"legend\">{}</p>\n{}</html>\n",
        legend.join(" "),
        pages.join("\n")
    )
}

const STYLE: &str = "body { font: 15px/1.6 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
pre { font: 13px/1.5 ui-monospace, 'Noto Sans Mono CJK SC', monospace; white-space: pre-wrap; }
pre span { display: block; padding-left: 3.5em; text-indent: -3.5em; }
pre i { display: inline-block; width: 3em; margin-right: .5em; text-indent: 0; color: #888; font-style: normal; text-align: right; user-select: none; }
.yes { background: #d9f2dd; } .part { background: #fff1c2; } .no { background: #f9d3d0; } .off { background: #e4e4e4; }
.legend span { display: inline-block; padding: 0 .6em; } small { font-weight: normal; color: #666; }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #ddd; } .yes { background: #1f3d26; } .part { background: #4a3f14; } .no { background: #4d2320; } .off { background: #3a3a3a; } }
";
