//! Facts: quantities, money, dates, names and quotations, recognised with a normal form.
//!
//! A text is read once into lexemes ([`lexer`]), each looked up once ([`lexicon`]); then one
//! recogniser a kind says what starts at a lexeme. What they need to know of the world are tables
//! ([`units`], [`currencies`]), not code.

mod ages;
mod amounts;
mod bounds;
mod calendar;
mod change;
mod concepts;
mod currencies;
mod dateline;
mod dates;
mod decimal;
mod designations;
mod fractions;
mod hedges;
mod lexer;
mod lexicon;
mod measures;
mod model;
mod money;
mod names;
mod noun_words;
mod nouns;
mod numbers;
mod ordinals;
mod parts_of_years;
mod periods;
mod powers;
mod quotations;
mod relation;
mod relative;
mod scores;
mod seen;
mod series;
mod small_words;
mod speech;
mod table;
mod timing;
mod told;
mod units;
mod years;

use jiff::civil::Date;

use lexer::{Lexed, LexemeKind};
use lexicon::Starts;
use seen::Seen;
use series::Series;

pub use change::{Part, part_of_change};
pub use dateline::dateline;
pub use decimal::Decimal;
pub use model::{
    Amount, Bound, Fact, Hedge, Marks, Measure, Name, NameOf, Normal, Quotation, Stance, When,
};
pub use names::{are_two_names, is_one_land, is_slip, written_out};
pub use relation::{Relation, relate, relate_in_place, why};
pub use small_words::is_small;
pub use table::{Place, Row, Standing, Tells, Tie, table};

/// What is known of a document besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The day on which it was written: what "on Monday" and "last year" are reckoned from.
    pub written: Option<Date>,
}

/// The facts of a text, in the order in which they start. Characters that nobody sees hide none.
pub fn recognise(text: &str, setting: Setting) -> Vec<Fact> {
    let seen = Seen::of(text);
    let mut found = recognise_seen(&seen.text, setting);
    for fact in &mut found {
        fact.span = seen.in_the_text(fact.span);
    }
    found
}

fn recognise_seen(text: &str, setting: Setting) -> Vec<Fact> {
    let lexed = Lexed::of(text);
    let mut found = stated(&lexed, setting);
    found.extend(names::names(&lexed));
    found.extend(quotations::quotations(&lexed));
    found.sort_by_key(|fact| (fact.span.start(), fact.span.end()));
    found
}

/// Only what is stated in figures, dates and hedges: the facts that do not need the whole text.
fn stated(lexed: &Lexed, setting: Setting) -> Vec<Fact> {
    let mut found = vec![];
    let mut series = Series::default();
    let mut at = 0;
    while at < lexed.lexemes.len() {
        if !may_start(lexed, at) {
            at += 1;
            continue;
        }
        at = match starting_at(lexed, at, setting) {
            Some((fact, end)) => {
                // "no more than" before a number is its bound and no denial.
                found.pop_if(|before: &mut Fact| before.span.overlaps(fact.span));
                found.push(fact);
                series.share(lexed, &mut found, at, end);
                end.max(at + 1)
            }
            None => at + 1,
        };
    }
    found
}

/// Whether a fact can start at a lexeme at all.
fn may_start(lexed: &Lexed, at: usize) -> bool {
    let Some(lexeme) = lexed.get(at) else {
        return false;
    };
    match lexeme.kind {
        LexemeKind::Digits => true,
        LexemeKind::Word => {
            starts_something(lexed, at)
                || lexed.is_digits(at + 1) && lexed.written(at).len() == 4
                || lexed.is_mark(at + 1, '$')
                || lexed.is_mark(at + 2, '$')
                || hedges::is_contracted(lexed.written(at))
        }
        LexemeKind::Mark(mark) => mark_starts_something(lexed, at, mark),
    }
}

