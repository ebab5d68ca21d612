//! Currencies beside a number.

use super::currencies::Currency;
use super::decimal::Decimal;
use super::lexer::{Gap, Lexed, LexemeKind};
use super::lexicon::NumberWord::Scale;
use super::lexicon::unit_symbol;
use super::lexicon::{currency_named, currency_sign};
use super::measures::is_spoken_of;
use super::numbers::number;
use super::units::Dimension;

/// The pound sign where text went through a program that knows only ASCII (Unidecode).
pub const ASCII_POUND: &str = "PS";

/// `PS5`, `Y=590`: the signs of pound and yen in such text, and where the number starts.
fn ascii_sign(lexed: &Lexed, at: usize) -> Option<(&'static Currency, usize)> {
    let (sign, next) = match lexed.written(at) {
        ASCII_POUND => ("£", at + 1),
        "Y" if lexed.is_mark(at + 1, '=') && lexed.is_glued(at + 1) => ("¥", at + 2),
        _ => return None,
    };
    // A single digit by itself is the number of a console.
    let is_model = sign == "£"
        && lexed.written(next).len() == 1
        && !(lexed.is_word(next + 1) && lexed.is_glued(next + 1));
    let is_sign = lexed.is_glued(next) && lexed.is_digits(next) && !is_model;
    currency_sign(sign)
        .filter(|_| is_sign)
        .map(|currency| (currency, next))
}

/// A currency written before its number, and where the number starts: `$`, `US$`, `us $`, `USD`.
pub fn currency_before(lexed: &Lexed, at: usize) -> Option<(&'static Currency, usize)> {
    let lexeme = lexed.get(at)?;
    let written = lexed.written(at);
    match lexeme.kind {
        LexemeKind::Mark('$')
            if lexed.is_glued(at + 1)
                && is_country(lexed.written(at + 1))
                && lexed.is_digits(at + 2) =>
        {
            // "$US55", "$A82": the other way round.
            let sign = format!("{}$", lexed.written(at + 1).to_uppercase());
            currency_sign(&sign).map(|currency| (currency, at + 2))
        }
        LexemeKind::Mark(_) => currency_sign(written).map(|currency| (currency, at + 1)),
        LexemeKind::Word => {
            if let Some(found) = ascii_sign(lexed, at) {
                return Some(found);
            }
            let dot = usize::from(lexed.is_mark(at + 1, '.'));
            if lexed.is_mark(at + 1 + dot, '$')
                && (lexed.is_glued(at + 1 + dot) || (is_country(written) && !lexed.is(at, "a")))
            {
                let letters = written.replace('.', "");
                let sign = [letters.as_str(), "$"].concat();
                let upper = sign.to_uppercase();
                return currency_sign(&sign)
                    .or_else(|| currency_sign(&upper))
                    .map(|currency| (currency, at + 2 + dot));
            }
            let is_code = lexed
                .entry(at)
                .currency
                .is_some_and(|currency| is_sign_of(currency, written));
            let currency = lexed
                .entry(at)
                .currency
                .filter(|_| is_code || lexed.is_any(at, &["dollar", "pounds"]))?;
            let next = at
                + 1
                + usize::from(
                    lexed.is_mark(at + 1, '.')
                        && lexed.gap(at + 2) != Gap::Break
                        && written == "Rs",
                );
            lexed.is_digits(next).then_some((currency, next))
        }
        LexemeKind::Digits => None,
    }
}

/// Letters that stand before a dollar sign for a country.
pub fn is_country(letters: &str) -> bool {
    ["US", "U.S", "A", "AU", "C", "CA", "NZ", "HK", "NT", "MX"]
        .iter()
        .any(|country| letters.eq_ignore_ascii_case(country))
}

/// A currency written after its number, and where it ends: `dollars`, `US dollars`, `€`, `JPY`.
pub fn currency_after(lexed: &Lexed, at: usize) -> Option<(&'static Currency, usize)> {
    if lexed.gap(at) == Gap::Break {
        return None;
    }
    let hyphen = usize::from(lexed.is_dash(at) && lexed.is_glued(at) && lexed.is_glued(at + 1));
    let first = at + hyphen;
    let lexeme = lexed.get(first)?;
    if let LexemeKind::Mark(_) = lexeme.kind {
        let before_digits = lexed.is_digits(first + 1) && lexed.is_glued(first + 1);
        return currency_sign(lexed.written(first))
            .filter(|_| !before_digits)
            .map(|currency| (currency, first + 1));
    }
    if !lexed.is_word(first) || is_mass(lexed, at, first) {
        return None;
    }
    if lexed.written(first) == "kn" && is_spoken_of(lexed, first, OF_PRICES) {
        return currency_named("kuna").map(|currency| (currency, first + 1));
    }
    if lexed.written(first) == "p" && lexed.is_digits(at.checked_sub(1)?) {
        return currency_sign("p").map(|currency| (currency, first + 1));
    }
    if lexed.written(first) == "c" && lexed.is_glued(first) && lexed.is_digits(at.checked_sub(1)?) {
        return currency_sign("¢").map(|currency| (currency, first + 1));
    }
    for words in [3, 2] {
        if (1..words)
            .all(|next| lexed.is_word(first + next) && lexed.gap(first + next) == Gap::Space)
            && (lexed.entry(first + words - 1).currency.is_some()
                || lexed.is(first + words - 1, "marks"))
        {
            let name: Vec<String> = (0..words)
                .map(|next| lexed.written(first + next).to_lowercase())
                .collect();
            if let Some(currency) = currency_named(&name.join(" ")) {
                return Some((currency, first + words));
            }
        }
    }
    if lexed.is_mark(first + 1, '.')
        && lexed.is(first, "u.s")
        && lexed.entry(first + 2).currency.is_some()
    {
        return lexed
            .entry(first + 2)
            .currency
            .map(|currency| (currency, first + 3));
    }
    // A unit of mass or a ticker may have the same name: "pounds" is money unless "of" follows.
    let currency = lexed.entry(first).currency?;
    let is_word = currency.names.split('|').any(|name| lexed.is(first, name));
    let is_ambiguous = ["mark", "marks", "won", "real", "rand", "colon", "sen"]
        .iter()
        .any(|word| lexed.is(first, word));
    // "3 USD50": the code belongs to the digits that follow it.
    let is_next = lexed.is_digits(first + 1) && lexed.is_glued(first + 1);
    let is_code = is_sign_of(currency, lexed.written(first)) && !is_next;
    ((is_word && !is_ambiguous) || is_code || lexed.is_any(first, &["marks", "sen", "won"]))
        .then_some((currency, first + 1))
}

