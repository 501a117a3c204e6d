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
    let surroundings = jifen::Surroundings { terminal, watched, zh };
    let mut out = std::io::BufWriter::new(stdout().lock());
    ExitCode::from(jifen::run(std::env::args_os(), surroundings, &mut stdin().lock(), &mut out, &mut stderr()))
}
