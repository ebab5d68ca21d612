//! Quantities, money, percentages and durations: a number or a range, with its unit and its bound.

use super::ages::{is_age, is_said_to_be_age};
use super::bounds::bound;
use super::change::STEPS;
use super::currencies::Currency;
use super::decimal::Decimal;
use super::designations::{counts_nothing, is_designation};
use super::lexer::{Gap, Lexed};
use super::lexicon::NumberWord::{Group, Hundred, Scale};
use super::lexicon::currency_sign;
use super::measures::{Found, UnitOf, share, unit_after};
use super::model::{Amount, Bound, Fact, Measure, Normal};
use super::money::{currency_after, currency_before, hundredths};
use super::nouns::{counted, one_of};
use super::numbers::{Number, number};
use super::scores::{is_score, score};

/// A number with what is written around it.
#[derive(Clone, Debug)]
pub struct Term {
    /// The number, or the lower of two.
    pub low: Decimal,
    /// The other end where the term itself is vague: dozens of.
    high: Option<Decimal>,
    /// The first lexeme.
    pub start: usize,
    /// The first lexeme behind.
    pub end: usize,
    /// The unit or the currency.
    pub unit: Option<UnitOf>,
    /// Its scale: a thousand, a million.
    pub scale: Option<Decimal>,
    /// Whether it is written as nothing but digits.
    pub is_bare: bool,
}

/// The amount that starts at a lexeme, and where it ends.
pub fn amount(lexed: &Lexed, at: usize) -> Option<(Fact, usize)> {
    if let Some(found) = range_in_words(lexed, at) {
        return Some(found);
    }
    let first = term(lexed, at)?;
    if counts_nothing(lexed, &first) {
        return None;
    }
    if let Some(found) = range_with(lexed, &first, at) {
        return Some(found);
    }
    if is_designation(lexed, &first) {
        return None;
    }
    let unit = first
        .unit
        .or_else(|| is_age(lexed, &first).then_some(UnitOf::Age));
    if let Some(found) = or_two(lexed, &first) {
        return Some(found);
    }
    let (bound, start, behind) = bound(lexed, first.start, first.end);
    // "$10 million plus bonuses" is a sum and something else.
    let adds = unit.is_some() && lexed.is(first.end, "plus") && lexed.is_word(behind);
    let bound = if adds { Bound::Exact } else { bound };
    let amount = match first.high {
        Some(high) => Amount::Between {
            low: first.low,
            high,
        },
        None => Amount::Stated {
            value: first.low,
            bound,
        },
    };
    let (unit, end) = match unit {
        Some(unit) => (Some(unit), first.end),
        None => unit_behind_bound(lexed, first.end, behind),
    };
    finish(lexed, start, end, amount, unit, first.is_bare)
}

/// `a day or two`, `another ship or two`: about so many of what stands before.
fn or_two(lexed: &Lexed, term: &Term) -> Option<(Fact, usize)> {
    let noun = term.start.checked_sub(2).filter(|_| term.unit.is_none())?;
    let is_one = lexed.is(noun + 1, "or")
        && noun > 0
        && lexed.is_any(noun - 1, &["a", "an", "another", "one"]);
    if !is_one || !lexed.is_word(noun) || counted(lexed, term.end, false).is_some() {
        return None;
    }
    let found = match lexed.entry(noun).unit {
        Some(unit) => Found::measured(lexed, UnitOf::Measure(unit), term.end),
        None => Found::counted(lexed, one_of(lexed, noun)),
    };
    let amount = Amount::Stated {
        value: term.low,
        bound: Bound::About,
    };
    let measure = Measure {
        amount,
        unit: found.unit,
        per: None,
    };
    let fact = Fact {
        span: lexed.span(noun, term.end),
        normal: (found.kind)(measure),
    };
    Some((fact, term.end))
}

/// The unit or the noun behind a bound that follows the number, and where number and unit or bound end:
/// `300+ yards`, `20 or more people`.
fn unit_behind_bound(lexed: &Lexed, end: usize, behind: usize) -> (Option<UnitOf>, usize) {
    if behind == end {
        return (None, end);
    }
    match unit_after(lexed, behind, false) {
        Some((unit, end)) => (Some(unit), end),
        None if counted(lexed, behind, false).is_some() => (None, behind),
        None => (None, end),
    }
}

/// `between one and two thousand`, `from $3 billion to $5 billion`.
fn range_in_words(lexed: &Lexed, at: usize) -> Option<(Fact, usize)> {
    let joint = if lexed.is(at, "between") {
        "and"
    } else if lexed.is(at, "from") {
        "to"
    } else {
        return None;
    };
    if super::dates::date(lexed, at + 1, None).is_some() {
        return None;
    }
    let first = term(lexed, at + 1)?;
    // "from 16 cents a share to 27 cents a share"
    let first_end = match first.unit {
        Some(unit) if !lexed.is(first.end, joint) => Found::measured(lexed, unit, first.end).end,
        _ => first.end,
    };
    if !lexed.is(first_end, joint) {
        return None;
    }
    let second = term(lexed, first_end + 1)?;
    range(lexed, at, &first, &second)
}

