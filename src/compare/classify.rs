//! What an edit means: its class, and a sentence that says why.

use rust_stemmers::{Algorithm, Stemmer};

use crate::text::fold;

use super::class::Class;
use super::edits::Edit;
use super::words::{Reading, Vocabulary};

/// The class of an edit, and why.
pub fn classify(edit: &Edit, a: &Reading, b: &Reading, vocabulary: &Vocabulary) -> (Class, String) {
    let (ours, theirs) = (
        telling(edit.a.clone(), a, vocabulary),
        telling(edit.b.clone(), b, vocabulary),
    );
    if ours.is_empty() && theirs.is_empty() {
        (
            Class::FunctionWords,
            "only function words differ".to_owned(),
        )
    } else if edit.a.is_empty() {
        (Class::Added, "only the second text says it".to_owned())
    } else if edit.b.is_empty() {
        (Class::Removed, "only the first text says it".to_owned())
    } else if ours == theirs {
        (
            Class::Inflection,
            "the same words in another form".to_owned(),
        )
    } else {
        (Class::Reworded, "said in other words".to_owned())
    }
}

/// The stems of the words that are more than function words.
fn telling(words: std::ops::Range<usize>, side: &Reading, vocabulary: &Vocabulary) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = side.words.get(words).unwrap_or_default();
    words
        .iter()
        .filter(|word| !vocabulary.is_small(word.key))
        .map(|word| stemmer.stem(&fold(word.span.of(side.text))).into_owned())
        .collect()
}
