//! Opening a source with care and reading it once.

use std::fmt::Write as _;
use std::fs::{File, FileType, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::container::{self, LastArchive};
use super::{Asked, Extractor, Format, LeftOut, Link, Problem, SourceError};
use crate::text::Card;

/// How much of a source is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that a file may have.
    pub bytes: u64,
    /// The most bytes that a file may have which is more than plain text.
    pub structured: u64,
}

impl Default for Limits {
    /// 128 MiB: the largest text that stays under 1 GiB of memory in every encoding while it is
    /// decoded, or while a reader in a process of its own makes it, beside others that are open.
    fn default() -> Self {
        Self {
            bytes: 128 * 1024 * 1024,
            structured: 128 * 1024 * 1024,
        }
    }
}

/// A source that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The whole text, line endings as they were, without a byte order mark.
    pub text: String,
    /// Its headline, its first line where that reads like a title, else the file's name; may hold
    /// anything.
    pub title: String,
    /// What kind of file it was.
    pub format: Format,
    /// The encoding it was decoded from, by its WHATWG name; none where the kind of file has its
    /// own.
    pub encoding: Option<String>,
    /// The SHA-256 of the bytes as they were read, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes were read.
    pub bytes: u64,
    /// What the file says of itself.
    pub card: Card,
    /// What extracted the text, with its version.
    pub by: String,
    /// What is in the file and not in the text.
    pub left_out: Vec<LeftOut>,
    /// Where the text leads.
    pub links: Vec<Link>,
}

/// Reads sources, in one way for all of them.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// How much is taken in.
    pub limits: Limits,
    /// What the user asks for.
    pub asked: Asked,
    /// Where the readers of what is not plain text run.
    pub extractor: Extractor,
    /// The archive that was read from last.
    pub archive: LastArchive,
}

/// The bytes of a source, before anything is made of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    bytes: Vec<u8>,
    name: String,
    /// Their SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

impl Raw {
    /// The bytes of a file with this name.
    pub fn new(bytes: Vec<u8>, name: impl Into<String>) -> Self {
        Self {
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            bytes,
            name: name.into(),
        }
    }

    /// The bytes as the text that they are; none where they are not UTF-8.
    pub fn into_text(self) -> Option<String> {
        String::from_utf8(self.bytes).ok()
    }
}

impl Reader {
    /// The same reader, which reads texts in the encoding with this name, whatever they look like; an
    /// encoding that is not known is left to be detected.
    #[must_use]
    pub fn reading_in(&self, encoding: &str) -> Self {
        let mut reader = self.clone();
        reader.asked.charset = encoding.parse().ok();
        reader
    }

    /// The same reader, which reads all of web pages, or their articles alone.
    #[must_use]
    pub fn reading_whole_pages(&self, whole: bool) -> Self {
        let mut reader = self.clone();
        reader.asked.whole_page = whole;
        reader
    }

    /// Reads a file whole. Only regular files are opened, and a pipe that nobody writes to is not
    /// waited for.
    ///
    /// # Errors
    /// A sentence that says what stands there instead of a text, or why it cannot be read.
    pub fn read(&self, path: &Path) -> Result<Read, SourceError> {
        self.make(self.fetch(path)?)
            .map_err(|problem| SourceError::new(path, problem))
    }

    /// Reads standard input whole, at most the limit.
    ///
    /// # Errors
    /// As [`Reader::read`]; the path in the error is `-`.
    pub fn read_stdin(&self) -> Result<Read, SourceError> {
        at_most(io::stdin().lock(), self.limits.bytes, 0)
            .and_then(|bytes| self.make(Raw::new(bytes, "standard input")))
            .map_err(|problem| SourceError::new(Path::new("-"), problem))
    }

    /// The bytes of a file, as [`Reader::read`] takes them in.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn fetch(&self, path: &Path) -> Result<Raw, SourceError> {
        let bytes = bytes_of(path, self.limits.bytes, &self.archive)
            .map_err(|problem| SourceError::new(path, problem))?;
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Raw::new(bytes, name))
    }

    /// What the bytes hold.
    ///
    /// # Errors
    /// [`Problem`] where they are no text, or no reader can make one of them.
    pub fn make(&self, raw: Raw) -> Result<Read, Problem> {
        let count = raw.bytes.len() as u64;
        let format = Format::of(&raw.bytes, &raw.name)?;
        if format != Format::Plain && count > self.limits.structured {
            return Err(Problem::TooLarge(self.limits.structured));
        }
        let extracted = self
            .extractor
            .extract(format, raw.bytes, &self.asked)
            .map_err(|failure| Problem::of(format, failure))?;
        let headline = extracted.card.title.clone();
        Ok(Read {
            title: headline.unwrap_or_else(|| title(&extracted.text, &raw.name)),
            text: extracted.text,
            format,
            encoding: extracted.encoding,
            sha256: raw.sha256,
            bytes: count,
            card: extracted.card,
            by: extracted.by,
            left_out: extracted.left_out,
            links: extracted.links,
        })
    }
}

