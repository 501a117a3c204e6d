//! Any bytes are read as a table and as JSON of applicants, and cases are written from them.
#![no_main]

use jifen_tests::fuzz_bodies;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz_bodies::applicants(bytes, true);
    fuzz_bodies::applicants(bytes, false);
});
