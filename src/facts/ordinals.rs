//! Places in an order: first, 2nd, twenty-third.

use super::decimal::Decimal;
use super::lexer::{Lexed, LexemeKind};
use super::lexicon::NumberWord::{Cardinal, Ordinal, ScaleOrdinal};
use super::model::{Fact, Normal};
use super::numbers::{digits, number};

/// The ordinal that starts at a lexeme, and where it ends.
pub fn ordinal(lexed: &Lexed, at: usize) -> Option<(Fact, usize)> {
    let (value, end) = ordinal_number(lexed, at)?;
    Some((
        Fact {
            span: lexed.span(at, end),
            normal: Normal::Ordinal(value),
        },
        end,
    ))
}

/// Its number, and where it ends.
pub fn ordinal_number(lexed: &Lexed, at: usize) -> Option<(Decimal, usize)> {
    match lexed.get(at)?.kind {
        LexemeKind::Digits
            if lexed.is_glued(at + 1) && lexed.is_any(at + 1, &["st", "nd", "rd", "th"]) =>
        {
            digits(lexed.written(at))
                .filter(|value| value.is_whole())
                .map(|value| (value, at + 2))
        }
        LexemeKind::Word => in_words(lexed, at),
        LexemeKind::Digits | LexemeKind::Mark(_) => None,
    }
}

/// `third`, `twenty-first`, `two hundredth`.
fn in_words(lexed: &Lexed, at: usize) -> Option<(Decimal, usize)> {
    match lexed.entry(at).number? {
        Ordinal(value) if is_place(lexed, at) => Some((Decimal::from(u32::from(value)), at + 1)),
        Cardinal(tens) if tens >= 20 => {
            let dash = usize::from(lexed.is_dash(at + 1));
            match lexed.entry(at + 1 + dash).number? {
                Ordinal(ones @ 1..=9) if is_place(lexed, at + 1 + dash) => {
                    Some((Decimal::from(u32::from(tens + ones)), at + 2 + dash))
                }
                _ => None,
            }
        }
        Cardinal(_) => {
            let count = number(lexed, at)?;
            match lexed.entry(count.end).number? {
                ScaleOrdinal(exponent) => Some((
                    count.value.times(Decimal::ten_to(u32::from(exponent))?)?,
                    count.end + 1,
                )),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether the word is a place in an order and not a unit of time, a share or a quarter.
fn is_place(lexed: &Lexed, at: usize) -> bool {
    !lexed.written(at).ends_with('s') && !lexed.is(at, "quarter")
}
