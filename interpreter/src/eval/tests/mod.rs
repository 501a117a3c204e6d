//! Tests of evaluation on models built by hand.

mod build;
mod known;
mod random;
mod show;
mod sound;
