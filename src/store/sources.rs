//! Whether the sources of a session are still what was read, and where those went that are gone.
//!
//! Nothing is written. Looking at ten thousand sources takes as long as reading them, so it is work
//! for a thread of its own.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::shelf::Shelf;
use crate::session::{DocumentField, DocumentRecord, Edit, Hash, Reading, Session, Source};
use crate::source::{self, Format, Limits, Problem};
use crate::text::DocumentId;

/// What stands where a document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// The same as was read.
    Unchanged,
    /// Something else: another content, or the same that is read to another text by now.
    Changed(Box<source::Read>),
    /// Nothing, but the same content lies at this path, written as the session writes paths.
    Moved(PathBuf),
    /// Nothing.
    Missing,
    /// Something that cannot be read; why, in a sentence.
    Unreadable(String),
}

/// Looks at the source of each document, and for those that are gone. `done` is told how many were
/// looked at, and ends it by answering `false`; what was found until then is returned.
pub fn look(
    shelf: &Shelf,
    records: &[DocumentRecord],
    done: &dyn Fn(usize) -> bool,
) -> Vec<(DocumentId, SourceState)> {
    let mut states = vec![];
    let mut search = Search::default();
    for (record, number) in records.iter().zip(1..) {
        let state = match state(shelf, record) {
            SourceState::Missing => search.look_for(shelf, record),
            known => known,
        };
        states.push((record.id, state));
        if !done(number) {
            break;
        }
    }
    states
}

/// Looks at the source of one document; does not look for it elsewhere.
pub fn state(shelf: &Shelf, record: &DocumentRecord) -> SourceState {
    let Source::File(path) = &record.source else {
        return if shelf.copy(record).is_some() {
            SourceState::Unchanged
        } else {
            SourceState::Missing
        };
    };
    match shelf.reader().fetch(&shelf.resolved(path)) {
        // Whatever a reader makes of the bytes today, the text as it was read is there.
        Ok(raw) if raw.sha256 == record.sha256 && shelf.copy(record).is_some() => {
            SourceState::Unchanged
        }
        Ok(raw) => match shelf.remake(raw, record) {
            Ok(read) if is_as_read(&read, record) => SourceState::Unchanged,
            Ok(read) => SourceState::Changed(Box::new(read)),
            Err(problem) => SourceState::Unreadable(problem.to_string()),
        },
        Err(_) if shelf.needs_no_file(record) => SourceState::Unchanged,
        Err(error) if matches!(error.problem, Problem::Missing) => SourceState::Missing,
        Err(error) => SourceState::Unreadable(error.to_string()),
    }
}

/// Whether a source was read to what the session knows. The same bytes can be read to another text:
/// by another version of the program, or in another encoding.
pub fn is_as_read(read: &source::Read, record: &DocumentRecord) -> bool {
    read.sha256 == record.sha256 && text_hash(read) == record.text
}

/// The hash of the text itself; a plain UTF-8 file has the same one, so that it is not worked out
/// twice.
pub fn text_hash(read: &source::Read) -> Hash {
    let is_the_file = read.bytes == u64::try_from(read.text.len()).unwrap_or(u64::MAX)
        && read.format == Format::Plain
        && read.encoding.as_deref() == Some("UTF-8");
    let hash = is_the_file.then(|| read.sha256.parse().ok()).flatten();
    hash.unwrap_or_else(|| Hash::of(&read.text))
}

/// What a session writes down of a reading at a moment, which is given as records write it.
pub fn reading(read: &source::Read, now: &str) -> Reading {
    Reading {
        sha256: read.sha256.clone(),
        bytes: read.bytes,
        encoding: read.encoding.clone().unwrap_or_default(),
        read_at: now.to_owned(),
        text: text_hash(read),
    }
}

/// The edit by which a document's source is where it was moved to.
pub fn follow(document: DocumentId, moved: PathBuf) -> Edit {
    Edit::SetDocument(document, DocumentField::Source(Source::File(moved)))
}

