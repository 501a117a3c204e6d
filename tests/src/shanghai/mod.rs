//! The four Shanghai measures, that of 2018 (沪府发〔2017〕98号) first of all, written by hand.
//!
//! An independent answer to compare the language's answer with: plain typed
//! facts, plain Rust rules, and nothing shared with the crates under test.
//! It is also the limit that the speed of the evaluators is measured against,
//! so [`assess`] allocates nothing.
//!
//! - `applicant`: the typed facts of one applicant
//! - `facts` and `fields`: from JSON to those facts, complete facts only
//! - `rules`: one function for each indicator, and the total and outcome
//! - `months`: what the rules want to know of the contributions, in one pass
//! - `calendar`, `wage`, `decimal`: full years, the reference wage, exact numbers
//! - `assessment`: the answer
//! - [`generate`]: random applicants that favour the edges of the rules

mod applicant;
mod assessment;
mod calendar;
mod decimal;
mod facts;
mod fields;
pub mod generate;
mod months;
mod rules;
mod wage;

pub use applicant::{
    Applicant, Award, Company, Contribution, Education, Level, Penalty, PenaltyKind, Qualification, Share, Spouse,
};
pub use assessment::{Assessment, Indicator, Outcome, Score};
pub use calendar::{Month, full_years, month_of, month_text};
pub use facts::from_json;
pub use fields::FactError;
pub use rules::{Edition, assess, assess_under};
pub use wage::reference_wage;
