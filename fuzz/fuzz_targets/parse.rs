//! Any bytes are read without a panic, nothing of the text is lost, and what was read is checked.
#![no_main]

use jifen_tests::fuzz_bodies;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz_bodies::parse(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        fuzz_bodies::policy(&[text], b"{}");
    }
});
