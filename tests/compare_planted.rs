//! Changes that are planted in sentences whose facts are known: each must be classed as what it
//! is, and sentences that are only reworded must raise no conflict.

#[allow(dead_code)]
mod compare_prose;

use compare_prose::Seeded;
use crosscheck::compare::{Class, compare};

const PLACES: [&str; 6] = [
    "Valdora",
    "Northport",
    "Kessel Bay",
    "Marburn",
    "Tolland",
    "Ostrava",
];
const PEOPLE: [&str; 6] = [
    "Anna Lindqvist",
    "Pedro Arrieta",
    "Maya Okonkwo",
    "Jonas Bergmann",
    "Lucia Ferrante",
    "David Mercer",
];
const MONTHS: [&str; 6] = ["January", "March", "April", "June", "September", "November"];
const GOODS: [&str; 5] = ["tents", "blankets", "boats", "trucks", "radios"];

/// A sentence from its parts, so that one part can be changed.
#[derive(Clone)]
struct Sentence {
    person: &'static str,
    place: &'static str,
    month: &'static str,
    day: usize,
    count: usize,
    goods: &'static str,
    millions: usize,
    denied: bool,
    quoted: &'static str,
    rest: &'static str,
}

impl Sentence {
    fn new(seeded: &mut Seeded) -> Self {
        Self {
            person: PEOPLE[seeded.below(6)],
            place: PLACES[seeded.below(6)],
            month: MONTHS[seeded.below(6)],
            day: 1 + seeded.below(28),
            count: 12 + seeded.below(900),
            goods: GOODS[seeded.below(5)],
            millions: 2 + seeded.below(90),
            denied: seeded.below(2) == 0,
            quoted: "we will keep the road open",
            rest: "until the snow melts",
        }
    }

    fn text(&self) -> String {
        let did = if self.denied {
            "did not deliver"
        } else {
            "did deliver"
        };
        format!(
            "On {} {}, officials in {} told reporters that {} {did} {} {} worth ${} million, and added that “{}” {}.",
            self.month,
            self.day,
            self.place,
            self.person,
            self.count,
            self.goods,
            self.millions,
            self.quoted,
            self.rest
        )
    }

    /// The same in other words and forms, without a change of fact.
    fn reworded(&self) -> String {
        let did = if self.denied {
            "did not hand over"
        } else {
            "did hand over"
        };
        format!(
            "Officials in {} told the press on {} {} that {} {did} {} {} worth {} million dollars, and added that “{}” {}.",
            self.place,
            self.month,
            self.day,
            self.person,
            self.count,
            self.goods,
            self.millions,
            self.quoted,
            self.rest
        )
    }

    /// One change, and the class that it must have.
    fn changed(&self, kind: usize, seeded: &mut Seeded) -> (Self, Class) {
        let mut other = self.clone();
        match kind {
            0 => {
                other.count += 1 + seeded.below(self.count);
                (other, Class::Conflict)
            }
            1 => {
                let at = PEOPLE
                    .iter()
                    .position(|person| *person == self.person)
                    .unwrap_or_default();
                other.person = PEOPLE[(at + 1 + seeded.below(5)) % 6];
                (other, Class::Conflict)
            }
            2 => {
                other.day = 1 + (self.day + seeded.below(26)) % 28;
                (other, Class::Conflict)
            }
            3 => {
                other.denied = !self.denied;
                (other, Class::Negation)
            }
            _ => {
                (other.quoted, other.rest) = ("we will keep the road", "open until the snow melts");
                (other, Class::Quotation)
            }
        }
    }
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
    let (mut wrong, mut false_conflicts) = (vec![], vec![]);
    for at in 0..200 {
        let sentence = Sentence::new(&mut seeded);
        let (changed, class) = sentence.changed(at % 5, &mut seeded);
        let (a, b) = (sentence.text(), changed.text());
        let found = classes(&a, &b);
        // A quotation's edge that moves is told at the old and at the new place.
        if found.is_empty() || found.iter().any(|found| *found != class) {
            wrong.push(format!(
                "{a}\n{b}\n{class:?}: {:?}",
                compare(&a, &b).differences
            ));
        }
        let reworded = sentence.reworded();
        if classes(&a, &reworded).contains(&Class::Conflict) {
            false_conflicts.push(format!("{a}\n{reworded}"));
        }
    }
    assert!(
        wrong.len() <= 4,
        "{} of 200: {}",
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
