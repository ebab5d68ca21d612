//! Whether two facts say the same, can both be right, or contradict each other.

use super::decimal::Decimal;
use super::model::{Amount, Bound, Measure, Normal};
use super::timing::{dates, times};
use super::units::unit_named;

/// How two facts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They say the same.
    Same,
    /// Both can be right, but one says it more precisely.
    Precision,
    /// They cannot both be right of the same thing.
    Conflict,
    /// They are about different things: kinds or units that do not compare.
    Unrelated,
}

impl Measure {
    /// Whether it counts things that have a name of their own, and is no measure in a unit: `50 old
    /// houses`, not `50 km`.
    pub fn counts_things(&self) -> bool {
        self.unit
            .as_deref()
            .is_none_or(|unit| unit_named(unit).is_none())
    }
}

/// How two facts stand to each other that cannot be of different things: counts, whatever the things
/// are called (`50 houses`, `58 homes`), and sums, whatever the currency.
pub fn relate_in_place(a: &Normal, b: &Normal) -> Relation {
    let related = relate(a, b);
    if related != Relation::Unrelated {
        return related;
    }
    let bare = |measure: &Measure| Measure {
        unit: None,
        ..measure.clone()
    };
    if let (Some(ours), Some(theirs)) = (a.measure(), b.measure())
        && ours.per.is_some() != theirs.per.is_some()
    {
        return relate_in_place(&without_per(a), &without_per(b)).at_most_precise();
    }
    match (a, b) {
        (Normal::Quantity(ours), Normal::Quantity(theirs))
            if ours.counts_things() && theirs.counts_things() =>
        {
            measures(&bare(ours), &bare(theirs))
        }
        // One number in two currencies is a contradiction, two numbers may be a conversion.
        (Normal::Money(ours), Normal::Money(theirs)) if ours.amount != theirs.amount => {
            Relation::Precision
        }
        (Normal::Money(_), Normal::Money(_)) => Relation::Conflict,
        _ => Relation::Unrelated,
    }
}

impl Relation {
    /// The same of two facts of which one says more besides: what it is counted by.
    fn at_most_precise(self) -> Self {
        match self {
            Relation::Same => Relation::Precision,
            other => other,
        }
    }
}

/// A fact without what it is counted by.
fn without_per(fact: &Normal) -> Normal {
    let mut bare = fact.clone();
    match &mut bare {
        Normal::Quantity(measure)
        | Normal::Money(measure)
        | Normal::Percentage(measure)
        | Normal::Duration(measure) => measure.per = None,
        _ => {}
    }
    bare
}

/// How two facts stand to each other, if they answer the same question.
pub fn relate(a: &Normal, b: &Normal) -> Relation {
    match (a, b) {
        (Normal::Quantity(ours), Normal::Quantity(theirs))
        | (Normal::Money(ours), Normal::Money(theirs))
        | (Normal::Percentage(ours), Normal::Percentage(theirs))
        | (Normal::Duration(ours), Normal::Duration(theirs)) => measures(ours, theirs),
        (Normal::Date(ours), Normal::Date(theirs)) => dates(ours, theirs),
        (Normal::Ordinal(ours), Normal::Ordinal(theirs)) => same_or_conflict(ours == theirs),
        (Normal::Time(ours), Normal::Time(theirs)) => times(*ours, *theirs),
        _ => Relation::Unrelated,
    }
}

fn same_or_conflict(same: bool) -> Relation {
    if same {
        Relation::Same
    } else {
        Relation::Conflict
    }
}

/// One plain sentence that says how the two stand to each other.
pub fn why(relation: Relation, a: &Normal, b: &Normal) -> String {
    match relation {
        Relation::Same => format!("{a} in both"),
        Relation::Precision if are_in_two_currencies(a, b) => {
            format!("{a} and {b} are in two currencies, and may be one sum")
        }
        Relation::Precision => format!("{a} and {b} can both be right, one is more precise"),
        Relation::Conflict => match change(a, b) {
            Some(percent) => format!("{a} against {b}: {percent:+} %"),
            None => format!("{a} against {b}"),
        },
        Relation::Unrelated => format!("{a} and {b} do not compare"),
    }
}

