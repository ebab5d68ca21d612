//! The suites of Recognizers-Text: short inputs, each with the values that stand in it.
//!
//! An input is *exact* when all that the suite wants of its kind is found with its normal form, and
//! nothing else of the kind. *Resolved* are those of the wanted values that our facts state, in any
//! input; of what we found where something is wanted, the *accuracy* says how much is resolved
//! right.

use crosscheck::facts::{Amount, Bound, Decimal, Fact, Normal, Setting, recognise};
use crosscheck::text::{CodePoints, CodePointsOf};
use serde_json::Value;

use super::score::{Score, Scores, matched, miss, suite};

/// A value in a text: where it stands, and what it is called; a bar between two names that are both
/// right.
type Stated = (CodePoints, String);

/// Inputs that are read differently here, and why.
struct Exception {
    /// The input.
    input: &'static str,
    /// Why ours is meant.
    why: &'static str,
}

/// Runs a suite: `wanted` names what it wants, `shown` names a fact likewise.
fn run(
    name: &str,
    least: f64,
    exceptions: &[Exception],
    wanted: impl Fn(&Value) -> Option<String>,
    shown: impl Fn(&str, &Fact) -> Option<String>,
) {
    let Some(cases) = suite(&format!("recognizers-{name}.json")) else {
        return;
    };
    let (mut exact, mut resolved, mut accuracy) =
        (Scores::default(), Scores::default(), Scores::default());
    for case in &cases {
        let text = case["Input"].as_str().unwrap_or_default();
        let written = case["Context"]["ReferenceDateTime"]
            .as_str()
            .and_then(|date| date.get(..10)?.parse().ok());
        let points = CodePointsOf::new(text);
        let results = case["Results"].as_array().into_iter().flatten();
        let wanted: Vec<Stated> = results
            .filter_map(|result| Some((place(result)?, wanted(result)?)))
            .collect();
        let found: Vec<Stated> = recognise(text, Setting { written })
            .iter()
            .filter_map(|fact| Some((points.span(fact.span), shown(fact.span.of(text), fact)?)))
            .collect();
        let right = matched(&found, &wanted, |ours, theirs| {
            theirs.1.split('|').any(|one| one == ours.1)
        });
        let seen = wanted
            .iter()
            .filter(|(place, _)| {
                found
                    .iter()
                    .any(|(ours, _)| ours.start < place.end && place.start < ours.end)
            })
            .count();
        let is_exact = right == wanted.len() && right == found.len();
        exact.count(text, usize::from(is_exact), 1, 1);
        resolved.count(text, right, found.len(), wanted.len());
        accuracy.count(text, right.min(seen), seen, seen);
        let exception = exceptions.iter().find(|exception| exception.input == text);
        if let Some(exception) = exception {
            assert!(
                !is_exact,
                "{text:?} is no exception any more: {}",
                exception.why
            );
        } else if !is_exact {
            let show = |list: &[Stated]| {
                list.iter()
                    .map(|(place, name)| format!("{}..{} {name}", place.start, place.end))
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            miss(text, || {
                format!(
                    "{text:?} {written:?}\n    found  {}\n    wanted {}",
                    show(&found),
                    show(&wanted)
                )
            });
        }
    }
    println!(
        "{}\n{}\n{}",
        exact.told(&format!("{name}, exact inputs"), Score::share),
        resolved.told(&format!("{name}, resolved"), Score::rates),
        accuracy.told(&format!("{name}, accuracy of the normal form"), |score| {
            score.share()
        }),
    );
    let share = exact.all().recall();
    assert!(share >= least, "{name}: {share:.3} exact");
}

fn place(result: &Value) -> Option<CodePoints> {
    let number = |key: &str| usize::try_from(result[key].as_u64()?).ok();
    let start = number("Start")?;
    let end = match number("Length") {
        Some(length) => start + length,
        None => number("End")? + 1,
    };
    Some(CodePoints { start, end })
}

fn rounded(value: f64) -> String {
    format!("{value:.9e}")
}

fn value(result: &Value) -> Option<String> {
    let value = result["Resolution"]["value"].as_str()?.parse().ok()?;
    Some(rounded(value))
}

fn single(fact: &Fact) -> Option<Decimal> {
    match fact.normal.measure()?.amount {
        Amount::Stated { value, .. } => Some(value),
        Amount::Between { .. } => None,
    }
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn numbers() {
    // Digits with a unit written right behind them are no numbers to this suite.
    let is_glued = |written: &str| written.ends_with(char::is_alphabetic) && !written.contains(' ');
    run("NumberModel", 0.9, NUMBERS, value, |written, fact| {
        let value = rounded(single(fact)?.approximately());
        let has_unit = fact.normal.measure()?.unit.is_some();
        (!has_unit || !is_glued(written)).then_some(value)
    });
}

const NUMBERS: &[Exception] = &[
    Exception {
        input: "192.168.1.2",
        why: "an address of a computer is no four numbers",
    },
    Exception {
        input: "Any time to meet on 5/17/2018?",
        why: "a date is no three numbers",
    },
    Exception {
        input: "SCP-173",
        why: "a designation counts nothing",
    },
    Exception {
        input: "- 1 4/5",
        why: "a dash and a blank before a number begin an item of a list",
    },
    Exception {
        input: "- 10  k",
        why: "a dash and a blank before a number begin an item of a list",
    },
    Exception {
        input: "twenty and three and three fifths",
        why: "read as two numbers with an \"and\", as in \"between twenty and three\"",
    },
    Exception {
        input: "one one hundred fifth",
        why: "nobody writes a hundred and fifth part so",
    },
    Exception {
        input: "one hundred one thousand fifths",
        why: "nobody writes thousand and fifth parts so",
    },
    Exception {
        input: "2000 over 3",
        why: "an amount over a number of years is no quotient",
    },
    Exception {
        input: " 100 millionths",
        why: "millionths are a fraction, as other inputs of the suite have it",
    },
    Exception {
        input: "they were playing three-nought-four",
        why: "a formation is no number",
    },
    Exception {
        input: "two hundred and fifty-four hundredths",
        why: "read as 254 parts of a hundred; the suite wants 200 and 54 of them",
    },
    Exception {
        input: "-1.1^--23",
        why: "a power with two signs is no number in prose",
    },
    Exception {
        input: "one hundred thirty-fifths",
        why: "read as a hundred and thirty parts of five; the suite wants a hundred of thirty-five",
    },
    Exception {
        input: "one one hundred and fifth",
        why: "nobody writes a hundred and fifth part so",
    },
    Exception {
        input: "My phone number is +1-222-2222/2222",
        why: "a telephone number counts nothing",
    },
    Exception {
        input: " two millionth",
        why: "a millionth is one part, and \"two\" before it counts none",
    },
];

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
    run("PercentModel", 0.9, &[], value, |_, fact| {
        match &fact.normal {
            Normal::Percentage(_) => single(fact).map(|value| value.to_string()),
            _ => None,
        }
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn currencies() {
    run(
        "CurrencyModel",
        0.9,
        CURRENCIES,
        value,
        |_, fact| match &fact.normal {
            Normal::Money(_) => Some(rounded(single(fact)?.approximately())),
            _ => None,
        },
    );
}

const CURRENCIES: &[Exception] = &[
    Exception {
        input: "dollar : 143.80 yen , up 0 . 95 ; 1 . 8500 marks , up 0 . 0085 .",
        why: "digits cut apart by blanks are not put together; what is left are 8500 marks",
    },
    Exception {
        input: "It costs one dollar and one and one point of your credit points.",
        why: "points of a card are no cents",
    },
    Exception {
        input: "It costs you 10 us dollar and me c $ 100 and fifty.",
        why: "a bare \"and fifty\" after a sum may count anything",
    },
    Exception {
        input: "It may need one kuai and five mao five.",
        why: "colloquial parts of a yuan are not read",
    },
    Exception {
        input: "It costs one dollar and two and three points of your credit points.",
        why: "points of a card are no cents",
    },
    Exception {
        input: "Do you think sen 100,000 is expensive this new laptop?",
        why: "a part of a currency is no sign before a sum",
    },
    Exception {
        input: "1 $ 10 dollars bill",
        why: "which of two numbers a sign belongs to is not guessed: both are told",
    },
    Exception {
        input: "2 satoshis one day will be worth something",
        why: "parts of crypto-currencies are not read",
    },
    Exception {
        input: "They paid 75 USD million but the price was actually 50 million USD. And if they had just 15 USD 50 more, they would have paid 80 USD million.",
        why: "\"15 USD 50 more\" is 15 and 50 more, not 15.50",
    },
];

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn dimensions() {
    run("DimensionModel", 0.0, &[], value, |_, fact| {
        match &fact.normal {
            Normal::Quantity(measure) if measure.unit.is_some() => {
                Some(rounded(single(fact)?.approximately()))
            }
            _ => None,
        }
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn ordinals() {
    // Places from the end, and those told from another ("next"), have no number.
    let value = |result: &Value| {
        let value = result["Resolution"]["value"].as_str()?;
        value
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| value.to_owned())
    };
    run("OrdinalModel", 0.0, &[], value, |_, fact| {
        match fact.normal {
            Normal::Ordinal(place) => Some(place.to_string()),
            _ => None,
        }
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn number_ranges() {
    // Whether the upper end belongs to a range of two ends is not told by words.
    let value = |result: &Value| {
        let value = result["Resolution"]["value"].as_str()?;
        let (low, high) = value.get(1..value.len() - 1)?.split_once(',')?;
        let number = |end: &str| end.parse::<f64>().map(rounded).unwrap_or_default();
        Some(match (low, high) {
            ("", _) => format!("{}{}", number(high), value.ends_with(']')),
            (_, "") => format!("{}{}", value.starts_with('['), number(low)),
            _ => format!("{} {}", number(low), number(high)),
        })
    };
    run("NumberRangeModel", 0.0, &[], value, |_, fact| {
        let number = |value: Decimal| rounded(value.approximately());
        match fact.normal.measure()?.amount {
            Amount::Between { low, high } => Some(format!("{} {}", number(low), number(high))),
            Amount::Stated { value, bound } => match bound {
                Bound::Exact | Bound::About => None,
                Bound::Over | Bound::AtLeast => {
                    Some(format!("{}{}", bound == Bound::AtLeast, number(value)))
                }
                Bound::Under | Bound::AtMost => {
                    Some(format!("{}{}", number(value), bound == Bound::AtMost))
                }
            },
        }
    });
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn durations() {
    let value = |result: &Value| {
        result["Value"]["PastResolution"]["duration"]
            .as_str()
            .map(str::to_owned)
    };
    run("DurationParser", 0.0, &[], value, |_, fact| {
        let Normal::Duration(measure) = &fact.normal else {
            return None;
        };
        let seconds: u32 = match measure.unit.as_deref()? {
            "second" => 1,
            "minute" => 60,
            "hour" => 3600,
            "day" => 86_400,
            "week" => 7 * 86_400,
            "month" => 30 * 86_400,
            "year" => 365 * 86_400,
            "decade" => 3650 * 86_400,
            _ => return None,
        };
        Some(single(fact)?.times(seconds.into())?.to_string())
    });
}

fn day(when: &Value, key: &str) -> String {
    when[key].as_str().unwrap_or_default().to_owned()
}

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn dates() {
    let value = |result: &Value| {
        let days = [
            day(&result["Value"]["FutureResolution"], "date"),
            day(&result["Value"]["PastResolution"], "date"),
        ];
        // Year 1 stands for a day that does not exist.
        (!days[0].starts_with("0001")).then(|| days.join("|"))
    };
    run("DateParser", 0.9, DATES, value, |_, fact| {
        match &fact.normal {
            Normal::Date(when) => when
                .days
                .filter(|days| days.0 == days.1)
                .map(|days| days.0.to_string()),
            _ => None,
        }
    });
}

const DATES: &[Exception] = &[
    Exception {
        input: "I'll go back in 4.22",
        why: "without more around it a number with a point is no day",
    },
    Exception {
        input: "I'll go back 08/12,2015",
        why: "a comma in a date of slashes is a slip, and which part is the year is not guessed",
    },
    Exception {
        input: "I'll go back 08/12,15",
        why: "a comma in a date of slashes is a slip, and which part is the year is not guessed",
    },
    Exception {
        input: "I'll go back the day",
        why: "\"the day\" may be any that was spoken of",
    },
    Exception {
        input: "What does my day look like?",
        why: "\"my day\" names no date",
    },
    Exception {
        input: "Are you available two sundays from now?",
        why: "weekdays are not counted on from today",
    },
    Exception {
        input: "Are you available two monday later?",
        why: "weekdays are not counted on from today",
    },
    Exception {
        input: "Cortana, please set up a Skype call sometime in four business days.",
        why: "which days are working days nothing says",
    },
];

#[test]
#[ignore = "needs the public suites: set CROSSCHECK_FACTS"]
fn periods() {
    // The suite's last day is the first that no longer belongs to the period.
    let span = |when: &Value| format!("{} {}", day(when, "startDate"), day(when, "endDate"));
    let value = |result: &Value| {
        let value = &result["Value"];
        Some(format!(
            "{}|{}",
            span(&value["FutureResolution"]),
            span(&value["PastResolution"])
        ))
    };
    run("DatePeriodParser", 0.0, &[], value, |_, fact| {
        let Normal::Date(when) = &fact.normal else {
            return None;
        };
        let (from, to) = when.days.filter(|(from, to)| from != to)?;
        Some(format!("{from} {}", to.tomorrow().ok()?))
    });
}
