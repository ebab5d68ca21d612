//! `crosscheck compare A B`: the aligned and classed differences of two documents.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use crossterm::style::{Color, Stylize};
use serde::Serialize;

use super::Outcome;
use super::sources::{self, Reading};
use crate::compare::{Class, Comparison, Difference, compare};
use crate::text::{CodePoints, CodePointsOf, Span, Visible, json};

/// What `crosscheck compare` is asked.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck compare agency.txt rewrite.txt
  crosscheck compare agency.txt rewrite.txt --format json | jq .differences
  curl -s example.org/text.txt | crosscheck compare - mine.txt")]
pub struct Compare {
    /// The first document; - is standard input
    a: PathBuf,
    /// The second document
    b: PathBuf,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// One line a difference, for people
    #[default]
    Text,
    /// Everything, with offsets in Unicode code points
    Json,
}

/// Compares two documents and prints what differs.
///
/// # Errors
/// A document that cannot be read, or an output that cannot be written.
pub fn run(asked: &Compare) -> anyhow::Result<Outcome> {
    let reader = asked.reading.reader()?;
    let a = sources::read(&reader, &asked.a)?.text;
    let b = sources::read(&reader, &asked.b)?.text;
    let comparison = compare(&a, &b);
    let out = BufWriter::new(io::stdout().lock());
    match asked.format {
        Format::Text => in_words(out, asked, (&a, &b), &comparison)?,
        Format::Json => in_json(out, asked, (&a, &b), &comparison)?,
    }
    Ok(Outcome::Done)
}

/// The whole answer for programs.
#[derive(Serialize)]
struct Answer<'p> {
    a: &'p str,
    b: &'p str,
    rows: Vec<Places>,
    differences: Vec<Classed<'p>>,
}

/// A place on each side, in code points; a side that has none is left out.
#[derive(Serialize)]
struct Places {
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<CodePoints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<CodePoints>,
}

#[derive(Serialize)]
struct Classed<'p> {
    class: &'static str,
    #[serde(flatten)]
    places: Places,
    why: &'p str,
}

fn in_json(
    mut out: impl Write,
    asked: &Compare,
    texts: (&str, &str),
    comparison: &Comparison,
) -> anyhow::Result<()> {
    let (in_a, in_b) = (CodePointsOf::new(texts.0), CodePointsOf::new(texts.1));
    let places = |a: Option<Span>, b: Option<Span>| Places {
        a: a.map(|span| in_a.span(span)),
        b: b.map(|span| in_b.span(span)),
    };
    let answer = Answer {
        a: &asked.a.to_string_lossy(),
        b: &asked.b.to_string_lossy(),
        rows: comparison
            .rows
            .iter()
            .map(|row| places(row.a, row.b))
            .collect(),
        differences: comparison
            .differences
            .iter()
            .map(|difference| Classed {
                class: difference.class.name(),
                places: places(difference.a, difference.b),
                why: &difference.why,
            })
            .collect(),
    };
    json::write_line(&mut out, &answer)?;
    out.flush()?;
    Ok(())
}

fn in_words(
    mut out: impl Write,
    asked: &Compare,
    texts: (&str, &str),
    comparison: &Comparison,
) -> io::Result<()> {
    let coloured = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let name = |path: &Path| Visible::of(&path.to_string_lossy());
    let matter = comparison
        .differences
        .iter()
        .filter(|difference| difference.class.matters())
        .count();
    let small = comparison.differences.len() - matter;
    writeln!(out, "A  {}\nB  {}", name(&asked.a), name(&asked.b))?;
    writeln!(
        out,
        "{matter} differences that matter, {small} small ones\n"
    )?;
    for difference in &comparison.differences {
        let sign = format!(
            "{} {:<14}",
            difference.class.sign(),
            difference.class.name()
        );
        if coloured {
            write!(out, "{}", sign.with(colour(difference.class)))?;
        } else {
            write!(out, "{sign}")?;
        }
        writeln!(
            out,
            " {}\n{:16} {}",
            quoted(difference, texts),
            "",
            Visible::of(&difference.why)
        )?;
    }
    out.flush()
}

/// What stands on each side, and in which line.
fn quoted(difference: &Difference, (a, b): (&str, &str)) -> String {
    let side = |name, span: Span, text| {
        format!(
            "{name}:{} “{}”",
            line_of(text, span),
            shortened(span.of(text))
        )
    };
    match (difference.a, difference.b) {
        (Some(ours), Some(theirs)) => {
            format!("{}  →  {}", side("A", ours, a), side("B", theirs, b))
        }
        (Some(ours), None) => side("A", ours, a),
        (None, Some(theirs)) => side("B", theirs, b),
        (None, None) => String::new(),
    }
}

/// The number of the line in which a span starts, counted from 1.
fn line_of(text: &str, span: Span) -> usize {
    let before = text.as_bytes().get(..span.start().0).unwrap_or_default();
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// So many characters of a passage are shown.
const SHOWN: usize = 70;

/// The text, safe for a terminal, without its middle where it is long.
fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        return Visible::of(text).to_string();
    }
    let head: String = text.chars().take(SHOWN / 2).collect();
    let tail: String = text.chars().skip(count - SHOWN / 2).collect();
    format!(
        "{} … {}",
        Visible::of(head.trim_end()),
        Visible::of(tail.trim_start())
    )
}

fn colour(class: Class) -> Color {
    match class {
        Class::Conflict | Class::Negation | Class::Hidden => Color::Red,
        Class::Hedge | Class::Quotation | Class::Precision | Class::NameVariant => Color::Yellow,
        Class::Added | Class::Removed | Class::Reworded => Color::Cyan,
        Class::SameFact => Color::Green,
        Class::Moved => Color::Blue,
        Class::Inflection | Class::FunctionWords => Color::DarkGrey,
    }
}