fn are_in_two_currencies(a: &Normal, b: &Normal) -> bool {
    match (a, b) {
        (Normal::Money(ours), Normal::Money(theirs)) => !units_compare(ours, theirs),
        _ => false,
    }
}

/// By how much the second number differs from the first, in whole percent.
fn change(a: &Normal, b: &Normal) -> Option<i64> {
    let ((Normal::Quantity(ours), Normal::Quantity(theirs))
    | (Normal::Money(ours), Normal::Money(theirs))) = (a, b)
    else {
        return None;
    };
    let (low, _) = interval(ours)?;
    let (other, _) = interval(theirs)?;
    let percent = (other?.minus(low?)?.over(low?)?.approximately() * 100.0).round();
    // Rounded to a whole number that fits by far.
    #[allow(clippy::cast_possible_truncation)]
    (percent.abs() < 1e6).then_some(percent as i64)
}

fn measures(a: &Measure, b: &Measure) -> Relation {
    if !pers_compare(a, b) || !units_compare(a, b) {
        return Relation::Unrelated;
    }
    if a.unit.is_some() != b.unit.is_some() {
        // A unit that one text leaves out is that of the other.
        return measures(&without_unit(a), &without_unit(b)).at_most_precise();
    }
    if a.per != b.per {
        let alike = Measure {
            per: a.per.clone(),
            ..b.clone()
        };
        return measures(a, &alike).at_most_precise();
    }
    let (Some(ours), Some(theirs)) = (interval(a), interval(b)) else {
        return Relation::Unrelated;
    };
    let same_bound = bound(a) == bound(b);
    if ours == theirs && same_bound {
        return Relation::Same;
    }
    let can_both_be_right = match (side(a), side(b)) {
        // Two bounds of one side that differ are two statements: "more than 100" was not said of
        // what is "more than 200".
        (Side::Up, Side::Up) | (Side::Down, Side::Down) => floored(a, b),
        (Side::Around, Side::Around) => near(ours, b) || near(theirs, a),
        // "Up to 29" and "at least 29", "nearly 3 billion" and "just under 3 billion" were said of one
        // number.
        (Side::Up | Side::Around, Side::Down)
        | (Side::Down | Side::Around, Side::Up)
        | (Side::Up | Side::Down, Side::Around) => {
            holds(ours, theirs) || holds(theirs, ours) || stated_alike(a, b)
        }
        (Side::Range, Side::Range) => {
            ranges_converted(a, b) || ranges_converted(b, a) || are_vague(a, b)
        }
        _ => holds(ours, theirs) || holds(theirs, ours) || rounded(a, b),
    };
    if can_both_be_right {
        Relation::Precision
    } else {
        Relation::Conflict
    }
}

/// Whether both are counted by the same, as far as both tell: a share and a diluted share.
fn pers_compare(a: &Measure, b: &Measure) -> bool {
    match (a.per.as_deref(), b.per.as_deref()) {
        (Some(ours), Some(theirs)) => {
            ours == theirs || head(ours) == theirs || ours == head(theirs)
        }
        (ours, theirs) => ours == theirs,
    }
}

fn without_unit(measure: &Measure) -> Measure {
    Measure {
        unit: None,
        ..measure.clone()
    }
}

fn bound(measure: &Measure) -> Option<Bound> {
    match measure.amount {
        Amount::Stated { bound, .. } => Some(bound),
        Amount::Between { .. } => None,
    }
}

/// On which side of a stated number the true one can lie.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// On none.
    Exact,
    /// A little on both.
    Around,
    /// Above.
    Up,
    /// Below.
    Down,
    /// Between two numbers.
    Range,
}

