//! The hand-made alignment of the sample documents fits the documents, and the finder finds it.
//!
//! `cargo test --test sample_gold -- --nocapture` prints how much of it is found.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::cast_precision_loss)]

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use crosscheck::parallel::{Settings, Unit, Unwatched, between, leads};
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

/// The units of two documents of the sample.
fn units(a: &Place, b: &Place) -> Vec<Unit> {
    let a = Document::new(DocumentId(1), &a.document, a.text());
    let b = Document::new(DocumentId(2), &b.document, b.text());
    let found = between(&a, &b, Settings::default());
    found
        .into_iter()
        .flat_map(|parallel| parallel.units)
        .collect()
}

/// Whether some unit that corresponds in the two documents lies on both quotes.
fn is_found(pair: &Pair) -> bool {
    let (a, b) = (pair.a.span(), pair.b.span());
    let found = units(&pair.a, &pair.b);
    found
        .iter()
        .any(|unit| unit.a.overlaps(a) && unit.b.overlaps(b))
}

fn bytes(span: Span) -> Range<usize> {
    span.start().0..span.end().0
}

/// Which part of two spans others cover that lie on both.
fn covered(of: (Span, Span), by: &[(Span, Span)]) -> f64 {
    let touching = by
        .iter()
        .filter(|by| by.0.overlaps(of.0) && by.1.overlaps(of.1));
    let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
    for by in touching {
        a.extend(bytes(by.0).filter(|at| bytes(of.0).contains(at)));
        b.extend(bytes(by.1).filter(|at| bytes(of.1).contains(at)));
    }
    (a.len() + b.len()) as f64 / (of.0.len() + of.1.len()) as f64
}

/// What two spans have in common, as a part of what they hold together.
fn fit(one: Span, other: Span) -> f64 {
    let common = bytes(one).filter(|at| bytes(other).contains(at)).count();
    common as f64 / (one.len() + other.len() - common) as f64
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

#[test]
fn what_is_told_in_any_words_is_mostly_found_and_little_else() {
    let pairs = gold();
    let (mut all_covered, mut localised) = (0, 0);
    for pair in &pairs {
        let gold = (pair.a.span(), pair.b.span());
        let found = units(&pair.a, &pair.b);
        let spans: Vec<_> = found.iter().map(|unit| (unit.a, unit.b)).collect();
        all_covered += usize::from(covered(gold, &spans) >= 0.5);
        let fits = |unit: &&Unit| fit(unit.a, gold.0) >= 0.5 && fit(unit.b, gold.1) >= 0.5;
        localised += usize::from(found.iter().any(|unit| fits(&unit)));
    }
    // The alignment is whole for the two documents that share the most.
    let whole: Vec<&Pair> = pairs
        .iter()
        .filter(|pair| pair.a.document.starts_with('2') && pair.b.document.starts_with('4'))
        .collect();
    let told: Vec<_> = whole
        .iter()
        .map(|pair| (pair.a.span(), pair.b.span()))
        .collect();
    let found = whole.first().map_or(vec![], |pair| units(&pair.a, &pair.b));
    let right = found
        .iter()
        .filter(|unit| covered((unit.a, unit.b), &told) >= 0.5)
        .count();
    println!(
        "of {} pairs {all_covered} are covered, {localised} localised; {right} of {} units are right",
        pairs.len(),
        found.len()
    );
    assert!(
        all_covered * 100 >= pairs.len() * 65,
        "covered: {all_covered}"
    );
    assert!(
        localised * 100 >= pairs.len() * 55,
        "localised: {localised}"
    );
    assert!(
        right * 100 >= found.len() * 85,
        "right: {right} of {}",
        found.len()
    );
}

/// How many leads a reader looks at before others are tried.
const LOOKED_AT: usize = 5;

#[test]
fn what_is_told_in_other_words_is_among_the_first_leads() {
    let pairs = gold();
    let retold = pairs.iter().filter(|pair| pair.kind == Kind::Paraphrase);
    let retold: Vec<(&Place, &Place)> = retold
        .flat_map(|pair| [(&pair.a, &pair.b), (&pair.b, &pair.a)])
        .collect();
    let is_led_to = |(asked, told): &(&Place, &Place)| {
        let document = Document::new(DocumentId(1), &told.document, told.text());
        let span = told.span();
        leads(&asked.quote, &[document], &Unwatched)
            .expect("nobody cancels")
            .iter()
            .take(LOOKED_AT)
            .any(|lead| lead.place.span.overlaps(span))
    };
    let (found, missed): (Vec<_>, Vec<_>) = retold.into_iter().partition(is_led_to);
    for (asked, told) in &missed {
        println!("no lead: {:?} to {:?}", asked.quote, told.quote);
    }
    let all = found.len() + missed.len();
    println!("leads: {} of {all}", found.len());
    // The others share no telling word.
    assert!(found.len() * 3 >= all * 2, "{} of {all}", found.len());
}
