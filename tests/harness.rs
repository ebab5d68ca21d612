//! The helpers in `tests/support` do what they say, tried on programs of every Unix.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use rustix::process::Signal;
use support::Home;
use support::terminal::Terminal;

fn shell(home: &Home, script: &str) -> Terminal {
    home.terminal_of("sh", ["-c", script]).size(40, 10).start()
}

#[test]
fn what_a_program_writes_is_on_the_screen_with_its_style() {
    let home = Home::new();
    let mut terminal = shell(&home, r"printf 'plain \033[1;31mbold red\033[0m 漢字 end'");
    let screen = terminal.wait_for_words("end");
    assert_eq!(screen.row(0), "plain bold red 漢字 end");
    assert_eq!(screen.find("end"), Some((20, 0)));
    let style = screen.style_of("bold red").expect("it is on the screen");
    assert!(style.bold);
    assert_eq!(style.foreground, vt100::Color::Idx(1));
    assert!(!screen.style_of("plain").expect("it is on the screen").bold);
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn the_home_is_its_own_and_outlives_a_program() {
    let home = Home::new();
    let mut first = shell(&home, "echo kept > note; echo $HOME");
    assert!(first.wait_for_exit().success());
    assert!(
        first
            .screen()
            .text()
            .replace('\n', "")
            .contains(&home.path().display().to_string())
    );
    shell(&home, "cat note; cat").wait_for_words("kept");
    assert_eq!(
        home.files(),
        [(home.work().join("note"), b"kept\n".to_vec())]
    );
}

#[test]
fn keys_arrive_as_their_bytes() {
    let home = Home::new();
    let script = "stty raw -echo; echo ready; dd bs=1 count=15 2>/dev/null | od -An -tx1; cat";
    let mut terminal = home.terminal_of("sh", ["-c", script]).size(80, 5).start();
    terminal.wait_for_words("ready");
    terminal.type_keys("aé<lt><C-w><Esc><CR><PageDown>");
    terminal.wait_for_words("61 c3 a9 3c 17 1b 5b 32 37 75 0d 1b 5b 36 7e");
}

#[test]
fn questions_to_the_terminal_are_answered() {
    let home = Home::new();
    let script = r"stty raw -echo; printf 'abc\033[6n\033[c\033]11;?\033\\'; \
        dd bs=1 count=38 2>/dev/null | od -An -c | tr -d ' \n\r'; cat";
    let mut terminal = home.terminal_of("sh", ["-c", script]).size(200, 5).start();
    terminal.wait_for_words("033[1;4R033[?62;22c033]11;rgb:1010/1010");
}

#[test]
fn a_new_size_reaches_the_program() {
    let home = Home::new();
    let mut terminal = shell(
        &home,
        "trap 'stty size' WINCH; stty size; while true; do read x; done",
    );
    terminal.wait_for_words("10 40");
    terminal.resize(66, 22);
    terminal.wait_for_words("22 66");
    assert_eq!(terminal.screen().size(), (66, 22));
}

#[test]
fn an_end_by_code_or_by_signal_is_told() {
    let home = Home::new();
    assert_eq!(shell(&home, "exit 7").wait_for_exit().exit_code(), 7);
    let mut terminal = shell(&home, "echo up; cat");
    terminal.wait_for_words("up");
    terminal.signal(Signal::KILL);
    assert!(terminal.wait_for_exit().signal().is_some());
}

#[test]
#[should_panic(expected = "waited for: a word that never comes; the program ended")]
fn a_condition_that_cannot_be_met_any_more_fails_at_once() {
    let home = Home::new();
    let mut terminal = shell(&home, "echo other words");
    terminal.wait_for("a word that never comes", |screen| screen.contains("never"));
}

#[test]
fn a_command_line_gives_both_outputs_and_its_code() {
    let home = Home::new();
    let output = home.command(["--version"]).input("not read").run();
    assert_eq!(
        output.transcript(),
        concat!(
            "exit code: 0\n----- stdout -----\ncrosscheck ",
            env!("CARGO_PKG_VERSION"),
            "\n"
        )
    );
    assert_ne!(home.command(["--no-such-option"]).run().code, Some(0));
}
