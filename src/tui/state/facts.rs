//! The facts of the documents, held together, for the panel that lists them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::compare::{self, Class, Compared};
use crate::facts::{self, Row, Setting, Standing, dateline};
use crate::parallel::Place;
use crate::text::{Document, DocumentId};

/// One fact, with its words in every document that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// What the places show of one another; none where only one document states it.
    pub class: Option<Class>,
    /// The name of its kind.
    pub kind: &'static str,
    /// What is to be said of it, in a sentence.
    pub why: String,
    /// Its words in each document.
    pub forms: Vec<(DocumentId, String)>,
    /// Where it stands, the two places first that one goes to.
    pub places: Vec<Place>,
    /// What a filter looks through, in small letters.
    words: String,
}

/// How many characters of a fact's words are kept for the list: a quotation can be long.
const LONGEST: usize = 160;
/// How many places of one fact are kept.
const MOST_PLACES: usize = 64;

impl FactRow {
    fn of(row: &Row, documents: &[Document]) -> Self {
        let written = |place: &facts::Place| {
            documents
                .get(place.document)
                .map_or("", |document| document.quote(place.span))
        };
        let id = |document: usize| documents.get(document).map(|document| document.id);
        let forms: Vec<(DocumentId, String)> = row
            .forms(written)
            .into_iter()
            .filter_map(|(document, forms)| Some((id(document)?, cut(&forms.join(", ")))))
            .collect();
        let why = cut(&row.why(written));
        let kind = row.kind();
        let class = compare::class_of(row);
        let said: Vec<&str> = forms.iter().map(|(_, words)| words.as_str()).collect();
        let words = format!(
            "{kind} {} {why} {}",
            class.map_or("", Class::name),
            said.join(" ")
        );
        Self {
            class,
            kind,
            why,
            places: places(row)
                .filter_map(|place| {
                    Some(Place {
                        document: id(place.document)?,
                        span: place.span,
                    })
                })
                .take(MOST_PLACES)
                .collect(),
            words: words.to_lowercase(),
            forms,
        }
    }
}

/// The places of a row: the two that show how it stands, else one in each document, then the others.
fn places(row: &Row) -> impl Iterator<Item = &facts::Place> {
    let first = match row.standing {
        Standing::Conflict(one, other)
        | Standing::Precision(one, other)
        | Standing::Slip(one, other)
        | Standing::Told(one, other) => vec![one, other],
        Standing::BrokenMarks(at) | Standing::WrongWeekday(at) => vec![at],
        Standing::Same => {
            let documents = row.places.iter().map(|place| place.document);
            let mut seen = None;
            documents
                .enumerate()
                .filter(|(_, document)| seen.replace(*document) != Some(*document))
                .map(|(at, _)| at)
                .collect()
        }
    };
    let rest = (0..row.places.len()).filter({
        let first = first.clone();
        move |at| !first.contains(at)
    });
    let order: Vec<usize> = first.iter().copied().chain(rest).collect();
    order.into_iter().filter_map(|at| row.places.get(at))
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}

/// The order of the facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FactOrder {
    /// What differs first.
    #[default]
    Difference,
    /// By where they stand in the documents.
    Place,
    /// By kind.
    Kind,
    /// What most documents state first.
    Documents,
}

impl FactOrder {
    const ALL: [FactOrder; 4] = [
        FactOrder::Difference,
        FactOrder::Place,
        FactOrder::Kind,
        FactOrder::Documents,
    ];

    /// The order with this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }

    /// The order that comes after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            FactOrder::Difference => FactOrder::Place,
            FactOrder::Place => FactOrder::Kind,
            FactOrder::Kind => FactOrder::Documents,
            FactOrder::Documents => FactOrder::Difference,
        }
    }

    /// Its word on the screen.
    pub fn word(self) -> &'static str {
        match self {
            FactOrder::Difference => "difference",
            FactOrder::Place => "place",
            FactOrder::Kind => "kind",
            FactOrder::Documents => "documents",
        }
    }
}

