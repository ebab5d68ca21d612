//! Numbers, in digits and in words.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::decimal::Decimal;
use super::fractions::{
    denominator, half, is_vulgar, one_part, slashed, vulgar_fraction, with_fraction,
};
use super::lexer::{Gap, Lexed};
use super::lexicon::NumberWord::{Cardinal, Group, Half, Hundred, Ordinal, Scale, ScaleOrdinal};
use super::lexicon::Starts;
use super::powers::with_power;

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// The first lexeme.
    pub start: usize,
    /// The first lexeme after it.
    pub end: usize,
    /// Whether it has a scale: a hundred, a thousand, a dozen.
    pub scale: Option<Decimal>,
    /// Whether it is written in words.
    pub in_words: bool,
    /// Whether it is a fraction: a half, two thirds, 3/4.
    pub is_fraction: bool,
}

/// The number that starts at a lexeme, as long as it goes.
pub fn number(lexed: &Lexed, start: usize) -> Option<Number> {
    if lexed.is_word(start) && lexed.entry(start).starts == Starts::Never {
        return None;
    }
    let (at, negative) = sign(lexed, start);
    if lexed.is_mark(at, '.')
        && !lexed.is_glued(at)
        && lexed.is_glued(at + 1)
        && lexed.is_digits(at + 1)
    {
        return after_stop(lexed, start, at, negative);
    }
    let plain = if lexed.is_digits(at) {
        in_digits(lexed, at)
    } else {
        in_words(lexed, at)
    }?;
    let whole = with_fraction(lexed, plain).unwrap_or(plain);
    let value = if negative {
        whole.value.negated()
    } else {
        whole.value
    };
    Some(Number {
        value,
        start,
        ..whole
    })
}

/// `.25`: a fraction that starts with its point.
fn after_stop(lexed: &Lexed, start: usize, at: usize, negative: bool) -> Option<Number> {
    let value = Decimal::parse(&[".", lexed.written(at + 1)].concat())?;
    let value = if negative { value.negated() } else { value };
    let plain = Number {
        value,
        start,
        end: at + 2,
        scale: None,
        in_words: false,
        is_fraction: false,
    };
    Some(scaled(lexed, plain))
}

/// A minus sign or its word, and where the number behind it starts.
fn sign(lexed: &Lexed, at: usize) -> (usize, bool) {
    let is_minus = (lexed.is_mark(at, '-') || lexed.is_mark(at, '\u{2212}'))
        && !lexed.is_glued(at)
        && lexed.is_glued(at + 1);
    if is_minus {
        return (at + 1, true);
    }
    if lexed.is(at, "minus") && at > 1 && lexed.is(at - 1, "or") && lexed.is(at - 2, "plus") {
        return (at + 1, false);
    }
    if lexed.is_any(at, &["minus", "negative"]) {
        let hyphen = usize::from(lexed.is_dash(at + 1) && lexed.is_glued(at + 1));
        return (at + 1 + hyphen, true);
    }
    (at, false)
}

/// Digits, their groups and their scale: `6,000,000`, `40 000`, `2 1/4`, `6.5 million`, `10k`.
pub(super) fn in_digits(lexed: &Lexed, start: usize) -> Option<Number> {
    let (mut value, mut end) = grouped(lexed, start)?;
    let mut is_fraction = false;
    if let Some((fraction, after)) = slashed(lexed, end) {
        value = value.plus(fraction)?;
        end = after;
        is_fraction = true;
    } else if let Some((fraction, after)) = slashed(lexed, start) {
        value = fraction;
        end = after;
        is_fraction = true;
    }
    let plain = Number {
        value,
        start,
        end,
        scale: None,
        in_words: false,
        is_fraction,
    };
    if let Some(power) = with_power(lexed, plain) {
        return Some(power);
    }
    let whole = scaled(lexed, plain);
    Some(with_rest(lexed, whole).unwrap_or(whole))
}

