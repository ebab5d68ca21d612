//! Exact decimal numbers: what a text states is neither rounded nor stretched.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number, `digits / 10^places`, kept without trailing zeros so that equal numbers are
/// equal in all their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    places: u32,
}

/// How many places a quotient such as one third is worked out to.
const PLACES: u32 = 15;

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal {
        digits: 0,
        places: 0,
    };
    /// One.
    pub const ONE: Decimal = Decimal {
        digits: 1,
        places: 0,
    };

    fn new(mut digits: i128, mut places: u32) -> Self {
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        Self { digits, places }
    }

    /// A number written with ASCII digits and at most one full stop: `12`, `0.5`, `.08`.
    ///
    /// None for anything else, and for more digits than fit.
    pub fn parse(written: &str) -> Option<Self> {
        if let Ok(small) = written.parse::<u64>()
            && !written.starts_with('+')
        {
            return Some(Self::new(small.into(), 0));
        }
        let (whole, rest) = written.split_once('.').unwrap_or((written, ""));
        if whole.is_empty() && rest.is_empty() {
            return None;
        }
        let mut digits: i128 = 0;
        for byte in whole.bytes().chain(rest.bytes()) {
            let digit = byte.is_ascii_digit().then(|| i128::from(byte - b'0'))?;
            digits = digits.checked_mul(10)?.checked_add(digit)?;
        }
        Some(Self::new(digits, u32::try_from(rest.len()).ok()?))
    }

    /// Ten to the power of `exponent`.
    pub fn ten_to(exponent: u32) -> Option<Self> {
        Some(Self::new(10_i128.checked_pow(exponent)?, 0))
    }

    /// The sum, if it fits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Some(Self::new(
            self.at(places)?.checked_add(other.at(places)?)?,
            places,
        ))
    }

    /// The difference, if it fits.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product, if it fits.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self::new(
            self.digits.checked_mul(other.digits)?,
            self.places + other.places,
        ))
    }

    /// The quotient to 15 places, if there is one and it fits.
    pub fn over(self, other: Self) -> Option<Self> {
        let scale = 10_i128.checked_pow(PLACES + other.places)?;
        let digits = self.digits.checked_mul(scale)?.checked_div(other.digits)?;
        Some(Self::new(digits, PLACES + self.places))
    }

    /// The same number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            digits: -self.digits,
            ..self
        }
    }

    /// Whether it is below nothing.
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.places == 0
    }

    /// The number as a small whole one, where it is one.
    pub fn small(self) -> Option<u16> {
        if self.is_whole() {
            u16::try_from(self.digits).ok()
        } else {
            None
        }
    }

    /// The nearest floating point number: for shares and percentages that are only shown.
    #[allow(clippy::cast_precision_loss)]
    pub fn approximately(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.places.cast_signed())
    }

    /// The place value of the last digit that is not zero: 10,000 for 30,000, 0.1 for 2.5. Half of
    /// it is how far the number may be off when it was rounded.
    #[must_use]
    pub fn last_place(self) -> Self {
        let mut place = 1;
        let mut digits = self.digits;
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
            place *= 10;
        }
        Self::new(place, self.places)
    }

    fn at(self, places: u32) -> Option<i128> {
        if places == self.places {
            return Some(self.digits);
        }
        self.digits
            .checked_mul(10_i128.checked_pow(places - self.places)?)
    }
}

impl From<u32> for Decimal {
    fn from(number: u32) -> Self {
        Self::new(i128::from(number), 0)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        match (self.at(places), other.at(places)) {
            (Some(ours), Some(theirs)) => ours.cmp(&theirs),
            // Too far apart to be written with the same places.
            _ => self.approximately().total_cmp(&other.approximately()),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let places = self.places as usize;
        if places == 0 {
            return self.digits.fmt(f);
        }
        let digits = self.digits.unsigned_abs().to_string();
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, rest) = padded.split_at(padded.len() - places);
        write!(f, "{sign}{whole}.{rest}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(written: &str) -> Decimal {
        Decimal::parse(written).unwrap()
    }

    #[test]
    fn numbers_are_read_and_written() {
        for (read, written) in [
            ("6000000", "6000000"),
            (".080", "0.08"),
            ("4.800", "4.8"),
            ("0", "0"),
        ] {
            assert_eq!(decimal(read).to_string(), written);
        }
        for wrong in ["", ".", "1.2.3", "1e5", "-1", &"9".repeat(60)] {
            assert_eq!(Decimal::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(decimal("0.1").plus(decimal("0.2")), Some(decimal("0.3")));
        assert_eq!(decimal("1").over(decimal("8")), Some(decimal("0.125")));
        assert_eq!(
            decimal("2").over(decimal("3")).unwrap().to_string(),
            "0.666666666666666"
        );
        assert_eq!(decimal("1").over(Decimal::ZERO), None);
        assert_eq!(decimal("30000").last_place(), decimal("10000"));
        assert_eq!(decimal("2.5").last_place(), decimal("0.1"));
    }

    proptest! {
        #[test]
        fn order_is_the_order_of_the_numbers(a in 0_u32..100_000, b in 0_u32..100_000, places in 0_u32..5) {
            let scale = Decimal::ten_to(places).unwrap();
            let (first, second) = (Decimal::from(a).over(scale).unwrap(), Decimal::from(b).over(scale).unwrap());
            prop_assert_eq!(first.cmp(&second), a.cmp(&b));
        }
    }
}
