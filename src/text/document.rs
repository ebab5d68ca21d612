//! One source text, as it was decoded and extracted, never altered afterwards.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lines::LineIndex;
use super::{Offset, Span};

/// Which document of a session is meant. Ids are given in the order of adding and never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(pub u32);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "d{}", self.0)
    }
}

/// A source text in memory. Cheap to clone: the text is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Which document of the session it is.
    pub id: DocumentId,
    /// The name to show, as the source gives it; may hold anything, so show it as [`super::Visible`].
    pub title: Arc<str>,
    /// The whole text, line endings as in the file, without a byte order mark.
    pub text: Arc<str>,
    lines: Arc<LineIndex>,
}

impl Document {
    /// A document from its parts. Looks through the text once, at about 10 GB a second.
    pub fn new(id: DocumentId, title: &str, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self {
            id,
            title: title.into(),
            lines: Arc::new(LineIndex::new(&text)),
            text,
        }
    }

    /// How many hard lines the text has.
    pub fn line_count(&self) -> usize {
        self.lines.count()
    }

    /// The number of the hard line that holds the place, the first being 1.
    pub fn line_number(&self, at: Offset) -> usize {
        self.lines.number(&self.text, at)
    }

    /// Where the hard line of this number starts, the first being 1.
    pub fn line(&self, number: usize) -> Offset {
        self.lines.start(&self.text, number)
    }

    /// The text inside a span; empty where the span does not fit.
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