/// `5 to 10`, `5-10`, `20~100`, `5 or 6`.
fn range_with(lexed: &Lexed, first: &Term, at: usize) -> Option<(Fact, usize)> {
    let is_dash = (lexed.is_dash(first.end) || lexed.is_mark(first.end, '~'))
        && lexed.is_glued(first.end) == lexed.is_glued(first.end + 1);
    let is_or = lexed.is(first.end, "or");
    if !(is_dash || is_or || lexed.is_any(first.end, &["to", "through"]))
        || lexed.gap(first.end) == Gap::Break
    {
        return None;
    }
    // "rose 18 sen to 23.50", "up by $3 to $50": a step and what it led to.
    let is_change = at > 0 && lexed.is_any(at - 1, STEPS);
    if first.unit.is_some() && is_change && !is_dash {
        return None;
    }
    // "$24 to 37th"
    if super::ordinals::ordinal_number(lexed, first.end + 1).is_some() {
        return None;
    }
    let second = term(lexed, first.end + 1)?;
    // "lost 12 to 2,950"
    if is_change && first.low.times(Decimal::from(10))? < second.low {
        return None;
    }
    // "the 17 weeks to 27 December" end on a day.
    if first.unit.is_some()
        && second.unit.is_none()
        && super::dates::date(lexed, first.end + 1, None).is_some()
    {
        return None;
    }
    if is_dash && is_score(lexed, first, &second) {
        return Some(score(lexed, at, first, &second));
    }
    // "three or four years" is one measure, "3 or 900" two choices.
    if is_or && (first.unit.is_some() || second.low.minus(first.low)? > first.low) {
        return None;
    }
    if is_dash
        && lexed.is_dash(second.end)
        && lexed.is_glued(second.end)
        && lexed.is_digits(second.end + 1)
    {
        return None;
    }
    range(lexed, at, first, &second)
}

/// The range from one term to the next. The first takes its scale and its unit from the second
/// where it has none: "one and two thousand", "$6-8 million".
fn range(lexed: &Lexed, start: usize, first: &Term, second: &Term) -> Option<(Fact, usize)> {
    let mut low = first.low;
    if let (None, Some(scale)) = (first.scale, second.scale)
        && let Some(scaled) = low.times(scale)
        && scaled <= second.low
    {
        low = scaled;
    }
    let unit = match (&first.unit, &second.unit) {
        (Some(ours), Some(theirs)) if ours.is_like(*theirs) => Some(*theirs),
        (None, theirs) => *theirs,
        (Some(ours), None)
            if counted(lexed, second.end, false).is_none()
                && (!ours.is_share() || second.low <= Decimal::from(100)) =>
        {
            Some(*ours)
        }
        (Some(_), _) => return None,
    };
    let falls = low > second.low;
    if low == second.low
        || (falls && !lexed.is(start, "from"))
        || first.high.is_some()
        || second.high.is_some()
    {
        return None;
    }
    let (low, high) = if falls {
        (second.low, low)
    } else {
        (low, second.low)
    };
    let amount = Amount::Between { low, high };
    let unit = unit.or_else(|| is_said_to_be_age(lexed, start).then_some(UnitOf::Age));
    finish(
        lexed,
        start,
        second.end,
        amount,
        unit,
        first.is_bare && second.is_bare,
    )
}

