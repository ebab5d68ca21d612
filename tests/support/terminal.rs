//! A program in a pseudo-terminal.
//!
//! A thread reads what the program draws into a screen in memory and answers its questions. Tests
//! wait for conditions on that screen, never for a time.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::Home;
use super::answers::Answers;
use super::keys::keys;
use super::screen::Screen;

/// After this a condition counts as never met. Far longer than anything takes, even on a machine
/// that is busy with other things.
const LIMIT: Duration = Duration::from_secs(30);

/// How often conditions are looked at again that nothing announces.
const TICK: Duration = Duration::from_millis(2);

/// A program before it is started.
pub struct Launch {
    command: CommandBuilder,
    size: (u16, u16),
    background: &'static str,
}

impl Launch {
    pub(super) fn new<A: AsRef<OsStr>>(
        home: &Home,
        program: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.cwd(home.work());
        Self {
            command,
            size: (120, 40),
            background: "rgb:1010/1010/1010",
        }
    }

    /// Columns and rows; 120×40 where this is not called.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Sets one variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// A terminal with dark letters on a light ground; light on dark where this is not called.
    pub fn on_light_ground(mut self) -> Self {
        self.background = "rgb:fafa/fafa/fafa";
        self
    }

    /// Starts it.
    pub fn start(self) -> Terminal {
        let pair = native_pty_system()
            .openpty(pty_size(self.size))
            .expect("a pseudo-terminal");
        let child = pair
            .slave
            .spawn_command(self.command)
            .expect("the program starts");
        // The program holds the only other end, so that reading ends when the program does.
        drop(pair.slave);

        let (columns, rows) = self.size;
        let parser = vt100::Parser::new_with_callbacks(
            at_least_one(rows),
            at_least_one(columns),
            0,
            Answers::with_background(self.background),
        );
        let writer = pair.master.take_writer().expect("the terminal's input");
        let shared = Arc::new(Shared {
            display: Mutex::new(Display {
                parser,
                bytes: Vec::new(),
            }),
            changed: Condvar::new(),
            input: Mutex::new(writer),
        });
        let reader = pair
            .master
            .try_clone_reader()
            .expect("the terminal's output");
        let thread = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.draw_all(reader)
        });
        Terminal {
            master: pair.master,
            child,
            shared,
            thread: Some(thread),
        }
    }
}

/// What the reading thread and the test both see.
struct Shared {
    display: Mutex<Display>,
    changed: Condvar,
    input: Mutex<Box<dyn Write + Send>>,
}

struct Display {
    parser: vt100::Parser<Answers>,
    /// Everything that the program sent.
    bytes: Vec<u8>,
}

impl Shared {
    fn display(&self) -> MutexGuard<'_, Display> {
        self.display.lock().expect("the reading thread lives")
    }

    fn draw_all(&self, mut reader: impl Read) {
        let mut buffer = [0; 8192];
        // An error is how Linux reports that the program has closed its end.
        while let Ok(length @ 1..) = reader.read(&mut buffer) {
            let answers = {
                let mut display = self.display();
                display.bytes.extend_from_slice(&buffer[..length]);
                display.parser.process(&buffer[..length]);
                display.parser.callbacks_mut().take()
            };
            if !answers.is_empty() {
                self.send(&answers);
            }
            self.changed.notify_all();
        }
        self.changed.notify_all();
    }

    /// Sends bytes to the program. That it has ended meanwhile is no error here: what the test
    /// waits for next will not come, and then it says so.
    fn send(&self, bytes: &[u8]) {
        let mut input = self.input.lock().expect("the reading thread lives");
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }
}

