//! Words that read the same and are not: a hidden character or a look-alike letter on one side.

use super::words::Reading;
use super::{Class, Difference};
use crate::text::Span;
use crate::text::findings::{Kind, findings};
use crate::text::lookalike::{Lookalike, is_forged};

/// What is hidden on one side of two words that say the same.
pub fn inside(a: &Reading, our: usize, b: &Reading, their: usize) -> Option<Difference> {
    let (ours, theirs) = (a.span(our..our + 1)?, b.span(their..their + 1)?);
    between((ours.of(a.text), ours), (theirs.of(b.text), theirs))
}

/// What is hidden on one side of two stretches that are otherwise the same, each with its place.
pub fn between(a: (&str, Span), b: (&str, Span)) -> Option<Difference> {
    if a.0 == b.0 || a.0.is_ascii() && b.0.is_ascii() {
        return None;
    }
    let (in_a, in_b) = (hidden(a.0), hidden(b.0));
    let why = match (in_a.as_slice(), in_b.as_slice()) {
        (ours, theirs) if ours == theirs => return None,
        ([kind, ..], []) => format!("{} in the first text", kind.words()),
        ([], [kind, ..]) => format!("{} in the second text", kind.words()),
        ([kind, ..], [other, ..]) => format!("{} against {}", kind.words(), other.words()),
        ([], []) => return None,
    };
    Some(Difference {
        class: Class::Hidden,
        a: (!a.1.is_empty()).then_some(a.1),
        b: (!b.1.is_empty()).then_some(b.1),
        why,
    })
}

/// What is hidden in a word; by itself a word in another script is judged by its letters alone.
fn hidden(words: &str) -> Vec<Kind> {
    let mut found: Vec<Kind> = findings(words)
        .map(|found| found.kind)
        .filter(|kind| kind.is_suspicious())
        .collect();
    if found.is_empty() && is_forged(words) {
        found.push(Kind::Lookalike(Lookalike::Imitation));
    }
    found
}
