//! The pest parser.
#![allow(missing_docs)]
use pest_derive::Parser;
#[derive(Parser)]
#[grammar = "keywords.pest"]
#[grammar = "rules.pest"]
#[grammar = "amendments.pest"]
#[grammar = "cases.pest"]
pub struct Rules;
