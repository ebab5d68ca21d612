//! A stretch of the other document in which words are looked up.

use std::ops::Range;

use super::hash::{self, Sieve};
use super::pair::{Side, Told};

/// What a stretch holds.
pub(super) struct Counterpart<'s> {
    side: &'s Side<'s>,
    range: &'s Range<usize>,
    /// For each shared term whether it stands in the stretch.
    holds: Vec<bool>,
    /// The keys of two terms that stand near one another, and a few others.
    near: Sieve,
}

/// How far apart two words may stand to count as neighbours, in words.
const NEAR: usize = 3;
/// Around how many places of a word its neighbours are looked for, so that no text makes the search
/// long: two words that stand so often are neighbours at one of the first, if they ever are.
const FREQUENT: usize = 256;

impl<'s> Counterpart<'s> {
    pub(super) fn new(side: &'s Side, range: &'s Range<usize>) -> Self {
        let common = side.common_in(range);
        let mut holds = vec![false; side.places.terms()];
        let mut near = Sieve::of_bits(8 * NEAR * common.len());
        for (number, word) in (1..).zip(common) {
            if let Some(holds) = holds.get_mut(word.term as usize) {
                *holds = true;
            }
            let behind = common.get(number..).unwrap_or_default().iter();
            let behind = behind.take_while(|other| (other.at - word.at) as usize <= NEAR);
            behind.for_each(|other| near.insert(key(word.term, other.term)));
        }
        Self {
            side,
            range,
            holds,
            near,
        }
    }

    /// Whether a term stands in the stretch.
    pub(super) fn holds(&self, term: u32) -> bool {
        self.holds.get(term as usize) == Some(&true)
    }

    /// Whether two terms stand near one another in it, in either order.
    pub(super) fn holds_near(&self, one: u32, other: u32) -> bool {
        self.near.may_hold(key(one, other)) && self.stand_near(one, other)
    }

    fn stand_near(&self, one: u32, other: u32) -> bool {
        let places_of = |term| self.side.places_within(term, self.range);
        let (of_one, of_other) = (places_of(one), places_of(other));
        let (rarer, term) = if of_one.len() <= of_other.len() {
            (of_one, other)
        } else {
            (of_other, one)
        };
        let mut looked_at = rarer.iter().take(FREQUENT);
        looked_at.any(|at| self.is_near(*at as usize, term))
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

/// One key for two terms in either order.
fn key(one: u32, other: u32) -> u64 {
    hash::of_number(u64::from(one.min(other)) << 32 | u64::from(one.max(other)))
}
