//! The review: what was marked in a text that changed, decided place by place, taken in as one edit.

use std::collections::HashMap;

use super::super::super::effect::{Effect, Looking};
use super::super::super::state::{Choice, Chooser, Layer, OnDisk, Pick, Rereading, ReviewView};
use super::super::claims::one_line;
use super::Step;
use super::words::tally;
use crate::session::Anchor;
use crate::session::review::{Decision, Review, places_by_document, places_in};
use crate::session::revision::Fate;
use crate::session::{Edit, letter};
use crate::text::{DocumentId, Span};

impl Step<'_> {
    /// Opens the review of a document, or has it worked out first where the session went on since.
    pub(super) fn open_review(&mut self, document: DocumentId) {
        let sources = &self.state.sources;
        let session = self.state.work.session();
        let (Some(new), Some(review)) = (sources.edited(document), sources.review(document)) else {
            self.await_review(document);
            return;
        };
        if !review.is_of(&places_in(session, document)) {
            self.await_review(document);
            return;
        }
        let view = ReviewView::new(review.clone(), new.text.clone());
        self.state.layers.push(Layer::Review(view));
    }

    fn await_review(&mut self, document: DocumentId) {
        self.state.sources.awaited = Some(document);
        self.effects
            .push(Effect::Review(vec![document], Looking::Quietly));
    }

    /// The sources that are not as they were read, to choose from; first what can be done with many
    /// of them at once.
    pub(super) fn ask_source(&mut self) {
        let sources = &self.state.sources;
        let mut choices = vec![];
        let settled = self.settled_sources();
        if settled.len() > 1 {
            choices.push(
                Choice::new(
                    format!("Take the new text of all {}", settled.len()),
                    Pick::TakeTexts(settled),
                )
                .detail("nothing that is marked in them changed"),
            );
        }
        let moved: Vec<_> = sources
            .all()
            .filter(|(_, found)| matches!(found, OnDisk::Moved(_)))
            .map(|(id, _)| id)
            .collect();
        if moved.len() > 1 {
            choices.push(
                Choice::new(
                    format!("Use the new places of all {} that were moved", moved.len()),
                    Pick::UsePaths(moved),
                )
                .detail("their texts are the same"),
            );
        }
        let positions: HashMap<_, _> = self.state.desk.ids().zip(0..).collect();
        for (id, found) in sources.all() {
            let letter = positions
                .get(&id)
                .map_or_else(String::new, |at| letter(*at));
            let detail = match found {
                OnDisk::Edited(_) => tally(sources.review(id).into_iter()),
                OnDisk::Moved(path) => format!("moved to {}", path.display()),
                OnDisk::Gone(_) => "no longer there".to_owned(),
            };
            let title = self.state.title_of(id);
            let label = format!("{letter}  {title}: {detail}");
            choices.push(Choice::new(label, Pick::Source(id)));
        }
        self.choose(Chooser::picker("Not on disk as it was read", choices));
    }

    /// What can be done about a source that is not where it was.
    pub(super) fn ask_path(&mut self, document: DocumentId) {
        let letter = self.state.desk.letter(document);
        let keep = Choice::new("Go on with the text as it was read", Pick::Nothing).key('k');
        let (title, choices) = match self.state.sources.of(document) {
            Some(OnDisk::Moved(path)) => {
                let there = format!("Use it there: {}", path.display());
                let there = Choice::new(there, Pick::UsePaths(vec![document])).key('u');
                let there = Choice {
                    unavailable: self.cannot_edit(),
                    ..there
                };
                (format!("{letter} was moved"), vec![there, keep])
            }
            Some(OnDisk::Gone(why)) => (format!("{letter}: {why}"), vec![keep]),
            Some(OnDisk::Edited(_)) | None => return,
        };
        self.choose(Chooser::menu(title, choices));
    }

    /// The edited sources whose marked places all stand.
    fn settled_sources(&self) -> Vec<DocumentId> {
        let sources = &self.state.sources;
        let places = places_by_document(self.state.work.session());
        let of = |id: &DocumentId| places.get(id).map_or(&[][..], Vec::as_slice);
        let edited = sources.all().map(|(id, _)| id);
        edited
            .filter(|id| sources.edited(*id).is_some())
            .filter(|id| {
                let review = sources.review(*id);
                review.is_some_and(|review| review.open() == 0 && review.is_of(of(id)))
            })
            .collect()
    }

    /// Enter in the review: the chosen place goes to what stands there now.
    pub(in super::super) fn take_place(&mut self) {
        let Some(view) = self.review() else { return };
        let Some(place) = view.review.places.get(view.cursor.row) else {
            return;
        };
        if place.change.is_none() {
            self.state
                .tell("This one says what it said; nothing is to be decided");
            return;
        }
        if let Fate::Ambiguous(spans) = &place.fate {
            let spans = spans.clone();
            self.ask_candidate(&spans);
        } else if let Some(anchor) = place.place(&view.now.text) {
            self.decide(Decision::Take(anchor));
        } else {
            self.state.warn(
                "Nothing of it is left in the new text: o leaves it with the text as read, x takes it out",
            );
        }
    }

    /// The places where the words stand now.
    fn ask_candidate(&mut self, spans: &[Span]) {
        let Some(view) = self.review() else { return };
        let choices = spans.iter().enumerate().map(|(number, span)| {
            let sentence = view.now.sentence(span.start());
            let words = one_line(view.now.quote(sentence.hull(*span)));
            let label = format!("¶{}  {words}", view.now.paragraph_number(span.start()));
            let choice = Choice::new(label, Pick::Candidate(*span));
            match char::from_digit(u32::try_from(number + 1).unwrap_or(10), 10) {
                Some(key) => choice.key(key),
                None => choice,
            }
        });
        let menu = Chooser::menu("Which of them is meant", choices.collect());
        self.choose(menu);
    }

    /// One of several places was chosen.
    pub(in super::super) fn take_candidate(&mut self, span: Span) {
        let Some(view) = self.review() else { return };
        let anchor = Anchor::new(view.review.document, &view.now.text, span);
        self.decide(Decision::Take(anchor));
    }

    pub(super) fn keep_place(&mut self) {
        self.decide_open(Decision::KeepAsRead);
    }

    pub(super) fn drop_place(&mut self) {
        self.decide_open(Decision::Drop);
    }

    fn decide_open(&mut self, decision: Decision) {
        let Some(view) = self.review() else { return };
        let place = view.review.places.get(view.cursor.row);
        if place.is_some_and(|place| place.change.is_some()) {
            self.decide(decision);
        } else {
            self.state
                .tell("This one says what it said; nothing is to be decided");
        }
    }

    fn decide(&mut self, decision: Decision) {
        let Some(Layer::Review(view)) = self.state.layers.last_mut() else {
            return;
        };
        view.decide(decision);
        if view.open() == 0 {
            self.state.tell(
                "All is decided: T takes the new text with it, Esc leaves everything as it was",
            );
        }
    }

    /// Takes in the new text with what was decided.
    pub(super) fn take_text(&mut self) {
        let Some(view) = self.review() else { return };
        match view.open() {
            0 => {}
            1 => {
                self.state
                    .warn("One place must be decided first: Enter, o or x");
                return;
            }
            many => {
                self.state.warn(format!(
                    "{many} places must be decided first: Enter, o or x"
                ));
                return;
            }
        }
        let (review, decisions) = (view.review.clone(), view.decisions.clone());
        if self.take(&[(review, decisions)]) {
            self.state
                .layers
                .retain(|layer| !matches!(layer, Layer::Review(_)));
        }
    }

    /// Takes in the new texts of documents in which nothing is to be decided.
    pub(in super::super) fn take_texts(&mut self, documents: &[DocumentId]) {
        let reviews = documents
            .iter()
            .filter_map(|id| self.state.sources.review(*id).cloned());
        let taken: Vec<_> = reviews.map(|review| (review, vec![])).collect();
        self.take(&taken);
    }

    /// One edit for all of them.
    fn take(&mut self, taken: &[(Review, Vec<Option<Decision>>)]) -> bool {
        let mut edits = vec![];
        let mut ahead = self.state.work.session().clone();
        let mut predecessor = self.state.work.next_document_id();
        for (review, decisions) in taken {
            let Some(Rereading { reading, text }) = self.state.sources.edited(review.document)
            else {
                return false;
            };
            let edit = review.take(&ahead, text, reading.clone(), decisions, predecessor);
            let Some(edit) = edit else { return false };
            if ahead.apply(edit.clone()).is_err() {
                return false;
            }
            if decisions.contains(&Some(Decision::KeepAsRead)) {
                predecessor = DocumentId(predecessor.0.saturating_add(1));
            }
            edits.push(edit);
        }
        let edit = match edits.as_slice() {
            [only] => only.clone(),
            _ => Edit::Several(edits),
        };
        for (review, _) in taken {
            self.keep_both_texts(review.document);
        }
        if !self.edit(edit.clone()) {
            return false;
        }
        self.show_as_recorded(&edit);
        for (review, _) in taken {
            self.state.sources.note(review.document, None);
        }
        let words = match taken {
            [(review, _)] => format!(
                "{} is the text on disk now",
                self.state.desk.letter(review.document)
            ),
            many => format!("{} documents are the texts on disk now", many.len()),
        };
        self.state.tell(format!("{words}; u takes that back"));
        true
    }

    /// The old and the new text are kept, so that either is there whatever happens to the file.
    fn keep_both_texts(&mut self, document: DocumentId) {
        let was = self.state.work.session().document(document);
        let was = was.and_then(|record| {
            let text = self.state.desk.ready(document)?.text.clone();
            Some((record.text, text))
        });
        let now = self.state.sources.edited(document);
        let now = now.map(|now| (now.reading.text, now.text.clone()));
        let mut texts = vec![];
        for (hash, text) in was.into_iter().chain(now) {
            self.state.sources.keep_text(hash, text.clone());
            texts.push(text);
        }
        self.effects.push(Effect::KeepTexts(texts));
    }

    /// The text stays as it was read.
    pub(super) fn keep_text(&mut self) {
        let Some(view) = self.review() else { return };
        let document = view.review.document;
        self.state.layers.pop();
        self.state.sources.note(document, None);
        let letter = self.state.desk.letter(document);
        self.state.tell(format!(
            "{letter} stays as it was read. It is told again when the session is opened, or with :check-sources"
        ));
    }

    fn review(&self) -> Option<&ReviewView> {
        match self.state.layers.last() {
            Some(Layer::Review(view)) => Some(view),
            _ => None,
        }
    }
}
