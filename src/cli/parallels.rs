//! `crosscheck parallels`: the passages that documents share.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::Outcome;
use super::output::{Format, tell};
use super::sources::{self, Reading};
use crate::parallel::{
    Boilerplate, Finder, Found, Parallel, Place, Settings, Similarity, Unwatched,
};
use crate::source::Reader;
use crate::text::{CodePoints, CodePointsOf, Document, DocumentId, Span, Visible, json};

/// What `crosscheck parallels` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck parallels articles/
  crosscheck parallels a.txt b.txt c.txt --format jsonl
  crosscheck parallels report.txt
  crosscheck parallels --pairs pairs.tsv --threshold 0.5 --format jsonl

Of one text alone, the passages that it repeats are printed. Similarity is the weight of the words
that have a counterpart on the other side, by stem or value, divided by the weight of all words of the
lighter side; rare words weigh more. 1 is all of the lighter side, 0 nothing.")]
pub struct Parallels {
    /// Files and folders to search
    #[arg(required_unless_present = "pairs")]
    paths: Vec<PathBuf>,
    /// Search only the pairs that a file lists: two paths a line with a tab between, relative to
    /// the list's folder
    #[arg(long, value_name = "LIST", conflicts_with = "paths")]
    pairs: Option<PathBuf>,
    /// Show only sentences and clauses that are at least this similar, from 0 to 1 [default: that of
    /// the configuration, 0.3]
    #[arg(long, value_name = "SIMILARITY", value_parser = similarity)]
    threshold: Option<Similarity>,
    /// Print boilerplate, too: text that stands in more than 64 of the documents, which are not
    /// compared for it
    #[arg(long, conflicts_with = "pairs")]
    boilerplate: bool,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

fn similarity(written: &str) -> Result<Similarity, String> {
    let value = written.parse().ok().and_then(Similarity::checked);
    value.ok_or_else(|| "a similarity is a number from 0 to 1, such as 0.3".to_owned())
}

/// Finds and prints.
///
/// # Errors
/// When a list cannot be read, no text is left to search, or the output cannot be written.
pub fn run(asked: &Parallels) -> anyhow::Result<Outcome> {
    let reader = asked.reading.reader()?;
    match &asked.pairs {
        Some(list) => listed(&reader, list, asked),
        None => all(&reader, &asked.paths, asked),
    }
}

fn all(reader: &Reader, paths: &[PathBuf], asked: &Parallels) -> anyhow::Result<Outcome> {
    let files = sources::files(paths).into_iter().map(|path| {
        let name = path.display().to_string();
        (path, name)
    });
    let sources = Sources::read(reader, files.collect())?;
    let finder = sources.finder(asked.threshold);
    let found = match sources.only() {
        Some(id) => Found {
            parallels: finder.parallels_between(id, id),
            boilerplate: vec![],
        },
        None => finder.search(&Unwatched)?,
    };
    let boilerplate = if asked.boilerplate {
        &*found.boilerplate
    } else {
        hint_at(&found.boilerplate);
        &[]
    };
    print(&sources, asked.format, &found.parallels, boilerplate)
}

/// Says that there is boilerplate which is not printed.
fn hint_at(boilerplate: &[Boilerplate]) {
    let passages = match boilerplate.len() {
        0 => return,
        1 => "1 passage stands".to_owned(),
        count => format!("{count} passages stand"),
    };
    tell(&format!(
        "{passages} in more than 64 documents, which are not compared for that: --boilerplate prints what it is"
    ));
}

fn listed(reader: &Reader, list: &Path, asked: &Parallels) -> anyhow::Result<Outcome> {
    let wrong = || format!("the list of pairs {} cannot be read", list.display());
    let written = fs::read_to_string(list).with_context(wrong)?;
    let folder = list.parent().unwrap_or(Path::new(""));
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut pairs = vec![];
    for (line, content) in (1..)
        .zip(written.lines())
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let (a, b) = content.split_once('\t').with_context(|| {
            format!(
                "line {line} of {} has no tab between two paths",
                list.display()
            )
        })?;
        let mut number = |path| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            DocumentId(*numbers.entry(path).or_insert(next))
        };
        pairs.push((number(a), number(b)));
    }
    let mut files = vec![(PathBuf::new(), String::new()); numbers.len()];
    for (path, number) in numbers {
        if let Some(file) = files.get_mut(number as usize) {
            *file = (folder.join(path), path.to_owned());
        }
    }
    let sources = Sources::read(reader, files)?;
    let finder = sources.finder(asked.threshold);
    let found: Vec<Vec<Parallel>> = pairs
        .par_iter()
        .map(|(a, b)| finder.parallels_between(*a, *b))
        .collect();
    print(&sources, asked.format, &found.concat(), &[])
}

