//! What single words mean to the recognisers, looked up once a word.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use jiff::civil::Weekday;

use super::bounds::last_words;
use super::currencies::{CURRENCIES, Currency};
use super::hedges::first_words;
use super::names::TITLES;
use super::noun_words::NO_NOUNS;
use super::small_words::SMALL_WORDS;
use super::speech::VERBS;
use super::units::{UNITS, Unit};
use super::years::DECADES;
use crate::text::Span;

/// What is known of a word. Most words are nothing special; some are several things (`second`,
/// `pound`, `may`), and the recognisers decide by what stands beside.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a word may be each of these whether or not it is the others"
)]
pub struct Entry {
    /// It is part of a number.
    pub number: Option<NumberWord>,
    /// It is a month, from 1 to 12.
    pub month: Option<i8>,
    /// It is a day of the week.
    pub weekday: Option<Weekday>,
    /// It is a unit of measure.
    pub unit: Option<&'static Unit>,
    /// It is a currency, by code or by name.
    pub currency: Option<&'static Currency>,
    /// A fact may start with it. Most words start none and are passed over at once.
    pub starts: Starts,
    /// A hedge may start with it: the place of the first that does.
    pub hedge: Option<u8>,
    is_only_hedge: bool,
    /// A phrase that bounds a number may end with it: than, about.
    pub is_bound: bool,
    /// It is a function word.
    pub is_small: bool,
    /// It ends a phrase that is counted, though it is no function word, or is no plural.
    pub ends_noun: bool,
    /// It is a title, or part of one.
    pub is_title: bool,
    /// It is a verb that attributes speech.
    pub is_speech: bool,
}

/// Whether a fact may start with a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Starts {
    /// None does.
    #[default]
    Never,
    /// Only where a number, a date or a measure follows, and no such word leads to it: the, in.
    First,
    /// Only where a number, a date or a measure follows: a, last.
    BeforeOther,
    /// It may.
    Always,
}

/// What is known of nearly all words.
pub const NOTHING: &Entry = &Entry {
    number: None,
    month: None,
    weekday: None,
    unit: None,
    currency: None,
    starts: Starts::Never,
    hedge: None,
    is_only_hedge: false,
    is_bound: false,
    is_small: false,
    ends_noun: false,
    is_title: false,
    is_speech: false,
};

impl Entry {
    /// Whether the word can go on what a word like "the" or "last" starts.
    pub fn follows(&self) -> bool {
        self.number.is_some()
            || self.month.is_some()
            || self.weekday.is_some()
            || self.unit.is_some()
            || self.currency.is_some()
            || matches!(self.starts, Starts::BeforeOther | Starts::Always)
    }

    /// Whether the word can start a hedge and nothing else.
    pub fn is_only_hedge(&self) -> bool {
        self.is_only_hedge
    }
}

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// One of zero to twenty and the tens to ninety.
    Cardinal(u8),
    /// Hundred.
    Hundred,
    /// A power of ten from a thousand on.
    Scale(u8),
    /// A count of things by the dozen, the score, the gross.
    Group(u8),
    /// A half.
    Half,
    /// A place in an order, or a fraction's denominator.
    Ordinal(u8),
    /// The hundredth, thousandth … part or place.
    ScaleOrdinal(u8),
}

use NumberWord::{Cardinal, Group, Half, Hundred, Ordinal, Scale, ScaleOrdinal};

