//! Changes that are planted in sentences whose facts are known: each must be classed as what it
//! is, and sentences that are only reworded must raise no conflict.

#![allow(clippy::string_slice)]

#[allow(dead_code)]
mod compare_prose;

use compare_prose::{DAYS, Seeded};
use crosscheck::compare::{Class, compare};

/// Sentences of many shapes. What stands in braces is filled in, and can be changed.
const SHAPES: [&str; 16] = [
    "On {date}, officials in {place} told reporters that {person} {did} deliver {count} {goods} worth {money}.",
    "{person}, who runs the {office}, {is} expected to visit {place} on {day}.",
    "The {office} counted {count} {goods} in {place}, up {percent} from {year}.",
    "According to {person}, the bridge near {place} {was} closed after {number} trucks broke down.",
    "“{quote},” {person} said in {place} on {day}.",
    "At a hearing in {place}, {person} insisted that “{quote}” whatever the {office} decides.",
    "The company from {place} {has} paid {money} for {count} {goods}, said its lawyer {person}.",
    "Between {low} and {high} people cross the river at {place} every week, {person} wrote in {year}.",
    "More than {count} families from {place} {were} moved to tents by the {office} in {date}.",
    "{percent} of the voters in {place} {did} support the plan, a survey by the {office} found.",
    "The ferry to {place} {will} sail again on {date}, {year}, the {office} announced.",
    "About {count} {goods} were lost when the store in {place} burned down on {day}.",
    "The court in {place} {was} told that {person} owed {money} to {number} creditors.",
    "In {year}, {person} said: “{quote}.”",
    "The {office} {is} asking for {money}, or {percent} of what {place} spends on roads.",
    "Nobody in {place} {has} seen {person} since {date}, the {office} reported.",
];
const PEOPLE: [&str; 8] = [
    "Anna Lindqvist",
    "Pedro Arrieta",
    "Maya Okonkwo",
    "Jonas Bergmann",
    "Lucia Ferrante",
    "David Mercer",
    "Ines Cardoso",
    "Tomas Havlicek",
];
const PLACES: [&str; 8] = [
    "Valdora",
    "Northport",
    "Marburn",
    "Tolland",
    "Ostrava",
    "Kesselbay",
    "Brunnental",
    "Quarrington",
];
const OFFICES: [&str; 5] = [
    "Harbour Authority",
    "Ministry of Transport",
    "Red Lantern Foundation",
    "Coastal Relief Agency",
    "National Water Board",
];
const GOODS: [&str; 5] = ["tents", "blankets", "boats", "trucks", "radios"];
const MONTHS: [&str; 10] = [
    "January",
    "February",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const NUMBERS: [&str; 9] = [
    "two",
    "three",
    "five",
    "six",
    "seven",
    "nine",
    "eleven",
    "twelve",
    "two dozen",
];
const QUOTES: [&str; 4] = [
    "we will keep the northern road open until the snow melts",
    "every family in this valley deserves clean water",
    "our engineers found no fault in the second tower",
    "the council should have listened to the fishermen",
];

/// What a slot can hold.
fn filled(slot: &str, seeded: &mut Seeded) -> String {
    let mut one = |list: &[&str]| list[seeded.below(list.len())].to_owned();
    match slot {
        "person" => one(&PEOPLE),
        "place" => one(&PLACES),
        "office" => one(&OFFICES),
        "goods" => one(&GOODS),
        "day" => one(&DAYS),
        "number" => one(&NUMBERS),
        "quote" => one(&QUOTES),
        "date" => format!("{} {}", one(&MONTHS), 1 + seeded.below(28)),
        "year" => (1990 + seeded.below(35)).to_string(),
        "count" => match seeded.below(3) {
            0 => format!("{},{:03}", 2 + seeded.below(90), seeded.below(1000)),
            1 => (13 + seeded.below(900)).to_string(),
            _ => format!("{}.{} million", 1 + seeded.below(8), 1 + seeded.below(9)),
        },
        "money" => match seeded.below(3) {
            0 => format!("${} million", 2 + seeded.below(90)),
            1 => format!("€{},{:03}", 2 + seeded.below(90), seeded.below(1000)),
            _ => format!("{} billion dollars", 2 + seeded.below(30)),
        },
        "percent" => match seeded.below(2) {
            0 => format!("{} percent", 2 + seeded.below(60)),
            _ => format!("{}.{}%", 1 + seeded.below(60), 1 + seeded.below(9)),
        },
        "low" => (100 + seeded.below(400)).to_string(),
        "high" => (600 + seeded.below(4000)).to_string(),
        verb => verb.to_owned(),
    }
}

/// A shape with its slots filled.
#[derive(Clone)]
struct Sentence {
    shape: &'static str,
    slots: Vec<(&'static str, String)>,
}

impl Sentence {
    fn new(seeded: &mut Seeded) -> Self {
        let shape = SHAPES[seeded.below(SHAPES.len())];
        let names = shape
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next());
        let mut slots: Vec<(&str, String)> = vec![];
        for name in names {
            slots.push((name, filled(name, seeded)));
        }
        Self { shape, slots }
    }

    fn text(&self) -> String {
        let mut text = self.shape.to_owned();
        for (name, value) in &self.slots {
            text = text.replacen(&format!("{{{name}}}"), value, 1);
        }
        text
    }

    fn has(&self, slot: &str) -> bool {
        self.slots.iter().any(|(name, _)| *name == slot)
    }

    fn verb(&self) -> Option<&'static str> {
        const VERBS: [&str; 6] = ["did", "is", "was", "has", "were", "will"];
        VERBS.into_iter().find(|verb| self.has(verb))
    }

    fn with(&self, slot: &str, value: &str) -> Self {
        let mut other = self.clone();
        for (_, old) in other.slots.iter_mut().filter(|(name, _)| *name == slot) {
            value.clone_into(old);
        }
        other
    }

    fn value(&self, slot: &str) -> &str {
        self.slots
            .iter()
            .find(|(name, _)| *name == slot)
            .map_or("", |(_, value)| value)
    }
}

