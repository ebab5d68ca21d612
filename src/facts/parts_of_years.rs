//! Parts of years and months: the first half of 2023, Q3 2016, the last week of July, the rest of the
//! year.

use jiff::civil::{Date, Weekday};

use super::calendar::{monday, month_of, whole_month};
use super::lexer::Lexed;
use super::ordinals::ordinal_number;
use super::years::year_told;

/// The days of a part, where its year is known, and where its words end.
type Part = (Option<(Date, Date)>, usize);

/// The part of a year or a month that starts at a lexeme.
pub fn part_of_year(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<Part> {
    let start = at + usize::from(lexed.is(at, "the"));
    half_or_quarter(lexed, start, written)
        .or_else(|| by_letter(lexed, start, written))
        .or_else(|| nth_week(lexed, start, written))
        .or_else(|| rest(lexed, start, written))
}

/// `first half of 2023`, `second quarter of this year`.
fn half_or_quarter(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<Part> {
    lexed.entry(at).number?;
    let (place, unit) = ordinal_number(lexed, at)?;
    let months = if lexed.is(unit, "half") {
        6
    } else if lexed.is(unit, "quarter") {
        3
    } else {
        return None;
    };
    let of = unit + 1 + usize::from(lexed.is_any(unit + 1, &["of", "in"]));
    let (year, end) = year_told(lexed, of, written)?;
    let place = i8::try_from(place.small()?).ok()?;
    Some((months_of(year, months, place)?, end))
}

/// `Q3 2016`, `H1 of this year`, `2016 Q3`; by itself it is one of the document's own year.
fn by_letter(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<Part> {
    let letter = |at: usize| {
        let written = Some(lexed.written(at)).filter(|written| written.len() == 2)?;
        let place = written.get(1..)?.parse::<i8>().ok()?;
        match written.get(..1)? {
            "Q" => Some((3, place)),
            "H" => Some((6, place)),
            _ => None,
        }
    };
    if let Some((months, place)) = letter(at) {
        let of = at + 1 + usize::from(lexed.is_any(at + 1, &["of", "in"]));
        let (year, end) = match year_told(lexed, of, written) {
            Some(told) => told,
            // "H1" by itself may be anything.
            None if months == 3 => (written.map(Date::year), at + 1),
            None => return None,
        };
        return Some((months_of(year, months, place)?, end));
    }
    let (months, place) = letter(at + 1)?;
    let (year, _) = year_told(lexed, at, written).filter(|(_, end)| *end == at + 1)?;
    Some((months_of(year, months, place)?, at + 2))
}

/// The part of that place of a year, each so many months long; none where a year has no such part.
#[expect(
    clippy::option_option,
    reason = "a part may be none, or of a year that is not known"
)]
fn months_of(year: Option<i16>, months: i8, place: i8) -> Option<Option<(Date, Date)>> {
    if !(1..=12 / months).contains(&place) {
        return None;
    }
    let days = |year: i16| {
        let first = whole_month(year, months * (place - 1) + 1)?.0;
        Some((first, whole_month(year, months * place)?.1))
    };
    Some(year.and_then(days))
}

/// `third week of July`, `last week of 2015`, `first week of this month`: a week belongs to the month of
/// its Thursday, as in ISO 8601.
fn nth_week(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<Part> {
    let (place, week) = if lexed.is_any(at, &["last", "final"]) {
        (-1, at + 1)
    } else {
        lexed.entry(at).number?;
        let (place, week) = ordinal_number(lexed, at)?;
        (i8::try_from(place.small()?).ok()?, week)
    };
    if !lexed.is(week, "week") || !lexed.is_any(week + 1, &["of", "in"]) {
        return None;
    }
    let whole = week + 2;
    let thursday = |first: Date| first.nth_weekday_of_month(place, Weekday::Thursday).ok();
    let of_year = |year: i16| {
        if place < 0 {
            Date::new(year, 12, 1).ok().and_then(thursday)
        } else {
            let first = Date::new(year, 1, 1).ok()?;
            first
                .nth_weekday_of_month(1, Weekday::Thursday)
                .ok()?
                .checked_add(jiff::Span::new().try_weeks(i64::from(place) - 1).ok()?)
                .ok()
        }
    };
    let (day, end) = if let Some(month) = lexed.entry(whole).month {
        let (year, end) = match year_told(lexed, whole + 1, written) {
            Some((year, end)) => (year, end),
            None => (None, whole + 1),
        };
        let days = match (year, written) {
            (Some(year), _) => whole_month(year, month),
            (None, Some(written)) => month_of(written, month),
            (None, None) => None,
        };
        (days.and_then(|(first, _)| thursday(first)), end)
    } else if lexed.is(whole, "this") && lexed.is(whole + 1, "month") {
        (
            written.and_then(|date| thursday(date.first_of_month())),
            whole + 2,
        )
    } else {
        let (year, end) = year_told(lexed, whole, written)?;
        (year.and_then(of_year), end)
    };
    let first = day.and_then(|day| monday(day, 0));
    Some((
        first.and_then(|first| Some((first, super::calendar::add(first, 6, 0)?))),
        end,
    ))
}

/// `rest of the year`: from the document's own day on.
fn rest(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<Part> {
    let is_rest = lexed.is(at, "rest") && lexed.is(at + 1, "of");
    let unit = at + 3;
    if !is_rest || !lexed.is_any(at + 2, &["the", "this"]) || lexed.is(unit + 1, "of") {
        return None;
    }
    let last = |date: Date| {
        if lexed.is(unit, "year") {
            Some(date.last_of_year())
        } else if lexed.is(unit, "month") {
            Some(date.last_of_month())
        } else {
            super::calendar::add(monday(date, 0)?, 6, 0)
        }
    };
    let is_time = lexed.is_any(unit, &["year", "month", "week"]);
    let days = written.and_then(|date| Some((date, last(date)?)));
    is_time.then_some((days, unit + 1))
}

#[cfg(test)]
mod tests {
    use super::super::{Normal, Setting, recognise};

    #[test]
    fn parts_of_years_and_months_are_stretches_of_days() {
        let written = "2016-11-07".parse().ok();
        for (text, days) in [
            ("Q3 2016", "2016-07-01 2016-09-30"),
            ("in 2016 Q3", "2016-07-01 2016-09-30"),
            ("during H1 of last year", "2015-01-01 2015-06-30"),
            (
                "in the second quarter of this year",
                "2016-04-01 2016-06-30",
            ),
            ("the first week of October", "2016-10-03 2016-10-09"),
            ("the third week of this month", "2016-11-14 2016-11-20"),
            ("the last week of 2015", "2015-12-28 2016-01-03"),
            ("the third week of 2027", "2027-01-18 2027-01-24"),
            ("for the rest of the year", "2016-11-07 2016-12-31"),
            ("in March last year", "2015-03-01 2015-03-31"),
            ("on February 11 this year", "2016-02-11 2016-02-11"),
            ("since last September", "2016-09-01 2016-09-30"),
            ("this weekend", "2016-11-12 2016-11-13"),
            ("in the 1970's", "1970-01-01 1979-12-31"),
            ("in the '70s", "1970-01-01 1979-12-31"),
            ("in the seventies", "1970-01-01 1979-12-31"),
            ("by 11/2016", "2016-11-01 2016-11-30"),
        ] {
            let facts = recognise(text, Setting { written });
            let found: Vec<_> = facts
                .iter()
                .filter_map(|fact| match &fact.normal {
                    Normal::Date(when) => Some(when.days),
                    _ => None,
                })
                .map(|days| days.map(|(from, to)| format!("{from} {to}")))
                .collect();
            assert_eq!(found, [Some(days.to_owned())], "{text}");
        }
    }
}
