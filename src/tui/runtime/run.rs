//! The loop: wait for events, take all that have come, change the state, carry out the effects, draw
//! once.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;

use super::super::effect::Effect;
use super::super::event::{Event, Report};
use super::super::settings::{Colors, Ground, Settings};
use super::super::state::{Desk, Layer, Panes, Slot, Start, StartRow, State};
use super::super::update::{Now, update};
use super::super::view;
use super::events::{self, Input};
use super::keeping::Keeping;
use super::opening::{self, CannotOpen, Fresh, Opened, Opening, written};
use super::reading::{self, News, Wanted};
use super::signals::{self, Signal};
use super::terminal::{Mouse, Screen};
use super::{clipboard, finding, ground};
use crate::export;
use crate::session::Replica;
use crate::source::discover;
use crate::store::shelf::Shelf;
use crate::store::{Store, recent};
use crate::text::Document;

/// What the program is surrounded by.
#[derive(Debug)]
pub struct Surroundings {
    /// Where sessions are kept.
    pub store: Store,
    /// Keys, colours, how to begin.
    pub settings: Settings,
    /// How many colours the terminal has.
    pub colors: Colors,
    /// Whether its ground is dark, where the environment says so.
    pub ground: Option<Ground>,
    /// Who works here.
    pub author: String,
    /// This run, for the ids that it gives out.
    pub replica: Replica,
    /// Where the analyst's clock is.
    pub zone: TimeZone,
}

/// Why the workbench ended or could not begin.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// What was named cannot be opened.
    #[error(transparent)]
    Open(#[from] CannotOpen),
    /// The terminal does not work, or no longer.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] std::io::Error),
    /// The work could not be written to its session file; it is in the journal beside it.
    #[error(
        "the session file could not be written: {0}\nYour work is in the journal beside it and is there when you open the session again"
    )]
    Keep(String),
}

/// What comes to the loop.
enum Incoming {
    Input(Input),
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

/// How the loop goes on.
enum Next {
    Go,
    /// Another session is opened.
    Open(Opening),
    Leave,
}

/// Opens what was named and runs until the user leaves.
///
/// # Errors
/// [`RunError`] where nothing can be opened, the terminal fails, or the work cannot be written.
pub fn run(opening: Opening, surroundings: &Surroundings) -> Result<(), RunError> {
    let (sender, inbox) = mpsc::channel();
    let mut bench = Bench::open(opening, surroundings, &sender, 0)?;
    let mouse = if surroundings.settings.config.mouse {
        Mouse::Heard
    } else {
        Mouse::Left
    };
    signals::spawn(sender.clone())?;
    let mut screen = Screen::enter(mouse)?;
    // Listens for changes of size before the first look at it, so that none falls in between.
    crossterm::event::poll(Duration::ZERO)?;
    let (width, height) = crossterm::terminal::size()?;
    bench.begin(Size { width, height });
    screen.draw(|frame| view::draw(&bench.state, frame))?;
    let asks = surroundings
        .settings
        .depends_on_ground(surroundings.colors, surroundings.ground);
    if asks {
        screen.send(ground::QUESTION)?;
    }
    events::spawn(sender.clone(), asks)?;
    bench.start_workers();
    let mut number = 0;
    loop {
        match bench.turn(&inbox, &mut screen)? {
            Next::Go => screen.draw(|frame| view::draw(&bench.state, frame))?,
            Next::Open(opening) => {
                let size = bench.state.size;
                number += 1;
                match Bench::open(opening, surroundings, &sender, number) {
                    Ok(fresh) => {
                        let before = std::mem::replace(&mut bench, fresh);
                        before.close()?;
                        bench.begin(size);
                        bench.start_workers();
                    }
                    Err(error) => bench.state.warn(error.to_string()),
                }
                screen.draw(|frame| view::draw(&bench.state, frame))?;
            }
            Next::Leave => break,
        }
    }
    drop(screen);
    bench.close()
}

/// A session that is worked on, with its workers.
struct Bench<'s> {
    state: State,
    keeping: Keeping,
    /// Ends the workers when the session is left.
    open: finding::Open,
    /// What is still to be read, with where it is found.
    to_read: Option<(Shelf, Vec<Wanted>)>,
    view: crate::session::ViewState,
    surroundings: &'s Surroundings,
    sender: Sender<Incoming>,
    number: usize,
    path: Option<PathBuf>,
}

