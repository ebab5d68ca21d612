//! What the screen looked like, so that tomorrow it looks the same. Saved with the session; no part
//! of its history.

use serde::{Deserialize, Serialize};

use crate::text::{DocumentId, Offset};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewState {
    /// The panes, from left to right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panes: Vec<PaneState>,
    /// Which pane has the focus, counted from 0.
    pub focus: usize,
    /// Where the panes are divided: for each pane but the last, its share of the width in parts of
    /// a thousand. Empty: all alike.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub splits: Vec<u16>,
    /// Whether the panes stand one above the other.
    pub stacked: bool,
    /// Whether the other panes follow the one in focus.
    pub follow: bool,
    /// Whether the pane in focus has the whole screen.
    pub zoom: bool,
    /// The panel below the panes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panel: Option<PanelState>,
    /// Places to jump back to, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jumps: Vec<Place>,
    /// Where in the list of jumps one stands; its length: at the newest end.
    pub jump: usize,
}

/// One pane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaneState {
    /// The document that it shows.
    pub document: DocumentId,
    /// Where the cursor stands.
    #[serde(default)]
    pub cursor: Offset,
    /// Where the selection began, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Offset>,
    /// The first place on the screen.
    #[serde(default)]
    pub top: Offset,
}

/// The panel below the panes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelState {
    /// Which panel.
    pub kind: PanelKind,
    /// The selected row, counted from 0.
    #[serde(default)]
    pub row: usize,
    /// What its rows are sorted by; empty: as they come.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// What its rows are filtered by; empty: all are shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// Its share of the height in parts of a thousand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u16>,
    /// Whether it has the focus.
    #[serde(default)]
    pub focused: bool,
}

/// The kinds of panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PanelKind {
    /// The claims.
    Claims,
    /// The parallels.
    Parallels,
    /// The facts.
    Facts,
    /// One passage against its counterpart.
    Compare,
    /// Claims against documents.
    Matrix,
    /// The audit trail.
    History,
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// Where in its text.
    pub at: Offset,
}

impl ViewState {
    /// The same view without the panes and jumps whose documents are not there.
    #[must_use]
    pub fn only_with(mut self, known: impl Fn(DocumentId) -> bool) -> Self {
        self.panes.retain(|pane| known(pane.document));
        self.focus = self.focus.min(self.panes.len().saturating_sub(1));
        self.jumps.retain(|place| known(place.document));
        self.jump = self.jump.min(self.jumps.len());
        self
    }
}
