//! Where a sentence can be cut into clauses.

use std::ops::Range;

use super::pair::Side;
use crate::text::{Document, Span, fold};

/// Words that begin a clause, also without a mark before them.
const CONJUNCTIONS: [&str; 11] = [
    "and", "but", "so", "while", "because", "although", "y", "et", "und", "e", "и",
];
/// Words that begin a clause after a mark.
const RELATIVES: [&str; 9] = [
    "which",
    "who",
    "whose",
    "where",
    "that",
    "que",
    "qui",
    "che",
    "который",
];

/// A word with which a clause may begin.
#[derive(Clone, Copy)]
pub(super) struct Start {
    /// The word.
    pub(super) at: usize,
    /// Whether both a mark and the word itself say so.
    pub(super) clear: bool,
}

/// Where clauses may begin in a range of words, but for its first: after a comma, semicolon, colon,
/// dash, bracket or quotation mark, and at words that open one by themselves.
pub(super) fn starts(side: &Side, range: &Range<usize>, document: &Document) -> Vec<Start> {
    let words = side.reading.words.get(range.clone()).unwrap_or_default();
    let mut starts = vec![];
    for (at, pair) in (range.start + 1..).zip(words.windows(2)) {
        let [before, word] = pair else { continue };
        let between = Span::new(before.span().end().0, word.span().start().0);
        let between = document.quote(between);
        let (marked, strong) = (between.contains(is_mark), between.contains([';', ':']));
        let word = fold(document.quote(word.span()));
        let conjunction = CONJUNCTIONS.contains(&word.as_str());
        if marked || conjunction {
            let opens = conjunction || RELATIVES.contains(&word.as_str());
            let clear = strong || marked && opens;
            starts.push(Start { at, clear });
        }
    }
    starts
}

/// A stretch inside a sentence, made longer on both sides to where its clauses begin and end.
pub(super) fn widened(
    side: &Side,
    inner: &Range<usize>,
    whole: &Range<usize>,
    document: &Document,
) -> Range<usize> {
    let starts = starts(side, whole, document);
    let start = starts.iter().rev().find(|start| start.at <= inner.start);
    let end = starts.iter().find(|start| start.at >= inner.end);
    start.map_or(whole.start, |start| start.at)..end.map_or(whole.end, |end| end.at)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '('
            | ')'
            | '"'
            | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '–'
            | '—'
            | '，'
            | '；'
            | '、'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parallel::pair::Pair;
    use crate::parallel::reading::Reader;
    use crate::text::DocumentId;

    #[test]
    fn clauses_begin_at_marks_and_conjunctions() {
        let text = "The ferry stays, which nobody had hoped, and the board sold its boats while \
                    prices fell; tickets that were sold hold.";
        let document = Document::new(DocumentId(1), "a", text);
        let reading = Reader::new().read(text);
        let pair = Pair::new(&reading, &reading);
        let all = 0..reading.words.len();
        let told: Vec<_> = starts(&pair.a, &all, &document)
            .into_iter()
            .map(|start| (document.quote(reading.words[start.at].span()), start.clear))
            .collect();
        assert_eq!(
            told,
            [
                ("which", true),
                ("and", true),
                ("while", false),
                ("tickets", true)
            ]
        );
    }
}
