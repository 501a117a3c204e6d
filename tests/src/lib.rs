//! What the test suite shares: running the command, running the examples of a page, the independent oracles.

pub mod command;
pub mod shanghai;
pub mod spec;