/// Words beside which "kn" is no knot but a kuna.
const OF_PRICES: &[&str] = &[
    "cost", "costs", "price", "prices", "priced", "paid", "pay", "fee", "ticket", "tickets",
    "kuna", "croatia", "croatian", "budget", "salary", "wage",
];

/// So far before pounds such a word may stand, in lexemes.
const OF_MASS_WINDOW: usize = 10;

/// Words that make a pound before or behind them one of mass.
const OF_MASS: &[&str] = &[
    "weigh",
    "weighs",
    "weighed",
    "weighing",
    "weight",
    "lose",
    "loses",
    "losing",
    "lost",
    "gain",
    "gained",
    "drop",
    "dropped",
    "dropping",
    "shed",
    "lift",
    "lifted",
    "lifting",
    "heavier",
    "lighter",
    "overweight",
    "of",
];

/// Whether pounds are no money here: the pound-foot, a 40-pound dog, pounds that somebody lost.
fn is_mass(lexed: &Lexed, at: usize, first: usize) -> bool {
    if !lexed.is_any(first, &["pound", "pounds"]) {
        return false;
    }
    let is_hyphenated = first > at;
    let goes_on = lexed.is_dash(first + 1) && lexed.is_glued(first + 1);
    let is_scaled = at.checked_sub(1).is_some_and(|last| {
        matches!(lexed.entry(last).number, Some(Scale(_)))
            || lexed.is_glued(last) && lexed.is_word(last)
    });
    // "10 kilograms (22 pounds)": the same in another unit.
    let weighs = |before: usize| {
        let unit = lexed
            .entry(before)
            .unit
            .or_else(|| unit_symbol(lexed.written(before)));
        unit.is_some_and(|unit| unit.dimension == Dimension::Mass && unit.name != "pound")
    };
    let led = (at.saturating_sub(OF_MASS_WINDOW)..at)
        .any(|before| lexed.is_any(before, OF_MASS) && !lexed.is(before, "of") || weighs(before));
    let is_weight = (first + 1..first + 6)
        .any(|behind| lexed.is_any(behind, &["weight", "overweight", "heavier", "lighter"]));
    let led = led || is_weight;
    !is_scaled && (is_hyphenated || goes_on || led || lexed.is_any(first + 1, OF_MASS))
}

/// The cents behind the dollars: `3 dollars 50 cents`, `thirteen dollars and forty-five cents`.
pub fn hundredths(lexed: &Lexed, at: usize, currency: &Currency) -> Option<(Decimal, usize)> {
    let start = at + usize::from(lexed.is(at, "and"));
    if let Some(found) = bare_hundredths(lexed, start, currency) {
        return Some(found);
    }
    let cents = number(lexed, start)
        .filter(|cents| cents.value < Decimal::from(100) && cents.value.is_whole())?;
    let (small, end) = currency_after(lexed, cents.end)?;
    let is_part = small.is_hundredth && small.code == currency.code && !currency.is_hundredth;
    is_part.then_some((cents.value.over(Decimal::from(100))?, end))
}

/// `15 dollars 50`, `thirteen dollars forty five`: cents that are not called so, at the end of a
/// phrase.
fn bare_hundredths(lexed: &Lexed, at: usize, currency: &Currency) -> Option<(Decimal, usize)> {
    let cents = number(lexed, at)
        .filter(|cents| cents.value < Decimal::from(100) && cents.value >= Decimal::from(10))?;
    let ends = !lexed.is_word(cents.end)
        && !matches!(
            lexed.get(cents.end).map(|next| next.kind),
            Some(LexemeKind::Mark('%' | '$' | '€' | '£' | '-'))
        );
    let fits =
        ends && cents.value.is_whole() && !currency.is_hundredth && lexed.gap(at) == Gap::Space;
    Some((
        cents.value.over(Decimal::from(100)).filter(|_| fits)?,
        cents.end,
    ))
}

fn is_sign_of(currency: &Currency, written: &str) -> bool {
    currency
        .signs
        .split_whitespace()
        .any(|sign| sign.eq_ignore_ascii_case(written))
}

/// The name under which money is reported: the currency's code, or the name of its hundredth part.
pub fn money_unit(currency: &Currency) -> &'static str {
    if currency.is_hundredth {
        currency.names.split('|').next().unwrap_or(currency.code)
    } else {
        currency.code
    }
}