/// The documents to search, with their names as given.
struct Sources {
    names: Vec<String>,
    documents: BTreeMap<DocumentId, Document>,
}

impl Sources {
    /// Reads the files, each with the name to print for it; those that cannot be read are told and
    /// left out.
    fn read(reader: &Reader, files: Vec<(PathBuf, String)>) -> anyhow::Result<Self> {
        let read: Vec<_> = files
            .par_iter()
            .map(|(path, _)| sources::read(reader, path))
            .zip(0..u32::MAX)
            .map(|(read, number)| {
                read.map(|read| Document::new(DocumentId(number), &read.title, read.text))
            })
            .collect();
        let mut documents = BTreeMap::new();
        for read in read {
            match read {
                Ok(document) => {
                    documents.insert(document.id, document);
                }
                Err(error) => tell(&error),
            }
        }
        anyhow::ensure!(
            !documents.is_empty(),
            "there is no text to search in what was named"
        );
        let names = files.into_iter().map(|(_, name)| name).collect();
        Ok(Self { names, documents })
    }

    /// The document that is there alone, if it is.
    fn only(&self) -> Option<DocumentId> {
        let mut ids = self.documents.keys();
        ids.next().filter(|_| ids.next().is_none()).copied()
    }

    fn finder(&self, threshold: Option<Similarity>) -> Finder {
        let settings = threshold.map_or_else(sources::finder, |threshold| Settings { threshold });
        let mut finder = Finder::new(settings);
        finder.extend(self.documents.values());
        finder
    }

    fn name(&self, id: DocumentId) -> &str {
        self.names.get(id.0 as usize).map_or("", String::as_str)
    }

    fn text(&self, id: DocumentId) -> &str {
        self.documents
            .get(&id)
            .map_or("", |document| &document.text)
    }
}

/// How many parallels are put into words before they are written,
const BATCH: usize = 1 << 12;
/// and how many one core does at a time.
const CHUNK: usize = 1 << 7;

/// Writes to standard output what was found, put into words on all cores.
fn print(
    sources: &Sources,
    format: Format,
    found: &[Parallel],
    boilerplate: &[Boilerplate],
) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    let printer = || Printer::new(sources, format);
    for batch in found.chunks(BATCH) {
        let chunks: io::Result<Vec<Vec<u8>>> = batch
            .par_chunks(CHUNK)
            .map(|chunk| printer().written(chunk, Printer::parallel))
            .collect();
        for written in chunks? {
            out.write_all(&written)?;
        }
    }
    out.write_all(&printer().written(boilerplate, Printer::boilerplate)?)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Puts parallels into words.
struct Printer<'s> {
    sources: &'s Sources,
    format: Format,
    code_points: BTreeMap<DocumentId, CodePointsOf<'s>>,
}

impl<'s> Printer<'s> {
    fn new(sources: &'s Sources, format: Format) -> Self {
        let code_points = BTreeMap::new();
        Self {
            sources,
            format,
            code_points,
        }
    }

