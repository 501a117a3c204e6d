//! What the test suite shares: running the command, running the examples of a page, the independent oracles.

pub mod agreement;
pub mod beijing;
pub mod command;
pub mod edits;
pub mod fuzz_bodies;
pub mod generate;
pub mod reference;
pub mod shanghai;
pub mod spec;
