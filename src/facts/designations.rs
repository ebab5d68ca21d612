//! Digits that count nothing: parts of names, of addresses, of idioms.

use super::amounts::Term;
use super::decimal::Decimal;
use super::lexer::{Gap, Lexed};
use super::names::starts_sentence;
use super::nouns::counted;

/// Whether digits are no number at all, whatever follows: hours, addresses, `9/11`, `24/7`, `401(k)`,
/// `a 4-2-3-1 formation`, `1080p`.
pub fn counts_nothing(lexed: &Lexed, term: &Term) -> bool {
    is_screen(lexed, term.start)
        || term.unit.is_none()
            && (is_hour(lexed, term.end)
                || term.is_bare
                    && (is_pair(lexed, term)
                        || is_paragraph(lexed, term)
                        || is_in_chain(lexed, term)
                        || is_second_day(lexed, term)
                        || is_address(lexed, term.end)))
}

/// Whether the number behind is an hour: `5 o'clock`.
fn is_hour(lexed: &Lexed, end: usize) -> bool {
    lexed.is_any(end, &["o'clock", "o’clock"])
}

/// `9/11`, `24/7`: two numbers with a slash that are no fraction.
fn is_pair(lexed: &Lexed, term: &Term) -> bool {
    let is_slash = |at: usize| lexed.is_mark(at, '/') && lexed.is_glued(at);
    let is_first =
        is_slash(term.end) && lexed.is_glued(term.end + 1) && lexed.is_digits(term.end + 1);
    let is_second = term.start > 1
        && lexed.is_glued(term.start)
        && is_slash(term.start - 1)
        && lexed.is_digits(term.start - 2);
    is_first || is_second
}

/// `401(k)`: a letter in parentheses belongs to it.
fn is_paragraph(lexed: &Lexed, term: &Term) -> bool {
    lexed.is_mark(term.end, '(')
        && lexed.is_glued(term.end)
        && lexed.is_glued(term.end + 1)
        && lexed.written(term.end + 1).len() == 1
        && lexed.is_mark(term.end + 2, ')')
}

/// `June 17-18`, `between Oct. 10 and 17`: the second of two days, where their year is not known.
fn is_second_day(lexed: &Lexed, term: &Term) -> bool {
    const LAST_DAY: u32 = 31;
    let Some(joint) = term.start.checked_sub(1) else {
        return false;
    };
    let is_joint = lexed.is_dash(joint) || lexed.is_any(joint, &["and", "to", "through", "or"]);
    let is_first = joint > 1 && lexed.is_digits(joint - 1) && lexed.written(joint - 1).len() < 3;
    let stop = usize::from(joint > 2 && lexed.is_mark(joint - 2, '.'));
    let month = joint.checked_sub(2 + stop);
    is_joint
        && is_first
        && term.low <= Decimal::from(LAST_DAY)
        && month.is_some_and(|month| lexed.entry(month).month.is_some())
        && (lexed.is_dash(joint) || counted(lexed, term.end, false).is_none())
}

/// `4-2-3-1`, `1-800-555-1234`: three and more numbers with dashes between.
fn is_in_chain(lexed: &Lexed, term: &Term) -> bool {
    let is_link = |dash: usize| {
        lexed.is_dash(dash)
            && lexed.is_glued(dash)
            && lexed.is_glued(dash + 1)
            && lexed.is_digits(dash + 1)
            && dash
                .checked_sub(1)
                .is_some_and(|before| lexed.is_digits(before))
    };
    let before = |links: usize| term.start.checked_sub(2 * links - 1).is_some_and(is_link);
    let behind = |links: usize| is_link(term.end + 2 * (links - 1));
    before(1) && (before(2) || behind(1)) || behind(1) && behind(2)
}

/// Whether digits name the lines of a screen or a race: `1080p`, `4K`.
fn is_screen(lexed: &Lexed, at: usize) -> bool {
    let is_one_word = lexed.is_digits(at) && lexed.is_glued(at + 1);
    is_one_word
        && matches!(
            (lexed.written(at), lexed.written(at + 1)),
            ("480" | "720" | "1080" | "1440" | "2160", "p") | ("2" | "3" | "4" | "5" | "8", "K")
        )
}

