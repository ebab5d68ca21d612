//! The hold on a session file: the right to write it, and what is known to be on the disk.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::disk::{Disk, DiskFile};
use super::files::{Files, beside, folder_of};
use super::format::PackedText;
use super::owner::OwnerNote;
use super::save::{self, SaveError};
use super::texts::Texts;
use super::{Owner, Store, format, journal, read, sources};
use crate::session::{Edit, Entry, Hash, ViewState, Work};

/// The right to write a session file. Dropping it gives the right up.
#[derive(Debug)]
pub struct Hold {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) files: Files,
    pub(super) owner: Owner,
    /// The session file as it was read or last written; `None` while there is none.
    pub(super) saved: Option<Saved>,
    /// Edits that are in the work, but not in the session file.
    pub(super) unfolded: Vec<Arc<Entry>>,
    texts: Pack,
    attempted: Attempted,
    /// Whether the journal on the disk holds what is not in the work, and is to be kept.
    keep_journal: Cell<bool>,
    /// The folder for what can be saved nowhere else.
    rescue: PathBuf,
    _note: OwnerNote,
}

/// The texts that a session is packed with.
#[derive(Clone, Debug)]
struct Pack {
    /// Those that its file had when it was opened, by their hashes.
    texts: Arc<[PackedText]>,
    /// Where those are that came since.
    kept: Texts,
}

impl Pack {
    /// All texts of a session that is packed: it stays so with the documents that it is given and
    /// with the texts that are taken in for others. None where it is not.
    fn of(&self, work: &Work) -> Cow<'_, [PackedText]> {
        if self.texts.is_empty() {
            return Cow::default();
        }
        let is_new = |text: &Hash| {
            let at = self
                .texts
                .binary_search_by(|packed| packed.sha256.cmp(text));
            at.is_err()
        };
        let wanted = work.session().documents.iter().map(|record| record.text);
        let new: BTreeSet<Hash> = wanted.filter(is_new).collect();
        let new = new.into_iter().filter_map(|sha256| {
            let text = self.kept.get(sha256).ok()?;
            Some(PackedText { sha256, text })
        });
        let new: Vec<PackedText> = new.collect();
        if new.is_empty() {
            return Cow::Borrowed(&self.texts);
        }
        let mut all = [self.texts.as_ref(), &new].concat();
        all.sort_by_key(|text| text.sha256);
        Cow::Owned(all)
    }
}

/// A session that is saved where it can be.
pub(super) enum Rescue {
    /// In this file, and on the disk.
    Synced(PathBuf),
    /// In this file; nothing says that it is on the disk.
    Written(PathBuf),
}

/// The SHA-256 of what was last written to the session file, even if that failed: where only the very
/// last step fails, the file is the new one already.
type Attempted = Arc<Mutex<Option<Hash>>>;

/// A session file on the disk.
#[derive(Debug)]
pub(super) struct Saved {
    /// The file, open because it is locked through this.
    pub _lock: Box<dyn DiskFile>,
    /// The SHA-256 of its bytes.
    pub hash: Hash,
    /// The number and hash of its last entry.
    pub after: (u64, Hash),
}

impl Hold {
    pub(super) fn of_new(store: &Store, files: Files, note: OwnerNote) -> Self {
        Self::new(store, files, None, vec![], false, note)
    }

    pub(super) fn new(
        store: &Store,
        files: Files,
        saved: Option<Saved>,
        unfolded: Vec<Arc<Entry>>,
        keep_journal: bool,
        note: OwnerNote,
    ) -> Self {
        let (disk, owner) = (store.disk.clone(), store.owner.clone());
        Self {
            rescue: store.dirs.sessions(),
            disk,
            files,
            owner,
            saved,
            unfolded,
            texts: Pack {
                texts: Arc::default(),
                kept: store.texts(),
            },
            attempted: Attempted::default(),
            keep_journal: Cell::new(keep_journal),
            _note: note,
        }
    }

    /// The same hold on a session that is packed with texts.
    pub(super) fn packed_with(mut self, texts: Arc<[PackedText]>) -> Self {
        self.texts.texts = texts;
        self
    }

    /// Where the session lives.
    pub fn path(&self) -> &Path {
        &self.files.session
    }

    /// What it takes to save the session once, on any thread.
    pub(super) fn fold(&self, work: Arc<Work>, view: ViewState) -> Fold {
        Fold {
            disk: self.disk.clone(),
            files: self.files.clone(),
            expected: self.saved.as_ref().map(|saved| saved.hash),
            attempted: self.attempted.clone(),
            texts: self.texts.clone(),
            work,
            view,
        }
    }

    /// Starts the journal anew with all edits that are not in the session file.
    pub(super) fn start_journal(&self) -> Result<Box<dyn DiskFile>, SaveError> {
        let (after, head) = self
            .saved
            .as_ref()
            .map_or((0, Hash::of("")), |saved| saved.after);
        let owner = self.owner.clone();
        let header = journal::Header {
            version: format::VERSION,
            after,
            head,
            owner,
        };
        let mut lines = journal::header_line(header);
        lines.push_str(&journal::entries_line(&self.unfolded));
        self.keep_old_journal()
            .map_err(SaveError::on(&self.files.journal))?;
        save::replace(
            self.disk.as_ref(),
            &self.files.journal,
            None,
            lines.as_bytes(),
        )
    }

    fn keep_old_journal(&self) -> io::Result<()> {
        if self.keep_journal.get() {
            let journal = &self.files.journal;
            let name: String = Hash::of(self.disk.read(journal)?)
                .to_string()
                .chars()
                .take(8)
                .collect();
            self.disk
                .rename(journal, &beside(journal, "", &format!("-{name}")))?;
            self.keep_journal.set(false);
        }
        Ok(())
    }

