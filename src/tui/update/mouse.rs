//! The mouse: click, drag to select, wheel, drag the border between panes.

use ratatui::layout::{Position, Rect};

use super::super::layout::rows::offset_at;
use super::super::runtime::events::{Gesture, Mouse};
use super::super::state::{Layer, Selecting};
use super::Step;
use crate::text::Offset;

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl Step<'_> {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        let at = Position {
            x: mouse.column,
            y: mouse.row,
        };
        match mouse.gesture {
            Gesture::WheelDown => self.wheel(at, NOTCH),
            Gesture::WheelUp => self.wheel(at, -NOTCH),
            Gesture::Press => self.click(at),
            Gesture::Drag => self.drag(at),
            Gesture::Release => self.state.dragged_border = None,
        }
    }

    fn wheel(&mut self, at: Position, rows: isize) {
        match self.state.layers.last_mut() {
            Some(Layer::Compare(view)) => view.scroll = view.scroll.saturating_add(rows),
            Some(Layer::Help(help)) => help.scroll = help.scroll.saturating_add_signed(rows),
            Some(_) => {}
            None => {
                let Some(screen) = self.state.screen() else {
                    return;
                };
                if screen.panel.is_some_and(|panel| panel.contains(at)) {
                    let cursor = self.state.panel.cursor_mut();
                    cursor.row = cursor.row.saturating_add_signed(rows);
                    self.keep_panel_row();
                } else if let Some(pane) = screen.panes.iter().find(|pane| pane.frame.contains(at))
                {
                    self.roll(pane.pane, rows);
                }
            }
        }
    }

    fn click(&mut self, at: Position) {
        self.state.notice = None;
        if !self.state.layers.is_empty() {
            return;
        }
        let Some(screen) = self.state.screen() else {
            return;
        };
        if let Some(panel) = screen.panel.filter(|panel| panel.contains(at)) {
            self.click_panel(panel, at);
            return;
        }
        self.state.panel.focused = false;
        // The border between two panes is the last column of the one and the first of the other.
        let border = screen.panes.windows(2).position(|two| {
            matches!(two, [left, _] if at.x + 1 == left.frame.right() || at.x == left.frame.right())
        });
        if border.is_some() {
            self.state.dragged_border = border;
            return;
        }
        let Some(area) = screen.panes.iter().find(|pane| pane.frame.contains(at)) else {
            return;
        };
        self.state.panes.focus_on(area.pane);
        if let Some(place) = self.place_at(area.pane, area.text, at) {
            let pane = self.state.panes.focused_mut();
            pane.selecting = None;
            pane.cursor = place;
            pane.goal = None;
            self.lead();
        }
    }

    fn click_panel(&mut self, panel: Rect, at: Position) {
        self.state.panel.focused = true;
        if at.y > panel.y {
            let cursor = self.state.panel.cursor_mut();
            let clicked = cursor.top + usize::from(at.y - panel.y - 1);
            if clicked == cursor.row {
                self.accept_in_panel();
            } else {
                cursor.row = clicked;
                self.keep_panel_row();
            }
        }
    }

    fn drag(&mut self, at: Position) {
        if !self.state.layers.is_empty() {
            return;
        }
        let Some(screen) = self.state.screen() else {
            return;
        };
        if let Some(border) = self.state.dragged_border {
            let widths = screen.panes.iter().enumerate().map(|(number, pane)| {
                let (left, right) = (pane.frame.left(), pane.frame.right());
                if number == border {
                    at.x.saturating_sub(left).max(8)
                } else if number == border + 1 {
                    right.saturating_sub(at.x).max(8)
                } else {
                    pane.frame.width
                }
            });
            self.state.panes.set_shares(widths.collect::<Vec<_>>());
            return;
        }
        let focus = self.state.panes.focus();
        let Some(area) = screen.pane(focus) else {
            return;
        };
        let Some(place) = self.place_at(focus, area.text, at) else {
            return;
        };
        let pane = self.state.panes.focused_mut();
        if place != pane.cursor && pane.selecting.is_none() {
            pane.selecting = Some(Selecting {
                anchor: pane.cursor,
                grown: vec![],
            });
        }
        pane.cursor = place;
        self.reveal(focus);
    }

    /// The character that is drawn at a cell of a pane's text; outside, the nearest one.
    fn place_at(&self, pane: usize, text: Rect, at: Position) -> Option<Offset> {
        let (document, viewport) = self.state.viewport(pane)?;
        let rows = viewport.rows(self.state.panes.all().get(pane)?.top);
        let row = usize::from(at.y.saturating_sub(text.y)).min(rows.len().saturating_sub(1));
        let column = at.x.saturating_sub(text.x);
        rows.get(row)
            .map(|row| offset_at(&document.text, *row, column))
    }
}
