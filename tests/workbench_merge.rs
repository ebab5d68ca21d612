//! Two analysts' work on one session, merged, and what the merge left to decide.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use std::fs;
use std::path::Path;

use support::Home;

/// Gives the first claim of a session other words and quits.
fn reword(home: &Home, session: &Path, words: &str) {
    let mut terminal = home.terminal([session]).start();
    terminal.wait_for_words("9 claims");
    terminal.type_keys(" cggt<C-u>");
    terminal.type_keys(words);
    terminal.type_keys("<CR>");
    terminal.wait_for("the claim, saved", |screen| {
        screen.contains(words) && screen.row(0).contains("saved")
    });
    terminal.type_keys("<Esc>q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn two_versions_of_a_claim_are_decided_in_the_workbench() {
    let home = Home::new();
    let base = home.copy_sample();
    let copy = |name: &str| {
        let path = base.with_file_name(name);
        fs::copy(&base, &path).expect("the session can be copied");
        path
    };
    let (ours, theirs) = (copy("ours.ron"), copy("theirs.ron"));
    reword(&home, &ours, "One version");
    reword(&home, &theirs, "Another version");
    let merged = base.with_file_name("merged.ron");
    let run = home
        .command([
            "merge".as_ref(),
            "--base".as_ref(),
            base.as_os_str(),
            ours.as_os_str(),
            theirs.as_os_str(),
            "-o".as_ref(),
            merged.as_os_str(),
        ])
        .run();
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let mut terminal = home.terminal([&merged]).start();
    terminal.wait_for("what is to be decided", |screen| {
        screen.row(0).contains("1 to decide") && screen.row(-1).contains("one thing to decide")
    });
    terminal.type_keys("<CR>");
    terminal.wait_for("both versions", |screen| {
        screen.contains("Two versions of claim")
            && screen.contains("One version")
            && screen.contains("Another version")
    });
    terminal.type_keys("b");
    terminal.wait_for_words("Only one of these two can stand");
    terminal.type_keys("t");
    terminal.wait_for("their version", |screen| {
        screen.row(-1).contains("their version stands") && !screen.row(0).contains("to decide")
    });
    terminal.type_keys("u");
    terminal.wait_for("the question again", |screen| {
        screen.row(0).contains("1 to decide")
    });
}

#[test]
fn the_history_shows_all_of_a_step_and_is_retraced() {
    let home = Home::new();
    let mut terminal = home.terminal(["demo"]).start();
    terminal.wait_for_words("9 claims");
    terminal.type_keys("Vcm1 h");
    terminal.wait_for_words("41 steps");
    terminal.type_keys("gg<CR>");
    terminal.wait_for("from what to what", |screen| {
        screen.contains("Step 41 of 41")
            && screen.contains("verdict “")
            && screen.contains("(was none)")
            && screen.contains("hash ")
    });
    terminal.type_keys("<CR>");
    terminal.wait_for("its claim", |screen| screen.row(-1).contains("CLAIM"));
    terminal.type_keys("<Esc>:verify<CR>");
    terminal.wait_for_words("The history holds: 41 steps");
}
