//! Quantities, money, percentages and durations: a number or a range, with its unit and its bound.

use super::bounds::bound;
use super::currencies::Currency;
use super::decimal::Decimal;
use super::lexer::{Gap, Lexed};
use super::lexicon::NumberWord::{Group, Hundred, Scale};
use super::lexicon::currency_sign;
use super::measures::{Found, UnitOf, share, unit_after};
use super::model::{Amount, Fact, Measure, Normal};
use super::money::{currency_after, currency_before, hundredths};
use super::names::starts_sentence;
use super::nouns::counted;
use super::numbers::{Number, number};

/// A number with what is written around it.
#[derive(Clone, Debug)]
struct Term {
    low: Decimal,
    /// The other end where the term itself is vague: dozens of.
    high: Option<Decimal>,
    start: usize,
    end: usize,
    unit: Option<UnitOf>,
    scale: Option<Decimal>,
    /// Whether it is written as nothing but digits.
    is_bare: bool,
}

/// The amount that starts at a lexeme, and where it ends.
pub fn amount(lexed: &Lexed, at: usize) -> Option<(Fact, usize)> {
    if let Some(found) = range_in_words(lexed, at) {
        return Some(found);
    }
    let first = term(lexed, at)?;
    if first.is_bare && first.unit.is_none() && is_address(lexed, first.end) {
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
    let (bound, start, _) = bound(lexed, first.start, first.end);
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
    finish(lexed, start, first.end, amount, unit, first.is_bare)
}

/// Whether the number is somebody's age: `aged 45`, `Anna Berg, 45, said`.
fn is_age(lexed: &Lexed, term: &Term) -> bool {
    let Some(before) = term.start.checked_sub(1) else {
        return false;
    };
    let is_of_age = lexed.is(before, "of")
        && before
            .checked_sub(1)
            .is_some_and(|age| lexed.is_any(age, &["age", "ages"]));
    if lexed.is_any(before, &["aged", "age"]) || is_of_age {
        return true;
    }
    let is_possible = term.is_bare
        && term.end == term.start + 1
        && term.low.is_whole()
        && term
            .low
            .small()
            .is_some_and(|years| (1..120).contains(&years));
    let ends = lexed.is_mark(term.end, ',')
        || (lexed.is_mark(term.end, '.') && lexed.gap(term.end + 1) != Gap::None);
    let is_name = before.checked_sub(1).is_some_and(|name| {
        is_capital(lexed, name)
            && lexed.entry(name).month.is_none()
            && lexed.entry(name).weekday.is_none()
    });
    is_possible && ends && lexed.is_mark(before, ',') && is_name
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
    if !lexed.is(first.end, joint) {
        return None;
    }
    let second = term(lexed, first.end + 1)?;
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
    let is_step = first.unit.is_some() && at > 0 && lexed.is_any(at - 1, STEPS);
    if is_step {
        return None;
    }
    let second = term(lexed, first.end + 1)?;
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

/// Words that lead to how much something changed.
const STEPS: &[&str] = &[
    "by",
    "up",
    "down",
    "rose",
    "fell",
    "gained",
    "lost",
    "added",
    "climbed",
    "dropped",
    "slipped",
    "jumped",
    "increased",
    "decreased",
    "advanced",
    "declined",
    "slid",
    "shed",
    "surged",
    "plunged",
];

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
                && (!ours.is_share() || second.low < Decimal::from(1000)) =>
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
    if let Some(vague) = vague(lexed, at) {
        return Some(vague);
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

/// `dozens of`, `millions of`, `tens of thousands of`: from one such to ten.
fn vague(lexed: &Lexed, at: usize) -> Option<Term> {
    let plural = |at: usize| {
        if !lexed.written(at).ends_with(['s', 'S']) {
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
    if lexed.is(at, "tens") && end == at + 1 {
        return None;
    }
    if !lexed.is(end, "of") {
        return None;
    }
    let high = low.times(Decimal::from(10))?;
    let after = currency_after(lexed, end + 1);
    let (unit, end) = after.map_or((None, end), |(currency, end)| {
        (Some(UnitOf::Money(currency)), end)
    });
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
];

/// Whether digits are no number but part of a name: `Flight 370`, `COVID-19`, `iPhone 11`, `page 12`.
fn is_designation(lexed: &Lexed, term: &Term) -> bool {
    let Some(before) = term.start.checked_sub(1) else {
        return lexed.is_glued(term.end)
            && lexed.is_word(term.end)
            && term.unit.is_none()
            && term.is_bare;
    };
    let is_rank = lexed.is_any(before, &["top", "bottom"]) && lexed.gap(term.start) == Gap::Space;
    if is_rank && term.unit.is_none() && counted(lexed, term.end, false).is_none() {
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
    is_capital(lexed, before) && !starts_sentence(lexed, before)
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

fn is_capital(lexed: &Lexed, at: usize) -> bool {
    lexed.is_word(at) && lexed.written(at).contains(char::is_uppercase)
}

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
            None if is_one && !is_bare => return None,
            None => Found::bare(end),
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

/// What a kind of measure is made with.
pub type Kind = fn(Measure) -> Normal;
