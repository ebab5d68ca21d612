//! The word diff: two ranges of words → the ranges that differ, with the crate `similar`; what is too
//! long for it is cut first ([`stretches`]).

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::hard::{SHORT, stretches};
use super::longest::common;
use super::words::{Key, Vocabulary};

/// A place where the two sides differ, as ranges of words; at most one of the two is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The words of the first side.
    pub a: Range<usize>,
    /// The words of the second side.
    pub b: Range<usize>,
}

/// Where two stretches of words differ, in order. `at` is where the stretches begin in their texts.
pub fn edits(a: &[Key], b: &[Key], at: (usize, usize), vocabulary: &Vocabulary) -> Vec<Edit> {
    let mut found: Vec<Edit> = vec![];
    for (ours, theirs) in stretches(a, b) {
        let keys_a = a.get(ours.clone()).unwrap_or_default();
        let keys_b = b.get(theirs.clone()).unwrap_or_default();
        for edit in differences(keys_a, keys_b) {
            let a = shifted(edit.a, ours.start);
            let b = shifted(edit.b, theirs.start);
            match found.last_mut() {
                Some(last) if last.a.end == a.start && last.b.end == b.start => {
                    last.a.end = a.end;
                    last.b.end = b.end;
                }
                _ => found.push(Edit { a, b }),
            }
        }
    }
    absorb_islands(&mut found, a, vocabulary);
    for edit in &mut found {
        edit.a = shifted(edit.a.clone(), at.0);
        edit.b = shifted(edit.b.clone(), at.1);
    }
    found
}

/// Where two stretches differ that are compared as they are.
fn differences(a: &[Key], b: &[Key]) -> Vec<Edit> {
    if a == b {
        vec![]
    } else if a.len() + b.len() <= SHORT {
        // Patience keeps phrases of prose whole where Myers splits them.
        capture_diff_slices(Algorithm::Patience, a, b)
            .into_iter()
            .filter(|op| !matches!(op, DiffOp::Equal { .. }))
            .map(|op| Edit {
                a: op.old_range(),
                b: op.new_range(),
            })
            .collect()
    } else {
        between(&common(a, b), a.len(), b.len())
    }
}

/// What lies between words that are common, given by their places on both sides.
fn between(common: &[(usize, usize)], len_a: usize, len_b: usize) -> Vec<Edit> {
    let mut found = vec![];
    let (mut next_a, mut next_b) = (0, 0);
    for (a, b) in common.iter().copied().chain([(len_a, len_b)]) {
        if next_a < a || next_b < b {
            found.push(Edit {
                a: next_a..a,
                b: next_b..b,
            });
        }
        (next_a, next_b) = (a + 1, b + 1);
    }
    found
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// What a kept function word weighs against a changed word, which weighs one.
const SMALL_WEIGHT: f32 = 0.2;

/// Joins two edits where what they leave between them says less than either of them changes: a
/// reader sees one rewording there, not two. In the manner of the semantic clean-up of
/// diff-match-patch (Fraser), with function words weighed less.
fn absorb_islands(edits: &mut Vec<Edit>, a: &[Key], vocabulary: &Vocabulary) {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits.drain(..) {
        let mut edit = edit;
        while let Some(last) = joined.last() {
            let island = a.get(last.a.end..edit.a.start).unwrap_or_default();
            let weight: f32 = island
                .iter()
                .map(|key| {
                    if vocabulary.is_small(*key) {
                        SMALL_WEIGHT
                    } else {
                        1.0
                    }
                })
                .sum();
            if weight >= size(last).min(size(&edit)) {
                break;
            }
            edit.a.start = last.a.start;
            edit.b.start = last.b.start;
            joined.pop();
        }
        joined.push(edit);
    }
    *edits = joined;
}

/// How much an edit changes, in words of its longer side.
#[allow(clippy::cast_precision_loss)] // Far below the 2^24 words at which it would matter.
fn size(edit: &Edit) -> f32 {
    edit.a.len().max(edit.b.len()) as f32
}
