//! What shared passages compare, over all documents: where tellings of the same thing differ, and the
//! facts of the documents tied by it.

use std::collections::HashMap;

use super::{Class, compare};
use crate::facts::{Row, Setting, Standing, Tells, Tie, table};
use crate::parallel::{Parallel, Place};
use crate::text::{Document, DocumentId, Span};

/// A difference between two tellings of the same thing, in offsets of their documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// What it means.
    pub class: Class,
    /// The words of the first telling; its whole passage where it has none.
    pub a: Place,
    /// The words of the second telling; its whole passage where it has none.
    pub b: Place,
    /// Whether both tellings have words for it.
    pub is_in_both: bool,
    /// One plain sentence that says why it has this class.
    pub why: String,
}

/// What the passages that documents share compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// What differs in their facts.
    pub apart: Vec<Apart>,
    /// Stretches that tell the same thing and of which one at least quotes somebody.
    pub speech: Vec<(Place, Place)>,
}

/// Compares the passages that documents share; ends early where `cancelled` says so.
pub fn compared(
    shared: &[Parallel],
    documents: &[Document],
    cancelled: &dyn Fn() -> bool,
) -> Compared {
    let by_id: HashMap<DocumentId, &Document> = documents
        .iter()
        .map(|document| (document.id, document))
        .collect();
    let mut found = Compared::default();
    for parallel in shared.iter().take_while(|_| !cancelled()) {
        if let (Some(a), Some(b)) = (
            by_id.get(&parallel.a.document),
            by_id.get(&parallel.b.document),
        ) {
            found
                .apart
                .extend(of_passages((a, parallel.a), (b, parallel.b)));
            found.speech.extend(speech(parallel, a, b));
        }
    }
    found
}

/// The units of a parallel where a quotation is near.
fn speech<'p>(
    parallel: &'p Parallel,
    a: &'p Document,
    b: &'p Document,
) -> impl Iterator<Item = (Place, Place)> + 'p {
    let quotes = |document: &Document, span: Span| {
        let sentence = document.sentence(span.start()).hull(span);
        document
            .quote(sentence)
            .contains(['"', '“', '”', '«', '»', '„'])
    };
    parallel
        .units
        .iter()
        .filter(move |unit| quotes(a, unit.a) || quotes(b, unit.b))
        .map(|unit| {
            let at = |place: Place, span| Place { span, ..place };
            (at(parallel.a, unit.a), at(parallel.b, unit.b))
        })
}

fn of_passages(
    (a, ours): (&Document, Place),
    (b, theirs): (&Document, Place),
) -> impl Iterator<Item = Apart> {
    let at = |passage: Place, words: Option<Span>| Place {
        span: words.map_or(passage.span, |words| words.shifted(passage.span.start())),
        ..passage
    };
    compare(a.quote(ours.span), b.quote(theirs.span))
        .differences
        .into_iter()
        .filter(|difference| is_of_facts(difference.class))
        .map(move |difference| Apart {
            class: difference.class,
            a: at(ours, difference.a),
            b: at(theirs, difference.b),
            is_in_both: difference.a.is_some() && difference.b.is_some(),
            why: difference.why,
        })
}

/// Whether a difference says something of facts that both sides state.
fn is_of_facts(class: Class) -> bool {
    match class {
        Class::SameFact
        | Class::Conflict
        | Class::Precision
        | Class::NameVariant
        | Class::Negation => true,
        Class::Quotation
        | Class::Hedge
        | Class::Hidden
        | Class::Inflection
        | Class::FunctionWords
        | Class::Reworded
        | Class::Added
        | Class::Removed
        | Class::Moved => false,
    }
}

/// The facts of the documents, those in the same place of a shared passage held together. The places
/// of the rows name documents by their numbers in the list.
pub fn facts(documents: &[(&Document, Setting)], compared: &Compared) -> Vec<Row> {
    let number: HashMap<DocumentId, usize> = documents
        .iter()
        .enumerate()
        .map(|(number, (document, _))| (document.id, number))
        .collect();
    let end = |place: Place| Some((*number.get(&place.document)?, place.span));
    let tie = |a: Place, b: Place, tells: Tells| {
        Some(Tie {
            a: end(a)?,
            b: end(b)?,
            tells,
        })
    };
    let stated = compared
        .apart
        .iter()
        .filter(|apart| apart.is_in_both && apart.class != Class::Negation)
        .filter_map(|apart| tie(apart.a, apart.b, Tells::Fact));
    let speech = compared.speech.iter();
    let speech = speech.filter_map(|(a, b)| tie(*a, *b, Tells::Speech));
    let ties: Vec<Tie> = stated.chain(speech).collect();
    let texts: Vec<(&str, Setting)> = documents
        .iter()
        .map(|(document, setting)| (&*document.text, *setting))
        .collect();
    table(&texts, &ties)
}

/// The class of difference that the places of a row show; none where only one document states it.
pub fn class_of(row: &Row) -> Option<Class> {
    match row.standing {
        Standing::Conflict(..) | Standing::WrongWeekday(_) => Some(Class::Conflict),
        Standing::Slip(..) => Some(Class::NameVariant),
        Standing::BrokenMarks(_) => Some(Class::Quotation),
        Standing::Precision(..) => Some(Class::Precision),
        Standing::Told(..) => Some(Class::Reworded),
        Standing::Same => (row.spread() > 1).then_some(Class::SameFact),
    }
}
