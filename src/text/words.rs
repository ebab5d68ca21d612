//! Words, figures, punctuation and spaces with their places, and the key under which two words are
//! the same word.

use std::borrow::Cow;
use std::iter;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::hidden::goes_unseen;
use super::{Span, lookalike};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, by the word boundary rules of Unicode (UAX #29), with an apostrophe's parts together.
    /// An abbreviation of single letters is one word with its full stops: `U.S.`
    Word,
    /// A figure with its separators: `6,000,000`, `3.5`.
    Number,
    /// One mark of punctuation or a symbol, such as `$` or `%`.
    Punctuation,
    /// A run of white space, the no-break space included.
    Space,
}

/// A stretch of text with its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The tokens of a text, in order and without gaps: their spans tile it.
///
/// Runs of ASCII letters and digits are read byte by byte, since nearly all text is made of them;
/// the rules are those of UAX #29 with three differences: white space is one token whatever it is
/// made of, a colon joins no letters, and `U.S.` keeps its last full stop.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    iter::from_fn(move || {
        let token = token_at(text, at)?;
        at = token.span.end().0;
        Some(token)
    })
}

/// The token that starts at a byte where another ends; none at the end of the text.
#[inline]
pub fn token_at(text: &str, at: usize) -> Option<Token> {
    let bytes = text.as_bytes();
    let (end, kind) = match *bytes.get(at)? {
        b'0'..=b'9' => (word_end(text, at), TokenKind::Number),
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => (word_end(text, at), TokenKind::Word),
        b' ' | b'\t'..=b'\r' => (space_end(text, at), TokenKind::Space),
        // A mark is drawn with what follows only where that is a combining character.
        0..0x80 if bytes.get(at + 1).is_none_or(u8::is_ascii) => (at + 1, TokenKind::Punctuation),
        _ => other(text, at),
    };
    let span = Span::new(at, end);
    Some(Token { span, kind })
}

/// Where the token ends that starts at `at` with neither an ASCII letter, digit nor space.
fn other(text: &str, at: usize) -> (usize, TokenKind) {
    match character(text, at) {
        Some(c) if c.is_whitespace() => (space_end(text, at), TokenKind::Space),
        Some(c) if c.is_numeric() && !stands_alone(c) => (word_end(text, at), TokenKind::Number),
        Some(c) if c.is_alphabetic() && !stands_alone(c) => (word_end(text, at), TokenKind::Word),
        first => {
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.graphemes(true).next().map_or(1, str::len);
            let is_word = first.is_some_and(char::is_alphabetic);
            let kind = if is_word {
                TokenKind::Word
            } else {
                TokenKind::Punctuation
            };
            (at + length, kind)
        }
    }
}

fn space_end(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        match text.as_bytes().get(at) {
            Some(b' ' | b'\t'..=b'\r') => at += 1,
            Some(byte) if !byte.is_ascii() => match character(text, at) {
                Some(c) if c.is_whitespace() => at += c.len_utf8(),
                _ => return at,
            },
            _ => return at,
        }
    }
}

/// Which bytes go on with a word by themselves: ASCII letters and digits, and the underscore.
const GOES_ON: [bool; 256] = {
    let mut goes_on = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        goes_on[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    goes_on
};

/// Where the word or figure ends that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        while bytes.get(at).is_some_and(|byte| GOES_ON[*byte as usize]) {
            at += 1;
        }
        match bytes.get(at) {
            Some(b' ') | None => return at,
            Some(b'.' | b'\'' | b',' | b';') if at > start && joins(bytes, at) => at += 1,
            Some(byte) if !byte.is_ascii() => match character(text, at) {
                Some(c) if continues(c) => at += c.len_utf8(),
                Some('\u{2019}') if at > start && next_is_letter(text, at + 3) => at += 3,
                _ => break,
            },
            _ => break,
        }
    }
    if bytes.get(at) == Some(&b'.') && is_initials(bytes.get(start..at).unwrap_or_default()) {
        at += 1;
    }
    at
}

/// Whether the ASCII mark at `at` joins what stands before and after it (UAX #29 rules WB6, WB7,
/// WB11, WB12): full stop and apostrophe between letters or digits, comma and semicolon between
/// digits only.
fn joins(bytes: &[u8], at: usize) -> bool {
    let (Some(before), Some(after)) = (bytes.get(at - 1), bytes.get(at + 1)) else {
        return false;
    };
    let letters = is_letter(*before) && is_letter(*after);
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match bytes.get(at) {
        Some(b'.' | b'\'') => letters || digits,
        _ => digits,
    }
}

