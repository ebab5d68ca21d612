//! What the finder keeps of a document: its words in a common form, and its sentences.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::figures;
use super::hash::{self, Sieve};
use super::language::{self, Language, Votes};
use super::letters::short_word;
use super::lexicon::{self, Lexicon};
use super::sentences::Breaks;
use crate::text::{Span, Token, TokenKind, as_seen, fold, token_at};

/// A word in its common form: the hash of its stem or, for a figure, of its value. Two words with
/// one term count as the same word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term(u32);

impl Term {
    const FUNCTION: u32 = 1 << 31;

    /// The term of a word that carries meaning, or of a figure.
    pub(super) fn content(form: &str) -> Self {
        Self(hash::of(form.as_bytes()) & !Self::FUNCTION)
    }

    /// The term of a word that carries grammar.
    pub(super) fn function(form: &str) -> Self {
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
    words: Vec<Word>,
    /// What each of the words is, until the language is known that tells its term.
    met: Vec<Met>,
    /// The number of each of the words in the lexicon.
    numbers: Vec<u32>,
    sentences: Vec<Range<usize>>,
    lexicon: Lexicon,
    /// The words that may multiply a figure before them.
    multipliers: Sieve,
}

/// A word before its language is known.
#[derive(Clone, Copy)]
enum Met {
    /// A word, by its hash.
    Word(u64),
    /// A figure, by the hash of how it is written.
    Figure(u64),
    /// A character of a script without spaces, whose term is the same in all languages.
    Character(Term),
}

/// How many of a text's first words its language is told from.
const LANGUAGE_SAMPLE: usize = 2000;

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            words: vec![],
            met: vec![],
            numbers: vec![],
            sentences: vec![],
            lexicon: Lexicon::new(),
            multipliers: Sieve::of(
                figures::multipliers().map(|word| hash::caseless(word.as_bytes())),
            ),
        }
    }

    /// Reads a text once.
    pub(super) fn read(&mut self, text: &str) -> Reading {
        self.lexicon.begin_text();
        self.split(text);
        self.number_words(text);
        let language = self.language();
        self.tell_terms(text, language);
        self.made()
    }

    /// The words of a few words whose language is not known, as they would be read in each language
    /// that is known, and in none.
    pub(super) fn read_in_all(&mut self, text: &str) -> Vec<Reading> {
        self.lexicon.begin_text();
        self.split(text);
        self.number_words(text);
        let languages = language::ALL.into_iter().map(Some).chain([None]);
        languages
            .map(|language| {
                self.tell_terms(text, language);
                self.made()
            })
            .collect()
    }

    fn made(&self) -> Reading {
        Reading {
            words: self.words.as_slice().into(),
            sentences: self.sentences.as_slice().into(),
        }
    }

    /// Finds the words and the sentences.
    fn split(&mut self, text: &str) {
        self.words.clear();
        self.met.clear();
        self.sentences.clear();
        let mut breaks = Breaks::new(text);
        let (mut at, mut first) = (0, 0);
        let bytes = text.as_bytes();
        loop {
            // Nearly all white space is one space, which need not become a token.
            if bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) {
                breaks.space();
                at += 1;
            }
            let short = short_word(bytes, at);
            let token = match short {
                Some((end, _)) => Some(Token {
                    span: Span::new(at, end),
                    kind: TokenKind::Word,
                }),
                None => token_at(text, at),
            };
            let Some(mut token) = token else {
                break;
            };
            let is_word = short.is_none() && token.kind == TokenKind::Word;
            let is_character = is_word && is_ideographic(text, at);
            if is_word && !is_character {
                token.span = with_what_was_broken_off(text, token.span);
            }
            at = token.span.end().0;
            if breaks.before(token) && self.words.len() > first {
                self.sentences.push(first..self.words.len());
                first = self.words.len();
            }
            let met = match token.kind {
                TokenKind::Word if is_character => Met::Character(character_pair(text, token)),
                TokenKind::Word => {
                    let word = || token.span.of(text);
                    let hash = match short {
                        Some((_, hash)) => hash,
                        None => hash::caseless(word().as_bytes()),
                    };
                    let multiplies = self.multipliers.may_hold(hash) && figures::multiplies(word());
                    if multiplies && let Some(figure) = self.counted(text, first, token.span) {
                        token.span = figure;
                        figure_met(text, figure)
                    } else {
                        Met::Word(hash)
                    }
                }
                TokenKind::Number => {
                    let figure = figures::whole(text, token.span);
                    at = figure.end().0;
                    figure_met(text, figure)
                }
                TokenKind::Punctuation | TokenKind::Space => continue,
            };
            let start = u32::try_from(token.span.start().0);
            // Offsets are kept in 32 bits; what lies beyond 4 GiB is not searched.
            let (Ok(start), Ok(end)) = (start, u32::try_from(at)) else {
                break;
            };
            self.met.push(met);
            self.words.push(Word {
                term: Term::default(),
                start,
                end,
            });
        }
        if self.words.len() > first {
            self.sentences.push(first..self.words.len());
        }
    }

    /// The figure that a word makes with the words of its sentence before it, which are taken back.
    fn counted(&mut self, text: &str, sentence: usize, word: Span) -> Option<Span> {
        let start = (1..=2).find_map(|back| {
            let at = self
                .words
                .len()
                .checked_sub(back)
                .filter(|at| *at >= sentence)?;
            let start = self.words.get(at)?.span().start();
            let before = Span::new(start.0, word.start().0);
            figures::counts(before.of(text)).then_some((at, start))
        });
        let (at, start) = start?;
        self.words.truncate(at);
        self.met.truncate(at);
        Some(Span::new(start.0, word.end().0))
    }

    /// Looks the words up. All are looked up in a row, so that the processor fetches many entries of the
    /// lexicon at the same time.
    fn number_words(&mut self, text: &str) {
        self.numbers.clear();
        for (word, met) in self.words.iter().zip(&self.met) {
            self.numbers.push(match met {
                Met::Word(hash) | Met::Figure(hash) => {
                    self.lexicon.number(*hash, || word.span().of(text))
                }
                Met::Character(_) => lexicon::NONE,
            });
        }
    }

    /// The language that the first of the words are in.
    fn language(&self) -> Option<Language> {
        let mut votes = Votes::new();
        for (met, number) in self.met.iter().zip(&self.numbers).take(LANGUAGE_SAMPLE) {
            match met {
                Met::Word(_) | Met::Character(_) => votes.count(self.lexicon.languages(*number)),
                Met::Figure(_) => {}
            }
        }
        votes.language()
    }

    /// Gives the words their terms in a language.
    fn tell_terms(&mut self, text: &str, language: Option<Language>) {
        let words = self.words.iter_mut().zip(&self.met);
        for ((word, met), number) in words.zip(&self.numbers) {
            let span = word.span();
            let written = || span.of(text);
            word.term = match met {
                Met::Word(_) => self.lexicon.term(*number, written, language),
                Met::Figure(_) => self.lexicon.term_of_figure(*number, written, language),
                Met::Character(term) => *term,
            };
        }
    }
}

