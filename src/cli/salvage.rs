//! `crosscheck salvage`: what is whole of a session that cannot be read whole, in a new one.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use clap::Args;

use super::sources::Reading;
use super::{Outcome, output};
use crate::session::{Edit, Stamp, ViewState};
use crate::store::salvage::{Salvaged, salvage};
use crate::store::sources;
use crate::store::{OpenError, format, now, read};

/// What is salvaged.
#[derive(Args)]
#[command(after_help = "\
Example:
  crosscheck salvage broken.ron -o whole.ron")]
pub struct Salvage {
    /// The session file; it, its journal and its backup are only read
    session: PathBuf,
    /// The new session's file
    #[arg(short, long)]
    output: PathBuf,
}

/// Writes the new session and says what it holds.
pub fn run(asked: &Salvage) -> anyhow::Result<Outcome> {
    ensure!(
        !asked.output.exists(),
        "{} is there already: name a file that is not",
        asked.output.display()
    );
    let store = Reading::default().store()?;
    let stamp = Stamp {
        author: "salvage".to_owned(),
        at: now().to_string(),
    };
    let Salvaged {
        mut work,
        texts,
        whole,
        steps,
    } = salvage(&store, &asked.session, &stamp)?;
    let folder =
        |path: &Path| std::path::absolute(path).map(|path| path.parent().map(Path::to_owned));
    if let Some(from) = folder(&asked.session)?
        && folder(&asked.output)?.as_ref() != Some(&from)
    {
        let places = sources::in_full(work.session(), &from);
        work.apply(Edit::Several(places), &stamp)?;
    }
    let written = format::write(&work, &ViewState::default(), &texts)?;
    // What is written must open.
    read(written.as_bytes(), &|_| None).map_err(|problems| OpenError::Broken {
        path: asked.output.clone(),
        problems,
    })?;
    store.write_out(&asked.output, &written)?;
    let session = work.session();
    output::tell(&format!(
        "{} of {} records in the file were whole. With its backup and journal: {} documents, {} \
         claims, {} pieces of evidence, {steps} steps of history, now in {}.",
        whole.0,
        whole.1,
        session.documents.len(),
        session.claims.len(),
        session.evidence.len(),
        asked.output.display()
    ));
    Ok(Outcome::Done)
}
