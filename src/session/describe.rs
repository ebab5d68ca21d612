//! Steps of the history in words, for the History panel and the hints of undo and redo.

use super::history::{Act, Entry, Work};
use super::{
    Claim, ClaimField, ClaimId, DocumentField, Edit, EvidenceField, EvidenceId, Session, Source,
    Stance, Status,
};
use crate::text::DocumentId;

/// How many characters of a statement or note are told.
const SHOWN: usize = 60;

impl Work {
    /// What an entry did, from what to what. May hold any character: show it as
    /// [`crate::text::Visible`].
    pub fn describe(&self, entry: &Entry) -> String {
        let of = |number| self.entry(number).map_or_else(String::new, Entry::subject);
        match &entry.act {
            Act::Begin(_) => "session begun".to_owned(),
            Act::Do { edit, inverse } => {
                let parts = details(edit, inverse);
                let told = parts
                    .iter()
                    .take(TOLD)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("; ");
                match parts.len().saturating_sub(TOLD) {
                    0 => told,
                    more => format!("{told}; and {more} more"),
                }
            }
            Act::Undo(number) => format!("taken back: {}", of(*number)),
            Act::Redo(number) => format!("made again: {}", of(*number)),
        }
    }

    /// Everything that an entry did, a line each, from what to what. May hold any character.
    pub fn details(&self, entry: &Entry) -> Vec<String> {
        let (word, of) = match &entry.act {
            Act::Begin(edit) => return parts(edit).iter().map(|part| part.subject()).collect(),
            Act::Do { edit, inverse } => return details(edit, inverse),
            Act::Undo(of) => ("taken back", of),
            Act::Redo(of) => ("made again", of),
        };
        let turned = self.entry(*of);
        let turned = turned.map_or_else(Vec::new, |entry| self.details(entry));
        std::iter::once(format!("{word}: step {of}"))
            .chain(turned)
            .collect()
    }
}

impl Entry {
    /// What an entry is about, in a few words: "claim 4: verdict".
    pub fn subject(&self) -> String {
        match &self.act {
            Act::Begin(_) => "session begun".to_owned(),
            Act::Do { edit, .. } => edit.subject(),
            Act::Undo(number) => format!("taken back: step {number}"),
            Act::Redo(number) => format!("made again: step {number}"),
        }
    }
}

impl Edit {
    /// What the edit is about, in a few words: "claim 4: verdict".
    pub fn subject(&self) -> String {
        match self {
            Self::Retitle(_) => "title of the session".to_owned(),
            Self::UseScale(_) => "scale of verdicts".to_owned(),
            Self::AddDocument(record) => format!("{} added", document(record.id)),
            Self::RemoveDocument(id) => format!("{} taken out", document(*id)),
            Self::SetDocument(id, field) => format!("{}: {}", document(*id), field.name()),
            Self::AddClaim(added) => format!("{} added", claim(&added.id)),
            Self::RemoveClaim(id) => format!("{} taken out", claim(id)),
            Self::SetClaim(id, field) => format!("{}: {}", claim(id), field.name()),
            Self::AddEvidence(added) => {
                format!("{} for {} added", evidence(&added.id), claim(&added.claim))
            }
            Self::RemoveEvidence(id) => format!("{} taken out", evidence(id)),
            Self::SetEvidence(id, field) => format!("{}: {}", evidence(id), field.name()),
            Self::AddConflict(conflict) => format!("conflict over {}", conflict.ours.subject()),
            Self::RemoveConflict(number) => format!("conflict {number} decided"),
            Self::Several(edits) => match edits.as_slice() {
                [] => "nothing".to_owned(),
                [only] => only.subject(),
                [first, rest @ ..] => format!("{} and {} more", first.subject(), rest.len()),
            },
        }
    }
}

/// How many parts of a step are told in its line.
const TOLD: usize = 3;

/// The single changes that an edit is made of.
fn parts(edit: &Edit) -> Vec<&Edit> {
    match edit {
        Edit::Several(edits) => edits.iter().flat_map(parts).collect(),
        one => vec![one],
    }
}

/// Every single change of an edit in words. Its inverse takes them back in the opposite order.
fn details(edit: &Edit, inverse: &Edit) -> Vec<String> {
    let inverses = parts(inverse).into_iter().rev();
    let pairs = parts(edit).into_iter().zip(inverses);
    pairs.map(|(edit, inverse)| detail(edit, inverse)).collect()
}

