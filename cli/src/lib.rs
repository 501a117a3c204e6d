//! The `jifen` command as a library: arguments and streams in, text and an exit code out.

mod args;
mod cases;
mod commands;
mod exit;
mod fact_files;
mod load;
mod render;
mod usage;

use args::{Arguments, Command};
use clap::{CommandFactory, FromArgMatches};
use jifen_grammar::keywords::Language;
use std::ffi::OsString;
use std::io::{self, Read, Write};

pub use load::{Folder, LoadError, Source, load};

/// What the command knows of where it runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// Standard output is a terminal: colours.
    pub terminal: bool,
    /// Somebody watches standard error while standard output goes elsewhere: progress is shown.
    pub watched: bool,
    /// The user's language is Chinese.
    pub zh: bool,
    /// The day of the run; unknown in tests.
    pub today: Option<chrono::NaiveDate>,
}

/// The streams of one run.
pub(crate) struct Streams<'a> {
    pub input: Box<dyn Read + 'a>,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
    pub surroundings: Surroundings,
}

/// The arguments; else what to print, and whether it is an error.
fn parsed(args: &[OsString], surroundings: Surroundings) -> Result<Arguments, (String, bool)> {
    let asked = args.iter().position(|a| a == "--lang").and_then(|at| args.get(at + 1));
    let asked = asked.cloned().or(args.iter().find_map(|a| a.to_str()?.strip_prefix("--lang=").map(OsString::from)));
    let zh = asked.as_ref().map_or(surroundings.zh, |lang| lang == "zh" || lang != "en" && surroundings.zh);
    let command = Arguments::command();
    let mut command = if zh { usage::in_chinese(command) } else { command };
    // `jifen help check`, where clap's own subcommand would speak English
    let mut args = args.to_vec();
    if zh && args.get(1).is_some_and(|a| a == "help") {
        args.remove(1);
        args.push(OsString::from("--help"));
    }
    let matches = command.try_get_matches_from_mut(&args);
    matches.and_then(|m| Arguments::from_arg_matches(&m)).map_err(|problem| {
        let wrong = problem.use_stderr();
        let help = problem.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        if !zh || !wrong || help {
            let words = problem.render().to_string();
            return (if zh { usage::without_english(&words) } else { words }, wrong);
        }
        // The subcommand that was meant, whose usage is shown
        let names: Vec<_> = args.iter().skip(1).filter_map(|a| a.to_str()).collect();
        let sub = command.get_subcommands_mut().find(|s| names.contains(&s.get_name()));
        let usage = match sub {
            Some(sub) => sub.render_usage(),
            None => command.render_usage(),
        };
        (usage::without_english(&usage::error_in_chinese(&problem, &usage.to_string())), wrong)
    })
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
    let args: Vec<OsString> = args.into_iter().collect();
    let arguments = match parsed(&args, surroundings) {
        Ok(arguments) => arguments,
        Err((words, wrong)) => {
            if wrong {
                let _ = write!(err, "{words}");
                return exit::USAGE;
            }
            let written = write!(out, "{words}");
            return ended(written.map(|()| exit::DONE), surroundings, out, err);
        }
    };
    let mut streams = Streams { input: Box::new(input), out, err, surroundings };
    let result = match &arguments.command {
        Command::Check(args) => commands::check::run(args, &mut streams),
        Command::Fmt(args) => commands::fmt::run(args, &mut streams),
        Command::Assess(args) => commands::assess::run(args, &mut streams),
        Command::Test(args) => commands::test::run(args, &mut streams),
        Command::Cases(args) => commands::cases::run(args, &mut streams),
        Command::Diff(args) => commands::diff::run(args, &mut streams),
        Command::Migrate(args) => commands::migrate::run(args, &mut streams),
        Command::Schema(args) => commands::schema::run(args, &mut streams),
        Command::Versions(args) => commands::versions::run(args, &mut streams),
        Command::Derive(args) => commands::derive::run(args, &mut streams),
        Command::Show(args) => commands::show::run(args, &mut streams),
        Command::Explain(args) => commands::explain::run(args, &mut streams),
    };
    let Streams { out, err, .. } = streams;
    ended(result, surroundings, out, err)
}

/// The exit code, once everything is written: what a full disk swallows is an error.
fn ended(result: io::Result<u8>, surroundings: Surroundings, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let gone = |problem: &io::Error| problem.kind() == io::ErrorKind::BrokenPipe;
    let result = result.and_then(|code| match out.flush() {
        // A reader that has seen enough (`| head`) is no failure.
        Err(problem) if gone(&problem) => Ok(code),
        flushed => flushed.map(|()| code),
    });
    match result {
        Ok(code) => code,
        Err(problem) if gone(&problem) => exit::DONE,
        Err(problem) => {
            let language = if surroundings.zh { Language::Zh } else { Language::En };
            let _ = writeln!(err, "jifen: {}", render::io_words(&problem, language));
            exit::USAGE
        }
    }
}
