//! Which facts stand at a place.

use super::context::Stated;
use crate::text::{Offset, Span};

/// The facts of all documents, in the order of their places, to be looked up by place.
pub struct Reach<'s> {
    stated: &'s [Stated],
    /// How far the facts of a document up to each one reach: a quotation holds others.
    ends: Vec<(usize, Offset)>,
}

impl<'s> Reach<'s> {
    /// The facts, in the order of their documents and of their starts.
    pub fn of(stated: &'s [Stated]) -> Self {
        let ends = stated
            .iter()
            .scan((0, Offset::default()), |end, fact| {
                *end = (*end).max((fact.document, fact.fact.span.end()));
                Some(*end)
            })
            .collect();
        Self { stated, ends }
    }

    /// The facts of a document that share a byte with a span, with their numbers.
    pub fn at(&self, (document, span): (usize, Span)) -> impl Iterator<Item = (usize, &'s Stated)> {
        let first = self
            .ends
            .partition_point(|end| *end <= (document, span.start()));
        self.stated
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, fact)| {
                fact.document == document && fact.fact.span.start() < span.end()
            })
            .filter(move |(_, fact)| fact.fact.span.overlaps(span))
    }
}
