//! Units of measure beside a number, and what a number with a unit is.

use super::amounts::Kind;
use super::currencies::Currency;
use super::lexer::{Gap, Lexed, LexemeKind};
use super::lexicon::unit_symbol;
use super::model::Normal;
use super::money::money_unit;
use super::nouns::{Noun, one_of};
use super::units::{Dimension, Rate, Unit, other_meanings, rate, unit_named};

/// The unit of a number.
#[derive(Clone, Copy, Debug)]
pub enum UnitOf {
    /// A currency.
    Money(&'static Currency),
    /// Hundredths of something.
    Share,
    /// A difference of two shares.
    SharePoint,
    /// A unit of measure.
    Measure(&'static Unit),
    /// A unit with what it is counted by.
    Rate(&'static Rate),
    /// Years of age.
    Age,
    /// A young age: months, weeks or days of it.
    YoungAge(&'static Unit),
}

impl UnitOf {
    /// Whether both can be the two ends of one range.
    pub fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (UnitOf::Money(ours), UnitOf::Money(theirs)) => ours == theirs,
            (UnitOf::Measure(ours), UnitOf::Measure(theirs)) => ours.name == theirs.name,
            (UnitOf::Rate(ours), UnitOf::Rate(theirs)) => ours == theirs,
            (UnitOf::Share, UnitOf::Share)
            | (UnitOf::SharePoint, UnitOf::SharePoint)
            | (UnitOf::Age, UnitOf::Age) => true,
            _ => false,
        }
    }

    /// Whether it is a currency.
    pub fn is_money(self) -> bool {
        matches!(self, UnitOf::Money(_))
    }

    /// Whether it is a share in a hundred.
    pub fn is_share(self) -> bool {
        matches!(self, UnitOf::Share)
    }

    fn name(self) -> &'static str {
        match self {
            UnitOf::Money(currency) => money_unit(currency),
            UnitOf::Share => "percent",
            UnitOf::SharePoint => "percentage point",
            UnitOf::Measure(unit) => unit.name,
            UnitOf::Rate(rate) => rate.unit,
            UnitOf::Age => "year of age",
            UnitOf::YoungAge(unit) => match unit.name {
                "month" => "month of age",
                "week" => "week of age",
                _ => "day of age",
            },
        }
    }

    fn kind(self) -> Kind {
        match self {
            UnitOf::Money(_) => Normal::Money,
            UnitOf::Share => Normal::Percentage,
            UnitOf::SharePoint | UnitOf::Age | UnitOf::YoungAge(_) | UnitOf::Rate(_) => {
                Normal::Quantity
            }
            UnitOf::Measure(unit) => match unit.dimension {
                Dimension::Time | Dimension::Calendar => Normal::Duration,
                _ => Normal::Quantity,
            },
        }
    }
}

/// What was found behind a number.
pub struct Found {
    /// The unit's name.
    pub unit: Option<String>,
    /// What it is counted by.
    pub per: Option<String>,
    /// What kind of fact the number is.
    pub kind: Kind,
    /// The first lexeme behind.
    pub end: usize,
}

impl Found {
    /// A number with a unit that ends at a lexeme.
    pub fn measured(lexed: &Lexed, unit: UnitOf, end: usize) -> Self {
        let (per, end) = match unit {
            UnitOf::Rate(rate) => (Some(rate.per.to_owned()), end),
            UnitOf::Measure(_) if lexed.is(end, "of") => per_of(lexed, end),
            _ => per(lexed, end, unit.is_money()),
        };
        let kind = if per.is_some() && matches!(unit, UnitOf::Measure(_)) {
            Normal::Quantity
        } else {
            unit.kind()
        };
        Self {
            unit: Some(unit.name().to_owned()),
            per,
            kind,
            end,
        }
    }

