//! The words and figures that a reader has met before, so that each written word is stemmed once and not each
//! time that it stands somewhere: texts use the same words over and over.

use std::borrow::Cow;

use rust_stemmers::Stemmer;

use super::language::{self, Language};
use super::reading::{Term, lower};
use super::{figures, numerals};
use crate::text::fold;

/// Written words by number, in the order in which they were first met: the commonest are met first,
/// so that what is known of them lies close together.
pub(super) struct Lexicon {
    /// A hash table with open addresses, at most three quarters full.
    table: Vec<Place>,
    /// The hash of each word.
    hashes: Vec<u64>,
    /// The languages in which it carries grammar.
    languages: Vec<u8>,
    /// Its term in the language in which it was last met, if it was, and that language, if it is known.
    terms: Vec<Option<(Term, Option<Language>)>>,
    stemmers: [Option<Stemmer>; language::ALL.len()],
}

/// A place of the table.
#[derive(Clone, Copy)]
struct Place {
    /// The upper half of the word's hash. The lower half says where the search for it begins, so that
    /// two words are taken for one only if nearly all of their hashes agrees.
    check: u32,
    /// The word's number, or [`NONE`].
    number: u32,
}

/// The number of no word.
pub(super) const NONE: u32 = u32::MAX;

const FREE: Place = Place {
    check: 0,
    number: NONE,
};

/// How many words are remembered from one text to the next, at most: more than a language has that
/// are met again and again.
const REMEMBERED: usize = 1 << 17;
/// The fewest letters of a word that is known by its consonants,
const LONG: usize = 7;
/// and the fewest that must be left.
const TELLING: usize = 4;
/// The places of a new table.
const PLACES: usize = 1 << 12;

impl Lexicon {
    pub(super) fn new() -> Self {
        Self {
            table: vec![FREE; PLACES],
            hashes: vec![],
            languages: vec![],
            terms: vec![],
            stemmers: [const { None }; language::ALL.len()],
        }
    }

    /// Before a new text: forgets all words if they are too many, and with them their numbers.
    pub(super) fn begin_text(&mut self) {
        if self.hashes.len() > REMEMBERED {
            self.hashes.clear();
            self.languages.clear();
            self.terms.clear();
            self.table.fill(FREE);
        }
    }

    /// The number of a word with this hash.
    #[inline]
    pub(super) fn number<'w>(&mut self, hash: u64, word: impl FnOnce() -> &'w str) -> u32 {
        let mask = self.table.len() - 1;
        let (check, mut at) = (upper(hash), lower_half(hash) & mask);
        loop {
            match self.table.get(at) {
                Some(place) if place.check == check && place.number != NONE => return place.number,
                Some(place) if place.number == NONE => return self.learn(hash, at, word()),
                _ => at = (at + 1) & mask,
            }
        }
    }

    #[inline(never)]
    fn learn(&mut self, hash: u64, at: usize, word: &str) -> u32 {
        // No memory holds 2³² words.
        let number = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
        let check = upper(hash);
        if let Some(place) = self.table.get_mut(at) {
            *place = Place { check, number };
        }
        self.hashes.push(hash);
        self.languages.push(language::languages_of(&lower(word)));
        self.terms.push(None);
        if 4 * self.hashes.len() > 3 * self.table.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mut table = vec![FREE; 2 * self.table.len()];
        let mask = table.len() - 1;
        for (number, hash) in (0_u32..).zip(&self.hashes) {
            let (check, mut at) = (upper(*hash), lower_half(*hash) & mask);
            while table.get(at).is_some_and(|place| place.number != NONE) {
                at = (at + 1) & mask;
            }
            if let Some(free) = table.get_mut(at) {
                *free = Place { check, number };
            }
        }
        self.table = table;
    }

    /// The languages in which a word carries grammar, one bit each.
    pub(super) fn languages(&self, number: u32) -> u8 {
        let languages = self.languages.get(number as usize);
        languages.copied().unwrap_or_default()
    }

    /// The term of a word in a language.
    #[inline]
    pub(super) fn term<'w>(
        &mut self,
        number: u32,
        word: impl FnOnce() -> &'w str,
        language: Option<Language>,
    ) -> Term {
        match self.known(number, language) {
            Some(term) => term,
            None => self.tell(number, word(), language),
        }
    }

    /// The term of a figure in a language, in which numbers are written in a way of their own.
    #[inline]
    pub(super) fn term_of_figure<'w>(
        &mut self,
        number: u32,
        figure: impl FnOnce() -> &'w str,
        language: Option<Language>,
    ) -> Term {
        self.known(number, language).unwrap_or_else(|| {
            let term = Term::content(&figures::value(figure(), language));
            self.remember(number, term, language)
        })
    }

    fn known(&self, number: u32, language: Option<Language>) -> Option<Term> {
        match self.terms.get(number as usize) {
            Some(Some((term, of))) if *of == language => Some(*term),
            _ => None,
        }
    }

    fn remember(&mut self, number: u32, term: Term, language: Option<Language>) -> Term {
        if let Some(known) = self.terms.get_mut(number as usize) {
            *known = Some((term, language));
        }
        term
    }

    #[inline(never)]
    fn tell(&mut self, number: u32, word: &str, language: Option<Language>) -> Term {
        let languages = self.languages(number);
        let term = self.form(word, languages, language);
        self.remember(number, term, language)
    }

    fn form(&mut self, word: &str, languages: u8, language: Option<Language>) -> Term {
        let lower = lower(word);
        if language.is_some_and(|language| language.is_among(languages)) {
            return Term::function(&fold(&lower));
        }
        if let Some(digits) = language.and_then(|language| numerals::in_digits(&lower, language)) {
            return Term::content(&digits);
        }
        let stem = match language {
            Some(language) => fold(&self.stem(&lower, language)),
            None => fold(&lower),
        };
        let stem = stem.replace('.', "");
        Term::content(&outline(match language {
            Some(Language::English) => one_spelling(stem),
            _ => stem,
        }))
    }

    fn stem<'w>(&mut self, lower: &'w str, language: Language) -> Cow<'w, str> {
        match self.stemmers.get_mut(language as usize) {
            Some(stemmer) => stemmer
                .get_or_insert_with(|| language.stemmer())
                .stem(lower),
            None => Cow::Borrowed(lower),
        }
    }
}

