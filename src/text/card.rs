//! What is known of a document beside its text: who published it, when, and where it stands.

use serde::{Deserialize, Serialize};

/// A document's card. What is not known is absent; every field may hold anything that a source says
/// of itself, so show it as [`super::Visible`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// Its headline or title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who put it out: a newspaper, an agency, a ministry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it; several names with a comma between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The day or moment it was published, in ISO 8601: `2024-07-01` or with a time behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it was found, as a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Where a copy is archived, as a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_address: Option<String>,
    /// The day it was looked up, in ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<String>,
    /// Its language, as a BCP 47 tag: `en`, `es-PA`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether it is the event's own record or tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<SourceKind>,
    /// What the analyst notes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

impl Card {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Card {
    /// The day that it was published, where the card says so in ISO 8601.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        let day = self.published.as_deref()?.trim().get(..10)?;
        day.parse().ok()
    }
}

impl SourceKind {
    /// The kind in a word.
    pub fn word(self) -> &'static str {
        match self {
            SourceKind::Primary => "primary",
            SourceKind::Secondary => "secondary",
        }
    }
}

/// How near a document stands to what it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SourceKind {
    /// The record itself: a treaty's text, a transcript, a press release of who acted.
    Primary,
    /// A report on it.
    Secondary,
}
