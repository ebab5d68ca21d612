//! Sessions on disk: read and check, save, lock, recover.
//!
//! A session is one RON file ([`format`]). While it is worked on, a [`Keeper`] writes each edit to a
//! [`journal`] beside it and folds the journal into the file when nothing happens and at the end.
//! Everything goes through a [`disk::Disk`], so that tests can fail each step.

mod check;
pub mod dirs;
pub mod disk;
mod files;
mod fit;
pub mod format;
mod hold;
pub mod journal;
mod keeper;
mod locate;
mod lock;
mod open;
mod output;
mod owner;
mod problem;
mod read;
pub mod recent;
mod recover;
pub mod salvage;
mod save;
pub mod shelf;
pub mod sources;
pub mod texts;

use std::path::Path;
use std::sync::Arc;

pub use dirs::Dirs;
pub use files::{Files, settled};
pub use hold::{FoldError, Hold};
pub use keeper::{CloseError, Keeper, Pace, SaveStatus};
pub use open::{Access, Notice, OpenError, Opened, Why};
pub use owner::Owner;
use owner::OwnerNote;
pub use problem::Problem;
pub use read::{Read, read};
pub use recover::OUTSIDE;
pub use save::SaveError;

use crate::session::{Stamp, ViewState, Work};
use crate::source::Reader;

/// The current moment.
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// The place where sessions are kept: a disk, the program's own directories, and who asks.
#[derive(Clone, Debug)]
pub struct Store {
    disk: Arc<dyn disk::Disk>,
    dirs: Dirs,
    owner: Owner,
    reader: Reader,
}

impl Store {
    /// The store of this machine.
    pub fn new(dirs: Dirs) -> Self {
        Self::on(Arc::new(disk::RealDisk), dirs)
    }

    /// The store on some disk.
    pub fn on(disk: Arc<dyn disk::Disk>, dirs: Dirs) -> Self {
        Self {
            disk,
            dirs,
            owner: Owner::this_process(),
            reader: Reader::default(),
        }
    }

    /// The store whose sessions' texts are read in this way.
    #[must_use]
    pub fn reading_with(self, reader: Reader) -> Self {
        Self { reader, ..self }
    }

    /// What reads the texts of sessions.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The program's own directories.
    pub fn dirs(&self) -> &Dirs {
        &self.dirs
    }

    /// The store of texts.
    pub fn texts(&self) -> texts::Texts {
        texts::Texts::new(self.disk.clone(), self.dirs.texts())
    }

    /// Opens a session: reads, checks and locks it. Its folder is not written to.
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be read whole.
    pub fn open(&self, path: &Path) -> Result<Opened, OpenError> {
        open::open(self, path, lock::Intent::Work)
    }

    /// Opens a session only to look at it: nothing is locked or written, and nobody is kept from
    /// working on it.
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be read whole.
    pub fn look(&self, path: &Path) -> Result<Opened, OpenError> {
        open::open(self, path, lock::Intent::Look)
    }

    /// Opens a session to write what it holds into another file: as [`Store::look`], but only where
    /// this program knows everything in it.
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be read whole, or a newer program wrote it.
    pub fn copy(&self, path: &Path) -> Result<Opened, OpenError> {
        let opened = self.look(path)?;
        match opened.access {
            Access::ReadOnly(Why::Newer(version)) => Err(OpenError::Newer {
                path: path.to_owned(),
                version,
            }),
            _ => Ok(opened),
        }
    }

    /// Opens a session although another machine seems to have it open, or nothing can tell whether
    /// somebody has.
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be read whole.
    pub fn take_over(&self, path: &Path) -> Result<Opened, OpenError> {
        open::open(self, path, lock::Intent::TakeOver)
    }

    /// A new session that will live at `path` and begins as a copy of the one that `text` holds.
    /// Nothing is written before its first edit.
    ///
    /// # Errors
    /// [`OpenError`] where there is a file already, or the text is no whole session.
    pub fn create_from(&self, path: &Path, text: &str) -> Result<Opened, OpenError> {
        let read =
            read::read(text.as_bytes(), &|_| None).map_err(|problems| OpenError::Broken {
                path: path.to_owned(),
                problems,
            })?;
        let (view, packed) = (read.view.clone(), read.texts.clone().into());
        let stamp = Stamp {
            author: OUTSIDE.to_owned(),
            at: now().to_string(),
        };
        let opened = self.create(path, read.into_work(&stamp))?;
        Ok(Opened {
            view,
            packed,
            ..opened
        })
    }

    /// A new session that will live at `path`. Nothing is written before its first edit.
    ///
    /// # Errors
    /// [`OpenError::Exists`] where there is a file already.
    pub fn create(&self, path: &Path, work: Work) -> Result<Opened, OpenError> {
        if self.disk.stat(path).is_ok() {
            return Err(OpenError::Exists {
                path: path.to_owned(),
            });
        }
        let files = Files::of(files::settled(path));
        let access = match OwnerNote::leave(self, &files.session) {
            Ok(note) => Access::ReadWrite(Box::new(Hold::of_new(self, files, note))),
            Err(why) => Access::ReadOnly(why),
        };
        Ok(Opened {
            work,
            view: ViewState::default(),
            access,
            notices: vec![],
            packed: Arc::default(),
        })
    }
}
