//! `crosscheck inspect`: what was read of a file, how, and what is hidden in it.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::{Format, tell};
use super::sources::{self, Reading};
use crate::source::{LeftOut, Link, Read};
use crate::text::findings::{Kind, findings};
use crate::text::{
    Card, CodePoints, CodePointsOf, Document, DocumentId, Finding, Offset, Span, Visible,
    graphemes, json,
};

/// What `crosscheck inspect` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck inspect leaflet.txt
  crosscheck inspect --text page.html       the article, as the workbench shows it
  crosscheck inspect --whole-page page.html --format jsonl")]
pub struct Inspect {
    /// The files to look at; - is standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print the text itself and nothing else
    #[arg(long, conflicts_with = "format")]
    text: bool,
    #[command(flatten)]
    reading: Reading,
}

/// How many findings of one file are listed for people.
const LISTED: usize = 40;

/// Reads and prints.
///
/// # Errors
/// When a file cannot be read (the others are printed all the same), or the output cannot be
/// written.
pub fn run(asked: &Inspect) -> anyhow::Result<Outcome> {
    let reader = asked.reading.reader()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut failed = None;
    for path in &asked.files {
        match (sources::read(&reader, path), asked.format) {
            (Ok(read), _) if asked.text => the_text(&mut out, &read.text)?,
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

/// The text as it is; on a terminal, as it is safe to show.
fn the_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return out.write_all(text.as_bytes());
    }
    text.lines()
        .try_for_each(|line| writeln!(out, "{}", Visible::of(line)))
}

fn for_people(out: &mut impl Write, path: &Path, read: &Read) -> io::Result<()> {
    let document = Document::new(DocumentId(0), &read.title, read.text.as_str());
    let (found, everyday): (Vec<_>, Vec<_>) =
        findings(&read.text).partition(|finding| finding.kind.is_suspicious());
    writeln!(out, "{}", Visible::of(&path.to_string_lossy()))?;
    writeln!(out, "  title     {}", Visible::of(&read.title))?;
    for (name, value) in fields(&read.card) {
        writeln!(out, "  {name:<9} {}", Visible::of(value))?;
    }
    writeln!(out, "  file      {} bytes, {}", read.bytes, read.format)?;
    if let Some(encoding) = &read.encoding {
        writeln!(out, "  encoding  {encoding}")?;
    }
    writeln!(out, "  sha256    {}", read.sha256)?;
    writeln!(out, "  read by   {}", Visible::of(&read.by))?;
    writeln!(
        out,
        "  text      {} characters, {} paragraphs, {} lines",
        read.text.chars().count(),
        document.paragraph_count(),
        document.line_count()
    )?;
    list(out, "links", &read.links, |link| {
        format!(
            "{} → {}",
            Visible::of(&link.words),
            Visible::of(&link.address)
        )
    })?;
    list(out, "left out", &read.left_out, |left| match &left.text {
        Some(text) => format!("{}: {}", Visible::of(&left.what), Visible::of(text)),
        None => Visible::of(&left.what).to_string(),
    })?;
    match found.len() {
        0 => writeln!(out, "  hidden    nothing"),
        many => writeln!(out, "  hidden    {many} found"),
    }?;
    for finding in found.iter().take(LISTED) {
        let place = line_and_column(&document, finding.span.start());
        let words = finding.kind.words();
        let around = Visible::of(surroundings(&read.text, finding.span));
        writeln!(out, "    {place}  {words}: {around}")?;
    }
    if found.len() > LISTED {
        writeln!(out, "    and {} more", found.len() - LISTED)?;
    }
    everyday_for_people(out, &document, &everyday)?;
    writeln!(out)
}

/// How many places of everyday characters of one kind are listed for people.
const EVERYDAY: usize = 12;

/// What is hidden as is everyday: a line for each kind, with the first places.
fn everyday_for_people(
    out: &mut impl Write,
    document: &Document,
    everyday: &[Finding],
) -> io::Result<()> {
    if everyday.is_empty() {
        return Ok(());
    }
    writeln!(out, "  everyday  {} found", everyday.len())?;
    let mut kinds: BTreeMap<Kind, Vec<Offset>> = BTreeMap::new();
    for finding in everyday {
        let places = kinds.entry(finding.kind).or_default();
        places.push(finding.span.start());
    }
    for (kind, places) in kinds {
        let first: Vec<_> = places
            .iter()
            .take(EVERYDAY)
            .map(|at| line_and_column(document, *at))
            .collect();
        let more = match places.len() - first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let (many, words) = (places.len(), kind.words());
        writeln!(out, "    {many}× {words}: {}{more}", first.join(" "))?;
    }
    Ok(())
}

/// A place as `line:column`, both from 1, the column in characters.
fn line_and_column(document: &Document, at: Offset) -> String {
    let line = document.line_number(at);
    let before = Span::between(document.line(line), at);
    let column = document.quote(before).chars().count() + 1;
    format!("{line}:{column}")
}

/// The fields of a card that are known, with what they are called.
fn fields(card: &Card) -> impl Iterator<Item = (&'static str, &str)> {
    [
        ("publisher", &card.publisher),
        ("author", &card.author),
        ("published", &card.published),
        ("address", &card.address),
        ("archived", &card.archive_address),
        ("language", &card.language),
        ("notes", &card.notes),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value.as_deref()?)))
}

/// A list with its length, or nothing where it is empty.
fn list<T>(
    out: &mut impl Write,
    name: &str,
    items: &[T],
    words: impl Fn(&T) -> String,
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {name:<9} {} found", items.len())?;
    for item in items.iter().take(LISTED) {
        writeln!(out, "    {}", words(item))?;
    }
    if items.len() > LISTED {
        writeln!(out, "    and {} more", items.len() - LISTED)?;
    }
    Ok(())
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
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'r str>,
    sha256: &'r str,
    read_by: &'r str,
    card: &'r Card,
    left_out: &'r [LeftOut],
    links: &'r [Link],
    characters: usize,
    text: &'r str,
    findings: Vec<FindingRecord>,
    everyday: Vec<FindingRecord>,
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
        let (found, everyday): (Vec<_>, Vec<_>) =
            findings(&read.text).partition(|finding| finding.kind.is_suspicious());
        let records = |findings: &[Finding]| {
            let findings = findings.iter().map(|finding| FindingRecord {
                place: places.span(finding.span),
                what: finding.kind.words(),
            });
            findings.collect()
        };
        Self {
            document: path.to_string_lossy().into_owned(),
            title: &read.title,
            bytes: read.bytes,
            kind: read.format.name(),
            encoding: read.encoding.as_deref(),
            sha256: &read.sha256,
            read_by: &read.by,
            card: &read.card,
            left_out: &read.left_out,
            links: &read.links,
            text: &read.text,
            characters: places.offset(Offset(read.text.len())),
            findings: records(&found),
            everyday: records(&everyday),
        }
    }
}
