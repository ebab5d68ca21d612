//! Files inside of files: the members of a ZIP archive and the attachments of an e-mail are documents
//! of their own, as if what holds them were a folder, under paths such as `all.zip/letter.eml/a.pdf`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::archive::{self, Held, Opened};
use super::format::ending;
use super::letter;
use super::read::bytes_of_file;
use super::{Problem, Why};

/// How many containers may stand inside one another.
const DEPTH: usize = 3;

/// The most bytes of a container that is not an archive on the disk: an e-mail, or an archive inside of
/// another. It is taken in whole for each of its members.
const INNER: u64 = 32 * 1024 * 1024;

/// What holds files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Zip,
    Letter,
}

fn kind(name: &str) -> Option<Kind> {
    match ending(name).as_str() {
        "zip" => Some(Kind::Zip),
        "eml" => Some(Kind::Letter),
        _ => None,
    }
}

/// Whether a path is called like a file that may hold others.
pub fn is_called_so(path: &Path) -> bool {
    kind(&path.to_string_lossy()).is_some()
}

/// The file that a path leads into, and the name of what is inside; none where no such file lies on
/// the way.
pub fn split(path: &Path) -> Option<(&Path, String)> {
    let file = path
        .ancestors()
        .skip(1)
        .find(|above| is_called_so(above) && above.is_file())?;
    let inside = path.strip_prefix(file).ok()?;
    let names: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    Some((file, names.join("/")))
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Members {
    /// Whether the file is a document itself, as an e-mail is.
    pub is_document: bool,
    /// The names of the files in it.
    pub names: Vec<String>,
    /// What in it is not looked into, and why.
    pub skipped: Vec<(String, Why)>,
}

/// The archive on the disk that was read from last, with its list of members: they are mostly read one
/// after the other.
#[derive(Clone, Debug, Default)]
pub struct LastArchive(Arc<Mutex<Option<Known>>>);

/// An archive on the disk, and how it was when its list was read.
#[derive(Debug)]
struct Known {
    path: PathBuf,
    length: u64,
    changed: Option<SystemTime>,
    opened: Opened,
}

impl LastArchive {
    fn unpack(&self, path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        let metadata = std::fs::metadata(path)?;
        let (length, changed) = (metadata.len(), metadata.modified().ok());
        // Whoever failed while holding it has left it as it was.
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = last.take().filter(|known| {
            known.path == path && known.length == length && known.changed == changed
        });
        let mut known = match same {
            Some(known) => known,
            None => Known {
                path: path.to_owned(),
                length,
                changed,
                opened: Opened::of(Held::open(path)?)?,
            },
        };
        let bytes = known.opened.unpack(name, limit);
        *last = Some(known);
        bytes
    }
}

/// Where an archive lies.
#[derive(Clone, Copy)]
enum Archive<'p> {
    OnDisk(&'p Path, &'p LastArchive),
    InMemory(&'p Arc<[u8]>),
}

impl Archive<'_> {
    fn unpack(self, name: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        match self {
            Self::OnDisk(path, last) => last.unpack(path, name, limit),
            Self::InMemory(bytes) => Opened::of(Held::unpacked(bytes))?.unpack(name, limit),
        }
    }

    /// What must be unpacked before each of its members, in bytes.
    fn cost(self) -> u64 {
        match self {
            Self::OnDisk(..) => 0,
            Self::InMemory(bytes) => bytes.len() as u64,
        }
    }
}

/// What a file holds, also inside of what it holds. `left` is how many bytes may still be unpacked to
/// find that out, and to read what is inside of containers that are taken in whole for each member.
///
/// # Errors
/// When it cannot be read, or is broken.
pub fn members(path: &Path, left: &mut u64) -> Result<Members, Problem> {
    let mut found = Members::default();
    match kind(&path.to_string_lossy()) {
        Some(Kind::Zip) => match archive::members(Held::open(path)?)? {
            None => found.is_document = true,
            Some(names) => {
                let last = LastArchive::default();
                found.add_all("", names, Archive::OnDisk(path, &last), 1, left);
            }
        },
        Some(Kind::Letter) => {
            found.is_document = true;
            let bytes = bytes_of_file(path, INNER.min(*left))?;
            *left -= bytes.len() as u64;
            found.add_attached("", &bytes, 1, left);
        }
        None => found.is_document = true,
    }
    Ok(found)
}

impl Members {
    /// Whether one more member can be read that costs so many bytes beside its own; it is skipped
    /// otherwise. To go through bytes again costs a fourth of unpacking them first.
    fn affords(&mut self, path: &str, bytes: u64, left: &mut u64) -> bool {
        let less = left.checked_sub(bytes / 4);
        match less {
            Some(less) => *left = less,
            None => self.skipped.push((path.to_owned(), Why::TooMany)),
        }
        less.is_some()
    }

