//! Facts over several documents: one row a fact, with its value in every document that states it,
//! conflicts first.
//!
//! Two facts answer the same question when they are of one kind and unit and either say the same,
//! or stand in sentences that tell the same thing. That is decided by the words of the sentences;
//! sentences that speak of different years, or of different units, are never held together.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use super::concepts::concept;
use super::decimal::Decimal;
use super::relation::{Relation, relate};
use super::small_words::is_small;
use super::{Amount, Fact, Normal, Setting, recognise};
use crate::text::{Span, TokenKind, fold, sentences::sentences, tokens};

/// One fact over all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it is stated, in the order of the documents and of their texts. Never empty.
    pub places: Vec<Place>,
    /// How the places stand to one another: the worst of all pairs. A fact that is stated once
    /// stands alone and is the same as itself.
    pub relation: Relation,
    /// Two places that contradict each other, by their number in `places`, where there are such.
    pub conflict: Option<(usize, usize)>,
}

/// Where a fact is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document, by its number in the list that was given.
    pub document: usize,
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it says.
    pub normal: Normal,
}

/// The facts of documents, given as texts with what is known of each: conflicts first, then the
/// facts that most documents state, then in the order of the texts.
pub fn table(documents: &[(&str, Setting)]) -> Vec<Row> {
    let mut stated: Vec<Stated> = vec![];
    for (document, (text, setting)) in documents.iter().enumerate() {
        stated.extend(of_document(document, text, *setting));
    }
    let mut groups = Groups::new(stated.len());
    for (ours, theirs) in candidates(&stated) {
        if let (Some(first), Some(second)) = (stated.get(ours), stated.get(theirs))
            && answer_the_same(first, second)
        {
            groups.join(ours, theirs);
        }
    }
    let mut rows: Vec<Row> = groups
        .sets()
        .into_iter()
        .map(|members| row(&members, &stated))
        .collect();
    let spread = |row: &Row| {
        let mut documents: Vec<usize> = row.places.iter().map(|place| place.document).collect();
        documents.dedup();
        documents.len()
    };
    rows.sort_by_key(|row| (row.conflict.is_none(), usize::MAX - spread(row)));
    rows
}

/// A fact with the sentence that it stands in.
struct Stated {
    document: usize,
    fact: Fact,
    /// The sentence's words that tell what it is about: stems, in order, each once.
    context: Vec<String>,
    /// The kinds of event that the sentence speaks of.
    concepts: Vec<&'static str>,
    /// The years that the sentence names.
    years: Vec<i16>,
}

fn of_document(document: usize, text: &str, setting: Setting) -> Vec<Stated> {
    let facts = recognise(text, setting);
    let sentences = sentences(text);
    let stemmer = Stemmer::create(Algorithm::English);
    let mut found = vec![];
    for sentence in sentences {
        let first = facts.partition_point(|fact| fact.span.start() < sentence.start());
        let inside: Vec<&Fact> = facts
            .iter()
            .skip(first)
            .take_while(|fact| fact.span.start() < sentence.end())
            .collect();
        if !inside.iter().any(|fact| is_comparable(&fact.normal)) || is_imprint(sentence.of(text)) {
            continue;
        }
        let (context, concepts) = about(sentence, text, &inside, &stemmer);
        let years = years(&inside);
        for fact in inside
            .into_iter()
            .filter(|fact| is_comparable(&fact.normal))
        {
            found.push(Stated {
                document,
                fact: fact.clone(),
                context: context.clone(),
                concepts: concepts.clone(),
                years: years.clone(),
            });
        }
    }
    found
}

/// Whether a fact answers a question that another document can answer differently.
fn is_comparable(normal: &Normal) -> bool {
    match normal {
        Normal::Quantity(measure) => measure.unit.is_some(),
        Normal::Money(_) | Normal::Percentage(_) | Normal::Duration(_) => true,
        Normal::Date(when) => {
            when.days.is_some_and(|(from, to)| from == to)
                || (when.month.is_some() && when.day.is_some())
        }
        Normal::Ordinal(_)
        | Normal::Time(_)
        | Normal::Name(_)
        | Normal::Quotation(_)
        | Normal::Hedge(_) => false,
    }
}