/// A letter; a byte beyond ASCII is nearly always part of one.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0xc3 && byte != 0xe2 || (0x80..0xc0).contains(&byte)
}

fn next_is_letter(text: &str, at: usize) -> bool {
    character(text, at).is_some_and(|c| c.is_alphabetic() && !stands_alone(c))
}

/// Whether the bytes are single letters with full stops between, at least two.
fn is_initials(bytes: &[u8]) -> bool {
    bytes.len() >= 3
        && bytes.len() % 2 == 1
        && bytes.iter().enumerate().all(|(at, byte)| match at % 2 {
            0 => byte.is_ascii_alphabetic(),
            _ => *byte == b'.',
        })
}

fn character(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether a character beyond ASCII goes on with the word before it: letters, digits, combining
/// marks, and what nobody sees inside a word.
fn continues(c: char) -> bool {
    (c.is_alphanumeric() && !stands_alone(c)) || is_combining_mark(c) || goes_unseen(c)
}

/// Whether a letter belongs to a script that is written without spaces: each is a word of its own.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A word as a reader takes it: without what nobody sees in it, and with Latin letters for those that
/// pass for them among Latin ones.
pub fn as_seen(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let forged = lookalike::is_forged(word);
    if !forged && !word.contains(goes_unseen) {
        return Cow::Borrowed(word);
    }
    let seen = word.chars().filter(|c| !goes_unseen(*c));
    seen.map(|c| {
        if forged {
            lookalike::latin_of(c).unwrap_or(c)
        } else {
            c
        }
    })
    .collect()
}

/// The key under which spellings count as the same word: as a reader takes it ([`as_seen`]), lower
/// case, compatibility forms and accents folded (NFKD without combining marks), curly quotation
/// marks straight, any white space one space.
pub fn fold(token: &str) -> String {
    if token.is_ascii() {
        let mut folded = token.to_ascii_lowercase();
        if folded.contains(|c: char| c != ' ' && c.is_ascii_whitespace()) {
            folded = folded.replace(|c: char| c.is_ascii_whitespace(), " ");
        }
        return folded;
    }
    as_seen(token)
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !goes_unseen(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            space if space.is_whitespace() => ' ',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text)
            .filter(|token| token.kind != TokenKind::Space)
            .map(|token| token.span.of(text))
            .collect()
    }

    #[test]
    fn spellings_of_one_word_have_one_key() {
        assert_eq!(fold("Darién"), fold("darien"));
        assert_eq!(fold("Panama’s"), fold("panama's"));
        assert_eq!(fold("\u{a0}"), " ");
        assert_eq!(fold("memo\u{200b}ran\u{202e}dum\u{2060}"), "memorandum");
        assert_eq!(fold("p\u{430}yP\u{430}l"), "paypal");
        assert_eq!(fold("Панама"), "панама");
    }

    #[test]
    fn abbreviations_figures_and_names_stay_whole() {
        assert_eq!(
            words("The U.S.\u{a0}gave $6.5 million."),
            ["The", "U.S.", "gave", "$", "6.5", "million", "."]
        );
        assert_eq!(
            words("Panama’s “Darién”, 6,000,000;"),
            ["Panama’s", "“", "Darién", "”", ",", "6,000,000", ";"]
        );
        assert_eq!(
            words("It's O'Neill's 'word'"),
            ["It's", "O'Neill's", "'", "word", "'"]
        );
        assert_eq!(
            words("end.Next well-known"),
            ["end.Next", "well", "-", "known"]
        );
        assert_eq!(words("東京 is"), ["東", "京", "is"]);
    }

    #[test]
    fn what_nobody_sees_parts_no_word() {
        assert_eq!(words("a memo\u{200b}randum"), ["a", "memo\u{200b}randum"]);
        assert_eq!(words("a\u{2800}b"), ["a", "\u{2800}", "b"]);
    }

    #[test]
    fn white_space_of_any_kind_is_one_token() {
        let text = "a \u{a0}\r\n\tb";
        assert_eq!(tokens(text).count(), 3);
    }

    proptest! {
        #[test]
        fn tokens_tile_the_text(text in "\\PC{0,80}") {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert_eq!(token.span.start().0, at);
                prop_assert!(!token.span.is_empty());
                prop_assert!(text.is_char_boundary(token.span.end().0));
                at = token.span.end().0;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn words_of_ascii_are_those_of_the_standard(text in "[a-zA-Z0-9' ,;!$-]{0,60}") {
            let standard: Vec<&str> = text
                .split_word_bounds()
                .filter(|word| !word.trim().is_empty())
                .collect();
            prop_assert_eq!(words(&text), standard);
        }
    }
}
