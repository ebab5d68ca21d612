//! A disk whose n-th call fails.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crosscheck::store::disk::{Disk, DiskFile, RealDisk, Stat};

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This one, and no other.
    Once,
    /// Every waiting for the disk, and nothing else.
    Syncs,
    /// This one and all after it, each without effect; a write has half of its effect. As when the
    /// program is stopped there, or the disk breaks.
    FromThereOn,
}

/// A disk that fails.
#[derive(Clone, Debug)]
pub struct FaultyDisk {
    calls: Arc<AtomicUsize>,
    fails_at: usize,
    fault: Fault,
}

#[derive(Debug)]
struct FaultyFile {
    file: Box<dyn DiskFile>,
    disk: FaultyDisk,
    /// The same file, to take away what a failed sync loses.
    same: fs::File,
    synced: u64,
}

impl FaultyDisk {
    pub fn new(fails_at: usize, fault: Fault) -> Self {
        Self {
            calls: Arc::default(),
            fails_at,
            fault,
        }
    }

    /// Whether the call that fails was reached.
    pub fn was_reached(&self) -> bool {
        self.calls.load(Ordering::SeqCst) >= self.fails_at
    }

    /// Counts a call and fails it, if it is its turn.
    fn call(&self) -> io::Result<()> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = match self.fault {
            Fault::Once => call == self.fails_at,
            Fault::Syncs => false,
            Fault::FromThereOn => call >= self.fails_at,
        };
        // ENOSPC, EIO and EACCES in turn.
        let kind = [28, 5, 13][call % 3];
        if fails {
            Err(io::Error::from_raw_os_error(kind))
        } else {
            Ok(())
        }
    }

    /// As [`FaultyDisk::call`], for one that waits for the disk.
    fn sync_call(&self) -> io::Result<()> {
        match self.fault {
            Fault::Syncs => Err(io::ErrorKind::Unsupported.into()),
            Fault::Once | Fault::FromThereOn => self.call(),
        }
    }

    fn faulty(&self, file: Box<dyn DiskFile>, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let same = fs::OpenOptions::new().write(true).open(path)?;
        Ok(Box::new(FaultyFile {
            file,
            disk: self.clone(),
            synced: same.metadata()?.len(),
            same,
        }))
    }
}

impl Disk for FaultyDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.call().and_then(|()| RealDisk.read(path))
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.call().and_then(|()| RealDisk.stat(path))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.call()?;
        self.faulty(RealDisk.open(path)?, path)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.call()?;
        self.faulty(RealDisk.create_new(path)?, path)
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        self.call().and_then(|()| RealDisk.link(file, name))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call().and_then(|()| RealDisk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call().and_then(|()| RealDisk.remove(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        RealDisk.create_folder(path)?;
        match self.fault {
            Fault::Syncs => self.sync_call(),
            Fault::Once | Fault::FromThereOn => Ok(()),
        }
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.sync_call().and_then(|()| RealDisk.sync_folder(path))
    }
}

impl DiskFile for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let before = self.disk.was_reached();
        self.disk.call().or_else(|error| {
            if !before {
                self.file.write(&bytes[..bytes.len() / 2])?;
            }
            Err(error)
        })?;
        self.file.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        // What could not be written is gone, and the next sync succeeds without it.
        if let Err(error) = self.disk.sync_call() {
            self.same.set_len(self.synced)?;
            return Err(error);
        }
        self.file.sync()?;
        self.synced = self.same.metadata()?.len();
        Ok(())
    }

    fn resemble(&mut self, other: &Stat) -> io::Result<()> {
        self.disk.call().and_then(|()| self.file.resemble(other))
    }

    fn stat(&self) -> io::Result<Stat> {
        self.disk.call().and_then(|()| self.file.stat())
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.disk.call().and_then(|()| self.file.try_lock())
    }
}
