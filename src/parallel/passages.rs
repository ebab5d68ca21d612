//! The passage layer: seeds → clusters → edges → passages.
//!
//! Sentences that are alike give the seeds, and stretches of [`WINDOW`] words a second kind of
//! them, which finds text whose words were moved from one sentence to another. Long copied runs
//! are passages of their own; what they explain gives no other seed.

use std::ops::Range;

use super::cluster;
use super::edges::{self, Refined, Refiner};
use super::exact;
use super::lone;
use super::pair::{Pair, Side};
use super::seeds::{self, Least, Seed, Wholes};
use super::summary;

/// Two passages as ranges of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

impl Passage {
    /// Whether the two share words on both sides.
    pub(super) fn touches(&self, other: &Self) -> bool {
        overlap(&self.a, &other.a) > 0 && overlap(&self.b, &other.b) > 0
    }

    /// Whether most of this lies inside another, on both sides.
    fn is_mostly_inside(&self, other: &Self) -> bool {
        is_mostly_inside(&self.a, &other.a) && is_mostly_inside(&self.b, &other.b)
    }

    /// Whether all of this lies inside another, on both sides.
    fn lies_inside(&self, other: &Self) -> bool {
        let inside = |one: &Range<usize>, other: &Range<usize>| {
            other.start <= one.start && one.end <= other.end
        };
        inside(&self.a, &other.a) && inside(&self.b, &other.b)
    }

    /// Takes another in, with all that lies between.
    pub(super) fn join(&mut self, other: &Self) {
        self.a = self.a.start.min(other.a.start)..self.a.end.max(other.a.end);
        self.b = self.b.start.min(other.b.start)..self.b.end.max(other.b.end);
    }

    fn order(&self) -> (usize, usize, usize, usize) {
        (self.a.start, self.b.start, self.a.end, self.b.end)
    }
}

/// How alike two sentences must be to be a seed.
const ALIKE_SENTENCES: Least = Least {
    cosine: 0.31,
    dice: 0.30,
};
/// How alike two windows must be.
const ALIKE_WINDOWS: Least = Least {
    cosine: 0.30,
    dice: 0.30,
};
/// How many sentences without a seed a passage may hold in a row.
const SENTENCE_GAP: usize = 4;
/// How many windows without a seed a passage may hold in a row.
const WINDOW_GAP: usize = 2;
/// The words of a window; each begins in the middle of the one before.
const WINDOW: usize = 30;
/// The least evidence for a passage, in nats.
const EVIDENCE: f32 = 47.0;
/// The least evidence for a reworded passage where others were copied: who copies from a text is
/// on its topic anyway, so that words in common say less.
const EVIDENCE_BESIDE_COPIES: f32 = 200.0;
/// The fewest bytes of either side; shorter ones are believed only as lone sentences.
const SHORTEST: usize = 150;

/// The passages that two documents share, in order.
pub(super) fn of(pair: &Pair) -> Vec<Passage> {
    let copies = exact::copies(pair);
    let (sentences, windows) = (sentences(pair), windows(pair));
    let alike = sentences.seeds(pair, ALIKE_SENTENCES);
    let in_sentences = sentences.clusters(pair, &copies, &alike, SENTENCE_GAP);
    let alike_windows = windows.seeds(pair, ALIKE_WINDOWS);
    let mut in_windows = windows.clusters(pair, &copies, &alike_windows, WINDOW_GAP);
    let least = if copies.is_empty() {
        EVIDENCE
    } else {
        EVIDENCE_BESIDE_COPIES
    };
    let copied = copies.iter().map(|copy| edges::of_copy(pair, copy));
    let copied: Vec<Refined> = copied.collect();
    let mut refiner = Refiner::new(pair);
    let mut reworded = refined(&mut refiner, &in_sentences, least);
    // What lies inside a passage that was found already would become the same.
    let is_known = |found: &Passage| {
        reworded
            .iter()
            .any(|known| found.lies_inside(&known.passage))
    };
    in_windows.retain(|found| !is_known(found));
    reworded.extend(refined(&mut refiner, &in_windows, least));
    reworded.retain(|found| {
        !copied
            .iter()
            .any(|copy| repeats(&found.passage, &copy.passage))
    });
    let mut passages = distinct(copied.into_iter().chain(reworded).collect());
    // Who copies long runs from a text does not sum it up.
    if copies.is_empty() {
        for summary in summary::of(pair) {
            passages.retain(|passage| !passage.touches(&summary));
            passages.push(summary);
        }
    }
    let lone = lone::of(pair, &alike, &passages, !copies.is_empty());
    passages.extend(lone);
    passages.sort_unstable_by_key(Passage::order);
    passages
}

