//! From paired sentences to the order in which a reader walks through both texts.

use std::ops::Range;

use super::align::{Pair, Side, Weights, pairs};
use super::order::in_order;
use super::units::sentences;
use super::words::{Reading, Vocabulary};

/// A stretch of one or both texts, as ranges of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Told on both sides in the same order.
    Both(Range<usize>, Range<usize>),
    /// Told on both sides, but elsewhere on the second.
    Moved(Range<usize>, Range<usize>),
    /// Told on the first side only.
    OnlyA(Range<usize>),
    /// Told on the second side only.
    OnlyB(Range<usize>),
}

impl Block {
    /// The words on each side; an empty range where a side has none.
    pub fn words(&self) -> (Range<usize>, Range<usize>) {
        match self {
            Block::Both(a, b) | Block::Moved(a, b) => (a.clone(), b.clone()),
            Block::OnlyA(a) => (a.clone(), 0..0),
            Block::OnlyB(b) => (0..0, b.clone()),
        }
    }
}

/// Lays both texts side by side: every word of each is in exactly one block, and the blocks follow
/// both texts, but for the second side of those that were moved.
pub fn layout(a: &Reading, b: &Reading, vocabulary: &Vocabulary) -> Vec<Block> {
    let (units_a, units_b) = (sentences(a), sentences(b));
    let (side_a, side_b) = (Side::new(&a.keys, &units_a), Side::new(&b.keys, &units_b));
    let weights = Weights::of(&side_a, &side_b, vocabulary);
    let pairs = pairs(&side_a, &side_b, &weights);
    let places: Vec<(usize, u64)> = pairs
        .iter()
        .map(|pair| {
            let (a, b) = (joined(&units_a, &pair.a), joined(&units_b, &pair.b));
            (pair.b.start, a.len().min(b.len()) as u64)
        })
        .collect();
    let kept = in_order(&places);
    let mut laid = Laying {
        a: &units_a,
        b: &units_b,
        moved_b: vec![false; units_b.len()],
        blocks: vec![],
    };
    for (pair, _) in pairs.iter().zip(&kept).filter(|(_, kept)| !**kept) {
        laid.moved_b
            .get_mut(pair.b.clone())
            .unwrap_or_default()
            .fill(true);
    }
    let (mut next_a, mut next_b) = (0, 0);
    for (pair, kept) in pairs.iter().zip(&kept) {
        laid.only_a(next_a..pair.a.start);
        next_a = pair.a.end;
        if *kept {
            laid.only_b(next_b..pair.b.start);
            next_b = pair.b.end;
        }
        laid.pair(pair, !kept);
    }
    laid.only_a(next_a..units_a.len());
    laid.only_b(next_b..units_b.len());
    join_leftovers(laid.blocks, a, b, &weights)
}

/// The blocks so far, made from ranges of units.
struct Laying<'u> {
    a: &'u [Range<usize>],
    b: &'u [Range<usize>],
    /// Which units of the second side are told where the first side has them.
    moved_b: Vec<bool>,
    blocks: Vec<Block>,
}

impl Laying<'_> {
    fn only_a(&mut self, units: Range<usize>) {
        if !units.is_empty() {
            self.blocks.push(Block::OnlyA(joined(self.a, &units)));
        }
    }

    fn only_b(&mut self, units: Range<usize>) {
        let mut start = units.start;
        for unit in units.clone() {
            if self.moved_b.get(unit) == Some(&true) {
                self.only_b_run(start..unit);
                start = unit + 1;
            }
        }
        self.only_b_run(start..units.end);
    }

    fn only_b_run(&mut self, units: Range<usize>) {
        if !units.is_empty() {
            self.blocks.push(Block::OnlyB(joined(self.b, &units)));
        }
    }

    fn pair(&mut self, pair: &Pair, moved: bool) {
        let (a, b) = (joined(self.a, &pair.a), joined(self.b, &pair.b));
        self.blocks.push(if moved {
            Block::Moved(a, b)
        } else {
            Block::Both(a, b)
        });
    }
}

/// The words of a range of units, which lie side by side.
fn joined(units: &[Range<usize>], range: &Range<usize>) -> Range<usize> {
    match units.get(range.clone()) {
        Some([first, .., last]) => first.start..last.end,
        Some([only]) => only.clone(),
        Some([]) | None => 0..0,
    }
}

/// What is left over on both sides in the same place is one block, too, if it is alike at all or if
/// there is nothing else to compare.
fn join_leftovers(blocks: Vec<Block>, a: &Reading, b: &Reading, weights: &Weights) -> Vec<Block> {
    let alone = blocks.len() == 2;
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let (Some(Block::OnlyA(ours)), Block::OnlyB(theirs)) = (joined.last(), &block) {
            let keys_a = a.keys.get(ours.clone()).unwrap_or_default();
            let keys_b = b.keys.get(theirs.clone()).unwrap_or_default();
            if alone || weights.are_alike(keys_a, keys_b) {
                let both = Block::Both(ours.clone(), theirs.clone());
                joined.pop();
                joined.push(both);
                continue;
            }
        }
        joined.push(block);
    }
    joined
}
