//! Sessions on a real disk: saved, resumed, recovered, locked.

mod store_support;

use std::fs;
use std::time::Duration;

use crosscheck::session::{
    Act, CardField, ClaimField, DocumentField, Edit, Hash, Source, ViewState, Work,
};
use crosscheck::store::{Access, CloseError, Notice, OpenError, Why};
use crosscheck::text::DocumentId;

use store_support::{Desk, Editor, NEVER, names, stamp, wait_until, work};

#[test]
fn what_was_saved_is_there_again() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    for _ in 0..3 {
        editor.add_claim();
    }
    let view = ViewState {
        focus: 0,
        follow: true,
        ..ViewState::default()
    };
    editor.keeper.view(view.clone());
    editor.keeper.close().unwrap();
    assert_eq!(names(desk.folder.path()), ["case.ron", "case.ron.bak"]);

    let opened = desk.open();
    assert_eq!(opened.work, editor.work);
    assert_eq!(opened.view, view);
    assert_eq!(opened.notices, []);
}

#[test]
fn a_new_session_that_was_not_edited_leaves_nothing() {
    let desk = Desk::new();
    let editor = Editor::of(desk.create(), NEVER);
    editor.keeper.close().unwrap();
    assert_eq!(names(desk.folder.path()), [""; 0]);
}

#[test]
fn opening_and_quitting_without_an_edit_writes_nothing() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    let before = (
        names(desk.folder.path()),
        fs::metadata(desk.session()).unwrap().modified().unwrap(),
    );

    let editor = Editor::of(desk.open(), NEVER);
    editor.keeper.view(ViewState {
        follow: true,
        ..ViewState::default()
    });
    editor.keeper.close().unwrap();
    let after = (
        names(desk.folder.path()),
        fs::metadata(desk.session()).unwrap().modified().unwrap(),
    );
    assert_eq!(before, after);
}

#[test]
fn a_killed_program_loses_no_saved_edit() {
    let mut desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    for round in 0..4 {
        for _ in 0..round {
            editor.add_claim();
        }
        editor.add_claim();
        let (work, after) = editor.kill(&desk);
        desk = after;
        let opened = desk.open();
        assert_eq!(opened.work, work);
        if round > 0 {
            assert!(
                matches!(opened.notices[..], [Notice::Recovered(_)]),
                "{:?}",
                opened.notices
            );
        }
        editor = Editor::of(opened, NEVER);
    }
}

#[test]
fn an_edit_that_was_cut_off_is_told_and_the_others_are_kept() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    for _ in 0..3 {
        editor.add_claim();
    }
    let (work, desk) = editor.kill(&desk);
    let journal = desk.folder.path().join("case.ron.journal");
    let bytes = fs::read(&journal).unwrap();
    fs::write(&journal, &bytes[..bytes.len() - 10]).unwrap();
    let opened = desk.open();
    assert_eq!(opened.notices, [Notice::Recovered(1), Notice::CutOff]);
    assert_eq!(opened.work.history(), &work.history()[..3]);
}

#[test]
fn when_nothing_happens_the_journal_is_folded_into_the_file() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), Duration::ZERO);
    editor.add_claim();
    editor.add_claim();
    let journal = desk.folder.path().join("case.ron.journal");
    wait_until("the journal is folded", || !journal.exists());
    let (work, desk) = editor.kill(&desk);
    let opened = desk.open();
    assert_eq!(opened.work, work);
    assert_eq!(opened.notices, []);
}

#[test]
fn the_second_program_is_told_who_has_it_open() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    for _ in 0..2 {
        let second = desk.open();
        let Access::ReadOnly(Why::OpenElsewhere(Some(owner))) = second.access else {
            panic!("{:?}", second.access);
        };
        assert_eq!(owner.process, std::process::id());
        assert_eq!(second.work, editor.work);
        editor.add_claim();
    }
    editor.keeper.close().unwrap();
    assert!(matches!(desk.open().access, Access::ReadWrite(_)));
}

