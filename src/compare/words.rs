//! The words that are compared: with their places, and with keys under which spellings agree.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::text::{Offset, Span, TokenKind, as_seen, fold, tokens};

use crate::facts::{Fact, Marks, Normal, Stance, When, is_small};

/// Stands for all spellings of one word, on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

/// A word or figure: what the difference is made of. Spaces and punctuation lie between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes; a figure's sign and currency or percent sign are inside.
    pub span: Span,
    /// Its spelling, folded; for a fact, what it says.
    pub key: Key,
    /// What is known of it besides.
    pub role: Role,
}

/// What a word is to a fact-checker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// The fact that it states, by its place in [`Reading::facts`]. All words of a figure or a date
    /// are one word.
    pub fact: Option<u32>,
    /// Whether it belongs to a name, and to which, by its place in [`Reading::facts`].
    pub name: Option<u32>,
    /// Whether it denies, weakens or strengthens what is said.
    pub hedge: Option<Stance>,
    /// Whether it is quoted.
    pub is_quoted: bool,
    /// Whether it has a capital where a common word would have none.
    pub is_capital: bool,
}

/// The keys of both sides, and what is known of each.
#[derive(Default)]
pub struct Vocabulary<'t> {
    /// By the spelling as it stands in a text, so that each spelling is folded once.
    by_spelling: HashMap<&'t str, Key, RandomState>,
    by_folded: HashMap<String, Key, RandomState>,
    small: Vec<bool>,
}

impl<'t> Vocabulary<'t> {
    /// Whether the word is a function word.
    pub fn is_small(&self, key: Key) -> bool {
        self.is_small_index(key.index())
    }

    /// Whether the word with this number is a function word.
    pub fn is_small_index(&self, index: usize) -> bool {
        self.small.get(index).copied().unwrap_or_default()
    }

    /// How many keys there are; each is smaller than this number.
    pub fn len(&self) -> usize {
        self.small.len()
    }

    fn fact_key(&mut self, figure: &Open, text: &str) -> Key {
        let fact = &figure.fact.normal;
        // No word holds a blank, so that no word has the key of a fact.
        let said = match fact {
            // What is counted is told by the words behind the number.
            Normal::Quantity(measure) if figure.number_until.is_some() => {
                format!("quantity {}", measure.amount)
            }
            Normal::Date(when) if *when == When::default() => {
                format!("date {}", fold(figure.fact.span.of(text)))
            }
            Normal::Date(When {
                weekday: Some(weekday),
                ..
            }) => format!("date {weekday:?} {fact}"),
            _ => format!("{} {fact}", fact.kind()),
        };
        let said = match as_seen(&said) {
            Cow::Borrowed(_) => said,
            Cow::Owned(seen) => seen,
        };
        self.learn(said, false)
    }

    fn key(&mut self, spelling: &'t str) -> Key {
        if let Some(key) = self.by_spelling.get(spelling) {
            return *key;
        }
        let folded = folded(spelling);
        let small = is_small(&folded);
        let key = self.learn(folded, small);
        self.by_spelling.insert(spelling, key);
        key
    }

    fn learn(&mut self, said: String, small: bool) -> Key {
        let next = Key(u32::try_from(self.small.len()).unwrap_or(u32::MAX));
        let key = *self.by_folded.entry(said).or_insert(next);
        if key == next {
            self.small.push(small);
        }
        key
    }

    /// Takes in another vocabulary, and says what each of its keys is here, in their order.
    pub fn take_in(&mut self, other: Vocabulary) -> Vec<Key> {
        let mut said: Vec<(Key, String)> = other
            .by_folded
            .into_iter()
            .map(|(said, key)| (key, said))
            .collect();
        said.sort_unstable_by_key(|(key, _)| *key);
        said.into_iter()
            .zip(other.small)
            .map(|((_, said), small)| self.learn(said, small))
            .collect()
    }
}

impl Key {
    /// The key's number, counted from 0 in the order of first sight.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// About so many bytes of text are one word, with the space behind it.
const LETTERS_A_WORD: usize = 5;

/// One side of the comparison: a text and its words.
pub struct Reading<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// The words' keys alone, for the difference engine.
    pub keys: Vec<Key>,
    /// The facts of the text, in order.
    pub facts: Vec<Fact>,
}

impl<'t> Reading<'t> {
    /// The words of a text.
    #[cfg(test)]
    pub fn of(text: &'t str, vocabulary: &mut Vocabulary<'t>) -> Self {
        let facts = crate::facts::recognise(text, crate::facts::Setting::default());
        Self::with_facts(text, facts, vocabulary)
    }

