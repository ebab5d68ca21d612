//! The journal: edits that are on the disk, but not yet in the session file.
//!
//! One line for what was written at once: 16 hexadecimal digits (the start of the SHA-256 of the
//! rest), a space, and RON. The first line says which history the entries continue and who writes
//! them. Lines are only ever added, each when the one before is on the disk; so only the last one can
//! have been cut off, and it was never called saved.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::owner::Owner;
use crate::session::{Entry, Hash};

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the journal's format.
    pub version: u32,
    /// The number of the last entry in the session file.
    pub after: u64,
    /// That entry's hash.
    pub head: Hash,
    /// Who writes the journal.
    pub owner: Owner,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Line {
    Journal(Header),
    Entry(Arc<Entry>),
    /// Entries that were written at once; a power cut loses all of them or none.
    Entries(Vec<Arc<Entry>>),
}

/// A journal as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// Its first line, if that is whole.
    pub header: Option<Header>,
    /// Its entries, each continuing the one before, up to the first that is damaged.
    pub entries: Vec<Arc<Entry>>,
    /// Where it is damaged.
    pub damage: Option<Damage>,
    /// The entries that are whole behind the damage; they continue nothing.
    pub behind: Vec<Arc<Entry>>,
}

/// Where a journal is damaged. Lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Its last line was cut off, as when the program was stopped while writing it.
    CutOff(usize),
    /// Its last line was written to its end, but is not whole, as when the power failed meanwhile or
    /// something changed it.
    Last(usize),
    /// This line was changed, or does not continue the one before, and others follow.
    Changed(usize),
}

/// The first line.
pub fn header_line(header: Header) -> String {
    line(&Line::Journal(header))
}

/// The line of entries that are written at once; nothing where there are none.
pub fn entries_line(entries: &[Arc<Entry>]) -> String {
    match entries {
        [] => String::new(),
        [one] => line(&Line::Entry(one.clone())),
        several => line(&Line::Entries(several.to_vec())),
    }
}

fn line(line: &Line) -> String {
    // Plain data is always written; were it not, the line would not be accepted when read.
    let written = ron::to_string(line).unwrap_or_default();
    format!("{} {written}\n", checksum(&written))
}

/// The start of the SHA-256, long enough for chance.
fn checksum(written: &str) -> String {
    Hash::of(written).to_string().chars().take(16).collect()
}

/// Reads a journal.
pub fn read(bytes: &[u8]) -> Journal {
    let mut journal = Journal::default();
    let mut lines = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .zip(1..)
        .peekable();
    if lines.peek().is_none() {
        journal.damage = Some(Damage::CutOff(1));
    }
    while let Some((bytes, number)) = lines.next() {
        let entries = match read_line(bytes) {
            Some(Line::Journal(header)) if number == 1 => {
                journal.header = Some(header);
                continue;
            }
            line => line.map_or(vec![], Line::entries),
        };
        if journal.is_continued_by(&entries) {
            journal.entries.extend(entries);
            continue;
        }
        let damage = match lines.peek() {
            Some(_) => Damage::Changed(number),
            None if bytes.ends_with(b"\n") => Damage::Last(number),
            None => Damage::CutOff(number),
        };
        journal.damage.get_or_insert(damage);
        journal.behind.extend(entries);
    }
    journal
}

impl Line {
    fn entries(self) -> Vec<Arc<Entry>> {
        match self {
            Self::Journal(_) => vec![],
            Self::Entry(entry) => vec![entry],
            Self::Entries(entries) => entries,
        }
    }
}

impl Journal {
    /// Whether the entries, of which there is one at least, follow those that were read.
    fn is_continued_by(&self, entries: &[Arc<Entry>]) -> bool {
        let (Some(header), None, [_, ..]) = (&self.header, self.damage, entries) else {
            return false;
        };
        let last = self.entries.last();
        let mut last = last.map_or((header.after, header.head), |last| (last.number, last.hash));
        entries.iter().all(|entry| {
            let (number, hash) = std::mem::replace(&mut last, (entry.number, entry.hash));
            entry.number == number.saturating_add(1) && entry.follows(hash)
        })
    }
}

fn read_line(bytes: &[u8]) -> Option<Line> {
    let (sum, written) = std::str::from_utf8(bytes)
        .ok()?
        .strip_suffix('\n')?
        .split_once(' ')?;
    if sum != checksum(written) {
        return None;
    }
    ron::from_str(written).ok()
}