/// Whether a fact can start with the mark: a sign of a currency, a minus sign, the point of a
/// fraction, a percent sign before its number.
fn mark_starts_something(lexed: &Lexed, at: usize, mark: char) -> bool {
    match mark {
        // "the '70s"
        '\'' | '‘' | '’' => lexed.is_digits(at + 1) && lexed.is_glued(at + 1),
        '.' => lexed.is_digits(at + 1) && lexed.is_glued(at + 1) && !lexed.is_glued(at),
        '-' | '\u{2212}' => lexed.is_glued(at + 1) && !lexed.is_glued(at),
        '$' | '%' => true,
        '“' | '”' | '«' | '»' | '„' | '\u{2010}'..='\u{2015}' | '…' | '•' | '·' => {
            false
        }
        _ => !mark.is_ascii(),
    }
}

/// Whether the lexicon lets a fact start with the word.
fn starts_something(lexed: &Lexed, at: usize) -> bool {
    match lexed.entry(at).starts {
        Starts::Never => false,
        Starts::Always => true,
        Starts::First | Starts::BeforeOther => {
            lexed.get(at + 1).is_some_and(|next| match next.kind {
                LexemeKind::Digits => true,
                LexemeKind::Word => next.entry.follows(),
                LexemeKind::Mark(mark) => {
                    !mark.is_ascii_punctuation() || matches!(mark, '$' | '-' | '+')
                }
            })
        }
    }
}

/// The fact that starts at a lexeme, and where it ends.
fn starting_at(lexed: &Lexed, at: usize, setting: Setting) -> Option<(Fact, usize)> {
    if lexed.entry(at).is_only_hedge() {
        return hedges::hedge(lexed, at);
    }
    dates::date(lexed, at, setting.written)
        .or_else(|| dates::time(lexed, at))
        .or_else(|| ordinals::ordinal(lexed, at))
        .or_else(|| amounts::amount(lexed, at))
        .or_else(|| hedges::hedge(lexed, at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces that recognisers look for, in any order: what a careless or hostile text can hold.
    const PIECES: &[&str] = &[
        "from",
        "between",
        "and",
        "the",
        "first",
        "half",
        "of",
        "a",
        "third",
        "two",
        "million",
        "dozens",
        "May",
        "3",
        "2023",
        "31",
        "0",
        "1,000",
        "1.2.3",
        "99999999999999999999999999999999999999999",
        "1e99",
        "2^200",
        "½",
        "٣",
        "%",
        "$",
        "US$",
        "€",
        "-",
        "–",
        "/",
        ":",
        ".",
        ",",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "«",
        "»",
        "„",
        "(",
        "\n\n",
        "\n",
        "\u{200b}",
        "\u{301}",
        "é",
        "日本",
        "🏳️‍🌈",
        "km",
        "per",
        "cent",
        "days",
        "ago",
        "in",
        "week",
        "last",
        "next",
        "Monday",
        "day",
        "before",
        "yesterday",
        "point",
        "point five",
        "minus",
        "said",
        "Anna",
        "Berg",
        "Dr.",
        "no",
        "more than",
        "isn't",
        "https://a.b/c?d=1",
        "www.",
        "PS5",
        "Y=5",
        "MEUR",
        "square",
        "feet",
        "year",
        "old",
    ];

    proptest! {
        #[test]
        fn facts_lie_on_characters_whatever_is_read(
            pieces in prop::collection::vec((0..PIECES.len(), prop::bool::ANY), 0..40),
            text in "\\PC{0,40}",
            day in prop::option::of(-9999_i16..=9999),
        ) {
            let mut written = text;
            for (piece, is_glued) in pieces {
                written.push_str(if is_glued { "" } else { " " });
                written.push_str(PIECES[piece]);
            }
            let setting = Setting { written: day.and_then(|year| Date::new(year, 12, 31).ok()) };
            let mut last = 0;
            for fact in recognise(&written, setting) {
                prop_assert!(!fact.span.is_empty(), "{written:?}: {fact:?}");
                prop_assert!(written.get(fact.span.range()).is_some(), "{written:?}: {fact:?}");
                prop_assert!(fact.span.start().0 >= last);
                last = fact.span.start().0;
                // What is told of it must not fail, either.
                let _ = fact.normal.to_string();
            }
            dateline(&written);
        }
    }
}