/// A number with its currency or unit.
fn term(lexed: &Lexed, at: usize) -> Option<Term> {
    if let Some(read) = vague(lexed, at).or_else(|| one_and_a_half(lexed, at)) {
        return Some(read);
    }
    if let Some((currency, next)) =
        code_in_millions(lexed, at).filter(|(_, next)| lexed.is_digits(*next))
    {
        let read = number(lexed, next)?;
        return Some(Term {
            low: read.value.times(Decimal::ten_to(6)?)?,
            start: at,
            unit: Some(UnitOf::Money(currency)),
            ..plain(&read)
        });
    }
    let before = currency_before(lexed, at);
    let start = before.map_or(at, |(_, next)| next);
    if before.is_some() && lexed.gap(start) == Gap::Break {
        return None;
    }
    if before.is_none()
        && let Some((unit, end)) = share(lexed, at)
        && lexed.is(end, "of")
    {
        // "per cent of twenty" for "twenty per cent", as lists have it.
        let read = number(lexed, end + 1)?;
        return Some(Term {
            start: at,
            unit: Some(unit),
            ..plain(&read)
        });
    }
    let mut read = number(lexed, start).or_else(|| {
        // "$-50.8bn"
        before.and_then(|_| glued_minus(lexed, start))
    })?;
    if let Some((currency, _)) = before {
        millions(lexed, &mut read);
        // "$10 dollars": the same currency again, in words.
        let end = currency_after(lexed, read.end)
            .filter(|(again, _)| again.code == currency.code && lexed.is_word(read.end))
            .map_or(read.end, |(_, end)| end);
        // "$75 U.S. per barrel"
        let end = end + usize::from(lexed.is_any(end, &["US", "U.S."]) && currency.code == "USD");
        let unit = UnitOf::Money(currency);
        return Some(Term {
            start: at,
            end,
            unit: Some(unit),
            ..plain(&read)
        });
    }
    let mut scaled = read;
    millions(lexed, &mut scaled);
    if let Some((currency, mut end)) = currency_after(lexed, scaled.end) {
        let mut value = scaled.value;
        if let Some((after, exponent)) = scale_behind(lexed, end).filter(|_| scaled.scale.is_none())
        {
            value = value.times(exponent)?;
            end = after;
        } else if let Some((cents, after)) = hundredths(lexed, end, currency) {
            value = value.plus(cents)?;
            end = after;
        }
        return Some(Term {
            low: value,
            end,
            unit: Some(UnitOf::Money(currency)),
            ..plain(&scaled)
        });
    }
    if let Some((currency, end)) = code_in_millions(lexed, read.end) {
        let low = read.value.times(Decimal::ten_to(6)?)?;
        return Some(Term {
            low,
            end,
            unit: Some(UnitOf::Money(currency)),
            ..plain(&read)
        });
    }
    if read.is_fraction
        && let Some((unit, end)) = unit_of_part(lexed, read.end)
    {
        return Some(Term {
            end,
            unit: Some(unit),
            ..plain(&read)
        });
    }
    if let Some((unit, end)) = unit_after(lexed, read.end, read.in_words) {
        return Some(Term {
            end,
            unit: Some(unit),
            ..plain(&read)
        });
    }
    Some(plain(&read))
}

/// The unit that there is a part of: `half a mile`, `1/32 of a quart`, `a quarter of an hour`.
fn unit_of_part(lexed: &Lexed, at: usize) -> Option<(UnitOf, usize)> {
    let article = at + usize::from(lexed.is(at, "of"));
    if !lexed.is_any(article, &["a", "an"]) {
        return None;
    }
    let country = usize::from(lexed.is_any(article + 1, &["US", "U.S.", "UK"]));
    unit_after(lexed, article + 1 + country, true)
        .filter(|(unit, _)| matches!(unit, UnitOf::Measure(_) | UnitOf::Share))
}

/// A minus sign between a currency sign and its number.
fn glued_minus(lexed: &Lexed, at: usize) -> Option<Number> {
    let is_minus = lexed.is_mark(at, '-') || lexed.is_mark(at, '\u{2212}');
    let read = number(lexed, at + 1).filter(|_| is_minus && lexed.is_glued(at + 1))?;
    Some(Number {
        value: read.value.negated(),
        ..read
    })
}

fn plain(read: &Number) -> Term {
    Term {
        low: read.value,
        high: None,
        start: read.start,
        end: read.end,
        unit: None,
        scale: read.scale,
        is_bare: !read.in_words && read.scale.is_none(),
    }
}

/// `MEUR`, `MUSD`: millions of a currency, as company reports write it.
fn code_in_millions(lexed: &Lexed, at: usize) -> Option<(&'static Currency, usize)> {
    let code = lexed
        .written(at)
        .strip_prefix('M')
        .filter(|code| code.len() == 3 && lexed.gap(at) != Gap::Break)?;
    currency_sign(code).map(|currency| (currency, at + 1))
}

/// `m` right behind digits is a million where money is meant.
fn millions(lexed: &Lexed, read: &mut Number) {
    let is_million = read.scale.is_none()
        && lexed.is_glued(read.end)
        && lexed.is_any(read.end, &["m", "mn", "mm"]);
    if is_million
        && let Some(million) = Decimal::ten_to(6)
        && let Some(value) = read.value.times(million)
    {
        read.value = value;
        read.scale = Some(million);
        read.end += 1;
    }
}

/// A scale behind the currency: `75 USD million`.
fn scale_behind(lexed: &Lexed, at: usize) -> Option<(usize, Decimal)> {
    match lexed.entry(at).number {
        Some(Scale(exponent)) if !lexed.written(at).ends_with('s') => {
            Some((at + 1, Decimal::ten_to(u32::from(exponent))?))
        }
        _ => None,
    }
}

