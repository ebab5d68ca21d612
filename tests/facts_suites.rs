//! How well facts are recognised on public suites, which are not part of the repository: set
//! `CROSSCHECK_FACTS` to the folder that holds them and run the ignored tests. Each prints its
//! figures, and with `CROSSCHECK_MISSES=1` what it got wrong.

#![allow(clippy::print_stdout, clippy::cast_precision_loss)] // Figures are for reading.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crosscheck::facts::{Amount, Decimal, Fact, Measure, Normal, Setting, recognise};
use crosscheck::text::CodePointsOf;
use serde_json::Value;

fn suite(name: &str) -> Option<Vec<Value>> {
    let folder = PathBuf::from(std::env::var_os("CROSSCHECK_FACTS")?);
    let text = std::fs::read_to_string(folder.join(name)).ok()?;
    serde_json::from_str(&text).ok()
}

fn miss(told: impl FnOnce() -> String) {
    if std::env::var_os("CROSSCHECK_MISSES").is_some() {
        println!("{}", told());
    }
}

fn facts(text: &str) -> Vec<Fact> {
    recognise(text, Setting::default())
}

fn measure(fact: &Fact) -> Option<&Measure> {
    match &fact.normal {
        Normal::Quantity(measure)
        | Normal::Money(measure)
        | Normal::Percentage(measure)
        | Normal::Duration(measure) => Some(measure),
        _ => None,
    }
}

/// Precision, recall and their harmonic mean.
#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }

    fn told(&self, name: &str) -> String {
        let (right, found, wanted) = (self.right as f64, self.found as f64, self.wanted as f64);
        format!(
            "{name}: precision {:.3}, recall {:.3}, F1 {:.3}",
            right / found,
            right / wanted,
            self.f1()
        )
    }
}

/// Counts the wanted values that were found, each once.
fn matched<T: Clone>(found: &[T], wanted: &[T], same: impl Fn(&T, &T) -> bool) -> usize {
    let mut left = found.to_vec();
    wanted
        .iter()
        .filter(
            |want| match left.iter().position(|found| same(found, want)) {
                Some(at) => {
                    left.remove(at);
                    true
                }
                None => false,
            },
        )
        .count()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9)
}

/// A value or a range with what it is counted in.
#[derive(Clone, Debug)]
struct Stated {
    low: f64,
    high: f64,
    units: Vec<String>,
}

