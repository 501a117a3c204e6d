//! What is printed, and how.

mod conditions;
pub mod diagnostics;
pub mod explanation;
pub mod pages;
pub mod paint;
pub mod progress;
