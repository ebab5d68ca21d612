//! Every single call of the file system fails in its turn: nothing that was called saved is lost,
//! no file is torn, and what failed once is saved when it is tried again.
#![allow(clippy::unwrap_used, clippy::panic)]

mod store_support;

use std::sync::Arc;
use std::time::Duration;

use crosscheck::session::Work;
use crosscheck::store::{Access, CloseError, Opened, SaveStatus, Store};

use store_support::faulty::{Fault, FaultyDisk};
use store_support::{Desk, Editor, NEVER, work};

/// How many edits each run makes.
const EDITS: usize = 3;

/// What a run on a failing disk came to.
struct Run {
    work: Work,
    /// How many steps of the history were called saved.
    saved: usize,
    closed: bool,
}

/// Works on until the disk fails for good.
fn run(opened: Opened, fault: Fault) -> Run {
    let mut saved = 0;
    let mut editor = Editor::of(opened, NEVER);
    for _ in 0..EDITS {
        let entry = editor.make_claim();
        editor.keeper.record(&entry);
        loop {
            match editor.told() {
                SaveStatus::Saving => {}
                SaveStatus::Saved { .. } => {
                    saved = editor.work.history().len();
                    break;
                }
                SaveStatus::NotSaved { why, .. } => {
                    assert!(!why.is_empty());
                    if fault == Fault::FromThereOn {
                        break;
                    }
                }
            }
        }
    }
    let closed = editor.keeper.close().is_ok();
    if closed {
        saved = editor.work.history().len();
    }
    Run {
        work: editor.work,
        saved,
        closed,
    }
}

fn check(desk: &Desk, run: &Run, context: &str) {
    if run.saved == 0 && !desk.session().exists() {
        return;
    }
    let found = desk.store().open(&desk.session());
    let found = found.unwrap_or_else(|error| panic!("{context}: torn: {error}"));
    let history = found.work.history();
    assert!(
        history.len() >= run.saved,
        "{context}: lost, {:?}",
        found.notices
    );
    assert_eq!(history, &run.work.history()[..history.len()], "{context}");
    assert!(matches!(found.access, Access::ReadWrite(_)), "{context}");
}

/// Fails call after call until a run succeeds without meeting the fault; returns how many failed.
fn fail_each_call(fault: Fault, begin: impl Fn(&Desk)) -> usize {
    for call in 1.. {
        let desk = Desk::new();
        begin(&desk);
        let before = desk.session().exists().then(|| desk.open().work);
        let disk = FaultyDisk::new(call, fault);
        let store = Store::on(Arc::new(disk.clone()), desk.store().dirs().clone());
        let context = format!("{fault:?}, call {call}");
        let opened = match &before {
            Some(_) => store.open(&desk.session()),
            None => store.create(&desk.session(), work()),
        };
        match opened {
            Ok(opened) if matches!(opened.access, Access::ReadWrite(_)) => {
                let run = run(opened, fault);
                check(&desk, &run, &context);
                if fault == Fault::Once {
                    // Only the very last fold, after which nothing is tried again, may have failed.
                    assert_eq!(run.saved, run.work.history().len(), "{context}");
                }
                if !disk.was_reached() {
                    assert!(run.closed, "{context}");
                    return call - 1;
                }
            }
            // What cannot be opened, or only be read, is as it was.
            Ok(_) | Err(_) => {
                assert_eq!(before, Some(desk.open().work), "{context}");
            }
        }
    }
    unreachable!("calls are counted without end")
}

fn nothing(_: &Desk) {}

fn saved_session(desk: &Desk) {
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
}

/// A session whose last run was killed.
fn session_with_journal(desk: &Desk) {
    saved_session(desk);
    let mut editor = Editor::of(desk.open(), NEVER);
    editor.add_claim();
    editor.add_claim();
    let (_, killed) = editor.kill(desk);
    for name in ["case.ron", "case.ron.journal", "case.ron.bak"] {
        let from = killed.folder.path().join(name);
        if from.exists() {
            std::fs::copy(from, desk.folder.path().join(name)).unwrap();
        }
    }
}

#[test]
fn no_single_failure_loses_an_edit() {
    for begin in [nothing, saved_session, session_with_journal] {
        assert!(fail_each_call(Fault::Once, begin) > 20);
    }
}

#[test]
fn no_stop_at_any_call_loses_a_saved_edit_or_tears_a_file() {
    for begin in [nothing, saved_session, session_with_journal] {
        assert!(fail_each_call(Fault::FromThereOn, begin) > 20);
    }
}

#[test]
fn a_failed_save_says_why_and_what_to_do() {
    let desk = Desk::new();
    saved_session(&desk);
    let opened = desk.open();
    let before = std::fs::read(desk.session()).unwrap();
    // A folder in the place of the journal can be neither written nor replaced.
    std::fs::create_dir_all(desk.folder.path().join("case.ron.journal/x")).unwrap();
    let editor = &mut Editor::of(opened, Duration::from_secs(3600));
    let entry = editor.make_claim();
    editor.keeper.record(&entry);
    let why = loop {
        if let SaveStatus::NotSaved { why, .. } = editor.told() {
            break why;
        }
    };
    assert!(why.contains("case.ron.journal could not be saved"), "{why}");
    assert_eq!(std::fs::read(desk.session()).unwrap(), before);
    // Once the way is free, the next try succeeds by itself.
    std::fs::remove_dir_all(desk.folder.path().join("case.ron.journal")).unwrap();
    editor.saved();
}

#[test]
fn where_nothing_can_be_waited_for_the_work_is_written_all_the_same_and_that_is_told() {
    let desk = Desk::new();
    let disk = FaultyDisk::new(1, Fault::Syncs);
    let store = Store::on(Arc::new(disk), desk.store().dirs().clone());
    let mut editor = Editor::of(store.create(&desk.session(), work()).unwrap(), NEVER);
    let entry = editor.make_claim();
    editor.keeper.record(&entry);
    while !matches!(editor.told(), SaveStatus::NotSaved { .. }) {}
    let told = editor.keeper.close().unwrap_err();
    let CloseError::Unsynced { rescue, .. } = &told else {
        panic!("{told}")
    };
    let rescued = desk.store().open(rescue).unwrap().work;
    assert_eq!(rescued.session().claims, editor.work.session().claims);
    assert!(told.to_string().contains("copy that file"), "{told}");
}
