//! Facts in words, for people: `USD 6,000,000`, `over 20,000 people`, `June 27, 2024`.

use std::fmt;

use super::decimal::Decimal;
use super::model::{Amount, Bound, Measure, Normal, When};

impl fmt::Display for Normal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Normal::Quantity(measure) | Normal::Duration(measure) => measure.fmt(f),
            Normal::Money(measure) => {
                write!(
                    f,
                    "{} {}",
                    measure.unit.as_deref().unwrap_or_default(),
                    measure.amount
                )?;
                per(measure, f)
            }
            Normal::Percentage(measure) => write!(f, "{} %", measure.amount),
            Normal::Ordinal(value) => write!(f, "number {value}"),
            Normal::Date(when) => when.fmt(f),
            Normal::Time(time) => write!(f, "{:02}:{:02}", time.hour(), time.minute()),
            Normal::Name(name) => f.write_str(&name.name),
            Normal::Quotation(quotation) => write!(f, "“{}”", quotation.words),
            Normal::Hedge(hedge) => write!(f, "{} ({})", hedge.phrase, hedge.stance.name()),
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.amount.fmt(f)?;
        let is_one =
            matches!(self.amount, Amount::Stated { value, .. } if value == Decimal::from(1));
        match &self.unit {
            Some(unit) if is_one => write!(f, " {unit}")?,
            Some(unit) => write!(f, " {}", plural(unit))?,
            None => {}
        }
        per(self, f)
    }
}

/// Nouns that have no other plural.
const SAME_IN_PLURAL: [&str; 13] = [
    "aircraft",
    "cattle",
    "celsius",
    "fahrenheit",
    "fish",
    "hertz",
    "horsepower",
    "personnel",
    "police",
    "series",
    "sheep",
    "species",
    "staff",
];

/// The plural of a noun or of a phrase that ends with one.
fn plural(noun: &str) -> String {
    const IRREGULAR: [(&str, &str); 8] = [
        ("person", "people"),
        ("woman", "women"),
        ("man", "men"),
        ("child", "children"),
        ("foot", "feet"),
        ("life", "lives"),
        ("wife", "wives"),
        ("half", "halves"),
    ];
    // "years of age", "kilometres per hour"
    for joint in [" of ", " per "] {
        if let Some((head, rest)) = noun.split_once(joint) {
            return format!("{}{joint}{rest}", plural(head));
        }
    }
    if SAME_IN_PLURAL.iter().any(|same| noun.ends_with(same)) {
        return noun.to_owned();
    }
    let is_consonant = |c: char| c.is_alphabetic() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    for (one, many) in IRREGULAR {
        if let Some(before) = noun.strip_suffix(one)
            && !before.ends_with(char::is_alphabetic)
        {
            return format!("{before}{many}");
        }
    }
    match noun.strip_suffix('y') {
        Some(stem) if stem.ends_with(is_consonant) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        _ => format!("{noun}s"),
    }
}

fn per(measure: &Measure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &measure.per {
        Some(per) => write!(f, " a {per}"),
        None => Ok(()),
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Stated { value, bound } => {
                let word = match bound {
                    Bound::Exact => "",
                    Bound::About => "about ",
                    Bound::Over => "over ",
                    Bound::AtLeast => "at least ",
                    Bound::Under => "under ",
                    Bound::AtMost => "up to ",
                };
                write!(f, "{word}{}", Grouped(*value))
            }
            Amount::Between { low, high } => write!(f, "{} to {}", Grouped(*low), Grouped(*high)),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.days, self.month, self.day, self.weekday) {
            (Some((from, to)), ..) if from == to => {
                f.write_str(&from.strftime("%B %-d, %Y").to_string())
            }
            (Some((from, to)), ..) if from.first_of_year() == from && to == from.last_of_year() => {
                write!(f, "{}", from.year())
            }
            (Some((from, to)), ..)
                if from.first_of_month() == from && to == from.last_of_month() =>
            {
                f.write_str(&from.strftime("%B %Y").to_string())
            }
            (Some((from, to)), ..) => write!(f, "{from} to {to}"),
            (None, Some(month), Some(day), _) => write!(f, "{} {day}", month_name(month)),
            (None, Some(month), None, _) => f.write_str(month_name(month)),
            (None, None, _, Some(weekday)) => write!(f, "{weekday:?}"),
            (None, None, Some(day), None) => write!(f, "day {day}"),
            (None, None, None, None) => f.write_str("a date that depends on the document's own"),
        }
    }
}

fn month_name(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// A number with its thousands parted by commas.
struct Grouped(Decimal);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.0.to_string();
        let (sign, digits) = written
            .strip_prefix('-')
            .map_or(("", written.as_str()), |digits| ("-", digits));
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        f.write_str(sign)?;
        let first = (whole.len() + 2) % 3 + 1;
        let (first, mut others) = whole.split_at_checked(first).unwrap_or((whole, ""));
        f.write_str(first)?;
        while let Some((group, behind)) = others.split_at_checked(3) {
            f.write_str(",")?;
            f.write_str(group)?;
            others = behind;
        }
        if rest.is_empty() {
            Ok(())
        } else {
            write!(f, ".{rest}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Setting, recognise};

    #[test]
    fn facts_are_told_as_a_person_would() {
        for (text, told) in [
            ("They paid $6.5 million.", "USD 6,500,000"),
            ("over 20,000 people", "over 20,000 people"),
            ("on June 27, 2024", "June 27, 2024"),
            ("in 2023", "2023"),
            ("July 1", "July 1"),
            ("3.5%", "3.5 %"),
            ("19 countries", "19 countries"),
            ("one ship", "1 ship"),
            ("aged 34", "34 years of age"),
            ("winds of 215 kph", "215 kilometres per hour"),
            ("2.5m tonnes of grain", "2,500,000 tonnes"),
            ("1.5m viewers", "1,500,000 viewers"),
            ("three dozen police officers", "36 police officers"),
            ("the 100m hurdles", "100 metres"),
            ("a year and a half", "1.5 years"),
            ("two-third of it", "0.666666666666666"),
            ("hundreds of thousands fled", "100,000 to 1,000,000"),
            ("20 or more people", "at least 20 people"),
            (
                "several hundred thousand dollars",
                "USD 100,000 to 1,000,000",
            ),
            ("a few hundred metres", "100 to 1,000 metres"),
            ("a day or two", "about 2 days"),
            ("a salary of $10 million plus bonuses", "USD 10,000,000"),
            ("(pounds 940m)", "GBP 940,000,000"),
            ("two barrels of oil and gas a day", "2 barrels a day"),
            ("11.9 million b/d", "11,900,000 barrels a day"),
            ("climbed $1-2 a barrel", "USD 1 to 2 a barrel"),
            ("two-and-a-half-bath house", "2.5 baths"),
            ("around 27,000 a day", "about 27,000 a day"),
            ("another ship or two .", "about 2 ships"),
            (
                "from 16 cents a share to 27 cents a share",
                "cent 16 to 27 a share",
            ),
            ("plus or minus three points", "3 points"),
            ("3.2 x 10^5 cells", "320,000 cells"),
            (
                "between one and two thousand people arrive every day",
                "1,000 to 2,000 people",
            ),
        ] {
            let facts = recognise(text, Setting::default());
            assert_eq!(
                facts.first().map(|fact| fact.normal.to_string()).as_deref(),
                Some(told),
                "{text}"
            );
        }
    }
}
