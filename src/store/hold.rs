//! The hold on a session file: the right to write it, and what is known to be on the disk.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::disk::{Disk, DiskFile};
use super::files::{Files, beside, folder_of};
use super::format::PackedText;
use super::save::{self, SaveError};
use super::{Owner, Store, format, journal};
use crate::session::{Entry, Hash, ViewState, Work};

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
    /// The texts that the session is packed with; it stays so.
    texts: Arc<[PackedText]>,
    attempted: Attempted,
    /// Whether the journal on the disk belongs to another history and is to be kept.
    foreign_journal: Cell<bool>,
    _note: OwnerNote,
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
    pub(super) fn of_new(store: &Store, path: &Path) -> Self {
        Self::new(store, Files::of(path.to_owned()), None, vec![], false)
    }

    pub(super) fn new(
        store: &Store,
        files: Files,
        saved: Option<Saved>,
        unfolded: Vec<Arc<Entry>>,
        foreign_journal: bool,
    ) -> Self {
        let note = OwnerNote::leave(store, &files.session);
        let (disk, owner) = (store.disk.clone(), store.owner.clone());
        Self {
            disk,
            files,
            owner,
            saved,
            unfolded,
            texts: Arc::default(),
            attempted: Attempted::default(),
            foreign_journal: Cell::new(foreign_journal),
            _note: note,
        }
    }

    /// The same hold on a session that is packed with texts.
    pub(super) fn packed_with(self, texts: Vec<PackedText>) -> Self {
        Self {
            texts: texts.into(),
            ..self
        }
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
        lines.extend(self.unfolded.iter().map(journal::entry_line));
        self.keep_foreign_journal()
            .map_err(SaveError::on(&self.files.journal))?;
        save::replace(
            self.disk.as_ref(),
            &self.files.journal,
            None,
            lines.as_bytes(),
        )
    }

    fn keep_foreign_journal(&self) -> io::Result<()> {
        if self.foreign_journal.get() {
            let journal = &self.files.journal;
            let name: String = Hash::of(self.disk.read(journal)?)
                .to_string()
                .chars()
                .take(8)
                .collect();
            self.disk
                .rename(journal, &beside(journal, "", &format!("-{name}")))?;
            self.foreign_journal.set(false);
        }
        Ok(())
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
    texts: Arc<[PackedText]>,
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
        let text = format::write(&self.work, &self.view, &self.texts)?;
        self.is_expected()?;
        if self.expected.is_none() {
            self.disk
                .create_folder(folder_of(path))
                .map_err(SaveError::on(path))?;
        }
        let hash = Hash::of(&text);
        *self
            .attempted
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(hash);
        let backup = self.expected.map(|_| self.files.backup.as_path());
        let lock = save::replace(self.disk.as_ref(), path, backup, text.as_bytes())?;
        Ok(Saved {
            _lock: lock,
            hash,
            after: (self.work.history().len() as u64, self.work.head()),
        })
    }

    fn is_expected(&self) -> Result<(), FoldError> {
        let path = &self.files.session;
        let bytes = match self.disk.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(source) => {
                return Err(SaveError {
                    path: path.clone(),
                    source,
                }
                .into());
            }
        };
        let found = Some(Hash::of(&bytes));
        let attempted = *self
            .attempted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if found == self.expected || found == attempted {
            return Ok(());
        }
        Err(match self.expected {
            Some(_) => FoldError::ChangedOutside(path.clone()),
            None => FoldError::Exists(path.clone()),
        })
    }
}

/// A note in the program's own directory of who has a session open, for the second one that comes.
#[derive(Debug)]
struct OwnerNote {
    disk: Arc<dyn Disk>,
    path: PathBuf,
}

impl OwnerNote {
    /// Best effort: without the note, the second one is told only that somebody was first.
    fn leave(store: &Store, session: &Path) -> Self {
        let path = store.dirs.owner_of(session);
        let disk = store.disk.clone();
        let written = ron::to_string(&store.owner).unwrap_or_default();
        if disk.create_folder(folder_of(&path)).is_ok() {
            let _ = disk.remove(&path);
            let _ = disk
                .create_new(&path)
                .and_then(|mut file| file.write(written.as_bytes()));
        }
        Self { disk, path }
    }
}

impl Drop for OwnerNote {
    fn drop(&mut self) {
        let _ = self.disk.remove(&self.path);
    }
}

/// Who has the session open, as far as that is noted.
pub(super) fn noted_owner(store: &Store, session: &Path) -> Option<Owner> {
    let bytes = store.disk.read(&store.dirs.owner_of(session)).ok()?;
    ron::de::from_bytes(&bytes).ok()
}
