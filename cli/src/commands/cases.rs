//! `jifen cases`: applicants to a file of cases.

use super::policies::{loaded, only_policy, refuse_policy};
use super::{language, pick};
use crate::args::Cases;
use crate::fact_files::{Problem, whole};
use crate::{Streams, exit};
use jifen_grammar::format::FormatError;
use jifen_verify::Import;
use std::io;
use std::path::Path;

/// Runs it.
pub(crate) fn run(args: &Cases, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(folders) = loaded(&args.policy, args.lang, streams)? else { return Ok(exit::USAGE) };
    let Some((folder, policy)) = only_policy(&folders, args.lang, streams)? else { return Ok(exit::USAGE) };
    let language = language(args.lang, folder.language(), streams);
    if policy.broken {
        return refuse_policy(folder, language, streams);
    }
    let mut code = exit::DONE;
    let mut import = match Import::new(policy, args.version.as_deref(), language) {
        Ok(import) => import,
        Err(problem) => {
            Problem::of(&problem, language).print("--version", language, streams.err)?;
            return Ok(exit::USAGE);
        }
    };
    for path in &args.facts {
        let name = path.display().to_string();
        let bytes = match whole(path, streams) {
            Ok(bytes) => bytes,
            Err(problem) => {
                Problem::unreadable(&problem, language).print(&name, language, streams.err)?;
                code = exit::USAGE;
                continue;
            }
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let problems = match is_table(path, &bytes) {
            true => import.table(&stem, &bytes),
            false => import.json(&stem, &bytes),
        };
        for problem in problems {
            Problem::of(&problem, language).print(&name, language, streams.err)?;
            code = exit::USAGE;
        }
    }
    match import.file() {
        Ok(text) => streams.out.write_all(text.as_bytes())?,
        Err(FormatError::Syntax(_) | FormatError::Changed(_) | FormatError::Unstable(_)) => {
            let words = pick(language, "写不出这些案例", "these cases can't be written");
            writeln!(streams.err, "{words}")?;
            code = exit::USAGE;
        }
    }
    Ok(code)
}

/// Whether a file is a table: by its name, else by how it begins.
fn is_table(path: &Path, bytes: &[u8]) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("csv" | "tsv") => true,
        Some("json" | "ndjson" | "jsonl") => false,
        _ => {
            let text = jifen_interpreter::facts::unmarked(bytes).trim_ascii_start();
            !text.is_empty() && !text.starts_with(b"{") && !text.starts_with(b"[")
        }
    }
}
