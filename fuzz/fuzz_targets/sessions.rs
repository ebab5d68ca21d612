//! The parser of session files on any bytes: `cargo +nightly fuzz run sessions`. What it takes is
//! written again and must read back as the same work.
#![no_main]

use crosscheck::store::{format, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(session) = read(bytes, &|_| None) else {
        return;
    };
    let Ok(written) = format::write(&session.work, &session.view, &session.texts) else {
        return;
    };
    let again = read(written.as_bytes(), &|_| None).expect("what was written can be read");
    assert_eq!(again.work, session.work);
});
