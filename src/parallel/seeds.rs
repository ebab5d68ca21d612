//! Pairs of sentences, or of other parts, that are alike enough to begin a passage with.
//!
//! Cosine and Dice over rarity-weighted words, both above a threshold, after Sanchez-Perez,
//! Sidorov and Gelbukh (PAN 2014).

use std::ops::Range;

use super::pair::{Common, Pair, Side, count};
use super::passages::Passage;

/// A pair of sentences, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    pub(super) a: usize,
    pub(super) b: usize,
}

/// How alike two parts must be, at least.
#[derive(Clone, Copy)]
pub(super) struct Least {
    /// The cosine of their weighted words.
    pub(super) cosine: f32,
    /// The weighted Dice coefficient of the sets of their words.
    pub(super) dice: f32,
}

/// The least cosine of two passages as wholes.
const WHOLE: f32 = 0.34;

/// A part of a document as a vector of weighted words.
struct Vector {
    /// Which of the side's common words stand in it.
    common: Range<usize>,
    norm: f32,
    total: f32,
    /// The same of the frequent words alone.
    frequent_norm: f32,
    frequent_total: f32,
}

/// What some words of a part weigh.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// The sum of the squares of their weights, each times how often the word stands in the part.
    squares: f32,
    /// The sum of the weights of the different words.
    total: f32,
}

/// All pairs of parts that are alike, in order. Only pairs that share a word which is not frequent
/// are looked at: the others' cosine comes from words that say nearly nothing.
pub(super) fn of(pair: &Pair, cuts: (&[Range<usize>], &[Range<usize>]), least: Least) -> Vec<Seed> {
    let vector = |side: &Side, cut| Vector::new(side, cut, pair.rare_terms);
    let of_b: Vec<Vector> = cuts.1.iter().map(|cut| vector(&pair.b, cut)).collect();
    let lightest = of_b.iter().map(|part| part.total).fold(f32::MAX, f32::min);
    let postings = Postings::new(&pair.b, cuts.1, pair.rare_terms);
    let mut shared = Shared::new(of_b.len());
    let mut counts = Counts::new(pair.shared_terms());
    let mut seeds = vec![];
    for (number, cut) in cuts.0.iter().enumerate() {
        let part = vector(&pair.a, cut);
        let words = pair.a.common(&part.common);
        for word in words {
            for (other, times) in postings.of(word.term) {
                shared.add(*other as usize, *times, word, &part.common);
            }
        }
        // What is asked of the rarer words, whatever the frequent ones add.
        let least_rare = least.common(part.total, lightest) - part.frequent_total;
        let mut are_counted = false;
        for (other, dot, common) in shared.drain() {
            if common < least_rare {
                continue;
            }
            let Some(counterpart) = of_b.get(other) else {
                continue;
            };
            let least_dot = least.cosine * part.norm * counterpart.norm;
            let least_common = least.common(part.total, counterpart.total);
            // What the frequent words can add at most (Cauchy and Schwarz).
            let (norm, total) = (counterpart.frequent_norm, counterpart.frequent_total);
            if dot + part.frequent_norm * norm < least_dot
                || common + part.frequent_total.min(total) < least_common
            {
                continue;
            }
            if !are_counted {
                counts.add(words);
                are_counted = true;
            }
            let frequent = counterpart.frequent_in(&pair.b, &counts, pair.rare_terms);
            if dot + frequent.squares >= least_dot && common + frequent.total >= least_common {
                seeds.push(Seed {
                    a: number,
                    b: other,
                });
            }
        }
        if are_counted {
            counts.forget(words);
        }
    }
    seeds.sort_unstable();
    seeds
}

impl Least {
    /// What the words must weigh that two parts of these weights have in common.
    fn common(self, one: f32, other: f32) -> f32 {
        self.dice * (one + other) / 2.0
    }
}

impl Vector {
    /// The part that a cut makes. The first terms are rare, the others frequent.
    fn new(side: &Side, cut: &Range<usize>, rare_terms: usize) -> Self {
        let common = side.common_numbers(cut);
        let (mut all, mut frequent) = (Weight::default(), Weight::default());
        for word in side.common(&common) {
            let weight = Weight::of(side, word, &common);
            all.add(weight);
            if word.term as usize >= rare_terms {
                frequent.add(weight);
            }
        }
        // The other words are rarely the same twice.
        let alone = side.alone_in(cut);
        Self {
            common,
            norm: (alone.squares() + all.squares).sqrt(),
            total: alone.weight() + all.total,
            frequent_norm: frequent.squares.sqrt(),
            frequent_total: frequent.total,
        }
    }

    /// What the frequent words of the part weigh that stand among those that are counted: their share
    /// of the scalar product, and their weights.
    fn frequent_in(&self, side: &Side, counts: &Counts, rare_terms: usize) -> Weight {
        let words = side.common(&self.common).iter();
        let mut weight = Weight::default();
        for word in words.filter(|word| word.term as usize >= rare_terms) {
            let times = counts.of(word.term);
            weight.squares += times * word.weight * word.weight;
            if times > 0.0 && word.is_first_from(&self.common) {
                weight.total += word.weight;
            }
        }
        weight
    }
}

impl Weight {
    /// What a word adds to the common words with these numbers before it.
    fn of(side: &Side, word: &Common, common: &Range<usize>) -> Self {
        let square = word.weight * word.weight;
        if word.is_first_from(common) {
            return Self {
                squares: square,
                total: word.weight,
            };
        }
        let times = count(side.times_before(word, common));
        Self {
            squares: (2.0 * times + 1.0) * square, // from times² to (times + 1)²
            total: 0.0,
        }
    }

    fn add(&mut self, other: Self) {
        self.squares += other.squares;
        self.total += other.total;
    }
}

