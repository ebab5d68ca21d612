//! Hostile documents, opened by the program in a terminal in every view, and read by every command:
//! nothing reaches the terminal raw, and nothing hidden goes unseen.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::string_slice, clippy::too_many_lines)]

mod bytes;
mod commands;
mod files;
mod hazards;
mod kinds;
#[path = "../support/mod.rs"]
mod support;

use support::Home;
use support::terminal::Terminal;

fn open(home: &Home, names: &[String]) -> Terminal {
    let mut terminal = home.terminal(names).size(100, 30).start();
    terminal.wait_for("the texts", |screen| {
        screen.contains(&format!("{} document", names.len()))
    });
    // One pane, so that every document has the whole width.
    terminal.type_keys("<C-w>o");
    terminal
}

#[test]
fn every_hazard_is_seen_and_none_reaches_the_terminal() {
    let home = Home::new();
    let all = hazards::all();
    let mut names = vec![];
    for hazard in &all {
        let name = format!("{}.txt", hazard.name);
        home.write(&name, &hazard.content);
        names.push(name);
    }
    let mut terminal = open(&home, &names);
    for hazard in &all {
        terminal.wait_for(hazard.name, |screen| {
            let badge = match hazard.hidden {
                0 => String::new(),
                1 => "1 hidden character ".to_owned(),
                many => format!("{many} hidden characters"),
            };
            hazard.seen.iter().all(|words| screen.contains(words)) && screen.contains(&badge)
        });
        // Every view of this document, and back to it.
        for keys in [
            "<Space>c<Esc>",
            "<Space>p<Esc>",
            ":<Esc>",
            "gd<Esc>",
            "vGy",
            "?<Esc>",
        ] {
            terminal.type_keys(keys);
        }
        terminal.type_keys("]d");
    }
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(bytes::wrong(&terminal.bytes()), [].into());
}

#[test]
fn a_forged_word_is_marked() {
    let home = Home::new();
    home.write(
        "a.txt",
        "A payment\n\nWrite to p\u{430}ypal today, or to paypal.\n",
    );
    let mut terminal = open(&home, &["a.txt".to_owned()]);
    let screen = terminal.wait_for_words("1 look-alike word");
    let forged = screen
        .style_of("p\u{430}ypal")
        .expect("it is on the screen");
    let honest = screen.style_of(" paypal").expect("it is on the screen");
    assert!(forged.underlined && !honest.underlined);
}

#[test]
fn honest_texts_raise_no_alarm() {
    let home = Home::new();
    let mut names = vec![];
    for (name, text) in hazards::honest() {
        let name = format!("{name}.txt");
        home.write(
            &name,
            format!("{}\n\n{text}\n", name.trim_end_matches(".txt")),
        );
        names.push(name);
    }
    let mut terminal = open(&home, &names);
    for (name, _) in hazards::honest() {
        terminal.wait_for_words(&format!("  {name} "));
        terminal.type_keys("]d");
    }
    for (name, _) in hazards::honest() {
        let output = home.command(["inspect", &format!("{name}.txt")]).run();
        assert!(
            output.stdout.contains("hidden    nothing"),
            "{}",
            output.stdout
        );
    }
    let screen = terminal.screen();
    assert!(
        !screen.contains("hidden char") && !screen.contains("look-alike"),
        "{screen}"
    );
}

#[test]
fn hostile_names_and_pasted_words_are_drawn_as_marks() {
    use std::os::unix::ffi::OsStringExt;
    let home = Home::new();
    let odd = std::ffi::OsString::from_vec(b"a\n\x1b]0;x\x07\xff\xe2\x80\xae.txt".to_vec());
    std::fs::write(home.work().join(&odd), "An odd name, and long enough a line to be no title, since it goes on and on and on, beyond what anybody would call one, until it is more than a hundred and sixty characters.\n").expect("the file can be written");
    let mut terminal = home.terminal([&odd]).size(100, 30).start();
    terminal.wait_for("its name, safely", |screen| screen.contains("␛]0;x␇"));
    terminal.type_keys("/");
    terminal.paste("\u{202e}\u{9b}2J\x1b[2J");
    terminal.wait_for("what was pasted, safely", |screen| {
        screen.contains("‹RLO›‹009B›2J")
    });
    terminal.type_keys("<CR>q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(bytes::wrong(&terminal.bytes()), [].into());
}
