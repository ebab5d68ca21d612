//! A workbench without a terminal, driven by keys.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::compare::compared;
use crate::parallel::{Finder, Settings, Unwatched, between, leads};
use crate::session::{DocumentRecord, Edit, Hash, Replica, Session, Source, Stamp, Work, scale};
use crate::text::{Document, DocumentId, Offset};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Report};
use crate::tui::settings::key;
use crate::tui::state::{Facts, Panes, Selecting, Shared, Slot, State};
use crate::tui::update::{Now, selected_in, update};
use crate::tui::view;

/// A workbench over some texts, two of them side by side.
pub struct Script {
    pub state: State,
}

impl Script {
    /// Over these texts, the first ones in panes; shared passages are found.
    pub fn over(texts: &[&str]) -> Self {
        let documents: Vec<_> = (1..)
            .zip(texts)
            .map(|(id, text)| Document::new(DocumentId(id), &format!("Text {id}"), *text))
            .collect();
        let mut edits: Vec<_> = documents
            .iter()
            .map(record)
            .map(Edit::AddDocument)
            .collect();
        edits.push(Edit::UseScale(scale::DEFAULT.to_owned()));
        let stamp = Stamp {
            author: "ana".to_owned(),
            at: now(),
        };
        let work = Work::begin(Edit::Several(edits), &stamp).unwrap();
        let mut state = State {
            author: "ana".to_owned(),
            replica: Replica("test".to_owned()),
            panes: Panes::new(documents.iter().map(|document| document.id).take(2)),
            ..State::new(work)
        };
        let mut found = vec![];
        for (number, one) in documents.iter().enumerate() {
            for other in documents.iter().skip(number + 1) {
                found.extend(between(one, other, Settings::default()));
            }
            state.desk.put(one.id, Slot::Ready(one.clone()));
        }
        let mut script = Self { state };
        let shared = Shared::new(&found);
        let compared = Arc::new(compared(shared.all(), &documents, &|| false));
        let mut finder = Finder::new(Settings::default());
        finder.extend(&documents);
        let repeats = |document: &Document| finder.parallels_between(document.id, document.id);
        found.extend(documents.iter().flat_map(repeats));
        let shared = Shared::new(&found);
        let facts = Facts::gather(&documents, &BTreeMap::new(), &compared);
        for report in [
            Report::Found(shared),
            Report::Compared(compared),
            Report::Gathered(facts),
        ] {
            script.event(Event::Report(report));
        }
        script.event(Event::Resize(Size {
            width: 120,
            height: 30,
        }));
        script
    }

    /// One event; leads that it asks for are there at once.
    pub fn event(&mut self, event: Event) -> Vec<Effect> {
        let effects = update(&mut self.state, event, Now(now()));
        for effect in &effects {
            if let Effect::FindLeads(sought) = effect {
                let from = sought.place.map(|place| place.document);
                let others = self.state.desk.all_ready();
                let others = others.filter(|document| Some(document.id) != from);
                let others: Vec<Document> = others.cloned().collect();
                let found = leads(&sought.words, &others, &Unwatched).unwrap();
                let found = Event::Report(Report::Leads(sought.clone(), found));
                update(&mut self.state, found, Now(now()));
            }
        }
        effects
    }

    /// Presses keys, written with blanks between: `] p`, `C-w v`, `Enter`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in key::sequence(keys).unwrap() {
            self.event(Event::Key(key));
        }
        self
    }

    /// Types words, character by character.
    pub fn types(&mut self, words: &str) -> &mut Self {
        for character in words.chars() {
            self.event(Event::Key(key::Key::character(character)));
        }
        self
    }

    /// What is drawn, row by row.
    pub fn screen(&self) -> String {
        let Size { width, height } = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| {
                view::draw(&self.state, frame);
            })
            .unwrap();
        terminal.backend().to_string()
    }

    pub fn session(&self) -> &Session {
        self.state.work.session()
    }

    /// What the last line tells.
    pub fn told(&self) -> &str {
        self.state
            .notice
            .as_ref()
            .map_or("", |notice| &notice.words)
    }
}

fn now() -> String {
    "2026-01-02T03:04:05.000Z".to_owned()
}

fn record(document: &Document) -> DocumentRecord {
    DocumentRecord {
        id: document.id,
        source: Source::File(format!("{}.txt", document.id).into()),
        title: document.title.to_string(),
        sha256: Hash::of(&*document.text).to_string(),
        bytes: document.text.len() as u64,
        encoding: "UTF-8".to_owned(),
        read_at: now(),
        text: Hash::of(&*document.text),
        card: Box::default(),
    }
}

/// Plays keys on a marked text and returns the marked text.
pub fn play(marked: &str, keys: &str) -> String {
    let (text, cursor, anchor) = unmarked(marked);
    let mut script = Script::over(&[&text]);
    let pane = script.state.panes.focused_mut();
    pane.cursor = cursor;
    pane.selecting = anchor.map(|anchor| Selecting {
        anchor,
        grown: vec![],
    });
    script.keys(keys);
    marked_text(&script.state)
}

fn unmarked(marked: &str) -> (String, Offset, Option<Offset>) {
    let mut text = String::new();
    let (mut cursor, mut first, mut behind) = (Offset(0), None, None);
    for character in marked.chars() {
        match character {
            '|' => cursor = Offset(text.len()),
            '«' => first = Some(Offset(text.len())),
            '»' => behind = Some(Offset(text.len())),
            other => text.push(other),
        }
    }
    // The anchor is the end that the cursor is not.
    let anchor = first.zip(behind).map(|(first, behind)| {
        if cursor == first {
            crate::text::graphemes::previous(&text, behind)
        } else {
            first
        }
    });
    (text, cursor, anchor)
}

fn marked_text(state: &State) -> String {
    let document = state.document().unwrap();
    let pane = state.panes.focused();
    let selected = selected_in(document, pane);
    let mut marked = String::new();
    for (at, character) in document
        .text
        .char_indices()
        .chain([(document.text.len(), '\0')])
    {
        if selected.is_some_and(|span| span.end().0 == at) {
            marked.push('»');
        }
        if selected.is_some_and(|span| span.start().0 == at) {
            marked.push('«');
        }
        if pane.cursor.0 == at {
            marked.push('|');
        }
        if character != '\0' {
            marked.push(character);
        }
    }
    marked
}
