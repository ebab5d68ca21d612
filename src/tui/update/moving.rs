//! The cursor and the text under it.

use super::super::action::{Motion, Scroll};
use super::super::layout::{Top, Viewport};
use super::super::state::Pane;
use super::Step;
use crate::text::{Document, Offset, Span, motion};

/// Rows that stay visible above and below the cursor.
const MARGIN: u16 = 2;

impl Step<'_> {
    /// Moves the cursor of the focused pane.
    pub(super) fn go_by(&mut self, motion: Motion) {
        let focus = self.state.panes.focus();
        let Some((document, viewport)) = self.state.viewport(focus) else {
            return;
        };
        let pane = self.state.panes.focused();
        let goal = pane.goal.unwrap_or_else(|| viewport.column(pane.cursor));
        let cursor = target(document, &viewport, pane, goal, motion);
        let far = matches!(motion, Motion::DocumentStart | Motion::DocumentEnd);
        if far {
            self.remember_place();
        }
        let pane = self.state.panes.focused_mut();
        pane.cursor = cursor;
        pane.goal = keeps_column(motion).then_some(goal);
        self.reveal(focus);
        self.lead();
    }

    pub(super) fn scroll(&mut self, scroll: Scroll) {
        let focus = self.state.panes.focus();
        let Some((_, viewport)) = self.state.viewport(focus) else {
            return;
        };
        let pane = self.state.panes.focused();
        let (top, cursor) = match scroll {
            Scroll::Down => scrolled(&viewport, pane, 1),
            Scroll::Up => scrolled(&viewport, pane, -1),
            Scroll::Center => (
                viewport.top_with(pane.cursor, viewport.height / 2),
                pane.cursor,
            ),
            Scroll::CursorToTop => (viewport.top_with(pane.cursor, 0), pane.cursor),
        };
        let pane = self.state.panes.focused_mut();
        pane.top = top;
        pane.cursor = cursor;
    }

    /// Scrolls a pane by rows, its cursor taken along where it would leave the screen.
    pub(super) fn roll(&mut self, pane: usize, rows: isize) {
        let Some((_, viewport)) = self.state.viewport(pane) else {
            return;
        };
        let Some(shown) = self.state.panes.all().get(pane) else {
            return;
        };
        let (top, cursor) = scrolled(&viewport, shown, rows);
        if let Some(shown) = self.state.panes.all_mut().get_mut(pane) {
            shown.top = top;
            shown.cursor = cursor;
        }
    }

    /// Scrolls every pane as little as shows its cursor.
    pub(super) fn reveal_all(&mut self) {
        for pane in 0..self.state.panes.all().len() {
            self.reveal(pane);
        }
    }

    /// Scrolls a pane as little as shows its cursor.
    pub(super) fn reveal(&mut self, pane: usize) {
        let Some((_, viewport)) = self.state.viewport(pane) else {
            return;
        };
        let Some(shown) = self.state.panes.all().get(pane) else {
            return;
        };
        let top = viewport.following(shown.top, shown.cursor, MARGIN);
        if let Some(shown) = self.state.panes.all_mut().get_mut(pane) {
            shown.top = top;
        }
    }

    /// Scrolls a pane so that a place stands where the cursor of the focused pane stands.
    pub(super) fn align_with_focus(&mut self, pane: usize) {
        let focus = self.state.panes.focus();
        let Some((_, leading)) = self.state.viewport(focus) else {
            return;
        };
        let leader = self.state.panes.focused();
        let row = leading.row_of(leader.cursor);
        let rows = leading.rows(leader.top);
        let height = rows.iter().position(|seen| *seen == row).unwrap_or(0);
        let Some((_, viewport)) = self.state.viewport(pane) else {
            return;
        };
        let Some(shown) = self.state.panes.all().get(pane) else {
            return;
        };
        let height = u16::try_from(height)
            .unwrap_or(0)
            .min(viewport.height.saturating_sub(1));
        let top = viewport.top_with(shown.cursor, height);
        if let Some(shown) = self.state.panes.all_mut().get_mut(pane) {
            shown.top = top;
        }
    }
}

/// Top and cursor after scrolling by rows.
fn scrolled(viewport: &Viewport<'_>, pane: &Pane, rows: isize) -> (Top, Offset) {
    let top = viewport.scrolled(pane.top, rows);
    let seen = viewport.rows(top);
    let row = viewport.row_of(pane.cursor);
    let column = pane.goal.unwrap_or_else(|| viewport.column(pane.cursor));
    let nearest = match (seen.first(), seen.last()) {
        (Some(first), _) if row.start() < first.start() => first.start(),
        (_, Some(last)) if row.start() > last.start() => last.start(),
        _ => return (top, pane.cursor),
    };
    (top, viewport.vertical(nearest, 0, column))
}

