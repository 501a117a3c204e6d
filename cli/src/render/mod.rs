//! What is printed, and how.

pub mod diagnostics;
pub mod explanation;
pub mod pages;
pub mod paint;
