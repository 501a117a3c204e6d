//! `jifen explain`: an error's page.

use super::{language, pick};
use crate::args::Explain;
use crate::{Streams, exit};
use jifen_interpreter::diagnostic::Code;
use std::io;

/// Runs it.
pub(crate) fn run(args: &Explain, streams: &mut Streams<'_>) -> io::Result<u8> {
    let language = language(args.lang, None, streams);
    let Some(asked) = &args.code else {
        for code in Code::ALL {
            writeln!(streams.out, "{}  {}", code.id(), bare(code.message(language)))?;
        }
        return Ok(exit::DONE);
    };
    let asked = asked.to_uppercase();
    let Some(code) = Code::ALL.iter().find(|c| c.id() == asked) else {
        let words = pick(
            language,
            "没有代码 {};“jifen explain”列出全部代码",
            "there is no code {}; `jifen explain` lists them all",
        );
        writeln!(streams.err, "{}", words.replace("{}", &asked))?;
        return Ok(exit::USAGE);
    };
    let page = crate::render::pages::page(code.id()).unwrap_or_default();
    if page.is_empty() {
        writeln!(streams.out, "{}  {}", code.id(), bare(code.message(language)))?;
    } else {
        writeln!(streams.out, "{}", page.trim_end())?;
    }
    Ok(exit::DONE)
}

/// A message's template with `…` where its values stand.
fn bare(template: &str) -> String {
    (0..10).fold(template.to_owned(), |text, i| text.replace(&format!("{{{i}}}"), "…")).replace("……", "…")
}
