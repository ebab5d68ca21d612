//! What a careful reader expects of passages and units: edges, order, splits, several counterparts.
#![allow(clippy::unwrap_used)]

use crosscheck::parallel::{Finder, Kind, Parallel, Settings, between, stretches};
use crosscheck::text::{Document, DocumentId};
use proptest::prelude::*;

/// Paragraphs on matters of their own.
const TOLD: [&str; 5] = [
    "The harbour board of Port Ellis sold three tugs in March to a yard in Gdynia, which paid 2.4 \
     million for them and will break them up before the summer.",
    "Divers found cracks in the oldest pillars of the northern quay, so that fishermen have to moor \
     at Osterby, twelve miles to the south, until the autumn.",
    "A jury of five counted the boats that reached the lock, and two crews were sent home because \
     they had cut a buoy in the second leg of the regatta.",
    "Councillors rejected the budget of Mayor Elsa Brandt by nine votes to four on Tuesday, after a \
     debate of six hours that the public followed on the radio.",
    "An insurer will look at the ruin of the mill on Friday; its wheel had turned since the great \
     flood, and nobody was on the upper floor when the roof burned.",
];

/// And some that stand in one text only.
const OWN: [&str; 5] = [
    "Rain delayed the opening of the fair twice, says the woman who runs the carousel.",
    "Teachers want smaller classes, and parents collected signatures outside the library.",
    "Nobody knows why the bells of Saint Agnes rang on Sunday at four in the morning.",
    "Beekeepers in the valley lost half of their hives to a mite that came with warm winters.",
    "Trains to the capital take a quarter of an hour longer while the bridge is painted.",
];

fn documents(a: &str, b: &str) -> (Document, Document) {
    (
        Document::new(DocumentId(1), "a", a),
        Document::new(DocumentId(2), "b", b),
    )
}

/// The units of two texts, as quotes.
fn units(a: &str, b: &str) -> Vec<(String, String)> {
    let (a, b) = documents(a, b);
    let quotes = |found: Parallel| {
        let quote = |unit: &crosscheck::parallel::Unit| {
            (a.quote(unit.a).to_owned(), b.quote(unit.b).to_owned())
        };
        found.units.iter().map(quote).collect::<Vec<_>>()
    };
    let found = between(&a, &b, Settings::default());
    found.into_iter().flat_map(quotes).collect()
}

fn bare(paragraph: &str) -> &str {
    paragraph.trim_end_matches('.')
}

#[test]
fn a_sentence_that_was_split_has_a_unit_for_each_part() {
    let whole = format!("{}\n\n{}", TOLD[0], TOLD[3]);
    let parts = format!(
        "The harbour board of Port Ellis sold three tugs in March to a yard in Gdynia. The yard \
         paid 2.4 million for them, and it will break up the tugs before the summer.\n\n{}",
        TOLD[3]
    );
    for (a, b) in [(&whole, &parts), (&parts, &whole)] {
        let found = units(a, b);
        let tells = |side: &String, of: &str| side.contains(of);
        for of in ["three tugs in March", "2.4 million"] {
            let told = |(a, b): &&(String, String)| tells(a, of) && tells(b, of);
            assert_eq!(found.iter().filter(told).count(), 1, "{of}: {found:#?}");
        }
    }
}

#[test]
fn a_set_phrase_inside_another_sentence_is_no_unit_beside_the_sentence_that_corresponds() {
    let title = "Deputy Harbour Master for Pilots and Tugs at the Port Authority of Ellis Sound";
    let a = format!(
        "{}\n\nJane Roe, {title}, said that every pilot would be heard.",
        TOLD[0]
    );
    let b = format!(
        "{}\n\nJane Roe, {title}, said that each pilot would be heard before May.\n\nAmong the \
         guests who stood on the pier that night to see the last of the steamers leave were the \
         mayor, two bishops, Jane Roe, {title}, and a brass band.",
        TOLD[0]
    );
    let found = units(&a, &b);
    let of_roe = found.iter().filter(|(a, _)| a.contains("Jane Roe"));
    let of_roe: Vec<_> = of_roe.map(|(_, b)| b).collect();
    assert_eq!(of_roe.len(), 1, "{found:#?}");
    assert!(of_roe[0].contains("would be heard"), "{found:#?}");
}

#[test]
fn a_unit_ends_where_its_clause_ends() {
    let a = format!(
        "{}\n\nThe pilots will soon moor their ferry at Osterby, which surprised nobody.\n\n{}",
        TOLD[1], TOLD[2]
    );
    let b = format!(
        "{}\n\nWinter is near, and the pilots will moor the ferry at Osterby from now on, said a \
         clerk.\n\n{}",
        TOLD[1], TOLD[2]
    );
    let found = units(&a, &b);
    let told = found.iter().find(|(a, _)| a.contains("pilots")).unwrap();
    assert_eq!(told.0, "The pilots will soon moor their ferry at Osterby");
    assert_eq!(
        told.1,
        "and the pilots will moor the ferry at Osterby from now on"
    );
}

#[test]
fn a_copied_sentence_does_not_take_in_what_the_other_text_adds() {
    let a = TOLD[..3].join("\n\n");
    let added = TOLD[1].replace(
        " until the autumn.",
        " until the autumn with their whole catch.",
    );
    let b = [TOLD[0], &added, TOLD[2]].join("\n\n");
    let found = units(&a, &b);
    let told = bare(TOLD[1]);
    assert!(
        found.contains(&(told.to_owned(), told.to_owned())),
        "{found:#?}"
    );
}

