//! The keeper of a session: a thread that has every edit on the disk a moment after it was made.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::disk::DiskFile;
use super::hold::{FoldError, Hold, Rescue, Saved};
use super::journal;
use super::save::SaveError;
use crate::session::{Entry, ViewState, Work};

/// Whether the work is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// All of it, since this moment; a power cut loses nothing.
    Saved {
        /// When.
        at: jiff::Timestamp,
        /// How many steps of the history are there.
        steps: usize,
    },
    /// Not yet.
    Saving,
    /// Not, and why, in a sentence. It is tried again.
    NotSaved {
        /// Why.
        why: String,
        /// Whether another program changed the session file. The edits are in the journal then, and
        /// opening the session again merges them.
        overtaken: bool,
    },
}

/// How long the keeper waits.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// After the last edit, before the session file is written.
    pub idle: Duration,
    /// After a failure, before it is tried again.
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(3),
            retry: Duration::from_secs(1),
        }
    }
}

/// What is called with every change of the status, on the keeper's thread.
pub type OnStatus = Box<dyn Fn(SaveStatus) + Send>;

enum Message {
    Record(Arc<Entry>),
    View(Box<ViewState>),
    Folded(Result<Saved, FoldError>),
    Close,
}

/// Keeps one session on the disk. Dropping it saves what is left, as [`Keeper::close`] does.
#[derive(Debug)]
pub struct Keeper {
    messages: Sender<Message>,
    thread: Option<JoinHandle<Result<(), CloseError>>>,
}

/// Why a session file could not be written at the end, and where the work is instead.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// All edits are in the journal.
    #[error("{why}. Your edits are safe in {}, and are there again when the session is opened", .journal.display())]
    InJournal {
        /// Why the session file was not written.
        why: FoldError,
        /// The journal.
        journal: PathBuf,
    },
    /// Not even the journal could be written, so the whole session is in another file.
    #[error("{why}. Your work is saved in {} instead: open that to go on", .rescue.display())]
    Rescued {
        /// Why the session file was not written.
        why: FoldError,
        /// The other file.
        rescue: PathBuf,
    },
    /// Nor does the system say that anything reached a disk; the whole session is in another file,
    /// which a power cut may still lose.
    #[error(
        "{why}. Your work is written to {} instead, but the system does not say that it has reached \
         the disk: copy that file to another disk before this machine is switched off",
        .rescue.display()
    )]
    Unsynced {
        /// Why the session file was not written.
        why: FoldError,
        /// The other file.
        rescue: PathBuf,
    },
    /// The newest edits are nowhere.
    #[error("{why}, and {} could not be saved elsewhere either: {elsewhere}", last(*.edits))]
    Lost {
        /// Why the session file was not written.
        why: FoldError,
        /// How many edits are lost.
        edits: usize,
        /// Why they could not be saved elsewhere.
        elsewhere: FoldError,
    },
}

/// The edits that are lost, in words.
fn last(edits: usize) -> String {
    match edits {
        1 => "the last edit".to_owned(),
        more => format!("the last {more} edits"),
    }
}

impl Keeper {
    /// Starts keeping `work`, which was opened with this hold. The newest `new` entries of its history
    /// were made since, and are saved at once.
    pub fn spawn(
        mut hold: Hold,
        work: Work,
        new: usize,
        view: ViewState,
        pace: Pace,
        status: OnStatus,
    ) -> Self {
        let (messages, inbox) = mpsc::channel();
        let folded = messages.clone();
        let history = work.history();
        let known = history.len().saturating_sub(new);
        hold.unfolded.extend(history.iter().skip(known).cloned());
        let writer = Writer {
            hold,
            work: Arc::new(work),
            view,
            pace,
            status,
            inbox,
            folded,
            journal: None,
            unsaved: new,
            folding: false,
            failed_folds: 0,
            due: None,
            edited: new > 0,
        };
        Self {
            messages,
            thread: Some(thread::spawn(move || writer.run())),
        }
    }

    /// Takes an edit to the disk. Returns at once.
    pub fn record(&self, entry: &Arc<Entry>) {
        // The thread ends only when it is closed.
        let _ = self.messages.send(Message::Record(entry.clone()));
    }

