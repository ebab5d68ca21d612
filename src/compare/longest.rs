//! The longest common subsequence of two stretches of words, exact whatever the words are.
//!
//! In the manner of Hyyrö (Bit-parallel LCS-length computation revisited, 2004): each word of the
//! shorter stretch is a bit, each word of the longer one a row of them, made from the row before with
//! a few operations for 64 words at a time. The rows are kept, and the words that belong together are
//! read off them from the end.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::words::Key;

/// How many words one number of a row has bits for.
const BITS: usize = u64::BITS as usize;

/// How many numbers the rows of two stretches take: what their comparison costs, in time and memory.
pub fn cost(a: &[Key], b: &[Key]) -> usize {
    let (few, many) = (a.len().min(b.len()), a.len().max(b.len()));
    few.div_ceil(BITS).saturating_mul(many)
}

/// The places of the words that both have in one order, as many as can be, in order.
pub fn common(a: &[Key], b: &[Key]) -> Vec<(usize, usize)> {
    if a.len() > b.len() {
        let swapped = common(b, a).into_iter();
        return swapped.map(|(theirs, ours)| (ours, theirs)).collect();
    }
    let places = Places::of(a);
    // Words that only the longer stretch has would leave the row as it is.
    let met: Vec<(usize, &[Bits])> = b
        .iter()
        .enumerate()
        .filter_map(|(at, key)| Some((at, places.get(*key)?)))
        .collect();
    let rows = Rows::of(a.len(), met.iter().map(|(_, bits)| *bits));
    let mut found = vec![];
    let (mut ours, mut row) = (a.len(), met.len());
    while ours > 0 && row > 0 {
        if rows.is_set(row, ours - 1) {
            ours -= 1;
        } else if rows.is_set(row - 1, ours - 1) {
            ours -= 1;
            row -= 1;
            found.extend(met.get(row).map(|(theirs, _)| (ours, *theirs)));
        } else {
            row -= 1;
        }
    }
    found.reverse();
    found
}

/// Some of the places where one word stands: the number of a row that holds their bits, and the bits.
type Bits = (usize, u64);

/// Where each word of a stretch stands.
struct Places {
    of: HashMap<Key, Range<usize>, RandomState>,
    bits: Vec<Bits>,
}

impl Places {
    fn of(keys: &[Key]) -> Self {
        let mut all: Vec<(Key, usize)> = keys.iter().copied().zip(0..).collect();
        all.sort_unstable();
        let mut places = Self {
            of: HashMap::default(),
            bits: vec![],
        };
        for same in all.chunk_by(|one, other| one.0 == other.0) {
            let start = places.bits.len();
            for near in same.chunk_by(|one, other| one.1 / BITS == other.1 / BITS) {
                let bits = near.iter().map(|(_, at)| 1 << (at % BITS)).sum();
                let number = near.first().map_or(0, |(_, at)| at / BITS);
                places.bits.push((number, bits));
            }
            if let Some((key, _)) = same.first() {
                places.of.insert(*key, start..places.bits.len());
            }
        }
        places
    }

    fn get(&self, key: Key) -> Option<&[Bits]> {
        self.bits.get(self.of.get(&key)?.clone())
    }
}

/// The rows, the first of which stands for no word. A bit that is not set says that one more word is
/// common up to its word than up to the word before.
struct Rows {
    width: usize,
    numbers: Vec<u64>,
}

impl Rows {
    fn of<'p>(words: usize, met: impl ExactSizeIterator<Item = &'p [Bits]>) -> Self {
        let width = words.div_ceil(BITS);
        let mut numbers = Vec::with_capacity(width * (met.len() + 1));
        numbers.resize(width, u64::MAX);
        for bits in met {
            let start = numbers.len();
            numbers.extend_from_within(start - width..);
            next_row(numbers.get_mut(start..).unwrap_or_default(), bits);
        }
        Self { width, numbers }
    }

    fn is_set(&self, row: usize, word: usize) -> bool {
        let number = self.numbers.get(row * self.width + word / BITS);
        number.is_some_and(|number| number >> (word % BITS) & 1 == 1)
    }
}

/// Makes a row the next one by the places of its word: `row + (row & bits) | row & !bits`, over all
/// numbers with the carry from one to the next.
fn next_row(row: &mut [u64], bits: &[Bits]) {
    let mut bits = bits.iter().peekable();
    let mut carry = false;
    let mut at = bits.peek().map_or(row.len(), |(number, _)| *number);
    while let Some(number) = row.get_mut(at) {
        let here = bits
            .next_if(|(place, _)| *place == at)
            .map_or(0, |(_, bits)| *bits);
        let (sum, over) = number.overflowing_add(*number & here);
        let (sum, carried_over) = sum.overflowing_add(u64::from(carry));
        *number = sum | *number & !here;
        carry = over || carried_over;
        at = if carry {
            at + 1
        } else {
            bits.peek().map_or(row.len(), |(number, _)| *number)
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::{Reading, Vocabulary};
    use super::*;

    fn keys(a: &str, b: &str) -> (Vec<Key>, Vec<Key>) {
        let spaced = |text: &str| text.chars().flat_map(|c| [c, ' ']).collect::<String>();
        let (a, b) = (spaced(a), spaced(b));
        let mut vocabulary = Vocabulary::default();
        let a = Reading::of(&a, &mut vocabulary).keys;
        (a, Reading::of(&b, &mut vocabulary).keys)
    }

    /// How many words two stretches have in common, by the table of all their beginnings.
    fn length(a: &[Key], b: &[Key]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for ours in a {
            let mut before = 0;
            for (at, theirs) in b.iter().enumerate() {
                let next = if ours == theirs {
                    before + 1
                } else {
                    row[at].max(row[at + 1])
                };
                before = row[at + 1];
                row[at + 1] = next;
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn as_much_as_can_be_is_found_in_order(a in "[a-d]{0,200}", b in "[a-d]{0,300}") {
            let (a, b) = keys(&a, &b);
            let found = common(&a, &b);
            prop_assert!(found.is_sorted_by(|one, next| one.0 < next.0 && one.1 < next.1));
            prop_assert!(found.iter().all(|(ours, theirs)| a[*ours] == b[*theirs]));
            prop_assert_eq!(found.len(), length(&a, &b));
        }
    }
}
