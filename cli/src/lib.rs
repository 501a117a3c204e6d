//! The `jifen` command as a library: arguments and streams in, text and an exit code out.

mod args;
mod commands;
mod exit;
mod fact_files;
mod load;
mod render;

use args::{Arguments, Command};
use clap::Parser;
use std::ffi::OsString;
use std::io::{Read, Write};

pub use load::{Folder, LoadError, Source, load};

/// What the command knows of where it runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// Standard output is a terminal: colours.
    pub terminal: bool,
    /// The user's language is Chinese.
    pub zh: bool,
}

/// The streams of one run.
pub(crate) struct Streams<'a> {
    pub input: &'a mut dyn Read,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
    pub surroundings: Surroundings,
}

/// Runs the command. Returns the exit code: 0 done (whatever the outcome), 1 problems found in the policy, a test or a
/// format check, 2 wrong usage or unreadable input.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    surroundings: Surroundings,
    input: &mut dyn Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(problem) => {
            let code = if problem.use_stderr() { exit::USAGE } else { exit::DONE };
            let target: &mut dyn Write = if problem.use_stderr() { err } else { out };
            let _ = write!(target, "{}", problem.render());
            return code;
        }
    };
    let mut streams = Streams { input, out, err, surroundings };
    let result = match &arguments.command {
        Command::Check(args) => commands::check::run(args, &mut streams),
        Command::Fmt(args) => commands::fmt::run(args, &mut streams),
        Command::Assess(args) => commands::assess::run(args, &mut streams),
        Command::Diff(args) => commands::diff::run(args, &mut streams),
        Command::Migrate(args) => commands::migrate::run(args, &mut streams),
        Command::Schema(args) => commands::schema::run(args, &mut streams),
        Command::Versions(args) => commands::versions::run(args, &mut streams),
        Command::Derive(args) => commands::derive::run(args, &mut streams),
        Command::Show(args) => commands::show::run(args, &mut streams),
        Command::Explain(args) => commands::explain::run(args, &mut streams),
    };
    match result {
        Ok(code) => code,
        // The reader is gone; there is nobody to tell.
        Err(problem) if problem.kind() == std::io::ErrorKind::BrokenPipe => exit::DONE,
        Err(problem) => {
            let _ = writeln!(streams.err, "jifen: {problem}");
            exit::USAGE
        }
    }
}