    /// What is printed for one thing after another.
    fn written<T>(
        mut self,
        things: &[T],
        write: impl Fn(&mut Self, &mut Vec<u8>, &T) -> io::Result<()>,
    ) -> io::Result<Vec<u8>> {
        let mut out = vec![];
        for thing in things {
            write(&mut self, &mut out, thing)?;
        }
        Ok(out)
    }

    fn parallel(&mut self, out: &mut impl Write, found: &Parallel) -> io::Result<()> {
        match self.format {
            Format::Jsonl => json::write_line(out, &self.line(found)),
            Format::Text => self.text(out, found),
        }
    }

    fn line(&mut self, parallel: &Parallel) -> Line<'s> {
        let (a, b) = (parallel.a.document, parallel.b.document);
        let units = parallel
            .units
            .iter()
            .map(|unit| UnitLine {
                a: self.range(a, unit.a),
                b: self.range(b, unit.b),
                kind: unit.kind.name(),
                similarity: rounded(unit.similarity.value()),
            })
            .collect();
        Line {
            a: self.place(a, parallel.a.span),
            b: self.place(b, parallel.b.span),
            kind: parallel.kind.name(),
            similarity: rounded(parallel.similarity.value()),
            units,
        }
    }

    fn boilerplate(&mut self, out: &mut impl Write, found: &Boilerplate) -> io::Result<()> {
        let Place { document, span } = found.place;
        let boilerplate = self.place(document, span);
        let documents = found.documents;
        match self.format {
            Format::Jsonl => json::write_line(
                out,
                &BoilerplateLine {
                    boilerplate,
                    documents,
                },
            ),
            Format::Text => {
                let (start, end) = (boilerplate.start, boilerplate.end);
                let name = Visible::of(boilerplate.document);
                writeln!(
                    out,
                    "boilerplate in {documents} documents  {name} {start}-{end}"
                )?;
                let quote = span.of(self.sources.text(document));
                writeln!(out, "    {}\n", Visible::of(quote))
            }
        }
    }

    fn place(&mut self, document: DocumentId, span: Span) -> PlaceLine<'s> {
        let CodePoints { start, end } = self.range(document, span);
        PlaceLine {
            document: self.sources.name(document),
            start,
            end,
        }
    }

    fn range(&mut self, document: DocumentId, span: Span) -> CodePoints {
        self.code_points
            .entry(document)
            .or_insert_with(|| CodePointsOf::new(self.sources.text(document)))
            .span(span)
    }

    fn text(&mut self, out: &mut impl Write, parallel: &Parallel) -> io::Result<()> {
        let line = self.line(parallel);
        writeln!(
            out,
            "{} {}-{}  {} {}-{}  {} {:.2}",
            Visible::of(line.a.document),
            line.a.start,
            line.a.end,
            Visible::of(line.b.document),
            line.b.start,
            line.b.end,
            line.kind,
            line.similarity,
        )?;
        for unit in &parallel.units {
            let quote = |document, span: Span| Visible::of(span.of(self.sources.text(document)));
            writeln!(out, "  {} {:.2}", unit.kind.name(), unit.similarity.value())?;
            writeln!(out, "    {}", quote(parallel.a.document, unit.a))?;
            writeln!(out, "    {}", quote(parallel.b.document, unit.b))?;
        }
        writeln!(out)
    }
}

/// Two decimals are all that a similarity says.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

#[derive(Serialize)]
struct Line<'n> {
    a: PlaceLine<'n>,
    b: PlaceLine<'n>,
    kind: &'static str,
    similarity: f64,
    units: Vec<UnitLine>,
}

#[derive(Serialize)]
struct BoilerplateLine<'n> {
    boilerplate: PlaceLine<'n>,
    documents: usize,
}

#[derive(Serialize)]
struct PlaceLine<'n> {
    document: &'n str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct UnitLine {
    a: CodePoints,
    b: CodePoints,
    kind: &'static str,
    similarity: f64,
}
