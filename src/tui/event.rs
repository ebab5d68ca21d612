//! What happens to the workbench.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::effect::{How, LongSearch, Looking};
use super::runtime::events::Mouse;
use super::settings::Key;
use super::state::{Discovered, Facts, OnDisk, Progress, Rereading, Shared, Slot, Sought, Telling};
use crate::compare::{Compared, Comparison};
use crate::parallel::Lead;
use crate::session::DocumentRecord;
use crate::session::review::Review;
use crate::store::{SaveStatus, Why};
use crate::text::search::Found;
use crate::text::{DocumentId, Findings};

/// One event.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size, in cells.
    Resize(Size),
    /// The pending keys have waited long enough for their hints.
    HintsDue,
    /// A worker reports.
    Report(Report),
}

/// What workers report.
#[derive(Debug)]
pub enum Report {
    /// What was named is looked through.
    Discovered(Discovered),
    /// So many texts lie in the folder that the start screen offers.
    TextsHere(usize),
    /// Texts were read, or could not be.
    Read(Vec<(DocumentId, Slot)>),
    /// Documents that a new session begins with.
    Recorded(Vec<DocumentRecord>),
    /// What differs between two passages.
    Differences(Box<[Telling; 2]>, Comparison),
    /// What is hidden in a document.
    Scanned(DocumentId, Arc<Findings>),
    /// What goes on now, if anything.
    Progress(Option<Progress>),
    /// All shared passages of the documents that are read.
    Found(Shared),
    /// What those passages compare.
    Compared(Arc<Compared>),
    /// The facts of documents.
    Gathered(Facts),
    /// The sentences that may bear on what was asked.
    Leads(Box<Sought>, Vec<Lead>),
    /// What stands on the disk in the place of what was read; none where it is the same.
    OnDisk(Vec<(DocumentId, Option<OnDisk>)>),
    /// All sources that were to be looked at are.
    Looked(Looking),
    /// What became of all that is marked in documents that changed.
    Reviewed(Vec<Review>, Looking),
    /// The history was retraced: its number of steps, or where it does not hold.
    Verified(Result<usize, String>),
    /// The session may only be read.
    ReadOnly(Why),
    /// A document's file was read in another way, or why not.
    Reread(DocumentId, Result<(How, Rereading), String>),
    /// What of the work is on disk.
    Saving(SaveStatus),
    /// All of a long text was searched.
    Searched(Box<LongSearch>, Option<Found>),
    /// A report was written, or why not.
    Exported(Result<PathBuf, String>),
    /// Something that the analyst should know.
    Told(String),
}
