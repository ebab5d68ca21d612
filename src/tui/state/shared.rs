//! The passages that documents share, arranged so that a place finds its own at once.

use std::collections::HashMap;

use crate::parallel::{Boilerplate, Kind, Parallel, Place, stretches};
use crate::text::{DocumentId, Offset, Span};

/// One side of a parallel, seen from its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The passage in this document.
    pub span: Span,
    /// Which parallel it belongs to.
    pub parallel: usize,
    /// Whether it is the parallel's first side.
    pub first: bool,
}

/// All parallels of the session's documents.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    all: Vec<Parallel>,
    sides: HashMap<DocumentId, Sides>,
    boilerplate: Vec<Boilerplate>,
}

/// The sides in one document, by where they start.
#[derive(Clone, Debug, Default)]
struct Sides {
    list: Vec<Side>,
    /// The furthest end among the sides up to each.
    reach: Vec<Offset>,
}

impl Shared {
    /// Arranges the parallels, cut into stretches: what one goes through one by one.
    pub fn new(found: &[Parallel]) -> Self {
        Self::arranged(found.iter().flat_map(stretches).collect())
    }

    /// With what stands in so many documents that they are not compared for it.
    #[must_use]
    pub fn with_boilerplate(self, boilerplate: Vec<Boilerplate>) -> Self {
        Self {
            boilerplate,
            ..self
        }
    }

    /// What stands in so many documents that they are not compared for it.
    pub fn boilerplate(&self) -> &[Boilerplate] {
        &self.boilerplate
    }

    fn arranged(all: Vec<Parallel>) -> Self {
        let mut sides: HashMap<DocumentId, Sides> = HashMap::new();
        for (parallel, found) in all.iter().enumerate() {
            for (place, first) in [(found.a, true), (found.b, false)] {
                let list = &mut sides.entry(place.document).or_default().list;
                list.push(Side {
                    span: place.span,
                    parallel,
                    first,
                });
            }
        }
        for sides in sides.values_mut() {
            sides.list.sort_by_key(|side| (side.span, side.parallel));
            sides.reach = sides
                .list
                .iter()
                .scan(Offset::default(), |reach, side| {
                    *reach = (*reach).max(side.span.end());
                    Some(*reach)
                })
                .collect();
        }
        Self {
            all,
            sides,
            boilerplate: vec![],
        }
    }

    /// Keeps the passages both of whose places stand. Their numbers change.
    pub fn retain(&mut self, stands: impl Fn(Place) -> bool) {
        let mut all = std::mem::take(&mut self.all);
        all.retain(|found| stands(found.a) && stands(found.b));
        let mut boilerplate = std::mem::take(&mut self.boilerplate);
        boilerplate.retain(|found| stands(found.place));
        *self = Self::arranged(all).with_boilerplate(boilerplate);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All parallels, in the finder's order.
    pub fn all(&self) -> &[Parallel] {
        &self.all
    }

    /// The parallel with this number.
    pub fn get(&self, parallel: usize) -> Option<&Parallel> {
        self.all.get(parallel)
    }

    /// The sides in a document that share a byte with the span, by where they start.
    pub fn overlapping(&self, document: DocumentId, span: Span) -> impl Iterator<Item = Side> {
        let sides = self.sides.get(&document);
        let (list, reach) = sides.map_or((&[][..], &[][..]), |sides| (&sides.list, &sides.reach));
        let from = reach.partition_point(|reach| *reach <= span.start());
        let to = list.partition_point(|side| side.span.start() < span.end());
        let near = list.get(from..to.max(from)).unwrap_or_default();
        near.iter()
            .copied()
            .filter(move |side| side.span.overlaps(span))
    }

    /// The sides that a place lies in, the shortest passage first.
    pub fn at(&self, document: DocumentId, at: Offset) -> Vec<Side> {
        let mut here: Vec<_> = self
            .overlapping(document, Span::new(at.0, at.0 + 1))
            .collect();
        here.sort_by_key(|side| (side.span.len(), side.parallel));
        here
    }

    /// The first passage that starts behind a place.
    pub fn next(&self, document: DocumentId, at: Offset) -> Option<Side> {
        let list = &self.sides.get(&document)?.list;
        list.get(list.partition_point(|side| side.span.start() <= at))
            .copied()
    }

    /// The last passage that starts before a place.
    pub fn previous(&self, document: DocumentId, at: Offset) -> Option<Side> {
        let list = &self.sides.get(&document)?.list;
        let before = list
            .partition_point(|side| side.span.start() < at)
            .checked_sub(1)?;
        let start = list.get(before)?.span.start();
        list.get(list.partition_point(|side| side.span.start() < start))
            .copied()
    }

    /// The other side's document and passage.
    pub fn counterpart(&self, side: Side) -> Option<(DocumentId, Span)> {
        let parallel = self.all.get(side.parallel)?;
        let place = if side.first { parallel.b } else { parallel.a };
        Some((place.document, place.span))
    }

    /// The place in the other document that tells what stands at `at`: the start of the counterpart
    /// of the unit there, or of the unit before.
    pub fn counterpart_of(&self, side: Side, at: Offset) -> Option<(DocumentId, Offset)> {
        let (document, passage) = self.counterpart(side)?;
        let before = self.units(side).filter(|(here, _)| here.start() <= at);
        let nearest = before.max_by_key(|(here, _)| here.start());
        Some((
            document,
            nearest.map_or(passage.start(), |(_, there)| there.start()),
        ))
    }

    /// The stretches of the other passage that tell what stands at `at`: the counterparts of the units
    /// there, or the whole passage where no unit is.
    pub fn counterpart_units(&self, side: Side, at: Offset) -> Vec<Span> {
        let here = self.units(side).filter(|(here, _)| here.contains(at));
        let units: Vec<_> = here.map(|(_, there)| there).collect();
        if units.is_empty() {
            return self
                .counterpart(side)
                .map(|(_, passage)| passage)
                .into_iter()
                .collect();
        }
        units
    }

    /// The units of a side, each with its counterpart.
    fn units(&self, side: Side) -> impl Iterator<Item = (Span, Span)> {
        let units = self
            .all
            .get(side.parallel)
            .map_or(&[][..], |parallel| &parallel.units);
        units.iter().map(move |unit| {
            if side.first {
                (unit.a, unit.b)
            } else {
                (unit.b, unit.a)
            }
        })
    }

    /// The strongest kind of the passages over a span.
    pub fn kind_over(&self, document: DocumentId, span: Span) -> Option<Kind> {
        self.overlapping(document, span)
            .filter_map(|side| self.all.get(side.parallel))
            .map(|parallel| parallel.kind)
            .min_by_key(|kind| strength(*kind))
    }
}

fn strength(kind: Kind) -> u8 {
    match kind {
        Kind::Verbatim => 0,
        Kind::Near => 1,
        Kind::Paraphrase => 2,
    }
}
