//! Names of people, organisations and places, with their variants and slips.
//!
//! There is no list of names: a name is what is written with capitals where a common word would not
//! be. Mentions of one name are tied together by their last word, and by spellings that differ in a
//! letter or two.

use std::collections::HashMap;
use std::ops::Range;

use super::lexer::{Gap, Lexed, LexemeKind};
use super::model::{Fact, Name, NameOf, Normal};
use super::small_words::is_small;
use crate::text::fold;

/// Words that stand before a person's name and are no part of it.
const TITLES: &[&str] = &[
    "president",
    "president-elect",
    "minister",
    "secretary",
    "senator",
    "governor",
    "mayor",
    "judge",
    "justice",
    "general",
    "colonel",
    "captain",
    "sergeant",
    "officer",
    "chief",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "professor",
    "doctor",
    "dr",
    "mr",
    "mrs",
    "ms",
    "sir",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "bishop",
    "ambassador",
    "commissioner",
    "spokesman",
    "spokeswoman",
    "deputy",
    "assistant",
    "principal",
    "special",
    "coordinator",
    "representative",
    "congressman",
    "congresswoman",
    "chancellor",
    "premier",
    "elect",
    "vice",
    "attorney",
    "sheriff",
    "sen",
    "gov",
    "rep",
    "gen",
    "col",
    "prof",
    "first",
    "lady",
    "state",
];

/// Last words of an organisation's name.
const ORGANISATIONS: &[&str] = &[
    "department",
    "ministry",
    "agency",
    "bureau",
    "office",
    "house",
    "senate",
    "congress",
    "party",
    "union",
    "university",
    "institute",
    "company",
    "corp",
    "inc",
    "ltd",
    "bank",
    "court",
    "police",
    "army",
    "council",
    "committee",
    "commission",
    "association",
    "organization",
    "organisation",
    "group",
    "news",
    "times",
    "journal",
    "post",
    "club",
    "foundation",
    "administration",
    "service",
    "authority",
    "board",
    "federation",
    "league",
    "society",
    "press",
    "guard",
    "force",
];

/// Last or first words of a place's name.
const PLACES: &[&str] = &[
    "river",
    "lake",
    "mount",
    "mountain",
    "mountains",
    "island",
    "islands",
    "sea",
    "ocean",
    "gulf",
    "bay",
    "gap",
    "jungle",
    "forest",
    "desert",
    "valley",
    "city",
    "county",
    "province",
    "state",
    "states",
    "kingdom",
    "republic",
    "street",
    "avenue",
    "road",
    "square",
    "park",
    "canal",
    "hemisphere",
    "america",
    "africa",
    "asia",
    "europe",
];

/// The names of a text, in order.
pub fn names(lexed: &Lexed) -> Vec<Fact> {
    let evidence = Evidence::of(lexed);
    let mut mentions: Vec<Mention> = vec![];
    let mut at = 0;
    while at < lexed.lexemes.len() {
        match name_at(lexed, at) {
            Some(range) => {
                at = range.end;
                mentions.extend(mention(lexed, range, &evidence));
            }
            None => at += 1,
        }
    }
    let people = tied(&mentions);
    mentions
        .iter()
        .zip(people)
        .map(|(mention, of)| {
            let full = mentions.get(of.full).unwrap_or(mention);
            let name = Name {
                name: full.written.clone(),
                of: full.of.or(mention.of),
                title: mention.title.clone(),
                slip: of.is_slip,
            };
            Fact {
                span: lexed.span(mention.words.start, mention.words.end),
                normal: Normal::Name(name),
            }
        })
        .collect()
}

/// The capitalised words that start at a lexeme, as one name: `Luis Miranda`, `Clan del Golfo`.
pub fn name_at(lexed: &Lexed, at: usize) -> Option<Range<usize>> {
    if !is_capital(lexed, at) || is_small(&lexed.written(at).to_lowercase()) {
        return None;
    }
    let mut end = at + 1;
    loop {
        let glue = if lexed.is_any(
            end,
            &[
                "of", "de", "del", "la", "von", "van", "bin", "al", "da", "dos",
            ],
        ) {
            1 + usize::from(lexed.is_any(end + 1, &["la", "los", "der", "den"]))
        } else {
            // "J. Moss", "Al-Sayed", "U.S. Senate".
            let short = lexed.is_mark(end, '.')
                && lexed.is_glued(end)
                && (lexed.written(end - 1).len() <= 2 || lexed.written(end - 1).contains('.'));
            usize::from(
                short || (lexed.is_dash(end) && lexed.is_glued(end) && lexed.is_glued(end + 1)),
            )
        };
        if lexed.gap(end) == Gap::Break
            || lexed.gap(end + glue) == Gap::Break
            || !is_capital(lexed, end + glue)
        {
            break;
        }
        end += glue + 1;
    }
    Some(at..end)
}

