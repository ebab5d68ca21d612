//! `crosscheck unpack`: a packed session as a folder with the session and its texts.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::Outcome;
use crate::session::{DocumentField, DocumentRecord, Edit, Hash, Reading, Source, Stamp};
use crate::store::{OpenError, format, read, write_file};

/// What is unpacked.
#[derive(Args)]
#[command(after_help = "\
Example:
  crosscheck unpack from-my-colleague.ron -o case/")]
pub struct Unpack {
    /// The packed session
    session: PathBuf,
    /// The folder to make
    #[arg(short, long)]
    output: PathBuf,
}

/// Unpacks into a folder that is not there yet.
pub fn run(asked: &Unpack) -> anyhow::Result<Outcome> {
    let path = &asked.session;
    let bytes =
        std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let read = read(&bytes, &|_| None).map_err(|problems| OpenError::Broken {
        path: path.clone(),
        problems,
    })?;
    if asked.output.exists() {
        bail!(
            "there is a {} already; name a folder that is not there yet",
            asked.output.display()
        );
    }
    std::fs::create_dir_all(&asked.output)
        .with_context(|| format!("the folder {} cannot be made", asked.output.display()))?;
    let stamp = Stamp {
        author: "unpack".to_owned(),
        at: crate::store::now().to_string(),
    };
    let (view, texts) = (read.view.clone(), read.texts.clone());
    let mut work = read.into_work(&stamp);
    let mut names = HashSet::new();
    let mut edits = vec![];
    for record in &work.session().documents {
        let Some(packed) = texts.iter().find(|packed| packed.sha256 == record.text) else {
            continue;
        };
        let name = free_name(record, &mut names);
        write_file(&asked.output.join(&name), &packed.text)?;
        edits.extend(as_file(record, name, &packed.text));
    }
    if !edits.is_empty() {
        work.apply(Edit::Several(edits), &stamp)?;
    }
    write_file(
        &asked.output.join("session.ron"),
        &format::write(&work, &view, &[])?,
    )?;
    Ok(Outcome::Done)
}

/// A name for a text's file that no other has. Only the last part of the path counts, so that
/// nothing is written outside the folder, wherever the text came from.
fn free_name(record: &DocumentRecord, names: &mut HashSet<String>) -> String {
    let given = match &record.source {
        Source::File(path) => path.file_name().map(Path::new),
        Source::Pasted => None,
    };
    let stem = given.and_then(Path::file_stem).map_or_else(
        || record.id.to_string(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    let mut name = format!("{stem}.txt");
    if !names.insert(name.to_lowercase()) {
        name = format!("{stem}-{}.txt", record.id.0);
        names.insert(name.to_lowercase());
    }
    name
}

/// The edits after which a document is read from its own file, in UTF-8.
fn as_file(record: &DocumentRecord, name: String, text: &str) -> Vec<Edit> {
    let reading = Reading {
        sha256: Hash::of(text).to_string(),
        bytes: text.len() as u64,
        encoding: "UTF-8".to_owned(),
        ..record.reading()
    };
    let fields = [
        DocumentField::Source(Source::File(name.into())),
        DocumentField::Reading(reading),
    ];
    fields
        .map(|field| Edit::SetDocument(record.id, field))
        .into()
}
