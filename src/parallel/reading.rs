//! What the finder keeps of a document: its words in a common form, and its sentences.

use std::ops::Range;

use rust_stemmers::Stemmer;

use super::figures;
use super::hash::{self, Slots};
use super::language::{self, Language};
use super::sentences::Breaks;
use crate::text::{Span, Token, TokenKind, fold, tokens};

/// A word in its common form: the hash of its stem or, for a figure, of its value. Two words with
/// one term count as the same word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    pub(super) words: Vec<Word>,
    /// Its sentences as ranges of words; they tile the words.
    pub(super) sentences: Vec<Range<usize>>,
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

/// Makes readings, and remembers the forms of words that it saw before.
pub(super) struct Reader {
    tokens: Vec<Token>,
    forms: [Option<Forms>; language::ALL.len() + 1],
}

/// How many of a text's first words its language is told from.
const LANGUAGE_SAMPLE: usize = 2000;

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            tokens: vec![],
            forms: [const { None }; language::ALL.len() + 1],
        }
    }

    /// Reads a text once.
    pub(super) fn read(&mut self, text: &str) -> Reading {
        self.tokens.clear();
        // Offsets are kept in 32 bits; what lies beyond 4 GiB is not searched.
        self.tokens
            .extend(tokens(text).take_while(|token| u32::try_from(token.span.end().0).is_ok()));
        let language = detect(text, &self.tokens);
        let slot = language.map_or(language::ALL.len(), |language| language as usize);
        let forms = self.forms[slot].get_or_insert_with(|| Forms::new(language));
        let mut reading = Reading::default();
        reading.words.reserve(self.tokens.len() / 2);
        let mut breaks = Breaks::new(text);
        let mut first = 0;
        let mut rest = self.tokens.as_slice();
        while let [token, after @ ..] = rest {
            rest = after;
            if breaks.before(token) && reading.words.len() > first {
                reading.sentences.push(first..reading.words.len());
                first = reading.words.len();
            }
            let (term, end) = match token.kind {
                TokenKind::Word if is_ideographic(token.span.of(text)) => {
                    (character_pair(text, token, rest), token.span.end())
                }
                TokenKind::Word => (forms.of(token.span.of(text)), token.span.end()),
                TokenKind::Number => {
                    let figure = figures::read(text, token, rest, language);
                    rest = rest.get(figure.further..).unwrap_or_default();
                    (Term::content(&figure.value), figure.end)
                }
                TokenKind::Punctuation | TokenKind::Space => continue,
            };
            #[allow(clippy::cast_possible_truncation)] // checked where the tokens were taken
            reading.words.push(Word {
                term,
                start: token.span.start().0 as u32,
                end: end.0 as u32,
            });
        }
        if reading.words.len() > first {
            reading.sentences.push(first..reading.words.len());
        }
        reading
    }
}

fn detect(text: &str, tokens: &[Token]) -> Option<Language> {
    let words: Vec<String> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .take(LANGUAGE_SAMPLE)
        .map(|token| token.span.of(text).to_lowercase().replace('\u{2019}', "'"))
        .collect();
    language::detect(words.iter().map(String::as_str))
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

/// The common forms of one language's words.
struct Forms {
    language: Option<Language>,
    stemmer: Option<Stemmer>,
    known: Slots<Term>,
}

impl Forms {
    fn new(language: Option<Language>) -> Self {
        Self {
            language,
            stemmer: language.map(Language::stemmer),
            known: Slots::new(),
        }
    }

    fn of(&mut self, word: &str) -> Term {
        let key = hash::wide(word.as_bytes());
        if let Some(term) = self.known.get(key) {
            return term;
        }
        let term = self.form(word);
        self.known.put(key, term);
        term
    }

    fn form(&self, word: &str) -> Term {
        let lower = word.to_lowercase().replace('\u{2019}', "'");
        if self
            .language
            .is_some_and(|language| language.is_function_word(&lower))
        {
            return Term::function(&fold(&lower));
        }
        let stem = match &self.stemmer {
            Some(stemmer) => fold(&stemmer.stem(&lower)),
            None => fold(&lower),
        };
        Term::content(&stem.replace('.', ""))
    }
}
