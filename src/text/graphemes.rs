//! What a reader sees as one character, found around any place at a cost that does not depend on
//! the length of the text.
//!
//! The rules are those of extended grapheme clusters (UAX #29), looked at through a window of
//! [`WINDOW`] bytes. Whether a place is a boundary depends on the place alone, so that walking
//! forwards and backwards meet the same boundaries; a flood of combining marks that is longer than
//! the window is cut on a grid of absolute places.

use unicode_segmentation::GraphemeCursor;

use super::{Offset, Span};

/// How far around a place the rules look, in bytes. Honest clusters are a tenth of it.
const WINDOW: usize = 256;

/// The start of the character that holds the byte, or the text's end.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first character's start at or behind the byte, or the text's end.
pub(super) fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Whether a grapheme starts or ends at the place.
pub fn is_boundary(text: &str, at: Offset) -> bool {
    let at = at.0;
    if at == 0 || at == text.len() {
        return true;
    }
    text.is_char_boundary(at)
        && (between_plain_ascii(text, at) || is_natural(text, at) || is_flood_cut(text, at))
}

/// Two ASCII characters always part, but for a carriage return and its line feed.
fn between_plain_ascii(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at.saturating_sub(1)..=at) {
        Some([before, after]) => {
            before.is_ascii() && after.is_ascii() && (*before, *after) != (b'\r', b'\n')
        }
        _ => false,
    }
}

/// A boundary by UAX #29 as far as the window shows.
fn is_natural(text: &str, at: usize) -> bool {
    let (from, to) = (
        floor(text, at.saturating_sub(WINDOW)),
        ceil(text, at + WINDOW),
    );
    let Some(window) = text.get(from..to) else {
        return false;
    };
    GraphemeCursor::new(at - from, window.len(), true)
        .is_boundary(window, 0)
        .unwrap_or(true)
}

/// A cut in a cluster that goes on for longer than the window.
fn is_flood_cut(text: &str, at: usize) -> bool {
    at > WINDOW
        && at == ceil(text, at - at % WINDOW)
        && !(ceil(text, at - WINDOW)..at)
            .any(|place| text.is_char_boundary(place) && is_natural(text, place))
}

/// The next boundary behind the place; the text's end where there is none.
pub fn next(text: &str, at: Offset) -> Offset {
    let mut place = at.0 + 1;
    while place < text.len() && !is_boundary(text, Offset(place)) {
        place += 1;
    }
    Offset(place.min(text.len()))
}

/// The last boundary before the place; 0 where there is none.
pub fn previous(text: &str, at: Offset) -> Offset {
    let mut place = at.0.min(text.len()).saturating_sub(1);
    while !is_boundary(text, Offset(place)) {
        place -= 1;
    }
    Offset(place)
}

/// The boundary at the place or the last one before it.
pub fn snap(text: &str, at: Offset) -> Offset {
    let at = Offset(at.0.min(text.len()));
    if is_boundary(text, at) {
        at
    } else {
        previous(text, at)
    }
}

/// The span widened so that no grapheme at its edges is cut in two.
pub fn widen(text: &str, span: Span) -> Span {
    let end = Offset(span.end().0.min(text.len()));
    let end = if is_boundary(text, end) {
        end
    } else {
        next(text, end)
    };
    Span::between(snap(text, span.start()), end)
}

/// The graphemes of a span in order, as spans of the whole text.
pub fn graphemes(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let end = span.end().0.min(text.len());
    let mut at = snap(text, span.start());
    std::iter::from_fn(move || {
        (at.0 < end).then(|| {
            let start = at;
            at = next(text, at);
            Span::between(start, at)
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn walked(text: &str) -> Vec<&str> {
        graphemes(text, Span::new(0, text.len()))
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn a_family_a_flag_and_a_line_end_are_one_each() {
        let text = "👩‍👩‍👧🇵🇦🇺🇸e\u{301}\r\nक्षि";
        assert_eq!(walked(text), text.graphemes(true).collect::<Vec<_>>());
    }

    #[test]
    fn a_flood_of_marks_is_cut_into_pieces_that_meet_from_both_sides() {
        let text = format!("xa{}b", "\u{301}".repeat(3000));
        let forwards = walked(&text);
        assert!(forwards.iter().all(|piece| piece.len() <= 2 * WINDOW + 4));
        let mut at = Offset(text.len());
        let mut backwards = vec![];
        while at.0 > 0 {
            let start = previous(&text, at);
            backwards.push(Span::between(start, at).of(&text));
            at = start;
        }
        backwards.reverse();
        assert_eq!(forwards, backwards);
    }

    proptest! {
        #[test]
        fn short_texts_part_as_unicode_says(text in "(\\PC|[\r\n\u{301}\u{200d}🇵👩a]){0,40}") {
            prop_assert_eq!(walked(&text), text.graphemes(true).collect::<Vec<_>>());
        }

        #[test]
        fn a_snapped_place_is_a_boundary_not_behind_it(text in "\\PC{0,40}", at in 0_usize..200) {
            let snapped = snap(&text, Offset(at));
            prop_assert!(is_boundary(&text, snapped));
            prop_assert!(snapped.0 <= at);
        }
    }
}
