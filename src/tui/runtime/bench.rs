//! A session on the bench: its state, and the workers that read, find and keep for it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ratatui::layout::Size;

use super::super::action::{Action, SessionAction};
use super::super::effect::{Effect, How, LongSearch, Looking, Reopening};
use super::super::event::{Event, Report};
use super::super::state::{Layer, Panes, Progress, Rereading, Sought, State, Telling, Told};
use super::super::update::{Now, update};
use super::beginning::{Begun, first_shown, known, lay_out};
use super::events::Input;
use super::keeping::Keeping;
use super::opening::{CannotOpen, Fresh, Opened, Opening, written};
use super::reader::{GoOn, Reader, ToRead};
use super::reading::{self, News, Wanted};
use super::run::{RunError, Surroundings};
use super::signals::Signal;
use super::sources::{self, ToReview};
use super::terminal::Screen;
use super::{clipboard, finding, rescue};
use crate::export;
use crate::parallel::leads;
use crate::session::{DocumentRecord, ViewState, Work};
use crate::source::Read;
use crate::store::recent;
use crate::store::shelf::{Page, Shelf};
use crate::store::{CloseError, Files};
use crate::text::search::find;
use crate::text::{Document, DocumentId};

/// What comes to the bench.
pub enum Incoming {
    /// From the terminal.
    Input(Input),
    /// From the system.
    Signal(Signal),
    /// From a worker of the session with this number.
    Report(usize, Report),
}

impl From<Input> for Incoming {
    fn from(input: Input) -> Self {
        Incoming::Input(input)
    }
}

impl From<Signal> for Incoming {
    fn from(signal: Signal) -> Self {
        Incoming::Signal(signal)
    }
}

/// How it goes on.
pub enum Next {
    /// With this session.
    Go,
    /// With another session.
    Open(Opening),
    /// With the same session, closed and opened again.
    Again(Opening),
    /// With the same session in a new file beside its own.
    Beside,
    /// Not at all.
    Leave,
}

/// What workers of the session with this number report by.
fn reporter(
    sender: &Sender<Incoming>,
    number: usize,
) -> impl Fn(Report) -> bool + Send + use<> + 'static {
    let sender = sender.clone();
    move |report| sender.send(Incoming::Report(number, report)).is_ok()
}

/// How long what has come is taken before the screen is drawn again, however much more comes.
const TAKEN: Duration = Duration::from_millis(8);

/// A session that is worked on, with its workers.
pub struct Bench<'s> {
    /// What is drawn.
    pub state: State,
    keeping: Keeping,
    /// Ends the workers when the session is left.
    open: finding::Open,
    /// Lets the thread that reads go on, once the first screen is drawn.
    reader: Option<GoOn>,
    shelf: Shelf,
    view: ViewState,
    surroundings: &'s Surroundings,
    sender: Sender<Incoming>,
    number: usize,
    path: PathBuf,
    /// Why what was named is not open, where something else is offered instead.
    unopened: Option<CannotOpen>,
}

impl<'s> Bench<'s> {
    /// Opens what was named and reads the texts of the first screen. The number tells this session's
    /// workers from those of the sessions before.
    ///
    /// # Errors
    /// [`CannotOpen`] where nothing is left to show.
    pub fn open(
        opening: Opening,
        surroundings: &'s Surroundings,
        sender: &Sender<Incoming>,
        number: usize,
    ) -> Result<Self, CannotOpen> {
        let Surroundings {
            store,
            settings,
            author,
            zone,
            ..
        } = surroundings;
        let now = Timestamp::now();
        let fresh = Fresh {
            author,
            scale: &settings.config.scale,
            now,
        };
        let open = finding::Open::default();
        let Begun {
            opened,
            offers,
            unopened,
        } = Begun::of(
            opening,
            surroundings,
            &fresh,
            open.watch(),
            reporter(sender, number),
        )?;
        let mut desk = known(&opened.known);
        let is_sought = opened.named.is_some();
        let panes = usize::from(settings.config.panes);
        let reader = Reader::start(
            ToRead {
                shelf: opened.shelf.clone(),
                known: opened.known,
                named: opened.named,
                shown: opened.view.panes.iter().map(|pane| pane.document).collect(),
                panes,
                finder: settings.config.finder(),
                now: written(now),
            },
            open.watch(),
            reporter(sender, number),
        );
        let (came, reader) = reader.wait();
        let Opened {
            work,
            view,
            hold,
            read_only,
            shelf,
            mut told,
            path,
            ..
        } = opened;
        let is_looking = is_sought && came.discovered.is_none();
        if let Some(found) = came.discovered {
            told.splice(0..0, found.problems.iter().cloned());
            lay_out(&mut desk, found)?;
        }
        let report = reporter(sender, number);
        let keeping = Keeping::new(hold, store.texts(), work.history(), move |saving| {
            report(Report::Saving(saving));
        });
        let waits = is_looking && desk.is_empty();
        let shown = first_shown(&desk, &came.arrivals, panes);
        let state = State {
            desk,
            panes: Panes::new(shown),
            to_fill: if waits { panes } else { 0 },
            progress: is_looking.then_some(Progress::Looking(0)),
            layers: offers.map(Layer::Start).into_iter().collect(),
            follow: settings.config.follow,
            author: author.clone(),
            replica: surroundings.replica.clone(),
            keymap: settings.keymap.clone(),
            theme: settings.theme(surroundings.colors, surroundings.ground),
            zone: zone.clone(),
            ..State::new(work)
        };
        let mut bench = Self {
            state,
            keeping,
            open,
            reader: Some(reader),
            shelf,
            view,
            surroundings,
            sender: sender.clone(),
            number,
            path,
            unopened,
        };
        if let Some(why) = read_only {
            bench.take(Event::Report(Report::ReadOnly(why)));
        }
        for report in News::of(came.arrivals).into_reports() {
            bench.take(Event::Report(report));
        }
        bench.tell(told);
        Ok(bench)
    }

