//! Is the policy right? Cases: applicants with what is expected of them, run against versions.
//! It reads no files, knows no clock, and computes exactly.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)]

mod applicant;
mod expected;
mod given;
mod names;
mod suite;

pub use applicant::{Applicant, Files};
pub use suite::{Case, Suite, files, suites};
