//! Days, months and years as spans of days.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::model::When;

/// All days of a month.
pub fn whole_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// All days of a year.
pub fn whole_year(year: i16) -> Option<(Date, Date)> {
    let first = Date::new(year, 1, 1).ok()?;
    Some((first, first.last_of_year()))
}

/// The month of that number that lies nearest to a day.
pub fn month_of(near: Date, month: i8) -> Option<(Date, Date)> {
    let middle = nearest(near, month, 15)?;
    whole_month(middle.year(), month)
}

/// A day so many days and months later.
pub fn add(date: Date, days: i32, months: i32) -> Option<Date> {
    let span = Span::new().try_days(days).ok()?.try_months(months).ok()?;
    date.checked_add(span).ok()
}

/// Monday of the week so many weeks later.
pub fn monday(date: Date, weeks: i32) -> Option<Date> {
    let back = i32::from(date.weekday().since(Weekday::Monday));
    add(date, 7 * weeks - back, 0)
}

/// A date from its parts. Without a year it is the day nearest to the document's own date, and if
/// that is not known, either, it stays a month and a day.
pub fn complete(
    year: Option<i16>,
    month: i8,
    day: i8,
    weekday: Option<Weekday>,
    written: Option<Date>,
) -> Option<When> {
    let date = match (year, written) {
        (Some(year), _) => Some(Date::new(year, month, day).ok()?),
        (None, Some(written)) => Some(nearest(written, month, day)?),
        (None, None) => {
            // 2000 was a leap year: any day of any year is a day of it.
            Date::new(2000, month, day).ok()?;
            None
        }
    };
    Some(match date {
        Some(date) => When {
            days: Some((date, date)),
            weekday,
            ..When::default()
        },
        None => When {
            days: None,
            month: Some(month),
            day: Some(day),
            weekday,
        },
    })
}

/// The day of that month and number that lies nearest to another day.
fn nearest(near: Date, month: i8, day: i8) -> Option<Date> {
    let away = |date: &Date| {
        near.until(*date)
            .map_or(i32::MAX, |span| span.get_days().abs())
    };
    (-4..=4)
        .filter_map(|years: i16| Date::new(near.year().checked_add(years)?, month, day).ok())
        .min_by_key(away)
}

/// The last such weekday before or on the day.
pub fn last_weekday(date: Date, weekday: Weekday) -> Option<Date> {
    let back = i64::from(date.weekday().since(weekday));
    date.checked_sub(back.days()).ok()
}
