//! Seeds that lie close together in both documents, grouped.
//!
//! Recursive clustering on both sides after Sanchez-Perez, Sidorov and Gelbukh (PAN 2014).

use std::ops::Range;

use super::seeds::Seed;

/// Seeds that belong together, with the sentences that they span on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
    pub(super) seeds: Vec<Seed>,
}

/// Groups seeds so that, inside a group, no more than `gap` sentences without a seed lie between
/// two with one, on either side.
pub(super) fn of(seeds: &[Seed], gap: usize) -> Vec<Cluster> {
    let by_a = split(seeds, gap, |seed| seed.a);
    let parts: Vec<Vec<Seed>> = by_a
        .iter()
        .flat_map(|part| split(part, gap, |seed| seed.b))
        .collect();
    match parts.as_slice() {
        [] => vec![],
        [whole] => vec![Cluster {
            a: extent(whole, |seed| seed.a),
            b: extent(whole, |seed| seed.b),
            seeds: whole.clone(),
        }],
        parts => parts.iter().flat_map(|part| of(part, gap)).collect(),
    }
}

fn split(seeds: &[Seed], gap: usize, side: impl Fn(&Seed) -> usize) -> Vec<Vec<Seed>> {
    let mut sorted = seeds.to_vec();
    sorted.sort_unstable_by_key(|seed| (side(seed), *seed));
    sorted
        .chunk_by(|one, next| side(next) - side(one) <= gap + 1)
        .map(<[Seed]>::to_vec)
        .collect()
}

fn extent(seeds: &[Seed], side: impl Fn(&Seed) -> usize) -> Range<usize> {
    let start = seeds.iter().map(&side).min().unwrap_or_default();
    let end = seeds.iter().map(&side).max().map_or(0, |last| last + 1);
    start..end
}
