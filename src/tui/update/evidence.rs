//! Evidence: the selection, tied to the claim at hand with a stance.

use super::super::state::Layer;
use super::Step;
use super::leads::evidence_meant;
use crate::session::{Anchor, Edit, Evidence, EvidenceField, Stance};

impl Step<'_> {
    /// Adds the selection as evidence for the claim at hand; in a card, changes the stance of the
    /// evidence that is chosen.
    pub(super) fn add_evidence(&mut self, stance: Stance) {
        if let Some(Layer::Card(_)) = self.state.layers.last() {
            self.change_stance(stance);
            return;
        }
        let Some((document, span)) = evidence_meant(self.state) else {
            return;
        };
        let Some(claim) = self.state.at_hand.clone() else {
            return;
        };
        let letter = self.state.desk.letter(document.id);
        let anchor = Anchor::new(document.id, &document.text, span);
        let number = claim.number;
        let id = self.state.work.next_evidence_id(&self.state.replica);
        let evidence = Evidence {
            id,
            claim,
            anchor,
            stance,
            note: String::new(),
        };
        if self.edit(Edit::AddEvidence(evidence)) {
            if !self.state.panel.has_keys() {
                self.state.panes.focused_mut().selecting = None;
            }
            self.state
                .tell(format!("{letter} {} claim {number}", stance.word()));
        }
    }

    fn change_stance(&mut self, stance: Stance) {
        let Some(id) = self.evidence_meant() else {
            return;
        };
        self.edit(Edit::SetEvidence(id, EvidenceField::Stance(stance)));
    }

    pub(super) fn remove_evidence(&mut self) {
        let Some(id) = self.evidence_meant() else {
            return;
        };
        if self.edit(Edit::RemoveEvidence(id)) {
            self.state.tell("Evidence removed; u brings it back");
            self.drop_what_is_gone();
        }
    }
}