/// Passages with their edges where they belong, if enough speaks for them.
fn refined(refiner: &mut Refiner, passages: &[Passage], least: f32) -> Vec<Refined> {
    let pair = refiner.pair;
    let long = |side: &Side, words: &Range<usize>| side.reading.span(words).len() >= SHORTEST;
    passages
        .iter()
        .filter_map(|passage| refiner.refine(passage))
        .filter(|refined| refined.evidence >= least)
        .filter(|Refined { passage, .. }| long(&pair.a, &passage.a) && long(&pair.b, &passage.b))
        .collect()
}

/// Whether a reworded passage tells of a copied one, on either side, hardly more than the copy does.
fn repeats(reworded: &Passage, copy: &Passage) -> bool {
    let inside = is_mostly_inside(&reworded.a, &copy.a) || is_mostly_inside(&reworded.b, &copy.b);
    inside && reworded.touches(copy)
}

/// From the strongest to the weakest: what lies inside a stronger passage goes, what overlaps one
/// joins it.
fn distinct(mut refined: Vec<Refined>) -> Vec<Passage> {
    refined.sort_by(|one, other| {
        let order = one.passage.order().cmp(&other.passage.order());
        other.evidence.total_cmp(&one.evidence).then(order)
    });
    let mut passages: Vec<Passage> = vec![];
    for Refined { passage, .. } in refined {
        if passages
            .iter()
            .any(|stronger| passage.is_mostly_inside(stronger))
        {
            continue;
        }
        match passages
            .iter_mut()
            .find(|stronger| stronger.touches(&passage))
        {
            Some(stronger) => stronger.join(&passage),
            None => passages.push(passage),
        }
    }
    passages
}

/// Two documents cut into parts that are compared.
struct Cuts {
    a: Vec<Range<usize>>,
    b: Vec<Range<usize>>,
}

fn sentences(pair: &Pair) -> Cuts {
    Cuts {
        a: pair.a.reading.sentences.to_vec(),
        b: pair.b.reading.sentences.to_vec(),
    }
}

fn windows(pair: &Pair) -> Cuts {
    let cut = |side: &Side| {
        let words = side.reading.words.len();
        (0..words)
            .step_by(WINDOW / 2)
            .map(|start| start..(start + WINDOW).min(words))
            .collect()
    };
    Cuts {
        a: cut(&pair.a),
        b: cut(&pair.b),
    }
}

impl Cuts {
    /// Parts that are alike.
    fn seeds(&self, pair: &Pair, least: Least) -> Vec<Seed> {
        seeds::of(pair, (&self.a, &self.b), least)
    }

    /// Parts that are alike and lie together, as passages.
    fn clusters(
        &self,
        pair: &Pair,
        copies: &[Passage],
        seeds: &[Seed],
        gap: usize,
    ) -> Vec<Passage> {
        let mut seeds = seeds.to_vec();
        seeds.retain(|seed| !copies.iter().any(|copy| self.is_explained(copy, *seed)));
        let mut kept = vec![];
        self.validate(&mut Wholes::new(pair), &seeds, gap, &mut kept);
        kept
    }

    /// Whether a copied run holds most of one of a seed's parts.
    fn is_explained(&self, copy: &Passage, seed: Seed) -> bool {
        let inside = |cuts: &[Range<usize>], number: usize, range: &Range<usize>| {
            cuts.get(number)
                .is_some_and(|cut| is_mostly_inside(cut, range))
        };
        inside(&self.a, seed.a, &copy.a) || inside(&self.b, seed.b, &copy.b)
    }

    /// Keeps clusters that are alike as wholes, and splits the others further.
    fn validate(&self, wholes: &mut Wholes, seeds: &[Seed], gap: usize, kept: &mut Vec<Passage>) {
        for cluster in cluster::of(seeds, gap) {
            let passage = Passage {
                a: words(&self.a, &cluster.a),
                b: words(&self.b, &cluster.b),
            };
            if wholes.are_alike(&passage) {
                kept.push(passage);
            } else if let Some(smaller) = gap.checked_sub(1) {
                self.validate(wholes, &cluster.seeds, smaller, kept);
            }
        }
    }
}

fn words(cuts: &[Range<usize>], range: &Range<usize>) -> Range<usize> {
    let start = cuts.get(range.start).map_or(0, |first| first.start);
    let last = cuts.get(range.end.saturating_sub(1));
    start..last.map_or(start, |last| last.end)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    let end = one.end.min(other.end);
    end.saturating_sub(one.start.max(other.start))
}

fn is_mostly_inside(one: &Range<usize>, other: &Range<usize>) -> bool {
    2 * overlap(one, other) > one.len()
}
