//! What is counted: the noun behind a number. There is no grammar here, only its traces: what is
//! counted by more than one stands in the plural, and no function word lies before it.

use super::lexer::{Gap, Lexed};
use super::small_words::is_small;

/// A noun phrase behind a number.
pub struct Noun {
    /// The phrase in lower case, its last word in the singular.
    pub name: String,
    /// The first lexeme behind it.
    pub end: usize,
}

/// Plurals that do not end in s, with their singulars.
const PLURALS: &[(&str, &str)] = &[
    ("aircraft", "aircraft"),
    ("cattle", "cattle"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("feet", "foot"),
    ("fish", "fish"),
    ("geese", "goose"),
    ("men", "man"),
    ("mice", "mouse"),
    ("people", "person"),
    ("persons", "person"),
    ("personnel", "personnel"),
    ("police", "police"),
    ("policemen", "policeman"),
    ("salmon", "salmon"),
    ("series", "series"),
    ("sheep", "sheep"),
    ("species", "species"),
    ("staff", "staff"),
    ("teeth", "tooth"),
    ("women", "woman"),
];

/// Words in -s that are no plurals, and words that end a phrase though they are no function words.
const NO_NOUNS: &[&str] = &[
    "across",
    "ago",
    "along",
    "always",
    "apart",
    "away",
    "back",
    "became",
    "become",
    "behind",
    "besides",
    "came",
    "come",
    "earlier",
    "else",
    "even",
    "ever",
    "every",
    "fewer",
    "get",
    "gets",
    "go",
    "goes",
    "got",
    "held",
    "helps",
    "instead",
    "it's",
    "just",
    "later",
    "left",
    "less",
    "like",
    "made",
    "make",
    "makes",
    "may",
    "might",
    "more",
    "much",
    "must",
    "near",
    "never",
    "no",
    "not",
    "now",
    "often",
    "only",
    "or",
    "perhaps",
    "put",
    "really",
    "sometimes",
    "still",
    "take",
    "takes",
    "that's",
    "though",
    "thus",
    "times",
    "today",
    "together",
    "took",
    "towards",
    "unless",
    "us",
    "versus",
    "vs",
    "went",
    "whereas",
    "yes",
    "yesterday",
    "yet",
];

/// Plurals that also stand before another noun.
const SAME_IN_PLURAL: [&str; 5] = ["aircraft", "fish", "personnel", "police", "staff"];

/// How many words a phrase may have.
const MOST_WORDS: usize = 5;

/// The noun phrase that the number before `at` counts.
pub fn counted(lexed: &Lexed, at: usize, is_one: bool) -> Option<Noun> {
    let mut start = at;
    if lexed.is(at, "of") {
        // "one of the ships", "three of his friends".
        let determiner = lexed.is_any(
            at + 1,
            &[
                "the", "these", "those", "its", "his", "her", "their", "our", "my",
            ],
        );
        start = at + 1 + usize::from(determiner);
        if !determiner || (is_one && lexed.is_any(start, &["most", "least"])) {
            start += usize::from(lexed.is_any(start, &["most", "least"]));
        }
    } else if lexed.is_dash(at) && lexed.is_glued(at) && lexed.is_glued(at + 1) {
        // "four-cylinder", "two-seat".
        let word = lexed.written(at + 1).to_lowercase();
        let known =
            lexed.is_word(at + 1) && !is_small(&word) && lexed.entry(at + 1).number.is_none();
        return known.then(|| Noun {
            name: singular(&word),
            end: at + 2,
        });
    }
    if lexed.is(start, "times") && start == at {
        return Some(named(vec!["times".to_owned()], start + 1));
    }
    if start == at && is_abbreviation(lexed, start) {
        return Some(named(vec![lexed.written(start).to_lowercase()], start + 1));
    }
    let plural_wanted = !is_one || start > at;
    let mut words: Vec<String> = vec![];
    let mut end = start;
    while words.len() < MOST_WORDS {
        let hyphenated = end > start
            && lexed.is_dash(end)
            && lexed.is_glued(end)
            && lexed.is_glued(end + 1)
            && lexed.is_word(end + 1);
        let word = if hyphenated { end + 1 } else { end };
        if is_model(lexed, end, end > start) {
            // "two new 737 Max jets": a number inside is part of a name.
            words.push(lexed.written(end).to_owned());
            end += 1;
            continue;
        }
        if joins_adjectives(lexed, end, &words) {
            words.push("and".to_owned());
            end += 1;
            continue;
        }
        if !goes_on(lexed, word, hyphenated) {
            break;
        }
        let lower = lexed.written(word).to_lowercase();
        if hyphenated {
            if let Some(last) = words.last_mut() {
                *last = [last.as_str(), "-", &lower].concat();
            }
        } else {
            words.push(lower);
        }
        end = word + 1;
        let last = words.last().map(String::as_str).unwrap_or_default();
        let goes_on_hyphenated =
            lexed.is_dash(end) && lexed.is_glued(end) && lexed.is_glued(end + 1);
        // "police officers", "staff members"
        let leads = SAME_IN_PLURAL.contains(&last)
            && goes_on(lexed, end, false)
            && is_plural(&lexed.written(end).to_lowercase());
        if plural_wanted && is_plural(last) && !goes_on_hyphenated && !leads {
            return Some(named(words, end));
        }
        if !plural_wanted && !goes_on_hyphenated && !is_adjective(last) {
            return Some(named(words, end));
        }
    }
    None
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

/// Whether an "and" joins two adjectives of one noun: `digital and physical sales`.
fn joins_adjectives(lexed: &Lexed, at: usize, words: &[String]) -> bool {
    let plural_behind = (at + 2..at + 4)
        .take_while(|end| lexed.is_word(*end) && goes_on(lexed, end - 1, false))
        .any(|end| goes_on(lexed, end, false) && is_plural(&lexed.written(end).to_lowercase()));
    words.len() == 1 && lexed.is(at, "and") && plural_behind
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
    let lower = lexed.written(at).to_lowercase();
    let entry = lexed.entry(at);
    let is_noun_too = matches!(lower.as_str(), "other" | "own" | "same" | "more" | "times");
    let is_stop = is_small(&lower) || NO_NOUNS.contains(&lower.as_str());
    let is_number = entry.number.is_some()
        && !lexed.is_dash(at + 1)
        && !matches!(lower.as_str(), "second" | "quarter" | "quarters" | "half");
    let is_date = entry.weekday.is_some() || (entry.month.is_some() && lower != "march");
    lexed.is_word(at)
        && (hyphenated || lexed.gap(at) == Gap::Space)
        && lower.len() > 1
        && (is_noun_too || !is_stop)
        && !lower.ends_with("ly")
        && !is_number
        && !is_date
}

fn named(mut words: Vec<String>, end: usize) -> Noun {
    let last = words.pop().map(|last| singular(&last));
    // "one of Berg's promises" counts promises.
    let is_owner = |word: &str| word.ends_with("'s") || word.ends_with("’s");
    words.retain(|word| !is_owner(word));
    words.extend(last);
    words.retain(|word| word != "more" && word != "other");
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
    word.len() > 3 && word.ends_with('s') && !no_plural && !NO_NOUNS.contains(&word)
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
        ] {
            assert_eq!(noun(text).as_deref(), Some(name), "{text}");
        }
        for text in ["6 in all", "12 and more", "one they lose", "7, ships"] {
            assert_eq!(noun(text), None, "{text}");
        }
    }
}
