//! Dates that are told from another day: yesterday, last week, two days ago, on Monday.

use jiff::civil::{Date, Weekday};

use super::calendar::{add, last_weekday, monday, whole_month, whole_year};
use super::lexer::Lexed;
use super::model::When;
use super::numbers::number;
use super::units::Dimension;

/// The relative date that starts at a lexeme, and where it ends. It is resolved where the
/// document's own date is known; else it says no more than its weekday.
pub fn relative(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    named_day(lexed, at, written)
        .or_else(|| led(lexed, at, written))
        .or_else(|| counted(lexed, at, written))
        .or_else(|| weekday(lexed, at, written))
}

fn one_day(date: Option<Date>) -> When {
    When {
        days: date.map(|date| (date, date)),
        ..When::default()
    }
}

/// `today`, `yesterday`, `the day before yesterday`.
fn named_day(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    if let Some(days) = day_word(lexed, at) {
        return Some((one_day(written.and_then(|date| add(date, days, 0))), at + 1));
    }
    let start = at + usize::from(lexed.is(at, "the"));
    if !lexed.is(start, "day") {
        return None;
    }
    let further = if lexed.is(start + 1, "before") {
        -1
    } else if lexed.is(start + 1, "after") {
        1
    } else {
        return None;
    };
    let days = day_word(lexed, start + 2)? + further;
    Some((
        one_day(written.and_then(|date| add(date, days, 0))),
        start + 3,
    ))
}

fn day_word(lexed: &Lexed, at: usize) -> Option<i32> {
    if lexed.is_any(at, &["today", "tonight"]) {
        Some(0)
    } else if lexed.is(at, "yesterday") {
        Some(-1)
    } else if lexed.is_any(at, &["tomorrow", "tmrw", "tmr"]) {
        Some(1)
    } else {
        None
    }
}

/// `last year`, `next week`, `this Friday`, `next week Sunday`, `the next day`.
fn led(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let the = usize::from(lexed.is(at, "the") && lexed.is(at + 2, "day"));
    let lead = at + the;
    let step = if lexed.is_any(lead, &["last", "previous", "past"]) {
        -1
    } else if lexed.is(lead, "next") {
        1
    } else if lexed.is_any(lead, &["this", "current"]) {
        0
    } else {
        return None;
    };
    if let Some(weekday) = lexed.entry(lead + 1).weekday {
        return Some((weekday_of(written, step, weekday), lead + 2));
    }
    let unit = lead + 1;
    if let Some(month) = lexed.entry(unit).month.filter(|_| step != 0) {
        return named_month(lexed, unit, month, step, written);
    }
    let (days, end) = if lexed.is(unit, "weekend") {
        let first = written.and_then(|date| add(monday(date, step)?, 5, 0));
        (
            first.and_then(|first| Some((first, add(first, 1, 0)?))),
            unit + 1,
        )
    } else if lexed.is(unit, "week") {
        let on = usize::from(lexed.is(unit + 1, "on"));
        if let Some(weekday) = lexed.entry(unit + 1 + on).weekday {
            return Some((weekday_of(written, step, weekday), unit + 2 + on));
        }
        let first = written.and_then(|date| monday(date, step));
        (
            first.and_then(|first| Some((first, add(first, 6, 0)?))),
            unit + 1,
        )
    } else if lexed.is(unit, "month") {
        let in_it = written.and_then(|date| add(date, 0, step));
        (
            in_it.and_then(|date| whole_month(date.year(), date.month())),
            unit + 1,
        )
    } else if lexed.is(unit, "year") {
        (
            written
                .and_then(|date| whole_year(date.year().checked_add(i16::try_from(step).ok()?)?)),
            unit + 1,
        )
    } else if lexed.is(unit, "day") {
        (
            written
                .and_then(|date| add(date, step, 0))
                .map(|date| (date, date)),
            unit + 1,
        )
    } else {
        return None;
    };
    // "the last year of his term" is counted, not dated.
    (!lexed.is(end, "of") && !lexed.is(end, "'")).then_some((
        When {
            days,
            ..When::default()
        },
        end,
    ))
}

/// `last September`, `next June`: the nearest that is over, or that has not begun.
fn named_month(
    lexed: &Lexed,
    at: usize,
    month: i8,
    step: i32,
    written: Option<Date>,
) -> Option<(When, usize)> {
    let is_name = lexed.written(at).starts_with(char::is_uppercase);
    let counts = lexed.is_digits(at + 1) || lexed.entry(at + 1).number.is_some();
    if !is_name || counts {
        return None;
    }
    let year = written.map(|date| {
        let is_over = if step < 0 {
            month < date.month()
        } else {
            month <= date.month()
        };
        date.year() + i16::from(step > 0 && is_over) - i16::from(step < 0 && !is_over)
    });
    let days = year.and_then(|year| whole_month(year, month));
    let when = When {
        days,
        month: days.is_none().then_some(month),
        ..When::default()
    };
    Some((when, at + 1))
}

