//! Getting what is whole out of a session that cannot be read whole, into a new session. The old
//! file, its journal and its backup are only read.
//!
//! The history is retraced as far as it holds, so that the audit trail goes on; what the lists of the
//! file say beyond that is one more step. Where a list has lost items, the history, the backup and the
//! journal are asked for them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::check;
use super::files::{Files, settled};
use super::format::PackedText;
use super::locate::{Items, items};
use super::open::OpenError;
use super::{Store, journal, read};
use crate::session::{
    Act, Claim, ClaimId, Conflict, DocumentRecord, Edit, Entry, Evidence, EvidenceId, Hash,
    Session, Stamp, Work, changes,
};
use crate::text::DocumentId;

/// What was salvaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// A new session with it. Its history goes on from what could be retraced of the old one.
    pub work: Work,
    /// The texts that the session was packed with.
    pub texts: Vec<PackedText>,
    /// How many records in the file itself were whole, and how many began there at all: documents,
    /// claims, evidence and conflicts.
    pub whole: (usize, usize),
    /// How many steps of the history could be retraced.
    pub steps: usize,
}

/// Salvages the session at `path`, its journal and its backup.
///
/// # Errors
/// [`OpenError::Unreadable`] where the file cannot be read at all.
pub fn salvage(store: &Store, path: &Path, stamp: &Stamp) -> Result<Salvaged, OpenError> {
    let unreadable = |source| OpenError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let files = Files::of(settled(path));
    let bytes = match store.disk.read(&files.session) {
        Ok(bytes) => bytes,
        // Where the file itself is gone, its backup and journal may still be there.
        Err(_) if store.disk.stat(&files.backup).is_ok() => vec![],
        Err(source) => return Err(unreadable(source)),
    };
    let text = marked(&bytes);
    let mut records = Records::of(&text);
    let history = list::<Arc<Entry>>(&text, "history", |_| true).0;
    let mut work = retraced(&history);
    let steps = work.history().len();
    if !records.complete() {
        // What the lists have lost, the whole history may still know.
        let mut known = work.session().clone();
        make_again(&mut known, history.get(steps..).unwrap_or_default());
        records.fill_from(&known);
        if let Ok(backup) = store.disk.read(&files.backup)
            && let Ok(backup) = read::read(&backup, &|_| None)
        {
            records.fill_from(backup.into_work(stamp).session());
        }
    }
    let whole = (records.whole, records.begun);
    let mut session = records.into_session();
    if let Ok(journal) = store.disk.read(&files.journal) {
        let journal = journal::read(&journal);
        let mut rest = journal.entries.as_slice();
        if changes(work.session(), &session).is_empty() {
            while let [next, after @ ..] = rest {
                // Those that the file holds already are passed over.
                let held = work
                    .entry(next.number)
                    .is_some_and(|held| held == next.as_ref());
                if !held && work.follow(next.clone()).is_err() {
                    break;
                }
                rest = after;
            }
            session = work.session().clone();
        }
        make_again(&mut session, rest);
        make_again(&mut session, &journal.behind);
    }
    let rest = changes(work.session(), &session);
    if work.history().is_empty() {
        work = Work::begin(Edit::Several(rest), stamp).unwrap_or_default();
    } else if !rest.is_empty() {
        // The edits are the difference between two states, so they fit.
        let _ = work.apply(Edit::Several(rest), stamp);
    }
    let sound = |text: &PackedText| Hash::of(&text.text) == text.sha256;
    Ok(Salvaged {
        work,
        texts: list::<PackedText>(&text, "texts", sound).0,
        whole,
        steps,
    })
}

/// What stands for bytes that are no text: a code point that is no character, and that the writer of
/// RON never writes as it is.
const NO_TEXT: char = '\u{ffff}';

/// The text of a file, with bytes that are no text marked.
fn marked(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(NO_TEXT);
        }
    }
    text
}

/// The work that the first entries lead to, as far as they hold.
fn retraced(history: &[Arc<Entry>]) -> Work {
    let mut work = Work::default();
    for entry in history {
        if work.follow(entry.clone()).is_err() {
            break;
        }
    }
    work
}

