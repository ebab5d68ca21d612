//! Quantities in sentences of news and encyclopaedias: `NewsQuant` and the sentences of quantulum3.
//!
//! Found are all facts with a measure (quantity, money, percentage, duration), wanted all that the
//! suite marks. A value is right when its number, or both ends of its range, is that of the suite;
//! with its unit, when besides one of the names of our unit is, word by word and in any form, one
//! of the two that the suite gives (surface and normal form). Each is matched once. `NewsQuant` has
//! no sign for "no unit" but `-`, and calls units and currencies by names of its own: [`ALIASES`].

use crosscheck::facts::{Amount, Measure, Setting, recognise};
use serde_json::Value;

use super::score::{Score, Scores, close, matched, miss, suite};

/// A value or a range with what it is counted in.
#[derive(Clone, Debug)]
struct Stated {
    low: f64,
    high: f64,
    units: Vec<String>,
}

fn same_value(a: &Stated, b: &Stated) -> bool {
    // The suites give the ends of a range as the text does, we the lower one first.
    let ends = |one: &Stated| (one.low.min(one.high), one.low.max(one.high));
    let (ours, theirs) = (ends(a), ends(b));
    close(ours.0, theirs.0) && close(ours.1, theirs.1)
}

/// Whether one of the names of one unit is one of the other's, word by word and whatever the form.
fn same_unit(a: &Stated, b: &Stated) -> bool {
    let words = |unit: &String| -> Vec<String> {
        let stem = |word: &str| word.trim_end_matches('s').trim_end_matches('e').to_owned();
        unit.split([' ', '-'])
            .filter(|word| !word.is_empty())
            .map(stem)
            .collect()
    };
    a.units
        .iter()
        .any(|ours| b.units.iter().any(|theirs| words(ours) == words(theirs)))
}

/// Our names of units and those of the suites.
const ALIASES: &[(&str, &str)] = &[
    ("USD", "dollar"),
    ("EUR", "euro"),
    ("GBP", "pound sterling"),
    ("JPY", "japanese yen"),
    ("AUD", "australian dollar"),
    ("CAD", "canadian dollar"),
    ("DKK", "danish krone"),
    ("MYR", "malaysian ringgit"),
    ("HRK", "croatian kuna"),
    ("INR", "indian rupee"),
    ("CNY", "chinese yuan"),
    ("CHF", "swiss franc"),
    ("NZD", "new zealand dollar"),
    ("percent", "percentage"),
    ("ILS", "shekel"),
    ("HKD", "hong kong dollar"),
    ("fahrenheit", "degree fahrenheit"),
    ("person", "people"),
    ("pound", "pound-mass"),
    ("year of age", "age"),
    ("mile per hour", "mph"),
    ("revolution per minute", "revolutions per minute"),
];

/// The names under which a unit of ours goes in the suites.
fn names_of(measure: &Measure) -> Vec<String> {
    let Some(unit) = &measure.unit else {
        return vec!["-".to_owned(), String::new(), "dimensionless".to_owned()];
    };
    let mut names = vec![unit.to_lowercase()];
    let aliases = ALIASES.iter().filter(|(ours, _)| ours == unit);
    names.extend(aliases.map(|(_, theirs)| (*theirs).to_owned()));
    match &measure.per {
        Some(per) => names
            .iter()
            .map(|name| format!("{name} per {per}"))
            .collect(),
        None => names,
    }
}

fn stated(measure: &Measure) -> Stated {
    let (low, high) = match measure.amount {
        Amount::Stated { value, .. } => (value, value),
        Amount::Between { low, high } => (low, high),
    };
    Stated {
        low: low.approximately(),
        high: high.approximately(),
        units: names_of(measure),
    }
}

/// `12.0`, `252.0-287.0`, `-130`.
fn wanted_value(written: &str) -> Option<(f64, f64)> {
    if let Ok(value) = written.parse() {
        return Some((value, value));
    }
    let (low, high) = written.split_once('-')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// Values, and values with units, over all sentences of a suite.
fn scores(
    name: &str,
    sentences: &[Value],
    text: &str,
    wanted: impl Fn(&Value) -> Vec<Stated>,
) -> (Scores, Scores) {
    let (mut values, mut units) = (Scores::default(), Scores::default());
    for sentence in sentences {
        let text = sentence[text].as_str().unwrap_or_default();
        let wanted = wanted(sentence);
        let facts = recognise(text, Setting::default());
        let found: Vec<Stated> = facts
            .iter()
            .filter_map(|fact| fact.normal.measure())
            .map(stated)
            .collect();
        let right = matched(&found, &wanted, same_value);
        let with_unit = matched(&found, &wanted, |ours, theirs| {
            same_value(ours, theirs) && same_unit(ours, theirs)
        });
        values.count(text, right, found.len(), wanted.len());
        units.count(text, with_unit, found.len(), wanted.len());
        if with_unit < wanted.len().max(found.len()) {
            let show = |list: &[Stated]| {
                list.iter()
                    .map(|one| format!("{}..{} {:?}", one.low, one.high, one.units))
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            miss(text, || {
                format!(
                    "{text}\n    found  {}\n    wanted {}",
                    show(&found),
                    show(&wanted)
                )
            });
        }
    }
    println!(
        "{}\n{}",
        values.told(&format!("{name}, value"), Score::rates),
        units.told(&format!("{name}, value and unit"), Score::rates)
    );
    (values, units)
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn newsquant() {
    let Some(sentences) = suite("newsquant-half.json") else {
        return;
    };
    let (values, units) = scores("NewsQuant", &sentences, "text", |sentence| {
        let quantities = sentence["quantities"].as_array().into_iter().flatten();
        quantities
            .filter_map(|wanted| {
                let (low, high) = wanted_value(wanted["value"].as_str()?)?;
                let unit = |key: &str| wanted[key].as_str().unwrap_or_default().to_lowercase();
                Some(Stated {
                    low,
                    high,
                    units: vec![unit("unit"), unit("normalized_unit")],
                })
            })
            .collect()
    });
    assert!(values.all().f1() >= 0.93 && units.all().f1() >= 0.87);
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn quantulum() {
    let Some(sentences) = suite("quantulum3-quantities.json") else {
        return;
    };
    scores("quantulum3", &sentences, "req", |sentence| {
        let quantities = sentence["res"].as_array().into_iter().flatten();
        quantities
            .filter_map(|wanted| {
                let value = wanted["value"].as_f64()?;
                Some(Stated {
                    low: value,
                    high: value,
                    units: vec![wanted["unit"].as_str()?.to_lowercase()],
                })
            })
            .collect()
    });
}
