//! What is printed, and how.

pub mod applicants;
pub mod changes;
mod conditions;
pub mod diagnostics;
pub mod explanation;
pub mod page;
pub mod pages;
pub mod paint;
pub mod progress;
pub mod texts;
