//! The facts of the documents: gathered, listed, gone to, made claims of.

use std::collections::BTreeSet;

use super::super::effect::Effect;
use super::super::state::{FactRow, Facts, PanelKind, State};
use super::Step;
use super::claims::one_line;
use crate::compare::Class;
use crate::parallel::Place;
use crate::session::{Anchor, Claim, Edit, Evidence, Stance};
use crate::text::{Document, DocumentId};

/// How many bytes of text the facts are gathered of: more would take much memory and a long time.
const MOST_BYTES: usize = 4_000_000;

/// The fact that is chosen in the panel.
pub fn chosen_fact(state: &State) -> Option<&FactRow> {
    if state.panel.has_keys() && state.panel.kind == PanelKind::Facts {
        state.facts.get(state.panel.cursor().row)
    } else {
        None
    }
}

impl Step<'_> {
    /// Gathers the facts of the documents, unless they are there or on their way.
    pub(super) fn gather_facts(&mut self) {
        let of = worth_gathering(self.state);
        if self.state.facts.await_those_of(&of) {
            self.effects.push(Effect::GatherFacts(of));
        }
    }

    pub(super) fn take_facts(&mut self, facts: Facts) {
        if self.state.facts.take(facts) {
            self.state.conflicts.add_stated(self.state.facts.rows());
            self.list_facts();
            self.keep_panel_row();
        }
    }

    /// Lists the facts as the panel's filter and order ask.
    pub(super) fn list_facts(&mut self) {
        let panel = &self.state.panel;
        let filter = panel.filter_of(PanelKind::Facts);
        self.state.facts.list(filter, panel.fact_order);
    }

    /// Shows only the rows of the panel that hold the words.
    pub(super) fn filter_panel(&mut self, words: String) {
        self.state.panel.set_filter(words);
        if self.state.panel.kind == PanelKind::Facts {
            self.list_facts();
        }
    }

    /// Goes to a fact, the place that it is held against beside it.
    pub(super) fn show_fact(&mut self, row: usize) {
        let Some(fact) = self.state.facts.get(row) else {
            return;
        };
        let (why, places) = (fact.why.clone(), fact.places.clone());
        let Some(first) = places.first() else { return };
        self.state.panel.focused = false;
        self.state.panel.zoomed = false;
        self.visit(first.document, first.span.start());
        if let Some(second) = places.get(1) {
            self.show_beside(second.document, second.span.start());
        }
        self.state.tell(why);
    }

    /// What the first place of the chosen fact says becomes a claim, and the two places that are held
    /// against each other become evidence.
    pub(super) fn claim_fact(&mut self) {
        let Some(fact) = chosen_fact(self.state) else {
            return;
        };
        let (class, why) = (fact.class, fact.why.clone());
        let desk = &self.state.desk;
        let mut read = fact
            .places
            .iter()
            .filter_map(|place| Some((desk.ready(place.document)?, *place)));
        let Some((document, first)) = read.next() else {
            return;
        };
        let said = document.sentence(first.span.start()).hull(first.span);
        let said = Anchor::new(document.id, &document.text, said);
        let ours = anchor(document, first);
        let theirs = read.next().map(|(other, place)| anchor(other, place));
        let id = self.state.work.next_claim_id(&self.state.replica);
        let number = id.number;
        let statement = one_line(&said.quote);
        let mut edits = vec![Edit::AddClaim(Claim::new(
            id.clone(),
            statement,
            vec![said],
        ))];
        let mut next = self.state.work.next_evidence_id(&self.state.replica);
        let other = match class {
            Some(Class::Conflict) => Stance::Refutes,
            Some(Class::SameFact) => Stance::Supports,
            _ => Stance::Qualifies,
        };
        let evidence = [(Some(ours), Stance::Supports), (theirs, other)];
        for (anchor, stance) in evidence {
            let Some(anchor) = anchor else { continue };
            let note = why.clone();
            edits.push(Edit::AddEvidence(Evidence {
                id: next.clone(),
                claim: id.clone(),
                anchor,
                stance,
                note,
            }));
            next.number += 1;
        }
        let places = edits.len() - 1;
        if self.edit(Edit::Several(edits)) {
            self.state.at_hand = Some(id);
            let with = if places == 1 {
                "its place as evidence"
            } else {
                "both places as evidence"
            };
            self.state
                .tell(format!("Claim {number}, with {with}; u takes it back"));
        }
    }
}

fn anchor(document: &Document, place: Place) -> Anchor {
    Anchor::new(document.id, &document.text, place.span)
}

/// The documents whose facts are gathered: all, or where that is too much text, those on the screen
/// and those that share passages with them.
fn worth_gathering(state: &State) -> Vec<DocumentId> {
    let size = |id: &DocumentId| {
        state
            .desk
            .ready(*id)
            .map_or(0, |document| document.text.len())
    };
    let all: Vec<DocumentId> = state.desk.all_ready().map(|document| document.id).collect();
    if all.iter().map(size).sum::<usize>() <= MOST_BYTES {
        return all;
    }
    let shown: Vec<DocumentId> = state
        .panes
        .all()
        .iter()
        .filter_map(|pane| pane.document)
        .filter(|id| state.desk.ready(*id).is_some())
        .collect();
    let sharing = state.shared.all().iter().filter_map(|parallel| {
        let (a, b) = (parallel.a.document, parallel.b.document);
        match (shown.contains(&a), shown.contains(&b)) {
            (true, false) => Some(b),
            (false, true) => Some(a),
            _ => None,
        }
    });
    let mut left = MOST_BYTES;
    let mut chosen = BTreeSet::new();
    for id in shown.iter().copied().chain(sharing) {
        if !chosen.contains(&id)
            && let Some(rest) = left.checked_sub(size(&id))
        {
            left = rest;
            chosen.insert(id);
        }
    }
    chosen.into_iter().collect()
}
