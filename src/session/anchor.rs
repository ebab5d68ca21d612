//! Making anchors: a span with the words that find it again.

use unicode_segmentation::UnicodeSegmentation;

use super::Anchor;
use crate::text::{DocumentId, Span};

/// How many characters an anchor remembers on each side, as the Web Annotation clients do.
const CONTEXT: usize = 32;

impl Anchor {
    /// The anchor of a span in a document's text: its quote, and up to 32 characters on each side,
    /// cut between graphemes.
    pub fn new(document: DocumentId, text: &str, span: Span) -> Self {
        let before = text.get(..span.start().0).unwrap_or_default();
        let after = text.get(span.end().0..).unwrap_or_default();
        Self {
            document,
            span,
            quote: span.of(text).to_owned(),
            prefix: last_characters(before).to_owned(),
            suffix: first_characters(after).to_owned(),
        }
    }
}

/// Up to 32 characters from the start of a text, whole graphemes only.
fn first_characters(text: &str) -> &str {
    let mut room = CONTEXT;
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let Some(left) = room.checked_sub(grapheme.chars().count()) else {
            break;
        };
        room = left;
        end = at + grapheme.len();
    }
    text.get(..end).unwrap_or_default()
}

/// Up to 32 characters from the end of a text, whole graphemes only.
fn last_characters(text: &str) -> &str {
    let mut room = CONTEXT;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        let Some(left) = room.checked_sub(grapheme.chars().count()) else {
            break;
        };
        room = left;
        start = at;
    }
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn context_is_cut_between_graphemes() {
        // A family of seven code points that is one grapheme.
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        let text = format!("{family}{}quote", "x".repeat(30));
        let start = text.len() - "quote".len();
        let anchor = Anchor::new(DocumentId(1), &text, Span::new(start, text.len()));
        assert_eq!(anchor.quote, "quote");
        assert_eq!(anchor.prefix, "x".repeat(30));
        assert_eq!(anchor.suffix, "");
    }

    proptest! {
        #[test]
        fn an_anchor_is_the_text_around_its_span(text in "\\PC{0,120}", a: usize, b: usize) {
            let cuts: Vec<usize> =
                text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (cuts[a % cuts.len()], cuts[b % cuts.len()]);
            let span = Span::new(a.min(b), a.max(b));
            let anchor = Anchor::new(DocumentId(1), &text, span);
            let whole = format!("{}{}{}", anchor.prefix, anchor.quote, anchor.suffix);
            let start = span.start().0 - anchor.prefix.len();
            let around = Span::new(start, start + whole.len());
            prop_assert_eq!(around.of(&text), whole.as_str());
            prop_assert!(anchor.prefix.chars().count() <= CONTEXT);
            prop_assert!(anchor.suffix.chars().count() <= CONTEXT);
        }
    }
}
