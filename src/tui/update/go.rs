//! Going to places that mean something: shared passages, marks, documents, earlier places.

use super::super::action::Go;
use super::super::state::{Place, Side, Slot, marks_in};
use super::Step;
use crate::text::{DocumentId, Finding, Offset, Span, graphemes};

impl Step<'_> {
    pub(super) fn go(&mut self, go: Go) {
        match go {
            Go::NextParallel => self.go_to_parallel(true),
            Go::PreviousParallel => self.go_to_parallel(false),
            Go::Counterpart => self.show_counterpart(0),
            Go::NextCounterpart => self.show_counterpart(1),
            Go::NextMark => self.go_to_mark(true),
            Go::PreviousMark => self.go_to_mark(false),
            Go::NextHidden => self.go_to_hidden(true),
            Go::PreviousHidden => self.go_to_hidden(false),
            Go::NextDocument => self.turn_document(true),
            Go::PreviousDocument => self.turn_document(false),
            Go::Document => self.ask_document(),
            Go::Here => self.ask_here(),
            Go::Back => self.jump(true),
            Go::Forward => self.jump(false),
        }
    }

    /// Where the focused cursor stands.
    pub(super) fn place(&self) -> Option<Place> {
        let pane = self.state.panes.focused();
        Some(Place {
            document: pane.document?,
            at: pane.cursor,
        })
    }

    /// Keeps the place that is about to be left, to come back to.
    pub(super) fn remember_place(&mut self) {
        if let Some(place) = self.place() {
            self.state.jumps.leave(place);
        }
    }

    /// Goes to a place in the focused pane and remembers the one that is left.
    pub(super) fn jump_to(&mut self, document: DocumentId, at: Offset) {
        self.remember_place();
        self.show_place(self.state.panes.focus(), document, at);
        self.lead();
    }

    /// Shows a place in a pane.
    pub(super) fn show_place(&mut self, pane: usize, document: DocumentId, at: Offset) {
        let Some(shown) = self.state.panes.all_mut().get_mut(pane) else {
            return;
        };
        shown.show(document);
        shown.cursor = at;
        shown.goal = None;
        self.reveal(pane);
    }

    /// Shows a place beside the focused pane, at the height of its cursor.
    pub(super) fn show_beside(&mut self, document: DocumentId, at: Offset) {
        if let Some(pane) = self.state.panes.beside(document) {
            self.show_place(pane, document, at);
            self.align_with_focus(pane);
        }
    }

    /// The pane where a place of a document is best shown: one that shows it, not the focused one
    /// where there is another, else the focused pane.
    pub(super) fn pane_for(&self, document: DocumentId) -> usize {
        let panes = &self.state.panes;
        let shows = |pane: &usize| {
            panes
                .all()
                .get(*pane)
                .is_some_and(|shown| shown.document == Some(document))
        };
        let focus = panes.focus();
        if shows(&focus) {
            return focus;
        }
        (0..panes.all().len()).find(shows).unwrap_or(focus)
    }

    /// Goes to a marked place, in the pane that shows its document.
    pub(super) fn visit(&mut self, document: DocumentId, at: Offset) {
        let pane = self.pane_for(document);
        self.remember_place();
        self.state.panes.focus_on(pane);
        self.show_place(pane, document, at);
        self.lead();
    }

    fn go_to_parallel(&mut self, forward: bool) {
        let Some(Place { document, at }) = self.place() else {
            return;
        };
        let found = if forward {
            self.state.shared.next(document, at)
        } else {
            self.state.shared.previous(document, at)
        };
        let Some(side) = found else {
            let letter = self.state.desk.letter(document);
            let everywhere = Span::new(0, usize::MAX);
            let all = self.state.shared.overlapping(document, everywhere);
            let words = match (all.count(), forward) {
                (0, _) => {
                    format!("{letter} shares no passage with another text; ]d goes to the next one")
                }
                (_, true) => format!("No shared passage further on in {letter}"),
                (_, false) => format!("No shared passage before this in {letter}"),
            };
            self.state.tell(words);
            return;
        };
        self.remember_place();
        let focus = self.state.panes.focus();
        self.show_place(focus, document, side.span.start());
        self.show_counterpart(0);
    }

    /// The passages under the cursor, those first whose counterpart is on the screen.
    pub(super) fn sides_here(&self) -> Vec<Side> {
        let Some(Place { document, at }) = self.place() else {
            return vec![];
        };
        let mut sides = self.state.shared.at(document, at);
        sides.sort_by_key(|side| {
            let other = self.state.shared.counterpart(*side).map(|(other, _)| other);
            !other.is_some_and(|other| self.is_shown_elsewhere(other))
        });
        sides
    }

    fn is_shown_elsewhere(&self, document: DocumentId) -> bool {
        let focus = self.state.panes.focus();
        let mut panes = self.state.panes.all().iter().enumerate();
        panes.any(|(number, pane)| number != focus && pane.document == Some(document))
    }

    /// Shows the counterpart of the passage under the cursor in the pane that shows its document, or
    /// in the next one; `skip` 1 takes the counterpart after the one that is shown now.
    fn show_counterpart(&mut self, skip: usize) {
        let sides = self.sides_here();
        let Some(at) = self.place().map(|place| place.at) else {
            return;
        };
        let shown = if skip == 0 {
            0
        } else {
            self.shown_counterpart(&sides).map_or(0, |n| n + skip)
        };
        let Some(side) = sides.get(shown % sides.len().max(1)).copied() else {
            self.state.tell("No other document shares this passage");
            return;
        };
        let Some((document, there)) = self.state.shared.counterpart_of(side, at) else {
            return;
        };
        self.show_beside(document, there);
        let words = self.about_side(side, sides.len());
        self.state.tell(words);
    }

    /// Which of the counterparts a pane shows now.
    fn shown_counterpart(&self, sides: &[Side]) -> Option<usize> {
        let companion = self.state.panes.all().get(self.state.panes.companion()?)?;
        sides.iter().position(|side| {
            self.state
                .shared
                .counterpart(*side)
                .is_some_and(|(document, span)| {
                    companion.document == Some(document)
                        && span.start() <= companion.cursor
                        && companion.cursor < span.end()
                })
        })
    }

    fn about_side(&self, side: Side, counterparts: usize) -> String {
        let (Some(parallel), Some((other, _))) = (
            self.state.shared.get(side.parallel),
            self.state.shared.counterpart(side),
        ) else {
            return String::new();
        };
        let more = match counterparts {
            0 | 1 => String::new(),
            2 => ", 1 more counterpart (g n)".to_owned(),
            many => format!(", {} more counterparts (g n)", many - 1),
        };
        let kind = parallel.kind.name();
        let similarity = parallel.similarity.value();
        let shared = self.shared_with(other);
        format!("{shared}: {kind}, {similarity:.2}{more}")
    }

    /// With which document a passage of the focused one is shared, in words.
    pub(super) fn shared_with(&self, other: DocumentId) -> String {
        let letter = self.state.desk.letter(other);
        if self.state.panes.focused().document == Some(other) {
            format!("Told twice in {letter}")
        } else {
            format!("Shared with {letter}")
        }
    }

    /// Lets the other panes follow the focused one, where that was asked for.
    pub(super) fn lead(&mut self) {
        if !self.state.follow {
            return;
        }
        let Some(at) = self.place().map(|place| place.at) else {
            return;
        };
        let focus = self.state.panes.focus();
        let sides = self.sides_here();
        for pane in 0..self.state.panes.all().len() {
            if pane == focus {
                continue;
            }
            let shown = self
                .state
                .panes
                .all()
                .get(pane)
                .and_then(|pane| pane.document);
            let there = sides
                .iter()
                .filter_map(|side| self.state.shared.counterpart_of(*side, at))
                .find(|(document, _)| Some(*document) == shown);
            if let Some((document, there)) = there {
                self.show_place(pane, document, there);
                self.align_with_focus(pane);
            }
        }
    }

    fn go_to_mark(&mut self, forward: bool) {
        let Some(Place { document, at }) = self.place() else {
            return;
        };
        let whole = Span::new(0, usize::MAX);
        let marks = marks_in(self.state.work.session(), document, whole);
        let starts = marks.iter().map(|mark| mark.span.start());
        let found = if forward {
            starts.filter(|start| *start > at).min()
        } else {
            starts.filter(|start| *start < at).max()
        };
        let Some(start) = found else {
            let letter = self.state.desk.letter(document);
            let where_ = if forward { "further on" } else { "before this" };
            self.state
                .tell(format!("No claim or evidence {where_} in {letter}"));
            return;
        };
        if let Some(mark) = marks.iter().rfind(|mark| mark.span.start() == start) {
            let claim = mark.claim.clone();
            self.take_in_hand(claim);
        }
        self.jump_to(document, start);
    }

    fn go_to_hidden(&mut self, forward: bool) {
        let Some(Place { document, at }) = self.place() else {
            return;
        };
        let found = self.state.desk.findings(document).and_then(|found| {
            if forward {
                found.next(at)
            } else {
                found.previous(at)
            }
        });
        let Some(found) = found else {
            let letter = self.state.desk.letter(document);
            let where_ = if forward { "further on" } else { "before this" };
            self.state
                .tell(format!("Nothing is hidden {where_} in {letter}"));
            return;
        };
        self.show_finding(document, found);
    }

    /// Goes to a hidden character or a look-alike word and says what it is.
    pub(super) fn show_finding(&mut self, document: DocumentId, found: Finding) {
        let at = self
            .state
            .desk
            .ready(document)
            .map_or(found.span.start(), |text| {
                graphemes::snap(&text.text, found.span.start())
            });
        self.visit(document, at);
        let what = match found.characters {
            1 => found.kind.words().to_owned(),
            many => format!("{many} in a row: {}", found.kind.words()),
        };
        self.state.tell(format!("{what}; {}", found.kind.why()));
    }

    fn turn_document(&mut self, forward: bool) {
        let desk = &self.state.desk;
        let next = match self.state.panes.focused().document {
            Some(shown) if forward => desk.after(shown),
            Some(shown) => desk.before(shown),
            None => desk.ids().next(),
        };
        if let Some(next) = next {
            self.show_document(next);
        }
    }

    /// Shows a document in the focused pane, where it was left.
    pub(super) fn show_document(&mut self, document: DocumentId) {
        self.remember_place();
        self.state.panes.focused_mut().show(document);
        self.reveal(self.state.panes.focus());
        if let Some(Slot::Failed(why)) = self.state.desk.slot(document) {
            let why = why.clone();
            self.state.warn(why);
        }
    }

    fn jump(&mut self, back: bool) {
        let Some(here) = self.place() else { return };
        let found = if back {
            self.state.jumps.back(here)
        } else {
            self.state.jumps.forward(here)
        };
        match found {
            Some(Place { document, at }) => {
                self.show_place(self.state.panes.focus(), document, at);
                self.lead();
            }
            None if back => self.state.tell("No earlier place to go back to"),
            None => self.state.tell("No later place to go forward to"),
        }
    }
}
