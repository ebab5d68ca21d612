//! Names of people, organisations and places, with their titles, variants and slips.
//!
//! There is no list of people: a name is what is written with capitals where a common word would
//! not be ([`evidence`]). Mentions of one name are tied together by their last word, and by
//! spellings that differ in a letter or two ([`ties`]); [`kinds`] tells what a name names.

mod evidence;
mod kinds;
mod lands;
mod ties;

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::lexer::{Gap, Lexed};
use super::model::{Fact, Name, NameOf, Normal};
use super::speech::is_speech;
use crate::text::fold;

use evidence::Evidence;
use kinds::of_words;
use lands::is_land;
use ties::{Tied, tied};

pub use evidence::starts_sentence;
pub use kinds::TITLES;
pub use lands::{is_one_land, written_out};
pub use ties::{are_two_names, is_slip};

/// The names of a text, in order.
pub fn names(lexed: &Lexed) -> Vec<Fact> {
    let evidence = Evidence::of(lexed);
    let mut spellings = Spellings::default();
    let mut mentions: Vec<Mention> = vec![];
    let mut end = 0;
    for at in (0..lexed.lexemes.len()).filter(|at| lexed.is_capital(*at)) {
        let run = if at < end { None } else { name_at(lexed, at) };
        let Some(run) = run else {
            continue;
        };
        end = run.end;
        if evidence.is_in_heading(run.start) {
            let parts = evidence.names_in_heading(lexed, run).into_iter();
            mentions.extend(parts.filter_map(|run| mention(lexed, run, &evidence, &mut spellings)));
        } else {
            mentions.extend(mention(lexed, run, &evidence, &mut spellings));
        }
    }
    let mut ties = tied(&mentions, &spellings.all);
    tie_short_forms(lexed, &mentions, &mut ties);
    let mut kinds: HashMap<usize, NameOf> = HashMap::new();
    for (mention, tie) in mentions.iter().zip(&ties) {
        if let Some(of) = mention.of {
            // A title outweighs what the words alone would say.
            let known = kinds.entry(tie.full).or_insert(of);
            if of == NameOf::Person {
                *known = of;
            }
        }
    }
    let fact = |(mention, tie): (&Mention, Tied)| {
        let full = mentions.get(tie.full).unwrap_or(mention);
        Fact {
            span: lexed.span(mention.words.start, mention.words.end),
            normal: Normal::Name(Name {
                name: full.written.to_owned(),
                of: kinds.get(&tie.full).copied(),
                title: mention.title.map(str::to_owned),
                slip: tie.is_slip,
            }),
        }
    };
    mentions.iter().zip(ties).map(fact).collect()
}

/// Ties a short form to the name that a text gives it to: `Department of Health (DH)`.
fn tie_short_forms(lexed: &Lexed, mentions: &[Mention], ties: &mut [Tied]) {
    let mut whole: HashMap<&str, usize> = HashMap::new();
    for (at, pair) in mentions.windows(2).enumerate() {
        let [name, short] = pair else { continue };
        let open = name.words.end;
        let is_in_brackets = lexed.is_mark(open, '(')
            && short.words == (open + 1..open + 2)
            && lexed.is_mark(open + 2, ')');
        if is_in_brackets && are_initials(short.written, lexed, &name.words) {
            let full = ties.get(at).map_or(at, |tie| tie.full);
            whole.entry(short.written).or_insert(full);
        }
    }
    for (mention, tie) in mentions.iter().zip(ties) {
        if let Some(full) = whole.get(mention.written) {
            *tie = Tied {
                full: *full,
                is_slip: false,
            };
        }
    }
}

/// Whether capitals are the first letters of the last capitalised words of a name.
fn are_initials(short: &str, lexed: &Lexed, name: &Range<usize>) -> bool {
    let capitals = name.clone().filter(|at| is_capital(lexed, *at));
    let initials: String = capitals
        .filter_map(|at| lexed.written(at).chars().next())
        .collect();
    short.len() > 1 && short.chars().all(char::is_uppercase) && initials.ends_with(short)
}

/// Names of more words than this are headings.
const MOST_WORDS: usize = 16;

/// Words in small letters that may stand inside a name.
const PARTICLES: &[&str] = &[
    "of", "de", "del", "la", "von", "van", "bin", "al", "da", "dos", "der", "ibn", "e", "y",
];

