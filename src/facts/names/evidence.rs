//! How the words of a text are written elsewhere in it: what tells a name at the start of a
//! sentence from a common word.

use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::super::lexer::{Gap, Lexed, LexemeKind};
use super::is_capital;

/// A longer paragraph is no heading, in words and marks.
const LONGEST_HEADING: usize = 24;
/// A line of so many telling words may be a name and nothing else.
const LONGEST_NAME: usize = 3;

/// The words that a text has in small letters, and those that it has capitalised inside a sentence.
pub struct Evidence<'t> {
    small: HashSet<&'t str, FixedState>,
    inside: HashSet<&'t str, FixedState>,
    /// Where capitals prove nothing, in order.
    headings: Vec<Range<usize>>,
}

impl<'t> Evidence<'t> {
    /// Looks through a text once.
    pub fn of(lexed: &Lexed<'t>) -> Self {
        let mut evidence = Self {
            small: HashSet::default(),
            inside: HashSet::default(),
            headings: vec![],
        };
        // A function word starts no name.
        let is_telling = |at: &usize| lexed.is_word(*at) && !lexed.entry(*at).is_small;
        let mut capitals = vec![];
        for at in (0..lexed.lexemes.len()).filter(is_telling) {
            if lexed.starts_small(at) {
                evidence.small.insert(lexed.written(at));
            } else if is_capital(lexed, at) && !starts_sentence(lexed, at) {
                capitals.push(at);
            }
        }
        evidence.headings = evidence.headings_of(lexed);
        let outside = capitals
            .into_iter()
            .filter(|at| !evidence.is_in_heading(*at));
        evidence.inside = outside.map(|at| lexed.written(at)).collect();
        evidence
    }

    fn headings_of(&self, lexed: &Lexed<'t>) -> Vec<Range<usize>> {
        let mut found = vec![];
        let mut start = 0;
        for end in 1..=lexed.lexemes.len() {
            if lexed.gap(end) == Gap::Break {
                if self.is_heading(lexed, start..end) {
                    found.push(start..end);
                }
                start = end;
            }
        }
        found
    }

    /// Whether a paragraph is a heading in whose title case capitals say nothing: a line without an end
    /// whose words nearly all have one. A short one may be a name, unless a word of it is common.
    fn is_heading(&self, lexed: &Lexed<'t>, paragraph: Range<usize>) -> bool {
        let ends = paragraph
            .end
            .checked_sub(1)
            .and_then(|last| lexed.get(last));
        let is_open = !matches!(
            ends.map(|last| last.kind),
            Some(LexemeKind::Mark(
                '.' | '!' | '?' | ':' | ';' | ',' | '"' | '”'
            ))
        );
        if !is_open || !(2..=LONGEST_HEADING).contains(&paragraph.len()) {
            return false;
        }
        let is_telling = |at: &usize| lexed.is_word(*at) && !lexed.entry(*at).is_small;
        let words = paragraph.clone().filter(is_telling);
        let telling = words.clone().count();
        let capitals = words.clone().filter(|at| is_capital(lexed, *at)).count();
        let mut common =
            words.filter(|at| is_capital(lexed, *at) && self.is_common(lexed.written(*at)));
        capitals * 4 >= telling * 3 && (telling > LONGEST_NAME || common.next().is_some())
    }

    /// Whether the lexeme stands in a heading.
    pub fn is_in_heading(&self, at: usize) -> bool {
        let next = self.headings.partition_point(|heading| heading.end <= at);
        self.headings
            .get(next)
            .is_some_and(|heading| heading.start <= at)
    }

    /// The parts of a run of capitals in a heading that the text itself has as names.
    pub fn names_in_heading(&self, lexed: &Lexed<'t>, run: Range<usize>) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = vec![];
        for at in run {
            match parts.last_mut() {
                _ if !self.speaks_for(lexed.written(at)) => {}
                Some(last) if last.end == at => last.end = at + 1,
                _ => parts.push(at..at + 1),
            }
        }
        parts
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
