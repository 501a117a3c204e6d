//! Is the policy right? Cases: applicants with what is expected of them, run against versions.
//! It reads no files, knows no clock, and computes exactly.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)]

mod applicant;
mod came;
mod check;
mod compare;
mod coverage;
mod expected;
mod findings;
mod generate;
mod given;
mod import;
mod judge;
mod mutants;
mod names;
mod run;
mod suite;
mod unreachable;
mod write;

pub use applicant::{Applicant, Files};
pub use check::{check, is_cases, read};
pub use coverage::{Coverage, Point, What};
pub use expected::{Expectation, Side, Subject, Wanted};
pub use findings::{Options, examples, findings};
pub use generate::{Generator, Hunt, Noticed, file as generated, ready};
pub use import::Import;
pub use judge::{Judge, Verdict};
pub use mutants::{Change, Mutant, more_mutants, mutants};
pub use run::{Failure, Run, Runner};
pub use suite::{Case, Given, Suite, files, given_names};
pub use unreachable::unreachable;
pub use write::{Block, Line, Writer, name};