/// Words in small letters before digits that make them a designation: `page 12`, `type 2 diabetes`.
const DESIGNATORS: &[&str] = &[
    "page",
    "pages",
    "chapter",
    "article",
    "section",
    "paragraph",
    "clause",
    "route",
    "highway",
    "flight",
    "room",
    "channel",
    "type",
    "phase",
    "category",
    "episode",
    "season",
    "version",
    "volume",
    "figure",
    "table",
    "appendix",
    "rule",
    "grade",
    "iphone",
    "ipad",
    "covid",
    "sp",
    "ftse",
    "nikkei",
    "stoxx",
    "cac",
    "dax",
    "russell",
];

/// Words that also stand before a number in words, unless that counts something: `Channel Ten`, `phase
/// three`, `day two`, but `that day two ships came`.
const DESIGNATORS_IN_WORDS: &[&str] = &[
    "article",
    "category",
    "channel",
    "chapter",
    "chromosome",
    "division",
    "day",
    "formula",
    "game",
    "grade",
    "group",
    "lane",
    "level",
    "page",
    "part",
    "phase",
    "platform",
    "round",
    "section",
    "stage",
    "step",
    "tier",
    "type",
    "week",
    "zone",
];

/// Whether digits are no number but part of a name: `Flight 370`, `COVID-19`, `iPhone 11`, `page 12`.
pub fn is_designation(lexed: &Lexed, term: &Term) -> bool {
    let Some(before) = term.start.checked_sub(1) else {
        return lexed.is_glued(term.end)
            && lexed.is_word(term.end)
            && term.unit.is_none()
            && term.is_bare;
    };
    // "the number 10 batsman"
    let is_number = lexed.is(before, "number") && lexed.gap(term.start) == Gap::Space;
    if is_number && term.unit.is_none() && counted(lexed, term.end, false).is_none() {
        return true;
    }
    // "a multi-billion dollar plan"
    let is_multiple = before > 0 && lexed.is_dash(before) && lexed.is(before - 1, "multi");
    if is_multiple {
        return true;
    }
    let is_rank = lexed.is_any(before, &["top", "bottom"]) && lexed.gap(term.start) == Gap::Space;
    if is_rank && term.unit.is_none() && counted(lexed, term.end, false).is_none() {
        return true;
    }
    let is_numbered = lexed.is_mark(before, '#')
        || lexed.is_mark(before, '.')
            && lexed.is_glued(before)
            && before
                .checked_sub(1)
                .is_some_and(|no| lexed.is_any(no, &["no", "nos"]));
    if is_numbered && term.is_bare && term.unit.is_none() {
        return true;
    }
    let is_named = term.unit.is_none()
        && lexed.is_any(before, DESIGNATORS_IN_WORDS)
        && lexed.gap(term.start) == Gap::Space
        && counted(lexed, term.end, false).is_none();
    if is_named {
        return true;
    }
    if !term.is_bare || term.unit.is_some() || lexed.gap(term.start) == Gap::Break {
        return false;
    }
    // "5G", "3s", "12x": letters that are no unit.
    if lexed.is_glued(term.end) && lexed.is_word(term.end) {
        return true;
    }
    if lexed.is_dash(before) && lexed.is_glued(term.start) {
        return before.checked_sub(1).is_some_and(|word| {
            lexed.is_word(word) && (lexed.is_glued(before) || is_capital(lexed, word))
        });
    }
    if !lexed.is_word(before) {
        return false;
    }
    let written = lexed.written(before);
    let is_mixed = written.chars().skip(1).any(char::is_uppercase);
    if is_mixed || lexed.is_any(before, DESIGNATORS) {
        return true;
    }
    // "to Nearly 20 Countries": in a heading every word is written so.
    let is_function_word = lexed.entry(before).is_small || lexed.entry(before).is_bound;
    // "the Corolla's 309,000": a name's number is short.
    let is_owner = written.ends_with("'s") || written.ends_with("’s");
    let least = if is_owner { 1_000 } else { 10_000 };
    let is_long = term.low >= Decimal::from(least);
    if !is_capital(lexed, before) || is_function_word || is_long {
        return false;
    }
    if starts_sentence(lexed, before) {
        // "Voyager 2 lags behind", but "Only 2 came"
        let is_short = lexed.written(term.start).len() <= 3;
        return is_short
            && lexed.gap(term.start) == Gap::Space
            && !lexed.is_any(before, BEFORE_COUNTS)
            && lexed.entry(before).number.is_none()
            && counted(lexed, term.end, false).is_none();
    }
    !counts_people(lexed, term.end)
}

