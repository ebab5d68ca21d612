//! What a session file must mean beyond its syntax: ids once, references that resolve, anchors that
//! fit their texts, a history that leads to the state.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use super::fit::{Misfit, Texts, former_readings, misfit};
use super::format::PackedText;
use super::locate::{Step, locate};
use super::problem::Problem;
use crate::session::history::{BrokenHistory, BrokenStep};
use crate::session::{Anchor, Claim, DocumentRecord, Entry, Hash as Sha256, Session, Stamp, scale};
use crate::text::DocumentId;

/// The highest number that an id may have.
const HIGHEST: u32 = 1_000_000_000;

/// How many problems are told; a file with more is not a session that was slightly damaged.
pub(super) const MOST: usize = 20;

/// Gives the text of a document as it was read, if it can be had.
pub(super) type TextOf<'t> = &'t dyn Fn(&DocumentRecord) -> Option<String>;

/// Collects problems with their places.
pub(super) struct Check<'t> {
    text: &'t str,
    pub problems: Vec<Problem>,
}

impl<'t> Check<'t> {
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            problems: vec![],
        }
    }

    fn add(&mut self, path: &[Step], what: impl Into<String>, hint: &str) {
        if self.problems.len() < MOST {
            let problem = Problem::at(self.text, locate(self.text, path), what);
            self.problems.push(problem.hint(hint));
        }
    }

    /// Fields that this program does not know, each as `claims.3.nte`.
    pub fn unknown_fields(&mut self, paths: &[String]) {
        for path in paths {
            let names: Vec<&str> = path.split('.').filter(|name| *name != "?").collect();
            let steps: Vec<Step> = names.iter().map(|name| step(name)).collect();
            let name = names.last().copied().unwrap_or_default();
            let hint = match closest(name) {
                Some(known) => format!("did you mean {known}?"),
                None => "take it out, or rename it".to_owned(),
            };
            self.add(&steps, format!("no field has the name {name}"), &hint);
        }
    }

    /// The session's own rules.
    pub fn session(&mut self, session: &Session) {
        self.once("documents", "id", &session.documents, |record| &record.id);
        self.once("claims", "id", &session.claims, |claim| &claim.id);
        self.once("evidence", "id", &session.evidence, |evidence| &evidence.id);
        self.once("conflicts", "number", &session.conflicts, |conflict| {
            &conflict.number
        });
        self.numbers(session);
        let known: HashSet<DocumentId> = session.documents.iter().map(|record| record.id).collect();
        for (at, record) in session.documents.iter().enumerate() {
            self.document(at, record);
        }
        self.each_anchor(session, |check, path, anchor| {
            if !known.contains(&anchor.document) {
                let what = format!("there is no document {} in this session", anchor.document.0);
                let path = extended(path, Step::Field("document"));
                check.add(&path, what, "use the id of one of the documents");
            }
            check.anchor(path, anchor);
        });
        let claims: HashSet<_> = session.claims.iter().map(|claim| &claim.id).collect();
        for (at, evidence) in session.evidence.iter().enumerate() {
            if !claims.contains(&evidence.claim) {
                let path = [
                    Step::Field("evidence"),
                    Step::Item(at),
                    Step::Field("claim"),
                ];
                let what = format!("there is no claim {} in this session", evidence.claim);
                self.add(&path, what, "use the id of one of the claims");
            }
        }
        self.verdicts(session);
    }

    fn once<T, K: Eq + Hash + fmt::Display>(
        &mut self,
        list: &str,
        field: &str,
        items: &[T],
        id: impl Fn(&T) -> &K,
    ) {
        let mut met = HashMap::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let id = id(item);
            if let Some(first) = met.insert(id, at) {
                let path = [Step::Field(list), Step::Item(at), Step::Field(field)];
                let what = format!(
                    "the {field} {id} is used twice, first by item {}",
                    first + 1
                );
                self.add(&path, what, "give this one a number that is not used yet");
            }
        }
    }

    /// Numbers count up by one, so one that leaves no room for others was never given out.
    fn numbers(&mut self, session: &Session) {
        let documents = session.documents.iter().map(|record| record.id.0);
        let claims = session.claims.iter().map(|claim| claim.id.number);
        let evidence = session.evidence.iter().map(|evidence| evidence.id.number);
        let conflicts = session.conflicts.iter().map(|conflict| conflict.number);
        self.small("documents", "id", documents);
        self.small("claims", "id", claims);
        self.small("evidence", "id", evidence);
        self.small("conflicts", "number", conflicts);
    }

    fn small(&mut self, list: &str, field: &str, numbers: impl Iterator<Item = u32>) {
        for (at, number) in numbers.enumerate().filter(|(_, number)| *number > HIGHEST) {
            let path = [Step::Field(list), Step::Item(at), Step::Field(field)];
            let what = format!("the number {number} is larger than any that is given out");
            self.add(&path, what, "use the next number that is free");
        }
    }

    fn document(&mut self, at: usize, record: &DocumentRecord) {
        let field = |name| [Step::Field("documents"), Step::Item(at), Step::Field(name)];
        if record.id.0 == 0 {
            self.add(
                &field("id"),
                "documents are counted from 1",
                "use a number from 1",
            );
        }
        if let Err(why) = record.sha256.parse::<Sha256>() {
            self.add(&field("sha256"), why, "put back what was there");
        }
        if record.read_at.parse::<jiff::Timestamp>().is_err() {
            let what = format!("\"{}\" is no moment in RFC 3339", record.read_at);
            self.add(&field("read_at"), what, "write it as 2026-01-31T14:02:00Z");
        }
    }

    /// What an anchor must be whatever its document says.
    fn anchor(&mut self, path: &[Step], anchor: &Anchor) {
        if !is_sound_anchor(anchor) {
            let what = format!(
                "the span {} has {} bytes, but its quote has {}",
                anchor.span,
                anchor.span.len(),
                anchor.quote.len()
            );
            self.add(
                &extended(path, Step::Field("span")),
                what,
                "put both back as they were, or highlight the place again",
            );
        }
    }

    fn verdicts(&mut self, session: &Session) {
        let scales = scale::shipped();
        // A scale that the program does not ship may have any verdicts.
        let Some(scale) = scales.iter().find(|scale| scale.name == session.scale) else {
            return;
        };
        for (at, claim) in session.claims.iter().enumerate() {
            if let Some(verdict) = &claim.verdict
                && scale.label(verdict).is_none()
            {
                let path = [
                    Step::Field("claims"),
                    Step::Item(at),
                    Step::Field("verdict"),
                ];
                let keys: Vec<&str> = scale
                    .labels
                    .iter()
                    .map(|label| label.key.as_str())
                    .collect();
                let what = format!("\"{verdict}\" is no verdict of the scale {}", scale.name);
                self.add(&path, what, &format!("use one of {}", keys.join(", ")));
            }
        }
    }

    /// Anchors against the texts of their documents, where those can be had; returns how many could
    /// not be compared. An anchor may lie in a text that its document had before: a merge brings
    /// together what one analyst marked in the old text with the new text that another took in.
    pub fn texts(&mut self, session: &Session, history: &[Arc<Entry>], text_of: TextOf) -> usize {
        let former = former_readings(history);
        let mut texts: HashMap<DocumentId, Texts> = HashMap::new();
        let mut unchecked = 0;
        self.each_anchor(session, |check, path, anchor| {
            let Some(record) = session.document(anchor.document) else {
                return;
            };
            let texts = texts
                .entry(record.id)
                .or_insert_with(|| Texts::of(record, &former, text_of));
            if texts
                .known
                .iter()
                .any(|text| misfit(anchor, text).is_none())
            {
                return;
            }
            match texts.known.first().and_then(|text| misfit(anchor, text)) {
                Some(misfit) if texts.all => check.misfit(path, anchor, &misfit),
                _ => unchecked += 1,
            }
        });
        unchecked
    }

    fn misfit(&mut self, path: &[Step], anchor: &Anchor, misfit: &Misfit) {
        let again = "highlight the place again";
        let back = "put the document's words back, or highlight the place again";
        let (field, what, hint) = match misfit {
            Misfit::Beyond(length) => (
                "span",
                format!(
                    "the span {} reaches beyond the document, which has {length} bytes",
                    anchor.span
                ),
                again,
            ),
            Misfit::CutsCharacter => (
                "span",
                format!(
                    "the span {} cuts a character of the document in two",
                    anchor.span
                ),
                again,
            ),
            Misfit::Quote(there) => (
                "quote",
                format!("the quote is not what the document says there: \u{201c}{there}\u{201d}"),
                back,
            ),
            Misfit::Prefix => (
                "prefix",
                "the document says something else before the span".to_owned(),
                back,
            ),
            Misfit::Suffix => (
                "suffix",
                "the document says something else after the span".to_owned(),
                back,
            ),
        };
        self.add(&extended(path, Step::Field(field)), what, hint);
    }

    /// The texts that a session is packed with.
    pub fn packed(&mut self, texts: &[PackedText]) {
        for (at, packed) in texts.iter().enumerate() {
            if Sha256::of(&packed.text) != packed.sha256 {
                let path = [Step::Field("texts"), Step::Item(at), Step::Field("text")];
                self.add(
                    &path,
                    "the text does not match its SHA-256",
                    "pack the session again",
                );
            }
        }
    }

    /// The history's rules.
    pub fn history(&mut self, broken: &BrokenHistory) {
        let at = usize::try_from(broken.number.saturating_sub(1)).unwrap_or(usize::MAX);
        let field = match broken.why {
            BrokenStep::Number(_) => "number",
            BrokenStep::Hash => "hash",
            BrokenStep::Edit(_) | BrokenStep::Inverse | BrokenStep::Turn(_) => "act",
        };
        let path = [Step::Field("history"), Step::Item(at), Step::Field(field)];
        self.add(
            &path,
            broken.to_string(),
            "the history is never edited; use a backup",
        );
    }

    /// The moments in the history.
    pub fn stamps<'s>(&mut self, stamps: impl Iterator<Item = &'s Stamp>) {
        for (at, stamp) in stamps.enumerate() {
            if stamp.at.parse::<jiff::Timestamp>().is_err() {
                let path = [
                    Step::Field("history"),
                    Step::Item(at),
                    Step::Field("stamp"),
                    Step::Field("at"),
                ];
                let what = format!("\"{}\" is no moment in RFC 3339", stamp.at);
                self.add(&path, what, "the history is never edited; use a backup");
            }
        }
    }

    fn each_anchor(
        &mut self,
        session: &Session,
        mut visit: impl FnMut(&mut Self, &[Step], &Anchor),
    ) {
        for (at, claim) in session.claims.iter().enumerate() {
            for (nth, anchor) in claim.anchors.iter().enumerate() {
                let claim = [Step::Field("claims"), Step::Item(at)];
                let anchors = [Step::Field("anchors"), Step::Item(nth)];
                visit(self, &[claim, anchors].concat(), anchor);
            }
        }
        for (at, evidence) in session.evidence.iter().enumerate() {
            let path = [
                Step::Field("evidence"),
                Step::Item(at),
                Step::Field("anchor"),
            ];
            visit(self, &path, &evidence.anchor);
        }
    }
}

