//! Leads: the sentences of other texts that most likely bear on a claim, for someone to look at.
//!
//! A parallel is believed; a lead is only proposed. Two reports of one event tell much of the same in
//! words so different that no threshold parts what corresponds from what is merely on the topic. In
//! order of what they share, the sentences that bear on one claim still stand among the first few.
//!
//! The order is that of Okapi BM25 (Robertson and Zaragoza, *The Probabilistic Relevance Framework*,
//! 2009) over the stems, names and figures that the finder reads, a sentence being a document.

use std::collections::HashMap;

use rayon::prelude::*;

use super::pair::count;
use super::reading::{Reader, Reading, Term};
use super::{Cancelled, Place, Watch};
use crate::text::{Document, Span};

/// A sentence that may bear on what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// The sentence, without the blanks around it.
    pub place: Place,
    /// How much it says of what was asked: its BM25 score, in nats; the more of the rarer words, the
    /// more. It orders the leads of one question and means nothing beside those of another.
    pub score: f32,
    /// The words in it that were asked for, in order.
    pub shared: Vec<Span>,
}

/// The most leads that are kept: more are not looked through.
const MOST: usize = 100;
/// How many of the words asked for a sentence must hold, where so many were asked for: one word alone is
/// found by a search, unless it is a figure.
const LEAST_WORDS: usize = 2;
/// From so many bytes on a figure is telling by itself: `283,000` and `6 million`, not `27`.
const LEAST_FIGURE: usize = 5;
/// What part of the best score a lead must have. It is small, so that a copy hides no sentence that tells
/// the same in other words.
const LEAST_PART: f32 = 0.1;
/// How soon a word that stands several times in a sentence says no more: the customary constant of BM25.
const SATURATION: f32 = 1.2;
/// How much a long sentence is held to say less with each word. For whole documents 0.75 is customary;
/// sentences differ little in length, and where they do, a heading shall not come before what was said.
const LENGTH: f32 = 0.25;
/// How many documents one core reads at a time.
const CHUNK: usize = 64;

/// The sentences of documents that may bear on what some words tell, the most promising first. The
/// words may be in any language that the finder knows.
///
/// # Errors
///
/// [`Cancelled`] when the watch said so.
pub fn leads(
    words: &str,
    documents: &[Document],
    watch: &dyn Watch,
) -> Result<Vec<Lead>, Cancelled> {
    let asked = Asked::of(words);
    let chunks: Result<Vec<Sifted>, Cancelled> = documents
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut reader = Reader::new();
            let mut sifted = Sifted::new(asked.words);
            for document in chunk {
                if watch.cancelled() {
                    return Err(Cancelled);
                }
                sifted.take(&asked, document, &reader.read(&document.text));
            }
            Ok(sifted)
        })
        .collect();
    let mut all = Sifted::new(asked.words);
    for chunk in chunks? {
        all.join(chunk);
    }
    Ok(all.ranked())
}

/// The words that are asked for.
struct Asked {
    /// The number of the word for each term that it has in one language or another.
    numbers: HashMap<u64, usize>,
    /// How many words there are.
    words: usize,
    /// How many of them a sentence must hold.
    least: usize,
}

impl Asked {
    fn of(words: &str) -> Self {
        let readings = Reader::new().read_in_all(words);
        let mut asked = Self {
            numbers: HashMap::new(),
            words: 0,
            least: 0,
        };
        for at in 0..readings.first().map_or(0, |reading| reading.words.len()) {
            let words = readings.iter().filter_map(|reading| reading.words.get(at));
            let terms: Vec<Term> = words.map(|word| word.term).collect();
            asked.add(&terms);
        }
        asked.least = asked.least.clamp(1, LEAST_WORDS);
        asked
    }

    /// Adds a word by its terms in all languages.
    fn add(&mut self, terms: &[Term]) {
        let telling = terms.iter().filter(|term| !term.is_function());
        let telling: Vec<u64> = telling.map(|term| term.number()).collect();
        // A word that was asked for before, in another form, is the same word.
        let known = telling.iter().find_map(|term| self.numbers.get(term));
        let number = known.copied().unwrap_or(self.words);
        if number == self.words {
            self.words += 1;
            self.least += usize::from(telling.len() == terms.len());
        }
        let terms = telling.into_iter().map(|term| (term, number));
        self.numbers.extend(terms);
    }
}

/// The sentences of documents that hold what was asked for.
struct Sifted {
    /// In how many sentences each of the words asked for stands.
    frequencies: Vec<usize>,
    /// How many sentences there are, and how many words that carry meaning.
    sentences: usize,
    words: usize,
    candidates: Vec<Candidate>,
}

struct Candidate {
    place: Place,
    /// How many words it has that carry meaning.
    length: usize,
    /// Those that were asked for, with their numbers.
    shared: Vec<(usize, Span)>,
}

impl Sifted {
    fn new(asked: usize) -> Self {
        Self {
            frequencies: vec![0; asked],
            sentences: 0,
            words: 0,
            candidates: vec![],
        }
    }

    /// Takes in the sentences of a document.
    fn take(&mut self, asked: &Asked, document: &Document, reading: &Reading) {
        for sentence in &reading.sentences {
            let words = reading.words.get(sentence.clone()).unwrap_or_default();
            let telling = words.iter().filter(|word| !word.term.is_function());
            let shared: Vec<(usize, Span)> = telling
                .clone()
                .filter_map(|word| Some((*asked.numbers.get(&word.term.number())?, word.span())))
                .collect();
            let length = telling.count();
            self.sentences += 1;
            self.words += length;
            let distinct = distinct(&shared);
            for number in &distinct {
                if let Some(frequency) = self.frequencies.get_mut(*number) {
                    *frequency += 1;
                }
            }
            let is_telling = |(_, span): &(usize, Span)| is_telling_figure(document.quote(*span));
            if distinct.len() >= asked.least || shared.iter().any(is_telling) {
                let span = reading.span(sentence);
                self.candidates.push(Candidate {
                    place: Place {
                        document: document.id,
                        span: document.sentence(span.start()).hull(span),
                    },
                    length,
                    shared,
                });
            }
        }
    }

