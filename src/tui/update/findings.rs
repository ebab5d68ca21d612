//! What is hidden in a text, and what could not be opened, as rows of the panel.

use super::super::state::{Slot, State};
use super::Step;
use crate::source::Skipped;
use crate::text::{DocumentId, Finding};

/// Something that was named, or lies in a folder that was, and is not open.
#[derive(Clone, Copy, Debug)]
pub enum Unopened<'s> {
    /// A text that could not be read, and why.
    Failed(DocumentId, &'s str),
    /// What in a folder is no text to read.
    Skipped(&'s Skipped),
}

impl Unopened<'_> {
    /// Whether nobody would expect it to be opened: hidden files, and what is no text by its name.
    pub fn is_expected(&self) -> bool {
        matches!(self, Unopened::Skipped(skipped) if skipped.why.is_expected())
    }
}

/// Whether some words hold every word of the panel's filter.
fn passes(filter: &str, words: &str) -> bool {
    let words = words.to_lowercase();
    filter
        .split_whitespace()
        .all(|wanted| words.contains(wanted))
}

/// What is hidden in the focused text and passes the panel's filter: first what asks for attention,
/// then what is everyday.
pub fn hidden_rows(state: &State) -> Vec<Finding> {
    let filter = state.panel.filter().to_lowercase();
    let found = state
        .panes
        .focused()
        .document
        .and_then(|id| state.desk.findings(id));
    let kept = found
        .into_iter()
        .flat_map(|found| found.places.iter().chain(&found.everyday_places))
        .filter(|found| filter.is_empty() || passes(&filter, found.kind.words()));
    kept.copied().collect()
}

/// What is not open and passes the panel's filter: what is least expected first.
pub fn unopened_rows(state: &State) -> Vec<Unopened<'_>> {
    let filter = state.panel.filter().to_lowercase();
    let failed = state.desk.ids().filter_map(|id| match state.desk.slot(id) {
        Some(Slot::Failed(why)) => Some(Unopened::Failed(id, why)),
        _ => None,
    });
    let skipped = state.desk.skipped().iter().map(Unopened::Skipped);
    let mut rows: Vec<_> = failed
        .chain(skipped)
        .filter(|row| {
            filter.is_empty()
                || match row {
                    Unopened::Failed(id, why) => {
                        passes(&filter, &format!("{} {why}", state.title_of(*id)))
                    }
                    Unopened::Skipped(Skipped { path, why }) => {
                        passes(&filter, &format!("{} {why}", path.display()))
                    }
                }
        })
        .collect();
    rows.sort_by_key(Unopened::is_expected);
    rows
}

impl Step<'_> {
    /// Goes to the hidden character or look-alike word in this row of the panel.
    pub(super) fn show_hidden_row(&mut self, row: usize) {
        let document = self.state.panes.focused().document;
        let found = hidden_rows(self.state).get(row).copied();
        if let (Some(document), Some(found)) = (document, found) {
            self.state.panel.focused = false;
            self.state.panel.zoomed = false;
            self.show_finding(document, found);
        }
    }

    /// Says all that is known of a row of what is not open.
    pub(super) fn show_unopened(&mut self, row: usize) {
        match unopened_rows(self.state).get(row) {
            Some(Unopened::Failed(id, _)) => {
                let id = *id;
                self.state.panel.focused = false;
                self.state.panel.zoomed = false;
                self.show_document(id);
            }
            Some(Unopened::Skipped(Skipped { path, why })) => {
                let words = format!(
                    "{}: {why}; name it when you start, and it is tried",
                    path.display()
                );
                self.state.tell(words);
            }
            None => {}
        }
    }
}
