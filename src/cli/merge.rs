//! `crosscheck merge`: two analysts' work on one session, by claim and field; as a merge driver of
//! git, too.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::{Outcome, output};
use crate::session::merge::merge;
use crate::session::{Edit, Session, Stamp, Work};
use crate::store::format::{self, PackedText};
use crate::store::{OpenError, Read, read, write_file};

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
    let base = base(&asked.base)?;
    let ours = opened(&asked.ours)?;
    let theirs = opened(&asked.theirs)?;
    let view = ours.view.clone();
    let texts = both_texts(&ours, &theirs);
    let stamp = Stamp {
        author: "merge".to_owned(),
        at: crate::store::now().to_string(),
    };
    let (mut ours, theirs) = (ours.into_work(&stamp), theirs.into_work(&stamp));
    let mut conflicts = 0;
    if theirs.history().starts_with(ours.history()) {
        ours = theirs;
    } else if !ours.history().starts_with(theirs.history()) {
        conflicts = bring_in(&mut ours, &theirs, &base, stamp)?;
    }
    write_file(&asked.output, &format::write(&ours, &view, &texts)?)?;
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
fn base(path: &Path) -> anyhow::Result<Session> {
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() == 0) {
        return Ok(Session::default());
    }
    let stamp = Stamp {
        author: String::new(),
        at: String::new(),
    };
    Ok(opened(path)?.into_work(&stamp).session().clone())
}

fn opened(path: &Path) -> anyhow::Result<Read> {
    let bytes =
        std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let broken = |problems| OpenError::Broken {
        path: path.to_owned(),
        problems,
    };
    Ok(read(&bytes, &|_| None).map_err(broken)?)
}

/// The texts that either session is packed with.
fn both_texts(ours: &Read, theirs: &Read) -> Vec<PackedText> {
    let mut texts = [ours.texts.as_slice(), &theirs.texts].concat();
    texts.sort_by_key(|text| text.sha256);
    texts.dedup();
    texts
}
