//! What the finder finds: parallels, their aligned units, and how alike they are.

use crate::text::{DocumentId, Span};

/// How much two passages share, from 0 (nothing) to 1 (all of the shorter one's words).
///
/// It is the *containment* of the lighter side in the other (Broder 1997), over words weighted by
/// rarity: the weight of the words that have a counterpart on the other side, divided by the
/// weight of all words of the side that weighs less:
///
/// ```text
/// similarity(a, b) = Σ weight(words of a with a counterpart in b) / min(Σ weight(a), Σ weight(b))
/// weight(word)     = ln((sentences + 81) / (sentences with the word + expected)), halved for function words
/// ```
///
/// where sentences are counted over both documents, 80 more stand for text at large, and `expected`
/// of those hold the word: 0.32, or 4 for a function word. Two words are counterparts when they have
/// the same stem, in a long word but for its vowels and doubled letters, or (for figures and numbers
/// in words) the same value; each word has one counterpart at most. The formula is the same for a
/// unit and for a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Similarity(f32);

impl Similarity {
    /// A similarity; what lies outside 0 to 1 is moved to the nearer end, what is no number to 0.
    pub fn new(value: f32) -> Self {
        if value.is_nan() {
            Self(0.0)
        } else {
            Self(value.clamp(0.0, 1.0))
        }
    }

    /// The similarity with this value; none where it does not lie between 0 and 1.
    pub fn checked(value: f32) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// The value, from 0 to 1.
    pub fn value(self) -> f32 {
        self.0
    }
}

/// How one side of a parallel relates to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same words in the same order; spacing, punctuation, case and accents may differ.
    Verbatim,
    /// Mostly the same words in the same order, with edits.
    Near,
    /// The same told in other words or another order.
    Paraphrase,
}

impl Kind {
    /// The name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Near => "near",
            Self::Paraphrase => "paraphrase",
        }
    }
}

/// A passage of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// Where in its text, in bytes.
    pub span: Span,
}

/// Two passages that tell the same thing in shared or similar words.
#[derive(Clone, Debug, PartialEq)]
pub struct Parallel {
    /// The passage in the document with the smaller id; inside one document, the earlier passage.
    pub a: Place,
    /// Its counterpart.
    pub b: Place,
    /// The kind of the passages as wholes.
    pub kind: Kind,
    /// How much they share.
    pub similarity: Similarity,
    /// The sentences and clauses that correspond, in the order of the first passage.
    pub units: Vec<Unit>,
}

/// A sentence or clause and its counterpart, inside a parallel. Where a sentence was split or
/// merged, one span is part of several units or holds several sentences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// In the first document, in bytes.
    pub a: Span,
    /// In the second, in bytes.
    pub b: Span,
    /// How they relate.
    pub kind: Kind,
    /// How much they share.
    pub similarity: Similarity,
}

/// Text that stands in so many documents that it says nothing about any two of them, such as an
/// agency's footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boilerplate {
    /// It in the document with the smallest id.
    pub place: Place,
    /// In how many documents the commonest dozen of its words stands.
    pub documents: usize,
}

impl Parallel {
    /// The same parallel seen from the other side, units in the order of the new first passage.
    #[must_use]
    pub fn flipped(mut self) -> Self {
        std::mem::swap(&mut self.a, &mut self.b);
        for unit in &mut self.units {
            std::mem::swap(&mut unit.a, &mut unit.b);
        }
        self.units.sort_by_key(|unit| (unit.a, unit.b));
        self
    }
}

/// Follows a long search and may end it.
pub trait Watch: Sync {
    /// Told now and then, from any thread, how many of all steps are done.
    fn progress(&self, done: usize, of: usize);

    /// Asked often, from any thread: whether to give up.
    fn cancelled(&self) -> bool;
}

/// Watches nothing and lets the search run to its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _done: usize, _of: usize) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// The search was given up because its [`Watch`] said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the search for parallels was cancelled")]
pub struct Cancelled;