const NUMBER_WORDS: &[(&str, NumberWord)] = &[
    ("zero", Cardinal(0)),
    ("nought", Cardinal(0)),
    ("naught", Cardinal(0)),
    ("one", Cardinal(1)),
    ("two", Cardinal(2)),
    ("three", Cardinal(3)),
    ("four", Cardinal(4)),
    ("five", Cardinal(5)),
    ("six", Cardinal(6)),
    ("seven", Cardinal(7)),
    ("eight", Cardinal(8)),
    ("nine", Cardinal(9)),
    ("ten", Cardinal(10)),
    ("eleven", Cardinal(11)),
    ("twelve", Cardinal(12)),
    ("thirteen", Cardinal(13)),
    ("fourteen", Cardinal(14)),
    ("fifteen", Cardinal(15)),
    ("sixteen", Cardinal(16)),
    ("seventeen", Cardinal(17)),
    ("eighteen", Cardinal(18)),
    ("nineteen", Cardinal(19)),
    ("twenty", Cardinal(20)),
    ("thirty", Cardinal(30)),
    ("forty", Cardinal(40)),
    ("fourty", Cardinal(40)),
    ("fifty", Cardinal(50)),
    ("sixty", Cardinal(60)),
    ("seventy", Cardinal(70)),
    ("eighty", Cardinal(80)),
    ("ninety", Cardinal(90)),
    ("hundred", Hundred),
    ("hundreds", Hundred),
    ("thousand", Scale(3)),
    ("thousands", Scale(3)),
    ("million", Scale(6)),
    ("millions", Scale(6)),
    ("mil", Scale(6)),
    ("mln", Scale(6)),
    ("mn", Scale(6)),
    ("billion", Scale(9)),
    ("billions", Scale(9)),
    ("bn", Scale(9)),
    ("bln", Scale(9)),
    ("trillion", Scale(12)),
    ("trillions", Scale(12)),
    ("tn", Scale(12)),
    ("tln", Scale(12)),
    ("trn", Scale(12)),
    ("lakh", Scale(5)),
    ("lakhs", Scale(5)),
    ("crore", Scale(7)),
    ("crores", Scale(7)),
    ("dozen", Group(12)),
    ("dozens", Group(12)),
    ("doz", Group(12)),
    ("dozs", Group(12)),
    ("dz", Group(12)),
    ("dzs", Group(12)),
    ("half", Half),
    ("halves", Half),
    ("first", Ordinal(1)),
    ("firsts", Ordinal(1)),
    ("second", Ordinal(2)),
    ("third", Ordinal(3)),
    ("thirds", Ordinal(3)),
    ("fourth", Ordinal(4)),
    ("fourths", Ordinal(4)),
    ("quarter", Ordinal(4)),
    ("quarters", Ordinal(4)),
    ("fifth", Ordinal(5)),
    ("fifths", Ordinal(5)),
    ("sixth", Ordinal(6)),
    ("sixths", Ordinal(6)),
    ("seventh", Ordinal(7)),
    ("sevenths", Ordinal(7)),
    ("eighth", Ordinal(8)),
    ("eighths", Ordinal(8)),
    ("ninth", Ordinal(9)),
    ("ninths", Ordinal(9)),
    ("tenth", Ordinal(10)),
    ("tenths", Ordinal(10)),
    ("eleventh", Ordinal(11)),
    ("elevenths", Ordinal(11)),
    ("twelfth", Ordinal(12)),
    ("twelfths", Ordinal(12)),
    ("thirteenth", Ordinal(13)),
    ("thirteenths", Ordinal(13)),
    ("fourteenth", Ordinal(14)),
    ("fourteenths", Ordinal(14)),
    ("fifteenth", Ordinal(15)),
    ("fifteenths", Ordinal(15)),
    ("sixteenth", Ordinal(16)),
    ("sixteenths", Ordinal(16)),
    ("seventeenth", Ordinal(17)),
    ("seventeenths", Ordinal(17)),
    ("eighteenth", Ordinal(18)),
    ("eighteenths", Ordinal(18)),
    ("nineteenth", Ordinal(19)),
    ("nineteenths", Ordinal(19)),
    ("twentieth", Ordinal(20)),
    ("twentieths", Ordinal(20)),
    ("thirtieth", Ordinal(30)),
    ("thirtieths", Ordinal(30)),
    ("fortieth", Ordinal(40)),
    ("fortieths", Ordinal(40)),
    ("fiftieth", Ordinal(50)),
    ("fiftieths", Ordinal(50)),
    ("sixtieth", Ordinal(60)),
    ("sixtieths", Ordinal(60)),
    ("seventieth", Ordinal(70)),
    ("seventieths", Ordinal(70)),
    ("eightieth", Ordinal(80)),
    ("eightieths", Ordinal(80)),
    ("ninetieth", Ordinal(90)),
    ("ninetieths", Ordinal(90)),
    ("hundredth", ScaleOrdinal(2)),
    ("hundredths", ScaleOrdinal(2)),
    ("thousandth", ScaleOrdinal(3)),
    ("thousandths", ScaleOrdinal(3)),
    ("millionth", ScaleOrdinal(6)),
    ("millionths", ScaleOrdinal(6)),
    ("billionth", ScaleOrdinal(9)),
    ("billionths", ScaleOrdinal(9)),
    ("trillionth", ScaleOrdinal(12)),
    ("trillionths", ScaleOrdinal(12)),
];