#[test]
fn undo_and_redo_last_across_a_restart() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    let id = editor.work.session().claims[0].id.clone();
    let verdict = Edit::SetClaim(id, ClaimField::Verdict(Some("true".into())));
    editor.apply(verdict);
    editor.keeper.close().unwrap();

    let mut editor = Editor::of(desk.open(), NEVER);
    assert_eq!(
        editor.work.can_undo().unwrap().subject(),
        "claim 1: verdict"
    );
    let entry = editor.work.undo(&stamp()).unwrap();
    editor.keeper.record(&entry);
    editor.saved();
    assert_eq!(editor.work.session().claims[0].verdict, None);
    editor.keeper.close().unwrap();

    let mut editor = Editor::of(desk.open(), NEVER);
    let entry = editor.work.redo(&stamp()).unwrap();
    assert_eq!(entry.act, Act::Redo(3));
    assert_eq!(editor.work.describe(&entry), "made again: claim 1: verdict");
    assert_eq!(editor.work.session().claims[0].verdict, Some("true".into()));
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone_and_merged_when_opened_again() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    let ours = fs::read_to_string(desk.session()).unwrap();
    let theirs = ours.replacen("title: \"a\"", "title: \"Another name\"", 1);
    assert_ne!(ours, theirs);
    fs::write(desk.session(), &theirs).unwrap();
    editor.add_claim();
    editor.keeper.close().unwrap_err();
    assert_eq!(fs::read_to_string(desk.session()).unwrap(), theirs);

    let opened = desk.open();
    let what = "document 1: title".to_owned();
    let merged = Notice::Merged {
        edits: 1,
        conflicts: 0,
    };
    assert_eq!(opened.notices, [Notice::ChangedOutside(vec![what]), merged]);
    assert_eq!(opened.work.session().documents[0].title, "Another name");
    assert_eq!(opened.work.session().claims, editor.work.session().claims);

    // What was merged is kept like any edit.
    let mut editor = Editor::of(opened, NEVER);
    editor.add_claim();
    let (work, desk) = editor.kill(&desk);
    assert_eq!(desk.open().work, work);
}

#[test]
fn both_sides_of_a_conflict_are_kept() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    let mut editor = Editor::of(desk.open(), NEVER);
    let ours = fs::read_to_string(desk.session()).unwrap();
    let theirs = ours.replacen("statement: \"Statement 1\"", "statement: \"Theirs\"", 1);
    fs::write(desk.session(), theirs).unwrap();
    let id = editor.work.session().claims[0].id.clone();
    editor.apply(Edit::SetClaim(
        id.clone(),
        ClaimField::Statement("Ours".into()),
    ));
    editor.keeper.close().unwrap_err();

    let opened = desk.open();
    let session = opened.work.session();
    assert_eq!(session.claims[0].statement, "Theirs");
    let [conflict] = &session.conflicts[..] else {
        panic!("{:?}", session.conflicts)
    };
    let statement = |text: &str| Edit::SetClaim(id.clone(), ClaimField::Statement(text.into()));
    assert_eq!(
        (&conflict.ours, &conflict.theirs),
        (&statement("Theirs"), &statement("Ours"))
    );
}

