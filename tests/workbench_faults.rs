//! Terminals of any size and kind, and input that cannot be used.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use rustix::process::Signal;
use support::screen::Screen;
use support::{Home, PROGRAM};
use vt100::Color;

#[test]
fn a_storm_of_sizes_leaves_a_whole_screen() {
    let home = Home::new();
    let mut terminal = home.terminal(["demo"]).start();
    terminal.wait_for_words("4 documents");
    for step in 0..200_u16 {
        terminal.resize(1 + step * 37 % 170, 1 + step * 23 % 60);
    }
    terminal.resize(100, 30);
    terminal.wait_for("a screen of the last size", |screen| {
        screen.contains("4 documents") && screen.row(-1).contains("READ")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn one_cell_is_enough_to_go_on_afterwards() {
    let home = Home::new();
    let mut terminal = home.terminal(["demo"]).size(1, 1).start();
    terminal.wait_for("something drawn", Screen::is_alternate);
    terminal.type_keys("]p=<Esc>vc");
    terminal.resize(120, 40);
    terminal.wait_for_words("4 documents");
}

#[test]
fn without_colours_nothing_is_coloured() {
    let home = Home::new();
    let mut terminal = home.terminal(["demo"]).env("NO_COLOR", "1").start();
    let screen = terminal.wait_for_words("4 documents");
    let (columns, rows) = screen.size();
    for (column, row) in (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))) {
        let style = screen.style_at(column, row);
        assert_eq!(
            (style.foreground, style.background),
            (Color::Default, Color::Default)
        );
    }
}

#[test]
fn without_a_terminal_the_commands_that_need_none_are_named() {
    let home = Home::new();
    let output = home.command(["demo"]).run();
    assert_eq!(output.code, Some(2));
    assert_eq!(output.stdout, "");
    for command in ["parallels", "compare", "export"] {
        assert!(output.stderr.contains(command), "{}", output.stderr);
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_opened() {
    let home = Home::new();
    let good = home.write("good.txt", "Good\n\nA text that can be read.\n");
    let binary = home.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0");
    let missing = home.work().join("missing.txt");
    let mut terminal = home
        .terminal([&good, &binary, &missing])
        .size(160, 30)
        .start();
    terminal.wait_for("the good text and the name of the missing one", |screen| {
        screen.contains("A text that can be read.") && screen.contains("missing.txt")
    });
}

#[test]
fn nothing_to_open_is_told_in_a_sentence() {
    let home = Home::new();
    let missing = home.work().join("missing.txt");
    let mut terminal = home.terminal([&missing]).start();
    let status = terminal.wait_for_exit();
    assert_eq!(status.exit_code(), 2);
    let screen = terminal.screen();
    assert!(
        screen.text().replace('\n', "").contains("missing.txt"),
        "{screen}"
    );
    assert!(!screen.is_alternate());
}

#[test]
fn a_broken_session_is_told_with_its_place_and_left_alone() {
    let home = Home::new();
    let session = home.copy_sample();
    let whole = std::fs::read_to_string(&session).expect("the session is there");
    let broken = whole.replace("scale: \"averitec\"", "scale: averitec");
    std::fs::write(&session, &broken).expect("the session can be written");
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for("the place, a caret, and an offer", |screen| {
        screen.contains("panama-memorandum.ron:6:9:")
            && screen.contains("|         ^")
            && screen.contains("what is whole of it, as a new session")
    });
    terminal.type_keys("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 2);
    let told = terminal.screen().text().replace('\n', "");
    assert!(told.contains("panama-memorandum.ron:6:"), "{told}");
    let after = std::fs::read_to_string(&session).expect("the session is there");
    assert_eq!(after, broken);
}

#[test]
fn what_is_whole_of_a_broken_session_becomes_a_new_one() {
    let home = Home::new();
    let session = home.copy_sample();
    let whole = std::fs::read_to_string(&session).expect("the session is there");
    let broken = whole.replace("scale: \"averitec\"", "scale: averitec");
    std::fs::write(&session, &broken).expect("the session can be written");
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("what is whole of it");
    terminal.type_keys("<CR>");
    terminal.wait_for("the new session and its name", |screen| {
        screen.contains("9 claims") && screen.contains("panama-memorandum-salvaged.ron")
    });
    terminal.type_keys("<Esc>Vc");
    terminal.wait_for("another claim, saved", |screen| {
        screen.contains("10 claims") && screen.row(0).contains("saved")
    });
    let after = std::fs::read_to_string(&session).expect("the session is there");
    assert_eq!(after, broken);
}

#[test]
fn a_session_of_which_only_the_backup_is_left_is_offered() {
    let home = Home::new();
    let session = home.copy_sample();
    let backup = session.with_extension("ron.bak");
    std::fs::rename(&session, &backup).expect("the session can be renamed");
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("its backup, as a new session");
    terminal.type_keys("<CR>");
    terminal.wait_for("the new session and its name", |screen| {
        screen.contains("9 claims") && screen.contains("panama-memorandum-restored.ron")
    });
    assert!(backup.exists() && !session.exists());
}

#[test]
fn nothing_of_a_hostile_text_reaches_the_terminal_raw() {
    let home = Home::new();
    let text = "Title\n\nRed \x1b[31mtext\x1b]0;owned\x07 and \u{202e}turned\u{200b}.\n";
    let path = home.write("\x1b]0;named\x07.txt", text);
    let mut terminal = home.terminal([path]).start();
    terminal.wait_for_words("turned");
    terminal.type_keys("Vc?<Esc> h<Esc> c<Esc>");
    terminal.wait_for_words("1 claim");
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let sent = terminal.bytes();
    let sent = String::from_utf8_lossy(&sent);
    for raw in ["\x1b[31mtext", "\x1b]0;", "\u{202e}", "\u{200b}"] {
        assert!(!sent.contains(raw), "{raw:?} was sent");
    }
}

#[test]
fn a_signal_to_end_saves_and_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP] {
        let home = Home::new();
        let session = home.copy_sample();
        let mut terminal = home.terminal([&session]).start();
        terminal.wait_for_words("9 claims");
        terminal.type_keys("Vc");
        terminal.wait_for_words("10 claims");
        terminal.signal(signal);
        terminal.wait_for_exit();
        let screen = terminal.screen();
        assert!(!screen.is_alternate() && !screen.hears_the_mouse());
        let saved = std::fs::read_to_string(&session).expect("the session is there");
        assert!(saved.contains("// A session of crosscheck, claims: 10"));
    }
}

#[test]
fn a_session_that_is_open_elsewhere_can_only_be_read() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut first = home.terminal([&session]).start();
    first.wait_for_words("9 claims");
    let mut second = home.terminal([&session]).start();
    second.wait_for_words("Open in another crosscheck: process");
    second.type_keys("r");
    second.wait_for("the mark in the first line", |screen| {
        screen.row(0).contains("read only") && !screen.contains("Try again")
    });
    second.type_keys("Vc");
    second.wait_for("the reason", |screen| screen.row(-1).contains("Read only"));
    first.type_keys("Vc");
    first.wait_for_words("10 claims");
    first.type_keys("q");
    first.wait_for_exit();
    // What the first one did is there, and now the second one may work.
    second.type_keys("<Esc>:reopen<CR>");
    second.wait_for("the other's claim", |screen| {
        screen.contains("10 claims") && !screen.row(0).contains("read only")
    });
    second.type_keys("Vc");
    second.wait_for_words("11 claims");
}

#[test]
fn a_session_that_another_machine_did_not_close_is_taken_over_after_a_question() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut first = home.terminal([&session]).start();
    first.wait_for_words("9 claims");
    first.type_keys("Vc");
    first.wait_for("the claim, saved", |screen| {
        screen.contains("10 claims") && screen.row(0).contains("saved")
    });
    let notes = home.path().join("data/crosscheck/open");
    let note = std::fs::read_dir(notes).expect("it is noted who has the session");
    let note = note.flatten().next().expect("there is one note").path();
    let written = std::fs::read_to_string(&note).expect("the note can be read");
    first.kill();
    let elsewhere = written.replacen("host:\"", "host:\"elsewhere-", 1);
    assert_ne!(elsewhere, written, "the host is noted");
    std::fs::write(&note, elsewhere).expect("the note can be written");
    let mut second = home.terminal([&session]).start();
    second.wait_for_words("on elsewhere-");
    second.type_keys("o");
    second.wait_for_words("Does crosscheck still have the session open on elsewhere-");
    second.type_keys("t");
    second.wait_for("the session, to be changed", |screen| {
        screen.contains("10 claims") && !screen.row(0).contains("read only")
    });
    second.type_keys("<Esc>Vc");
    second.wait_for_words("11 claims");
}