/// `an hour and a half`, `a mile and a quarter`: one unit and a part of it.
fn one_and_a_half(lexed: &Lexed, at: usize) -> Option<Term> {
    let is_one = lexed.is_any(at, &["a", "an"]);
    let unit = lexed.entry(at + 1).unit.filter(|_| is_one)?;
    let is_part = lexed.is(at + 2, "and") && lexed.is_any(at + 3, &["a", "one"]);
    let part = number(lexed, at + 3).filter(|part| is_part && part.is_fraction)?;
    Some(Term {
        low: Decimal::ONE.plus(part.value)?,
        start: at,
        unit: Some(UnitOf::Measure(unit)),
        ..plain(&part)
    })
}

/// `dozens of`, `millions of`, `hundreds of thousands`, several `hundred`: from one such to ten.
fn vague(lexed: &Lexed, at: usize) -> Option<Term> {
    // "several hundred" is no hundred.
    let is_several = at > 0 && lexed.is_any(at - 1, &["several", "few", "many"]);
    let plural = |at: usize| {
        if !is_several && !lexed.written(at).ends_with(['s', 'S']) {
            return None;
        }
        match lexed.entry(at).number {
            Some(Hundred) => Decimal::ten_to(2),
            Some(Scale(exponent)) => Decimal::ten_to(u32::from(exponent)),
            Some(Group(count)) => Some(Decimal::from(u32::from(count))),
            _ if lexed.is(at, "tens") => Some(Decimal::from(10)),
            _ => None,
        }
    };
    let mut low = plural(at)?;
    let mut end = at + 1;
    while lexed.is(end, "of")
        && let Some(scale) = plural(end + 1)
    {
        low = low.times(scale)?;
        end += 2;
    }
    while is_several && let Some(scale) = plural(end) {
        low = low.times(scale)?;
        end += 1;
    }
    if lexed.is(at, "tens") && end == at + 1 {
        return None;
    }
    let of = usize::from(lexed.is(end, "of"));
    let high = low.times(Decimal::from(10))?;
    let after = currency_after(lexed, end + of)
        .map(|(currency, end)| (UnitOf::Money(currency), end))
        .or_else(|| unit_after(lexed, end + of, true))
        .filter(|_| of == 1 || is_several);
    let (unit, end) = after.map_or((None, end), |(unit, end)| (Some(unit), end));
    Some(Term {
        low,
        high: Some(high),
        start: at,
        end,
        unit,
        scale: Some(low),
        is_bare: false,
    })
}

/// Words behind "one" that make it a person: `one dead`.
const FATES: &[&str] = &[
    "arrested", "dead", "detained", "hurt", "injured", "killed", "missing", "wounded",
];

/// The fact, with the noun that is counted where there is no other unit.
fn finish(
    lexed: &Lexed,
    start: usize,
    end: usize,
    amount: Amount,
    unit: Option<UnitOf>,
    is_bare: bool,
) -> Option<(Fact, usize)> {
    let is_one = matches!(amount, Amount::Stated { value, .. } if value == Decimal::ONE);
    let found = match unit {
        Some(unit) => Found::measured(lexed, unit, end),
        None => match counted(lexed, end, is_one) {
            Some(noun) => Found::counted(lexed, noun),
            None => match part_of(lexed, end) {
                Some(found) => found,
                None if is_one && !is_bare && !lexed.is_any(end, FATES) => return None,
                None => Found::bare(lexed, end),
            },
        },
    };
    let measure = Measure {
        amount,
        unit: found.unit,
        per: found.per,
    };
    let normal = (found.kind)(measure);
    let end = found.end;
    Some((
        Fact {
            span: lexed.span(start, end),
            normal,
        },
        end,
    ))
}

/// The unit of a number of which this one is a part: `4 of its 40 accounts`, `three of the five men`.
/// That number is a fact of its own.
fn part_of(lexed: &Lexed, end: usize) -> Option<Found> {
    if !lexed.is(end, "of") {
        return None;
    }
    let is_owner =
        |at: usize| lexed.written(at).ends_with("'s") || lexed.written(at).ends_with("’s");
    let determiner = usize::from(lexed.is_any(
        end + 1,
        &[
            "the", "these", "those", "its", "his", "her", "their", "our", "my",
        ],
    ));
    let whole = end + 1 + determiner;
    let whole = whole
        + (0..3)
            .find(|words| *words > 0 && is_owner(whole + words - 1))
            .unwrap_or(0);
    if lexed.gap(whole) == Gap::Break || super::dates::date(lexed, whole, None).is_some() {
        return None;
    }
    let whole = term(lexed, whole)?;
    let found = match whole.unit {
        Some(UnitOf::Share | UnitOf::SharePoint | UnitOf::Age) => return None,
        Some(unit) => Found::measured(lexed, unit, end),
        None => Found::counted(lexed, counted(lexed, whole.end, false)?),
    };
    Some(Found { end, ..found })
}

/// What a kind of measure is made with.
pub type Kind = fn(Measure) -> Normal;
