//! What a clumsy or hostile user gives the command: it answers clearly, soon, and within bounds.

#![allow(clippy::zero_repeat_side_effects)]

#[path = "bad_input/amendments.rs"]
mod amendments;
#[path = "bad_input/arithmetic.rs"]
mod arithmetic;
#[path = "bad_input/desk.rs"]
mod desk;
#[path = "bad_input/drafters.rs"]
mod drafters;
#[path = "bad_input/facts.rs"]
mod facts;
#[path = "bad_input/files.rs"]
mod files;
#[path = "bad_input/layout.rs"]
mod layout;
#[path = "bad_input/policies.rs"]
mod policies;
#[path = "bad_input/size.rs"]
mod size;
#[path = "bad_input/tables.rs"]
mod tables;
#[path = "bad_input/usage.rs"]
mod usage;
