//! The panes: which document each shows, where its cursor stands, what is selected.

use std::collections::HashMap;

use super::super::layout::Top;
use crate::text::{DocumentId, Offset};

/// How many panes there may be.
const MOST: usize = 4;
/// A pane's share of the width when it is made.
const SHARE: u16 = 12;
/// The least share of the width that a pane keeps.
const LEAST_SHARE: u16 = 3;

/// A selection that is being made: from the anchor to the cursor, both characters inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selecting {
    /// The end that stays.
    pub anchor: Offset,
    /// Anchor and cursor as they were before each growing.
    pub grown: Vec<(Offset, Offset)>,
}

/// One pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pane {
    /// The document that it shows.
    pub document: Option<DocumentId>,
    /// Where the cursor stands, at the start of a character.
    pub cursor: Offset,
    /// The first row that is seen.
    pub top: Top,
    /// The column that going up and down aims at, in cells.
    pub goal: Option<u16>,
    /// The selection that is being made.
    pub selecting: Option<Selecting>,
    share: u16,
    left_at: HashMap<DocumentId, (Offset, Top)>,
}

impl Pane {
    /// A pane at the start of a document.
    pub fn new(document: Option<DocumentId>) -> Self {
        Self {
            document,
            cursor: Offset::default(),
            top: Top::default(),
            goal: None,
            selecting: None,
            share: SHARE,
            left_at: HashMap::new(),
        }
    }

    /// Shows a document where it was left in this pane.
    pub fn show(&mut self, document: DocumentId) {
        if self.document == Some(document) {
            return;
        }
        if let Some(before) = self.document {
            self.left_at.insert(before, (self.cursor, self.top));
        }
        let (cursor, top) = self.left_at.get(&document).copied().unwrap_or_default();
        self.document = Some(document);
        self.cursor = cursor;
        self.top = top;
        self.goal = None;
        self.selecting = None;
    }
}

/// The panes, from left to right; there is always one.
#[derive(Clone, Debug)]
pub struct Panes {
    list: Vec<Pane>,
    focus: usize,
}

impl Panes {
    /// Panes for these documents; one empty pane for none.
    pub fn new(documents: impl IntoIterator<Item = DocumentId>) -> Self {
        let mut list: Vec<_> = documents
            .into_iter()
            .take(MOST)
            .map(|document| Pane::new(Some(document)))
            .collect();
        if list.is_empty() {
            list.push(Pane::new(None));
        }
        Self { list, focus: 0 }
    }

    /// All panes.
    pub fn all(&self) -> &[Pane] {
        &self.list
    }

    /// All panes, to be changed.
    pub fn all_mut(&mut self) -> &mut [Pane] {
        &mut self.list
    }

    /// Which pane is focused.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// The focused pane.
    pub fn focused(&self) -> &Pane {
        // The list is never empty and the focus lies in it.
        &self.list[self.focus]
    }

    /// The focused pane, to be changed.
    pub fn focused_mut(&mut self) -> &mut Pane {
        &mut self.list[self.focus]
    }

    /// Their shares of the width.
    pub fn shares(&self) -> Vec<u16> {
        self.list.iter().map(|pane| pane.share).collect()
    }

    /// Focuses a pane, if there is such a one.
    pub fn focus_on(&mut self, pane: usize) {
        if pane < self.list.len() {
            self.focus = pane;
        }
    }

    /// Focuses the next pane, round and round.
    pub fn focus_next(&mut self) {
        self.focus = (self.focus + 1) % self.list.len();
    }

    /// Focuses the previous pane, round and round.
    pub fn focus_previous(&mut self) {
        self.focus = (self.focus + self.list.len() - 1) % self.list.len();
    }

    /// The pane that shows what belongs to the focused one: the next, where there are several.
    pub fn companion(&self) -> Option<usize> {
        (self.list.len() > 1).then(|| (self.focus + 1) % self.list.len())
    }

    /// The pane that shows a document beside the focused one: one that shows it already, else the next.
    pub fn beside(&self, document: DocumentId) -> Option<usize> {
        let others = (0..self.list.len()).filter(|pane| *pane != self.focus);
        let shows = |pane: &usize| {
            self.list
                .get(*pane)
                .is_some_and(|shown| shown.document == Some(document))
        };
        others.clone().find(shows).or_else(|| self.companion())
    }

    /// One more pane at the right of the focused one, which keeps the focus. False where there are
    /// as many as there may be.
    pub fn add(&mut self, document: Option<DocumentId>) -> bool {
        if self.list.len() == MOST {
            return false;
        }
        self.list.insert(self.focus + 1, Pane::new(document));
        true
    }

    /// Shows a document in the pane that is empty, or in one more at the right.
    pub fn fill(&mut self, document: DocumentId) {
        if let Some(empty) = self.list.iter_mut().find(|pane| pane.document.is_none()) {
            empty.show(document);
        } else if self.has_room() {
            self.list.push(Pane::new(Some(document)));
        }
    }

    /// Whether there may be one more.
    pub fn has_room(&self) -> bool {
        self.list.len() < MOST
    }

    /// Closes the focused pane. False where it is the only one.
    pub fn close(&mut self) -> bool {
        if self.list.len() == 1 {
            return false;
        }
        self.list.remove(self.focus);
        self.focus = self.focus.min(self.list.len() - 1);
        true
    }

    /// Closes all but the focused pane.
    pub fn only(&mut self) {
        self.list.swap(0, self.focus);
        self.list.truncate(1);
        self.focus = 0;
    }

    /// Moves the border at the right of the focused pane (at its left, where it is the last).
    pub fn widen(&mut self, by: i16) {
        let Some(other) = (if self.focus + 1 < self.list.len() {
            Some(self.focus + 1)
        } else {
            self.focus.checked_sub(1)
        }) else {
            return;
        };
        let wider = self.list[self.focus].share.saturating_add_signed(by);
        let narrower = self.list[other].share.saturating_add_signed(-by);
        if wider >= LEAST_SHARE && narrower >= LEAST_SHARE {
            self.list[self.focus].share = wider;
            self.list[other].share = narrower;
        }
    }

    /// For each pane but the last, its share of the width in parts of a thousand.
    pub fn splits(&self) -> Vec<u16> {
        let total: u32 = self.list.iter().map(|pane| u32::from(pane.share)).sum();
        let of_all = |share: u16| u32::from(share) * 1000 / total.max(1);
        let shares = self
            .list
            .iter()
            .map(|pane| u16::try_from(of_all(pane.share)).unwrap_or(0));
        shares.take(self.list.len() - 1).collect()
    }

    /// Divides the width as [`Panes::splits`] tells; all alike where it tells nothing that fits.
    pub fn set_splits(&mut self, splits: &[u16]) {
        let taken: u16 = splits
            .iter()
            .fold(0, |sum, split| sum.saturating_add(*split));
        if splits.len() + 1 == self.list.len() && taken < 1000 {
            self.set_shares(splits.iter().copied().chain([1000 - taken]));
        }
    }

    /// Gives the panes these shares of the width.
    pub fn set_shares(&mut self, shares: impl IntoIterator<Item = u16>) {
        for (pane, share) in self.list.iter_mut().zip(shares) {
            pane.share = share.max(1);
        }
    }

    /// Makes all panes equally wide.
    pub fn equalize(&mut self) {
        for pane in &mut self.list {
            pane.share = SHARE;
        }
    }
}
