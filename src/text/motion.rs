//! Where a motion leads: the meanings are Vim's, in the units of prose. All are pure, end on a
//! grapheme's boundary, and look at a few kilobytes at most, however long the text.
//!
//! A word is a run of letters, digits and underscores with the apostrophes, stops and commas
//! between them (`Panama's`, `6,000,000`), or a run of other signs; a Han character is a word of
//! its own, as are runs of hiragana and katakana.

use super::lines::layout_line;
use super::{Document, Offset, Span, graphemes};

/// The farthest that a motion by words goes in one step, in bytes; a run of signs may be longer.
const REACH: usize = 16 * 1024;

/// What a character belongs to, for motions by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    LineEnd,
    Word,
    Han,
    Hiragana,
    Katakana,
    Sign,
}

fn class(text: &str, at: usize) -> Class {
    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
        return Class::Space;
    };
    match c {
        '\n' => Class::LineEnd,
        '\r' if text.as_bytes().get(at + 1) == Some(&b'\n') => Class::LineEnd,
        '\'' | '’' | '.' | ',' if joins_word(text, at, c) => Class::Word,
        '\u{3041}'..='\u{309f}' => Class::Hiragana,
        '\u{30a0}'..='\u{30ff}' => Class::Katakana,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Class::Han,
        _ if c.is_alphanumeric() || c == '_' => Class::Word,
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Sign,
    }
}

/// Whether a sign stands between two letters or digits, and so belongs to their word.
fn joins_word(text: &str, at: usize, sign: char) -> bool {
    let before = text.get(..at).and_then(|rest| rest.chars().next_back());
    let behind = text.get(at + sign.len_utf8()..);
    let behind = behind.and_then(|rest| rest.chars().next());
    before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric)
}

/// Whether two neighbouring graphemes belong to one word.
fn continues(before: Class, next: Class) -> bool {
    before == next && next != Class::Han
}

/// One grapheme further, across line ends (a line end is one step).
pub fn next_character(text: &str, at: Offset) -> Offset {
    graphemes::next(text, at)
}

/// One grapheme back.
pub fn previous_character(text: &str, at: Offset) -> Offset {
    graphemes::previous(text, at)
}

/// The start of the next word, or of the next empty line (Vim's `w`); the text's end behind the
/// last.
pub fn next_word_start(text: &str, at: Offset) -> Offset {
    let mut place = graphemes::snap(text, at);
    let limit = place.0 + REACH;
    let mut last = class(text, place.0);
    while place.0 < text.len() && place.0 < limit {
        place = graphemes::next(text, place);
        let here = class(text, place.0);
        let word = !matches!(here, Class::Space | Class::LineEnd) && !continues(last, here);
        if word || (last, here) == (Class::LineEnd, Class::LineEnd) {
            break;
        }
        last = here;
    }
    place
}

/// The start of the word that holds the place, or of the one before when the place is its start
/// (Vim's `b`).
pub fn previous_word_start(text: &str, at: Offset) -> Offset {
    let mut place = graphemes::previous(text, at);
    let limit = place.0.saturating_sub(REACH);
    while place.0 > limit {
        let before = graphemes::previous(text, place);
        let (here, last) = (class(text, place.0), class(text, before.0));
        let word = !matches!(here, Class::Space | Class::LineEnd) && !continues(last, here);
        if word || (last, here) == (Class::LineEnd, Class::LineEnd) {
            break;
        }
        place = before;
    }
    place
}

/// The last grapheme of the word that holds the place, or of the next one when the place is there
/// already (Vim's `e`).
pub fn word_end(text: &str, at: Offset) -> Offset {
    let mut place = graphemes::next(text, graphemes::snap(text, at));
    let limit = place.0 + REACH;
    while place.0 < text.len() && place.0 < limit {
        let next = graphemes::next(text, place);
        let (here, behind) = (class(text, place.0), class(text, next.0));
        let in_word = !matches!(here, Class::Space | Class::LineEnd);
        if in_word && (next.0 == text.len() || !continues(here, behind)) {
            return place;
        }
        place = next;
    }
    last_character(text, Span::new(0, place.0)).max(graphemes::snap(text, at))
}

