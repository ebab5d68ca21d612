//! Reading a file in another way: in another encoding than the one that was detected, or all of a web
//! page instead of its article.

use super::super::effect::{Effect, How, Looking};
use super::super::state::{Choice, Chooser, OnDisk, Pick, Rereading};
use super::Step;
use crate::session::review::places_in;
use crate::session::{DocumentField, Edit};
use crate::source::ENCODINGS;
use crate::text::DocumentId;

impl Step<'_> {
    /// Asks for the encoding of the focused document's file.
    pub(super) fn ask_encoding(&mut self) {
        let Some(document) = self.state.panes.focused().document else {
            return;
        };
        let session = self.state.work.session();
        let now = session
            .document(document)
            .map_or("", |record| &record.encoding);
        let choices = ENCODINGS.iter().map(|(name, what)| {
            let what = if *name == now {
                format!("{what} · in use")
            } else {
                (*what).to_owned()
            };
            Choice::new(*name, Pick::Encoding(document, name)).detail(what)
        });
        let mut picker = Chooser::picker(format!("Encoding, now {now}"), choices.collect());
        picker.narrow();
        self.choose(picker);
    }

    /// Has the file read again.
    pub(super) fn read_in(&mut self, document: DocumentId, encoding: &'static str) {
        let record = self.state.work.session().document(document).cloned();
        if let Some(record) = record {
            self.effects.push(Effect::ReadIn(record, encoding));
            self.state.tell(format!("Reading it in {encoding} …"));
        }
    }

    /// Has all of the focused document's web page read, or its article alone again.
    pub(super) fn read_page(&mut self) {
        let shown = self.state.panes.focused().document;
        let record = shown.and_then(|id| self.state.work.session().document(id).cloned());
        if let Some(record) = record {
            self.effects.push(Effect::ReadPage(record));
            self.state.tell("Reading it again …");
        }
    }

    /// The file was read again: its text takes the place of the one before, or waits for the analyst
    /// to review what is marked in it.
    pub(super) fn take_rereading(
        &mut self,
        document: DocumentId,
        rereading: Result<(How, Rereading), String>,
    ) {
        let (how, Rereading { reading, text }) = match rereading {
            Ok(rereading) => rereading,
            Err(why) => return self.state.warn(why),
        };
        let known = self
            .state
            .desk
            .ready(document)
            .map(|known| known.text.clone());
        if known.as_ref() == Some(&text) {
            return self.state.tell(match how {
                How::In(encoding) => format!("In {encoding} it reads the same"),
                How::WholePage | How::Article => "The page holds its article alone".to_owned(),
            });
        }
        if !places_in(self.state.work.session(), document).is_empty() {
            let edited = OnDisk::Edited(Rereading { reading, text });
            self.state.sources.note(document, Some(edited));
            self.state.sources.awaited = Some(document);
            self.effects
                .push(Effect::Review(vec![document], Looking::Quietly));
            return;
        }
        self.state.sources.keep_text(reading.text, text.clone());
        let edit = Edit::SetDocument(document, DocumentField::Reading(reading));
        if self.edit(edit.clone()) {
            self.effects.push(Effect::KeepTexts(vec![text]));
            self.show_as_recorded(&edit);
            self.state.tell(match how {
                How::In(encoding) => format!("Read in {encoding}; u takes it back"),
                How::WholePage => "This is the whole page; u takes it back".to_owned(),
                How::Article => "This is the article alone; u takes it back".to_owned(),
            });
        }
    }
}
