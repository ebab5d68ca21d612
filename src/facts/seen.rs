//! What a reader sees of a text in which characters are hidden: a figure is a figure, whatever is hidden
//! between its digits.

use std::borrow::Cow;

use crate::text::hidden::goes_unseen;
use crate::text::{Offset, Span};

/// A text without what nobody sees in it, and the way back to where it stands.
pub struct Seen<'t> {
    /// What is seen.
    pub text: Cow<'t, str>,
    /// What is left out, in order: where it would stand in what is seen, and how many bytes were left
    /// out up to there.
    left_out: Vec<(usize, usize)>,
}

impl<'t> Seen<'t> {
    /// Looks at a text; where nothing is hidden, it is the text itself.
    pub fn of(text: &'t str) -> Self {
        let whole = Self {
            text: Cow::Borrowed(text),
            left_out: vec![],
        };
        if !hides_something(text) {
            return whole;
        }
        let mut seen = String::with_capacity(text.len());
        let mut left_out: Vec<(usize, usize)> = vec![];
        let mut bytes = 0;
        for c in text.chars() {
            if !goes_unseen(c) {
                seen.push(c);
                continue;
            }
            bytes += c.len_utf8();
            match left_out.last_mut().filter(|(at, _)| *at == seen.len()) {
                Some((_, sum)) => *sum = bytes,
                None => left_out.push((seen.len(), bytes)),
            }
        }
        Self {
            text: Cow::Owned(seen),
            left_out,
        }
    }

    /// Where a span of what is seen stands in the text: what is hidden inside it is in it, what is
    /// hidden around it is not.
    pub fn in_the_text(&self, span: Span) -> Span {
        let (start, end) = (span.start().0, span.end().0);
        let before = |at: usize, with: bool| {
            let many = self
                .left_out
                .partition_point(|(place, _)| *place < at || with && *place == at);
            let last = many.checked_sub(1).and_then(|last| self.left_out.get(last));
            last.map_or(0, |(_, bytes)| *bytes)
        };
        let start = start + before(start, true);
        let end = (end + before(end, false)).max(start);
        Span::between(Offset(start), Offset(end))
    }
}

/// Whether anything in a text is not seen. Nearly all of a text is passed over in stretches.
fn hides_something(text: &str) -> bool {
    const STRETCH: usize = 64;
    let stretches = text.as_bytes().chunks(STRETCH).enumerate();
    stretches
        .filter(|(_, stretch)| !stretch.is_ascii())
        .flat_map(|(at, stretch)| (at * STRETCH..).zip(stretch))
        .filter(|(_, byte)| !byte.is_ascii())
        .filter_map(|(at, _)| text.get(at..)?.chars().next())
        .any(goes_unseen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text() {
        let text = "é\u{200b}a\u{2060}\u{200b}b\u{ad}c";
        let seen = Seen::of(text);
        assert_eq!(seen.text, "éabc");
        let back = |start, end| seen.in_the_text(Span::new(start, end)).of(text);
        assert_eq!(back(0, 2), "é");
        assert_eq!(back(2, 4), "a\u{2060}\u{200b}b");
        assert_eq!(back(3, 5), "b\u{ad}c");
        assert_eq!(back(2, 2), "");
    }
}
