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
    /// How many of the shared terms are not frequent: these have the first numbers.
    pub(super) rare_terms: usize,
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
    /// For each word what the two documents tell of it.
    pub(super) words: Vec<Told>,
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

/// What two documents tell of a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Told {
    /// The number of its term if that stands on both sides, else [`ALONE`].
    pub(super) term: u32,
    /// Its weight: its rarity in the two documents.
    pub(super) weight: f32,
    /// Its weight in a unit: its rarity in the two documents and in text at large, so that a word of a
    /// short document is not thought common because the document is short.
    pub(super) unit_weight: f32,
    /// How much it can say.
    pub(super) class: Class,
}

/// A word whose term is shared.
#[derive(Clone, Copy, Default)]
pub(super) struct Common {
    /// Which word it is.
    pub(super) at: u32,
    /// The number of its term.
    pub(super) term: u32,
    /// Its weight, as in [`Told::weight`].
    pub(super) weight: f32,
    /// How many of the common words of the side stand up to where its term stood last before; 0 if it
    /// did not.
    before: u32,
}

impl Common {
    /// Whether its term did not stand before among the common words with these numbers.
    pub(super) fn is_first_from(&self, numbers: &Range<usize>) -> bool {
        self.before as usize <= numbers.start
    }
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

/// The term of a word without counterpart in the other document.
pub(super) const ALONE: u32 = u32::MAX;

/// A term that stands at more places of the two documents than this is frequent,
const FREQUENT: usize = 12;
/// or in a long text at more than one for so many words,
const FREQUENT_IN: usize = 240;
/// or at more than this in any.
const FREQUENT_AT_MOST: usize = 512;
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
        let words = a.words.len() + b.words.len();
        let mut numbers = Numbers::new(words);
        let of_a = numbers.of_words(a, 0);
        let met_in_a = numbers.met.len();
        let of_b = numbers.of_words(b, a.sentences.len());
        let limit = (words / FREQUENT_IN).clamp(FREQUENT, FREQUENT_AT_MOST);
        let is_frequent = |met: &Met| met.places as usize > limit;
        let is_shared = |(number, met): &(usize, &Met)| {
            *number < met_in_a && met.last as usize > a.sentences.len()
        };
        let met = || numbers.met.iter().enumerate();
        let rare = met().filter(|met| is_shared(met) && !is_frequent(met.1));
        let rare_terms = rare.count();
        // The next number of a rare term, and of a frequent one.
        let (mut rare, mut frequent) = (0, u32::try_from(rare_terms).unwrap_or(ALONE));
        let mut weights = Weights::new(a.sentences.len() + b.sentences.len());
        let told = met().map(|met| {
            let next = match met {
                met if !is_shared(&met) => return weights.told(met.1, ALONE),
                (_, met) if is_frequent(met) => &mut frequent,
                _ => &mut rare,
            };
            let term = *next;
            *next += 1;
            weights.told(met.1, term)
        });
        let told: Vec<Told> = told.collect();
        let terms = frequent as usize;
        let (a, b) = (
            Side::new(a, &of_a, &told, terms),
            Side::new(b, &of_b, &told, terms),
        );
        let runs = exact::runs(&a, &b);
        Self {
            a,
            b,
            runs,
            rare_terms,
        }
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
    fn new(reading: &'r Reading, numbers: &[u32], told: &[Told], shared_terms: usize) -> Self {
        let of = |number: &u32| told.get(*number as usize).copied().unwrap_or_default();
        let words: Vec<Told> = numbers.iter().map(of).collect();
        let mut common = Vec::with_capacity(words.len());
        let mut common_before = Vec::with_capacity(words.len() + 1);
        let mut alone_before = Vec::with_capacity(words.len() + 1);
        let mut last = vec![0; shared_terms];
        let (mut number, mut alone) = (0, Alone::default());
        for (at, told) in (0_u32..).zip(&words) {
            common_before.push(number);
            alone_before.push(alone);
            if let Some(last) = last.get_mut(told.term as usize) {
                number += 1;
                common.push(Common {
                    at,
                    term: told.term,
                    weight: told.weight,
                    before: std::mem::replace(last, number),
                });
            } else {
                let weight = f64::from(told.weight);
                alone.weight += weight;
                alone.squares += weight * weight;
            }
        }
        common_before.push(number);
        alone_before.push(alone);
        Self {
            reading,
            words,
            sentence_of: sentence_of(reading),
            places: Places::new(&common, shared_terms),
            common,
            common_before,
            alone_before,
        }
    }

