//! Stretches of days: the first half of 2023, from 3 to 5 May, June 27 to July 1, 2024.

use jiff::civil::Date;

use super::calendar::complete;
use super::dates::{day, day_first, month_first};
use super::lexer::{Gap, Lexed};
use super::model::When;
use super::parts_of_years::part_of_year;
use super::years::year_behind;

/// The period that starts at a lexeme, and where it ends. `written` is the document's own date.
pub fn period(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let is_between = lexed.is(at, "between");
    let start = at + usize::from(is_between || lexed.is(at, "from"));
    if let Some((days, end)) = part_of_year(lexed, at, written) {
        // Of a year that is not known it is a date all the same.
        let when = When {
            days,
            ..When::default()
        };
        return Some((when, end));
    }
    let (days, end) = days_of_month(lexed, start, is_between, written)
        .or_else(|| from_day_to_day(lexed, start, is_between, written))?;
    let when = When {
        days: Some(days),
        ..When::default()
    };
    (days.0 < days.1).then_some((when, end))
}

/// A stretch of days, and where its words end.
pub type Days = ((Date, Date), usize);

/// `3 to 5 May`, `May 3-5, 2024`, `May 3 and 5` behind "between": two days of one month.
fn days_of_month(
    lexed: &Lexed,
    start: usize,
    is_between: bool,
    written: Option<Date>,
) -> Option<Days> {
    let joint = |at: usize| joint(lexed, at, is_between);
    let month = |at: usize| {
        let is_verb =
            lexed.is_any(at, &["may", "march", "mar"]) && !lexed.written(at).starts_with('M');
        lexed.entry(at).month.filter(|_| !is_verb)
    };
    let (month, first, last, end) = if let Some(month) = month(start) {
        let stop = usize::from(lexed.is_mark(start + 1, '.'));
        let (first, end) = day(lexed, start + 1 + stop)?;
        let (last, end) = day(lexed, joint(end)?)?;
        (month, first, last, end)
    } else if lexed.is_digits(start) {
        let (first, end) = day(lexed, start)?;
        let (last, end) = day(lexed, joint(end)?)?;
        (month(end)?, first, last, end + 1)
    } else {
        return None;
    };
    // "May 3 to 5 June" ends in another month, "May 3 to 5 people" in none.
    if lexed.entry(end).month.is_some() || last <= first {
        return None;
    }
    let (year, end) = match year_behind(lexed, end) {
        Some((year, end)) => (Some(year), end),
        None => (None, end),
    };
    let of = |day: i8| complete(year, month, day, None, written)?.days;
    Some(((of(first)?.0, of(last)?.1), end))
}

/// `June 27 to July 1, 2024`, `27 June 2024 until 1 July 2024`.
fn from_day_to_day(
    lexed: &Lexed,
    start: usize,
    is_between: bool,
    written: Option<Date>,
) -> Option<Days> {
    if lexed.entry(start).month.is_none() && !lexed.is_digits(start) {
        return None;
    }
    let date = |at: usize, written: Option<Date>| {
        month_first(lexed, at, None, written).or_else(|| day_first(lexed, at, None, written))
    };
    let (first, end) = date(start, written)?;
    let (last, end) = date(joint(lexed, end, is_between)?, written)?;
    let last = last.days?;
    // The year of the end is that of the beginning, where this has none.
    let first = match (first.days, first.month.zip(first.day)) {
        (Some(days), _) => days,
        (None, Some((month, day))) => complete(Some(last.0.year()), month, day, None, None)?.days?,
        (None, None) => return None,
    };
    Some(((first.0, last.1), end))
}

/// What stands behind the word or the dash that joins two dates.
fn joint(lexed: &Lexed, at: usize, is_between: bool) -> Option<usize> {
    let is_joint = lexed.is_dash(at)
        || lexed.is_any(at, &["to", "through", "until", "till"])
        || is_between && lexed.is(at, "and");
    (is_joint && lexed.gap(at) != Gap::Break).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::{Normal, Setting, recognise};

    #[test]
    fn stretches_of_days_are_one_date() {
        for (text, days) in [
            ("in the first half of 2023", "2023-01-01 2023-06-30"),
            (
                "the third quarter of 2023 was good",
                "2023-07-01 2023-09-30",
            ),
            ("from 3 to 5 May 2024", "2024-05-03 2024-05-05"),
            ("on May 3-5, 2024", "2024-05-03 2024-05-05"),
            ("between May 3 and May 5, 2024", "2024-05-03 2024-05-05"),
            ("from June 27 to July 1, 2024", "2024-06-27 2024-07-01"),
            ("27 June 2024 until 1 July 2024", "2024-06-27 2024-07-01"),
        ] {
            let facts = recognise(text, Setting::default());
            let [fact] = facts.as_slice() else {
                panic!("{text}: {facts:?}")
            };
            let Normal::Date(when) = &fact.normal else {
                panic!("{text}: {facts:?}")
            };
            let found = when.days.map(|(from, to)| format!("{from} {to}"));
            assert_eq!(found.as_deref(), Some(days), "{text}");
        }
    }
}
