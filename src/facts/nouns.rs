//! What is counted: the noun behind a number. There is no grammar here, only its traces: what is
//! counted by more than one stands in the plural, and no function word lies before it.

use super::lexer::{Gap, Lexed};
use super::noun_words::{NO_NOUNS, PERSONS, PLURALS, PLURALS_IN_IS, SAME_IN_PLURAL, VERBS_IN_S};
use super::small_words::is_small;

/// A noun phrase behind a number.
pub struct Noun {
    /// The phrase in lower case, its last word in the singular.
    pub name: String,
    /// The first lexeme behind it.
    pub end: usize,
}

/// How many words a phrase may have.
const MOST_WORDS: usize = 5;

/// The noun phrase that the number before `at` counts.
pub fn counted(lexed: &Lexed, at: usize, is_one: bool) -> Option<Noun> {
    if lexed.is(at, "of") {
        // "one of the ships", "three of his friends".
        let determiner = usize::from(lexed.is_any(at + 1, DETERMINERS));
        let start = at + 1 + determiner;
        let most = (determiner == 0 || is_one) && lexed.is_any(start, &["most", "least"]);
        return match measured_adjective(lexed, start) {
            Some(behind) => phrase(lexed, behind, true).map(|noun| Noun { end: at, ..noun }),
            None => phrase(lexed, start + usize::from(most), true),
        };
    }
    if lexed.is_dash(at) && lexed.is_glued(at) && lexed.is_glued(at + 1) {
        return hyphenated(lexed, at + 1).filter(|_| !is_one);
    }
    // "two 14-year-old boys" counts boys; their age is a fact of its own.
    if let Some(behind) = measured_adjective(lexed, at) {
        return counted(lexed, behind, is_one).map(|noun| Noun { end: at, ..noun });
    }
    if lexed.is(at, "times") {
        return Some(named(vec!["times".to_owned()], at + 1));
    }
    if is_abbreviation(lexed, at) {
        return Some(named(vec![lexed.written(at).to_lowercase()], at + 1));
    }
    phrase(lexed, at, !is_one)
}

/// Words that stand before what there is a part of.
const DETERMINERS: &[&str] = &[
    "the", "these", "those", "its", "his", "her", "their", "our", "my",
];

/// The noun behind a number and a hyphen: `four-cylinder`, `two-seat`.
fn hyphenated(lexed: &Lexed, at: usize) -> Option<Noun> {
    let word = lexed.written(at).to_lowercase();
    let known = lexed.is_word(at) && !is_small(&word) && lexed.entry(at).number.is_none();
    known.then(|| Noun {
        name: singular(&word),
        end: at + 1,
    })
}

/// The noun phrase that starts at a lexeme, up to its plural, or up to its first noun.
fn phrase(lexed: &Lexed, start: usize, plural_wanted: bool) -> Option<Noun> {
    let mut words: Vec<String> = vec![];
    let mut end = start;
    while words.len() < MOST_WORDS {
        let is_joined = end > start && goes_on_behind_hyphen(lexed, end) && lexed.is_word(end + 1);
        let word = if is_joined { end + 1 } else { end };
        if is_model(lexed, end, end > start) {
            // "two new 737 Max jets", "767-300 aircraft": a number inside is part of a name.
            words.push(lexed.written(end).to_owned());
            end += 1;
            let is_longer = goes_on_behind_hyphen(lexed, end) && lexed.is_digits(end + 1);
            end += 2 * usize::from(is_longer);
            continue;
        }
        if joins_adjectives(lexed, end, &words) {
            words.push(lexed.written(end).to_lowercase());
            end += 1;
            continue;
        }
        if !goes_on(lexed, word, is_joined) {
            break;
        }
        let lower = lexed.written(word).to_lowercase();
        match words.last_mut().filter(|_| is_joined) {
            Some(last) => *last = [last.as_str(), "-", &lower].concat(),
            None => words.push(lower),
        }
        end = word + 1;
        let last = words.last().map(String::as_str).unwrap_or_default();
        if goes_on_behind_hyphen(lexed, end) {
            continue;
        }
        if plural_wanted && is_plural(last) && !leads_on(lexed, end, &words) {
            return Some(coupled(lexed, &mut words, end).unwrap_or_else(|| named(words, end)));
        }
        if !plural_wanted && !is_adjective(last) {
            // "one security expert"
            let person = lexed.written(end).to_lowercase();
            let is_person = PERSONS.contains(&person.as_str()) && goes_on(lexed, end, false);
            if is_person {
                words.push(person);
            }
            return Some(named(words, end + usize::from(is_person)));
        }
    }
    None
}

