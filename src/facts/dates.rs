//! Dates and times of day, absolute and relative.

use jiff::civil::{Date, Time, Weekday};

use super::calendar::{add, complete, month_of, whole_month};
use super::lexer::{Gap, Lexed, LexemeKind};
use super::model::{Fact, Normal, When};
use super::numbers::{digits, number};
use super::ordinals::ordinal_number;
use super::periods::period;
use super::relative::relative;
use super::years::{decade, full_year, lone_year, year, year_behind, year_told};

/// The date that starts at a lexeme, and where it ends. `written` is the document's own date.
pub fn date(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(Fact, usize)> {
    let lexeme = lexed.get(at)?;
    let (when, end) = match lexeme.kind {
        LexemeKind::Mark(_) => decade(lexed, at),
        LexemeKind::Digits => numeric(lexed, at, written)
            .or_else(|| period(lexed, at, written))
            .or_else(|| year_first(lexed, at))
            .or_else(|| day_first(lexed, at, None, written))
            .or_else(|| relative(lexed, at, written))
            .or_else(|| lone_year(lexed, at))
            .or_else(|| lone_day(lexed, at, written)),
        LexemeKind::Word => decade(lexed, at)
            .or_else(|| with_weekday(lexed, at, written))
            .or_else(|| period(lexed, at, written))
            .or_else(|| month_first(lexed, at, None, written))
            .or_else(|| day_first(lexed, at, None, written))
            .or_else(|| nth_weekday(lexed, at, written))
            .or_else(|| relative(lexed, at, written))
            .or_else(|| lone_day(lexed, at, written)),
    }?;
    Some((
        Fact {
            span: lexed.span(at, end),
            normal: Normal::Date(when),
        },
        end,
    ))
}

/// `Monday, June 27`, `Wed, 22 of Jan`.
fn with_weekday(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let weekday = lexed.entry(at).weekday?;
    // "Wed., 22 Jan", but not "… on Thursday. January 22 …"
    let is_short = lexed.written(at).len() < 6;
    let dot = usize::from(is_short && lexed.is_mark(at + 1, '.'));
    let comma = usize::from(lexed.is_mark(at + 1 + dot, ','));
    let next = at + 1 + dot + comma;
    if lexed.gap(next) == Gap::Break {
        return None;
    }
    month_first(lexed, next, Some(weekday), written)
        .or_else(|| day_first(lexed, next, Some(weekday), written))
        .or_else(|| weekday_the(lexed, next, weekday, written))
}

/// `Friday the 15th`: the month is that of the document.
fn weekday_the(
    lexed: &Lexed,
    at: usize,
    weekday: Weekday,
    written: Option<Date>,
) -> Option<(When, usize)> {
    if !lexed.is(at, "the") {
        return None;
    }
    let (day, end) = day(lexed, at + 1)?;
    // "on Monday the seven astronauts came"
    if ordinal_number(lexed, at + 1).is_none() && lexed.is_word(end) {
        return None;
    }
    let days = written
        .and_then(|written| Date::new(written.year(), written.month(), day).ok())
        .map(|date| (date, date));
    Some((
        When {
            days,
            month: None,
            day: Some(day),
            weekday: Some(weekday),
        },
        end,
    ))
}

/// `June 27, 2024`, `Oct. 2`, `May twenty-first`, `June of 2018`, `November`.
pub(super) fn month_first(
    lexed: &Lexed,
    at: usize,
    weekday: Option<Weekday>,
    written: Option<Date>,
) -> Option<(When, usize)> {
    let month = lexed.entry(at).month?;
    let dot = usize::from(lexed.is_mark(at + 1, '.') && lexed.is_glued(at + 1));
    let mark = usize::from(
        matches!(
            lexed.get(at + 1 + dot).map(|next| next.kind),
            Some(LexemeKind::Mark('-' | '/'))
        ) && lexed.is_glued(at + 1),
    );
    let next = at + 1 + dot + mark;
    let the = usize::from(lexed.is(next, "the"));
    if lexed.gap(next) != Gap::Break
        && let Some((day, end)) = day(lexed, next + the)
        && (dot + mark > 0 || lexed.written(at).len() != 3 || is_abbreviation(lexed, at))
    {
        let (year, end) = match year_behind(lexed, end) {
            Some((year, end)) => (Some(year), end),
            None => year_told(lexed, end, written).unwrap_or((None, end)),
        };
        return Some((complete(year, month, day, weekday, written)?, end));
    }
    if weekday.is_some() {
        return None;
    }
    let of = usize::from(
        lexed.is(next, "of") || (lexed.is_mark(next, ',') && year(lexed, next + 1).is_some()),
    );
    if let Some(year) = year(lexed, next + of) {
        return Some((
            When {
                days: Some(whole_month(year, month)?),
                ..When::default()
            },
            next + of + 1,
        ));
    }
    if let Some((year, end)) = year_told(lexed, next + of, written)
        && lone_month(lexed, at, month, written).is_some()
    {
        let days = year.and_then(|year| whole_month(year, month));
        let month = days.is_none().then_some(month);
        return Some((
            When {
                days,
                month,
                ..When::default()
            },
            end,
        ));
    }
    lone_month(lexed, at, month, written)
}

/// Three letters that are no other word when they stand before a day.
fn is_abbreviation(lexed: &Lexed, at: usize) -> bool {
    !lexed.is(at, "mar") || lexed.written(at).starts_with('M')
}

/// A month by itself, where it cannot be the verb or the name.
fn lone_month(lexed: &Lexed, at: usize, month: i8, written: Option<Date>) -> Option<(When, usize)> {
    let name = lexed.written(at);
    let led = at > 0
        && lexed.is_any(
            at - 1,
            &[
                "in", "since", "until", "till", "by", "last", "next", "this", "during", "from",
                "through", "early", "late", "mid", "of", "before", "after",
            ],
        );
    let is_capital = name.starts_with(char::is_uppercase);
    let is_other_word = matches!(month, 3 | 5) || name.len() == 3;
    if !is_capital || (is_other_word && !led) || (month == 5 && !lexed.is(at, "may")) {
        return None;
    }
    let days = written.and_then(|written| month_of(written, month));
    let month = if days.is_some() { None } else { Some(month) };
    Some((
        When {
            days,
            month,
            ..When::default()
        },
        at + 1,
    ))
}

/// A day has its month in so many words: "the twenty-first day of next month".
const LONGEST_DAY: usize = 9;

/// `27 June 2024`, `1st Jan`, `the second of Aug.`, `20th of next month`.
pub(super) fn day_first(
    lexed: &Lexed,
    at: usize,
    weekday: Option<Weekday>,
    written: Option<Date>,
) -> Option<(When, usize)> {
    let is_month = |at: usize| lexed.entry(at).month.is_some() || lexed.is(at, "month");
    if !(at + 1..at + LONGEST_DAY).any(is_month) {
        return None;
    }
    let start = at + usize::from(lexed.is(at, "the"));
    let (day, end) = day(lexed, start)?;
    let dot = usize::from(lexed.is_mark(end, '.') && lexed.entry(end + 1).month.is_some());
    let of = usize::from(lexed.is(end + dot, "of") || (lexed.is_dash(end) && lexed.is_glued(end)));
    let next = end + dot + of;
    if lexed.gap(next) == Gap::Break {
        return None;
    }
    if of == 1 && lexed.is(next + 1, "month") {
        let months = if lexed.is(next, "next") {
            1
        } else if lexed.is(next, "this") {
            0
        } else if lexed.is_any(next, &["last", "previous"]) {
            -1
        } else {
            return None;
        };
        let date = add(written?, 0, months)
            .and_then(|date| Date::new(date.year(), date.month(), day).ok())?;
        return Some((
            When {
                days: Some((date, date)),
                ..When::default()
            },
            next + 2,
        ));
    }
    let month = lexed.entry(next).month?;
    let is_verb =
        lexed.is_any(next, &["may", "march", "mar"]) && !lexed.written(next).starts_with('M');
    if is_verb {
        return None;
    }
    let after = next
        + 1
        + usize::from(
            lexed.is_mark(next + 1, '.') && year(lexed, next + 2).is_some()
                || lexed.is_dash(next + 1) && lexed.is_glued(next + 1),
        );
    let (year, end) =
        year_behind(lexed, after).map_or((None, next + 1), |(year, end)| (Some(year), end));
    Some((complete(year, month, day, weekday, written)?, end))
}

/// `the 27th`, `on 15`: a day of the document's own month.
fn lone_day(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let written = written?;
    let the = usize::from(lexed.is(at, "the"));
    let led = the == 1 || (at > 0 && lexed.is(at - 1, "on"));
    let (day, end) = day(lexed, at + the).filter(|_| led)?;
    let date = Date::new(written.year(), written.month(), day)
        .ok()
        .filter(|_| !lexed.is_word(end) && !lexed.is_mark(end, '%'))?;
    Some((
        When {
            days: Some((date, date)),
            ..When::default()
        },
        end,
    ))
}

/// `the first Friday of July`, `second Sunday`, `the third Wednesday of last month`.
fn nth_weekday(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let start = at + usize::from(lexed.is(at, "the"));
    let (count, after) = ordinal_number(lexed, start)?;
    let count = count
        .small()
        .and_then(|count| i8::try_from(count).ok())
        .filter(|count| (1..=5).contains(count))?;
    let weekday = lexed.entry(after).weekday?;
    let next = after + 1;
    let of = usize::from(lexed.is_any(next, &["of", "in"]));
    let base = written?;
    let (first, end) = if of == 1
        && let Some(month) = lexed.entry(next + 1).month
    {
        (month_of(base, month)?.0, next + 2)
    } else if of == 1 && lexed.is(next + 2, "month") {
        let step = if lexed.is(next + 1, "next") {
            1
        } else if lexed.is(next + 1, "this") {
            0
        } else {
            -1
        };
        (add(base, 0, step)?.first_of_month(), next + 3)
    } else {
        (base.first_of_month(), next)
    };
    // A month may have no fifth such day.
    let date = first.nth_weekday_of_month(count, weekday).ok();
    Some((
        When {
            days: date.map(|date| (date, date)),
            month: None,
            day: None,
            weekday: Some(weekday),
        },
        end,
    ))
}

/// A day of the month, in digits or in words.
pub(super) fn day(lexed: &Lexed, at: usize) -> Option<(i8, usize)> {
    let (value, end) = match ordinal_number(lexed, at) {
        Some(found) => found,
        None if lexed.is_digits(at) => {
            let is_decimal = lexed.written(at).len() > 2
                || lexed.is_mark(at + 1, ':')
                || lexed.is_mark(at + 1, '%');
            (digits(lexed.written(at)).filter(|_| !is_decimal)?, at + 1)
        }
        None => {
            let read = number(lexed, at).filter(|read| read.in_words && !read.is_fraction)?;
            (read.value, read.end)
        }
    };
    let day = value.small().and_then(|value| i8::try_from(value).ok())?;
    (1..=31).contains(&day).then_some((day, end))
}

/// `2024-06-27`, `02/22/2016`, `21.04.2016`, `on 4/22`.
fn numeric(lexed: &Lexed, at: usize, written: Option<Date>) -> Option<(When, usize)> {
    let (parts, end) = numeric_parts(lexed, at)?;
    let number = |part: &str| part.parse::<i16>().ok();
    let small = |part: i16| i8::try_from(part).ok();
    let (year, month, day) = match parts[..] {
        [first, second, third] => {
            let (a, b, c) = (number(first)?, number(second)?, number(third)?);
            if first.len() == 4 {
                (Some(a), small(b)?, small(c)?)
            } else if third.len() == 4 || third.len() == 2 {
                let year = if third.len() == 4 { c } else { full_year(c) };
                // The American order, unless it cannot be.
                if a <= 12 && !(lexed.is_mark(at, '.')) {
                    (Some(year), small(a)?, small(b)?)
                } else {
                    (Some(year), small(b)?, small(a)?)
                }
            } else {
                return None;
            }
        }
        [first, second] => {
            let (a, b) = (number(first)?, number(second)?);
            if second.len() == 4 {
                // "11/2016"
                let days = whole_month(b, small(a)?)?;
                let when = When {
                    days: Some(days),
                    ..When::default()
                };
                return Some((when, end));
            }
            if a <= 12 {
                (None, small(a)?, small(b)?)
            } else {
                (None, small(b)?, small(a)?)
            }
        }
        _ => return None,
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some((complete(year, month, day, None, written)?, end))
}

/// `2019-sep-1`, `2019/Sep/01`.
fn year_first(lexed: &Lexed, at: usize) -> Option<(When, usize)> {
    let year = year(lexed, at)?;
    let month = lexed.entry(at + 2).month?;
    let is_mark = |at: usize| (lexed.is_dash(at) || lexed.is_mark(at, '/')) && lexed.is_glued(at);
    let day: i8 = lexed.written(at + 4).parse().ok()?;
    let date = Date::new(year, month, day).ok()?;
    let days = (is_mark(at + 1) && is_mark(at + 3)).then_some((date, date));
    Some((
        When {
            days: Some(days?),
            ..When::default()
        },
        at + 5,
    ))
}

/// Two or three numbers with the same mark between.
fn numeric_parts<'t>(lexed: &Lexed<'t>, at: usize) -> Option<(Vec<&'t str>, usize)> {
    let is_plain = |part: &str| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let written = lexed.written(at);
    if written.contains('.') {
        let parts: Vec<&str> = written.split('.').collect();
        // "on 4.22", but no "on 2.5 acres"
        let counts =
            lexed.gap(at + 1) == Gap::Space && lexed.is_word(at + 1) || lexed.is_mark(at + 1, '%');
        let led = at > 0 && lexed.is(at - 1, "on") && !counts;
        let is_date = parts.iter().all(|part| is_plain(part))
            && (parts.len() == 3 || parts.len() == 2 && led);
        return is_date.then_some((parts, at + 1));
    }
    let LexemeKind::Mark(mark @ ('/' | '-')) = lexed.get(at + 1)?.kind else {
        return None;
    };
    let mut parts = vec![written];
    let mut end = at + 1;
    while lexed.is_mark(end, mark)
        && lexed.is_glued(end)
        && lexed.is_digits(end + 1)
        && lexed.is_glued(end + 1)
    {
        parts.push(lexed.written(end + 1));
        end += 2;
    }
    let led = at > 0 && lexed.is_any(at - 1, &["on", "by", "until", "since"]);
    // "22/04" can be no fraction and no share, "4/5" can.
    let number = |at: usize| {
        parts
            .get(at)
            .and_then(|part| part.parse::<u8>().ok())
            .unwrap_or_default()
    };
    let is_calendar = mark == '/'
        && number(0).max(number(1)) > 12
        && number(0).max(number(1)) <= 31
        && number(0).min(number(1)) <= 12;
    let is_month = mark == '/'
        && (1..=12).contains(&number(0))
        && parts
            .get(1)
            .is_some_and(|year| year.len() == 4 && year.starts_with(['1', '2']));
    let two = parts.len() == 2 && (led || is_calendar || is_month) && !lexed.is(end, "of");
    (parts.iter().all(|part| is_plain(part)) && (parts.len() == 3 || two)).then_some((parts, end))
}

/// The time of day that starts at a lexeme: `10.45pm`, `5 a.m.`, `14:30`.
pub fn time(lexed: &Lexed, at: usize) -> Option<(Fact, usize)> {
    if !lexed.is_digits(at) {
        return None;
    }
    let (hour, minute, end, is_clock) = clock(lexed, at)?;
    let half = if lexed.is_any(end, &["am", "a.m", "a.m."]) {
        Some(0)
    } else if lexed.is_any(end, &["pm", "p.m", "p.m."]) {
        Some(12)
    } else {
        None
    };
    if half.is_none() && !is_clock {
        return None;
    }
    let hour = half.map_or(hour, |half| hour % 12 + half);
    let end = end
        + usize::from(half.is_some())
        + usize::from(
            half.is_some()
                && lexed.written(end).ends_with('m')
                && lexed.written(end).contains('.')
                && lexed.is_mark(end + 1, '.'),
        );
    let time = Time::new(hour, minute, 0, 0).ok()?;
    Some((
        Fact {
            span: lexed.span(at, end),
            normal: Normal::Time(time),
        },
        end,
    ))
}

/// Hour and minute, where they end, and whether they cannot be anything else.
fn clock(lexed: &Lexed, at: usize) -> Option<(i8, i8, usize, bool)> {
    let written = lexed.written(at);
    if let Some((hour, minute)) = written.split_once('.') {
        return Some((
            hour.parse().ok()?,
            minute.parse().ok().filter(|_| minute.len() == 2)?,
            at + 1,
            false,
        ));
    }
    // "1055 a.m."
    let is_joined =
        (3..=4).contains(&written.len()) && written.bytes().all(|it| it.is_ascii_digit());
    if is_joined && let Some((hour, minute)) = written.split_at_checked(written.len() - 2) {
        return Some((hour.parse().ok()?, minute.parse().ok()?, at + 1, false));
    }
    let hour = written.parse().ok()?;
    if lexed.is_mark(at + 1, ':')
        && lexed.is_glued(at + 1)
        && lexed.is_glued(at + 2)
        && lexed.written(at + 2).len() == 2
    {
        return Some((hour, lexed.written(at + 2).parse().ok()?, at + 3, true));
    }
    Some((hour, 0, at + 1, false))
}
