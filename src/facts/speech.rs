//! Verbs that attribute speech, and who they attribute it to.

use super::lexer::{Gap, Lexed, LexemeKind};
use super::names::name_at;

/// Verbs of speech, in the forms that news uses, in lower case.
pub const VERBS: &[&str] = &[
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "added",
    "adds",
    "adding",
    "stated",
    "states",
    "stating",
    "noted",
    "notes",
    "noting",
    "stressed",
    "stresses",
    "stressing",
    "insisted",
    "insists",
    "insisting",
    "explained",
    "explains",
    "explaining",
    "claimed",
    "claims",
    "claiming",
    "wrote",
    "writes",
    "writing",
    "announced",
    "announces",
    "declared",
    "declares",
    "declaring",
    "warned",
    "warns",
    "warning",
    "argued",
    "argues",
    "arguing",
    "asked",
    "asks",
    "asking",
    "replied",
    "replies",
    "recalled",
    "recalls",
    "emphasized",
    "emphasised",
    "emphasizes",
    "emphasises",
    "emphasizing",
    "emphasising",
    "indicated",
    "indicates",
    "indicating",
    "reported",
    "reports",
    "confirmed",
    "confirms",
    "concluded",
    "concludes",
    "continued",
    "remarked",
    "remarks",
    "acknowledged",
    "acknowledges",
    "admitted",
    "admits",
    "agreed",
    "alleged",
    "alleges",
    "answered",
    "asserted",
    "asserts",
    "called",
    "clarified",
    "commented",
    "complained",
    "conceded",
    "denied",
    "denies",
    "described",
    "disclosed",
    "exclaimed",
    "highlighted",
    "joked",
    "maintained",
    "maintains",
    "mentioned",
    "observed",
    "pledged",
    "pointed",
    "predicted",
    "promised",
    "quipped",
    "quoted",
    "reiterated",
    "revealed",
    "shouted",
    "stipulated",
    "suggested",
    "suggests",
    "testified",
    "tweeted",
    "urged",
    "vowed",
    "yelled",
];

/// How far from a quotation its speaker is looked for, in words and marks.
const REACH: usize = 14;

/// Who said a quotation and with what verb, as far as the sentence tells.
#[derive(Default)]
pub struct Attribution {
    /// The speaker, as written.
    pub speaker: Option<String>,
    /// The verb, in lower case.
    pub verb: Option<String>,
}

/// Whether the word attributes speech.
pub fn is_speech(lexed: &Lexed, at: usize) -> bool {
    lexed.entry(at).is_speech
}

/// Who said what stands between two lexemes: told behind it, else before it, in the same sentence.
pub fn attribution(lexed: &Lexed, start: usize, end: usize) -> Attribution {
    let behind = (end..end + REACH)
        .take_while(|at| !ends_clause(lexed, *at))
        .find(|at| is_verb_at(lexed, *at))
        .map(|verb| by_verb(lexed, verb, end));
    let before = || {
        (clause_start(lexed, start, 0)..start)
            .rev()
            .find(|at| is_verb_at(lexed, *at))
            .map(|verb| by_verb(lexed, verb, verb.saturating_sub(REACH)))
    };
    behind.or_else(before).unwrap_or_default()
}

/// A verb of speech, or `according` before "to".
fn is_verb_at(lexed: &Lexed, at: usize) -> bool {
    is_speech(lexed, at) || is_according(lexed, at)
}

fn is_according(lexed: &Lexed, at: usize) -> bool {
    lexed.is(at, "according") && lexed.is(at + 1, "to")
}

/// Whether a clause ends before a lexeme, or with it.
fn ends_clause(lexed: &Lexed, at: usize) -> bool {
    lexed.gap(at) == Gap::Break || is_end(lexed, at)
}

/// Whether a lexeme is a mark that ends a clause.
fn is_end(lexed: &Lexed, at: usize) -> bool {
    matches!(
        lexed.get(at).map(|lexeme| lexeme.kind),
        Some(LexemeKind::Mark(
            '.' | '!' | '?' | ';' | '"' | '“' | '”' | '«' | '»' | '„'
        ))
    )
}

