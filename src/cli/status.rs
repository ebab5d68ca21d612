//! `crosscheck status`: where the work on a session stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::sources::Reading;
use super::{Outcome, output};
use crate::session::{DocumentRecord, Work};
use crate::store::shelf::Shelf;
use crate::store::sources::{self, SourceState};
use crate::store::{Access, Why};
use crate::text::{Visible, json};

/// Whose status is asked for.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck status my-session.ron
  crosscheck status my-session.ron --format json | jq .claims.open")]
pub struct Status {
    /// The session file
    session: PathBuf,
    /// For people or for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one object
    Json,
}

/// Where the work stands, in figures.
#[derive(Serialize)]
struct Figures<'w> {
    title: &'w str,
    documents: usize,
    sources: BTreeMap<&'static str, usize>,
    claims: BTreeMap<&'static str, usize>,
    verdicts: BTreeMap<&'w str, usize>,
    evidence: usize,
    conflicts: usize,
    steps: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_edit: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_author: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_only: Option<String>,
}

/// Prints the figures.
pub fn run(asked: &Status) -> anyhow::Result<Outcome> {
    let store = Reading::default().store()?;
    let opened = store.look(&asked.session)?;
    for notice in &opened.notices {
        output::tell(notice);
    }
    let shelf = Shelf::new(&store, &asked.session, None).with_packed(opened.packed.clone());
    let mut figures = figures(&opened.work);
    figures.sources = on_disk(&shelf, &opened.work.session().documents);
    if let Access::ReadOnly(why) = &opened.access
        && *why != Why::Looking
    {
        figures.read_only = Some(why.to_string());
    }
    match asked.format {
        Format::Text => output::print(&in_words(&figures))?,
        Format::Json => json::write_line(&mut io::stdout(), &figures)?,
    }
    Ok(Outcome::Done)
}

fn figures(work: &Work) -> Figures<'_> {
    let session = work.session();
    let mut claims = BTreeMap::new();
    let mut verdicts = BTreeMap::new();
    for claim in &session.claims {
        *claims.entry(claim.status.word()).or_default() += 1;
        if let Some(verdict) = &claim.verdict {
            *verdicts.entry(verdict.as_str()).or_default() += 1;
        }
    }
    let last = work.history().last().map(|entry| &entry.stamp);
    Figures {
        title: &session.title,
        documents: session.documents.len(),
        sources: BTreeMap::new(),
        claims,
        verdicts,
        evidence: session.evidence.len(),
        conflicts: session.conflicts.len(),
        steps: work.history().len(),
        last_edit: last.map(|stamp| stamp.at.as_str()),
        last_author: last.map(|stamp| stamp.author.as_str()),
        read_only: None,
    }
}

/// How many of the sources are as they were read, and what became of the others.
fn on_disk(shelf: &Shelf, records: &[DocumentRecord]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for (_, state) in sources::look(shelf, records, &|_| true) {
        let word = match state {
            SourceState::Unchanged => "unchanged",
            SourceState::Changed(_) => "changed",
            SourceState::Moved(_) => "moved",
            SourceState::Missing => "missing",
            SourceState::Unreadable(_) => "unreadable",
        };
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn in_words(figures: &Figures) -> String {
    let counts = |counts: Vec<(&str, usize)>| {
        let parts: Vec<String> = counts
            .into_iter()
            .map(|(name, count)| format!("{count} {}", Visible::of(name)))
            .collect();
        if parts.is_empty() {
            "none".to_owned()
        } else {
            parts.join(", ")
        }
    };
    let mut words = format!("{}\n", Visible::of(figures.title));
    let claims = counts(
        figures
            .claims
            .iter()
            .map(|(name, count)| (*name, *count))
            .collect(),
    );
    let verdicts = counts(
        figures
            .verdicts
            .iter()
            .map(|(name, count)| (*name, *count))
            .collect(),
    );
    // Writing into a string cannot fail.
    let _ = writeln!(words, "documents  {}", figures.documents);
    if figures.sources.keys().any(|word| *word != "unchanged") {
        let sources = figures.sources.iter().map(|(name, count)| (*name, *count));
        let _ = writeln!(words, "on disk    {}", counts(sources.collect()));
    }
    let _ = writeln!(words, "claims     {claims}");
    let _ = writeln!(words, "verdicts   {verdicts}");
    let _ = writeln!(words, "evidence   {}", figures.evidence);
    if figures.conflicts > 0 {
        let _ = writeln!(
            words,
            "conflicts  {} from merging, to decide",
            figures.conflicts
        );
    }
    if let (Some(at), Some(author)) = (figures.last_edit, figures.last_author) {
        let (at, author) = (Visible::of(at), Visible::of(author));
        let _ = writeln!(words, "last edit  {at} by {author}, step {}", figures.steps);
    }
    if let Some(why) = &figures.read_only {
        let _ = writeln!(words, "read only  {}", Visible::of(why));
    }
    words
}
