//! Where tellings of the same thing cannot all be right: facts and denials that differ.

use std::collections::HashMap;

use super::shared::Shared;
use crate::compare::{Class, compare};
use crate::parallel::Place;
use crate::text::{Document, DocumentId, Offset, Span};

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
    /// Compares every shared passage; gives up where `cancelled` says so.
    pub fn find(shared: &Shared, documents: &[Document], cancelled: &dyn Fn() -> bool) -> Self {
        let texts: HashMap<_, _> = documents
            .iter()
            .map(|document| (document.id, document))
            .collect();
        let mut conflicts = Self::default();
        for parallel in shared.all() {
            if cancelled() {
                break;
            }
            if let (Some(a), Some(b)) = (
                texts.get(&parallel.a.document),
                texts.get(&parallel.b.document),
            ) {
                conflicts.add((a, parallel.a), (b, parallel.b));
            }
        }
        for sides in conflicts.sides.values_mut() {
            sides.sort_by_key(|conflict| conflict.span);
        }
        conflicts
    }

    fn add(&mut self, (a, ours): (&Document, Place), (b, theirs): (&Document, Place)) {
        let comparison = compare(a.quote(ours.span), b.quote(theirs.span));
        for difference in comparison.differences {
            if !matches!(difference.class, Class::Conflict | Class::Negation) {
                continue;
            }
            self.count += 1;
            let sides = [
                (ours, difference.a, theirs.document),
                (theirs, difference.b, ours.document),
            ];
            for (place, words, other) in sides {
                // Where one side lacks the words, its passage stands for them.
                let span = words.map_or(place.span, |words| words.shifted(place.span.start()));
                let conflict = Conflict {
                    span,
                    other,
                    why: difference.why.clone(),
                };
                self.sides.entry(place.document).or_default().push(conflict);
            }
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
    use crate::parallel::{Kind, Parallel, Similarity};

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
        let shared = Shared::new(&[parallel]);
        let conflicts = Conflicts::find(&shared, &[a.clone(), b.clone()], &|| false);
        assert_eq!(conflicts.count(), 1);
        let ours = conflicts.at(a.id, Offset(18)).unwrap();
        assert!(a.quote(ours.span).starts_with('6'), "{ours:?}");
        assert_eq!(ours.other, b.id);
        assert!(conflicts.at(b.id, Offset(8)).is_some() && conflicts.at(a.id, Offset(0)).is_none());
    }
}
