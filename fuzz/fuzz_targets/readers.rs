//! Every reader of the program's own on any bytes: `cargo +nightly fuzz run readers`.
#![no_main]

use crosscheck::source::{Asked, Format, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, Vec<u8>)| {
    let (which, bytes) = input;
    // PDF is read by others' code, in a process of its own.
    let ours: Vec<Format> = Format::ALL
        .into_iter()
        .filter(|format| *format != Format::Pdf)
        .collect();
    let format = ours[usize::from(which) % ours.len()];
    let _ = extract(format, bytes, &Asked::default());
});
