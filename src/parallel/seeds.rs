//! Pairs of sentences, or of other parts, that are alike enough to begin a passage with.
//!
//! Cosine and Dice over rarity-weighted words, both above a threshold, after Sanchez-Perez,
//! Sidorov and Gelbukh (PAN 2014).

use std::ops::Range;

use super::pair::{ALONE, Pair, Side};
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

/// The parts of a document as vectors.
struct Vectors {
    parts: Vec<Vector>,
    /// The words of all parts that stand on both sides and are not frequent, part by part,
    rare: Vec<Counted>,
    /// and those that are.
    frequent: Vec<Counted>,
}

/// One part.
struct Vector {
    /// Its words that are not frequent, and those that are.
    rare: Range<usize>,
    frequent: Range<usize>,
    norm: f32,
    total: f32,
    /// The same of the frequent words alone.
    frequent_norm: f32,
    frequent_total: f32,
}

/// A word of a part with how often it stands there.
#[derive(Clone, Copy)]
struct Counted {
    term: u32,
    times: f32,
    weight: f32,
}

/// A word that stands in more parts than this is frequent,
const FREQUENT: usize = 8;
/// or in more than this part of them in a long text,
const FREQUENT_PART: usize = 16;
/// or in more than this in any.
const FREQUENT_AT_MOST: usize = 256;

/// All pairs of parts that are alike, in order. Only pairs that share a word which is not frequent
/// are looked at: the others' cosine comes from words that say nearly nothing.
pub(super) fn of(pair: &Pair, cuts: (&[Range<usize>], &[Range<usize>]), least: Least) -> Vec<Seed> {
    let terms = pair.shared_terms();
    let are_frequent = are_frequent(&pair.b, cuts.1, terms);
    let of_a = Vectors::new(&pair.a, cuts.0, &are_frequent);
    let of_b = Vectors::new(&pair.b, cuts.1, &are_frequent);
    let postings = Postings::new(&of_b, terms);
    let mut seeds = vec![];
    let mut sums = vec![(0.0_f32, 0.0_f32); of_b.parts.len()];
    let mut touched = vec![];
    let mut bag = Bag::new(terms);
    for (number, part) in of_a.parts.iter().enumerate() {
        for word in of_a.rare.get(part.rare.clone()).unwrap_or_default() {
            let square = word.times * word.weight * word.weight;
            for (other, times) in postings.of(word.term) {
                if let Some((dot, common)) = sums.get_mut(*other as usize) {
                    if *common == 0.0 {
                        touched.push(*other);
                    }
                    *dot += times * square;
                    *common += word.weight;
                }
            }
        }
        let frequent = of_a.frequent.get(part.frequent.clone()).unwrap_or_default();
        let mut is_filled = false;
        for other in touched.drain(..) {
            let other = other as usize;
            let (Some(sum), Some(counterpart)) = (sums.get_mut(other), of_b.parts.get(other))
            else {
                continue;
            };
            let (mut dot, mut common) = std::mem::take(sum);
            let least_dot = least.cosine * part.norm * counterpart.norm;
            let least_common = least.dice * (part.total + counterpart.total) / 2.0;
            // What the frequent words can add at most (Cauchy and Schwarz).
            let (norm, total) = (counterpart.frequent_norm, counterpart.frequent_total);
            if dot + part.frequent_norm * norm < least_dot
                || common + part.frequent_total.min(total) < least_common
            {
                continue;
            }
            if !is_filled {
                bag.take(frequent);
                is_filled = true;
            }
            let words = of_b.frequent.get(counterpart.frequent.clone());
            for word in words.unwrap_or_default() {
                let times = bag.times(word.term);
                dot += times * word.times * word.weight * word.weight;
                common += if times > 0.0 { word.weight } else { 0.0 };
            }
            if dot >= least_dot && common >= least_common {
                seeds.push(Seed {
                    a: number,
                    b: other,
                });
            }
        }
    }
    seeds.sort_unstable();
    seeds
}