fn side(measure: &Measure) -> Side {
    match bound(measure) {
        None => Side::Range,
        Some(Bound::Exact) => Side::Exact,
        Some(Bound::About) => Side::Around,
        Some(Bound::Over | Bound::AtLeast) => Side::Up,
        Some(Bound::Under | Bound::AtMost) => Side::Down,
    }
}

/// Two bounds whose numbers are the same, or the same but for the places that the coarser one leaves
/// out, and by no more than a fifth: over half a million, over 520,000.
fn floored(a: &Measure, b: &Measure) -> bool {
    let (Amount::Stated { value: ours, .. }, Amount::Stated { value: theirs, .. }) =
        (a.amount, b.amount)
    else {
        return false;
    };
    let apart = distance(ours, theirs);
    let coarse = ours.last_place().max(theirs.last_place());
    ours == theirs
        || a.unit == b.unit
            && apart.is_some_and(|apart| apart < coarse)
            && is_share(apart, 5, ours.max(theirs))
}

fn stated_alike(a: &Measure, b: &Measure) -> bool {
    match (a.amount, b.amount) {
        (Amount::Stated { value: ours, .. }, Amount::Stated { value: theirs, .. }) => {
            ours == theirs && a.unit == b.unit
        }
        _ => false,
    }
}

/// Whether the number that a measure states lies in an interval.
fn near(interval: Interval, measure: &Measure) -> bool {
    let stated = match measure.amount {
        Amount::Stated { value, .. } => in_base(value, measure.unit.as_deref()),
        Amount::Between { .. } => None,
    };
    stated.is_some_and(|value| holds(interval, (Some(value), Some(value))))
}

fn distance(a: Decimal, b: Decimal) -> Option<Decimal> {
    let apart = a.minus(b)?;
    Some(if apart.is_negative() {
        apart.negated()
    } else {
        apart
    })
}

/// Whether a distance is less than one part in so many of the whole.
fn is_share(distance: Option<Decimal>, parts: u32, whole: Decimal) -> bool {
    distance
        .and_then(|distance| distance.times(Decimal::from(parts)))
        .is_some_and(|much| much < whole)
}

/// Whether the units measure the same, so that their numbers can be held against each other. A
/// number without a unit compares with any.
fn units_compare(a: &Measure, b: &Measure) -> bool {
    let (Some(ours), Some(theirs)) = (&a.unit, &b.unit) else {
        return true;
    };
    if ours == theirs || head(ours) == head(theirs) {
        return true;
    }
    match (unit_named(ours), unit_named(theirs)) {
        (Some(ours), Some(theirs)) => {
            ours.dimension == theirs.dimension
                && ours.factor().is_some()
                && theirs.factor().is_some()
        }
        _ => {
            hundredth_of(ours).is_some_and(|whole| whole == theirs)
                || hundredth_of(theirs).is_some_and(|whole| whole == ours)
        }
    }
}

/// The noun that a phrase turns on: its last word.
fn head(unit: &str) -> &str {
    unit.rsplit(' ').next().unwrap_or(unit)
}

/// The currency that a small coin is the hundredth part of.
fn hundredth_of(unit: &str) -> Option<&'static str> {
    super::currencies::CURRENCIES
        .iter()
        .find(|currency| currency.is_hundredth && currency.names.split('|').next() == Some(unit))
        .map(|currency| currency.code)
}

/// From where to where a number can lie, both included, in base units; open where it has no end.
type Interval = (Option<Decimal>, Option<Decimal>);

fn interval(measure: &Measure) -> Option<Interval> {
    let scale = |value: Decimal| in_base(value, measure.unit.as_deref());
    Some(match measure.amount {
        Amount::Between { low, high } => (Some(scale(low)?), Some(scale(high)?)),
        Amount::Stated { value, bound } => match bound {
            Bound::Exact => (Some(scale(value)?), Some(scale(value)?)),
            Bound::About => {
                let off = slack(value)?;
                (
                    Some(scale(value.minus(off)?)?),
                    Some(scale(value.plus(off)?)?),
                )
            }
            Bound::Over | Bound::AtLeast => (Some(scale(value)?), None),
            Bound::Under | Bound::AtMost => (None, Some(scale(value)?)),
        },
    })
}

