//! The passage layer: seeds → clusters → passages.

use std::ops::Range;

use super::cluster::{self, Cluster};
use super::pair::{Pair, Side};
use super::seeds::{self, Seed};

/// Two passages as ranges of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

/// How many sentences without a seed a passage may hold in a row.
const GAP: usize = 4;
/// The least cosine of two passages as wholes.
const WHOLE: f32 = 0.34;
/// The fewest bytes of either side.
const SHORTEST: usize = 150;

/// The passages that two documents share.
pub(super) fn of(pair: &Pair) -> Vec<Passage> {
    let seeds = seeds::of(pair);
    let mut kept = vec![];
    validate(pair, &seeds, GAP, &mut kept);
    let mut passages: Vec<Passage> = kept
        .iter()
        .map(|cluster| Passage {
            a: words(&pair.a, &cluster.a),
            b: words(&pair.b, &cluster.b),
        })
        .filter(|passage| {
            pair.a.reading.span(&passage.a).len() >= SHORTEST
                && pair.b.reading.span(&passage.b).len() >= SHORTEST
        })
        .collect();
    passages.sort_unstable_by(|one, other| {
        (one.a.start, one.b.start).cmp(&(other.a.start, other.b.start))
    });
    passages
}

fn validate(pair: &Pair, seeds: &[Seed], gap: usize, kept: &mut Vec<Cluster>) {
    for cluster in cluster::of(seeds, gap) {
        if likeness(
            pair,
            &words(&pair.a, &cluster.a),
            &words(&pair.b, &cluster.b),
        ) >= WHOLE
        {
            kept.push(cluster);
        } else if let Some(smaller) = gap.checked_sub(1) {
            validate(pair, &cluster.seeds, smaller, kept);
        }
    }
}

fn words(side: &Side, sentences: &Range<usize>) -> Range<usize> {
    let sentence = |number| side.reading.sentences.get(number);
    let start = sentence(sentences.start).map_or(0, |first| first.start);
    let end = sentence(sentences.end.saturating_sub(1)).map_or(start, |last| last.end);
    start..end
}

/// The cosine of two stretches of words.
fn likeness(pair: &Pair, a: &Range<usize>, b: &Range<usize>) -> f32 {
    let (counts_a, norm_a) = counts(&pair.a, a);
    let (counts_b, norm_b) = counts(&pair.b, b);
    let mut dot = 0.0;
    let mut rest = counts_b.as_slice();
    for (term, times, weight) in &counts_a {
        let skip = rest.partition_point(|other| other.0 < *term);
        rest = rest.get(skip..).unwrap_or_default();
        if let Some((other, other_times, _)) = rest.first()
            && other == term
        {
            dot += times * other_times * weight * weight;
        }
    }
    if dot > 0.0 {
        dot / (norm_a * norm_b)
    } else {
        0.0
    }
}

type Counts = Vec<(super::reading::Term, f32, f32)>;

fn counts(side: &Side, range: &Range<usize>) -> (Counts, f32) {
    let mut terms: Vec<(super::reading::Term, f32)> = range
        .clone()
        .filter_map(|at| Some((side.reading.words.get(at)?.term, *side.weights.get(at)?)))
        .collect();
    terms.sort_unstable_by_key(|term| term.0);
    let counts: Counts = terms
        .chunk_by(|one, next| one.0 == next.0)
        .filter_map(|run| {
            Some((
                run.first()?.0,
                super::pair::count(run.len()),
                run.first()?.1,
            ))
        })
        .collect();
    let norm = counts
        .iter()
        .map(|(_, times, weight)| times * times * weight * weight)
        .sum::<f32>();
    (counts, norm.sqrt())
}
