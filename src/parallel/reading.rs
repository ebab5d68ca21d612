//! What the finder keeps of a document: its words in a common form, and its sentences.

use std::ops::Range;

use rust_stemmers::Stemmer;
use unicode_normalization::UnicodeNormalization;

use super::figures;
use super::hash::{self, Slots};
use super::language::{self, Language};
use super::sentences::Breaks;
use crate::text::{Span, Token, TokenKind, as_seen, fold, tokens};

/// A word in its common form: the hash of its stem or, for a figure, of its value. Two words with
/// one term count as the same word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Term(u32);

impl Term {
    const FUNCTION: u32 = 1 << 31;

    fn content(form: &str) -> Self {
        Self(hash::of(form.as_bytes()) & !Self::FUNCTION)
    }

    fn function(form: &str) -> Self {
        Self(hash::of(form.as_bytes()) | Self::FUNCTION)
    }

    /// The number that stands for it.
    pub(super) fn number(self) -> u64 {
        u64::from(self.0)
    }

    /// A place for it in a table.
    pub(super) fn hash(self) -> usize {
        self.0 as usize
    }

    /// Whether it carries grammar rather than meaning.
    pub(super) fn is_function(self) -> bool {
        self.0 & Self::FUNCTION != 0
    }
}

/// A word of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its common form.
    pub(super) term: Term,
    start: u32,
    end: u32,
}

impl Word {
    /// Where it stands, in bytes.
    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A document as the finder sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// Its words, in order.
    pub(super) words: Box<[Word]>,
    /// Its sentences as ranges of words; they tile the words.
    pub(super) sentences: Box<[Range<usize>]>,
}

impl Reading {
    /// The bytes from the first to the last word of a range of words.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        match self.words.get(words.clone()) {
            Some([only]) => only.span(),
            Some([first, .., last]) => first.span().hull(last.span()),
            _ => Span::default(),
        }
    }
}

/// Makes readings, and remembers the words that it saw before.
pub(super) struct Reader {
    tokens: Vec<Token>,
    /// For each token that is a word the key under which it is remembered.
    keys: Vec<u64>,
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    known: Slots<Known>,
    stemmers: [Option<Stemmer>; language::ALL.len()],
}

/// What is known of a written word.
#[derive(Clone, Copy, Default)]
struct Known {
    /// The languages in which it carries grammar.
    languages: u8,
    /// Its term in the language in which it was last met, if it was.
    term: Option<Term>,
    /// That language, if it is known.
    language: Option<Language>,
}

