//! The program on the command line: arguments and standard input in, both outputs and the exit
//! code out.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::{Home, PROGRAM, repository};

/// A command line before it is run.
pub struct Run {
    command: Command,
    input: Vec<u8>,
    names: Vec<(String, &'static str)>,
}

/// What a command line gave.
pub struct Output {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    names: Vec<(String, &'static str)>,
}

impl Run {
    pub(super) fn new<A: AsRef<OsStr>>(
        home: &Home,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .env_clear()
            .envs(home.environment())
            .current_dir(home.work());
        let names = vec![
            (home.work().display().to_string(), "[WORK]"),
            (home.path().display().to_string(), "[HOME]"),
            (repository().display().to_string(), "[REPOSITORY]"),
        ];
        Self {
            command,
            input: Vec::new(),
            names,
        }
    }

    /// Sets one variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// What the program reads from standard input; nothing where this is not called.
    pub fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// Runs it to its end.
    pub fn run(mut self) -> Output {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        let input = std::mem::take(&mut self.input);
        // On its own thread: both sides would wait for ever once both pipes are full. An error is
        // a program that does not read, which is its right.
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().expect("the program ends");
        let _ = writer.join().expect("the input is written");
        Output {
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            code: output.status.code(),
            names: self.names,
        }
    }
}

impl Output {
    /// Everything in one text for a snapshot, the same on every machine: temporary folders and the
    /// repository by name.
    pub fn transcript(&self) -> String {
        let mut transcript = match self.code {
            Some(code) => format!("exit code: {code}\n"),
            None => "ended by a signal\n".to_owned(),
        };
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                let _ = write!(transcript, "----- {name} -----\n{text}");
            }
        }
        for (path, name) in &self.names {
            transcript = transcript.replace(path, name);
        }
        transcript
    }
}
