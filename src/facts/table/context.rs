//! The facts of documents with the sentences that they stand in: what tells whether two facts answer
//! the same question.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::super::concepts::{concept, concept_of_phrase};
use super::super::small_words::is_small;
use super::super::{Fact, Normal, Part, Setting, part_of_change, recognise};
use crate::text::{Offset, Span, TokenKind, fold, sentences::sentences, tokens};

/// A fact with the sentence that it stands in.
pub struct Stated {
    /// The document, by its number.
    pub document: usize,
    /// The fact.
    pub fact: Fact,
    /// The sentence, by its place in [`Contexts`].
    pub sentence: usize,
    /// What it is in a change that the sentence tells.
    pub part: Option<Part>,
}

/// Something that a sentence is about: a stem, or the kind of event that it speaks of.
pub type Term = u32;

/// What the sentences of all documents are about. Each word is kept once, so that many documents
/// need little room.
pub struct Contexts {
    sentences: Vec<Sentence>,
    /// What each document is about, by its beginning.
    topics: Vec<Box<[Term]>>,
    by_word: HashMap<String, Option<Term>>,
    by_stem: HashMap<String, Term>,
    is_event: Vec<bool>,
    stemmer: Stemmer,
}

/// What one sentence is about, apart from its figures and dates.
struct Sentence {
    /// In order, each once.
    terms: Box<[Term]>,
    /// The years that it names.
    years: Box<[i16]>,
    /// How many figures and dates it states.
    figures: usize,
    /// Whether it speaks of an event as of one that is known already: the accord, this deal.
    refers: bool,
}

/// The beginning of a document, in sentences, that tells what all of it is about.
const BEGINNING: usize = 4;

impl Default for Contexts {
    fn default() -> Self {
        Self {
            sentences: vec![],
            topics: vec![],
            by_word: HashMap::new(),
            by_stem: HashMap::new(),
            is_event: vec![],
            stemmer: Stemmer::create(Algorithm::English),
        }
    }
}

impl Contexts {
    /// The facts of a document that can stand in a table.
    pub fn read(&mut self, document: usize, text: &str, setting: Setting) -> Vec<Stated> {
        let facts = recognise(text, setting);
        let mut stated = vec![];
        let sentences = sentences(text);
        let beginning = sentences.iter().take(BEGINNING);
        let mut topic: Vec<Term> = beginning
            .flat_map(|sentence| self.about(*sentence, text, &[]).terms)
            .collect();
        topic.sort_unstable();
        topic.dedup();
        self.topics.push(topic.into());
        for sentence in sentences {
            let first = facts.partition_point(|fact| fact.span.start() < sentence.start());
            let inside: Vec<&Fact> = facts
                .iter()
                .skip(first)
                .take_while(|fact| fact.span.start() < sentence.end())
                .collect();
            let is_telling = |fact: &&&Fact| !matches!(fact.normal, Normal::Hedge(_));
            if !inside.iter().any(|fact| is_telling(&fact)) || is_imprint(sentence.of(text)) {
                continue;
            }
            let about = self.about(sentence, text, &inside);
            let number = self.sentences.len();
            self.sentences.push(about);
            stated.extend(inside.iter().filter(is_telling).map(|fact| Stated {
                document,
                fact: (*fact).clone(),
                sentence: number,
                part: part_of_change(word_before(text, fact.span.start())),
            }));
        }
        stated
    }

    /// What the sentence of a fact is about.
    pub fn terms(&self, stated: &Stated) -> &[Term] {
        self.sentences
            .get(stated.sentence)
            .map_or(&[], |sentence| &sentence.terms)
    }

    /// The share of terms that the sentences of two facts have in common (Dice), from 0 to 1.
    #[allow(clippy::cast_precision_loss)] // Sentences are short.
    pub fn alike(&self, a: &Stated, b: &Stated) -> f64 {
        let (ours, theirs) = (self.terms(a), self.terms(b));
        let shared = self.shared(a, b).count();
        2.0 * shared as f64 / (ours.len() + theirs.len()).max(1) as f64
    }

    /// Whether the sentences of two facts say one thing twice, and each no other figure than its fact.
    pub fn repeat(&self, a: &Stated, b: &Stated) -> bool {
        const LEAST_TERMS: usize = 4;
        const LEAST_ALIKE: f64 = 0.85;
        let is_single = |stated: &Stated| {
            let sentence = self.sentences.get(stated.sentence);
            sentence.is_some_and(|it| it.figures == 1 && it.terms.len() >= LEAST_TERMS)
        };
        a.sentence != b.sentence && is_single(a) && is_single(b) && self.alike(a, b) >= LEAST_ALIKE
    }

    /// How many terms the sentences of two facts share, where a kind of event is among them. A sentence
    /// that speaks of "the accord" has its parties from the beginning of its document, if the other
    /// names them.
    pub fn shared_event(&self, a: &Stated, b: &Stated) -> Option<usize> {
        let is_event = |term: Term| self.is_event.get(term as usize) == Some(&true);
        let shared = self.shared(a, b).count();
        self.shared(a, b)
            .any(is_event)
            .then(|| shared + self.words_from_topic(a, b).max(self.words_from_topic(b, a)))
    }

