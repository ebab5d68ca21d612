//! From the text of a session file to the work in it, with everything checked.

use std::thread;

use super::check::{Check, TextOf};
use super::format::{self, Integrity, PackedText, VERSION};
use super::locate::{Step, locate};
use super::problem::Problem;
use crate::session::{DocumentRecord, Edit, Session, Stamp, ViewState, Work, changes};

/// A session file as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// What its history leads to.
    pub work: Work,
    /// What else was done to the session, outside crosscheck.
    pub outside: Vec<Edit>,
    /// What the screen looked like.
    pub view: ViewState,
    /// The version of the format, if it is newer than this program's.
    pub newer: Option<u32>,
    /// The texts that it is packed with.
    pub texts: Vec<PackedText>,
    /// Whether the file is as it was saved.
    pub integrity: Integrity,
    /// Where the file is not as it was saved: how many anchors could not be compared with their texts.
    pub unchecked: usize,
}

impl Read {
    /// The work with what was done outside as one more step, under this stamp; the first one where
    /// a person or another program wrote the file.
    pub fn into_work(self, stamp: &Stamp) -> Work {
        let mut work = self.work;
        let edit = Edit::Several(self.outside.clone());
        if self.outside.is_empty() {
            return work;
        }
        if work.history().is_empty() {
            return Work::begin(edit, stamp).unwrap_or_default();
        }
        // The edits are the difference between this state and another, so they fit.
        let _ = work.apply(edit, stamp);
        work
    }
}

/// Reads and checks a session file.
///
/// # Errors
/// Everything that is wrong with it, with its places.
pub fn read(bytes: &[u8], text_of: TextOf) -> Result<Read, Vec<Problem>> {
    let text = utf8(bytes).map_err(|problem| vec![problem])?;
    let newer = written_version(text).filter(|version| *version > VERSION);
    let mut unknown = vec![];
    // Most files are as they were saved: they are taken for that until their checksum is known.
    let (integrity, as_saved) = thread::scope(|scope| {
        let integrity = scope.spawn(|| format::integrity(text));
        let as_saved = newer
            .is_none()
            .then(|| format::parse_as_saved(text))
            .flatten();
        let integrity = integrity.join().unwrap_or(Integrity::ChangedOutside);
        (integrity, as_saved)
    });
    let as_saved = as_saved.filter(|_| integrity == Integrity::AsSaved);
    let parsed = match as_saved {
        Some(whole) => Ok(whole),
        None => format::parse(text, &mut unknown),
    };
    let mut check = Check::of(text);
    if newer.is_none() {
        check.unknown_fields(&unknown);
    }
    let whole = parsed.map_err(|error| {
        // A misspelled name is the cause where its right spelling is missing.
        let syntax = syntax(text, &error, newer);
        check
            .problems
            .iter()
            .cloned()
            .chain([syntax])
            .collect::<Vec<_>>()
    })?;
    if whole.version == 0 {
        let at = locate(text, &[Step::Field("version")]);
        check
            .problems
            .push(Problem::at(text, at, "versions are counted from 1"));
    }
    let mut texts = whole.texts.to_vec();
    check.packed(&texts);
    texts.sort_by_key(|packed| packed.sha256);
    let text_of = |record: &DocumentRecord| {
        let at = texts.binary_search_by(|packed| packed.sha256.cmp(&record.text));
        match at.ok().and_then(|at| texts.get(at)) {
            Some(packed) => Some(packed.text.clone()),
            None => text_of(record),
        }
    };
    let (mut session, view, history) = whole.into_parts();
    check.session(&session);
    check.stamps(history.iter().map(|entry| &entry.stamp));
    let work = match Work::retrace(&history) {
        Ok(work) => work,
        Err(broken) => {
            check.history(&broken);
            Work::default()
        }
    };
    let as_written = (integrity == Integrity::ChangedOutside).then(|| session.clone());
    in_order(&mut session);
    let outside = changes(work.session(), &session);
    let unchecked = if as_written.is_some() || !outside.is_empty() {
        let session = as_written.as_ref().unwrap_or(&session);
        check.texts(session, work.history(), &text_of)
    } else {
        0
    };
    if !check.problems.is_empty() {
        return Err(check.problems);
    }
    Ok(Read {
        work,
        outside,
        view,
        newer,
        texts,
        integrity,
        unchecked,
    })
}

/// A person may have put an item anywhere.
fn in_order(session: &mut Session) {
    session.documents.sort_by_key(|record| record.id);
    session.claims.sort_by(|a, b| a.id.cmp(&b.id));
    session.evidence.sort_by(|a, b| a.id.cmp(&b.id));
    session.conflicts.sort_by_key(|conflict| conflict.number);
}

/// The text, without the byte order mark that some editors add.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let whole = String::from_utf8_lossy(whole);
        Problem::at(&whole, whole.len(), "from here on the file is not UTF-8")
            .hint("save it as UTF-8, or use a backup")
    })
}

/// The version that a file says it has, even where the rest cannot be read.
pub(super) fn written_version(text: &str) -> Option<u32> {
    let at = locate(text, &[Step::Field("version")]);
    let digits: String = text
        .get(at..)?
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '_')
        .collect();
    let digits = digits.replace('_', "");
    // However many digits a version has, it is newer than this one.
    let is_number = !digits.is_empty();
    is_number.then(|| digits.parse().unwrap_or(u32::MAX))
}

fn syntax(text: &str, error: &ron::error::SpannedError, newer: Option<u32>) -> Problem {
    if let Some(version) = newer {
        let at = locate(text, &[Step::Field("version")]);
        let what = format!(
            "a newer crosscheck wrote this (version {version} of the format), and this one, which \
             knows version {VERSION}, cannot read it"
        );
        return Problem::at(text, at, what).hint("use the newer program");
    }
    let place = error.span.start;
    Problem::at_line(text, place.line, place.col, error.code.to_string())
        .hint("put it right here, or use the backup beside it; `crosscheck salvage` makes a new session of what is whole")
}
