//! The commands for sessions, as a script or git calls them.
#![allow(clippy::unwrap_used)]

mod store_support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crosscheck::session::{ClaimField, DocumentRecord, Edit, Hash, Source, ViewState, Work};
use crosscheck::store::shelf::{Found, Shelf};
use crosscheck::store::sources::{self, SourceState};
use crosscheck::store::{format, read};
use crosscheck::text::DocumentId;

use store_support::{Desk, TEXT, claim, stamp, work};

fn crosscheck(desk: &Desk, arguments: &[&str]) -> Output {
    let own = desk.folder.path().join("own");
    Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args(arguments)
        .current_dir(desk.folder.path())
        .env("XDG_DATA_HOME", own.join("data"))
        .env("XDG_CONFIG_HOME", own.join("config"))
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn write(desk: &Desk, name: &str, work: &Work) {
    let text = format::write(work, &ViewState::default(), &[]).unwrap();
    fs::write(desk.folder.path().join(name), text).unwrap();
}

fn read_back(desk: &Desk, name: &str) -> Work {
    let bytes = fs::read(desk.folder.path().join(name)).unwrap();
    read(&bytes, &|_| None).unwrap().into_work(&stamp())
}

fn with_claim() -> Work {
    let mut work = work();
    work.apply(claim(&work), &stamp()).unwrap();
    work
}

fn set(work: &Work, field: ClaimField) -> Work {
    let mut work = work.clone();
    let id = work.session().claims[0].id.clone();
    work.apply(Edit::SetClaim(id, field), &stamp()).unwrap();
    work
}

#[test]
fn a_sound_session_is_verified_and_a_rewritten_one_is_not() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("a.txt"), TEXT).unwrap();
    write(&desk, "case.ron", &with_claim());
    let output = crosscheck(&desk, &["verify", "case.ron"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));

    fs::write(desk.folder.path().join("a.txt"), "Another text.").unwrap();
    let output = crosscheck(&desk, &["verify", "case.ron"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("as it was read is lost"),
        "{}",
        said(&output)
    );

    let text = fs::read_to_string(desk.session()).unwrap();
    fs::write(
        desk.session(),
        text.replacen("author: \"Ana\"", "author: \"Eve\"", 1),
    )
    .unwrap();
    let output = crosscheck(&desk, &["verify", "case.ron"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("was rewritten"), "{}", said(&output));

    let output = crosscheck(&desk, &["verify", "nowhere.ron"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_status_is_told_to_people_and_programs() {
    let desk = Desk::new();
    write(&desk, "case.ron", &with_claim());
    let output = crosscheck(&desk, &["status", "case.ron"]);
    assert!(
        said(&output).contains("claims     1 open"),
        "{}",
        said(&output)
    );
    let output = crosscheck(&desk, &["status", "case.ron", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["claims"]["open"], 1);
    assert_eq!(json["steps"], 2);
}

#[test]
fn what_two_analysts_did_is_merged_by_field() {
    let desk = Desk::new();
    let base = with_claim();
    write(&desk, "base.ron", &base);
    write(
        &desk,
        "ours.ron",
        &set(&base, ClaimField::Note("Ours".into())),
    );
    write(
        &desk,
        "theirs.ron",
        &set(&base, ClaimField::Verdict(Some("true".into()))),
    );
    let merge = [
        "merge",
        "--base",
        "base.ron",
        "ours.ron",
        "theirs.ron",
        "-o",
        "out.ron",
    ];
    let output = crosscheck(&desk, &merge);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let merged = read_back(&desk, "out.ron");
    let claim = &merged.session().claims[0];
    assert_eq!(
        (claim.note.as_str(), claim.verdict.as_deref()),
        ("Ours", Some("true"))
    );

    write(
        &desk,
        "theirs.ron",
        &set(&base, ClaimField::Note("Theirs".into())),
    );
    let output = crosscheck(&desk, &merge);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let merged = read_back(&desk, "out.ron");
    assert_eq!(merged.session().claims[0].note, "Ours");
    assert_eq!(merged.session().conflicts.len(), 1);
}

#[test]
fn a_merge_of_one_side_only_keeps_its_history() {
    let desk = Desk::new();
    let base = with_claim();
    let theirs = set(&base, ClaimField::Note("Theirs".into()));
    write(&desk, "base.ron", &base);
    write(&desk, "theirs.ron", &theirs);
    let merge = [
        "merge",
        "--base",
        "base.ron",
        "base.ron",
        "theirs.ron",
        "-o",
        "base.ron",
    ];
    assert_eq!(crosscheck(&desk, &merge).status.code(), Some(0));
    assert_eq!(read_back(&desk, "base.ron"), theirs);
}

fn record_of(work: &Work) -> DocumentRecord {
    work.session().documents[0].clone()
}

#[test]
fn a_packed_session_opens_where_its_texts_are_not() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("a.txt"), TEXT).unwrap();
    write(&desk, "case.ron", &with_claim());
    let output = crosscheck(&desk, &["pack", "case.ron", "-o", "packed.ron"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));

    let away = Desk::new();
    copy(&desk, &away, "packed.ron");
    let path = away.folder.path().join("packed.ron");
    let opened = away.store().open(&path).unwrap();
    assert_eq!(opened.work, with_claim());
    let record = &opened.work.session().documents[0];
    let shelf = Shelf::new(&away.store(), &path, None).with_packed(opened.packed.clone());
    assert!(matches!(shelf.find(record), Found::Same(text) if text == TEXT));
    assert_eq!(sources::state(&shelf, record), SourceState::Unchanged);

    // It stays packed when it is worked on, with a text that is taken in, too.
    let mut editor = store_support::Editor::of(opened, store_support::NEVER);
    let new = "One sentence here, and a new one.";
    let text = away.store().texts().keep(new).unwrap();
    editor.apply(Edit::AddDocument(DocumentRecord {
        id: DocumentId(2),
        source: Source::Pasted,
        sha256: text.to_string(),
        bytes: new.len() as u64,
        text,
        ..record_of(&editor.work)
    }));
    editor.keeper.close().unwrap();
    let opened = away.store().look(&path).unwrap();
    let texts: Vec<&str> = opened.packed.iter().map(|it| it.text.as_str()).collect();
    assert!(texts.contains(&TEXT) && texts.contains(&new), "{texts:?}");

    let output = crosscheck(&away, &["unpack", "packed.ron", "-o", "case"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(
        fs::read_to_string(away.folder.path().join("case/a.txt")).unwrap(),
        TEXT
    );
    let output = crosscheck(&away, &["verify", "case/session.ron"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

fn copy(from: &Desk, to: &Desk, name: &str) {
    fs::copy(
        from.folder.path().join(name),
        to.folder.path().join(Path::new(name)),
    )
    .unwrap();
}

#[test]
fn what_is_whole_of_a_broken_session_makes_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.ron");
    let whole = std::fs::read_to_string("sessions/panama-memorandum.ron").unwrap();
    std::fs::write(&broken, whole.split_at(whole.len() / 3).0).unwrap();
    let new = folder.path().join("new.ron");
    let run = |output: &std::path::Path| {
        std::process::Command::new(env!("CARGO_BIN_EXE_crosscheck"))
            .env("HOME", folder.path())
            .args([
                "salvage".as_ref(),
                broken.as_os_str(),
                "-o".as_ref(),
                output.as_os_str(),
            ])
            .output()
            .unwrap()
    };
    let done = run(&new);
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(
        done.status.success() && told.contains("4 documents"),
        "{told}"
    );
    let salvaged = std::fs::read_to_string(&new).unwrap();
    assert!(salvaged.contains("The memorandum was signed on July 1, 2024."));
    assert_eq!(
        run(&new).status.code(),
        Some(2),
        "a file that is there is never replaced"
    );
}

/// Whether git is installed here.
fn git(folder: &Path, arguments: &[&str]) -> Option<Output> {
    Command::new("git")
        .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.org"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .ok()
}

#[test]
fn git_merges_two_branches_of_a_session_by_claim_and_field() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    if git(folder, &["init", "-q", "-b", "main"]).is_none() {
        return;
    }
    // The two lines of the README.
    let readme = fs::read_to_string("README.md").unwrap();
    let driver = "git config merge.crosscheck.driver 'crosscheck merge --base %O %A %B -o %A'";
    let attribute = "echo '*.ron merge=crosscheck' >> .gitattributes";
    assert!(readme.contains(driver) && readme.contains(attribute));
    let driver = format!(
        "{} merge --base %O %A %B -o %A",
        env!("CARGO_BIN_EXE_crosscheck")
    );
    let run = |arguments: &[&str]| {
        let output = git(folder, arguments).unwrap();
        (output.status.success(), said(&output))
    };
    run(&["config", "merge.crosscheck.driver", &driver]);
    fs::write(folder.join(".gitattributes"), "*.ron merge=crosscheck\n").unwrap();
    let base = with_claim();
    let commit = |work: &Work, words: &str| {
        write(&desk, "case.ron", work);
        run(&["add", "."]);
        let (done, said) = run(&["commit", "-q", "-m", words]);
        assert!(done, "{said}");
    };
    commit(&base, "Begin");
    run(&["switch", "-q", "-c", "theirs"]);
    let theirs = set(&base, ClaimField::Verdict(Some("true".into())));
    commit(&theirs, "Give a verdict");
    run(&["switch", "-q", "main"]);
    commit(&set(&base, ClaimField::Note("Ours".into())), "Note");
    let (done, told) = run(&["merge", "-q", "-m", "Merge", "theirs"]);
    assert!(done, "{told}");
    let merged = read_back(&desk, "case.ron");
    let claim = &merged.session().claims[0];
    assert_eq!(claim.note, "Ours");
    assert_eq!(claim.verdict.as_deref(), Some("true"));

    // What both changed is no clean merge for git, and waits in the session.
    run(&["switch", "-q", "theirs"]);
    commit(&set(&theirs, ClaimField::Note("Theirs".into())), "Note");
    run(&["switch", "-q", "main"]);
    let (done, _) = run(&["merge", "-q", "-m", "Merge", "theirs"]);
    assert!(!done);
    let merged = read_back(&desk, "case.ron");
    assert_eq!(merged.session().claims[0].note, "Ours");
    assert_eq!(merged.session().conflicts.len(), 1);
}

#[test]
fn a_history_that_was_written_anew_does_not_continue_the_old_one() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("a.txt"), TEXT).unwrap();
    let work = with_claim();
    write(&desk, "case.ron", &work);
    let head = work.head().to_string();
    let verify = ["verify", "case.ron", "--continues", &head];
    write(
        &desk,
        "case.ron",
        &set(&work, ClaimField::Note("More".into())),
    );
    let output = crosscheck(&desk, &verify);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("its step 2"), "{}", said(&output));

    let mut anew = store_support::work();
    let edit = Edit::Several(vec![claim(&anew), Edit::Retitle("Anew".into())]);
    anew.apply(edit, &stamp()).unwrap();
    write(&desk, "case.ron", &anew);
    assert_eq!(
        crosscheck(&desk, &["verify", "case.ron"]).status.code(),
        Some(0)
    );
    let output = crosscheck(&desk, &verify);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("it was rewritten"),
        "{}",
        said(&output)
    );
}

#[test]
fn no_command_writes_over_the_session_that_it_reads() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("a.txt"), TEXT).unwrap();
    write(&desk, "case.ron", &with_claim());
    let before = fs::read(desk.session()).unwrap();
    for command in ["pack", "export", "salvage"] {
        let output = crosscheck(&desk, &[command, "case.ron", "-o", "./case.ron"]);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{command}: {}",
            said(&output)
        );
        assert_eq!(fs::read(desk.session()).unwrap(), before, "{command}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_written_takes_the_place_of_a_file_whole_and_goes_through_links() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let desk = Desk::new();
    let at = |name: &str| desk.folder.path().join(name);
    fs::write(at("a.txt"), TEXT).unwrap();
    write(&desk, "case.ron", &with_claim());
    for (command, name) in [("export", "report.md"), ("pack", "packed.ron")] {
        fs::write(at(name), "before").unwrap();
        fs::set_permissions(at(name), fs::Permissions::from_mode(0o640)).unwrap();
        symlink(name, at("link")).unwrap();
        let before = fs::metadata(at(name)).unwrap().ino();
        let output = crosscheck(&desk, &[command, "case.ron", "-o", "link"]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{command}: {}",
            said(&output)
        );
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
        let after = fs::metadata(at(name)).unwrap();
        // Another file under the old name: nobody sees half of it.
        assert_ne!(after.ino(), before, "{command}");
        assert_eq!(after.mode() & 0o777, 0o640, "{command}");
        assert!(after.len() > 100, "{command}");
        fs::remove_file(at("link")).unwrap();
    }
    let output = crosscheck(&desk, &["export", "case.ron", "-o", "/dev/stdout"]);
    assert!(said(&output).contains("Statement 1"), "{}", said(&output));
    let output = crosscheck(&desk, &["export", "case.ron", "-o", "/dev/full"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("the disk is full"),
        "{}",
        said(&output)
    );
    let left: Vec<String> = store_support::names(desk.folder.path());
    assert!(left.iter().all(|name| !name.contains("tmp")), "{left:?}");
}

#[test]
fn texts_of_one_name_are_unpacked_beside_one_another() {
    let desk = Desk::new();
    let texts = ["One.", "Two.", "Three.", "Four."];
    let paths = ["x/a.txt", "y/a.txt", "z/a-2.txt", "a-2.html"];
    let records = paths
        .iter()
        .zip(texts)
        .zip(1..)
        .map(|((path, text), number)| {
            let known = store_support::work().session().documents[0].clone();
            Edit::AddDocument(DocumentRecord {
                id: DocumentId(number),
                source: Source::File(path.into()),
                sha256: Hash::of(text).to_string(),
                bytes: text.len() as u64,
                text: Hash::of(text),
                ..known
            })
        });
    let work = Work::begin(Edit::Several(records.collect()), &stamp()).unwrap();
    let packed: Vec<_> = texts
        .map(|text| format::PackedText {
            sha256: Hash::of(text),
            text: text.to_owned(),
        })
        .into();
    let written = format::write(&work, &ViewState::default(), &packed).unwrap();
    fs::write(desk.folder.path().join("packed.ron"), written).unwrap();
    let output = crosscheck(&desk, &["unpack", "packed.ron", "-o", "deep/case"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = crosscheck(&desk, &["verify", "deep/case/session.ron"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let folder = desk.folder.path().join("deep/case");
    let mut found: Vec<String> = store_support::names(&folder)
        .iter()
        .filter(|name| name.as_str() != "session.ron")
        .map(|name| fs::read_to_string(folder.join(name)).unwrap())
        .collect();
    found.sort();
    assert_eq!(found, ["Four.", "One.", "Three.", "Two."]);
    assert_eq!(
        store_support::names(&desk.folder.path().join("deep")),
        ["case"]
    );
}
