//! The hand-made alignment of the sample documents fits the documents.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

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

fn occurrences(place: &Place) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/sample")
        .join(&place.document);
    let text = fs::read_to_string(&path).expect("the sample document is there");
    text.matches(&place.quote).count()
}

#[test]
fn every_quote_stands_once_in_its_document() {
    for place in gold().iter().flat_map(|pair| [&pair.a, &pair.b]) {
        assert_eq!(
            occurrences(place),
            1,
            "{}: {:?}",
            place.document,
            place.quote
        );
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
