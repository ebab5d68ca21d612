//! A file is read in another encoding than the one that was detected.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use encoding_rs::{Encoding, KOI8_R, WINDOWS_1251};
use support::Home;

const TEXT: &str = "Панама подписала соглашение о мигрантах. Это сообщили в четверг.";

fn misread(as_: &'static Encoding) -> String {
    let (bytes, _, _) = WINDOWS_1251.encode(TEXT);
    let (text, _) = as_.decode_without_bom_handling(&bytes);
    text.split_whitespace()
        .take(3)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn another_encoding_is_taken_back_and_kept_over_a_restart() {
    let home = Home::new();
    let (bytes, _, _) = WINDOWS_1251.encode(TEXT);
    home.write("news.txt", &bytes);
    let misread = misread(KOI8_R);
    let mut terminal = home.terminal(["news.txt"]).start();
    terminal.wait_for_words("Панама подписала");
    terminal.type_keys(":encoding<CR>");
    terminal.wait_for_words("Encoding, now windows-1251");
    terminal.type_keys("KOI8-R<CR>");
    terminal.wait_for_words(&misread);
    terminal.type_keys("u");
    terminal.wait_for_words("Панама подписала соглашение");
    terminal.type_keys("U");
    terminal.wait_for_words(&misread);
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let mut terminal = home.terminal(["news.txt"]).start();
    terminal.wait_for_words(&misread);
}
