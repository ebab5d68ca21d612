//! Claims, evidence and verdicts: made, kept across restarts and faults, taken back.
#![cfg(unix)]
#![allow(clippy::expect_used)]

mod support;

use std::path::PathBuf;

use support::Home;
use support::screen::Screen;
use support::terminal::Terminal;

fn open(home: &Home, session: &PathBuf) -> Terminal {
    let mut terminal = home.terminal([session]).start();
    terminal.wait_for_words("4 documents");
    terminal
}

fn claims(screen: &Screen, number: usize) -> bool {
    screen.contains(&format!("{number} claims"))
}

/// The rows between the first and the last, which tell of the moment.
fn lasting(screen: &Screen) -> Vec<String> {
    let rows = screen.rows();
    let last = rows.len() - 1;
    rows[1..last].to_vec()
}

#[test]
fn a_claim_its_evidence_and_its_verdict_are_there_after_a_restart() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = open(&home, &session);
    terminal.type_keys("/Safe passage<CR>Vc");
    terminal.wait_for_words("Claim 10");
    terminal.type_keys("m2");
    terminal.wait_for_words("Claim 10: refuted");
    terminal.type_keys("<Tab>/Safe passage<CR>Ves");
    terminal.wait_for_words("D supports claim 10");
    terminal.type_keys("<Esc>gg");
    let before = terminal.wait_for("the start of the text, all saved", |screen| {
        screen.contains("D:1/") && screen.row(0).contains("saved")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());

    let mut terminal = open(&home, &session);
    terminal.wait_for("the screen as it was left", |screen| {
        lasting(screen) == lasting(&before)
    });
}

#[test]
fn what_bears_on_a_claim_is_found_and_becomes_evidence() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = open(&home, &session);
    terminal.type_keys("/Safe passage<CR>Vc");
    terminal.wait_for_words("Claim 10");
    terminal.type_keys("f");
    let screen = terminal.wait_for("the leads", |screen| {
        screen.contains("Leads for claim 10") && screen.contains("▸")
    });
    let first = screen.rows().iter().find(|row| row.contains("▸")).cloned();
    assert!(
        first.is_some_and(|row| row.contains("▸ D ¶")),
        "{:?}",
        screen.rows()
    );
    terminal.type_keys("es");
    terminal.wait_for_words("D supports claim 10");
    terminal.type_keys("<CR>");
    terminal.wait_for("the text of the lead", |screen| screen.contains("READ  D"));
}

#[test]
fn edits_are_taken_back_after_a_restart_and_made_again() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = open(&home, &session);
    terminal.type_keys("/Safe passage<CR>Vc");
    terminal.wait_for("the claim", |screen| claims(screen, 10));
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());

    let mut terminal = open(&home, &session);
    terminal.wait_for("the claim", |screen| claims(screen, 10));
    terminal.type_keys("u");
    terminal.wait_for("no claim", |screen| claims(screen, 9));
    terminal.type_keys("U");
    terminal.wait_for("the claim again", |screen| claims(screen, 10));
}

#[test]
fn what_is_called_saved_survives_a_kill() {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = open(&home, &session);
    terminal.type_keys("/Safe passage<CR>Vc");
    terminal.wait_for("the claim, saved", |screen| {
        claims(screen, 10) && screen.row(0).contains("saved")
    });
    terminal.kill();

    let mut terminal = open(&home, &session);
    terminal.wait_for("the claim", |screen| claims(screen, 10));
}

#[test]
fn the_demonstration_keeps_what_is_done_in_it() {
    let home = Home::new();
    let mut terminal = home.terminal(["demo"]).start();
    terminal.wait_for("the claims", |screen| claims(screen, 9));
    terminal.type_keys("Vc");
    terminal.wait_for("the claim", |screen| claims(screen, 10));
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    let mut terminal = home.terminal(["demo"]).start();
    terminal.wait_for("the claim", |screen| claims(screen, 10));
}