fn in_base(value: Decimal, unit: Option<&str>) -> Option<Decimal> {
    if unit.is_some_and(|unit| hundredth_of(unit).is_some()) {
        return value.over(Decimal::from(100));
    }
    match unit
        .and_then(unit_named)
        .and_then(super::units::Unit::factor)
    {
        Some(factor) => value.times(factor),
        None => Some(value),
    }
}

/// How far off "about" may be: a twentieth, or half of the last place that is stated.
fn slack(value: Decimal) -> Option<Decimal> {
    let value = if value.is_negative() {
        value.negated()
    } else {
        value
    };
    let twentieth = value.over(Decimal::from(20))?;
    Some(
        twentieth.max(
            value
                .last_place()
                .over(Decimal::from(2))?
                .min(value.over(Decimal::from(5))?),
        ),
    )
}

/// Whether everything that the second allows, the first allows, too.
fn holds(outer: Interval, inner: Interval) -> bool {
    let low = match (outer.0, inner.0) {
        (None, _) => true,
        (Some(outer), Some(inner)) => outer <= inner,
        (Some(_), None) => false,
    };
    let high = match (outer.1, inner.1) {
        (None, _) => true,
        (Some(outer), Some(inner)) => inner <= outer,
        (Some(_), None) => false,
    };
    low && high
}

/// A number that leaves out so much is rounded by up to a fiftieth: $40 million and $39.5 million.
const COARSE: u32 = 1_000_000;

/// Whether one exact number is the other, rounded to its last place, and by less than a hundredth:
/// 283,000 and 282,914, but not 10 and 12. Where the places behind the point are left out it may be
/// a fifth: 3 and 2.7.
fn rounded(a: &Measure, b: &Measure) -> bool {
    let (
        Amount::Stated {
            value: ours,
            bound: Bound::Exact,
        },
        Amount::Stated {
            value: theirs,
            bound: Bound::Exact,
        },
    ) = (a.amount, b.amount)
    else {
        return false;
    };
    if a.unit != b.unit {
        return converted(ours, a, theirs, b) || converted(theirs, b, ours, a);
    }
    let apart = distance(ours, theirs);
    if !is_share(apart, 5, ours.max(theirs)) {
        return false;
    }
    let (coarse, fine) = (
        ours.last_place().max(theirs.last_place()),
        ours.last_place().min(theirs.last_place()),
    );
    let parts = if fine < Decimal::from(1) && fine < coarse {
        5
    } else if coarse >= Decimal::from(COARSE) {
        50
    } else {
        100
    };
    apart
        .and_then(|apart| apart.times(Decimal::from(2)))
        .is_some_and(|twice| twice <= coarse)
        && is_share(apart, parts, ours.max(theirs))
}

/// Whether the second number is the first in another unit, rounded to its last place, and by less than
/// a twentieth: 52 kilometres, 32 miles.
fn converted(ours: Decimal, a: &Measure, theirs: Decimal, b: &Measure) -> bool {
    let in_base = |value: Option<Decimal>, of: &Measure| in_base(value?, of.unit.as_deref());
    let half = theirs.last_place().over(Decimal::from(2));
    let base = in_base(Some(ours), a);
    let apart = base.zip(in_base(Some(theirs), b));
    let apart = apart.and_then(|(ours, theirs)| distance(ours, theirs));
    let is_rounded = apart
        .zip(in_base(half, b))
        .is_some_and(|(apart, half)| apart <= half);
    is_rounded && base.is_some_and(|whole| is_share(apart, 20, whole))
}

/// Whether both say only the order of magnitude, in units of about one size: hundreds of yards, hundreds
/// of metres.
fn are_vague(a: &Measure, b: &Measure) -> bool {
    let is_vague = |measure: &Measure| match measure.amount {
        Amount::Between { low, high } => low.times(Decimal::from(10)) == Some(high),
        Amount::Stated { .. } => false,
    };
    is_vague(a) && is_vague(b) && a.amount == b.amount
}

