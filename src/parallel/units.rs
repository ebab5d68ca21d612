//! The unit layer: which sentences and clauses of two passages tell the same.
//!
//! For each pair of sentences that share words, the stretch of each is sought whose words have
//! counterparts in the other: the segment with the highest sum, where a word with a counterpart
//! counts its weight and one without counts against it (the maximum-scoring subsequence of
//! Karlin and Altschul 1990). Order plays no part in finding units, only in naming their kind, so
//! that a reordered sentence is found like a copied one.

use std::cmp::Ordering;
use std::ops::Range;

use super::clauses;
use super::pair::{ALONE, Pair, Side};
use super::passages::Passage;
use super::reading::lower;
use super::{Kind, Settings, Similarity};
use crate::text::{Document, Span, fold};

/// A unit as ranges of words.
#[derive(Clone, Debug)]
pub(super) struct Aligned {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
    pub(super) kind: Kind,
    pub(super) similarity: Similarity,
    pub(super) evidence: f32,
}

/// What a word without counterpart counts against a unit, as a part of its weight.
const AGAINST: f32 = 0.45;
/// The least weight of words with counterparts, in nats.
const EVIDENCE: f32 = 10.0;
/// From this similarity on, and with [`SURE_EVIDENCE`], a unit may share one side with another.
const SURE: f32 = 0.6;
/// The evidence from which on a unit may share one side with another.
const SURE_EVIDENCE: f32 = 20.0;
/// From this part of words in the same order on, a unit counts as near.
const IN_ORDER: f32 = 0.75;
/// Units of more words are cut into clauses.
const LONG: usize = 30;
/// The fewest words of a clause.
const CLAUSE: usize = 6;
/// How much rather a unit is cut where a clause clearly begins.
const CLEAR: f32 = 1.3;
/// How much of a unit's evidence must be left when it is cut.
const CUT: f32 = 0.85;
/// Words without counterpart that a unit takes in to reach its sentence's edge.
const EDGE: usize = 2;
/// How many times longer a unit may become to reach the edges of its clauses.
const TAKEN_IN: usize = 2;

/// The units inside two ranges of words, in the order of the first.
pub(super) fn within(
    pair: &Pair,
    a: &Range<usize>,
    b: &Range<usize>,
    documents: (&Document, &Document),
    settings: Settings,
) -> Vec<Aligned> {
    let mut found: Vec<Aligned> = candidates(pair, a, b)
        .into_iter()
        .filter_map(|(first, second)| align(pair, first, second, documents))
        .filter(|unit| unit.similarity >= settings.threshold)
        .collect();
    found.sort_by(strongest_first);
    let mut kept: Vec<Aligned> = keep_distinct(pair, found)
        .into_iter()
        .flat_map(|unit| in_clauses(pair, unit, documents))
        .collect();
    to_clauses(pair, &mut kept, documents);
    kept.sort_by_key(|unit| (unit.a.start, unit.b.start));
    kept
}

/// Moves the edges of units to those of clauses, where the words between are in no unit. What is the
/// same word for word is whole as it is.
fn to_clauses(pair: &Pair, units: &mut [Aligned], documents: (&Document, &Document)) {
    let (mut used_a, mut used_b) = (Used::new(&pair.a), Used::new(&pair.b));
    for unit in units.iter() {
        used_a.mark(&unit.a);
        used_b.mark(&unit.b);
    }
    for unit in units.iter_mut().filter(|unit| unit.kind != Kind::Verbatim) {
        let a = to_clause(&pair.a, &unit.a, &used_a, documents.0);
        let b = to_clause(&pair.b, &unit.b, &used_b, documents.1);
        if a != unit.a || b != unit.b {
            *unit = aligned(pair, a, b, documents);
            used_a.mark(&unit.a);
            used_b.mark(&unit.b);
        }
    }
}

fn to_clause(
    side: &Side,
    stretch: &Range<usize>,
    used: &Used,
    document: &Document,
) -> Range<usize> {
    let Some(sentence) = side.sentence(stretch.start) else {
        return stretch.clone();
    };
    let free = |at: &usize| used.is_free(*at);
    let start = (sentence.start..stretch.start)
        .rev()
        .take_while(free)
        .last()
        .unwrap_or(stretch.start);
    let end = (stretch.end..sentence.end)
        .take_while(free)
        .last()
        .map_or(stretch.end, |last| last + 1);
    let clause = clauses::widened(side, stretch, &(start..end), document);
    if clause.len() <= TAKEN_IN * stretch.len() {
        clause
    } else {
        stretch.clone()
    }
}

