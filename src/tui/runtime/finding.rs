//! Shared passages are looked for beside the keys, and the search ends when its session is left.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::event::Report;
use super::super::state::{Facts, Progress, Shared};
use crate::compare::{self, Compared};
use crate::parallel::{Finder, Settings, Watch};
use crate::text::Document;

/// Whether a session is still open; the end of the last one that can end it ends it.
#[derive(Debug, Default)]
pub struct Open(Arc<AtomicBool>);

impl Open {
    /// What tells the session's workers when to give up.
    pub fn watch(&self) -> UntilLeft {
        UntilLeft(self.0.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Lets a search run until its session is left.
#[derive(Clone, Debug)]
pub struct UntilLeft(Arc<AtomicBool>);

impl Watch for UntilLeft {
    fn progress(&self, _done: usize, _of: usize) {}

    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Looks for shared passages in all documents and reports them.
pub fn find(documents: &[Document], watch: &UntilLeft, report: &dyn Fn(Report) -> bool) {
    let mut compared = Compared::default();
    if documents.len() > 1 {
        report(Report::Progress(Some(Progress::Finding)));
        let mut finder = Finder::new(Settings::default());
        for document in documents {
            if watch.cancelled() {
                return;
            }
            finder.add(document);
        }
        if let Ok(found) = finder.parallels(watch) {
            let shared = Shared::new(&found);
            report(Report::Found(shared.clone()));
            compared = compare::compared(shared.all(), documents, &|| watch.cancelled());
        }
    }
    report(Report::Compared(compared.into()));
    report(Report::Progress(None));
}

/// Gathers the facts of documents and reports them.
pub fn gather(
    documents: &[Document],
    compared: &Compared,
    watch: &UntilLeft,
    report: &dyn Fn(Report) -> bool,
) {
    if !watch.cancelled() {
        report(Report::Gathered(Facts::gather(documents, compared)));
    }
}
