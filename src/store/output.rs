//! Files that are written because somebody asked for them: reports, packed, merged and salvaged
//! sessions. What they replace may be days of work, too.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use super::Store;
use super::disk::{Disk, DiskFile};
use super::files::{Files, resolved};
use super::save::{SaveError, replace};

impl Store {
    /// Writes a whole file by itself, or leaves the one that is there as it is. A link to a file stays
    /// one; into a pipe or a device the text is written as it is. A session that is replaced becomes
    /// its own backup.
    ///
    /// # Errors
    /// [`SaveError`] where the system does not let it, and where it would replace a session that is
    /// open in another program, or whose journal holds edits that are nowhere else.
    pub fn write_out(&self, path: &Path, text: &str) -> Result<(), SaveError> {
        let disk = self.disk.as_ref();
        match std::fs::metadata(path) {
            Ok(there) if !there.is_file() && !there.is_dir() => {
                let pipe = OpenOptions::new().write(true).open(path);
                pipe.and_then(|mut pipe| pipe.write_all(text.as_bytes()))
                    .map_err(SaveError::on(path))
            }
            Ok(_) if is_session(path) => {
                let files = Files::of(resolved(path));
                let _held = at_rest(disk, &files).map_err(SaveError::on(path))?;
                replace(disk, &files.session, Some(&files.backup), text.as_bytes()).map(drop)
            }
            _ => replace(disk, &resolved(path), None, text.as_bytes()).map(drop),
        }
    }
}

fn is_session(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ron")
}

/// Holds a session that is there, so that it can be replaced: nobody works on it, and all of it is in
/// its file.
fn at_rest(disk: &dyn Disk, files: &Files) -> io::Result<Box<dyn DiskFile>> {
    let there = disk.open(&files.session)?;
    if matches!(there.try_lock(), Ok(false)) {
        return Err(io::Error::new(
            io::ErrorKind::WouldBlock,
            "it is a session that another crosscheck has open; name another file",
        ));
    }
    if disk.stat(&files.journal).is_ok() {
        return Err(io::Error::other(format!(
            "it is a session with edits in {} that are not in its file yet; open it once, or name \
             another file",
            files.journal.display()
        )));
    }
    Ok(there)
}
