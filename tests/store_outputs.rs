//! Files that commands write: what they replace is not lost, and what they cannot write whole they
//! leave as it was.
#![allow(clippy::unwrap_used)]

mod store_support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crosscheck::session::{ViewState, Work};
use crosscheck::store::{OpenError, Store, format, read};

use store_support::faulty::{Fault, FaultyDisk};
use store_support::{Desk, Editor, NEVER, claim, names, stamp, work};

fn written(work: &Work) -> String {
    format::write(work, &ViewState::default(), &[]).unwrap()
}

fn with_claims(claims: usize) -> Work {
    let mut work = work();
    for _ in 0..claims {
        work.apply(claim(&work), &stamp()).unwrap();
    }
    work
}

/// Saves a session with one claim.
fn saved(desk: &Desk) -> String {
    let text = written(&with_claims(1));
    fs::write(desk.session(), &text).unwrap();
    text
}

#[test]
fn a_session_that_is_replaced_becomes_its_backup() {
    let desk = Desk::new();
    let old = saved(&desk);
    let new = written(&with_claims(2));
    desk.store().write_out(&desk.session(), &new).unwrap();
    assert_eq!(fs::read_to_string(desk.session()).unwrap(), new);
    let backup = desk.folder.path().join("case.ron.bak");
    assert_eq!(fs::read_to_string(backup).unwrap(), old);

    let report = desk.folder.path().join("report.md");
    desk.store().write_out(&report, "One.").unwrap();
    desk.store().write_out(&report, "Two.").unwrap();
    assert_eq!(fs::read_to_string(report).unwrap(), "Two.");
    let all = ["case.ron", "case.ron.bak", "report.md"];
    assert_eq!(names(desk.folder.path()), all);
}

#[test]
fn a_session_that_is_open_is_not_replaced() {
    let desk = Desk::new();
    let old = saved(&desk);
    let open = desk.open();
    let refused = desk.store().write_out(&desk.session(), "other");
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("another crosscheck"),
        "the reason is told"
    );
    assert_eq!(fs::read_to_string(desk.session()).unwrap(), old);
    drop(open);
    desk.store().write_out(&desk.session(), "other").unwrap();
}

/// A session whose last run was killed after a second claim.
fn with_journal() -> Desk {
    let desk = Desk::new();
    saved(&desk);
    let mut editor = Editor::of(desk.open(), NEVER);
    editor.add_claim();
    editor.kill(&desk).1
}

#[test]
fn a_session_with_edits_in_its_journal_is_not_replaced() {
    let desk = with_journal();
    let old = fs::read_to_string(desk.session()).unwrap();
    let refused = desk.store().write_out(&desk.session(), "other");
    let why = refused.unwrap_err().to_string();
    assert!(why.contains("case.ron.journal"), "{why}");
    assert_eq!(fs::read_to_string(desk.session()).unwrap(), old);
    assert_eq!(desk.open().work.session().claims.len(), 2);
}

#[test]
fn edits_in_a_journal_are_merged_too() {
    let (desk, other) = (with_journal(), Desk::new());
    let theirs = other.folder.path().join("theirs.ron");
    fs::write(&theirs, written(&with_claims(1))).unwrap();
    let merged = other.folder.path().join("merged.ron");
    let own = other.folder.path().join("own");
    let output = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args([
            "merge".as_ref(),
            "--base".as_ref(),
            theirs.as_os_str(),
            desk.session().as_os_str(),
            theirs.as_os_str(),
            "-o".as_ref(),
            merged.as_os_str(),
        ])
        .env("XDG_DATA_HOME", own.join("data"))
        .env("XDG_CONFIG_HOME", own.join("config"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let bytes = fs::read(merged).unwrap();
    let merged = read(&bytes, &|_| None).unwrap();
    assert_eq!(merged.work.session().claims.len(), 2);
}

#[test]
fn what_a_newer_program_wrote_is_not_written_again_without_what_it_knows() {
    let desk = Desk::new();
    let text = saved(&desk).replacen("version: 1", "version: 99", 1);
    fs::write(desk.session(), text).unwrap();
    let refused = desk.store().copy(&desk.session());
    assert!(matches!(refused, Err(OpenError::Newer { version: 99, .. })));
    assert!(desk.store().look(&desk.session()).is_ok());
}

/// Fails each call of the disk in turn while a file is replaced; returns how many there are.
fn fail_each_call(name: &str, old: &str, new: &str, fault: Fault) -> usize {
    for call in 1.. {
        let desk = Desk::new();
        let path = desk.folder.path().join(name);
        fs::write(&path, old).unwrap();
        let disk = FaultyDisk::new(call, fault);
        let store = Store::on(Arc::new(disk.clone()), desk.store().dirs().clone());
        let done = store.write_out(&path, new);
        let there = fs::read_to_string(&path).unwrap();
        assert!(there == old || there == new, "{name}, call {call}: torn");
        if done.is_ok() {
            assert_eq!(there, new, "{name}, call {call}");
        }
        kept(
            &path,
            old,
            &there,
            &format!("{name}, {fault:?}, call {call}"),
        );
        if !disk.was_reached() {
            assert!(done.is_ok());
            return call - 1;
        }
    }
    unreachable!("calls are counted without end")
}

/// Where a session was replaced, its old content is still there.
fn kept(path: &Path, old: &str, there: &str, context: &str) {
    if there != old && path.extension().is_some_and(|it| it == "ron") {
        let backup = path.with_extension("ron.bak");
        assert_eq!(fs::read_to_string(backup).unwrap(), old, "{context}");
    }
}

#[test]
fn no_failing_call_tears_a_file_or_loses_the_one_before() {
    for fault in [Fault::Once, Fault::FromThereOn] {
        assert!(fail_each_call("report.html", "<p>Old", "<p>New", fault) > 4);
        let (old, new) = (written(&with_claims(1)), written(&with_claims(2)));
        assert!(fail_each_call("case.ron", &old, &new, fault) > 6);
    }
}