/// `4 thousand 3 hundred and 21`, `6 crore and two hundred`: what is below the scale of the digits.
fn with_rest(lexed: &Lexed, number: Number) -> Option<Number> {
    let scale = number
        .scale
        .filter(|_| lexed.entry(number.end - 1).number.is_some())?;
    let and = usize::from(lexed.is(number.end, "and"));
    let start = number.end + and;
    if lexed.gap(start) == Gap::Break {
        return None;
    }
    let rest = if lexed.is_digits(start) {
        in_digits(lexed, start)
    } else {
        in_words(lexed, start)
    }?;
    let is_below = rest.value.is_whole() && rest.value > Decimal::ZERO && !rest.is_fraction;
    // Two figures beside each other are one number only where scales or "and" tie them.
    let is_tied = rest.scale.map_or(and == 1, |own| own < scale);
    let fits = is_below
        && is_tied
        && rest.value < scale
        && denominator(lexed, rest.end, rest.value).is_none();
    fits.then_some(Number {
        value: number.value.plus(rest.value)?,
        end: rest.end,
        ..number
    })
}

/// Digits with their separators; also in groups of three with blanks between.
fn grouped(lexed: &Lexed, start: usize) -> Option<(Decimal, usize)> {
    let written = lexed.written(start);
    if let Some(value) = vulgar_fraction(written) {
        return Some((value, start + 1));
    }
    if let Some(part) = written
        .strip_suffix(is_vulgar)
        .filter(|part| !part.is_empty())
    {
        let fraction = vulgar_fraction(written.get(part.len()..)?)?;
        return Some((digits(part)?.plus(fraction)?, start + 1));
    }
    let mut end = start + 1;
    let mut joined = Cow::Borrowed(written);
    let is_short = written.len() <= 3
        && written.bytes().all(|byte| byte.is_ascii_digit())
        && !written.starts_with('0');
    while is_short
        && end < start + MOST_GROUPS
        && lexed.is_digits(end)
        && lexed.gap(end) == Gap::Space
        && is_group(lexed.written(end))
    {
        joined.to_mut().push_str(lexed.written(end));
        end += 1;
    }
    Some((digits(&joined)?, end))
}

/// A number has at most so many groups of three digits.
const MOST_GROUPS: usize = 12;

/// Three digits, and perhaps a fraction behind a full stop.
fn is_group(written: &str) -> bool {
    let (whole, rest) = written.split_once('.').unwrap_or((written, ""));
    whole.len() == 3
        && written
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !rest.contains('.')
}

/// The value of digits with full stops and commas, in English and in continental grouping.
pub fn digits(written: &str) -> Option<Decimal> {
    if written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Decimal::parse(written);
    }
    let (commas, stops) = (written.matches(',').count(), written.matches('.').count());
    let plain = match (commas, stops) {
        (0, 0 | 1) => Cow::Borrowed(written),
        (1.., 0) if is_grouping(written, ',') => written.replace(',', "").into(),
        (1, 0) => written.replace(',', ".").into(),
        (0, 2..) if is_grouping(written, '.') => written.replace('.', "").into(),
        // The separator that comes last is the decimal one, and there is only one of it.
        (1.., 1) if written.rfind('.') > written.rfind(',') => written.replace(',', "").into(),
        (1, 1..) => written.replace('.', "").replace(',', ".").into(),
        _ => return None,
    };
    Decimal::parse(&plain)
}

/// Whether the separator parts groups of three digits, or, as in India, of two and at last three.
fn is_grouping(written: &str, separator: char) -> bool {
    let lengths: Vec<usize> = written.split(separator).map(str::len).collect();
    let Some((last, before)) = lengths.split_last() else {
        return false;
    };
    let Some((first, middle)) = before.split_first() else {
        return false;
    };
    *last == 3
        && (1..=3).contains(first)
        && (middle.iter().all(|length| *length == 3)
            || middle.iter().all(|length| *length == 2) && *first <= 2)
}