fn strongest_first(one: &Aligned, other: &Aligned) -> Ordering {
    let strength = |unit: &Aligned| unit.evidence * unit.similarity.value();
    strength(other)
        .total_cmp(&strength(one))
        .then_with(|| (one.a.start, one.b.start).cmp(&(other.a.start, other.b.start)))
}

/// Pairs of sentences that share enough weight, as ranges of words.
fn candidates(
    pair: &Pair,
    a: &Range<usize>,
    b: &Range<usize>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = vec![];
    let mut sums = vec![0.0_f32; pair.b.reading.sentences.len()];
    for sentence in sentences_in(&pair.a, a) {
        let mut touched = vec![];
        for at in sentence.clone() {
            let Some(word) = pair.a.words.get(at) else {
                continue;
            };
            let mut last = None;
            for other in pair.b.places_within(word.term, b) {
                let number = pair.b.sentence_of.get(*other as usize).copied();
                if number == last {
                    continue;
                }
                last = number;
                if let Some(number) = number.map(|number| number as usize)
                    && let Some(sum) = sums.get_mut(number)
                {
                    if *sum == 0.0 {
                        touched.push(number);
                    }
                    *sum += word.unit_weight;
                }
            }
        }
        touched.sort_unstable();
        for number in touched {
            let sum = sums.get_mut(number).map(std::mem::take).unwrap_or_default();
            if sum >= EVIDENCE
                && let Some(other) = pair.b.reading.sentences.get(number)
            {
                found.push((sentence.clone(), clipped(other, b)));
            }
        }
    }
    found
}

fn sentences_in(side: &Side, range: &Range<usize>) -> Vec<Range<usize>> {
    let first = side
        .sentence_of
        .get(range.start)
        .map_or(0, |number| *number as usize);
    side.reading
        .sentences
        .iter()
        .skip(first)
        .take_while(|sentence| sentence.start < range.end)
        .map(|sentence| clipped(sentence, range))
        .collect()
}

fn clipped(inner: &Range<usize>, outer: &Range<usize>) -> Range<usize> {
    inner.start.max(outer.start)..inner.end.min(outer.end)
}

/// The stretches of two sentences that correspond, if any do.
fn align(
    pair: &Pair,
    a: Range<usize>,
    b: Range<usize>,
    documents: (&Document, &Document),
) -> Option<Aligned> {
    let (whole_a, whole_b) = (a, b);
    let (a, b) = corresponding(pair, &whole_a, &whole_b)?;
    if matched_weight(&pair.a, &a, &pair.b, &b) < EVIDENCE {
        return None;
    }
    let (a, b) = (to_edge(&a, &whole_a), to_edge(&b, &whole_b));
    Some(aligned(pair, a, b, documents))
}

/// Two stretches as a unit, with what they share.
pub(super) fn aligned(
    pair: &Pair,
    a: Range<usize>,
    b: Range<usize>,
    documents: (&Document, &Document),
) -> Aligned {
    let evidence = matched_weight(&pair.a, &a, &pair.b, &b);
    let lighter = weight(&pair.a, &a).min(weight(&pair.b, &b));
    Aligned {
        kind: kind(pair, &a, &b, documents),
        similarity: Similarity::new(evidence / lighter),
        a,
        b,
        evidence,
    }
}

/// The segments of two stretches whose words have counterparts in each other.
pub(super) fn corresponding(
    pair: &Pair,
    a: &Range<usize>,
    b: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let (mut a, mut b) = (a.clone(), b.clone());
    // Each narrowing of one side takes counterparts from the other; a few rounds settle it.
    for _ in 0..3 {
        a = best_segment(&pair.a, &a, &pair.b, &b)?;
        b = best_segment(&pair.b, &b, &pair.a, &a)?;
    }
    Some((a, b))
}

/// What corresponds in two passages, if anything does.
pub(super) fn trimmed(pair: &Pair, passage: &Passage) -> Option<Passage> {
    let (a, b) = corresponding(pair, &passage.a, &passage.b)?;
    Some(Passage {
        a: to_edge(&a, &passage.a),
        b: to_edge(&b, &passage.b),
    })
}

/// A long unit cut where a clause begins on both sides and the same is told before and after, as
/// near to the middle as can be; the parts are cut further.
fn in_clauses(pair: &Pair, unit: Aligned, documents: (&Document, &Document)) -> Vec<Aligned> {
    if unit.a.len().min(unit.b.len()) <= LONG {
        return vec![unit];
    }
    match best_cut(pair, &unit, documents) {
        None => vec![unit],
        Some((a, b)) => [
            (unit.a.start..a, unit.b.start..b),
            (a..unit.a.end, b..unit.b.end),
        ]
        .into_iter()
        .flat_map(|(a, b)| in_clauses(pair, aligned(pair, a, b, documents), documents))
        .collect(),
    }
}

