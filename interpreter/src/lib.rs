//! From syntax tree to model to outcome: names, types, checks, evaluation, explanation.
//! It reads no files, knows no clock, and computes exactly.

pub mod amend;
pub mod applies;
pub mod articles;
pub mod assess;
pub mod bodies;
pub mod checks;
mod codes;
pub mod conditions;
pub mod derive;
pub mod diagnostic;
pub mod diff;
pub mod eval;
pub mod facts;
pub mod groups;
pub mod lower;
pub mod messages;
pub mod model;
pub mod modifiers;
pub mod names;
pub mod number;
pub mod outcomes;
pub mod policy;
pub mod registry;
pub mod report;
pub mod shapes;
pub mod timeline;
pub mod trace;
pub mod value;
