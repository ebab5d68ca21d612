//! `crosscheck inspect`: what was read of a file, how, and what is hidden in it.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::output::tell;
use crate::source::{self, Limits, Read};
use crate::text::findings::findings;
use crate::text::{
    CodePoints, CodePointsOf, Document, DocumentId, Offset, Span, Visible, graphemes, json,
};

/// What `crosscheck inspect` is asked.
#[derive(Args)]
#[command(after_help = "\
Example:
  crosscheck inspect leaflet.txt")]
pub struct Inspect {
    /// The files to look at; - is standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object a file, offsets in Unicode code points
    Jsonl,
}

/// How many findings of one file are listed for people.
const LISTED: usize = 40;

/// Reads and prints.
///
/// # Errors
/// When a file cannot be read (the others are printed all the same), or the output cannot be
/// written.
pub fn run(asked: &Inspect) -> anyhow::Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut failed = None;
    for path in &asked.files {
        let read = if path == Path::new("-") {
            source::read_stdin(&Limits::default())
        } else {
            source::read(path, &Limits::default())
        };
        match (read, asked.format) {
            (Ok(read), Format::Text) => for_people(&mut out, path, &read)?,
            (Ok(read), Format::Jsonl) => {
                json::write_line(&mut out, &Report::of(path, &read))?;
            }
            (Err(error), _) => {
                if let Some(earlier) = failed.replace(error) {
                    tell(&earlier);
                }
            }
        }
    }
    out.flush()?;
    failed.map_or(Ok(Outcome::Done), |error| Err(error.into()))
}

fn for_people(out: &mut impl Write, path: &Path, read: &Read) -> io::Result<()> {
    let document = Document::new(DocumentId(0), &read.title, read.text.as_str());
    let found: Vec<_> = findings(&read.text).collect();
    writeln!(out, "{}", Visible::of(&path.to_string_lossy()))?;
    writeln!(out, "  title     {}", Visible::of(&read.title))?;
    writeln!(out, "  file      {} bytes, {}", read.bytes, read.encoding)?;
    writeln!(out, "  sha256    {}", read.sha256)?;
    writeln!(
        out,
        "  text      {} characters, {} paragraphs, {} lines",
        read.text.chars().count(),
        document.paragraph_count(),
        document.line_count()
    )?;
    match found.len() {
        0 => writeln!(out, "  hidden    nothing"),
        many => writeln!(out, "  hidden    {many} found"),
    }?;
    for finding in found.iter().take(LISTED) {
        let line = document.line_number(finding.span.start());
        let start = document.line(line).0;
        let column = Span::new(start, finding.span.start().0)
            .of(&read.text)
            .chars()
            .count();
        let words = finding.kind.words();
        let around = Visible::of(surroundings(&read.text, finding.span));
        writeln!(out, "    {line}:{}  {words}: {around}", column + 1)?;
    }
    if found.len() > LISTED {
        writeln!(out, "    and {} more", found.len() - LISTED)?;
    }
    writeln!(out)
}

/// A finding with a little of its line on both sides.
fn surroundings(text: &str, span: Span) -> &str {
    const SIDE: usize = 24;
    let wide = Span::new(span.start().0.saturating_sub(SIDE), span.end().0 + SIDE);
    let wide = graphemes::widen(text, wide);
    let before = Span::between(wide.start(), span.start()).of(text);
    let line_start = before
        .rfind('\n')
        .map_or(wide.start().0, |at| wide.start().0 + at + 1);
    let behind = Span::between(span.end(), wide.end()).of(text);
    let line_end = behind
        .find('\n')
        .map_or(wide.end().0, |at| span.end().0 + at);
    Span::between(Offset(line_start), Offset(line_end)).of(text)
}

/// What is known of one file, for programs.
#[derive(Serialize)]
struct Report<'r> {
    document: String,
    title: &'r str,
    bytes: u64,
    encoding: &'r str,
    sha256: &'r str,
    characters: usize,
    findings: Vec<FindingRecord>,
}

#[derive(Serialize)]
struct FindingRecord {
    #[serde(flatten)]
    place: CodePoints,
    what: &'static str,
}

impl<'r> Report<'r> {
    fn of(path: &Path, read: &'r Read) -> Self {
        let places = CodePointsOf::new(&read.text);
        Self {
            document: path.to_string_lossy().into_owned(),
            title: &read.title,
            bytes: read.bytes,
            encoding: read.encoding,
            sha256: &read.sha256,
            characters: places.offset(Offset(read.text.len())),
            findings: findings(&read.text)
                .map(|finding| FindingRecord {
                    place: places.span(finding.span),
                    what: finding.kind.words(),
                })
                .collect(),
        }
    }
}