/// A program that runs in a pseudo-terminal; it is killed when this is dropped.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Terminal {
    /// The screen as it is now.
    pub fn screen(&self) -> Screen {
        Screen::new(self.shared.display().parser.screen().clone())
    }

    /// Everything that the program has sent so far, as it came.
    pub fn bytes(&self) -> Vec<u8> {
        self.shared.display().bytes.clone()
    }

    /// What the program copied to the clipboard, in base64, oldest first.
    pub fn clipboard(&self) -> Vec<Vec<u8>> {
        let display = self.shared.display();
        display.parser.callbacks().clipboard().to_vec()
    }

    /// Waits until the screen meets the condition, and returns it.
    ///
    /// # Panics
    /// With the screen where it never does, or where the program ends first.
    #[track_caller]
    pub fn wait_for(&mut self, what: &str, condition: impl Fn(&Screen) -> bool) -> Screen {
        let deadline = Instant::now() + LIMIT;
        loop {
            // Asked first: what the program drew before it ended still counts.
            let ended = self.has_ended();
            let screen = self.screen();
            if condition(&screen) {
                return screen;
            }
            if let Some(status) = ended {
                panic!("waited for: {what}; the program ended ({status}) with {screen}");
            }
            assert!(
                Instant::now() < deadline,
                "waited {LIMIT:?} for: {what}; the screen is {screen}"
            );
            self.pause();
        }
    }

    /// Waits until the words stand in one row of the screen.
    #[track_caller]
    pub fn wait_for_words(&mut self, words: &str) -> Screen {
        self.wait_for(words, |screen| screen.contains(words))
    }

    /// Types keys, as [`keys`] writes them, faster than any hand.
    pub fn type_keys(&mut self, written: &str) {
        self.shared.send(&keys(written));
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        self.shared.send(bytes);
    }

    /// Pastes text, as a terminal does that marks it (bracketed paste).
    pub fn paste(&mut self, text: &str) {
        self.shared
            .send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// Clicks with the left button.
    pub fn click(&mut self, column: u16, row: u16) {
        self.mouse(0, column, row, 'M');
        self.mouse(0, column, row, 'm');
    }

    /// Presses the left button in the first place and lets it go in the second.
    pub fn drag(&mut self, from: (u16, u16), to: (u16, u16)) {
        self.mouse(0, from.0, from.1, 'M');
        self.mouse(32, to.0, to.1, 'M');
        self.mouse(0, to.0, to.1, 'm');
    }

    /// Turns the wheel one step towards the end of the text.
    pub fn wheel_down(&mut self, column: u16, row: u16) {
        self.mouse(65, column, row, 'M');
    }

    /// Turns the wheel one step towards the start of the text.
    pub fn wheel_up(&mut self, column: u16, row: u16) {
        self.mouse(64, column, row, 'M');
    }

    /// The SGR encoding of the mouse, with columns and rows from 1.
    fn mouse(&mut self, button: u8, column: u16, row: u16, last: char) {
        let sequence = format!("\x1b[<{button};{};{}{last}", column + 1, row + 1);
        self.shared.send(sequence.as_bytes());
    }

    /// Gives the terminal another size, in columns and rows.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shared
            .display()
            .parser
            .set_size(at_least_one(rows), at_least_one(columns));
        self.master
            .resize(pty_size((columns, rows)))
            .expect("the terminal takes the size");
    }

    /// Sends the program a signal.
    pub fn signal(&mut self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the program runs");
    }

    /// Ends the program as `kill -9` does, and waits until it is gone.
    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().expect("the program ends");
    }

    /// Waits until the program has ended by itself.
    ///
    /// # Panics
    /// With the screen where it does not end.
    #[track_caller]
    pub fn wait_for_exit(&mut self) -> ExitStatus {
        let deadline = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.has_ended() {
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "the program did not end within {LIMIT:?}; the screen is {}",
                self.screen()
            );
            self.pause();
        }
    }

    /// How the program ended, if it has, with everything that it sent drawn.
    fn has_ended(&mut self) -> Option<ExitStatus> {
        let status = self.child.try_wait().expect("the program is ours")?;
        if let Some(thread) = self.thread.take() {
            thread
                .join()
                .expect("the reading thread ends with the program");
        }
        Some(status)
    }

    fn pid(&self) -> Pid {
        self.child
            .process_id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(Pid::from_raw)
            .expect("the program runs")
    }

    /// Waits for something to change on the screen, or for a moment.
    fn pause(&self) {
        let display = self.shared.display();
        let waited = self.shared.changed.wait_timeout(display, TICK);
        drop(waited.expect("the reading thread lives"));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = kill_process(self.pid(), Signal::KILL);
            let _ = self.child.wait();
        }
    }
}

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn at_least_one(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).unwrap_or(NonZeroU16::MIN)
}