fn same_value(a: &Stated, b: &Stated) -> bool {
    close(a.low, b.low) && close(a.high, b.high)
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

/// The names under which a unit of ours goes in the suites.
fn names_of(measure: &Measure) -> Vec<String> {
    let Some(unit) = &measure.unit else {
        return vec!["-".to_owned(), String::new(), "dimensionless".to_owned()];
    };
    let currency = [
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
    let mut names = vec![unit.clone()];
    names.extend(
        currency
            .iter()
            .filter(|(code, _)| code == unit)
            .map(|(_, name)| (*name).to_owned()),
    );
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
fn gold_value(written: &str) -> Option<(f64, f64)> {
    if let Ok(value) = written.parse() {
        return Some((value, value));
    }
    let (low, high) = written.split_once('-')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn newsquant() {
    let Some(sentences) = suite("newsquant-half.json") else {
        return;
    };
    let (mut values, mut units) = (Score::default(), Score::default());
    for sentence in &sentences {
        let text = sentence["text"].as_str().unwrap_or_default();
        let wanted: Vec<Stated> = sentence["quantities"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|wanted| {
                let (low, high) = gold_value(wanted["value"].as_str()?)?;
                let unit = |key: &str| wanted[key].as_str().unwrap_or_default().to_lowercase();
                Some(Stated {
                    low,
                    high,
                    units: vec![unit("unit"), unit("normalized_unit")],
                })
            })
            .collect();
        let found: Vec<Stated> = facts(text).iter().filter_map(measure).map(stated).collect();
        let right = matched(&found, &wanted, same_value);
        let with_unit = matched(&found, &wanted, |ours, theirs| {
            same_value(ours, theirs) && same_unit(ours, theirs)
        });
        for (score, right) in [(&mut values, right), (&mut units, with_unit)] {
            score.right += right;
            score.found += found.len();
            score.wanted += wanted.len();
        }
        if with_unit < wanted.len().max(found.len()) {
            let show = |list: &[Stated]| {
                list.iter()
                    .map(|one| format!("{}..{} {:?}", one.low, one.high, one.units))
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            miss(|| {
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
        values.told("NewsQuant value"),
        units.told("NewsQuant value and unit")
    );
    assert!(values.f1() >= 0.93 && units.f1() >= 0.87);
}

/// Runs one of the suites of Recognizers-Text: `shown` makes a fact what the suite calls it.
fn recognizers(
    name: &str,
    least: f64,
    wanted_of: impl Fn(&Value) -> Option<String>,
    shown: impl Fn(&Fact) -> Option<String>,
) {
    let Some(cases) = suite(&format!("recognizers-{name}.json")) else {
        return;
    };
    let mut exact: usize = 0;
    let mut spans = Score::default();
    for case in &cases {
        let text = case["Input"].as_str().unwrap_or_default();
        let written = case["Context"]["ReferenceDateTime"]
            .as_str()
            .and_then(|date| date.get(..10)?.parse().ok());
        let points = CodePointsOf::new(text);
        let results = case["Results"].as_array().cloned().unwrap_or_default();
        let wanted: Vec<(usize, String)> = results
            .iter()
            .filter_map(|result| {
                Some((
                    usize::try_from(result["Start"].as_u64()?).ok()?,
                    wanted_of(result)?,
                ))
            })
            .collect();
        let found: Vec<(usize, String)> = recognise(text, Setting { written })
            .iter()
            .filter_map(|fact| Some((points.span(fact.span).start, shown(fact)?)))
            .collect();
        let same = |ours: &(usize, String), theirs: &(usize, String)| {
            theirs.1.split('|').any(|one| one == ours.1)
        };
        let right = matched(&found, &wanted, same);
        spans.right += right;
        spans.found += found.len();
        spans.wanted += wanted.len();
        if right == wanted.len() && right == found.len() {
            exact += 1;
        } else {
            miss(|| format!("{text:?}\n    found  {found:?}\n    wanted {wanted:?}"));
        }
    }
    let share = exact as f64 / cases.len() as f64;
    println!(
        "{}; {exact} of {} inputs exact: {share:.3}",
        spans.told(name),
        cases.len()
    );
    assert!(share >= least, "{name}: {share:.3} exact");
}

fn single(measure: &Measure) -> Option<Decimal> {
    match measure.amount {
        Amount::Stated { value, .. } => Some(value),
        Amount::Between { .. } => None,
    }
}

fn rounded(value: f64) -> String {
    format!("{value:.9e}")
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn numbers() {
    let value = |result: &Value| {
        Some(rounded(
            result["Resolution"]["value"].as_str()?.parse().ok()?,
        ))
    };
    recognizers("NumberModel", 0.9, value, |fact| {
        Some(rounded(single(measure(fact)?)?.approximately()))
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn percentages() {
    let value = |result: &Value| {
        // A percent sign without a number has no value.
        let value = result["Resolution"]["value"]
            .as_str()?
            .trim_end_matches('%');
        (value != "null").then(|| value.to_owned())
    };
    recognizers("PercentModel", 0.9, value, |fact| match &fact.normal {
        Normal::Percentage(measure) => single(measure).map(|value| value.to_string()),
        _ => None,
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn currencies() {
    let value = |result: &Value| {
        Some(rounded(
            result["Resolution"]["value"].as_str()?.parse().ok()?,
        ))
    };
    recognizers("CurrencyModel", 0.9, value, |fact| match &fact.normal {
        Normal::Money(measure) => Some(rounded(single(measure)?.approximately())),
        _ => None,
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn dates() {
    let value = |result: &Value| {
        let day = |key: &str| {
            result["Value"][key]["date"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        let days = [day("FutureResolution"), day("PastResolution")];
        // Year 1 stands for a day that does not exist.
        (!days[0].starts_with("0001")).then(|| days.join("|"))
    };
    recognizers("DateParser", 0.9, value, |fact| match &fact.normal {
        Normal::Date(when) => when
            .days
            .filter(|days| days.0 == days.1)
            .map(|days| days.0.to_string()),
        _ => None,
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn quantities_of_quantulum() {
    let Some(sentences) = suite("quantulum3-quantities.json") else {
        return;
    };
    let (mut values, mut units) = (Score::default(), Score::default());
    for sentence in &sentences {
        let text = sentence["req"].as_str().unwrap_or_default();
        let wanted: Vec<Stated> = sentence["res"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|wanted| {
                let value = wanted["value"].as_f64()?;
                Some(Stated {
                    low: value,
                    high: value,
                    units: vec![wanted["unit"].as_str()?.to_lowercase()],
                })
            })
            .collect();
        let found: Vec<Stated> = facts(text).iter().filter_map(measure).map(stated).collect();
        for (score, right) in [
            (&mut values, matched(&found, &wanted, same_value)),
            (
                &mut units,
                matched(&found, &wanted, |ours, theirs| {
                    same_value(ours, theirs) && same_unit(ours, theirs)
                }),
            ),
        ] {
            score.right += right;
            score.found += found.len();
            score.wanted += wanted.len();
        }
    }
    println!(
        "{}\n{}",
        values.told("quantulum3 value"),
        units.told("quantulum3 value and unit")
    );
}

#[test]
#[ignore = "prints the facts of the texts in CROSSCHECK_TEXTS"]
fn show() {
    let Some(folder) = std::env::var_os("CROSSCHECK_TEXTS") else {
        return;
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for fact in facts(&text) {
            kinds.entry(fact.normal.kind()).or_default().push(format!(
                "{:?} {:?}",
                fact.span.of(&text),
                fact.normal
            ));
        }
        println!("{}\n{kinds:#?}", entry.path().display());
    }
}