    /// Tells what the analyst should know before anything is done.
    fn tell(&mut self, told: Vec<String>) {
        let before = self.state.notice.take().map(|notice| notice.words);
        let problems = self
            .surroundings
            .settings
            .problems
            .iter()
            .map(ToString::to_string);
        let sentences: Vec<_> = before.into_iter().chain(told).chain(problems).collect();
        match sentences.as_slice() {
            [] => self.tell_conflicts(),
            [only] => self.state.warn(only),
            _ => self.state.layers.push(Layer::Told(Told {
                title: "Before you begin".to_owned(),
                sentences,
                ..Told::default()
            })),
        }
    }

    /// Tells what a merge left to decide.
    fn tell_conflicts(&mut self) {
        let words = match self.state.work.session().conflicts.len() {
            0 => return,
            1 => "A merge left one thing to decide.".to_owned(),
            many => format!("A merge left {many} things to decide."),
        };
        let decide = Action::Session(SessionAction::Decide);
        self.state.offer(words, decide);
    }

    /// The screen has this size, and looks as it was left.
    pub fn begin(&mut self, size: Size) {
        let notice = self.state.notice.take();
        self.take(Event::Resize(size));
        let view = std::mem::take(&mut self.view);
        self.state.restore(view);
        self.state.notice = notice;
    }

    /// The screen has this size, and looks like this.
    pub fn begin_as(&mut self, size: Size, view: ViewState) {
        self.view = view;
        self.begin(size);
    }

