//! Phrases that were cut in one place and put in another, found among what was changed.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::edits::Edit;
use super::words::{Key, Reading, Vocabulary};

/// So many words in a row must be the same for a phrase to count as moved and not as told anew.
const LEAST_WORDS: usize = 4;
/// So many of them must be more than function words.
const LEAST_TELLING: usize = 3;

/// Takes the moved phrases out of the edits, and returns them as pairs of ranges of words.
///
/// The longest phrases are taken first. What remains of an edit stays one, or becomes several.
///
/// `edits` are those of each block of the layout.
pub fn take_moved(
    edits: &mut [Vec<Edit>],
    a: &Reading,
    b: &Reading,
    vocabulary: &Vocabulary,
) -> Vec<Edit> {
    let all: Vec<&Edit> = edits.iter().flatten().collect();
    let mut phrases = phrases(&all, a, b);
    phrases.sort_by_key(|phrase| (usize::MAX - phrase.a.len(), phrase.a.start));
    let mut moved: Vec<Edit> = vec![];
    let (mut in_a, mut in_b) = (Apart::default(), Apart::default());
    for phrase in phrases {
        if in_a.has_room(&phrase.a)
            && in_b.has_room(&phrase.b)
            && tells_enough(&phrase, a, vocabulary)
        {
            in_a.add(&phrase.a);
            in_b.add(&phrase.b);
            moved.push(phrase);
        }
    }
    if !moved.is_empty() {
        let taken = Taken::new(&moved);
        for block in edits {
            *block = block.iter().flat_map(|edit| taken.out_of(edit)).collect();
        }
    }
    moved.sort_by_key(|phrase| phrase.a.start);
    moved
}

/// Ranges that do not overlap: the end of each by its start.
#[derive(Default)]
struct Apart(BTreeMap<usize, usize>);

impl Apart {
    fn has_room(&self, range: &Range<usize>) -> bool {
        let before = self.0.range(..range.end).next_back();
        before.is_none_or(|(_, end)| *end <= range.start)
    }

    fn add(&mut self, range: &Range<usize>) {
        self.0.insert(range.start, range.end);
    }
}

/// The longest runs of equal words between what only one side has and what only the other has.
fn phrases(edits: &[&Edit], a: &Reading, b: &Reading) -> Vec<Edit> {
    // Where each run of LEAST_WORDS stands, if it stands in one place only.
    let mut places: HashMap<&[Key], Option<(usize, usize)>, RandomState> = HashMap::default();
    for (index, edit) in edits.iter().enumerate() {
        let cut = a.keys.get(edit.a.clone()).unwrap_or_default();
        for (at, run) in cut.windows(LEAST_WORDS).enumerate() {
            match places.entry(run) {
                Entry::Vacant(free) => {
                    free.insert(Some((edit.a.start + at, index)));
                }
                Entry::Occupied(mut taken) => {
                    taken.insert(None);
                }
            }
        }
    }
    let mut found = vec![];
    if places.is_empty() {
        return found;
    }
    for edit in edits {
        let mut at = edit.b.start;
        while let Some(run) = b
            .keys
            .get(at..(at + LEAST_WORDS).min(edit.b.end))
            .filter(|run| run.len() == LEAST_WORDS)
        {
            let place = places.get(run).copied().flatten();
            let Some((start, from)) =
                place.and_then(|(start, index)| Some((start, *edits.get(index)?)))
            else {
                at += 1;
                continue;
            };
            let ours = a.keys.get(start..from.a.end).unwrap_or_default();
            let theirs = b.keys.get(at..edit.b.end).unwrap_or_default();
            let length = ours
                .iter()
                .zip(theirs)
                .take_while(|(ours, theirs)| ours == theirs)
                .count();
            found.push(Edit {
                a: start..start + length,
                b: at..at + length,
            });
            at += length;
        }
    }
    found
}

fn tells_enough(phrase: &Edit, a: &Reading, vocabulary: &Vocabulary) -> bool {
    let keys = a.keys.get(phrase.a.clone()).unwrap_or_default();
    keys.iter()
        .filter(|key| !vocabulary.is_small(**key))
        .count()
        >= LEAST_TELLING
}

/// Stretches of words that are taken out of edits. On each side they do not overlap.
pub struct Taken {
    a: Vec<Range<usize>>,
    b: Vec<Range<usize>>,
}

impl Taken {
    /// What these pairs of ranges hold on either side.
    pub fn new(pairs: &[Edit]) -> Self {
        let sorted = |side: fn(&Edit) -> &Range<usize>| {
            let mut ranges: Vec<Range<usize>> =
                pairs.iter().map(|pair| side(pair).clone()).collect();
            ranges.sort_by_key(|range| range.start);
            ranges
        };
        Self {
            a: sorted(|pair| &pair.a),
            b: sorted(|pair| &pair.b),
        }
    }

    /// What is left of an edit.
    pub fn out_of(&self, edit: &Edit) -> Vec<Edit> {
        let (left_a, left_b) = (cut(&edit.a, &self.a), cut(&edit.b, &self.b));
        let parts = left_a.len().max(left_b.len());
        let part = |left: &[Range<usize>], whole: &Range<usize>, at: usize| {
            left.get(at).cloned().unwrap_or(whole.end..whole.end)
        };
        (0..parts)
            .map(|at| Edit {
                a: part(&left_a, &edit.a, at),
                b: part(&left_b, &edit.b, at),
            })
            .collect()
    }
}

/// The parts of a range that none of the others covers; nothing for an empty range. The others are
/// in order.
fn cut(range: &Range<usize>, others: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = others.partition_point(|other| other.end <= range.start);
    let inside = others
        .iter()
        .skip(first)
        .take_while(|other| other.start < range.end);
    let mut left = vec![];
    let mut start = range.start;
    for other in inside {
        left.push(start..other.start);
        start = other.end;
    }
    left.push(start..range.end);
    left.retain(|part| part.start < part.end);
    left
}
