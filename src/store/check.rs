//! What a session file must mean beyond its syntax: ids once, references that resolve, anchors that
//! fit their texts, a history that leads to the state.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::GraphemeCursor;

use super::format::PackedText;
use super::locate::{Step, locate};
use super::problem::Problem;
use crate::session::history::{BrokenHistory, BrokenStep};
use crate::session::{Anchor, DocumentRecord, Hash, Session, Stamp, scale};
use crate::text::DocumentId;

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
        self.once("documents", &session.documents, |record| {
            record.id.to_string()
        });
        self.once("claims", &session.claims, |claim| claim.id.to_string());
        self.once("evidence", &session.evidence, |evidence| {
            evidence.id.to_string()
        });
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

    fn once<T>(&mut self, list: &str, items: &[T], id: impl Fn(&T) -> String) {
        let mut met = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            let id = id(item);
            if let Some(first) = met.insert(id.clone(), at) {
                let path = [Step::Field(list), Step::Item(at), Step::Field("id")];
                let what = format!("the id {id} is used twice, first by item {}", first + 1);
                self.add(&path, what, "give this one a number that is not used yet");
            }
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
        if let Err(why) = record.sha256.parse::<Hash>() {
            self.add(&field("sha256"), why, "put back what was there");
        }
        if record.read_at.parse::<jiff::Timestamp>().is_err() {
            let what = format!("\"{}\" is no moment in RFC 3339", record.read_at);
            self.add(&field("read_at"), what, "write it as 2026-01-31T14:02:00Z");
        }
    }

    /// What an anchor must be whatever its document says.
    fn anchor(&mut self, path: &[Step], anchor: &Anchor) {
        if anchor.span.len() != anchor.quote.len() {
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

    /// Anchors against the texts of their documents, where those can be had.
    pub fn texts(&mut self, session: &Session, text_of: TextOf) {
        let mut texts: HashMap<DocumentId, Option<String>> = HashMap::new();
        self.each_anchor(session, |check, path, anchor| {
            let text = texts
                .entry(anchor.document)
                .or_insert_with(|| session.document(anchor.document).and_then(text_of));
            if let Some(text) = text {
                check.anchor_in(path, anchor, text);
            }
        });
    }

    fn anchor_in(&mut self, path: &[Step], anchor: &Anchor, text: &str) {
        let (start, end) = (anchor.span.start().0, anchor.span.end().0);
        let span = extended(path, Step::Field("span"));
        if end > text.len() {
            let what = format!(
                "the span {} reaches beyond the document, which has {} bytes",
                anchor.span,
                text.len()
            );
            self.add(&span, what, "highlight the place again");
        } else if !is_boundary(text, start) || !is_boundary(text, end) {
            let what = format!(
                "the span {} cuts a character of the document in two",
                anchor.span
            );
            self.add(&span, what, "highlight the place again");
        } else if anchor.span.of(text) != anchor.quote {
            let quote = extended(path, Step::Field("quote"));
            let what = format!(
                "the quote is not what the document says there: \u{201c}{}\u{201d}",
                anchor.span.of(text).chars().take(60).collect::<String>()
            );
            self.add(
                &quote,
                what,
                "put the document's words back, or highlight the place again",
            );
        }
    }

    /// The texts that a session is packed with.
    pub fn packed(&mut self, texts: &[PackedText]) {
        for (at, packed) in texts.iter().enumerate() {
            if Hash::of(&packed.text) != packed.sha256 {
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

fn extended<'p>(path: &[Step<'p>], step: Step<'p>) -> Vec<Step<'p>> {
    path.iter().copied().chain([step]).collect()
}

fn step(name: &str) -> Step<'_> {
    name.parse().map_or(Step::Field(name), Step::Item)
}

fn is_boundary(text: &str, at: usize) -> bool {
    // The text is in one piece, so the cursor never asks for another.
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(false)
}

/// The names of fields that a session file can have, for the hint.
const FIELDS: [&str; 49] = [
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
