//! The panel below the panes.

use super::FactOrder;

/// What the panel lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PanelKind {
    /// The claims.
    #[default]
    Claims,
    /// The shared passages.
    Parallels,
    /// The facts.
    Facts,
    /// The sentences that may bear on a claim.
    Leads,
    /// What was done.
    History,
    /// What is hidden in the focused pane's text.
    Hidden,
    /// What was named and could not be opened.
    Unopened,
}

/// How many kinds of list there are.
const KINDS: usize = 7;

/// The order of the claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClaimOrder {
    /// By where they stand in the documents.
    #[default]
    Place,
    /// By number.
    Number,
    /// Open ones first.
    Status,
    /// By verdict.
    Verdict,
}

impl ClaimOrder {
    /// The order with this word.
    pub fn named(word: &str) -> Option<Self> {
        [
            ClaimOrder::Place,
            ClaimOrder::Number,
            ClaimOrder::Status,
            ClaimOrder::Verdict,
        ]
        .into_iter()
        .find(|order| order.word() == word)
    }

    /// The order that comes after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            ClaimOrder::Place => ClaimOrder::Number,
            ClaimOrder::Number => ClaimOrder::Status,
            ClaimOrder::Status => ClaimOrder::Verdict,
            ClaimOrder::Verdict => ClaimOrder::Place,
        }
    }

    /// Its word on the screen.
    pub fn word(self) -> &'static str {
        match self {
            ClaimOrder::Place => "place",
            ClaimOrder::Number => "number",
            ClaimOrder::Status => "status",
            ClaimOrder::Verdict => "verdict",
        }
    }
}

/// The order of the shared passages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParallelOrder {
    /// By where they stand in the documents.
    #[default]
    Place,
    /// The most similar first.
    Similarity,
    /// The longest first.
    Length,
}

impl ParallelOrder {
    /// The order with this word.
    pub fn named(word: &str) -> Option<Self> {
        [
            ParallelOrder::Place,
            ParallelOrder::Similarity,
            ParallelOrder::Length,
        ]
        .into_iter()
        .find(|order| order.word() == word)
    }

    /// The order that comes after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            ParallelOrder::Place => ParallelOrder::Similarity,
            ParallelOrder::Similarity => ParallelOrder::Length,
            ParallelOrder::Length => ParallelOrder::Place,
        }
    }

    /// Its word on the screen.
    pub fn word(self) -> &'static str {
        match self {
            ParallelOrder::Place => "place",
            ParallelOrder::Similarity => "similarity",
            ParallelOrder::Length => "length",
        }
    }
}

/// A row of a list that is chosen, and the first one that is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The chosen row, from 0.
    pub row: usize,
    /// The first row that is seen.
    pub top: usize,
}

/// The panel: what it lists and how.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Whether it is open.
    pub open: bool,
    /// Whether the keys go to it.
    pub focused: bool,
    /// Whether it takes the whole screen.
    pub zoomed: bool,
    /// What it lists.
    pub kind: PanelKind,
    /// Its height with the header line, in rows.
    pub rows: u16,
    /// The order of the claims.
    pub claim_order: ClaimOrder,
    /// The order of the shared passages.
    pub parallel_order: ParallelOrder,
    /// The order of the facts.
    pub fact_order: FactOrder,
    /// Words that a row must hold to be shown, for each kind of list.
    filters: [String; KINDS],
    cursors: [Cursor; KINDS],
}

/// The panel's height when it is first opened, in rows.
const ROWS: u16 = 9;

impl Default for Panel {
    fn default() -> Self {
        Self {
            open: false,
            focused: false,
            zoomed: false,
            kind: PanelKind::default(),
            rows: ROWS,
            claim_order: ClaimOrder::default(),
            parallel_order: ParallelOrder::default(),
            fact_order: FactOrder::default(),
            filters: Default::default(),
            cursors: Default::default(),
        }
    }
}

impl Panel {
    /// Its height on the screen where it is open.
    pub fn height(&self) -> Option<u16> {
        self.open.then_some(self.rows)
    }

    /// Whether the keys go to it.
    pub fn has_keys(&self) -> bool {
        self.open && self.focused
    }

    /// Opens it on a list, with the keys.
    pub fn show(&mut self, kind: PanelKind) {
        self.kind = kind;
        self.open = true;
        self.focused = true;
    }

    /// Closes it.
    pub fn close(&mut self) {
        self.open = false;
        self.focused = false;
        self.zoomed = false;
    }

    /// The chosen row of the list that is shown.
    pub fn cursor(&self) -> Cursor {
        self.cursors[self.kind as usize]
    }

    /// The chosen row, to be changed.
    pub fn cursor_mut(&mut self) -> &mut Cursor {
        &mut self.cursors[self.kind as usize]
    }

    /// What a row must hold to be shown in this list; empty for all.
    pub fn filter(&self) -> &str {
        self.filter_of(self.kind)
    }

    /// What a row must hold to be shown in a list; empty for all.
    pub fn filter_of(&self, kind: PanelKind) -> &str {
        &self.filters[kind as usize]
    }

    /// Shows only the rows that hold the words, from the first on.
    pub fn set_filter(&mut self, words: String) {
        self.filters[self.kind as usize] = words;
        self.cursors[self.kind as usize] = Cursor::default();
    }
}
