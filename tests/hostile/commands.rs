//! Every command that prints what a source, a name or a session holds.

use super::bytes::is_plain;
use super::hazards;
use super::support::Home;
use super::support::command::Output;

/// Words with a hazard of every kind; a RON file can hold them as they are.
const HOSTILE: &str =
    "od\u{1b}[2Jd \u{9b}31m \u{202e}bidi\u{202c} ze\u{200b}ro \u{e0041}\u{e000}\u{ad}\u{fffb}";

fn plain(output: &Output, what: &str) {
    assert!(is_plain(&output.stdout), "{what}: {:?}", output.stdout);
    assert!(is_plain(&output.stderr), "{what}: {:?}", output.stderr);
}

#[test]
fn no_command_prints_a_hazard_of_a_text_or_a_name() {
    let home = Home::new();
    let mut names = vec![];
    for hazard in hazards::all() {
        let name = format!("{}-{HOSTILE}.txt", hazard.name);
        home.write(&name, &hazard.content);
        names.push(name);
    }
    let said = format!(
        "On July 1, 2024 they paid $6 million {HOSTILE} to the two, “he said {HOSTILE}” in Panama.\n"
    );
    let other = said.replace("July 1", "June 27").replace("two", "three");
    home.write(&format!("x{HOSTILE}.txt"), said.repeat(3));
    home.write(&format!("y{HOSTILE}.txt"), other.repeat(3));
    for format in ["text", "jsonl"] {
        let all = |command: &str| {
            let mut arguments = vec![command.to_owned(), "--format".to_owned(), format.to_owned()];
            arguments.extend(names.iter().cloned());
            arguments
        };
        plain(&home.command(all("inspect")).run(), "inspect");
        plain(&home.command(all("facts")).run(), "facts");
        plain(
            &home.command(["parallels", ".", "--format", format]).run(),
            "parallels",
        );
        let claim = "Six million dollars were paid in Panama";
        let output = home
            .command(["leads", claim, ".", "--format", format])
            .run();
        assert!(!output.stdout.is_empty());
        plain(&output, "leads");
        let (x, y) = (format!("x{HOSTILE}.txt"), format!("y{HOSTILE}.txt"));
        plain(
            &home
                .command(["facts", "--conflicts", "--format", format, &x, &y])
                .run(),
            "conflicts",
        );
        let compare = if format == "text" { "text" } else { "json" };
        let output = home.command(["compare", "--format", compare, &x, &y]).run();
        assert!(!output.stdout.is_empty());
        plain(&output, "compare");
    }
}

#[test]
fn no_message_repeats_a_hazard_of_an_argument() {
    let home = Home::new();
    for arguments in [
        vec![HOSTILE],
        vec!["--", HOSTILE],
        vec!["inspect", HOSTILE],
        vec!["inspect", "--format", HOSTILE, "a"],
        vec!["facts", HOSTILE],
        vec!["facts", "--date", HOSTILE, "a"],
        vec!["parallels", "--pairs", HOSTILE],
        vec!["leads", HOSTILE, HOSTILE],
        vec!["compare", HOSTILE, HOSTILE],
        vec!["compare", "a", "b", HOSTILE],
        vec!["export", HOSTILE, "--format", HOSTILE],
        vec!["export", HOSTILE],
        vec!["status", HOSTILE],
        vec!["verify", HOSTILE],
        vec!["salvage", HOSTILE, "-o", "new.ron"],
        vec!["merge", "--base", HOSTILE, HOSTILE, HOSTILE, "-o", HOSTILE],
        vec!["pack", HOSTILE],
        vec!["unpack", HOSTILE],
        vec!["config", HOSTILE],
        vec!["completions", HOSTILE],
        vec!["man", HOSTILE],
        vec!["--session", HOSTILE],
        vec!["--wrong-option", HOSTILE],
        vec![concat!("--wrong-", "\u{1b}[2J")],
    ] {
        let output = home.command(&arguments).run();
        assert!(!output.stderr.is_empty(), "{arguments:?}");
        plain(&output, &format!("{arguments:?}"));
    }
}

