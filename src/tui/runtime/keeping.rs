//! The work goes to disk: every edit through a [`Keeper`], which is started with the first one, so
//! that looking at a session writes nothing.

use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use super::super::state::State;
use crate::session::{Entry, ViewState};
use crate::store::texts::Texts;
use crate::store::{CloseError, Hold, Keeper, Pace, SaveStatus};

/// How many copies are written at a time. Each waits for the disk more than it works, and a disk takes
/// several such waits together.
const COPIERS: usize = 8;

/// Keeps one session.
pub struct Keeping {
    /// Until the first edit.
    hold: Option<Hold>,
    keeper: Option<Keeper>,
    /// How many entries of the history are on their way to the disk.
    recorded: usize,
    texts: Texts,
    copies: Vec<JoinHandle<()>>,
    status: Arc<dyn Fn(SaveStatus) + Send + Sync>,
}

impl Keeping {
    /// Keeps what was opened with this hold, from this history on.
    pub fn new(
        hold: Option<Hold>,
        texts: Texts,
        history: &[Arc<Entry>],
        status: impl Fn(SaveStatus) + Send + Sync + 'static,
    ) -> Self {
        let status = Arc::new(status);
        Self {
            hold,
            keeper: None,
            recorded: history.len(),
            texts,
            copies: vec![],
            status,
        }
    }

    /// A new session was begun again, with more documents: there is nothing to record of that.
    pub fn begun_anew(&mut self, state: &State) {
        if self.keeper.is_none() {
            self.recorded = state.work.history().len();
        }
    }

    /// Takes the new entries of the history to the disk.
    pub fn record(&mut self, state: &State) {
        let history = state.work.history();
        if self.keeper.is_none()
            && let Some(hold) = self.hold.take()
        {
            self.start(hold, history.len().saturating_sub(self.recorded), state);
        } else if let Some(keeper) = &self.keeper {
            for entry in history.iter().skip(self.recorded) {
                keeper.record(entry);
            }
        }
        self.recorded = history.len();
    }

    /// Starts to keep the work, the newest `new` entries of which are not on the disk yet.
    fn start(&mut self, hold: Hold, new: usize, state: &State) {
        let status = self.status.clone();
        let status = Box::new(move |saving| status(saving));
        let (work, view) = (state.work.clone(), view_of(state));
        let keeper = Keeper::spawn(hold, work, new, view, Pace::default(), status);
        self.keeper = Some(keeper);
        self.copy_texts(state);
    }

    /// Keeps copies of the texts as they were read, so that they are there when a file changes.
    fn copy_texts(&mut self, state: &State) {
        let all = state.desk.all_ready();
        self.copy(all.map(|document| document.text.clone()).collect());
    }

    /// Keeps copies of texts.
    pub fn copy(&mut self, all: Vec<Arc<str>>) {
        let all = Arc::new(Mutex::new(all.into_iter()));
        let next = move || all.lock().ok()?.next();
        let copiers = (0..COPIERS).map(|_| {
            let (texts, next) = (self.texts.clone(), next.clone());
            thread::spawn(move || {
                while let Some(text) = next() {
                    // A copy that cannot be kept is missed only if the file changes: it is told then.
                    let _ = texts.keep(&text);
                }
            })
        });
        self.copies.extend(copiers);
    }

    /// Remembers what the screen looks like, to be saved with the next edit or at the end.
    pub fn look(&self, state: &State) {
        if let Some(keeper) = &self.keeper {
            keeper.view(view_of(state));
        }
    }

    /// Writes what is left and ends.
    ///
    /// # Errors
    /// [`CloseError`] where that cannot be done; it says where the work is.
    pub fn close(mut self, state: &State) -> Result<(), CloseError> {
        self.look(state);
        for copy in self.copies.drain(..) {
            let _ = copy.join();
        }
        match self.keeper.take() {
            Some(keeper) => keeper.close(),
            None => Ok(()),
        }
    }
}

fn view_of(state: &State) -> ViewState {
    state.view_state()
}
