//! The `jifen` command.
fn main() {}
