//! Where a session's texts are found: in their files, in the sample inside the program, in the store
//! of copies.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Store;
use super::format::PackedText;
use super::sources::{is_as_read, text_hash};
use super::texts::Texts;
use crate::sample;
use crate::session::{DocumentRecord, Hash, Source};
use crate::source::{Format, Problem, Raw, Read, Reader};

/// Finds the texts of one session.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The folder that relative paths start from: the session's, without links.
    folder: PathBuf,
    /// The same folder, as the user names it.
    named: PathBuf,
    /// The copies of texts that were read before.
    texts: Texts,
    /// The texts that the session is packed with, by their hashes.
    packed: Arc<[PackedText]>,
    /// What was read from standard input.
    pasted: Option<Read>,
    /// What reads the files.
    reader: Reader,
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

/// A web page, read in the way that the session has not.
#[derive(Clone, Debug)]
pub enum Page {
    /// All of it.
    Whole(Read),
    /// Its article alone.
    Article(Read),
}

/// What is the matter with a text's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It has another content.
    Edited,
    /// It cannot be read.
    Unreadable,
    /// It is as it was, but its text is not what was made of it then: by another version of the
    /// program, or in another encoding.
    ReadOtherwise,
}

impl Changed {
    /// The words for it, after the text's name.
    pub fn words(self) -> &'static str {
        match self {
            Changed::Edited => "has changed on disk since it was read",
            Changed::Unreadable => "can no longer be read",
            Changed::ReadOtherwise => "is read otherwise than it was then",
        }
    }
}

impl Shelf {
    /// The shelf of the session that lives at `session`.
    pub fn new(store: &Store, session: &Path, pasted: Option<Read>) -> Self {
        // The texts lie beside the file itself, from wherever a link leads to it.
        let absolute = std::path::absolute(session).unwrap_or_else(|_| session.to_owned());
        let resolved = absolute.canonicalize().unwrap_or_else(|_| absolute.clone());
        let folder_of = |path: &Path| path.parent().unwrap_or(Path::new("")).to_owned();
        let (folder, named) = (folder_of(&resolved), folder_of(&absolute));
        let same = named.canonicalize().is_ok_and(|named| named == folder);
        Self {
            named: if same { named } else { folder.clone() },
            folder,
            texts: store.texts(),
            packed: Arc::default(),
            pasted,
            reader: store.reader().clone(),
        }
    }

    /// The same shelf, with the texts that the session is packed with.
    #[must_use]
    pub fn with_packed(self, packed: Arc<[PackedText]>) -> Self {
        Self { packed, ..self }
    }

    fn packed(&self, text: Hash) -> Option<&String> {
        let at = self
            .packed
            .binary_search_by(|packed| packed.sha256.cmp(&text));
        Some(&self.packed.get(at.ok()?)?.text)
    }

    /// The session's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path as the session writes it: relative to its folder where it lies below it, or below one
    /// of the two folders above, so that a folder with both can be moved.
    pub fn path_for_session(&self, path: &Path) -> PathBuf {
        if let Ok(below) = path.strip_prefix(&self.named) {
            return below.to_owned();
        }
        let mut up = PathBuf::new();
        for folder in self.folder.ancestors().take(3) {
            // Two things that share nothing but the top of the disk do not belong together.
            if folder.parent().is_none() {
                break;
            }
            if let Ok(below) = path.strip_prefix(folder) {
                return up.join(below);
            }
            up.push("..");
        }
        path.to_owned()
    }