/// An edit in words, with what was there before.
fn detail(edit: &Edit, inverse: &Edit) -> String {
    let subject = edit.subject();
    let (now, before) = match (edit, inverse) {
        (Edit::Retitle(now), Edit::Retitle(before))
        | (Edit::UseScale(now), Edit::UseScale(before)) => (short(now), short(before)),
        (Edit::SetDocument(_, now), Edit::SetDocument(_, before)) => (now.value(), before.value()),
        (Edit::SetClaim(_, now), Edit::SetClaim(_, before)) => (now.value(), before.value()),
        (Edit::SetEvidence(_, now), Edit::SetEvidence(_, before)) => (now.value(), before.value()),
        (Edit::AddClaim(Claim { statement, .. }), _)
        | (_, Edit::AddClaim(Claim { statement, .. })) => {
            return format!("{subject}: {}", short(statement));
        }
        (Edit::AddDocument(record), _) | (_, Edit::AddDocument(record)) => {
            return format!("{subject}: {}", short(&record.title));
        }
        (Edit::AddEvidence(item), _) | (_, Edit::AddEvidence(item)) => {
            let quote = short(&item.anchor.quote);
            return format!("{subject}: {} {quote}", item.stance.word());
        }
        _ => return subject,
    };
    format!("{subject} {now} (was {before})")
}

impl ClaimField {
    /// The field's name on the screen.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Statement(_) => "statement",
            Self::Anchors(_) => "places",
            Self::Speaker(_) => "speaker",
            Self::SaidOn(_) => "said on",
            Self::Tags(_) => "tags",
            Self::Note(_) => "note",
            Self::Status(_) => "status",
            Self::Verdict(_) => "verdict",
        }
    }

    /// The field's value in words.
    pub fn value(&self) -> String {
        match self {
            Self::Statement(text) | Self::Note(text) => short(text),
            Self::Anchors(anchors) => {
                let places: Vec<String> = anchors.iter().map(|a| short(&a.quote)).collect();
                list(&places)
            }
            Self::Speaker(text) | Self::SaidOn(text) | Self::Verdict(text) => text
                .as_ref()
                .map_or_else(|| "none".to_owned(), |text| short(text)),
            Self::Tags(tags) => list(tags),
            Self::Status(status) => status.word().to_owned(),
        }
    }
}

impl DocumentField {
    /// The field's name on the screen.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Source(_) => "source",
            Self::Reading(_) => "text",
            Self::Card(field) => field.name(),
        }
    }

    /// The field's value in words.
    pub fn value(&self) -> String {
        match self {
            Self::Title(title) => short(title),
            Self::Source(Source::File(path)) => short(&path.to_string_lossy()),
            Self::Source(Source::Pasted) => "pasted".to_owned(),
            Self::Reading(reading) => {
                format!("as read on {}, {} bytes", reading.read_at, reading.bytes)
            }
            Self::Card(field) => field.words().map_or_else(|| "none".to_owned(), short),
        }
    }
}

impl ClaimField {
    /// The field's value in words, however long.
    pub fn in_full(&self) -> String {
        match self {
            Self::Statement(text) | Self::Note(text) => text.clone(),
            Self::Anchors(anchors) => {
                let places: Vec<&str> = anchors.iter().map(|a| a.quote.as_str()).collect();
                places.join("\n")
            }
            other => other.value(),
        }
    }
}

impl EvidenceField {
    /// The field's value in words, however long.
    pub fn in_full(&self) -> String {
        match self {
            Self::Anchor(anchor) => anchor.quote.clone(),
            Self::Note(text) => text.clone(),
            Self::Stance(stance) => stance.word().to_owned(),
        }
    }

    /// The field's name on the screen.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Anchor(_) => "place",
            Self::Stance(_) => "stance",
            Self::Note(_) => "note",
        }
    }

    /// The field's value in words.
    pub fn value(&self) -> String {
        match self {
            Self::Anchor(anchor) => short(&anchor.quote),
            Self::Stance(stance) => stance.word().to_owned(),
            Self::Note(text) => short(text),
        }
    }
}

impl Stance {
    /// The stance on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Qualifies => "qualifies",
            Self::Mentions => "mentions",
        }
    }
}

impl Status {
    /// The status on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in progress",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl Session {
    /// How many claims are neither done nor dropped.
    pub fn open_claims(&self) -> usize {
        let open = |claim: &&Claim| matches!(claim.status, Status::Open | Status::InProgress);
        self.claims.iter().filter(open).count()
    }
}

fn document(id: DocumentId) -> String {
    format!("document {}", id.0)
}

fn claim(id: &ClaimId) -> String {
    format!("claim {}", id.number)
}

fn evidence(id: &EvidenceId) -> String {
    format!("evidence {}", id.number)
}

fn list(items: &[String]) -> String {
    if items.is_empty() {
        "none".to_owned()
    } else {
        items.join(", ")
    }
}

/// A text in quotation marks, cut where it is long.
fn short(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(SHOWN).collect();
    let rest = if characters.next().is_some() {
        "…"
    } else {
        ""
    };
    format!("\u{201c}{start}{rest}\u{201d}")
}