/// A figure. Words have other hashes, since none is written like a figure.
fn figure_met(text: &str, figure: Span) -> Met {
    Met::Figure(hash::wide(figure.of(text).as_bytes()))
}

/// A word with the parts of it that follow on the next lines, each behind a hyphen.
fn with_what_was_broken_off(text: &str, word: Span) -> Span {
    let mut whole = word;
    // The first bytes of both hyphens: nearly all words are followed by another.
    while let Some(b'-' | 0xe2) = text.as_bytes().get(whole.end().0)
        && let Some(part) = broken_off(text, whole.end().0)
    {
        whole = whole.hull(part);
    }
    whole
}

/// What stands on the next line, behind the hyphen at a place that ends this one, if it goes on in
/// lower case.
fn broken_off(text: &str, at: usize) -> Option<Span> {
    let hyphen = token_at(text, at)?;
    let space = token_at(text, hyphen.span.end().0)?;
    let part = token_at(text, space.span.end().0)?;
    let lines = space.span.of(text).matches('\n').count();
    let goes_on = part.span.of(text).starts_with(char::is_lowercase);
    let is_broken = matches!(hyphen.span.of(text), "-" | "\u{2010}")
        && space.kind == TokenKind::Space
        && lines == 1
        && part.kind == TokenKind::Word
        && goes_on;
    is_broken.then_some(part.span)
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

/// Whether the word that begins at a place is one character of a script that is written without
/// spaces.
fn is_ideographic(text: &str, at: usize) -> bool {
    if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
        return false;
    }
    matches!(
        text.get(at..).and_then(|rest| rest.chars().next()),
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
fn character_pair(text: &str, character: Token) -> Term {
    let pair = match token_at(text, character.span.end().0) {
        Some(next) if is_ideographic(text, next.span.start().0) => character.span.hull(next.span),
        _ => character.span,
    };
    Term::content(&fold(pair.of(text)))
}
