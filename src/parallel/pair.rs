//! Two readings laid side by side: which words they share, and how much each word weighs.

use std::ops::Range;

use super::exact::{self, Run};
use super::reading::{Reading, Term};

/// Two readings with what is common to them.
pub(super) struct Pair<'r> {
    pub(super) a: Side<'r>,
    pub(super) b: Side<'r>,
    /// The runs of words that were copied.
    pub(super) runs: Vec<Run>,
}

/// A pair seen from one of the two.
pub(super) struct View<'p> {
    pub(super) here: &'p Side<'p>,
    pub(super) there: &'p Side<'p>,
    runs: &'p [Run],
    is_from_a: bool,
}

/// One of the two.
pub(super) struct Side<'r> {
    pub(super) reading: &'r Reading,
    /// For each word the number of its term if that stands on both sides, else [`ALONE`].
    pub(super) shared: Vec<u32>,
    /// For each word its weight: its rarity in the two documents.
    pub(super) weights: Vec<f32>,
    /// For each word its weight in a unit: its rarity in the two documents and in text at large, so
    /// that a word of a short document is not thought common because the document is short.
    pub(super) unit_weights: Vec<f32>,
    /// For each word how much it can say.
    pub(super) classes: Vec<Class>,
    /// For each word its sentence.
    pub(super) sentence_of: Vec<u32>,
    /// The words whose terms are shared, in order,
    common: Vec<Common>,
    /// and for each word, and the end, how many of them stand before it.
    common_before: Vec<u32>,
    /// For each word, and the end, the weight of the words before it that are not shared.
    alone_before: Vec<Alone>,
    /// Where the terms stand that stand on both sides.
    pub(super) places: Places,
}

/// A word whose term is shared.
#[derive(Clone, Copy)]
pub(super) struct Common {
    /// Which word it is.
    pub(super) at: u32,
    /// The number of its term.
    pub(super) term: u32,
    /// Its weight, as in [`Side::weights`].
    pub(super) weight: f32,
}

/// What words weigh that are not shared, summed up with more digits than any of the weights has, since
/// a part's are told by the difference of two sums.
#[derive(Clone, Copy, Default)]
pub(super) struct Alone {
    weight: f64,
    squares: f64,
}

impl Alone {
    /// The sum of their weights.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn weight(self) -> f32 {
        self.weight as f32
    }

    /// The sum of the squares of their weights.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn squares(self) -> f32 {
        self.squares as f32
    }
}

/// Where each shared term stands.
pub(super) struct Places {
    /// Where the places of each begin.
    starts: Vec<u32>,
    /// All, term by term, each time in ascending order.
    all: Vec<u32>,
}

/// How much a word can say.
#[derive(Clone, Copy, Default)]
pub(super) enum Class {
    Function,
    Common,
    #[default]
    Rare,
}

/// A word without counterpart in the other document.
pub(super) const ALONE: u32 = u32::MAX;

/// How much less a function word says than another word of the same frequency.
const FUNCTION_WORD: f32 = 0.5;
/// From which weight on a word is rare, in nats.
const RARE: f32 = 4.0;
/// How many sentences of text at large are added to the two documents' for the weights in units,
const AT_LARGE: f32 = 80.0;
/// in what part of them a word is expected that carries meaning,
const WORD_AT_LARGE: f32 = 0.004;
/// and in what part a function word.
const FUNCTION_WORD_AT_LARGE: f32 = 0.05;

impl<'r> Pair<'r> {
    pub(super) fn new(a: &'r Reading, b: &'r Reading) -> Self {
        let mut numbers = Numbers::new(a.words.len() + b.words.len());
        let (terms_a, terms_b) = (numbers.of_all(a), numbers.of_all(b));
        let (sentences_a, sentences_b) = (sentence_of(a), sentence_of(b));
        let mut frequencies = vec![Frequency::default(); numbers.terms.len()];
        count_sentences(&mut frequencies, &terms_a, &sentences_a, 0);
        let in_a: Vec<u32> = frequencies.iter().map(|term| term.sentences).collect();
        count_sentences(&mut frequencies, &terms_b, &sentences_b, a.sentences.len());
        let weights = Weights::new(a.sentences.len() + b.sentences.len());
        let mut shared = 0;
        let told = numbers.terms.iter().zip(frequencies.iter().zip(&in_a));
        let told: Vec<Told> = told
            .map(|(term, (frequency, in_a))| {
                let is_shared = *in_a > 0 && frequency.sentences > *in_a;
                let number = if is_shared { shared } else { ALONE };
                shared += u32::from(is_shared);
                weights.told(*term, frequency.sentences, number)
            })
            .collect();
        let shared = shared as usize;
        let (a, b) = (
            Side::new(a, &terms_a, &told, sentences_a, shared),
            Side::new(b, &terms_b, &told, sentences_b, shared),
        );
        let runs = exact::runs(&a, &b);
        Self { a, b, runs }
    }

