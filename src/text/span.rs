//! Places in a text: a byte offset, and a half-open range of byte offsets.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de};

/// A place between two bytes of a document's text, counted in UTF-8 bytes from its start.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Offset(pub usize);

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A half-open range of byte offsets in a document's text. The start never lies behind the end.
///
/// In files and messages it is written `120..164`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The range between two places, whichever comes first.
    pub fn between(a: Offset, b: Offset) -> Self {
        Self {
            start: a.0.min(b.0),
            end: a.0.max(b.0),
        }
    }

    /// The range from `start` to `end` in bytes; an `end` before `start` gives an empty span.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Where it starts, in bytes.
    pub fn start(self) -> Offset {
        Offset(self.start)
    }

    /// Where it ends (the first byte outside), in bytes.
    pub fn end(self) -> Offset {
        Offset(self.end)
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range in the standard library's form, in bytes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the place lies inside (the end is outside).
    pub fn contains(self, at: Offset) -> bool {
        (self.start..self.end).contains(&at.0)
    }

    /// Whether the other span lies inside this one.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes that both hold, if any.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same span, `by` bytes further on: from a part's own offsets to those of the whole.
    #[must_use]
    pub fn shifted(self, by: Offset) -> Span {
        Span {
            start: self.start + by.0,
            end: self.end + by.0,
        }
    }

    /// The text that it holds; empty where the span does not fit the text (outside it, or inside a
    /// character).
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A span that is not written as two numbers with two dots between, the smaller first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no span: write it as two byte offsets, like 120..164, the smaller first")]
pub struct ParseSpanError(String);

impl FromStr for Span {
    type Err = ParseSpanError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseSpanError(written.to_owned());
        let (start, end) = written.split_once("..").ok_or_else(wrong)?;
        let start = start.parse().map_err(|_| wrong())?;
        let end = end.parse().map_err(|_| wrong())?;
        if start <= end {
            Ok(Self { start, end })
        } else {
            Err(wrong())
        }
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_as_it_is_written() {
        assert_eq!("120..164".parse(), Ok(Span::new(120, 164)));
        assert_eq!(Span::new(120, 164).to_string(), "120..164");
        for wrong in ["", "5", "9..3", "a..b", "-1..2", "1...2"] {
            assert!(wrong.parse::<Span>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert_eq!(
            Span::new(0, 4).intersection(Span::new(3, 5)),
            Some(Span::new(3, 4))
        );
        assert_eq!(Span::new(0, 3).intersection(Span::new(3, 5)), None);
    }

    #[test]
    fn a_span_inside_a_character_holds_no_text() {
        assert_eq!(Span::new(0, 1).of("é"), "");
        assert_eq!(Span::new(0, 2).of("é"), "é");
    }
}
