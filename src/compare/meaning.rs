//! What the edits of two passages mean: facts are held against facts first, wherever they stand in
//! the passages; what is left is classed by its words.

use crate::facts::{Relation, relate, why};
use crate::text::fold;

use super::Class;
use super::classify::classify;
use super::edits::Edit;
use super::moves::without;
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
    let mut told = facts(edits, a, b);
    let facts: Vec<Edit> = told.iter().map(|told| told.edit.clone()).collect();
    let rest = edits.iter().flat_map(|edit| {
        if facts.is_empty() {
            vec![edit.clone()]
        } else {
            without(edit, &facts)
        }
    });
    told.extend(rest.map(|edit| {
        let (class, why) = classify(&edit, a, b, vocabulary);
        Told { edit, class, why }
    }));
    told
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

/// A fact among the words that differ.
#[derive(Clone, Copy)]
struct Stated {
    word: usize,
    /// Which edit it stands in.
    edit: usize,
    is_paired: bool,
}

/// The facts of the edits in pairs: the same fact first, wherever it stands; then facts of one kind
/// in one edit; then those that are the only ones left of their unit.
fn facts(edits: &[Edit], a: &Reading, b: &Reading) -> Vec<Told> {
    let stated = |side: &Reading, edit: usize, words: std::ops::Range<usize>| -> Vec<Stated> {
        words
            .filter(|word| side.fact(*word).is_some())
            .map(|word| Stated {
                word,
                edit,
                is_paired: false,
            })
            .collect()
    };
    let mut ours: Vec<Stated> = edits
        .iter()
        .enumerate()
        .flat_map(|(at, edit)| stated(a, at, edit.a.clone()))
        .collect();
    let mut theirs: Vec<Stated> = edits
        .iter()
        .enumerate()
        .flat_map(|(at, edit)| stated(b, at, edit.b.clone()))
        .collect();
    let mut told = vec![];
    let is_same = |_: &Stated, _: &Stated, relation| relation == Relation::Same;
    let is_precision = |our: &Stated, their: &Stated, relation| {
        our.edit == their.edit && relation == Relation::Precision
    };
    let in_one_edit = |our: &Stated, their: &Stated, relation| {
        our.edit == their.edit && relation == Relation::Conflict
    };
    pair(&mut ours, &mut theirs, a, b, &mut told, is_same);
    pair(&mut ours, &mut theirs, a, b, &mut told, is_precision);
    pair(&mut ours, &mut theirs, a, b, &mut told, in_one_edit);
    told
}

fn pair(
    ours: &mut [Stated],
    theirs: &mut [Stated],
    a: &Reading,
    b: &Reading,
    told: &mut Vec<Told>,
    fits: impl Fn(&Stated, &Stated, Relation) -> bool,
) {
    for our in ours.iter_mut().filter(|our| !our.is_paired) {
        for their in theirs.iter_mut().filter(|their| !their.is_paired) {
            let (Some(first), Some(second)) = (a.fact(our.word), b.fact(their.word)) else {
                continue;
            };
            let relation = relate(first, second);
            if !fits(our, their, relation) {
                continue;
            }
            let form = |side: &Reading, word: usize| {
                side.span(word..word + 1)
                    .map(|span| fold(span.of(side.text)))
            };
            let class = match relation {
                Relation::Same if form(a, our.word) == form(b, their.word) => Class::Moved,
                Relation::Same => Class::SameFact,
                Relation::Precision => Class::Precision,
                Relation::Conflict => Class::Conflict,
                Relation::Unrelated => continue,
            };
            (our.is_paired, their.is_paired) = (true, true);
            let edit = Edit {
                a: our.word..our.word + 1,
                b: their.word..their.word + 1,
            };
            told.push(Told {
                edit,
                class,
                why: why(relation, first, second),
            });
            break;
        }
    }
}
