//! One source text, as it was decoded and extracted, never altered afterwards.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lines::LineIndex;
use super::locator::{Locator, Locators};
use super::paragraphs::Paragraphs;
use super::sentences::sentences;
use super::{Offset, Span, graphemes};

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
    paragraphs: Arc<Paragraphs>,
    locators: Locators,
}

impl Document {
    /// A document from its parts. Looks through the text once, at about 10 GB a second.
    pub fn new(id: DocumentId, title: &str, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self {
            id,
            title: title.into(),
            lines: Arc::new(LineIndex::new(&text)),
            paragraphs: Arc::new(Paragraphs::new(&text)),
            locators: Locators::new(&text),
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

    /// Where a place is found in what the text was made from: its page, or its time in a recording.
    pub fn locator(&self, at: Offset) -> Option<Locator> {
        self.locators.at(&self.text, at)
    }

    /// A place as people write it down: the paragraph, and before it the page or the time where the
    /// text has such, as the "p. 3 ¶9" of "B p. 3 ¶9".
    pub fn place(&self, at: Offset) -> String {
        let paragraph = self.paragraph_number(at);
        match self.locator(at) {
            Some(locator) => format!("{locator} ¶{paragraph}"),
            None => format!("¶{paragraph}"),
        }
    }

    /// How many pages the text has; none where it has no pages.
    pub fn page_count(&self) -> Option<usize> {
        self.locators.pages()
    }

    /// How many paragraphs the text has.
    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.count()
    }

    /// The number of the paragraph that holds the place, the first being 1: the `9` of "B ¶9".
    pub fn paragraph_number(&self, at: Offset) -> usize {
        self.paragraphs.number(&self.text, at)
    }

    /// Where the paragraph of this number starts, the first being 1.
    pub fn paragraph_start(&self, number: usize) -> Offset {
        self.paragraphs.start(&self.text, number)
    }

    /// The paragraph that holds the place, without the blanks around it.
    pub fn paragraph(&self, at: Offset) -> Span {
        self.paragraphs.around(&self.text, at)
    }

    /// The paragraph behind the one that holds the place.
    pub fn next_paragraph(&self, at: Offset) -> Option<Span> {
        self.paragraphs.next(&self.text, at)
    }

    /// The paragraph before the one that holds the place.
    pub fn previous_paragraph(&self, at: Offset) -> Option<Span> {
        self.paragraphs.previous(&self.text, at)
    }

    /// The sentence that holds the place; a place between two belongs to the first. Empty where
    /// the paragraph is.
    pub fn sentence(&self, at: Offset) -> Span {
        let paragraph = self.paragraph(at);
        let found = self.sentences_of(paragraph);
        found
            .iter()
            .rev()
            .find(|sentence| sentence.start() <= at)
            .or(found.first())
            .copied()
            .unwrap_or(paragraph)
    }

    /// The sentence behind the one that holds the place.
    pub fn next_sentence(&self, at: Offset) -> Option<Span> {
        self.sentences_of(self.paragraph(at))
            .into_iter()
            .find(|sentence| sentence.start() > at)
            .or_else(|| {
                let next = self.next_paragraph(at)?;
                Some(self.sentence(next.start()))
            })
    }

    /// The sentence before the one that holds the place.
    pub fn previous_sentence(&self, at: Offset) -> Option<Span> {
        let current = self.sentence(at);
        self.sentences_of(self.paragraph(at))
            .into_iter()
            .rev()
            .find(|sentence| sentence.end() <= current.start())
            .or_else(|| {
                let previous = self.previous_paragraph(at)?;
                Some(self.sentence(previous.end()))
            })
    }

    fn sentences_of(&self, paragraph: Span) -> Vec<Span> {
        sentences(paragraph.of(&self.text))
            .into_iter()
            .map(|sentence| graphemes::widen(&self.text, sentence.shifted(paragraph.start())))
            .collect()
    }

    /// The text inside a span; empty where the span does not fit.
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
