//! Set phrases: what two documents may have in common without telling the same.
//!
//! Documents that meet in few seeds mostly share one phrase, such as a title or a way of putting
//! things. To compare them whole would find nothing. It is enough to look at the words around what
//! they share: where a passage was taken over, some of these stand around it in both, however much
//! was edited.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::index::{GRAM, seed};
use super::pair::count;
use super::reading::{Reading, Term};

/// How many words before and behind a run are looked at.
const AROUND: usize = 24;
/// How many different words that carry meaning stand around a run in both documents, at least, where it
/// is more than a phrase.
const TELLING: usize = 2;
/// The fewest words of a run that is more than a phrase by itself,
const LONG: usize = 13;
/// and what part of a sentence it must be to be nearly all that the sentence says.
const WHOLE: f32 = 0.8;

/// A run of the same words: where it begins in either document, and how many words it has.
#[derive(Clone, Copy)]
struct Run {
    a: usize,
    b: usize,
    words: usize,
}

/// Whether two documents share nothing but set phrases, as far as runs of the same words tell.
pub(super) fn are_all_shared(a: &Reading, b: &Reading) -> bool {
    runs(a, b).iter().all(|run| {
        let ends = (run.a + run.words, run.b + run.words);
        let sentence = sentence(a, run.a).min(sentence(b, run.b));
        let is_short = run.words < LONG && count(run.words) < WHOLE * count(sentence);
        is_short && telling(&around(a, run.a..ends.0), &around(b, run.b..ends.1)) < TELLING
    })
}

/// The runs of seeds that two documents share, each seed at its last place in the second.
fn runs(a: &Reading, b: &Reading) -> Vec<Run> {
    let mut places = HashMap::with_capacity_and_hasher(b.words.len(), FixedState::default());
    places.extend(b.words.windows(GRAM).map(seed).zip(0..));
    let mut runs: Vec<Run> = vec![];
    for (at, words) in a.words.windows(GRAM).enumerate() {
        let Some(place) = places.get(&seed(words)).copied() else {
            continue;
        };
        let goes_on = |run: &&mut Run| {
            let next = run.words + 1 - GRAM;
            run.a + next == at && run.b + next == place
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => run.words += 1,
            None => runs.push(Run {
                a: at,
                b: place,
                words: GRAM,
            }),
        }
    }
    runs
}

/// How many words the sentence has in which most of a seed's words stand.
fn sentence(reading: &Reading, seed: usize) -> usize {
    let at = seed + 1;
    let number = reading.sentences.partition_point(|words| words.end <= at);
    reading
        .sentences
        .get(number)
        .map_or(0, ExactSizeIterator::len)
}

/// The different words that carry meaning before and behind a run.
fn around(reading: &Reading, run: Range<usize>) -> Vec<Term> {
    let before = run.start.saturating_sub(AROUND)..run.start;
    let behind = run.end..(run.end + AROUND).min(reading.words.len());
    let words = |range: Range<usize>| reading.words.get(range).unwrap_or_default().iter();
    let terms = words(before).chain(words(behind)).map(|word| word.term);
    let mut terms: Vec<Term> = terms.filter(|term| !term.is_function()).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// How many words are among both.
fn telling(a: &[Term], b: &[Term]) -> usize {
    a.iter()
        .filter(|term| b.binary_search(term).is_ok())
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reader;
    use super::*;

    fn are_phrases(a: &str, b: &str) -> bool {
        let mut reader = Reader::new();
        are_all_shared(&reader.read(a), &reader.read(b))
    }

    const PHRASE: &str = "to the best of the knowledge of the first";

    #[test]
    fn a_phrase_in_two_texts_on_other_matters_is_nothing_more() {
        let a =
            format!("The mill burned, {PHRASE} engineer on the spot, in the night of the fair.");
        let b =
            format!("A jury, {PHRASE} crew that came in, counted boats until the rain stopped.");
        assert!(are_phrases(&a, &b));
    }

    #[test]
    fn it_is_more_where_the_words_around_it_agree() {
        let a =
            format!("The mill burned, {PHRASE} engineer on the spot, in the night of the fair.");
        let b =
            format!("In a night of fair weather the mill, {PHRASE} to come, burned to the ground.");
        assert!(!are_phrases(&a, &b));
    }

    #[test]
    fn a_run_that_is_a_sentence_or_as_long_as_one_is_more() {
        let sentence = "Councillors rejected the harbour budget by nine votes.";
        let (a, b) = (
            format!("Rain fell. {sentence}"),
            format!("He left. {sentence}"),
        );
        assert!(!are_phrases(&a, &b));
        let long = "which was closed by the harbour board after divers had found cracks in it";
        let (a, b) = (
            format!(
                "Nobody has fished since spring from the northern quay of the old town, {long}."
            ),
            format!("A film shows how three thieves hid a stolen statue beneath the pier, {long}."),
        );
        assert!(!are_phrases(&a, &b));
    }
}
