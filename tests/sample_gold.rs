//! The hand-made alignment of the sample documents fits the documents, and the finder finds it.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

use crosscheck::parallel::{Settings, between};
use crosscheck::text::{Document, DocumentId, Span};
use serde::Deserialize;

#[derive(Deserialize, PartialEq)]
enum Kind {
    Verbatim,
    Near,
    Paraphrase,
}

#[derive(Deserialize)]
struct Place {
    document: String,
    quote: String,
}

#[derive(Deserialize)]
struct Pair {
    kind: Kind,
    a: Place,
    b: Place,
}

fn gold() -> Vec<Pair> {
    ron::from_str(include_str!("gold/sample.ron")).expect("the alignment is valid RON")
}

impl Place {
    fn text(&self) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        fs::read_to_string(folder.join(&self.document)).expect("the sample document is there")
    }

    fn span(&self) -> Span {
        let start = self.text().find(&self.quote).expect("the quote is there");
        Span::new(start, start + self.quote.len())
    }
}

/// Whether some unit that corresponds in the two documents lies on both quotes.
fn is_found(pair: &Pair) -> bool {
    let a = Document::new(DocumentId(1), &pair.a.document, pair.a.text());
    let b = Document::new(DocumentId(2), &pair.b.document, pair.b.text());
    let found = between(&a, &b, Settings::default());
    let mut units = found.iter().flat_map(|parallel| &parallel.units);
    units.any(|unit| unit.a.overlaps(pair.a.span()) && unit.b.overlaps(pair.b.span()))
}

#[test]
fn every_quote_stands_once_in_its_document() {
    for place in gold().iter().flat_map(|pair| [&pair.a, &pair.b]) {
        let times = place.text().matches(&place.quote).count();
        assert_eq!(times, 1, "{}: {:?}", place.document, place.quote);
    }
}

#[test]
fn the_kind_verbatim_is_given_to_equal_words_and_to_no_others() {
    for pair in gold() {
        assert_eq!(
            pair.kind == Kind::Verbatim,
            pair.a.quote == pair.b.quote,
            "{:?} / {:?}",
            pair.a.quote,
            pair.b.quote
        );
    }
}

#[test]
fn what_is_told_in_shared_words_is_found() {
    let pairs = gold();
    let missed: Vec<_> = pairs
        .iter()
        .filter(|pair| pair.kind != Kind::Paraphrase && !is_found(pair))
        .map(|pair| &pair.a.quote)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
