//! Pairs of sentences, or of other parts, that are alike enough to begin a passage with.
//!
//! Cosine and Dice over rarity-weighted words, both above a threshold, after Sanchez-Perez,
//! Sidorov and Gelbukh (PAN 2014).

use std::ops::Range;

use super::pair::{Common, Pair, Side};
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
    let mut bag = Tally::new(terms);
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
                bag.clear();
                for word in frequent {
                    bag.push(*word);
                }
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
        for word in side.common_in(cut) {
            if let Some((with, last)) = parts.get_mut(word.term as usize) {
                *with += usize::from(*last != number);
                *last = number;
            }
        }
    }
    parts.into_iter().map(|(with, _)| with > limit).collect()
}

impl Vectors {
    fn new(side: &Side, cuts: &[Range<usize>], are_frequent: &[bool]) -> Self {
        let (mut rare, mut frequent) = (
            Tally::new(are_frequent.len()),
            Tally::new(are_frequent.len()),
        );
        let mut parts = Vec::with_capacity(cuts.len());
        for cut in cuts {
            rare.begin();
            frequent.begin();
            for word in side.common_in(cut) {
                match are_frequent.get(word.term as usize) {
                    Some(true) => frequent.count(word),
                    _ => rare.count(word),
                }
            }
            // They are rarely the same twice.
            let alone = side.alone_in(cut);
            parts.push(Vector {
                rare: rare.part(),
                frequent: frequent.part(),
                norm: (alone.squares() + rare.squares + frequent.squares).sqrt(),
                total: alone.weight() + rare.total + frequent.total,
                frequent_norm: frequent.squares.sqrt(),
                frequent_total: frequent.total,
            });
        }
        Self {
            parts,
            rare: rare.words,
            frequent: frequent.words,
        }
    }
}

/// Counts the words of one part after another.
struct Tally {
    /// The different words of all parts, part by part.
    words: Vec<Counted>,
    /// For each term its place in `words`, counted from 1; 0 where it has none.
    places: Vec<u32>,
    /// Where the words of the part begin.
    from: usize,
    /// The sum of the squares of the part's weights, each times how often the word stands there.
    squares: f32,
    /// The sum of the weights of its different words.
    total: f32,
}

impl Tally {
    fn new(terms: usize) -> Self {
        Self {
            words: vec![],
            places: vec![0; terms],
            from: 0,
            squares: 0.0,
            total: 0.0,
        }
    }

    /// Begins a new part.
    fn begin(&mut self) {
        self.from = self.words.len();
        (self.squares, self.total) = (0.0, 0.0);
    }

    fn count(&mut self, word: &Common) {
        let square = word.weight * word.weight;
        if let Some(known) = self.known(word.term) {
            let more = 2.0 * known.times + 1.0; // from times² to (times + 1)²
            known.times += 1.0;
            self.squares += more * square;
            return;
        }
        self.squares += square;
        self.total += word.weight;
        self.push(Counted {
            term: word.term,
            times: 1.0,
            weight: word.weight,
        });
    }

    fn push(&mut self, word: Counted) {
        self.words.push(word);
        if let Some(place) = self.places.get_mut(word.term as usize) {
            *place = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        }
    }

    /// A word of the part.
    fn known(&mut self, term: u32) -> Option<&mut Counted> {
        let place = *self.places.get(term as usize)? as usize;
        if place > self.from {
            self.words.get_mut(place - 1)
        } else {
            None
        }
    }

    /// The places of the part's words.
    fn part(&self) -> Range<usize> {
        self.from..self.words.len()
    }

    /// Forgets all parts.
    fn clear(&mut self) {
        for word in self.words.drain(..) {
            if let Some(place) = self.places.get_mut(word.term as usize) {
                *place = 0;
            }
        }
        self.begin();
    }

    /// How often a term stands in the part.
    fn times(&mut self, term: u32) -> f32 {
        self.known(term).map_or(0.0, |word| word.times)
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
    tallies: (Tally, Tally),
}

impl<'p> Wholes<'p> {
    pub(super) fn new(pair: &'p Pair<'p>) -> Self {
        let terms = pair.shared_terms();
        Self {
            pair,
            tallies: (Tally::new(terms), Tally::new(terms)),
        }
    }

    /// Whether the cosine of the two passages' words is high enough.
    pub(super) fn are_alike(&mut self, passage: &Passage) -> bool {
        let (a, b) = &mut self.tallies;
        let squares_a = fill(a, &self.pair.a, &passage.a);
        let squares_b = fill(b, &self.pair.b, &passage.b);
        let product = |word: &Counted| b.times(word.term) * word.times * word.weight * word.weight;
        let dot: f32 = a.words.iter().map(product).sum();
        dot > 0.0 && dot >= WHOLE * (squares_a * squares_b).sqrt()
    }
}

/// Counts the words of a stretch, and gives the sum of the squares of all its weights.
fn fill(tally: &mut Tally, side: &Side, stretch: &Range<usize>) -> f32 {
    tally.clear();
    for word in side.common_in(stretch) {
        tally.count(word);
    }
    tally.squares + side.alone_in(stretch).squares()
}
