//! The loop: wait for events, take all that have come, change the state, carry out the effects, draw
//! once.

use std::sync::mpsc;
use std::time::Duration;

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use super::super::settings::{Colors, Ground, Settings};
use super::super::view;
use super::bench::{Bench, Next};
use super::opening::{CannotOpen, Opening};
use super::terminal::{Mouse, Screen};
use super::{events, ground, signals};
use crate::session::Replica;
use crate::store::{CloseError, Store};

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
    /// The work could not be written to its session file; the error says where it is.
    #[error("the session file could not be written: {0}")]
    Keep(CloseError),
    /// The work could not be written to a new file.
    #[error("the session could not be written beside its file: {0}")]
    Beside(String),
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
            Next::Again(opening) => {
                let (size, view) = (bench.state.size, bench.state.view_state());
                number += 1;
                match bench.close() {
                    // Opening it again brings the journal and the file together.
                    Ok(()) | Err(RunError::Keep(CloseError::InJournal { .. })) => {}
                    Err(error) => return Err(error),
                }
                bench = Bench::open(opening, surroundings, &sender, number)?;
                bench.begin_as(size, view);
                bench.start_workers();
                screen.draw(|frame| view::draw(&bench.state, frame))?;
            }
            Next::Beside => {
                let (size, view) = (bench.state.size, bench.state.view_state());
                number += 1;
                let opening = bench.move_beside()?;
                bench = Bench::open(opening, surroundings, &sender, number)?;
                bench.begin_as(size, view);
                bench.start_workers();
                screen.draw(|frame| view::draw(&bench.state, frame))?;
            }
            Next::Leave => break,
        }
    }
    drop(screen);
    let unopened = bench.take_unopened();
    bench.close()?;
    unopened.map_or(Ok(()), |error| Err(error.into()))
}