/// Words that begin a sentence before a number and are no name.
const BEFORE_COUNTS: &[&str] = &[
    "additionally",
    "another",
    "exactly",
    "just",
    "maybe",
    "not",
    "only",
    "perhaps",
    "plus",
    "precisely",
    "possibly",
    "probably",
    "total",
    "totalling",
    "today",
    "yesterday",
];

/// Whether people are counted: no name ends in a number before them. (`in Paris 20 people`, but
/// `Windows 10 users`)
fn counts_people(lexed: &Lexed, at: usize) -> bool {
    counted(lexed, at, false).is_some_and(|noun| {
        let head = noun.name.rsplit(' ').next();
        head.is_some_and(|head| {
            matches!(
                head,
                "person"
                    | "man"
                    | "woman"
                    | "child"
                    | "soldier"
                    | "civilian"
                    | "worker"
                    | "employee"
                    | "student"
                    | "patient"
                    | "passenger"
                    | "resident"
                    | "migrant"
                    | "refugee"
                    | "page"
            )
        })
    })
}

/// Whether a street's name stands behind the number: `49 Harbour Road`, `16-18 Mill Lane`.
fn is_address(lexed: &Lexed, at: usize) -> bool {
    let first = at + 2 * usize::from(lexed.is_dash(at) && lexed.is_digits(at + 1));
    (first..first + 5)
        .take_while(|at| {
            lexed.gap(*at) == Gap::Space && (is_capital(lexed, *at) || lexed.is_digits(*at))
                || lexed.is_any(*at, &["st", "nd", "rd", "th"]) && lexed.is_glued(*at)
        })
        .any(|at| {
            lexed.is_any(
                at,
                &[
                    "street",
                    "st",
                    "road",
                    "rd",
                    "avenue",
                    "ave",
                    "boulevard",
                    "blvd",
                    "lane",
                    "drive",
                    "way",
                    "square",
                    "terrace",
                    "highway",
                    "parkway",
                ],
            ) && is_capital(lexed, at)
        })
}

/// Whether a word is written with a capital letter.
pub fn is_capital(lexed: &Lexed, at: usize) -> bool {
    lexed.is_word(at) && lexed.written(at).contains(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::{Normal, Setting, recognise};

    fn measures(text: &str) -> Vec<String> {
        let facts = recognise(text, Setting::default());
        let measured = facts.iter().filter(|fact| fact.normal.measure().is_some());
        measured.map(|fact| fact.normal.to_string()).collect()
    }

    #[test]
    fn digits_in_names_and_idioms_count_nothing() {
        for text in [
            "since 9/11 it is open 24/7",
            "a 401(k) plan",
            "in a 4-2-3-1 formation",
            "call 1-800-555-1234",
            "at 5 o'clock",
            "a video in 1080p or 4K",
            "the No. 1 seed",
            "told Channel Ten",
            "the June 17-18 talks",
            "between Oct. 10 and 17 it rained",
            "sank to Division Three",
            "version 5.2 of it",
            "phase three",
            "the 2004 Olympic Games",
            "she owns a PS5.",
        ] {
            assert!(measures(text).is_empty(), "{text}: {:?}", measures(text));
        }
    }

    #[test]
    fn digits_behind_a_capital_letter_may_count_all_the_same() {
        for (text, told) in [
            (
                "Protests Spread to Nearly 20 Countries",
                "about 20 countries",
            ),
            ("Since then in Paris 20 people died", "20 people"),
            ("on 2.5 acres", "2.5 acres"),
            ("against the Berg's 309,000", "309,000"),
            ("Mr. Berg beat the Lindqvist 348,000 to nothing", "348,000"),
            (
                "a 2.0T engine of 300+ horsepower",
                "at least 300 horsepower",
            ),
            ("Probe 2 lags behind at 12 percent", "12 %"),
            ("Only 2 came", "2"),
            ("between May 3 and 5 people", "5 people"),
        ] {
            assert_eq!(measures(text), [told], "{text}");
        }
    }

    #[test]
    fn an_hour_with_full_stops_is_a_time() {
        for text in [
            "It starts at 5 p.m. and ends.",
            "It starts at 1055 a.m. and ends.",
        ] {
            let facts = recognise(text, Setting::default());
            assert!(matches!(facts.as_slice(), [fact] if matches!(fact.normal, Normal::Time(_))));
        }
    }
}
