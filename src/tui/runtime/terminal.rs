//! The terminal, taken over and given back.
//!
//! [`leave`] gives it back whole, however the program ends: at the end of [`Screen`], after a panic
//! ([`super::crash`]), on a signal ([`super::signals`]). It may be called from any thread and as
//! often as one likes.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect, Size};

/// Whether the terminal is taken over. It belongs to the process, so this does, too.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, taken over to be drawn on. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Screen {
    terminal: ratatui::Terminal<CrosstermBackend<Pending>>,
    pending: Pending,
    mouse: Mouse,
}

/// Whether the program hears the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// Presses, drags and the wheel.
    Heard,
    /// The terminal selects text itself.
    Left,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// There is no terminal, or it cannot be written to. It is left as it was.
    pub fn enter(mouse: Mouse) -> io::Result<Self> {
        let pending = Pending::default();
        let mut screen = Self {
            terminal: ratatui::Terminal::new(CrosstermBackend::new(pending.clone()))?,
            pending,
            mouse,
        };
        screen.take()?;
        Ok(screen)
    }

    /// Draws a frame: what changed goes to the terminal in one piece. Nothing is drawn where there
    /// is no room at all.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        let Size { width, height } = self.terminal.size()?;
        if width == 0 || height == 0 {
            return Ok(());
        }
        self.terminal.draw(view)?;
        self.pending.send()
    }

    /// Forgets what is on the terminal, so that the next frame is drawn whole.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where its cursor is, and waits for the answer, which
        // the thread that reads the keys would get.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Sends a control sequence that draws nothing.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(sequence.as_bytes())?;
        out.flush()
    }

    /// Gives the terminal back, stops the process until the shell lets it go on, and takes the
    /// terminal over again. Does nothing where no shell could let it go on.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        if !super::signals::can_stop() {
            return Ok(());
        }
        leave();
        super::signals::stop()?;
        self.resume()
    }

    /// Takes the terminal over anew after the process was stopped, by whomever.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        // The shell has changed the modes since, which crossterm cannot know.
        disable_raw_mode()?;
        self.take()?;
        self.redraw()
    }

    fn take(&mut self) -> io::Result<()> {
        // First, so that whatever fails below is undone.
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let mut out = io::stdout().lock();
        execute!(
            out,
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        match self.mouse {
            Mouse::Heard => hear_mouse(&mut out),
            Mouse::Left => Ok(()),
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back as it was, if it is taken over. Errors have nowhere to go and mean that
/// the terminal is gone.
pub fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        SetAttribute(Attribute::Reset),
        LeaveAlternateScreen,
        cursor::Show,
    );
    let _ = disable_raw_mode();
}

/// Presses, releases, drags and the wheel (modes 1000, 1002 and 1006 of xterm); crossterm would
/// also ask for every movement of the pointer and wake the program for each.
#[cfg(unix)]
fn hear_mouse(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b[?1000h\x1b[?1002h\x1b[?1006h")?;
    out.flush()
}

#[cfg(not(unix))]
fn hear_mouse(out: &mut impl Write) -> io::Result<()> {
    execute!(out, crossterm::event::EnableMouseCapture)
}

/// What is to be sent to the terminal with the frame that is being drawn: ratatui flushes in the
/// middle of a frame, which flickers. What is never sent is forgotten, so that nothing is left to
/// be written after the terminal was given back.
#[derive(Clone, Debug, Default)]
struct Pending(Rc<RefCell<Vec<u8>>>);

impl Pending {
    fn send(&self) -> io::Result<()> {
        let frame = self.0.take();
        if frame.is_empty() {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(frame.len() + 16);
        queue!(whole, BeginSynchronizedUpdate)?;
        whole.extend(frame);
        queue!(whole, EndSynchronizedUpdate)?;
        let mut out = io::stdout().lock();
        out.write_all(&whole)?;
        out.flush()
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
