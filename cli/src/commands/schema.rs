//! `jifen schema`: the JSON Schema of a version's facts.

use super::policies::{loaded, only_policy, refuse_policy};
use super::{language, pick};
use crate::args::Schema;
use crate::{Streams, exit};
use jifen_interpreter::facts;
use jifen_interpreter::model::Version;
use std::io;

/// Runs it.
pub(crate) fn run(args: &Schema, streams: &mut Streams<'_>) -> io::Result<u8> {
    let Some(folders) = loaded(&args.policy, args.lang, streams)? else { return Ok(exit::USAGE) };
    let Some(folder) = only_policy(&folders, args.lang, streams)? else { return Ok(exit::USAGE) };
    let language = language(args.lang, folder.0.language(), streams);
    if folder.1.broken {
        return refuse_policy(folder.0, language, streams);
    }
    let versions = &folder.1.policy.versions;
    let found = match &args.version {
        Some(id) => versions.iter().find(|v| v.id == *id),
        None => {
            let asked = |v: &&Version| folder.0.asked == Some(v.policy.span.file as usize);
            versions.iter().find(asked).or(versions.iter().rfind(|v| !v.draft)).or(versions.last())
        }
    };
    let Some(version) = found else {
        let asked = args.version.clone().unwrap_or_default();
        let ids: Vec<&str> = versions.iter().map(|v| v.id.as_str()).collect();
        let words = pick(language, "没有版本 {}(现有:{})", "there is no version {} (there are: {})");
        writeln!(streams.err, "{}", words.replacen("{}", &asked, 1).replacen("{}", &ids.join(", "), 1))?;
        return Ok(exit::USAGE);
    };
    let schema = facts::schema(version, &folder.1.keys_elsewhere(version), language);
    writeln!(streams.out, "{schema:#}")?;
    Ok(exit::DONE)
}
