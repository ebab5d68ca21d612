//! Why a source could not be read: what, where, and what can be done.

use std::io;
use std::path::{Path, PathBuf};

use super::extract::Unreadable;
use super::{Failure, Format, NotText};

/// A source that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}. {}", path.display(), problem.advice())]
pub struct SourceError {
    /// Which file or folder; `-` for standard input.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: Problem,
}

impl SourceError {
    pub(super) fn new(path: &Path, problem: impl Into<Problem>) -> Self {
        Self {
            path: path.to_owned(),
            problem: problem.into(),
        }
    }
}

/// What is wrong with a source.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Nothing lies at the path.
    #[error("there is no such file")]
    Missing,
    /// The system does not let this user read it.
    #[error("reading it is not permitted")]
    Forbidden,
    /// A folder stands where a file is needed.
    #[error("this is a folder")]
    Folder,
    /// A pipe, a device or a socket stands where a file is needed.
    #[error("this is {0}, not a file with text")]
    Special(&'static str),
    /// It holds more bytes than the limit.
    #[error("it is larger than {} MiB", .0 / (1024 * 1024))]
    TooLarge(u64),
    /// Its bytes are no text.
    #[error(transparent)]
    NotText(#[from] NotText),
    /// It is a ZIP archive, or a member of one, that cannot be unpacked.
    #[error("this archive cannot be unpacked: {0}")]
    Archive(String),
    /// It is of a kind that can be read, but no reader can make a text of it.
    #[error("this {format} cannot be read: {why}")]
    Unreadable {
        /// What kind of file it is.
        format: Format,
        /// Why there is no text; a clause.
        why: Failure,
    },
    /// The system failed while reading.
    #[error("reading it failed ({0})")]
    Failed(io::Error),
}

impl Problem {
    /// What a reader's failure means for the source.
    pub(super) fn of(format: Format, failure: Failure) -> Self {
        match failure {
            Failure::Unreadable(Unreadable::NotText(why)) => Self::NotText(why),
            why => Self::Unreadable { format, why },
        }
    }

    /// What the user can do about it, as a sentence.
    pub fn advice(&self) -> &'static str {
        match self {
            Problem::Missing => "Check the name, and whether the disk it is on is mounted.",
            Problem::Forbidden => "Ask its owner, or copy it to a place of your own.",
            Problem::Folder => "Name the folder when you start crosscheck, and its texts open.",
            Problem::Special(_) => {
                "Save its content in a file, or hand it over with - as the name."
            }
            Problem::TooLarge(_) => "Split it, or take out the part that matters.",
            Problem::NotText(_) => "Save it as text first, or name another file.",
            Problem::Archive(_) => "Unpack it yourself, and open what you need of it.",
            Problem::Unreadable { .. } => "Save what matters of it as text, and open that.",
            Problem::Failed(_) => "Check the disk, and try again.",
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Problem::Missing,
            io::ErrorKind::PermissionDenied => Problem::Forbidden,
            _ => Problem::Failed(error),
        }
    }
}
