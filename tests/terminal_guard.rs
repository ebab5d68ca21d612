//! The terminal is given back whatever happens to the program, and any size is survived.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod support;

use std::path::PathBuf;

use crosscheck::tui::runtime::crash;
use crosscheck::tui::runtime::terminal::{Mouse, Screen};
use support::Home;

const NOTES: &str = "CROSSCHECK_TEST_NOTES";

#[test]
#[ignore = "it fails on purpose; the next test runs it in a terminal"]
fn fails_while_drawing() {
    let notes = std::env::var_os(NOTES).map(PathBuf::from);
    crash::note_in(notes.expect("the next test names a folder"));
    let mut screen = Screen::enter(Mouse::Heard).expect("this runs in a terminal");
    screen
        .draw(|frame| frame.render_widget("drawn", frame.area()))
        .expect("the terminal can be drawn on");
    panic!("it broke on purpose");
}

#[test]
fn a_failure_gives_the_terminal_back_and_leaves_a_note() {
    let home = Home::new();
    let notes = home.path().join("notes");
    let this = std::env::current_exe().expect("this test has a file");
    let this = this.to_str().expect("its path is UTF-8");
    let arguments = ["--ignored", "--exact", "fails_while_drawing", "--nocapture"];
    let mut terminal = home
        .terminal_of(this, arguments)
        .env(NOTES, &notes)
        .size(200, 40)
        .start();
    assert!(!terminal.wait_for_exit().success());
    let drawn = terminal.bytes();
    assert!(String::from_utf8_lossy(&drawn).contains("drawn"));

    let screen = terminal.screen();
    assert!(!screen.is_alternate() && !screen.hears_the_mouse() && !screen.marks_pasted_text());
    assert!(screen.cursor().is_some(), "the cursor is shown again");
    assert!(screen.contains("Your work is kept"), "{screen}");
    let (path, note) = home
        .files()
        .into_iter()
        .find(|(path, _)| path.starts_with(&notes))
        .expect("there is a note");
    let name = path.file_name().expect("a note has a name").to_str();
    let told = screen.text().replace('\n', "");
    assert!(told.contains(name.expect("its name is UTF-8")), "{screen}");
    assert!(String::from_utf8_lossy(&note).contains("it broke on purpose"));
}

#[test]
fn a_terminal_without_any_cell_is_survived() {
    let home = Home::new();
    let mut terminal = home.terminal(["demo"]).start();
    terminal.wait_for_words("9 claims");
    terminal.resize(0, 0);
    terminal.type_keys("]p=<Esc>?<Esc>");
    terminal.resize(100, 30);
    terminal.wait_for("a whole screen again", |screen| {
        screen.contains("9 claims") && screen.row(-1).contains("READ")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
}