fn bytes_of(path: &Path, limit: u64, last: &LastArchive) -> Result<Vec<u8>, Problem> {
    match bytes_of_file(path, limit) {
        Err(problem @ (Problem::Missing | Problem::Failed(_))) => {
            // Where an archive or an e-mail stands on the way, the path leads into it.
            let Some((above, member)) = container::split(path) else {
                return Err(problem);
            };
            container::member(above, &member, limit, last)
        }
        read => read,
    }
}

/// The bytes of a regular file, refused when they are more than the limit.
pub(super) fn bytes_of_file(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let (file, length) = open_regular(path)?;
    if length > limit {
        return Err(Problem::TooLarge(limit));
    }
    at_most(file, limit, length)
}

/// Opens a regular file and tells its length, in bytes.
pub(super) fn open_regular(path: &Path) -> Result<(File, u64), Problem> {
    regular(std::fs::metadata(path)?.file_type())?;
    let file = open_without_waiting(path)?;
    // Another file may have taken the name's place since.
    let metadata = file.metadata()?;
    regular(metadata.file_type())?;
    Ok((file, metadata.len()))
}

fn regular(kind: FileType) -> Result<(), Problem> {
    if kind.is_file() {
        Ok(())
    } else if kind.is_dir() {
        Err(Problem::Folder)
    } else {
        Err(Problem::Special(special_name(kind)))
    }
}

#[cfg(unix)]
fn special_name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special_name(_: FileType) -> &'static str {
    "a device"
}

fn open_without_waiting(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

/// What the reader gives, refused when it is more than the limit, however it grows meanwhile.
fn at_most(from: impl io::Read, limit: u64, expected: u64) -> Result<Vec<u8>, Problem> {
    let expected = usize::try_from(expected).unwrap_or_default();
    let mut bytes = Vec::with_capacity(expected + 1);
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLarge(limit));
    }
    Ok(bytes)
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut written, byte| {
        // Writing to a string cannot fail.
        let _ = write!(written, "{byte:02x}");
        written
    })
}

/// How long a first line may be to count as a title, in characters.
const TITLE: usize = 160;

/// The text's first line that is not blank, without the signs of a Markdown heading, where it is
/// as short as a title; else the name.
fn title(text: &str, name: &str) -> String {
    text.lines()
        .take(20)
        .map(|line| line.get(..TITLE * 4).unwrap_or(line))
        .map(|line| line.trim().trim_start_matches('#').trim())
        .find(|line| line.chars().any(char::is_alphanumeric))
        .filter(|line| line.chars().count() <= TITLE)
        .unwrap_or(name)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_title_when_it_is_short() {
        assert_eq!(title("\n# A *fine* day\n\nText", "x.md"), "A *fine* day");
        assert_eq!(title(&"word ".repeat(90), "x.txt"), "x.txt");
        assert_eq!(title("", "x.txt"), "x.txt");
    }

    #[test]
    fn a_folder_a_device_and_nothing_are_refused_in_words() {
        let told = |path: &str| {
            Reader::default()
                .read(Path::new(path))
                .map_err(|e| e.to_string())
        };
        let folder = std::env::temp_dir();
        let said = told(&folder.to_string_lossy()).unwrap_err();
        assert!(said.contains("this is a folder"), "{said}");
        let said = told("there-is-none.txt").unwrap_err();
        assert!(said.contains("no such file"), "{said}");
        #[cfg(unix)]
        assert!(told("/dev/null").unwrap_err().contains("a device"));
    }

    #[test]
    fn what_is_read_is_hashed_and_limited() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "abc").unwrap();
        let read_with = |bytes| {
            let mut reader = Reader::default();
            reader.limits.bytes = bytes;
            reader.read(&path)
        };
        let found = read_with(3).unwrap();
        // The example of FIPS 180-2, appendix B.1.
        assert_eq!(
            found.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!((found.text.as_str(), found.bytes), ("abc", 3));
        assert!(matches!(
            read_with(2).unwrap_err().problem,
            Problem::TooLarge(2)
        ));
    }

    /// A file that goes on growing while it is read.
    struct Growing {
        written: u64,
    }

    impl io::Read for Growing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b'a');
            self.written += buffer.len() as u64;
            Ok(buffer.len())
        }
    }

    #[test]
    fn what_grows_while_it_is_read_is_read_to_the_limit_and_refused() {
        let limit = 100_000;
        let mut growing = Growing { written: 0 };
        let found = at_most(&mut growing, limit, 10);
        assert!(matches!(found, Err(Problem::TooLarge(100_000))));
        assert_eq!(growing.written, limit + 1);
    }

    #[test]
    fn what_shrinks_while_it_is_read_is_what_was_there() {
        let shrunk = io::Cursor::new(b"half".to_vec());
        assert_eq!(at_most(shrunk, 100, 80).unwrap(), b"half");
    }

    #[test]
    fn what_fails_while_it_is_read_is_told() {
        struct Vanished;
        impl io::Read for Vanished {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::StaleNetworkFileHandle))
            }
        }
        let found = at_most(io::Read::chain(&b"half"[..], Vanished), 100, 80);
        assert!(matches!(found, Err(Problem::Failed(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_without_a_writer_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        rustix::fs::mkfifoat(
            rustix::fs::CWD,
            &path,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        )
        .unwrap();
        let problem = Reader::default().read(&path).unwrap_err().problem;
        assert!(matches!(problem, Problem::Special("a pipe")));
    }
}