/// For each term whether it is frequent among the parts of a side.
fn are_frequent(side: &Side, cuts: &[Range<usize>], terms: usize) -> Vec<bool> {
    let limit = (cuts.len() / FREQUENT_PART).clamp(FREQUENT, FREQUENT_AT_MOST);
    // The number of parts with the term, and the last of them, counted from 1.
    let mut parts = vec![(0_usize, 0_usize); terms];
    for (number, cut) in (1..).zip(cuts) {
        for term in side.shared.get(cut.clone()).unwrap_or_default() {
            if let Some((with, last)) = parts.get_mut(*term as usize) {
                *with += usize::from(*last != number);
                *last = number;
            }
        }
    }
    parts.into_iter().map(|(with, _)| with > limit).collect()
}

impl Vectors {
    fn new(side: &Side, cuts: &[Range<usize>], are_frequent: &[bool]) -> Self {
        let words = side.shared.len();
        let mut vectors = Self {
            parts: Vec::with_capacity(cuts.len()),
            rare: Vec::with_capacity(words),
            frequent: Vec::with_capacity(words),
        };
        // For each term where it lies in its list, if it does.
        let mut places = vec![0_u32; are_frequent.len()];
        for cut in cuts {
            vectors.push(side, cut, are_frequent, &mut places);
        }
        vectors
    }

    fn push(&mut self, side: &Side, cut: &Range<usize>, are_frequent: &[bool], places: &mut [u32]) {
        let (rare_from, frequent_from) = (self.rare.len(), self.frequent.len());
        let terms = side.shared.get(cut.clone()).unwrap_or_default();
        let weights = side.weights.get(cut.clone()).unwrap_or_default();
        let (squares_alone, alone) = alone(terms, weights);
        for (term, weight) in terms.iter().zip(weights) {
            let Some(is_frequent) = are_frequent.get(*term as usize) else {
                continue;
            };
            let (words, from) = if *is_frequent {
                (&mut self.frequent, frequent_from)
            } else {
                (&mut self.rare, rare_from)
            };
            count_in(words, from, places, (*term, *weight));
        }
        let rare = Sums::of(self.rare.get(rare_from..).unwrap_or_default());
        let frequent = Sums::of(self.frequent.get(frequent_from..).unwrap_or_default());
        self.parts.push(Vector {
            rare: rare_from..self.rare.len(),
            frequent: frequent_from..self.frequent.len(),
            norm: (squares_alone + rare.squares + frequent.squares).sqrt(),
            total: alone + rare.total + frequent.total,
            frequent_norm: frequent.squares.sqrt(),
            frequent_total: frequent.total,
        });
    }
}

/// Counts a word in a list of different words that begins at a place.
fn count_in(words: &mut Vec<Counted>, from: usize, places: &mut [u32], (term, weight): (u32, f32)) {
    let Some(place) = places.get_mut(term as usize) else {
        return;
    };
    match words.get_mut(*place as usize) {
        Some(word) if word.term == term && *place as usize >= from => word.times += 1.0,
        _ => {
            *place = u32::try_from(words.len()).unwrap_or(u32::MAX);
            words.push(Counted {
                term,
                times: 1.0,
                weight,
            });
        }
    }
}

/// The squares and the sum of the weights of the words that stand on one side only. They are rarely
/// the same twice.
fn alone(terms: &[u32], weights: &[f32]) -> (f32, f32) {
    let mut sums = (0.0, 0.0);
    for (term, weight) in terms.iter().zip(weights) {
        // Adding nothing is faster than telling the two apart.
        let weight = if *term == ALONE { *weight } else { 0.0 };
        sums.0 += weight * weight;
        sums.1 += weight;
    }
    sums
}

/// Sums over different words.
struct Sums {
    /// The squares of their weights, each times how often it stands there.
    squares: f32,
    /// Their weights.
    total: f32,
}

