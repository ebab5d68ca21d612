//! The few things that the store asks of a file system, behind a trait, so that tests can make each
//! of them fail.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::files::folder_of;

/// What tells one file from another, and what must survive when it is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Which file, whatever its name: device and inode; zero where the system has none.
    pub identity: (u64, u64),
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: i128,
    /// How many names it has.
    pub links: u64,
    /// Its permissions.
    pub mode: u32,
    /// Its owner and group.
    pub owner: (u32, u32),
}

/// A file system.
pub trait Disk: fmt::Debug + Send + Sync {
    /// The file's bytes.
    ///
    /// # Errors
    /// As the system says; [`io::ErrorKind::InvalidInput`] where it is no regular file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// What is known of the file.
    ///
    /// # Errors
    /// As the system says.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// Opens a file that is there, to lock it; its content is left alone.
    ///
    /// # Errors
    /// As the system says.
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Makes a new, empty file.
    ///
    /// # Errors
    /// As the system says; [`io::ErrorKind::AlreadyExists`] where there is one.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Gives a file a second name.
    ///
    /// # Errors
    /// As the system says; [`io::ErrorKind::AlreadyExists`] where that name is taken, another where
    /// the file system has no second names.
    fn link(&self, file: &Path, name: &Path) -> io::Result<()>;
    /// Renames a file; one that has the new name is replaced.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those above it, as far as they are not there, and waits until their names
    /// are on the disk.
    ///
    /// # Errors
    /// As the system says.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// An open file.
pub trait DiskFile: fmt::Debug + Send {
    /// Writes at the end.
    ///
    /// # Errors
    /// As the system says.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Waits until all that was written is on the disk.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&mut self) -> io::Result<()>;
    /// Gives it the permissions, and where that is allowed the owner, of another file.
    ///
    /// # Errors
    /// As the system says of the permissions.
    fn resemble(&mut self, other: &Stat) -> io::Result<()>;
    /// What is known of it.
    ///
    /// # Errors
    /// As the system says.
    fn stat(&self) -> io::Result<Stat>;
    /// Locks it until it is closed; `false` where another program has it locked.
    ///
    /// # Errors
    /// As the system says, for instance where the file system has no locks.
    fn try_lock(&self) -> io::Result<bool>;
}

/// The file system of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // Opening a named pipe would wait for ever.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is not a regular file",
            ));
        }
        let mut bytes = vec![];
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        fs::metadata(path).map(|metadata| stat_of(&metadata))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        Ok(Box::new(
            OpenOptions::new().read(true).write(true).open(path)?,
        ))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create_new(true);
        Ok(Box::new(options.open(path)?))
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        uninterrupted(|| fs::hard_link(file, name))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        uninterrupted(|| fs::rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        uninterrupted(|| fs::remove_file(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let missing = path.ancestors().take_while(|folder| !folder.exists());
        let missing: Vec<&Path> = missing.filter(|it| !it.as_os_str().is_empty()).collect();
        for folder in missing.into_iter().rev() {
            match uninterrupted(|| fs::create_dir(folder)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => made?,
            }
            self.sync_folder(folder_of(folder))?;
        }
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(unix) {
            File::open(path)?.sync_all()?;
        }
        Ok(())
    }
}

impl DiskFile for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn resemble(&mut self, other: &Stat) -> io::Result<()> {
        resemble(self, other)
    }

    fn stat(&self) -> io::Result<Stat> {
        self.metadata().map(|metadata| stat_of(&metadata))
    }

    fn try_lock(&self) -> io::Result<bool> {
        uninterrupted(|| match File::try_lock(self) {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        })
    }
}

/// Calls again what a signal interrupted; the standard library does so only for some calls.
fn uninterrupted<T>(call: impl Fn() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(unix)]
fn stat_of(metadata: &fs::Metadata) -> Stat {
    use std::os::unix::fs::MetadataExt;
    Stat {
        identity: (metadata.dev(), metadata.ino()),
        bytes: metadata.size(),
        modified: i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec()),
        links: metadata.nlink(),
        mode: metadata.mode(),
        owner: (metadata.uid(), metadata.gid()),
    }
}

#[cfg(not(unix))]
fn stat_of(metadata: &fs::Metadata) -> Stat {
    let modified = metadata.modified().ok();
    let since = modified.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    Stat {
        identity: (0, 0),
        bytes: metadata.len(),
        modified: since.map_or(0, |since| since.as_nanos().try_into().unwrap_or_default()),
        links: 1,
        mode: 0,
        owner: (0, 0),
    }
}

#[cfg(unix)]
fn resemble(file: &File, other: &Stat) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let (user, group) = other.owner;
    if stat_of(&file.metadata()?).owner != other.owner {
        // Only the administrator may give files away; the group alone is often allowed.
        let _ = std::os::unix::fs::fchown(file, Some(user), Some(group))
            .or_else(|_| std::os::unix::fs::fchown(file, None, Some(group)));
    }
    // After the owner, since a change of owner takes away special permissions.
    file.set_permissions(fs::Permissions::from_mode(other.mode & 0o7777))
}

#[cfg(not(unix))]
fn resemble(_file: &File, _other: &Stat) -> io::Result<()> {
    Ok(())
}
