//! The thread that reads texts: those of the first screen, which the screen waits for a moment; once
//! that is drawn all others, what is hidden in them, and what they share.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::super::event::Report;
use super::super::state::Slot;
use super::finding::{self, UntilLeft};
use super::reading::{self, Arrival, News, Room, Wanted};
use crate::parallel;
use crate::store::shelf::Shelf;
use crate::text::{Document, DocumentId};

/// How long the first screen waits for its texts; then it is drawn without those that are missing.
const PATIENCE: Duration = Duration::from_millis(150);

/// The texts to read.
#[derive(Debug)]
pub struct ToRead {
    /// Where they are found.
    pub shelf: Shelf,
    /// All of them, in the order of the desk.
    pub wanted: Vec<Wanted>,
    /// Those that the panes show; empty where the first that can be read are to be shown.
    pub shown: HashSet<DocumentId>,
    /// How many panes there are.
    pub panes: usize,
    /// What is set about the finder.
    pub finder: parallel::Settings,
    /// The time, as records write it.
    pub now: String,
}

/// The thread, before it goes on to what the first screen does not need.
#[derive(Debug)]
pub struct Reader {
    first: Receiver<(DocumentId, Arrival)>,
    drawn: Sender<()>,
}

impl Reader {
    /// Begins with the texts of the first screen.
    pub fn start(
        texts: ToRead,
        watch: UntilLeft,
        report: impl Fn(Report) -> bool + Send + 'static,
    ) -> Self {
        let (arrive, first) = channel();
        let (drawn, go) = channel();
        thread::spawn(move || {
            let mut room = Room::default();
            let (mut documents, left) = read_first(&texts, &mut room, &arrive, &report);
            drop(arrive);
            // The session was left before it was drawn.
            if go.recv().is_err() {
                return;
            }
            reading::scan(&documents, &report);
            let read = reading::read_all(&texts.shelf, &left, &texts.now, &mut room, &report);
            reading::scan(&read, &report);
            documents.extend(read);
            finding::find(&documents, texts.finder, &watch, &report);
        });
        Self { first, drawn }
    }

    /// Waits for the first screen's texts and returns those that came in time, and how to go on;
    /// the others are reported.
    pub fn wait(self) -> (Vec<(DocumentId, Arrival)>, GoOn) {
        let end = Instant::now() + PATIENCE;
        let mut arrivals = vec![];
        while let Ok(arrival) = self
            .first
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            arrivals.push(arrival);
        }
        (arrivals, GoOn(self.drawn))
    }
}

/// Lets the thread go on.
#[derive(Debug)]
pub struct GoOn(Sender<()>);

impl GoOn {
    /// The first screen is drawn.
    pub fn go_on(self) {
        // A thread that failed has told so.
        let _ = self.0.send(());
    }
}

/// Reads the texts of the panes, or the first that can be read, as many as there are panes. Returns
/// them, and what is left to read.
fn read_first(
    texts: &ToRead,
    room: &mut Room,
    arrive: &Sender<(DocumentId, Arrival)>,
    report: &dyn Fn(Report) -> bool,
) -> (Vec<Document>, Vec<Wanted>) {
    let mut documents = vec![];
    let mut left = vec![];
    for wanted in &texts.wanted {
        let needed = if texts.shown.is_empty() {
            documents.len() < texts.panes
        } else {
            texts.shown.contains(&wanted.id())
        };
        if !needed {
            left.push(wanted.clone());
            continue;
        }
        let arrival = room.read(&texts.shelf, wanted, &texts.now);
        if let Slot::Ready(document) = &arrival.slot {
            documents.push(document.clone());
        }
        if let Err(late) = arrive.send((wanted.id(), arrival)) {
            // The screen has not waited for it.
            for news in News::of(vec![late.0]).into_reports() {
                report(news);
            }
        }
    }
    (documents, left)
}
