//! Words that deny a statement, leave it open or insist on it.

use super::lexer::{Lexed, LexemeKind};
use super::model::{Fact, Hedge, Normal, Stance};

/// Phrases in lower case, those with one first word together and the longer of them first. A form
/// of "be" at their start is written `be`.
const PHRASES: &[(&[&str], Stance)] = &[
    (&["no", "longer"], Stance::Negated),
    (&["not"], Stance::Negated),
    (&["no"], Stance::Negated),
    (&["never"], Stance::Negated),
    (&["none"], Stance::Negated),
    (&["nobody"], Stance::Negated),
    (&["nothing"], Stance::Negated),
    (&["neither"], Stance::Negated),
    (&["nor"], Stance::Negated),
    (&["cannot"], Stance::Negated),
    (&["without"], Stance::Negated),
    (&["denied"], Stance::Negated),
    (&["denies"], Stance::Negated),
    (&["deny"], Stance::Negated),
    (&["refused"], Stance::Negated),
    (&["failed", "to"], Stance::Negated),
    (&["fails", "to"], Stance::Negated),
    (&["allegedly"], Stance::Unsure),
    (&["alleged"], Stance::Unsure),
    (&["apparently"], Stance::Unsure),
    (&["supposedly"], Stance::Unsure),
    (&["reportedly"], Stance::Unsure),
    (&["purportedly"], Stance::Unsure),
    (&["presumably"], Stance::Unsure),
    (&["possibly"], Stance::Unsure),
    (&["perhaps"], Stance::Unsure),
    (&["maybe"], Stance::Unsure),
    (&["probably"], Stance::Unsure),
    (&["likely"], Stance::Unsure),
    (&["unlikely"], Stance::Unsure),
    (&["may"], Stance::Unsure),
    (&["might"], Stance::Unsure),
    (&["could"], Stance::Unsure),
    (&["seems"], Stance::Unsure),
    (&["seemed"], Stance::Unsure),
    (&["appears", "to"], Stance::Unsure),
    (&["appeared", "to"], Stance::Unsure),
    (&["be", "expected", "to"], Stance::Unsure),
    (&["be", "believed", "to"], Stance::Unsure),
    (&["be", "thought", "to"], Stance::Unsure),
    (&["be", "said", "to"], Stance::Unsure),
    (&["be", "set", "to"], Stance::Unsure),
    (&["be", "due", "to"], Stance::Unsure),
    (&["suspected"], Stance::Unsure),
    (&["unconfirmed"], Stance::Unsure),
    (&["rumoured"], Stance::Unsure),
    (&["rumored"], Stance::Unsure),
    (&["claims"], Stance::Unsure),
    (&["claimed"], Stance::Unsure),
    (&["confirmed"], Stance::Sure),
    (&["confirms"], Stance::Sure),
    (&["certainly"], Stance::Sure),
    (&["definitely"], Stance::Sure),
    (&["undoubtedly"], Stance::Sure),
    (&["indeed"], Stance::Sure),
    (&["proven"], Stance::Sure),
    (&["proved"], Stance::Sure),
];

const BE: &[&str] = &["is", "are", "was", "were", "be", "been"];

/// The words that a hedge can start with, each with the place of the first phrase that does.
pub fn first_words() -> impl Iterator<Item = (&'static str, u8)> {
    let firsts = PHRASES.iter().filter_map(|(words, _)| words.first());
    let mut places: Vec<(&str, u8)> = firsts.copied().zip(0_u8..).collect();
    places.dedup_by_key(|(word, _)| *word);
    places.into_iter().flat_map(|(word, place)| {
        let forms = if word == "be" { BE } else { &[] };
        forms
            .iter()
            .copied()
            .chain([word])
            .map(move |form| (form, place))
    })
}

/// The hedge that starts at a lexeme, and where it ends.
pub fn hedge(lexed: &Lexed, at: usize) -> Option<(Fact, usize)> {
    let lexeme = lexed.get(at)?;
    let written = lexed.written(at);
    if lexeme.kind != LexemeKind::Word {
        return None;
    }
    let (phrase, stance, end) = if is_contracted(written) {
        let phrase = written.to_lowercase().replace('\u{2019}', "'");
        (phrase, Stance::Negated, at + 1)
    } else {
        let phrases = PHRASES.get(usize::from(lexeme.entry.hedge?)..)?;
        let (first, _) = phrases.first()?.0.split_first()?;
        let (phrase, rest, stance) = phrases
            .iter()
            .map_while(|(phrase, stance)| {
                let (word, rest) = phrase.split_first()?;
                (word == first).then_some((phrase, rest, *stance))
            })
            .find(|(_, rest, _)| lexed.reads(at + 1, rest))?;
        (phrase.join(" "), stance, at + 1 + rest.len())
    };
    let is_month = lexed.is(at, "may")
        && written.starts_with('M')
        && (lexed.is_digits(at + 1)
            || at > 0 && lexed.is_digits(at - 1)
            || lexed.is(at.saturating_sub(1), "in"));
    let is_number = lexed.is(at, "no") && lexed.is_mark(at + 1, '.') && lexed.is_digits(at + 2);
    if is_month || is_number {
        return None;
    }
    Some((
        Fact {
            span: lexed.span(at, end),
            normal: Normal::Hedge(Hedge { phrase, stance }),
        },
        end,
    ))
}

/// `isn't`, `won’t`.
pub fn is_contracted(word: &str) -> bool {
    word.len() > 3 && (word.ends_with("n't") || word.ends_with("n\u{2019}t"))
}
