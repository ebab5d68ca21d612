//! Panels, panes, popups and what leaves the workbench.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use support::Home;
use support::screen::Screen;
use support::terminal::Terminal;

/// The sample session with its shared passages found.
fn sample(home: &Home) -> Terminal {
    let session = home.copy_sample();
    let mut terminal = home.terminal([session]).start();
    terminal.wait_for("the shared passages", |screen| {
        screen.row(0).contains("shared passages") && !screen.row(0).contains("looking for")
    });
    terminal
}

fn panes(screen: &Screen) -> usize {
    screen.row(1).matches("╭─").count()
}

#[test]
fn a_claim_is_found_by_a_filter_and_gone_to() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys("<C-w>p/timetable<CR>");
    terminal.wait_for("one claim", |screen| {
        screen.contains("Panama sets the timetable") && !screen.contains("Flights begin within")
    });
    terminal.type_keys("<CR>");
    terminal.wait_for("its place", |screen| {
        screen.row(-1).contains("READ") && screen.row(-1).contains("claim 7")
    });
}

#[test]
fn claims_are_sorted_in_another_order() {
    let home = Home::new();
    let mut terminal = sample(&home);
    let order = |screen: &Screen| screen.rows().iter().position(|row| row.contains("sort: "));
    let first = terminal.wait_for("the order", |screen| order(screen).is_some());
    let head = first.row(i32::try_from(order(&first).expect("it is shown")).expect("few rows"));
    terminal.type_keys("<C-w>pS");
    terminal.wait_for("another order", |screen| {
        order(screen).is_some() && !screen.contains(head.trim_start())
    });
}

#[test]
fn shared_passages_are_listed_and_gone_to() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys(" p/Clan<CR>");
    terminal.wait_for_words("filter: Clan");
    terminal.type_keys("<CR>");
    terminal.wait_for("both sides of the passage", |screen| {
        let both = |row: &String| row.matches("Clan del Golfo").count() == 2;
        screen.row(-1).contains("READ") && (panes(screen) == 2 || screen.rows().iter().any(both))
    });
}

#[test]
fn facts_are_listed_made_claims_of_and_gone_to() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys(" F/escobari<CR>");
    terminal.wait_for("the name and its slip", |screen| {
        screen.contains("▸ ~ name") && screen.row(-1).contains("one name, written")
    });
    terminal.type_keys("c");
    terminal.wait_for_words("10 claims");
    terminal.type_keys("u");
    terminal.wait_for_words("9 claims");
    terminal.type_keys("<CR>");
    terminal.wait_for("both places", |screen| {
        screen.row(-1).contains("READ") && screen.row(-1).contains("one name, written")
    });
}

#[test]
fn the_history_tells_who_did_what() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys(" h");
    let screen = terminal.wait_for_words("39 steps");
    assert!(screen.contains("Mara"), "{screen}");
    terminal.type_keys("<Esc>Vc");
    terminal.wait_for_words("40 steps");
    terminal.type_keys("u");
    terminal.wait_for_words("41 steps");
}

#[test]
fn every_command_is_found_by_its_name() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys(":what was done");
    terminal.wait_for_words("history");
    terminal.type_keys("<CR>");
    terminal.wait_for_words("39 steps");
}

#[test]
fn the_keys_are_shown_and_put_away() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys("?");
    terminal.wait_for_words("next shared passage");
    terminal.type_keys("<Esc>");
    terminal.wait_for("the texts again", |screen| {
        !screen.contains("next shared passage")
    });
}

#[test]
fn there_are_one_to_four_panes() {
    let home = Home::new();
    let mut terminal = sample(&home);
    for (keys, number) in [("<C-w>v", 3), ("<C-w>v", 4), ("<C-w>q", 3), ("<C-w>o", 1)] {
        terminal.type_keys(keys);
        terminal.wait_for(&format!("{number} panes"), |screen| panes(screen) == number);
    }
}

#[test]
fn a_note_of_several_lines_is_kept() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("9 claims");
    terminal.type_keys("Vca");
    terminal.wait_for_words("Note on claim 10");
    terminal.paste("Call the ministry.\nThen the embassy.");
    terminal.type_keys("<C-s>");
    terminal.wait_for("the note, saved", |screen| {
        !screen.contains("Note on claim") && screen.row(0).contains("saved")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let saved = fs::read_to_string(&session).expect("the session is there");
    assert!(saved.contains(r#"note: "Call the ministry.\nThen the embassy.""#));
}

#[test]
fn what_overlaps_can_each_be_reached() {
    let home = Home::new();
    let mut terminal = sample(&home);
    // The sentence around the words that are a claim already.
    terminal.type_keys("/first act<CR>V");
    terminal.type_keys("c");
    terminal.wait_for_words("10 claims");
    terminal.type_keys("/first act<CR><CR>");
    let screen = terminal.wait_for_words("Under the cursor");
    assert!(screen.contains("Claim 10"), "{screen}");
    assert!(screen.contains("supports claim 1"), "{screen}");
}

#[test]
fn words_are_copied_with_their_source() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys("/first act<CR>vey");
    terminal.type_keys("<Esc>v)y");
    terminal.wait_for_words("Copied");
    let copied = terminal.clipboard().pop().expect("something was copied");
    let copied = STANDARD.decode(copied).expect("it is base64");
    let copied = String::from_utf8(copied).expect("it is UTF-8");
    assert!(copied.contains("first act in office"), "{copied}");
    assert!(copied.contains("A memorandum and its money"), "{copied}");
}

#[test]
fn a_report_is_written_from_inside() {
    let home = Home::new();
    let mut terminal = sample(&home);
    terminal.type_keys(" x");
    terminal.wait_for_words("Write a report to");
    terminal.type_keys("<Home>my-<CR>");
    terminal.wait_for("the report to be told", |screen| {
        screen.row(-1).contains("READ") && screen.row(-1).contains("my-panama-memorandum.md")
    });
    let report = fs::read_to_string(home.work().join("my-panama-memorandum.md"))
        .expect("the report is there");
    assert!(report.contains("The memorandum was signed on July 1, 2024."));
}
