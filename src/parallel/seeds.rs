//! Pairs of sentences that are alike enough to begin a passage with.
//!
//! Cosine and Dice over rarity-weighted words, both above a threshold, after Sanchez-Perez,
//! Sidorov and Gelbukh (PAN 2014).

use super::pair::{ALONE, Pair, Side};

/// A pair of sentences, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    pub(super) a: usize,
    pub(super) b: usize,
}

/// The least cosine of the two sentences' weighted words.
const COSINE: f32 = 0.28;
/// The least weighted Dice coefficient of the sets of their words.
const DICE: f32 = 0.30;

/// A word of a sentence with how often it stands there.
struct Counted {
    shared: u32,
    times: f32,
}

/// A sentence as a vector.
struct Vector {
    words: Vec<Counted>,
    norm: f32,
    total: f32,
}

/// All pairs of sentences that are alike, in order.
pub(super) fn of(pair: &Pair) -> Vec<Seed> {
    let (of_a, of_b) = (vectors(&pair.a), vectors(&pair.b));
    let mut postings: Vec<Vec<(usize, f32)>> = vec![vec![]; pair.shared.len()];
    for (number, vector) in of_b.iter().enumerate() {
        for word in &vector.words {
            if let Some(places) = postings.get_mut(word.shared as usize) {
                places.push((number, word.times));
            }
        }
    }
    let mut seeds = vec![];
    let mut sums = vec![(0.0_f32, 0.0_f32); of_b.len()];
    let mut touched = vec![];
    for (number, vector) in of_a.iter().enumerate() {
        for word in &vector.words {
            let (Some(shared), Some(places)) = (
                pair.shared.get(word.shared as usize),
                postings.get(word.shared as usize),
            ) else {
                continue;
            };
            for (other, times) in places {
                if let Some((dot, common)) = sums.get_mut(*other) {
                    if *common == 0.0 {
                        touched.push(*other);
                    }
                    *dot += word.times * times * shared.weight * shared.weight;
                    *common += shared.weight;
                }
            }
        }
        for other in touched.drain(..) {
            if let (Some(sum), Some(counterpart)) = (sums.get_mut(other), of_b.get(other)) {
                let (dot, common) = std::mem::take(sum);
                if dot >= COSINE * vector.norm * counterpart.norm
                    && 2.0 * common >= DICE * (vector.total + counterpart.total)
                {
                    seeds.push(Seed {
                        a: number,
                        b: other,
                    });
                }
            }
        }
    }
    seeds.sort_unstable();
    seeds
}

fn vectors(side: &Side) -> Vec<Vector> {
    let mut terms: Vec<(super::reading::Term, u32, f32)> = vec![];
    side.reading
        .sentences
        .iter()
        .map(|sentence| {
            terms.clear();
            for at in sentence.clone() {
                if let (Some(word), Some(shared), Some(weight)) = (
                    side.reading.words.get(at),
                    side.shared.get(at),
                    side.weights.get(at),
                ) {
                    terms.push((word.term, *shared, *weight));
                }
            }
            terms.sort_unstable_by_key(|term| term.0);
            let mut vector = Vector {
                words: vec![],
                norm: 0.0,
                total: 0.0,
            };
            for run in terms.chunk_by(|one, next| one.0 == next.0) {
                let times = super::pair::count(run.len());
                if let Some((_, shared, weight)) = run.first() {
                    vector.norm += times * times * weight * weight;
                    vector.total += weight;
                    if *shared != ALONE {
                        vector.words.push(Counted {
                            shared: *shared,
                            times,
                        });
                    }
                }
            }
            vector.norm = vector.norm.sqrt();
            vector
        })
        .collect()
}
