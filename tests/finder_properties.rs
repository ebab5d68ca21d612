//! What holds for the finder whatever the texts: order and threads change nothing, spans fit.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use crosscheck::parallel::{Finder, Found, Parallel, Place, Settings, Unwatched, between};
use crosscheck::text::{Document, DocumentId, Span};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

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

/// Many texts with their own words, in which some passages stand: a few of them in a few texts, one in
/// dozens, and one in nearly all.
fn many_texts() -> impl Strategy<Value = Vec<String>> {
    const PASSAGES: [&str; 4] = [
        "The harbour authority of Elmsworth closed the northern quay on Tuesday after divers found deep cracks in its oldest pillars and advised against any traffic.",
        "Fishermen have to moor in Osterby, twelve miles to the south, while the works go on until spring, said the skipper Tilda Brandt, who speaks for most crews.",
        "The province will pay 4.5 million crowns for the repairs, which a yard from Gdynia begins in March with forty divers and two floating cranes of its own.",
        "Write to the newsroom of the Elmsworth Courier at Quay Street eleven or ring us between eight and noon on any working day of the week.",
    ];
    let text = (any::<u64>(), prop::collection::vec(0..100_usize, 4));
    prop::collection::vec(text, 70..110).prop_map(|texts| {
        let text = |(number, chances): (u64, Vec<usize>)| {
            let own: Vec<String> = (0..40).map(|word| format!("w{number}x{word}")).collect();
            let limits = PASSAGES.iter().zip([4, 6, 25, 97]).zip(chances);
            let held = limits.filter(|((_, limit), chance)| chance < limit);
            let held: Vec<&str> = held.map(|((passage, _), _)| *passage).collect();
            format!("{}.\n\n{}", own.join(" "), held.join("\n\n"))
        };
        texts.into_iter().map(text).collect()
    })
}

fn search<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Found {
    let mut finder = Finder::new(Settings::default());
    finder.extend(documents);
    finder.search(&Unwatched).unwrap()
}

fn with_threads<T: Send>(count: usize, task: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count);
    pool.build().unwrap().install(task)
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn among_many_documents_neither_order_nor_threads_nor_portions_change_anything(
        texts in many_texts(),
        portion in 1_usize..50,
    ) {
        let documents = documents(&texts);
        let found = with_threads(1, || search(&documents));
        prop_assert!(!found.parallels.is_empty());
        prop_assert_eq!(&found, &with_threads(3, || search(documents.iter().rev())));
        let mut finder = Finder::new(Settings::default());
        for portion in documents.chunks(portion) {
            finder.extend(portion);
        }
        prop_assert_eq!(&found, &finder.search(&Unwatched).unwrap());
        // One document against all has the parallels that it has among all.
        let id = documents[portion].id;
        let among_all = found.parallels.into_iter().filter_map(|parallel| {
            let (a, b) = (parallel.a.document, parallel.b.document);
            if b == id { Some(parallel.flipped()) } else { (a == id).then_some(parallel) }
        });
        let mut among_all: Vec<Parallel> = among_all.collect();
        among_all.sort_by_key(|parallel| (parallel.a, parallel.b));
        prop_assert_eq!(finder.parallels_of(id), among_all);
    }

    #[test]
    fn among_many_documents_those_that_were_removed_leave_no_trace(
        texts in many_texts(),
        kept in prop::collection::vec(any::<bool>(), 110),
    ) {
        let documents = documents(&texts);
        let mut finder = Finder::new(Settings::default());
        finder.extend(&documents);
        let (mut rest, mut gone) = (vec![], vec![]);
        for (document, kept) in documents.iter().zip(kept) {
            if kept { rest.push(document) } else { gone.push(document) }
        }
        for document in &gone {
            finder.remove(document.id);
        }
        prop_assert_eq!(finder.search(&Unwatched).unwrap(), search(rest));
        // Who comes back is found again.
        finder.extend(gone);
        prop_assert_eq!(finder.search(&Unwatched).unwrap(), search(&documents));
    }
}

#[test]
fn boilerplate_is_named_and_what_stands_in_dozens_is_found() {
    let strategy = many_texts();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let texts = strategy.new_tree(&mut runner).unwrap().current();
    let documents = documents(&texts);
    let found = search(&documents);
    let [footer] = found.boilerplate.as_slice() else {
        panic!("{:?}", found.boilerplate);
    };
    let document = &documents[footer.place.document.0 as usize];
    let quote = document.quote(footer.place.span);
    assert!(
        quote.starts_with("Write to") && quote.ends_with("of the week"),
        "{quote}"
    );
    let with_it = texts.iter().filter(|text| text.contains("newsroom"));
    assert_eq!(footer.documents, with_it.count());
    let with_wire = texts.iter().filter(|text| text.contains("Gdynia")).count();
    let tells = |place: Place| {
        let document = &documents[place.document.0 as usize];
        document.quote(place.span).contains("Gdynia")
    };
    let shows_wire = |parallel: &&Parallel| tells(parallel.a) && tells(parallel.b);
    let pairs = found.parallels.iter().filter(shows_wire);
    let pairs: BTreeSet<_> = pairs
        .map(|parallel| (parallel.a.document, parallel.b.document))
        .collect();
    assert!((13..=64).contains(&with_wire));
    assert_eq!(pairs.len(), with_wire * (with_wire - 1) / 2);
}