#[test]
fn no_command_prints_a_hazard_of_a_session() {
    let home = Home::new();
    let session = home.copy_sample();
    let whole = std::fs::read_to_string(&session).expect("the session can be read");
    // A person may have written anything into the file.
    let start = whole.find("title: \"").expect("the session has a title") + 8;
    let hostile = format!("{}{HOSTILE} {}", &whole[..start], &whole[start..]);
    std::fs::write(&session, &hostile).expect("the session can be written");
    let path = session.to_str().expect("a plain path");
    for format in ["md", "html", "json"] {
        let output = home.command(["export", path, "--format", format]).run();
        plain(&output, format);
    }
    plain(&home.command(["status", path]).run(), "status");
    plain(
        &home.command(["status", path, "--format", "json"]).run(),
        "status as JSON",
    );
    plain(&home.command(["verify", path]).run(), "verify");
    // Broken right behind the hazard, so that the message shows it.
    let broken = hostile.replacen("documents: [", "documents: [ \u{1b}[2J \u{202e} oops", 1);
    std::fs::write(&session, broken).expect("the session can be written");
    for command in ["verify", "status", "pack"] {
        let output = home.command([command, path]).run();
        assert_ne!(output.code, Some(0), "{command}");
        plain(&output, command);
    }
}

#[test]
fn no_message_repeats_a_hazard_of_the_settings() {
    let home = Home::new();
    let folder = home.path().join("config/crosscheck");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let config = format!("Config(\n    theme: \"{HOSTILE}\",\n    {HOSTILE}: 3,\n)\n");
    std::fs::write(folder.join("config.ron"), config).expect("the file can be written");
    let keys = format!("Keymap(normal: {{ \"{HOSTILE}\": \"{HOSTILE}\" }})\n");
    std::fs::write(folder.join("keymap.ron"), keys).expect("the file can be written");
    plain(&home.command(["config"]).run(), "config");
}

#[test]
fn what_hides_inside_a_figure_hides_no_fact() {
    let home = Home::new();
    home.write(
        "plain.txt",
        "They paid $6,000,000 on June 27, 2024 to 45 percent of them.\n",
    );
    home.write(
        "forged.txt",
        "They paid $6\u{200b},000,000 on June\u{2060} 27, 2024 to 45 per\u{ad}cent of them.\n",
    );
    let normals = |name: &str| {
        let output = home.command(["facts", name, "--format", "jsonl"]).run();
        let of = |line: &str| {
            line.split_once("\"normal\"")
                .map(|(_, rest)| rest.to_owned())
        };
        output.stdout.lines().filter_map(of).collect::<Vec<_>>()
    };
    assert!(normals("plain.txt").len() >= 3);
    assert_eq!(normals("plain.txt"), normals("forged.txt"));
}

#[test]
fn what_hides_inside_words_hides_no_copy_and_is_told() {
    let home = Home::new();
    let told = "The two governments signed a memorandum on removals in June and promised six \
                million dollars. Officers are to train their colleagues at the border within weeks. \
                The first flights carry those who have been refused, the ministry said.";
    let forged = told
        .replace("memorandum", "memo\u{200b}ran\u{2060}dum")
        .replace("governments", "gov\u{435}rnm\u{435}nts")
        .replace("removals", "re\u{ad}movals");
    home.write("told.txt", format!("A report\n\n{told}\n"));
    home.write("forged.txt", format!("Another one\n\n{forged}\n"));
    let output = home
        .command(["parallels", "told.txt", "forged.txt", "--format", "jsonl"])
        .run();
    assert!(
        output.stdout.contains("\"kind\":\"verbatim\""),
        "{}",
        output.stdout
    );
    let output = home.command(["compare", "told.txt", "forged.txt"]).run();
    let hidden = output.stdout.matches("hidden").count();
    assert_eq!(hidden, 2, "{}", output.stdout);
    for why in [
        "character without width in the second text",
        "word that mixes scripts",
    ] {
        assert!(output.stdout.contains(why), "{}", output.stdout);
    }
}
