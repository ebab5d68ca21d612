//! Opening never writes, nor does quitting without an edit: everything is as it was, to the moment
//! when it was changed last; but for the note of who has the session open, while it is open.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use support::Home;

/// Every file and folder below one, with when it was changed last, and the bytes of files.
type Snapshot = BTreeMap<PathBuf, (SystemTime, Vec<u8>)>;

fn snapshot(folder: &Path) -> Snapshot {
    let mut found = Snapshot::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let changed = fs::metadata(&folder).unwrap().modified().unwrap();
        found.insert(folder.clone(), (changed, vec![]));
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                let changed = entry.metadata().unwrap().modified().unwrap();
                found.insert(path.clone(), (changed, fs::read(path).unwrap()));
            }
        }
    }
    found
}

/// The files alone: to leave a note in a folder and take it out again changes the folder.
fn files(folder: &Path) -> Snapshot {
    let all = snapshot(folder).into_iter();
    all.filter(|(path, _)| path.is_file()).collect()
}

/// A home with the sample's session and texts, which was worked on before.
fn worked_on() -> (Home, PathBuf) {
    let home = Home::new();
    let session = home.copy_sample();
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("4 documents");
    terminal.type_keys("/Safe passage<CR>Vc");
    terminal.wait_for("the edit saved", |screen| {
        screen.contains("10 claims") || screen.row(0).contains("saved")
    });
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    (home, session)
}

#[test]
fn opening_a_session_and_quitting_writes_nothing() {
    let (home, session) = worked_on();
    let (work, all) = (snapshot(&home.work()), files(home.path()));
    let mut terminal = home.terminal([&session]).start();
    terminal.wait_for_words("4 documents");
    let beside: Vec<PathBuf> = files(home.path())
        .into_keys()
        .filter(|path| !all.contains_key(path))
        .collect();
    assert!(
        matches!(&beside[..], [note] if note.parent().unwrap().ends_with("crosscheck/open")),
        "{beside:?}"
    );
    terminal.type_keys("]pwj/the<CR>nG<Tab>");
    terminal.type_keys("<Esc><Esc><Esc>q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(snapshot(&home.work()), work);
    assert_eq!(files(home.path()), all);
}

#[test]
fn opening_texts_and_quitting_writes_nothing() {
    let home = Home::new();
    home.copy_sample();
    let texts = home.work().join("assets/sample");
    let (work, all) = (snapshot(&home.work()), files(home.path()));
    let mut terminal = home.terminal([&texts]).start();
    terminal.wait_for_words("4 documents");
    terminal.type_keys("q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(snapshot(&home.work()), work);
    assert_eq!(files(home.path()), all);
}

#[test]
fn commands_that_look_at_a_session_write_nothing() {
    let (home, session) = worked_on();
    let packed = home.work().join("packed.ron");
    let pack = [
        "pack".as_ref(),
        session.as_os_str(),
        "-o".as_ref(),
        packed.as_os_str(),
    ];
    assert_eq!(home.command(pack).run().code, Some(0));
    let broken = home.write("broken.ron", &fs::read(&session).unwrap()[..3000]);
    let before = snapshot(home.path());
    for command in ["status", "verify", "export"] {
        for (session, code) in [(&session, 0), (&packed, 0), (&broken, 2)] {
            let output = home.command([command.as_ref(), session.as_os_str()]).run();
            let wanted = if (command, code) == ("verify", 2) {
                1
            } else {
                code
            };
            assert_eq!(output.code, Some(wanted), "{command}: {}", output.stderr);
            assert_eq!(snapshot(home.path()), before, "{command}");
        }
    }
}

#[test]
fn a_session_in_a_folder_that_may_not_be_written_opens_to_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (home, session) = worked_on();
    let all = files(&home.work());
    let may = |mode| {
        fs::set_permissions(home.work(), fs::Permissions::from_mode(mode)).unwrap();
    };
    may(0o555);
    // The administrator may write anywhere.
    if fs::File::create(home.work().join("probe")).is_err() {
        let mut terminal = home.terminal([&session]).start();
        terminal.wait_for_words("4 documents");
        terminal.type_keys("q");
        assert!(terminal.wait_for_exit().success());
    }
    may(0o755);
    let _ = fs::remove_file(home.work().join("probe"));
    assert_eq!(files(&home.work()), all);
}