    /// The words of a range whose terms are shared.
    pub(super) fn common_in(&self, range: &Range<usize>) -> &[Common] {
        self.common(&self.common_numbers(range))
    }

    /// The common words with these numbers.
    pub(super) fn common(&self, numbers: &Range<usize>) -> &[Common] {
        self.common.get(numbers.clone()).unwrap_or_default()
    }

    /// Which of the common words stand in a range of words.
    pub(super) fn common_numbers(&self, range: &Range<usize>) -> Range<usize> {
        let before = |at: usize| self.common_before.get(at).copied().unwrap_or_default() as usize;
        before(range.start)..before(range.end)
    }

    /// How often the term of a common word stands before it among those with these numbers.
    pub(super) fn times_before(&self, word: &Common, numbers: &Range<usize>) -> usize {
        let start = self.common.get(numbers.start).map_or(0, |first| first.at);
        let before = start as usize..word.at as usize;
        self.places_within(word.term, &before).len()
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

/// Gives the terms of two readings numbers, in the order in which they are first met, and counts the
/// sentences in which they stand.
struct Numbers {
    /// A hash table with open addresses, at most half full.
    table: Vec<(Term, u32)>,
    met: Vec<Met>,
}

/// A term that was met.
struct Met {
    term: Term,
    /// In how many sentences it stands.
    sentences: u32,
    /// The last of them, counted from 1.
    last: u32,
    /// At how many places it stands.
    places: u32,
}

impl Numbers {
    fn new(words: usize) -> Self {
        let size = (2 * words).next_power_of_two();
        Self {
            table: vec![(Term::default(), ALONE); size],
            met: Vec::with_capacity(words / 2),
        }
    }

    /// The numbers of a reading's words, whose sentences are counted on from those before.
    fn of_words(&mut self, reading: &Reading, before: usize) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(reading.words.len());
        // There are less than 2³² words, and so sentences.
        let before = u32::try_from(before).unwrap_or(u32::MAX);
        for (sentence, words) in (before.saturating_add(1)..).zip(&reading.sentences) {
            for word in reading.words.get(words.clone()).unwrap_or_default() {
                numbers.push(self.of(word.term, sentence));
            }
        }
        numbers
    }

    /// The number of a term that stands in a sentence.
    fn of(&mut self, term: Term, sentence: u32) -> u32 {
        let mask = self.table.len() - 1;
        let mut at = term.hash() & mask;
        while let Some((known, number)) = self.table.get_mut(at) {
            if *number == ALONE {
                *known = term;
                *number = u32::try_from(self.met.len()).unwrap_or(ALONE);
                self.met.push(Met {
                    term,
                    sentences: 1,
                    last: sentence,
                    places: 1,
                });
                return *number;
            }
            if *known == term {
                if let Some(met) = self.met.get_mut(*number as usize) {
                    met.sentences += u32::from(met.last != sentence);
                    met.last = sentence;
                    met.places += 1;
                }
                return *number;
            }
            at = (at + 1) & mask;
        }
        ALONE
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
/// frequencies, in nats. Each is reckoned when it is first asked for.
struct Weights {
    sentences: usize,
    of_words: Vec<Option<Weight>>,
    of_function_words: Vec<Option<Weight>>,
}

/// The weight of a word, and that in a unit.
type Weight = (f32, f32);

impl Weights {
    fn new(sentences: usize) -> Self {
        Self {
            sentences,
            of_words: vec![None; sentences + 1],
            of_function_words: vec![None; sentences + 1],
        }
    }

    /// What there is to tell of a term that was met and has this number among the shared ones.
    fn told(&mut self, met: &Met, term: u32) -> Told {
        let is_function = met.term.is_function();
        let (table, factor, at_large) = if is_function {
            let table = &mut self.of_function_words;
            (table, FUNCTION_WORD, FUNCTION_WORD_AT_LARGE)
        } else {
            (&mut self.of_words, 1.0, WORD_AT_LARGE)
        };
        let reckoned = || {
            let (frequency, of) = (count(met.sentences as usize), count(self.sentences));
            let rarity = |frequency: f32, of: f32| ((of + 1.0) / frequency).ln() * factor;
            let in_unit = rarity(frequency + at_large * AT_LARGE, of + AT_LARGE);
            (rarity(frequency, of), in_unit)
        };
        let known = table.get_mut(met.sentences as usize);
        let (weight, unit_weight) = match known {
            Some(known) => *known.get_or_insert_with(reckoned),
            None => reckoned(),
        };
        Told {
            term,
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