fn is_capital(lexed: &Lexed, at: usize) -> bool {
    let is_date = |at: usize| {
        lexed.entry(at).weekday.is_some()
            || (lexed.entry(at).month.is_some()
                && (lexed.is_digits(at + 1)
                    || at > 0 && (lexed.is_digits(at - 1) || lexed.is(at - 1, "in"))))
    };
    lexed.is_word(at) && lexed.written(at).starts_with(char::is_uppercase) && !is_date(at)
}

/// How often words stand in small letters, and how often capitalised inside a sentence.
struct Evidence {
    small: HashMap<String, usize>,
    inside: HashMap<String, usize>,
}

impl Evidence {
    fn of(lexed: &Lexed) -> Self {
        let mut evidence = Self {
            small: HashMap::new(),
            inside: HashMap::new(),
        };
        for at in 0..lexed.lexemes.len() {
            let word = lexed.written(at);
            if lexed.is_word(at) && word.starts_with(char::is_lowercase) {
                *evidence.small.entry(word.to_owned()).or_default() += 1;
            } else if is_capital(lexed, at) && !starts_sentence(lexed, at) {
                *evidence.inside.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        evidence
    }

    /// Whether a capitalised word at the start of a sentence is a name, by how it stands elsewhere.
    fn speaks_for(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        !self.small.contains_key(&word) && self.inside.contains_key(&word)
    }
}

fn starts_sentence(lexed: &Lexed, at: usize) -> bool {
    lexed.gap(at) == Gap::Break
        || at.checked_sub(1).is_none_or(|before| {
            matches!(
                lexed.get(before).map(|lexeme| lexeme.kind),
                Some(LexemeKind::Mark(
                    '.' | '!' | '?' | ':' | '"' | '“' | '”' | '‘' | '•' | '|'
                ))
            )
        })
}

/// One place where a name stands.
struct Mention {
    words: Range<usize>,
    written: String,
    /// The name's words, folded.
    folded: Vec<String>,
    title: Option<String>,
    of: Option<NameOf>,
}

/// A mention from a run of capitalised words: without the title before it, and not if it is only
/// the start of a sentence or a heading.
fn mention(lexed: &Lexed, run: Range<usize>, evidence: &Evidence) -> Option<Mention> {
    let is_title = |at: usize| {
        TITLES.contains(&lexed.written(at).to_lowercase().trim_end_matches('.'))
            || lexed.is(at, "of")
            || lexed.is_dash(at)
            || lexed.is_mark(at, '.')
    };
    let mut start = run.start;
    // The first word of a sentence belongs to the name if it is not a common word.
    if starts_sentence(lexed, start)
        && run.len() > 1
        && evidence
            .small
            .contains_key(&lexed.written(start).to_lowercase())
        && !is_title(start)
    {
        start += 1;
    }
    let name_start = (start..run.end).find(|at| !is_title(*at))?;
    let title = (name_start > start).then(|| {
        lexed
            .span(start, name_start)
            .of(lexed.text)
            .trim_end()
            .to_owned()
    });
    let words = name_start..run.end;
    let lone = words.len() == 1;
    let first = lexed.written(name_start);
    if lone
        && title.is_none()
        && starts_sentence(lexed, name_start)
        && !evidence.speaks_for(first)
        && !follows_speech(lexed, words.end)
    {
        return None;
    }
    let written = lexed.span(words.start, words.end).of(lexed.text).to_owned();
    let folded: Vec<String> = words
        .clone()
        .filter(|at| lexed.is_word(*at))
        .map(|at| fold(lexed.written(at)).trim_end_matches("'s").to_owned())
        .collect();
    let written = written
        .strip_suffix("'s")
        .or_else(|| written.strip_suffix("’s"))
        .map(str::to_owned)
        .unwrap_or(written);
    let of = kind(&folded, title.is_some());
    Some(Mention {
        words,
        written,
        folded,
        title,
        of,
    })
}

/// Whether a verb of speech follows, so that the word before it is somebody.
fn follows_speech(lexed: &Lexed, at: usize) -> bool {
    lexed.is_any(
        at,
        &[
            "said",
            "says",
            "told",
            "added",
            "stressed",
            "held",
            "noted",
            "explained",
            "insisted",
        ],
    )
}

fn kind(folded: &[String], titled: bool) -> Option<NameOf> {
    let has = |list: &[&str]| {
        folded
            .last()
            .into_iter()
            .chain(folded.first())
            .any(|word| list.contains(&word.as_str()))
    };
    if titled {
        Some(NameOf::Person)
    } else if has(ORGANISATIONS) {
        Some(NameOf::Organisation)
    } else if has(PLACES) {
        Some(NameOf::Place)
    } else {
        None
    }
}

/// Which mention has the full form of a mention's name, and whether the mention is a slip.
#[derive(Clone, Copy)]
struct Tied {
    full: usize,
    is_slip: bool,
}

/// Ties mentions of one name together: the same last word, the same words in another order, or a
/// last word that differs by a letter or two.
fn tied(mentions: &[Mention]) -> Vec<Tied> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, mention) in mentions.iter().enumerate() {
        for word in &mention.folded {
            by_word.entry(word).or_default().push(index);
        }
    }
    let count = |word: &str| by_word.get(word).map_or(0, Vec::len);
    let spellings: Vec<&str> = {
        let mut words: Vec<&str> = by_word
            .keys()
            .copied()
            .filter(|word| word.len() >= LEAST_LETTERS)
            .collect();
        words.sort_unstable();
        words
    };
    let mut usual: HashMap<&str, &str> = HashMap::new();
    for word in &spellings {
        // The spelling that is used most, and of two that are used alike the one in a full name.
        let rank = |word: &str| {
            (
                count(word),
                by_word
                    .get(word)
                    .into_iter()
                    .flatten()
                    .filter(|at| {
                        mentions
                            .get(**at)
                            .is_some_and(|mention| mention.folded.len() > 1)
                    })
                    .count(),
            )
        };
        let better = spellings
            .iter()
            .filter(|other| {
                is_slip(word, other)
                    && in_full_name(other, &by_word, mentions)
                    && rank(other) > rank(word)
            })
            .max_by_key(|other| rank(other));
        if let Some(better) = better {
            usual.insert(word, better);
        }
    }
    mentions
        .iter()
        .enumerate()
        .map(|(index, mention)| {
            let words: Vec<&str> = mention
                .folded
                .iter()
                .map(|word| usual.get(word.as_str()).copied().unwrap_or(word))
                .collect();
            let is_slip = mention
                .folded
                .iter()
                .any(|word| usual.contains_key(word.as_str()));
            let holders = words
                .last()
                .and_then(|last| by_word.get(last))
                .into_iter()
                .flatten()
                .copied();
            // The longest name that has all the words; the earliest of equals.
            let full = holders
                .filter(|at| {
                    mentions.get(*at).is_some_and(|other| {
                        words
                            .iter()
                            .all(|word| other.folded.iter().any(|theirs| theirs == word))
                            && is_name_of(&words, &other.folded)
                    })
                })
                .max_by_key(|at| {
                    (
                        mentions.get(*at).map_or(0, |other| other.folded.len()),
                        usize::MAX - at,
                    )
                });
            Tied {
                full: full.unwrap_or(index),
                is_slip,
            }
        })
        .collect()
}

