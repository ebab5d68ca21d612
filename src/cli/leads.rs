//! `crosscheck leads WORDS PATH…`: the sentences that may bear on a claim.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::{Format, tell};
use super::sources::{self, Reading};
use crate::parallel::{Unwatched, leads};
use crate::text::{CodePoints, CodePointsOf, Document, DocumentId, Visible, json};

/// What `crosscheck leads` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck leads \"The memorandum was signed on July 1\" articles/
  crosscheck leads \"six million dollars for flights\" a.txt b.txt --format jsonl

The sentences that share most with the claim come first, whatever their wording; rare words count for
more. Nothing says that they are about the same: that is for a reader to judge. The score orders the
sentences of one claim and means nothing beside those of another.")]
pub struct Leads {
    /// The claim, in any words
    claim: String,
    /// Files and folders to read; - is standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How many sentences to print at most
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    most: usize,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Serialize)]
struct Line<'d> {
    document: &'d str,
    #[serde(flatten)]
    place: CodePoints,
    score: f64,
    shared: Vec<CodePoints>,
}

/// Looks for leads and prints them.
///
/// # Errors
/// When no text can be read, or the output cannot be written.
pub fn run(asked: &Leads) -> anyhow::Result<Outcome> {
    let reader = asked.reading.reader()?;
    let mut documents = vec![];
    for (number, path) in (0..).zip(sources::files(&asked.paths)) {
        match sources::read(&reader, &path) {
            Ok(read) => documents.push(Document::new(
                DocumentId(number),
                &path.to_string_lossy(),
                read.text,
            )),
            Err(problem) => tell(&problem),
        }
    }
    anyhow::ensure!(!documents.is_empty(), "there is no text to read here");
    let found = leads(&asked.claim, &documents, &Unwatched)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for lead in found.iter().take(asked.most) {
        let is_its = |document: &&Document| document.id == lead.place.document;
        let Some(document) = documents.iter().find(is_its) else {
            continue;
        };
        let code_points = CodePointsOf::new(&document.text);
        let line = Line {
            document: &document.title,
            place: code_points.span(lead.place.span),
            score: (f64::from(lead.score) * 100.0).round() / 100.0,
            shared: lead
                .shared
                .iter()
                .map(|span| code_points.span(*span))
                .collect(),
        };
        match asked.format {
            Format::Jsonl => json::write_line(&mut out, &line)?,
            Format::Text => {
                let CodePoints { start, end } = line.place;
                let name = Visible::of(line.document);
                writeln!(out, "{:.2}  {name} {start}-{end}", line.score)?;
                let quote = Visible::of(document.quote(lead.place.span));
                writeln!(out, "    {quote}\n")?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
