//! Tests of evaluation on models built by hand.

mod build;
mod calls;
mod complete;
mod covers;
mod dates;
mod facts;
mod known;
mod lists;
mod model;
mod show;
mod sound;
mod stream;
mod values;
mod writer;
