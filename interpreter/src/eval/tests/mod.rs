//! Tests of evaluation on models built by hand.

mod build;
mod known;
