//! Clauses next to sure units: where two texts agree before or behind, little needs to agree for
//! the clauses that follow on both sides to tell the same.

use std::ops::Range;

use super::clauses;
use super::pair::{Pair, Side};
use super::passages::Passage;
use super::units::{Aligned, Used, aligned, corresponding};
use super::{Kind, Settings};
use crate::text::Document;

/// The evidence in nats from which on a unit says something of its neighbours.
const SURE: f32 = 20.0;
/// The least evidence of a neighbour: a word that is not common, and a few others.
const EVIDENCE: f32 = 6.0;
/// The fewest words of a neighbour.
const SHORTEST: usize = 4;

/// The units beside those that are known, among the words that are in none.
pub(super) fn of(
    pair: &Pair,
    passage: &Passage,
    documents: (&Document, &Document),
    settings: Settings,
    known: &[Aligned],
) -> Vec<Aligned> {
    let (mut used_a, mut used_b) = (Used::new(&pair.a), Used::new(&pair.b));
    for unit in known {
        used_a.mark(&unit.a);
        used_b.mark(&unit.b);
    }
    let mut found = vec![];
    for unit in known.iter().filter(|unit| unit.evidence >= SURE) {
        for beside in [before, behind] {
            let (Some(a), Some(b)) = (
                beside(&pair.a, &unit.a, &passage.a, &used_a),
                beside(&pair.b, &unit.b, &passage.b, &used_b),
            ) else {
                continue;
            };
            let Some((inner_a, inner_b)) = corresponding(pair, &a, &b) else {
                continue;
            };
            let a = clauses::widened(&pair.a, &inner_a, &a, documents.0);
            let b = clauses::widened(&pair.b, &inner_b, &b, documents.1);
            let next = aligned(pair, a, b, documents);
            if next.evidence >= EVIDENCE
                && next.similarity >= settings.threshold
                && next.a.len().min(next.b.len()) >= SHORTEST
            {
                used_a.mark(&next.a);
                used_b.mark(&next.b);
                found.push(Aligned {
                    kind: next.kind.max(Kind::Near),
                    ..next
                });
            }
        }
    }
    found
}

/// The free words behind a unit, to the end of its sentence; where it ends with that, those of the
/// next sentence.
fn behind(
    side: &Side,
    unit: &Range<usize>,
    passage: &Range<usize>,
    used: &Used,
) -> Option<Range<usize>> {
    let sentence = side.sentence(unit.end).filter(|_| unit.end < passage.end)?;
    let end = sentence.end.min(passage.end);
    let free = (unit.end..end).take_while(|at| used.is_free(*at)).count();
    (free > 0).then(|| unit.end..unit.end + free)
}

/// The same before it.
fn before(
    side: &Side,
    unit: &Range<usize>,
    passage: &Range<usize>,
    used: &Used,
) -> Option<Range<usize>> {
    let last = unit
        .start
        .checked_sub(1)
        .filter(|last| *last >= passage.start)?;
    let start = side.sentence(last)?.start.max(passage.start);
    let free = (start..unit.start)
        .rev()
        .take_while(|at| used.is_free(*at))
        .count();
    (free > 0).then(|| unit.start - free..unit.start)
}

#[cfg(test)]
mod tests {
    use crate::parallel::{Settings, between};
    use crate::text::{Document, DocumentId};

    #[test]
    fn a_clause_behind_a_shared_sentence_is_found_by_the_little_that_it_shares() {
        let shared = "The harbour board knows little yet about how the new ferry line will be \
                      run, above all how many boats it needs and which piers they will use";
        let after = "Fares stay what they are, promised director Alma Reed, until the town has \
                     paid for both piers and the last of the old boats has been sold";
        let a = format!("{shared}, and expects that it can open in the coming weeks. {after}.");
        let b = format!("{shared}. Nobody was hired, and it should open in a few weeks. {after}.");
        let a = Document::new(DocumentId(1), "a", a.as_str());
        let b = Document::new(DocumentId(2), "b", b.as_str());
        let found = between(&a, &b, Settings::default());
        let units = found.iter().flat_map(|parallel| &parallel.units);
        let told: Vec<_> = units.map(|unit| b.quote(unit.b)).collect();
        let beside = "and it should open in a few weeks";
        assert!(told.contains(&beside), "{told:#?}");
    }
}
