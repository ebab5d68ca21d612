//! Whether two dates, or two times of day, can both be right.

use jiff::civil::{Date, Time};

use super::model::When;
use super::relation::Relation;

/// A full hour may be meant for any time near it: 3 p.m. and 3:22 p.m.
pub fn times(a: Time, b: Time) -> Relation {
    const NEAR: i64 = 30;
    let apart = a.duration_until(b).as_mins().abs();
    let is_one_full_hour = (a.minute() == 0) != (b.minute() == 0);
    if a == b {
        Relation::Same
    } else if is_one_full_hour && apart < NEAR {
        Relation::Precision
    } else {
        Relation::Conflict
    }
}

/// How two dates stand to each other, as far as both are told.
pub fn dates(a: &When, b: &When) -> Relation {
    // A day of the week beside a date is a statement of its own, which can be wrong.
    if a.days == b.days && a.weekday.zip(b.weekday).is_some_and(|(a, b)| a != b) {
        return Relation::Conflict;
    }
    if let (Some(ours), Some(theirs)) = (a.days, b.days) {
        let holds =
            |outer: (Date, Date), inner: (Date, Date)| outer.0 <= inner.0 && inner.1 <= outer.1;
        return if ours == theirs {
            Relation::Same
        } else if holds(ours, theirs) || holds(theirs, ours) {
            Relation::Precision
        } else {
            Relation::Conflict
        };
    }
    let parts = |when: &When| match when.days {
        Some((from, to)) if from == to => {
            (Some(from.month()), Some(from.day()), Some(from.weekday()))
        }
        Some((from, to)) if from.month() == to.month() && from.year() == to.year() => {
            (Some(from.month()), None, None)
        }
        Some(_) => (None, None, None),
        None => (when.month, when.day, when.weekday),
    };
    let (ours, theirs) = (parts(a), parts(b));
    if a == b && (a.month.is_some() || a.weekday.is_some() || a.day.is_some()) {
        return Relation::Same;
    }
    let differ = |same: Option<bool>| same == Some(false);
    let months = ours.0.zip(theirs.0).map(|(ours, theirs)| ours == theirs);
    let days = ours.1.zip(theirs.1).map(|(ours, theirs)| ours == theirs);
    let weekdays = ours.2.zip(theirs.2).map(|(ours, theirs)| ours == theirs);
    if differ(months) || differ(days) || (differ(weekdays) && months.is_none()) {
        Relation::Conflict
    } else if months.or(days).or(weekdays).is_some() {
        Relation::Precision
    } else {
        Relation::Unrelated
    }
}
