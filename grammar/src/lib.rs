//! Text to syntax tree to text: the grammar of `.rules` files, its keywords in two languages, and the formatter.
//! It knows no meaning and reads no files.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)]

// The generated parser names it.
extern crate alloc;

mod attach;
mod characters;
mod check;
mod continued;
mod convert;
mod diagnose;
pub mod error;
mod fold;
mod folded;
pub mod format;
mod hints;
pub mod keywords;
pub mod limits;
mod matrix;
mod near;
pub mod parse;
mod repair;
mod rules;
pub mod slices;
mod spacing;
pub mod tree;
mod words;

pub use format::{FormatError, format, format_checked};
pub use parse::{parse, parse_bytes};
