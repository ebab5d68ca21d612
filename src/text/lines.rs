//! Lines: their number anywhere in a text of any size, and the lines that a screen lays out.
//!
//! A **hard line** ends with a line feed, with or without a carriage return before it. A **layout
//! line** is a hard line, except that a very long one is cut, so that drawing and moving never
//! look at more than a few kilobytes: at the multiples of [`GRID`] bytes before which no line feed
//! stands for [`GRID`] bytes, moved back to the start of a word. The cuts depend on the text around
//! them alone and are the same from wherever one comes.

use memchr::{memchr, memchr_iter, memrchr};

use super::{Offset, Span, graphemes};

/// The distance of the places where a long line may be cut, in bytes.
pub const GRID: usize = 4096;

/// How far before a cut a space is looked for, in bytes.
const WORD: usize = 128;

/// How many bytes lie between two remembered counts.
const STRIDE: usize = 16 * 1024;

/// Where the hard lines of one text are, remembered sparsely: 8 bytes for every 16 KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    /// Line feeds before each multiple of [`STRIDE`] bytes.
    before: Vec<usize>,
    count: usize,
}

impl LineIndex {
    /// Counts the text's line feeds once.
    pub fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut feeds = 0;
        for block in text.as_bytes().chunks(STRIDE) {
            before.push(feeds);
            feeds += memchr_iter(b'\n', block).count();
        }
        let open_end = text.is_empty() || !text.ends_with('\n');
        Self {
            before,
            count: feeds + usize::from(open_end),
        }
    }

    /// How many hard lines the text has, at least one; a line feed at the end opens none.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of the hard line that holds the place, the first being 1.
    pub fn number(&self, text: &str, at: Offset) -> usize {
        let at = at.0.min(text.len());
        let block = (at / STRIDE).min(self.before.len().saturating_sub(1));
        let before = self.before.get(block).copied().unwrap_or_default();
        let rest = text.as_bytes().get(block * STRIDE..at).unwrap_or_default();
        (before + memchr_iter(b'\n', rest).count() + 1).min(self.count)
    }

    /// Where the hard line of this number starts, the first being 1; the last line's start for
    /// numbers beyond it.
    pub fn start(&self, text: &str, number: usize) -> Offset {
        let feeds = number.clamp(1, self.count) - 1;
        if feeds == 0 {
            return Offset(0);
        }
        let block = self.before.partition_point(|before| *before < feeds) - 1;
        let before = self.before.get(block).copied().unwrap_or_default();
        let rest = text.as_bytes().get(block * STRIDE..).unwrap_or_default();
        memchr_iter(b'\n', rest)
            .nth(feeds - before - 1)
            .map_or(Offset(0), |feed| Offset(block * STRIDE + feed + 1))
    }
}

/// The layout line that holds the place, without its line end.
pub fn layout_line(text: &str, at: Offset) -> Span {
    let at = graphemes::floor(text, at.0);
    let at = if at == text.len() && text.ends_with('\n') {
        at - 1
    } else {
        at
    };
    let start = line_start(text, at);
    Span::new(start, line_end(text, start))
}

/// The layout line behind the one that holds the place.
pub fn next_layout_line(text: &str, at: Offset) -> Option<Span> {
    let end = layout_line(text, at).end().0;
    let rest = text.as_bytes().get(end..).unwrap_or_default();
    let start = match rest {
        [b'\r', b'\n', ..] => end + 2,
        [b'\n', ..] => end + 1,
        _ => end,
    };
    (start < text.len()).then(|| layout_line(text, Offset(start)))
}

/// The layout line before the one that holds the place.
pub fn previous_layout_line(text: &str, at: Offset) -> Option<Span> {
    let start = layout_line(text, at).start().0;
    (start > 0).then(|| layout_line(text, Offset(start - 1)))
}

/// Where the layout line that holds the byte `at` starts.
fn line_start(text: &str, at: usize) -> usize {
    let from = at.saturating_sub(2 * GRID);
    let seen = text.as_bytes().get(from..at).unwrap_or_default();
    let hard = memrchr(b'\n', seen).map_or(0, |feed| from + feed + 1);
    let nearest = at / GRID + 1;
    (nearest.saturating_sub(2)..=nearest)
        .rev()
        .filter_map(|multiple| cut(text, multiple * GRID))
        .find(|cut| *cut <= at)
        .map_or(hard, |cut| cut.max(hard))
}

