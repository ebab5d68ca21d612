//! `crosscheck pack`: a session with its texts in one file, which opens anywhere.

use std::path::PathBuf;

use clap::Args;

use super::sources::Reading;
use super::{Outcome, output};
use crate::store::format::{self, PackedText};
use crate::store::shelf::{Found, Shelf};

/// What is packed.
#[derive(Args)]
#[command(after_help = "\
Example:
  crosscheck pack my-session.ron -o to-my-colleague.ron")]
pub struct Pack {
    /// The session file
    session: PathBuf,
    /// The file to write; SESSION.packed.ron where it is left out
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// Packs; found wrong where a text can no longer be had.
pub fn run(asked: &Pack) -> anyhow::Result<Outcome> {
    let store = Reading::default().store()?;
    let opened = store.copy(&asked.session)?;
    output::tell_all(&opened.notices);
    let shelf = Shelf::new(&store, &asked.session, None).with_packed(opened.packed.clone());
    let mut texts = vec![];
    let mut outcome = Outcome::Done;
    for record in &opened.work.session().documents {
        match shelf.find(record) {
            Found::Same(text) | Found::Copy(text, _) => {
                texts.push(PackedText {
                    sha256: record.text,
                    text,
                });
            }
            Found::Lost(why) => {
                output::tell(&format!("{}: {why}", record.title));
                outcome = Outcome::FoundWrong;
            }
        }
    }
    texts.sort_by_key(|text| text.sha256);
    texts.dedup();
    let packed = asked
        .output
        .clone()
        .unwrap_or_else(|| asked.session.with_extension("packed.ron"));
    output::is_another_file(&packed, &asked.session)?;
    let written = format::write(&opened.work, &opened.view, &texts)?;
    store.write_out(&packed, &written)?;
    Ok(outcome)
}