    /// Where a path that the session wrote leads to.
    pub fn resolved(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// The copy of a text as it was read, in the store of texts or in the program itself.
    pub fn copy(&self, record: &DocumentRecord) -> Option<String> {
        if let Some(text) = self.packed(record.text) {
            return Some(text.clone());
        }
        let pasted = self.pasted.iter().map(|read| &read.text);
        let mut pasted = pasted.filter(|text| Hash::of(text) == record.text);
        self.texts
            .get(record.text)
            .ok()
            .or_else(|| sample::text_with(record.text).map(str::to_owned))
            .or_else(|| pasted.next().cloned())
    }

    /// A text as it was read: its copy, or its file while that is still the same.
    pub fn as_read(&self, record: &DocumentRecord) -> Option<String> {
        self.copy(record).or_else(|| self.look_at(record).ok())
    }

    /// Whether a text needs no file of its own: it came on standard input, the session is packed with
    /// it, or it is one of the sample, which is inside the program.
    pub fn needs_no_file(&self, record: &DocumentRecord) -> bool {
        record.source == Source::Pasted
            || self.packed(record.text).is_some()
            || sample::text_with(record.text).is_some()
    }

    /// Reads a text that the session does not know yet.
    ///
    /// # Errors
    /// A sentence that says what stands there instead of a text.
    pub fn read(&self, source: &Source) -> Result<Read, String> {
        match source {
            Source::File(path) => self
                .reader
                .read(&self.resolved(path))
                .map_err(|error| error.to_string()),
            Source::Pasted => self
                .pasted
                .clone()
                .ok_or_else(|| "This text came on standard input, which is over".to_owned()),
        }
    }

    /// Reads a text in the encoding with this WHATWG name.
    ///
    /// # Errors
    /// As [`Shelf::read`]; what came on standard input is read but once.
    pub fn read_in(&self, source: &Source, encoding: &str) -> Result<Read, String> {
        match source {
            Source::File(path) => {
                let reader = self.reader.reading_in(encoding);
                let read = reader.read(&self.resolved(path));
                read.map_err(|error| error.to_string())
            }
            Source::Pasted => self.read(source),
        }
    }

    /// Reads all of a document's web page; where that is what the session has, its article alone.
    ///
    /// # Errors
    /// As [`Shelf::read`], and where the file is no web page.
    pub fn read_page(&self, record: &DocumentRecord) -> Result<Page, String> {
        let Source::File(path) = &record.source else {
            return Err("Only a file can be read again".to_owned());
        };
        let reader = self.reader.reading_in(&record.encoding);
        let read = |whole| {
            let read = reader.reading_whole_pages(whole).read(&self.resolved(path));
            read.map_err(|error| error.to_string())
        };
        let whole = read(true)?;
        if whole.format != Format::Html {
            return Err(format!(
                "This is no web page: nothing is left out of a {} on purpose",
                whole.format
            ));
        }
        if text_hash(&whole) == record.text {
            read(false).map(Page::Article)
        } else {
            Ok(Page::Whole(whole))
        }
    }

    /// What a file's bytes are read to: in the encoding that they were read in then, which may be one
    /// that the analyst chose, and as the article or the whole page that the session has, where one
    /// of the two is that.
    ///
    /// # Errors
    /// As [`Reader::make`].
    pub fn remake(&self, raw: Raw, record: &DocumentRecord) -> Result<Read, Problem> {
        let reader = self.reader.reading_in(&record.encoding);
        let read = reader.make(raw.clone())?;
        if read.format != Format::Html || is_as_read(&read, record) {
            return Ok(read);
        }
        let other = reader.reading_whole_pages(!reader.asked.whole_page);
        let other = other.make(raw);
        Ok(other
            .ok()
            .filter(|other| is_as_read(other, record))
            .unwrap_or(read))
    }

    /// Finds a text that the session knows. Where its file has changed or is gone, the copy as it was
    /// read takes its place, so that every quotation stays where it was.
    pub fn find(&self, record: &DocumentRecord) -> Found {
        let changed = match self.look_at(record) {
            Ok(text) => return Found::Same(text),
            Err(changed) => changed,
        };
        match self.copy(record) {
            Some(text) if self.needs_no_file(record) && changed == Changed::Unreadable => {
                Found::Same(text)
            }
            Some(text) => Found::Copy(text, changed),
            None => Found::Lost(format!(
                "The file of this text {}, and there is no copy of it as it was read. \
                 Its claims and evidence are kept.",
                changed.words()
            )),
        }
    }

    /// What reads the files.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The text of a record whose source is as it was, as it was read then.
    fn look_at(&self, record: &DocumentRecord) -> Result<String, Changed> {
        match &record.source {
            Source::File(path) => {
                let raw = self.reader.fetch(&self.resolved(path));
                self.same(raw.map_err(|_| Changed::Unreadable)?, record)
            }
            Source::Pasted => match &self.pasted {
                Some(read) if is_as_read(read, record) => Ok(read.text.clone()),
                Some(_) => Err(Changed::Edited),
                None => Err(Changed::Unreadable),
            },
        }
    }

    /// The text of bytes that are as they were. A plain text is its bytes; of any other kind, the
    /// text as it was read then is what quotations refer to, whatever a reader makes of the bytes
    /// today.
    fn same(&self, raw: Raw, record: &DocumentRecord) -> Result<String, Changed> {
        if raw.sha256 != record.sha256 {
            return Err(Changed::Edited);
        }
        if raw.sha256 == record.text.to_string() {
            return raw.into_text().ok_or(Changed::Unreadable);
        }
        if let Some(text) = self.copy(record) {
            return Ok(text);
        }
        match self.remake(raw, record) {
            Ok(read) if is_as_read(&read, record) => Ok(read.text),
            Ok(_) => Err(Changed::ReadOtherwise),
            Err(_) => Err(Changed::Unreadable),
        }
    }
}