/// Where the layout line that starts at the byte ends, without its line end.
fn line_end(text: &str, start: usize) -> usize {
    let to = (start + 3 * GRID).min(text.len());
    let seen = text.as_bytes().get(start..to).unwrap_or_default();
    let feed = memchr(b'\n', seen);
    let line = seen.get(..feed.unwrap_or(seen.len())).unwrap_or_default();
    let returned = feed.is_some() && line.ends_with(b"\r");
    let hard = start + line.len() - usize::from(returned);
    let nearest = start / GRID;
    (nearest..=nearest + 2)
        .filter_map(|multiple| cut(text, multiple * GRID))
        .find(|cut| *cut > start)
        .map_or(hard, |cut| cut.min(hard))
}

/// Where a long line is cut for this multiple of [`GRID`], if it is.
fn cut(text: &str, multiple: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let seen = bytes.get(multiple.checked_sub(GRID)?..multiple)?;
    if memchr(b'\n', seen).is_some() {
        return None;
    }
    let word = seen.get(GRID - WORD..).unwrap_or_default();
    let cut = match memrchr(b' ', word) {
        Some(space) => multiple - WORD + space + 1,
        None => multiple,
    };
    let cut = graphemes::snap(text, Offset(cut)).0;
    let at_line_end = matches!(
        bytes.get(cut..),
        Some([] | [b'\n', ..] | [b'\r', b'\n', ..])
    );
    (!at_line_end).then_some(cut)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        let mut line = Some(layout_line(text, Offset(0)));
        let mut found = vec![];
        while let Some(span) = line {
            found.push(span.of(text));
            line = next_layout_line(text, span.start());
        }
        found
    }

    #[test]
    fn lines_are_shown_without_their_ends() {
        assert_eq!(lines("one\r\n\ntwo\n"), ["one", "", "two"]);
        assert_eq!(lines("one\n\n"), ["one", ""]);
        assert_eq!(lines(""), [""]);
    }

    #[test]
    fn a_place_in_the_line_end_belongs_to_the_line() {
        let text = "one\r\ntwo\n";
        for at in 0..5 {
            assert_eq!(layout_line(text, Offset(at)).of(text), "one", "{at}");
        }
        assert_eq!(layout_line(text, Offset(text.len())).of(text), "two");
    }

    #[test]
    fn numbers_and_starts_are_each_others_inverse() {
        let text = "line\n\n".repeat(9000);
        let index = LineIndex::new(&text);
        assert_eq!(index.count(), 18_000);
        for number in [1, 2, 3, 5461, 5462, 5463, 17_999, 18_000] {
            let start = index.start(&text, number);
            assert_eq!(index.number(&text, start), number);
        }
        assert_eq!(index.start(&text, 99_999), index.start(&text, 18_000));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn layout_lines_are_bounded_and_the_same_from_every_place(
            parts in prop::collection::vec(("[a-zé ]{1,30}|[\u{301}文]{1,9}|\r?\n", 1_usize..900), 1..8),
            places in prop::collection::vec(any::<prop::sample::Index>(), 8),
        ) {
            let text: String = parts.iter().map(|(part, times)| part.repeat(*times)).collect();
            let mut known = vec![];
            let mut line = Some(layout_line(&text, Offset(0)));
            while let Some(span) = line {
                prop_assert!(span.len() <= 3 * GRID);
                prop_assert!(known.last().is_none_or(|last: &Span| last.end() <= span.start()));
                known.push(span);
                line = next_layout_line(&text, span.start());
            }
            for place in places {
                let at = Offset(place.index(text.len() + 1));
                let span = layout_line(&text, at);
                prop_assert!(known.contains(&span), "{at}: {span}");
                if let Some(before) = previous_layout_line(&text, at) {
                    prop_assert_eq!(next_layout_line(&text, before.start()), Some(span));
                }
            }
        }
    }
}