    pub(super) fn seen_from_a(&self) -> View<'_> {
        View {
            here: &self.a,
            there: &self.b,
            runs: &self.runs,
            is_from_a: true,
        }
    }

    pub(super) fn seen_from_b(&self) -> View<'_> {
        View {
            here: &self.b,
            there: &self.a,
            runs: &self.runs,
            is_from_a: false,
        }
    }

    /// How many terms stand on both sides.
    pub(super) fn shared_terms(&self) -> usize {
        self.a.places.terms()
    }
}

impl View<'_> {
    /// The stretches of a range here that were copied from or to a range there.
    pub(super) fn runs_within<'v>(
        &'v self,
        here: &'v Range<usize>,
        there: &'v Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + 'v {
        self.runs.iter().filter_map(|run| {
            let (start, start_there) = if self.is_from_a {
                (run.a, run.b)
            } else {
                (run.b, run.a)
            };
            let before = |range: &Range<usize>, start| range.start.saturating_sub(start);
            let until = |range: &Range<usize>, start| range.end.saturating_sub(start);
            let from = before(here, start).max(before(there, start_there));
            let to = until(here, start)
                .min(until(there, start_there))
                .min(run.length);
            (from + exact::SHORTEST <= to).then(|| start + from..start + to)
        })
    }
}

impl<'r> Side<'r> {
    fn new(
        reading: &'r Reading,
        terms: &[u32],
        told: &[Told],
        sentence_of: Vec<u32>,
        shared_terms: usize,
    ) -> Self {
        let told: Vec<Told> = terms
            .iter()
            .map(|term| told.get(*term as usize).copied().unwrap_or_default())
            .collect();
        let mut common = Vec::with_capacity(told.len());
        let mut common_before = Vec::with_capacity(told.len() + 1);
        let mut alone_before = Vec::with_capacity(told.len() + 1);
        let (mut before, mut alone) = (0, Alone::default());
        for (at, told) in (0_u32..).zip(&told) {
            common_before.push(before);
            alone_before.push(alone);
            if told.number == ALONE {
                let weight = f64::from(told.weight);
                alone.weight += weight;
                alone.squares += weight * weight;
            } else {
                before += 1;
                let (term, weight) = (told.number, told.weight);
                common.push(Common { at, term, weight });
            }
        }
        common_before.push(before);
        alone_before.push(alone);
        Self {
            reading,
            shared: told.iter().map(|told| told.number).collect(),
            weights: told.iter().map(|told| told.weight).collect(),
            unit_weights: told.iter().map(|told| told.unit_weight).collect(),
            classes: told.iter().map(|told| told.class).collect(),
            sentence_of,
            places: Places::new(&common, shared_terms),
            common,
            common_before,
            alone_before,
        }
    }

    /// The words of a range whose terms are shared.
    pub(super) fn common_in(&self, range: &Range<usize>) -> &[Common] {
        let before = |at: usize| self.common_before.get(at).copied().unwrap_or_default() as usize;
        let common = before(range.start)..before(range.end);
        self.common.get(common).unwrap_or_default()
    }

    /// What the words of a range weigh that are not shared.
    pub(super) fn alone_in(&self, range: &Range<usize>) -> Alone {
        let before = |at: usize| self.alone_before.get(at).copied().unwrap_or_default();
        let (start, end) = (before(range.start), before(range.end));
        Alone {
            weight: end.weight - start.weight,
            squares: end.squares - start.squares,
        }
    }

    /// The sentence of a word.
    pub(super) fn sentence(&self, word: usize) -> Option<&Range<usize>> {
        let number = *self.sentence_of.get(word)?;
        self.reading.sentences.get(number as usize)
    }

    /// Where one term stands inside a range.
    pub(super) fn places_within(&self, term: u32, range: &Range<usize>) -> &[u32] {
        let places = self.places.of(term);
        let before = |end: usize| places.partition_point(|place| (*place as usize) < end);
        places
            .get(before(range.start)..before(range.end))
            .unwrap_or_default()
    }
}

