//! What is told of sources that are no longer as they were read.

use super::super::super::state::{OnDisk, State};
use crate::session::review::{Change, Review};
use crate::text::DocumentId;

/// One sentence or two on all of them; `None` where every source is as it was read.
pub fn of_all(state: &State, now: &str) -> Option<String> {
    let edited: Vec<_> = with(state, |found| matches!(found, OnDisk::Edited(_)));
    let moved = with(state, |found| matches!(found, OnDisk::Moved(_)));
    let gone = with(state, |found| matches!(found, OnDisk::Gone(_)));
    let mut sentences = vec![];
    if !edited.is_empty() {
        let what = tally(edited.iter().filter_map(|id| state.sources.review(*id)));
        let since = match edited.as_slice() {
            [only] => since(state, *only, now),
            _ => String::new(),
        };
        let who = who(state, &edited, "changed on disk");
        sentences.push(format!("{who}{since}: {what}."));
    }
    if !moved.is_empty() {
        let who = who(state, &moved, "");
        let verb = if moved.len() == 1 { "was" } else { "were" };
        sentences.push(format!("{who}{verb} moved to another place."));
    }
    if !gone.is_empty() {
        let who = who(state, &gone, "");
        let is = if gone.len() == 1 { "is" } else { "are" };
        sentences.push(format!("{who}{is} no longer there; what was read is used."));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn with(state: &State, is: impl Fn(&OnDisk) -> bool) -> Vec<DocumentId> {
    let all = state.sources.all();
    all.filter(|(_, found)| is(found))
        .map(|(id, _)| id)
        .collect()
}

/// "B changed on disk", "B, C changed on disk", "12 texts changed on disk".
fn who(state: &State, documents: &[DocumentId], verb: &str) -> String {
    let who = match documents {
        few if few.len() <= 3 => {
            let letters: Vec<_> = few.iter().map(|id| state.desk.letter(*id)).collect();
            letters.join(", ")
        }
        many => format!("{} texts", many.len()),
    };
    format!("{who} {verb}")
}

/// " since yesterday".
fn since(state: &State, document: DocumentId, now: &str) -> String {
    let record = state.work.session().document(document);
    record.map_or_else(String::new, |record| {
        format!(" since {}", state.when(&record.read_at, now))
    })
}

/// What became of the marked places: "2 passages moved, 1 figure changed".
pub fn tally<'r>(reviews: impl Iterator<Item = &'r Review> + Clone) -> String {
    let places = reviews.clone().flat_map(|review| &review.places);
    if places.clone().next().is_none() {
        return "nothing is marked in it".to_owned();
    }
    let moved: usize = reviews.map(Review::moved).sum();
    let mut parts = vec![];
    if moved > 0 {
        parts.push(counted(moved, "passage", "passages") + " moved");
    }
    let kinds = [
        (Change::Figure, "figure", "figures", "changed"),
        (Change::Date, "date", "dates", "changed"),
        (Change::Name, "name", "names", "changed"),
        (Change::Negation, "negation", "negations", "came or went"),
        (Change::Hedge, "hedge", "hedges", "came or went"),
        (Change::Words, "passage", "passages", "reworded"),
        (
            Change::Several,
            "passage",
            "passages",
            "found in several places",
        ),
        (Change::Gone, "passage", "passages", "gone"),
    ];
    for (kind, one, many, what) in kinds {
        let number = places
            .clone()
            .filter(|place| place.change == Some(kind))
            .count();
        if number > 0 {
            parts.push(format!("{} {what}", counted(number, one, many)));
        }
    }
    if parts.is_empty() {
        return "all that is marked stands as it was".to_owned();
    }
    parts.join(", ")
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
