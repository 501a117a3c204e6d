//! Text to syntax tree to text: the grammar of `.rules` files, its keywords in two languages, and the formatter.
//! It knows no meaning and reads no files.

pub mod error;
pub mod keywords;
mod rules;
pub mod tree;