/// Whether a document's record, by itself, is as the rules want it.
pub(super) fn is_sound_document(record: &DocumentRecord) -> bool {
    let mut check = Check::of("");
    check.document(0, record);
    check.problems.is_empty()
}

/// Whether a claim, by itself, is as the rules want it.
pub(super) fn is_sound_claim(claim: &Claim) -> bool {
    claim.anchors.iter().all(is_sound_anchor)
}

/// Whether an anchor, by itself, is as the rules want it.
pub(super) fn is_sound_anchor(anchor: &Anchor) -> bool {
    anchor.span.len() == anchor.quote.len()
}

fn extended<'p>(path: &[Step<'p>], step: Step<'p>) -> Vec<Step<'p>> {
    path.iter().copied().chain([step]).collect()
}

fn step(name: &str) -> Step<'_> {
    name.parse().map_or(Step::Field(name), Step::Item)
}

/// The names of fields that a session file can have, for the hint.
const FIELDS: [&str; 58] = [
    "card",
    "publisher",
    "published",
    "address",
    "archive_address",
    "accessed",
    "language",
    "kind",
    "notes",
    "version",
    "texts",
    "title",
    "scale",
    "documents",
    "claims",
    "evidence",
    "conflicts",
    "view",
    "history",
    "id",
    "source",
    "sha256",
    "bytes",
    "encoding",
    "read_at",
    "text",
    "statement",
    "anchors",
    "speaker",
    "said_on",
    "tags",
    "note",
    "status",
    "verdict",
    "claim",
    "anchor",
    "stance",
    "document",
    "span",
    "quote",
    "prefix",
    "suffix",
    "number",
    "stamp",
    "author",
    "at",
    "act",
    "hash",
    "edit",
    "inverse",
    "panes",
    "focus",
    "follow",
    "zoom",
    "panel",
    "jumps",
    "cursor",
    "top",
];

fn closest(name: &str) -> Option<&'static str> {
    FIELDS
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|(distance, known)| distance * 3 <= known.len().max(3))
        .min()
        .map(|(_, known)| known)
}
