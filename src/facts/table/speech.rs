//! Speech that one document quotes and another tells in its own words.

use std::collections::BTreeMap;

use super::super::{Marks, NameOf, Normal, Quotation, Setting};
use super::namesakes::words;
use super::reach::Reach;
use super::{Place, Tells, Tie};
use crate::text::{Offset, Span, fold, sentences::sentences};

/// Fewer quoted words than this are a term, and no speech.
const LEAST_WORDS: usize = 4;

/// For each quotation, by its number, where another document tells it in its own words: the stretch
/// that tells the same, where nothing is quoted and nobody else is named.
pub fn told(
    reach: &Reach,
    ties: &[Tie],
    documents: &[(&str, Setting)],
) -> BTreeMap<usize, Vec<Place>> {
    let mut told: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.tells == Tells::Speech) {
        for (here, there) in [(tie.a, tie.b), (tie.b, tie.a)] {
            let Some((text, _)) = documents.get(there.0) else {
                continue;
            };
            for (number, quotation) in quotations(reach, here) {
                if let Some(span) = own_words(reach, there, text, quotation) {
                    let places = told.entry(number).or_default();
                    let is_known =
                        |place: &Place| place.document == there.0 && place.span.overlaps(span);
                    if !places.iter().any(is_known) {
                        places.push(place(there.0, span, text, quotation));
                    }
                }
            }
        }
    }
    told
}

fn place(document: usize, span: Span, text: &str, quotation: &Quotation) -> Place {
    Place {
        document,
        span,
        normal: Normal::Quotation(Quotation {
            words: span.of(text).to_owned(),
            speaker: quotation.speaker.clone(),
            verb: None,
            marks: Marks::Balanced,
        }),
        is_told: true,
    }
}

/// The quotations that a stretch holds the most of, or that hold the most of it.
fn quotations<'s>(reach: &Reach<'s>, here: (usize, Span)) -> Vec<(usize, &'s Quotation)> {
    reach
        .at(here)
        .filter_map(|(number, fact)| {
            let Normal::Quotation(quotation) = &fact.fact.normal else {
                return None;
            };
            let (ours, theirs) = (fact.fact.span, here.1);
            let shared = ours.end().min(theirs.end()).0 - ours.start().max(theirs.start()).0;
            let is_speech = quotation.words.split_whitespace().count() >= LEAST_WORDS;
            (is_speech && shared * 2 >= ours.len().min(theirs.len())).then_some((number, quotation))
        })
        .collect()
}

/// The stretch, if nothing is quoted in its sentence and its sentence names the speaker or nobody.
fn own_words(
    reach: &Reach,
    there: (usize, Span),
    text: &str,
    quotation: &Quotation,
) -> Option<Span> {
    let sentence = around(text, there.1);
    let is_quoted = reach
        .at((there.0, sentence))
        .any(|(_, fact)| matches!(fact.fact.normal, Normal::Quotation(_)));
    let names_speaker = quotation.speaker.as_deref().is_none_or(|speaker| {
        let folded = fold(sentence.of(text));
        words(speaker)
            .last()
            .is_some_and(|last| folded.contains(last.as_str()))
    });
    let names_other = || {
        reach.at((there.0, sentence)).any(|(_, fact)| {
            matches!(&fact.fact.normal, Normal::Name(name) if name.of == Some(NameOf::Person))
        })
    };
    (!is_quoted && (names_speaker || !names_other())).then_some(there.1)
}

/// The sentences that a span lies in.
fn around(text: &str, span: Span) -> Span {
    let start = text
        .get(..span.start().0)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let end = text
        .get(span.end().0..)
        .and_then(|behind| behind.find('\n'))
        .map_or(text.len(), |at| span.end().0 + at);
    let paragraph = Span::new(start, end);
    sentences(paragraph.of(text))
        .into_iter()
        .map(|sentence| sentence.shifted(Offset(start)))
        .filter(|sentence| sentence.overlaps(span))
        .reduce(Span::hull)
        .unwrap_or(span)
}

#[cfg(test)]
mod tests {
    use super::super::{Standing, table};
    use super::*;

    #[test]
    fn speech_is_tied_to_what_tells_it_in_other_words() {
        let a = "“We will keep the harbour open all winter,” Ana Lindqvist said.";
        let b = "The harbour will stay open through the winter, Lindqvist said.";
        let tie = Tie {
            a: (0, Span::new(0, 45)),
            b: (1, Span::new(0, 45)),
            tells: Tells::Speech,
        };
        let texts = [(a, Setting::default()), (b, Setting::default())];
        let rows = table(&texts, &[tie]);
        let row = rows.iter().find(|row| row.kind() == "quotation").unwrap();
        assert_eq!(row.standing, Standing::Told(0, 1));
        assert_eq!(row.spread(), 2);
        let other = [
            (a, Setting::default()),
            (
                "Jonas Borg said the harbour will stay open.",
                Setting::default(),
            ),
        ];
        let rows = table(
            &other,
            &[Tie {
                b: (1, Span::new(0, 40)),
                ..tie
            }],
        );
        assert!(
            rows.iter()
                .all(|row| !matches!(row.standing, Standing::Told(..)))
        );
    }
}