/// The subject of the verb: before it, not further back than `from`, else behind it.
fn by_verb(lexed: &Lexed, verb: usize, from: usize) -> Attribution {
    if is_according(lexed, verb) {
        return Attribution {
            speaker: named(lexed, verb + 2).or_else(|| in_common_words(lexed, verb + 2)),
            verb: Some("according to".to_owned()),
        };
    }
    let is_inverted = || named(lexed, verb + 1).or_else(|| in_common_words(lexed, verb + 1));
    let speaker = name_before(lexed, verb, from)
        .or_else(|| common_words_before(lexed, verb, from))
        .or_else(is_inverted);
    Attribution {
        speaker,
        verb: Some(lexed.written(verb).to_lowercase()),
    }
}

/// The last name before the verb, whether or not a role stands between: `Anna Berg, the mayor, said`.
fn name_before(lexed: &Lexed, verb: usize, from: usize) -> Option<String> {
    let mut last = None;
    let mut at = clause_start(lexed, verb, from);
    while at < verb {
        match name_at(lexed, at) {
            // The subject is the first name of the clause; what follows its comma is its role.
            Some(name) if name.end <= verb => {
                let is_subject = name.end == verb
                    || lexed.is_mark(name.end, ',')
                    || lexed.written(name.end).ends_with("ly")
                    || lexed.is_any(name.end, &["also", "has", "had", "then"]);
                if is_subject && last.is_none() {
                    last = Some(name.clone());
                }
                at = name.end;
            }
            _ => at += 1,
        }
    }
    last.map(|name| lexed.span(name.start, name.end).of(lexed.text).to_owned())
}

/// Where the verb's clause begins, not further back than `from`.
fn clause_start(lexed: &Lexed, verb: usize, from: usize) -> usize {
    let earliest = from.max(verb.saturating_sub(REACH));
    let first = |at: usize| {
        if is_end(lexed, at) {
            Some(at + 1)
        } else {
            (lexed.gap(at) == Gap::Break).then_some(at)
        }
    };
    (earliest..verb).rev().find_map(first).unwrap_or(earliest)
}

/// `he said`, `the official said`.
fn common_words_before(lexed: &Lexed, verb: usize, from: usize) -> Option<String> {
    let pronoun = verb.checked_sub(1)?;
    if lexed.is_any(pronoun, PRONOUNS) {
        return Some(lexed.written(pronoun).to_lowercase());
    }
    let start = (clause_start(lexed, verb, from)..verb)
        .rev()
        .take(MOST_WORDS)
        .take_while(|at| lexed.is_word(*at))
        .find(|at| lexed.is_any(*at, DETERMINERS))?;
    Some(lexed.span(start, verb).of(lexed.text).to_lowercase())
}

/// `said the official`, `said he`.
fn in_common_words(lexed: &Lexed, at: usize) -> Option<String> {
    if lexed.is_any(at, PRONOUNS) {
        return Some(lexed.written(at).to_lowercase());
    }
    if !lexed.is_any(at, DETERMINERS) {
        return None;
    }
    let end = (at + 1..at + MOST_WORDS)
        .find(|end| !lexed.is_word(*end) || lexed.entry(*end).is_small)
        .unwrap_or(at + MOST_WORDS);
    (end > at + 1).then(|| lexed.span(at, end).of(lexed.text).to_lowercase())
}

/// The name at a lexeme or behind its article.
fn named(lexed: &Lexed, at: usize) -> Option<String> {
    let name = name_at(lexed, at).or_else(|| {
        lexed
            .is_any(at, DETERMINERS)
            .then(|| name_at(lexed, at + 1))
            .flatten()
    })?;
    Some(lexed.span(name.start, name.end).of(lexed.text).to_owned())
}

const PRONOUNS: &[&str] = &["he", "she", "they", "i", "we", "who"];
const DETERMINERS: &[&str] = &["the", "a", "an", "his", "her", "their", "one", "another"];

/// A speaker in common words has at most so many.
const MOST_WORDS: usize = 7;