#[test]
fn a_journal_of_another_history_is_kept_aside() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.add_claim();
    let (_, desk) = editor.kill(&desk);
    let other = Desk::new();
    let work = Work::begin(Edit::Retitle("other".into()), &stamp()).unwrap();
    let mut editor = Editor::of(other.store().create(&other.session(), work).unwrap(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    fs::copy(other.session(), desk.session()).unwrap();

    let opened = desk.open();
    assert!(
        matches!(opened.notices[..], [Notice::ForeignJournal(_)]),
        "{:?}",
        opened.notices
    );
    let journal = fs::read(desk.folder.path().join("case.ron.journal")).unwrap();
    let mut editor = Editor::of(opened, NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    let kept = names(desk.folder.path())
        .into_iter()
        .find(|name| name.contains("journal-"))
        .unwrap();
    assert_eq!(fs::read(desk.folder.path().join(kept)).unwrap(), journal);
}

#[test]
fn a_session_from_another_machine_is_taken_over_only_when_asked() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.add_claim();
    let (work, desk) = editor.kill(&desk);
    let journal = desk.folder.path().join("case.ron.journal");
    let text = fs::read_to_string(&journal).unwrap();
    let (first, rest) = text.split_once('\n').unwrap();
    let (_, header) = first.split_once(' ').unwrap();
    let (before, after) = header.split_once("host:\"").unwrap();
    let (_, after) = after.split_once('"').unwrap();
    let header = format!("{before}host:\"elsewhere\"{after}");
    let sum: String = Hash::of(&header).to_string().chars().take(16).collect();
    fs::write(&journal, format!("{sum} {header}\n{rest}")).unwrap();

    let opened = desk.open();
    assert_eq!(opened.work, work);
    let Access::ReadOnly(Why::OpenOnAnotherMachine(owner)) = opened.access else {
        panic!("{:?}", opened.access)
    };
    assert_eq!(owner.host, "elsewhere");
    let opened = desk.store().take_over(&desk.session()).unwrap();
    assert!(matches!(opened.access, Access::ReadWrite(_)));
    assert_eq!(opened.work, work);
}

#[test]
fn a_new_session_does_not_replace_a_file() {
    let desk = Desk::new();
    fs::write(desk.session(), "mine").unwrap();
    let error = desk.store().create(&desk.session(), work()).unwrap_err();
    assert!(matches!(error, OpenError::Exists { .. }));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_survive() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    fs::set_permissions(desk.session(), fs::Permissions::from_mode(0o640)).unwrap();
    let link = desk.folder.path().join("link.ron");
    symlink("case.ron", &link).unwrap();

    let mut editor = Editor::of(desk.store().open(&link).unwrap(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(
        fs::metadata(desk.session()).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(desk.open().work, editor.work);

    fs::hard_link(desk.session(), desk.folder.path().join("other.ron")).unwrap();
    assert_eq!(desk.open().notices, [Notice::OtherNames(1)]);
}

#[test]
fn what_can_be_saved_nowhere_else_is_rescued_into_the_own_directory() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    // Folders in their places can be neither written nor replaced.
    for name in ["case.ron.journal/x", ".case.ron.tmp/x"] {
        fs::create_dir_all(desk.folder.path().join(name)).unwrap();
    }
    let entry = editor.make_claim();
    editor.keeper.record(&entry);
    let CloseError::Rescued { rescue, .. } = editor.keeper.close().unwrap_err() else {
        panic!("not rescued")
    };
    let rescued = desk.store().open(&rescue).unwrap().work;
    assert_eq!(rescued.session().claims, editor.work.session().claims);
    // Its sources are found from there, too.
    let place = desk.folder.path().canonicalize().unwrap().join("a.txt");
    assert_eq!(rescued.session().documents[0].source, Source::File(place));
}

#[test]
fn a_new_session_that_another_program_has_open_is_read_only() {
    let desk = Desk::new();
    let first = desk.create();
    let second = desk.create();
    assert!(matches!(first.access, Access::ReadWrite(_)));
    let Access::ReadOnly(Why::OpenElsewhere(Some(owner))) = second.access else {
        panic!("{:?}", second.access)
    };
    assert_eq!(owner.process, std::process::id());
    drop(first);
    assert!(matches!(desk.create().access, Access::ReadWrite(_)));
}

#[test]
fn a_file_that_another_program_made_meanwhile_is_left_alone() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    fs::write(desk.session(), "mine").unwrap();
    let entry = editor.make_claim();
    editor.keeper.record(&entry);
    let closed = editor.keeper.close();
    assert!(
        matches!(closed, Err(CloseError::Rescued { .. })),
        "{closed:?}"
    );
    assert_eq!(fs::read_to_string(desk.session()).unwrap(), "mine");
}

#[test]
fn looking_at_a_session_keeps_nobody_from_working_on_it() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    let seen = desk.store().look(&desk.session()).unwrap();
    assert!(matches!(seen.access, Access::ReadOnly(Why::Looking)));
    assert_eq!(seen.work, editor.work);
    editor.add_claim();
    editor.keeper.close().unwrap();
}

#[test]
fn the_original_is_kept_where_a_session_takes_a_newer_form() {
    let desk = Desk::new();
    let mut editor = Editor::of(desk.create(), NEVER);
    editor.add_claim();
    editor.keeper.close().unwrap();
    let original = fs::read_to_string(desk.session()).unwrap();
    assert!(original.contains("version: 1,"));
    for title in ["One", "Two"] {
        let mut editor = Editor::of(desk.open(), NEVER);
        let card = CardField::Publisher(Some(title.to_owned()));
        editor.apply(Edit::SetDocument(DocumentId(1), DocumentField::Card(card)));
        editor.keeper.close().unwrap();
    }
    assert!(
        fs::read_to_string(desk.session())
            .unwrap()
            .contains("version: 2,")
    );
    let kept = desk.folder.path().join("case.ron.v1");
    assert_eq!(fs::read_to_string(kept).unwrap(), original);
    assert_eq!(
        names(desk.folder.path()),
        ["case.ron", "case.ron.bak", "case.ron.v1"]
    );
}
