//! Replacing a file whole or not at all.
//!
//! Written aside, synced, renamed, and the folder synced: a reader sees the old file or the new one,
//! and once this returns a power cut loses neither. (A rename without the two syncs survives a
//! killed program, but not a power cut.)

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile};
use super::files::{beside, folder_of};

/// Why something could not be written. What was there before still is.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be saved: {}", name(.path), reason(.source, .path))]
pub struct SaveError {
    /// The file that was to be written.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl SaveError {
    /// An error of the system on the way to writing `path`.
    pub fn on(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| Self {
            path: path.to_owned(),
            source,
        }
    }
}

/// The file's name alone, so that the reason is not pushed off the line that tells it.
fn name(path: &Path) -> impl fmt::Display {
    path.file_name().unwrap_or(path.as_os_str()).display()
}

/// What a system's error means to an analyst, and what can be done.
pub fn reason(error: &io::Error, path: &Path) -> String {
    let folder = folder_of(path).display();
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full; make room on it".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up; make room".to_owned(),
        io::ErrorKind::FileTooLarge => "it would be larger than files may be here".to_owned(),
        io::ErrorKind::PermissionDenied => format!("writing in {folder} is not permitted"),
        io::ErrorKind::ReadOnlyFilesystem => format!("{folder} can only be read"),
        io::ErrorKind::NotFound => format!("the folder {folder} is gone"),
        _ => error.to_string(),
    }
}

/// Replaces the file at `path` by `bytes`, or makes it; the old one is kept under the name `backup`.
/// Permissions and owner stay. Returns the new file, open and, where the system can, locked.
///
/// # Errors
/// [`SaveError`] where any step fails. The file is then as it was before, or, where only the very
/// last step failed, the new one whole, and saving again is safe.
pub fn replace(
    disk: &dyn Disk,
    path: &Path,
    backup: Option<&Path>,
    bytes: &[u8],
) -> Result<Box<dyn DiskFile>, SaveError> {
    written_aside(disk, path, bytes, |temporary| {
        if let Some(backup) = backup {
            keep_old(disk, path, backup)?;
        }
        disk.rename(temporary, path)
    })
}

/// Makes a file that is not there yet, whole or not at all; otherwise as [`replace`].
///
/// # Errors
/// [`SaveError`] where any step fails; of the kind [`io::ErrorKind::AlreadyExists`] where another
/// program made the file first, which is then left alone.
pub fn create(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<Box<dyn DiskFile>, SaveError> {
    written_aside(disk, path, bytes, |temporary| {
        match disk.link(temporary, path) {
            // A leftover is removed by the next save.
            Ok(()) => disk.remove(temporary).or(Ok(())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // A file system without second names.
            Err(_) => match disk.stat(path) {
                Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
                Err(_) => disk.rename(temporary, path),
            },
        }
    })
}

/// Writes a temporary file beside `path`, has it take its place, and waits for the disk.
fn written_aside(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    take_its_place: impl Fn(&Path) -> io::Result<()>,
) -> Result<Box<dyn DiskFile>, SaveError> {
    let temporary = beside(path, ".", ".tmp");
    let written = write_aside(disk, &temporary, path, bytes).and_then(|file| {
        take_its_place(&temporary)?;
        disk.sync_folder(folder_of(path))?;
        Ok(file)
    });
    written.map_err(|source| {
        // Best effort: the next save removes what is left.
        let _ = disk.remove(&temporary);
        SaveError {
            path: path.to_owned(),
            source,
        }
    })
}

fn write_aside(
    disk: &dyn Disk,
    temporary: &Path,
    path: &Path,
    bytes: &[u8],
) -> io::Result<Box<dyn DiskFile>> {
    let mut file = fresh(disk, temporary)?;
    file.write(bytes)?;
    match disk.stat(path) {
        Ok(old) => file.resemble(&old)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    file.sync()?;
    Ok(file)
}

/// A new file to be written aside, locked. One that a crash left is removed; one that another program
/// writes at this moment is not.
fn fresh(disk: &dyn Disk, temporary: &Path) -> io::Result<Box<dyn DiskFile>> {
    let busy = || io::Error::new(io::ErrorKind::WouldBlock, "another program is saving it");
    // Not every file system has locks, and without one the file is still whole.
    let ours = |file: &dyn DiskFile| file.try_lock().unwrap_or(true);
    if let Ok(left) = disk.open(temporary)
        && !ours(left.as_ref())
    {
        return Err(busy());
    }
    absent_is_fine(disk.remove(temporary))?;
    let file = disk.create_new(temporary)?;
    if ours(file.as_ref()) {
        Ok(file)
    } else {
        Err(busy())
    }
}

/// Gives the old file the backup's name, without a moment in which no backup is there.
pub fn keep_old(disk: &dyn Disk, path: &Path, backup: &Path) -> io::Result<()> {
    let aside = beside(backup, ".", ".tmp");
    absent_is_fine(disk.remove(&aside))?;
    match disk.link(path, &aside) {
        Ok(()) => disk.rename(&aside, backup),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        // Some file systems have no second names; a copy does there.
        Err(_) => {
            let old = disk.read(path)?;
            write_aside(disk, &aside, path, &old)?;
            disk.rename(&aside, backup)
        }
    }
}

/// Removing what is not there has succeeded.
pub fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
