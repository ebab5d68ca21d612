//! Selections: started anywhere, moved at either end, grown by the units of prose.

use super::super::action::Selection;
use super::super::state::{Pane, Selecting, State};
use super::Step;
use crate::text::{Document, DocumentId, Offset, Span, graphemes, motion};

/// The words that are selected in the focused pane, without the blanks around them.
pub(super) fn selected(state: &State) -> Option<(&Document, Span)> {
    let document = state.document()?;
    let span = selected_in(document, state.panes.focused())?;
    let words = document.quote(span);
    let start = span.start().0 + (words.len() - words.trim_start().len());
    let trimmed = Span::new(start, start + words.trim().len());
    (!trimmed.is_empty()).then_some((document, trimmed))
}

/// All that is selected in a pane, both characters at its ends inside.
pub fn selected_in(document: &Document, pane: &Pane) -> Option<Span> {
    let anchor = pane.selecting.as_ref()?.anchor;
    let (first, last) = (anchor.min(pane.cursor), anchor.max(pane.cursor));
    Some(Span::between(first, graphemes::next(&document.text, last)))
}

impl Step<'_> {
    pub(super) fn select(&mut self, selection: Selection) {
        match selection {
            Selection::Begin => {
                let pane = self.state.panes.focused_mut();
                pane.selecting = match pane.selecting {
                    Some(_) => None,
                    None => Some(Selecting {
                        anchor: pane.cursor,
                        grown: vec![],
                    }),
                };
            }
            Selection::Sentence => self.select_unit(Document::sentence),
            Selection::Paragraph => self.select_unit(Document::paragraph),
            Selection::SwapEnds => {
                let pane = self.state.panes.focused_mut();
                if let Some(selecting) = &mut pane.selecting {
                    std::mem::swap(&mut selecting.anchor, &mut pane.cursor);
                    pane.goal = None;
                }
                self.reveal(self.state.panes.focus());
            }
            Selection::Grow => self.grow(),
            Selection::Shrink => self.shrink(),
        }
    }

    /// Selects a stretch of a document in the focused pane, the cursor at its end.
    pub(super) fn select_span(&mut self, document: DocumentId, span: Span) {
        let Some(text) = self.state.desk.ready(document) else {
            return;
        };
        let cursor = motion::last_character(&text.text, span);
        let pane = self.state.panes.focused_mut();
        pane.selecting = Some(Selecting {
            anchor: span.start(),
            grown: vec![],
        });
        pane.cursor = cursor;
        pane.goal = None;
        self.reveal(self.state.panes.focus());
    }

    fn select_unit(&mut self, unit: impl Fn(&Document, Offset) -> Span) {
        let Some(document) = self.state.document() else {
            return;
        };
        let (id, span) = (
            document.id,
            unit(document, self.state.panes.focused().cursor),
        );
        if !span.is_empty() {
            self.select_span(id, span);
        }
    }

    /// To the smallest of word, sentence and paragraph that holds more than what is selected.
    fn grow(&mut self) {
        let Some(document) = self.state.document() else {
            return;
        };
        let pane = self.state.panes.focused();
        let now =
            selected_in(document, pane).unwrap_or_else(|| Span::between(pane.cursor, pane.cursor));
        let units = [
            |document: &Document, at| motion::word(&document.text, at),
            Document::sentence,
            Document::paragraph,
        ];
        let larger = units
            .iter()
            .map(|unit| unit(document, now.start()).hull(now))
            .find(|unit| unit.len() > now.len() && !unit.is_empty());
        let Some(larger) = larger else { return };
        let last = motion::last_character(&document.text, larger);
        let pane = self.state.panes.focused_mut();
        let mut grown = pane.selecting.take().map_or_else(Vec::new, |selecting| {
            let mut grown = selecting.grown;
            grown.push((selecting.anchor, pane.cursor));
            grown
        });
        grown.truncate(16);
        pane.selecting = Some(Selecting {
            anchor: larger.start(),
            grown,
        });
        pane.cursor = last;
        self.reveal(self.state.panes.focus());
    }

    fn shrink(&mut self) {
        let pane = self.state.panes.focused_mut();
        if let Some(selecting) = &mut pane.selecting
            && let Some((anchor, cursor)) = selecting.grown.pop()
        {
            selecting.anchor = anchor;
            pane.cursor = cursor;
        }
        self.reveal(self.state.panes.focus());
    }
}
