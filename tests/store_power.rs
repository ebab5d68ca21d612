//! The power is cut at every moment of working on a session, and the disk is left in any state that
//! it may be in then: nothing that was called saved is lost, and no file is torn.
#![allow(clippy::unwrap_used)]

mod store_support;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crosscheck::session::Work;
use crosscheck::store::{Access, Keeper, Notice, Pace, SaveStatus, Store};

use store_support::power::{Chance, PowerDisk};
use store_support::{Desk, Editor, NEVER, TEXT, claim, stamp, wait_until, work};

/// How many states of the disk are tried for each moment.
const STATES: u64 = 4;

/// A session that was worked on.
struct Worked {
    disk: PowerDisk,
    work: Work,
    /// What was called saved when: after how many steps of the disk, how many of the history.
    saved: Vec<(usize, usize)>,
}

/// Works on a session: one edit, then some at once, then more.
fn work_on(desk: &Desk, idle: Duration) -> Worked {
    let disk = PowerDisk::of(desk.folder.path());
    let store = Store::on(Arc::new(disk.clone()), desk.store().dirs().clone());
    let opened = if desk.session().exists() {
        store.open(&desk.session()).unwrap()
    } else {
        store.create(&desk.session(), work()).unwrap()
    };
    let Access::ReadWrite(hold) = opened.access else {
        unreachable!("nobody else has it open")
    };
    let is_saved = Arc::new(AtomicBool::new(false));
    let noted = is_saved.clone();
    let told = Box::new(move |status| {
        noted.store(matches!(status, SaveStatus::Saved { .. }), Ordering::SeqCst);
    });
    let pace = Pace {
        idle,
        retry: Duration::from_millis(1),
    };
    let mut work = opened.work;
    let mut saved = vec![];
    let keeper = Keeper::spawn(*hold, work.clone(), 0, opened.view, pace, told);
    for edits in [1, 1, 7, 1, 3, 1] {
        for _ in 0..edits {
            keeper.record(&work.apply(claim(&work), &stamp()).unwrap());
        }
        // Seen on the disk first, so that what is called saved then is all of it.
        let steps = work.history().len();
        wait_until("the edits are written", || steps_in(desk) == Some(steps));
        wait_until("the edits are saved", || is_saved.load(Ordering::SeqCst));
        saved.push((disk.steps(), steps));
    }
    store.texts().keep(TEXT).unwrap();
    keeper.close().unwrap();
    saved.push((disk.steps(), work.history().len()));
    Worked { disk, work, saved }
}

fn steps_in(desk: &Desk) -> Option<usize> {
    let seen = desk.store().look(&desk.session()).ok()?;
    Some(seen.work.history().len())
}

/// Cuts the power at every moment.
fn cut_everywhere(desk: &Desk, worked: &Worked, context: &str) {
    let before = desk.folder.path();
    for steps in 0..=worked.disk.steps() {
        let saved = worked.saved.iter().filter(|(at, _)| *at <= steps);
        let saved = saved.map(|(_, history)| *history).max().unwrap_or_default();
        for state in 0..STATES {
            let context = format!("{context}, step {steps}, state {state}");
            let after = Desk::new();
            let mut chance = Chance::new(steps as u64 * STATES + state);
            for (path, bytes) in worked.disk.cut(steps, &mut chance) {
                let path = after.folder.path().join(path.strip_prefix(before).unwrap());
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            check(&after, worked, saved, &context);
        }
    }
}

fn check(after: &Desk, worked: &Worked, saved: usize, context: &str) {
    if !after.session().exists() {
        assert_eq!(saved, 0, "{context}: the session is gone");
        return;
    }
    let opened = after.store().open(&after.session());
    let opened = opened.unwrap_or_else(|error| unreachable!("{context}: torn: {error}"));
    let history = opened.work.history();
    assert!(
        history.len() >= saved,
        "{context}: lost, {:?}",
        opened.notices
    );
    assert_eq!(
        history,
        &worked.work.history()[..history.len()],
        "{context}"
    );
    assert!(
        matches!(opened.access, Access::ReadWrite(_)),
        "{context}: {:?}",
        opened.access
    );
    let told = |notice: &Notice| {
        matches!(
            notice,
            Notice::Recovered(_) | Notice::CutOff | Notice::DamagedEnd(..)
        )
    };
    assert!(
        opened.notices.iter().all(told),
        "{context}: {:?}",
        opened.notices
    );
}

#[test]
fn a_power_cut_loses_nothing_of_a_new_session_that_was_called_saved() {
    let desk = Desk::new();
    let worked = work_on(&desk, NEVER);
    cut_everywhere(&desk, &worked, "new session");
    // Nor the copy of its text, once that is kept.
    let mut chance = Chance::new(1);
    let files = worked.disk.cut(worked.disk.steps(), &mut chance);
    let is_text = |path: &Path| path.extension().is_some_and(|it| it == "txt");
    let text = files.iter().find(|(path, _)| is_text(path)).unwrap();
    assert_eq!(text.1, TEXT.as_bytes());
}

#[test]
fn a_power_cut_loses_nothing_while_the_journal_is_folded() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    let worked = work_on(&desk, Duration::ZERO);
    cut_everywhere(&desk, &worked, "folding");
}
