//! `crosscheck facts PATH…`: the facts of documents, each with its normal form.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::Outcome;
use crate::facts::{Amount, Fact, Measure, Normal, Row, Setting, When, recognise, table, why};
use crate::source::{self, Limits};
use crate::text::{CodePoints, CodePointsOf, Visible};

/// What `crosscheck facts` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck facts agency.txt rewrite.txt
  crosscheck facts articles/ --date 2024-07-01 --format jsonl")]
pub struct Facts {
    /// Files and folders to read; - is standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The day on which the documents were written, such as 2024-06-27: what "on Monday" and "last
    /// year" are reckoned from
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// Only what the documents say differently: facts that answer the same question and cannot
    /// both be right. The exit code is 1 where there are some
    #[arg(long)]
    conflicts: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object a line, offsets in Unicode code points
    Jsonl,
}

/// Prints the facts of the documents.
///
/// # Errors
/// When no text can be read, or the output cannot be written.
pub fn run(asked: &Facts) -> anyhow::Result<Outcome> {
    let texts = texts(&asked.paths)?;
    if asked.conflicts {
        return conflicts(asked, &texts);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for (path, text) in &texts {
        let facts = recognise(
            text,
            Setting {
                written: asked.date,
            },
        );
        let name = path.to_string_lossy();
        match asked.format {
            Format::Text => in_words(&mut out, &name, text, &facts)?,
            Format::Jsonl => in_json(&mut out, &name, text, &facts)?,
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Prints the facts that contradict each other.
fn conflicts(asked: &Facts, texts: &[(PathBuf, String)]) -> anyhow::Result<Outcome> {
    let setting = Setting {
        written: asked.date,
    };
    let documents: Vec<(&str, Setting)> = texts
        .iter()
        .map(|(_, text)| (text.as_str(), setting))
        .collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    for row in table(&documents)
        .iter()
        .filter(|row| row.conflict.is_some())
    {
        outcome = Outcome::FoundWrong;
        match asked.format {
            Format::Text => row_in_words(&mut out, row, texts)?,
            Format::Jsonl => row_in_json(&mut out, row, texts)?,
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn row_in_words(out: &mut impl Write, row: &Row, texts: &[(PathBuf, String)]) -> io::Result<()> {
    let normal = |at: usize| row.places.get(at).map(|place| &place.normal);
    if let Some((first, second)) = row.conflict
        && let (Some(first), Some(second)) = (normal(first), normal(second))
    {
        writeln!(out, "≠ {}", Visible::of(&why(row.relation, first, second)))?;
    }
    for place in &row.places {
        if let Some((path, text)) = texts.get(place.document) {
            writeln!(
                out,
                "    {}  “{}”",
                Visible::of(&path.to_string_lossy()),
                Visible::of(place.span.of(text))
            )?;
        }
    }
    Ok(())
}

fn row_in_json(out: &mut impl Write, row: &Row, texts: &[(PathBuf, String)]) -> anyhow::Result<()> {
    let places: Vec<Value> = row
        .places
        .iter()
        .filter_map(|place| {
            let (path, text) = texts.get(place.document)?;
            let points = CodePointsOf::new(text).span(place.span);
            Some(json!({
                "document": path.to_string_lossy(),
                "start": points.start,
                "end": points.end,
                "kind": place.normal.kind(),
                "text": place.span.of(text),
                "normal": normal(&place.normal),
            }))
        })
        .collect();
    let reason = row.conflict.and_then(|(first, second)| {
        let (first, second) = (row.places.get(first)?, row.places.get(second)?);
        Some(why(row.relation, &first.normal, &second.normal))
    });
    serde_json::to_writer(
        &mut *out,
        &json!({ "class": "conflict", "facts": places, "why": reason }),
    )
    .map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// The texts of the files and folders; what cannot be read is told and left out.
fn texts(paths: &[PathBuf]) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let limits = Limits::default();
    let mut texts = vec![];
    let mut first_problem = None;
    let mut keep = |path: &Path, read: Result<source::Read, source::SourceError>| match read {
        Ok(read) => texts.push((path.to_owned(), read.text)),
        Err(problem) => {
            tell(&problem);
            first_problem.get_or_insert(problem);
        }
    };
    let (standard_input, named): (Vec<PathBuf>, Vec<PathBuf>) = paths
        .iter()
        .cloned()
        .partition(|path| path == Path::new("-"));
    for path in standard_input {
        keep(&path, source::read_stdin(&limits));
    }
    let discovery = source::discover(&named);
    for problem in &discovery.problems {
        tell(problem);
    }
    for path in &discovery.files {
        keep(path, source::read(path, &limits));
    }
    anyhow::ensure!(!texts.is_empty(), "there is no text to read here");
    Ok(texts)
}

fn tell(problem: &source::SourceError) {
    // Nobody is left to tell where standard error is closed, too.
    let _ = writeln!(
        io::stderr(),
        "crosscheck: {}",
        Visible::of(&problem.to_string())
    );
}

/// One line of the answer for programs.
#[derive(Serialize)]
struct Line<'p> {
    document: &'p str,
    #[serde(flatten)]
    place: CodePoints,
    kind: &'static str,
    text: &'p str,
    normal: Value,
}

fn in_json(out: &mut impl Write, document: &str, text: &str, facts: &[Fact]) -> anyhow::Result<()> {
    let points = CodePointsOf::new(text);
    for fact in facts {
        let line = Line {
            document,
            place: points.span(fact.span),
            kind: fact.normal.kind(),
            text: fact.span.of(text),
            normal: normal(&fact.normal),
        };
        serde_json::to_writer(&mut *out, &line)
            .map_err(io::Error::from)
            .context("the facts could not be written")?;
        writeln!(out)?;
    }
    Ok(())
}

/// The normal form; what is not known is absent.
fn normal(normal: &Normal) -> Value {
    match normal {
        Normal::Quantity(measure)
        | Normal::Money(measure)
        | Normal::Percentage(measure)
        | Normal::Duration(measure) => of_measure(measure),
        Normal::Ordinal(value) => json!({ "value": value.to_string() }),
        Normal::Date(when) => of_date(when),
        Normal::Time(time) => json!({ "time": format!("{:02}:{:02}", time.hour(), time.minute()) }),
        Normal::Hedge(hedge) => json!({ "phrase": hedge.phrase, "stance": hedge.stance.name() }),
        Normal::Name(name) => {
            let mut written = json!({ "name": name.name });
            set(&mut written, "type", name.of.map(|of| of.name().to_owned()));
            set(&mut written, "title", name.title.clone());
            if name.slip
                && let Some(object) = written.as_object_mut()
            {
                object.insert("slip".to_owned(), json!(true));
            }
            written
        }
        Normal::Quotation(quotation) => {
            let mut written = json!({ "quote": quotation.words, "marks": quotation.marks.name() });
            set(&mut written, "speaker", quotation.speaker.clone());
            set(&mut written, "verb", quotation.verb.clone());
            written
        }
    }
}

fn of_measure(measure: &Measure) -> Value {
    let mut written = match measure.amount {
        Amount::Stated { value, bound } => {
            json!({ "value": value.to_string(), "bound": bound.name() })
        }
        Amount::Between { low, high } => {
            json!({ "low": low.to_string(), "high": high.to_string() })
        }
    };
    set(&mut written, "unit", measure.unit.clone());
    set(&mut written, "per", measure.per.clone());
    written
}

fn of_date(when: &When) -> Value {
    let mut written = json!({});
    set(
        &mut written,
        "from",
        when.days.map(|days| days.0.to_string()),
    );
    set(&mut written, "to", when.days.map(|days| days.1.to_string()));
    set(
        &mut written,
        "month",
        when.month.map(|month| month.to_string()),
    );
    set(&mut written, "day", when.day.map(|day| day.to_string()));
    set(
        &mut written,
        "weekday",
        when.weekday
            .map(|weekday| format!("{weekday:?}").to_lowercase()),
    );
    written
}

fn set(object: &mut Value, key: &str, value: Option<String>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(key.to_owned(), Value::String(value));
    }
}

fn in_words(out: &mut impl Write, document: &str, text: &str, facts: &[Fact]) -> io::Result<()> {
    writeln!(out, "{}  {} facts", Visible::of(document), facts.len())?;
    for fact in facts {
        writeln!(
            out,
            "  {:<10}  {}  =  {}",
            fact.normal.kind(),
            Visible::of(fact.span.of(text)),
            Visible::of(&fact.normal.to_string())
        )?;
    }
    Ok(())
}