/// Whether words alone can stand for a longer name: its last ones.
fn is_name_of(words: &[&str], full: &[String]) -> bool {
    words.len() == full.len() || full.last().map(String::as_str) == words.last().copied()
}

/// Words shorter than this differ by a letter without being slips of each other.
const LEAST_LETTERS: usize = 6;

/// Whether two spellings are so close that one is a slip of the other: one letter, or two in a long
/// word, and the same first letter.
pub fn is_slip(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    let allowed = if longest >= 9 { 2 } else { 1 };
    a != b
        && longest >= LEAST_LETTERS
        && a.chars().next() == b.chars().next()
        && !is_inflection(a, b)
        && strsim::damerau_levenshtein(a, b) <= allowed
}

/// Whether the two differ by an ending that makes another word: Panama, Panaman; Mexico, Mexican.
fn is_inflection(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|ending| matches!(ending, "s" | "n" | "an" | "'s" | "es"))
}

fn in_full_name(word: &str, by_word: &HashMap<&str, Vec<usize>>, mentions: &[Mention]) -> bool {
    by_word.get(word).into_iter().flatten().any(|at| {
        mentions
            .get(*at)
            .is_some_and(|mention| mention.folded.len() > 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, String, bool)> {
        names(&Lexed::of(text))
            .into_iter()
            .filter_map(|fact| match fact.normal {
                Normal::Name(name) => Some((fact.span.of(text).to_owned(), name.name, name.slip)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_surname_and_a_slip_stand_for_the_full_name() {
        let text = "Talks began. They met Deputy Minister Anna Lindqvist on site. Then Lindqvist left. A note by Lindkvist was found.";
        assert_eq!(
            of(text),
            [
                (
                    "Anna Lindqvist".to_owned(),
                    "Anna Lindqvist".to_owned(),
                    false
                ),
                ("Lindqvist".to_owned(), "Anna Lindqvist".to_owned(), false),
                ("Lindkvist".to_owned(), "Anna Lindqvist".to_owned(), true),
            ]
        );
    }

    #[test]
    fn the_first_word_of_a_sentence_is_no_name_by_itself() {
        assert_eq!(of("Ships came. Nobody saw them."), []);
    }
}
