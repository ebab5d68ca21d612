//! The process's signals, as events. They come on their own thread, so that a signal handler does
//! nothing and the terminal is always given back.

use std::io;
use std::sync::mpsc::Sender;

/// What another process, or the terminal's end, wants of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Save and leave. The number is the signal's; the exit code of a process that it ended is 128
    /// more.
    End(i32),
    /// Give the terminal back and stop.
    Suspend,
    /// The process was stopped and goes on: the terminal must be taken over anew.
    Continue,
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::process;
    use std::sync::mpsc::Sender;
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level;

    use super::Signal;
    use crate::tui::runtime::terminal;

    /// How long the program may take to save and leave.
    const GRACE: Duration = Duration::from_secs(5);

    pub fn spawn<E: From<Signal> + Send + 'static>(events: Sender<E>) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
        let listen = move || {
            let mut ending = false;
            for number in signals.forever() {
                let signal = signal_of(number);
                let told = events.send(signal.into()).is_ok();
                if let Signal::End(number) = signal {
                    if ending || !told {
                        end_now(number);
                    }
                    ending = true;
                    thread::spawn(move || {
                        thread::sleep(GRACE);
                        end_now(number);
                    });
                }
            }
        };
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(listen)?;
        Ok(())
    }

    fn signal_of(number: i32) -> Signal {
        match number {
            SIGTSTP => Signal::Suspend,
            SIGCONT => Signal::Continue,
            other => Signal::End(other),
        }
    }

    /// Ends the process as the signal would have done, with the terminal given back.
    fn end_now(number: i32) {
        terminal::leave();
        let _ = low_level::emulate_default_handler(number);
        process::exit(128 + number);
    }

    /// Whether a shell is there that could let a stopped process go on: its parent is in the same
    /// session (POSIX calls a group without such a parent orphaned, and stops none of it).
    pub fn can_stop() -> bool {
        let session = rustix::process::getsid(None).ok();
        let of_parent = rustix::process::getppid()
            .and_then(|parent| rustix::process::getsid(Some(parent)).ok());
        session.is_some() && session == of_parent
    }

    pub fn stop() -> io::Result<()> {
        low_level::raise(SIGSTOP)
    }
}

#[cfg(unix)]
pub use unix::can_stop;

/// Sends the process's signals as events from now on. A process that does not end within seconds
/// of being told to, or is told twice, ends at once.
///
/// # Errors
///
/// The system gives no thread, or no way to hear signals.
#[cfg(unix)]
pub fn spawn<E: From<Signal> + Send + 'static>(events: Sender<E>) -> io::Result<()> {
    unix::spawn(events)
}

/// Stops the process until it is let go on.
///
/// # Errors
///
/// The system refuses.
#[cfg(unix)]
pub fn stop() -> io::Result<()> {
    unix::stop()
}

/// There are no such signals on this system.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
pub fn spawn<E: From<Signal> + Send + 'static>(_events: Sender<E>) -> io::Result<()> {
    Ok(())
}

/// Whether the process can be stopped: not on this system.
#[cfg(not(unix))]
pub fn can_stop() -> bool {
    false
}

/// Does nothing on this system.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
pub fn stop() -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_signal_is_an_event() {
        let (sender, events) = mpsc::channel::<Signal>();
        spawn(sender).unwrap();
        signal_hook::low_level::raise(signal_hook::consts::SIGCONT).unwrap();
        assert_eq!(events.recv(), Ok(Signal::Continue));
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP).unwrap();
        assert_eq!(events.recv(), Ok(Signal::Suspend));
    }
}
