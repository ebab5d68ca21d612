//! Sentences that tell of the same sum of money, however differently: inside two passages that run in
//! parallel, a sum that stands once in each ties what is said of it.
//!
//! Such a unit may share less than the threshold asks of others: it is the sum that makes it a
//! counterpart, and its similarity says honestly how little else agrees.

use std::ops::Range;

use super::pair::{ALONE, Pair, Side};
use super::passages::Passage;
use super::units::{Aligned, Used, kind, matched_weight, weight};
use super::{Kind, Similarity, clauses};
use crate::text::Document;

/// Signs and words that make a figure a sum of money or a large number.
const OF_SUMS: [&str; 8] = ["$", "€", "£", "¥", "million", "billion", "dollar", "euro"];

/// How many words before and behind a passage a sum may stand.
const AROUND: usize = 40;

/// The units that sums tie, among the words that no other unit holds.
pub(super) fn by_sum(
    pair: &Pair,
    passage: &Passage,
    documents: (&Document, &Document),
    kept: &[Aligned],
) -> Vec<Aligned> {
    let (a, b) = (&widened(&pair.a, &passage.a), &widened(&pair.b, &passage.b));
    let (mut used_a, mut used_b) = (Used::new(&pair.a), Used::new(&pair.b));
    for unit in kept {
        used_a.mark(&unit.a);
        used_b.mark(&unit.b);
    }
    let mut ties = vec![];
    for at in a.clone().filter(|at| is_sum(&pair.a, documents.0, *at)) {
        let id = pair.a.words.get(at).map_or(ALONE, |word| word.term);
        if id == ALONE || place_of(&pair.a, id, &passage.a, a) != Some(at) {
            continue;
        }
        let Some(other) = place_of(&pair.b, id, &passage.b, b) else {
            continue;
        };
        if !(used_a.is_free(at) && used_b.is_free(other) && is_sum(&pair.b, documents.1, other)) {
            continue;
        }
        let (Some(ours), Some(theirs)) = (
            stretch_around(&pair.a, at, a, &used_a, documents.0),
            stretch_around(&pair.b, other, b, &used_b, documents.1),
        ) else {
            continue;
        };
        let evidence = matched_weight(&pair.a, &ours, &pair.b, &theirs);
        let lighter = weight(&pair.a, &ours).min(weight(&pair.b, &theirs));
        used_a.mark(&ours);
        used_b.mark(&theirs);
        ties.push(Aligned {
            kind: kind(pair, &ours, &theirs, documents).max(Kind::Near),
            a: ours,
            b: theirs,
            similarity: Similarity::new(evidence / lighter),
            evidence,
        });
    }
    ties
}

/// A passage with the words around it: an edge may have cut off the sentence before.
fn widened(side: &Side, range: &Range<usize>) -> Range<usize> {
    range.start.saturating_sub(AROUND)..(range.end + AROUND).min(side.reading.words.len())
}

/// Where a term stands among the words in and around a passage: inside it, where it stands there
/// once; else nearest to it.
fn place_of(side: &Side, id: u32, passage: &Range<usize>, widened: &Range<usize>) -> Option<usize> {
    let stands = |range: &Range<usize>| -> Vec<usize> {
        let is_it = |at: &usize| side.words.get(*at).is_some_and(|word| word.term == id);
        range.clone().filter(is_it).collect()
    };
    match stands(passage).as_slice() {
        [only] => Some(*only),
        [] => stands(widened).into_iter().min_by_key(|at| {
            if *at < passage.start {
                passage.start - at
            } else {
                at - passage.end
            }
        }),
        _ => None,
    }
}

/// Whether a word is a figure that states a sum.
fn is_sum(side: &Side, document: &Document, at: usize) -> bool {
    let Some(word) = side.reading.words.get(at) else {
        return false;
    };
    let quote = document.quote(word.span());
    quote.contains(|c: char| c.is_ascii_digit()) && {
        let around =
            crate::text::Span::new(word.span().start().0.saturating_sub(1), word.span().end().0);
        let around = if around.of(&document.text).is_empty() {
            quote
        } else {
            around.of(&document.text)
        };
        let around = around.to_lowercase();
        OF_SUMS.iter().any(|sign| around.contains(sign))
    }
}

/// The words around one, up to where another clause clearly begins, to its sentence's ends or to
/// words that are used.
fn stretch_around(
    side: &Side,
    at: usize,
    passage: &Range<usize>,
    used: &Used,
    document: &Document,
) -> Option<Range<usize>> {
    let sentence = side.sentence(at)?;
    let first = sentence.start.max(passage.start);
    let last = sentence.end.min(passage.end);
    let start = (first..at)
        .rev()
        .take_while(|word| used.is_free(*word))
        .last()
        .unwrap_or(at);
    let end = (at + 1..last)
        .take_while(|word| used.is_free(*word))
        .last()
        .unwrap_or(at)
        + 1;
    let clauses = clauses::starts(side, &(start..end), document);
    let clear = clauses.iter().filter(|start| start.clear);
    let (before, behind): (Vec<usize>, Vec<usize>) =
        clear.map(|start| start.at).partition(|start| *start <= at);
    let start = before.last().copied().unwrap_or(start);
    let end = behind.first().copied().unwrap_or(end);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use crate::parallel::{Settings, between};
    use crate::text::{Document, DocumentId};

    #[test]
    fn a_sum_told_in_other_words_beside_a_shared_passage_is_tied() {
        let shared = "The regional railway company will close the harbour line for eleven weeks \
                      from September. Buses will replace the trains between the old market and the \
                      ferry, the company announced, and tickets for the season stay valid.";
        let a = format!("Repairs swallow $6 million of public money.\n\n{shared}");
        let b = format!("{shared}\n\nWhat the city hands over is $6,000,000.");
        let a = Document::new(DocumentId(1), "a", a.as_str());
        let b = Document::new(DocumentId(2), "b", b.as_str());
        let found = between(&a, &b, Settings::default());
        let units = found.iter().flat_map(|parallel| &parallel.units);
        let tied = units.filter(|unit| a.quote(unit.a).contains("6 million"));
        let tied: Vec<_> = tied.map(|unit| b.quote(unit.b)).collect();
        assert_eq!(tied, ["What the city hands over is $6,000,000"]);
    }
}