/// How many of a text's first words its language is told from.
const LANGUAGE_SAMPLE: usize = 2000;

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            tokens: vec![],
            keys: vec![],
            words: vec![],
            sentences: vec![],
            known: Slots::new(),
            stemmers: [const { None }; language::ALL.len()],
        }
    }

    /// Reads a text once.
    pub(super) fn read(&mut self, text: &str) -> Reading {
        self.tokenise(text);
        let language = self.detect(text);
        self.words.clear();
        self.sentences.clear();
        let tokens = std::mem::take(&mut self.tokens);
        let mut breaks = Breaks::new(text);
        let mut first = 0;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at + 1..).unwrap_or_default();
            if breaks.before(token) && self.words.len() > first {
                self.sentences.push(first..self.words.len());
                first = self.words.len();
            }
            let written = token.span.of(text);
            let mut end = token.span.end();
            let term = match token.kind {
                TokenKind::Word if is_ideographic(written) => {
                    Some(character_pair(text, token, rest))
                }
                TokenKind::Word => Some(self.term(at, written, language)),
                TokenKind::Number => {
                    let figure = figures::read(text, token, rest, language);
                    at += figure.further;
                    end = figure.end;
                    Some(Term::content(&figure.value))
                }
                TokenKind::Punctuation | TokenKind::Space => None,
            };
            if let Some(term) = term {
                #[allow(clippy::cast_possible_truncation)] // checked where the tokens were taken
                self.words.push(Word {
                    term,
                    start: token.span.start().0 as u32,
                    end: end.0 as u32,
                });
            }
            at += 1;
        }
        self.tokens = tokens;
        if self.words.len() > first {
            self.sentences.push(first..self.words.len());
        }
        Reading {
            words: self.words.as_slice().into(),
            sentences: self.sentences.as_slice().into(),
        }
    }

    fn tokenise(&mut self, text: &str) {
        self.tokens.clear();
        self.keys.clear();
        // Offsets are kept in 32 bits; what lies beyond 4 GiB is not searched.
        let tokens = tokens(text).take_while(|token| u32::try_from(token.span.end().0).is_ok());
        for mut token in tokens {
            if token.kind == TokenKind::Word
                && let Some(part) = broken_off(text, &self.tokens, &token)
                && let Some(first) = self.tokens.get(part)
            {
                token.span = first.span.hull(token.span);
                self.tokens.truncate(part);
                self.keys.truncate(part);
            }
            let key = match token.kind {
                TokenKind::Word => hash::caseless(token.span.of(text).as_bytes()),
                TokenKind::Number | TokenKind::Punctuation | TokenKind::Space => 0,
            };
            self.tokens.push(token);
            self.keys.push(key);
        }
    }

    fn detect(&mut self, text: &str) -> Option<Language> {
        let words = self.tokens.iter().zip(&self.keys);
        let words = words.filter(|(token, _)| token.kind == TokenKind::Word);
        let known = &mut self.known;
        language::detect(words.take(LANGUAGE_SAMPLE).map(|(token, key)| {
            let made = || Known::new(token.span.of(text));
            known.entry(*key, made).map_or(0, |known| known.languages)
        }))
    }

    /// The term of the word that is a token.
    fn term(&mut self, token: usize, word: &str, language: Option<Language>) -> Term {
        let key = self.keys.get(token).copied().unwrap_or_default();
        let stemmers = &mut self.stemmers;
        let mut form = |known: Known| {
            let stemmer = language.and_then(|language| {
                let stemmer = stemmers.get_mut(language as usize)?;
                Some(&*stemmer.get_or_insert_with(|| language.stemmer()))
            });
            known.form(word, language, stemmer)
        };
        let Some(known) = self.known.entry(key, || Known::new(word)) else {
            return form(Known::new(word));
        };
        match known.term {
            Some(term) if known.language == language => term,
            _ => {
                let term = form(*known);
                (known.term, known.language) = (Some(term), language);
                term
            }
        }
    }
}

impl Known {
    fn new(word: &str) -> Self {
        Self {
            languages: language::languages_of(&lower(word)),
            ..Self::default()
        }
    }

    fn form(self, word: &str, language: Option<Language>, stemmer: Option<&Stemmer>) -> Term {
        let lower = lower(word);
        if language.is_some_and(|language| language.is_among(self.languages)) {
            return Term::function(&fold(&lower));
        }
        let stem = match stemmer {
            Some(stemmer) => fold(&stemmer.stem(&lower)),
            None => fold(&lower),
        };
        Term::content(&stem.replace('.', ""))
    }
}

/// The first part of the word that goes on with a token: it was broken by a hyphen at the end of a
/// line.
fn broken_off(text: &str, before: &[Token], token: &Token) -> Option<usize> {
    let written = |token: &Token| token.span.of(text);
    let is_word = |token: &Token| token.kind == TokenKind::Word && !is_ideographic(written(token));
    match before {
        [.., part, hyphen, space]
            if space.kind == TokenKind::Space
                && matches!(written(hyphen), "-" | "\u{2010}")
                && is_word(part)
                && written(space).matches('\n').count() == 1
                && written(token).starts_with(char::is_lowercase) =>
        {
            Some(before.len() - 3)
        }
        _ => None,
    }
}

/// In lower case, with a straight apostrophe, in one piece, without ligatures and without what hides
/// in it.
pub(super) fn lower(word: &str) -> String {
    if word.is_ascii() && !word.contains('-') {
        return word.to_ascii_lowercase();
    }
    let is_part = |c: &char| !matches!(c, '-' | '\u{2010}') && !c.is_whitespace();
    let plain: String = as_seen(word).chars().filter(is_part).nfkc().collect();
    plain.to_lowercase().replace('\u{2019}', "'")
}

/// Whether a word is one character of a script that is written without spaces.
fn is_ideographic(word: &str) -> bool {
    matches!(
        word.chars().next(),
        Some(
            '\u{3040}'..='\u{309f}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
            | '\u{e00}'..='\u{eff}',
        )
    )
}

/// The term of a character and the one after it: in scripts without spaces, pairs of characters
/// stand for words.
fn character_pair(text: &str, token: &Token, rest: &[Token]) -> Term {
    let pair = match rest.first() {
        Some(next) if is_ideographic(next.span.of(text)) => token.span.hull(next.span),
        _ => token.span,
    };
    Term::content(&fold(pair.of(text)))
}
