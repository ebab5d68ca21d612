//! The manual and the completions, as a shell asks for them.

mod support;

use support::Home;

#[test]
fn the_manual_names_every_command_and_every_key() {
    let output = Home::new().command(["man"]).run();
    assert_eq!(output.code, Some(0));
    for words in [
        ".TH crosscheck 1",
        "crosscheck\\-compare(1)",
        "next shared passage",
        "] p",
    ] {
        assert!(output.stdout.contains(words), "{words}");
    }
}

#[test]
fn every_command_has_a_page() {
    let output = Home::new().command(["man", "parallels"]).run();
    assert!(
        output.stdout.contains(".TH crosscheck-parallels 1"),
        "{}",
        output.stdout
    );
    assert!(
        output.stdout.contains("crosscheck parallels articles/"),
        "{}",
        output.stdout
    );
}

#[test]
fn an_unknown_page_is_told_with_those_that_are_there() {
    let output = Home::new().command(["man", "paralels"]).run();
    assert_eq!((output.code, output.stdout.as_str()), (Some(2), ""));
    assert!(output.stderr.contains("no command is called paralels"));
    assert!(output.stderr.contains("parallels"));
}

#[test]
fn every_shell_gets_completions_that_know_the_commands() {
    let home = Home::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = home.command(["completions", shell]).run();
        assert_eq!(output.code, Some(0), "{shell}");
        assert!(output.stdout.contains("parallels"), "{shell}");
    }
}
