//! Every reader on files that are damaged at random, and on noise: it may refuse them, but neither
//! panics nor writes without bound. PDF is read by others' code, in a process of its own.
//!
//! For a long run, which needs nothing but stable Rust: `CROSSCHECK_FUZZ_CASES=100000 cargo test
//! --release --test source_mutations`; for the session parser the same with `--test store_mutations`
//! and its own cases. A case that fails is printed as small as it can be made. Coverage-guided runs
//! need a nightly compiler and cargo-fuzz: see `fuzz/fuzz_targets`.
#![allow(clippy::expect_used, clippy::panic)]

mod support;

use crosscheck::source::{Asked, Format, extract};
use proptest::prelude::*;
use support::files;

/// A small whole file of each kind that is read by a reader of ours.
fn whole() -> Vec<(Format, Vec<u8>)> {
    let body = "<w:p><w:r><w:t>It costs six million.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/>\
                </w:tc></w:tr></w:tbl>";
    let list = "<text:list><text:list-item><text:p>flights</text:p></text:list-item></text:list>";
    let page = "<html><title>A</title><article><h1>A</h1><p>It costs <b>six</b> million.<ul><li>one\
                <li>two</ul><table><tr><td>1<td>2</table><blockquote>said</blockquote></article>";
    let rtf = br"{\rtf1\ansi{\fonttbl{\f1\fcharset204 T;}}{\info{\title A}}\f1 \'cf\u8212?{\*\x y}{\footnote n}\par}";
    let mail = "From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
                --b\r\nContent-Type: text/html\r\n\r\n<p>Hi\r\n--b--\r\n";
    let subtitles = "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v A>We signed\n";
    vec![
        (
            Format::Docx,
            files::docx(body, &[], "<dc:title>A</dc:title>"),
        ),
        (Format::Odt, files::odt("", list, "<dc:title>A</dc:title>")),
        (
            Format::Epub,
            files::epub(&[("a.xhtml", "<p>It began.</p>")], ""),
        ),
        (Format::Html, page.into()),
        (Format::Rtf, rtf.to_vec()),
        (Format::Eml, mail.into()),
        (Format::Subtitles, subtitles.into()),
        (
            Format::Plain,
            "Před “six” million – ナ\u{200b}\n".repeat(9).into(),
        ),
    ]
}

/// The most text that a file may give, however it is damaged: notes and margins are ours.
fn bound(bytes: &[u8]) -> usize {
    64 * 1024 + bytes.len() * 64
}

fn reads_within_bounds(format: Format, bytes: Vec<u8>) {
    let bound = bound(&bytes);
    if let Ok(read) = extract(format, bytes, &Asked::default()) {
        assert!(read.text.len() <= bound, "{format}: {}", read.text.len());
    }
}

/// How many cases are tried.
fn cases() -> u32 {
    let asked = std::env::var("CROSSCHECK_FUZZ_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(96)
}

#[test]
fn every_reader_of_ours_is_tried() {
    let tried: Vec<Format> = whole().into_iter().map(|(format, _)| format).collect();
    for format in Format::ALL {
        assert!(tried.contains(&format) || format == Format::Pdf, "{format}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn damaged_files_are_read_or_refused(
        which in 0..8_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12),
    ) {
        let (format, mut bytes) = whole().swap_remove(which);
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => {
                    let piece: Vec<u8> = bytes[at..].iter().copied().take(40).collect();
                    bytes.splice(at..at, piece);
                }
            }
        }
        reads_within_bounds(format, bytes);
    }

    #[test]
    fn noise_is_read_or_refused(which in 0..8_usize, bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let (format, _) = whole().swap_remove(which);
        reads_within_bounds(format, bytes);
    }

    #[test]
    fn odd_characters_are_read_or_refused(which in 0..8_usize, text in "\\PC{0,80}[<>{}\\\\&;/'\"= a-z0-9:\\n\u{301}-]{0,200}") {
        let (format, _) = whole().swap_remove(which);
        reads_within_bounds(format, text.into_bytes());
    }
}
