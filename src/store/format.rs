//! The written form of a session: RON, the version first, lists in the order of their ids, one item
//! a block, and as the last line a comment with the SHA-256 of all lines above, which tells a file
//! as it was saved from one that was changed by other means.

use std::borrow::Cow;
use std::sync::Arc;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use crate::session::{
    Act, Claim, Conflict, DocumentField, DocumentRecord, Edit, Entry, Evidence, Hash, Session,
    ViewState, Work,
};

/// The newest version of the format that this program knows. Version 2 has cards of documents.
pub const VERSION: u32 = 2;

/// The oldest version that holds all that a session has, so that programs which know no later one can
/// still work on it.
pub(super) fn version_of(work: &Work) -> u32 {
    let mut documents = work.session().documents.iter();
    let steps = work.history().iter().map(|entry| &entry.act);
    let has_cards = documents.any(|record| !record.card.is_empty())
        || steps.clone().any(|act| match act {
            Act::Begin(edit) => has_card(edit),
            Act::Do { edit, inverse } => has_card(edit) || has_card(inverse),
            Act::Undo(_) | Act::Redo(_) => false,
        });
    if has_cards { 2 } else { 1 }
}

fn has_card(edit: &Edit) -> bool {
    match edit {
        Edit::AddDocument(record) => !record.card.is_empty(),
        Edit::SetDocument(_, field) => matches!(field, DocumentField::Card(_)),
        Edit::AddConflict(conflict) => has_card(&conflict.ours) || has_card(&conflict.theirs),
        Edit::Several(edits) => edits.iter().any(has_card),
        _ => false,
    }
}

/// A session file's content, borrowed to be written, owned when read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Session")]
pub(super) struct Whole<'w> {
    pub version: u32,
    pub title: Cow<'w, str>,
    pub scale: Cow<'w, str>,
    pub documents: Cow<'w, [DocumentRecord]>,
    pub claims: Cow<'w, [Claim]>,
    pub evidence: Cow<'w, [Evidence]>,
    #[serde(default, skip_serializing_if = "<[Conflict]>::is_empty")]
    pub conflicts: Cow<'w, [Conflict]>,
    #[serde(default)]
    pub view: Cow<'w, ViewState>,
    #[serde(default)]
    pub history: Cow<'w, [Arc<Entry>]>,
    #[serde(default, skip_serializing_if = "<[PackedText]>::is_empty")]
    pub texts: Cow<'w, [PackedText]>,
}

/// A text inside a packed session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedText {
    /// The SHA-256 of the text.
    pub sha256: Hash,
    /// The text.
    pub text: String,
}

impl<'w> Whole<'w> {
    pub fn of(work: &'w Work, view: &'w ViewState, texts: &'w [PackedText]) -> Self {
        let session = work.session();
        Self {
            version: version_of(work),
            title: Cow::Borrowed(&session.title),
            scale: Cow::Borrowed(&session.scale),
            documents: Cow::Borrowed(&session.documents),
            claims: Cow::Borrowed(&session.claims),
            evidence: Cow::Borrowed(&session.evidence),
            conflicts: Cow::Borrowed(&session.conflicts),
            view: Cow::Borrowed(view),
            history: Cow::Borrowed(work.history()),
            texts: Cow::Borrowed(texts),
        }
    }

    /// The parts, as the program holds them.
    pub fn into_parts(self) -> (Session, ViewState, Vec<Arc<Entry>>) {
        let session = Session {
            title: self.title.into_owned(),
            scale: self.scale.into_owned(),
            documents: self.documents.into_owned(),
            claims: self.claims.into_owned(),
            evidence: self.evidence.into_owned(),
            conflicts: self.conflicts.into_owned(),
        };
        (session, self.view.into_owned(), self.history.into_owned())
    }
}

/// Why a session cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The writer of RON refused it.
    #[error("the session cannot be written as RON: {0}")]
    Ron(String),
    /// What was written does not read back as what is in memory.
    #[error("the session as written does not read back as it is in memory; the file is left alone")]
    Different,
}