#[test]
fn a_suspended_workbench_comes_back_as_it_was() {
    let home = Home::new();
    let script = format!("set -m; '{PROGRAM}' demo; echo in the shell; read -r x; fg; echo ended");
    let mut terminal = home.terminal_of("bash", ["-c", &script]).start();
    terminal.wait_for_words("9 claims");
    terminal.type_keys("<C-z>");
    let screen = terminal.wait_for_words("in the shell");
    assert!(!screen.is_alternate() && !screen.hears_the_mouse());
    terminal.send(b"\n");
    terminal.wait_for_words("9 claims");
    terminal.type_keys("q");
    terminal.wait_for_words("ended");
}

#[test]
fn a_source_that_has_changed_is_told_and_shown_as_it_was_read() {
    let home = Home::new();
    let path = home.write("report.txt", "Report\n\nTwelve people were there.\n");
    let mut terminal = home.terminal([&path]).start();
    terminal.wait_for_words("Twelve people");
    terminal.type_keys("Vc");
    terminal.wait_for("the claim, saved", |screen| {
        screen.contains("1 claim") && screen.row(0).contains("saved")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    home.write("report.txt", "Report\n\nFourteen people were there.\n");
    let mut terminal = home.terminal([&path]).start();
    terminal.wait_for("the text as it was, and that it has changed", |screen| {
        screen.contains("Twelve people") && screen.row(-1).contains("changed")
    });
}
