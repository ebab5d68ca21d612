//! The class of an edit by its words: names, negations, hedges, quotations, forms of words.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use crate::facts::{Stance, is_slip};
use crate::text::fold;

use super::class::Class;
use super::edits::Edit;
use super::words::{Reading, Vocabulary, Word};

/// The class of an edit, and why.
pub fn classify(edit: &Edit, a: &Reading, b: &Reading, vocabulary: &Vocabulary) -> (Class, String) {
    let (ours, theirs) = (Side::new(edit.a.clone(), a), Side::new(edit.b.clone(), b));
    by_stance(&ours, &theirs)
        .or_else(|| by_name(&ours, &theirs, vocabulary))
        .or_else(|| by_quotation(&ours, &theirs))
        .unwrap_or_else(|| by_words(&ours, &theirs, vocabulary))
}

/// The words of an edit on one side.
struct Side<'r, 't> {
    words: &'r [Word],
    range: Range<usize>,
    reading: &'r Reading<'t>,
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

    fn folded(&self, vocabulary: &Vocabulary) -> Vec<String> {
        let telling = self
            .words
            .iter()
            .filter(|word| !vocabulary.is_small(word.key));
        telling
            .map(|word| fold(word.span.of(self.reading.text)))
            .collect()
    }

    fn written(&self) -> &'t str {
        self.reading
            .span(self.range.clone())
            .map_or("", |span| span.of(self.reading.text))
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

/// A name in another form, or another name.
fn by_name(ours: &Side, theirs: &Side, vocabulary: &Vocabulary) -> Option<(Class, String)> {
    let is_named = |side: &Side| {
        side.words
            .iter()
            .all(|word| word.role.name.is_some() || vocabulary.is_small(word.key))
    };
    if !is_named(ours) || !is_named(theirs) {
        return None;
    }
    let (mut first, mut second) = (ours.folded(vocabulary), theirs.folded(vocabulary));
    if first.is_empty() && second.is_empty() {
        return None;
    }
    if first.is_empty() || second.is_empty() {
        let present = if first.is_empty() { theirs } else { ours };
        let why = "a longer and a shorter form of one name".to_owned();
        return goes_on(present).then_some((Class::NameVariant, why));
    }
    let (name, other) = (ours.written(), theirs.written());
    let spelled = first.len() == second.len()
        && first
            .iter()
            .zip(&second)
            .all(|(ours, theirs)| ours == theirs || is_slip(ours, theirs));
    if spelled {
        return Some((
            Class::NameVariant,
            format!("one name, spelled “{name}” and “{other}”"),
        ));
    }
    first.sort_unstable();
    second.sort_unstable();
    if first == second {
        return Some((Class::NameVariant, "one name, in another order".to_owned()));
    }
    let (few, many) = if first.len() < second.len() {
        (&first, &second)
    } else {
        (&second, &first)
    };
    if few.iter().all(|word| many.contains(word)) {
        return Some((
            Class::NameVariant,
            "a longer and a shorter form of one name".to_owned(),
        ));
    }
    Some((
        Class::Conflict,
        format!("“{name}” against “{other}”: another name"),
    ))
}

/// Whether the name goes on in a word beside the edit, so that the edit only made it longer.
fn goes_on(side: &Side) -> bool {
    let name = |word: Option<&Word>| word.and_then(|word| word.role.name);
    let (first, last) = (name(side.words.first()), name(side.words.last()));
    let before = name(
        side.range
            .start
            .checked_sub(1)
            .and_then(|at| side.reading.words.get(at)),
    );
    let after = name(side.reading.words.get(side.range.end));
    (first.is_some() && before == first) || (last.is_some() && after == last)
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
    } else if stems(&first) == stems(&second) {
        (
            Class::Inflection,
            "the same words in another form".to_owned(),
        )
    } else {
        (Class::Reworded, "said in other words".to_owned())
    }
}

fn stems(words: &[String]) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    words
        .iter()
        .map(|word| stemmer.stem(word).into_owned())
        .collect()
}
