//! Where a session's texts are found: in their files, in the sample inside the program, in the store
//! of copies.

use std::path::{Path, PathBuf};

use super::Store;
use super::texts::Texts;
use crate::sample;
use crate::session::{DocumentRecord, Source};
use crate::source::{self, Limits, Read};

/// Finds the texts of one session.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The folder that relative paths start from: the session's.
    folder: PathBuf,
    /// The copies of texts that were read before.
    texts: Texts,
    /// What was read from standard input.
    pasted: Option<Read>,
}

/// A text of a session, as it was found.
#[derive(Clone, Debug)]
pub enum Found {
    /// The text as the session knows it.
    Same(String),
    /// The text as the session knows it, from the store of copies, and what is the matter with its
    /// file.
    Copy(String, Changed),
    /// Neither the text nor a copy is there; a sentence says so.
    Lost(String),
}

/// What is the matter with a text's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It has another content.
    Edited,
    /// It cannot be read.
    Unreadable,
}

impl Changed {
    /// The words for it, after the text's name.
    pub fn words(self) -> &'static str {
        match self {
            Changed::Edited => "has changed on disk since it was read",
            Changed::Unreadable => "can no longer be read",
        }
    }
}

impl Shelf {
    /// The shelf of the session that lives at `session`.
    pub fn new(store: &Store, session: &Path, pasted: Option<Read>) -> Self {
        let session = std::path::absolute(session).unwrap_or_else(|_| session.to_owned());
        let folder = session.parent().unwrap_or(Path::new("")).to_owned();
        Self {
            folder,
            texts: store.texts(),
            pasted,
        }
    }

    /// A path as the session writes it: relative to its folder where it lies below it.
    pub fn path_for_session(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.folder)
            .map_or_else(|_| path.to_owned(), Path::to_owned)
    }

    /// Reads a text that the session does not know yet.
    ///
    /// # Errors
    /// A sentence that says what stands there instead of a text.
    pub fn read(&self, source: &Source) -> Result<Read, String> {
        match source {
            Source::File(path) => source::read(&self.folder.join(path), &Limits::default())
                .map_err(|error| error.to_string()),
            Source::Pasted => self
                .pasted
                .clone()
                .ok_or_else(|| "This text came on standard input, which is over".to_owned()),
        }
    }

    /// Finds a text that the session knows. Where its file has changed or is gone, the copy as it was
    /// read takes its place, so that every quotation stays where it was.
    pub fn find(&self, record: &DocumentRecord) -> Found {
        let changed = match self.read(&record.source) {
            Ok(read) if read.sha256 == record.sha256 => return Found::Same(read.text),
            Ok(_) => Changed::Edited,
            Err(_) => Changed::Unreadable,
        };
        let sample = sample::text_with(record.text).map(str::to_owned);
        // What came on standard input has no file, and the sample needs none.
        let needs_no_file = record.source == Source::Pasted || sample.is_some();
        match self.texts.get(record.text).ok().or(sample) {
            Some(text) if needs_no_file && changed == Changed::Unreadable => Found::Same(text),
            Some(text) => Found::Copy(text, changed),
            None => Found::Lost(format!(
                "The file of this text {}, and there is no copy of it as it was read. \
                 Its claims and evidence are kept.",
                changed.words()
            )),
        }
    }
}
