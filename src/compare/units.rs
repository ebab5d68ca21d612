//! The units that are aligned before words are: sentences, as ranges of words.

use std::ops::Range;

use super::words::Reading;

/// Words after which a full stop ends no sentence, folded to lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "apr", "aug", "bros", "capt", "co", "col", "corp", "dec", "dr", "est", "feb",
    "fig", "gen", "gov", "inc", "jan", "jr", "lt", "ltd", "maj", "mr", "mrs", "ms", "mt", "nov",
    "oct", "pp", "pres", "prof", "rep", "rev", "sen", "sept", "sgt", "sr", "st", "vol", "vs",
];

/// The sentences of a text as ranges of its words, in order and without gaps.
pub fn sentences(words: &Reading) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut start = 0;
    for next in 1..words.words.len() {
        if ends_before(words, next) {
            found.push(start..next);
            start = next;
        }
    }
    if start < words.words.len() {
        found.push(start..words.words.len());
    }
    found
}

/// Whether a sentence ends in the gap before the word.
fn ends_before(words: &Reading, next: usize) -> bool {
    let gap = words.gap_before(next).of(words.text);
    if !gap.contains(['\n', '.', '!', '?', '…', '。', '！', '？']) {
        return false;
    }
    let spelling = |at: usize| {
        words
            .words
            .get(at)
            .map_or("", |word| word.span.of(words.text))
    };
    let starts_anew = !spelling(next).starts_with(char::is_lowercase);
    if gap.contains(['。', '！', '？']) || gap.matches('\n').count() > 1 {
        true
    } else if gap.contains(['\n', '!', '?', '…']) {
        starts_anew
    } else {
        starts_anew && gap.contains(char::is_whitespace) && !is_abbreviation(spelling(next - 1))
    }
}

/// Whether a full stop after the word belongs to the word: `Dr`, `U.S`, an initial.
fn is_abbreviation(word: &str) -> bool {
    (word.contains('.') && !word.contains(|c: char| c.is_ascii_digit()))
        || (word.chars().count() == 1 && word.starts_with(char::is_uppercase))
        || ABBREVIATIONS
            .binary_search(&word.to_lowercase().as_str())
            .is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::words::Vocabulary;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::default();
        let words = Reading::of(text, &mut vocabulary);
        sentences(&words)
            .into_iter()
            .filter_map(|range| words.span(range))
            .map(|span| span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn abbreviations_and_figures_end_no_sentence() {
        assert!(ABBREVIATIONS.is_sorted());
        assert_eq!(
            split("Dr. J. Moss of the U.S. Senate paid $6.5 million. He left. “No.” Why? Yes"),
            [
                "Dr. J. Moss of the U.S. Senate paid $6.5 million",
                "He left",
                "No",
                "Why",
                "Yes"
            ]
        );
    }

    #[test]
    fn a_heading_is_a_unit_and_a_wrapped_line_is_none() {
        assert_eq!(
            split("A heading\nThe text goes\non."),
            ["A heading", "The text goes\non"]
        );
    }
}
