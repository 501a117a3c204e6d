//! What one file may hold, so that no text takes much time, memory or stack.

/// Bytes of a file.
pub const MAX_FILE: usize = 8 << 20;
/// Braces and parentheses inside each other.
pub const MAX_NESTING: usize = 64;
/// Characters of a name, key or number.
pub const MAX_WORD: usize = 1_000;
/// Characters of a string.
pub const MAX_STRING: usize = 20_000;
/// Parts of one expression or set.
pub const MAX_PARTS: usize = 10_000;
/// Words and signs of one clause: what has more is not read at all.
pub const MAX_CLAUSE: usize = 100_000;
/// Errors that one file reports.
pub const MAX_ERRORS: usize = 1_000;
/// Bytes of a slice that is read again behind a missing brace.
pub const MAX_REPAIRED: usize = 256 << 10;
/// Times that a slice is read again.
pub const MAX_REPAIRS: usize = 6;
