//! What a session holds. Lists are kept in the order of their ids, so that a session has one
//! written form and adding after removing is as if nothing had happened.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de};

use super::hash::Hash;
use super::merge::Conflict;
use crate::text::{Card, DocumentId, Span};

/// One run of the program on a session, by a few random letters and digits. It stands in every id
/// that the run gives out, so that the ids of two analysts who work on copies never collide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Replica(pub String);

macro_rules! local_id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// Counts up within the session, from 1.
            pub number: u32,
            /// Who gave the id out.
            pub replica: Replica,
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}-{}"), self.number, self.replica.0)
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(written: &str) -> Result<Self, String> {
                let wrong = || format!(concat!("\"{}\" is no id like ", $letter, "12-k3f9"), written);
                let rest = written.strip_prefix($letter).ok_or_else(wrong)?;
                let (number, replica) = rest.split_once('-').ok_or_else(wrong)?;
                let number = number.parse().map_err(|_| wrong())?;
                Ok(Self { number, replica: Replica(replica.to_owned()) })
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

local_id!(
    /// Which claim is meant, written `c12-k3f9`.
    ClaimId,
    "c"
);
local_id!(
    /// Which piece of evidence is meant, written `e12-k3f9`.
    EvidenceId,
    "e"
);

/// Where a document's text comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    /// A file, relative to the session's folder where it can be.
    File(#[serde(with = "super::path")] PathBuf),
    /// A text that came on standard input; it lives only in the store of texts, under its hash.
    Pasted,
}

/// A document of the session, by reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// Its id in this session.
    pub id: DocumentId,
    /// Where its text comes from.
    pub source: Source,
    /// The name to show.
    pub title: String,
    /// SHA-256 of the file's bytes as read, in lower-case hexadecimal (FIPS 180-4).
    pub sha256: String,
    /// How many bytes the file had.
    pub bytes: u64,
    /// The encoding it was decoded from, by its WHATWG name.
    pub encoding: String,
    /// When it was first read, in RFC 3339.
    pub read_at: String,
    /// SHA-256 of the text that was read from it, in UTF-8: the name of its copy in the store of
    /// texts. It differs from `sha256` where the file is not plain UTF-8.
    pub text: Hash,
    /// Who published it, when, and where it stands.
    #[serde(default, skip_serializing_if = "Card::is_empty")]
    pub card: Box<Card>,
}

/// A span plus what finds it again when the text changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The document it lies in.
    pub document: DocumentId,
    /// Where, in bytes of the document's text.
    pub span: Span,
    /// The exact text of the span.
    pub quote: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
}

/// How far the work on a claim has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Not decided.
    #[default]
    Open,
    /// Somebody works on it.
    InProgress,
    /// Decided.
    Done,
    /// Not worth checking, or cannot be checked.
    Dropped,
}

/// A statement that can be checked, in the analyst's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// What is claimed, in one sentence.
    pub statement: String,
    /// Where it was highlighted from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<Anchor>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// When it was said, in the analyst's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<String>,
    /// Free tags, sorted, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Notes, of any number of lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How far the work has come.
    #[serde(default)]
    pub status: Status,
    /// The verdict, by its name in the session's scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
}

impl Claim {
    /// An open claim with nothing but its statement and where it was highlighted from.
    pub fn new(id: ClaimId, statement: String, anchors: Vec<Anchor>) -> Self {
        Self {
            id,
            statement,
            anchors,
            speaker: None,
            said_on: None,
            tags: vec![],
            note: String::new(),
            status: Status::Open,
            verdict: None,
        }
    }
}

/// How evidence bears on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// It speaks for the claim.
    Supports,
    /// It speaks against the claim.
    Refutes,
    /// It limits or modifies the claim.
    Qualifies,
    /// It only speaks of the same matter.
    Mentions,
}

/// An anchored span that bears on a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// The claim it bears on.
    pub claim: ClaimId,
    /// Where it stands.
    pub anchor: Anchor,
    /// How it bears on the claim.
    pub stance: Stance,
    /// Notes, of any number of lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// All that an analyst's edits make; the history and the state of the screen are kept beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its name.
    pub title: String,
    /// The name of its scale of verdicts.
    pub scale: String,
    /// The documents, by id.
    pub documents: Vec<DocumentRecord>,
    /// The claims, by id.
    pub claims: Vec<Claim>,
    /// The evidence, by id.
    pub evidence: Vec<Evidence>,
    /// What a merge could not decide, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}

impl Session {
    /// The document record with this id.
    pub fn document(&self, id: DocumentId) -> Option<&DocumentRecord> {
        find(&self.documents, |record| &record.id, &id)
    }

    /// The claim with this id.
    pub fn claim(&self, id: &ClaimId) -> Option<&Claim> {
        find(&self.claims, |claim| &claim.id, id)
    }

    /// The evidence with this id.
    pub fn evidence(&self, id: &EvidenceId) -> Option<&Evidence> {
        find(&self.evidence, |evidence| &evidence.id, id)
    }

    /// The evidence for a claim, by id.
    pub fn evidence_for(&self, claim: &ClaimId) -> impl Iterator<Item = &Evidence> {
        self.evidence
            .iter()
            .filter(move |evidence| &evidence.claim == claim)
    }
}

fn find<'l, T, K: Ord>(list: &'l [T], key: impl Fn(&T) -> &K, wanted: &K) -> Option<&'l T> {
    let at = list.binary_search_by(|item| key(item).cmp(wanted)).ok()?;
    list.get(at)
}
