//! Shared passages are looked for beside the keys, and the search ends when its session is left.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use jiff::civil::Date;

use super::super::event::Report;
use super::super::state::{Facts, Progress, Shared};
use crate::compare::{self, Compared};
use crate::parallel::{Finder, Found, Parallel, Settings, Watch};
use crate::text::{Document, DocumentId};

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

/// The search of an open session, as it goes on.
struct Search<'r> {
    open: &'r UntilLeft,
    report: &'r (dyn Fn(Report) -> bool + Sync),
    /// How many hundredths of it were done before, and how many belong to what is done now.
    before: usize,
    share: usize,
    /// How many were reported last: a number is worth a new picture, a step of the search is not.
    told: AtomicUsize,
}

impl<'r> Search<'r> {
    fn new(
        open: &'r UntilLeft,
        report: &'r (dyn Fn(Report) -> bool + Sync),
        (before, share): (usize, usize),
    ) -> Self {
        report(Report::Progress(Some(Progress::Finding(before))));
        Self {
            open,
            report,
            before,
            share,
            told: AtomicUsize::new(before),
        }
    }
}

impl Watch for Search<'_> {
    fn progress(&self, done: usize, of: usize) {
        let percent = self.before + self.share * done / of.max(1);
        if self.told.fetch_max(percent, Ordering::Relaxed) < percent {
            (self.report)(Report::Progress(Some(Progress::Finding(percent))));
        }
    }

    fn cancelled(&self) -> bool {
        self.open.cancelled()
    }
}

/// How many hundredths of a search it takes to read the words; the rest is for comparing.
const READING: usize = 40;

/// How much text is searched for shared passages, in bytes: with more, what is remembered of its
/// words would not stay under 1 GiB.
const SEARCHED: usize = 48 * 1024 * 1024;

/// How much text is searched for what one text repeats, in bytes: with more, that takes longer than
/// what texts share, and `crosscheck parallels` of one text finds it too.
const REPEATS: usize = 2 * 1024 * 1024;

/// The documents that are searched: all, or the smallest whose texts are together no longer than the
/// limit.
fn searched(documents: &[Document]) -> Vec<Document> {
    let mut lengths: Vec<usize> = documents
        .iter()
        .map(|document| document.text.len())
        .collect();
    lengths.sort_unstable();
    let mut all = 0_usize;
    let fitting = lengths.into_iter().take_while(|length| {
        all = all.saturating_add(*length);
        all <= SEARCHED
    });
    let longest = fitting.last().unwrap_or(0);
    let kept = documents
        .iter()
        .filter(|document| document.text.len() <= longest);
    kept.cloned().collect()
}

/// Looks for shared passages in all documents and reports them.
pub fn find(
    all: &[Document],
    settings: Settings,
    watch: &UntilLeft,
    report: &(dyn Fn(Report) -> bool + Sync),
) {
    let documents = &*searched(all);
    if documents.len() < all.len() && all.len() > 1 {
        let left_out = all.len() - documents.len();
        let texts = if left_out == 1 {
            "text is"
        } else {
            "texts are"
        };
        let most = SEARCHED / (1024 * 1024);
        report(Report::Told(format!(
            "{left_out} large {texts} not searched for shared passages: together more than {most} MiB"
        )));
    }
    let mut compared = Compared::default();
    if !documents.is_empty() {
        let mut finder = Finder::new(settings);
        let reading = Search::new(watch, report, (0, READING));
        if finder.take_in(documents, &reading).is_err() {
            return;
        }
        let comparing = Search::new(watch, report, (READING, 100 - READING));
        if let Ok(Found {
            parallels: mut found,
            boilerplate,
        }) = finder.search(&comparing)
        {
            let shared = Shared::new(&found).with_boilerplate(boilerplate.clone());
            if let Some(repeats) = repeats(&finder, documents, watch) {
                found.extend(repeats);
                let found = Shared::new(&found).with_boilerplate(boilerplate);
                report(Report::Found(found));
            }
            compared = compare::compared(shared.all(), documents, &|| watch.cancelled());
        }
    }
    report(Report::Compared(compared.into()));
    report(Report::Progress(None));
}

/// What single texts repeat, where they are not too long together; nothing when the session was left.
fn repeats(finder: &Finder, documents: &[Document], watch: &UntilLeft) -> Option<Vec<Parallel>> {
    let mut found = vec![];
    let sizes = documents.iter().map(|document| document.text.len());
    if sizes.sum::<usize>() <= REPEATS {
        for document in documents {
            if watch.cancelled() {
                return None;
            }
            found.extend(finder.parallels_between(document.id, document.id));
        }
    }
    Some(found)
}

/// Gathers the facts of documents and reports them.
pub fn gather(
    documents: &[Document],
    days: &BTreeMap<DocumentId, Date>,
    compared: &Compared,
    watch: &UntilLeft,
    report: &dyn Fn(Report) -> bool,
) {
    if !watch.cancelled() {
        report(Report::Gathered(Facts::gather(
            &searched(documents),
            days,
            compared,
        )));
    }
}
