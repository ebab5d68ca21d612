//! The start screen: sessions to resume, texts to open, the sample.

use std::path::PathBuf;

use super::super::runtime::Opening;
use super::panel::Cursor;
use crate::store::recent::Recent;

/// The start screen.
#[derive(Debug)]
pub struct Start {
    /// What is told above it, a line each.
    pub told: Vec<String>,
    /// What can be opened, in the order of the screen.
    pub rows: Vec<StartRow>,
    /// The chosen row.
    pub cursor: Cursor,
}

/// A row of the start screen.
#[derive(Clone, Debug)]
pub struct StartRow {
    /// The heading that it stands under.
    pub heading: &'static str,
    /// What it is called.
    pub name: String,
    /// More about it.
    pub detail: String,
    /// What choosing it opens.
    pub opening: Opening,
}

/// What the texts of the folder stand under.
const HERE: &str = "Open";

/// How many texts lie in a folder, in words; none where they are still looked for.
fn texts_in_words(texts: Option<usize>) -> String {
    match texts {
        None => "looking for texts …".to_owned(),
        Some(0) => "no texts".to_owned(),
        Some(1) => "1 text".to_owned(),
        Some(many) => format!("{many} texts"),
    }
}

impl StartRow {
    /// The texts of a folder, so many as far as that is known.
    pub fn texts_of(folder: PathBuf, texts: Option<usize>) -> Self {
        Self {
            heading: HERE,
            name: folder.display().to_string(),
            detail: texts_in_words(texts),
            opening: Opening::Texts {
                paths: vec![folder],
                pasted: None,
                session: None,
            },
        }
    }
}

/// How many sessions are offered.
const SESSIONS: usize = 9;

impl Start {
    /// The start screen over these sessions and the texts of this folder.
    pub fn new(
        recent: Vec<Recent>,
        here: Option<StartRow>,
        when: impl Fn(&Recent) -> String,
    ) -> Self {
        let sessions = recent.into_iter().take(SESSIONS).map(|session| {
            let detail = when(&session);
            StartRow {
                heading: "Resume",
                name: session.title,
                detail,
                opening: Opening::Session(session.path),
            }
        });
        let sample = StartRow {
            heading: "Try",
            name: "the sample".to_owned(),
            detail: "four reports of one agreement".to_owned(),
            opening: Opening::Sample,
        };
        let rows = sessions.chain(here).chain([sample]);
        Self::instead(vec![], rows)
    }

    /// So many texts lie in the folder that is offered.
    pub fn note_texts_here(&mut self, texts: usize) {
        let mut rows = self.rows.iter_mut();
        if let Some(row) = rows.find(|row| row.heading == HERE) {
            row.detail = texts_in_words(Some(texts));
        }
    }

    /// A start screen that tells something and offers these rows.
    pub fn instead(told: Vec<String>, rows: impl IntoIterator<Item = StartRow>) -> Self {
        Self {
            told,
            rows: rows.into_iter().collect(),
            cursor: Cursor::default(),
        }
    }
}