/// The number with the scales behind it: `million`, `hundred thousand`, `dozen`, and `k`, `m`, `bn`
/// written right behind the digits.
pub(super) fn scaled(lexed: &Lexed, mut number: Number) -> Number {
    let hyphen = usize::from(
        lexed.is_dash(number.end) && lexed.is_glued(number.end) && lexed.is_glued(number.end + 1),
    );
    while let Some(scale) = scale_at(lexed, number.end + hyphen) {
        let Some(value) = number.value.times(scale) else {
            break;
        };
        number.value = value;
        number.scale = number.scale.unwrap_or(Decimal::ONE).times(scale);
        number.end += 1 + hyphen;
    }
    number
}

pub(super) fn scale_at(lexed: &Lexed, at: usize) -> Option<Decimal> {
    if lexed.gap(at) == Gap::Break {
        return None;
    }
    match lexed.entry(at).number {
        Some(Hundred) => Decimal::ten_to(2),
        Some(Scale(exponent)) => Decimal::ten_to(u32::from(exponent)),
        Some(Group(count)) => Some(Decimal::from(u32::from(count))),
        // "2.33 k", but no "2.33 K", which may be kelvins.
        _ if !lexed.is_glued(at) && lexed.is_digits(at.checked_sub(1)?) => {
            match lexed.written(at) {
                "k" => Decimal::ten_to(3),
                "M" => Decimal::ten_to(6),
                "G" => Decimal::ten_to(9),
                _ => None,
            }
        }
        _ if lexed.is_glued(at) && lexed.is_digits(at.checked_sub(1)?) => match lexed.written(at) {
            "k" | "K" => Decimal::ten_to(3),
            "M" | "MM" | "mm" if lexed.written(at) != "mm" => Decimal::ten_to(6),
            "m" if counts_millions(lexed, at) => Decimal::ten_to(6),
            "B" | "b" => Decimal::ten_to(9),
            // "5G" is a network, "10G" is no network that anybody has.
            "G" if lexed.written(at - 1).len() > 1 => Decimal::ten_to(9),
            // "$1.2T", but "a 2.0T engine"
            "T" if at > 1 && lexed.is_mark(at - 2, '$') => Decimal::ten_to(12),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the m behind digits is a million and no metre: a plural unit stands behind it, or a plural
/// noun behind a fraction. (`2.5m tonnes`, `1.5m viewers`, but not `the 100m hurdles`)
fn counts_millions(lexed: &Lexed, at: usize) -> bool {
    let noun = lexed.written(at + 1);
    let is_plural = noun.ends_with('s') || noun == "people";
    let is_fraction = at > 0 && lexed.written(at - 1).contains('.');
    let is_counted = lexed.entry(at + 1).unit.is_some() || noun == "people" || is_fraction;
    lexed.gap(at + 1) == Gap::Space && is_plural && is_counted && !lexed.entry(at + 1).is_small
}

/// A number in words: `two hundred and fifty-four`, `a hundred`, `half a million`.
pub(super) fn in_words(lexed: &Lexed, start: usize) -> Option<Number> {
    if let Some(half) = half(lexed, start).or_else(|| one_part(lexed, start)) {
        return Some(half);
    }
    let article = lexed.is_any(start, &["a", "an"]);
    let first = start + usize::from(article);
    let mut sum = Sum::default();
    let mut end = first;
    if article {
        let scales = matches!(
            lexed.entry(first).number,
            Some(Hundred | Scale(_) | Group(_))
        );
        if !scales || lexed.written(first).ends_with('s') {
            return None;
        }
        sum.current = Some(Decimal::ONE);
    }
    loop {
        let is_first = end == first;
        let joined = end + joint(lexed, end, is_first);
        if !is_first && lexed.gap(end) == Gap::Break {
            break;
        }
        let taken = if lexed.is_digits(joined) && joined > end && sum.last.is_some() {
            // "4 thousand 3 hundred" is read by its scales; only "and 21" joins digits.
            digits(lexed.written(joined)).is_some_and(|value| sum.add_below_hundred(value))
        } else {
            lexed
                .entry(joined)
                .number
                .is_some_and(|word| sum.take(word))
        };
        if !taken {
            break;
        }
        end = joined + 1;
    }
    if end == first {
        return None;
    }
    if end > first + 1 && is_composite_part(lexed, end - 1) {
        // "one hundred thirty fifths" are hundred thirty-fifth parts.
        return shorter(lexed, start, end - 1);
    }
    let mut number = Number {
        value: sum.total()?,
        start,
        end,
        scale: sum.scale,
        in_words: true,
        is_fraction: false,
    };
    if let Some((value, end)) = after_point(lexed, number) {
        number.value = value;
        number.end = end;
    }
    Some(number)
}

/// Whether the tens at a lexeme belong to the parts behind it: `thirty fifths`.
fn is_composite_part(lexed: &Lexed, at: usize) -> bool {
    let follows_and = at
        .checked_sub(1)
        .is_some_and(|before| lexed.is(before, "and"));
    !follows_and
        && matches!(lexed.entry(at).number, Some(Cardinal(20..)))
        && matches!(lexed.entry(at + 1).number, Some(Ordinal(1..=9)))
        && lexed.written(at + 1).ends_with('s')
}

/// The number in words that ends before a lexeme.
fn shorter(lexed: &Lexed, start: usize, end: usize) -> Option<Number> {
    let mut sum = Sum::default();
    for at in start..end {
        if lexed.entry(at).number.is_some_and(|word| !sum.take(word)) {
            return None;
        }
    }
    Some(Number {
        value: sum.total()?,
        start,
        end,
        scale: sum.scale,
        in_words: true,
        is_fraction: false,
    })
}

/// How many lexemes join a number word to the one before: a hyphen, or `and` before a small number.
fn joint(lexed: &Lexed, at: usize, is_first: bool) -> usize {
    if is_first {
        return 0;
    }
    let next_is_number = |at: usize| {
        matches!(lexed.entry(at).number, Some(Cardinal(_)))
            || (lexed.is_digits(at) && lexed.written(at).len() <= 2)
    };
    if lexed.is_dash(at)
        && matches!(
            lexed.entry(at + 1).number,
            Some(Cardinal(1..=9) | Hundred | Scale(_))
        )
    {
        return 1;
    }
    // "two million and three fifths": a fraction follows, not more of the whole.
    let is_fraction = matches!(lexed.entry(at + 1).number, Some(Cardinal(1..=9)))
        && matches!(
            lexed.entry(at + 2).number,
            Some(Ordinal(_) | ScaleOrdinal(_) | Half)
        );
    // "three hundred and two hundred" are two numbers.
    let is_next = matches!(lexed.entry(at + 2).number, Some(Hundred))
        && at
            .checked_sub(1)
            .is_some_and(|before| lexed.entry(before).number == Some(Hundred));
    let after_scale = at
        .checked_sub(1)
        .is_some_and(|before| matches!(lexed.entry(before).number, Some(Hundred | Scale(_))));
    usize::from(
        lexed.is(at, "and") && after_scale && !is_next && !is_fraction && next_is_number(at + 1),
    )
}

/// A number in words while it is summed up.
#[derive(Default)]
struct Sum {
    /// What is complete: the thousands, the millions.
    done: Option<Decimal>,
    /// What is still below the next scale.
    current: Option<Decimal>,
    last: Option<super::lexicon::NumberWord>,
    /// The smallest scale so far.
    scale: Option<Decimal>,
}

impl Sum {
    /// Takes the next word if a number can go on with it.
    fn take(&mut self, word: super::lexicon::NumberWord) -> bool {
        let taken = match word {
            Cardinal(small) => {
                let fits = match self.last {
                    None | Some(Hundred | Scale(_)) => {
                        self.last.is_some() || self.current.is_none()
                    }
                    Some(Cardinal(tens)) => tens >= 20 && (1..10).contains(&small),
                    Some(_) => false,
                };
                fits && self.add(Decimal::from(u32::from(small)))
            }
            Hundred => self.last != Some(Hundred) && self.multiply(Decimal::from(100)),
            Scale(exponent) => {
                Decimal::ten_to(u32::from(exponent)).is_some_and(|scale| self.close(scale))
            }
            Group(count) => self.group(Decimal::from(u32::from(count))),
            Half | Ordinal(_) | ScaleOrdinal(_) => false,
        };
        if taken {
            self.last = Some(word);
        }
        taken
    }

    fn add(&mut self, value: Decimal) -> bool {
        self.current = self.current.unwrap_or(Decimal::ZERO).plus(value);
        self.current.is_some()
    }

    fn add_below_hundred(&mut self, value: Decimal) -> bool {
        matches!(self.last, Some(Hundred | Scale(_)))
            && value.is_whole()
            && value < Decimal::from(100)
            && {
                self.last = Some(Cardinal(1));
                self.add(value)
            }
    }

    fn multiply(&mut self, by: Decimal) -> bool {
        self.current = self.current.unwrap_or(Decimal::ONE).times(by);
        self.scale = Some(by);
        self.current.is_some()
    }

    /// Multiplies by a dozen: all, or in "three hundred and two dozens" only what is below a hundred.
    fn group(&mut self, count: Decimal) -> bool {
        let hundreds = match self.last {
            Some(Cardinal(small)) => self
                .current
                .and_then(|current| current.minus(Decimal::from(u32::from(small)))),
            _ => None,
        };
        let Some(hundreds) = hundreds.filter(|rest| *rest > Decimal::ZERO) else {
            return self.multiply(count);
        };
        let small = self.current.and_then(|current| current.minus(hundreds));
        self.current = small
            .and_then(|small| small.times(count))
            .and_then(|dozens| dozens.plus(hundreds));
        self.scale = Some(count);
        self.current.is_some()
    }

    /// Multiplies by a scale: what is below it if something is, else all (`hundred thousand
    /// million`).
    fn close(&mut self, scale: Decimal) -> bool {
        let counted = match (self.current, self.done) {
            (Some(current), _) => current,
            (None, Some(done)) => {
                self.done = done.times(scale);
                self.scale = Some(scale);
                return self.done.is_some();
            }
            (None, None) => Decimal::ONE,
        };
        self.done = counted
            .times(scale)
            .and_then(|product| self.done.unwrap_or(Decimal::ZERO).plus(product));
        self.current = None;
        self.scale = Some(scale);
        self.done.is_some()
    }

    fn total(&self) -> Option<Decimal> {
        self.done
            .unwrap_or(Decimal::ZERO)
            .plus(self.current.unwrap_or(Decimal::ZERO))
    }
}

/// Behind "point" at most so many words are read.
const MOST_PLACES: usize = 24;

/// `two hundred point zero three`.
fn after_point(lexed: &Lexed, number: Number) -> Option<(Decimal, usize)> {
    if !lexed.is(number.end, "point") {
        return None;
    }
    let mut written = String::from("0.");
    let mut end = number.end + 1;
    while end < number.end + MOST_PLACES
        && let Some(Cardinal(value)) = lexed.entry(end).number
    {
        let tens = value >= 20
            && matches!(lexed.entry(end + 2).number, Some(Cardinal(1..=9)))
            && lexed.is_dash(end + 1);
        if tens && let Some(Cardinal(ones)) = lexed.entry(end + 2).number {
            written.push_str(&(value + ones).to_string());
            end += 3;
        } else {
            written.push_str(&value.to_string());
            end += 1;
        }
    }
    (end > number.end + 1).then_some((number.value.plus(Decimal::parse(&written)?)?, end))
}
