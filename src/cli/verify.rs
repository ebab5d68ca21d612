//! `crosscheck verify`: whether a session is whole, its history retraced, and its texts as they were
//! read.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::{Outcome, output};
use crate::store::shelf::{Found, Shelf};
use crate::store::{Access, Dirs, Notice, OpenError, Store};
use crate::text::Visible;

/// What is verified.
#[derive(Args)]
#[command(after_help = "\
Examples:
  crosscheck verify my-session.ron
  crosscheck verify my-session.ron && git commit my-session.ron")]
pub struct Verify {
    /// The session file
    session: PathBuf,
}

/// Says what holds and what does not; found wrong where anything does not.
pub fn run(asked: &Verify) -> anyhow::Result<Outcome> {
    let store = Store::new(Dirs::of(|name| std::env::var_os(name))?);
    let opened = match store.open(&asked.session) {
        Ok(opened) => opened,
        Err(broken @ OpenError::Broken { .. }) => {
            output::print(format!("{broken}\n"))?;
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
    if let Access::ReadOnly(why) = &opened.access {
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
    let shelf = Shelf::new(&store, &asked.session, None);
    for record in &opened.work.session().documents {
        let what = match shelf.find(record) {
            Found::Same(_) => continue,
            Found::Copy(_, changed) => format!("{}; the text as read is kept", changed.words()),
            Found::Lost(_) => "is lost: neither its file nor a copy is as it was read".to_owned(),
        };
        wrong = true;
        let _ = writeln!(
            report,
            "{}: {} {what}",
            record.id,
            Visible::of(&record.title)
        );
    }
    let texts = opened.work.session().documents.len();
    let _ = writeln!(report, "Texts: {texts} looked at.");
    output::print(report)?;
    Ok(if wrong {
        Outcome::FoundWrong
    } else {
        Outcome::Done
    })
}
