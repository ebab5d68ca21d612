//! Where readers run: in a child process of our own program, with limits on its memory, its time and
//! its output, so that a file that brings a reader down or to a halt costs a sentence.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::extract::{Asked, Unreadable, extract};
use super::{Extracted, Format};

/// The name of the hidden subcommand that reads a file from standard input; see [`serve`].
pub const COMMAND: &str = "extract";

/// Where readers run.
#[derive(Clone, Debug, Default)]
pub enum Extractor {
    /// In this process: for tests of the readers. A hostile file can bring it down.
    #[default]
    Here,
    /// In a child process.
    Child {
        /// The program to start: ours, which knows the subcommand [`COMMAND`].
        program: PathBuf,
        /// What it is allowed.
        bounds: Bounds,
    },
}

/// What a child process is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Memory, in bytes.
    pub memory: u64,
    /// Time on the clock.
    pub time: Duration,
    /// What it may write, in bytes.
    pub output: u64,
}

impl Default for Bounds {
    /// Together with what the workbench itself holds of a file, less than 1 GiB.
    fn default() -> Self {
        Self {
            memory: 640 * 1024 * 1024,
            time: Duration::from_secs(20),
            output: 128 * 1024 * 1024,
        }
    }
}

/// Why a reader gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It cannot read this file.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It took too long.
    #[error("reading it was stopped after {} seconds", .0.as_secs())]
    TooSlow(Duration),
    /// It wrote too much.
    #[error("it holds more than {} MiB of text", .0 / (1024 * 1024))]
    TooMuch(u64),
    /// It needed too much memory, or failed.
    #[error("reading it failed, or needed more than {} MiB of memory", .0 / (1024 * 1024))]
    Failed(u64),
    /// The child process could not be started.
    #[error("the reader could not be started ({0})")]
    NotStarted(io::Error),
}

impl Extractor {
    /// A child process of the program that runs now.
    ///
    /// # Errors
    /// When the system does not say where that program is.
    pub fn of_this_program() -> io::Result<Self> {
        Ok(Self::Child {
            program: std::env::current_exe()?,
            bounds: Bounds::default(),
        })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`Failure`], as a clause about the file.
    pub fn extract(
        &self,
        format: Format,
        bytes: Vec<u8>,
        asked: &Asked,
    ) -> Result<Extracted, Failure> {
        match self {
            // Plain text needs no reader, and most texts are plain.
            _ if format == Format::Plain => Ok(extract(format, bytes, asked)?),
            Self::Here => Ok(extract(format, bytes, asked)?),
            Self::Child { program, bounds } => in_child(program, bounds, format, bytes, asked),
        }
    }
}

fn in_child(
    program: &Path,
    bounds: &Bounds,
    format: Format,
    bytes: Vec<u8>,
    asked: &Asked,
) -> Result<Extracted, Failure> {
    let mut child = command(program, bounds, format, asked)
        .spawn()
        .map_err(Failure::NotStarted)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Failure::Failed(bounds.memory));
    };
    // A reader that ends before it has read everything is no error of ours.
    thread::spawn(move || input.write_all(&bytes));
    let (sender, answer) = mpsc::channel();
    let limit = bounds.output;
    thread::spawn(move || {
        let mut read = vec![];
        let result = output.take(limit + 1).read_to_end(&mut read);
        // Nobody waits any more where it took too long.
        let _ = sender.send(result.map(|_| read));
    });
    let answer = answer.recv_timeout(bounds.time);
    if !matches!(&answer, Ok(Ok(read)) if read.len() as u64 <= limit) {
        kill(&mut child);
    }
    let status = child.wait();
    match answer {
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Failure::TooSlow(bounds.time)),
        Ok(Ok(read)) if read.len() as u64 > limit => Err(Failure::TooMuch(limit)),
        Ok(Ok(read)) if status.as_ref().is_ok_and(ExitStatus::success) => decode(&read, bounds),
        _ => Err(Failure::Failed(bounds.memory)),
    }
}

fn command(program: &Path, bounds: &Bounds, format: Format, asked: &Asked) -> Command {
    let mut command = Command::new(program);
    command
        .arg(COMMAND)
        .arg(format.name())
        .args(["--memory", &bounds.memory.to_string()])
        .args(["--seconds", &bounds.time.as_secs().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if let Some(charset) = asked.charset {
        command.args(["--encoding", charset.name()]);
    }
    if asked.whole_page {
        command.arg("--whole-page");
    }
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // A group of its own, so that what it starts ends with it.
        command.process_group(0);
    }
    command
}

/// Ends a child and what it started.
fn kill(child: &mut Child) {
    // It may have ended by itself.
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(
        rustix::process::Pid::from_child(child),
        rustix::process::Signal::KILL,
    );
    let _ = child.kill();
}

/// What a child answers: an extracted text, or a clause that says why there is none.
type Answer = Result<Extracted, String>;

fn decode(answer: &[u8], bounds: &Bounds) -> Result<Extracted, Failure> {
    match serde_json::from_slice::<Answer>(answer) {
        Ok(Ok(extracted)) => Ok(extracted),
        Ok(Err(why)) => Err(Unreadable::Why(why).into()),
        Err(_) => Err(Failure::Failed(bounds.memory)),
    }
}

/// The child's side: limits itself, reads standard input, and answers on standard output.
///
/// # Errors
/// When its input cannot be read or its output not be written.
pub fn serve(format: Format, asked: &Asked, memory: u64, seconds: u64) -> io::Result<()> {
    limit_this_process(memory, seconds);
    let mut bytes = vec![];
    io::stdin().lock().read_to_end(&mut bytes)?;
    let answer: Answer = extract(format, bytes, asked).map_err(|why| why.to_string());
    let answer = serde_json::to_vec(&answer)?;
    let mut out = io::stdout().lock();
    out.write_all(&answer)?;
    out.flush()
}

/// Limits memory and the processor's time; the parent watches the clock. Where a system lacks one
/// of these, the others hold.
#[cfg(unix)]
fn limit_this_process(memory: u64, seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    let _ = setrlimit(Resource::As, at_most(memory));
    let _ = setrlimit(Resource::Cpu, at_most(seconds + 1));
    let _ = setrlimit(Resource::Core, at_most(0));
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

#[cfg(not(unix))]
fn limit_this_process(_: u64, _: u64) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn with(script: &str, bounds: Bounds) -> Result<Extracted, Failure> {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("reader");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        let extractor = Extractor::Child { program, bounds };
        extractor.extract(Format::Html, vec![b'x'; 1 << 20], &Asked::default())
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_hangs_floods_or_fails_costs_a_sentence() {
        let bounds = Bounds {
            time: Duration::from_millis(200),
            output: 1000,
            ..Bounds::default()
        };
        assert!(matches!(
            with("sleep 1000", bounds),
            Err(Failure::TooSlow(_))
        ));
        let patient = Bounds {
            time: Duration::from_secs(60),
            ..bounds
        };
        assert!(matches!(with("yes", patient), Err(Failure::TooMuch(1000))));
        assert!(matches!(
            with("kill -9 $$", patient),
            Err(Failure::Failed(_))
        ));
        assert!(matches!(
            with("echo nonsense", patient),
            Err(Failure::Failed(_))
        ));
        let said = with(r#"echo '{"Err":"it is locked"}'"#, patient).unwrap_err();
        assert_eq!(said.to_string(), "it is locked");
    }
}