    /// The words of a text whose facts are known.
    pub fn with_facts(text: &'t str, facts: Vec<Fact>, vocabulary: &mut Vocabulary<'t>) -> Self {
        let mut spans: Vec<Span> = Vec::with_capacity(text.len() / LETTERS_A_WORD);
        for token in tokens(text) {
            match token.kind {
                TokenKind::Word => spans.push(token.span),
                TokenKind::Number => spans.push(with_sign(text, token.span)),
                TokenKind::Punctuation if token.span.of(text) == "%" => {
                    if let Some(last) = spans
                        .last_mut()
                        .filter(|last| last.end() == token.span.start())
                    {
                        *last = last.hull(token.span);
                    }
                }
                TokenKind::Punctuation | TokenKind::Space => {}
            }
        }
        let words = with_roles(text, &spans, &facts, vocabulary);
        let keys = words.iter().map(|word| word.key).collect();
        Self {
            text,
            words,
            keys,
            facts,
        }
    }

    /// Gives the words the keys that these are in another vocabulary, in the order of the keys that
    /// they have.
    pub fn rename(&mut self, keys: &[Key]) {
        for (word, key) in self.words.iter_mut().zip(&mut self.keys) {
            *key = keys.get(key.index()).copied().unwrap_or(*key);
            word.key = *key;
        }
    }

    /// What the word states, if it is a fact.
    pub fn fact(&self, word: usize) -> Option<&Normal> {
        let fact = self.words.get(word)?.role.fact?;
        self.facts.get(fact as usize).map(|fact| &fact.normal)
    }

    /// From the first of the words to the end of the last, in bytes; none where there are none.
    pub fn span(&self, words: Range<usize>) -> Option<Span> {
        let words = self.words.get(words)?;
        Some(words.first()?.span.hull(words.last()?.span))
    }

    /// The words as they stand in the text, with what lies between; nothing where there are none.
    pub fn written(&self, words: Range<usize>) -> &'t str {
        self.span(words).map_or("", |span| span.of(self.text))
    }

    /// The text before the word that no other word holds: spaces and punctuation.
    pub fn gap_before(&self, word: usize) -> Span {
        let start = word
            .checked_sub(1)
            .and_then(|before| self.words.get(before));
        let end = self.words.get(word);
        Span::between(
            start.map_or(Offset(0), |word| word.span.end()),
            end.map_or(Offset(self.text.len()), |word| word.span.start()),
        )
    }
}

/// The words with what they are to a fact-checker. The words of a figure or a date become one, whose
/// key is what it says: `$6 million` and `$6,000,000` are the same word.
fn with_roles<'t>(
    text: &'t str,
    spans: &[Span],
    facts: &[Fact],
    vocabulary: &mut Vocabulary<'t>,
) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(spans.len());
    let mut next: u32 = 0;
    // The facts that reach over the word at hand: a quotation holds names and figures.
    let mut open: Vec<Open> = vec![];
    for (at, span) in spans.iter().enumerate() {
        open.retain(|open| open.fact.span.end() > span.start());
        while let Some(fact) = facts
            .get(next as usize)
            .filter(|fact| fact.span.start() < span.end())
        {
            if fact.span.end() > span.start() {
                let rest = spans.get(at..).unwrap_or_default();
                open.push(Open::new(fact, next, rest));
            }
            next += 1;
        }
        let (role, figure) = role(&open, *span, is_capital(text, spans, at));
        match (words.last_mut(), figure) {
            (Some(last), Some(_)) if last.role.fact == role.fact => {
                last.span = last.span.hull(*span);
            }
            (_, Some(figure)) => words.push(Word {
                span: Span::between(
                    figure.fact.span.start().min(span.start()),
                    figure.end(*span),
                ),
                key: vocabulary.fact_key(figure, text),
                role,
            }),
            (_, None) => words.push(Word {
                span: *span,
                key: vocabulary.key(span.of(text)),
                role,
            }),
        }
    }
    words
}

/// A fact that reaches over the word at hand.
struct Open<'f> {
    fact: &'f Fact,
    /// Its place among the facts.
    at: u32,
    /// Where the words end that state the number, where words follow that say what is counted: those
    /// are words of their own.
    number_until: Option<Offset>,
}