    /// Remembers what the screen looks like, to be saved with the next edit or at the end.
    pub fn view(&self, view: ViewState) {
        let _ = self.messages.send(Message::View(Box::new(view)));
    }

    /// Writes the session file, if there was an edit, and ends.
    ///
    /// # Errors
    /// [`CloseError`] where the session file could not be written; it says where the work is.
    pub fn close(mut self) -> Result<(), CloseError> {
        self.end()
    }

    fn end(&mut self) -> Result<(), CloseError> {
        let _ = self.messages.send(Message::Close);
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(_)) | None => Ok(()),
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // What could not be folded stays in the journal.
        let _ = self.end();
    }
}

/// The keeper's thread.
struct Writer {
    hold: Hold,
    /// The work as it is to be on the disk; shared with a fold while that runs.
    work: Arc<Work>,
    view: ViewState,
    pace: Pace,
    status: OnStatus,
    inbox: Receiver<Message>,
    folded: Sender<Message>,
    journal: Option<Box<dyn DiskFile>>,
    /// How many of the newest edits are in neither journal nor session file.
    unsaved: usize,
    folding: bool,
    /// How often in a row the session file could not be written, up to a limit.
    failed_folds: u32,
    /// When to fold, or to try again.
    due: Option<Instant>,
    /// Whether there was an edit since the keeper started.
    edited: bool,
}

impl Writer {
    fn run(mut self) -> Result<(), CloseError> {
        if self.unsaved > 0 {
            self.save_edits();
        }
        loop {
            let mut message = self.next();
            let mut closing = false;
            while let Some(received) = message {
                closing |= self.take(received);
                message = self.inbox.try_recv().ok();
            }
            if self.unsaved > 0 {
                self.save_edits();
            } else if self.due.is_some_and(|due| due <= Instant::now()) {
                self.start_fold();
            }
            if closing {
                return self.finish();
            }
        }
    }

