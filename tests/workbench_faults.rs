//! Terminals of any size and kind, and input that cannot be used.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use support::Home;
use support::screen::Screen;
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
    assert_eq!(terminal.wait_for_exit().exit_code(), 2);
    let told = terminal.screen().text().replace('\n', "");
    assert!(told.contains("panama-memorandum.ron:6:"), "{told}");
    let after = std::fs::read_to_string(&session).expect("the session is there");
    assert_eq!(after, broken);
}