/// The capitalised words that start at a lexeme, as one name: `Luis Miranda`, `Clan del Golfo`.
pub fn name_at(lexed: &Lexed, at: usize) -> Option<Range<usize>> {
    if !is_capital(lexed, at) || is_small_word(lexed, at) {
        return None;
    }
    let mut end = at + 1;
    while end < at + MOST_WORDS {
        let glue = glue(lexed, end);
        if lexed.gap(end) == Gap::Break
            || lexed.gap(end + glue) == Gap::Break
            || !is_capital(lexed, end + glue)
            || parts_names(lexed, end, glue)
        {
            break;
        }
        end += glue + 1;
    }
    Some(at..end)
}

/// Whether two names meet here rather than one going on: `Panama's President`, `US-Panama`.
fn parts_names(lexed: &Lexed, at: usize, glue: usize) -> bool {
    let is_country = |at: usize| is_land(&folded_words(lexed, at..at + 1));
    let before = lexed.written(at - 1);
    let is_possessive = without_possessive(before).len() < before.len();
    let is_hyphen = glue == 1 && lexed.is_dash(at);
    (is_possessive && is_country(at - 1)) || (is_hyphen && is_country(at - 1) && is_country(at + 1))
}

/// How many lexemes join the next capital to the name before: `of`, `de la`, the stop of `J. Moss`,
/// the hyphen of `Al-Sayed`.
fn glue(lexed: &Lexed, at: usize) -> usize {
    if lexed.starts_small(at) && lexed.is_any(at, PARTICLES) {
        return 1 + usize::from(lexed.is_any(at + 1, &["la", "los", "der", "den"]));
    }
    let before = at.checked_sub(1).map_or("", |before| lexed.written(before));
    let is_abbreviation = || {
        let is_short_title = before.len() <= 4 && is_title_at(lexed, at - 1);
        before.len() <= 2 || is_short_title || before.contains('.')
    };
    let is_stop = lexed.is_mark(at, '.') && lexed.is_glued(at) && is_abbreviation();
    let is_hyphen = lexed.is_dash(at) && lexed.is_glued(at) && lexed.is_glued(at + 1);
    usize::from(is_stop || is_hyphen)
}

fn is_small_word(lexed: &Lexed, at: usize) -> bool {
    let written = lexed.written(at);
    // "US" is a country, "us" is none.
    let is_mine = || written.starts_with("I'") || written.starts_with("I’");
    lexed.entry(at).is_small && written != "US" || is_mine()
}

fn is_capital(lexed: &Lexed, at: usize) -> bool {
    lexed.is_capital(at) && !is_date(lexed, at)
}

/// A weekday, or a month beside its day.
fn is_date(lexed: &Lexed, at: usize) -> bool {
    let entry = lexed.entry(at);
    entry.weekday.is_some()
        || (entry.month.is_some()
            && (lexed.is_digits(at + 1)
                || at > 0 && (lexed.is_digits(at - 1) || lexed.is(at - 1, "in"))))
}

/// One place where a name stands.
struct Mention<'t> {
    words: Range<usize>,
    written: &'t str,
    /// How it is spelled, by its place among the spellings.
    spelling: usize,
    title: Option<&'t str>,
    of: Option<NameOf>,
}

/// What is known of a name as it is written, whatever stands around it.
struct Spelling {
    /// The name's words, folded.
    folded: Vec<String>,
    /// What it names, where its words tell.
    of: Option<NameOf>,
}

/// The ways in which names are written, each looked at once, in the order of the text.
#[derive(Default)]
struct Spellings<'t> {
    all: Vec<Spelling>,
    places: HashMap<&'t str, usize, FixedState>,
}

impl<'t> Spellings<'t> {
    /// The place of the spelling of a name, and what it names.
    fn of(&mut self, lexed: &Lexed<'t>, name: Range<usize>) -> (usize, Option<NameOf>) {
        let written = lexed.span(name.start, name.end).of(lexed.text);
        let place = *self.places.entry(written).or_insert_with(|| {
            let folded = folded_words(lexed, name);
            let of = of_words(&folded);
            self.all.push(Spelling { folded, of });
            self.all.len() - 1
        });
        (place, self.all.get(place).and_then(|spelling| spelling.of))
    }
}

