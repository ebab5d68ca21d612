//! ZIP archives of texts.
//!
//! Members are listed and unpacked one at a time; nothing is written to disk, so that a member's name
//! can lead nowhere.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Component, Path};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use zip::ZipArchive;
use zip::result::ZipError;

use super::Problem;
use super::read::open_regular;

/// How many members of one archive are taken in.
pub const MEMBERS: usize = 10_000;

/// How much of an archive its list of members may take, in bytes.
const LIST: u64 = 8 * 1024 * 1024;

/// How many times larger than its packed form a member of some size may be: text packs to a tenth.
const RATIO: u64 = 200;

/// Members below this size are never bombs, in bytes.
const SMALL: u64 = 1024 * 1024;

/// An archive: a file, or one that was unpacked from another.
#[derive(Debug)]
pub enum Held {
    /// A file on the disk.
    File(BufReader<File>),
    /// What was unpacked.
    Bytes(Cursor<Arc<[u8]>>),
}

impl Held {
    /// Opens a file on the disk.
    ///
    /// # Errors
    /// When it is no regular file, or cannot be opened.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        Ok(Self::File(BufReader::new(open_regular(path)?.0)))
    }

    /// What was unpacked.
    pub fn unpacked(bytes: &Arc<[u8]>) -> Self {
        Self::Bytes(Cursor::new(bytes.clone()))
    }
}

impl Read for Held {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Bytes(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Held {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Bytes(bytes) => bytes.seek(to),
        }
    }
}

/// The names of the files in an archive, sorted; none where it is a document that is an archive inside.
///
/// # Errors
/// When it cannot be read, or is no archive.
pub fn members(held: Held) -> Result<Option<Vec<String>>, Problem> {
    let archive = Opened::of(held)?.archive;
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .filter(|name| !name.ends_with('/') && is_plain(name))
        .collect();
    let is_document = ["word/document.xml", "META-INF/container.xml", "content.xml"]
        .iter()
        .any(|part| names.iter().any(|name| name == part));
    if is_document {
        return Ok(None);
    }
    names.sort();
    Ok(Some(names))
}

/// Whether a name leads straight into the archive.
fn is_plain(name: &str) -> bool {
    !name.contains('\\')
        && Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

/// An archive whose list of members was read.
#[derive(Debug)]
pub struct Opened {
    archive: ZipArchive<Bounded>,
    /// How many bytes of it may still be read.
    left: Arc<AtomicU64>,
}

impl Opened {
    /// Reads the list of members, which is bounded before it is believed.
    ///
    /// # Errors
    /// When it is no archive, or has too many members.
    pub fn of(held: Held) -> Result<Self, Problem> {
        let left = Arc::new(AtomicU64::new(LIST));
        let bounded = Bounded {
            held,
            left: left.clone(),
        };
        let archive = ZipArchive::new(bounded).map_err(broken)?;
        if archive.len() > MEMBERS {
            let what = format!("it has more than {MEMBERS} members");
            return Err(Problem::Archive(what));
        }
        Ok(Self { archive, left })
    }

    /// Unpacks a member.
    ///
    /// # Errors
    /// When there is no such member, or it is broken, locked, or larger than the limit.
    pub fn unpack(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        self.left.store(u64::MAX, Relaxed);
        let index = self.archive.index_for_name(name).ok_or(Problem::Missing)?;
        let member = self.archive.by_index(index).map_err(broken)?;
        if member.encrypted() {
            return Err(Problem::Archive("it is locked with a password".to_owned()));
        }
        let packed = member.compressed_size();
        let most = limit.min(packed.saturating_mul(RATIO).max(SMALL));
        let mut bytes = vec![];
        member.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 <= most {
            Ok(bytes)
        } else if most < limit {
            Err(Problem::Archive(format!(
                "its {packed} bytes unpack to more than {RATIO} times as many"
            )))
        } else {
            Err(Problem::TooLarge(limit))
        }
    }
}

#[allow(clippy::needless_pass_by_value)]
fn broken(error: ZipError) -> Problem {
    Problem::Archive(format!("it is broken ({error})"))
}

/// An archive of which no more than an allowance is read.
#[derive(Debug)]
struct Bounded {
    held: Held,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.held.read(buffer)?;
        let left = self.left.load(Relaxed).checked_sub(read as u64);
        let left = left.ok_or_else(|| io::Error::other("its list of members is too long"))?;
        self.left.store(left, Relaxed);
        Ok(read)
    }
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.held.seek(to)
    }
}
