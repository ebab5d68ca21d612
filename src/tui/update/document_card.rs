//! A document's card: shown, and changed field by field.

use super::super::action::{Action, SourceAction};
use super::super::state::{Choice, Chooser, Cursor, Layer, Pick, Purpose, SourceCard, SourceRow};
use super::Step;
use crate::session::{CardField, DocumentField, DocumentRecord, Edit, Session, Source};
use crate::text::{DocumentId, SourceKind};

/// The rows of a document's card: what can be changed first, then what is known of its file.
pub fn source_rows(record: &DocumentRecord) -> Vec<SourceRow> {
    let file = match &record.source {
        Source::File(path) => path.display().to_string(),
        Source::Pasted => "standard input".to_owned(),
    };
    let known = [
        ("file", file),
        ("encoding", record.encoding.clone()),
        ("size", format!("{} bytes", record.bytes)),
        ("read", record.read_at.clone()),
        ("SHA-256", record.sha256.clone()),
    ];
    let fields = CardField::all(&record.card);
    // What the source says of its title is of interest where the document is called otherwise.
    let of_interest = |field: &CardField| match field {
        CardField::Title(title) => title.as_ref().is_some_and(|title| *title != record.title),
        _ => true,
    };
    [SourceRow::Title(record.title.clone())]
        .into_iter()
        .chain(fields.into_iter().filter(of_interest).map(SourceRow::Field))
        .chain(
            known
                .into_iter()
                .map(|(name, words)| SourceRow::Known(name, words)),
        )
        .collect()
}

/// How many rows a document's card has.
pub(super) fn rows_of_card(session: &Session, document: DocumentId) -> usize {
    session
        .document(document)
        .map_or(0, |record| source_rows(record).len())
}

impl Step<'_> {
    /// Opens the card of the focused document.
    pub(super) fn open_document_card(&mut self) {
        if let Some(document) = self.state.panes.focused().document {
            self.state.layers.push(Layer::Source(SourceCard {
                document,
                cursor: Cursor::default(),
            }));
        }
    }

    /// Asks for the field in the chosen row.
    pub(super) fn change_card_row(&mut self) {
        let Some(Layer::Source(card)) = self.state.layers.last() else {
            return;
        };
        let document = card.document;
        let record = self.state.work.session().document(document);
        let row = record.and_then(|record| source_rows(record).into_iter().nth(card.cursor.row));
        match row {
            Some(SourceRow::Title(title)) => self.ask(Purpose::DocumentTitle(document), &title),
            Some(SourceRow::Field(CardField::Kind(_))) => self.ask_source_kind(document),
            Some(SourceRow::Field(field)) => {
                let words = field.words().unwrap_or_default().to_owned();
                self.ask(Purpose::CardField(document, field), &words);
            }
            Some(SourceRow::Known("encoding", _)) => {
                self.perform(Action::Source(SourceAction::Encoding));
            }
            Some(SourceRow::Known(name, words)) => self.state.tell(format!("{name}: {words}")),
            None => {}
        }
    }

    fn ask_source_kind(&mut self, document: DocumentId) {
        let choice = |kind: Option<SourceKind>, label: &str, key| {
            Choice::new(label, Pick::SourceKind(document, kind)).key(key)
        };
        let choices = vec![
            choice(
                Some(SourceKind::Primary),
                "primary: the record itself, or of who acted",
                'p',
            ),
            choice(
                Some(SourceKind::Secondary),
                "secondary: it tells of it",
                's',
            ),
            choice(None, "not said", '0'),
        ];
        self.choose(Chooser::menu("This document is …", choices));
    }

    /// Changes a field of a document, unless it says the same already.
    pub(super) fn set_document(&mut self, document: DocumentId, field: DocumentField) {
        let Some(record) = self.state.work.session().document(document) else {
            return;
        };
        let says_already = match &field {
            DocumentField::Title(title) => *title == record.title,
            DocumentField::Card(field) => CardField::all(&record.card).contains(field),
            DocumentField::Source(_) | DocumentField::Reading(_) => false,
        };
        if !says_already {
            self.edit(Edit::SetDocument(document, field));
        }
    }
}