/// The written form of a session, with the texts that it is packed with, if any. It has been read back and compared.
///
/// # Errors
/// [`WriteError`] where it cannot be written so that it reads back the same.
pub fn write(work: &Work, view: &ViewState, texts: &[PackedText]) -> Result<String, WriteError> {
    let whole = Whole::of(work, view, texts);
    let pretty = PrettyConfig::new()
        .depth_limit(3)
        .new_line("\n")
        .indentor("  ")
        .extensions(Extensions::IMPLICIT_SOME);
    let mut text = ron::ser::to_string_pretty(&whole, pretty)
        .map_err(|error| WriteError::Ron(error.to_string()))?;
    text.push('\n');
    let claims = whole.claims.len();
    text = text.replacen(
        '\n',
        &format!("\n// A session of crosscheck, claims: {claims}\n"),
        1,
    );
    match parse(&text, &mut vec![]) {
        Ok(read) if read == whole => {}
        _ => return Err(WriteError::Different),
    }
    let checksum = Hash::of(&text);
    Ok(format!("{text}{CHECKSUM}{checksum}\n"))
}

/// How many claims a session file says that it has, from its first lines alone.
pub fn claims_said(head: &str) -> Option<usize> {
    let (_, said) = head.lines().nth(1)?.split_once("claims: ")?;
    said.parse().ok()
}

/// What the last line starts with.
const CHECKSUM: &str = "// sha256 of the lines above, as crosscheck saved them: ";

/// Whether a file is as it was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// Its checksum matches.
    AsSaved,
    /// Its checksum is missing or does not match: another program, or a person, wrote it.
    ChangedOutside,
}

/// Compares the checksum in the last line with the lines above.
pub fn integrity(text: &str) -> Integrity {
    let saved = text.rfind(CHECKSUM).and_then(|at| {
        let (above, last) = text.split_at_checked(at)?;
        let checksum: Hash = last
            .strip_prefix(CHECKSUM)?
            .strip_suffix('\n')?
            .parse()
            .ok()?;
        Some(checksum == Hash::of(above))
    });
    match saved {
        Some(true) => Integrity::AsSaved,
        Some(false) | None => Integrity::ChangedOutside,
    }
}

/// Parses a session file that is as this program saved it, its history on threads of their own, since
/// that is the larger part. `None` where it is not as expected; [`parse`] says why.
pub(super) fn parse_as_saved(text: &str) -> Option<Whole<'static>> {
    let (above, history) = text.split_once(HISTORY)?;
    let (history, below) = history.split_once("\n  ],\n")?;
    let history = history.trim_start_matches('\n');
    let written = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let entries = |part: &str| {
        let list = format!("[{part}]");
        let mut deserializer = ron::Deserializer::from_str_with_options(&list, &written).ok()?;
        let mut unknown = false;
        let entries: Vec<Arc<Entry>> =
            serde_ignored::deserialize(&mut deserializer, |_| unknown = true).ok()?;
        (!unknown).then_some(entries)
    };
    let (earlier, later) = in_two(history);
    let rest = || {
        let mut unknown = vec![];
        let whole = parse(&format!("{above}\n{below}"), &mut unknown).ok()?;
        unknown.is_empty().then_some(whole)
    };
    std::thread::scope(|scope| {
        let earlier = scope.spawn(|| entries(earlier));
        let later = scope.spawn(|| entries(later));
        let rest = rest();
        let mut history = earlier.join().ok()??;
        history.extend(later.join().ok()??);
        Some(Whole {
            history: Cow::Owned(history),
            ..rest?
        })
    })
}

/// A written list of entries, cut in two where an entry begins about half way. No line within an
/// entry looks like its first one: line ends inside of strings are written with a backslash.
fn in_two(entries: &str) -> (&str, &str) {
    let middle = entries.len() / 2;
    let begins = entries.get(middle..).and_then(|rest| rest.find(ENTRY));
    let begins = begins.map_or(entries.len(), |at| middle + at + 1);
    entries.split_at_checked(begins).unwrap_or((entries, ""))
}

/// How an entry of the history begins.
const ENTRY: &str = "\n    (\n";

/// How the list of the history begins.
const HISTORY: &str = "\n  history: [\n";

/// Parses a session file; says nothing yet of its meaning. The paths of fields that this program
/// does not know are added to `unknown`, also where the file cannot be parsed.
pub(super) fn parse(
    text: &str,
    unknown: &mut Vec<String>,
) -> Result<Whole<'static>, ron::error::SpannedError> {
    let mut deserializer = ron::Deserializer::from_str(text)?;
    let whole =
        serde_ignored::deserialize(&mut deserializer, |path| unknown.push(path.to_string()))
            .map_err(|error| deserializer.span_error(error))?;
    deserializer
        .end()
        .map_err(|error| deserializer.span_error(error))?;
    Ok(whole)
}