    /// How many more terms of the second sentence the first has from the beginning of its document.
    fn words_from_topic(&self, a: &Stated, b: &Stated) -> usize {
        let refers = |stated: &Stated| self.sentences.get(stated.sentence).map(|it| it.refers);
        let topic = self.topics.get(a.document);
        let Some(topic) = topic.filter(|_| refers(a) == Some(true)) else {
            return 0;
        };
        let ours = self.terms(a);
        let is_new = |term: &&Term| ours.binary_search(term).is_err();
        let theirs = self.terms(b).iter().filter(is_new);
        theirs
            .filter(|term| topic.binary_search(term).is_ok())
            .count()
    }

    fn shared(&self, a: &Stated, b: &Stated) -> impl Iterator<Item = Term> {
        let theirs = self.terms(b);
        self.terms(a)
            .iter()
            .copied()
            .filter(|term| theirs.binary_search(term).is_ok())
    }

    /// Whether the sentences of both facts name years, and no year is in both.
    pub fn differ_in_years(&self, a: &Stated, b: &Stated) -> bool {
        let years = |stated: &Stated| {
            self.sentences
                .get(stated.sentence)
                .map_or(&[][..], |sentence| &sentence.years)
        };
        let (ours, theirs) = (years(a), years(b));
        !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|year| theirs.contains(year))
    }

    fn about(&mut self, sentence: Span, text: &str, facts: &[&Fact]) -> Sentence {
        let mut terms = vec![];
        let mut refers = false;
        let is_of_figure = |span: Span| {
            facts
                .iter()
                .any(|fact| is_figure(&fact.normal) && fact.span.overlaps(span))
        };
        let mut before = String::new();
        for token in tokens(sentence.of(text)).filter(|token| token.kind == TokenKind::Word) {
            let span = token.span.shifted(sentence.start());
            let word = fold(span.of(text));
            if !is_of_figure(span) {
                let term = match concept_of_phrase(&before, &word) {
                    Some(event) => Some(self.event(event)),
                    None => self.term(&word),
                };
                let is_event = term.is_some_and(|it| self.is_event.get(it as usize) == Some(&true));
                refers |= is_event && matches!(before.as_str(), "the" | "this" | "that");
                terms.extend(term);
            }
            before = word;
        }
        terms.sort_unstable();
        terms.dedup();
        let years = facts.iter().filter_map(|fact| match &fact.normal {
            Normal::Date(when) => when.days.map(|days| days.0.year()),
            _ => None,
        });
        let figures = facts.iter().filter(|fact| is_figure(&fact.normal)).count();
        Sentence {
            figures,
            terms: terms.into(),
            years: years.collect(),
            refers,
        }
    }

    /// What a folded word speaks of; nothing for a function word.
    fn term(&mut self, word: &str) -> Option<Term> {
        if let Some(term) = self.by_word.get(word) {
            return *term;
        }
        let term = (!is_small(word)).then(|| {
            let stem = self.stemmer.stem(word.trim_end_matches("'s"));
            match concept(&stem) {
                Some(event) => self.event(event),
                None => self.known(stem.into_owned(), false),
            }
        });
        self.by_word.insert(word.to_owned(), term);
        term
    }

    fn event(&mut self, name: &str) -> Term {
        // No stem has a blank in it, so that no stem is taken for a kind of event.
        self.known(format!("{name} "), true)
    }

    fn known(&mut self, key: String, is_event: bool) -> Term {
        let next = Term::try_from(self.is_event.len()).unwrap_or(Term::MAX);
        let term = *self.by_stem.entry(key).or_insert(next);
        if term == next {
            self.is_event.push(is_event);
        }
        term
    }
}

/// The word before a place; nothing at the beginning of a text.
fn word_before(text: &str, at: Offset) -> &str {
    let before = text.get(..at.0).unwrap_or_default().trim_end();
    before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
}

/// Whether a fact is a figure or a date: what the words around it say is what it is about.
fn is_figure(normal: &Normal) -> bool {
    match normal {
        Normal::Quantity(_)
        | Normal::Money(_)
        | Normal::Percentage(_)
        | Normal::Duration(_)
        | Normal::Ordinal(_)
        | Normal::Date(_)
        | Normal::Time(_) => true,
        Normal::Name(_) | Normal::Quotation(_) | Normal::Hedge(_) => false,
    }
}

/// Whether a sentence is an imprint: its year is no date of the event.
fn is_imprint(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let starts = [
        "copyright 1",
        "copyright 2",
        "copyright (c)",
        "(c) 1",
        "(c) 2",
    ];
    lower.contains('©')
        || lower.contains("all rights reserved")
        || starts
            .iter()
            .any(|start| lower.trim_start().starts_with(start))
}
