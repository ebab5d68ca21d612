//! Opening a source with care and reading it once.

use std::fmt::Write as _;
use std::fs::{File, FileType, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use encoding_rs::Encoding;

use super::decode::decode_as;
use super::{Problem, SourceError, decode};

/// How much of a source is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that a file may have.
    pub bytes: u64,
}

impl Default for Limits {
    /// 128 MiB: the largest text that stays under 1 GiB of memory in every encoding while it is
    /// decoded, beside others that are open.
    fn default() -> Self {
        Self {
            bytes: 128 * 1024 * 1024,
        }
    }
}

/// A source that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The whole text, line endings as they were, without a byte order mark.
    pub text: String,
    /// Its first line where that reads like a title, else the file's name; may hold anything.
    pub title: String,
    /// The encoding it was decoded from, by its WHATWG name.
    pub encoding: &'static str,
    /// The SHA-256 of the bytes as they were read, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes were read.
    pub bytes: u64,
}

/// Reads a file whole. Only regular files are opened, and a pipe that nobody writes to is not
/// waited for.
///
/// # Errors
/// A sentence that says what stands there instead of a text, or why it cannot be read.
pub fn read(path: &Path, limits: &Limits) -> Result<Read, SourceError> {
    let wrong = |problem| SourceError::new(path, problem);
    let bytes = bytes_of(path, limits.bytes).map_err(wrong)?;
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    from_bytes(bytes, &name).map_err(wrong)
}

/// Reads a file whole in an encoding of [`super::ENCODINGS`], whatever it looks like.
///
/// # Errors
/// As [`read`]; an encoding that is not known is left to be detected.
pub fn read_in(path: &Path, limits: &Limits, encoding: &str) -> Result<Read, SourceError> {
    let mut read = read(path, limits)?;
    if let Some(encoding) = Encoding::for_label(encoding.as_bytes()) {
        let bytes = bytes_of(path, limits.bytes);
        let bytes = bytes.map_err(|problem| SourceError::new(path, problem))?;
        let decoded = decode_as(&bytes, encoding);
        read.text = decoded.text;
        read.encoding = decoded.encoding;
        read.sha256 = hexadecimal(&Sha256::digest(&bytes));
        read.bytes = bytes.len() as u64;
    }
    Ok(read)
}

/// Reads standard input whole, at most the limit.
///
/// # Errors
/// As [`read`]; the path in the error is `-`.
pub fn read_stdin(limits: &Limits) -> Result<Read, SourceError> {
    let wrong = |problem| SourceError::new(Path::new("-"), problem);
    let bytes = at_most(io::stdin().lock(), limits.bytes, 0).map_err(wrong)?;
    from_bytes(bytes, "standard input").map_err(wrong)
}

fn bytes_of(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    regular(std::fs::metadata(path)?.file_type())?;
    let file = open_without_waiting(path)?;
    // Another file may have taken the name's place since.
    let metadata = file.metadata()?;
    regular(metadata.file_type())?;
    if metadata.len() > limit {
        return Err(Problem::TooLarge(limit));
    }
    at_most(file, limit, metadata.len())
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

/// What a file with these bytes and this name holds.
///
/// # Errors
/// [`Problem`] where it is no text.
pub fn from_bytes(bytes: Vec<u8>, name: &str) -> Result<Read, Problem> {
    let count = bytes.len() as u64;
    let sha256 = hexadecimal(&Sha256::digest(&bytes));
    let decoded = decode(bytes)?;
    Ok(Read {
        title: title(&decoded.text, name),
        text: decoded.text,
        encoding: decoded.encoding,
        sha256,
        bytes: count,
    })
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
        let told =
            |path: &str| read(Path::new(path), &Limits::default()).map_err(|e| e.to_string());
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
        let read_with = |bytes| read(&path, &Limits { bytes });
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
        let problem = read(&path, &Limits::default()).unwrap_err().problem;
        assert!(matches!(problem, Problem::Special("a pipe")));
    }
}