/// Where best to cut a unit in two.
fn best_cut(
    pair: &Pair,
    unit: &Aligned,
    documents: (&Document, &Document),
) -> Option<(usize, usize)> {
    let starts_b = clauses::starts(&pair.b, &unit.b, documents.1);
    let (mut best, mut cut) = (0.0, None);
    for a in clauses::starts(&pair.a, &unit.a, documents.0) {
        for b in &starts_b {
            let before = (unit.a.start..a.at, unit.b.start..b.at);
            let after = (a.at..unit.a.end, b.at..unit.b.end);
            let shortest = [&before.0, &before.1, &after.0, &after.1]
                .map(ExactSizeIterator::len)
                .into_iter()
                .min()
                .unwrap_or(0);
            let clear = if a.clear && b.clear { CLEAR } else { 1.0 };
            let most = super::pair::count(shortest) * clear;
            if shortest >= CLAUSE && most > best {
                let matched = |part: &(Range<usize>, Range<usize>)| {
                    matched_weight(&pair.a, &part.0, &pair.b, &part.1)
                };
                let (before, after) = (matched(&before), matched(&after));
                // What lies across the cut is lost to both parts, which tells of a wrong place.
                let kept = (before + after) / unit.evidence;
                let worth = most * kept * kept;
                if before.min(after) >= EVIDENCE && kept >= CUT && worth > best {
                    (best, cut) = (worth, Some((a.at, b.at)));
                }
            }
        }
    }
    cut
}

/// The segment of a stretch with the highest sum, trimmed to words with counterparts.
fn best_segment(
    side: &Side,
    range: &Range<usize>,
    other: &Side,
    counterpart: &Range<usize>,
) -> Option<Range<usize>> {
    let mut free = Free::new(other, counterpart);
    let (mut best, mut best_sum) = (None, 0.0);
    let (mut start, mut sum) = (range.start, 0.0);
    for at in range.clone() {
        let Some(word) = side.words.get(at) else {
            continue;
        };
        if free.take(word.term) {
            sum += word.unit_weight;
            if sum > best_sum {
                (best, best_sum) = (Some(start..at + 1), sum);
            }
        } else {
            sum -= word.unit_weight * AGAINST;
            if sum <= 0.0 {
                (start, sum) = (at + 1, 0.0);
            }
        }
    }
    best
}

/// The shared terms of a stretch with how often they are still free: a hash table with open addresses,
/// at most half full, since terms are numbered one after another.
struct Free(Vec<(u32, u32)>);

impl Free {
    fn new(side: &Side, range: &Range<usize>) -> Self {
        let words = side.common_in(range);
        let places = (2 * words.len() + 1).next_power_of_two();
        let mut free = Self(vec![(ALONE, 0); places]);
        for word in words {
            if let Some((term, count)) = free.place(word.term) {
                *term = word.term;
                *count += 1;
            }
        }
        free
    }

    /// The place of a term, or the one that it would take.
    fn place(&mut self, term: u32) -> Option<&mut (u32, u32)> {
        let mask = self.0.len() - 1;
        let mut at = term as usize & mask;
        let is_other = |known: &(u32, u32)| known.0 != term && known.0 != ALONE;
        while self.0.get(at).is_some_and(is_other) {
            at = (at + 1) & mask;
        }
        self.0.get_mut(at)
    }

