//! Where tellings of the same thing cannot all be right: facts and denials that differ.

use std::collections::HashMap;

use super::FactRow;
use crate::compare::{Apart, Class};
use crate::parallel::Place;
use crate::text::{DocumentId, Offset, Span};

/// One side of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The words.
    pub span: Span,
    /// The document that says otherwise.
    pub other: DocumentId,
    /// What differs, in a sentence.
    pub why: String,
}

/// All conflicts, by document and place.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    sides: HashMap<DocumentId, Vec<Conflict>>,
    count: usize,
}

impl Conflicts {
    /// The conflicts among what shared passages compare.
    pub fn of(apart: &[Apart]) -> Self {
        let mut conflicts = Self::default();
        let clash = |apart: &&Apart| matches!(apart.class, Class::Conflict | Class::Negation);
        for apart in apart.iter().filter(clash) {
            conflicts.add(apart.a, apart.b, &apart.why);
        }
        conflicts.sort();
        conflicts
    }

    /// Adds those among the facts of documents that no shared passage has.
    pub fn add_stated(&mut self, facts: &[FactRow]) {
        for row in facts
            .iter()
            .filter(|row| row.class == Some(Class::Conflict))
        {
            if let [a, b, ..] = row.places.as_slice() {
                let known = |one: &Place, other: &Place| {
                    self.overlapping(one.document, one.span)
                        .any(|conflict| conflict.other == other.document)
                };
                if !known(a, b) && !known(b, a) {
                    self.add(*a, *b, &row.why);
                }
            }
        }
        self.sort();
    }

    fn add(&mut self, a: Place, b: Place, why: &str) {
        self.count += 1;
        for (place, other) in [(a, b), (b, a)] {
            let conflict = Conflict {
                span: place.span,
                other: other.document,
                why: why.to_owned(),
            };
            self.sides.entry(place.document).or_default().push(conflict);
        }
    }

    fn sort(&mut self) {
        for sides in self.sides.values_mut() {
            sides.sort_by_key(|conflict| conflict.span);
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The conflicts of a document whose words share a byte with the span.
    pub fn overlapping(&self, document: DocumentId, span: Span) -> impl Iterator<Item = &Conflict> {
        let sides = self.sides.get(&document).map_or(&[][..], Vec::as_slice);
        sides
            .iter()
            .filter(move |conflict| conflict.span.overlaps(span))
    }

    /// The conflict that a place lies in, the one of the fewest words first.
    pub fn at(&self, document: DocumentId, at: Offset) -> Option<&Conflict> {
        let here = Span::new(at.0, at.0 + 1);
        self.overlapping(document, here)
            .min_by_key(|conflict| conflict.span.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compared;
    use crate::parallel::{Kind, Parallel, Similarity};
    use crate::text::Document;

    #[test]
    fn both_sides_of_a_conflict_are_found_at_their_places() {
        let a = Document::new(
            DocumentId(1),
            "a",
            "They met. It cost 6 million dollars in all.",
        );
        let b = Document::new(DocumentId(2), "b", "It cost 8 million dollars in all.");
        let place = |document: &Document, span| Place {
            document: document.id,
            span,
        };
        let parallel = Parallel {
            a: place(&a, Span::new(10, a.text.len())),
            b: place(&b, Span::new(0, b.text.len())),
            kind: Kind::Near,
            similarity: Similarity::new(0.9),
            units: vec![],
        };
        let compared = compared(&[parallel], &[a.clone(), b.clone()], &|| false);
        let conflicts = Conflicts::of(&compared.apart);
        assert_eq!(conflicts.count(), 1);
        let ours = conflicts.at(a.id, Offset(18)).unwrap();
        assert!(a.quote(ours.span).starts_with('6'), "{ours:?}");
        assert_eq!(ours.other, b.id);
        assert!(conflicts.at(b.id, Offset(8)).is_some() && conflicts.at(a.id, Offset(0)).is_none());
    }
}
