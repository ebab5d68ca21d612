//! The panel below the panes.

use super::super::action::{ListAction, PanelAction};
use super::super::state::{Layer, PanelKind, State};
use super::Step;
use super::document_card::rows_of_card;
use super::findings::{hidden_rows, unopened_rows};
use super::leads::lead_rows;
use super::lists::{SharedRow, card_rows, claim_rows, history_rows, shared_rows};

/// The least height of the panel with its header, in rows.
const LEAST: u16 = 3;

impl Step<'_> {
    pub(super) fn panel(&mut self, action: PanelAction) {
        let panel = &mut self.state.panel;
        match action {
            PanelAction::Claims => self.toggle_panel(PanelKind::Claims),
            PanelAction::Parallels => self.toggle_panel(PanelKind::Parallels),
            PanelAction::Facts => {
                self.toggle_panel(PanelKind::Facts);
                // While shared passages are looked for, the end of that gathers the facts.
                if self.state.progress.is_none() {
                    self.gather_facts();
                }
            }
            PanelAction::Leads => self.toggle_panel(PanelKind::Leads),
            PanelAction::History => self.toggle_panel(PanelKind::History),
            PanelAction::Hidden => self.toggle_panel(PanelKind::Hidden),
            PanelAction::Unopened => self.toggle_panel(PanelKind::Unopened),
            PanelAction::Focus if panel.open => panel.focused = !panel.focused,
            PanelAction::Focus => panel.show(panel.kind),
            PanelAction::Close => panel.close(),
            PanelAction::Taller => {
                panel.rows = panel.rows.saturating_add(1).min(self.state.size.height);
            }
            PanelAction::Shorter => panel.rows = panel.rows.saturating_sub(1).max(LEAST),
            PanelAction::Zoom => panel.zoomed = !panel.zoomed,
            PanelAction::Sort => match panel.kind {
                PanelKind::Claims => panel.claim_order = panel.claim_order.next(),
                PanelKind::Parallels => panel.parallel_order = panel.parallel_order.next(),
                PanelKind::Facts => {
                    panel.fact_order = panel.fact_order.next();
                    self.list_facts();
                }
                PanelKind::Leads | PanelKind::History | PanelKind::Hidden | PanelKind::Unopened => {
                }
            },
            PanelAction::Filter => self.ask_filter(),
        }
        self.keep_panel_row();
        self.reveal_all();
    }

    /// Opens the panel on a list with the keys; a second time, closes it.
    fn toggle_panel(&mut self, kind: PanelKind) {
        let panel = &mut self.state.panel;
        if panel.has_keys() && panel.kind == kind {
            panel.close();
        } else {
            panel.show(kind);
        }
    }

    /// Keeps the chosen row inside its list.
    pub(super) fn keep_panel_row(&mut self) {
        let rows = panel_length(self.state);
        let height = usize::from(self.state.panel.rows.saturating_sub(1)).max(1);
        let cursor = self.state.panel.cursor_mut();
        cursor.row = cursor.row.min(rows.saturating_sub(1));
        cursor.show_in(height);
    }

    /// Moves in the list that has the keys.
    pub(super) fn list(&mut self, action: ListAction) {
        let page = usize::from(self.state.size.height / 2).max(1);
        let rows = panel_length(self.state);
        let panel_height = usize::from(panel_rows_seen(self.state));
        match self.state.layers.last_mut() {
            Some(Layer::Chooser(chooser)) => {
                chooser.cursor.go(action, chooser.shown.len(), page);
                chooser.cursor.show_in(page);
            }
            Some(Layer::Card(card)) => {
                let length = card_rows(self.state.work.session(), &card.claim).len();
                card.cursor.go(action, length, page);
            }
            Some(Layer::Source(card)) => {
                let length = rows_of_card(self.state.work.session(), card.document);
                card.cursor.go(action, length, page);
            }
            Some(Layer::Review(view)) => {
                view.cursor.go(action, view.review.places.len(), page);
            }
            Some(Layer::Compare(view)) => view.scroll = rolled(view.scroll, action, page),
            Some(Layer::Told(told)) => {
                told.scroll = moved(told.scroll, action, usize::MAX, page);
            }
            Some(Layer::Help(help)) => {
                help.scroll = moved(help.scroll, action, help.lines.len(), page);
            }
            Some(Layer::Start(start)) => start.cursor.go(action, start.rows.len(), page),
            Some(Layer::Prompt(_) | Layer::Editor(_) | Layer::Deciding(_)) => {}
            None => {
                let cursor = self.state.panel.cursor_mut();
                cursor.go(action, rows, panel_height.saturating_sub(1).max(1));
                cursor.show_in(panel_height);
                self.take_chosen_claim();
            }
        }
    }

    /// The claim that is chosen in the panel is the one at hand.
    fn take_chosen_claim(&mut self) {
        if self.state.panel.kind == PanelKind::Claims {
            let row = self.state.panel.cursor().row;
            if let Some(chosen) = claim_rows(self.state).into_iter().nth(row) {
                self.state.at_hand = Some(chosen.claim);
            }
        }
    }

    /// Goes to what is chosen in the panel.
    pub(super) fn accept_in_panel(&mut self) {
        let row = self.state.panel.cursor().row;
        match self.state.panel.kind {
            PanelKind::Claims => {
                let Some(chosen) = claim_rows(self.state).into_iter().nth(row) else {
                    return;
                };
                self.state.at_hand = Some(chosen.claim.clone());
                match chosen.place {
                    Some((document, span)) => {
                        self.state.panel.focused = false;
                        self.state.panel.zoomed = false;
                        self.visit(document, span.start());
                    }
                    None => self.open_card(chosen.claim),
                }
            }
            PanelKind::Parallels => {
                let Some(row) = shared_rows(self.state).get(row).copied() else {
                    return;
                };
                self.state.panel.focused = false;
                self.state.panel.zoomed = false;
                match row {
                    SharedRow::Parallel(number) => self.show_parallel(number),
                    SharedRow::Boilerplate(number) => self.show_boilerplate(number),
                }
            }
            PanelKind::Facts => self.show_fact(row),
            PanelKind::Leads => self.show_lead(row),
            PanelKind::History => {
                let Some(entry) = history_rows(self.state).get(row).copied() else {
                    return;
                };
                self.show_entry(entry);
            }
            PanelKind::Hidden => self.show_hidden_row(row),
            PanelKind::Unopened => self.show_unopened(row),
        }
    }

    /// Both sides of a parallel, side by side.
    fn show_parallel(&mut self, parallel: usize) {
        let Some(found) = self.state.shared.get(parallel) else {
            return;
        };
        let (a, b) = (found.a, found.b);
        self.visit(a.document, a.span.start());
        self.show_beside(b.document, b.span.start());
    }

    fn show_boilerplate(&mut self, number: usize) {
        let Some(found) = self.state.shared.boilerplate().get(number) else {
            return;
        };
        let (place, documents) = (found.place, found.documents);
        self.visit(place.document, place.span.start());
        self.state.tell(format!(
            "This stands in {documents} documents, which are not compared for it"
        ));
    }
}