fn keeps_column(motion: Motion) -> bool {
    matches!(
        motion,
        Motion::Up
            | Motion::Down
            | Motion::HalfPageDown
            | Motion::HalfPageUp
            | Motion::PageDown
            | Motion::PageUp
    )
}

/// Where a motion leads. While selecting, the motions by word, sentence and paragraph move the
/// boundary: the end of a selection goes to ends, its start to starts.
fn target(
    document: &Document,
    viewport: &Viewport<'_>,
    pane: &Pane,
    goal: u16,
    motion: Motion,
) -> Offset {
    let (text, at) = (viewport.text, pane.cursor);
    let page = isize::try_from(viewport.height.saturating_sub(1).max(1)).unwrap_or(1);
    let anchor = pane.selecting.as_ref().map(|selecting| selecting.anchor);
    let at_end = anchor.is_some_and(|anchor| anchor <= at);
    // Going back from the end, a selection shrinks to ends until it is back where it began.
    let back = |end: Offset, start: Offset| {
        if anchor.is_some_and(|anchor| anchor <= end && anchor < at) {
            end
        } else {
            start
        }
    };
    match motion {
        Motion::Left => motion::previous_character(text, at),
        Motion::Right => motion::next_character(text, at).min(motion::document_end(text)),
        Motion::Up => viewport.vertical(at, -1, goal),
        Motion::Down => viewport.vertical(at, 1, goal),
        Motion::NextWord if at_end => motion::word_end(text, at),
        Motion::NextWord => motion::next_word_start(text, at),
        Motion::PreviousWord => back(
            previous_word_end(text, at),
            motion::previous_word_start(text, at),
        ),
        Motion::WordEnd => motion::word_end(text, at),
        Motion::NextSentence if at_end => motion::sentence_end(document, at),
        Motion::NextSentence => motion::next_sentence(document, at),
        Motion::PreviousSentence => back(
            last_of(text, document.previous_sentence(at)),
            motion::previous_sentence(document, at),
        ),
        Motion::NextParagraph if at_end => paragraph_end(document, at),
        Motion::NextParagraph => motion::next_paragraph(document, at),
        Motion::PreviousParagraph => back(
            last_of(text, document.previous_paragraph(at)),
            motion::previous_paragraph(document, at),
        ),
        Motion::RowStart => viewport.row_of(at).start(),
        Motion::RowEnd => viewport.vertical(at, 0, u16::MAX),
        Motion::DocumentStart => Offset::default(),
        Motion::DocumentEnd => motion::document_end(text),
        Motion::ScreenTop => seen_row(viewport, pane, |_| 0),
        Motion::ScreenMiddle => seen_row(viewport, pane, |rows| rows / 2),
        Motion::ScreenBottom => seen_row(viewport, pane, |rows| rows.saturating_sub(1)),
        Motion::HalfPageDown => viewport.vertical(at, page.div_euclid(2).max(1), goal),
        Motion::HalfPageUp => viewport.vertical(at, -page.div_euclid(2).max(1), goal),
        Motion::PageDown => viewport.vertical(at, page, goal),
        Motion::PageUp => viewport.vertical(at, -page, goal),
    }
}

fn seen_row(viewport: &Viewport<'_>, pane: &Pane, which: impl Fn(usize) -> usize) -> Offset {
    let rows = viewport.rows(pane.top);
    rows.get(which(rows.len()))
        .map_or(pane.cursor, |row| row.start())
}

/// The last character of the word before the one that holds the place.
fn previous_word_end(text: &str, at: Offset) -> Offset {
    let mut start = motion::previous_word_start(text, at);
    loop {
        let end = motion::last_character(text, motion::word(text, start));
        let before = motion::previous_word_start(text, start);
        if end < at || before == start {
            return end.min(at);
        }
        start = before;
    }
}

/// The last character of a stretch of text; the text's start where there is none.
fn last_of(text: &str, span: Option<Span>) -> Offset {
    span.map_or(Offset::default(), |span| motion::last_character(text, span))
}

/// The last character of the paragraph that holds the place, or of the next one when the place is
/// there already.
fn paragraph_end(document: &Document, at: Offset) -> Offset {
    let end = motion::last_character(&document.text, document.paragraph(at));
    if end > at {
        return end;
    }
    document.next_paragraph(at).map_or(at, |next| {
        motion::last_character(&document.text, next).max(at)
    })
}
