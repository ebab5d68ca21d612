//! What the terminal tells: keys, pasted text, the mouse, its size. A thread waits for it, so that
//! nothing wakes the program while nothing happens.

use std::io::{self, ErrorKind};
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};

use super::ground::{Heard, Listener};
use crate::tui::settings::{Ground, Key};

/// One thing that the terminal tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has another size, in cells; either may be 0.
    Resize {
        /// How wide it is.
        columns: u16,
        /// How high it is.
        rows: u16,
    },
    /// The terminal says how bright its ground is.
    Ground(Ground),
    /// The terminal is gone, and nothing more will come. The words are the system's.
    Lost(String),
}

/// A use of the mouse, at a cell counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub gesture: Gesture,
    /// The cell's column.
    pub column: u16,
    /// The cell's row.
    pub row: u16,
}

/// What can be done with the mouse. The button is the left one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The button went down.
    Press,
    /// The mouse moved with the button down.
    Drag,
    /// The button went up.
    Release,
    /// The wheel turned towards the end.
    WheelDown,
    /// The wheel turned towards the start.
    WheelUp,
}

/// Sends what the terminal tells as events from now on, until the receiver or the terminal is gone.
/// `ground_asked` says that [`super::ground::QUESTION`] was sent, so that the answer is told from
/// keys.
///
/// # Errors
///
/// The system gives no thread.
pub fn spawn<E: From<Input> + Send + 'static>(
    events: Sender<E>,
    ground_asked: bool,
) -> io::Result<()> {
    let mut listener = Listener::new(ground_asked);
    let listen = move || {
        loop {
            let inputs = match crossterm::event::read() {
                Ok(event) => inputs(event, &mut listener),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => vec![Input::Lost(error.to_string())],
            };
            for input in inputs {
                let lost = matches!(input, Input::Lost(_));
                if events.send(input.into()).is_err() || lost {
                    return;
                }
            }
        }
    };
    thread::Builder::new()
        .name("terminal".to_owned())
        .spawn(listen)?;
    Ok(())
}

fn inputs(event: Event, listener: &mut Listener) -> Vec<Input> {
    match event {
        Event::Key(event) => match Key::of(event).map(|key| listener.hear(key)) {
            Some(Heard::Keys(keys)) => keys.into_iter().map(Input::Key).collect(),
            Some(Heard::Ground(ground)) => vec![Input::Ground(ground)],
            None => vec![],
        },
        Event::Paste(text) => vec![Input::Paste(text)],
        Event::Mouse(event) => mouse(event).map(Input::Mouse).into_iter().collect(),
        Event::Resize(columns, rows) => vec![Input::Resize { columns, rows }],
        Event::FocusGained | Event::FocusLost => vec![],
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        _ => return None,
    };
    Some(Mouse {
        gesture,
        column: event.column,
        row: event.row,
    })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    use super::*;

    fn one(event: Event) -> Vec<Input> {
        inputs(event, &mut Listener::new(false))
    }

    #[test]
    fn keys_paste_and_size_are_told() {
        let mut key = KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL);
        assert_eq!(one(Event::Key(key)), [Input::Key("C-w".parse().unwrap())]);
        key.kind = KeyEventKind::Release;
        assert_eq!(one(Event::Key(key)), []);
        assert_eq!(
            one(Event::Paste("a\nb".to_owned())),
            [Input::Paste("a\nb".to_owned())]
        );
        let size = Input::Resize {
            columns: 0,
            rows: 0,
        };
        assert_eq!(one(Event::Resize(0, 0)), [size]);
        assert_eq!(one(Event::FocusLost), []);
    }

    #[test]
    fn only_what_the_left_button_and_the_wheel_do_is_told() {
        let at = |kind| {
            one(Event::Mouse(MouseEvent {
                kind,
                column: 3,
                row: 1,
                modifiers: KeyModifiers::NONE,
            }))
        };
        let told = |gesture| {
            vec![Input::Mouse(Mouse {
                gesture,
                column: 3,
                row: 1,
            })]
        };
        let left = MouseButton::Left;
        assert_eq!(at(MouseEventKind::Down(left)), told(Gesture::Press));
        assert_eq!(at(MouseEventKind::Drag(left)), told(Gesture::Drag));
        assert_eq!(at(MouseEventKind::ScrollUp), told(Gesture::WheelUp));
        assert_eq!(at(MouseEventKind::Moved), []);
        assert_eq!(at(MouseEventKind::Down(MouseButton::Right)), []);
    }
}