impl Sums {
    fn of(words: &[Counted]) -> Self {
        let square = |word: &Counted| (word.times * word.weight).powi(2);
        Self {
            squares: words.iter().map(square).sum(),
            total: words.iter().map(|word| word.weight).sum(),
        }
    }
}

/// The words of one stretch after another.
struct Bag {
    /// The different ones that stand on both sides, with how often they stand in the stretch.
    words: Vec<Counted>,
    /// For each term where it lies in `words`, if it does.
    places: Vec<u32>,
    /// The squares of the weights of all others.
    squares_alone: f32,
}

impl Bag {
    fn new(terms: usize) -> Self {
        Self {
            words: vec![],
            places: vec![0; terms],
            squares_alone: 0.0,
        }
    }

    fn fill(&mut self, side: &Side, stretch: &Range<usize>) {
        self.words.clear();
        let terms = side.shared.get(stretch.clone()).unwrap_or_default();
        let weights = side.weights.get(stretch.clone()).unwrap_or_default();
        self.squares_alone = alone(terms, weights).0;
        for (term, weight) in terms.iter().zip(weights) {
            count_in(&mut self.words, 0, &mut self.places, (*term, *weight));
        }
    }

    /// The sum of the squares of all words, each times how often it stands there.
    fn squares(&self) -> f32 {
        self.squares_alone + Sums::of(&self.words).squares
    }

    /// Takes words that were counted before.
    fn take(&mut self, words: &[Counted]) {
        self.words.clear();
        self.words.extend_from_slice(words);
        for (at, word) in self.words.iter().enumerate() {
            if let Some(place) = self.places.get_mut(word.term as usize) {
                *place = u32::try_from(at).unwrap_or(u32::MAX);
            }
        }
    }

    /// How often a term stands in the stretch.
    fn times(&self, term: u32) -> f32 {
        let place = self.places.get(term as usize);
        let word = place.and_then(|place| self.words.get(*place as usize));
        word.filter(|word| word.term == term)
            .map_or(0.0, |word| word.times)
    }
}

/// For each term that is not frequent the parts in which it stands, with how often.
struct Postings {
    starts: Vec<u32>,
    parts: Vec<(u32, f32)>,
}

impl Postings {
    fn new(vectors: &Vectors, terms: usize) -> Self {
        let mut starts = vec![0_u32; terms + 1];
        for word in &vectors.rare {
            if let Some(count) = starts.get_mut(word.term as usize) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut parts = vec![(0, 0.0); total as usize];
        // From the last to the first, so that each start ends where its parts begin.
        for (number, part) in vectors.parts.iter().enumerate().rev() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            for word in vectors.rare.get(part.rare.clone()).unwrap_or_default() {
                if let Some(start) = starts.get_mut(word.term as usize) {
                    *start -= 1;
                    if let Some(place) = parts.get_mut(*start as usize) {
                        *place = (number, word.times);
                    }
                }
            }
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

/// Tells of passages whether they are alike as wholes.
pub(super) struct Wholes<'p> {
    pair: &'p Pair<'p>,
    bags: (Bag, Bag),
}

impl<'p> Wholes<'p> {
    pub(super) fn new(pair: &'p Pair<'p>) -> Self {
        let terms = pair.shared_terms();
        Self {
            pair,
            bags: (Bag::new(terms), Bag::new(terms)),
        }
    }

    /// Whether the cosine of the two passages' words is high enough.
    pub(super) fn are_alike(&mut self, passage: &Passage) -> bool {
        let (a, b) = &mut self.bags;
        a.fill(&self.pair.a, &passage.a);
        b.fill(&self.pair.b, &passage.b);
        let product = |word: &Counted| b.times(word.term) * word.times * word.weight * word.weight;
        let dot: f32 = a.words.iter().map(product).sum();
        dot > 0.0 && dot >= WHOLE * (a.squares() * b.squares()).sqrt()
    }
}