/// A sentence with one thing changed, and the class that this has.
struct Planted {
    what: &'static str,
    after: String,
    class: Class,
}

/// All changes that can be planted in a sentence.
fn planted(sentence: &Sentence, seeded: &mut Seeded) -> Vec<Planted> {
    let mut all = vec![];
    for slot in [
        "count", "number", "money", "percent", "low", "high", "date", "day", "year", "person",
        "place", "office",
    ] {
        if !sentence.has(slot) {
            continue;
        }
        let old = sentence.value(slot).to_owned();
        let new = loop {
            let new = filled(slot, seeded);
            // A month and a day, or the form of a figure: one of both may stay, not both.
            if new != old && number(&new) != number(&old) {
                break new;
            }
        };
        all.push(Planted {
            what: slot,
            after: sentence.with(slot, &new).text(),
            class: Class::Conflict,
        });
    }
    if sentence.has("person") {
        let name = sentence.value("person");
        let at = name.len() - 3;
        let letter = if &name[at..=at] == "o" { "e" } else { "o" };
        let slip = format!("{}{letter}{}", &name[..at], &name[at + 1..]);
        all.push(Planted {
            what: "slip",
            after: sentence.with("person", &slip).text(),
            class: Class::NameVariant,
        });
    }
    if let Some(verb) = sentence.verb() {
        for (what, put, class) in [
            ("not", format!("{verb} not"), Class::Negation),
            (
                "n't",
                format!("{}n't", if verb == "will" { "wo" } else { verb }),
                Class::Negation,
            ),
            ("never", format!("{verb} never"), Class::Negation),
            ("allegedly", format!("{verb} allegedly"), Class::Hedge),
            ("reportedly", format!("{verb} reportedly"), Class::Hedge),
        ] {
            let after = sentence.with(verb, &put).text();
            all.push(Planted { what, after, class });
        }
    }
    if sentence.has("quote") {
        let (text, quote) = (sentence.text(), sentence.value("quote").to_owned());
        let (first, rest) = quote.split_once(' ').unwrap_or_default();
        for (what, put) in [
            (
                "first quoted word",
                text.replace(&format!("“{quote}"), &format!("{first} “{rest}")),
            ),
            ("quotation without marks", text.replace(['“', '”'], "")),
            (
                "quoted words",
                text.replace(
                    &quote,
                    &quote.replacen(
                        rest.split(' ').next_back().unwrap_or_default(),
                        "nonsense",
                        1,
                    ),
                ),
            ),
        ] {
            all.push(Planted {
                what,
                after: put,
                class: Class::Quotation,
            });
        }
    }
    all
}

