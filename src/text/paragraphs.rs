//! Paragraphs: a line each, as feeds and scraped pages have them, or lines parted by blank ones, as
//! in hard-wrapped texts. Which of the two a text uses is decided once, from its beginning.
//!
//! A paragraph is found around any place at a cost that does not grow with the text; one that is
//! longer than [`GRID`] bytes is cut, in the manner of [`super::lines`].

use memchr::{memchr, memchr_iter, memrchr};

use super::lines::layout_line;
use super::{Offset, Span, graphemes};

/// The distance of the places where a long paragraph may be cut, in bytes.
const GRID: usize = 32 * 1024;

/// How many bytes lie between two remembered counts.
const STRIDE: usize = 16 * 1024;

/// How much of a text shows its style, in bytes.
const SAMPLE: usize = 64 * 1024;

/// What parts two paragraphs of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Style {
    /// Every line that is not blank is a paragraph.
    #[default]
    EachLine,
    /// Blank lines part paragraphs, whose lines are wrapped.
    BlankLines,
}

/// Where the paragraphs of one text are, remembered sparsely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraphs {
    style: Style,
    /// Paragraphs that start before each multiple of [`STRIDE`] bytes.
    before: Vec<usize>,
    count: usize,
}

impl Paragraphs {
    /// Looks through the text's lines once.
    pub fn new(text: &str) -> Self {
        let style = style_of(text);
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        let mut after_blank = true;
        let mut start = 0;
        let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
        for end in ends {
            let blank = is_blank(text, start, end);
            if !blank && (after_blank || style == Style::EachLine) {
                before.resize(before.len().max(start.div_ceil(STRIDE)), count);
                if start.is_multiple_of(STRIDE) {
                    before.resize(before.len().max(start / STRIDE + 1), count);
                }
                count += 1;
            }
            after_blank = blank;
            start = end + 1;
        }
        before.resize(before.len().max(text.len() / STRIDE + 1), count);
        Self {
            style,
            before,
            count,
        }
    }

    /// How many paragraphs the text has; the pieces of a very long one count once.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of the paragraph that holds the place, the first being 1.
    pub fn number(&self, text: &str, at: Offset) -> usize {
        let at = at.0.min(text.len());
        let block = at / STRIDE;
        let before = self.before.get(block).copied().unwrap_or_default();
        let from = block * STRIDE;
        let first = usize::from(self.is_start(text, from));
        let rest = text.as_bytes().get(from..at).unwrap_or_default();
        let more = memchr_iter(b'\n', rest)
            .filter(|feed| self.is_start(text, from + feed + 1))
            .count();
        (before + first + more).clamp(1, self.count.max(1))
    }

    /// Where the paragraph of this number starts, the first being 1; the last one's start for
    /// numbers beyond it.
    pub fn start(&self, text: &str, number: usize) -> Offset {
        let number = number.clamp(1, self.count.max(1));
        let block = self
            .before
            .partition_point(|before| *before < number)
            .saturating_sub(1);
        let before = self.before.get(block).copied().unwrap_or_default();
        let from = block * STRIDE;
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        let start = std::iter::once(from)
            .chain(memchr_iter(b'\n', rest).map(|feed| from + feed + 1))
            .filter(|place| self.is_start(text, *place))
            .nth(number - before - 1)
            .unwrap_or_default();
        self.around(text, Offset(start)).start()
    }

    /// The paragraph that holds the place, without the blanks around it; a place between two
    /// belongs to the first.
    pub fn around(&self, text: &str, at: Offset) -> Span {
        graphemes::widen(text, trimmed(text, self.block(text, at.0)))
    }

    /// The paragraph behind the one that holds the place.
    pub fn next(&self, text: &str, at: Offset) -> Option<Span> {
        let end = self.block(text, at.0).end();
        (end.0 < text.len()).then(|| self.around(text, end))
    }

    /// The paragraph before the one that holds the place.
    pub fn previous(&self, text: &str, at: Offset) -> Option<Span> {
        let start = self.block(text, at.0).start().0;
        (start > 0).then(|| self.around(text, Offset(start - 1)))
    }

