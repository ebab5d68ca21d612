//! What the update asks of the runtime: everything that is not a change of state.

use std::path::PathBuf;

use super::runtime::Opening;
use crate::text::DocumentId;

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
    /// The next theme is used.
    NextTheme,
    /// The whole screen is drawn anew.
    Redraw,
    /// The program sleeps as the shell's job.
    Suspend,
    /// Another session takes this one's place.
    Open(Opening),
    /// The program ends.
    Quit,
}
