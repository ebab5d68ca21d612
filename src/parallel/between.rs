//! All that two documents share.

use super::pair::Pair;
use super::passages::{self, Passage};
use super::reading::{Reader, Reading};
use super::{Parallel, Place, Settings, Similarity, Unit, neighbours, ties, units};
use crate::text::Document;

/// The parallels of two documents, in the order of the first.
///
/// What is found does not depend on which of the two comes first, nor on any other document.
pub fn between(a: &Document, b: &Document, settings: Settings) -> Vec<Parallel> {
    let mut reader = Reader::new();
    let (reading_a, reading_b) = (reader.read(&a.text), reader.read(&b.text));
    readings((a, &reading_a), (b, &reading_b), settings)
}

/// The same for documents that were read before.
pub(super) fn readings(
    a: (&Document, &Reading),
    b: (&Document, &Reading),
    settings: Settings,
) -> Vec<Parallel> {
    if canonical(b.0) < canonical(a.0) {
        let mut flipped: Vec<Parallel> = ordered(b, a, settings)
            .into_iter()
            .map(Parallel::flipped)
            .collect();
        flipped.sort_by_key(|parallel| (parallel.a, parallel.b));
        return flipped;
    }
    ordered(a, b, settings)
}

/// An order of documents that depends on their texts only.
pub(super) fn canonical(document: &Document) -> (usize, &str) {
    (document.text.len(), &document.text)
}

/// The same where it does not matter which comes first.
pub(super) fn ordered(
    a: (&Document, &Reading),
    b: (&Document, &Reading),
    settings: Settings,
) -> Vec<Parallel> {
    let pair = Pair::new(a.1, b.1);
    passages::of(&pair)
        .iter()
        .map(|passage| parallel(&pair, passage, (a.0, b.0), settings))
        .filter(|found| !found.units.is_empty() || found.similarity >= settings.threshold)
        .collect()
}

fn parallel(
    pair: &Pair,
    passage: &Passage,
    documents: (&Document, &Document),
    settings: Settings,
) -> Parallel {
    let mut aligned = units::within(pair, &passage.a, &passage.b, documents, settings);
    let beside = neighbours::of(pair, passage, documents, settings, &aligned);
    aligned.extend(beside);
    let ties = ties::by_sum(pair, passage, documents, &aligned);
    // A sum just outside belongs to the passage that it is tied to.
    let passage = &ties.iter().fold(passage.clone(), |whole, tie| Passage {
        a: whole.a.start.min(tie.a.start)..whole.a.end.max(tie.a.end),
        b: whole.b.start.min(tie.b.start)..whole.b.end.max(tie.b.end),
    });
    aligned.extend(ties);
    aligned.sort_by_key(|unit| (unit.a.start, unit.b.start));
    let units = aligned
        .iter()
        .map(|unit| {
            let (a, b) = units::spans(pair, unit, documents);
            Unit {
                a,
                b,
                kind: unit.kind,
                similarity: unit.similarity,
            }
        })
        .collect();
    let matched = units::matched_weight(&pair.a, &passage.a, &pair.b, &passage.b);
    let lighter = units::weight(&pair.a, &passage.a).min(units::weight(&pair.b, &passage.b));
    Parallel {
        a: Place {
            document: documents.0.id,
            span: pair.a.reading.span(&passage.a),
        },
        b: Place {
            document: documents.1.id,
            span: pair.b.reading.span(&passage.b),
        },
        kind: units::kind(pair, &passage.a, &passage.b, documents),
        similarity: Similarity::new(matched / lighter),
        units,
    }
}
