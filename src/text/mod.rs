//! Text as the workbench sees it: documents that never change, places in them, and the units that
//! readers think in (characters, words, sentences, paragraphs).
//!
//! Three units of length exist and never mix: **bytes** ([`Offset`], [`Span`]) inside the program,
//! **cells** on the screen (`tui::layout`), and **code points** ([`CodePoints`]) in what the
//! program writes for others to read.

mod card;
mod code_points;
mod document;
pub mod findings;
pub mod graphemes;
#[cfg(test)]
pub mod hazards;
pub mod hidden;
pub mod json;
pub mod lines;
mod locator;
pub mod lookalike;
pub mod motion;
pub mod paragraphs;
pub mod search;
pub mod sentences;
mod span;
pub mod visible;
mod words;

pub use card::{Card, SourceKind};
pub use code_points::{CodePoints, CodePointsOf};
pub use document::{Document, DocumentId};
pub use findings::{Finding, Findings};
pub use hidden::Hidden;
pub use locator::{Locator, Locators};
pub use span::{Offset, ParseSpanError, Span};
pub use visible::Visible;
pub use words::{Token, TokenKind, as_seen, fold, token_at, tokens};