    /// From a paragraph's start to the next one's, so that these spans tile the text.
    fn block(&self, text: &str, at: usize) -> Span {
        let at = at.min(text.len().saturating_sub(1));
        let natural = self.last_start(text, at.saturating_sub(2 * GRID), at + 1);
        let nearest = at / GRID + 1;
        let start = (nearest.saturating_sub(2)..=nearest)
            .rev()
            .filter_map(|multiple| self.cut(text, multiple * GRID))
            .find(|cut| *cut <= at)
            .max(natural)
            .unwrap_or_default();
        let limit = text.len().min(start + 3 * GRID);
        let natural = self.first_start(text, start + 1, limit).unwrap_or(limit);
        let nearest = start / GRID;
        let end = (nearest..=natural / GRID)
            .filter_map(|multiple| self.cut(text, multiple * GRID))
            .find(|cut| *cut > start)
            .map_or(natural, |cut| cut.min(natural));
        Span::new(start, end)
    }

    /// Where a long paragraph is cut for this multiple of [`GRID`], if it is: at the start of the
    /// line there.
    fn cut(&self, text: &str, multiple: usize) -> Option<usize> {
        let from = multiple.checked_sub(GRID)?;
        if multiple >= text.len() || self.last_start(text, from, multiple).is_some() {
            return None;
        }
        Some(layout_line(text, Offset(multiple)).start().0)
    }

    /// The last place in the range where a paragraph starts.
    fn last_start(&self, text: &str, from: usize, to: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut to = to;
        while to > from {
            let line = memrchr(b'\n', bytes.get(from..to - 1)?).map(|feed| from + feed + 1);
            let start = line.unwrap_or(from);
            if self.is_start(text, start) {
                return Some(start);
            }
            to = start;
        }
        None
    }

    /// The first place in the range where a paragraph starts.
    fn first_start(&self, text: &str, from: usize, to: usize) -> Option<usize> {
        let rest = text.as_bytes().get(from - 1..to)?;
        memchr_iter(b'\n', rest)
            .map(|feed| from + feed)
            .find(|place| *place < to && self.is_start(text, *place))
    }

    /// Whether a paragraph starts at the place, cuts aside.
    fn is_start(&self, text: &str, at: usize) -> bool {
        let bytes = text.as_bytes();
        let Some(before) = bytes.get(..at) else {
            return false;
        };
        if !before.is_empty() && !before.ends_with(b"\n") {
            return false;
        }
        if is_blank(text, at, line_end(bytes, at)) {
            return false;
        }
        let Some((_, before)) = before.split_last() else {
            return true;
        };
        let from = before.len().saturating_sub(GRID);
        let line = memrchr(b'\n', before.get(from..).unwrap_or_default());
        let start = line.map_or(from, |feed| from + feed + 1);
        self.style == Style::EachLine || is_blank(text, start, before.len())
    }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let to = bytes.len().min(at + GRID);
    memchr(b'\n', bytes.get(at..to).unwrap_or_default()).map_or(to, |feed| at + feed)
}

/// Whether a line holds white space alone, as far as [`GRID`] bytes of it show.
fn is_blank(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes().get(start..end).unwrap_or_default();
    match bytes.first() {
        None => true,
        Some(b'!'..=b'~') => false,
        Some(_) => {
            let bytes = bytes.get(..GRID).unwrap_or(bytes);
            String::from_utf8_lossy(bytes).trim().is_empty()
        }
    }
}

/// The span without the white space at its edges.
fn trimmed(text: &str, span: Span) -> Span {
    let held = span.of(text);
    let start = span.start().0 + held.len() - held.trim_start().len();
    let end = span.start().0 + held.trim_end().len();
    if held.trim().is_empty() {
        Span::new(span.start().0, span.start().0)
    } else {
        Span::new(start, end)
    }
}