/// Whether the second range is the first in another unit, each end rounded.
fn ranges_converted(a: &Measure, b: &Measure) -> bool {
    match (a.amount, b.amount) {
        (
            Amount::Between { low: ours, high },
            Amount::Between {
                low: theirs,
                high: other,
            },
        ) => a.unit != b.unit && converted(ours, a, theirs, b) && converted(high, a, other, b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Setting, recognise};
    use super::*;

    fn between(a: &str, b: &str) -> Relation {
        let fact = |text: &str| recognise(text, Setting::default()).remove(0).normal;
        relate(&fact(a), &fact(b))
    }

    #[test]
    fn one_amount_has_many_forms() {
        for (a, b) in [
            ("$6 million", "$6,000,000"),
            ("$6 million", "6 million dollars"),
            ("US$6m", "6.000.000 USD"),
            ("half a million people", "500,000 people"),
            ("1 km", "1,000 metres"),
            ("90 minutes", "1.5 hours"),
            ("50 cents", "$0.50"),
            ("20 percent", "20%"),
            ("one and a half years", "18 months"),
            ("June 27, 2024", "27 June 2024"),
            (
                "between 1,000 and 2,000 people a day",
                "one to two thousand people per day",
            ),
        ] {
            assert_eq!(between(a, b), Relation::Same, "{a} / {b}");
        }
    }

    #[test]
    fn a_bound_is_an_interval() {
        for (a, b) in [
            ("over half a million people", "520,083 people"),
            ("about 30,000 people", "30,400 people"),
            ("283,000 people", "282,914 people"),
            ("at least 12 ships", "14 ships"),
            ("June 2024", "June 27, 2024"),
            ("July 1", "July 1, 2024"),
            ("up to 5 days", "3 days"),
            ("over half a million people", "more than 520,000 people"),
            ("about 100 people", "some 104 people"),
            ("2.7 percent", "3 percent"),
            ("nearly $3 billion", "just under $3 billion"),
            ("about a dozen guards", "over a dozen guards"),
            ("$40 million", "$39.5 million"),
            ("hundreds of yards away", "hundreds of metres away"),
            (
                "between 30 and 80 pounds of fat",
                "between 14 and 36 kilograms",
            ),
            ("at 3 p.m. sharp", "at 3:22 p.m. sharp"),
        ] {
            assert_eq!(between(a, b), Relation::Precision, "{a} / {b}");
        }
        for (a, b) in [
            ("over half a million people", "480,000 people"),
            ("$50 million", "$58 million"),
            ("10 people", "12 people"),
            ("July 1", "June 27, 2024"),
            ("under 5 days", "a dozen days"),
            ("2023", "2024"),
            ("3 km", "2 miles"),
            ("more than 200 people", "more than 100 people"),
            ("up to 10 years", "up to 50 years"),
            ("about 8 ships", "about 7 ships"),
            ("at 3:10 p.m.", "at 3:22 p.m."),
            ("between three and 11 ships", "between nine and 11 ships"),
        ] {
            assert_eq!(between(a, b), Relation::Conflict, "{a} / {b}");
        }
        for (a, b) in [
            ("3 km", "3 hours"),
            ("5 ships", "6 planes"),
            ("$5", "5 percent"),
            ("$5 a day", "$6"),
        ] {
            assert_eq!(between(a, b), Relation::Unrelated, "{a} / {b}");
        }
    }

    #[test]
    fn a_conflict_says_by_how_much() {
        let fact = |text: &str| recognise(text, Setting::default()).remove(0).normal;
        let (a, b) = (fact("$50 million"), fact("$58 million"));
        assert_eq!(
            why(relate(&a, &b), &a, &b),
            "USD 50,000,000 against USD 58,000,000: +16 %"
        );
    }
}
