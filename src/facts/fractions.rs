//! Fractions: vulgar signs, slashes, halves and other parts in words.

use super::decimal::Decimal;
use super::lexer::Lexed;
use super::lexicon::NumberWord::{Cardinal, Group, Half, Hundred, Ordinal, Scale, ScaleOrdinal};
use super::numbers::{Number, digits, in_digits, in_words, scale_at, scaled};

pub(super) fn is_vulgar(c: char) -> bool {
    vulgar_parts(c).is_some()
}

fn vulgar_parts(c: char) -> Option<(u32, u32)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

pub(super) fn vulgar_fraction(written: &str) -> Option<Decimal> {
    let mut characters = written.chars();
    let (above, below) = vulgar_parts(characters.next()?)?;
    if characters.next().is_some() {
        None
    } else {
        Decimal::from(above).over(Decimal::from(below))
    }
}

/// `3/4`: two whole numbers with a slash, the second one of those that fractions have.
pub(super) fn slashed(lexed: &Lexed, at: usize) -> Option<(Decimal, usize)> {
    let is_slash = lexed.is_mark(at + 1, '/') || lexed.is_mark(at + 1, '\u{2044}');
    let is_alone =
        lexed.is_digits(at + 2) && !(lexed.is_mark(at + 3, '/') && lexed.is_glued(at + 3));
    if !(lexed.is_digits(at)
        && is_slash
        && is_alone
        && lexed.is_glued(at + 1)
        && lexed.is_glued(at + 2))
    {
        return None;
    }
    let (above, below) = (digits(lexed.written(at))?, digits(lexed.written(at + 2))?);
    let is_usual = matches!(
        below.small(),
        Some(2..=6 | 8 | 10 | 16 | 32 | 64 | 100 | 128)
    );
    (above < below && is_usual).then_some((above.over(below)?, at + 3))
}

/// `half`, `half a million`, `a half`, `half a dozen`.
pub(super) fn half(lexed: &Lexed, start: usize) -> Option<Number> {
    // "this half", "the first half" are no fractions.
    if start > 0
        && lexed.is_any(
            start - 1,
            &[
                "this", "that", "first", "second", "last", "other", "latter", "next", "each",
            ],
        )
    {
        return None;
    }
    let at = start + usize::from(lexed.is_any(start, &["a", "one"]));
    let is_quarter = at > start && lexed.is(at, "quarter")
        || (at == start
            && lexed.is(at, "quarter")
            && matches!(lexed.entry(at + 1).number, Some(Scale(_))));
    let value = match lexed.entry(at).number? {
        Half if lexed.is(at, "half") => Decimal::ONE.over(Decimal::from(2))?,
        Ordinal(4) if is_quarter => Decimal::ONE.over(Decimal::from(4))?,
        _ => return None,
    };
    let plain = Number {
        value,
        start,
        end: at + 1,
        scale: None,
        in_words: true,
        is_fraction: true,
    };
    let of = usize::from(lexed.is(at + 1, "of"));
    let behind = at + 1 + of + usize::from(lexed.is_any(at + 1 + of, &["a", "an"]));
    if !matches!(
        lexed.entry(behind).number,
        Some(Scale(_) | Group(_) | Hundred)
    ) || lexed.written(behind).ends_with('s')
    {
        return (is_quarter == (at > start) || !is_quarter).then_some(plain);
    }
    let scaled = scaled(
        lexed,
        Number {
            end: behind,
            ..plain
        },
    );
    Some(Number {
        is_fraction: false,
        ..scaled
    })
}

/// `a third of`, `a hundredth`: one part of something, and no place in an order.
pub(super) fn one_part(lexed: &Lexed, start: usize) -> Option<Number> {
    if !lexed.is_any(start, &["a", "an"]) {
        return None;
    }
    let (below, end) = denominator(lexed, start + 1, Decimal::ONE)?;
    // "a third-party review", "a quarter century" are no parts.
    let is_part = lexed.is(end, "of") || !(lexed.is_word(end) || lexed.is_dash(end));
    let value = Decimal::ONE.over(below).filter(|_| is_part)?;
    Some(Number {
        value,
        start,
        end,
        scale: None,
        in_words: true,
        is_fraction: true,
    })
}