/// An English stem in one spelling, whichever side of the Atlantic it comes from: `labour` as `labor`,
/// `theatr` as `theater`, `realiz` as `realis`, `defenc` as `defens`.
fn one_spelling(stem: String) -> String {
    const ENDS: [(&str, &str); 5] = [
        ("our", "or"),
        ("tr", "ter"),
        ("iz", "is"),
        ("yz", "ys"),
        ("enc", "ens"),
    ];
    let end = ENDS.iter().find_map(|(there, here)| {
        let start = stem.strip_suffix(there).filter(|start| start.len() >= 2)?;
        Some(format!("{start}{here}"))
    });
    end.unwrap_or(stem)
}

/// What is left of a long word where spellings differ and letters slip: its consonants, each once in a
/// row, so that `Jacobstein` is `Jocobstein`, `Escobari` is `Escobar` and `favourite` is `favorite`. A
/// short word stays whole: too many words would become the same.
fn outline(word: String) -> String {
    if word.chars().count() < LONG {
        return word;
    }
    let mut outline = String::with_capacity(word.len());
    for (at, c) in word.chars().enumerate() {
        let is_vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        if (at == 0 || !is_vowel) && !outline.ends_with(c) {
            outline.push(c);
        }
    }
    if outline.chars().count() < TELLING {
        word
    } else {
        outline
    }
}

#[allow(clippy::cast_possible_truncation)] // the upper half
fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[allow(clippy::cast_possible_truncation)] // the lower half
fn lower_half(hash: u64) -> usize {
    hash as u32 as usize
}

#[cfg(test)]
mod tests {
    use super::super::hash;
    use super::*;

    #[test]
    fn a_word_keeps_its_number_while_many_others_are_learnt() {
        let mut lexicon = Lexicon::new();
        let words: Vec<String> = (0..9000).map(|word| format!("word{word}")).collect();
        for _ in 0..2 {
            for (number, word) in (0..).zip(&words) {
                let hash = hash::caseless(word.as_bytes());
                assert_eq!(lexicon.number(hash, || word), number);
            }
        }
    }

    #[test]
    fn a_slip_in_a_long_word_changes_nothing() {
        let mut lexicon = Lexicon::new();
        let mut term = |word: &str| {
            let number = lexicon.number(hash::caseless(word.as_bytes()), || word);
            lexicon.term(number, || word, Some(Language::English))
        };
        for (one, other) in [
            ("Jacobstein", "Jocobstein"),
            ("Escobari", "Escobar"),
            ("favourites", "favorite"),
            ("Zelensky", "Zelenskyy"),
            ("six", "6"),
            ("labour", "labor"),
            ("theatres", "theater"),
            ("realised", "realizing"),
            ("defence", "defense"),
        ] {
            assert_eq!(term(one), term(other), "{one}, {other}");
        }
        for (one, other) in [
            ("Jacobstein", "Jacobsen"),
            ("Paris", "Perus"),
            ("Marine", "Miranda"),
        ] {
            assert_ne!(term(one), term(other), "{one}, {other}");
        }
    }

    #[test]
    fn a_word_has_the_term_of_the_language_that_is_asked_for() {
        let mut lexicon = Lexicon::new();
        let number = lexicon.number(1, || "die");
        let mut term = |language| lexicon.term(number, || "die", language);
        let english = term(Some(Language::English));
        let german = term(Some(Language::German));
        assert!(german.is_function() && !english.is_function());
        assert_eq!(term(Some(Language::English)), english);
    }
}
