//! `jifen versions`: the timeline of a policy.

use super::{language, pick};
use crate::args::Versions;
use crate::load::Folder;
use crate::{Streams, exit, render};
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::timeline::{End, end, not_held};
use serde_json::{Value, json};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Runs it. The versions are shown whatever is wrong with them; exit code 1 where something is.
pub(crate) fn run(args: &Versions, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(folders) = super::policies::loaded(&args.policy, args.lang, streams)? else { return Ok(exit::USAGE) };
    let Some((folder, policy)) = super::policies::only_policy(&folders, args.lang, streams)? else {
        return Ok(exit::USAGE);
    };
    let language = language(args.lang, folder.language(), streams);
    if args.json {
        writeln!(streams.out, "{}", timeline(folder, policy))?;
    } else {
        print(policy, language, streams)?;
    }
    let errors: Vec<_> = folder.diagnostics.iter().filter(|d| d.severity() == Severity::Error).cloned().collect();
    render::diagnostics::print_to_err(folder, &errors, language, streams)?;
    Ok(if errors.is_empty() { exit::DONE } else { exit::PROBLEMS })
}

fn timeline(folder: &Folder, policy: &Loaded) -> Value {
    let versions: Vec<Value> = policy
        .policy
        .versions
        .iter()
        .enumerate()
        .map(|(i, v)| {
            let ends = end(&policy.policy, i);
            let by = match &ends {
                End::Replaced(_, id) => json!(id),
                _ => Value::Null,
            };
            let file = folder.sources.get(v.policy.span.file as usize).map(|s| s.path.display().to_string());
            json!({
                "id": v.id, "title": v.policy.title, "number": v.number, "base": v.base, "draft": v.draft,
                "announced": v.announced, "in_force": v.in_force, "expires": v.expires,
                "ends": if v.draft { None } else { ends.day() }, "ended_by": by, "repeals": v.repeals, "file": file,
                "transitions": v.transitions.iter().map(|t| json!({
                    "text": t.text.en, "version": t.version, "better": t.better,
                    "ranking": t.ranking.iter().map(|r| &r.name).collect::<Vec<_>>(), "cite": t.cites,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let missing: Vec<Value> =
        not_held(&policy.policy).into_iter().map(|(id, by)| json!({"id": id, "repealed_by": by})).collect();
    json!({"policy": policy.key, "versions": versions, "not_held": missing})
}

fn print(policy: &Loaded, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    let say = |zh, en| pick(language, zh, en).to_owned();
    let versions = &policy.policy.versions;
    let name = versions.last().map_or("", |v| v.policy.name.as_str());
    writeln!(streams.out, "{name} ({})\n", policy.key)?;
    let mut rows = vec![vec![
        say("版本", "version"),
        say("公布", "announced"),
        say("施行", "in force"),
        say("有效期至", "expires"),
        say("实际终止", "ended"),
        say("文件", "instrument"),
    ]];
    for (i, version) in versions.iter().enumerate() {
        rows.push(row(policy, i, version, language));
    }
    let width = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..6).map(width).collect();
    for row in &rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(c, w)| format!("{c}{}", " ".repeat(w.saturating_sub(c.width())))).collect();
        writeln!(streams.out, "  {}", cells.join("  ").trim_end())?;
    }
    for (id, by) in not_held(&policy.policy) {
        let words = pick(
            language,
            "版本 {} 由版本 {} 废止,这里没有它的文件",
            "version {}, repealed by version {}, is not held here",
        );
        writeln!(streams.out, "  {}", words.replacen("{}", id, 1).replacen("{}", by, 1))?;
    }
    for version in versions {
        for transition in &version.transitions {
            let text = if language == Language::Zh { &transition.text.zh } else { &transition.text.en };
            writeln!(streams.out, "  {}: {text}", version.id)?;
        }
    }
    Ok(())
}

fn row(policy: &Loaded, index: usize, version: &Version, language: Language) -> Vec<String> {
    let day = |day: Option<NaiveDate>| day.map_or("—".to_owned(), |d| d.to_string());
    let ended = match end(&policy.policy, index) {
        _ if version.draft => pick(language, "草案", "draft").to_owned(),
        End::Open => "—".to_owned(),
        End::Expires(day) => day.to_string(),
        End::Replaced(day, by) => format!("{day} ({by})"),
    };
    let title = version.policy.title.clone().unwrap_or_default();
    let number = version.number.as_ref().map_or(String::new(), |n| format!(" {n}"));
    let base = version.base.as_ref().map_or(String::new(), |base| match language {
        Language::Zh => format!("(修正 {base})"),
        Language::En => format!(" (amends {base})"),
    });
    vec![
        version.id.clone(),
        day(version.announced),
        version.in_force.to_string(),
        day(version.expires),
        ended,
        format!("{title}{number}{base}"),
    ]
}
