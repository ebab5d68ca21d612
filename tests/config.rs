//! `crosscheck config`, as a user meets it.
#![allow(clippy::expect_used)]

mod support;

use std::fs;

use support::Home;

fn settings(home: &Home, name: &str, text: &str) {
    let folder = home.path().join("config/crosscheck");
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join(name), text).expect("the file can be written");
}

#[test]
fn without_files_it_says_where_it_looked_and_writes_none() {
    let home = Home::new();
    let output = home.command(["config"]).run();
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    assert!(
        output
            .transcript()
            .contains("looked for in [HOME]/config/crosscheck;")
    );
    assert!(output.stdout.contains("theme: \"auto\","));
    assert_eq!(home.files(), []);
}

#[test]
fn problems_are_told_with_their_place() {
    let home = Home::new();
    settings(
        &home,
        "keymap.ron",
        "Keymap(\n  normal: { \"J\": \"dwon\" },\n)",
    );
    let output = home.command(["config"]).run();
    assert_eq!(output.code, Some(1));
    assert!(output.transcript().contains(
        "[HOME]/config/crosscheck/keymap.ron:2:18: no command is called \"dwon\"; did you mean \"down\"?"
    ));
}

#[test]
fn printed_defaults_can_be_saved_as_they_are() {
    let home = Home::new();
    for name in ["config", "keymap"] {
        let printed = home.command(["config", name]).run();
        settings(&home, &format!("{name}.ron"), &printed.stdout);
    }
    fs::create_dir_all(home.path().join("config/crosscheck/themes")).expect("it can be made");
    let dark = home.command(["config", "dark"]).run();
    settings(&home, "themes/mine.ron", &dark.stdout);
    let output = home.command(["config"]).run();
    assert_eq!(output.code, Some(0), "{}", output.stdout);
    assert!(output.stdout.contains("mine.ron"));
}
