//! The command line.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jifen_grammar::keywords::Language;
use std::path::PathBuf;

/// Points-based policies: check them, assess applicants, explain every point.
#[derive(Debug, Parser)]
#[command(name = "jifen", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what is wrong with policies
    Check(Check),
    /// Lay out policy files canonically
    Fmt(Fmt),
    /// Assess applicants and explain every point
    Assess(Assess),
    /// Print the JSON Schema of the facts that a policy reads
    Schema(Schema),
    /// Explain an error code
    Explain(Explain),
}

/// A language to write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Zh => Language::Zh,
            Lang::En => Language::En,
        }
    }
}

/// A day as `2018-06-30`.
fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "a day is written like 2018-06-30".to_owned())
}

/// `jifen check`
#[derive(Debug, Args)]
pub struct Check {
    /// A file, a policy's folder, or a folder of policies
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Print one JSON object, for other programs
    #[arg(long)]
    pub json: bool,
    /// Language of the messages (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
    /// Warnings count as problems too
    #[arg(long)]
    pub strict: bool,
}

/// `jifen fmt`
#[derive(Debug, Args)]
pub struct Fmt {
    /// Files or folders; `-` reads standard input and writes to standard output
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Change nothing; exit with 1 if a file isn't laid out canonically
    #[arg(long)]
    pub check: bool,
    /// Rewrite the keywords in this language
    #[arg(long)]
    pub keywords: Option<Lang>,
}

/// `jifen assess`
#[derive(Debug, Args)]
pub struct Assess {
    /// A policy's file or folder, or a folder of policies
    pub policy: PathBuf,
    /// Facts of applicants: JSON files, NDJSON files, or `-` for standard input
    #[arg(required = true)]
    pub facts: Vec<PathBuf>,
    /// Use the version in force on this day instead of the filing date's
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "version")]
    pub on: Option<NaiveDate>,
    /// Use this version
    #[arg(long, value_name = "ID")]
    pub version: Option<String>,
    /// Language of the explanation (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
    /// Print one JSON object a line, for other programs
    #[arg(long)]
    pub json: bool,
    /// Only outcome and points, without reasons
    #[arg(long)]
    pub brief: bool,
}

/// `jifen schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// A policy's file or folder
    pub policy: PathBuf,
    /// The version (default: the last)
    #[arg(long, value_name = "ID")]
    pub version: Option<String>,
    /// Language of the descriptions (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// A code such as E0201; none lists them all
    pub code: Option<String>,
    /// Language of the page
    #[arg(long)]
    pub lang: Option<Lang>,
}