/// Makes the edits of entries again, as far as they fit.
fn make_again(session: &mut Session, entries: &[Arc<Entry>]) {
    let known: BTreeMap<u64, &Act> = entries
        .iter()
        .map(|entry| (entry.number, &entry.act))
        .collect();
    for entry in entries {
        let edit = match &entry.act {
            Act::Begin(edit) | Act::Do { edit, .. } => Some(edit),
            Act::Undo(of) => match known.get(of) {
                Some(Act::Do { inverse, .. }) => Some(inverse),
                _ => None,
            },
            Act::Redo(of) => match known.get(of) {
                Some(Act::Do { edit, .. }) => Some(edit),
                _ => None,
            },
        };
        let parts = match edit {
            Some(Edit::Several(parts)) => parts.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        for part in parts {
            // What does not fit belongs to what was lost.
            let _ = session.apply(part.clone());
        }
    }
}

/// Records by their ids.
#[derive(Default)]
struct Records {
    title: Option<String>,
    scale: Option<String>,
    documents: List<DocumentId, DocumentRecord>,
    claims: List<ClaimId, Claim>,
    evidence: List<EvidenceId, Evidence>,
    conflicts: List<u32, Conflict>,
    begun: usize,
    whole: usize,
}

/// The records of one list.
struct List<K, T> {
    records: BTreeMap<K, T>,
    /// Whether all are here.
    complete: bool,
}

impl<K, T> Default for List<K, T> {
    fn default() -> Self {
        Self {
            records: BTreeMap::new(),
            complete: false,
        }
    }
}

impl<K: Ord + Clone, T: Clone> List<K, T> {
    /// Adds what is not there yet, unless nothing is missing.
    fn fill_from(&mut self, others: &[T], id: impl Fn(&T) -> &K) {
        if !self.complete {
            for other in others {
                let record = self.records.entry(id(other).clone());
                record.or_insert_with(|| other.clone());
            }
        }
    }
}

/// The items of a list that are whole and sound, and what else was met of it.
fn list<'t, T: DeserializeOwned>(
    text: &'t str,
    name: &str,
    is_sound: impl Fn(&T) -> bool,
) -> (Vec<T>, Items<'t>) {
    let mut records = vec![];
    let items = items(text, name, &mut |item| {
        let record = parsed::<T>(item).filter(|record| !item.contains(NO_TEXT) && is_sound(record));
        let is_whole = record.is_some();
        records.extend(record);
        is_whole
    });
    (records, items)
}

impl Records {
    /// Takes what is whole in the text of a session file.
    fn of(text: &str) -> Self {
        let mut records = Self {
            title: field(text, "title"),
            scale: field(text, "scale"),
            ..Self::default()
        };
        records.documents = records.list(text, "documents", check::is_sound_document, |it| it.id);
        records.claims = records.list(text, "claims", check::is_sound_claim, |it| it.id.clone());
        let sound = |evidence: &Evidence| check::is_sound_anchor(&evidence.anchor);
        records.evidence = records.list(text, "evidence", sound, |it| it.id.clone());
        records.conflicts = records.list(text, "conflicts", |_: &Conflict| true, |it| it.number);
        // A session without conflicts has no such list.
        let later = ["\n  view: ", "\n  history: "];
        records.conflicts.complete |= later.iter().any(|field| text.contains(field));
        records
    }

    fn list<K: Ord, T: DeserializeOwned>(
        &mut self,
        text: &str,
        name: &str,
        is_sound: impl Fn(&T) -> bool,
        id: impl Fn(&T) -> K,
    ) -> List<K, T> {
        let (found, items) = list::<T>(text, name, is_sound);
        self.whole += found.len();
        self.begun += found.len() + items.cut;
        let count = found.len();
        let records: BTreeMap<K, T> = found.into_iter().map(|it| (id(&it), it)).collect();
        List {
            complete: items.ended && items.cut == 0 && records.len() == count,
            records,
        }
    }

    fn complete(&self) -> bool {
        self.title.is_some()
            && self.scale.is_some()
            && self.documents.complete
            && self.claims.complete
            && self.evidence.complete
            && self.conflicts.complete
    }

    /// Adds what is not there yet, to lists that have lost something.
    fn fill_from(&mut self, session: &Session) {
        let title = self.title.take();
        self.title = title.or_else(|| Some(session.title.clone()).filter(|it| !it.is_empty()));
        let scale = self.scale.take();
        self.scale = scale.or_else(|| Some(session.scale.clone()).filter(|it| !it.is_empty()));
        self.documents.fill_from(&session.documents, |it| &it.id);
        self.claims.fill_from(&session.claims, |it| &it.id);
        self.evidence.fill_from(&session.evidence, |it| &it.id);
        self.conflicts
            .fill_from(&session.conflicts, |it| &it.number);
    }

    /// A session of it all; what refers to something that is lost loses that place.
    fn into_session(self) -> Session {
        let mut session = Session {
            title: self.title.unwrap_or_default(),
            scale: self.scale.unwrap_or_default(),
            documents: self.documents.records.into_values().collect(),
            claims: self.claims.records.into_values().collect(),
            evidence: vec![],
            conflicts: self.conflicts.records.into_values().collect(),
        };
        let documents: Vec<_> = session.documents.iter().map(|record| record.id).collect();
        let known = |id| documents.binary_search(&id).is_ok();
        for claim in &mut session.claims {
            claim.anchors.retain(|anchor| known(anchor.document));
        }
        let evidence = self.evidence.records.into_values();
        session.evidence = evidence
            .filter(|e| known(e.anchor.document) && session.claim(&e.claim).is_some())
            .collect();
        session
    }
}

/// The value of a field that stands on a line of its own.
fn field(text: &str, name: &str) -> Option<String> {
    let start = format!("  {name}: ");
    let line = text.lines().find_map(|line| line.strip_prefix(&start))?;
    parsed(line.strip_suffix(',')?)
}

fn parsed<T: DeserializeOwned>(written: &str) -> Option<T> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(written).ok()
}