/// What the parts of one side share with a part of the other, in words that are not frequent.
struct Shared {
    /// For each part the scalar product and the weight of the common words.
    sums: Vec<(f32, f32)>,
    /// The parts that share anything, and places for the others,
    touched: Vec<u32>,
    /// and how many they are.
    count: usize,
}

impl Shared {
    fn new(parts: usize) -> Self {
        Self {
            sums: vec![(0.0, 0.0); parts],
            touched: vec![0; parts + 1],
            count: 0,
        }
    }

    /// Adds a word of a part with these common words, that stands in the other part so often.
    #[inline]
    fn add(&mut self, other: usize, times: f32, word: &Common, part: &Range<usize>) {
        let Some((dot, common)) = self.sums.get_mut(other) else {
            return;
        };
        // Without a branch, which could not be foretold.
        if let Some(next) = self.touched.get_mut(self.count) {
            *next = u32::try_from(other).unwrap_or(u32::MAX);
            self.count += usize::from(*common == 0.0);
        }
        *dot += times * word.weight * word.weight;
        *common += if word.is_first_from(part) {
            word.weight
        } else {
            0.0
        };
    }

    /// The parts that share anything, each with the sums, which are forgotten.
    fn drain(&mut self) -> impl Iterator<Item = (usize, f32, f32)> {
        let count = std::mem::take(&mut self.count);
        let touched = self.touched.get(..count).unwrap_or_default().iter();
        touched.filter_map(|other| {
            let other = *other as usize;
            let (dot, common) = self.sums.get_mut(other).map(std::mem::take)?;
            Some((other, dot, common))
        })
    }
}

/// How often each term stands among some words.
struct Counts(Vec<f32>);

impl Counts {
    fn new(terms: usize) -> Self {
        Self(vec![0.0; terms])
    }

    fn add(&mut self, words: &[Common]) {
        for word in words {
            if let Some(times) = self.0.get_mut(word.term as usize) {
                *times += 1.0;
            }
        }
    }

    /// Takes back what was added, which were these words.
    fn forget(&mut self, words: &[Common]) {
        for word in words {
            if let Some(times) = self.0.get_mut(word.term as usize) {
                *times = 0.0;
            }
        }
    }

    fn of(&self, term: u32) -> f32 {
        self.0.get(term as usize).copied().unwrap_or_default()
    }
}

/// For each term that is not frequent the parts of a side in which it stands, with how often.
struct Postings {
    starts: Vec<u32>,
    parts: Vec<(u32, f32)>,
}

impl Postings {
    fn new(side: &Side, cuts: &[Range<usize>], rare_terms: usize) -> Self {
        let first_parts = first_parts(cuts);
        let mut starts = Vec::with_capacity(rare_terms + 1);
        let mut parts: Vec<(u32, f32)> = vec![];
        starts.push(0);
        for term in (0..).take(rare_terms) {
            let start = parts.len();
            for place in side.places.of(term) {
                let place = *place as usize;
                let first = first_parts.get(place).copied().unwrap_or(u32::MAX);
                let holding = cuts.get(first as usize..).unwrap_or_default();
                let holding = holding.iter().take_while(|cut| cut.start <= place);
                for (part, _) in (first..).zip(holding) {
                    let of_term = parts.get_mut(start..).unwrap_or_default();
                    let known = of_term.iter_mut().rev().find(|(known, _)| *known <= part);
                    match known {
                        Some((known, times)) if *known == part => *times += 1.0,
                        _ => parts.push((part, 1.0)),
                    }
                }
            }
            // There are less than 2³² words, each in two parts at most.
            starts.push(u32::try_from(parts.len()).unwrap_or(u32::MAX));
        }
        Self { starts, parts }
    }

    fn of(&self, term: u32) -> &[(u32, f32)] {
        let term = term as usize;
        match self.starts.get(term..term + 2) {
            Some([start, end]) => self.parts.get(*start as usize..*end as usize),
            _ => None,
        }
        .unwrap_or_default()
    }
}

/// For each word the first part that holds it.
fn first_parts(cuts: &[Range<usize>]) -> Vec<u32> {
    let mut first_parts = Vec::with_capacity(cuts.last().map_or(0, |last| last.end));
    for (part, cut) in (0..).zip(cuts) {
        first_parts.resize(cut.end, part);
    }
    first_parts
}

/// Tells of passages whether they are alike as wholes.
pub(super) struct Wholes<'p> {
    pair: &'p Pair<'p>,
    counts: Counts,
}

impl<'p> Wholes<'p> {
    pub(super) fn new(pair: &'p Pair<'p>) -> Self {
        Self {
            pair,
            counts: Counts::new(pair.shared_terms()),
        }
    }

    /// Whether the cosine of the two passages' words is high enough.
    pub(super) fn are_alike(&mut self, Passage { a, b }: &Passage) -> bool {
        let (words_a, words_b) = (self.pair.a.common_in(a), self.pair.b.common_in(b));
        self.counts.add(words_a);
        let product = |word: &Common| self.counts.of(word.term) * word.weight * word.weight;
        let dot: f32 = words_b.iter().map(product).sum();
        self.counts.forget(words_a);
        let squares = squares(&self.pair.a, a) * squares(&self.pair.b, b);
        dot > 0.0 && dot >= WHOLE * squares.sqrt()
    }
}

/// The sum of the squares of all weights of a stretch.
fn squares(side: &Side, stretch: &Range<usize>) -> f32 {
    let numbers = side.common_numbers(stretch);
    let common = side.common(&numbers).iter();
    let common: f32 = common
        .map(|word| Weight::of(side, word, &numbers).squares)
        .sum();
    common + side.alone_in(stretch).squares()
}
