//! The journal: edits that are on the disk, but not yet in the session file.
//!
//! One line each: 16 hexadecimal digits (the start of the SHA-256 of the rest), a space, and RON.
//! The first line says which history the entries continue and who writes them. Lines are only ever
//! added; a line that was cut off was never called saved.

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
}

/// A journal as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// Its first line, if that is whole.
    pub header: Option<Header>,
    /// Its entries, up to the first that is not whole.
    pub entries: Vec<Arc<Entry>>,
    /// The number of the first line that is not whole, from 1, and whether it is the last one, as
    /// when the program was stopped while writing it.
    pub damage: Option<Damage>,
}

/// Where a journal is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Its last line, with this number, was cut off.
    CutOff(usize),
    /// The line with this number was changed, and others follow.
    Changed(usize),
}

/// The first line.
pub fn header_line(header: Header) -> String {
    line(&Line::Journal(header))
}

/// The line of an entry.
pub fn entry_line(entry: &Arc<Entry>) -> String {
    line(&Line::Entry(entry.clone()))
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

/// Reads a journal as far as it is whole.
pub fn read(bytes: &[u8]) -> Journal {
    let mut journal = Journal::default();
    let mut lines = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .zip(1..)
        .peekable();
    while let Some((bytes, number)) = lines.next() {
        match read_line(bytes) {
            Some(Line::Journal(header)) if number == 1 => journal.header = Some(header),
            Some(Line::Entry(entry)) if number > 1 => journal.entries.push(entry),
            _ => {
                let last = lines.peek().is_none() && !bytes.ends_with(b"\n");
                let damage = if last {
                    Damage::CutOff
                } else {
                    Damage::Changed
                };
                journal.damage = Some(damage(number));
                break;
            }
        }
    }
    journal
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
