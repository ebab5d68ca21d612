//! How an anchor fits the texts that its document has and had.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use unicode_segmentation::GraphemeCursor;

use super::check::TextOf;
use crate::session::{Act, Anchor, DocumentField, DocumentRecord, Edit, Entry, Reading};
use crate::text::DocumentId;

/// The texts that a document has and had, as far as they can be had.
pub(super) struct Texts {
    /// The present one first.
    pub known: Vec<String>,
    /// Whether none is missing.
    pub all: bool,
}

impl Texts {
    pub fn of(
        record: &DocumentRecord,
        former: &HashMap<DocumentId, Vec<Reading>>,
        text_of: TextOf,
    ) -> Self {
        let former = former.get(&record.id).into_iter().flatten();
        let records = former.map(|reading| with_reading(record, reading));
        let mut met = HashSet::new();
        let texts: Vec<Option<String>> = [record.clone()]
            .into_iter()
            .chain(records)
            .filter(|record| met.insert(record.text))
            .map(|record| text_of(&record))
            .collect();
        Self {
            all: texts.iter().all(Option::is_some),
            known: texts.into_iter().flatten().collect(),
        }
    }
}

fn with_reading(record: &DocumentRecord, reading: &Reading) -> DocumentRecord {
    let reading = reading.clone();
    DocumentRecord {
        sha256: reading.sha256,
        bytes: reading.bytes,
        encoding: reading.encoding,
        read_at: reading.read_at,
        text: reading.text,
        ..record.clone()
    }
}

/// What was read of documents before, as far as the history says.
pub(super) fn former_readings(history: &[Arc<Entry>]) -> HashMap<DocumentId, Vec<Reading>> {
    fn note(edit: &Edit, former: &mut HashMap<DocumentId, Vec<Reading>>) {
        match edit {
            Edit::SetDocument(id, DocumentField::Reading(reading)) => {
                former.entry(*id).or_default().push(reading.clone());
            }
            Edit::Several(edits) => edits.iter().for_each(|edit| note(edit, former)),
            _ => {}
        }
    }
    let mut former = HashMap::new();
    for entry in history {
        if let Act::Do { edit, inverse } = &entry.act {
            note(edit, &mut former);
            note(inverse, &mut former);
        }
    }
    former
}

/// How an anchor does not fit a text.
pub(super) enum Misfit {
    /// It reaches beyond its end, which is at this byte.
    Beyond(usize),
    /// It begins or ends inside a character.
    CutsCharacter,
    /// Another text stands there, the start of which is this.
    Quote(String),
    /// Something else stands before it.
    Prefix,
    /// Something else stands after it.
    Suffix,
}

/// How an anchor does not fit a text; `None` where it does.
pub(super) fn misfit(anchor: &Anchor, text: &str) -> Option<Misfit> {
    let (start, end) = (anchor.span.start().0, anchor.span.end().0);
    if end > text.len() {
        Some(Misfit::Beyond(text.len()))
    } else if !is_boundary(text, start) || !is_boundary(text, end) {
        Some(Misfit::CutsCharacter)
    } else if anchor.span.of(text) != anchor.quote {
        Some(Misfit::Quote(
            anchor.span.of(text).chars().take(60).collect(),
        ))
    } else if !text.get(..start)?.ends_with(&anchor.prefix) {
        Some(Misfit::Prefix)
    } else if !text.get(end..)?.starts_with(&anchor.suffix) {
        Some(Misfit::Suffix)
    } else {
        None
    }
}

fn is_boundary(text: &str, at: usize) -> bool {
    // The text is in one piece, so the cursor never asks for another.
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(false)
}