    /// Saves the whole session in the program's own directory, for when it can be saved nowhere else.
    pub(super) fn rescue(&self, work: &Work, view: &ViewState) -> Result<Rescue, FoldError> {
        let mut work = work.clone();
        let places = sources::in_full(work.session(), self.files.folder());
        if let (Some(last), [_, ..]) = (work.history().last(), places.as_slice()) {
            // Only the places of sources change, so the edit fits.
            let stamp = last.stamp.clone();
            let _ = work.apply(Edit::Several(places), &stamp);
        }
        let text = format::write(&work, view, &self.texts.of(&work))?;
        let name: String = Hash::of(&text).to_string().chars().take(8).collect();
        let session = self.files.session.with_extension("");
        let name = beside(&session, "rescued-", &format!("-{name}.ron"));
        let path = self.rescue.join(name.file_name().unwrap_or_default());
        let disk = self.disk.as_ref();
        let folder = disk.create_folder(&self.rescue);
        let saved = folder
            .map_err(SaveError::on(&path))
            .and_then(|()| save::replace(disk, &path, None, text.as_bytes()));
        // A disk that cannot be waited for may yet be written to.
        let is_there = || disk.read(&path).is_ok_and(|there| there == text.as_bytes());
        let written = || disk.create_new(&path)?.write(text.as_bytes());
        match saved {
            Ok(_) => Ok(Rescue::Synced(path)),
            Err(_) if is_there() || written().is_ok() => Ok(Rescue::Written(path)),
            Err(error) => Err(error.into()),
        }
    }

    /// The session file is written; what it holds needs no journal.
    pub(super) fn folded(&mut self, saved: Saved) {
        let (last, _) = saved.after;
        self.unfolded.retain(|entry| entry.number > last);
        self.saved = Some(saved);
    }

    /// Whether the file at the path is the one that is open, and not one that took its place.
    pub(super) fn is_at(&self, file: &dyn DiskFile, path: &Path) -> bool {
        match (file.stat(), self.disk.stat(path)) {
            (Ok(open), Ok(there)) => open.identity == there.identity,
            _ => false,
        }
    }
}

/// One saving of a session file.
pub(super) struct Fold {
    disk: Arc<dyn Disk>,
    files: Files,
    expected: Option<Hash>,
    attempted: Attempted,
    texts: Pack,
    work: Arc<Work>,
    view: ViewState,
}

/// Why a session file was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum FoldError {
    /// The system did not let it.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// It could not be written down truly.
    #[error(transparent)]
    Write(#[from] format::WriteError),
    /// It is no longer the file that was read.
    #[error("{} was changed by another program since it was opened here, and is left as it is", .0.display())]
    ChangedOutside(PathBuf),
    /// There is a file now where there was none.
    #[error("{} was made by another program meanwhile, and is left as it is", .0.display())]
    Exists(PathBuf),
}

impl Fold {
    /// Replaces the session file, if it is still the one that was read.
    pub fn run(&self) -> Result<Saved, FoldError> {
        let path = &self.files.session;
        let older = self.expected_version()?;
        let text = format::write(&self.work, &self.view, &self.texts.of(&self.work))?;
        if let Some(version) = older.filter(|version| *version < format::version_of(&self.work)) {
            self.keep_older(version).map_err(SaveError::on(path))?;
        }
        if self.expected.is_none() {
            self.disk
                .create_folder(folder_of(path))
                .map_err(SaveError::on(path))?;
        }
        let hash = Hash::of(&text);
        // Where only the very last step failed, a new session's file is there already.
        let attempted = self.attempted().replace(hash);
        let disk = self.disk.as_ref();
        let lock = match (self.expected, attempted) {
            (None, None) => save::create(disk, path, text.as_bytes()),
            (None, Some(_)) => save::replace(disk, path, None, text.as_bytes()),
            (Some(_), _) => {
                let backup = Some(self.files.backup.as_path());
                save::replace(disk, path, backup, text.as_bytes())
            }
        };
        let lock = lock.map_err(|error| match error.source.kind() {
            io::ErrorKind::AlreadyExists if self.expected.is_none() => {
                FoldError::Exists(path.clone())
            }
            _ => error.into(),
        })?;
        Ok(Saved {
            _lock: lock,
            hash,
            after: (self.work.history().len() as u64, self.work.head()),
        })
    }

    fn attempted(&self) -> MutexGuard<'_, Option<Hash>> {
        self.attempted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the session file under a name of its own before it takes a newer form, which a program
    /// that knows only the older one could not read. Once is enough: the first is the original.
    fn keep_older(&self, version: u32) -> io::Result<()> {
        let older = self.files.of_version(version);
        match self.disk.stat(&older) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                save::keep_old(self.disk.as_ref(), &self.files.session, &older)
            }
            there => there.map(drop),
        }
    }

    /// The version of the session file's format, if it is still the file that was read; none where
    /// there is no file, and should be none.
    fn expected_version(&self) -> Result<Option<u32>, FoldError> {
        let path = &self.files.session;
        let bytes = match self.disk.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(SaveError {
                    path: path.clone(),
                    source,
                }
                .into());
            }
        };
        let found = Some(Hash::of(&bytes));
        if found == self.expected || found == *self.attempted() {
            return Ok(read::utf8(&bytes).ok().and_then(read::written_version));
        }
        Err(match self.expected {
            Some(_) => FoldError::ChangedOutside(path.clone()),
            None => FoldError::Exists(path.clone()),
        })
    }
}
