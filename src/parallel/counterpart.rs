//! A stretch of the other document in which words are looked up.

use std::ops::Range;

use super::pair::Side;

/// What a stretch holds.
pub(super) struct Counterpart<'s> {
    side: &'s Side<'s>,
    range: Range<usize>,
    /// For each shared term whether it stands in the stretch.
    holds: Vec<bool>,
}

/// How far apart two words may stand to count as neighbours, in words.
const NEAR: usize = 3;

impl<'s> Counterpart<'s> {
    pub(super) fn new(side: &'s Side<'s>, range: &Range<usize>) -> Self {
        let mut holds = vec![false; side.places.terms()];
        for term in side.shared.get(range.clone()).unwrap_or_default() {
            if let Some(holds) = holds.get_mut(*term as usize) {
                *holds = true;
            }
        }
        Self {
            side,
            range: range.clone(),
            holds,
        }
    }

    /// Whether a term stands in the stretch.
    pub(super) fn holds(&self, term: u32) -> bool {
        self.holds.get(term as usize) == Some(&true)
    }

    /// Whether two terms stand near one another in it. The one with fewer places is sought and the
    /// other looked for beside it, so that frequent words cost little.
    pub(super) fn holds_near(&self, one: u32, other: u32) -> bool {
        let count = |term| self.side.places.of(term).len();
        let (rarer, other) = if count(one) <= count(other) {
            (one, other)
        } else {
            (other, one)
        };
        let shared = |from: usize, to: usize| {
            let beside = from.max(self.range.start)..to.min(self.range.end);
            self.side.shared.get(beside).unwrap_or_default()
        };
        self.side
            .places_within(rarer, &self.range)
            .iter()
            .map(|place| *place as usize)
            .any(|place| {
                shared(place.saturating_sub(NEAR), place).contains(&other)
                    || shared(place + 1, place + 1 + NEAR).contains(&other)
            })
    }
}