/// A mention from a run of capitalised words: without the title before it, and not if it is only
/// the start of a sentence or a heading.
fn mention<'t>(
    lexed: &Lexed<'t>,
    run: Range<usize>,
    evidence: &Evidence,
    spellings: &mut Spellings<'t>,
) -> Option<Mention<'t>> {
    let mut run = run;
    // The first word of a sentence belongs to the name if it is not a common word.
    if starts_sentence(lexed, run.start)
        && run.len() > 1
        && evidence.is_common(lexed.written(run.start))
        && !is_title_at(lexed, run.start)
    {
        run.start += 1;
    }
    let name = name_in(lexed, &run)?;
    let lone = name.len() == 1;
    let speaks = is_speech(lexed, name.end);
    let has_title = name.start > run.start && !is_part(lexed, name.start);
    if lone
        && !has_title
        && starts_sentence(lexed, name.start)
        && !evidence.speaks_for(lexed.written(name.start))
        && !speaks
    {
        return None;
    }
    let (spelling, named) = spellings.of(lexed, name.clone());
    let before = has_title.then_some(run.start..name.start);
    let title = before.or_else(|| role_behind(lexed, name.end));
    let of = match named {
        None if title.is_some() || speaks => Some(NameOf::Person),
        of => of,
    };
    Some(Mention {
        written: without_possessive(lexed.span(name.start, name.end).of(lexed.text)),
        title: title.map(|words| {
            let words = lexed.span(words.start, words.end).of(lexed.text);
            words.trim_end()
        }),
        words: name,
        spelling,
        of,
    })
}

/// The words of a name, folded and without the possessive.
fn folded_words(lexed: &Lexed, name: Range<usize>) -> Vec<String> {
    name.filter(|at| lexed.is_word(*at))
        .map(|at| {
            let mut word = fold(lexed.written(at));
            word.truncate(without_possessive(&word).len());
            word
        })
        .collect()
}

fn without_possessive(name: &str) -> &str {
    name.strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .unwrap_or(name)
}

fn is_title_at(lexed: &Lexed, at: usize) -> bool {
    lexed.entry(at).is_title
}

/// Whether what stands before is "of" or its like, so that the words before are no title of this
/// name: the President of Panama is not called Panama.
fn is_part(lexed: &Lexed, at: usize) -> bool {
    at > 0 && lexed.is_any(at - 1, PARTICLES)
}

/// The name without the title before it: what follows the last word of the title, if it is not an
/// organisation's or a place's name whose first words only look like a title (State Department).
fn name_in(lexed: &Lexed, run: &Range<usize>) -> Option<Range<usize>> {
    let last_title = run.clone().rev().find(|at| is_title_at(lexed, *at));
    let Some(title) = last_title else {
        return Some(run.clone());
    };
    let start = (title + 1..run.end).find(|at| lexed.is_word(*at) && is_capital(lexed, *at));
    let Some(start) = start else {
        // A title and no name, unless other words stand before it.
        let is_all_title = run
            .clone()
            .all(|at| !lexed.is_word(at) || is_title_at(lexed, at) || lexed.is_any(at, PARTICLES));
        return (!is_all_title).then(|| run.clone());
    };
    let rest = of_words(&folded_words(lexed, start..run.end));
    let whole = of_words(&folded_words(lexed, run.clone()));
    let is_other = whole == Some(NameOf::Organisation) || (whole.is_some() && rest.is_none());
    Some(if is_other && !is_part(lexed, start) {
        run.clone()
    } else {
        start..run.end
    })
}

