//! Runs of the same words in the same order: copied text.

use std::ops::Range;

use super::pair::{ALONE, Pair, Side, Told};
use super::passages::Passage;

/// The fewest words of a run.
pub(super) const SHORTEST: usize = 5;
/// Words that stand in more places of the second document are not looked up: runs of such words
/// only are not found, and in return no text makes the search long.
const FREQUENT: usize = 256;
/// The fewest bytes of a run that is a passage of its own, on the shorter side.
const LONG: usize = 256;
/// The most words between two runs that are one copy with an edit.
const EDITED: usize = 20;
/// By how many words two runs of one copy may overlap.
const OVERLAP: usize = 5;

/// A run of the same words, as long as it goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Its first word in the first document.
    pub(super) a: usize,
    /// Its first word in the second.
    pub(super) b: usize,
    /// How many words it has.
    pub(super) length: usize,
}

/// All runs of two documents. Where one has several counterparts, each is a run.
pub(super) fn runs(one: &Side, other: &Side) -> Vec<Run> {
    let (a, b) = (one.words.as_slice(), other.words.as_slice());
    let same = |one: usize, other: usize| match (a.get(one), b.get(other)) {
        (Some(one), Some(other)) => one.term == other.term && one.term != ALONE,
        _ => false,
    };
    let mut found = vec![];
    // Whether the words just before were looked up, so that a run which holds them is known.
    let mut is_known = false;
    // Where the shared words begin that reach to the last word of those looked at: most words of
    // two documents are alone, and no run goes through one.
    let mut shared_from = 0;
    for (last, word) in a.iter().enumerate() {
        if word.term == ALONE {
            shared_from = last + 1;
        }
        let was_known = std::mem::replace(&mut is_known, false);
        if last + 1 - shared_from < SHORTEST {
            continue;
        }
        let at = last + 1 - SHORTEST;
        let words = a.get(at..=last).unwrap_or_default();
        let Some((offset, places)) = rarest(other, words) else {
            continue;
        };
        is_known = true;
        for place in places {
            let Some(place) = (*place as usize).checked_sub(offset) else {
                continue;
            };
            let goes_on = at > 0 && place > 0 && same(at - 1, place - 1);
            if was_known && goes_on || !(0..SHORTEST).all(|word| same(at + word, place + word)) {
                continue;
            }
            let before = (1..=at.min(place)).take_while(|back| same(at - back, place - back));
            let before = before.count();
            let after = (SHORTEST..).take_while(|word| same(at + word, place + word));
            found.push(Run {
                a: at - before,
                b: place - before,
                length: before + SHORTEST + after.count(),
            });
        }
    }
    found
}

/// Of a few words the one with the fewest places in the second document, with these; nothing where
/// one has no place or all have too many.
fn rarest<'p>(other: &'p Side, words: &[Told]) -> Option<(usize, &'p [u32])> {
    let places = words.iter().map(|word| other.places.of(word.term));
    let (offset, places) = places.enumerate().min_by_key(|(_, places)| places.len())?;
    (1..=FREQUENT)
        .contains(&places.len())
        .then_some((offset, places))
}

/// The copied passages: long runs, joined where little stands between them on both sides.
pub(super) fn copies(pair: &Pair) -> Vec<Passage> {
    let passages = pair.runs.iter().map(|run| Passage {
        a: run.a..run.a + run.length,
        b: run.b..run.b + run.length,
    });
    let is_long = |side: &Side, words: &Range<usize>| side.reading.span(words).len() >= LONG;
    let mut long: Vec<Passage> = passages
        .filter(|run| is_long(&pair.a, &run.a) && is_long(&pair.b, &run.b))
        .collect();
    long.sort_unstable_by_key(|run| (run.a.start, run.b.start));
    let mut copies: Vec<Passage> = vec![];
    for run in long {
        match copies.iter_mut().rev().find(|copy| goes_on(copy, &run)) {
            Some(copy) => copy.join(&run),
            None => copies.push(run),
        }
    }
    copies
}

fn goes_on(copy: &Passage, run: &Passage) -> bool {
    let after = |end: usize, start: usize| start + OVERLAP > end && start <= end + EDITED;
    after(copy.a.end, run.a.start) && after(copy.b.end, run.b.start)
}