/// Whether every line of a text is a paragraph, as far as its beginning shows: it is not hard-wrapped.
pub fn lines_are_paragraphs(text: &str) -> bool {
    style_of(text) == Style::EachLine
}

/// A text is hard-wrapped when most of its lines that another line follows are nearly as long as
/// the longest, and break off in mid-sentence.
fn style_of(text: &str) -> Style {
    let sample = text.get(..graphemes::floor(text, SAMPLE));
    let lines: Vec<&str> = sample.unwrap_or_default().lines().map(str::trim).collect();
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    lengths.retain(|length| *length > 0);
    lengths.sort_unstable();
    let widest = lengths
        .get(lengths.len() * 9 / 10)
        .copied()
        .unwrap_or_default();
    let followed: Vec<&str> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [line, next] if !line.is_empty() && !next.is_empty() => Some(*line),
            _ => None,
        })
        .collect();
    let wrapped = followed
        .iter()
        .filter(|line| !ends_sentence(line) && line.chars().count() * 2 > widest)
        .count();
    if widest <= 200 && wrapped * 2 > followed.len() {
        Style::BlankLines
    } else {
        Style::EachLine
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let paragraphs = Paragraphs::new(text);
        let mut found = vec![];
        let mut paragraph = Some(paragraphs.around(text, Offset(0)));
        while let Some(span) = paragraph {
            found.push(span.of(text));
            paragraph = paragraphs.next(text, span.start());
        }
        found
    }

    #[test]
    fn a_line_each_with_or_without_blank_lines() {
        let lines = [
            "A title",
            "The first says a thing.",
            "The second says another.",
        ];
        assert_eq!(all(&lines.join("\n")), lines);
        assert_eq!(all(&lines.join("\r\n\r\n")), lines);
        assert_eq!(all("\n\n  One.\n \t\n\nTwo.\n\n"), ["", "One.", "Two."]);
    }

    #[test]
    fn wrapped_lines_belong_together() {
        let text = "The first paragraph goes on for\nmore than one line of its own\nand ends.\n\n\
                    The second one is as long as the\nfirst and ends as well.\n";
        assert_eq!(all(text).len(), 2);
    }

    #[test]
    fn numbers_go_there_and_back() {
        let text = "One paragraph.\n\nAnother paragraph, a longer one.\n".repeat(2000);
        let paragraphs = Paragraphs::new(&text);
        assert_eq!(paragraphs.count(), 4000);
        for number in [1, 2, 3, 699, 700, 701, 2222, 3999, 4000] {
            let start = paragraphs.start(&text, number);
            assert_eq!(paragraphs.number(&text, start), number);
        }
    }

    #[test]
    fn an_empty_text_has_one_empty_paragraph() {
        assert_eq!(all(""), [""]);
        assert_eq!(Paragraphs::new("").number("", Offset(0)), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn paragraphs_are_bounded_and_the_same_from_every_place(
            parts in prop::collection::vec(("[a-zé .]{1,60}\n|[a-z文 ]{1,30}|\r?\n|\n ", 1_usize..1500), 1..6),
            places in prop::collection::vec(any::<prop::sample::Index>(), 6),
        ) {
            let text: String = parts.iter().map(|(part, times)| part.repeat(*times)).collect();
            let paragraphs = Paragraphs::new(&text);
            let mut blocks = vec![];
            let mut at = 0;
            while at < text.len() {
                let block = paragraphs.block(&text, at);
                prop_assert_eq!(block.start().0, at);
                prop_assert!(!block.is_empty() && block.len() <= 3 * GRID);
                blocks.push(block);
                at = block.end().0;
            }
            for place in places.iter().filter(|_| !text.is_empty()) {
                let at = place.index(text.len());
                prop_assert!(blocks.contains(&paragraphs.block(&text, at)), "{at}");
                let counted = (0..=at).filter(|place| paragraphs.is_start(&text, *place)).count();
                prop_assert_eq!(paragraphs.number(&text, Offset(at)), counted.max(1));
            }
        }
    }
}
