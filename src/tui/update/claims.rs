//! Claims: made from selections, phrased, judged, removed.

use super::super::action::ClaimAction;
use super::super::state::{Card, CardRow, Layer, PanelKind, Purpose, marks_in};
use super::Step;
use super::lists::{card_rows, claim_rows};
use super::selecting::selected;
use crate::session::{Anchor, Claim, ClaimField, ClaimId, Edit, EvidenceId, Status};
use crate::text::{Offset, Span, graphemes};

impl Step<'_> {
    pub(super) fn claim(&mut self, action: ClaimAction) {
        match action {
            ClaimAction::Make => return self.make_claim(),
            ClaimAction::OfFact => return self.claim_fact(),
            _ => {}
        }
        let Some(claim) = self.claim_meant() else {
            return;
        };
        self.take_in_hand(claim.clone());
        match action {
            ClaimAction::Make | ClaimAction::OfFact => {}
            ClaimAction::Open => self.open_card(claim),
            ClaimAction::Verdict => self.ask_verdict(&claim),
            ClaimAction::Status => self.ask_status(&claim),
            ClaimAction::SetStatus(status) => self.set_status(claim, status),
            ClaimAction::Statement => self.ask_about(claim, Purpose::Statement),
            ClaimAction::Speaker => self.ask_about(claim, Purpose::Speaker),
            ClaimAction::SaidOn => self.ask_about(claim, Purpose::SaidOn),
            ClaimAction::Tags => self.ask_about(claim, Purpose::Tags),
            ClaimAction::Note => self.write_note(claim),
            ClaimAction::AddPlace => self.add_place(claim),
            ClaimAction::Remove => self.remove_claim(&claim),
            ClaimAction::RemoveEvidence => self.remove_evidence(),
            ClaimAction::Stance => self.ask_other_stance(),
        }
    }

    /// The claim that a command works on: the card's, the chosen one in the panel, the innermost
    /// under the cursor, the one at hand.
    pub(super) fn claim_meant(&self) -> Option<ClaimId> {
        let state = &*self.state;
        if let Some(Layer::Card(card)) = state.layers.last() {
            return Some(card.claim.clone());
        }
        if state.panel.has_keys() && state.panel.kind == PanelKind::Claims {
            let rows = claim_rows(state);
            return rows
                .into_iter()
                .nth(state.panel.cursor().row)
                .map(|row| row.claim);
        }
        claim_under_cursor(state).or_else(|| state.at_hand.clone())
    }

    /// The selection becomes a claim. With nothing selected, the sentence is selected first, to be
    /// looked at.
    fn make_claim(&mut self) {
        let Some((document, span)) = selected(self.state) else {
            self.select(super::super::action::Selection::Sentence);
            self.state.tell(
                "The sentence is selected: c makes it a claim, o w b change its ends, Esc lets go",
            );
            return;
        };
        let anchor = Anchor::new(document.id, &document.text, span);
        let statement = one_line(document.quote(span));
        let title = self.state.desk.letter(document.id);
        let id = self.state.work.next_claim_id(&self.state.replica);
        let number = id.number;
        let claim = Claim::new(id.clone(), statement, vec![anchor]);
        if self.edit(Edit::AddClaim(claim)) {
            let pane = self.state.panes.focused_mut();
            pane.selecting = None;
            self.take_in_hand(id);
            let evidence = if self.state.desk.len() > 1 {
                "f finds what may bear on it"
            } else {
                "select and e adds evidence"
            };
            self.state.tell(format!(
                "Claim {number} from {title}: m verdict, t words, a note; {evidence}"
            ));
        }
    }

    /// The claim that evidence and verdicts go to from now on; the list of claims shows it chosen.
    pub(super) fn take_in_hand(&mut self, claim: ClaimId) {
        if self.state.panel.kind == PanelKind::Claims {
            let row = claim_rows(self.state)
                .iter()
                .position(|row| row.claim == claim);
            if let Some(row) = row {
                self.state.panel.cursor_mut().row = row;
                self.keep_panel_row();
            }
        }
        self.state.at_hand = Some(claim);
    }

    pub(super) fn open_card(&mut self, claim: ClaimId) {
        self.state.layers.push(Layer::Card(Card::new(claim)));
    }

    pub(super) fn set_verdict(&mut self, verdict: Option<String>) {
        let Some(claim) = self.claim_meant() else {
            return;
        };
        let words = match &verdict {
            Some(verdict) => format!(
                "Claim {}: {}",
                claim.number,
                self.state.verdict_title(verdict)
            ),
            None => format!("Claim {}: no verdict", claim.number),
        };
        // A verdict ends the work on a claim, and taking it away opens it again: one step to undo.
        let status = if verdict.is_some() {
            Status::Done
        } else {
            Status::Open
        };
        let edit = Edit::Several(vec![
            Edit::SetClaim(claim.clone(), ClaimField::Verdict(verdict)),
            Edit::SetClaim(claim, ClaimField::Status(status)),
        ]);
        if self.edit(edit) {
            self.state.tell(words);
        }
    }

    fn set_status(&mut self, claim: ClaimId, status: Status) {
        let words = format!("Claim {}: {}", claim.number, status.word());
        if self.edit(Edit::SetClaim(claim, ClaimField::Status(status))) {
            self.state.tell(words);
        }
    }

    fn add_place(&mut self, id: ClaimId) {
        let Some((document, span)) = selected(self.state) else {
            return;
        };
        let anchor = Anchor::new(document.id, &document.text, span);
        let Some(claim) = self.state.work.session().claim(&id) else {
            return;
        };
        let mut anchors = claim.anchors.clone();
        anchors.push(anchor);
        let words = format!("Claim {} has {} places now", id.number, anchors.len());
        if self.edit(Edit::SetClaim(id, ClaimField::Anchors(anchors))) {
            self.state.panes.focused_mut().selecting = None;
            self.state.tell(words);
        }
    }

    fn remove_claim(&mut self, id: &ClaimId) {
        let session = self.state.work.session();
        let evidence = session.evidence_for(id).map(|evidence| evidence.id.clone());
        let mut edits: Vec<_> = evidence.map(Edit::RemoveEvidence).collect();
        let with = match edits.len() {
            0 => String::new(),
            1 => " and its evidence".to_owned(),
            many => format!(" and its {many} pieces of evidence"),
        };
        edits.push(Edit::RemoveClaim(id.clone()));
        if self.edit(Edit::Several(edits)) {
            self.state.tell(format!(
                "Claim {}{with} removed; u brings it back",
                id.number
            ));
            self.drop_what_is_gone();
        }
    }

    /// Closes what shows a claim that is no longer there.
    pub(super) fn drop_what_is_gone(&mut self) {
        let session = self.state.work.session();
        self.state.layers.retain(|layer| match layer {
            Layer::Card(card) => session.claim(&card.claim).is_some(),
            Layer::Editor(editor) => session.claim(&editor.claim).is_some(),
            Layer::Deciding(deciding) => {
                let mut conflicts = session.conflicts.iter();
                conflicts.any(|conflict| conflict.number == deciding.number)
            }
            Layer::Chooser(_)
            | Layer::Prompt(_)
            | Layer::Compare(_)
            | Layer::Review(_)
            | Layer::Source(_)
            | Layer::Help(_)
            | Layer::Start(_)
            | Layer::Told(_) => true,
        });
        if self
            .state
            .at_hand
            .as_ref()
            .is_some_and(|claim| session.claim(claim).is_none())
        {
            self.state.at_hand = None;
        }
        if let Some(Layer::Card(card)) = self.state.layers.last_mut() {
            let rows = card_rows(session, &card.claim).len();
            card.cursor.row = card.cursor.row.min(rows.saturating_sub(1));
        }
        self.keep_panel_row();
    }

    /// The evidence that is chosen in the card.
    pub(super) fn evidence_meant(&self) -> Option<EvidenceId> {
        let Some(Layer::Card(card)) = self.state.layers.last() else {
            return None;
        };
        let rows = card_rows(self.state.work.session(), &card.claim);
        match rows.into_iter().nth(card.cursor.row)? {
            CardRow::Evidence(id) => Some(id),
            CardRow::Place(..) => None,
        }
    }
}

/// The innermost claim, or claim of evidence, that the focused cursor stands in.
pub fn claim_under_cursor(state: &super::State) -> Option<ClaimId> {
    let pane = state.panes.focused();
    let here = Span::new(pane.cursor.0, pane.cursor.0 + 1);
    let marks = marks_in(state.work.session(), pane.document?, here);
    marks.into_iter().next_back().map(|mark| mark.claim)
}

/// The words in one line, single spaces between them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The most bytes of a text that a row of any screen shows.
const ROW: usize = 2048;

/// The first words of a text on one line: all that a row can show of a passage of any length.
pub fn first_words(text: &str) -> String {
    let end = graphemes::snap(text, Offset(ROW)).0;
    one_line(text.get(..end).unwrap_or(text))
}