/// Whether a sentence is an imprint: its year is no date of the event.
fn is_imprint(sentence: &str) -> bool {
    sentence.contains('©') || sentence.to_lowercase().contains("all rights reserved")
}

/// What a sentence is about, apart from its figures and dates.
fn about(
    sentence: Span,
    text: &str,
    facts: &[&Fact],
    stemmer: &Stemmer,
) -> (Vec<String>, Vec<&'static str>) {
    let (mut context, mut concepts) = (vec![], vec![]);
    for token in tokens(sentence.of(text)).filter(|token| token.kind == TokenKind::Word) {
        let span = token.span.shifted(sentence.start());
        let word = fold(span.of(text));
        if is_small(&word)
            || facts
                .iter()
                .any(|fact| is_comparable(&fact.normal) && fact.span.overlaps(span))
        {
            continue;
        }
        let stem = stemmer.stem(word.trim_end_matches("'s")).into_owned();
        concepts.extend(concept(&stem));
        context.push(concept(&stem).map_or(stem, str::to_owned));
    }
    context.sort_unstable();
    context.dedup();
    concepts.sort_unstable();
    concepts.dedup();
    (context, concepts)
}

fn years(facts: &[&Fact]) -> Vec<i16> {
    facts
        .iter()
        .filter_map(|fact| match &fact.normal {
            Normal::Date(when) => when.days.map(|days| days.0.year()),
            _ => None,
        })
        .collect()
}

/// How many facts may share a word for that word to bring them together.
const MOST_SHARED: usize = 64;