/// How many rows of its list the panel shows.
fn panel_rows_seen(state: &State) -> u16 {
    state
        .screen()
        .and_then(|screen| screen.panel)
        .map_or(1, |panel| panel.height.saturating_sub(1))
}

/// How many rows the panel's list has.
fn panel_length(state: &State) -> usize {
    match state.panel.kind {
        PanelKind::Claims => claim_rows(state).len(),
        PanelKind::Parallels => shared_rows(state).len(),
        PanelKind::Facts => state.facts.listed().len(),
        PanelKind::Leads => lead_rows(state).len(),
        PanelKind::History => history_rows(state).len(),
        PanelKind::Hidden => hidden_rows(state).len(),
        PanelKind::Unopened => unopened_rows(state).len(),
    }
}

impl super::super::state::Cursor {
    fn go(&mut self, action: ListAction, length: usize, page: usize) {
        self.row = moved(self.row, action, length, page);
    }

    /// Scrolls as little as shows the chosen row.
    fn show_in(&mut self, height: usize) {
        self.top = self
            .top
            .min(self.row)
            .max((self.row + 1).saturating_sub(height.max(1)));
    }
}

fn moved(row: usize, action: ListAction, length: usize, page: usize) -> usize {
    let last = length.saturating_sub(1);
    match action {
        ListAction::Down => row.saturating_add(1).min(last),
        ListAction::Up => row.saturating_sub(1),
        ListAction::PageDown => row.saturating_add(page).min(last),
        ListAction::PageUp => row.saturating_sub(page),
        ListAction::First => 0,
        ListAction::Last => last,
    }
}

/// A text that is scrolled, from where it stands.
fn rolled(rows: isize, action: ListAction, page: usize) -> isize {
    let page = isize::try_from(page).unwrap_or(isize::MAX);
    match action {
        ListAction::Down => rows.saturating_add(1),
        ListAction::Up => rows.saturating_sub(1),
        ListAction::PageDown => rows.saturating_add(page),
        ListAction::PageUp => rows.saturating_sub(page),
        ListAction::First => isize::MIN,
        ListAction::Last => isize::MAX,
    }
}