    /// Uses up one counterpart, if one is free.
    fn take(&mut self, term: u32) -> bool {
        match self.place(term) {
            Some((_, count)) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

/// The weight of the words of a stretch that have counterparts in another.
pub(super) fn matched_weight(
    side: &Side,
    range: &Range<usize>,
    other: &Side,
    counterpart: &Range<usize>,
) -> f32 {
    let mut free = Free::new(other, counterpart);
    let words = side.words.get(range.clone()).unwrap_or_default().iter();
    let matched = words.filter(|word| free.take(word.term));
    matched.map(|word| word.unit_weight).sum()
}

/// The weight of a stretch's words.
pub(super) fn weight(side: &Side, range: &Range<usize>) -> f32 {
    let words = side.words.get(range.clone()).unwrap_or_default().iter();
    words.map(|word| word.unit_weight).sum()
}

fn to_edge(inner: &Range<usize>, whole: &Range<usize>) -> Range<usize> {
    let start = if inner.start - whole.start <= EDGE {
        whole.start
    } else {
        inner.start
    };
    let end = if whole.end - inner.end <= EDGE {
        whole.end
    } else {
        inner.end
    };
    start..end
}

/// How the words of two stretches relate.
pub(super) fn kind(
    pair: &Pair,
    a: &Range<usize>,
    b: &Range<usize>,
    documents: (&Document, &Document),
) -> Kind {
    if a.len() == b.len() && same_words(pair, a, b, documents) {
        return Kind::Verbatim;
    }
    let shorter = a.len().min(b.len());
    let common = super::pair::count(common_in_order(pair, a, b));
    if common >= IN_ORDER * super::pair::count(shorter) {
        Kind::Near
    } else {
        Kind::Paraphrase
    }
}

fn same_words(
    pair: &Pair,
    a: &Range<usize>,
    b: &Range<usize>,
    documents: (&Document, &Document),
) -> bool {
    a.clone().zip(b.clone()).all(|(at, other)| {
        let words = pair.a.reading.words.get(at);
        let words = words.zip(pair.b.reading.words.get(other));
        words.is_some_and(|(one, other)| {
            let written = documents.0.quote(one.span());
            let also = documents.1.quote(other.span());
            // What is written the same has one term, and terms are faster to compare.
            one.term == other.term
                && (written == also || fold(&lower(written)) == fold(&lower(also)))
        })
    })
}

/// The length of the longest common subsequence of two stretches of words, bit-parallel (Hyyrö
/// 2004), the shorter stretch in machine words.
fn common_in_order(pair: &Pair, a: &Range<usize>, b: &Range<usize>) -> usize {
    let terms = |side: &Side, range: &Range<usize>| -> Vec<u32> {
        let common = side.common_in(range).iter();
        common.map(|word| word.term).collect()
    };
    rapidfuzz::distance::lcs_seq::similarity(terms(&pair.a, a), terms(&pair.b, b))
}

/// Of units from the strongest to the weakest, those that say something that no stronger one said.
fn keep_distinct(pair: &Pair, found: Vec<Aligned>) -> Vec<Aligned> {
    let (mut used_a, mut used_b) = (Used::new(&pair.a), Used::new(&pair.b));
    let mut kept = vec![];
    for unit in found {
        let (new_a, new_b) = (used_a.is_new(&unit.a), used_b.is_new(&unit.b));
        let sure = unit.similarity.value() >= SURE && unit.evidence >= SURE_EVIDENCE;
        let again = || {
            new_a && is_most_of_sentence(&pair.a, &unit.a)
                || new_b && is_most_of_sentence(&pair.b, &unit.b)
        };
        if new_a && new_b || sure && again() {
            used_a.mark(&unit.a);
            used_b.mark(&unit.b);
            kept.push(unit);
        }
    }
    kept
}

/// Whether a stretch holds most of what its sentence says.
fn is_most_of_sentence(side: &Side, stretch: &Range<usize>) -> bool {
    let whole = side.sentence(stretch.start);
    whole.is_some_and(|whole| 2.0 * weight(side, stretch) > weight(side, whole))
}

/// Which words belong to a unit already.
pub(super) struct Used(Vec<bool>);

impl Used {
    pub(super) fn new(side: &Side) -> Self {
        Self(vec![false; side.reading.words.len()])
    }

    /// Whether most of the words are free.
    fn is_new(&self, range: &Range<usize>) -> bool {
        let used = self.0.get(range.clone()).unwrap_or_default();
        2 * used.iter().filter(|used| **used).count() < used.len()
    }

    /// Whether a word is free.
    pub(super) fn is_free(&self, word: usize) -> bool {
        self.0.get(word) == Some(&false)
    }

    pub(super) fn mark(&mut self, range: &Range<usize>) {
        if let Some(used) = self.0.get_mut(range.clone()) {
            used.fill(true);
        }
    }
}

/// The bytes that the unit holds on both sides.
pub(super) fn spans(
    pair: &Pair,
    unit: &Aligned,
    documents: (&Document, &Document),
) -> (Span, Span) {
    let (a, b) = (pair.a.reading.span(&unit.a), pair.b.reading.span(&unit.b));
    (with_signs(documents.0, a), with_signs(documents.1, b))
}

/// A span with the sign of money before its first figure and that of a percentage after its last.
fn with_signs(document: &Document, span: Span) -> Span {
    let (start, end) = (span.start().0, span.end().0);
    let before = document
        .text
        .get(..start)
        .and_then(|text| text.chars().next_back());
    let behind = document
        .text
        .get(end..)
        .and_then(|text| text.chars().next());
    let money = before.filter(|c| matches!(c, '$' | '€' | '£' | '¥'));
    let part = behind.filter(|c| matches!(c, '%' | '‰' | '°'));
    Span::new(
        start - money.map_or(0, char::len_utf8),
        end + part.map_or(0, char::len_utf8),
    )
}
