//! Facts over several documents: one row a fact, with its value in every document that states it,
//! conflicts first.
//!
//! Two facts answer the same question when they are of one kind and unit and either say the same,
//! or stand in the same place of a passage that two documents share, or in sentences that tell the
//! same thing. The last is decided by the words of the sentences; sentences that speak of different
//! years, or of different units, are never held together.

mod context;
mod groups;
mod namesakes;
mod partners;
mod reach;
mod speech;
mod standing;

use std::collections::{BTreeMap, HashMap};

use super::decimal::Decimal;
use super::relation::{Relation, relate};
use super::{Amount, Normal, Quotation, Setting};
use crate::text::{Span, fold};

use context::{Contexts, Stated, Term};
use groups::Groups;
use partners::Partners;
use reach::Reach;

pub use standing::Standing;

/// One fact over all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it is stated, in the order of the documents and of their texts. Never empty.
    pub places: Vec<Place>,
    /// How the places stand to one another.
    pub standing: Standing,
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
    /// Whether a quotation is told here in the document's own words.
    pub is_told: bool,
}

/// Two places in two documents of which it is known otherwise that they tell the same thing: they
/// stand in the same place of a shared passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// A document, by its number, and the words there.
    pub a: (usize, Span),
    /// Another one.
    pub b: (usize, Span),
    /// What is the same there.
    pub tells: Tells,
}

/// What two places have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// They state one fact.
    Fact,
    /// They tell the same thing; what one quotes, the other may tell in its own words.
    Speech,
}

/// The facts of documents, given as texts with what is known of each: conflicts first, then slips
/// and quotation marks out of order, then the facts that most documents state, then in the order of
/// the texts. Hedges are no facts of their own and have no row.
pub fn table(documents: &[(&str, Setting)], ties: &[Tie]) -> Vec<Row> {
    let mut contexts = Contexts::default();
    let mut stated: Vec<Stated> = vec![];
    for (document, (text, setting)) in documents.iter().enumerate() {
        stated.extend(contexts.read(document, text, *setting));
    }
    let reach = Reach::of(&stated);
    let links = links(&stated, &reach, &contexts, ties);
    let mut groups = Groups::new(stated.len());
    for (one, other) in &links {
        groups.join(*one, *other);
    }
    let mut conflicts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (one, other) in links {
        let relation = relate_stated(&stated, &contexts, one, other);
        if relation == Some(Relation::Conflict) {
            conflicts.entry(groups.root(one)).or_insert((one, other));
        }
    }
    let told = speech::told(&reach, ties, documents);
    let mut rows: Vec<Row> = groups
        .sets()
        .into_iter()
        .filter_map(|members| {
            let conflict = conflicts.get(members.first()?).copied();
            Some(row(&members, conflict, &told, &stated, documents))
        })
        .collect();
    rows.sort_by_key(|row| {
        (
            row.standing.rank(),
            rank_of_kind(row),
            usize::MAX - row.spread(),
        )
    });
    rows
}

impl Row {
    /// The name of its facts' kind in machine-readable output.
    pub fn kind(&self) -> &'static str {
        self.places.first().map_or("", |place| place.normal.kind())
    }

    /// In which words each document states it, each once; `written` gives the words of a place.
    pub fn forms<'t>(&self, written: impl Fn(&Place) -> &'t str) -> Vec<(usize, Vec<String>)> {
        let mut forms: Vec<(usize, Vec<String>)> = vec![];
        for place in &self.places {
            let words: Vec<&str> = written(place).split_whitespace().collect();
            let words = words.join(" ");
            match forms.last_mut() {
                Some((document, known)) if *document == place.document => {
                    if !known.contains(&words) {
                        known.push(words);
                    }
                }
                _ => forms.push((place.document, vec![words])),
            }
        }
        forms.sort_by_key(|(document, _)| *document);
        forms
    }

    /// How many documents state it.
    pub fn spread(&self) -> usize {
        let mut documents: Vec<usize> = self.places.iter().map(|place| place.document).collect();
        documents.sort_unstable();
        documents.dedup();
        documents.len()
    }
}

/// Figures and dates come before quotations, and those before names.
fn rank_of_kind(row: &Row) -> u8 {
    match row.places.first().map(|place| &place.normal) {
        Some(Normal::Name(_)) => 2,
        Some(Normal::Quotation(_)) => 1,
        _ => 0,
    }
}