/// The role that stands behind a name and a comma: `Anna Berg, the deputy minister of health`.
fn role_behind(lexed: &Lexed, at: usize) -> Option<Range<usize>> {
    if !lexed.is_mark(at, ',') || lexed.gap(at + 1) == Gap::Break {
        return None;
    }
    let start = at
        + 1
        + usize::from(lexed.is_any(at + 1, &["the", "a", "an", "its", "his", "her", "their"]));
    let mut end = start;
    while end < start + MOST_WORDS && is_title_at(lexed, end) {
        end += 1;
        // "secretary of state", but not "minister of" something that is no title.
        if lexed.is(end, "of") && is_title_at(lexed, end + 1) {
            end += 1;
        }
    }
    (end > start).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, String, bool)> {
        named(text)
            .into_iter()
            .map(|(written, name)| (written, name.name, name.slip))
            .collect()
    }

    fn named(text: &str) -> Vec<(String, Name)> {
        names(&Lexed::of(text))
            .into_iter()
            .filter_map(|fact| match fact.normal {
                Normal::Name(name) => Some((fact.span.of(text).to_owned(), name)),
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
    fn words_in_another_order_are_a_slip() {
        let text = "We met Ana Luz Prado there. Nobody saw Luz Ana Prado again.";
        assert_eq!(
            of(text),
            [
                (
                    "Ana Luz Prado".to_owned(),
                    "Ana Luz Prado".to_owned(),
                    false
                ),
                ("Luz Ana Prado".to_owned(), "Ana Luz Prado".to_owned(), true),
            ]
        );
    }

    #[test]
    fn the_first_word_of_a_sentence_is_no_name_by_itself() {
        assert_eq!(of("Ships came. Nobody saw them."), []);
    }

    #[test]
    fn titles_before_and_roles_behind_a_name_are_told_from_it() {
        for (text, name, title) in [
            (
                "They met Homeland Security Secretary Rosa Ibarra again.",
                "Rosa Ibarra",
                "Homeland Security Secretary",
            ),
            (
                "They met Deputy Assistant Secretary of State Moss again.",
                "Moss",
                "Deputy Assistant Secretary of State",
            ),
            (
                "So said Rosa Ibarra, the deputy minister of health.",
                "Rosa Ibarra",
                "deputy minister",
            ),
            ("They asked Sen. Moss about it.", "Moss", "Sen."),
        ] {
            let found = named(text).into_iter().next().unwrap().1;
            assert_eq!(
                (found.name.as_str(), found.title.as_deref()),
                (name, Some(title)),
                "{text}"
            );
            assert_eq!(found.of, Some(NameOf::Person), "{text}");
        }
    }

    #[test]
    fn two_names_that_meet_are_not_one() {
        let written = |text: &str| -> Vec<String> {
            let found = of(text).into_iter();
            found.map(|(written, _, _)| written).collect()
        };
        assert_eq!(
            written("They asked Panama's President-elect Rosa Ibarra."),
            ["Panama's", "Rosa Ibarra"]
        );
        assert_eq!(
            written("The new US-Panama agreement holds."),
            ["US", "Panama"]
        );
        assert_eq!(
            written("He works for Lloyd's Register in Sylvania."),
            ["Lloyd's Register", "Sylvania"]
        );
        assert_eq!(written("An Anglo-Dutch firm bought it."), ["Anglo-Dutch"]);
    }

    #[test]
    fn a_country_is_not_called_by_an_office_of_it() {
        let text = "It went to the Ministry of Security of Panama. Then Panama spent it.";
        let names: Vec<_> = of(text).into_iter().map(|(_, name, _)| name).collect();
        assert_eq!(names, ["Ministry of Security of Panama", "Panama"]);
    }

    #[test]
    fn a_short_form_that_the_text_gives_stands_for_the_name() {
        let text =
            "The Department of Homeland Security (DHS) agreed. They say that DHS and FEMA did not.";
        let names: Vec<_> = of(text).into_iter().map(|(_, name, _)| name).collect();
        let whole = "Department of Homeland Security";
        assert_eq!(names, [whole, whole, whole, "FEMA"]);
    }

    #[test]
    fn lines_that_are_paragraphs_part_names() {
        let text = "The Forest Gap Becomes a Road for Smugglers, Problem Intensifying\nThe Forest Gap \
            is a region between two countries, with complex terrain.\nNobody crosses the Forest Gap.";
        let names: Vec<_> = of(text).into_iter().map(|(_, name, _)| name).collect();
        assert_eq!(names, ["Forest Gap", "Forest Gap", "Forest Gap"]);
    }

    #[test]
    fn an_office_is_no_person_with_a_title() {
        let kinds = |text: &str| -> Vec<(String, Option<NameOf>)> {
            named(text)
                .into_iter()
                .map(|(written, name)| (written, name.of))
                .collect()
        };
        assert_eq!(
            kinds("He left the State Department for the Ministry of Health."),
            [
                ("State Department".to_owned(), Some(NameOf::Organisation)),
                ("Ministry of Health".to_owned(), Some(NameOf::Organisation)),
            ]
        );
        assert_eq!(
            kinds("He asked the President of Panama about it."),
            [("Panama".to_owned(), Some(NameOf::Place))]
        );
    }
}
