//! What the first line says of saving, and what is there after a failure.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use std::fs;

use support::Home;

#[test]
fn a_save_that_fails_is_told_and_made_up_for_when_the_trouble_is_gone() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("9 claims");
    // Nothing can be written where a folder stands, not even by root.
    let journal = session.with_extension("ron.journal");
    fs::create_dir(&journal).expect("there is no journal yet");
    terminal.type_keys("Vc");
    terminal.wait_for("why it is not saved", |screen| {
        screen.row(0).contains("not saved: ") && screen.contains("10 claims")
    });
    terminal.type_keys(" s");
    terminal.wait_for_words("Not saved, and tried again: ");
    // The work is kept in memory, and goes on.
    terminal.type_keys("jjVc");
    terminal.wait_for_words("11 claims");
    assert!(terminal.screen().row(0).contains("not saved: "));
    fs::remove_dir(&journal).expect("the folder is empty");
    terminal.wait_for("that all is saved", |screen| {
        let row = screen.row(0);
        row.contains("saved") && !row.contains("not saved")
    });
    terminal.kill();
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("11 claims");
}

/// Puts a session in the place of another, as a program does that knows nothing of locks.
fn change_outside(session: &std::path::Path) {
    let written = fs::read_to_string(session).expect("the session can be read");
    let changed = written.replacen("statement: \"", "statement: \"As it is said: ", 1);
    assert_ne!(changed, written);
    fs::write(session, changed).expect("the session can be written");
}

#[test]
fn a_session_file_that_was_changed_outside_is_merged_and_not_overwritten() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("9 claims");
    change_outside(&session);
    terminal.type_keys("Vc");
    terminal.wait_for_words("Another program changed the session file");
    terminal.type_keys("<CR>m");
    terminal.wait_for("both, and that they were merged", |screen| {
        screen.contains("10 claims") && screen.contains("merged in")
    });
    terminal.type_keys("<Esc> c");
    terminal.wait_for_words("As it is said: ");
    terminal.type_keys("<Esc>Vc");
    terminal.wait_for_words("11 claims");
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let written = fs::read_to_string(&session).expect("the session can be read");
    assert!(written.contains("As it is said: ") && written.contains("claims: 11"));
}

#[test]
fn beside_a_session_file_that_was_changed_outside_the_work_goes_on_in_a_new_one() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("9 claims");
    change_outside(&session);
    let outside = fs::read(&session).expect("the session can be read");
    terminal.type_keys("Vc");
    terminal.wait_for_words("Another program changed the session file");
    terminal.type_keys("<CR>b");
    terminal.wait_for("the same work", |screen| {
        screen.contains("10 claims") && !screen.row(0).contains("not saved")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(fs::read(&session).expect("the session is there"), outside);
    let mine = session.with_file_name("panama-memorandum-mine.ron");
    let mine = fs::read_to_string(mine).expect("the new session is there");
    assert!(mine.contains("claims: 10") && !mine.contains("As it is said: "));
}
