//! The word diff finds the edits that were made and no others, also where paragraphs were moved.

#[allow(dead_code, reason = "each test uses its part")]
mod compare_prose;

use compare_prose::{Prose, Seeded};
use crosscheck::compare::{Class, Comparison, compare};
use crosscheck::text::Span;

/// How many words the differences delete and insert; moved ones are neither.
fn changed_words(comparison: &Comparison, a: &str, b: &str) -> usize {
    let words = |span: Option<Span>, text: &str| {
        span.map_or(0, |span| span.of(text).split_whitespace().count())
    };
    comparison
        .differences
        .iter()
        .filter(|difference| difference.class != Class::Moved)
        .map(|difference| words(difference.a, a) + words(difference.b, b))
        .sum()
}

#[test]
fn moved_paragraphs_are_not_deleted_and_inserted() {
    let mut seeded = Seeded(7);
    let prose = Prose::new(20_000, &mut seeded);
    let (edited, truth) = prose.edited(5, &mut seeded);
    let (a, b) = (prose.text(), edited.text());
    let found = changed_words(&compare(&a, &b), &a, &b);
    assert!(found * 10 <= truth * 11, "{found} words for {truth}");
}