fn row(
    members: &[usize],
    conflict: Option<(usize, usize)>,
    told: &BTreeMap<usize, Vec<Place>>,
    stated: &[Stated],
    documents: &[(&str, Setting)],
) -> Row {
    let quoted: Vec<Place> = members
        .iter()
        .filter_map(|at| stated.get(*at))
        .map(|stated| Place {
            document: stated.document,
            span: stated.fact.span,
            normal: stated.fact.normal.clone(),
            is_told: false,
        })
        .collect();
    let told = members
        .iter()
        .filter_map(|member| told.get(member))
        .flatten();
    let places: Vec<Place> = quoted.into_iter().chain(told.cloned()).collect();
    let place_of = |fact: usize| members.iter().position(|member| *member == fact);
    let conflict = conflict.and_then(|(one, other)| place_of(one).zip(place_of(other)));
    let standing = match conflict {
        Some((one, other)) => Standing::Conflict(one.min(other), one.max(other)),
        None => Standing::of(&places, |place| {
            documents
                .get(place.document)
                .map_or("", |(text, _)| place.span.of(text))
        }),
    };
    Row { places, standing }
}

/// Pairs of facts, by their numbers, that answer the same question.
fn links(
    stated: &[Stated],
    reach: &Reach,
    contexts: &Contexts,
    ties: &[Tie],
) -> Vec<(usize, usize)> {
    let answers = candidates(stated, contexts)
        .into_iter()
        .filter_map(|(ours, theirs)| {
            let (first, second) = (stated.get(ours)?, stated.get(theirs)?);
            let relation = relate(&first.fact.normal, &second.fact.normal);
            answer_the_same(first, second, relation, contexts).then_some((ours, theirs, relation))
        });
    let answers: Vec<_> = answers.collect();
    let alike = answers
        .iter()
        .filter(|(.., relation)| *relation != Relation::Conflict)
        .map(|(ours, theirs, _)| (*ours, *theirs));
    let partners = Partners::new(stated, alike);
    let mut links: Vec<(usize, usize)> = answers
        .iter()
        .filter(|(ours, theirs, relation)| {
            *relation != Relation::Conflict || partners.can_conflict(stated, *ours, *theirs)
        })
        .map(|(ours, theirs, _)| (*ours, *theirs))
        .collect();
    links.extend(tied(reach, ties));
    links.extend(namesakes::links(stated));
    links
}

fn relate_stated(
    stated: &[Stated],
    contexts: &Contexts,
    one: usize,
    other: usize,
) -> Option<Relation> {
    let (one, other) = (stated.get(one)?, stated.get(other)?);
    // A text seldom contradicts itself; it does where it says one thing twice.
    let answers = one.document != other.document || contexts.repeat(one, other);
    answers.then(|| relate(&one.fact.normal, &other.fact.normal))
}

/// The facts at both ends of each tie, where they are of one kind.
fn tied(reach: &Reach, ties: &[Tie]) -> Vec<(usize, usize)> {
    let mut links = vec![];
    for tie in ties.iter().filter(|tie| tie.tells == Tells::Fact) {
        for (ours, our) in reach.at(tie.a) {
            let their = reach
                .at(tie.b)
                .find(|(_, their)| are_tied(&our.fact.normal, &their.fact.normal));
            links.extend(their.map(|(theirs, _)| (ours, theirs)));
        }
    }
    links
}

