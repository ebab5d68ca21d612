//! Years: behind a day, in words, and by themselves.

use jiff::civil::Date;

use super::calendar::whole_year;
use super::lexer::{Gap, Lexed, LexemeKind};
use super::lexicon::NumberWord::Cardinal;
use super::model::When;
use super::numbers::number;

/// The year behind a day: `, 2024`, `2024`, `two thousand and eighteen`.
pub fn year_behind(lexed: &Lexed, at: usize) -> Option<(i16, usize)> {
    let comma = usize::from(lexed.is_mark(at, ','));
    if let Some(year) = year(lexed, at + comma) {
        return Some((year, at + comma + 1));
    }
    year_in_words(lexed, at + comma)
}

/// `nineteen seventy-eight`, `two thousand and eighteen`, `nineteen oh one`, `twenty twenty`.
fn year_in_words(lexed: &Lexed, at: usize) -> Option<(i16, usize)> {
    let small = |at: usize| match lexed.entry(at).number {
        Some(Cardinal(value)) => Some(i16::from(value)),
        _ => None,
    };
    if let Some(century @ 10..=21) = small(at)
        .map(|first| {
            first
                + small(at + 1)
                    .filter(|ones| first == 20 && *ones == 1)
                    .unwrap_or(0)
        })
        .filter(|_| lexed.gap(at + 1) == Gap::Space)
    {
        let next = at + 1;
        let zero = lexed.is_any(next, &["zero", "oh", "o"]);
        let tens = if zero {
            Some(0)
        } else {
            small(next).filter(|tens| *tens >= 10)
        };
        if let Some(tens) = tens {
            let dash = usize::from(lexed.is_dash(next + 1));
            let ones = small(next + 1 + dash)
                .filter(|ones| (1..10).contains(ones) && (tens == 0 || tens >= 20));
            if let Some(ones) = ones {
                return Some((century * 100 + tens + ones, next + 2 + dash));
            }
            if !zero {
                return Some((century * 100 + tens, next + 1));
            }
        }
    }
    let read = number(lexed, at).filter(|read| read.in_words)?;
    let year = i16::try_from(read.value.small()?).ok()?;
    (1000..2200).contains(&year).then_some((year, read.end))
}

