//! What became of the sources of a session: found on the disk, changed, moved, gone.
#![allow(clippy::unwrap_used)]

mod store_support;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use crosscheck::session::{DocumentRecord, Hash, Source};
use crosscheck::store::shelf::Shelf;
use crosscheck::store::sources::{SourceState, follow, look, reading};
use crosscheck::text::DocumentId;

use store_support::{Desk, TEXT, stamp, work};

fn record(number: u32, path: &str, text: &str) -> DocumentRecord {
    let known = work().session().documents[0].clone();
    DocumentRecord {
        id: DocumentId(number),
        source: Source::File(path.into()),
        sha256: Hash::of(text).to_string(),
        bytes: text.len() as u64,
        text: Hash::of(text),
        ..known
    }
}

fn write(desk: &Desk, path: &str, text: &str) {
    let path = desk.folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn states(desk: &Desk, records: &[DocumentRecord]) -> Vec<SourceState> {
    let session = desk.folder.path().join("case/case.ron");
    fs::create_dir_all(session.parent().unwrap()).unwrap();
    let shelf = Shelf::new(&desk.store(), &session, None);
    let states = look(&shelf, records, &|_| true);
    assert!(
        states
            .iter()
            .map(|(id, _)| *id)
            .eq(records.iter().map(|record| record.id))
    );
    states.into_iter().map(|(_, state)| state).collect()
}

fn moved(path: &str) -> SourceState {
    SourceState::Moved(path.into())
}

#[test]
fn each_source_is_as_it_was_or_something_became_of_it() {
    let desk = Desk::new();
    write(&desk, "case/articles/same.txt", "the same");
    write(&desk, "case/articles/changed.txt", "58 people");
    fs::create_dir_all(desk.folder.path().join("case/articles/folder.txt")).unwrap();
    let records = [
        record(1, "articles/same.txt", "the same"),
        record(2, "articles/changed.txt", "50 people"),
        record(3, "articles/folder.txt", "x"),
        record(4, "articles/gone.txt", "nowhere"),
    ];
    let [same, changed, folder, gone] = &states(&desk, &records)[..] else {
        unreachable!("there are four")
    };
    assert_eq!(same, &SourceState::Unchanged);
    assert!(matches!(changed, SourceState::Changed(read) if read.text == "58 people"));
    assert!(matches!(folder, SourceState::Unreadable(why) if why.contains("a folder")));
    assert_eq!(gone, &SourceState::Missing);
}

#[test]
fn a_source_that_was_moved_is_found_by_its_content() {
    let desk = Desk::new();
    // The folder has another name; a file went to a folder beside it; one was renamed as well.
    write(&desk, "case/texts/a.txt", "alpha");
    write(&desk, "case/checked/2024/b.txt", "beta");
    write(&desk, "wires/c-old.txt", "gamma");
    // Of the same size, but something else.
    write(&desk, "case/texts/z.txt", "alpho");
    // Two that have the same content: the one of the same name.
    write(&desk, "case/texts/1.txt", "twice");
    write(&desk, "case/texts/d.txt", "twice");
    let records = [
        record(1, "articles/a.txt", "alpha"),
        record(2, "articles/b.txt", "beta"),
        record(3, "../wires/new/c.txt", "gamma"),
        record(4, "articles/d.txt", "twice"),
    ];
    let found = [
        moved("texts/a.txt"),
        moved("checked/2024/b.txt"),
        moved("../wires/c-old.txt"),
        moved("texts/d.txt"),
    ];
    assert_eq!(states(&desk, &records), found);
}

#[test]
fn what_was_found_can_be_taken_into_the_session() {
    let desk = Desk::new();
    let mut work = work();
    work.apply(follow(DocumentId(1), "b.txt".into()), &stamp())
        .unwrap();
    let record = &work.session().documents[0];
    assert_eq!(record.source, Source::File("b.txt".into()));

    let path = desk.folder.path().join("a.txt");
    fs::write(&path, TEXT).unwrap();
    let read = crosscheck::source::Reader::default().read(&path).unwrap();
    assert_eq!(reading(&read, &record.read_at), record.reading());
}

#[test]
fn looking_can_be_ended_and_writes_nothing() {
    let desk = Desk::new();
    let records: Vec<_> = (1..=9)
        .map(|number| record(number, "no.txt", "x"))
        .collect();
    let shelf = Shelf::new(&desk.store(), &desk.session(), None);
    let told = Cell::new(0);
    let states = look(&shelf, &records, &|done| {
        told.set(done);
        done < 3
    });
    assert_eq!((states.len(), told.get()), (3, 3));
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 0);
}

#[test]
fn paths_are_written_relative_to_the_session() {
    let desk = Desk::new();
    let folder = desk.folder.path().canonicalize().unwrap();
    let shelf = Shelf::new(&desk.store(), &folder.join("a/b/c/case.ron"), None);
    let written = |path: &str| shelf.path_for_session(&folder.join(path));
    assert_eq!(written("a/b/c/d/x.txt"), Path::new("d/x.txt"));
    assert_eq!(written("a/b/x.txt"), Path::new("../x.txt"));
    assert_eq!(written("a/d/x.txt"), Path::new("../../d/x.txt"));
    // Too far away to be moved together.
    assert_eq!(written("x.txt"), folder.join("x.txt"));
    let elsewhere = PathBuf::from("/elsewhere/x.txt");
    assert_eq!(shelf.path_for_session(&elsewhere), elsewhere);
}

#[cfg(unix)]
#[test]
fn texts_lie_beside_the_file_itself_and_not_beside_a_link_to_it() {
    let desk = Desk::new();
    let folder = desk.folder.path().canonicalize().unwrap();
    write(&desk, "real/case.ron", "");
    std::os::unix::fs::symlink(folder.join("real/case.ron"), folder.join("link.ron")).unwrap();
    std::os::unix::fs::symlink(folder.join("real"), folder.join("folder")).unwrap();
    let real = folder.join("real/a.txt");
    for link in ["link.ron", "folder/case.ron"] {
        let shelf = Shelf::new(&desk.store(), &folder.join(link), None);
        assert_eq!(shelf.resolved(Path::new("a.txt")), real);
        assert_eq!(shelf.path_for_session(&real), Path::new("a.txt"));
    }
    let shelf = Shelf::new(&desk.store(), &folder.join("folder/case.ron"), None);
    let named = folder.join("folder/a.txt");
    assert_eq!(shelf.path_for_session(&named), Path::new("a.txt"));
}
