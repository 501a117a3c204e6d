//! The command line.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jifen_grammar::keywords::Language;
use jifen_interpreter::number::Fraction;
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
    /// Run the cases beside policies
    Test(Test),
    /// Write cases from applicants: JSON, or a table
    Cases(Cases),
    /// Show what one version changes in another, for rules and for applicants
    Diff(Diff),
    /// Rewrite stored facts under another version's keys
    Migrate(Migrate),
    /// Print the JSON Schema of the facts that a policy reads
    Schema(Schema),
    /// Show a policy's versions in the order of time
    Versions(Versions),
    /// Print a version in full, with all amendments made
    Show(Show),
    /// Print the amendment that turns one version into another
    Derive(Derive),
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

/// A number of points.
fn points(text: &str) -> Result<Fraction, String> {
    let points = Fraction::parse(text).filter(|n| Fraction::ZERO <= *n);
    points.ok_or_else(|| "points are a number such as 30 or 7.5".to_owned())
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
    /// Look at the points too, and count warnings as problems
    #[arg(long)]
    pub strict: bool,
    /// With --strict: see what is out of date on this day (default: today)
    #[arg(long, value_name = "DATE", value_parser = day, requires = "strict")]
    pub on: Option<NaiveDate>,
    /// With --strict: so many points are too many for one day, one month, one yuan more (default: half of the standard)
    #[arg(long, value_name = "POINTS", value_parser = points, requires = "strict")]
    pub cliff: Option<Fraction>,
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

/// `jifen test`
#[derive(Debug, Args)]
pub struct Test {
    /// A policy's folder, a folder of policies, a folder or file of cases
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Only cases whose block, label, text or file has this in it
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// One JSON object a line and case, for other programs
    #[arg(long)]
    pub json: bool,
    /// Write the results for a build server too, in JUnit's XML
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    /// Write what came out into the files of cases, in place of what was expected
    #[arg(long)]
    pub accept: bool,
    /// Take the mark `unreviewed` (`未核`) off the cases that pass
    #[arg(long, conflicts_with_all = ["accept", "mutate", "json"])]
    pub approve: bool,
    /// Say which rows, cells, conditions, caps and outcomes the cases come by
    #[arg(long)]
    pub coverage: bool,
    /// Make small changes of the policy, and list those that no case notices
    #[arg(long, conflicts_with = "accept")]
    pub mutate: bool,
    /// Write cases for what the cases do not notice yet: both sides of each boundary (by default
    /// `cases/generated.rules`; `-`: on standard output)
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true,
        conflicts_with_all = ["accept", "approve", "mutate", "coverage", "threshold", "html", "junit", "json", "filter"])]
    pub generate: Option<Option<PathBuf>>,
    /// Keep what --mutate found in this file, and go on from there when it was stopped
    #[arg(long, value_name = "FILE", requires = "mutate")]
    pub resume: Option<PathBuf>,
    /// Exit with 1 where the coverage is less than so many percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub threshold: Option<u8>,
    /// Write the policy's text, coloured by its coverage, as a page that stands by itself
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Language of the messages (default: the cases')
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen cases`
#[derive(Debug, Args)]
pub struct Cases {
    /// A policy's file or folder
    pub policy: PathBuf,
    /// Applicants: JSON, NDJSON or CSV files, or `-` for standard input
    #[arg(required = true)]
    pub facts: Vec<PathBuf>,
    /// Under this version, instead of the one that the filing date picks
    #[arg(long, value_name = "ID")]
    pub version: Option<String>,
    /// Language of the cases and messages (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The policy: a file, its folder
    pub policy: PathBuf,
    /// The older version: `2018`, `2018@2020-07-01` (with the parameters of that day), `@2020-07-01` (in force then)
    pub a: String,
    /// The newer version, written likewise
    pub b: String,
    /// Assess these applicants under both versions: who gains, who loses, who crosses the standard
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    /// For tools: one JSON object; with --facts, one a line and applicant
    #[arg(long)]
    pub json: bool,
    /// The texts side by side too
    #[arg(long)]
    pub text: bool,
    /// Write a page that stands by itself
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Exit with 1 if anything changed
    #[arg(long)]
    pub exit_code: bool,
    /// Language of the comparison (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen migrate`
#[derive(Debug, Args)]
pub struct Migrate {
    /// The policy: a file, its folder
    pub policy: PathBuf,
    /// Facts: JSON files, NDJSON files, or `-` for standard input; the result goes to standard output
    #[arg(required = true)]
    pub facts: Vec<PathBuf>,
    /// The version whose keys the facts have
    #[arg(long, value_name = "A")]
    pub from: String,
    /// The version whose keys they shall have
    #[arg(long, value_name = "B")]
    pub to: String,
    /// Language of the messages (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// A policy's file or folder
    pub policy: PathBuf,
    /// The version (default: the file's own, or the last that is no draft)
    #[arg(long, value_name = "ID")]
    pub version: Option<String>,
    /// Language of the descriptions (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen versions`
#[derive(Debug, Args)]
pub struct Versions {
    /// The policy: a file, its folder
    pub policy: PathBuf,
    /// One JSON object for tools
    #[arg(long)]
    pub json: bool,
    /// Language (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen show`
#[derive(Debug, Args)]
pub struct Show {
    /// The policy: a file, its folder
    pub policy: PathBuf,
    /// The version (default: the file's own, or the last that is no draft)
    #[arg(long, value_name = "ID")]
    pub version: Option<String>,
    /// Write the keywords in this language
    #[arg(long)]
    pub keywords: Option<Lang>,
    /// Language of the messages (default: the policy's)
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// `jifen derive`
#[derive(Debug, Args)]
pub struct Derive {
    /// The file of the older version; of an amendment, the text that it makes
    pub old: PathBuf,
    /// The file of the newer version
    pub new: PathBuf,
    /// Language of the messages (default: the newer version's)
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
