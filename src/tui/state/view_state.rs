//! What the screen looks like, to and from the session file.

use super::super::layout::Viewport;
use super::{
    ClaimOrder, FactOrder, Jumps, PanelKind, Panes, ParallelOrder, Place, Selecting, State,
};
use crate::session::ViewState;
use crate::session::view_state::Place as SavedPlace;
use crate::session::view_state::{PaneState, PanelKind as SavedKind, PanelState};
use crate::text::{DocumentId, Offset};

impl State {
    /// What the screen looks like.
    pub fn view_state(&self) -> ViewState {
        let panes = self
            .panes
            .all()
            .iter()
            .enumerate()
            .filter_map(|(number, pane)| {
                let mut waiting = self.to_restore.iter();
                if let Some((_, saved)) = waiting.find(|(waiting, saved)| {
                    *waiting == number && Some(saved.document) == pane.document
                }) {
                    return Some(saved.clone());
                }
                Some(PaneState {
                    document: pane.document?,
                    cursor: pane.cursor,
                    anchor: pane.selecting.as_ref().map(|selecting| selecting.anchor),
                    top: self.first_seen(number),
                })
            });
        let jumps = self.jumps.places().iter();
        ViewState {
            panes: panes.collect(),
            focus: self.panes.focus(),
            splits: self.panes.splits(),
            follow: self.follow,
            panel: self.saved_kind().map(|kind| PanelState {
                kind,
                row: self.panel.cursor().row,
                sort: match self.panel.kind {
                    PanelKind::Claims => self.panel.claim_order.word().to_owned(),
                    PanelKind::Parallels => self.panel.parallel_order.word().to_owned(),
                    PanelKind::Facts => self.panel.fact_order.word().to_owned(),
                    PanelKind::Leads
                    | PanelKind::History
                    | PanelKind::Hidden
                    | PanelKind::Unopened => String::new(),
                },
                filter: self.panel.filter().to_owned(),
                height: Some(self.panel.rows),
                focused: self.panel.focused,
            }),
            jumps: jumps
                .map(|place| SavedPlace {
                    document: place.document,
                    at: place.at,
                })
                .collect(),
            jump: self.jumps.places().len(),
            ..ViewState::default()
        }
    }

    /// What the panel lists, where it is open and that is worth coming back to.
    fn saved_kind(&self) -> Option<SavedKind> {
        match self.panel.kind {
            _ if !self.panel.open => None,
            PanelKind::Claims => Some(SavedKind::Claims),
            PanelKind::Parallels => Some(SavedKind::Parallels),
            PanelKind::Facts => Some(SavedKind::Facts),
            PanelKind::History => Some(SavedKind::History),
            PanelKind::Leads | PanelKind::Hidden | PanelKind::Unopened => None,
        }
    }

    /// The first place that a pane shows.
    fn first_seen(&self, pane: usize) -> Offset {
        let Some(shown) = self.panes.all().get(pane) else {
            return Offset::default();
        };
        match self.viewport(pane) {
            Some((_, viewport)) => viewport
                .rows(shown.top)
                .first()
                .map_or(shown.top.line, |row| row.start()),
            None => shown.top.line,
        }
    }

    /// Makes the screen look as it was left.
    pub fn restore(&mut self, view: ViewState) {
        let view = view.only_with(|id| self.desk.slot(id).is_some());
        if !view.panes.is_empty() {
            self.panes = Panes::new(view.panes.iter().map(|pane| pane.document));
            self.panes.set_splits(&view.splits);
            self.panes.focus_on(view.focus);
            for (number, saved) in view.panes.into_iter().enumerate() {
                self.restore_pane(number, &saved);
                if self.desk.ready(saved.document).is_none() {
                    self.to_restore.push((number, saved));
                }
            }
        }
        self.follow = view.follow;
        if let Some(panel) = view.panel {
            self.restore_panel(panel);
        }
        let places = view.jumps.into_iter().map(|place| Place {
            document: place.document,
            at: place.at,
        });
        self.jumps = Jumps::from_places(places.collect());
    }

    fn restore_pane(&mut self, number: usize, saved: &PaneState) {
        let text = self
            .desk
            .ready(saved.document)
            .map(|document| document.text.clone());
        let text = text.as_deref().unwrap_or_default();
        // A text that is shorter than it was leaves the cursor at its end.
        let inside = |at: Offset| crate::text::graphemes::snap(text, at);
        let top = match self.viewport(number) {
            Some((_, viewport)) => viewport.top_with(inside(saved.top), 0),
            None => Viewport {
                text,
                width: 1,
                height: 1,
            }
            .top_with(Offset::default(), 0),
        };
        if let Some(pane) = self.panes.all_mut().get_mut(number) {
            pane.cursor = inside(saved.cursor);
            pane.top = top;
            pane.selecting = saved.anchor.map(|anchor| Selecting {
                anchor: inside(anchor),
                grown: vec![],
            });
        }
    }

    /// A text has come that panes were left at: they show it as it was left, unless they show another
    /// by now.
    pub fn restore_arrived(&mut self, document: DocumentId) {
        let (arrived, waiting): (Vec<_>, Vec<_>) = std::mem::take(&mut self.to_restore)
            .into_iter()
            .partition(|(_, saved)| saved.document == document);
        self.to_restore = waiting;
        for (number, saved) in arrived {
            let shown = self.panes.all().get(number).and_then(|pane| pane.document);
            if shown == Some(document) {
                self.restore_pane(number, &saved);
            }
        }
    }

    fn restore_panel(&mut self, saved: PanelState) {
        let kind = match saved.kind {
            SavedKind::Parallels => PanelKind::Parallels,
            SavedKind::History => PanelKind::History,
            SavedKind::Facts => PanelKind::Facts,
            SavedKind::Claims | SavedKind::Compare | SavedKind::Matrix => PanelKind::Claims,
        };
        self.panel.show(kind);
        self.panel.focused = saved.focused;
        if let Some(rows) = saved.height {
            self.panel.rows = rows;
        }
        self.panel.claim_order = ClaimOrder::named(&saved.sort).unwrap_or_default();
        self.panel.parallel_order = ParallelOrder::named(&saved.sort).unwrap_or_default();
        self.panel.fact_order = FactOrder::named(&saved.sort).unwrap_or_default();
        self.panel.set_filter(saved.filter);
        self.panel.cursor_mut().row = saved.row;
    }
}
