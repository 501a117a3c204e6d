//! Exit codes.

/// Done, whatever the outcome.
pub const DONE: u8 = 0;
/// Problems found in the policy, a test or a format check.
pub const PROBLEMS: u8 = 1;
/// Wrong usage or unreadable input.
pub const USAGE: u8 = 2;