/// The edits by which the sources of a session that lived in `folder` are found from anywhere.
pub fn in_full(session: &Session, folder: &Path) -> Vec<Edit> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let relative = session.documents.iter().filter_map(|record| {
        let Source::File(path) = &record.source else {
            return None;
        };
        let place = folder.join(path);
        (place != *path).then(|| follow(record.id, place))
    });
    relative.collect()
}

/// How many files and folders one search looks at, at most.
const LOOKED_AT: usize = 20_000;

/// How many folders below its own a source is looked for, and below the session's.
const BELOW: usize = 3;

/// How far below the folder above: into the folders beside its own.
const BESIDE: usize = 1;

/// The search for sources that are gone: by size, then by content, in their folder, the folders
/// beside it, and the session's. Each folder is listed once, and each file read once at most.
#[derive(Default)]
struct Search {
    looked_at: usize,
    /// The folders where a search began already.
    begun: Vec<PathBuf>,
    met: HashSet<PathBuf>,
    /// The files that were met, by their sizes.
    by_size: HashMap<u64, Vec<PathBuf>>,
    /// The hashes of those that were read, as records write them.
    hashes: HashMap<PathBuf, Option<String>>,
}

impl Search {
    fn look_for(&mut self, shelf: &Shelf, record: &DocumentRecord) -> SourceState {
        let Source::File(path) = &record.source else {
            return SourceState::Missing;
        };
        let path = shelf.resolved(path);
        let folder = path.parent();
        let beside = folder.and_then(Path::parent);
        let roots = [
            (folder, BELOW),
            (Some(shelf.folder()), BELOW),
            (beside, BESIDE),
        ];
        for (root, depth) in roots {
            self.list(root, depth);
        }
        let mut found: Vec<PathBuf> = self.by_size.get(&record.bytes).cloned().unwrap_or_default();
        // One of the same name is the likelier one, and then the one that was met first.
        found.sort_by_key(|other| other.file_name() != path.file_name());
        match found
            .into_iter()
            .find(|other| self.hash(other) == Some(&record.sha256))
        {
            Some(moved) => SourceState::Moved(shelf.path_for_session(&moved)),
            None => SourceState::Missing,
        }
    }

    /// Takes in the files of a folder and those below it, the nearest first.
    fn list(&mut self, root: Option<&Path>, depth: usize) {
        // Below the root lies the whole disk.
        let root = root.filter(|root| root.parent().is_some());
        let Some(root) = root.filter(|root| !self.begun.iter().any(|known| known == root)) else {
            return;
        };
        self.begun.push(root.to_owned());
        let mut level = vec![root.to_owned()];
        for _ in 0..=depth {
            let mut next = vec![];
            for folder in level {
                for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                    self.looked_at += 1;
                    if self.looked_at > LOOKED_AT {
                        return;
                    }
                    // Links are not followed, nor what is hidden.
                    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                    match entry.file_type() {
                        Ok(kind) if kind.is_dir() && !hidden => next.push(entry.path()),
                        Ok(kind) if kind.is_file() && !hidden => self.take(&entry),
                        _ => {}
                    }
                }
            }
            next.sort();
            level = next;
        }
    }

    fn take(&mut self, entry: &fs::DirEntry) {
        if let Ok(metadata) = entry.metadata()
            && self.met.insert(entry.path())
        {
            let same_size = self.by_size.entry(metadata.len()).or_default();
            same_size.push(entry.path());
        }
    }

    fn hash(&mut self, path: &Path) -> Option<&String> {
        let known = self.hashes.entry(path.to_owned()).or_insert_with(|| {
            // Only files up to the limit of sources were ever read.
            let within = fs::metadata(path).is_ok_and(|it| it.len() <= Limits::default().bytes);
            let bytes = within.then(|| fs::read(path).ok()).flatten()?;
            Some(Hash::of(bytes).to_string())
        });
        known.as_ref()
    }
}