impl<'f> Open<'f> {
    /// `words` are those from the fact's first on.
    fn new(fact: &'f Fact, at: u32, words: &[Span]) -> Self {
        let number_until = match &fact.normal {
            Normal::Quantity(measure) if measure.counts_things() && measure.per.is_none() => {
                let things = measure
                    .unit
                    .as_deref()
                    .map_or(0, |it| it.split(' ').count());
                let inside = words
                    .iter()
                    .take_while(|word| word.start() < fact.span.end());
                let number = inside.count().saturating_sub(things);
                let is_there = things > 0 && number > 0;
                is_there
                    .then(|| words.get(number).map(|word| word.start()))
                    .flatten()
            }
            _ => None,
        };
        Self {
            fact,
            at,
            number_until,
        }
    }

    /// Whether the word states the fact, and does not only say what is counted.
    fn states(&self, word: Span) -> bool {
        self.number_until.is_none_or(|until| word.start() < until)
    }

    /// Where the fact's word ends, as far as its words are seen up to this one.
    fn end(&self, word: Span) -> Offset {
        match self.number_until {
            Some(_) => word.end(),
            None => self.fact.span.end().max(word.end()),
        }
    }
}

/// What a word is, and the figure or date that it is a part of.
fn role<'o, 'f>(
    open: &'o [Open<'f>],
    word: Span,
    is_capital: bool,
) -> (Role, Option<&'o Open<'f>>) {
    let mut role = Role {
        is_capital,
        ..Role::default()
    };
    let mut figure = None;
    for open in open {
        match &open.fact.normal {
            Normal::Name(_) => role.name = Some(open.at),
            Normal::Hedge(hedge) => role.hedge = Some(hedge.stance),
            Normal::Quotation(quotation) => {
                role.is_quoted = quotation.marks != Marks::Unopened;
            }
            _ if open.states(word) => {
                role.fact = Some(open.at);
                figure = Some(open);
            }
            _ => {}
        }
    }
    (role, figure)
}

/// Whether a word has a capital, and does not begin a sentence, a line or a quotation.
fn is_capital(text: &str, spans: &[Span], at: usize) -> bool {
    let gap = at
        .checked_sub(1)
        .and_then(|before| spans.get(before))
        .zip(spans.get(at));
    gap.is_some_and(|(before, word)| {
        word.of(text).starts_with(char::is_uppercase)
            && !Span::between(before.end(), word.start())
                .of(text)
                .contains(['.', '!', '?', ':', '"', '“', '‘', '\n'])
    })
}

/// A figure with the currency sign and the minus sign before it.
fn with_sign(text: &str, figure: Span) -> Span {
    let before = text.get(..figure.start().0).unwrap_or_default();
    let rest = before.trim_end_matches(is_currency_sign);
    let rest = match rest.strip_suffix(['-', '\u{2212}']) {
        Some(bare) if bare.is_empty() || bare.ends_with(char::is_whitespace) => bare,
        _ => rest,
    };
    Span::between(Offset(rest.len()), figure.end())
}

fn is_currency_sign(c: char) -> bool {
    // The block "Currency Symbols", and the signs that are older than it.
    matches!(c, '$' | '£' | '¥' | '¢' | '\u{20a0}'..='\u{20cf}')
}

/// The key's text: folded, without the full stops of initials (`U.S` is `US`, which is not `us`).
fn folded(spelling: &str) -> String {
    let folded = fold(spelling);
    let initials = is_dotted(&folded);
    let bare = if initials {
        folded.replace('.', "")
    } else {
        folded
    };
    if bare == "us" && (initials || spelling == "US") {
        return "u.s.".to_owned();
    }
    bare
}

/// Whether single letters alternate with full stops.
fn is_dotted(word: &str) -> bool {
    word.len() > 2
        && word.char_indices().all(|(at, c)| {
            if at % 2 == 0 {
                c.is_ascii_alphabetic()
            } else {
                c == '.'
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::default();
        let words = Reading::of(text, &mut vocabulary);
        words
            .words
            .iter()
            .map(|word| word.span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn a_figure_keeps_its_sign_and_its_unit() {
        assert_eq!(
            of("It fell by -3.5% to US$6,000,000."),
            ["It", "fell", "by", "-3.5%", "to", "US$6,000,000"]
        );
        assert_eq!(of("in 1990-95 (50 %)"), ["in", "1990-95", "50 %"]);
    }

    #[test]
    fn spellings_share_a_key() {
        let mut vocabulary = Vocabulary::default();
        let words = Reading::of(
            "Darién Darien U.S. US us Panama’s panama's",
            &mut vocabulary,
        );
        let [accented, plain, dotted, capital, us, curly, straight] = words.keys[..] else {
            panic!()
        };
        assert_eq!((accented, dotted, curly), (plain, capital, straight));
        assert_ne!(dotted, us);
    }
}
