//! Lone sentences: pairs so alike that they are believed although nothing around them agrees.
//!
//! A passage is believed on the evidence of many words. One sentence that two texts share is a
//! passage too, if it is copied, or if so much of what it says agrees that chance does not bring it
//! forth: the more pairs of sentences there are, the more it must be.

use std::ops::Range;

use super::pair::{Pair, Side, count};
use super::passages::Passage;
use super::seeds::Seed;
use super::units;

/// The least evidence for a reworded sentence in nats: what its words in common weigh, times the
/// part of all its words that they are.
const EVIDENCE: f32 = 15.0;
/// The least evidence for every nat of the number of pairs of sentences.
const CHANCE: f32 = 5.0;
/// From this part of words in common on, a sentence counts as copied,
const COPIED: f32 = 0.9;
/// and then its words in common weigh at least this, in nats.
const COPIED_EVIDENCE: f32 = 22.0;
/// Where whole passages were copied only copied sentences are believed, and more is asked of them: who
/// copies from a text is on its topic, and shares its set phrases.
const COPIED_BESIDE_COPIES: f32 = 50.0;
/// The most words between two lone sentences of one passage.
const BETWEEN: usize = 3;

/// The lone sentences among the seeds, trimmed to what corresponds, where no passage is yet.
pub(super) fn of(
    pair: &Pair,
    seeds: &[Seed],
    passages: &[Passage],
    beside_copies: bool,
) -> Vec<Passage> {
    let sentences = |side: &Side| count(side.reading.sentences.len()).max(1.0);
    let chance = (sentences(&pair.a) * sentences(&pair.b)).ln();
    let least = EVIDENCE.max(CHANCE * chance);
    let mut found: Vec<Passage> = vec![];
    for seed in seeds {
        let Some(whole) = sentences_of(pair, *seed) else {
            continue;
        };
        if passages.iter().any(|passage| passage.touches(&whole)) {
            continue;
        }
        let (common, alike) = likeness(pair, &whole);
        let copied = |least| alike >= COPIED && common >= least;
        let believed = if beside_copies {
            copied(COPIED_BESIDE_COPIES)
        } else {
            copied(COPIED_EVIDENCE) || common * alike >= least
        };
        if !believed {
            continue;
        }
        if let Some(lone) = units::trimmed(pair, &whole) {
            match found.iter_mut().find(|known| goes_on(known, &lone)) {
                Some(known) => known.join(&lone),
                None => found.push(lone),
            }
        }
    }
    found
}

fn sentences_of(pair: &Pair, seed: Seed) -> Option<Passage> {
    Some(Passage {
        a: pair.a.reading.sentences.get(seed.a)?.clone(),
        b: pair.b.reading.sentences.get(seed.b)?.clone(),
    })
}

/// The weight of the words that two sentences have in common, and which part it is of the
/// (geometric) mean weight of the two.
fn likeness(pair: &Pair, sentences: &Passage) -> (f32, f32) {
    let common = units::matched_weight(&pair.a, &sentences.a, &pair.b, &sentences.b);
    let weights = units::weight(&pair.a, &sentences.a) * units::weight(&pair.b, &sentences.b);
    (common, common / weights.sqrt().max(f32::MIN_POSITIVE))
}

fn goes_on(known: &Passage, next: &Passage) -> bool {
    let close = |one: &Range<usize>, other: &Range<usize>| {
        one.start <= other.start && other.start <= one.end + BETWEEN
    };
    close(&known.a, &next.a) && close(&known.b, &next.b)
}

#[cfg(test)]
mod tests {
    use crate::parallel::{Kind, Parallel, Settings, between};
    use crate::text::{Document, DocumentId};

    const ONE: &str = "The mill burned down in the night of the fair. Nobody slept on the upper \
        floor, the owner says. Its wheel had turned since the great flood. An insurer will look \
        at the ruin on Friday.";
    const OTHER: &str = "Rain delayed the regatta twice. A jury of five counted the boats that \
        reached the lock. Two crews were sent home because they had cut a buoy. The cup went to \
        a school from the coast.";

    fn found(with: &str, and: &str) -> (Document, Document, Vec<Parallel>) {
        let a = Document::new(DocumentId(1), "a", format!("{ONE} {with} {ONE}").as_str());
        let b = Document::new(DocumentId(2), "b", format!("{OTHER} {and}").as_str());
        let found = between(&a, &b, Settings::default());
        (a, b, found)
    }

    #[test]
    fn one_short_sentence_that_two_texts_share_is_found() {
        let sentence = "Councillors rejected the harbour budget by nine votes to four.";
        let (a, b, found) = found(sentence, sentence);
        let quotes: Vec<_> = found
            .iter()
            .map(|one| (a.quote(one.a.span), b.quote(one.b.span), one.kind))
            .collect();
        let words = sentence.trim_end_matches('.');
        assert_eq!(quotes, [(words, words, Kind::Verbatim)]);
    }

    #[test]
    fn one_reworded_sentence_is_found() {
        let (_, b, found) = found(
            "Councillors rejected the harbour budget of Mayor Elsa Brandt on Tuesday by nine \
             votes to four, after a debate of six hours.",
            "After six hours of debate, councillors on Tuesday rejected Mayor Elsa Brandt's \
             budget for the harbour by nine votes to four.",
        );
        assert!(
            matches!(found.as_slice(), [one] if b.quote(one.b.span).contains("Brandt")),
            "{found:#?}"
        );
    }

    #[test]
    fn texts_on_other_matters_share_nothing() {
        let (_, _, found) = found(
            "Councillors rejected the harbour budget by nine votes to four.",
            "The harbour was empty when councillors came.",
        );
        assert!(found.is_empty(), "{found:#?}");
    }
}
