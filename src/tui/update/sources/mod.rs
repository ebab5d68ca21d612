//! Sources that are no longer on the disk as they were read: told, listed, reviewed, taken in.

mod review;
mod words;

use super::super::action::{Action, SourceAction};
use super::super::context::Context;
use super::super::effect::{Effect, Looking};
use super::super::state::{CompareView, Layer, OnDisk, Slot, Told};
use super::Step;
use crate::session::review::Review;
use crate::session::{DocumentField, Edit, Source};
use crate::text::{Document, DocumentId};

impl Step<'_> {
    pub(super) fn source(&mut self, action: SourceAction) {
        match action {
            SourceAction::Check => {
                let all = self.state.work.session().documents.iter();
                let all = all.map(|record| record.id).collect();
                self.effects
                    .push(Effect::LookAtSources(all, Looking::Asked));
                self.state.tell("Looking at the texts on disk …");
            }
            SourceAction::Review => self.review_sources(),
            SourceAction::CompareRevision => self.compare_revision(),
            SourceAction::KeepPlace => self.keep_place(),
            SourceAction::DropPlace => self.drop_place(),
            SourceAction::TakeText => self.take_text(),
            SourceAction::KeepText => self.keep_text(),
            SourceAction::Card => self.open_document_card(),
            SourceAction::Encoding => self.ask_encoding(),
            SourceAction::WholePage => self.read_page(),
        }
    }

    /// All sources that were to be looked at are: what was marked in those that changed is looked for
    /// in their new texts, then it is told.
    pub(super) fn looked(&mut self, why: Looking) {
        let gone = self.state.sources.gone();
        if why == Looking::Opening && !gone.is_empty() {
            self.effects
                .push(Effect::LookAtSources(gone, Looking::Elsewhere));
            return;
        }
        let changed = self.state.sources.unreviewed();
        if !changed.is_empty() {
            self.effects.push(Effect::Review(changed, why));
        } else if why != Looking::Quietly {
            self.tell_sources(why);
        }
    }

    pub(super) fn reviewed(&mut self, reviews: Vec<Review>, why: Looking) {
        for review in reviews {
            self.state.sources.reviewed(review);
        }
        match self.state.sources.awaited.take() {
            Some(document) => self.open_review(document),
            None if why != Looking::Quietly => self.tell_sources(why),
            None => {}
        }
    }

    fn tell_sources(&mut self, why: Looking) {
        let review = Action::Source(SourceAction::Review);
        if let Some(words) = words::of_all(self.state, &self.now.0) {
            match self.state.notice.take() {
                // What was told on opening is not hidden by what was found a moment later.
                Some(notice) if why != Looking::Asked => {
                    let key = |action| {
                        let keys = self.state.keymap.keys_for(Context::Normal, action);
                        keys.into_iter().next().unwrap_or_default()
                    };
                    let before = match notice.offer {
                        Some(action) => format!("{} {} shows it.", notice.words, key(action)),
                        None => notice.words,
                    };
                    let found = format!("{words} {} shows them.", key(review));
                    self.state.layers.push(Layer::Told(Told {
                        title: "Before you begin".to_owned(),
                        sentences: vec![before, found],
                        ..Told::default()
                    }));
                }
                _ => self.state.offer(words, review),
            }
        } else if why == Looking::Asked {
            self.state.tell("Every text is on disk as it was read");
        }
    }

    /// The review of the one source that changed, or the list of them.
    fn review_sources(&mut self) {
        let all: Vec<_> = self.state.sources.all().map(|(id, _)| id).collect();
        match all.as_slice() {
            [only] => self.open_source(*only),
            _ => self.ask_source(),
        }
    }

    /// What can be done about one source that is not as it was read.
    pub(super) fn open_source(&mut self, document: DocumentId) {
        match self.state.sources.of(document) {
            Some(OnDisk::Edited(_)) => self.open_review(document),
            Some(OnDisk::Moved(_) | OnDisk::Gone(_)) => self.ask_path(document),
            None => {}
        }
    }

    /// The session finds a text where its file was moved to.
    pub(super) fn use_path(&mut self, documents: &[DocumentId]) {
        let moves: Vec<_> = documents
            .iter()
            .filter_map(|id| match self.state.sources.of(*id) {
                Some(OnDisk::Moved(path)) => {
                    let source = DocumentField::Source(Source::File(path.clone()));
                    Some(Edit::SetDocument(*id, source))
                }
                _ => None,
            })
            .collect();
        if self.edit(Edit::Several(moves)) {
            for id in documents {
                self.state.sources.note(*id, None);
            }
            let words = match documents {
                [only] => format!(
                    "{} is found there from now on",
                    self.state.desk.letter(*only)
                ),
                many => format!("{} texts are found there from now on", many.len()),
            };
            self.state.tell(format!("{words}; u takes it back"));
        }
    }

    /// The text as it was read, against the text on the disk.
    fn compare_revision(&mut self) {
        let Some(document) = changed_document(self.state) else {
            return;
        };
        let (Some(was), Some(now)) = (
            self.state.desk.ready(document),
            self.state.sources.edited(document),
        ) else {
            return;
        };
        let now = Document::new(document, &was.title, now.text.clone());
        let letter = self.state.desk.letter(document);
        let names = [format!("{letter} as read"), format!("{letter} on disk")];
        let view = CompareView::of_revision(was, &now, names);
        self.show_comparison(view);
    }

    /// After an edit, its undo or redo: every document that it touched is shown as the session has it
    /// now.
    pub(super) fn show_as_recorded(&mut self, edit: &Edit) {
        let touched = documents_of(edit);
        if touched.is_empty() {
            return;
        }
        for id in &touched {
            self.show_one_as_recorded(*id);
        }
        self.state.forget_what_is_found_in(&touched);
        self.reveal_all();
        self.effects
            .push(Effect::LookAtSources(touched, Looking::Quietly));
        self.effects.push(Effect::FindAgain);
    }

    fn show_one_as_recorded(&mut self, id: DocumentId) {
        let Some(record) = self.state.work.session().document(id) else {
            self.state.desk.remove(id);
            self.state.leave_document(id);
            return;
        };
        if let Some(text) = self.state.sources.text(record.text) {
            let document = Document::new(id, &record.title, text.clone());
            self.state.desk.put(id, Slot::Ready(document));
        } else {
            self.effects.push(Effect::Fetch(record.clone()));
            self.state.desk.put(id, Slot::Waiting);
        }
    }
}

/// The changed document that a command is about: the one under review, else the focused one, else the
/// only one.
pub fn changed_document(state: &super::State) -> Option<DocumentId> {
    let reviewed = state.layers.iter().rev().find_map(|layer| match layer {
        Layer::Review(view) => Some(view.review.document),
        _ => None,
    });
    let is_edited = |id: &DocumentId| state.sources.edited(*id).is_some();
    let focused = state.panes.focused().document.filter(is_edited);
    let mut edited = state.sources.all().map(|(id, _)| id).filter(is_edited);
    let only = match (edited.next(), edited.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    reviewed.or(focused).or(only)
}

/// The documents whose text or presence an edit changes.
fn documents_of(edit: &Edit) -> Vec<DocumentId> {
    match edit {
        Edit::AddDocument(record) => vec![record.id],
        Edit::RemoveDocument(id) | Edit::SetDocument(id, DocumentField::Reading(_)) => vec![*id],
        Edit::Several(edits) => edits.iter().flat_map(documents_of).collect(),
        _ => vec![],
    }
}
