//! The facts among the words that differ, held against each other.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use jiff::civil::Date;

use crate::facts::{
    Normal, Part, Relation, Setting, When, part_of_change, recognise, relate, relate_in_place, why,
};
use crate::text::fold;

use super::Class;
use super::edits::Edit;
use super::meaning::Told;
use super::words::{Key, Reading};

/// A fact among the words that differ.
#[derive(Clone, Copy)]
struct Stated {
    word: usize,
    /// Which edit it stands in.
    edit: usize,
    is_paired: bool,
}

/// The facts of the edits in pairs: the same fact first, wherever it stands; then facts of one edit,
/// those first that say the same or can both be right.
pub fn held_against(edits: &[Edit], a: &Reading, b: &Reading) -> Vec<Told> {
    let mut pairing = Pairing {
        ours: stated(a, edits.iter().map(|edit| edit.a.clone())),
        theirs: stated(b, edits.iter().map(|edit| edit.b.clone())),
        a,
        b,
        told: vec![],
    };
    pairing.same_anywhere();
    for wanted in [Relation::Same, Relation::Precision, Relation::Conflict] {
        pairing.inside_edits(edits, wanted);
    }
    pairing.told
}

fn stated(side: &Reading, edits: impl Iterator<Item = Range<usize>>) -> Vec<Stated> {
    edits
        .enumerate()
        .flat_map(|(edit, words)| words.map(move |word| (edit, word)))
        .filter(|(_, word)| side.fact(*word).is_some())
        .map(|(edit, word)| Stated {
            word,
            edit,
            is_paired: false,
        })
        .collect()
}

/// With so many facts of the other side is each one held against, at most.
const MOST: usize = 12;
/// Time zones: a time in one is not held against a time in another.
const ZONES: [&str; 16] = [
    "AEDT", "AEST", "BST", "CDT", "CET", "CST", "EDT", "EST", "GMT", "IST", "JST", "MDT", "MST",
    "PDT", "PST", "UTC",
];
/// An edit of no more words than this on either side says one thing.
const SHORT: usize = 3;

struct Pairing<'r, 't> {
    ours: Vec<Stated>,
    theirs: Vec<Stated>,
    a: &'r Reading<'t>,
    b: &'r Reading<'t>,
    told: Vec<Told>,
}

impl Pairing<'_, '_> {
    /// Pairs what has one key, in the order of the texts.
    fn same_anywhere(&mut self) {
        let mut places: HashMap<Key, Vec<usize>> = HashMap::new();
        for (at, their) in self.theirs.iter().enumerate().rev() {
            if let Some(key) = self.b.keys.get(their.word) {
                places.entry(*key).or_default().push(at);
            }
        }
        for our in 0..self.ours.len() {
            let key = self.ours.get(our).and_then(|our| self.a.keys.get(our.word));
            let Some(there) = key.and_then(|key| places.get_mut(key)) else {
                continue;
            };
            if let Some(their) = there.last().copied()
                && self.relation(our, their, false) == Relation::Same
            {
                there.pop();
                self.pair(our, their, Relation::Same);
            }
        }
    }

    /// Pairs what stands in one edit and is so related.
    fn inside_edits(&mut self, edits: &[Edit], wanted: Relation) {
        let (mut our, mut their) = (0, 0);
        for (number, edit) in edits.iter().enumerate() {
            let end = |side: &[Stated], from: usize| {
                let inside = side.iter().skip(from).take_while(|it| it.edit == number);
                from + inside.count()
            };
            let (ours, theirs) = (our..end(&self.ours, our), their..end(&self.theirs, their));
            (our, their) = (ours.end, theirs.end);
            // In a short edit that states one thing on each side, the two are held against each other
            // whatever the things that are counted are called.
            let is_lone =
                ours.len() == 1 && theirs.len() == 1 && edit.a.len().max(edit.b.len()) <= SHORT;
            let is_free =
                |side: &[Stated], at: &usize| !side.get(*at).is_none_or(|it| it.is_paired);
            let ours: Vec<usize> = ours.filter(|at| is_free(&self.ours, at)).collect();
            let mut theirs: VecDeque<usize> =
                theirs.filter(|at| is_free(&self.theirs, at)).collect();
            for our in ours {
                let found = theirs
                    .iter()
                    .take(MOST)
                    .position(|their| self.are_related(our, *their, is_lone, wanted));
                if let Some(their) = found.and_then(|at| theirs.remove(at)) {
                    self.pair(our, their, wanted);
                }
            }
        }
    }

    fn are_related(&self, our: usize, their: usize, is_lone: bool, wanted: Relation) -> bool {
        let can_conflict = || is_lone || self.measure_the_same(our, their);
        (wanted != Relation::Conflict || can_conflict())
            && self.relation(our, their, is_lone) == wanted
            && (wanted != Relation::Conflict || self.are_of_one_part(our, their))
    }