/// The pairs of facts of one kind that share something: a value, or a word that few share.
fn candidates(stated: &[Stated]) -> Vec<(usize, usize)> {
    let mut by_feature: HashMap<(&str, String), Vec<usize>> = HashMap::new();
    for (index, fact) in stated.iter().enumerate() {
        let kind = fact.fact.normal.kind();
        by_feature
            .entry((kind, format!("={}", fact.fact.normal)))
            .or_default()
            .push(index);
        for word in &fact.context {
            by_feature
                .entry((kind, word.clone()))
                .or_default()
                .push(index);
        }
    }
    let mut pairs: Vec<(usize, usize)> = by_feature
        .values()
        .filter(|members| members.len() <= MOST_SHARED)
        .flat_map(|members| {
            let after = |at: usize| members.iter().skip(at + 1);
            members
                .iter()
                .enumerate()
                .flat_map(move |(at, first)| after(at).map(move |second| (*first, *second)))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// From this share of common words on two sentences tell the same.
const LEAST_ALIKE: f64 = 0.4;

fn answer_the_same(a: &Stated, b: &Stated) -> bool {
    let relation = relate(&a.fact.normal, &b.fact.normal);
    let alike = alike(&a.context, &b.context);
    match relation {
        Relation::Unrelated => false,
        Relation::Same => is_telling(&a.fact.normal) || alike >= LEAST_ALIKE / 2.0,
        Relation::Precision | Relation::Conflict if a.document == b.document => false,
        Relation::Precision | Relation::Conflict => {
            !differ_in_years(a, b) && (alike >= LEAST_ALIKE || is_one_event(a, b))
        }
    }
}

/// A figure that two texts hardly have by chance: money, or a large number.
fn is_telling(normal: &Normal) -> bool {
    match normal {
        Normal::Money(measure) | Normal::Quantity(measure) => match measure.amount {
            Amount::Stated { value, .. } => value >= Decimal::from(1000),
            Amount::Between { high, .. } => high >= Decimal::from(1000),
        },
        Normal::Date(_) => true,
        _ => false,
    }
}

/// The share of words that two sentences have in common (Dice), from 0 to 1.
#[allow(clippy::cast_precision_loss)] // Sentences are short.
fn alike(a: &[String], b: &[String]) -> f64 {
    let shared = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64
}

/// Whether both sentences name years, and no year is in both. A date is itself the question.
fn differ_in_years(a: &Stated, b: &Stated) -> bool {
    !matches!(a.fact.normal, Normal::Date(_))
        && !a.years.is_empty()
        && !b.years.is_empty()
        && !a.years.iter().any(|year| b.years.contains(year))
}

/// How many words besides the kind of event two dates must share to be dates of one event.
const LEAST_NAMED: usize = 2;

/// Whether two dates stand in sentences about the same kind of event with the same parties.
fn is_one_event(a: &Stated, b: &Stated) -> bool {
    let is_date = matches!(
        (&a.fact.normal, &b.fact.normal),
        (Normal::Date(_), Normal::Date(_))
    );
    let one_kind = a
        .concepts
        .iter()
        .any(|concept| b.concepts.contains(concept));
    let shared = a
        .context
        .iter()
        .filter(|word| b.context.binary_search(word).is_ok())
        .count();
    is_date && one_kind && shared > LEAST_NAMED
}

fn row(members: &[usize], stated: &[Stated]) -> Row {
    let places: Vec<Place> = members
        .iter()
        .filter_map(|at| stated.get(*at))
        .map(|stated| Place {
            document: stated.document,
            span: stated.fact.span,
            normal: stated.fact.normal.clone(),
        })
        .collect();
    let (mut relation, mut conflict) = (Relation::Same, None);
    for (at, first) in places.iter().enumerate() {
        for (later, second) in places.iter().enumerate().skip(at + 1) {
            match relate(&first.normal, &second.normal) {
                Relation::Conflict if first.document != second.document => {
                    conflict.get_or_insert((at, later));
                    relation = Relation::Conflict;
                }
                Relation::Precision if relation == Relation::Same => relation = Relation::Precision,
                _ => {}
            }
        }
    }
    Row {
        places,
        relation,
        conflict,
    }
}

/// Sets that grow by joining their members (union and find, with halving of paths).
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&self, mut member: usize) -> usize {
        while let Some(parent) = self.0.get(member).filter(|parent| **parent != member) {
            member = *parent;
        }
        member
    }

    /// Joins two sets; the smaller number stays the root, so that the order is that of the texts.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    fn sets(&self) -> Vec<Vec<usize>> {
        let all: Range<usize> = 0..self.0.len();
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for member in all {
            sets.entry(self.root(member)).or_default().push(member);
        }
        sets.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflicts(texts: &[&str]) -> Vec<(String, String)> {
        let documents: Vec<(&str, Setting)> = texts
            .iter()
            .map(|text| (*text, Setting::default()))
            .collect();
        table(&documents)
            .iter()
            .filter_map(|row| {
                let (a, b) = row.conflict?;
                Some((
                    row.places.get(a)?.normal.to_string(),
                    row.places.get(b)?.normal.to_string(),
                ))
            })
            .collect()
    }

    #[test]
    fn one_fact_in_several_forms_is_one_row() {
        let texts = [
            (
                "The ministry received $6 million for the flights.",
                Setting::default(),
            ),
            (
                "A sum of $6,000,000 went to the ministry.",
                Setting::default(),
            ),
        ];
        let rows = table(&texts);
        assert_eq!(rows.len(), 1);
        assert!(
            rows.iter()
                .all(|row| row.places.len() == 2 && row.conflict.is_none())
        );
    }

    #[test]
    fn figures_of_the_same_sentence_conflict_and_those_of_other_years_do_not() {
        assert_eq!(
            conflicts(&[
                "The fire destroyed 50 houses near the harbour.",
                "Near the harbour the fire destroyed 58 houses."
            ]),
            [("50 house".to_owned(), "58 house".to_owned())]
        );
        assert_eq!(
            conflicts(&[
                "In 2023 the port counted 500,000 migrants crossing.",
                "In 2024 the port counted 283,000 migrants crossing."
            ]),
            []
        );
        assert_eq!(
            conflicts(&[
                "The mayor paid $5 for tea.",
                "Divers found $7 in the wreck."
            ]),
            []
        );
    }

    #[test]
    fn two_dates_of_one_signing_conflict() {
        assert_eq!(
            conflicts(&[
                "On June 27, 2024, Ruritania and Sylvania reached an agreement on fishing.",
                "On July 1, the king of Sylvania signed a memorandum with Ruritania about fishing."
            ])
            .len(),
            1
        );
    }
}
