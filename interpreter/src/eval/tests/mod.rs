//! Tests of evaluation on models built by hand.

mod build;
mod calls;
mod dates;
mod facts;
mod known;
mod lists;
mod random;
mod show;
mod sound;
mod values;
