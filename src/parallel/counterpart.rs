//! A stretch of the other document in which words are looked up.

use std::ops::Range;

use super::hash;
use super::pair::{Common, Side};

/// What a stretch holds.
pub(super) struct Counterpart {
    /// For each shared term whether it stands in the stretch.
    holds: Vec<bool>,
    near: Near,
}

/// How far apart two words may stand to count as neighbours, in words.
const NEAR: u32 = 3;

impl Counterpart {
    pub(super) fn new(side: &Side, range: &Range<usize>) -> Self {
        let common = side.common_in(range);
        let mut holds = vec![false; side.places.terms()];
        for word in common {
            if let Some(holds) = holds.get_mut(word.term as usize) {
                *holds = true;
            }
        }
        let near = Near::new(common);
        Self { holds, near }
    }

    /// Whether a term stands in the stretch.
    pub(super) fn holds(&self, term: u32) -> bool {
        self.holds.get(term as usize) == Some(&true)
    }

    /// Whether two terms stand near one another in it, in either order.
    pub(super) fn holds_near(&self, one: u32, other: u32) -> bool {
        self.near.holds(key(one, other))
    }
}

/// Which terms stand near one another: a hash table with open addresses, at most three quarters full.
/// Looking a pair up costs the same however often its words stand in the stretch.
struct Near(Vec<u64>);

/// The key of no pair: no term has the number [`super::pair::ALONE`].
const FREE: u64 = u64::MAX;

impl Near {
    fn new(common: &[Common]) -> Self {
        let places = (common.len() * NEAR as usize * 4).div_ceil(3) + 1;
        let mut near = Self(vec![FREE; places.next_power_of_two()]);
        for (at, word) in common.iter().enumerate() {
            let behind = common.get(at + 1..).unwrap_or_default().iter();
            for other in behind.take_while(|other| other.at - word.at <= NEAR) {
                near.insert(key(word.term, other.term));
            }
        }
        near
    }

    fn insert(&mut self, key: u64) {
        let at = self.place(key);
        if let Some(place) = self.0.get_mut(at) {
            *place = key;
        }
    }

    fn holds(&self, key: u64) -> bool {
        self.0.get(self.place(key)) == Some(&key)
    }

    /// The place of a key, or the one that it would take.
    fn place(&self, key: u64) -> usize {
        let mask = self.0.len() - 1;
        let mut at = hash::index(key) & mask;
        while self
            .0
            .get(at)
            .is_some_and(|known| *known != key && *known != FREE)
        {
            at = (at + 1) & mask;
        }
        at
    }
}

/// One key for two terms in either order.
fn key(one: u32, other: u32) -> u64 {
    u64::from(one.min(other)) << 32 | u64::from(one.max(other))
}