fn are_tied(a: &Normal, b: &Normal) -> bool {
    match (a, b) {
        (Normal::Name(_), Normal::Name(_)) | (Normal::Quotation(_), Normal::Quotation(_)) => true,
        _ => relate(a, b) != Relation::Unrelated,
    }
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

/// How many facts may share something for it to bring them together.
const MOST_SHARED: usize = 64;

/// What brings two facts of one kind together.
#[derive(PartialEq, Eq, Hash)]
enum Feature {
    /// They say the same.
    Said(String),
    /// Their sentences share a term.
    About(Term),
}

/// The pairs of facts of one kind that share something that few share.
fn candidates(stated: &[Stated], contexts: &Contexts) -> Vec<(usize, usize)> {
    let mut by_feature: HashMap<(&str, Feature), Vec<usize>> = HashMap::new();
    for (index, fact) in stated.iter().enumerate() {
        let normal = &fact.fact.normal;
        let mut share = |feature| {
            let sharing = by_feature.entry((normal.kind(), feature)).or_default();
            sharing.push(index);
        };
        match normal {
            // Names are tied by their own rules.
            Normal::Name(_) | Normal::Hedge(_) => {}
            Normal::Quotation(quotation) => share(Feature::Said(spoken(quotation))),
            _ => {
                share(Feature::Said(normal.to_string()));
                if is_comparable(normal) {
                    for term in contexts.terms(fact) {
                        share(Feature::About(*term));
                    }
                }
            }
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

/// The words of a quotation, however they are spaced and marked.
fn spoken(quotation: &Quotation) -> String {
    let folded = fold(&quotation.words);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// From this share of common words on two sentences tell the same.
const LEAST_ALIKE: f64 = 0.4;
/// How many words besides the kind of event two dates must share to be dates of one event.
const LEAST_NAMED: usize = 2;

fn answer_the_same(a: &Stated, b: &Stated, relation: Relation, contexts: &Contexts) -> bool {
    if let (Normal::Quotation(ours), Normal::Quotation(theirs)) = (&a.fact.normal, &b.fact.normal) {
        return spoken(ours) == spoken(theirs);
    }
    match relation {
        Relation::Unrelated => false,
        Relation::Same => is_telling(&a.fact.normal) || contexts.alike(a, b) >= LEAST_ALIKE / 2.0,
        Relation::Precision if a.document == b.document => false,
        Relation::Conflict if a.document == b.document => {
            is_comparable(&a.fact.normal) && contexts.repeat(a, b)
        }
        Relation::Precision | Relation::Conflict => {
            is_comparable(&a.fact.normal)
                && is_comparable(&b.fact.normal)
                && !differ_in_years(a, b, contexts)
                && (contexts.alike(a, b) >= LEAST_ALIKE || is_one_event(a, b, contexts))
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

/// Whether both sentences name years, and no year is in both. A date is itself the question.
fn differ_in_years(a: &Stated, b: &Stated, contexts: &Contexts) -> bool {
    !matches!(a.fact.normal, Normal::Date(_)) && contexts.differ_in_years(a, b)
}

/// Whether two dates stand in sentences about the same kind of event with the same parties.
fn is_one_event(a: &Stated, b: &Stated, contexts: &Contexts) -> bool {
    let are_dates = matches!(
        (&a.fact.normal, &b.fact.normal),
        (Normal::Date(_), Normal::Date(_))
    );
    are_dates
        && contexts
            .shared_event(a, b)
            .is_some_and(|shared| shared > LEAST_NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflicts(texts: &[&str]) -> Vec<(String, String)> {
        let documents: Vec<(&str, Setting)> = texts
            .iter()
            .map(|text| (*text, Setting::default()))
            .collect();
        table(&documents, &[])
            .iter()
            .filter_map(|row| {
                let Standing::Conflict(a, b) = row.standing else {
                    return None;
                };
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
        let rows = table(&texts, &[]);
        assert_eq!(rows.len(), 1);
        assert!(
            rows.iter()
                .all(|row| row.places.len() == 2 && row.standing == Standing::Same)
        );
    }

    #[test]
    fn figures_of_the_same_sentence_conflict_and_those_of_other_years_do_not() {
        assert_eq!(
            conflicts(&[
                "The fire destroyed 50 houses near the harbour.",
                "Near the harbour the fire destroyed 58 houses."
            ]),
            [("50 houses".to_owned(), "58 houses".to_owned())]
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
    fn the_figures_of_a_sentence_are_held_against_their_partners() {
        assert_eq!(
            conflicts(&[
                "Shares of Hartford rose $2.11 to $21.51 in New York trading.",
                "Shares of Hartford rose $2.11 to $21.03 in New York trading."
            ]),
            [("USD 21.51".to_owned(), "USD 21.03".to_owned())]
        );
        assert_eq!(
            conflicts(&[
                "The fire killed 12 people and hurt 30 people in the harbour.",
                "The fire killed 12 people and hurt 35 people in the harbour."
            ]),
            [("30 people".to_owned(), "35 people".to_owned())]
        );
        assert_eq!(
            conflicts(&[
                "The firm has about 32 percent of the market here.",
                "The firm has 32 percent of the market here, and 10 percent elsewhere."
            ]),
            []
        );
        assert_eq!(
            conflicts(&[
                "Tuition in the state will jump to $2,800 next autumn.",
                "Tuition in the state will jump by $300 next autumn."
            ]),
            []
        );
    }

    #[test]
    fn a_text_contradicts_itself_where_it_says_one_thing_twice() {
        let text = "Fire crews counted 50 burnt houses near the harbour. Ships were moved away. \
            Near the harbour, crews counted 58 burnt houses after the fire.";
        assert_eq!(
            conflicts(&[text]),
            [("50 burnt houses".to_owned(), "58 burnt houses".to_owned())]
        );
        for text in [
            "The index fell 20 points in noisy London trading. The index fell 30 points in noisy Paris trading on Monday.",
            "The crew counted 50 gulls in the northern bay. The crew counted 58 seals in the southern bay.",
        ] {
            assert_eq!(conflicts(&[text]), [], "{text}");
        }
    }

    #[test]
    fn a_date_with_a_day_of_the_week_that_it_was_not_is_wrong() {
        let why = |text: &'static str| {
            let rows = table(&[(text, Setting::default())], &[]);
            let wrong = rows
                .iter()
                .find(|row| matches!(row.standing, Standing::WrongWeekday(_)));
            wrong.map(|row| row.why(|place| place.span.of(text)))
        };
        assert_eq!(
            why("They met on Monday, June 27, 2024, in Oslo.").as_deref(),
            Some("June 27, 2024 was a Thursday, not a Monday")
        );
        assert_eq!(why("They met on Thursday, June 27, 2024, in Oslo."), None);
        assert_eq!(why("They met on Monday, June 27, in Oslo."), None);
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