const MONTHS: &[(&str, i8)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday),
    ("mondays", Weekday::Monday),
    ("mon", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("tuesdays", Weekday::Tuesday),
    ("tue", Weekday::Tuesday),
    ("tues", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("wednesdays", Weekday::Wednesday),
    ("wed", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("thursdays", Weekday::Thursday),
    ("thu", Weekday::Thursday),
    ("thur", Weekday::Thursday),
    ("thurs", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("fridays", Weekday::Friday),
    ("fri", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("saturdays", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
    ("sundays", Weekday::Sunday),
];

/// Words that are nothing in themselves, but may start a number, a range or a date.
const STARTERS: &[&str] = &[
    "one",
    "ps",
    "y",
    "few",
    "minus",
    "negative",
    "tens",
    "today",
    "tonight",
    "yesterday",
    "tomorrow",
    "tmrw",
    "tmr",
    "weekend",
    "rest",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
    "percent",
    "percents",
    "per",
];

/// Words that start something only together with the next, and are too frequent to try in vain.
const LEADS: &[&str] = &["a", "an", "last", "previous", "past", "next", "current"];

/// The same, of those that nothing leads to.
const FIRST_LEADS: &[&str] = &["between", "from", "the", "in", "this"];

/// Codes of currencies that are common words in small letters.
const WORDS_TOO: &[&str] = &[
    "all", "ars", "gel", "pen", "cop", "mad", "ron", "rub", "top", "try", "p", "s",
];

/// A map that is looked up for every word of a text.
type Words<K, V> = HashMap<K, V, FixedState>;

static WORDS: LazyLock<Words<Letters, Entry>> = LazyLock::new(|| {
    let mut words: Words<Letters, Entry> = HashMap::default();
    let mut known = |word: &str, starts: Starts, set: &dyn Fn(&mut Entry)| {
        let Some(letters) = letters(word, Span::new(0, word.len())) else {
            return;
        };
        let entry = words.entry(letters).or_default();
        if entry.starts != Starts::Always && starts != Starts::Never {
            entry.starts = starts;
        }
        set(entry);
    };
    for (word, number) in NUMBER_WORDS {
        known(word, Starts::Always, &|entry| entry.number = Some(*number));
    }
    for (word, month) in MONTHS {
        known(word, Starts::Always, &|entry| entry.month = Some(*month));
    }
    for (word, weekday) in WEEKDAYS {
        known(word, Starts::Always, &|entry| {
            entry.weekday = Some(*weekday);
        });
    }
    for unit in UNITS {
        for word in unit.words.split_whitespace() {
            known(word, Starts::Never, &|entry| entry.unit = Some(unit));
        }
    }
    for currency in CURRENCIES {
        for name in currency
            .names
            .split('|')
            .filter(|name| !name.is_empty() && !name.contains(' '))
        {
            known(name, Starts::Always, &|entry| {
                entry.currency = Some(currency);
            });
        }
        for sign in currency.signs.split_whitespace() {
            let lower = sign.to_lowercase();
            if lower.chars().all(|c| c.is_ascii_alphabetic())
                && !WORDS_TOO.contains(&lower.as_str())
            {
                known(&lower, Starts::Always, &|entry| {
                    entry.currency = Some(currency);
                });
            }
        }
    }
    for word in STARTERS.iter().chain(DECADES) {
        known(word, Starts::Always, &|_| ());
    }
    for word in LEADS {
        known(word, Starts::BeforeOther, &|_| ());
    }
    for word in FIRST_LEADS {
        known(word, Starts::First, &|_| ());
    }
    for (word, place) in first_words() {
        known(word, Starts::Always, &|entry| {
            entry.hedge = Some(place);
            entry.is_only_hedge = entry.number.is_none()
                && entry.month.is_none()
                && entry.weekday.is_none()
                && entry.currency.is_none();
        });
    }
    for word in last_words() {
        known(word, Starts::Never, &|entry| entry.is_bound = true);
    }
    for word in SMALL_WORDS {
        known(word, Starts::Never, &|entry| entry.is_small = true);
    }
    for word in NO_NOUNS {
        known(word, Starts::Never, &|entry| entry.ends_noun = true);
    }
    for word in VERBS {
        known(word, Starts::Never, &|entry| entry.is_speech = true);
    }
    for word in TITLES {
        known(word, Starts::Never, &|entry| entry.is_title = true);
    }
    words
});

/// Codes of currencies whose letters are a word with another meaning in lower case.
static CODES: LazyLock<Words<&'static str, Entry>> = LazyLock::new(|| {
    let signs = CURRENCY_SIGNS
        .iter()
        .filter(|(sign, _)| !sign.starts_with(|c: char| c.is_ascii_lowercase()));
    signs
        .filter_map(|(sign, currency)| {
            let whole = Span::new(0, sign.len());
            let word = known_word(sign, whole).copied().unwrap_or_default();
            word.currency.is_none().then_some((
                *sign,
                Entry {
                    currency: Some(*currency),
                    starts: Starts::Always,
                    ..word
                },
            ))
        })
        .collect()
});

static UNIT_SYMBOLS: LazyLock<Words<&'static str, &'static Unit>> = LazyLock::new(|| {
    // The first unit that claims a symbol has it.
    let all = UNITS.iter().rev();
    all.flat_map(|unit| {
        unit.symbols
            .split_whitespace()
            .map(move |symbol| (symbol, unit))
    })
    .collect()
});

static CURRENCY_SIGNS: LazyLock<Words<&'static str, &'static Currency>> = LazyLock::new(|| {
    let all = CURRENCIES.iter();
    all.flat_map(|currency| {
        currency
            .signs
            .split_whitespace()
            .map(move |sign| (sign, currency))
    })
    .collect()
});

static CURRENCY_NAMES: LazyLock<Words<&'static str, &'static Currency>> = LazyLock::new(|| {
    let all = CURRENCIES
        .iter()
        .filter(|currency| !currency.names.is_empty());
    all.flat_map(|currency| currency.names.split('|').map(move |name| (name, currency)))
        .collect()
});

/// The longest word that can be in the lexicon, in bytes.
const LONGEST: usize = 16;

/// What is known of a word, whatever its case.
pub fn entry(word: &str) -> &'static Entry {
    entry_at(word, Span::new(0, word.len()))
}

/// What is known of the word that stands there in a text.
pub fn entry_at(text: &str, word: Span) -> &'static Entry {
    let may_be_code = match text.as_bytes().get(word.start().0) {
        Some(first) => word.len() <= 4 && first.is_ascii_uppercase() || !first.is_ascii(),
        None => false,
    };
    if may_be_code && let Some(code) = CODES.get(word.of(text)) {
        return code;
    }
    known_word(text, word).unwrap_or(NOTHING)
}

fn known_word(text: &str, word: Span) -> Option<&'static Entry> {
    WORDS.get(&letters(text, word)?)
}

