//! What a reader makes of a file.

use serde::{Deserialize, Serialize};

use crate::text::Card;

/// The text of a file, and what is known beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// The text.
    pub text: String,
    /// What the file says of itself.
    pub card: Card,
    /// The encoding of its text; none where the kind of file has its own.
    pub encoding: Option<String>,
    /// What did the work.
    pub by: String,
    /// What is in the file and not in the text.
    pub left_out: Vec<LeftOut>,
    /// Where the text leads.
    pub links: Vec<Link>,
}

/// Something that is in a file and not in its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What it is, in a few words.
    pub what: String,
    /// Its beginning, where it is text; may hold anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words that are linked.
    pub words: String,
    /// Where they lead.
    pub address: String,
}

/// How much of what is left out is told, in characters.
const SHOWN: usize = 400;

/// How many things that are left out, and how many links, are told of one file.
const LISTED: usize = 200;

impl LeftOut {
    /// Something without a text of its own.
    pub fn named(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            text: None,
        }
    }

    /// A text that is left out, of which the beginning is told.
    pub fn text(what: impl Into<String>, text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        let shown: String = text.chars().take(SHOWN).collect();
        Self {
            what: what.into(),
            text: Some(if shown.len() < text.len() {
                format!("{shown}…")
            } else {
                shown
            }),
        }
    }
}

impl Extracted {
    /// Tells no more of what is beside the text than people read.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        let more = self.left_out.len().saturating_sub(LISTED);
        self.left_out.truncate(LISTED);
        if more > 0 {
            let what = format!("{more} more of these");
            self.left_out.push(LeftOut::named(what));
        }
        self.links.truncate(LISTED);
        self
    }
}
