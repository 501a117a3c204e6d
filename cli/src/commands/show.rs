//! `jifen show`: the consolidated text of a version.

use super::{language, pick};
use crate::args::Show;
use crate::{Streams, exit, render};
use jifen_grammar::format::format;
use jifen_grammar::tree::{File, Kind};
use jifen_interpreter::amend::folder::{Text, texts};
use jifen_interpreter::diagnostic::Severity;
use std::io;

/// Runs it. A version whose text can be made is shown, whatever else is wrong in the folder.
pub(crate) fn run(args: &Show, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(folders) = super::policies::loaded(&args.policy, args.lang, streams)? else { return Ok(exit::USAGE) };
    let [folder] = folders.as_slice() else {
        super::policies::only_policy(&folders, args.lang, streams)?;
        return Ok(exit::USAGE);
    };
    let language = language(args.lang, folder.language(), streams);
    let trees: Vec<&File> = folder.sources.iter().map(|s| &s.tree).collect();
    let all = texts(&trees, &mut Vec::new()).versions;
    let last = folder.policies.iter().flat_map(|p| &p.policy.versions).rfind(|v| !v.draft);
    let asked = |t: &&Text| match (&args.version, folder.asked) {
        (Some(id), _) => version(t) == Some(id),
        (None, Some(file)) => t.file as usize == file,
        (None, None) => last.is_some_and(|v| v.policy.span.file == t.file),
    };
    let Some(text) = all.iter().find(asked) else {
        let ids: Vec<&str> = all.iter().filter_map(|t| version(t)).collect();
        let words = pick(language, "没有版本 {}(现有:{})", "there is no version {} (there are: {})");
        let asked = args.version.clone().unwrap_or_default();
        writeln!(streams.err, "{}", words.replacen("{}", &asked, 1).replacen("{}", &ids.join(", "), 1))?;
        return Ok(exit::USAGE);
    };
    if !text.sound {
        let errors = folder.diagnostics.iter().filter(|d| d.severity() == Severity::Error).cloned();
        render::diagnostics::print_to_err(folder, &errors.collect::<Vec<_>>(), language, streams)?;
        return Ok(exit::PROBLEMS);
    }
    write!(streams.out, "{}", format(&text.text.tree, args.keywords.map(Into::into)))?;
    Ok(exit::DONE)
}

fn version(text: &Text) -> Option<&str> {
    let head = text.text.tree.declarations.iter().find(|d| d.kind == Kind::policy)?;
    Some(&head.get(Kind::id)?.text)
}
