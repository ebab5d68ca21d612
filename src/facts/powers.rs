//! Powers behind digits: `1.3e6`, `12.32e+14`, `6.2x10^-4`, `5×10³`, `2^10`.

use super::decimal::Decimal;
use super::lexer::{Gap, Lexed, LexemeKind};
use super::numbers::Number;

/// A number with the power behind it.
pub(super) fn with_power(lexed: &Lexed, number: Number) -> Option<Number> {
    let (value, end) = if lexed.is_glued(number.end) {
        scientific(lexed, number)
            .or_else(|| times_ten(lexed, number))
            .or_else(|| raised(lexed, number))
    } else {
        times_ten(lexed, number)
    }?;
    Some(Number {
        value,
        end,
        ..number
    })
}

/// `1.3e6`, `12.32e+14`, `1e-3`.
fn scientific(lexed: &Lexed, number: Number) -> Option<(Decimal, usize)> {
    let rest = lexed.written(number.end).strip_prefix(['e', 'E'])?;
    let (exponent, end) = if rest.is_empty() {
        signed(lexed, number.end + 1)?
    } else {
        (rest.parse().ok()?, number.end + 1)
    };
    Some((
        number.value.times(power(Decimal::from(10), exponent)?)?,
        end,
    ))
}

/// `6.2x10^-4`, `5×10³`, `3.2 x 10^5`.
fn times_ten(lexed: &Lexed, number: Number) -> Option<(Decimal, usize)> {
    let is_spaced = lexed.gap(number.end) == Gap::Space;
    let caret = match lexed.get(number.end)?.kind {
        LexemeKind::Word if lexed.is(number.end, "x10") => number.end + 1,
        LexemeKind::Mark('×' | '*' | '·')
            if lexed.written(number.end + 1) == "10"
                && lexed.is_glued(number.end + 1) != is_spaced =>
        {
            number.end + 2
        }
        LexemeKind::Word
            if is_spaced
                && lexed.is(number.end, "x")
                && lexed.written(number.end + 1) == "10"
                && lexed.is_glued(number.end + 2) =>
        {
            number.end + 2
        }
        _ => return None,
    };
    // Where raised digits were lost, a minus sign proper still tells them: "10−30".
    let is_raised = lexed.is_mark(caret, '\u{2212}');
    let is_power = is_raised || lexed.is_mark(caret, '^');
    let (exponent, end) = is_power.then(|| signed(lexed, caret + usize::from(!is_raised)))??;
    Some((
        number.value.times(power(Decimal::from(10), exponent)?)?,
        end,
    ))
}

/// `2^10`, `-1.1^+23`.
fn raised(lexed: &Lexed, number: Number) -> Option<(Decimal, usize)> {
    if !lexed.is_mark(number.end, '^') {
        return None;
    }
    let (exponent, end) = signed(lexed, number.end + 1)?;
    Some((power(number.value, exponent)?, end))
}

/// A whole number with or without a sign, with nothing between, and where it ends.
fn signed(lexed: &Lexed, at: usize) -> Option<(i32, usize)> {
    let (sign, digits) = match lexed.get(at)?.kind {
        LexemeKind::Mark('-' | '\u{2212}') => (-1, at + 1),
        LexemeKind::Mark('+') => (1, at + 1),
        _ => (1, at),
    };
    let is_glued = lexed.is_glued(at) && lexed.is_glued(digits) && lexed.is_digits(digits);
    let exponent: i32 = lexed.written(digits).parse().ok().filter(|_| is_glued)?;
    Some((sign * exponent, digits + 1))
}

/// A number to a whole power, if it fits.
fn power(base: Decimal, exponent: i32) -> Option<Decimal> {
    // 2^127 is the largest that fits.
    let times = exponent.unsigned_abs();
    if times > 127 {
        return None;
    }
    let mut product = Decimal::ONE;
    for _ in 0..times {
        product = product.times(base)?;
    }
    if exponent < 0 {
        Decimal::ONE.over(product)
    } else {
        Some(product)
    }
}