    /// A number of things.
    pub fn counted(lexed: &Lexed, noun: Noun) -> Self {
        // "517 rushing yards", "50 previous years": the head of the phrase is a unit of measure.
        let head = noun
            .name
            .rsplit(' ')
            .next()
            .filter(|head| head.len() < noun.name.len());
        if let Some(unit) = head.and_then(unit_named) {
            return Self::measured(lexed, UnitOf::Measure(unit), noun.end);
        }
        let (per, end) = per(lexed, noun.end, false);
        Self {
            unit: Some(noun.name),
            per,
            kind: Normal::Quantity,
            end,
        }
    }

    /// A number of nothing in particular.
    pub fn bare(lexed: &Lexed, end: usize) -> Self {
        let (per, end) = per(lexed, end, false);
        Self {
            unit: None,
            per,
            kind: Normal::Quantity,
            end,
        }
    }
}

/// The unit of measure or the percent sign behind a number, and where it ends.
pub fn unit_after(lexed: &Lexed, at: usize, in_words: bool) -> Option<(UnitOf, usize)> {
    if lexed.gap(at) == Gap::Break {
        return None;
    }
    if let Some(found) = share(lexed, at) {
        return Some(found);
    }
    let hyphen = usize::from(lexed.is_dash(at) && lexed.is_glued(at) && lexed.is_glued(at + 1));
    let first = at + hyphen;
    let is_old =
        |at: usize| lexed.is(at + 1, "old") || (lexed.is_dash(at + 1) && lexed.is(at + 2, "old"));
    if lexed.is_any(first, &["year", "years", "yr"]) && is_old(first) {
        return Some((
            UnitOf::Age,
            first + if lexed.is_dash(first + 1) { 3 } else { 2 },
        ));
    }
    if lexed.is_any(first, &["month", "months", "week", "weeks", "day", "days"])
        && is_old(first)
        && let Some(unit) = lexed.entry(first).unit
    {
        let end = first + if lexed.is_dash(first + 1) { 3 } else { 2 };
        return Some((UnitOf::YoungAge(unit), end));
    }
    if let Some(rate) = rate(lexed.written(first)) {
        return Some((UnitOf::Rate(rate), first + 1));
    }
    if lexed.is(first, "b") && lexed.is_mark(first + 1, '/') && lexed.is(first + 2, "d") {
        return rate("bpd").map(|rate| (UnitOf::Rate(rate), first + 3));
    }
    let (unit, end) = squared(lexed, first)
        .or_else(|| degrees(lexed, first))
        .or_else(|| compound(lexed, first))
        .or_else(|| simple(lexed, first, in_words || hyphen > 0))?;
    Some((UnitOf::Measure(unit), end))
}

/// The percent sign or its words at a lexeme, and where they end.
pub fn share(lexed: &Lexed, at: usize) -> Option<(UnitOf, usize)> {
    let dash = usize::from(lexed.is_dash(at) && lexed.is_glued(at));
    let end = if lexed.is_mark(at, '%') || lexed.is_mark(at, '٪') {
        at + 1
    } else if lexed.is_any(
        at + dash,
        &["percent", "percents", "percentage", "pct", "pc"],
    ) {
        at + dash + 1
    } else if lexed.is(at, "per") && lexed.is_any(at + 1, &["cent", "cents"]) {
        at + 2
    } else {
        return None;
    };
    let points = lexed.is_any(end, &["point", "points"]);
    Some(if points {
        (UnitOf::SharePoint, end + 1)
    } else {
        (UnitOf::Share, end)
    })
}

/// `square metres`, `sq m`, `cubic feet`.
fn squared(lexed: &Lexed, at: usize) -> Option<(&'static Unit, usize)> {
    let prefix = if lexed.is_any(at, &["square", "sq"]) {
        "square"
    } else if lexed.is_any(at, &["cubic", "cu"]) {
        "cubic"
    } else {
        return None;
    };
    let base = at + 1 + usize::from(lexed.is_mark(at + 1, '.') || lexed.is_dash(at + 1));
    let unit = lexed
        .entry(base)
        .unit
        .or_else(|| unit_symbol(lexed.written(base)))?;
    unit_named(&[prefix, " ", unit.name].concat()).map(|unit| (unit, base + 1))
}

/// `degrees Celsius`, `°C`.
fn degrees(lexed: &Lexed, at: usize) -> Option<(&'static Unit, usize)> {
    if !lexed.is_mark(at, '°') && !lexed.is_any(at, &["degree", "degrees"]) {
        return None;
    }
    let scale = |at: usize| match lexed.written(at) {
        "C" => unit_named("celsius"),
        "F" => unit_named("fahrenheit"),
        _ => lexed
            .entry(at)
            .unit
            .filter(|unit| unit.dimension == Dimension::Temperature && unit.name != "degree"),
    };
    let dash = usize::from(lexed.is_dash(at + 1));
    scale(at + 1 + dash)
        .map(|unit| (unit, at + 2 + dash))
        .or_else(|| unit_named("degree").map(|unit| (unit, at + 1)))
}

/// Units of several words or signs: `miles per hour`, `km/h`, `pound-feet`, `light years`.
fn compound(lexed: &Lexed, at: usize) -> Option<(&'static Unit, usize)> {
    let is_per_hour = |at: usize| lexed.is_any(at, &["per", "an"]) && lexed.is(at + 1, "hour");
    let is_slash_hour = lexed.is_mark(at + 1, '/') && lexed.is_any(at + 2, &["h", "hr"]);
    if lexed.is_any(at, &["km", "kilometres", "kilometers"])
        && (is_per_hour(at + 1) || is_slash_hour)
    {
        return Some((unit_named("kilometre per hour")?, at + 3));
    }
    if lexed.is_any(at, &["miles", "mile"]) && is_per_hour(at + 1) {
        return Some((unit_named("mile per hour")?, at + 3));
    }
    if lexed.is_any(at, &["miles", "mile"]) && lexed.is(at + 1, "per") && lexed.is(at + 2, "gallon")
    {
        return Some((unit_named("mile per gallon")?, at + 3));
    }
    if lexed.is_any(at, &["pound", "lb"])
        && lexed.is_dash(at + 1)
        && lexed.is_any(at + 2, &["foot", "feet", "ft"])
    {
        return Some((unit_named("pound-foot")?, at + 3));
    }
    if let Some((_, _, name)) = IN_TWO_WORDS
        .iter()
        .find(|(first, second, _)| lexed.is(at, first) && lexed.is_any(at + 1, second))
    {
        return Some((unit_named(name)?, at + 2));
    }
    if lexed.is_any(at, &["part", "parts"]) && lexed.is(at + 1, "per") {
        let name = ["part per ", &lexed.written(at + 2).to_lowercase()].concat();
        return unit_named(&name).map(|unit| (unit, at + 3));
    }
    let hour = lexed.is_any(at + 1, &["hour", "hours"])
        || (lexed.is_dash(at + 1) && lexed.is_any(at + 2, &["hour", "hours"]));
    let energy = lexed
        .entry(at)
        .unit
        .filter(|unit| unit.dimension == Dimension::Power && hour)?;
    let end = at + if lexed.is_dash(at + 1) { 3 } else { 2 };
    unit_named(&[energy.name, " hour"].concat()).map(|unit| (unit, end))
}

/// Units in two words: the first, the forms of the second, the unit's name.
const IN_TWO_WORDS: &[(&str, &[&str], &str)] = &[
    ("nautical", &["mile", "miles"], "nautical mile"),
    ("basis", &["point", "points"], "basis point"),
    ("fluid", &["ounce", "ounces"], "fluid ounce"),
    ("fl", &["oz"], "fluid ounce"),
    ("astronomical", &["unit", "units"], "astronomical unit"),
    ("light", &["year", "years"], "light-year"),
    ("metric", &["ton", "tons", "tonne", "tonnes"], "tonne"),
    ("short", &["ton", "tons"], "ton"),
    ("long", &["ton", "tons"], "ton"),
    ("troy", &["ounce", "ounces"], "ounce"),
];

/// Whether one of the words stands in the same sentence, not far from a lexeme.
pub fn is_spoken_of(lexed: &Lexed, at: usize, words: &[&str]) -> bool {
    const WINDOW: usize = 12;
    (at.saturating_sub(WINDOW)..at + WINDOW).any(|near| lexed.is_any(near, words))
}

/// A unit by its name, or by its symbol behind digits.
fn simple(lexed: &Lexed, at: usize, in_words: bool) -> Option<(&'static Unit, usize)> {
    if lexed.gap(at) == Gap::Break {
        return None;
    }
    let written = lexed.written(at);
    // "the second", "a pint" are told by their names, "5 s" only by digits before it.
    if let Some(unit) = lexed.entry(at).unit {
        return Some((unit, at + 1));
    }
    if in_words {
        return None;
    }
    let mut symbol = written.to_owned();
    let mut end = at + 1;
    if lexed.is_digits(end) && lexed.is_glued(end) && lexed.is_any(end, &["2", "3"]) {
        symbol.push_str(lexed.written(end));
        end += 1;
    } else if lexed.is_mark(at + 1, '/')
        && lexed.is_glued(at + 1)
        && let Some(unit) = unit_symbol(&[written, "/", lexed.written(at + 2)].concat())
    {
        return Some((unit, at + 3));
    }
    // "2.5 F" of a capacitor
    let mut others = other_meanings(&symbol);
    if let Some((name, _)) = others.find(|(_, cues)| is_spoken_of(lexed, at, cues)) {
        return unit_named(name).map(|unit| (unit, end));
    }
    let unit = unit_symbol(&symbol)?;
    let is_word = matches!(
        written,
        "in" | "t" | "A" | "b" | "h" | "K" | "B" | "cal" | "min" | "sec"
    );
    // "1.3 A/cm2": a unit divides it, so that it is no word.
    let divides = lexed.is_mark(at + 1, '/') && lexed.is_glued(at + 1);
    // "5.1 s", "3.2s", but no "30s", "1990 s".
    if written == "s" {
        let digits = at
            .checked_sub(1)
            .map(|before| lexed.written(before))
            .unwrap_or_default();
        let is_time = digits.contains('.') || !lexed.is_glued(at) && digits.len() < 4;
        return is_time.then_some((unit, end));
    }
    // "6 ft 2 in"
    if written == "in" && at > 1 && lexed.is_any(at - 2, &["ft", "feet", "foot"]) {
        return Some((unit, end));
    }
    let is_glued =
        lexed.is_glued(at) || divides || matches!(lexed.get(at)?.kind, LexemeKind::Mark(_));
    (is_glued
        || !is_word
        || matches!(written, "min" | "sec" | "h" if lexed.is_digits(at.checked_sub(1)?)))
    .then_some((unit, end))
}

/// What a measure of something is counted by: `barrels of oil a day`, `of oil and gas per day`.
fn per_of(lexed: &Lexed, of: usize) -> (Option<String>, usize) {
    const MOST_WORDS: usize = 3;
    let found = (of + 2..=of + 1 + MOST_WORDS)
        .take_while(|at| lexed.is_word(at - 1) && lexed.entry(at - 1).number.is_none())
        .filter(|at| lexed.is_any(*at, &["a", "per", "each"]))
        .map(|at| per(lexed, at, false))
        .find(|(per, _)| per.is_some());
    found.unwrap_or((None, of))
}

/// What a measure is counted by: `per day`, `a gallon`, `/kg`, `-a-day`, `every day`.
fn per(lexed: &Lexed, at: usize, is_money: bool) -> (Option<String>, usize) {
    let dash = usize::from(lexed.is_dash(at) && lexed.is_glued(at));
    let unit = |at: usize| {
        lexed
            .entry(at)
            .unit
            .or_else(|| unit_symbol(lexed.written(at)).filter(|_| lexed.written(at).len() > 1))
    };
    let named = |at: usize| {
        unit(at)
            .map(|unit| (unit.name.to_owned(), at + 1))
            .or_else(|| squared(lexed, at).map(|(unit, end)| (unit.name.to_owned(), end)))
    };
    if lexed.is_any(at, &["per", "each", "every"]) {
        let every = !lexed.is(at, "per");
        if let Some((name, end)) = named(at + 1) {
            return (Some(name), end);
        }
        if !every && lexed.is_word(at + 1) {
            let noun = one_of(lexed, at + 1);
            return (Some(noun.name), noun.end);
        }
    }
    let is_earlier = lexed.is_any(at + 2, &["ago", "earlier", "later", "before", "after"]);
    let is_article = lexed.is_any(at + dash, &["a", "an"]) && !is_earlier;
    if is_article {
        let second_dash = usize::from(dash == 1 && lexed.is_dash(at + 2));
        if let Some((name, end)) = named(at + dash + 1 + second_dash)
            && (is_money
                || !matches!(
                    unit_named(&name).map(|unit| unit.dimension),
                    Some(Dimension::Length)
                ))
        {
            return (Some(name), end);
        }
        if is_money && lexed.is_any(at + 1, &["share", "head", "person", "ticket", "copy"]) {
            return (Some(lexed.written(at + 1).to_lowercase()), at + 2);
        }
    }
    if lexed.is_mark(at, '/') && lexed.is_glued(at) && lexed.is_glued(at + 1) {
        let raised = [lexed.written(at + 1), lexed.written(at + 2)].concat();
        let is_raised = lexed.is_digits(at + 2) && lexed.is_glued(at + 2);
        if let Some(unit) = unit_symbol(&raised).filter(|_| is_raised) {
            return (Some(unit.name.to_owned()), at + 3);
        }
        if let Some((name, end)) = named(at + 1) {
            return (Some(name), end);
        }
    }
    if lexed.is_any(at, &["daily", "annually", "weekly", "monthly", "hourly"]) && is_money {
        let each = match lexed.written(at).to_ascii_lowercase().as_str() {
            "annually" => "year",
            "weekly" => "week",
            "monthly" => "month",
            "hourly" => "hour",
            _ => "day",
        };
        return (Some(each.to_owned()), at + 1);
    }
    if lexed.is(at, "daily") {
        return (Some("day".to_owned()), at + 1);
    }
    (None, at)
}

#[cfg(test)]
mod tests {
    use super::super::{Setting, recognise};

