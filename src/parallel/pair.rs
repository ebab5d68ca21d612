//! Two readings laid side by side: which words they share, and how much each word weighs.

use super::reading::{Reading, Term};

/// Two readings with what is common to them.
pub(super) struct Pair<'r> {
    pub(super) a: Side<'r>,
    pub(super) b: Side<'r>,
    /// The terms that stand in both.
    pub(super) shared: Vec<Shared>,
}

/// One of the two.
pub(super) struct Side<'r> {
    pub(super) reading: &'r Reading,
    /// For each word the place of its term in [`Pair::shared`], or [`ALONE`].
    pub(super) shared: Vec<u32>,
    /// For each word its weight: its rarity in the two documents.
    pub(super) weights: Vec<f32>,
    /// For each word its weight in a unit: its rarity in the two documents and in text at large, so
    /// that a word of a short document is not thought common because the document is short.
    pub(super) unit_weights: Vec<f32>,
    /// For each word its sentence.
    pub(super) sentence_of: Vec<u32>,
}

/// A term that stands in both documents.
pub(super) struct Shared {
    /// How much it says: its inverse sentence frequency over both documents, in nats.
    pub(super) weight: f32,
    /// Its words in the second document, ascending.
    pub(super) in_b: Vec<u32>,
}

/// A term with the number of its word.
type Placed = (Term, u32);

/// A word without counterpart in the other document.
pub(super) const ALONE: u32 = u32::MAX;

/// How much less a function word says than another word of the same frequency.
const FUNCTION_WORD: f32 = 0.5;
/// How many sentences of text at large are added to the two documents' for the weights in units,
const AT_LARGE: f32 = 80.0;
/// in what part of them a word is expected that carries meaning,
const WORD_AT_LARGE: f32 = 0.004;
/// and in what part a function word.
const FUNCTION_WORD_AT_LARGE: f32 = 0.05;

impl<'r> Pair<'r> {
    pub(super) fn new(a: &'r Reading, b: &'r Reading) -> Self {
        let mut pair = Self {
            a: Side::new(a),
            b: Side::new(b),
            shared: vec![],
        };
        let sentences = count(a.sentences.len() + b.sentences.len());
        let (sorted_a, sorted_b) = (sorted(a), sorted(b));
        let (mut rest_a, mut rest_b) = (sorted_a.as_slice(), sorted_b.as_slice());
        while let Some(term) = smaller(rest_a.first(), rest_b.first()) {
            let (run_a, run_b);
            (run_a, rest_a) = split_run(rest_a, term);
            (run_b, rest_b) = split_run(rest_b, term);
            let frequency = pair.a.sentences_with(run_a) + pair.b.sentences_with(run_b);
            let weight = weight(term, sentences, count(frequency));
            let unit_weight = unit_weight(term, sentences, count(frequency));
            let id = if run_a.is_empty() || run_b.is_empty() {
                ALONE
            } else {
                pair.shared.push(Shared {
                    weight,
                    in_b: run_b.iter().map(|(_, at)| *at).collect(),
                });
                u32::try_from(pair.shared.len() - 1).unwrap_or(ALONE)
            };
            pair.a.note(run_a, id, weight, unit_weight);
            pair.b.note(run_b, id, weight, unit_weight);
        }
        pair
    }
}

impl<'r> Side<'r> {
    fn new(reading: &'r Reading) -> Self {
        let mut sentence_of = Vec::with_capacity(reading.words.len());
        for (number, sentence) in (0_u32..).zip(&reading.sentences) {
            sentence_of.resize(sentence.end, number);
        }
        Self {
            reading,
            shared: vec![ALONE; reading.words.len()],
            weights: vec![0.0; reading.words.len()],
            unit_weights: vec![0.0; reading.words.len()],
            sentence_of,
        }
    }

    fn sentences_with(&self, run: &[Placed]) -> usize {
        let sentence = |at: &Placed| self.sentence_of.get(at.1 as usize);
        run.chunk_by(|one, next| sentence(one) == sentence(next))
            .count()
    }

    fn note(&mut self, run: &[Placed], id: u32, weight: f32, unit_weight: f32) {
        for (_, at) in run {
            if let Some(shared) = self.shared.get_mut(*at as usize) {
                *shared = id;
            }
            if let Some(known) = self.weights.get_mut(*at as usize) {
                *known = weight;
            }
            if let Some(known) = self.unit_weights.get_mut(*at as usize) {
                *known = unit_weight;
            }
        }
    }
}

/// The weight of a word that stands in so many of all sentences.
fn weight(term: Term, sentences: f32, frequency: f32) -> f32 {
    let rarity = ((sentences + 1.0) / frequency).ln();
    if term.is_function() {
        rarity * FUNCTION_WORD
    } else {
        rarity
    }
}

/// The weight with text at large around the two documents.
fn unit_weight(term: Term, sentences: f32, frequency: f32) -> f32 {
    let expected = if term.is_function() {
        FUNCTION_WORD_AT_LARGE
    } else {
        WORD_AT_LARGE
    };
    weight(term, sentences + AT_LARGE, frequency + expected * AT_LARGE)
}

/// A count as a factor; beyond 2²⁴ it is rounded, which no weight notices.
#[allow(clippy::cast_precision_loss)]
pub(super) fn count(number: usize) -> f32 {
    number as f32
}

/// The words of a reading by term, then by place.
fn sorted(reading: &Reading) -> Vec<Placed> {
    let mut sorted: Vec<Placed> = (0..)
        .zip(&reading.words)
        .map(|(at, word)| (word.term, at))
        .collect();
    sorted.sort_unstable();
    sorted
}

fn smaller(a: Option<&Placed>, b: Option<&Placed>) -> Option<Term> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.0.min(b.0)),
        (Some(only), None) | (None, Some(only)) => Some(only.0),
        (None, None) => None,
    }
}

/// The words that have the term, if they come first, and all after them.
fn split_run(words: &[Placed], term: Term) -> (&[Placed], &[Placed]) {
    let length = words.iter().take_while(|word| word.0 == term).count();
    words.split_at(length)
}
