//! The class of an edit by its words: names, negations, hedges, quotations, forms of words.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use crate::facts::Stance;
use crate::text::fold;

use super::class::Class;
use super::edits::Edit;
use super::naming::{by_name, stands_near};
use super::words::{Reading, Vocabulary, Word};

/// The class of an edit, and why.
pub fn classify(edit: &Edit, a: &Reading, b: &Reading, vocabulary: &Vocabulary) -> (Class, String) {
    let (ours, theirs) = (Side::new(edit.a.clone(), a), Side::new(edit.b.clone(), b));
    by_stance(&ours, &theirs)
        .or_else(|| by_name(&ours, &theirs, vocabulary))
        .or_else(|| by_quotation(&ours, &theirs))
        .or_else(|| by_digits(&ours, &theirs))
        .unwrap_or_else(|| by_words(&ours, &theirs, vocabulary))
}

/// The words of an edit on one side.
pub struct Side<'r, 't> {
    /// The words.
    pub words: &'r [Word],
    /// Their places in the reading.
    pub range: Range<usize>,
    /// The text that they are of.
    pub reading: &'r Reading<'t>,
}

impl<'r, 't> Side<'r, 't> {
    fn new(range: Range<usize>, reading: &'r Reading<'t>) -> Self {
        let words = reading.words.get(range.clone()).unwrap_or_default();
        Self {
            words,
            range,
            reading,
        }
    }

    fn has(&self, stance: Stance) -> Option<&'t str> {
        let word = self
            .words
            .iter()
            .find(|word| word.role.hedge == Some(stance))?;
        Some(word.span.of(self.reading.text))
    }

    /// The words but for function words, folded.
    pub fn folded(&self, vocabulary: &Vocabulary) -> Vec<String> {
        let telling = self
            .words
            .iter()
            .filter(|word| !vocabulary.is_small(word.key));
        telling
            .map(|word| fold(word.span.of(self.reading.text)))
            .collect()
    }

    /// The words as they stand in the text.
    pub fn written(&self) -> &'t str {
        self.reading.written(self.range.clone())
    }
}

/// A longer edit than this many words says more than that something is denied or weakened.
const SHORT: usize = 8;

/// A negation or a hedge that only one side has.
fn by_stance(ours: &Side, theirs: &Side) -> Option<(Class, String)> {
    if ours.words.len().max(theirs.words.len()) > SHORT {
        return None;
    }
    for (stance, class) in [
        (Stance::Negated, Class::Negation),
        (Stance::Unsure, Class::Hedge),
        (Stance::Sure, Class::Hedge),
    ] {
        let why = match (ours.has(stance), theirs.has(stance)) {
            (Some(word), None) => format!("only the first text has “{word}”"),
            (None, Some(word)) => format!("only the second text has “{word}”"),
            _ => continue,
        };
        return Some((class, why));
    }
    None
}

/// Other words inside a quotation.
fn by_quotation(ours: &Side, theirs: &Side) -> Option<(Class, String)> {
    let is_quoted = |side: &Side| side.words.iter().all(|word| word.role.is_quoted);
    // Where one side has no words, the quotation must go on around the gap.
    let around = |side: &Side| {
        let quoted = |at: Option<usize>| {
            at.and_then(|at| side.reading.words.get(at))
                .is_some_and(|word| word.role.is_quoted)
        };
        !side.words.is_empty()
            || quoted(side.range.start.checked_sub(1))
            || quoted(Some(side.range.end))
    };
    let both = is_quoted(ours) && is_quoted(theirs) && around(ours) && around(theirs);
    both.then(|| (Class::Quotation, "the quoted words differ".to_owned()))
}

/// Other figures that are no facts of their own, but part of what something is called: `Chapter 11`,
/// `Flight 93`, `24th`.
fn by_digits(ours: &Side, theirs: &Side) -> Option<(Class, String)> {
    let [our, their] = [ours, theirs].map(|side| match side.words {
        [only] if only.role.fact.is_none() => fold(only.span.of(side.reading.text)),
        _ => String::new(),
    });
    let is_digit = |c: &char| c.is_ascii_digit();
    let without = |word: &str| word.chars().filter(|c| !is_digit(c)).collect::<String>();
    let differ = our.contains(|c| is_digit(&c))
        && their.contains(|c| is_digit(&c))
        && without(&our) == without(&their);
    // "Voyager 1 … Voyager 2", the other way round.
    let change_places = stands_near(ours, theirs) && stands_near(theirs, ours);
    (differ && !change_places).then(|| {
        let why = format!("“{}” against “{}”", ours.written(), theirs.written());
        (Class::Conflict, why)
    })
}

fn by_words(ours: &Side, theirs: &Side, vocabulary: &Vocabulary) -> (Class, String) {
    let (first, second) = (ours.folded(vocabulary), theirs.folded(vocabulary));
    if first.is_empty() && second.is_empty() {
        (
            Class::FunctionWords,
            "only function words differ".to_owned(),
        )
    } else if ours.words.is_empty() {
        (Class::Added, "only the second text says it".to_owned())
    } else if theirs.words.is_empty() {
        (Class::Removed, "only the first text says it".to_owned())
    } else if first.len() == second.len() && are_inflected(&first, &second) {
        (
            Class::Inflection,
            "the same words in another form".to_owned(),
        )
    } else {
        (Class::Reworded, "said in other words".to_owned())
    }
}

/// Whether the words of two lists are, one by one, forms of the same.
fn are_inflected(a: &[String], b: &[String]) -> bool {
    let stemmer = Stemmer::create(Algorithm::English);
    a.iter()
        .zip(b)
        .all(|(ours, theirs)| stemmer.stem(ours) == stemmer.stem(theirs))
}