    fn join(&mut self, other: Self) {
        for (here, there) in self.frequencies.iter_mut().zip(other.frequencies) {
            *here += there;
        }
        self.sentences += other.sentences;
        self.words += other.words;
        self.candidates.extend(other.candidates);
    }

    /// The best, the most promising first.
    fn ranked(self) -> Vec<Lead> {
        let all = count(self.sentences);
        let rarity = |frequency: &usize| {
            let with = count(*frequency);
            (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
        };
        let rarities: Vec<f32> = self.frequencies.iter().map(rarity).collect();
        let usual = count(self.words) / all.max(1.0);
        let mut found: Vec<Lead> = self
            .candidates
            .into_iter()
            .map(|candidate| candidate.weighed(&rarities, usual))
            .collect();
        found.sort_by(|one, other| {
            let by_score = other.score.total_cmp(&one.score);
            by_score.then_with(|| one.place.cmp(&other.place))
        });
        let least = found.first().map_or(0.0, |best| best.score * LEAST_PART);
        found.retain(|lead| lead.score >= least);
        found.truncate(MOST);
        found
    }
}

impl Candidate {
    /// The lead that it makes, where words are so rare and a sentence is usually so long.
    fn weighed(self, rarities: &[f32], usual: f32) -> Lead {
        let length = 1.0 - LENGTH + LENGTH * count(self.length) / usual.max(1.0);
        let score = distinct(&self.shared)
            .into_iter()
            .map(|number| {
                let times = self.shared.iter().filter(|(word, _)| *word == number);
                let times = count(times.count());
                let rarity = rarities.get(number).copied().unwrap_or_default();
                rarity * times * (SATURATION + 1.0) / (times + SATURATION * length)
            })
            .sum();
        Lead {
            place: self.place,
            score,
            shared: self.shared.into_iter().map(|(_, span)| span).collect(),
        }
    }
}

fn is_telling_figure(word: &str) -> bool {
    word.len() >= LEAST_FIGURE && word.starts_with(char::is_numeric)
}

fn distinct(shared: &[(usize, Span)]) -> Vec<usize> {
    let mut numbers: Vec<usize> = shared.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parallel::Unwatched;
    use crate::text::{DocumentId, Offset};

    const AGENCY: &str = "The harbour froze on Monday. Ana Lindqvist promised the ferry company four \
        million crowns before spring. The mayor was not there.";
    const LOCAL: &str = "It was a cold week. Four million crowns, said Lindquist, will come from the \
        state. Ferry tickets cost more since May. The company is old.";
    const OTHER: &str = "A museum opened. Its mayor spoke of spring.";

    fn documents() -> Vec<Document> {
        let texts = (1..).zip([AGENCY, LOCAL, OTHER]);
        texts
            .map(|(id, text)| Document::new(DocumentId(id), "text", text))
            .collect()
    }

    fn found(words: &str, documents: &[Document]) -> Vec<String> {
        let found = leads(words, documents, &Unwatched).unwrap();
        let quote = |lead: &Lead| {
            let document = documents
                .iter()
                .find(|document| document.id == lead.place.document);
            document.unwrap().quote(lead.place.span).to_owned()
        };
        found.iter().map(quote).collect()
    }

    #[test]
    fn the_sentence_that_tells_it_in_other_words_comes_first() {
        let all = documents();
        let claim = all[0].sentence(Offset(35));
        let found = found(all[0].quote(claim), &all[1..]);
        assert_eq!(
            found.first().map(String::as_str),
            Some("Four million crowns, said Lindquist, will come from the state.")
        );
    }

    #[test]
    fn what_is_shared_is_marked_word_by_word() {
        let all = documents();
        let words = "The ferry company was promised 4,000,000 crowns.";
        let found = leads(words, &all, &Unwatched).unwrap();
        let first = found.first().unwrap();
        let shared: Vec<_> = first
            .shared
            .iter()
            .map(|span| all[0].quote(*span))
            .collect();
        assert_eq!(
            shared,
            ["promised", "ferry", "company", "four million", "crowns"]
        );
    }

    #[test]
    fn a_word_alone_is_no_lead_unless_it_is_all_that_was_asked() {
        let all = documents();
        assert!(found("the museum of crowns", &all[2..]).is_empty());
        let figure = Document::new(
            DocumentId(4),
            "text",
            "They got 4,000,000 for it on day 27.",
        );
        let figure = [figure];
        assert_eq!(found("Four million crowns for the ferry", &figure).len(), 1);
        assert!(found("The 27 crowns of the ferry", &figure).is_empty());
        assert_eq!(found("ferry", &all).len(), 2);
        assert!(found("", &all).is_empty());
        assert!(found("the of and", &all).is_empty());
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_of_the_documents() {
        let mut all = documents();
        let words = "Ferry tickets, four million crowns, and a mayor in spring";
        let one = leads(words, &all, &Unwatched).unwrap();
        all.reverse();
        assert_eq!(leads(words, &all, &Unwatched).unwrap(), one);
        assert!(one.len() > 2);
    }

    #[test]
    fn whoever_watches_can_end_it() {
        struct Gone;
        impl Watch for Gone {
            fn progress(&self, _done: usize, _of: usize) {}
            fn cancelled(&self) -> bool {
                true
            }
        }
        assert_eq!(leads("ferry", &documents(), &Gone), Err(Cancelled));
    }
}
