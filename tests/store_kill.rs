//! A program that is killed (-9) while it works loses no edit that was called saved.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod store_support;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crosscheck::store::{Dirs, Store};

use store_support::{Desk, Editor};

/// Says in the child which folder it works in; the test is its own child.
const FOLDER: &str = "CROSSCHECK_TEST_KILL";

/// The program that is killed: it edits without end, and prints how far its history is saved.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let own = folder.join("own");
    let store = Store::new(Dirs {
        data: own.join("data"),
        config: own.join("config"),
    });
    // Folding at once, so that kills meet it in every state.
    let mut editor = Editor::of(
        store.open(&folder.join("case.ron")).unwrap(),
        Duration::ZERO,
    );
    loop {
        editor.add_claim();
        println!("saved {}", editor.work.history().len());
    }
}

#[test]
fn a_kill_at_any_moment_loses_no_saved_edit() {
    kill(25);
}

#[test]
#[ignore = "takes a minute: cargo test --test store_kill -- --ignored"]
fn five_hundred_kills_lose_no_saved_edit() {
    // A history that grows without end would make each round longer than the one before.
    for _ in 0..10 {
        kill(50);
    }
}

fn kill(rounds: usize) {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), Duration::ZERO);
    editor.add_claim();
    editor.keeper.close().unwrap();
    for round in 1..=rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture"])
            .env(FOLDER, desk.folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let saved = |line: String| line.rsplit_once("saved ")?.1.parse::<usize>().ok();
        let mut told = lines.map_while(Result::ok).filter_map(saved);
        let mut last = told.by_ref().take(round % 7 + 1).last().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        last = told.last().unwrap_or(last);
        let opened = desk.open();
        let steps = opened.work.history().len();
        assert!(
            steps >= last,
            "round {round}: {steps} of {last}, {:?}",
            opened.notices
        );
    }
}
