//! The fields of a document's card, each changed and merged by itself.

use std::mem::replace;

use serde::{Deserialize, Serialize};

use crate::text::{Card, SourceKind};

/// A field of a document's card, with its value; none where it is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardField {
    /// Its headline, as the source says.
    Title(Option<String>),
    /// Who put it out.
    Publisher(Option<String>),
    /// Who wrote it.
    Author(Option<String>),
    /// When it was published.
    Published(Option<String>),
    /// Where it was found.
    Address(Option<String>),
    /// Where a copy is archived.
    ArchiveAddress(Option<String>),
    /// When it was looked up.
    Accessed(Option<String>),
    /// Its language.
    Language(Option<String>),
    /// How near it stands to what it tells of.
    Kind(Option<SourceKind>),
    /// What the analyst notes of it.
    Notes(Option<String>),
}

impl CardField {
    /// Every field of a card, in the order in which cards are shown.
    pub fn all(card: &Card) -> [Self; 10] {
        let card = card.clone();
        [
            Self::Title(card.title),
            Self::Publisher(card.publisher),
            Self::Author(card.author),
            Self::Published(card.published),
            Self::Address(card.address),
            Self::ArchiveAddress(card.archive_address),
            Self::Accessed(card.accessed),
            Self::Language(card.language),
            Self::Kind(card.kind),
            Self::Notes(card.notes),
        ]
    }

    /// The same field with another value; a kind stays what it is, since words do not make one.
    #[must_use]
    pub fn with(&self, words: Option<String>) -> Self {
        match self {
            Self::Title(_) => Self::Title(words),
            Self::Publisher(_) => Self::Publisher(words),
            Self::Author(_) => Self::Author(words),
            Self::Published(_) => Self::Published(words),
            Self::Address(_) => Self::Address(words),
            Self::ArchiveAddress(_) => Self::ArchiveAddress(words),
            Self::Accessed(_) => Self::Accessed(words),
            Self::Language(_) => Self::Language(words),
            Self::Kind(kind) => Self::Kind(*kind),
            Self::Notes(_) => Self::Notes(words),
        }
    }

    /// Puts the value on the card and returns what was there.
    pub(super) fn exchange(self, card: &mut Card) -> Self {
        match self {
            Self::Title(new) => Self::Title(replace(&mut card.title, new)),
            Self::Publisher(new) => Self::Publisher(replace(&mut card.publisher, new)),
            Self::Author(new) => Self::Author(replace(&mut card.author, new)),
            Self::Published(new) => Self::Published(replace(&mut card.published, new)),
            Self::Address(new) => Self::Address(replace(&mut card.address, new)),
            Self::ArchiveAddress(new) => {
                Self::ArchiveAddress(replace(&mut card.archive_address, new))
            }
            Self::Accessed(new) => Self::Accessed(replace(&mut card.accessed, new)),
            Self::Language(new) => Self::Language(replace(&mut card.language, new)),
            Self::Kind(new) => Self::Kind(replace(&mut card.kind, new)),
            Self::Notes(new) => Self::Notes(replace(&mut card.notes, new)),
        }
    }

    /// The field's name on the screen.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title(_) => "headline",
            Self::Publisher(_) => "publisher",
            Self::Author(_) => "author",
            Self::Published(_) => "published",
            Self::Address(_) => "address",
            Self::ArchiveAddress(_) => "archived at",
            Self::Accessed(_) => "looked up",
            Self::Language(_) => "language",
            Self::Kind(_) => "kind",
            Self::Notes(_) => "notes",
        }
    }

    /// The field's value as it is shown; none where it is not known.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Title(words)
            | Self::Publisher(words)
            | Self::Author(words)
            | Self::Published(words)
            | Self::Address(words)
            | Self::ArchiveAddress(words)
            | Self::Accessed(words)
            | Self::Language(words)
            | Self::Notes(words) => words.as_deref(),
            Self::Kind(kind) => kind.map(SourceKind::word),
        }
    }
}
