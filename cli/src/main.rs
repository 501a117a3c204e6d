//! The `jifen` command.

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let terminal = stdout().is_terminal();
    let zh = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        .is_some_and(|v| v.starts_with("zh"));
    let watched = !terminal && stderr().is_terminal();
    let today = today();
    let surroundings = jifen::Surroundings { terminal, watched, zh, today };
    let mut out = std::io::BufWriter::new(stdout().lock());
    ExitCode::from(jifen::run(std::env::args_os(), surroundings, &mut stdin().lock(), &mut out, &mut stderr()))
}

/// The day of the run (UTC): only what grows old is looked at by it, and only where no day is given.
#[expect(clippy::disallowed_types, reason = "the one place that asks which day it is")]
fn today() -> Option<chrono::NaiveDate> {
    let past = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    chrono::NaiveDate::from_ymd_opt(1970, 1, 1)?.checked_add_days(chrono::Days::new(past.as_secs() / 86_400))
}
