//! Any bytes are read as facts of the Shanghai policy and, where they are in order, assessed.
#![no_main]

use jifen_tests::fuzz_bodies;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| fuzz_bodies::facts(bytes));
