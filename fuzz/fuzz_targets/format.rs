//! A text without errors is laid out to the same tree, once and for all, in both languages and back.
#![no_main]

use jifen_tests::fuzz_bodies;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| fuzz_bodies::format(text));