/// The digits and the number words of a value, so that two forms of one number are told.
fn number(value: &str) -> String {
    let value = value.replace([',', '$', '€'], "");
    value
        .split(' ')
        .map(|word| word.trim_end_matches('%'))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The same in other words and forms, without a change of fact.
fn reworded(text: &str) -> String {
    let mut text = text.to_owned();
    for (from, to) in [
        ("told reporters that", "told the press that"),
        (" percent", "%"),
        ("expected to visit", "due to visit"),
        ("counted", "has counted"),
        ("closed after", "shut after"),
        ("broke down", "failed"),
        ("insisted that", "said that"),
        ("every week", "each week"),
        ("More than", "Over"),
        ("About", "Some"),
        ("burned down", "burnt down"),
        ("announced", "said"),
        (" million dollars", " million US dollars"),
        ("asking for", "requesting"),
        ("in tents", "under canvas"),
        ("two dozen", "24"),
        ("twelve", "12"),
        ("a survey by", "a poll by"),
        ("The ferry", "The ship"),
        ("January ", "Jan. "),
        ("September ", "Sept. "),
        ("owed", "was indebted with"),
        ("since ", "after "),
        ("The company from", "A company of"),
    ] {
        text = text.replace(from, to);
    }
    // "$6 million" becomes "6 million dollars".
    if let Some((before, rest)) = text.split_once('$')
        && let Some((number, after)) = rest.split_once(" million")
    {
        text = format!("{before}{number} million dollars{after}");
    }
    text
}

fn classes(a: &str, b: &str) -> Vec<Class> {
    compare(a, b)
        .differences
        .iter()
        .map(|difference| difference.class)
        .collect()
}

#[test]
fn planted_changes_are_classed_right_and_rewordings_raise_no_conflict() {
    let mut seeded = Seeded(2024);
    let (mut all, mut wrong, mut false_conflicts) = (0, vec![], vec![]);
    for _ in 0..200 {
        let sentence = Sentence::new(&mut seeded);
        let a = sentence.text();
        for planted in planted(&sentence, &mut seeded) {
            let found = classes(&a, &planted.after);
            all += 1;
            // A quotation's edge that moves is told at the old and at the new place.
            if found.is_empty() || found.iter().any(|found| *found != planted.class) {
                wrong.push(format!(
                    "{} {:?}: {found:?}\n{a}\n{}",
                    planted.what, planted.class, planted.after
                ));
            }
        }
        let reworded = reworded(&a);
        if classes(&a, &reworded).contains(&Class::Conflict) {
            false_conflicts.push(format!("{a}\n{reworded}"));
        }
    }
    assert!(
        wrong.len() * 50 <= all,
        "{} of {all}: {}",
        wrong.len(),
        wrong.join("\n\n")
    );
    assert!(
        false_conflicts.len() <= 4,
        "{} of 200: {}",
        false_conflicts.len(),
        false_conflicts.join("\n\n")
    );
}

#[test]
fn a_vaguer_figure_is_less_precise_and_no_conflict() {
    for (a, b) in [
        (
            "The camp held 520,083 people.",
            "The camp held over half a million people.",
        ),
        (
            "They spent $5.96 million on it.",
            "They spent about $6 million on it.",
        ),
        (
            "It took 19 months to finish.",
            "It took more than 18 months to finish.",
        ),
        ("It happened on June 27, 2024.", "It happened in June 2024."),
    ] {
        let mut found = classes(a, b);
        found.retain(|class| class.matters());
        assert_eq!(found, [Class::Precision], "{a} / {b}");
    }
}