/// Whether a hyphen joins the lexeme before and the one behind.
fn goes_on_behind_hyphen(lexed: &Lexed, at: usize) -> bool {
    lexed.is_dash(at) && lexed.is_glued(at) && lexed.is_glued(at + 1)
}

/// Whether the plural that ends a phrase so far stands before another noun: "police officers", "United
/// States soldiers", "United States fighter jets".
fn leads_on(lexed: &Lexed, end: usize, words: &[String]) -> bool {
    let last = words.last().map(String::as_str).unwrap_or_default();
    let is_name = lexed.written(end - 1).starts_with(char::is_uppercase)
        && lexed.written(end).starts_with(char::is_lowercase);
    let is_land = matches!(last, "states" | "nations") && words.iter().any(|it| it == "united");
    let is_next = || goes_on(lexed, end, false) && is_plural(&lexed.written(end).to_lowercase());
    is_name && is_next()
        || (SAME_IN_PLURAL.contains(&last) || is_land) && plural_follows(lexed, end)
}

/// Two plurals that are counted together: `230 men and women`.
fn coupled(lexed: &Lexed, words: &mut Vec<String>, end: usize) -> Option<Noun> {
    let other = lexed.written(end + 1).to_lowercase();
    let last = words.last()?;
    let is_couple = lexed.is(end, "and") && is_couple(last, &other);
    let pair = [singular(last), singular(&other)].join(" and ");
    is_couple.then(|| {
        words.pop();
        words.push(pair);
        Noun {
            name: words.join(" "),
            end: end + 2,
        }
    })
}

/// Where the noun starts behind a measure that stands before it like an adjective: `14-year-old`,
/// `three-year`, `100-metre`.
fn measured_adjective(lexed: &Lexed, at: usize) -> Option<usize> {
    let is_number = lexed.is_digits(at) || lexed.entry(at).number.is_some();
    let hyphenated = |at: usize| {
        lexed.is_dash(at) && lexed.is_glued(at) && lexed.is_glued(at + 1) && lexed.is_word(at + 1)
    };
    if !is_number || lexed.gap(at) != Gap::Space || !hyphenated(at + 1) {
        return None;
    }
    lexed.entry(at + 2).unit?;
    Some(if hyphenated(at + 3) { at + 5 } else { at + 3 })
}

/// The noun behind "per": one word, or a name or an adjective and its noun (`per Windows client`, `per
/// named user`).
pub fn one_of(lexed: &Lexed, at: usize) -> Noun {
    let lower = |at: usize| lexed.written(at).to_lowercase();
    let is_name = lexed.written(at).starts_with(char::is_uppercase)
        && lexed.written(at + 1).starts_with(char::is_lowercase);
    if (is_name || is_adjective(&lower(at))) && goes_on(lexed, at + 1, false) {
        named(vec![lower(at), lower(at + 1)], at + 2)
    } else {
        named(vec![lower(at)], at + 1)
    }
}

/// Whether a word is an abbreviation that is counted by itself, as in statistics: `0.5 WAR`.
fn is_abbreviation(lexed: &Lexed, at: usize) -> bool {
    let written = lexed.written(at);
    let is_capital = |at: usize| lexed.written(at).starts_with(char::is_uppercase);
    (2..=5).contains(&written.len())
        && written.bytes().all(|byte| byte.is_ascii_uppercase())
        && lexed.gap(at) == Gap::Space
        && lexed.entry(at).currency.is_none()
        && !lexed.entry(at).is_small
        && !(lexed.is_word(at + 1)
            && (is_capital(at + 1) || is_plural(&lexed.written(at + 1).to_lowercase())))
        && !matches!(
            written,
            "AM" | "PM" | "GMT" | "EST" | "EDT" | "PST" | "UTC" | "AD" | "BC" | "NOT" | "OK"
        )
}

