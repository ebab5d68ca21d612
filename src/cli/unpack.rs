//! `crosscheck unpack`: a packed session as a folder with the session and its texts.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::sources;
use super::{Outcome, output};
use crate::session::{DocumentField, DocumentRecord, Edit, Hash, Reading, Source, Stamp};
use crate::store::format;

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
    let store = sources::Reading::default().store()?;
    let opened = store.copy(&asked.session)?;
    output::tell_all(&opened.notices);
    if asked.output.exists() {
        bail!(
            "there is a {} already; name a folder that is not there yet",
            asked.output.display()
        );
    }
    // Beside its place, which it takes when it is whole.
    let folder = tempfile::Builder::new()
        .prefix(".unpacked-")
        .tempdir_in(parent_of(&asked.output)?)
        .with_context(|| format!("the folder {} cannot be made", asked.output.display()))?;
    let stamp = Stamp {
        author: "unpack".to_owned(),
        at: crate::store::now().to_string(),
    };
    let (mut work, view, texts) = (opened.work, opened.view, opened.packed);
    let mut names = HashSet::new();
    let mut edits = vec![];
    for record in &work.session().documents {
        let Some(packed) = texts.iter().find(|packed| packed.sha256 == record.text) else {
            continue;
        };
        let name = free_name(record, &mut names);
        store.write_out(&folder.path().join(&name), &packed.text)?;
        edits.extend(as_file(record, name, &packed.text));
    }
    if !edits.is_empty() {
        work.apply(Edit::Several(edits), &stamp)?;
    }
    store.write_out(
        &folder.path().join("session.ron"),
        &format::write(&work, &view, &[])?,
    )?;
    take_its_place(&folder, &asked.output)
        .with_context(|| format!("the folder {} cannot be made", asked.output.display()))?;
    Ok(Outcome::Done)
}

/// The folder that a folder is to lie in, made where it is not there.
fn parent_of(folder: &Path) -> anyhow::Result<PathBuf> {
    let absolute = std::path::absolute(folder)?;
    let parent = absolute.parent().unwrap_or(&absolute);
    std::fs::create_dir_all(parent)
        .with_context(|| format!("the folder {} cannot be made", parent.display()))?;
    Ok(parent.to_owned())
}

/// Gives a folder that is whole its name, and the permissions that folders have here.
fn take_its_place(folder: &tempfile::TempDir, place: &Path) -> std::io::Result<()> {
    // Made only to see them; a folder that is empty is replaced.
    std::fs::create_dir(place)?;
    let permissions = std::fs::metadata(place)?.permissions();
    std::fs::set_permissions(folder.path(), permissions)?;
    std::fs::rename(folder.path(), place)
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
    // Room for what is put around a name while its file is written.
    let stem: String = stem.chars().take(60).collect();
    let numbered = (record.id.0..).map(|number| format!("{stem}-{number}.txt"));
    [format!("{stem}.txt")]
        .into_iter()
        .chain(numbered)
        .find(|name| names.insert(name.to_lowercase()))
        .unwrap_or(stem)
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