/// The facts as far as they are gathered, and which of them are listed.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    rows: Vec<FactRow>,
    /// The documents that they are of.
    of: Vec<DocumentId>,
    /// The documents whose facts are being gathered.
    awaited: Option<Vec<DocumentId>>,
    /// The rows that pass the filter, in the panel's order.
    listed: Vec<usize>,
}

impl Facts {
    /// The facts of documents that are read; `compared` is what their shared passages compare, `days` the
    /// days of those whose cards say when they were published; another may say it in its first lines.
    pub fn gather(
        documents: &[Document],
        days: &BTreeMap<DocumentId, Date>,
        compared: &Compared,
    ) -> Self {
        let setting = |document: &Document| Setting {
            written: days
                .get(&document.id)
                .copied()
                .or_else(|| dateline(&document.text)),
        };
        let settings: Vec<_> = documents
            .iter()
            .map(|document| (document, setting(document)))
            .collect();
        let rows: Vec<FactRow> = compare::facts(&settings, compared)
            .iter()
            .map(|row| FactRow::of(row, documents))
            .collect();
        Self {
            listed: (0..rows.len()).collect(),
            rows,
            of: documents.iter().map(|document| document.id).collect(),
            awaited: None,
        }
    }

    /// Whether they are still being gathered.
    pub fn are_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    /// Notes that the facts of these documents are being gathered. False where they are there or on
    /// their way.
    pub fn await_those_of(&mut self, documents: &[DocumentId]) -> bool {
        let coming = self.awaited.as_deref().unwrap_or(&self.of);
        if coming == documents {
            return false;
        }
        self.awaited = Some(documents.to_vec());
        true
    }

    /// Notes that the documents or their shared passages are others now: what is there is listed until
    /// the facts are gathered anew.
    pub fn grow_old(&mut self) {
        self.of = vec![];
        self.awaited = None;
    }

    /// Takes facts that were gathered, unless others are awaited by now.
    pub fn take(&mut self, gathered: Facts) -> bool {
        let wanted = self.awaited.as_ref() == Some(&gathered.of);
        if wanted {
            *self = gathered;
        }
        wanted
    }

    /// All rows, what differs first.
    pub fn rows(&self) -> &[FactRow] {
        &self.rows
    }

    /// The documents that they are of.
    pub fn of(&self) -> &[DocumentId] {
        &self.of
    }

    /// The rows that are listed, in their order.
    pub fn listed(&self) -> impl ExactSizeIterator<Item = &FactRow> {
        self.listed.iter().map(|row| &self.rows[*row])
    }

    /// The listed row with this number.
    pub fn get(&self, row: usize) -> Option<&FactRow> {
        self.rows.get(*self.listed.get(row)?)
    }

    /// Lists the rows that hold every word of the filter, in an order.
    pub fn list(&mut self, filter: &str, order: FactOrder) {
        let filter = filter.to_lowercase();
        let passes = |row: &FactRow| {
            filter
                .split_whitespace()
                .all(|wanted| row.words.contains(wanted))
        };
        let mut listed: Vec<usize> = (0..self.rows.len())
            .filter(|row| self.rows.get(*row).is_some_and(passes))
            .collect();
        let row = |at: &usize| self.rows.get(*at);
        match order {
            FactOrder::Difference => {}
            FactOrder::Place => listed.sort_by_key(|at| {
                row(at).and_then(|row| {
                    let places = row.places.iter();
                    places.map(|place| (place.document, place.span)).min()
                })
            }),
            FactOrder::Kind => listed.sort_by_key(|at| row(at).map(|row| row.kind)),
            FactOrder::Documents => {
                listed.sort_by_key(|at| usize::MAX - row(at).map_or(0, |row| row.forms.len()));
            }
        }
        self.listed = listed;
    }
}
