//! Summaries: a short stretch of one document whose words come from all over the other.
//!
//! What tells a summary from a reworded passage: the whole of the other document explains the
//! stretch better than any one place in it does, and that place is not explained by the stretch.

use std::ops::Range;

use super::edges::{self, Rewording};
use super::pair::{ALONE, Pair, Side};
use super::passages::Passage;

/// How many words the search for the densest stretch looks at together.
const CORE: usize = 40;
/// The fewest words of a summary.
const SHORTEST: usize = 50;
/// The least evidence, in nats.
const EVIDENCE: f32 = 80.0;
/// A summary is at least this many times shorter than what it sums up,
const SHORTER: usize = 3;
/// and at most this many times: in a very long text, the words of anything can be found.
const SHORTER_AT_MOST: usize = 20;
/// The most that one place may hold of the weight that the whole document explains.
const ONE_PLACE: f32 = 0.85;
/// By which factor the whole document must explain more than that place, in nats.
const WHOLE: f32 = 1.03;
/// How much of that place the stretch may explain, as a part of the evidence for the whole.
const BACK: f32 = 0.4;
/// From which weight on a word's places tell how far the summary reaches, in nats.
const TELLING: f32 = 2.5;
/// The edge lies this many mean distances beyond the last place that tells.
const MARGIN: usize = 2;

/// The passages of which one side sums up the other: at most one each way.
pub(super) fn of(pair: &Pair) -> Vec<Passage> {
    let there = one_way(&pair.a, &pair.b).map(|(a, b)| Passage { a, b });
    let back = one_way(&pair.b, &pair.a).map(|(b, a)| Passage { a, b });
    there.into_iter().chain(back).collect()
}

fn one_way(short: &Side, long: &Side) -> Option<(Range<usize>, Range<usize>)> {
    let words = long.reading.words.len();
    if words < SHORTER * SHORTEST {
        return None;
    }
    let core = densest(short)?;
    let explained = |core: &Range<usize>, by: &Range<usize>| {
        edges::stretch(short, core, long, by, Rewording::Some)
    };
    let (stretch, _) = explained(&core, &(0..words))?;
    let (stretch, evidence) = explained(&stretch, &(0..words))?;
    let length = stretch.len();
    let is_short = length * SHORTER <= words && length * SHORTER_AT_MOST >= words;
    if length < SHORTEST || !is_short || evidence < EVIDENCE {
        return None;
    }
    let total = weight_of(short, &stretch, long, &(0..words));
    let (best, place) = best_place(short, &stretch, long)?;
    let local = explained(&stretch, &place).map_or(0.0, |(_, evidence)| evidence);
    let back = edges::stretch(long, &place, short, &stretch, Rewording::Some);
    let back = back.map_or(0.0, |(_, evidence)| evidence);
    if best > total * ONE_PLACE || evidence < local * WHOLE || back > evidence * BACK {
        return None;
    }
    let reach = reach(short, &stretch, long)?;
    (reach.len() * 2 > words).then_some((stretch, reach))
}

/// How far a summary reaches in the document that it sums up.
fn reach(short: &Side, stretch: &Range<usize>, long: &Side) -> Option<Range<usize>> {
    let places = places(short, stretch, long);
    let (first, last) = (*places.first()?, *places.last()?);
    let margin = (last - first) * MARGIN / (places.len() - 1).max(1);
    Some(first.saturating_sub(margin)..(last + 1 + margin).min(long.reading.words.len()))
}

/// The place of the other document, twice as long as the stretch, that holds most of its words,
/// with their weight.
fn best_place(short: &Side, stretch: &Range<usize>, long: &Side) -> Option<(f32, Range<usize>)> {
    let (words, width) = (long.reading.words.len(), stretch.len() * 2);
    (0..words)
        .step_by(stretch.len())
        .map(|start| start..(start + width).min(words))
        .map(|place| (weight_of(short, stretch, long, &place), place))
        .max_by(|one, other| {
            one.0
                .total_cmp(&other.0)
                .then(other.1.start.cmp(&one.1.start))
        })
}

/// The stretch with the most weight of words that stand in the other document.
fn densest(side: &Side) -> Option<Range<usize>> {
    let words = side.reading.words.len();
    let weight = |range: Range<usize>| -> f32 {
        range
            .filter(|at| side.shared.get(*at).is_some_and(|id| *id != ALONE))
            .filter_map(|at| side.weights.get(at))
            .sum()
    };
    (0..words)
        .step_by(CORE / 4)
        .map(|start| start..(start + CORE).min(words))
        .map(|range| (weight(range.clone()), range))
        .max_by(|one, other| {
            one.0
                .total_cmp(&other.0)
                .then(other.1.start.cmp(&one.1.start))
        })
        .map(|(_, range)| range)
}

/// Where the stretch's words that say much stand in the other document.
fn places(short: &Side, stretch: &Range<usize>, long: &Side) -> Vec<usize> {
    let ids = ids(short, stretch);
    long.shared
        .iter()
        .enumerate()
        .filter(|(at, id)| {
            ids.binary_search(id).is_ok()
                && long
                    .weights
                    .get(*at)
                    .is_some_and(|weight| *weight >= TELLING)
        })
        .map(|(at, _)| at)
        .collect()
}

/// The weight of a stretch's different words that stand in a range of the other document.
fn weight_of(short: &Side, stretch: &Range<usize>, long: &Side, range: &Range<usize>) -> f32 {
    let there = ids(long, range);
    let mut here: Vec<(u32, f32)> = stretch
        .clone()
        .filter_map(|at| Some((*short.shared.get(at)?, *short.weights.get(at)?)))
        .filter(|(id, _)| there.binary_search(id).is_ok())
        .collect();
    here.sort_unstable_by_key(|word| word.0);
    here.dedup_by_key(|word| word.0);
    here.iter().map(|word| word.1).sum()
}

fn ids(side: &Side, range: &Range<usize>) -> Vec<u32> {
    let mut ids: Vec<u32> = side.shared.get(range.clone()).unwrap_or_default().to_vec();
    ids.sort_unstable();
    ids.dedup();
    if ids.last() == Some(&ALONE) {
        ids.pop();
    }
    ids
}
