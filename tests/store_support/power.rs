//! A disk whose power can be cut, seen from behind: all calls are made on the real disk and noted,
//! and for any moment the disk is built again as a power cut may have left it then.
//!
//! What was synced is there. Of what was not, any part may be: of a file any blocks of its end, in
//! any order, the others as zeros; of the names in a folder any of the changes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use crosscheck::store::disk::{Disk, DiskFile, RealDisk, Stat};

/// The size of the blocks that a disk writes in any order, in bytes.
const BLOCK: usize = 512;

/// A number for each file, whatever its names.
type Inode = usize;

#[derive(Clone, Debug)]
enum Step {
    Write(Inode, Vec<u8>),
    Sync(Inode),
    Name(PathBuf, Inode),
    Unname(PathBuf),
    Rename(PathBuf, PathBuf, Inode),
    SyncFolder(PathBuf),
}

#[derive(Debug, Default)]
struct Log {
    /// The files that were there at the start.
    start: BTreeMap<PathBuf, (Inode, Vec<u8>)>,
    names: BTreeMap<PathBuf, Inode>,
    inodes: Inode,
    steps: Vec<Step>,
}

impl Log {
    fn new_inode(&mut self) -> Inode {
        self.inodes += 1;
        self.inodes
    }
}

#[derive(Clone, Debug)]
pub struct PowerDisk {
    log: Arc<Mutex<Log>>,
}

#[derive(Debug)]
struct PowerFile {
    file: Box<dyn DiskFile>,
    inode: Inode,
    disk: PowerDisk,
}

/// Small pseudo-random numbers (xorshift, Marsaglia 2003), the same for the same seed.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end.max(1)
    }
}

impl PowerDisk {
    /// A disk with what lies in a folder, which is safe.
    pub fn of(folder: &Path) -> Self {
        let mut log = Log::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                } else {
                    let inode = log.new_inode();
                    let bytes = fs::read(entry.path()).unwrap();
                    log.start.insert(entry.path(), (inode, bytes));
                    log.names.insert(entry.path(), inode);
                }
            }
        }
        Self {
            log: Arc::new(Mutex::new(log)),
        }
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap()
    }

    /// How many calls were made so far that change the disk.
    pub fn steps(&self) -> usize {
        self.log().steps.len()
    }

    /// The files as a power cut may have left them after so many steps.
    pub fn cut(&self, steps: usize, chance: &mut Chance) -> BTreeMap<PathBuf, Vec<u8>> {
        let log = self.log();
        let mut contents: BTreeMap<Inode, Vec<u8>> = BTreeMap::new();
        let mut synced: BTreeMap<Inode, usize> = BTreeMap::new();
        let mut names: BTreeMap<PathBuf, Inode> = BTreeMap::new();
        for (path, (inode, bytes)) in &log.start {
            synced.insert(*inode, bytes.len());
            contents.insert(*inode, bytes.clone());
            names.insert(path.clone(), *inode);
        }
        let mut pending: Vec<&Step> = vec![];
        for step in &log.steps[..steps] {
            match step {
                Step::Write(inode, bytes) => contents.entry(*inode).or_default().extend(bytes),
                Step::Sync(inode) => {
                    let length = contents.entry(*inode).or_default().len();
                    synced.insert(*inode, length);
                }
                Step::SyncFolder(folder) => pending.retain(|step| {
                    let here = step.folder() == Some(folder.as_path());
                    if here {
                        step.happen(&mut names);
                    }
                    !here
                }),
                name => pending.push(name),
            }
        }
        for step in pending {
            if chance.below(2) == 0 {
                step.happen(&mut names);
            }
        }
        let mut files = BTreeMap::new();
        for (path, inode) in names {
            let written = contents.get(&inode).cloned().unwrap_or_default();
            let safe = synced.get(&inode).copied().unwrap_or_default();
            files.insert(path, torn(written, safe, chance));
        }
        files
    }
}

/// A file of which only the start is safe.
fn torn(mut bytes: Vec<u8>, safe: usize, chance: &mut Chance) -> Vec<u8> {
    let length = safe + chance.below(bytes.len() - safe + 1);
    bytes.truncate(length);
    let mut block = safe;
    while block < length {
        let end = ((block / BLOCK + 1) * BLOCK).min(length);
        if chance.below(3) == 0 {
            bytes[block..end].fill(0);
        }
        block = end;
    }
    bytes
}

impl Step {
    /// The folder whose names it changes.
    fn folder(&self) -> Option<&Path> {
        match self {
            Step::Name(path, _) | Step::Unname(path) | Step::Rename(path, ..) => path.parent(),
            Step::Write(..) | Step::Sync(_) | Step::SyncFolder(_) => None,
        }
    }

    fn happen(&self, names: &mut BTreeMap<PathBuf, Inode>) {
        match self {
            Step::Name(path, inode) => drop(names.insert(path.clone(), *inode)),
            Step::Unname(path) => drop(names.remove(path)),
            Step::Rename(from, to, inode) => {
                names.remove(from);
                names.insert(to.clone(), *inode);
            }
            Step::Write(..) | Step::Sync(_) | Step::SyncFolder(_) => {}
        }
    }
}

impl Disk for PowerDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        RealDisk.stat(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut log = self.log();
        let file = RealDisk.open(path)?;
        let known = log.names.get(path).copied();
        let inode = known.unwrap_or_else(|| log.new_inode());
        Ok(self.noted(file, inode))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut log = self.log();
        let file = RealDisk.create_new(path)?;
        let inode = log.new_inode();
        log.names.insert(path.to_owned(), inode);
        log.steps.push(Step::Name(path.to_owned(), inode));
        Ok(self.noted(file, inode))
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.link(file, name)?;
        let inode = log.names[file];
        log.names.insert(name.to_owned(), inode);
        log.steps.push(Step::Name(name.to_owned(), inode));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.rename(from, to)?;
        let inode = log.names.remove(from).unwrap();
        log.names.insert(to.to_owned(), inode);
        let step = Step::Rename(from.to_owned(), to.to_owned(), inode);
        log.steps.push(step);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.remove(path)?;
        log.names.remove(path);
        log.steps.push(Step::Unname(path.to_owned()));
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        // Their names are on the disk once this returns.
        RealDisk.create_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.sync_folder(path)?;
        log.steps.push(Step::SyncFolder(path.to_owned()));
        Ok(())
    }
}

impl PowerDisk {
    fn noted(&self, file: Box<dyn DiskFile>, inode: Inode) -> Box<dyn DiskFile> {
        Box::new(PowerFile {
            file,
            inode,
            disk: self.clone(),
        })
    }
}

impl DiskFile for PowerFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut log = self.disk.log();
        self.file.write(bytes)?;
        log.steps.push(Step::Write(self.inode, bytes.to_owned()));
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync()?;
        self.disk.log().steps.push(Step::Sync(self.inode));
        Ok(())
    }

    fn resemble(&mut self, other: &Stat) -> io::Result<()> {
        self.file.resemble(other)
    }

    fn stat(&self) -> io::Result<Stat> {
        self.file.stat()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }
}
