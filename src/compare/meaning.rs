//! What the edits of two passages mean: facts are held against facts first, wherever they stand in
//! the passages; what is left is classed by its words.

use std::ops::Range;

use crate::text::fold;

use super::Class;
use super::classify::classify;
use super::edits::Edit;
use super::held::held_against;
use super::moves::Taken;
use super::words::{Reading, Vocabulary};

/// An edit with what it means.
pub struct Told {
    /// The words.
    pub edit: Edit,
    /// What the edit means.
    pub class: Class,
    /// Why.
    pub why: String,
}

/// What the edits of two passages that tell the same thing mean.
pub fn of_edits(edits: &[Edit], a: &Reading, b: &Reading, vocabulary: &Vocabulary) -> Vec<Told> {
    let (same, edits): (Vec<&Edit>, Vec<&Edit>) =
        edits.iter().partition(|edit| letters_are_same(edit, a, b));
    let edits: Vec<Edit> = edits.into_iter().cloned().collect();
    let mut told = held_against(&edits, a, b);
    let facts: Vec<Edit> = told.iter().map(|told| told.edit.clone()).collect();
    let facts = Taken::new(&facts);
    let rest = edits.iter().flat_map(|edit| facts.out_of(edit));
    told.extend(rest.map(|edit| {
        let (class, why) = classify(&edit, a, b, vocabulary);
        Told { edit, class, why }
    }));
    told.extend(same.into_iter().map(|edit| of_marks(edit, a, b)));
    told
}

/// Whether both sides have the same letters and figures, so that only marks between them differ: a
/// quotation that ends inside a date parts the date.
fn letters_are_same(edit: &Edit, a: &Reading, b: &Reading) -> bool {
    let letters = |side: &Reading, words: Range<usize>| {
        let mut folded = fold(side.written(words));
        folded.retain(char::is_alphanumeric);
        folded
    };
    if edit.a.is_empty() || edit.b.is_empty() {
        return false;
    }
    let first = |words: &Range<usize>| words.start..words.start + 1;
    let (our, their) = (letters(a, first(&edit.a)), letters(b, first(&edit.b)));
    // Nearly always the first words tell.
    (our.starts_with(&their) || their.starts_with(&our))
        && letters(a, edit.a.clone()) == letters(b, edit.b.clone())
}

/// What it means that only the marks differ around and between the words of an edit.
fn of_marks(edit: &Edit, a: &Reading, b: &Reading) -> Told {
    let quotes = |side: &Reading, words: &Range<usize>| {
        let around = side
            .gap_before(words.start)
            .hull(side.gap_before(words.end));
        let folded = fold(around.of(side.text));
        let mut letters = 0;
        let mut places = vec![];
        for c in folded.chars() {
            letters += usize::from(c.is_alphanumeric());
            if c == '"' {
                places.push(letters);
            }
        }
        places
    };
    let (class, why) = if quotes(a, &edit.a) == quotes(b, &edit.b) {
        (Class::FunctionWords, "only the punctuation differs")
    } else {
        (
            Class::Quotation,
            "a quotation begins or ends here in one text only",
        )
    };
    Told {
        edit: edit.clone(),
        class,
        why: why.to_owned(),
    }
}

/// What it means that only one text has a passage.
pub fn of_whole(edits: &[Edit]) -> Vec<Told> {
    edits
        .iter()
        .map(|edit| {
            let (class, why) = if edit.a.is_empty() {
                (Class::Added, "only the second text says it")
            } else {
                (Class::Removed, "only the first text says it")
            };
            Told {
                edit: edit.clone(),
                class,
                why: why.to_owned(),
            }
        })
        .collect()
}