/// A number with a fraction behind it or made a fraction by what is behind it: `two thirds`, `one
/// and a half million`, `five and a quarter`, `one out of three`.
pub(super) fn with_fraction(lexed: &Lexed, number: Number) -> Option<Number> {
    if lexed.is_any(number.end, &["out", "over"])
        || (lexed.is(number.end, "in") && number.value == Decimal::ONE)
    {
        return ratio(lexed, number);
    }
    if lexed.is(number.end, "and") {
        let (part, end) = part(lexed, number.end + 1)?;
        // "one billion and a half million": the fraction has a scale of its own.
        if let (Some(_), Some(own)) = (number.scale, scale_at(lexed, end)) {
            let value = number.value.plus(part.times(own)?)?;
            return Some(Number {
                value,
                end: end + 1,
                is_fraction: false,
                ..number
            });
        }
        let part = match number.scale {
            // "a million and a half" is one and a half million.
            Some(scale) if scale >= Decimal::from(1000) => part.times(scale)?,
            _ => part,
        };
        let sum = Number {
            value: number.value.plus(part)?,
            end,
            is_fraction: true,
            ..number
        };
        return Some(scaled(lexed, sum));
    }
    if let Some(end) = hyphenated_half(lexed, number.end) {
        return Some(Number {
            value: number.value.plus(Decimal::ONE.over(Decimal::from(2))?)?,
            end,
            is_fraction: true,
            ..number
        });
    }
    // "one-fourth", and "one - fourth" as tokenised text has it.
    let hyphen = usize::from(
        lexed.is_dash(number.end)
            && lexed.is_glued(number.end) == lexed.is_glued(number.end + 1)
            && number.in_words,
    );
    let (below, end) = denominator(lexed, number.end + hyphen, number.value)?;
    let fraction = Number {
        value: number.value.over(below)?,
        end,
        is_fraction: true,
        ..number
    };
    Some(of_scale(lexed, fraction))
}

/// `two-and-a-half-bath`: where the half ends behind the number.
fn hyphenated_half(lexed: &Lexed, at: usize) -> Option<usize> {
    let words = ["and", "a", "half"];
    let is_there = words.iter().enumerate().all(|(index, word)| {
        let dash = at + 2 * index;
        lexed.is_dash(dash) && lexed.is_glued(dash) && lexed.is(dash + 1, word)
    });
    is_there.then_some(at + 6)
}

/// `two thirds of a million`, `three quarters billion`.
fn of_scale(lexed: &Lexed, fraction: Number) -> Number {
    let of = usize::from(lexed.is(fraction.end, "of"));
    let behind = fraction.end + of + usize::from(of == 1 && lexed.is(fraction.end + 1, "a"));
    if matches!(lexed.entry(behind).number, Some(Scale(_))) && !lexed.written(behind).ends_with('s')
    {
        scaled(
            lexed,
            Number {
                end: behind,
                ..fraction
            },
        )
    } else {
        fraction
    }
}

/// The part after "and": `a half`, `three quarters`, `one fourth`, `fifty-four hundredths`.
fn part(lexed: &Lexed, at: usize) -> Option<(Decimal, usize)> {
    let (above, next) = match lexed.entry(at).number {
        Some(Cardinal(tens @ 20..)) if lexed.is_dash(at + 1) => {
            let Some(Cardinal(ones @ 1..=9)) = lexed.entry(at + 2).number else {
                return None;
            };
            (Decimal::from(u32::from(tens + ones)), at + 3)
        }
        Some(Cardinal(value)) => (Decimal::from(u32::from(value)), at + 1),
        _ if lexed.is(at, "a") => (Decimal::ONE, at + 1),
        _ => return None,
    };
    if let Some(Half) = lexed.entry(next).number {
        return Some((above.over(Decimal::from(2))?, next + 1));
    }
    let (below, end) = denominator(lexed, next, above)?;
    Some((above.over(below)?, end))
}

/// An ordinal that is a denominator, in the plural or in the singular after one, and where it ends:
/// `thirds`, `twenty-fifth`.
pub(super) fn denominator(lexed: &Lexed, at: usize, above: Decimal) -> Option<(Decimal, usize)> {
    let (value, last) = match lexed.entry(at).number? {
        Ordinal(value) if value > 2 => (Decimal::from(u32::from(value)), at),
        ScaleOrdinal(exponent) => (Decimal::ten_to(u32::from(exponent))?, at),
        Cardinal(tens @ 20..) => {
            let last = at + 1 + usize::from(lexed.is_dash(at + 1));
            let Some(Ordinal(ones @ 1..=9)) = lexed.entry(last).number else {
                return None;
            };
            (Decimal::from(u32::from(tens + ones)), last)
        }
        _ => return None,
    };
    let is_plural = lexed.written(last).ends_with(['s', 'S']);
    // "two-third", as some write it
    let is_hyphenated = at > 0 && lexed.is_dash(at - 1) && lexed.is_glued(at);
    let is_part = is_plural != (above == Decimal::ONE);
    (is_part || is_hyphenated && !is_plural && value == Decimal::from(3))
        .then_some((value, last + 1))
}

/// `one out of three`, `one in five`, `one over twenty`.
fn ratio(lexed: &Lexed, number: Number) -> Option<Number> {
    let at = number.end + if lexed.is(number.end, "out") { 2 } else { 1 };
    if lexed.is(number.end, "out") && !lexed.is(number.end + 1, "of") {
        return None;
    }
    let whole = if lexed.is_digits(at) {
        in_digits(lexed, at)
    } else {
        in_words(lexed, at)
    }?;
    let of_things = lexed.is(number.end, "over") || lexed.is(number.end, "in");
    // "$2,000 over 3 years" and "one in 2019" are no ratios.
    if of_things
        && (lexed.entry(whole.end).unit.is_some()
            || whole.value > Decimal::from(1000)
            || !number.value.is_whole())
    {
        return None;
    }
    (number.value < whole.value).then_some(Number {
        value: number.value.over(whole.value)?,
        end: whole.end,
        is_fraction: true,
        ..number
    })
}
