//! A text as what the recognisers read: words, digits and marks, each looked up once.

use std::cell::OnceCell;

use crate::text::paragraphs::lines_are_paragraphs;
use crate::text::{Span, Token, TokenKind, tokens};

use super::lexicon::{Entry, NOTHING, entry, entry_at};
use super::money::{ASCII_POUND, is_country};
use super::numbers::digits;

/// A word, a run of digits or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: LexemeKind,
    /// What the lexicon knows of the word.
    pub entry: &'static Entry,
    /// What lies before it.
    pub gap: Gap,
    /// How its first letter is written.
    pub case: Case,
}

/// How a first letter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// It is a small letter.
    Small,
    /// It is a capital.
    Capital,
    /// It has no case, or is no letter.
    None,
}

impl Case {
    fn of(word: &str) -> Self {
        match word.chars().next() {
            Some(first) if first.is_lowercase() => Self::Small,
            Some(first) if first.is_uppercase() => Self::Capital,
            _ => Self::None,
        }
    }
}

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LexemeKind {
    /// Letters.
    Word,
    /// Digits with their separators.
    Digits,
    /// One mark of punctuation, or a symbol.
    Mark(char),
}

/// What lies between two lexemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    None,
    /// Blanks, or the end of a line of a hard-wrapped text.
    Space,
    /// The end of a paragraph.
    Break,
}

impl Gap {
    /// The gap that goes on with white space.
    fn with(self, text: &str, space: Span, wrapped: &Wrapped) -> Self {
        let written = space.of(text);
        let lines = match written {
            " " => 0,
            _ => written.bytes().filter(|byte| *byte == b'\n').count(),
        };
        match self {
            Gap::Break => Gap::Break,
            // A line end follows another line end.
            Gap::Space if lines > 0 && ends_line(text, space) => Gap::Break,
            Gap::None | Gap::Space if lines > 1 || lines == 1 && !wrapped.is(text) => Gap::Break,
            Gap::None | Gap::Space => Gap::Space,
        }
    }
}

/// Whether a text is hard-wrapped, once that was asked.
#[derive(Default)]
struct Wrapped(OnceCell<bool>);

impl Wrapped {
    fn is(&self, text: &str) -> bool {
        *self.0.get_or_init(|| !lines_are_paragraphs(text))
    }
}

/// A text and its lexemes.
pub struct Lexed<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Its lexemes, in order.
    pub lexemes: Vec<Lexeme>,
}

