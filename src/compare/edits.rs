//! The word diff: two ranges of words → the ranges that differ, with the crate `similar`.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::hard::stretches;
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
///
/// Patience keeps phrases of prose whole where Myers splits them.
pub fn edits(a: &[Key], b: &[Key], at: (usize, usize), vocabulary: &Vocabulary) -> Vec<Edit> {
    let mut found: Vec<Edit> = vec![];
    for (ours, theirs) in stretches(a, b) {
        let keys_a = a.get(ours.clone()).unwrap_or_default();
        let keys_b = b.get(theirs.clone()).unwrap_or_default();
        for op in capture_diff_slices(Algorithm::Patience, keys_a, keys_b) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let a = shifted(op.old_range(), ours.start);
            let b = shifted(op.new_range(), theirs.start);
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
