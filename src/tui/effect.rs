//! What the update asks of the runtime: everything that is not a change of state.

use std::path::PathBuf;
use std::sync::Arc;

use super::runtime::Opening;
use super::state::{Sought, Telling};
use crate::session::DocumentRecord;
use crate::text::search::{Direction, Needle};
use crate::text::{Document, DocumentId, Offset};

/// How the session is opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reopening {
    /// As it was opened first.
    Again,
    /// Although another machine did not close it.
    TakeOver,
}

/// A search through a text that no key has to wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongSearch {
    /// The text.
    pub document: Document,
    /// What is looked for.
    pub needle: Needle,
    /// The place from which it is looked for.
    pub from: Offset,
    /// Which way.
    pub direction: Direction,
}

/// How a file is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In the encoding with this name.
    In(&'static str),
    /// All of a web page.
    WholePage,
    /// The article of a web page alone.
    Article,
}

/// Why sources are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looking {
    /// The session was opened: what changed is told.
    Opening,
    /// The same, after those that are gone were looked for elsewhere.
    Elsewhere,
    /// The analyst asked: it is told, too, that nothing changed.
    Asked,
    /// Something was done that may have changed the answer: nothing is told.
    Quietly,
}

/// One thing to be done outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The history has grown: its new entries go to the journal.
    Record,
    /// The words go to the clipboard.
    Copy(String),
    /// A report of the session goes to a file.
    Export(PathBuf),
    /// The facts of these documents are gathered.
    GatherFacts(Vec<DocumentId>),
    /// Sentences that may bear on a claim are looked for.
    FindLeads(Box<Sought>),
    /// The next theme is used.
    NextTheme,
    /// The whole screen is drawn anew.
    Redraw,
    /// The program sleeps as the shell's job.
    Suspend,
    /// These documents' sources are looked at on the disk.
    LookAtSources(Vec<DocumentId>, Looking),
    /// What is marked in these documents is looked for in their new texts.
    Review(Vec<DocumentId>, Looking),
    /// Copies of these texts go to the store of texts.
    KeepTexts(Vec<Arc<str>>),
    /// A document's text is fetched as its record says.
    Fetch(DocumentRecord),
    /// A document's file is read in the encoding with this name.
    ReadIn(DocumentRecord, &'static str),
    /// Two long passages are compared.
    Compare(Box<[Telling; 2]>),
    /// All of a document's web page is read, or its article alone where the session has all of it.
    ReadPage(DocumentRecord),
    /// All of a long text is searched.
    Search(Box<LongSearch>),
    /// Shared passages are looked for again.
    FindAgain,
    /// The session goes on in a new file beside its own.
    SaveBeside,
    /// The history is retraced.
    Verify,
    /// The session is closed and opened again.
    Reopen(Reopening),
    /// Another session takes this one's place.
    Open(Opening),
    /// The program ends.
    Quit,
}
