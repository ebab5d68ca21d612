//! How the words of a text are written elsewhere in it: what tells a name at the start of a
//! sentence from a common word.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::super::lexer::{Gap, Lexed, LexemeKind};
use super::is_capital;

/// The words that a text has in small letters, and those that it has capitalised inside a sentence.
pub struct Evidence<'t> {
    small: HashSet<&'t str, FixedState>,
    inside: HashSet<&'t str, FixedState>,
}

impl<'t> Evidence<'t> {
    /// Looks through a text once.
    pub fn of(lexed: &Lexed<'t>) -> Self {
        let mut evidence = Self {
            small: HashSet::default(),
            inside: HashSet::default(),
        };
        for at in 0..lexed.lexemes.len() {
            // A function word starts no name.
            if !lexed.is_word(at) || lexed.entry(at).is_small {
                continue;
            }
            let word = lexed.written(at);
            if word.starts_with(char::is_lowercase) {
                evidence.small.insert(word);
            } else if is_capital(lexed, at) && !starts_sentence(lexed, at) {
                evidence.inside.insert(word);
            }
        }
        evidence
    }

    /// Whether the word stands in small letters, too.
    pub fn is_common(&self, word: &str) -> bool {
        self.small.contains(word.to_lowercase().as_str())
    }

    /// Whether a capitalised word at the start of a sentence is a name, by how it stands elsewhere.
    pub fn speaks_for(&self, word: &str) -> bool {
        self.inside.contains(word) && !self.is_common(word)
    }
}

/// Whether a sentence, a quotation or a line of its own starts at the lexeme.
pub fn starts_sentence(lexed: &Lexed, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    lexed.gap(at) == Gap::Break
        || matches!(
            lexed.get(before).map(|lexeme| lexeme.kind),
            Some(LexemeKind::Mark(
                '.' | '!' | '?' | ':' | '"' | '“' | '”' | '‘' | '•' | '|'
            ))
        )
}
