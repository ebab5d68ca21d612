//! What the README shows is what the program does: its picture, its table of keys, its commands.
//!
//! After a change to what they are made from, run this with `CROSSCHECK_WRITE_README=1` to make the
//! picture and the table anew.

#![allow(clippy::expect_used)]

mod sample;
mod svg;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crosscheck::tui::settings::Keymap;
use crosscheck::tui::settings::key_table::{sections, without_keys};
use crosscheck::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const BEGIN: &str = "<!-- keys: begin -->\n";
const END: &str = "<!-- keys: end -->";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn readme() -> String {
    fs::read_to_string(file("README.md")).expect("there is a README")
}

/// Holds that a file has this content, or gives it this content where that is asked for.
#[track_caller]
fn assert_written(name: &str, made: &str) {
    if std::env::var_os("CROSSCHECK_WRITE_README").is_some() {
        fs::write(file(name), made).expect("the file can be written");
    }
    let there = fs::read_to_string(file(name)).unwrap_or_default();
    assert!(
        there == made,
        "{name} is not what the program makes; CROSSCHECK_WRITE_README=1 cargo test --test readme \
         makes it anew"
    );
}

#[test]
fn the_picture_is_drawn_by_the_program() {
    let mut state = sample::workbench(110, 36);
    sample::press(&mut state, "] p ] p");
    let mut terminal = Terminal::new(TestBackend::new(110, 36)).expect("a terminal in memory");
    terminal
        .draw(|frame| view::draw(&state, frame))
        .expect("it can be drawn on");
    assert_written(
        "assets/screen.svg",
        &svg::picture(terminal.backend().buffer()),
    );
}

#[test]
fn the_keys_are_those_in_force() {
    let readme = readme();
    let (before, rest) = readme.split_once(BEGIN).expect("the keys begin");
    let (_, after) = rest.split_once(END).expect("the keys end");
    assert_written(
        "README.md",
        &format!("{before}{BEGIN}{}{END}{after}", keys()),
    );
}

fn keys() -> String {
    let keymap = Keymap::defaults();
    let mut table = String::new();
    for section in sections(&keymap) {
        let _ = writeln!(
            table,
            "\n**{}**\n\n| keys | do | name |\n|---|---|---|",
            section.heading
        );
        for row in section.rows {
            let keys: Vec<_> = row.keys.iter().map(|keys| format!("`{keys}`")).collect();
            let _ = writeln!(
                table,
                "| {} | {} | `{}` |",
                keys.join(" ").replace('|', "\\|"),
                row.command.does,
                row.command.name
            );
        }
    }
    let names = without_keys(&keymap).map(|command| format!("`{}`", command.name));
    let names: Vec<_> = names.collect();
    let _ = writeln!(
        table,
        "\nWithout a key, by name only: {}.\n",
        names.join(", ")
    );
    table
}

#[test]
fn every_command_is_told_of() {
    let help = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .arg("--help")
        .output()
        .expect("the program runs");
    let help = String::from_utf8(help.stdout).expect("help is UTF-8");
    let readme = readme();
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next());
    let mut count = 0;
    for command in commands.filter(|name| *name != "help") {
        count += 1;
        let told = format!("crosscheck {command}");
        let run = format!("cargo run --release -- {command}");
        assert!(
            readme.contains(&told) || readme.contains(&run),
            "{command} is missing"
        );
    }
    assert!(count > 5, "{help}");
}