/// The word that holds the place, or the run of blanks.
pub fn word(text: &str, at: Offset) -> Span {
    let at = graphemes::snap(text, at);
    let kind = class(text, at.0);
    let (mut start, mut end) = (at, graphemes::next(text, at));
    while start.0 > at.0.saturating_sub(REACH) {
        let before = graphemes::previous(text, start);
        if !continues(class(text, before.0), kind) {
            break;
        }
        start = before;
    }
    while end.0 < text.len().min(at.0 + REACH) && continues(kind, class(text, end.0)) {
        end = graphemes::next(text, end);
    }
    Span::between(start, end)
}

/// The start of the next sentence (Vim's `)`); the last character behind the last.
pub fn next_sentence(document: &Document, at: Offset) -> Offset {
    document
        .next_sentence(at)
        .map_or_else(|| forwards(document, at), Span::start)
}

/// The start of the sentence that holds the place, or of the one before when the place is its
/// start (Vim's `(`).
pub fn previous_sentence(document: &Document, at: Offset) -> Offset {
    let current = document.sentence(at).start();
    if current < at {
        return current;
    }
    document
        .previous_sentence(at)
        .map_or(Offset(0), Span::start)
}

/// The last character of the sentence that holds the place, or of the next one when the place is
/// there already.
pub fn sentence_end(document: &Document, at: Offset) -> Offset {
    let end = last_character(&document.text, document.sentence(at));
    if end > at {
        return end;
    }
    document.next_sentence(at).map_or_else(
        || forwards(document, at),
        |sentence| last_character(&document.text, sentence),
    )
}

/// The start of the next paragraph (Vim's `}`, which stops at the blank line before it).
pub fn next_paragraph(document: &Document, at: Offset) -> Offset {
    document
        .next_paragraph(at)
        .filter(|paragraph| !paragraph.is_empty())
        .map_or_else(|| forwards(document, at), Span::start)
}

/// The start of the paragraph that holds the place, or of the one before when the place is its
/// start (Vim's `{`).
pub fn previous_paragraph(document: &Document, at: Offset) -> Offset {
    let current = document.paragraph(at).start();
    if current < at {
        return current;
    }
    document
        .previous_paragraph(at)
        .map_or(Offset(0), Span::start)
}

/// The start of the layout line that holds the place (Vim's `0`).
pub fn line_start(text: &str, at: Offset) -> Offset {
    layout_line(text, at).start()
}

/// The first character of the layout line that is no blank (Vim's `^`).
pub fn line_first(text: &str, at: Offset) -> Offset {
    let line = layout_line(text, at);
    let held = line.of(text);
    let blank = held.len() - held.trim_start().len();
    graphemes::snap(text, Offset(line.start().0 + blank))
}

/// The last character of the layout line that holds the place (Vim's `$`).
pub fn line_end(text: &str, at: Offset) -> Offset {
    last_character(text, layout_line(text, at))
}

/// The start of the text.
pub fn document_start() -> Offset {
    Offset(0)
}

/// The last character of the text's last line.
pub fn document_end(text: &str) -> Offset {
    line_end(text, Offset(text.len()))
}

/// The last grapheme of a span; its start where it holds nothing.
pub fn last_character(text: &str, span: Span) -> Offset {
    if span.is_empty() {
        span.start()
    } else {
        graphemes::previous(text, span.end()).max(span.start())
    }
}