/// Whether two plurals are counted together: 230 men and women.
fn is_couple(first: &str, second: &str) -> bool {
    let both = (first, second);
    matches!(
        both,
        ("men", "women")
            | ("women", "men" | "children" | "girls")
            | ("boys", "girls")
            | ("girls", "boys")
            | ("adults" | "teachers" | "parents", "children")
    )
}

/// Whether a plural stands at a lexeme or behind one or two more words of the phrase.
fn plural_follows(lexed: &Lexed, at: usize) -> bool {
    (at..at + 3)
        .take_while(|at| goes_on(lexed, *at, false))
        .any(|at| is_plural(&lexed.written(at).to_lowercase()))
}

/// Whether an "and" joins two adjectives of one noun: `digital and physical sales`.
fn joins_adjectives(lexed: &Lexed, at: usize, words: &[String]) -> bool {
    let plural_behind = (at + 2..at + 4)
        .take_while(|end| lexed.is_word(*end) && goes_on(lexed, end - 1, false))
        .any(|end| goes_on(lexed, end, false) && is_plural(&lexed.written(end).to_lowercase()));
    // "two killed and houses burnt": the first is no adjective.
    let follows_adjective = words.last().is_some_and(|last| {
        !(last.ends_with("ed") || matches!(last.as_str(), "dead" | "hurt" | "more" | "and"))
    });
    let is_first = !words.iter().any(|word| word == "and" || word == "or");
    is_first && follows_adjective && lexed.is_any(at, &["and", "or"]) && plural_behind
}

/// Whether digits inside a noun phrase are the name of a model: a capitalised word beside them.
fn is_model(lexed: &Lexed, at: usize, is_inside: bool) -> bool {
    let is_capital =
        |at: usize| lexed.is_word(at) && lexed.written(at).starts_with(char::is_uppercase);
    let is_beside = at.checked_sub(1).is_some_and(is_capital) || is_capital(at + 1);
    is_inside && lexed.is_digits(at) && lexed.gap(at) == Gap::Space && is_beside
}

/// Whether a noun phrase can go on with the word.
fn goes_on(lexed: &Lexed, at: usize, hyphenated: bool) -> bool {
    if !lexed.is_word(at) || !(hyphenated || lexed.gap(at) == Gap::Space) {
        return false;
    }
    let written = lexed.written(at);
    let entry = lexed.entry(at);
    let is_noun_too = || {
        lexed.is_any(
            at,
            &["other", "own", "same", "more", "less", "fewer", "times"],
        )
    };
    let is_stop = (entry.is_small || entry.ends_noun) && written != "US";
    let is_number = entry.number.is_some()
        && !lexed.is_dash(at + 1)
        && !lexed.is_any(at, &["first", "second", "quarter", "quarters", "half"]);
    let is_date = entry.weekday.is_some() || (entry.month.is_some() && !lexed.is(at, "march"));
    let ending = written.get(written.len().saturating_sub(2)..);
    let is_adverb = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("ly"));
    let is_letter = written.len() < 2 && !goes_on_behind_hyphen(lexed, at + 1);
    !is_letter && (!is_stop || is_noun_too()) && !is_adverb && !is_number && !is_date
}

fn named(mut words: Vec<String>, end: usize) -> Noun {
    let last = words.pop().map(|last| singular(&last));
    // "one of Anna Berg's promises" counts promises.
    let is_owner = |word: &String| word.ends_with("'s") || word.ends_with("’s");
    if let Some(owner) = words.iter().rposition(is_owner) {
        words.drain(..=owner);
    }
    // "one man's choice" counts men.
    let last = last.map(|last| {
        last.trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned()
    });
    words.retain(|word| !matches!(word.as_str(), "more" | "less" | "fewer" | "other"));
    words.extend(last);
    Noun {
        name: words.join(" "),
        end,
    }
}