    /// What is left to read is read, and shared passages are looked for.
    pub fn start_workers(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.go_on();
        }
    }

    fn reporter(&self) -> impl Fn(Report) -> bool + Send + 'static {
        reporter(&self.sender, self.number)
    }

    /// Waits for something to happen and takes all that has come.
    ///
    /// # Errors
    /// [`RunError`] where the terminal fails.
    pub fn turn(
        &mut self,
        inbox: &Receiver<Incoming>,
        screen: &mut Screen,
    ) -> Result<Next, RunError> {
        let waits_for_hints = !self.state.pending.is_empty() && !self.state.hints_due;
        let first = if waits_for_hints {
            inbox.recv_timeout(self.surroundings.settings.config.hints_after)
        } else {
            inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        let mut incoming = match first {
            Ok(incoming) => Some(incoming),
            Err(RecvTimeoutError::Timeout) => {
                self.take(Event::HintsDue);
                None
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(Next::Leave),
        };
        let begun = Instant::now();
        while let Some(one) = incoming {
            match self.hear(one, screen)? {
                Next::Go => {}
                other => return Ok(other),
            }
            incoming = if begun.elapsed() < TAKEN {
                inbox.try_recv().ok()
            } else {
                None
            };
        }
        self.keeping.look(&self.state);
        Ok(Next::Go)
    }

    fn hear(&mut self, incoming: Incoming, screen: &mut Screen) -> Result<Next, RunError> {
        let event = match incoming {
            Incoming::Input(Input::Key(key)) => Event::Key(key),
            Incoming::Input(Input::Paste(text)) => Event::Paste(text),
            Incoming::Input(Input::Mouse(mouse)) => Event::Mouse(mouse),
            Incoming::Input(Input::Resize { columns, rows }) => Event::Resize(Size {
                width: columns,
                height: rows,
            }),
            Incoming::Input(Input::Ground(ground)) => {
                let Surroundings {
                    settings, colors, ..
                } = self.surroundings;
                self.state.theme = settings.theme(*colors, Some(ground));
                return Ok(Next::Go);
            }
            Incoming::Input(Input::Lost(_)) | Incoming::Signal(Signal::End(_)) => {
                return Ok(Next::Leave);
            }
            Incoming::Signal(Signal::Suspend) => {
                screen.suspend()?;
                return Ok(Next::Go);
            }
            Incoming::Signal(Signal::Continue) => {
                screen.resume()?;
                return Ok(Next::Go);
            }
            // A session that was left has nothing to say any more.
            Incoming::Report(number, _) if number != self.number => return Ok(Next::Go),
            Incoming::Report(_, report) => Event::Report(report),
        };
        let effects = self.take(event);
        for effect in effects {
            match self.carry_out(effect, screen)? {
                Next::Go => {}
                other => return Ok(other),
            }
        }
        Ok(Next::Go)
    }

    /// Changes the state by an event, and keeps what is to be kept.
    fn take(&mut self, event: Event) -> Vec<Effect> {
        let begun = matches!(event, Event::Report(Report::Recorded(_)));
        let effects = update(&mut self.state, event, Now(written(Timestamp::now())));
        if begun && !effects.contains(&Effect::Record) {
            self.keeping.begun_anew(&self.state);
        }
        effects
    }

    fn carry_out(&mut self, effect: Effect, screen: &mut Screen) -> Result<Next, RunError> {
        match effect {
            Effect::Record => self.keeping.record(&self.state),
            Effect::Copy(words) => match clipboard::sequence(&words) {
                Ok(sequence) => screen.send(&sequence)?,
                Err(error) => self.state.warn(error.to_string()),
            },
            Effect::Export(path) => self.export(path),
            Effect::Verify => self.verify(),
            Effect::SaveBeside => return Ok(Next::Beside),
            Effect::GatherFacts(of) => self.gather_facts(&of),
            Effect::FindLeads(sought) => self.find_leads(sought),
            Effect::LookAtSources(documents, why) => self.look_at_sources(&documents, why),
            Effect::Review(documents, why) => self.review(&documents, why),
            Effect::KeepTexts(texts) => self.keeping.copy(texts),
            Effect::Fetch(record) => self.fetch(record),
            Effect::Compare(passages) => self.compare(passages),
            Effect::Search(search) => self.search(search),
            Effect::FindAgain => self.find_again(),
            Effect::ReadIn(record, encoding) => self.read_again(record, move |shelf, record| {
                let read = shelf.read_in(&record.source, encoding)?;
                Ok((How::In(encoding), read))
            }),
            Effect::ReadPage(record) => self.read_again(record, |shelf, record| {
                let read = shelf.read_page(record)?;
                Ok(match read {
                    Page::Whole(read) => (How::WholePage, read),
                    Page::Article(read) => (How::Article, read),
                })
            }),
            Effect::NextTheme => {
                self.state.theme = self.surroundings.settings.theme_after(&self.state.theme);
                let name = self.state.theme.name().to_owned();
                self.state.tell(format!("Theme: {name}"));
            }
            Effect::Redraw => screen.redraw()?,
            Effect::Suspend => screen.suspend()?,
            Effect::Open(opening) => return Ok(Next::Open(opening)),
            Effect::Reopen(how) => {
                let path = self.path.clone();
                return Ok(Next::Again(match how {
                    Reopening::Again => Opening::Session(path),
                    Reopening::TakeOver => Opening::TakeOver(path),
                }));
            }
            Effect::Quit => return Ok(Next::Leave),
        }
        Ok(Next::Go)
    }

    fn verify(&self) {
        let history = self.state.work.history().to_vec();
        let report = self.reporter();
        thread::spawn(move || {
            let held = Work::retrace(&history);
            let held = held.map_err(|broken| broken.to_string());
            report(Report::Verified(held.map(|_| history.len())));
        });
    }

    fn compare(&self, passages: Box<[Telling; 2]>) {
        let report = self.reporter();
        thread::spawn(move || {
            let [a, b] = passages.as_ref();
            let found = a.compared_with(b);
            report(Report::Differences(passages, found));
        });
    }

    fn look_at_sources(&self, documents: &[DocumentId], why: Looking) {
        let session = self.state.work.session();
        let records = documents.iter().filter_map(|id| session.document(*id));
        let records: Vec<_> = records.cloned().collect();
        let (shelf, report) = (self.shelf.clone(), self.reporter());
        let now = written(Timestamp::now());
        thread::spawn(move || sources::look(&shelf, &records, why, &now, &report));
    }

    fn review(&self, documents: &[DocumentId], why: Looking) {
        let all = ToReview::all_of(&self.state, documents);
        let report = self.reporter();
        thread::spawn(move || {
            let reviews = all.into_iter().map(ToReview::review).collect();
            report(Report::Reviewed(reviews, why));
        });
    }

    fn fetch(&self, record: DocumentRecord) {
        let (shelf, report) = (self.shelf.clone(), self.reporter());
        let now = written(Timestamp::now());
        thread::spawn(move || {
            let id = record.id;
            let arrival = reading::read(&shelf, &Wanted::Known(record), &now);
            for news in News::of(vec![(id, arrival)]).into_reports() {
                report(news);
            }
        });
    }

    /// Reads a document's file in another way.
    fn read_again(
        &self,
        record: DocumentRecord,
        read: impl FnOnce(&Shelf, &DocumentRecord) -> Result<(How, Read), String> + Send + 'static,
    ) {
        let (shelf, report) = (self.shelf.clone(), self.reporter());
        let now = written(Timestamp::now());
        thread::spawn(move || {
            let rereading = read(&shelf, &record).map(|(how, read)| {
                let reading = crate::store::sources::reading(&read, &now);
                let text = read.text.into();
                (how, Rereading { reading, text })
            });
            report(Report::Reread(record.id, rereading));
        });
    }

    /// Searches all of a long text on a thread of its own.
    fn search(&self, search: Box<LongSearch>) {
        let report = self.reporter();
        thread::spawn(move || {
            let text = &search.document.text;
            let found = find(text, &search.needle, search.from, search.direction);
            report(Report::Searched(search, found));
        });
    }

    /// Looks for shared passages again, in all documents; a search that goes on is given up.
    fn find_again(&mut self) {
        self.open = finding::Open::default();
        let documents: Vec<Document> = self.state.desk.all_ready().cloned().collect();
        let (report, watch) = (self.reporter(), self.open.watch());
        let settings = self.surroundings.settings.config.finder();
        thread::spawn(move || {
            reading::scan(&documents, &report);
            finding::find(&documents, settings, &watch, &report);
        });
    }

    /// Writes a report on a thread of its own.
    fn export(&mut self, path: PathBuf) {
        let session = self.state.work.session().clone();
        let scale = self.state.scale.clone();
        let texts: Vec<_> = self.state.desk.all_ready().cloned().collect();
        let (store, report) = (self.surroundings.store.clone(), self.reporter());
        thread::spawn(move || {
            let written = export::report(&session, &scale, &texts, export::Format::of(&path));
            let result = store
                .write_out(&path, &written)
                .map(|()| path.clone())
                .map_err(|error| error.to_string());
            report(Report::Exported(result));
        });
    }

    /// Gathers the facts of documents on a thread of its own.
    fn gather_facts(&self, of: &[DocumentId]) {
        let desk = &self.state.desk;
        let documents: Vec<Document> = of
            .iter()
            .filter_map(|id| desk.ready(*id))
            .cloned()
            .collect();
        let compared = self.state.compared.clone();
        let (report, watch) = (self.reporter(), self.open.watch());
        let records = self.state.work.session().documents.iter();
        let days = records.filter_map(|record| Some((record.id, record.card.day()?)));
        let days = days.collect();
        thread::spawn(move || finding::gather(&documents, &days, &compared, &watch, &report));
    }

    /// Looks for leads on a thread of its own, in all documents but that of the claim.
    fn find_leads(&self, sought: Box<Sought>) {
        let from = sought.place.map(|place| place.document);
        let others = self.state.desk.all_ready();
        let others = others.filter(|document| Some(document.id) != from);
        let documents: Vec<Document> = others.cloned().collect();
        let (report, watch) = (self.reporter(), self.open.watch());
        thread::spawn(move || {
            if let Ok(found) = leads(&sought.words, &documents, &watch) {
                report(Report::Leads(sought, found));
            }
        });
    }

    /// Writes the session into a new file beside its own, which is left as it is, and ends.
    ///
    /// # Errors
    /// [`RunError`] where the new file cannot be written; the work is then where the old one is.
    pub fn move_beside(self) -> Result<Opening, RunError> {
        let Self {
            state,
            keeping,
            surroundings,
            path,
            ..
        } = self;
        let moved =
            rescue::write_beside(&surroundings.store, &path, &state.work, &state.view_state())
                .map_err(|error| RunError::Beside(error.to_string()))?;
        // Where the old file could not be written, the journal goes with the work.
        if let Err(CloseError::InJournal { journal, .. }) = keeping.close(&state) {
            let _ = std::fs::rename(journal, Files::of(moved.clone()).journal);
        }
        Ok(Opening::Session(moved))
    }

    /// Why what was named is not open.
    pub fn take_unopened(&mut self) -> Option<CannotOpen> {
        self.unopened.take()
    }

    /// Writes what is left to be written.
    ///
    /// # Errors
    /// [`RunError::Keep`] where the session file cannot be written.
    pub fn close(self) -> Result<(), RunError> {
        let edited = self.state.saving.is_some();
        self.keeping.close(&self.state).map_err(RunError::Keep)?;
        if edited {
            // Being listed on the start screen is worth no error.
            let _ = recent::remember(&self.surroundings.store, &self.path);
        }
        Ok(())
    }
}
