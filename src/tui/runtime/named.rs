//! The files and folders that were named are looked through beside the keys, whatever lies in them.

use std::collections::HashSet;
use std::path::PathBuf;

use super::super::event::Report;
use super::super::state::{Discovered, Progress};
use super::finding::UntilLeft;
use super::reading::Wanted;
use crate::parallel::Watch as _;
use crate::session::Source;
use crate::source::{SourceError, discover_while};
use crate::store::shelf::Shelf;
use crate::text::DocumentId;

/// What was named, before it is looked through.
#[derive(Clone, Debug)]
pub struct Named {
    /// Files and folders, absolute.
    pub paths: Vec<PathBuf>,
    /// Whether something came on standard input.
    pub pasted: bool,
    /// What the session has already.
    pub known: HashSet<Source>,
    /// The number of the first document that is new to it.
    pub first: u32,
    /// The time, as records write it.
    pub now: String,
}

impl Named {
    /// Looks for texts, and reports how many are found until the session is left. Returns what was
    /// found, and the texts to read that the session does not have yet.
    pub fn look(
        self,
        shelf: &Shelf,
        watch: &UntilLeft,
        report: &dyn Fn(Report) -> bool,
    ) -> (Discovered, Vec<Wanted>) {
        let found = discover_while(&self.paths, &|texts| {
            !watch.cancelled() && report(Report::Progress(Some(Progress::Looking(texts))))
        });
        let nothing = (found.files.is_empty() && !self.pasted)
            .then(|| nothing_found(&self.paths, &found.problems));
        let files = found.files.iter();
        let files = files.map(|file| Source::File(shelf.path_for_session(file)));
        let sources = files.chain(self.pasted.then_some(Source::Pasted));
        let fresh = sources.filter(|source| !self.known.contains(source));
        let wanted: Vec<_> = fresh
            .zip(self.first..)
            .map(|(source, number)| Wanted::New {
                id: DocumentId(number),
                source,
                now: self.now.clone(),
            })
            .collect();
        let discovered = Discovered {
            names: wanted.iter().map(|it| (it.id(), it.name())).collect(),
            skipped: found.skipped,
            problems: found.problems.iter().map(ToString::to_string).collect(),
            nothing,
        };
        (discovered, wanted)
    }
}

fn nothing_found(paths: &[PathBuf], problems: &[SourceError]) -> String {
    if problems.is_empty() {
        let names: Vec<_> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        format!(
            "There is no text in {}. Name files or folders that hold some.",
            names.join(", ")
        )
    } else {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        problems.join("\n")
    }
}
