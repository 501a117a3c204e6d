//! From syntax tree to model to outcome: names, types, checks, evaluation, explanation.
//! It reads no files, knows no clock, and computes exactly.

pub mod diagnostic;
pub mod eval;
pub mod messages;
pub mod model;
pub mod number;
pub mod shapes;
pub mod value;
