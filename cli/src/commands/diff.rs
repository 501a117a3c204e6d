//! `jifen diff`: what one version changes in another.

use super::diff_applicants::Applicants;
use super::policies::{loaded, only_policy, refuse_policy};
use super::sides::Sides;
use super::{language, pick};
use crate::args::Diff;
use crate::render::{changes, page, texts};
use crate::{Streams, exit};
use std::io;

/// Runs it.
pub(crate) fn run(args: &Diff, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(folders) = loaded(&args.policy, args.lang, streams)? else { return Ok(exit::USAGE) };
    let Some((folder, policy)) = only_policy(&folders, args.lang, streams)? else { return Ok(exit::USAGE) };
    let language = language(args.lang, folder.language(), streams);
    if policy.broken {
        return refuse_policy(folder, language, streams);
    }
    let sides = match Sides::new([&args.a, &args.b], folder, policy, language) {
        Ok(sides) => sides,
        Err(problem) => {
            writeln!(streams.err, "{problem}")?;
            return Ok(exit::USAGE);
        }
    };
    let trees = sides.trees();
    let (a, b) = sides.of(&trees);
    let found = sides.diff(&trees);
    let sections =
        if args.text || args.html.is_some() { texts::sections(&a, &b, &found, language) } else { Vec::new() };
    if let Some(file) = &args.html {
        let html = page::page(&found, &sections, b.version, language);
        if let Err(problem) = std::fs::write(file, html) {
            writeln!(streams.err, "{}: {}", file.display(), crate::render::io_words(&problem, language))?;
            return Ok(exit::USAGE);
        }
    }
    let changed = if args.exit_code && !found.is_empty() { exit::PROBLEMS } else { exit::DONE };
    if !args.facts.is_empty() {
        let mut applicants = Applicants::new(args, policy, (&a, &b), &sides.renames(), &found, language);
        args.facts.iter().try_for_each(|path| applicants.file(path, streams))?;
        let code = applicants.end(streams)?;
        return Ok(code.max(changed));
    }
    if args.json {
        let line = serde_json::to_string(&found).map_err(io::Error::other)?;
        writeln!(streams.out, "{line}")?;
    } else {
        changes::print(&found, b.version, language, streams)?;
        if args.text {
            texts::print(&sections, language, streams)?;
        }
        if let Some(file) = &args.html {
            writeln!(streams.out, "\n{}{}", pick(language, "网页写入:", "page written to "), file.display())?;
        }
    }
    Ok(changed)
}