#[test]
fn a_sum_is_tied_with_its_sign_and_without_the_clause_that_follows() {
    let a = format!(
        "Some $6 million went into repairs, which nobody had foreseen.\n\n{}",
        TOLD[2]
    );
    let b = format!("{}\n\nWhat the city hands over is $6,000,000.", TOLD[2]);
    let found = units(&a, &b);
    let tied = found.iter().find(|(a, _)| a.contains("6 million")).unwrap();
    assert_eq!(tied.0, "Some $6 million went into repairs");
}

#[test]
fn each_of_several_counterparts_of_one_passage_is_found() {
    let a = format!("{}\n\n{}\n\n{}", OWN[0], TOLD[0], OWN[1]);
    let b = format!(
        "{}\n\n{}\n\n{}\n\n{}\n\n{}",
        TOLD[0], OWN[2], OWN[3], TOLD[0], OWN[4]
    );
    let (a, b) = documents(&a, &b);
    let found = between(&a, &b, Settings::default());
    let found: Vec<Parallel> = found.iter().flat_map(stretches).collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    for one in &found {
        assert_eq!(a.quote(one.a.span), bare(TOLD[0]));
        assert_eq!(b.quote(one.b.span), bare(TOLD[0]));
    }
    assert_ne!(found[0].b.span, found[1].b.span);
}

#[test]
fn each_telling_inside_one_text_is_tied_to_every_other() {
    let text = format!(
        "{}\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}",
        TOLD[1], OWN[0], TOLD[1], OWN[1], OWN[2], TOLD[1]
    );
    let document = Document::new(DocumentId(7), "a", text.as_str());
    let mut finder = Finder::new(Settings::default());
    finder.add(&document);
    let found = finder.parallels_between(document.id, document.id);
    let found: Vec<Parallel> = found.iter().flat_map(stretches).collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    for one in &found {
        assert!(one.a.span.end() <= one.b.span.start());
        assert_eq!(document.quote(one.a.span), bare(TOLD[1]));
        assert_eq!(document.quote(one.b.span), bare(TOLD[1]));
        assert_eq!(one.kind, Kind::Verbatim);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Sentences that a text tells twice, wherever the second telling stands and however the text is
    /// cut into paragraphs.
    #[test]
    fn what_one_text_repeats_is_found_wherever_it_stands(
        before in 0..4_usize,
        between in 1..4_usize,
        behind in 0..4_usize,
        breaks in prop::sample::select(vec![" ", "\n\n"]),
    ) {
        let own = |from: usize, many: usize| OWN.iter().cycle().skip(from).take(many).copied();
        // No sentence of its own is told twice.
        prop_assume!(before + between + behind <= OWN.len());
        let parts: Vec<&str> = own(0, before)
            .chain(TOLD[..3].iter().copied())
            .chain(own(before, between))
            .chain(TOLD[..3].iter().copied())
            .chain(own(before + between, behind))
            .collect();
        let document = Document::new(DocumentId(1), "a", parts.join(breaks).as_str());
        let mut finder = Finder::new(Settings::default());
        finder.add(&document);
        let found = finder.parallels_between(document.id, document.id);
        let units: Vec<_> = found.iter().flat_map(|one| &one.units).collect();
        for told in &TOLD[..3] {
            let of_it = |unit: &&&crosscheck::parallel::Unit| {
                told.contains(document.quote(unit.a)) && told.contains(document.quote(unit.b))
            };
            let length: usize = units.iter().filter(of_it).map(|unit| unit.a.len()).sum();
            prop_assert!(length * 10 >= told.len() * 9, "{told}: {found:#?}");
        }
    }

    /// Paragraphs that both texts hold, in any order, with others between them in either.
    #[test]
    fn what_was_moved_or_stands_between_other_text_is_found(
        order in Just((0..TOLD.len()).collect::<Vec<_>>()).prop_shuffle(),
        own_a in prop::collection::vec(0..OWN.len() * 2, TOLD.len()),
        own_b in prop::collection::vec(0..OWN.len() * 2, TOLD.len()),
    ) {
        let text = |order: &[usize], own: &[usize], owned: std::ops::Range<usize>| {
            let mut text = String::new();
            for (at, own) in order.iter().zip(own) {
                text += TOLD[*at];
                text += "\n\n";
                if owned.contains(own) {
                    text += OWN[*own];
                    text += "\n\n";
                }
            }
            text
        };
        let straight: Vec<usize> = (0..TOLD.len()).collect();
        // Each text has other text of its own, so that none of that is shared.
        let a = text(&straight, &own_a, 0..2);
        let b = text(&order, &own_b, 2..OWN.len());
        let found = units(&a, &b);
        for told in TOLD {
            let of_it = |(a, b): &&(String, String)| told.contains(a.as_str()) && told.contains(b.as_str());
            let length: usize = found.iter().filter(of_it).map(|(a, _)| a.len()).sum();
            prop_assert!(length * 10 >= told.len() * 9, "{told}: {found:#?}");
        }
        for (a, b) in &found {
            let is_told = |side: &String| TOLD.iter().any(|told| told.contains(side.as_str()));
            prop_assert!(is_told(a) && is_told(b), "{a} / {b}");
        }
    }
}
