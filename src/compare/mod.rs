//! Two passages compared word by word, so that what the rewriting changed stands out.
//!
//! 1. `words`: each text becomes words with folded keys; spaces and punctuation lie between.
//! 2. `layout`: sentences are paired across the texts, wherever they stand; what kept its order
//!    and what was moved is told apart.
//! 3. `edits`: inside each pair, the crate `similar` finds the words that differ; long stretches are
//!    cut first (`hard`), or compared in bits (`longest`). Islands of words that say nothing between
//!    two edits are absorbed.
//! 4. `moves`: phrases that were only moved are taken out of the edits.
//! 5. `classify`: each edit gets a class and a sentence that says why.

mod across;
mod align;
mod both;
mod class;
mod classify;
mod edits;
mod hard;
mod held;
mod layout;
mod lone;
mod longest;
mod meaning;
mod moves;
mod naming;
mod order;
mod units;
mod unseen;
mod words;
mod write;

use crate::text::Span;

use edits::{Edit, edits};
use layout::{Block, layout};
use moves::take_moved;
use words::{Reading, Vocabulary};
use write::Writer;

pub use across::{Apart, Compared, class_of, compared, facts};
pub use class::Class;

/// Two texts laid side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What stands side by side, in reading order; every word of both texts is in one row.
    pub rows: Vec<Row>,
    /// What differs, in the order of the rows. On each side the spans follow one another and do not
    /// overlap, but for those of moved passages, which hold what was changed inside them.
    pub differences: Vec<Difference>,
}

/// One line of the side by side view: a sentence or several, on one or on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place in the first text, in bytes.
    pub a: Option<Span>,
    /// Its place in the second text, in bytes.
    pub b: Option<Span>,
}

/// One place where the texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the difference means.
    pub class: Class,
    /// The words of the first text, in bytes; none where only the second has some.
    pub a: Option<Span>,
    /// The words of the second text, in bytes; none where only the first has some.
    pub b: Option<Span>,
    /// One plain sentence that says why it has this class.
    pub why: String,
}

/// Compares two passages or two whole documents. Spans are in bytes of the texts as given.
pub fn compare(a: &str, b: &str) -> Comparison {
    let (a, b, vocabulary) = both::read(a, b);
    let blocks = layout(&a, &b, &vocabulary);
    let mut changed: Vec<Vec<Edit>> = blocks
        .iter()
        .map(|block| inside(block, &a, &b, &vocabulary))
        .collect();
    let moved = take_moved(&mut changed, &a, &b, &vocabulary);
    let mut comparison = Comparison::default();
    let mut writer = Writer {
        a: &a,
        b: &b,
        differences: vec![],
        both_quote: false,
    };
    let mut whole_ones = whole_moves(&blocks).into_iter().peekable();
    for (block, edits) in blocks.iter().zip(&changed) {
        let (ours, theirs) = block.words();
        comparison.rows.push(Row {
            a: a.span(ours.clone()),
            b: b.span(theirs.clone()),
        });
        if let Some(whole) = whole_ones
            .next_if(|whole| whole.a.start == ours.start && matches!(block, Block::Moved(..)))
        {
            writer.moved_passage(whole.a, whole.b);
        }
        let told = match block {
            Block::Both(..) | Block::Moved(..) => meaning::of_edits(edits, &a, &b, &vocabulary),
            Block::OnlyA(..) | Block::OnlyB(..) => meaning::of_whole(edits),
        };
        writer.passage(ours, theirs, edits, told);
    }
    for phrase in &moved {
        writer.moved_passage(phrase.a.clone(), phrase.b.clone());
    }
    comparison.differences = writer.differences;
    comparison
}

/// The moved blocks, with those that follow one another on both sides as one.
fn whole_moves(blocks: &[Block]) -> Vec<Edit> {
    let mut moves: Vec<Edit> = vec![];
    for block in blocks {
        if let Block::Moved(a, b) = block {
            match moves.last_mut() {
                Some(last) if last.a.end == a.start && last.b.end == b.start => {
                    (last.a.end, last.b.end) = (a.end, b.end);
                }
                _ => moves.push(Edit {
                    a: a.clone(),
                    b: b.clone(),
                }),
            }
        }
    }
    moves
}

