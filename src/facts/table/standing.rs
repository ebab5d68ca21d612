//! How the places of one fact stand to one another.

use std::collections::HashMap;

use super::super::relation::{Relation, relate, why};
use jiff::civil::{Date, Weekday};

use super::super::{Marks, Normal, Quotation, When, is_slip};
use super::namesakes::words;
use super::{Place, Row};

/// How the places of a row stand to one another; places are meant by their numbers in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Two places contradict each other.
    Conflict(usize, usize),
    /// A date stands with a day of the week that it was not.
    WrongWeekday(usize),
    /// A name stands as usual in the first place, and is spelled or ordered otherwise in the second.
    Slip(usize, usize),
    /// The marks of a quotation are out of order.
    BrokenMarks(usize),
    /// The first place quotes what the second tells in its own words.
    Told(usize, usize),
    /// Both can be right, and one is more precise.
    Precision(usize, usize),
    /// All say the same, or there is only one.
    Same,
}

impl Standing {
    /// How places that do not contradict each other stand; `written` gives the words of a place.
    pub(super) fn of<'t>(places: &[Place], written: impl Fn(&Place) -> &'t str) -> Self {
        let is_broken = |place: &Place| match &place.normal {
            Normal::Quotation(quotation) => quotation.marks != Marks::Balanced,
            _ => false,
        };
        if let Some(broken) = places.iter().position(is_broken) {
            return Standing::BrokenMarks(broken);
        }
        let is_wrong = |place: &Place| wrong_weekday(&place.normal, written(place)).is_some();
        if let Some(wrong) = places.iter().position(is_wrong) {
            return Standing::WrongWeekday(wrong);
        }
        let quoted = places.iter().position(|place| !place.is_told);
        let told = places.iter().position(|place| place.is_told);
        if let Some((quoted, told)) = quoted.zip(told) {
            return Standing::Told(quoted, told);
        }
        if matches!(
            places.first().map(|place| &place.normal),
            Some(Normal::Name(_))
        ) {
            let names: Vec<Vec<String>> =
                places.iter().map(|place| words(written(place))).collect();
            return slip(&names)
                .map_or(Standing::Same, |(usual, slip)| Standing::Slip(usual, slip));
        }
        // A row holds few values, but may hold one of them often.
        let mut distinct: Vec<usize> = vec![];
        for (at, place) in places.iter().enumerate() {
            let is_new = |seen: &usize| {
                places
                    .get(*seen)
                    .is_some_and(|seen| seen.normal != place.normal)
            };
            if distinct.iter().all(is_new) {
                distinct.push(at);
            }
        }
        for (at, one) in distinct.iter().enumerate() {
            for other in distinct.iter().skip(at + 1) {
                if let (Some(first), Some(second)) = (places.get(*one), places.get(*other))
                    && relate(&first.normal, &second.normal) == Relation::Precision
                {
                    return Standing::Precision(*one, *other);
                }
            }
        }
        Standing::Same
    }

    /// The more a reader must look at it, the smaller.
    pub(super) fn rank(self) -> u8 {
        match self {
            Standing::Conflict(..) | Standing::WrongWeekday(_) => 0,
            Standing::Slip(..) => 1,
            Standing::BrokenMarks(_) => 2,
            Standing::Precision(..) | Standing::Told(..) => 3,
            Standing::Same => 4,
        }
    }
}

/// The day of a date that is written with its year and with a day of the week that it was not, and that
/// day of the week.
fn wrong_weekday(normal: &Normal, written: &str) -> Option<(Date, Weekday)> {
    let Normal::Date(When {
        days: Some((day, last)),
        weekday: Some(told),
        ..
    }) = normal
    else {
        return None;
    };
    // A year that was only reckoned may be another one.
    let is_whole = day == last && written.contains(&day.year().to_string());
    (is_whole && day.weekday() != *told).then_some((*day, *told))
}

/// The place of the usual form of a name, and the place of one that is spelled or ordered otherwise.
fn slip(names: &[Vec<String>]) -> Option<(usize, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in names.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    // Of two spellings that are used alike the first one in the texts is the usual one.
    let first = |word: &str| {
        names
            .iter()
            .position(|name| name.iter().any(|it| it == word))
    };
    let rank = |word: &str| {
        let count = counts.get(word).copied().unwrap_or_default();
        (count, usize::MAX - first(word).unwrap_or_default())
    };
    let is_slip_of = |word: &String| {
        let better = counts.keys().filter(|other| is_slip(word, other));
        better
            .max_by_key(|other| rank(other))
            .filter(|other| rank(other) > rank(word))
            .and_then(|other| first(other))
    };
    let spelled = names
        .iter()
        .enumerate()
        .find_map(|(at, name)| Some((name.iter().find_map(is_slip_of)?, at)));
    spelled.or_else(|| reordered(names))
}

/// The place of a name of several words, and the place of the same words in an order that is used
/// less.
fn reordered(names: &[Vec<String>]) -> Option<(usize, usize)> {
    let count = |name: &Vec<String>| names.iter().filter(|other| *other == name).count();
    let sorted = |name: &Vec<String>| {
        let mut words = name.clone();
        words.sort_unstable();
        words
    };
    let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.len() > 1) {
        let before = *seen.entry(sorted(name)).or_insert(at);
        let Some(usual) = names.get(before).filter(|usual| *usual != name) else {
            continue;
        };
        return Some(if count(name) > count(usual) {
            (at, before)
        } else {
            (before, at)
        });
    }
    None
}

impl Row {
    /// One plain sentence that says how the places stand to one another; `written` gives the words of
    /// a place.
    pub fn why<'t>(&self, written: impl Fn(&Place) -> &'t str) -> String {
        let normal = |at: usize| self.places.get(at).map(|place| &place.normal);
        let words = |at: usize| self.places.get(at).map_or("", &written);
        let related = |relation, one, other| {
            let both = normal(one).zip(normal(other));
            both.map(|(one, other)| why(relation, one, other))
                .unwrap_or_default()
        };
        match self.standing {
            Standing::Conflict(one, other) => related(Relation::Conflict, one, other),
            Standing::Told(..) => match normal(0) {
                Some(Normal::Quotation(Quotation {
                    speaker: Some(speaker),
                    ..
                })) => format!("{speaker}, quoted in one text, told in another's own words"),
                _ => "quoted in one text, told in another's own words".to_owned(),
            },
            Standing::Precision(one, other) => related(Relation::Precision, one, other),
            Standing::Slip(usual, slip) => {
                format!("one name, written “{}” and “{}”", words(usual), words(slip))
            }
            Standing::WrongWeekday(at) => normal(at)
                .and_then(|date| wrong_weekday(date, words(at)))
                .map(|(day, told)| {
                    let date = day.strftime("%B %-d, %Y was a %A");
                    format!("{date}, not a {told:?}")
                })
                .unwrap_or_default(),
            Standing::BrokenMarks(at) => match normal(at) {
                Some(Normal::Quotation(quotation)) => quotation.marks.told().to_owned(),
                _ => String::new(),
            },
            Standing::Same => match self.spread() {
                0 | 1 => normal(0).map(ToString::to_string).unwrap_or_default(),
                2 => format!(
                    "{} in both",
                    normal(0).map(ToString::to_string).unwrap_or_default()
                ),
                many => format!(
                    "{} in {many} documents",
                    normal(0).map(ToString::to_string).unwrap_or_default()
                ),
            },
        }
    }
}
