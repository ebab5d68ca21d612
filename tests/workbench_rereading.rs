//! A file is read in another way: in another encoding than the one that was detected, or all of a web
//! page instead of its article.
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

/// A page with a menu, an article and a footer.
fn page() -> String {
    let told = "The harbour council closed the old ferry on Monday, and its forty workers were told by \
                letter. A new ferry is to sail in spring, the council said, at twice the price.";
    let paragraphs = format!("<p>{told}</p>").repeat(4);
    format!(
        "<!DOCTYPE html><html><head><title>Ferry closed</title></head><body>\
         <nav><a href=/>Front page</a> <a href=/w>Weather map</a></nav>\
         <article><h1>Ferry closed</h1>{paragraphs}</article>\
         <footer>Imprint of the Harbour Gazette</footer></body></html>"
    )
}

#[test]
fn the_whole_page_is_shown_taken_back_and_kept_over_a_restart() {
    let home = Home::new();
    home.write("ferry.html", page());
    let mut terminal = home.terminal(["ferry.html"]).start();
    terminal.wait_for_words("The harbour council closed");
    assert!(!terminal.screen().contains("Weather map"));
    terminal.type_keys(":whole-page<CR>");
    terminal.wait_for_words("Weather map");
    terminal.wait_for_words("This is the whole page; u takes it back");
    terminal.type_keys("u");
    terminal.wait_for("the article alone", |screen| {
        screen.contains("The harbour council closed") && !screen.contains("Weather map")
    });
    terminal.type_keys("U");
    terminal.wait_for_words("Weather map");
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let mut terminal = home.terminal(["ferry.html"]).start();
    terminal.wait_for_words("Weather map");
    terminal.type_keys(":whole-page<CR>");
    terminal.wait_for_words("This is the article alone; u takes it back");
    terminal.wait_for("no menu", |screen| !screen.contains("Weather map"));
}

#[test]
fn what_is_marked_in_the_article_stays_marked_in_the_whole_page() {
    let home = Home::new();
    home.write("ferry.html", page());
    let arguments = ["ferry.html", "--session", "ferry.ron"];
    let mut terminal = home.terminal(arguments).start();
    terminal.wait_for_words("The harbour council closed");
    terminal.type_keys("})Vc");
    terminal.wait_for("a claim, saved", |screen| {
        screen.contains("1 claim") && screen.row(0).contains("saved")
    });
    terminal.type_keys(":whole-page<CR>");
    // The same words stand there several times: the analyst decides which.
    terminal.wait_for("the review", |screen| {
        screen.contains("moved") || screen.contains("several")
    });
    terminal.type_keys("T");
    terminal.wait_for_words("Weather map");
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let verified = home.command(["verify", "ferry.ron"]).run();
    assert_eq!(verified.code, Some(0), "{}", verified.stdout);
}

#[test]
fn a_text_that_is_no_page_has_nothing_more() {
    let home = Home::new();
    home.write("news.txt", TEXT);
    let mut terminal = home.terminal(["news.txt"]).start();
    terminal.wait_for_words("Панама подписала");
    terminal.type_keys(":whole-page<CR>");
    terminal.wait_for_words("This is no web page");
}
