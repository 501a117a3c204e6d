//! Random applicants for any model, and random policies: what the evaluators are compared on.
//!
//! - [`Random`]: numbers that look random, the same for the same seed
//! - [`Constants`]: the numbers, dates and lengths of time that a model's rules mention
//! - [`complete`]: complete and valid facts, near the edges of the rules
//! - [`removed`]: the same with some of them left out
//! - [`filled`]: incomplete facts with what is missing drawn anew
//! - [`policy`]: small policies as text, valid by construction

mod constants;
mod facts;
mod fill;
mod list;
mod moments;
mod number;
pub mod policy;
mod random;
mod remove;
mod scalar;

pub use constants::Constants;
pub use facts::complete;
pub use fill::filled;
pub use random::Random;
pub use remove::removed;