    fn facts(&self, our: usize, their: usize) -> Option<(&Normal, &Normal)> {
        let (our, their) = (self.ours.get(our)?, self.theirs.get(their)?);
        Some((self.a.fact(our.word)?, self.b.fact(their.word)?))
    }

    /// Whether two facts that contradict each other are in one unit. Numbers without a unit are held
    /// against each other only where nothing else could be meant.
    fn measure_the_same(&self, our: usize, their: usize) -> bool {
        match self.facts(our, their) {
            Some((Normal::Quantity(ours), Normal::Quantity(theirs))) => {
                ours.unit == theirs.unit && ours.unit.is_some()
            }
            Some((Normal::Money(ours), Normal::Money(theirs))) => ours.unit == theirs.unit,
            other => other.is_some(),
        }
    }

    /// Whether the two can be one figure of a change: not what one text says it fell to and what the
    /// other says it fell by, nor two times in two zones.
    fn are_of_one_part(&self, our: usize, their: usize) -> bool {
        let part = |side: &Reading, stated: Option<&Stated>| {
            let before = side.words.get(stated?.word.checked_sub(1)?)?;
            part_of_change(before.span.of(side.text))
        };
        let ours = part(self.a, self.ours.get(our));
        let zone = |side: &Reading, stated: Option<&Stated>| {
            let behind = side.words.get(stated?.word + 1)?.span.of(side.text);
            ZONES.iter().position(|zone| *zone == behind)
        };
        let zones = zone(self.a, self.ours.get(our)).zip(zone(self.b, self.theirs.get(their)));
        Part::can_be_one(ours, part(self.b, self.theirs.get(their)))
            && zones.is_none_or(|(ours, theirs)| ours == theirs)
    }

    fn relation(&self, our: usize, their: usize, is_lone: bool) -> Relation {
        let Some((first, second)) = self.facts(our, their) else {
            return Relation::Unrelated;
        };
        let depends =
            |fact: &Normal| matches!(fact, Normal::Date(when) if *when == When::default());
        if depends(first) && depends(second) {
            let (ours, theirs) = self.written(our, their);
            return relate_relative(ours, theirs);
        }
        if is_lone {
            relate_in_place(first, second)
        } else {
            relate(first, second)
        }
    }

    fn written(&self, our: usize, their: usize) -> (&str, &str) {
        let of = |side: &[Stated], at: usize| side.get(at).map_or(0, |it| it.word);
        let (our, their) = (of(&self.ours, our), of(&self.theirs, their));
        (
            self.a.written(our..our + 1),
            self.b.written(their..their + 1),
        )
    }

    fn pair(&mut self, our: usize, their: usize, relation: Relation) {
        let (ours, theirs) = self.written(our, their);
        let class = match relation {
            Relation::Same if fold(ours) == fold(theirs) => Class::Moved,
            Relation::Same => Class::SameFact,
            Relation::Precision => Class::Precision,
            Relation::Conflict => Class::Conflict,
            Relation::Unrelated => return,
        };
        let why = match self.facts(our, their) {
            Some((Normal::Date(when), _)) if *when == When::default() => {
                format!("“{ours}” against “{theirs}”")
            }
            Some((first, second)) => why(relation, first, second),
            None => return,
        };
        if let (Some(our), Some(their)) = (self.ours.get_mut(our), self.theirs.get_mut(their)) {
            (our.is_paired, their.is_paired) = (true, true);
            self.told.push(Told {
                edit: Edit {
                    a: our.word..our.word + 1,
                    b: their.word..their.word + 1,
                },
                class,
                why,
            });
        }
    }
}

/// How two dates that are reckoned from the day of writing stand to each other. Whether they say the
/// same is told as if both were written on one day, any day; that they contradict each other, nobody
/// can say who does not know the days.
fn relate_relative(a: &str, b: &str) -> Relation {
    let setting = Setting {
        written: Some(Date::constant(2001, 6, 13)),
    };
    let date = |text: &str| {
        let facts = recognise(text, setting).into_iter();
        facts
            .map(|fact| fact.normal)
            .find(|fact| matches!(fact, Normal::Date(when) if when.days.is_some()))
    };
    let related = date(a)
        .zip(date(b))
        .map(|(first, second)| relate(&first, &second));
    // What was "yesterday" to one text is "today" to one of the day before, but two years ago are not
    // seven.
    let is_counted = |text: &str| text.ends_with("ago") || text.ends_with("from now");
    match related {
        Some(Relation::Conflict) if !(is_counted(a) && is_counted(b)) => Relation::Unrelated,
        other => other.unwrap_or(Relation::Unrelated),
    }
}
