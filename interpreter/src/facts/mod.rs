//! An applicant's facts: from a file's bytes to values checked against a version's types and domains, and back
//! to words and JSON; and the JSON Schema that other tools check them with.
//!
//! The way in: [`documents()`] (or [`line()`] for each line of a large file), then [`Document::read`].

mod calendar;
mod decimal;
mod documents;
mod domain;
mod encoding;
mod error;
mod hints;
mod json;
pub(crate) mod nearest;
mod place;
mod read;
mod scalar;
mod schema;
mod show;
mod syntax;
mod unknown;
mod words;
mod write;

pub use calendar::{month, month_of, show_month};
pub use documents::{Document, Layout, Source, documents, layout, line, lines};
pub use domain::{Limits, bound_text, limits};
pub use encoding::{place_at, text, unmarked};
pub use error::{FactError, Place};
pub use json::Json;
pub use nearest::nearest;
pub use place::{push_index, push_key};
pub use read::read;
pub use scalar::scalar;
pub use schema::schema;
pub use show::{rule_error, show, show_exactly, unit, value_of};
pub use unknown::{DEEPEST_RECORDS, unknown};
pub use write::to_json;