impl<'t> Lexed<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> Self {
        let mut lexemes: Vec<Lexeme> = Vec::with_capacity(text.len() / 5);
        let wrapped = Wrapped::default();
        let mut gap = Gap::Break;
        let mut address_end = 0;
        for token in tokens(text) {
            if token.span.start().0 < address_end {
                continue;
            }
            if let Some(end) = address(text, token) {
                // An address is one word, whatever figures are in it.
                let span = Span::new(token.span.start().0, end);
                lexemes.push(Lexeme {
                    span,
                    kind: LexemeKind::Word,
                    entry: NOTHING,
                    gap,
                    case: Case::of(span.of(text)),
                });
                (address_end, gap) = (end, Gap::None);
                continue;
            }
            match token.kind {
                TokenKind::Space => {
                    gap = gap.with(text, token.span, &wrapped);
                    continue;
                }
                TokenKind::Punctuation => {
                    let mark = token.span.of(text).chars().next().unwrap_or_default();
                    lexemes.push(Lexeme {
                        span: token.span,
                        kind: LexemeKind::Mark(mark),
                        entry: NOTHING,
                        gap,
                        case: Case::None,
                    });
                }
                TokenKind::Word | TokenKind::Number => {
                    push_parts(text, token.span, gap, &mut lexemes);
                }
            }
            gap = Gap::None;
        }
        Self { text, lexemes }
    }

    /// The lexeme, if there is one.
    pub fn get(&self, at: usize) -> Option<&Lexeme> {
        self.lexemes.get(at)
    }

    /// How the lexeme is written; nothing past the end.
    pub fn written(&self, at: usize) -> &'t str {
        self.get(at).map_or("", |lexeme| lexeme.span.of(self.text))
    }

    /// What the lexicon knows of the word; nothing past the end.
    pub fn entry(&self, at: usize) -> &'static Entry {
        self.get(at).map_or(NOTHING, |lexeme| lexeme.entry)
    }

    /// Whether the lexeme is this mark.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.get(at)
            .is_some_and(|lexeme| lexeme.kind == LexemeKind::Mark(mark))
    }

    /// Whether the lexeme is a hyphen, a dash or a minus sign.
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(
            self.get(at).map(|lexeme| lexeme.kind),
            Some(LexemeKind::Mark('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        )
    }

    /// Whether the lexeme is a run of digits.
    pub fn is_digits(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|lexeme| lexeme.kind == LexemeKind::Digits)
    }

    /// Whether the lexeme is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|lexeme| lexeme.kind == LexemeKind::Word)
    }

    /// Whether the lexeme is a word with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|lexeme| lexeme.kind == LexemeKind::Word && lexeme.case == Case::Capital)
    }

    /// Whether the lexeme is a word that starts with a small letter.
    pub fn starts_small(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|lexeme| lexeme.kind == LexemeKind::Word && lexeme.case == Case::Small)
    }

    /// Whether nothing lies before the lexeme, not even a blank.
    pub fn is_glued(&self, at: usize) -> bool {
        self.gap(at) == Gap::None
    }

    /// What lies before the lexeme; a break past the end.
    pub fn gap(&self, at: usize) -> Gap {
        self.get(at).map_or(Gap::Break, |lexeme| lexeme.gap)
    }

    /// Whether the word is this one, whatever its case; `word` is given in lower case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.get(at)
            .is_some_and(|lexeme| self.is_written(lexeme, word))
    }

    /// Whether the word is one of these, whatever its case.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.get(at)
            .is_some_and(|lexeme| words.iter().any(|word| self.is_written(lexeme, word)))
    }

    fn is_written(&self, lexeme: &Lexeme, word: &str) -> bool {
        let letter = |of: &str, at: usize| of.as_bytes().get(at).map(u8::to_ascii_lowercase);
        // Nearly always the length or the first letter tells.
        lexeme.span.len() == word.len()
            && letter(self.text, lexeme.span.start().0) == letter(word, 0)
            && lexeme.span.of(self.text).eq_ignore_ascii_case(word)
    }

    /// Whether the words from here on are these, whatever their case.
    pub fn reads(&self, at: usize, words: &[&str]) -> bool {
        (at..).zip(words).all(|(at, word)| self.is(at, word))
    }

    /// From the first lexeme to the last before `end`, in bytes.
    pub fn span(&self, start: usize, end: usize) -> Span {
        match (
            self.get(start),
            end.checked_sub(1).and_then(|last| self.get(last)),
        ) {
            (Some(first), Some(last)) => first.span.hull(last.span),
            _ => Span::default(),
        }
    }
}

/// Where the address on the web ends that starts with the token, if one does.
fn address(text: &str, token: Token) -> Option<usize> {
    let first = text.as_bytes().get(token.span.start().0)?;
    if token.kind != TokenKind::Word || !matches!(first, b'h' | b'w' | b'H' | b'W') {
        return None;
    }
    let rest = text.get(token.span.start().0..)?;
    let is_address = ["http://", "https://", "www."].iter().any(|start| {
        rest.as_bytes()
            .get(..start.len())
            .is_some_and(|bytes| bytes.eq_ignore_ascii_case(start.as_bytes()))
    });
    if !is_address {
        return None;
    }
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '»'));
    Some(token.span.start().0 + length.unwrap_or(rest.len()))
}

fn ends_line(text: &str, space: Span) -> bool {
    text.get(..space.start().0)
        .is_some_and(|before| before.ends_with(['\n', '\r']))
}

