//! Where sentences end, told while the tokens go by.

use memchr::memchr_iter;

use crate::text::{Span, Token, TokenKind};

/// Decides before each token whether a new sentence begins.
pub(super) struct Breaks<'t> {
    text: &'t str,
    /// Whether a line end alone ends a sentence: not in text that was wrapped at a width.
    lines_end: bool,
    ended: Ended,
    /// The word before, to know abbreviations by.
    before: Span,
}

/// How far a sentence has come to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// Not at all.
    No,
    /// A mark that ends sentences was read, perhaps with closing quotes.
    Marked,
    /// And white space after it.
    Spaced,
    /// Whatever comes next is another sentence.
    Surely,
}

/// Lines longer than this, in bytes, are paragraphs: nobody wraps that wide.
const WRAPPED: usize = 200;

/// Words whose full stop does not end a sentence, in lower case.
const ABBREVIATIONS: [&str; 56] = [
    "mr", "mrs", "ms", "dr", "st", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "prof",
    "rev", "hon", "jr", "sr", "vs", "no", "nos", "inc", "corp", "co", "ltd", "dept", "est", "fig",
    "vol", "pp", "ca", "cf", "eg", "ie", "etc", "al", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "bzw", "z.b", "d.h", "sra", "dra", "mme", "art",
    "núm",
];

impl<'t> Breaks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            lines_end: has_long_lines(text),
            ended: Ended::No,
            before: Span::default(),
        }
    }

    /// Whether a new sentence begins with this token. Asked for every token, in order.
    #[inline]
    pub(super) fn before(&mut self, token: Token) -> bool {
        match token.kind {
            TokenKind::Word | TokenKind::Number => {
                let begins = match self.ended {
                    Ended::Surely => true,
                    Ended::Spaced => !starts_lower(token.span.of(self.text)),
                    Ended::No | Ended::Marked => false,
                };
                self.ended = Ended::No;
                self.before = token.span;
                begins
            }
            TokenKind::Space => {
                let space = self
                    .text
                    .as_bytes()
                    .get(token.span.start().0..token.span.end().0);
                let ends = |byte: &&u8| **byte == b'\n';
                let lines = space.unwrap_or_default().iter().filter(ends).count();
                if lines > 1 || lines == 1 && self.lines_end {
                    self.ended = Ended::Surely;
                } else {
                    self.space();
                }
                false
            }
            TokenKind::Punctuation => {
                match token.span.of(self.text) {
                    "." if self.is_abbreviation() => {}
                    "." | "!" | "?" | "…" if self.ended == Ended::No => {
                        self.ended = Ended::Marked;
                    }
                    "。" | "！" | "？" => self.ended = Ended::Surely,
                    _ => {}
                }
                false
            }
        }
    }

    /// Tells that white space comes in which no line ends.
    pub(super) fn space(&mut self) {
        if self.ended == Ended::Marked {
            self.ended = Ended::Spaced;
        }
    }

    fn is_abbreviation(&self) -> bool {
        let before = self.before.of(self.text);
        let mut characters = before.chars();
        match (characters.next(), characters.next()) {
            (Some(initial), None) => initial.is_uppercase(),
            (Some(_), Some(_)) if before.len() <= 5 => {
                let is_it = |known: &&str| known.eq_ignore_ascii_case(before);
                ABBREVIATIONS.iter().any(is_it)
            }
            _ => false,
        }
    }
}

fn has_long_lines(text: &str) -> bool {
    let mut start = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut lengths = ends.map(|end| end - std::mem::replace(&mut start, end + 1));
    lengths.any(|length| length > WRAPPED)
}

fn starts_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reader;

    fn sentences(text: &str) -> Vec<&str> {
        let reading = Reader::new().read(text);
        reading
            .sentences
            .iter()
            .map(|words| reading.span(words).of(text))
            .collect()
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        assert_eq!(
            sentences("The U.S. gave $6.5 million. “It is so,” Mr. J. Roe said.\u{a0} \n\nNew"),
            [
                "The U.S. gave $6.5 million",
                "It is so,” Mr. J. Roe said",
                "New"
            ]
        );
        assert_eq!(
            sentences("A line\nof wrapped text."),
            ["A line\nof wrapped text"]
        );
        assert_eq!(sentences("雨が降る。風が吹く。"), ["雨が降る", "風が吹く"]);
    }
}
