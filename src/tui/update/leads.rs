//! Leads: looked for, listed, gone to, made evidence.

use super::super::effect::Effect;
use super::super::state::{Layer, PanelKind, Sought, State};
use super::Step;
use super::claims::{claim_under_cursor, first_words};
use super::selecting::selected;
use crate::parallel::{Lead, Place};
use crate::session::ClaimId;
use crate::text::{Document, Span};

/// The leads that pass the panel's filter.
pub fn lead_rows(state: &State) -> Vec<&Lead> {
    let filter = state.panel.filter_of(PanelKind::Leads).to_lowercase();
    let passes = |lead: &&Lead| {
        if filter.is_empty() {
            return true;
        }
        let Some(document) = state.desk.ready(lead.place.document) else {
            return false;
        };
        let said = document.quote(lead.place.span);
        let words = format!("{} {said}", document.title).to_lowercase();
        filter
            .split_whitespace()
            .all(|wanted| words.contains(wanted))
    };
    state.leads.all().iter().filter(passes).collect()
}

/// The lead that is chosen in the panel.
pub fn chosen_lead(state: &State) -> Option<&Lead> {
    if state.panel.has_keys() && state.panel.kind == PanelKind::Leads && state.layers.is_empty() {
        lead_rows(state).get(state.panel.cursor().row).copied()
    } else {
        None
    }
}

/// The words that become evidence: those of the chosen lead, else those that are selected.
pub(super) fn evidence_meant(state: &State) -> Option<(&Document, Span)> {
    match chosen_lead(state) {
        Some(lead) => Some((state.desk.ready(lead.place.document)?, lead.place.span)),
        None => selected(state),
    }
}

impl Step<'_> {
    /// Looks for leads: in a text for what is selected, else for the claim under the cursor, else for
    /// the sentence there; in a card or a list for the claim that is chosen.
    pub(super) fn find_leads(&mut self) {
        let Some(sought) = self.sought() else { return };
        if let Some(claim) = sought.claim.clone() {
            self.take_in_hand(claim);
        }
        if let Some(Layer::Card(_)) = self.state.layers.last() {
            self.state.layers.pop();
        }
        self.state.panel.show(PanelKind::Leads);
        self.state.panel.set_filter(String::new());
        self.state.leads.want(sought.clone());
        self.effects.push(Effect::FindLeads(Box::new(sought)));
        self.reveal_all();
    }

    fn sought(&self) -> Option<Sought> {
        let state = &*self.state;
        let in_text = state.layers.is_empty() && !state.panel.has_keys();
        if in_text && let Some((document, span)) = selected(state) {
            return Some(of_words(document, span));
        }
        if let Some(claim) = self.claim_of_leads() {
            return of_claim(state, claim);
        }
        let document = state.document()?;
        let sentence = document.sentence(state.panes.focused().cursor);
        (!sentence.is_empty()).then(|| of_words(document, sentence))
    }

    /// The claim that leads are looked for: what a command works on, but in a text not the claim at hand
    /// where the cursor stands on other words.
    fn claim_of_leads(&self) -> Option<ClaimId> {
        let state = &*self.state;
        let elsewhere = state.panel.has_keys() || !state.layers.is_empty();
        if elsewhere {
            self.claim_meant()
        } else {
            claim_under_cursor(state)
        }
    }

    /// Goes to a lead. What it was looked for stays on the screen, in a pane beside it where there is
    /// one.
    pub(super) fn show_lead(&mut self, row: usize) {
        let rows = lead_rows(self.state);
        let Some(Place { document, span }) = rows.get(row).map(|lead| lead.place) else {
            return;
        };
        self.state.panel.focused = false;
        self.state.panel.zoomed = false;
        if let Some(asked) = self.state.leads.sought().and_then(|sought| sought.place) {
            self.visit(asked.document, asked.span.start());
        }
        match self.state.panes.beside(document) {
            Some(pane) => {
                self.show_beside(document, span.start());
                self.state.panes.focus_on(pane);
            }
            None => self.visit(document, span.start()),
        }
    }
}

fn of_words(document: &Document, span: Span) -> Sought {
    let words = document.quote(span).to_owned();
    Sought {
        claim: None,
        title: first_words(&words),
        words,
        place: Some(Place {
            document: document.id,
            span,
        }),
    }
}

/// A claim is looked for by its statement and by the words that it was highlighted from.
fn of_claim(state: &State, id: ClaimId) -> Option<Sought> {
    let claim = state.work.session().claim(&id)?;
    let quotes = claim.anchors.iter().map(|anchor| anchor.quote.as_str());
    let words: Vec<&str> = [claim.statement.as_str()]
        .into_iter()
        .chain(quotes)
        .collect();
    Some(Sought {
        title: first_words(&claim.statement),
        words: words.join("\n\n"),
        place: claim.anchors.first().map(|anchor| Place {
            document: anchor.document,
            span: anchor.span,
        }),
        claim: Some(id),
    })
}
