//! A stretch of the other document in which words are looked up.

use std::ops::Range;

use super::pair::{ALONE, Side, Told};

/// What a stretch holds.
pub(super) struct Counterpart<'s> {
    side: &'s Side<'s>,
    range: &'s Range<usize>,
    /// For each shared term that stands in the stretch the [bits](bit) of those near it and its own.
    near: Vec<u64>,
}

/// How far apart two words may stand to count as neighbours, in words.
const NEAR: usize = 3;
/// Around how many places of a word its neighbours are looked for, so that no text makes the search
/// long: two words that stand so often are neighbours at one of the first, if they ever are.
const FREQUENT: usize = 256;

impl<'s> Counterpart<'s> {
    pub(super) fn new(side: &'s Side, range: &'s Range<usize>) -> Self {
        let words = side.words.get(range.clone()).unwrap_or_default();
        let mut bits = vec![0; words.len() + 2 * NEAR];
        for (at, word) in (NEAR..).zip(words).filter(|(_, word)| word.term != ALONE) {
            if let Some(bits) = bits.get_mut(at) {
                *bits = bit(word.term);
            }
        }
        let mut near = vec![0; side.places.terms()];
        for (word, bits) in words.iter().zip(bits.windows(2 * NEAR + 1)) {
            if let Some(near) = near.get_mut(word.term as usize) {
                *near |= bits.iter().fold(0, |all, bits| all | bits);
            }
        }
        Self { side, range, near }
    }

    /// Whether a term stands in the stretch.
    pub(super) fn holds(&self, term: u32) -> bool {
        self.near_to(term) != 0
    }

    /// Whether two terms stand near one another in it, in either order.
    pub(super) fn holds_near(&self, one: u32, other: u32) -> bool {
        // Nearly all that do not stand near one another are told by their bits.
        self.near_to(one) & bit(other) != 0
            && self.near_to(other) & bit(one) != 0
            && self.stand_near(one, other)
    }

    fn near_to(&self, term: u32) -> u64 {
        self.near.get(term as usize).copied().unwrap_or_default()
    }

    fn stand_near(&self, one: u32, other: u32) -> bool {
        let places = &self.side.places;
        let (rarer, term) = if places.of(one).len() <= places.of(other).len() {
            (one, other)
        } else {
            (other, one)
        };
        let places = self.side.places_within(rarer, self.range).iter();
        places
            .take(FREQUENT)
            .any(|at| self.is_near(*at as usize, term))
    }

    /// Whether a term stands near a word of the stretch.
    fn is_near(&self, at: usize, term: u32) -> bool {
        let start = at.saturating_sub(NEAR).max(self.range.start);
        let end = (at + NEAR + 1).min(self.range.end);
        let holds = |words: Range<usize>| {
            let words = self.side.words.get(words).unwrap_or_default();
            words.iter().any(|word: &Told| word.term == term)
        };
        holds(start..at) || holds(at + 1..end)
    }
}

/// The bit of a term: many share one.
fn bit(term: u32) -> u64 {
    1 << (term % u64::BITS)
}