/// A token as one lexeme, or as several where digits and letters are written together: `6m`,
/// `USD10m`, `Oct2`, `1st`.
fn push_parts(text: &str, token: Span, gap: Gap, lexemes: &mut Vec<Lexeme>) {
    let written = token.of(text);
    let starts_with_digit = written.starts_with(|c: char| c.is_numeric());
    let border = if starts_with_digit {
        if enumerates(written) {
            push_list(text, token, gap, lexemes);
            return;
        }
        written.find(|c: char| c.is_alphabetic() || c == '\'')
    } else {
        written
            .bytes()
            .position(|byte| byte.is_ascii_digit())
            .filter(|at| splits_before_digits(text, token, *at))
    };
    let (head, tail) = token_parts(token, border);
    lexemes.push(if starts_with_digit {
        Lexeme {
            span: head,
            kind: LexemeKind::Digits,
            entry: NOTHING,
            gap,
            case: Case::None,
        }
    } else {
        Lexeme {
            span: head,
            kind: LexemeKind::Word,
            entry: entry_at(text, head),
            gap,
            case: Case::of(written),
        }
    });
    if let Some(tail) = tail {
        push_parts(text, tail, Gap::None, lexemes);
    }
}

/// Whether commas part several numbers and not the groups of one: `22,24,26`.
fn enumerates(written: &str) -> bool {
    written.len() <= 64
        && written.split(',').count() > 2
        && written
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b',')
        && digits(written).is_none()
}

/// Each number of a list and the commas between.
fn push_list(text: &str, token: Span, gap: Gap, lexemes: &mut Vec<Lexeme>) {
    let (mut at, mut gap) = (token.start().0, gap);
    for number in token.of(text).split_inclusive(',') {
        let digits = number.trim_end_matches(',').len();
        lexemes.push(Lexeme {
            span: Span::new(at, at + digits),
            kind: LexemeKind::Digits,
            entry: NOTHING,
            gap,
            case: Case::None,
        });
        gap = Gap::None;
        if digits < number.len() {
            lexemes.push(Lexeme {
                span: Span::new(at + digits, at + number.len()),
                kind: LexemeKind::Mark(','),
                entry: NOTHING,
                gap,
                case: Case::None,
            });
        }
        at += number.len();
    }
}

fn token_parts(token: Span, border: Option<usize>) -> (Span, Option<Span>) {
    match border.filter(|at| *at > 0) {
        None => (token, None),
        Some(at) => {
            let middle = token.start().0 + at;
            (
                Span::new(token.start().0, middle),
                Some(Span::new(middle, token.end().0)),
            )
        }
    }
}

/// Whether the letters before the digits are a word of their own: a month or a currency.
fn splits_before_digits(text: &str, token: Span, at: usize) -> bool {
    let letters = token.of(text).get(..at).unwrap_or_default();
    let known = entry(letters);
    let follows_sign = token
        .start()
        .0
        .checked_sub(1)
        .is_some_and(|before| text.as_bytes().get(before) == Some(&b'$'));
    if letters == ASCII_POUND || (follows_sign && is_country(letters)) {
        return true;
    }
    known.month.is_some() || (known.currency.is_some() && letters.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_letters_part_and_designations_do_not() {
        let lexed = Lexed::of("USD10m, 1st SCP173 3.5km Oct2");
        let written: Vec<_> = (0..lexed.lexemes.len())
            .map(|at| lexed.written(at))
            .collect();
        assert_eq!(
            written,
            [
                "USD", "10", "m", ",", "1", "st", "SCP173", "3.5", "km", "Oct", "2"
            ]
        );
    }

    #[test]
    fn an_empty_line_is_a_break() {
        let lexed = Lexed::of("a b\nc\n\nd\r\n\r\ne");
        let gaps: Vec<_> = lexed.lexemes.iter().map(|lexeme| lexeme.gap).collect();
        assert_eq!(
            gaps,
            [Gap::Break, Gap::Space, Gap::Space, Gap::Break, Gap::Break]
        );
    }
}
