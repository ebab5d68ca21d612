//! What workers report.

use super::super::event::Report;
use super::super::state::{Conflicts, Discovered, Layer, Slot};
use super::Step;
use crate::session::{Act, DocumentRecord, Edit, Work};
use crate::store::SaveStatus;
use crate::text::DocumentId;

impl Step<'_> {
    pub(super) fn report(&mut self, report: Report) {
        match report {
            Report::Discovered(found) => self.take_discovered(found),
            Report::TextsHere(texts) => {
                if let Some(Layer::Start(start)) = self.state.layers.first_mut() {
                    start.note_texts_here(texts);
                }
            }
            Report::Read(documents) => self.take_documents(documents),
            Report::Recorded(records) => self.take_records(records),
            Report::Differences(passages, found) => self.take_comparison(&passages, found),
            Report::Scanned(id, findings) => self.state.desk.note_findings(id, findings),
            Report::Progress(progress) => self.state.progress = progress,
            Report::Found(shared) => self.state.shared = shared,
            Report::Compared(compared) => {
                self.state.conflicts = Conflicts::of(&compared.apart);
                self.state.compared = compared;
                self.state.facts.grow_old();
                self.gather_facts();
            }
            Report::Gathered(facts) => self.take_facts(facts),
            Report::Leads(sought, found) => {
                self.state.leads.take(&sought, found);
                self.keep_panel_row();
            }
            Report::Reread(id, rereading) => self.take_rereading(id, rereading),
            Report::Saving(saving) => self.take_saving(saving),
            Report::OnDisk(found) => {
                for (id, found) in found {
                    self.state.sources.note(id, found);
                }
            }
            Report::Looked(why) => {
                self.fill_what_is_left();
                self.looked(why);
            }
            Report::Reviewed(reviews, why) => self.reviewed(reviews, why),
            Report::Verified(Ok(steps)) => {
                let head = self.state.work.head().to_string();
                let head = head.get(..12).unwrap_or_default();
                self.state.tell(format!(
                    "The history holds: {steps} steps, each follows from the one before. The last is {head}…"
                ));
            }
            Report::Verified(Err(why)) => {
                self.state.warn(format!("The history does not hold: {why}"));
            }
            Report::ReadOnly(why) => self.opened_read_only(&why),
            Report::Searched(search, found) => self.searched(&search, found),
            Report::Exported(Ok(path)) => {
                self.state
                    .tell(format!("The report is in {}", path.display()));
            }
            Report::Exported(Err(why)) => self.state.warn(why),
            Report::Told(words) => self.state.warn(words),
        }
    }

    fn take_saving(&mut self, saving: SaveStatus) {
        match saving {
            // Later steps are still on their way.
            SaveStatus::Saved { steps, .. } if steps < self.state.work.history().len() => {}
            // Another try is no news before it has succeeded.
            SaveStatus::Saving if self.state.is_unsaved() => {}
            SaveStatus::NotSaved {
                overtaken: true, ..
            } => {
                let known = matches!(
                    self.state.saving,
                    Some(SaveStatus::NotSaved {
                        overtaken: true,
                        ..
                    })
                );
                self.state.saving = Some(saving);
                if !known {
                    self.offer_reconcile();
                }
            }
            _ => self.state.saving = Some(saving),
        }
    }

    fn take_discovered(&mut self, found: Discovered) {
        if !found.problems.is_empty() {
            self.state.warn(found.problems.join("  "));
        }
        if self.state.desk.is_empty() && found.names.is_empty() {
            self.state.to_fill = 0;
        }
        self.state.desk.lay_out(found);
        self.state.progress = None;
    }

    /// All texts are read: what still waits for one that can be read shows one that cannot.
    fn fill_what_is_left(&mut self) {
        if std::mem::take(&mut self.state.to_fill) == 0 {
            return;
        }
        if let (None, Some(first)) = (
            self.state.panes.focused().document,
            self.state.desk.ids().next(),
        ) {
            self.state.panes.fill(first);
        }
    }

    fn take_documents(&mut self, documents: Vec<(DocumentId, Slot)>) {
        let failed = documents
            .iter()
            .any(|(_, slot)| matches!(slot, Slot::Failed(_)));
        for (id, slot) in documents {
            if self.state.to_fill > 0 && matches!(slot, Slot::Ready(_)) {
                self.state.to_fill -= 1;
                self.state.panes.fill(id);
            }
            self.state.desk.put(id, slot);
            self.state.restore_arrived(id);
        }
        if failed {
            let (failures, all) = (self.state.desk.failures(), self.state.desk.len());
            self.state.warn(match all {
                1 => "The only text cannot be read; Space o lists it".to_owned(),
                all => format!("{failures} of {all} texts cannot be read; Space o lists them"),
            });
        }
        self.reveal_all();
    }

    /// Documents that a new session begins with. While nothing is done yet, the session begins with
    /// them; later they are an edit like any other.
    fn take_records(&mut self, records: Vec<DocumentRecord>) {
        let fresh = records.into_iter().map(Edit::AddDocument);
        let stamp = self.stamp();
        let work = &self.state.work;
        if let [only] = work.history()
            && let Act::Begin(Edit::Several(begun)) = &only.act
        {
            let all = begun.iter().cloned().chain(fresh).collect();
            match Work::begin(Edit::Several(all), &only.stamp) {
                Ok(work) => self.state.work = work,
                Err(error) => self.state.warn(error.to_string()),
            }
        } else if self.state.read_only.is_none() {
            match self
                .state
                .work
                .apply(Edit::Several(fresh.collect()), &stamp)
            {
                Ok(_) => self.record(),
                Err(error) => self.state.warn(error.to_string()),
            }
        }
    }
}
