//! What one document tells twice.
//!
//! The document is cut in two and one part compared with the other, then each part is cut further:
//! two places of it are on different sides of exactly one cut, so that each pair of places is
//! looked at once and none is compared with itself. Cuts are made between paragraphs where there
//! are any near the middle, since a passage that a cut goes through is found only in parts.

use std::ops::Range;

use super::between;
use super::reading::Reading;
use super::{Parallel, Settings};
use crate::text::{Document, Span};

/// The fewest words that are cut further.
const SHORTEST: usize = 16;

/// The parallels of a document with itself, the earlier passage first.
pub(super) fn reading(document: &Document, reading: &Reading, settings: Settings) -> Vec<Parallel> {
    let (mut found, mut parts) = (vec![], vec![]);
    parts.push(0..reading.sentences.len());
    while let Some(part) = parts.pop() {
        let Some(cut) = cut(document, reading, &part) else {
            continue;
        };
        let (first, rest) = (part.start..cut, cut..part.end);
        let (before, after) = (of(reading, &first), of(reading, &rest));
        let (before, after) = ((document, &before), (document, &after));
        found.extend(between::ordered(before, after, settings));
        parts.extend([first, rest]);
    }
    found.sort_by_key(|parallel| (parallel.a, parallel.b));
    found
}

/// The sentence that begins the second half: near the middle, and after a blank line if one is
/// there.
fn cut(document: &Document, reading: &Reading, part: &Range<usize>) -> Option<usize> {
    if part.len() < 2 || words(reading, part)?.len() < SHORTEST {
        return None;
    }
    let middle = part.start + part.len() / 2;
    let near = part.len() / 4;
    let begins_paragraph = |at: &usize| {
        let last = reading.sentences.get(at - 1).map(|one| reading.span(one));
        let next = reading.sentences.get(*at).map(|one| reading.span(one));
        last.zip(next).is_some_and(|(last, next)| {
            document
                .quote(Span::new(last.end().0, next.start().0))
                .contains('\n')
        })
    };
    (middle.saturating_sub(near).max(part.start + 1)..(middle + near + 1).min(part.end))
        .filter(begins_paragraph)
        .min_by_key(|at| at.abs_diff(middle))
        .or(Some(middle))
}

/// The words of some sentences.
fn words(reading: &Reading, sentences: &Range<usize>) -> Option<Range<usize>> {
    match reading.sentences.get(sentences.clone())? {
        [only] => Some(only.clone()),
        [first, .., last] => Some(first.start..last.end),
        [] => None,
    }
}

/// A part of a reading, as a reading.
fn of(reading: &Reading, sentences: &Range<usize>) -> Reading {
    let words = words(reading, sentences).unwrap_or_default();
    let part = reading.sentences.get(sentences.clone()).unwrap_or_default();
    let moved = part
        .iter()
        .map(|one| one.start - words.start..one.end - words.start);
    Reading {
        sentences: moved.collect(),
        words: reading.words.get(words.clone()).unwrap_or_default().into(),
    }
}

#[cfg(test)]
mod tests {
    use crate::parallel::{Finder, Settings};
    use crate::text::{Document, DocumentId};

    const TOLD: &str = "The harbour board of Port Ellis sold three tugs in March to a yard in \
        Gdynia, which paid 2.4 million for them and will break them up before the summer.";

    fn repeated(text: &str) -> Vec<(String, String)> {
        let document = Document::new(DocumentId(3), "a", text);
        let mut finder = Finder::new(Settings::default());
        finder.add(&document);
        finder
            .parallels_between(document.id, document.id)
            .iter()
            .map(|one| (document.quote(one.a.span), document.quote(one.b.span)))
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect()
    }

    #[test]
    fn a_paragraph_that_is_told_twice_is_found_once() {
        let text = format!(
            "Rain fell all week.\n\n{TOLD}\n\nNobody had asked the crews. The mayor was away, and \
             her deputy kept silent for days.\n\n{TOLD}\n\nA vote is due."
        );
        let told = TOLD.trim_end_matches('.').to_owned();
        assert_eq!(repeated(&text), [(told.clone(), told)]);
    }

    #[test]
    fn a_text_without_repetition_is_no_parallel_of_itself() {
        assert!(repeated(TOLD).is_empty());
        assert!(repeated("").is_empty());
    }
}