fn is_plural(word: &str) -> bool {
    if word == "times" || PLURALS.iter().any(|(plural, _)| *plural == word) {
        return true;
    }
    if word.len() > 4 && word.ends_with("men") {
        return !matches!(
            word,
            "specimen" | "regimen" | "abdomen" | "acumen" | "yemen" | "ramen"
        );
    }
    let no_plural = ["ss", "us", "is", "'s", "’s", "ous"]
        .iter()
        .any(|ending| word.ends_with(ending));
    PLURALS_IN_IS.contains(&word)
        || word.len() > 2
            && word.ends_with('s')
            && word != "gas"
            && !no_plural
            && !NO_NOUNS.contains(&word)
            && !VERBS_IN_S.contains(&word)
}

/// The singular of a noun in lower case, by its ending.
pub fn singular(word: &str) -> String {
    if let Some((_, singular)) = PLURALS.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    if !is_plural(word) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("men") {
        return [stem, "man"].concat();
    }
    let ies = word
        .strip_suffix("ies")
        .filter(|stem| stem.len() > 2)
        .map(|stem| [stem, "y"].concat());
    let es = [
        "ches", "shes", "sses", "xes", "zzes", "heroes", "potatoes", "tomatoes", "vetoes",
    ]
    .iter()
    .any(|ending| word.ends_with(ending));
    ies.or_else(|| {
        if es {
            word.strip_suffix("es").map(str::to_owned)
        } else {
            None
        }
    })
    .or_else(|| word.strip_suffix('s').map(str::to_owned))
    .unwrap_or_else(|| word.to_owned())
}

/// Whether a word is, by its ending, an adjective rather than a noun.
fn is_adjective(word: &str) -> bool {
    let endings = [
        "al", "ous", "ive", "ful", "less", "able", "ible", "ed", "ese", "ian", "ish", "best", "est",
    ];
    let words = [
        "new",
        "old",
        "big",
        "small",
        "large",
        "little",
        "great",
        "good",
        "bad",
        "long",
        "short",
        "other",
        "main",
        "major",
        "young",
        "first",
        "last",
        "single",
        "particular",
        "more",
        "key",
        "top",
        "dead",
        "hurt",
        "common",
        "ordinary",
    ];
    words.contains(&word)
        || endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
            && !matches!(
                word,
                "goal"
                    | "deal"
                    | "meal"
                    | "trial"
                    | "animal"
                    | "hospital"
                    | "capital"
                    | "journal"
                    | "festival"
                    | "official"
                    | "criminal"
                    | "individual"
                    | "proposal"
                    | "table"
                    | "vegetable"
                    | "bed"
                    | "weekend"
                    | "test"
                    | "guest"
                    | "forest"
                    | "contest"
                    | "request"
                    | "arrest"
                    | "protest"
                    | "interest"
            )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noun(text: &str) -> Option<String> {
        counted(&Lexed::of(text), 1, text.starts_with("one")).map(|noun| noun.name)
    }

    #[test]
    fn what_is_counted_is_found_behind_its_adjectives() {
        for (text, name) in [
            ("four different bosses to battle", "different boss"),
            ("14 first-team players left", "first-team player"),
            ("many people came", "person"),
            ("one of the proudest moments", "proudest moment"),
            ("one solution that does it", "solution"),
            ("one of Berg’s campaign promises", "campaign promise"),
            ("seven European countries", "european country"),
            ("12 Israelis were there", "israeli"),
            (
                "two United States fighter jets",
                "united states fighter jet",
            ),
            ("one of Anna Berg's old friends", "old friend"),
            ("one man's choice", "man"),
            (
                "19 international power and pipeline holdings",
                "international power and pipeline holding",
            ),
            ("two 14-year-old boys", "boy"),
            ("23 others fled", "other"),
            ("27,000 infected e-mails", "infected e-mail"),
            ("230 men and women", "man and woman"),
            (
                "seven US and Russian astronauts",
                "us and russian astronaut",
            ),
            ("four Boeing 767-300 aircraft", "boeing 767 aircraft"),
            ("one security expert says", "security expert"),
            ("10 radio news stories", "radio news story"),
        ] {
            assert_eq!(noun(text).as_deref(), Some(name), "{text}");
        }
        for text in [
            "6 in all",
            "12 and more",
            "one they lose",
            "7, ships",
            "50 suggests growth",
            "2 killed and houses burnt",
            "one-liner",
        ] {
            assert_eq!(noun(text), None, "{text}");
        }
    }
}
