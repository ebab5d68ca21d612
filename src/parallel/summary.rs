//! Summaries: a short stretch of one document whose words come from all over the other.
//!
//! What tells a summary from a reworded passage: the whole of the other document explains the
//! stretch better than any one place in it does, and that place is not explained by the stretch.

use std::ops::Range;

use super::edges::{self, Observed};
use super::pair::{ALONE, Pair, Side, Told, View};
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
    let there = one_way(&pair.seen_from_a(), &pair.seen_from_b()).map(|(a, b)| Passage { a, b });
    let back = one_way(&pair.seen_from_b(), &pair.seen_from_a()).map(|(b, a)| Passage { a, b });
    there.into_iter().chain(back).collect()
}

/// A summary here of what is told there, as ranges of words.
fn one_way(here: &View, there: &View) -> Option<(Range<usize>, Range<usize>)> {
    let (short, long) = (here.here, here.there);
    let words = long.reading.words.len();
    if words < SHORTER * SHORTEST {
        return None;
    }
    let core = densest(short)?;
    let by_whole = Observed::new(here, 0..short.reading.words.len(), &(0..words));
    let (stretch, _) = by_whole.stretch(&core)?;
    let (stretch, evidence) = by_whole.stretch(&stretch)?;
    let length = stretch.len();
    let is_short = length * SHORTER <= words && length * SHORTER_AT_MOST >= words;
    if length < SHORTEST || !is_short || evidence < EVIDENCE {
        return None;
    }
    let ids = ids(short, &stretch);
    let total = weight_of(&ids, long, &(0..words));
    let (best, place) = best_place(&ids, stretch.len(), long)?;
    if best > total * ONE_PLACE {
        return None;
    }
    let local = edges::stretch(here, &stretch, &place);
    let local = local.map_or(0.0, |(_, evidence)| evidence);
    if evidence < local * WHOLE {
        return None;
    }
    let back = edges::stretch(there, &place, &stretch);
    let back = back.map_or(0.0, |(_, evidence)| evidence);
    if back > evidence * BACK {
        return None;
    }
    let reach = reach(&ids, long)?;
    (reach.len() * 2 > words).then_some((stretch, reach))
}

/// How far a summary reaches in the document that it sums up.
fn reach(ids: &[(u32, f32)], long: &Side) -> Option<Range<usize>> {
    let telling = ids.iter().filter(|(_, weight)| *weight >= TELLING);
    let mut places = 0;
    let (mut first, mut last) = (usize::MAX, 0);
    for (id, _) in telling {
        let of_id = long.places.of(*id);
        places += of_id.len();
        first = of_id
            .first()
            .map_or(first, |place| first.min(*place as usize));
        last = of_id.last().map_or(last, |place| last.max(*place as usize));
    }
    let margin = last.checked_sub(first)? * MARGIN / (places - 1).max(1);
    Some(first.saturating_sub(margin)..(last + 1 + margin).min(long.reading.words.len()))
}

/// The place of the other document, twice as long as the stretch, that holds most of its words,
/// with their weight. Each place begins in the middle of the one before.
fn best_place(ids: &[(u32, f32)], length: usize, long: &Side) -> Option<(f32, Range<usize>)> {
    let words = long.reading.words.len();
    let mut weights = vec![0.0_f32; words.div_ceil(length)];
    for (id, weight) in ids {
        // The places that hold the word, each once: they come in order.
        let mut next = 0;
        for at in long.places.of(*id) {
            let last = *at as usize / length;
            let holding = last.saturating_sub(1).max(next)..last + 1;
            for held in weights.get_mut(holding).unwrap_or_default() {
                *held += weight;
            }
            next = last + 1;
        }
    }
    let places = weights.into_iter().enumerate();
    places
        .map(|(number, weight)| {
            let start = number * length;
            (weight, start..(start + 2 * length).min(words))
        })
        .max_by(|one, other| {
            one.0
                .total_cmp(&other.0)
                .then(other.1.start.cmp(&one.1.start))
        })
}

/// The stretch with the most weight of words that stand in the other document.
fn densest(side: &Side) -> Option<Range<usize>> {
    const STEP: usize = CORE / 4;
    let common = |word: &&Told| word.term != ALONE;
    let weight = |words: &[Told]| words.iter().filter(common).map(|word| word.weight).sum();
    let steps: Vec<f32> = side.words.chunks(STEP).map(weight).collect();
    let words = side.reading.words.len();
    (0..words)
        .step_by(STEP)
        .map(|start| start..(start + CORE).min(words))
        .map(|range| {
            let steps = steps.get(range.start / STEP..range.end.div_ceil(STEP));
            (steps.unwrap_or_default().iter().sum::<f32>(), range)
        })
        .max_by(|one, other| {
            one.0
                .total_cmp(&other.0)
                .then(other.1.start.cmp(&one.1.start))
        })
        .map(|(_, range)| range)
}

/// The weight of those words that stand in a range.
fn weight_of(ids: &[(u32, f32)], side: &Side, range: &Range<usize>) -> f32 {
    ids.iter()
        .filter(|(id, _)| !side.places_within(*id, range).is_empty())
        .map(|(_, weight)| weight)
        .sum()
}

/// The different words of a stretch that stand in the other document, with their weight.
fn ids(side: &Side, range: &Range<usize>) -> Vec<(u32, f32)> {
    let common = side.common_in(range).iter();
    let mut words: Vec<(u32, f32)> = common.map(|word| (word.term, word.weight)).collect();
    words.sort_unstable_by_key(|(id, _)| *id);
    words.dedup_by_key(|(id, _)| *id);
    words
}
