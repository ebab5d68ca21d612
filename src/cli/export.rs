//! `crosscheck export`: a session as a document for others.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::sources::Reading;
use super::{Outcome, output};
use crate::export::{self, report};
use crate::session::scale;
use crate::store::shelf::{Found, Shelf};
use crate::text::Document;

/// What is exported, and how.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck export my-session.ron > report.md
  crosscheck export my-session.ron --format html -o report.html
  crosscheck export my-session.ron --format json | jq '.claims[].verdict'")]
pub struct Export {
    /// The session file
    session: PathBuf,
    /// The format of the report; where it is left out, the one that the file's name asks for
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write; standard output where it is left out
    #[arg(short, long)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Markdown
    Md,
    /// For programs: one object, offsets in Unicode code points
    Json,
    /// One file that needs nothing else, without scripts
    Html,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Md => Self::Markdown,
            Format::Json => Self::Json,
            Format::Html => Self::Html,
        }
    }
}

/// Writes the report.
pub fn run(asked: &Export) -> anyhow::Result<Outcome> {
    let store = Reading::default().store()?;
    let opened = store.look(&asked.session)?;
    output::tell_all(&opened.notices);
    let session = opened.work.session();
    let shelf = Shelf::new(&store, &asked.session, None).with_packed(opened.packed.clone());
    let texts: Vec<_> = session
        .documents
        .iter()
        .filter_map(|record| match shelf.find(record) {
            Found::Same(text) | Found::Copy(text, _) => {
                Some(Document::new(record.id, &record.title, text))
            }
            Found::Lost(_) => None,
        })
        .collect();
    let scale = scale::shipped()
        .into_iter()
        .find(|scale| scale.name == session.scale)
        .with_context(|| format!("no scale of verdicts is called {}", session.scale))?;
    let format = match (asked.format, &asked.output) {
        (Some(format), _) => format.into(),
        (None, Some(path)) => export::Format::of(path),
        (None, None) => export::Format::default(),
    };
    let report = report(session, &scale, &texts, format);
    match &asked.output {
        Some(path) => {
            output::is_another_file(path, &asked.session)?;
            store.write_out(path, &report)?;
        }
        None => output::print_exactly(&report)?,
    }
    Ok(Outcome::Done)
}