/// The text's last character, or the place itself where it lies behind that.
fn forwards(document: &Document, at: Offset) -> Offset {
    document_end(&document.text).max(graphemes::snap(&document.text, at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::DocumentId;

    /// Every place that repeated use of a motion visits, from 0, as the rest of the line there.
    fn visits(text: &str, motion: impl Fn(&str, Offset) -> Offset) -> Vec<usize> {
        let mut at = Offset(0);
        let mut visited = vec![];
        loop {
            let next = motion(text, at);
            if next == at {
                return visited;
            }
            visited.push(next.0);
            at = next;
        }
    }

    #[test]
    fn words_are_those_of_prose() {
        let text = "Panama's $6,000,000 (so far), the U.S. said.";
        let starts: Vec<&str> = visits(text, next_word_start)
            .into_iter()
            .map(|at| text.get(at..at + 2).unwrap_or("end"))
            .collect();
        assert_eq!(
            starts,
            [
                "$6", "6,", "(s", "so", "fa", "),", "th", "U.", ". ", "sa", "end", "end"
            ]
        );
        assert_eq!(visits("東京 カナ", next_word_start), [3, 7, 13]);
        assert_eq!(visits("one\n\n two", next_word_start), [4, 6, 9]);
    }

    #[test]
    fn word_ends_and_word_starts_mirror() {
        let text = "one (two) x";
        assert_eq!(visits(text, word_end), [2, 4, 7, 8, 10]);
        let mut at = Offset(text.len());
        let mut starts = vec![];
        while at.0 > 0 {
            at = previous_word_start(text, at);
            starts.push(at.0);
        }
        assert_eq!(starts, [10, 8, 5, 4, 0]);
        assert_eq!(word(text, Offset(6)), Span::new(5, 8));
    }

    #[test]
    fn sentences_and_paragraphs_lead_from_one_to_the_next() {
        let text = "A title\n\nOne is here. Two is too.\n\nThree.\n";
        let document = Document::new(DocumentId(0), "t", text);
        let starts = visits(text, |_, at| next_sentence(&document, at));
        assert_eq!(starts, [9, 22, 35, 40]);
        assert_eq!(previous_sentence(&document, Offset(25)), Offset(22));
        assert_eq!(previous_sentence(&document, Offset(22)), Offset(9));
        assert_eq!(sentence_end(&document, Offset(9)), Offset(20));
        assert_eq!(sentence_end(&document, Offset(20)), Offset(32));
        assert_eq!(
            visits(text, |_, at| next_paragraph(&document, at)),
            [9, 35, 40]
        );
        assert_eq!(previous_paragraph(&document, Offset(35)), Offset(9));
    }

    #[test]
    fn line_ends_are_those_of_vim() {
        let text = "  one\r\n\ntwo";
        assert_eq!(line_end(text, Offset(0)), Offset(4));
        assert_eq!(line_end(text, Offset(7)), Offset(7));
        assert_eq!(line_first(text, Offset(4)), Offset(2));
        assert_eq!(document_end(text), Offset(10));
        assert_eq!(document_end(""), Offset(0));
    }

    type Motion = fn(&Document, Offset) -> Offset;
    const FORWARDS: [Motion; 7] = [
        |d, at| next_character(&d.text, at),
        |d, at| next_word_start(&d.text, at),
        |d, at| word_end(&d.text, at),
        next_sentence,
        sentence_end,
        next_paragraph,
        |d, at| line_end(&d.text, at),
    ];
    const BACKWARDS: [Motion; 5] = [
        |d, at| previous_character(&d.text, at),
        |d, at| previous_word_start(&d.text, at),
        previous_sentence,
        previous_paragraph,
        |d, at| line_start(&d.text, at),
    ];

    proptest! {
        #[test]
        fn motions_keep_their_direction_and_land_on_boundaries(
            text in "([a-z]{1,5}[ .,'\n]{1,2}|\\PC|[\r\n\u{301}]){0,40}",
            at in any::<prop::sample::Index>(),
        ) {
            let document = Document::new(DocumentId(0), "t", text.as_str());
            let at = graphemes::snap(&text, Offset(at.index(text.len() + 1)));
            for (number, motion) in FORWARDS.iter().enumerate() {
                let to = motion(&document, at);
                let line_end_of_break = number == 6 && to < at;
                prop_assert!(to >= at || line_end_of_break, "{number}: {at} to {to}");
                prop_assert!(graphemes::is_boundary(&text, to), "{number}: {at} to {to}");
            }
            for (number, motion) in BACKWARDS.iter().enumerate() {
                let to = motion(&document, at);
                prop_assert!(to < at || to == at && (at.0 == 0 || number >= 2), "{number}: {at} to {to}");
                prop_assert!(graphemes::is_boundary(&text, to), "{number}: {at} to {to}");
            }
            prop_assert!(word(&text, at).start() <= at);
        }

        #[test]
        fn walking_by_sentences_ends_at_the_end(text in "([A-Z]?[a-z]{1,5}[ .!\n]{1,3}){0,40}") {
            let document = Document::new(DocumentId(0), "t", text.as_str());
            let forwards = visits(&text, |_, at| next_sentence(&document, at));
            prop_assert!(forwards.len() <= text.len() + 1);
            if let Some(last) = forwards.last() {
                prop_assert_eq!(Offset(*last), document_end(&text));
            }
            let mut at = Offset(text.len());
            while at.0 > 0 {
                let before = previous_sentence(&document, at);
                prop_assert!(before < at);
                at = before;
            }
        }
    }
}
