//! Getting what is whole out of a session that cannot be read whole, into a new session. The old
//! file, its journal and its backup are only read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::files::Files;
use super::open::OpenError;
use super::{Store, journal, read};
use crate::session::{
    Act, Claim, DocumentRecord, Edit, Entry, Evidence, Session, Stamp, Work, changes,
};

/// What was salvaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// A new session with it. Its history begins here.
    pub work: Work,
    /// How many records in the file itself were whole, and how many began there at all.
    pub whole: (usize, usize),
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
    let files = Files::of(path.canonicalize().map_err(unreadable)?);
    let bytes = store.disk.read(&files.session).map_err(unreadable)?;
    let mut records = Records::default();
    records.take_text(&String::from_utf8_lossy(&bytes));
    let whole = (records.whole, records.begun);
    if let Ok(backup) = store.disk.read(&files.backup)
        && let Ok(backup) = read::read(&backup, &|_| None)
    {
        records.fill_from(backup.into_work(stamp).session());
    }
    let mut session = records.into_session();
    if let Ok(journal) = store.disk.read(&files.journal) {
        make_again(&mut session, &journal::read(&journal).entries);
    }
    let begin = Edit::Several(changes(&Session::default(), &session));
    let work = Work::begin(begin, stamp).unwrap_or_default();
    Ok(Salvaged { work, whole })
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
    title: String,
    scale: String,
    documents: BTreeMap<crate::text::DocumentId, DocumentRecord>,
    claims: BTreeMap<crate::session::ClaimId, Claim>,
    evidence: BTreeMap<crate::session::EvidenceId, Evidence>,
    begun: usize,
    whole: usize,
}

impl Records {
    /// Takes what is whole in the text of a session file, which has one item a block.
    fn take_text(&mut self, text: &str) {
        let mut list = "";
        let mut history = vec![];
        let mut block: Option<String> = None;
        for line in text.lines() {
            match line {
                "    (" => {
                    self.begun += usize::from(list != "history");
                    block = Some("(\n".to_owned());
                }
                "    )," => {
                    if let Some(item) = block.take() {
                        let item = item + ")";
                        match list {
                            "history" => history.extend(parsed::<Arc<Entry>>(&item)),
                            _ => self.whole += usize::from(self.take_item(list, &item)),
                        }
                    }
                }
                _ => {
                    if let Some(item) = &mut block {
                        item.push_str(line);
                        item.push('\n');
                    } else if let Some(field) = line.strip_prefix("  ") {
                        list = field.strip_suffix(": [").unwrap_or(list);
                        self.take_field(field);
                    }
                }
            }
        }
        // What the lists have lost, the history may still know.
        let mut known = Session::default();
        make_again(&mut known, &history);
        self.fill_from(&known);
    }

    fn take_field(&mut self, line: &str) {
        let value = |name: &str| {
            let value = line
                .strip_prefix(name)?
                .strip_prefix(": ")?
                .strip_suffix(',')?;
            parsed::<String>(value)
        };
        if let Some(title) = value("title") {
            self.title = title;
        }
        if let Some(scale) = value("scale") {
            self.scale = scale;
        }
    }

    /// Takes one item of a list; `false` where it is not whole.
    fn take_item(&mut self, list: &str, item: &str) -> bool {
        match list {
            "documents" => parsed::<DocumentRecord>(item)
                .map(|record| self.documents.insert(record.id, record))
                .is_some(),
            "claims" => parsed::<Claim>(item)
                .map(|claim| self.claims.insert(claim.id.clone(), claim))
                .is_some(),
            "evidence" => parsed::<Evidence>(item)
                .map(|evidence| self.evidence.insert(evidence.id.clone(), evidence))
                .is_some(),
            _ => false,
        }
    }

    /// Adds what is not there yet.
    fn fill_from(&mut self, session: &Session) {
        if self.title.is_empty() {
            self.title.clone_from(&session.title);
        }
        if self.scale.is_empty() {
            self.scale.clone_from(&session.scale);
        }
        for record in &session.documents {
            self.documents
                .entry(record.id)
                .or_insert_with(|| record.clone());
        }
        for claim in &session.claims {
            self.claims
                .entry(claim.id.clone())
                .or_insert_with(|| claim.clone());
        }
        for evidence in &session.evidence {
            self.evidence
                .entry(evidence.id.clone())
                .or_insert_with(|| evidence.clone());
        }
    }

    /// A session of it all; what refers to something that is lost loses that place.
    fn into_session(self) -> Session {
        let mut session = Session {
            title: self.title,
            scale: self.scale,
            documents: self.documents.into_values().collect(),
            claims: self.claims.into_values().collect(),
            evidence: vec![],
            conflicts: vec![],
        };
        let documents: Vec<_> = session.documents.iter().map(|record| record.id).collect();
        let known = |id| documents.binary_search(&id).is_ok();
        for claim in &mut session.claims {
            claim.anchors.retain(|anchor| known(anchor.document));
        }
        session.evidence = self.evidence.into_values().collect();
        let evidence = std::mem::take(&mut session.evidence);
        session.evidence = evidence
            .into_iter()
            .filter(|e| known(e.anchor.document) && session.claim(&e.claim).is_some())
            .collect();
        session
    }
}

fn parsed<T: DeserializeOwned>(written: &str) -> Option<T> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(written).ok()
}
