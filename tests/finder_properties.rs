//! What holds for the finder whatever the texts: order and threads change nothing, spans fit.
#![allow(clippy::unwrap_used)]

use crosscheck::parallel::{Finder, Parallel, Settings, Unwatched, between};
use crosscheck::text::{Document, DocumentId, Span};
use proptest::prelude::*;

/// Texts made of a few sentences, so that they share some.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::sample::select(vec![
        "The harbour authority of Elmsworth closed the northern quay on Tuesday after divers found cracks in its oldest pillars. ",
        "Divers who inspected the northern quay found cracks in the oldest pillars, so the harbour authority closed it.\n\n",
        "Repairs will cost 4.5 million crowns – paid by the “province” – and last until spring.\u{a0}",
        "The province will pay for repairs of $4,500,000 that go on until the spring; “fishermen” moor at Osterby meanwhile.\n",
        "Nobody was hurt. ",
        "Fishermen have to moor in Osterby, twelve miles to the south, while the works go on, said Ms. Tilda Øvergaard. ",
        "雨が降ったので港は閉鎖された。修理は春まで続く。",
    ]);
    let text = prop::collection::vec(sentence, 0..9).prop_map(|parts| parts.concat());
    prop::collection::vec(text, 2..5)
}

fn documents(texts: &[String]) -> Vec<Document> {
    (0..)
        .zip(texts)
        .map(|(id, text)| Document::new(DocumentId(id), "text", text.as_str()))
        .collect()
}

fn all<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Vec<Parallel> {
    let mut finder = Finder::new(Settings::default());
    for document in documents {
        finder.add(document);
    }
    finder.parallels(&Unwatched).unwrap()
}

fn fits(document: &Document, outer: Span, inner: Span) -> bool {
    outer.covers(inner) && !inner.is_empty() && !document.quote(inner).is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_adding_changes_nothing(texts in texts()) {
        let documents = documents(&texts);
        let forward = all(&documents);
        prop_assert_eq!(&forward, &all(documents.iter().rev()));
        let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        prop_assert_eq!(&forward, &one_thread.install(|| all(&documents)));
        let mut together = Finder::new(Settings::default());
        together.extend(&documents);
        prop_assert_eq!(&forward, &together.parallels(&Unwatched).unwrap());
    }

    #[test]
    fn a_document_that_was_removed_leaves_no_trace(texts in texts()) {
        let documents = documents(&texts);
        let (gone, rest) = documents.split_last().unwrap();
        let mut finder = Finder::new(Settings::default());
        finder.extend(&documents);
        finder.remove(gone.id);
        prop_assert_eq!(finder.parallels(&Unwatched).unwrap(), all(rest));
    }

    #[test]
    fn two_documents_have_the_same_parallels_from_either_side(texts in texts()) {
        let documents = documents(&texts);
        let there = between(&documents[0], &documents[1], Settings::default());
        let back: Vec<Parallel> = between(&documents[1], &documents[0], Settings::default())
            .into_iter()
            .map(Parallel::flipped)
            .collect();
        prop_assert_eq!(there.len(), back.len());
        for parallel in &there {
            prop_assert!(back.contains(parallel));
        }
    }

    #[test]
    fn spans_hold_text_and_units_lie_inside(texts in texts()) {
        let documents = documents(&texts);
        for parallel in all(&documents) {
            let a = &documents[parallel.a.document.0 as usize];
            let b = &documents[parallel.b.document.0 as usize];
            prop_assert!(!a.quote(parallel.a.span).is_empty() && !b.quote(parallel.b.span).is_empty());
            for unit in parallel.units {
                prop_assert!(fits(a, parallel.a.span, unit.a) && fits(b, parallel.b.span, unit.b));
            }
        }
    }
}