/// A year in digits or told from the document's own (`last year`), as far as that is known, and where it
/// ends.
pub fn year_told(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(Option<i16>, usize)> {
    if let Some(year) = year(lexed, at) {
        return Some((Some(year), at + 1));
    }
    if !lexed.is(at + 1, "year") || lexed.gap(at) == Gap::Break {
        return None;
    }
    let steps = [("this", 0), ("last", -1), ("next", 1)];
    let step = steps.iter().find(|(word, _)| lexed.is(at, word));
    step.map(|(_, step)| (written.map(|date| date.year() + step), at + 2))
}

/// Four digits that are a year.
pub fn year(lexed: &Lexed, at: usize) -> Option<i16> {
    let written = lexed.written(at);
    let plain = written.len() == 4
        && written.bytes().all(|byte| byte.is_ascii_digit())
        && lexed.gap(at) != Gap::Break;
    let year: i16 = written.parse().ok().filter(|_| plain)?;
    (1000..2200).contains(&year).then_some(year)
}

/// A year of two digits, by the rule of POSIX: 69 to 99 are in the last century.
pub fn full_year(year: i16) -> i16 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// A year by itself, or two with a dash: four digits that count nothing.
pub fn lone_year(lexed: &Lexed, at: usize) -> Option<(When, usize)> {
    let first = year(lexed, at).filter(|year| (1500..2101).contains(year) || is_led(lexed, at))?;
    if is_level(lexed, at) {
        return None;
    }
    if lexed.is_glued(at)
        && at > 0
        && !matches!(
            lexed.get(at - 1)?.kind,
            LexemeKind::Mark('(' | '[' | '"' | '“' | '\'' | '‘' | '/' | '–' | '—' | '©')
        )
    {
        return None;
    }
    let apostrophe = usize::from(is_apostrophe(lexed, at + 1) && lexed.is_glued(at + 1));
    let plural = at + 1 + apostrophe;
    if lexed.is_glued(plural) && lexed.is(plural, "s") {
        let decade = (whole_year(first)?.0, whole_year(first + 9)?.1);
        return Some((
            When {
                days: Some(decade),
                ..When::default()
            },
            plural + 1,
        ));
    }
    if lexed.is_dash(at + 1)
        && lexed.is_glued(at + 1)
        && lexed.is_digits(at + 2)
        && lexed.is_glued(at + 2)
    {
        let written = lexed.written(at + 2);
        let last: i16 = written.parse().ok()?;
        let last = if written.len() == 2 {
            first / 100 * 100 + last
        } else {
            last
        };
        let both = (
            whole_year(first)?.0,
            whole_year(last).filter(|_| last > first && last < 2200)?.1,
        );
        return Some((
            When {
                days: Some(both),
                ..When::default()
            },
            at + 3,
        ));
    }
    if at > 0
        && lexed.is_any(at - 1, &["between", "from"])
        && lexed.is_any(at + 1, &["and", "to", "through", "until"])
        && let Some(last) = year(lexed, at + 2).filter(|last| *last > first)
    {
        let both = (whole_year(first)?.0, whole_year(last)?.1);
        return Some((
            When {
                days: Some(both),
                ..When::default()
            },
            at + 3,
        ));
    }
    let counts = lexed.gap(at + 1) != Gap::Break
        && (lexed.is_mark(at + 1, '%')
            || lexed.is_glued(at + 1) && lexed.is_word(at + 1)
            || super::measures::unit_after(lexed, at + 1, false).is_some()
            || lexed.entry(at + 1).currency.is_some());
    let led = is_led(lexed, at);
    let plural = super::nouns::counted(lexed, at + 1, false).is_some();
    // "2002, 2001 and 2000 results": a year in a list of years.
    let listed = at > 1
        && (lexed.is(at - 1, "and") || lexed.is_mark(at - 1, ','))
        && year(lexed, at - 2).is_some();
    // "the 2004 Olympic Games"
    let named = at > 0
        && (lexed.is(at - 1, "the") || lexed.written(at - 1).ends_with("'s"))
        && lexed.is_capital(at + 1)
        && !counts;
    (led || listed || named || !(counts || plural)).then_some((
        When {
            days: Some(whole_year(first)?),
            ..When::default()
        },
        at + 1,
    ))
}

fn is_apostrophe(lexed: &Lexed, at: usize) -> bool {
    lexed.is_mark(at, '\'') || lexed.is_mark(at, '‘') || lexed.is_mark(at, '’')
}

/// Decades in words, from the one that begins with 20 on.
pub const DECADES: &[&str] = &[
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
];

/// A decade without its century: `the '70s`, `the seventies`.
pub fn decade(lexed: &Lexed, at: usize) -> Option<(When, usize)> {
    let (tens, end) = if lexed.is_word(at) {
        let is_led = at > 0 && lexed.written(at).ends_with("ies") && lexed.is(at - 1, "the");
        let mut decades = DECADES.iter();
        let place = decades.position(|decade| is_led && lexed.is(at, decade))?;
        (i16::try_from(place).ok()? * 10 + 20, at + 1)
    } else {
        let is_short = is_apostrophe(lexed, at)
            && lexed.is_glued(at + 1)
            && lexed.written(at + 1).len() == 2
            && lexed.is_glued(at + 2)
            && lexed.is(at + 2, "s");
        let tens = lexed.written(at + 1).parse().ok().filter(|_| is_short)?;
        (tens, at + 3)
    };
    let first = if tens < 20 { 2000 + tens } else { 1900 + tens };
    let days = (whole_year(first)?.0, whole_year(first + 9)?.1);
    let when = When {
        days: Some(days),
        ..When::default()
    };
    (tens % 10 == 0).then_some((when, end))
}

/// Whether four digits are what something rose or fell to, or a number of two: `0.11 percent to 1650`,
/// `from 1540 in 2001`, `1821 to 1199`.
fn is_level(lexed: &Lexed, at: usize) -> bool {
    let is_share = |at: usize| {
        lexed.is_mark(at, '%') || lexed.is_any(at, &["percent", "cent", "pc", "points", "point"])
    };
    let follows_change = at > 1 && lexed.is_any(at - 1, &["to", "at"]) && is_share(at - 2);
    let other = |at: usize| year(lexed, at);
    let is_before_year = lexed.is(at + 1, "in")
        && other(at + 2).is_some()
        && at > 0
        && lexed.is_any(
            at - 1,
            &["from", "to", "of", "with", "at", "was", "were", "had"],
        );
    let falls = lexed.is(at + 1, "to")
        && other(at + 2)
            .zip(other(at))
            .is_some_and(|(last, first)| last < first)
        || at > 1
            && lexed.is(at - 1, "to")
            && other(at - 2)
                .zip(other(at))
                .is_some_and(|(first, last)| last < first);
    // "1500 to 2000 people"
    let is_range = (lexed.is(at + 1, "to") || lexed.is_dash(at + 1))
        && other(at + 2).is_some()
        && super::nouns::counted(lexed, at + 3, false).is_some();
    follows_change || is_before_year || falls || is_range
}

/// Whether a word before the year says that it is one.
fn is_led(lexed: &Lexed, at: usize) -> bool {
    at > 0
        && lexed.is_any(
            at - 1,
            &[
                "in", "since", "by", "until", "of", "from", "during", "before", "after", "early",
                "late", "year", "mid",
            ],
        )
}