/// The words that differ inside a block.
fn inside(block: &Block, a: &Reading, b: &Reading, vocabulary: &Vocabulary) -> Vec<Edit> {
    let (ours, theirs) = block.words();
    match block {
        Block::Both(..) | Block::Moved(..) => {
            let keys_a = a.keys.get(ours.clone()).unwrap_or_default();
            let keys_b = b.keys.get(theirs.clone()).unwrap_or_default();
            if keys_a == keys_b {
                return vec![];
            }
            edits(keys_a, keys_b, (ours.start, theirs.start), vocabulary)
        }
        Block::OnlyA(..) | Block::OnlyB(..) => vec![Edit { a: ours, b: theirs }],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(a: &str, b: &str) -> Vec<(Class, String, String)> {
        let quote =
            |span: Option<Span>, text: &str| span.map_or("", |span| span.of(text)).to_owned();
        compare(a, b)
            .differences
            .into_iter()
            .map(|found| (found.class, quote(found.a, a), quote(found.b, b)))
            .collect()
    }

    fn one(class: Class, a: &str, b: &str) -> Vec<(Class, String, String)> {
        vec![(class, a.to_owned(), b.to_owned())]
    }

    #[test]
    fn equal_texts_differ_in_nothing_however_they_are_spaced() {
        assert_eq!(
            told("The port was\u{a0}closed.", "The  port\nwas closed."),
            []
        );
        assert_eq!(compare("", ""), Comparison::default());
    }

    #[test]
    fn what_nobody_sees_is_a_difference_of_its_own() {
        assert_eq!(
            told(
                "The memo\u{200b}randum was signed.",
                "The memorandum was signed."
            ),
            one(Class::Hidden, "memo\u{200b}randum", "memorandum")
        );
        assert_eq!(
            told("Write to paypal now.", "Write to p\u{430}ypal now."),
            one(Class::Hidden, "paypal", "p\u{430}ypal")
        );
        assert_eq!(
            told("The govern\u{ad}ment agreed.", "The government agreed."),
            []
        );
    }

    #[test]
    fn an_edit_is_told_with_its_words() {
        assert_eq!(
            told(
                "The harbour was closed on Friday.",
                "The harbour was shut on Friday."
            ),
            one(Class::Reworded, "closed", "shut")
        );
        assert_eq!(
            told("The harbour was closed.", "The old harbour was closed."),
            one(Class::Added, "", "old")
        );
        assert_eq!(
            told("Ships leave the harbour.", "Ships left a harbour.")
                .first()
                .map(|found| found.0),
            Some(Class::Reworded)
        );
        assert_eq!(
            told("The crews wait on board.", "The crew waits on board."),
            one(Class::Inflection, "crews wait", "crew waits")
        );
        assert_eq!(
            told("The crew, unpaid, waited.", "The crew unpaid, waited."),
            one(Class::FunctionWords, ",", "")
        );
    }

    #[test]
    fn a_kept_function_word_between_two_edits_is_absorbed() {
        assert_eq!(
            told(
                "Two ships sank near the northern coast in spring.",
                "Two ships foundered off the southern shores in spring."
            ),
            one(
                Class::Reworded,
                "sank near the northern coast",
                "foundered off the southern shores"
            )
        );
    }

    #[test]
    fn a_moved_sentence_is_moved_and_its_edit_is_told_inside() {
        let a = "Pilots refused to sail past the breakwater. The mayor thanked every volunteer. Divers found the anchor near the lighthouse at dawn.";
        let b = "Divers found the anchor near the lighthouse at noon. Pilots refused to sail past the breakwater. The mayor thanked every volunteer.";
        assert_eq!(
            told(a, b),
            [
                (
                    Class::Moved,
                    "Divers found the anchor near the lighthouse at dawn".to_owned(),
                    "Divers found the anchor near the lighthouse at noon".to_owned()
                ),
                (Class::Reworded, "dawn".to_owned(), "noon".to_owned()),
            ]
        );
    }

    #[test]
    fn figures_of_different_things_do_not_contradict_each_other() {
        for (a, b) in [
            (
                "The fee will jump to $2,800 from $2,500.",
                "The fee will rise by $300 to $2,800.",
            ),
            (
                "Crews searched the bay yesterday.",
                "Crews searched the bay today.",
            ),
            (
                "Probe 2 lags behind Probe 1 by a year.",
                "Probe 1 is ahead of Probe 2 by a year.",
            ),
            (
                "Judges Anna Berg, Ivo Kern and Olga Lindqvist dissented.",
                "Judges Olga Lindqvist, Ivo Kern and Anna Berg dissented.",
            ),
            (
                "She meets the three unions on Monday.",
                "She meets the other two unions on Monday.",
            ),
            ("The tool costs $273.", "The tool costs £169.99."),
            ("He wrote to Mr Berg.", "He wrote to Anton Berg."),
            (
                "It ends at 7 p.m. EDT today.",
                "It ends at 8 a.m. (AEST) today.",
            ),
        ] {
            let found = compare(a, b).differences;
            let conflict = found.iter().find(|it| it.class == Class::Conflict);
            assert!(conflict.is_none(), "{a} / {b}: {conflict:?}");
        }
    }

    #[test]
    fn a_difference_is_classed_by_what_it_does_to_the_facts() {
        for (a, b, class) in [
            (
                "They paid $6 million for flights.",
                "They paid $6,000,000 for flights.",
                Class::SameFact,
            ),
            (
                "They paid 50 million dollars.",
                "They paid $58 million.",
                Class::Conflict,
            ),
            (
                "It was signed on June 27.",
                "It was signed on July 1.",
                Class::Conflict,
            ),
            (
                "The camp held over 500,000 people.",
                "The camp held 520,083 people.",
                Class::Precision,
            ),
            (
                "The camp lies 52 km from here.",
                "The camp lies 32 miles from here.",
                Class::Precision,
            ),
            (
                "It earned 25 cents a share then.",
                "It earned 25 cents then.",
                Class::Precision,
            ),
            (
                "The talks in Austria ended.",
                "The talks in Australia ended.",
                Class::Conflict,
            ),
            (
                "The shares rose on Instinet early.",
                "The shares rose in Valdora early.",
                Class::Reworded,
            ),
            (
                "The minister said Eva Lindqvist resigned.",
                "The minister said Eva Lindkvist resigned.",
                Class::NameVariant,
            ),
            (
                "The letter by Eva Lindqvist came late.",
                "The letter by Jonas Borg came late.",
                Class::Conflict,
            ),
            (
                "He did not sign the paper.",
                "He did sign the paper.",
                Class::Negation,
            ),
            (
                "The group allegedly ran the camp.",
                "The group ran the camp.",
                Class::Hedge,
            ),
            (
                "She said “we will wait for rain” today.",
                "She said “we will wait” for rain today.",
                Class::Quotation,
            ),
            (
                "She said “we will wait for rain” then.",
                "She said “we will hope for rain” then.",
                Class::Quotation,
            ),
        ] {
            let classes: Vec<Class> = told(a, b).into_iter().map(|found| found.0).collect();
            assert!(classes.contains(&class), "{a} / {b}: {:?}", told(a, b));
        }
    }

    #[test]
    fn a_moved_phrase_is_no_deletion() {
        let a = "After heavy rain along the northern coast road, the council closed two bridges.";
        let b = "The council closed two bridges after heavy rain along the northern coast road.";
        assert!(
            told(a, b).iter().any(|found| found.0 == Class::Moved),
            "{:?}",
            told(a, b)
        );
    }

    proptest! {
        /// Whatever is compared: spans fit, rows hold all words, and both sides are in order.
        #[test]
        fn spans_fit_and_follow_one_another(a in "([a-f]{1,3}[ .,\n]{1,2}){0,60}", b in "([a-f]{1,3}[ .,\n]{1,2}){0,60}") {
            let comparison = compare(&a, &b);
            for (text, side) in [(&a, 0), (&b, 1)] {
                let mut end = 0;
                for found in comparison.differences.iter().filter(|found| found.class != Class::Moved) {
                    if let Some(span) = if side == 0 { found.a } else { found.b } {
                        prop_assert!(!span.is_empty() && text.get(span.range()).is_some());
                        if side == 0 {
                            prop_assert!(span.start().0 >= end);
                            end = span.end().0;
                        }
                    }
                }
                let in_rows: usize = comparison.rows.iter().filter_map(|row| if side == 0 { row.a } else { row.b })
                    .map(|span| span.of(text).chars().filter(|c| c.is_alphabetic()).count()).sum();
                prop_assert_eq!(in_rows, text.chars().filter(|c| c.is_alphabetic()).count());
            }
        }

        #[test]
        fn a_text_does_not_differ_from_itself(a in "\\PC{0,120}") {
            prop_assert_eq!(compare(&a, &a).differences, vec![]);
        }
    }
}