/// The currency with this sign or code; case matters.
pub fn currency_sign(sign: &str) -> Option<&'static Currency> {
    CURRENCY_SIGNS.get(sign).copied()
}

/// The currency with this name, which may be of several words, in lower case.
pub fn currency_named(name: &str) -> Option<&'static Currency> {
    CURRENCY_NAMES.get(name).copied()
}

/// The unit with this symbol; case matters.
pub fn unit_symbol(symbol: &str) -> Option<&'static Unit> {
    UNIT_SYMBOLS.get(symbol).copied()
}

/// The letters of a short word in lower case, packed: looked up at once, without a look at each.
type Letters = u128;

/// The letters of the word that stands there in a text, if it is short and ASCII.
fn letters(text: &str, word: Span) -> Option<Letters> {
    let unused = LONGEST.checked_sub(word.len()).filter(|it| *it < LONGEST)?;
    let start = word.start().0;
    let written = if let Some(bytes) = text.as_bytes().get(start..start + LONGEST) {
        // Taken at once, with what stands behind the word, which is cleared.
        let bytes = bytes.try_into().ok()?;
        Letters::from_le_bytes(bytes) << (8 * unused) >> (8 * unused)
    } else {
        let mut room = [0; LONGEST];
        room.get_mut(..word.len())?
            .copy_from_slice(word.of(text).as_bytes());
        Letters::from_le_bytes(room)
    };
    (written & HIGHEST_BITS == 0).then(|| in_small_letters(written))
}

/// One in each byte.
const EACH: Letters = Letters::MAX / 0xff;
const HIGHEST_BITS: Letters = EACH * 0x80;

/// ASCII letters in lower case, all at once: a sum sets the highest bit of each byte from `A` on,
/// another that of each byte past `Z`.
fn in_small_letters(letters: Letters) -> Letters {
    let from_a = letters + EACH * Letters::from(0x80 - b'A');
    let past_z = letters + EACH * Letters::from(0x7f - b'Z');
    let capitals = from_a & !past_z & HIGHEST_BITS;
    letters | capitals >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_packed_in_lower_case() {
        let text = "ZEBRA@[`az{ Zorbas";
        let packed = |start, end| letters(text, Span::new(start, end));
        let small = |word: &str| letters(word, Span::new(0, word.len()));
        assert_eq!(packed(0, 11), small("zebra@[`az{"));
        assert_eq!(packed(12, 18), small("zorbas"));
        assert_eq!(small("zorbas").unwrap().to_le_bytes()[..6], *b"zorbas");
        assert_eq!((small(""), small("ü"), small(text)), (None, None, None));
    }

    #[test]
    fn words_mean_what_the_tables_say() {
        assert_eq!(entry("Twelve").number, Some(Cardinal(12)));
        assert_eq!(entry("Sept").month, Some(9));
        assert_eq!(
            entry("euros").currency.map(|currency| currency.code),
            Some("EUR")
        );
        assert_eq!(
            currency_sign("₹").map(|currency| currency.code),
            Some("INR")
        );
        assert_eq!(unit_symbol("F").map(|unit| unit.name), Some("fahrenheit"));
        assert!(entry("all").currency.is_none());
    }
}
