//! Words, figures, punctuation and spaces with their places, and the key under which two words are
//! the same word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, by the word boundary rules of Unicode (UAX #29), with an apostrophe's parts together.
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
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    text.split_word_bound_indices().map(|(start, word)| Token {
        span: Span::new(start, start + word.len()),
        kind: kind_of(word),
    })
}

fn kind_of(word: &str) -> TokenKind {
    let Some(first) = word.chars().next() else {
        return TokenKind::Space;
    };
    if first.is_numeric() {
        TokenKind::Number
    } else if first.is_alphanumeric() || first == '_' {
        TokenKind::Word
    } else if first.is_whitespace() {
        TokenKind::Space
    } else {
        TokenKind::Punctuation
    }
}

/// The key under which spellings count as the same word: lower case, compatibility forms and
/// accents folded (NFKD without combining marks), curly quotation marks straight, any white space
/// one space.
pub fn fold(token: &str) -> String {
    token
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
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

    #[test]
    fn spellings_of_one_word_have_one_key() {
        assert_eq!(fold("Darién"), fold("darien"));
        assert_eq!(fold("Panama’s"), fold("panama's"));
        assert_eq!(fold("\u{a0}"), " ");
    }

    proptest! {
        #[test]
        fn tokens_tile_the_text(text in "\\PC{0,80}") {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert_eq!(token.span.start().0, at);
                at = token.span.end().0;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
