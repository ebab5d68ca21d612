//! `crosscheck verify`: whether a session is whole, its history retraced, and its texts as they were
//! read.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::sources::Reading;
use super::{Outcome, output};
use crate::session::Hash;
use crate::store::shelf::Shelf;
use crate::store::sources::{self, SourceState};
use crate::store::{Access, Notice, OpenError, Why};
use crate::text::Visible;

/// What is verified.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck verify my-session.ron
  crosscheck verify my-session.ron && git commit my-session.ron
  crosscheck verify my-session.ron --continues 5f1c…   (what it printed as the last hash before)")]
pub struct Verify {
    /// The session file
    session: PathBuf,
    /// The hash of a step that the history must hold, as printed before: a history that was written
    /// anew from its first step on holds in itself, but does not hold this
    #[arg(long, value_name = "HASH")]
    continues: Option<Hash>,
}

/// Says what holds and what does not; found wrong where anything does not.
pub fn run(asked: &Verify) -> anyhow::Result<Outcome> {
    let store = Reading::default().store()?;
    let opened = match store.look(&asked.session) {
        Ok(opened) => opened,
        Err(broken @ OpenError::Broken { .. }) => {
            output::print(&format!("{broken}\n"))?;
            return Ok(Outcome::FoundWrong);
        }
        Err(error) => return Err(error.into()),
    };
    let mut report = String::new();
    let mut wrong = false;
    for notice in &opened.notices {
        wrong |= !matches!(notice, Notice::Recovered(_) | Notice::OtherNames(_));
        let _ = writeln!(report, "{}", Visible::of(&notice.to_string()));
    }
    if let Access::ReadOnly(why) = &opened.access
        && *why != Why::Looking
    {
        let _ = writeln!(
            report,
            "It can only be read: {}.",
            Visible::of(&why.to_string())
        );
    }
    let steps = opened.work.history().len();
    let head = opened.work.head();
    let _ = writeln!(
        report,
        "History: {steps} steps, each follows from the one before. Last {head}"
    );
    if let Some(hash) = asked.continues {
        let step = opened.work.history().iter().find(|step| step.hash == hash);
        wrong |= step.is_none();
        let _ = match step {
            Some(step) => writeln!(report, "It continues {hash}, its step {}.", step.number),
            None => writeln!(report, "It does not continue {hash}: it was rewritten."),
        };
    }
    let shelf = Shelf::new(&store, &asked.session, None).with_packed(opened.packed.clone());
    let records = &opened.work.session().documents;
    let states = sources::look(&shelf, records, &|_| true);
    for (record, (_, state)) in records.iter().zip(states) {
        let Some(what) = matter(&state) else {
            continue;
        };
        wrong = true;
        let kept = match shelf.copy(record) {
            Some(_) => "the text as it was read is kept",
            None => "the text as it was read is lost",
        };
        let _ = writeln!(
            report,
            "{}: {} {}; {kept}",
            record.id,
            Visible::of(&record.title),
            Visible::of(&what),
        );
    }
    let texts = opened.work.session().documents.len();
    let _ = writeln!(report, "Texts: {texts} looked at.");
    output::print(&report)?;
    Ok(if wrong {
        Outcome::FoundWrong
    } else {
        Outcome::Done
    })
}

/// What is the matter with a source, after the document's name; `None` where nothing is.
fn matter(state: &SourceState) -> Option<String> {
    match state {
        SourceState::Unchanged => None,
        SourceState::Changed(_) => Some("has changed on disk since it was read".to_owned()),
        SourceState::Moved(path) => Some(format!("was moved to {}", path.display())),
        SourceState::Missing => Some("is no longer there".to_owned()),
        SourceState::Unreadable(why) => Some(format!("can no longer be read ({why})")),
    }
}
