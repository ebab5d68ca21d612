//! The store of texts: every text as it was read, under its SHA-256, so that the old text is still
//! there when a source is edited or disappears.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::disk::Disk;
use super::files::folder_of;
use super::save::{self, SaveError};
use crate::session::Hash;

/// The store of texts in a folder.
#[derive(Clone, Debug)]
pub struct Texts {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
}

/// Why a text cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// It is not there.
    #[error("the text as it was read is not in the store of texts")]
    Absent,
    /// It is there, but not what was put there.
    #[error("{} is damaged: it is not the text that was put there", .0.display())]
    Damaged(PathBuf),
    /// It cannot be read.
    #[error("{} cannot be read: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Texts {
    /// The store in a folder, which need not be there yet.
    pub fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self { disk, folder }
    }

    /// Puts a text into the store and returns its name there. Once this returns, a power cut does
    /// not lose it.
    ///
    /// # Errors
    /// [`SaveError`] where it cannot be written.
    pub fn keep(&self, text: &str) -> Result<Hash, SaveError> {
        let hash = Hash::of(text);
        let path = self.path(hash);
        // One that is there may be damaged, for instance by a power cut.
        if self.get(hash).is_err() {
            self.disk
                .create_folder(folder_of(&path))
                .map_err(SaveError::on(&path))?;
            save::replace(self.disk.as_ref(), &path, None, text.as_bytes())?;
        }
        Ok(hash)
    }

    /// The text with this name.
    ///
    /// # Errors
    /// [`TextError`] where it is not there as it was put there.
    pub fn get(&self, hash: Hash) -> Result<String, TextError> {
        let path = self.path(hash);
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(TextError::Absent),
            Err(source) => return Err(TextError::Unreadable { path, source }),
        };
        if Hash::of(&bytes) != hash {
            return Err(TextError::Damaged(path));
        }
        String::from_utf8(bytes).map_err(|_| TextError::Damaged(path))
    }

    /// `ab/cdef….txt`: few enough names in each folder for any file manager.
    fn path(&self, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        let (folder, rest) = name.split_at_checked(2).unwrap_or_default();
        self.folder.join(folder).join(format!("{rest}.txt"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::RealDisk;
    use super::*;

    #[test]
    fn a_text_is_found_again_and_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let texts = Texts::new(Arc::new(RealDisk), folder.path().join("texts"));
        let hash = texts.keep("Ein Satz.\r\n").unwrap();
        assert_eq!(texts.get(hash).unwrap(), "Ein Satz.\r\n");
        assert!(matches!(
            texts.get(Hash::of("other")),
            Err(TextError::Absent)
        ));
        std::fs::write(texts.path(hash), "Ein Satt.\r\n").unwrap();
        assert!(matches!(texts.get(hash), Err(TextError::Damaged(_))));
        // Of the same size, and yet it is written anew.
        texts.keep("Ein Satz.\r\n").unwrap();
        assert_eq!(texts.get(hash).unwrap(), "Ein Satz.\r\n");
    }
}