    /// The next message; `None` when something is due before one came.
    fn next(&self) -> Option<Message> {
        match self.due {
            None => self.inbox.recv().ok().or(Some(Message::Close)),
            Some(due) => {
                let wait = due.saturating_duration_since(Instant::now());
                match self.inbox.recv_timeout(wait) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => Some(Message::Close),
                }
            }
        }
    }

    /// Takes a message in; `true` when it asks to end.
    fn take(&mut self, message: Message) -> bool {
        match message {
            Message::Record(entry) => self.record(entry),
            Message::View(view) => self.view = *view,
            Message::Folded(result) => self.fold_ended(result),
            Message::Close => return true,
        }
        false
    }

    fn record(&mut self, entry: Arc<Entry>) {
        if let Err(error) = Arc::make_mut(&mut self.work).follow(entry.clone()) {
            // The screen and the keeper hold the same history, so this is a fault of the program;
            // said loudly, since from here on nothing would be saved.
            self.tell_failure(&format!(
                "the edit does not follow the ones before it: {error}"
            ));
            return;
        }
        self.edited = true;
        self.unsaved += 1;
        self.hold.unfolded.push(entry);
    }

    /// Brings all edits that are in memory only to the disk.
    fn save_edits(&mut self) {
        (self.status)(SaveStatus::Saving);
        let saved = if self.hold.saved.is_none() {
            self.first_save()
        } else {
            self.add_to_journal()
        };
        match saved {
            Ok(()) => {
                self.unsaved = 0;
                self.due = Some(Instant::now() + self.pace.idle);
                self.tell_saved();
            }
            Err(error) => {
                // What is on the disk after a failed write is unknown: the next try starts anew.
                self.journal = None;
                self.tell_failure(&error.to_string());
            }
        }
    }

    fn tell_saved(&self) {
        (self.status)(SaveStatus::Saved {
            at: super::now(),
            steps: self.work.history().len(),
        });
    }

    fn tell_failure(&mut self, why: &str) {
        self.due = Some(Instant::now() + self.pace.retry);
        (self.status)(SaveStatus::NotSaved {
            why: why.to_owned(),
            overtaken: false,
        });
    }

    /// A new session has no file that a journal could continue.
    fn first_save(&mut self) -> Result<(), FoldError> {
        let saved = self.hold.fold(self.work.clone(), self.view.clone()).run()?;
        self.hold.folded(saved);
        Ok(())
    }

    fn add_to_journal(&mut self) -> Result<(), FoldError> {
        let path = &self.hold.files.journal;
        match &mut self.journal {
            // A journal that was moved or removed would take edits and lose them.
            Some(file) if self.hold.is_at(file.as_ref(), path) => {
                let new = self.hold.unfolded.len().saturating_sub(self.unsaved);
                let line = journal::entries_line(self.hold.unfolded.get(new..).unwrap_or_default());
                file.write(line.as_bytes())
                    .and_then(|()| file.sync())
                    .map_err(SaveError::on(path))?;
            }
            _ => self.journal = Some(self.hold.start_journal()?),
        }
        Ok(())
    }

    /// Writes the session file beside the stream of edits, which goes on meanwhile.
    fn start_fold(&mut self) {
        self.due = None;
        if self.folding {
            return;
        }
        self.folding = true;
        let fold = self.hold.fold(self.work.clone(), self.view.clone());
        let folded = self.folded.clone();
        thread::spawn(move || {
            let result = fold.run();
            drop(fold);
            let _ = folded.send(Message::Folded(result));
        });
    }

    fn fold_ended(&mut self, result: Result<Saved, FoldError>) {
        self.folding = false;
        match result {
            Ok(saved) => {
                self.hold.folded(saved);
                self.drop_journal();
                // The trouble that was told is over.
                if std::mem::take(&mut self.failed_folds) > 0 && self.unsaved == 0 {
                    self.tell_saved();
                }
                // Edits that came while the file was written.
                if !self.hold.unfolded.is_empty() {
                    self.due = Some(Instant::now() + self.pace.idle);
                }
            }
            Err(error) => {
                let journal = self.hold.files.journal.display();
                let why = format!("{error}; your edits are safe in {journal}");
                let overtaken = matches!(error, FoldError::ChangedOutside(_));
                (self.status)(SaveStatus::NotSaved { why, overtaken });
                // Nothing is in danger, and a large session is not written again every second.
                self.failed_folds = (self.failed_folds + 1).min(6);
                self.due = Some(Instant::now() + self.pace.retry * (1 << self.failed_folds));
            }
        }
    }

    /// Removes the journal when the session file holds all of it.
    fn drop_journal(&mut self) {
        if self.hold.unfolded.is_empty() {
            self.journal = None;
            // If it stays, its edits are seen to be in the session file already.
            let _ = self.hold.disk.remove(&self.hold.files.journal);
        }
    }

    fn finish(mut self) -> Result<(), CloseError> {
        while self.folding {
            match self.inbox.recv() {
                Ok(message) => {
                    self.take(message);
                }
                Err(_) => break,
            }
        }
        if !self.edited {
            return Ok(());
        }
        match self.hold.fold(self.work.clone(), self.view.clone()).run() {
            Ok(saved) => {
                self.hold.folded(saved);
                self.drop_journal();
                self.tell_saved();
                Ok(())
            }
            // Only what the screen looked like is not in the file.
            Err(_) if self.hold.unfolded.is_empty() => Ok(()),
            Err(why) => Err(self.save_elsewhere(why)),
        }
    }

    /// The session file cannot be written, and the program ends.
    fn save_elsewhere(&mut self, why: FoldError) -> CloseError {
        if self.unsaved == 0 {
            let journal = self.hold.files.journal.clone();
            return CloseError::InJournal { why, journal };
        }
        match self.hold.rescue(&self.work, &self.view) {
            Ok(Rescue::Synced(rescue)) => CloseError::Rescued { why, rescue },
            Ok(Rescue::Written(rescue)) => CloseError::Unsynced { why, rescue },
            Err(elsewhere) => CloseError::Lost {
                why,
                edits: self.unsaved,
                elsewhere,
            },
        }
    }
}