impl Places {
    fn new(common: &[Common], terms: usize) -> Self {
        let mut starts = vec![0_u32; terms + 1];
        for word in common {
            if let Some(count) = starts.get_mut(word.term as usize) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut all = vec![0_u32; total as usize];
        // From the last to the first, so that each start ends where its places begin.
        for word in common.iter().rev() {
            if let Some(start) = starts.get_mut(word.term as usize) {
                *start -= 1;
                if let Some(place) = all.get_mut(*start as usize) {
                    *place = word.at;
                }
            }
        }
        Self { starts, all }
    }

    /// Where a term stands, in ascending order; nowhere, if it is alone.
    pub(super) fn of(&self, term: u32) -> &[u32] {
        let term = term as usize;
        match self.starts.get(term..term.saturating_add(2)) {
            Some([start, end]) => self.all.get(*start as usize..*end as usize),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// How many terms are shared.
    pub(super) fn terms(&self) -> usize {
        self.starts.len() - 1
    }
}

/// Gives the terms of two readings numbers, in the order in which they are first met.
struct Numbers {
    /// A hash table with open addresses, at most half full.
    table: Vec<(Term, u32)>,
    terms: Vec<Term>,
}

impl Numbers {
    fn new(words: usize) -> Self {
        let size = (2 * words).next_power_of_two();
        Self {
            table: vec![(Term::default(), ALONE); size],
            terms: vec![],
        }
    }

    fn of_all(&mut self, reading: &Reading) -> Vec<u32> {
        reading
            .words
            .iter()
            .map(|word| self.of(word.term))
            .collect()
    }

    fn of(&mut self, term: Term) -> u32 {
        let mask = self.table.len() - 1;
        let mut at = term.hash() & mask;
        while let Some((known, number)) = self.table.get_mut(at) {
            if *number == ALONE {
                *known = term;
                // There are less than 2³² words.
                *number = u32::try_from(self.terms.len()).unwrap_or(ALONE);
                self.terms.push(term);
                return *number;
            }
            if *known == term {
                return *number;
            }
            at = (at + 1) & mask;
        }
        ALONE
    }
}

/// What two documents tell of a term that stands in one or both.
#[derive(Clone, Copy, Default)]
struct Told {
    /// Its number if it is shared, else [`ALONE`].
    number: u32,
    weight: f32,
    unit_weight: f32,
    class: Class,
}

/// In how many sentences a term stands.
#[derive(Clone, Copy, Default)]
struct Frequency {
    sentences: u32,
    /// The last one, counted from 1.
    last: u32,
}

fn count_sentences(
    frequencies: &mut [Frequency],
    terms: &[u32],
    sentence_of: &[u32],
    before: usize,
) {
    let before = u32::try_from(before).unwrap_or(u32::MAX);
    for (term, sentence) in terms.iter().zip(sentence_of) {
        if let Some(frequency) = frequencies.get_mut(*term as usize) {
            let sentence = before + sentence + 1;
            frequency.sentences += u32::from(frequency.last != sentence);
            frequency.last = sentence;
        }
    }
}

fn sentence_of(reading: &Reading) -> Vec<u32> {
    let mut sentence_of = Vec::with_capacity(reading.words.len());
    for (number, sentence) in (0_u32..).zip(&reading.sentences) {
        sentence_of.resize(sentence.end, number);
    }
    sentence_of
}

/// The weights of words by the number of sentences in which they stand: inverse sentence
/// frequencies, in nats.
struct Weights {
    of_words: Vec<(f32, f32)>,
    of_function_words: Vec<(f32, f32)>,
}

impl Weights {
    fn new(sentences: usize) -> Self {
        let rarity = |frequency: f32, of: f32| ((of + 1.0) / frequency).ln();
        let table = |factor: f32, at_large: f32| {
            let weights = |frequency| {
                let (frequency, of) = (count(frequency), count(sentences));
                let in_unit = rarity(frequency + at_large * AT_LARGE, of + AT_LARGE);
                (rarity(frequency, of) * factor, in_unit * factor)
            };
            (0..=sentences).map(weights).collect()
        };
        Self {
            of_words: table(1.0, WORD_AT_LARGE),
            of_function_words: table(FUNCTION_WORD, FUNCTION_WORD_AT_LARGE),
        }
    }

    /// What there is to tell of a term that stands in so many sentences.
    fn told(&self, term: Term, sentences: u32, number: u32) -> Told {
        let is_function = term.is_function();
        let table = if is_function {
            &self.of_function_words
        } else {
            &self.of_words
        };
        let (weight, unit_weight) = table.get(sentences as usize).copied().unwrap_or_default();
        Told {
            number,
            weight,
            unit_weight,
            class: match weight {
                _ if is_function => Class::Function,
                weight if weight < RARE => Class::Common,
                _ => Class::Rare,
            },
        }
    }
}

/// A count as a factor; beyond 2²⁴ it is rounded, which no weight notices.
#[allow(clippy::cast_precision_loss)]
pub(super) fn count(number: usize) -> f32 {
    number as f32
}
