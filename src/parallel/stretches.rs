//! Parallels cut where their tellings part: what a reader goes through one by one.

use super::{Kind, Parallel, Place, Similarity, Unit};
use crate::text::Span;

/// How many bytes may lie between two units of one stretch on either side: white space and a few
/// words, less than a sentence.
const GAP: usize = 24;

/// The stretches of a parallel: runs of units that follow one another on both sides, each a parallel
/// of its own. A parallel without units is its own stretch.
pub fn stretches(parallel: &Parallel) -> Vec<Parallel> {
    let mut units = parallel.units.clone();
    units.sort_by_key(|unit| (unit.a, unit.b));
    let runs = units.chunk_by(|one, next| follows(one.a, next.a) && follows(one.b, next.b));
    let stretches: Vec<_> = runs.filter_map(|run| stretch(parallel, run)).collect();
    if stretches.is_empty() {
        vec![parallel.clone()]
    } else {
        stretches
    }
}

/// Whether one span goes on where the other ends, or overlaps it.
fn follows(one: Span, next: Span) -> bool {
    one.start() <= next.start() && next.start().0 <= one.end().0 + GAP
}

fn stretch(parallel: &Parallel, run: &[Unit]) -> Option<Parallel> {
    let a = run.iter().map(|unit| unit.a).reduce(Span::hull)?;
    let b = run.iter().map(|unit| unit.b).reduce(Span::hull)?;
    Some(Parallel {
        a: Place {
            document: parallel.a.document,
            span: a,
        },
        b: Place {
            document: parallel.b.document,
            span: b,
        },
        kind: kind(run),
        similarity: similarity(run),
        units: run.to_vec(),
    })
}

/// Verbatim where all units are; else the kind that holds for the most of the text: where a word was
/// changed, a passage is near at most.
fn kind(run: &[Unit]) -> Kind {
    if run.iter().all(|unit| unit.kind == Kind::Verbatim) {
        return Kind::Verbatim;
    }
    let length = |of: fn(Kind) -> bool| -> usize {
        let units = run.iter().filter(|unit| of(unit.kind));
        units.map(|unit| unit.a.len()).sum()
    };
    if length(|kind| kind == Kind::Paraphrase) > length(|kind| kind != Kind::Paraphrase) {
        Kind::Paraphrase
    } else {
        Kind::Near
    }
}

/// The mean of the units', each counted by its length.
fn similarity(run: &[Unit]) -> Similarity {
    let (mut sum, mut weight) = (0.0, 0.0);
    for unit in run {
        // Lengths of units are far below what an f32 tells apart.
        let length = f32::from(u16::try_from(unit.a.len()).unwrap_or(u16::MAX));
        sum += unit.similarity.value() * length;
        weight += length;
    }
    Similarity::new(if weight > 0.0 { sum / weight } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::DocumentId;

    fn unit(a: (usize, usize), b: (usize, usize)) -> Unit {
        Unit {
            a: Span::new(a.0, a.1),
            b: Span::new(b.0, b.1),
            kind: Kind::Near,
            similarity: Similarity::new(0.5),
        }
    }

    #[test]
    fn units_that_part_on_either_side_are_stretches_of_their_own() {
        let units = vec![
            unit((0, 50), (300, 350)),
            unit((52, 90), (352, 400)),
            unit((91, 120), (0, 40)),
        ];
        let place = |document, end| Place {
            document,
            span: Span::new(0, end),
        };
        let parallel = Parallel {
            a: place(DocumentId(1), 120),
            b: place(DocumentId(2), 400),
            kind: Kind::Near,
            similarity: Similarity::new(0.5),
            units,
        };
        let spans: Vec<_> = stretches(&parallel)
            .iter()
            .map(|found| (found.a.span, found.b.span))
            .collect();
        let expected = [
            (Span::new(0, 90), Span::new(300, 400)),
            (Span::new(91, 120), Span::new(0, 40)),
        ];
        assert_eq!(spans, expected);
    }

    #[test]
    fn a_stretch_is_verbatim_only_where_all_of_it_is() {
        let kinds = |kinds: &[Kind]| {
            let unit = |(at, kind): (usize, &Kind)| Unit {
                kind: *kind,
                ..unit((at * 50, at * 50 + 49), (at * 50, at * 50 + 49))
            };
            kind(&kinds.iter().enumerate().map(unit).collect::<Vec<_>>())
        };
        let (verbatim, near, paraphrase) = (Kind::Verbatim, Kind::Near, Kind::Paraphrase);
        assert_eq!(kinds(&[verbatim, verbatim]), verbatim);
        assert_eq!(kinds(&[verbatim, verbatim, near]), near);
        assert_eq!(kinds(&[verbatim, near, paraphrase]), near);
        assert_eq!(kinds(&[near, paraphrase, paraphrase]), paraphrase);
    }
}
