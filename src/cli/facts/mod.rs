//! `crosscheck facts PATH…`: the facts of documents, and where they differ.

mod json;
mod rows;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::Outcome;
use super::output::{Format, tell};
use super::sources::{self, Reading};
use crate::compare;
use crate::facts::{Place, Row, Setting, Standing, dateline, recognise};
use crate::parallel::{Finder, Unwatched, stretches};
use crate::text::{Document, DocumentId};

/// What `crosscheck facts` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck facts agency.txt rewrite.txt
  crosscheck facts articles/ --conflicts
  crosscheck facts articles/ --date 2024-07-01 --format jsonl")]
pub struct Facts {
    /// Files and folders to read; - is standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The day on which the documents were written, such as 2024-06-27: what "on Monday" and "last
    /// year" are reckoned from; where it is not given, the day that a document says of itself
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// Only what the documents say differently: facts that answer the same question and cannot
    /// both be right. The exit code is 1 where there are some
    #[arg(long)]
    conflicts: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

/// Prints the facts of the documents.
///
/// # Errors
/// When no text can be read, or the output cannot be written.
pub fn run(asked: &Facts) -> anyhow::Result<Outcome> {
    let texts = Texts::read(asked)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    match (asked.format, asked.conflicts) {
        (Format::Jsonl, false) => {
            for (document, setting) in texts.documents.iter().zip(&texts.settings) {
                json::facts(&mut out, document, &recognise(&document.text, *setting))?;
            }
        }
        (format, only_conflicts) => {
            let mut rows = texts.rows()?;
            if only_conflicts {
                rows.retain(|row| {
                    matches!(
                        row.standing,
                        Standing::Conflict(..) | Standing::WrongWeekday(_)
                    )
                });
                outcome = if rows.is_empty() {
                    Outcome::Done
                } else {
                    Outcome::FoundWrong
                };
            }
            match format {
                Format::Text => rows::print(&mut out, &rows, &texts)?,
                Format::Jsonl => {
                    for row in &rows {
                        json::conflict(&mut out, row, &texts)?;
                    }
                }
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The documents, each under its path as given.
struct Texts {
    documents: Vec<Document>,
    /// Of each, when it was written.
    settings: Vec<Setting>,
}

impl Texts {
    /// The texts of the files and folders; what cannot be read is told and left out.
    fn read(asked: &Facts) -> anyhow::Result<Self> {
        let reader = asked.reading.reader()?;
        let mut documents = vec![];
        let mut settings = vec![];
        for path in sources::files(&asked.paths) {
            match sources::read(&reader, &path) {
                Ok(read) => {
                    let said = dateline(&read.text);
                    let id = DocumentId(u32::try_from(documents.len()).unwrap_or(u32::MAX));
                    documents.push(Document::new(id, &path.to_string_lossy(), read.text));
                    let published = read.card.published.as_deref();
                    let card = || published?.get(..10)?.parse().ok();
                    let written = asked.date.or_else(card).or(said);
                    settings.push(Setting { written });
                }
                Err(problem) => tell(&problem),
            }
        }
        anyhow::ensure!(!documents.is_empty(), "there is no text to read here");
        Ok(Self {
            documents,
            settings,
        })
    }

    /// The facts of all documents, held together by the passages that they share.
    fn rows(&self) -> anyhow::Result<Vec<Row>> {
        let mut finder = Finder::new(sources::finder());
        finder.extend(&self.documents);
        let shared: Vec<_> = finder
            .parallels(&Unwatched)?
            .iter()
            .flat_map(stretches)
            .collect();
        let compared = compare::compared(&shared, &self.documents, &|| false);
        let settings = self.settings.iter().copied();
        let documents: Vec<_> = self.documents.iter().zip(settings).collect();
        Ok(compare::facts(&documents, &compared))
    }

    fn get(&self, number: usize) -> Option<&Document> {
        self.documents.get(number)
    }

    /// The words of a place.
    fn written(&self, place: &Place) -> &str {
        self.get(place.document)
            .map_or("", |document| document.quote(place.span))
    }
}