    /// The members of an archive.
    fn add_all(
        &mut self,
        before: &str,
        names: Vec<String>,
        archive: Archive<'_>,
        depth: usize,
        left: &mut u64,
    ) {
        for name in names {
            let path = format!("{before}{name}");
            if !self.affords(&path, archive.cost(), left) {
                continue;
            }
            let Some(path) = self.looked_into(path, &name, depth) else {
                continue;
            };
            match archive.unpack(&name, INNER.min(*left)) {
                Ok(bytes) => self.add_inside(path, &bytes.into(), depth + 1, left),
                // What cannot be unpacked says why when it is read.
                Err(_) => self.names.push(path),
            }
        }
    }

    /// The attachments of an e-mail.
    fn add_attached(&mut self, before: &str, letter: &[u8], depth: usize, left: &mut u64) {
        for (name, content) in letter::attached(letter) {
            let path = format!("{before}{name}");
            if !self.affords(&path, letter.len() as u64, left) {
                continue;
            }
            if let Some(path) = self.looked_into(path, &name, depth) {
                self.add_inside(path, &content.into(), depth + 1, left);
            }
        }
    }

    /// The path of a file that holds others and is to be looked into; any other is noted.
    fn looked_into(&mut self, path: String, name: &str, depth: usize) -> Option<String> {
        if kind(name).is_none() {
            self.names.push(path);
            None
        } else if depth == DEPTH {
            self.skipped.push((path, Why::Archive));
            None
        } else {
            Some(path)
        }
    }

    /// What is inside of a member, which is unpacked.
    fn add_inside(&mut self, path: String, bytes: &Arc<[u8]>, depth: usize, left: &mut u64) {
        *left = left.saturating_sub(bytes.len() as u64);
        let before = format!("{path}/");
        if kind(&path) == Some(Kind::Letter) {
            self.names.push(path);
            return self.add_attached(&before, bytes, depth, left);
        }
        match archive::members(Held::unpacked(bytes)) {
            Ok(Some(names)) => {
                self.add_all(&before, names, Archive::InMemory(bytes), depth, left);
            }
            Ok(None) | Err(_) => self.names.push(path),
        }
    }
}

/// Unpacks what has this name inside of a file.
///
/// # Errors
/// When there is nothing of that name, or it is broken, locked, or larger than the limit.
pub fn member(path: &Path, name: &str, limit: u64, last: &LastArchive) -> Result<Vec<u8>, Problem> {
    if kind(&path.to_string_lossy()) == Some(Kind::Letter) {
        in_letter(&bytes_of_file(path, INNER)?, name, limit, 1)
    } else {
        in_archive(Archive::OnDisk(path, last), name, limit, 1)
    }
}

fn in_archive(
    archive: Archive<'_>,
    name: &str,
    limit: u64,
    depth: usize,
) -> Result<Vec<u8>, Problem> {
    match archive.unpack(name, limit) {
        Err(Problem::Missing) => {}
        found => return found,
    }
    let (holder, rest) = holder(name, depth)?;
    let bytes = archive.unpack(holder, INNER)?;
    inside(holder, &bytes.into(), rest, limit, depth + 1)
}

fn in_letter(letter: &[u8], name: &str, limit: u64, depth: usize) -> Result<Vec<u8>, Problem> {
    let mut attached = letter::attached(letter);
    let mut take = |name: &str| {
        let at = attached.iter().position(|(given, _)| given == name)?;
        Some(attached.swap_remove(at).1)
    };
    if let Some(bytes) = take(name) {
        return if bytes.len() as u64 > limit {
            Err(Problem::TooLarge(limit))
        } else {
            Ok(bytes)
        };
    }
    let (holder, rest) = holder(name, depth)?;
    let bytes = take(holder).ok_or(Problem::Missing)?;
    inside(holder, &bytes.into(), rest, limit, depth + 1)
}

fn inside(
    holder: &str,
    bytes: &Arc<[u8]>,
    name: &str,
    limit: u64,
    depth: usize,
) -> Result<Vec<u8>, Problem> {
    if kind(holder) == Some(Kind::Letter) {
        in_letter(bytes, name, limit, depth)
    } else {
        in_archive(Archive::InMemory(bytes), name, limit, depth)
    }
}

/// The container that a name leads into first, and the name inside of it.
fn holder(name: &str, depth: usize) -> Result<(&str, &str), Problem> {
    let mut ends = name.match_indices('/');
    let found = ends.find_map(|(at, _)| {
        let (holder, rest) = name.split_at_checked(at)?;
        Some((
            kind(holder).is_some().then_some(holder)?,
            rest.strip_prefix('/')?,
        ))
    });
    found.filter(|_| depth < DEPTH).ok_or(Problem::Missing)
}
