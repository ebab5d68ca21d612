//! `crosscheck merge`: two analysts' work on one session, by claim and field; as a merge driver of
//! git, too.

use std::path::{Path, PathBuf};

use clap::Args;

use super::sources::Reading;
use super::{Outcome, output};
use crate::session::merge::merge;
use crate::session::{Edit, Session, Stamp, Work};
use crate::store::format::{self, PackedText};
use crate::store::{Opened, Store};

/// What is merged.
#[derive(Args)]
#[command(after_help = "\
Conflicts are kept side by side in the merged session, to be decided in the workbench; the exit code
is 1 then.

Examples:
  crosscheck merge --base old.ron mine.ron theirs.ron -o merged.ron

As a merge driver of git:
  git config merge.crosscheck.driver 'crosscheck merge --base %O %A %B -o %A'
  echo '*.ron merge=crosscheck' >> .gitattributes")]
pub struct Merge {
    /// The session that both began with
    #[arg(long)]
    base: PathBuf,
    /// The session whose versions stand where both changed the same
    ours: PathBuf,
    /// The session that is brought in
    theirs: PathBuf,
    /// The file to write
    #[arg(short, long)]
    output: PathBuf,
}

/// Merges; found wrong where there are conflicts.
pub fn run(asked: &Merge) -> anyhow::Result<Outcome> {
    let store = Reading::default().store()?;
    let base = base(&store, &asked.base)?;
    let ours = opened(&store, &asked.ours)?;
    let theirs = opened(&store, &asked.theirs)?;
    let texts = both_texts(&ours.packed, &theirs.packed);
    let stamp = Stamp {
        author: "merge".to_owned(),
        at: crate::store::now().to_string(),
    };
    let view = ours.view;
    let (mut ours, theirs) = (ours.work, theirs.work);
    let mut conflicts = 0;
    if theirs.history().starts_with(ours.history()) {
        ours = theirs;
    } else if !ours.history().starts_with(theirs.history()) {
        conflicts = bring_in(&mut ours, &theirs, &base, stamp)?;
    }
    store.write_out(&asked.output, &format::write(&ours, &view, &texts)?)?;
    if conflicts == 0 {
        return Ok(Outcome::Done);
    }
    let file = asked.output.display();
    output::tell(&match conflicts {
        1 => format!("{file} has 1 conflict; open it to decide it"),
        more => format!("{file} has {more} conflicts; open it to decide them"),
    });
    Ok(Outcome::FoundWrong)
}

/// Makes their changes in our session, under the name of whoever made the last of them.
fn bring_in(ours: &mut Work, theirs: &Work, base: &Session, stamp: Stamp) -> anyhow::Result<usize> {
    let merged = merge(base, ours.session(), theirs.session());
    let author = theirs
        .history()
        .last()
        .map_or(&stamp.author, |last| &last.stamp.author)
        .clone();
    if !merged.edits.is_empty() {
        ours.apply(Edit::Several(merged.edits), &Stamp { author, ..stamp })?;
    }
    Ok(merged.conflicts)
}

/// The common ancestor; git gives an empty file where both sides added the session.
fn base(store: &Store, path: &Path) -> anyhow::Result<Session> {
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() == 0) {
        return Ok(Session::default());
    }
    Ok(opened(store, path)?.work.session().clone())
}

/// A session with the edits of its journal, and a word on what was met.
fn opened(store: &Store, path: &Path) -> anyhow::Result<Opened> {
    let opened = store.copy(path)?;
    output::tell_all(&opened.notices);
    Ok(opened)
}

/// The texts that either session is packed with.
fn both_texts(ours: &[PackedText], theirs: &[PackedText]) -> Vec<PackedText> {
    let mut texts = [ours, theirs].concat();
    texts.sort_by_key(|text| text.sha256);
    texts.dedup();
    texts
}