    #[test]
    fn symbols_mean_what_the_sentence_speaks_of() {
        for (text, told) in [
            ("a capacitor of 2.5 F", "2.5 farads"),
            ("up to 68 F at noon", "up to 68 fahrenheit"),
            ("a charge of 5 C", "5 coulombs"),
            ("a ticket for 150 kn", "HRK 150"),
            ("winds of 50 kn", "50 knots"),
            ("a man of 6 ft 2 in", "6 feet"),
            ("a track of 60 bpm", "60 beats a minute"),
            ("it ran 5.1 s", "5.1 seconds"),
            ("10 kilograms (22 pounds)", "10 kilograms"),
        ] {
            let facts = recognise(text, Setting::default());
            let first = facts.first().map(|fact| fact.normal.to_string());
            assert_eq!(first.as_deref(), Some(told), "{text}");
        }
    }

    #[test]
    fn a_part_is_counted_in_the_unit_of_its_whole() {
        for (text, told) in [
            (
                "4 of the company's 40 accounts",
                ["4 accounts", "40 accounts"],
            ),
            ("548 of 8,030 inmates", ["548 inmates", "8,030 inmates"]),
            ("five of the three-ton probes", ["5 probes", "3 tons"]),
            (
                "280 million of the 1.5 billion shekels",
                ["ILS 280,000,000", "ILS 1,500,000,000"],
            ),
            ("up 8.34, or 0.5 percent", ["8.34", "0.5 %"]),
            (
                "$900 per Windows client and $1,000 per Unix client",
                ["USD 900 a windows client", "USD 1,000 a unix client"],
            ),
        ] {
            let facts = recognise(text, Setting::default());
            let measured = facts.iter().filter(|fact| fact.normal.measure().is_some());
            let told_of: Vec<String> = measured.map(|fact| fact.normal.to_string()).collect();
            assert_eq!(told_of, told, "{text}");
        }
    }
}
