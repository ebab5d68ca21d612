//! Sources that change, move and disappear while nobody looks.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use std::path::{Path, PathBuf};

use support::Home;
use support::terminal::Terminal;

const OLD: &str = "Ferry\n\nThe ferry carried 58 people. Nobody was hurt.\n";
const NEW: &str = "Ferry news\n\nThe ferry carried 50 people. Nobody was hurt.\n";

fn open(home: &Home, session: &Path) -> Terminal {
    home.terminal([session]).start()
}

fn leave(mut terminal: Terminal) {
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
}

/// A session with a claim of each sentence of a text.
fn session(home: &Home) -> PathBuf {
    home.write("ferry.txt", OLD);
    let session = home.work().join("ferry.ron");
    let mut terminal = home
        .terminal(["ferry.txt", "--session", "ferry.ron"])
        .start();
    terminal.wait_for_words("58 people");
    terminal.type_keys(")Vc)Vc");
    terminal.wait_for("two claims, saved", |screen| {
        screen.contains("2 claims") && screen.row(0).contains("saved")
    });
    leave(terminal);
    session
}

#[test]
fn what_changed_is_reviewed_taken_and_taken_back() {
    let home = Home::new();
    let session = session(&home);
    home.write("ferry.txt", NEW);
    let mut terminal = open(&home, &session);
    terminal.wait_for_words("1 passage moved, 1 figure changed. ");
    assert!(terminal.screen().contains("58 people"));
    terminal.type_keys("<CR>");
    terminal.wait_for_words("a figure changed");
    terminal.type_keys("<CR>T");
    terminal.wait_for("the new text", |screen| {
        screen.contains("50 people") && !screen.contains("58 people")
    });
    leave(terminal);
    // Everything fits the new text, and nothing is told any more.
    let verified = home.command(["verify", "ferry.ron"]).run();
    assert_eq!(verified.code, Some(0), "{}", verified.stdout);
    let mut terminal = open(&home, &session);
    terminal.wait_for_words("50 people");
    terminal.type_keys("u");
    terminal.wait_for("the text as it was first read", |screen| {
        screen.contains("58 people") && screen.contains("1 source changed")
    });
    leave(terminal);
}

#[test]
fn a_change_while_the_session_is_open_is_found_when_asked_for() {
    let home = Home::new();
    let session = session(&home);
    let mut terminal = open(&home, &session);
    terminal.wait_for_words("58 people");
    terminal.type_keys(":check-sources<CR>");
    terminal.wait_for_words("Every text is on disk as it was read");
    home.write("ferry.txt", NEW);
    terminal.type_keys(":check-sources<CR>");
    terminal.wait_for_words("1 figure changed");
    terminal.type_keys("<CR>=");
    terminal.wait_for("both texts", |screen| {
        screen.contains("A as read") && screen.contains("A on disk")
    });
}

#[test]
fn a_source_that_is_gone_is_told_and_shown_as_it_was_read() {
    let home = Home::new();
    let session = session(&home);
    std::fs::remove_file(home.work().join("ferry.txt")).expect("the text is there");
    let mut terminal = open(&home, &session);
    terminal.wait_for("the text, and that its file is gone", |screen| {
        screen.contains("58 people") && screen.row(-1).contains("no longer there")
    });
}

#[test]
fn a_source_that_was_moved_is_found_and_used_there() {
    let home = Home::new();
    let session = session(&home);
    let moved = home.write("archive/old-ferry.txt", OLD);
    std::fs::remove_file(home.work().join("ferry.txt")).expect("the text is there");
    let mut terminal = open(&home, &session);
    terminal.wait_for("the text, and that it was moved", |screen| {
        screen.contains("58 people") && screen.row(-1).contains("was moved to another place")
    });
    terminal.type_keys("<CR>");
    terminal.wait_for_words("Use it there: archive/old-ferry.txt");
    terminal.type_keys("u");
    terminal.wait_for("the new place, saved", |screen| {
        screen.row(-1).contains("is found there from now on") && screen.row(0).contains("saved")
    });
    leave(terminal);
    std::fs::remove_file(moved).expect("the text is there");
    let mut terminal = open(&home, &session);
    terminal.wait_for_words("no longer there");
}
