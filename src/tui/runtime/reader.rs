//! The thread that looks for texts and reads them: those of the first screen, which the screen waits
//! for a moment; once that is drawn all others, what is hidden in them, and what they share.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::super::event::Report;
use super::super::state::{Discovered, Slot};
use super::finding::{self, UntilLeft};
use super::named::Named;
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
    /// Those that the session knows, in the order of the desk.
    pub known: Vec<Wanted>,
    /// Where more are looked for.
    pub named: Option<Named>,
    /// Those that the panes show; empty where the first that can be read are to be shown.
    pub shown: HashSet<DocumentId>,
    /// How many panes there are.
    pub panes: usize,
    /// What is set about the finder.
    pub finder: parallel::Settings,
    /// The time, as records write it.
    pub now: String,
}

/// What comes of the first screen's texts.
#[derive(Debug)]
enum First {
    /// What was named is looked through.
    Discovered(Discovered),
    /// A text was read, or cannot be.
    Arrived(DocumentId, Box<Arrival>),
}

/// What of the first screen came in time.
#[derive(Debug, Default)]
pub struct InTime {
    /// What was found under the paths that were named.
    pub discovered: Option<Discovered>,
    /// The texts that were read, or cannot be.
    pub arrivals: Vec<(DocumentId, Arrival)>,
}

/// The thread, before it goes on to what the first screen does not need.
#[derive(Debug)]
pub struct Reader {
    first: Receiver<First>,
    drawn: Sender<()>,
}

impl Reader {
    /// Begins with the texts of the first screen.
    pub fn start(
        texts: ToRead,
        watch: UntilLeft,
        report: impl Fn(Report) -> bool + Send + Sync + 'static,
    ) -> Self {
        let (arrive, first) = channel();
        let (drawn, go) = channel();
        thread::spawn(move || {
            let mut reading = Reading {
                room: Room::default(),
                shelf: texts.shelf,
                shown: texts.shown,
                panes: texts.panes,
                now: texts.now,
                documents: vec![],
                left: vec![],
                arrive: Some(arrive),
                report: &report,
            };
            let is_known = !texts.known.is_empty();
            reading.read_first(texts.known);
            if is_known {
                // The first screen is complete, however long the search takes.
                reading.arrive = None;
            }
            if let Some(named) = texts.named {
                let (discovered, wanted) = named.look(&reading.shelf, &watch, &report);
                reading.send(First::Discovered(discovered));
                reading.read_first(wanted);
            }
            reading.arrive = None;
            // The session was left before it was drawn.
            if go.recv().is_err() {
                return;
            }
            reading.read_all_others();
            finding::find(&reading.documents, texts.finder, &watch, &report);
        });
        Self { first, drawn }
    }

    /// Waits for the first screen's texts and returns what came in time, and how to go on; the rest
    /// is reported.
    pub fn wait(self) -> (InTime, GoOn) {
        let end = Instant::now() + PATIENCE;
        let mut came = InTime::default();
        while let Ok(first) = self
            .first
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            match first {
                First::Discovered(discovered) => came.discovered = Some(discovered),
                First::Arrived(id, arrival) => came.arrivals.push((id, *arrival)),
            }
        }
        (came, GoOn(self.drawn))
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

/// Texts that are being read.
struct Reading<'r> {
    room: Room,
    shelf: Shelf,
    shown: HashSet<DocumentId>,
    panes: usize,
    now: String,
    /// Those that are read.
    documents: Vec<Document>,
    /// Those that the first screen does not need.
    left: Vec<Wanted>,
    /// To the screen that waits for its first texts.
    arrive: Option<Sender<First>>,
    report: &'r dyn Fn(Report) -> bool,
}

impl Reading<'_> {
    /// Reads the texts of the panes, or the first that can be read, as many as there are panes.
    fn read_first(&mut self, wanted: Vec<Wanted>) {
        for wanted in wanted {
            let needed = if self.shown.is_empty() {
                self.documents.len() < self.panes
            } else {
                self.shown.contains(&wanted.id())
            };
            if !needed {
                self.left.push(wanted);
                continue;
            }
            let arrival = self.room.read(&self.shelf, &wanted, &self.now);
            if let Slot::Ready(document) = &arrival.slot {
                self.documents.push(document.clone());
            }
            self.send(First::Arrived(wanted.id(), Box::new(arrival)));
        }
    }

    /// Hands something to the screen that waits for it, or reports it to one that no longer does.
    fn send(&self, first: First) {
        let late = match &self.arrive {
            Some(arrive) => arrive.send(first).err().map(|late| late.0),
            None => Some(first),
        };
        match late {
            None => {}
            Some(First::Discovered(discovered)) => {
                (self.report)(Report::Discovered(discovered));
            }
            Some(First::Arrived(id, arrival)) => {
                for news in News::of(vec![(id, *arrival)]).into_reports() {
                    (self.report)(news);
                }
            }
        }
    }

    /// Reads what the first screen does not need, and looks for what is hidden in all texts.
    fn read_all_others(&mut self) {
        reading::scan(&self.documents, self.report);
        let read = reading::read_all(
            &self.shelf,
            &self.left,
            &self.now,
            &mut self.room,
            self.report,
        );
        reading::scan(&read, self.report);
        self.documents.extend(read);
    }
}