impl<'s> Bench<'s> {
    fn open(
        opening: Opening,
        surroundings: &'s Surroundings,
        sender: &Sender<Incoming>,
        number: usize,
    ) -> Result<Self, CannotOpen> {
        let start = matches!(opening, Opening::Start);
        let now = Timestamp::now();
        let config = &surroundings.settings.config;
        let fresh = Fresh {
            author: &surroundings.author,
            scale: &config.scale,
            now,
        };
        let mut opened = opening::open(&surroundings.store, opening, &fresh)?;
        let panes = usize::from(config.panes);
        let arrivals = if start {
            vec![]
        } else {
            opened.read_first(panes)
        };
        let Opened {
            work,
            view,
            hold,
            read_only,
            wanted,
            shelf,
            told,
            path,
        } = opened;
        let report = sender.clone();
        let keeping = Keeping::new(
            hold,
            surroundings.store.texts(),
            work.history(),
            move |saving| {
                let _ = report.send(Incoming::Report(number, Report::Saving(saving)));
            },
        );
        let mut desk = Desk::default();
        for wanted in wanted.iter().filter(|_| !start) {
            desk.put(wanted.id(), Slot::Waiting);
        }
        let first: Vec<_> = arrivals.iter().map(|(id, _)| *id).collect();
        let settings = &surroundings.settings;
        let mut state = State {
            desk,
            panes: Panes::new(first),
            follow: settings.config.follow,
            read_only,
            author: surroundings.author.clone(),
            replica: surroundings.replica.clone(),
            keymap: settings.keymap.clone(),
            theme: settings.theme(surroundings.colors, surroundings.ground),
            zone: surroundings.zone.clone(),
            ..State::new(work)
        };
        let problems = surroundings
            .settings
            .problems
            .iter()
            .map(ToString::to_string);
        if start {
            let zone = surroundings.zone.clone();
            let start = Start::new(
                recent::list(surroundings.store.dirs()),
                texts_here(),
                |session| when(session, now, &zone),
            );
            state.layers.push(Layer::Start(start));
        }
        let mut bench = Self {
            state,
            keeping,
            open: finding::Open::default(),
            to_read: Some((shelf, if start { vec![] } else { wanted })),
            view,
            surroundings,
            sender: sender.clone(),
            number,
            path: (!start).then_some(path),
        };
        let mut reports = vec![];
        let collected = std::cell::RefCell::new(&mut reports);
        News::of(arrivals).report(&|report| {
            collected.borrow_mut().push(report);
            true
        });
        for report in reports {
            bench.take(Event::Report(report));
        }
        if let Some(words) = told.into_iter().chain(problems).next() {
            bench.state.warn(words);
        }
        Ok(bench)
    }

    /// The screen has this size, and looks as it was left.
    fn begin(&mut self, size: Size) {
        let notice = self.state.notice.take();
        self.take(Event::Resize(size));
        let view = std::mem::take(&mut self.view);
        self.state.restore(view);
        self.state.notice = notice;
    }

    /// What is left to read is read, and shared passages are looked for.
    fn start_workers(&mut self) {
        let Some((shelf, wanted)) = self.to_read.take() else {
            return;
        };
        let mut documents: Vec<Document> = self.state.desk.all_ready().cloned().collect();
        let (report, watch) = (self.reporter(), self.open.watch());
        thread::spawn(move || {
            documents.extend(reading::read_all(&shelf, &wanted, &report));
            finding::find(&documents, &watch, &report);
            reading::count_hidden(&documents, &report);
        });
    }

    fn reporter(&self) -> impl Fn(Report) -> bool + Send + 'static {
        let (sender, number) = (self.sender.clone(), self.number);
        move |report| sender.send(Incoming::Report(number, report)).is_ok()
    }

    /// Waits for something to happen and takes all that has come.
    fn turn(&mut self, inbox: &Receiver<Incoming>, screen: &mut Screen) -> Result<Next, RunError> {
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
        while let Some(one) = incoming {
            match self.hear(one, screen)? {
                Next::Go => {}
                other => return Ok(other),
            }
            incoming = inbox.try_recv().ok();
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
            Effect::NextTheme => {
                self.state.theme = self.surroundings.settings.theme_after(&self.state.theme);
                let name = self.state.theme.name().to_owned();
                self.state.tell(format!("Theme: {name}"));
            }
            Effect::Redraw => screen.redraw()?,
            Effect::Suspend => screen.suspend()?,
            Effect::Open(opening) => return Ok(Next::Open(opening)),
            Effect::Quit => return Ok(Next::Leave),
        }
        Ok(Next::Go)
    }

    /// Writes a report on a thread of its own.
    fn export(&mut self, path: PathBuf) {
        let session = self.state.work.session().clone();
        let scale = self.state.scale.clone();
        let texts: Vec<_> = self.state.desk.all_ready().cloned().collect();
        let report = self.reporter();
        thread::spawn(move || {
            let written = export::report(&session, &scale, &texts, export::Format::of(&path));
            let result = std::fs::write(&path, written)
                .map(|()| path.clone())
                .map_err(|error| format!("{} could not be written: {error}", path.display()));
            report(Report::Exported(result));
        });
    }

    /// Writes what is left to be written.
    fn close(self) -> Result<(), RunError> {
        let edited = self.state.saving.is_some();
        self.keeping.close(&self.state).map_err(RunError::Keep)?;
        if let Some(path) = self.path.filter(|_| edited) {
            // Being listed on the start screen is worth no error.
            let _ = recent::remember(&self.surroundings.store, &path);
        }
        Ok(())
    }
}

/// The texts of the folder that the program was started in, as a row of the start screen.
fn texts_here() -> Option<StartRow> {
    let folder = std::env::current_dir().ok()?;
    let texts = discover(std::slice::from_ref(&folder)).files.len();
    (texts > 0).then(|| StartRow {
        heading: "Open",
        name: folder.display().to_string(),
        detail: if texts == 1 {
            "1 text".to_owned()
        } else {
            format!("{texts} texts")
        },
        opening: Opening::Texts {
            paths: vec![folder],
            pasted: None,
            session: None,
        },
    })
}

/// What is told of a session that could be resumed: its claims, and when it was changed.
fn when(session: &recent::Recent, now: Timestamp, zone: &TimeZone) -> String {
    let changed = Timestamp::try_from(session.changed)
        .unwrap_or(now)
        .to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let day = changed.date();
    let time = if day == today {
        changed.strftime("today %H:%M").to_string()
    } else if day.tomorrow().is_ok_and(|next| next == today) {
        changed.strftime("yesterday %H:%M").to_string()
    } else {
        changed.strftime("%Y-%m-%d").to_string()
    };
    match session.claims {
        Some(1) => format!("1 claim   {time}"),
        Some(claims) => format!("{claims} claims   {time}"),
        None => time,
    }
}