/// The weekday in the week so many weeks away.
fn weekday_of(written: Option<Date>, weeks: i32, weekday: Weekday) -> When {
    let date = written.and_then(|date| {
        add(
            monday(date, weeks)?,
            i32::from(weekday.since(Weekday::Monday)),
            0,
        )
    });
    When {
        weekday: Some(weekday),
        ..one_day(date)
    }
}

/// Behind so many words no unit of time is counted.
const LONGEST_COUNT: usize = 10;

/// `two days ago`, `in 3 weeks`, `a month ago`, `two weeks from now`, `1 month and 21 days ago`.
fn counted(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let is_time = |at: usize| {
        let unit = lexed.entry(at).unit;
        unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Time | Dimension::Calendar))
    };
    if !(at + 1..at + LONGEST_COUNT).any(is_time) {
        return None;
    }
    let start = at + usize::from(lexed.is(at, "in"));
    let (mut days, mut months) = (0, 0);
    let mut end = start;
    loop {
        let joint = if end == start {
            0
        } else {
            usize::from(lexed.is(end, "and") || lexed.is_mark(end, ','))
        };
        let Some((count, after)) = count(lexed, end + joint) else {
            break;
        };
        let each = if lexed.is_any(after, &["day", "days"]) {
            (1, 0)
        } else if lexed.is_any(after, &["week", "weeks"]) {
            (7, 0)
        } else if lexed.is_any(after, &["month", "months"]) {
            (0, 1)
        } else if lexed.is_any(after, &["year", "years"]) {
            (0, 12)
        } else {
            break;
        };
        days += count * each.0;
        months += count * each.1;
        end = after + 1;
    }
    if end == start {
        return None;
    }
    let from = |from: i32, sign: i32| {
        one_day(written.and_then(|date| add(date, from + sign * days, sign * months)))
    };
    if lexed.is(end, "ago") {
        return Some((from(0, -1), end + 1));
    }
    // Earlier or later than what is told before: a date only where the document's own is known.
    if lexed.is(end, "earlier") && written.is_some() {
        return Some((from(0, -1), end + 1));
    }
    if lexed.is(end, "later") && written.is_some() {
        return Some((from(0, 1), end + 1));
    }
    if lexed.is_any(end, &["from", "after"]) {
        let base = if lexed.is(end + 1, "now") {
            0
        } else {
            day_word(lexed, end + 1)?
        };
        return Some((from(base, 1), end + 2));
    }
    if lexed.is(end, "before") {
        return Some((from(day_word(lexed, end + 1)?, -1), end + 2));
    }
    // "in three weeks" looks ahead; without the document's date it is a duration like any other.
    (start > at && written.is_some()).then(|| (from(0, 1), end))
}

/// How many: a number, or "a".
fn count(lexed: &Lexed, at: usize) -> Option<(i32, usize)> {
    if let Some(read) = number(lexed, at) {
        return Some((
            i32::from(read.value.small().filter(|count| *count <= 1000)?),
            read.end,
        ));
    }
    if lexed.is_any(at, &["a", "an"]) {
        // "a few days" are three, as in the Recognizers-Text suite.
        return Some(if lexed.is(at + 1, "few") {
            (3, at + 2)
        } else {
            (1, at + 1)
        });
    }
    lexed.is(at, "few").then_some((3, at + 1))
}

/// `Friday`, `Friday next week`, `Sunday of next week`.
fn weekday(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let weekday = lexed.entry(at).weekday?;
    let name = lexed.written(at);
    // "Mon" may be a name, "Mondays" are no one day.
    if name.len() < 6 || name.ends_with('s') {
        return None;
    }
    let of = usize::from(lexed.is(at + 1, "of"));
    if lexed.is(at + 2 + of, "week") {
        let step = if lexed.is(at + 1 + of, "next") {
            1
        } else if lexed.is(at + 1 + of, "last") {
            -1
        } else {
            0
        };
        if step != 0 {
            return Some((weekday_of(written, step, weekday), at + 3 + of));
        }
    }
    let date = written.and_then(|date| last_weekday(date, weekday));
    Some((
        When {
            weekday: Some(weekday),
            ..one_day(date)
        },
        at + 1,
    ))
}
